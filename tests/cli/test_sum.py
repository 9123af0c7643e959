# SPDX-License-Identifier: MIT
"""test_sum.py - the score redone by hand from what `match --json` prints.

Written from docs/matching.md alone; nothing of the library is in it.
"""
import os
import unittest

import support

RESUME = """Sample Candidate
sample@example.com
Skills
Python, Django, PostgreSQL, Docker, MySQL
Experience
Software Engineer, Example Ltd, Jan 2023 - Dec 2024
- Python services in Django on AWS
Education
Bachelor of Science, Sample University, 2012 - 2016
"""
JOBS = [
    "must: 4 years of Python\nmust: MySQL or Oracle\nmust: Master's degree\n"
    "nice: Docker\nnice: excellent communication skills\n",
    "must: Docker and AWS or Azure\nmust: 2 years of experience\nnice: Rust\n",
    "must: team player\nnice: positive attitude\n",
    "must: 5 years of Java or Kotlin\nmust: PhD or equivalent experience\n"
    "must: Redis\nmust: React, Vue or Angular\nnice: Git\nnice: SQL\n"
    "nice: 3 years of PostgreSQL, Kafka and Terraform\n",
    "Backend Engineer\n\nRequirements\n- 3+ years of Python\n- MongoDB, e.g. "
    "at scale\n- Bachelor's degree\n\nNice to have\n- Kubernetes or ECS\n",
]
# Lists without work, and a job handed in as a resume.
OTHERS = [
    "Sample Candidate\nSkills\nPython, Docker, MySQL, SQL\n",
    "Sample Candidate\nSkills\nPython, Docker, MySQL, SQL\nExperience\n"
    "Cashier, Example Ltd, Jan 2015 - Dec 2024\n- Sold bread\n",
    JOBS[-1].replace("- Bachelor's degree\n", ""),
]
# Percent that each credit may earn; None: worked out below.
CREDITS = {"none": 0, "same": 100, "covered": 100, "work": 60, "wider": 30,
           "claimed": 60, "unshown": 50, "bare": 30, "copied": 0,
           "reached": 100, "below": 50, "instead": 100, "undated": 40}


def months(part, cap):
    return min(part["have"] * 100 // part["need"], cap)


def part_percent(part):
    credit = part["credit"]
    if credit in ("named", "listed", "all"):
        alone = credit == "named"
        return months(part, 100 if alone else 80), months(part, 100)
    if credit == "sibling":
        return (part["percent"],)
    return (CREDITS[credit],)


def row_percent(row):
    skills = [p["percent"] for p in row["parts"] if p["ask"] == "skill"]
    total = sum(skills) // len(skills) if skills else None
    for p in row["parts"]:
        if p["ask"] == "years":
            total = (p["percent"] if total is None
                     else total * p["percent"] // 100)
        if p["ask"] == "degree":
            total = (p["percent"] if total is None
                     else (total + p["percent"]) // 2)
    return total or 0


def shares(units):
    if not sum(units):
        return None
    parts = [1000 * u // sum(units) for u in units]
    left = [1000 * u % sum(units) for u in units]
    for i in sorted(range(len(units)), key=lambda i: (-left[i], i)):
        if sum(parts) < 1000:
            parts[i] += 1
    return parts


def state(percent):
    return ("met" if percent >= 90 else "partly" if percent else "not_found")


class Sum(unittest.TestCase):
    def redo(self, match):
        rows = match["requirements"]
        for row in rows:
            for part in row["parts"]:
                self.assertIn(part["percent"], part_percent(part), part)
            self.assertEqual(row["percent"], row_percent(row), row)
            self.assertEqual(row["state"], state(row["percent"]))
            self.assertEqual(row["points"], row["weight"] * row["percent"])
            self.assertIn(row["units"], (8, 4, 0) if row["kind"] == "must"
                          else (2, 1, 0))
            self.assertEqual(row["wanted"] is None, row["state"] == "met")
            # Undated years, and experience instead of a degree, rest on no
            # single line.
            shown = {p["credit"] for p in row["parts"] if p["percent"]}
            if row["percent"] and shown - {"undated", "instead"}:
                self.assertTrue(row["evidence"], row)
        weights = shares([r["units"] for r in rows])
        self.assertEqual([r["weight"] for r in rows], weights)
        score = (sum(w * row_percent(r) for w, r in zip(weights, rows))
                 + 500) // 1000
        self.assertEqual(match["score"], score)
        self.assertEqual(match["eligible"], score >= match["threshold"])
        self.assertEqual(match["formula"], 3)

    def test_anyone_can_redo_the_sum(self):
        for text in [RESUME] + OTHERS:
            resume = support.text_file(text)
            for job in JOBS:
                done = support.run("match", resume, support.text_file(job),
                                   "--json", "--now", "2026-11-22")
                self.assertEqual(done.code, 0, done.err)
                self.redo(done.json())

    def test_the_example_of_the_document(self):
        path = os.path.join(support.ROOT, "docs", "matching.md")
        with open(path, encoding="utf-8") as f:
            text = f.read()
        job = JOBS[0].replace(" or Oracle", "")
        resume = support.text_file(RESUME.replace(", MySQL", ""))
        match = support.run("match", resume, support.text_file(job), "--json",
                            "--now", "2026-11-22").json()
        self.assertIn(f"**{match['score']}**", text)
        for row in match["requirements"]:
            self.assertIn(f"| {row['units']} | {row['weight']} | "
                          f"{row['percent']} |", text)

    def test_people_see_what_would_count(self):
        job = support.text_file("must: Kubernetes\nmust: 4 years of Python\n")
        out = support.run("match", support.text_file(RESUME), job, "--now",
                          "2026-11-22").out
        self.assertIn("name Kubernetes in a job or project", out)
        self.assertIn("4 years in dated jobs that name it", out)


if __name__ == "__main__":
    unittest.main()
