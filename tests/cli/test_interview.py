#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_interview.py - a person takes an interview in a terminal.

Answers, pauses with Ctrl-C, is killed, comes back to the same question with
the time that was left, runs into the end of the time.
"""
import os
import pty
import re
import select
import signal
import termios
import time
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
JOB = "Backend Engineer\n\nRequirements:\n- 3 years of Python\n- PostgreSQL\n"
HINT = "An empty line ends"


class Terminal:
    def __init__(self, *args):
        self.pid, self.fd = pty.fork()
        if not self.pid:
            try:
                os.execve(support.CLI, [support.CLI, *args],
                          support.environment(TERM="xterm", COLUMNS="100"))
            finally:
                os._exit(127)
        self.text = ""

    def read(self, seconds):
        ready, _, _ = select.select([self.fd], [], [], seconds)
        try:
            got = os.read(self.fd, 65536) if ready else b""
        except OSError:
            return False
        self.text += got.decode("utf-8", "replace")
        return True

    def until(self, words, seconds=30):
        """What came up to and with `words`, which is taken away."""
        end = time.monotonic() + seconds
        while words not in self.text:
            if not self.read(0.2) or time.monotonic() > end:
                raise AssertionError(f"no {words!r} in {self.text!r}")
        at = self.text.index(words) + len(words)
        got, self.text = self.text[:at], self.text[at:]
        return got

    def type(self, text):
        os.write(self.fd, text.encode())

    def end(self):
        """The rest of the output and the exit code."""
        end = time.monotonic() + 30
        while self.read(0.2) and time.monotonic() < end:
            pass
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self.fd)
        return self.text, code


def seconds(clock):
    minutes, rest = clock.split(":")
    return int(minutes) * 60 + int(rest)


class Interview(unittest.TestCase):
    def setUp(self):
        self.args = ["--data", support.folder(), "--no-color", "interview",
                     "--job", support.text_file(JOB), "--resume",
                     support.text_file(RESUME)]

    def start(self, *more):
        return Terminal(*self.args, *more)

    def begin(self, *more):
        t = self.start(*more)
        t.until("Enter begins")
        t.type("\n")
        t.until("Enter when you are ready")
        t.type("\n")
        return t

    def question(self, t):
        said = t.until(HINT)
        return re.findall(r"Interviewer: (.*?)\r?\n", said)[-1]

    def test_pause_and_resume(self):
        t = self.begin()
        questions = [self.question(t)]
        t.type("I built services in Python and measured each change; the "
               "slowest call went from 900 to 120 ms.\n\n")
        questions.append(self.question(t))
        t.type("I wrote the indexes myself,\nand looked at the plans.\n\n")
        asked = self.question(t)
        t.type("half an answ")
        t.until("half an answ")
        self.assertFalse(
            termios.tcgetattr(t.fd)[3] & termios.ICANON, "not raw")
        os.write(t.fd, b"\x03")
        t.until("was not kept.")
        t.until("Paused.")
        t.until("more, in all, are given back")
        rest, code = t.end()
        self.assertEqual(code, 0, rest)
        shown = support.run(*self.args[:2], "interviews", "list", "--json",
                            "--as", "candidate@example.com").json()
        spent = shown["interviews"][0]["spent"]
        time.sleep(4)  # the pause is given back
        t = self.start()
        back = t.until("left.")
        left = seconds(re.search(r"Welcome back: (\d+:\d\d) left", back)[1])
        self.assertAlmostEqual(left, 1800 - spent / 1e6, delta=2)
        self.assertEqual(self.question(t), asked)
        t.type("/leave\n")
        t.until("Role fit")
        rest, code = t.end()
        self.assertEqual(code, 0, rest)

    def test_the_clock_ticks_while_typing(self):
        t = self.begin("--minutes", "2")
        self.question(t)
        t.type("still typing")
        t.until("still typing")
        time.sleep(3.2)
        t.read(0.5)
        clocks = re.findall(r"\[(\d+:\d\d)\] still typing", t.text)
        self.assertGreaterEqual(len(set(clocks)), 3, t.text)
        self.assertEqual(clocks, sorted(clocks, reverse=True))
        t.type("\x03")
        t.end()

    def test_keys(self):
        t = self.begin()
        self.question(t)
        t.type("wrong\x15I wrote tests wrogn\x17first \u00e4\x7f\x1b[A"
               "of all.\n\n")
        self.question(t)
        t.type("/help\n")
        t.until("/skip passes")
        t.type("/leave\n")
        t.end()
        shown = support.run(*self.args[:2], "interviews", "list", "--json",
                            "--as", "candidate@example.com").json()
        events = support.run(
            *self.args[:2], "interviews", "show",
            shown["interviews"][0]["id"], "--json",
            "--as", "candidate@example.com").json()["events"]
        answers = [e["text"] for e in events if e["event"] == "answer"]
        self.assertEqual(answers, ["I wrote tests first of all."])

    def test_a_pasted_text_is_one_answer(self):
        t = self.begin()
        self.question(t)
        t.type("\x1b[200~I measured first.\r\r/skip\r\r\rThen I changed one "
               "thing.\r\x04\x1b[201~")
        t.until("one thing.")
        t.type("\n\n")
        self.question(t)
        t.type("\x1b[200~In one\u009b line\x1b[201~")
        t.type(" and more. " + 5000 * "x" + "\n\n")
        self.question(t)
        t.type("/leave\n")
        t.end()
        shown = support.run(*self.args[:2], "interviews", "list", "--json",
                            "--as", "candidate@example.com").json()
        events = support.run(
            *self.args[:2], "interviews", "show",
            shown["interviews"][0]["id"], "--json",
            "--as", "candidate@example.com").json()["events"]
        answers = [e["text"] for e in events if e["event"] == "answer"]
        self.assertEqual(answers, [
            "I measured first.\n\n/skip\n\n\nThen I changed one thing.",
            "In one line and more. " + 5000 * "x"])

    def test_killed_and_resumed(self):
        t = self.begin()
        self.question(t)
        t.type("I measured first and changed one thing at a time in the "
               "service for 3 weeks.\n\n")
        asked = self.question(t)
        os.kill(t.pid, signal.SIGKILL)
        t.end()
        t = self.start()
        t.until("Welcome back")
        self.assertEqual(self.question(t), asked)
        os.write(t.fd, b"\x03")
        t.until("Paused.")
        self.assertEqual(t.end()[1], 0)

    def test_two_sessions_of_one_interview(self):
        one = self.begin()
        self.question(one)
        two = self.start()
        two.until("Welcome back")
        one.type("/leave\n")
        one.end()
        two.type("\x03")
        two.until("or is over")
        rest, code = two.end()
        self.assertEqual(code, 0, rest)

    def test_terminal_is_restored(self):
        t = self.start()
        t.until("Enter begins")
        t.read(0.3)
        os.write(t.fd, b"\x03")
        t.until("Paused.")
        flags = termios.tcgetattr(t.fd)[3]
        self.assertTrue(flags & termios.ICANON and flags & termios.ECHO)
        self.assertEqual(t.end()[1], 0)

    def test_time_up_sends_what_was_typed(self):
        t = self.begin("--minutes", "1")
        self.question(t)
        t.type("I was in the middle of this sentence")
        t.until("what you wrote is sent", 90)
        t.until("Role fit", 30)
        rest, code = t.end()
        self.assertEqual(code, 0, rest)
        shown = support.run(*self.args[:2], "interviews", "list", "--json",
                            "--as", "candidate@example.com").json()
        self.assertEqual(shown["interviews"][0]["end"], "time_up")
        self.assertEqual(shown["interviews"][0]["answered"], 1)

    def test_without_a_terminal(self):
        done = support.run(*self.args, "--questions", "1", stdin=b"\n\n/skip\n"
                           b"\n")
        self.assertEqual(done.code, 0, done.err)
        self.assertIn("Unscored", done.out)

    def test_not_eligible_ends_politely(self):
        self.args[-1] = support.text_file("Sample\n\nSkills\nCooking\n")
        done = support.run(*self.args)
        self.assertEqual(done.code, 0, done.err)
        self.assertIn("not eligible", done.out)
        self.assertIn("applications admit", done.out)
        shown = support.run(*self.args, "--json").json()
        self.assertIsNone(shown["interview"])
        self.assertIsNone(shown["scorecard"])


if __name__ == "__main__":
    os.chdir(support.folder())
    unittest.main()
