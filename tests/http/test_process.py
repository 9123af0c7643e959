#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_process.py - the program from outside: options, --check, signals, ends.
"""
import json
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest

import server
from server import Demo, Server

SECRET = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U"
PRODUCTION = {
    "HIRE_MODE": "production", "HIRE_PUBLIC_URL": "https://jobs.example.com",
    "HIRE_SECRET": SECRET, "HIRE_PAYMENTS": "stripe:",
    "HIRE_MAIL": "smtp://mail.example.com"}


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="hire-test-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def file(self, text):
        path = os.path.join(self.folder, "settings")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        return path

    def check(self, *args, **env):
        return server.run("--check", "--data",
                          os.path.join(self.folder, "data"), *args, **env)


class Options(Folder):
    def test_help_names_every_option_and_key(self):
        shown = server.run("--help")
        self.assertEqual(shown.returncode, 0)
        for name in ("--listen", "--data", "--config", "--check", "--openapi",
                     "--version", "HIRE_SERVER_WORKERS", "HIRE_STORE",
                     "HIRE_METRICS_ALLOW", "HIRE_SECRET"):
            self.assertIn(name, shown.stdout)

    def test_the_manual_is_good_and_says_the_same(self):
        page = server.run("--man").stdout
        shown = re.findall(r"(?m)^  (HIRE_[A-Z_]+) ",
                           server.run("--help").stdout)
        self.assertGreater(len(shown), 20)
        for name in shown:
            self.assertIn(f".B {name}\n", page)
        if not shutil.which("man"):
            self.skipTest("no man here")
        path = os.path.join(self.folder, "hire-server.8")
        with open(path, "w", encoding="utf-8") as f:
            f.write(page)
        done = subprocess.run(
            ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", path],
            capture_output=True, text=True, check=False,
            env=dict(os.environ, MANWIDTH="80", LC_ALL="C.UTF-8"))
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_an_unknown_option_is_named(self):
        done = server.run("--lisen", "127.0.0.1:0")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--lisen", done.stderr)


class Check(Folder):
    def test_all_is_well(self):
        done = self.check()
        self.assertEqual(done.returncode, 0, done.stderr)
        ports = [line.split()[1] for line in done.stdout.splitlines()
                 if line.startswith("ok ")]
        self.assertEqual(ports, ["store", "queue", "cache", "blobs", "mail",
                                 "identity", "payments", "llm", "reader"])

    def test_a_backend_out_of_reach_is_named(self):
        done = self.check(HIRE_READER="/nope/hire-reader")
        self.assertEqual(done.returncode, 6)
        self.assertRegex(done.stdout, r"(?m)^BAD +reader ")
        self.assertRegex(done.stdout, r"(?m)^ok +store ")

    def test_wrong_settings_are_named(self):
        for line, code, said in (
                ("HIRE_STOR=sqlite:x", 3, "HIRE_STOR: line 2"),
                ("HIRE_SERVER_THREADS=many", 3, "HIRE_SERVER_THREADS: "),
                ("HIRE_SERVER_THREADS=1", 3, "4 to 4000"),
                ("HIRE_LOG=loud", 3, "HIRE_LOG: "),
                ("HIRE_METRICS_ALLOW=10.0.0.0/33", 3, "10.0.0.0/33"),
                ("HIRE_TRUSTED_PROXIES=proxy", 3, "HIRE_TRUSTED_PROXIES: "),
                ("HIRE_STORE=oracle:x", 3, "oracle:"),
                ("HIRE_SECRET=abc", 3, "32 random bytes"),
                ("HIRE_PUBLIC_URL=notaurl", 3, "HIRE_PUBLIC_URL: "),
                ("HIRE_PUBLIC_URL=https://a:b@example.com", 3,
                 "HIRE_PUBLIC_URL: "),
                ("HIRE_LISTEN=foo:bar", 3, "HIRE_LISTEN: "),
                ("HIRE_LISTEN=127.0.0.1:65536", 3, "HIRE_LISTEN: "),
                ("HIRE_LISTEN=192.0.2.1:0", 3, "does not have the address"),
                ("HIRE_LOG=info # not debug", 3, "a line of its own"),
                ("just words", 3, "line 2")):
            done = self.check("--config", self.file("# settings\n" + line))
            self.assertEqual(done.returncode, code, line)
            self.assertIn(said, done.stdout + done.stderr, line)

    def test_blanks_around_a_value_are_taken(self):
        done = self.check("--config", self.file(
            "\n  HIRE_LOG = debug \n\tHIRE_SERVER_LIVE\t=\t7\r\n"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"(?m)^set +HIRE_LOG +debug$")
        self.assertRegex(done.stdout, r"(?m)^set +HIRE_SERVER_LIVE +7$")

    def test_an_option_is_no_value(self):
        for args in (("--listen", "--check"), ("--data", "--check"),
                     ("--config", "--check"), ("--listen",)):
            done = server.run(*args)
            self.assertEqual(done.returncode, 2, args)
            self.assertIn(args[0], done.stderr)

    def test_a_port_that_is_taken_is_named(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            done = self.check("--listen", f"127.0.0.1:{port}")
            self.assertEqual(done.returncode, 3)
            self.assertIn(f"port {port} is in use by another program",
                          done.stderr)

    def test_unknown_names_of_the_environment_are_named(self):
        done = self.check(HIRE_STOR="x")
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stdout, r"(?m)^\? +HIRE_STOR ")

    def test_secrets_are_not_shown(self):
        done = self.check(HIRE_SECRET=SECRET,
                          HIRE_CACHE="redis://user:hidden@cache.example.com")
        shown = done.stdout + done.stderr
        self.assertIn("HIRE_SECRET", shown)
        self.assertIn("redis://user:***@cache.example.com", shown)
        self.assertNotIn(SECRET, shown)
        self.assertNotIn("hidden", shown)
        for key, value, left in (
                ("HIRE_MAIL", "smtp://u:zq7@zq7/zq7@mail.example.com:25",
                 "smtp://u:***@mail.example.com:25"),
                ("HIRE_PAYMENTS", "stripe:sk_live_zq7", "stripe:***"),
                ("HIRE_PAYMENTS", "sk_live_zq7", "***"),
                ("HIRE_LLM", "https://ai.example.com/v1/zq7zq7zq7zq7zq7zq7/x"
                 "?key=zq7", "https://ai.example.com/v1/***/x?***"),
                ("HIRE_CACHE", "redis://:zq7@cache.example.com",
                 "redis://:***@cache.example.com")):
            done = self.check(**{key: value})
            self.assertIn(f" {left}\n", done.stdout)
            self.assertNotIn("zq7", done.stdout + done.stderr)

    def test_production_refuses_what_is_for_trying_out(self):
        for key, value in (("HIRE_PUBLIC_URL", "http://jobs.example.com"),
                           ("HIRE_SECRET", ""), ("HIRE_PAYMENTS", "sandbox:"),
                           ("HIRE_MAIL", "file:outbox")):
            env = dict(PRODUCTION, **{key: value})
            for args in (["--check"], []):
                done = server.run(
                    *args, "--listen", "127.0.0.1:0", "--data",
                    os.path.join(self.folder, "data"), **env)
                self.assertEqual(done.returncode, 3, key)
                self.assertIn(key + ": ", done.stderr)
            # In development the same is fine.
            if key != "HIRE_SECRET":
                done = self.check(**{key: value})
                self.assertEqual(done.returncode, 0, done.stderr)


def half_a_request(port):
    """A log-in of which the last byte is missing."""
    s = socket.create_connection(("127.0.0.1", port), server.PATIENCE)
    s.sendall(b"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: "
              b"application/json\r\nContent-Length: 40\r\n\r\n"
              b'{"email":"a@example.com","password":"b"')
    return s


class Ends(unittest.TestCase):
    def serve(self, **env):
        s = Server(**env)
        self.addCleanup(s.close)
        return s

    def test_an_idle_server_ends_soon_with_0(self):
        s = self.serve()
        began = time.monotonic()
        self.assertEqual(s.end(), 0)
        self.assertLess(time.monotonic() - began, 10)
        events = [line["event"] for line in s.lines()]
        self.assertEqual(events, ["started", "draining", "ended"])

    def test_what_is_in_hand_is_finished_while_nothing_new_is_wanted(self):
        s = self.serve()
        self.assertEqual(s.ask("GET", "/readyz").status, 200)
        slow = half_a_request(s.port)
        # Until the server has it in hand.
        server.wait_for(lambda: "hire_http_requests_in_hand 2" in s.ask(
            "GET", "/metrics").text(), "the request in hand")
        s.signal(signal.SIGTERM)
        refused = server.wait_for(
            lambda: s.ask("GET", "/readyz").status == 503, "503")
        self.assertTrue(refused)
        got = s.ask("GET", "/readyz")
        self.assertEqual(got.headers["Connection"], "close")
        self.assertEqual(got.headers["Retry-After"], "1")
        self.assertEqual(s.ask("GET", "/healthz").json()["status"],
                         "draining")
        time.sleep(1.5)
        self.assertIsNone(s.process.poll())
        slow.sendall(b"}")
        self.assertIn(b"HTTP/1.1 401", slow.recv(4096))
        slow.close()
        self.assertEqual(s.process.wait(server.PATIENCE), 0)

    def test_it_takes_nothing_new_after_its_time(self):
        s = self.serve(HIRE_SERVER_DRAIN_SECONDS="1")
        stop = threading.Event()
        served = []

        def keep_asking():
            while not stop.is_set():
                try:
                    s.ask("GET", "/")
                    served.append(time.monotonic())
                except OSError:
                    return

        asking = threading.Thread(target=keep_asking)
        asking.start()
        server.wait_for(lambda: served, "a reply")
        told = time.monotonic()
        s.signal(signal.SIGTERM)
        self.assertEqual(s.process.wait(server.PATIENCE), 0)
        stop.set()
        asking.join()
        self.assertLess(served[-1] - told, 5)
        self.assertGreater(served[-1] - told, 0.5)

    def test_a_second_signal_ends_it_at_once(self):
        s = self.serve(HIRE_SERVER_DRAIN_SECONDS="600")
        slow = half_a_request(s.port)
        server.wait_for(lambda: "hire_http_requests_in_hand 2" in s.ask(
            "GET", "/metrics").text(), "the request in hand")
        s.signal(signal.SIGTERM)
        server.wait_for(lambda: s.ask("GET", "/readyz").status == 503, "503")
        s.signal(signal.SIGTERM)
        self.assertEqual(s.process.wait(5), -signal.SIGTERM)
        slow.close()

    def test_a_hangup_changes_nothing_and_says_so(self):
        s = self.serve()
        s.signal(signal.SIGHUP)
        server.wait_for(lambda: "reload.nothing" in s.log(), "a line")
        self.assertEqual(s.ask("GET", "/healthz").status, 200)
        self.assertEqual(s.end(), 0)

    def test_a_port_that_is_taken_is_an_error(self):
        s = self.serve()
        done = server.run("--listen", f"127.0.0.1:{s.port}", "--data", s.data)
        self.assertEqual(done.returncode, 3)
        self.assertIn(f"port {s.port} is in use by another program",
                      done.stderr)


class Live(unittest.TestCase):
    @classmethod
    def tearDownClass(cls):
        Demo.drop()

    def test_a_live_interview_is_told_to_come_back_and_does(self):
        folder = tempfile.mkdtemp(prefix="hire-test-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        email, password, interview = Demo.waiting()
        data = Demo.copy(folder)
        with Server(data=data) as s:
            token = s.log_in(email, password)

            def asking(method, path, body):
                return s.ask(method, path, body, token)

            path = server.ticket(asking, interview)
            w = server.Socket(s.port, path)
            w.say(type="hello", last_seq=0)
            w.hear("welcome")
            w.say(type="begin", id="b1", consent=True)
            seq = w.hear("ack")["seq"]
            late = server.ticket(asking, interview)
            # It does not wait for the end of other work.
            slow = half_a_request(s.port)
            server.wait_for(lambda: "hire_http_requests_in_hand 2" in s.ask(
                "GET", "/metrics").text(), "the request in hand")
            s.signal(signal.SIGTERM)
            w.hear("restart")
            opcode, payload = w.frame()
            while opcode != 8:
                opcode, payload = w.frame()
            self.assertEqual(int.from_bytes(payload[:2], "big"), 1012)
            w.close()
            self.assertIsNone(s.process.poll())
            # Nobody new gets in on the way out.
            try:
                refused = server.Socket(s.port, late)
                self.assertIn(b" 503 ", refused.head)
                refused.close()
            except OSError:
                pass
            slow.sendall(b"}")
            self.assertIn(b"HTTP/1.1 401", slow.recv(4096))
            slow.close()
            self.assertEqual(s.process.wait(server.PATIENCE), 0)
        with Server(data=data) as s:
            token = s.log_in(email, password)
            path = server.ticket(
                lambda m, p, b: s.ask(m, p, b, token), interview)
            w = server.Socket(s.port, path)
            w.say(type="hello", last_seq=0)
            self.assertGreaterEqual(w.hear("welcome")["last_seq"], seq)
            w.close()

    def test_workers_in_the_process_do_the_work(self):
        with Server() as s:
            got = s.ask("POST", "/api/v1/accounts", {
                "role": "hr", "email": "hr@example.com", "name": "Recruiter",
                "organisation": "Example", "password": "a long enough one"})
            self.assertEqual(got.status, 202, got.text())
            outbox = os.path.join(s.data, "outbox")
            server.wait_for(lambda: any(files for _, _, files
                                        in os.walk(outbox)), "a mail")
            server.wait_for(
                lambda: 'hire_worker_messages_total{kind="mail.send",'
                'outcome="done"} 1' in s.ask("GET", "/metrics").text(),
                "the mail's count")
        with Server(HIRE_SERVER_WORKERS="0") as s:
            s.ask("POST", "/api/v1/accounts", {
                "role": "hr", "email": "hr@example.com", "name": "Recruiter",
                "organisation": "Example", "password": "a long enough one"})
            time.sleep(1)
            self.assertIn('hire_queue_messages{kind="mail.send",'
                          'state="ready"} 1', s.ask("GET", "/metrics").text())


class Metrics(unittest.TestCase):
    def test_the_page_is_as_prometheus_wants_it(self):
        if not shutil.which("promtool"):
            self.skipTest("no promtool here")
        with Server() as s:
            for path in ("/", "/", "/readyz", "/nothing", "/api/v1/me"):
                s.ask("GET", path)
            s.ask("POST", "/api/v1/sessions",
                  {"email": "a@example.com", "password": "b"})
            page = s.ask("GET", "/metrics")
            self.assertEqual(page.status, 200)
            done = subprocess.run(["promtool", "check", "metrics"],
                                  input=page.body, capture_output=True,
                                  check=False)
            self.assertEqual((done.returncode, done.stdout, done.stderr),
                             (0, b"", b""))
            self.assertTrue(page.headers["Content-Type"].startswith(
                "text/plain; version=0.0.4"))

    def test_it_counts(self):
        with Server() as s:
            began = time.time()
            for path in ("/", "/", "/nothing", "/api/v1/me"):
                s.ask("GET", path)
            s.ask("POST", "/api/v1/sessions",
                  {"email": "a@example.com", "password": "b"})
            page = s.ask("GET", "/metrics").text()
            for line in (
                    'hire_http_requests_total{route="landing",code="2xx"} 2',
                    'hire_http_requests_total{route="none",code="4xx"} 1',
                    'hire_http_requests_total{route="me",code="4xx"} 1',
                    'hire_http_request_duration_seconds_count'
                    '{route="landing"} 2',
                    'hire_http_request_duration_seconds_bucket'
                    '{route="landing",le="+Inf"} 2',
                    'hire_log_ins_total{outcome="refused"} 1',
                    'hire_log_ins_total{outcome="done"} 0',
                    'hire_http_requests_in_hand 1',
                    'hire_port_up{port="store",backend="sqlite"} 1',
                    'hire_live_closed_total{reason="slow"} 0'):
                self.assertIn(line + "\n", page)
            value = {line.split()[0]: float(line.split()[1])
                     for line in page.splitlines() if line[0] != "#"}
            with open(f"/proc/{s.process.pid}/status",
                      encoding="ascii") as f:
                status = dict(line.split(":", 1) for line in f)
            self.assertAlmostEqual(
                value["process_resident_memory_bytes"],
                int(status["VmRSS"].split()[0]) * 1024, delta=8 << 20)
            self.assertEqual(value["process_threads"],
                             int(status["Threads"]))
            self.assertAlmostEqual(value["process_start_time_seconds"],
                                   began, delta=15)
            fds = len(os.listdir(f"/proc/{s.process.pid}/fd"))
            self.assertAlmostEqual(value["process_open_fds"], fds, delta=4)

    def test_it_is_not_for_everybody(self):
        forwarded = {"X-Forwarded-For": "203.0.113.9"}
        near = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7"}
        with Server() as s:
            self.assertEqual(s.ask("GET", "/metrics").status, 200)
            # A proxy that nobody named would lend its address to everybody.
            self.assertEqual(s.ask(
                "GET", "/metrics", headers=forwarded).status, 403)
        with Server(HIRE_METRICS_ALLOW="198.51.100.0/24",
                    HIRE_TRUSTED_PROXIES="127.0.0.1") as s:
            self.assertEqual(s.ask("GET", "/metrics").status, 403)
            self.assertEqual(s.ask(
                "GET", "/metrics", headers=forwarded).status, 403)
            self.assertEqual(s.ask(
                "GET", "/metrics", headers=near).status, 200)

    def test_administrators_may_from_anywhere(self):
        self.addCleanup(Demo.drop)
        folder = tempfile.mkdtemp(prefix="hire-test-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        data = Demo.copy(folder)
        with Server(data=data, HIRE_METRICS_ALLOW="203.0.113.1") as s:
            for who, status in (("admin", 200), ("recruiter", 403)):
                token = s.log_in(*Demo.person(who))
                self.assertEqual(s.ask("GET", "/metrics",
                                       token=token).status, status)


class Ready(unittest.TestCase):
    def test_a_backend_that_is_gone_makes_it_not_ready(self):
        folder = tempfile.mkdtemp(prefix="hire-test-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        reader = os.path.join(folder, "reader")
        program = os.environ.get("HIRE_READER") or os.path.join(
            os.path.dirname(server.SERVER), "hire-reader")
        os.symlink(program, reader)
        with Server(HIRE_READER=reader) as s:
            got = s.ask("GET", "/readyz")
            self.assertEqual(got.status, 200)
            self.assertEqual(len(got.json()["ports"]), 9)
            os.remove(reader)
            got = server.wait_for(
                lambda: (r := s.ask("GET", "/readyz")).status == 503 and r,
                "503")
            self.assertEqual(got.headers["Content-Type"],
                             "application/problem+json")
            self.assertIn("reader", json.loads(got.body)["detail"])
            self.assertNotIn(folder, got.text())
            self.assertIn('hire_port_up{port="reader",backend="sandbox"} 0',
                          s.ask("GET", "/metrics").text())
            self.assertEqual(s.ask("GET", "/healthz").status, 200)
            os.symlink(program, reader)
            server.wait_for(
                lambda: s.ask("GET", "/readyz").status == 200, "200")

    def test_of_our_faults_strangers_hear_no_more_than_the_kind(self):
        with Server() as s:
            # As on a full disk; the log is a short file and goes on.
            resource.prlimit(s.process.pid, resource.RLIMIT_FSIZE,
                             (65536, 65536))
            for n in range(30):
                got = s.ask("POST", "/api/v1/accounts", {
                    "role": "candidate", "email": f"a{n}@example.com",
                    "name": "A", "password": "a long enough one"})
                if got.status != 202:
                    break
            self.assertEqual(got.status, 507, got.text())
            told = got.json()
            self.assertEqual((told["code"], told["detail"], told["field"]),
                             ("ENOSPC", "no space is left", None))
            self.assertNotIn(s.data, got.text())
            # The operator finds the words by the request's id.
            kept = [line for line in s.lines()
                    if line["event"] == "request.failed"]
            self.assertEqual([line["request"] for line in kept],
                             [told["request_id"]])
            self.assertIn(os.path.join(s.data, "hire.db"), kept[0]["why"])

    def test_the_landing_page_needs_nothing_from_elsewhere(self):
        with Server() as s:
            got = s.ask("GET", "/")
            self.assertEqual(got.status, 200)
            self.assertTrue(got.headers["Content-Security-Policy"].startswith(
                "default-src 'none'"))
            self.assertIn('href="/api/openapi.json"', got.text())
            self.assertNotIn("<script", got.text())
            document = s.ask("GET", "/api/openapi.json")
            self.assertEqual(document.headers["Content-Type"],
                             "application/json")
            self.assertEqual(document.json()["openapi"], "3.1.0")


if __name__ == "__main__":
    unittest.main()
