#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_webhooks.py - endpoints of one organisation that are slow, beside the
webhooks of another and the mail of all, on a server as it starts."""
import http.server
import os
import quopri
import re
import threading
import time
import unittest

import server
from server import Server

PASSWORD = "a long enough one"
SLOW = 6  # seconds


class Endpoints:
    """A server whose paths below /slow take their time, with a success."""

    def __init__(self):
        self.heard = heard = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["content-length"]))
                heard.append(self.path)
                if self.path.startswith("/slow"):
                    time.sleep(SLOW)
                try:
                    self.send_response(200)
                    self.send_header("content-length", "0")
                    self.end_headers()
                except OSError:
                    pass

            def log_message(self, *_):
                pass

        self.serving = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), Handler)
        self.serving.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.serving.server_port}"
        threading.Thread(target=self.serving.serve_forever,
                         daemon=True).start()

    def close(self):
        self.serving.shutdown()
        self.serving.server_close()


def mails(s, email):
    """The texts of the mails to `email`."""
    found = []
    for folder, _, names in os.walk(os.path.join(s.data, "outbox")):
        for name in names:
            with open(os.path.join(folder, name), "rb") as f:
                text = quopri.decodestring(f.read()).decode()
            if email in text:
                found.append(text)
    return found


class Recruiter:
    def __init__(self, s, email):
        self.s = s
        got = s.ask("POST", "/api/v1/accounts", {
            "role": "hr", "email": email, "name": "Recruiter",
            "organisation": "Example", "password": PASSWORD})
        assert got.status == 202, got.text()
        text = server.wait_for(lambda: mails(s, email), "a mail")[0]
        token = re.search(r"token=([\w-]+)", text).group(1)
        got = s.ask("POST", "/api/v1/accounts/confirm", {"token": token})
        assert got.status == 204, got.text()
        self.token = s.log_in(email, PASSWORD)
        self.job = self.post("jobs", {"title": "C engineer",
                                      "details": "C is needed."})["id"]

    def post(self, path, body=None):
        got = self.s.ask("POST", "/api/v1/" + path, body, self.token)
        assert got.status in (200, 201), got.text()
        return got.json()

    def hook(self, url):
        self.post("webhooks", {"url": url})

    def happen(self):
        """An event for each of its endpoints."""
        self.post(f"jobs/{self.job}/close")
        self.post(f"jobs/{self.job}/reopen")


class Fair(unittest.TestCase):
    def test_slow_endpoints_of_one_keep_nobody_else_waiting(self):
        there = Endpoints()
        self.addCleanup(there.close)
        with Server(HIRE_WEBHOOK_ALLOW="127.0.0.0/8") as s:
            slow = Recruiter(s, "slow@example.com")
            well = Recruiter(s, "well@example.com")
            for n in range(10):
                slow.hook(f"{there.url}/slow{n}")
            well.hook(f"{there.url}/well")
            slow.happen()
            slow.happen()
            server.wait_for(lambda: there.heard, "the first slow one")
            time.sleep(1)
            began = time.monotonic()
            well.happen()
            s.ask("POST", "/api/v1/accounts", {
                "role": "candidate", "email": "new@example.com", "name": "A",
                "password": PASSWORD})
            server.wait_for(lambda: "/well" in there.heard, "the other's")
            server.wait_for(lambda: mails(s, "new@example.com"), "the mail")
            self.assertLess(time.monotonic() - began, SLOW - 2)
            # One call at a time is all that the slow ones get.
            self.assertEqual(len(there.heard), 2)


if __name__ == "__main__":
    unittest.main()
