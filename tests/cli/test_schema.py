#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_schema.py - every command's --json against docs/schemata.

The flow of a whole job is played call by call; each output is checked, and at
the end every command that prints JSON must have been among them.
"""
import json
import os
import unittest

import schema
import support

FOLDER = os.path.join(support.ROOT, "docs", "schemata")
RESUME = """Sample Candidate
sample@example.com

Experience

Backend Engineer, Example Ltd
January 2018 - Present
- Built services in Python on PostgreSQL

Skills
Python, PostgreSQL
"""
DETAILS = "We build services.\n\nRequirements:\n- 3 years of Python\n"


def names():
    return support.run("schema").out.splitlines()


def path_of(name):
    return os.path.join(FOLDER, name.replace(" ", "-") + ".json")


class Kept(unittest.TestCase):
    def test_files_are_what_the_tables_say(self):
        for name in names():
            got = support.run("schema", *name.split()).json()
            if support.UPDATE:
                with open(path_of(name), "w", encoding="utf-8") as f:
                    f.write(json.dumps(got, indent=1) + "\n")
            with open(path_of(name), encoding="utf-8") as f:
                self.assertEqual(json.load(f), got, name)

    def test_no_file_is_left_over(self):
        known = {os.path.basename(path_of(n)) for n in names()}
        self.assertEqual(
            {f for f in os.listdir(FOLDER) if f.endswith(".json")}, known)

    def test_validator_finds_faults(self):
        rule = {"type": "object", "required": ["a"],
                "additionalProperties": False,
                "properties": {"a": {"type": "integer", "maximum": 3}}}
        for value in ({}, {"a": 4}, {"a": "x"}, {"a": True}, {"a": 1, "b": 1}):
            self.assertTrue(schema.check(rule, value), value)
        self.assertEqual(schema.check(rule, {"a": 3}), [])
        with self.assertRaises(ValueError):
            schema.check({"oneOf": []}, 1)


# Commands whose --json is a document a line.
LINES = ("worker", "copy-store")


class Flow(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.data = support.folder()
        cls.secret = support.text_file(support.PASSWORD + "\n")
        cls.seen = set()

    def plain(self, *args, code=0):
        done = support.run("--data", self.data, *args)
        self.assertEqual(done.code, code, (args, done.err))
        return done

    def call(self, name, *args):
        """Run a command with --json and check what it prints."""
        done = self.plain(*name.split(), *args, "--json")
        with open(path_of(name), encoding="utf-8") as f:
            rule = json.load(f)
        lines = (done.out.splitlines() if name in LINES
                 else [done.out] if done.out else [])
        values = [json.loads(line) for line in lines]
        for value in values:
            self.assertEqual(schema.check(rule, value), [], name)
        self.seen.add(name)
        return values[-1] if values else None

    def sign_up(self, role, email):
        more = ["--organisation", "Example"] if role == "hr" else []
        self.call("accounts signup", "--role", role, "--email", email,
                  "--name", "Sample", "--password-file", self.secret, *more)
        self.call("users confirm", email)

    def accounts(self):
        self.sign_up("hr", "hr@example.com")
        self.sign_up("candidate", "c@example.com")
        self.call("users admin-create", "--email", "admin@example.com",
                  "--name", "Sample", "--password-file", self.secret)
        self.call("accounts login", "--email", "hr@example.com",
                  "--password-file", self.secret)
        self.call("accounts show")
        self.call("accounts edit", "--set", "name=Sample Recruiter")
        key = self.call("accounts keys new", "--name", "ats",
                        "--scopes", "jobs:read")
        self.call("accounts keys")
        self.plain("accounts", "keys", "revoke", key["id"])
        new = support.text_file("another long password\n")
        self.plain("accounts", "password", "--old-file", self.secret,
                   "--password-file", new)

    def jobs(self):
        job = self.call("jobs post", "--title", "Backend Engineer",
                        "--details", DETAILS, "--question", "Why?",
                        "--ideal", "Because.", "--interview-minutes", "10",
                        "--question-count", "2")["id"]
        self.call("jobs show", job)
        self.call("jobs list")
        self.call("jobs edit", job, "--set", "place=Example Town")
        q = self.call("jobs questions add", job, "--text", "What else?")["id"]
        self.call("jobs questions edit", q, "--set", "ideal=That.")
        self.call("jobs questions", job)
        self.plain("jobs", "questions", "remove", q)
        pay = self.call("payments pay", "--job", job)["id"]
        self.call("payments sandbox", pay)
        for verb in ("pause", "resume", "close", "reopen", "link"):
            self.call("jobs " + verb, job)
        self.call("board search")
        self.call("board show", job)
        return job, pay

    def money(self, job, pay):
        self.call("payments list")
        self.call("payments show", pay)
        self.call("payments refund", pay, "--seats", "1")
        bill = self.call("payments invoices")["invoices"][0]["id"]
        self.call("payments invoice", bill)
        self.call("seats", job)

    def applications(self, job):
        bad = os.path.join(support.folder(), "bad.pdf")
        with open(bad, "wb") as f:
            f.write(b"%PDF-1.4 and nothing else")
        app = self.call("applications apply", "--job", job, "--resume",
                        bad)["id"]
        self.call("worker", "--until-idle")
        self.call("applications upload", app, "--resume",
                  support.text_file("Sample\n\nSkills\nCooking\n"))
        self.call("worker", "--until-idle")
        self.call("applications correct", app, "--text",
                  support.text_file("Sample\n\nSkills\nGardening\n"))
        self.call("worker", "--until-idle")
        self.call("applications admit", app)
        self.call("worker", "--until-idle")
        self.call("applications list")
        self.call("applications match", app)
        self.call("applications resume", app)
        return self.call("applications show", app)

    def interviews(self, app):
        interview = app["interview_id"]
        self.call("interviews list", "--job", app["job_id"])
        self.call("interviews show", interview)
        self.plain("interviews", "cancel", interview, "--reason", "trying")
        self.sign_up("candidate", "d@example.com")
        self.plain("--as", "d@example.com", "applications", "apply", "--job",
                   app["job_id"], "--resume", support.text_file(RESUME))
        other = self.plain("applications", "list", "--as", "d@example.com",
                           "--json").json()["applications"][0]["id"]
        self.call("applications withdraw", other, "--as", "d@example.com")

    def staff(self, job):
        self.call("jobs metrics", job)
        for name in ("queue list", "queue dead", "queue counts", "reports",
                     "users list", "audit", "doctor", "migrate"):
            self.call(name)
        there = os.path.join(support.folder(), "copy.db")
        self.call("copy-store", "sqlite:hire.db", f"sqlite:{there}")
        same = self.call("copy-store", "sqlite:hire.db", f"sqlite:{there}",
                         "--verify")
        self.assertEqual({r["differs"] for r in same["records"]}, {None})
        user = self.call("users disable", "d@example.com")["id"]
        self.call("users enable", user)

    def webhooks(self, job):
        hook = self.call("webhooks add", "--url", "https://example.com/in",
                         "--events", "job.closed")["id"]
        self.call("webhooks rotate", hook)
        self.call("webhooks list")
        self.plain("jobs", "close", job)
        self.plain("jobs", "reopen", job)
        self.call("webhooks edit", hook, "--set", "enabled=false")
        self.call("worker", "--until-idle")
        sent = self.call("webhooks deliveries", hook, "--state", "dead")
        self.assertEqual(len(sent["deliveries"]), 1)
        self.call("webhooks edit", hook, "--set", "enabled=true")
        again = self.call("webhooks replay", hook, "--dead")
        self.assertEqual(again["count"], 1)
        self.plain("webhooks", "replay", sent["deliveries"][0]["id"], code=5)
        self.plain("webhooks", "add", "--url", "http://127.1/", code=3)
        self.plain("webhooks", "remove", hook)

    def documents(self):
        resume = support.text_file(RESUME)
        self.call("extract", resume)
        self.call("match", resume, DETAILS)
        self.assertTrue(
            self.call("lint", "A young engineer who knows Go")["warnings"])
        self.call("grade", "--question", "Why?", "--ideal", "Because.",
                  "--answer", "Because of that.")
        self.call("states")

    def demo(self):
        self.data = support.folder()
        shown = self.call("demo")
        self.assertEqual(shown["summary"]["interviews_used"], 10)
        kinds = [e["kind"] for e in shown["seats"]]
        self.assertEqual(kinds.count("used"), 10)
        self.assertEqual(kinds.count("reserved"), 10)
        self.assertEqual(len(shown["candidates"]), 9)
        guests = {g["manner"]: g for g in shown["candidates"]}
        self.assertEqual(guests["leaves"]["end"], "left")
        self.assertEqual(guests["leaves"]["answered"], 1)
        self.assertEqual(guests["skips"]["end"], "all_asked")
        self.assertLess(guests["skips"]["role_fit"],
                        guests["full"]["role_fit"])
        self.assertEqual(guests["brief"]["role_fit"], 0)
        self.assertTrue(any(g["admitted"] for g in shown["candidates"]))
        self.assertEqual(shown["full"]["state"], "full")
        self.assertEqual(shown["refused"]["code"], "ECLOSED")
        self.assertEqual(shown["reopened"]["state"], "open")
        support.golden(self, "demo_keys.txt", keys_of(shown))
        interview = shown["interview"]["id"]
        self.call("interviews scorecard", interview, "--as",
                  "recruiter@example.com")

    def take(self):
        self.data = support.folder()
        done = support.run(
            "--data", self.data, "interview", "--job",
            support.text_file("Backend Engineer\n\n" + DETAILS), "--resume",
            support.text_file(RESUME), "--questions", "1", "--json",
            stdin=b"\n\nI wrote services in Python.\n\nMore of it.\n\n\n")
        self.assertEqual(done.code, 0, done.err)
        with open(path_of("interview"), encoding="utf-8") as f:
            self.assertEqual(schema.check(json.load(f), done.json()), [])
        self.assertEqual(done.json()["interview"]["end"], "all_asked")
        self.seen.add("interview")

    def event(self):
        done = support.run("--data", self.data, "payments", "event", "--file",
                           support.text_file("{}"), "--signature", "x")
        self.assertEqual(done.code, 5, done.err)
        self.seen.add("payments event")  # same shape as payments sandbox

    def test_every_output_fits_its_schema(self):
        self.accounts()
        job, pay = self.jobs()
        self.interviews(self.applications(job))
        self.money(job, pay)
        self.staff(job)
        self.webhooks(job)
        self.documents()
        self.event()
        self.take()
        self.demo()
        self.assertEqual(sorted(self.seen), sorted(names()))


def keys_of(value, path=""):
    """Every key of a document, a line each: its shape without its data."""
    if isinstance(value, dict):
        return "".join(f"{path}.{k}\n" + keys_of(v, f"{path}.{k}")
                       for k, v in value.items())
    if isinstance(value, list) and value:
        return keys_of(value[0], path + "[]")
    return ""


if __name__ == "__main__":
    os.chdir(support.folder())
    unittest.main()
