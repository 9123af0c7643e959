#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_logs.py - what the log tells, and what it must never tell.

Every operation of the OpenAPI document is called with a marked text in each
place that a client can fill, and a whole flow is played; then nothing that was
sent or given back may stand in the log, at its most talkative level.
"""
import json
import re
import shutil
import tempfile
import unittest

import server
from server import Demo, Server

MARK = "zq7mark"
# Texts of replies that say nothing about anybody: too short, or words of ours.
SHORTEST = 8


def texts(value):
    """Every text in a JSON value, keys left out."""
    if isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif isinstance(value, str):
        yield value


class Words(unittest.TestCase):
    """One line is one object with the same few members."""

    def test_each_line_is_an_object(self):
        with Server(HIRE_LOG="debug") as s:
            s.ask("GET", "/healthz", headers={"X-Request-Id": "their-own-id"})
            landing = s.ask("GET", "/")
            s.ask("GET", "/nothing/at/all")
            self.assertEqual(s.end(), 0)
            lines = s.lines()
            for line in lines:
                self.assertRegex(
                    line["time"],
                    r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
                self.assertIn(line["level"],
                              ("debug", "info", "warn", "error"))
            asked = [line for line in lines if line["event"] == "request"]
            self.assertEqual([line["route"] for line in asked],
                             ["healthz", "landing", "none"])
            self.assertEqual([line["status"] for line in asked],
                             [200, 200, 404])
            self.assertEqual(asked[0]["request"], "their-own-id")
            self.assertEqual(asked[0]["level"], "debug")
            self.assertEqual(set(asked[1]), {
                "time", "level", "event", "request", "route", "method",
                "role", "status", "ms", "bytes"})
            self.assertEqual(asked[1]["bytes"], len(landing.body))
            self.assertGreater(asked[1]["ms"], 0)

    def test_the_level_is_a_setting(self):
        with Server(HIRE_LOG="warn") as s:
            s.ask("GET", "/")
            s.ask("GET", "/healthz")
            self.assertEqual(s.end(), 0)
            self.assertEqual(s.log(), "")
        with Server() as s:
            s.ask("GET", "/")
            s.ask("GET", "/healthz")
            self.assertEqual(s.end(), 0)
            self.assertEqual([line["route"] for line in s.lines()
                              if line["event"] == "request"], ["landing"])


class Silence(unittest.TestCase):
    @classmethod
    def tearDownClass(cls):
        Demo.drop()

    def test_no_marked_text_of_any_operation(self):
        with Server(HIRE_LOG="debug", HIRE_STORE="sqlite:hire.db") as s:
            document = s.ask("GET", "/api/openapi.json").json()
            calls = 0
            for path, methods in document["paths"].items():
                for method in methods:
                    calls += self.call(s, method.upper(), path)
            self.assertGreater(calls, 10)
            log = s.log()
            self.assertGreaterEqual(log.count('"event":"request"'), calls)
            self.assertNotIn(MARK, log)

    def call(self, s, method, path):
        filled = re.sub(r"{\w+}", MARK + "-path", path)
        body = {"email": MARK + "@example.com", "password": MARK + "-secret",
                "title": MARK, "text": MARK}
        headers = {"Authorization": f"Bearer {MARK}-bearer",
                   "Cookie": f"session={MARK}-cookie",
                   "Idempotency-Key": MARK + "-key",
                   "X-CSRF-Token": MARK + "-csrf",
                   "Referer": f"https://example.com/{MARK}",
                   "User-Agent": MARK + "-agent"}
        for more in ("", f"?q={MARK}-query&ticket={MARK}-ticket"):
            s.ask(method, filled + more,
                  None if method == "GET" else body, headers=headers)
        return 2

    def test_nothing_of_a_whole_flow(self):
        email, password, interview = Demo.waiting()
        folder = tempfile.mkdtemp(prefix="hire-test-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        seen = {email, password, interview}
        with Server(data=Demo.copy(folder), HIRE_LOG="debug") as s:
            def asking(method, path, body=None, token=None):
                got = s.ask(method, path, body, token)
                seen.update(texts(body))
                if got.body[:1] in b"{[":
                    seen.update(texts(got.json()))
                seen.update(path.split("/"))
                return got

            self.staff(s, asking)
            self.candidate(s, asking, email, password, interview, seen)
            self.assertEqual(s.end(), 0)
            log = s.log()
        routes = {line["route"] for line in map(json.loads, log.splitlines())
                  if line["event"] == "request"}
        self.assertLessEqual({"logIn", "signUp", "newTicket", "live", "me"},
                             routes)
        words = set(re.findall(r'"(?:route|event|kind|status|role|request)":"([^"]*)"',
                               log))
        told = [text for text in seen
                if len(text) >= SHORTEST and text not in words and text in log]
        self.assertEqual(told, [])
        self.assertNotRegex(log, r"[\w.]+@[\w.]+")
        self.assertNotRegex(log, r"\b(acct|job|app|int|res|pay|msg|evt|org)_")

    def staff(self, s, asking):
        asking("POST", "/api/v1/accounts", {
            "role": "hr", "email": "somebody.new@example.com",
            "name": "Somebody New", "organisation": "Some Organisation",
            "password": "quite a long secret"})
        server.run("users", "confirm", "somebody.new@example.com", "--data",
                   s.data, program=server.CLI)
        asking("POST", "/api/v1/sessions", {
            "email": "somebody.new@example.com", "password": "wrong secret"})
        got = asking("POST", "/api/v1/sessions", {
            "email": "somebody.new@example.com",
            "password": "quite a long secret"})
        token = got.json()["tokens"]["access"]
        asking("GET", "/api/v1/me", None, token)
        got = asking("POST", "/api/v1/jobs", {
            "title": "Marked Position", "details": "Nobody may know this.",
            "requirements": "must: Discretion"}, token)
        asking("GET", "/api/v1/jobs/" + got.json()["id"], None, token)
        asking("GET", "/api/v1/jobs?limit=3", None, token)

    def candidate(self, s, asking, email, password, interview, seen):
        token = s.log_in(email, password)
        seen.add(token)
        path = server.ticket(
            lambda m, p, b: asking(m, p, b, token), interview)
        seen.add(path.split("=")[1])
        w = server.Socket(s.port, path)
        w.say(type="hello", last_seq=0)
        w.hear("welcome")
        w.say(type="begin", id="a-first-message", consent=True)
        seen.update(texts(w.hear("event")))
        w.say(type="proceed", id="a-second-message")
        seen.update(texts(w.hear("event")))
        w.say(type="answer", id="a-third-message",
              text="My answer is nobody's business.")
        w.say(type="nonsense", id="a-fourth-message")
        seen.update({"My answer is nobody's business.", "a-first-message",
                     "a-third-message", "a-fourth-message"})
        w.say(type="leave", id="the-last-message")
        seen.update(texts(w.hear("event")))
        w.close()


if __name__ == "__main__":
    unittest.main()
