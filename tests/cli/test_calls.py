#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_calls.py - options, errors, exit codes, batches, empty states."""
import json
import os
import signal
import subprocess
import unittest

import support

RESUME = """Sample Candidate
sample@example.com

Experience

Backend Engineer, Example Ltd
January 2018 - Present
- Built services in Python on PostgreSQL

Skills
Python, PostgreSQL
"""
JOB = """Backend Engineer

Requirements:
- 3 years of Python
- PostgreSQL
"""

# Arguments, exit code, words of the message.
OPTIONS = [
    (["states", "--jsn"], 2, ["unknown option --jsn", "--json"]),
    (["mtach"], 2, ['unknown command "mtach"', '"match"']),
    (["jobs", "lst"], 2, ['unknown command "lst"', '"list"']),
    ([], 2, ["which command?"]),
    (["jobs"], 2, ["which command?", "hire-cli jobs --help"]),
    (["match", "--threshold"], 2, ["--threshold needs a value"]),
    (["match", "--threshold=x", "a", "b"], 2, ["whole number", "0 to 100"]),
    (["match", "--threshold=101", "a", "b"], 2, ["whole number"]),
    (["match", "--threshold", "1", "--threshold", "2", "a", "b"], 2,
     ["given twice"]),
    (["extract", "--now=31.1.2026", "a"], 2, ["--now takes a date"]),
    (["states", "--json=yes"], 2, ["takes no value"]),
    (["states", "-x"], 2, ["unknown option -x"]),
    (["states", "extra"], 2, ['"extra" is one argument too many']),
    (["extract"], 2, ["FILE is missing"]),
    (["extract", "--", "--json"], 4, ["--json", "No such file"]),
    (["match", "only-one"], 2, ["RESUME and JOB"]),
    (["grade", "--question", "x"], 2, ["--answer"]),
    (["board", "search", "--place"], 2, ["needs a value: PLACE"]),
    (["accounts", "signup", "--email", "a@example.com"], 2,
     ["--name NAME is missing"]),
    (["accounts", "signup", "--role", "boss"], 2,
     ["hr, candidate"]),
    (["extract", "missing.pdf"], 4, ["missing.pdf"]),
]


def confirm(data, email):
    done = support.run("--data", data, "users", "confirm", email)
    assert done.code == 0, done.err


class Options(unittest.TestCase):
    def test_table(self):
        for args, code, words in OPTIONS:
            with self.subTest(args=args):
                done = support.run(*args)
                self.assertEqual(done.code, code, done.err)
                self.assertEqual(done.out, "")
                self.assertTrue(done.err.startswith("hire-cli: "))
                self.assertEqual(done.err.count("\n"), 1)
                for word in words:
                    self.assertIn(word, done.err)

    def test_errors_as_json(self):
        for args, code, _ in OPTIONS:
            with self.subTest(args=args):
                args = ["--json", *args] if "--" in args else [*args, "--json"]
                if args[-2:-1] in (["--threshold"], ["--place"]):
                    continue  # there --json would be the value
                done = support.run(*args)
                self.assertEqual((done.code, done.out), (code, ""))
                error = json.loads(done.err)["error"]
                self.assertEqual(set(error), {"code", "message", "field"})
                self.assertRegex(error["code"], "^E[A-Z]+$")

    def test_json_errors_are_json_whatever_they_quote(self):
        word = 'a"b\\c\x01\t\n\u00e4'
        done = support.run("--json", word)
        self.assertEqual(done.code, 2)
        self.assertIn('a"b\\c\\x01\\x09\\x0a\u00e4',
                      json.loads(done.err)["error"]["message"])

    def test_values_in_both_forms(self):
        path = support.text_file(RESUME)
        one = support.run("extract", "--now=2026-01-31", "--json", path)
        two = support.run("extract", path, "--json", "--now", "2026-01-31")
        self.assertEqual((one.code, one.out), (0, two.out))

    def test_golden_errors(self):
        text = ""
        for args, _, _ in OPTIONS:
            text += f"$ hire-cli {' '.join(args)}\n{support.run(*args).err}"
        support.golden(self, "errors.txt", text)


