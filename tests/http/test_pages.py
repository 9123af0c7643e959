# SPDX-License-Identifier: MIT
"""What mails and payments link to leads somewhere: to the address that is
served, where a page does what the mail says.  And what `make run` prints works
when it is pasted."""
import email
import email.policy
import os
import re
import shutil
import subprocess
import tempfile
import unittest
import urllib.parse

import server
from server import Server

PASSWORD = "a long enough password"
OTHER = "&another+one=50% lönger"
WHO = "hr@example.com"
JOB = {"title": "Engineer", "details": "We build things.",
       "requirements": "must: Python\n"}


def mails(s):
    """The texts that were sent, the last one first."""
    found = []
    for folder, _, files in os.walk(os.path.join(s.data, "outbox")):
        found += [os.path.join(folder, f) for f in files if f.endswith(".eml")]
    found.sort(key=os.path.getmtime, reverse=True)
    texts = []
    for path in found:
        with open(path, "rb") as f:
            mail = email.message_from_binary_file(
                f, policy=email.policy.default)
        texts.append(mail.get_content())
    return texts


def link(s, path):
    """The path and query of the link that was mailed."""
    begin = f"http://127.0.0.1:{s.port}"
    return server.wait_for(
        lambda: next((m.group(1) for m in (
            re.search(re.escape(begin) + "(" + path + r"\S+)", text)
            for text in mails(s)) if m), None), begin + path)


def send(s, path, **fields):
    return s.ask("POST", path, urllib.parse.urlencode(fields).encode(),
                 headers={"Content-Type":
                          "application/x-www-form-urlencoded"})


class Pages(unittest.TestCase):
    def setUp(self):
        self.s = Server(HIRE_SERVER_COSTLY_RATE="1000")
        self.addCleanup(self.s.close)
        got = self.s.ask("POST", "/api/v1/accounts", {
            "role": "hr", "email": WHO, "name": "Sample",
            "organisation": "Example", "password": PASSWORD})
        self.assertEqual(got.status, 202, got.text())

    def page(self, path, token):
        got = self.s.ask("GET", path)
        self.assertEqual(got.status, 200, got.text())
        self.assertTrue(got.headers["Content-Type"].startswith("text/html"))
        self.assertIn("default-src 'none'",
                      got.headers["Content-Security-Policy"])
        self.assertEqual(got.headers["Referrer-Policy"], "no-referrer")
        self.assertIn(f'name="token" value="{token}"', got.text())
        self.assertIn('<form method="post">', got.text())

    def token(self, path):
        found = link(self.s, path)
        token = urllib.parse.parse_qs(urllib.parse.urlsplit(found).query)
        self.page(found, token["token"][0])
        return token["token"][0]

    def test_an_address_is_confirmed(self):
        token = self.token("/confirm")
        log_in = self.s.log_in(WHO, PASSWORD)
        got = self.s.ask("POST", "/api/v1/jobs", JOB, log_in)
        self.assertEqual(got.status, 403, got.text())
        self.assertIn("confirm your e-mail address", got.text())
        self.assertEqual(send(self.s, "/confirm", token="x").status, 401)
        self.assertEqual(send(self.s, "/confirm").status, 401)
        self.assertEqual(send(self.s, "/confirm", token=token).status, 200)
        got = self.s.ask("POST", "/api/v1/jobs", JOB, log_in)
        self.assertEqual(got.status, 201, got.text())
        self.assertEqual(send(self.s, "/confirm", token=token).status, 401)
        job = got.json()["id"]
        got = self.s.ask("POST", "/api/v1/payments", {"job_id": job}, log_in)
        self.assertEqual(got.status, 201, got.text())
        url = got.json()["url"]
        begin = f"http://127.0.0.1:{self.s.port}/"
        self.assertTrue(url.startswith(begin), url)
        self.assertEqual(self.s.ask("GET", url[len(begin) - 1:]).status, 200)

    def test_the_mail_is_sent_again(self):
        first = link(self.s, "/confirm")
        got = self.s.ask("POST", "/api/v1/accounts/confirmations",
                         {"email": WHO})
        self.assertEqual(got.status, 202, got.text())
        second = server.wait_for(
            lambda: link(self.s, "/confirm") != first
            and link(self.s, "/confirm"), "another mail")
        token = second.split("=", 1)[1]
        self.assertEqual(send(self.s, "/confirm", token=token).status, 200)
        nobody = self.s.ask("POST", "/api/v1/accounts/confirmations",
                            {"email": "nobody@example.com"})
        self.assertEqual((nobody.status, nobody.text()),
                         (got.status, got.text()))

    def test_another_password_is_chosen(self):
        self.s.ask("POST", "/api/v1/passwords/forgotten", {"email": WHO})
        token = self.token("/reset")
        got = send(self.s, "/reset", token=token, password="short")
        self.assertEqual(got.status, 422, got.text())
        self.assertIn("<p role=\"status\">", got.text())
        got = send(self.s, "/reset", token=token, password=OTHER)
        self.assertEqual(got.status, 200, got.text())
        self.s.log_in(WHO, OTHER)

    def test_what_is_in_the_link_is_text(self):
        got = self.s.ask("GET", "/confirm?token=%22%3E%3Cscript%3E")
        self.assertEqual(got.status, 200)
        self.assertNotIn("<script", got.text())
        self.assertIn("&quot;&gt;&lt;script&gt;", got.text())
        self.assertEqual(self.s.ask("GET", "/confirm").status, 422)


class Run(unittest.TestCase):
    def test_what_is_printed_works_when_pasted(self):
        if not shutil.which("curl"):
            self.skipTest("no curl")
        folder = tempfile.mkdtemp(prefix="hire-test-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        env = server.environment(PORT="0", DATA=os.path.join(folder, "data"))
        with subprocess.Popen(
                [os.path.join(server.ROOT, "tools", "run"),
                 os.path.dirname(server.CLI), "--fast"], env=env, text=True,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as p:
            try:
                paste = None
                for line in p.stdout:
                    paste = line if "curl " in line else paste
                    if line.startswith("hire-server "):
                        break
                self.assertIsNotNone(paste)
                done = subprocess.run(
                    ["sh", "-c", paste.strip() + " -s -o /dev/null"
                     " -w '%{http_code}'"], capture_output=True, text=True,
                    check=False, timeout=server.PATIENCE)
                self.assertEqual(done.stdout, "200", paste)
            finally:
                p.terminate()


if __name__ == "__main__":
    unittest.main()