class Documents(unittest.TestCase):
    def test_extract(self):
        done = support.run("extract", support.text_file(RESUME), "--json",
                           "--now", "2026-01-31")
        facts = done.json()
        self.assertEqual(done.code, 0)
        self.assertEqual(facts["email"], "sample@example.com")
        self.assertIn("Python", facts["skills"])
        self.assertEqual(facts["jobs"][0]["end"], "present")

    def test_match_takes_files_and_text(self):
        resume = support.text_file(RESUME)
        a = support.run("match", resume, support.text_file(JOB), "--json")
        b = support.run("match", resume, JOB, "--json")
        self.assertEqual((a.code, a.out), (0, b.out))
        self.assertIsInstance(a.json()["score"], int)

    def test_bad_documents(self):
        bad = os.path.join(support.folder(), "bad.pdf")
        with open(bad, "wb") as f:
            f.write(b"\0\1\2\3" * 100)
        for command in (["extract", bad], ["match", bad, JOB]):
            self.assertEqual(support.run(*command).code, 3, command)

    def test_what_is_wrong_is_named(self):
        resume, empty = support.text_file(RESUME), support.text_file("")
        for args, words in (
                (["extract", "/"], ["/ is a folder"]),
                (["match", "--batch", "/"], ["/ is a folder"]),
                (["match", resume, ""], ["job: "]),
                (["match", resume, empty], ["job: "]),
                (["match", empty, JOB], ["resume: "])):
            done = support.run(*args)
            self.assertEqual(done.code, 3, done.err)
            for word in words:
                self.assertIn(word, done.err)

    def test_what_is_no_file_is_refused_at_once(self):
        pipe = os.path.join(support.folder(), "pipe")
        os.mkfifo(pipe)
        for args in (["extract", pipe], ["match", pipe, pipe],
                     ["extract", "/dev/zero"]):
            done = support.run(*args)
            self.assertEqual(done.code, 3, done.err)
            self.assertIn("no regular file", done.err)

    def test_a_demo_without_its_resume_begins_nothing(self):
        data = os.path.join(support.folder(), "demo")
        done = support.run("demo", "--data", data, "--resume", "/nope")
        self.assertEqual((done.code, done.out), (4, ""), done.err)
        self.assertFalse(os.path.exists(data))

    def test_an_id_is_told_from_a_file(self):
        where, resume = support.folder(), support.text_file(RESUME)
        names = ["job_backend.txt", "job_01j" + "0" * 23]
        for name in names:
            with open(os.path.join(where, name), "w") as f:
                f.write(JOB)
        call = ["interview", "--data", os.path.join(where, "data"),
                "--resume", resume, "--job"]
        for name, said in zip(names, (False, True)):
            done = support.run(*call, name, cwd=where)
            self.assertEqual(done.code, 0, done.err)
            self.assertIn("eligible", done.out)
            self.assertEqual("is a file here" in done.err, said, done.err)
        for name, words in (("job_nope.txt", "No such file"),
                            ("job_01j" + "0" * 22 + "1", "there is no job")):
            done = support.run(*call, name, cwd=where)
            self.assertEqual(done.code, 4, done.err)
            self.assertIn(words, done.err)

    def test_resume_from_standard_input(self):
        done = support.run("extract", "-", "--json", stdin=RESUME.encode())
        self.assertEqual(done.json()["name"], "Sample Candidate")


class Batch(unittest.TestCase):
    def line(self, name):
        texts = [t.replace("\\", "\\\\").replace("\n", "\\n").replace(
            "\t", "\\t") for t in (RESUME, JOB)]
        return "\t".join([name, *texts]) + "\n"

    def test_lines_in_order_equal_single_matches(self):
        path = support.text_file(self.line("a") + self.line("b"))
        done = support.run("match", "--batch", path)
        one = support.run("match", support.text_file(RESUME), JOB,
                          "--json").json()["score"]
        self.assertEqual((done.code, done.out),
                         (0, f"a\t{one}\nb\t{one}\n"))

    def test_bad_lines_are_named_and_others_answered(self):
        path = support.text_file(
            self.line("a") + "two\tcolumns\n" + self.line("b") +
            "\n" + "alone\nx\tresume\tHello\ny\t\tmust: Java\n"
            "\tno id\tmust: Java\n" + self.line("c"))
        done = support.run("match", "--batch", path)
        self.assertEqual(done.code, 3)
        rows = [l.split("\t") for l in done.out.splitlines()]
        self.assertEqual([r[0] for r in rows],
                         ["a", "two", "b", "alone", "x", "y", "c"])
        self.assertEqual([r[1] == "0" for r in rows],
                         [False, True, False, True, True, True, False])
        self.assertEqual(
            [l.split(":")[1].strip()[:6] for l in done.err.splitlines()[:-1]],
            ["line 2", "line 4", "line 5", "line 6", "line 7", "line 8"])
        self.assertIn("5 of 9 lines", done.err)

    def test_wrong_bytes_cost_no_answer(self):
        good = b"q\tWhat is a list?\tIt can change\tA list can change"
        for bad in (b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf5"):
            done = support.run("grade", "--batch", "-",
                               stdin=good + b"\n" + good + b" " + bad + b"\n")
            rows = done.out.split("\n")
            self.assertEqual(done.code, 0, done.err)
            self.assertEqual(rows[0], rows[1])
            self.assertNotEqual(rows[0], "q\t0.0")
            self.assertIn("line 2: ", done.err)
            self.assertIn("UTF-8", done.err)
        done = support.run("grade", "--batch", "-",
                           stdin=good + " caf\u00e9 \u20ac \U0001f600\n".encode())
        self.assertEqual((done.code, done.err), (0, ""))

    def test_backslashes_and_line_ends(self):
        done = support.run(
            "match", "--batch", "-", stdin=b"a\tC:\\Users \\Java\\\t"
            b"must: Java\\n\\\r\n\r\nb\tJava\tmust: Java\r\n")
        self.assertEqual(done.code, 0, done.err)
        self.assertEqual(done.out, "a\t100\nb\t100\n")
        self.assertIn("line 2 is empty", done.err)

    def test_json_is_refused(self):
        for args in (["match", "--batch", "-"], ["grade", "--batch", "-"],
                     ["completion", "bash"]):
            done = support.run(*args, "--json")
            self.assertEqual((done.code, done.out), (2, ""), args)

    def test_grade(self):
        done = support.run(
            "grade", "--batch", "-", stdin=b"q1\tWhat is a list?\tIt can "
            b"grow and keeps order.\tA list can grow and keeps order.\n"
            b"q2\tWhat is a list?\tIt can grow.\tYes.\n")
        self.assertEqual(done.code, 0)
        rows = [l.split("\t") for l in done.out.splitlines()]
        self.assertEqual([r[0] for r in rows], ["q1", "q2"])
        for row in rows:
            self.assertRegex(row[1], r"^(10|\d)\.\d$")
        self.assertGreater(float(rows[0][1]), float(rows[1][1]))

    def test_answers_come_as_soon_as_they_are_known(self):
        with subprocess.Popen([support.CLI, "match", "--batch", "-"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              env=support.environment()) as p:
            p.stdin.write(self.line("a").encode())
            p.stdin.flush()
            self.assertTrue(p.stdout.readline().startswith(b"a\t"))
            p.stdin.close()
            self.assertEqual(p.wait(), 0)


class Empty(unittest.TestCase):
    def test_empty_states_say_what_to_do(self):
        data = support.folder()
        secret = support.text_file(support.PASSWORD + "\n")
        text = ""
        calls = [["jobs", "list"], ["users", "list"], ["applications", "list"],
                 ["interviews", "list"]]
        for args in calls:
            done = support.run("--data", data, *args)
            self.assertEqual(done.code, 5, args)
            text += f"$ hire-cli {' '.join(args)}\n{done.err}"
        for role, more in (("hr", ["--organisation", "Example"]),
                           ("candidate", [])):
            done = support.run(
                "--data", data, "accounts", "signup", "--role", role,
                "--email", role + "@example.com", "--name", "Sample",
                "--password-file", secret, *more)
            self.assertEqual(done.code, 0, done.err)
            confirm(data, role + "@example.com")
        support.run("--data", data, "users", "admin-create", "--email",
                    "admin@example.com", "--name", "Sample",
                    "--password-file", secret)
        support.run("--data", data, "worker", "--until-idle")
        for args in [*calls, ["board", "search"], ["payments", "list"],
                     ["payments", "invoices"], ["accounts", "keys"],
                     ["webhooks", "list"],
                     ["queue", "list"], ["queue", "dead"]]:
            done = support.run("--data", data, *args)
            self.assertEqual((done.code, done.err), (0, ""), args)
            text += f"$ hire-cli {' '.join(args)}\n{support.plain(done.out)}"
        support.golden(self, "empty.txt", text)

    def test_several_accounts_ask_for_one(self):
        data = support.folder()
        secret = support.text_file(support.PASSWORD + "\n")
        for name in "ab":
            support.run("--data", data, "accounts", "signup", "--role", "hr",
                        "--email", name + "@example.com", "--name", "Sample",
                        "--organisation", "Example " + name,
                        "--password-file", secret)
            confirm(data, name + "@example.com")
        done = support.run("--data", data, "jobs", "list")
        self.assertEqual(done.code, 5)
        self.assertIn("--as EMAIL", done.err)
        done = support.run("--data", data, "jobs", "list", "--as",
                           "a@example.com")
        self.assertEqual(done.code, 0)


class Worker(unittest.TestCase):
    def test_signals_end_it_after_the_message_in_hand(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with subprocess.Popen(
                    [support.CLI, "--data", support.folder(), "worker"],
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                    env=support.environment()) as p:
                self.assertIn(b"Working", p.stdout.readline())
                p.send_signal(number)
                out, err = p.communicate(timeout=20)
                self.assertEqual((p.returncode, err), (0, b""), number)


class Codes(unittest.TestCase):
    def test_backend_out_of_reach_is_six(self):
        blocked = os.path.join(support.text_file("a file"), "folder")
        done = support.run("doctor", "--data", blocked)
        self.assertEqual(done.code, 6, done.err)
        self.assertIn("ports", done.err)

    def test_controls_reach_nobody(self):
        data = support.folder()
        secret = support.text_file(support.PASSWORD + "\n")
        support.run("--data", data, "accounts", "signup", "--role", "hr",
                    "--email", "hr@example.com", "--name", "Sample",
                    "--organisation", "Example", "--password-file", secret)
        confirm(data, "hr@example.com")
        done = support.run("--data", data, "jobs", "post", "--title",
                           "T\x1b[31mred", "--details", JOB)
        self.assertEqual((done.code, done.out), (3, ""))
        self.assertIn("title: ", done.err)
        done = support.run("match", support.text_file(RESUME),
                           "must: Java\x1b[2J")
        self.assertNotIn("\x1b", done.out)
        self.assertIn("Java [2J", done.out)
        done = support.run("extract", "a\n\x1b[1m")
        self.assertEqual(done.err.count("\n"), 1)
        self.assertNotIn("\x1b", done.err)

    def test_unknown_things_are_four(self):
        data = support.folder()
        secret = support.text_file(support.PASSWORD + "\n")
        support.run("--data", data, "accounts", "signup", "--role", "hr",
                    "--email", "hr@example.com", "--name", "Sample",
                    "--organisation", "Example", "--password-file", secret)
        confirm(data, "hr@example.com")
        self.assertEqual(support.run("--data", data, "jobs", "show",
                                     "job_00000000000000000000000000").code, 4)

    def test_environment_configures(self):
        data = support.folder()
        done = support.run("doctor", "--json", HIRE_DATA=data)
        self.assertEqual(done.code, 0)
        self.assertIn(data, done.out)
        places = ["/usr/bin", "/usr/local/bin", "/bin"]
        there = any(os.access(os.path.join(p, "tesseract"), os.X_OK)
                    for p in places)
        self.assertIn("scans are read by tesseract" if there else
                      "install the package tesseract-ocr", done.out)
        done = support.run("doctor", HIRE_STORE="nonsense:", HIRE_DATA=data)
        self.assertNotEqual(done.code, 0)


if __name__ == "__main__":
    os.chdir(support.folder())
    unittest.main()
