#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_deploy.py - the configurations of docs/deploy at work.

Each proxy runs on free ports with a certificate of its own; of the shipped file
only ports and paths are changed.  A proxy that is not installed is skipped.
"""
import os
import re
import shutil
import socket
import ssl
import subprocess
import tempfile
import textwrap
import threading
import time
import unittest

import deploy
import server
from deploy import certificate, changed, shipped, with_servers
from server import Demo, Server

SPOOFED = "203.0.113.77"


def read_head(s):
    """A request up to the end of its head; b"" when the other side goes."""
    head = b""
    while b"\r\n\r\n" not in head:
        got = s.recv(65536)
        if not got:
            return b""
        head += got
    return head


class Echo:
    """A backend that gives back the head it got."""

    def __init__(self):
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                s, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(s,),
                             daemon=True).start()

    def _answer(self, s):
        with s:
            head = read_head(s)
            if not head:
                return
            s.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n"
                      b"Content-Length: %d\r\n\r\n" % len(head) + head)

    def close(self):
        self.listening.close()


class Ends(Echo):
    """A backend that is about to end, which its proxy does not know yet."""

    def __init__(self):
        self.posts = 0
        super().__init__()

    def _answer(self, s):
        with s:
            head = read_head(s)
            self.posts += head.startswith(b"POST")
            ready = head.startswith(b"GET /readyz")
            s.sendall(b"HTTP/1.1 %s\r\nConnection: close\r\nRetry-After: 1"
                      b"\r\nContent-Length: 0\r\n\r\n" %
                      (b"200 OK" if ready else b"503 Service Unavailable"))


class Dies(Echo):
    """A backend that reads a POST, and ends instead of an answer."""

    def __init__(self):
        self.posts = 0
        super().__init__()

    def _answer(self, s):
        with s:
            head = read_head(s)
            if not head:
                return
            if head.startswith(b"POST"):
                self.posts += 1
            else:
                s.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n"
                          b"Content-Length: 0\r\n\r\n")


class Proxy:
    """What both proxies have to do; the subclasses start theirs."""
    program = None

    @classmethod
    def setUpClass(cls):
        for needed in (cls.program, "openssl"):
            if not shutil.which(needed, path=os.environ["PATH"] +
                                ":/usr/sbin:/sbin"):
                raise unittest.SkipTest(f"{needed} is not installed here")
        cls.waiting = Demo.waiting()

    @classmethod
    def tearDownClass(cls):
        Demo.drop()

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="hire-test-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.tls = server.insecure()

    def before(self, *ports):
        """Start the proxy in front of the servers at `ports`."""
        self.plain, self.port = server.free_port(), server.free_port()
        self.log = os.path.join(self.folder, "proxy.log")
        command = self.configure(ports, certificate(self.folder))
        with open(self.log, "ab") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log,
                                       stdin=subprocess.DEVNULL)
        self.addCleanup(process.wait, server.PATIENCE)
        self.addCleanup(process.kill)
        server.wait_for(lambda: self.reaches() or process.poll() is not None,
                        self.program)
        self.assertIsNone(process.poll(), self.said())

    def reaches(self):
        try:
            return self.ask("GET", "/").status == 200
        except (OSError, ssl.SSLError):
            return False

    def said(self):
        with open(self.log, encoding="utf-8") as f:
            return f.read()

    def ask(self, method, path, body=None, token=None, headers=None):
        return server.ask(self.port, method, path, body, token, headers,
                          self.tls)

    def test_rest_and_a_live_interview(self):
        email, password, interview = self.waiting
        data = Demo.copy(self.folder)
        with Server(data=data, HIRE_TRUSTED_PROXIES="127.0.0.1") as s:
            self.before(s.port)
            self.assertEqual(self.ask("GET", "/healthz").status, 200)
            got = self.ask("POST", "/api/v1/sessions",
                           {"email": email, "password": password})
            token = got.json()["tokens"]["access"]
            me = self.ask("GET", "/api/v1/me", token=token)
            self.assertEqual(me.json()["email"], email)
            self.assertIn("max-age", me.headers["Strict-Transport-Security"])
            self.assertIn("X-Request-Id", me.headers)
            self.assertEqual(self.ask("GET", "/api/v1/me").status, 401)
            path = server.ticket(
                lambda m, p, b: self.ask(m, p, b, token), interview)
            w = server.Socket(self.port, path, self.tls)
            self.assertIn(b" 101 ", w.head.split(b"\r\n")[0] + b" ")
            w.say(type="hello", last_seq=0)
            w.hear("welcome")
            w.say(type="begin", id="b1", consent=True)
            w.hear("ack")
            w.say(type="proceed", id="p1")
            w.hear("ack")
            w.say(type="answer", id="a1", text="I would measure it first. " *
                  400)
            w.hear("ack")
            w.close()
            self.assertNotIn(path.split("=")[1], self.said())
            # Operators ask from the inside.
            for hidden in ("/metrics", "/readyz"):
                self.assertEqual(self.ask("GET", hidden).status, 404)
                self.assertEqual(s.ask("GET", hidden).status, 200)

    def test_bodies_have_a_limit(self):
        with Server() as s:
            self.before(s.port)
            for size, status in ((12 << 20, 413), (600 << 10, 422)):
                try:
                    got = self.ask(
                        "POST", "/api/v1/sessions", b"x" * size,
                        headers={"Content-Type": "application/json"})
                except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
                    continue  # refused before all of it was sent
                self.assertEqual(got.status, status)
                # Below the limit it is the server that judges.
                self.assertEqual("problem" in got.headers["Content-Type"],
                                 status == 422)

    def test_what_clients_say_about_themselves_is_dropped(self):
        echo = Echo()
        self.addCleanup(echo.close)
        self.before(echo.port)
        head = self.ask("GET", "/api/v1/live?ticket=zq7secret", headers={
            "X-Forwarded-For": SPOOFED, "X-Real-IP": SPOOFED,
            "Forwarded": f"for={SPOOFED}"}).text().lower()
        self.assertNotIn(SPOOFED, head)
        self.assertIn("x-forwarded-for: 127.0.0.1\r\n", head)
        self.assertIn("x-forwarded-proto: https\r\n", head)
        self.assertIn("ticket=zq7secret", head)
        time.sleep(0.3)
        self.assertNotIn("zq7secret", self.said())

    def test_what_may_have_been_begun_is_asked_once(self):
        servers = [Dies(), Dies()]
        for one in servers:
            self.addCleanup(one.close)
        self.before(*(one.port for one in servers))
        for times in range(1, 5):
            got = self.ask("POST", "/api/v1/payments", {"job_id": "job_1"})
            self.assertEqual(got.status, 502)
            self.assertEqual(sum(one.posts for one in servers), times)

    def test_a_server_that_is_not_there_costs_nothing(self):
        echo = Echo()
        self.addCleanup(echo.close)
        self.before(server.free_port(), echo.port)
        for _ in range(4):
            got = self.ask("POST", "/api/v1/payments", {"job_id": "job_1"})
            self.assertEqual(got.status, 200)

    def test_what_an_ending_server_refuses_another_one_gives(self):
        ends, echo = Ends(), Echo()
        self.addCleanup(ends.close)
        self.addCleanup(echo.close)
        self.before(ends.port, echo.port)
        status = [self.ask("POST", "/api/v1/payments", {"job_id": "job_1"})
                  .status for _ in range(6)]
        self.assertEqual(status.count(503), ends.posts)
        self.assertGreater(ends.posts, 0)
        for _ in range(6):
            got = self.ask("GET", "/api/v1/live?ticket=zq7secret")
            self.assertEqual(got.status, 200)

    def test_plain_http_is_sent_to_tls(self):
        with Server() as s:
            self.before(s.port)
            got = server.ask(self.plain, "GET", "/api/v1/me?a=b", headers={
                "Host": "localhost"})
            self.assertEqual(got.status, 308)
            self.assertEqual(got.headers["Location"],
                             "https://localhost/api/v1/me?a=b")

    def test_http_2_is_spoken(self):
        with Server() as s:
            self.before(s.port)
            context = server.insecure()
            context.set_alpn_protocols(["h2", "http/1.1"])
            with socket.create_connection(("127.0.0.1", self.port)) as raw, \
                    context.wrap_socket(raw) as tls:
                self.assertEqual(tls.selected_alpn_protocol(), "h2")
                self.assertIn(tls.version(), ("TLSv1.2", "TLSv1.3"))

    def test_a_flood_ends_at_the_proxy(self):
        with Server() as s:
            self.before(s.port)
            got = [self.ask("GET", "/healthz").status for _ in range(200)]
            self.assertEqual(set(got), {200})
            for _ in range(3000):
                if self.ask("GET", "/healthz").status == 429:
                    return
            self.fail("3,000 requests at once were served")


class Nginx(Proxy, unittest.TestCase):
    program = "nginx"

    def configure(self, ports, chain):
        path = os.path.join(self.folder, "nginx.conf")
        site = changed(
            with_servers(shipped("nginx.conf"), ports),
            (r"listen 80;", f"listen 127.0.0.1:{self.plain};"),
            (r"listen 443 ssl", f"listen 127.0.0.1:{self.port} ssl"),
            (r"/etc/ssl/\S+\.(pem|key);", f"{chain};"),
            (r"/var/log/nginx/hire.log", os.path.join(self.folder, "access")))
        user = "user root;\n" if os.geteuid() == 0 else ""
        temps = "".join(
            f"{kind}_temp_path {self.folder}/{kind};\n" for kind in
            ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        with open(path, "w", encoding="utf-8") as f:
            f.write(f"{user}daemon off;\npid {self.folder}/pid;\n"
                    f"error_log stderr;\nevents {{}}\nhttp {{\n{temps}"
                    f"{site}}}\n")
        nginx = shutil.which("nginx", path="/usr/sbin:" + os.environ["PATH"])
        return [nginx, "-e", "stderr", "-p", self.folder, "-c", path]

    def said(self):
        text = super().said()
        try:
            with open(os.path.join(self.folder, "access"),
                      encoding="utf-8") as f:
                return text + f.read()
        except FileNotFoundError:
            return text


class Haproxy(Proxy, unittest.TestCase):
    program = "haproxy"

    def configure(self, ports, chain):
        return deploy.haproxy(self.folder, self.plain, self.port, ports, chain)

    def test_a_server_that_drains_gets_nothing_new(self):
        with Server(HIRE_SERVER_DRAIN_SECONDS="20") as s:
            self.before(s.port)
            s.end()
            server.wait_for(
                lambda: self.ask("GET", "/healthz").status == 503, "503")


class Example(unittest.TestCase):
    """The settings that the README shows."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="hire-test-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        shown = re.search(r"A minimal `/etc/hire-server.conf`[^\n]*\n\n"
                          r"((?:    .*\n)+)", shipped("README.md")).group(1)
        self.path = os.path.join(self.folder, "conf")
        with open(self.path, "w", encoding="utf-8") as f:
            f.write(textwrap.dedent(shown))

    def check(self, *args):
        return server.run("--check", "--listen", "127.0.0.1:0", "--config",
                          self.path, "--data",
                          os.path.join(self.folder, "data"), *args)

    def test_it_starts_as_shown(self):
        done = self.check()
        self.assertEqual(done.returncode, 0, done.stderr)
        # Nobody takes it for more than it is.
        self.assertIn("not for the public", done.stdout)
        with Server("--config", self.path) as s:
            self.assertEqual(s.ask("GET", "/readyz").status, 200)
            self.assertEqual(s.end(), 0)
            self.assertEqual([line["trial"] for line in s.lines()
                              if line["event"] == "started"], [True])

    def test_the_secret_it_shows_how_to_make_is_one(self):
        line = re.search(r"(?m)^    (printf .*)$", shipped("README.md"))
        subprocess.run(["sh", "-c", line.group(1).replace(
            "/etc/hire-server.conf", self.path)], check=True)
        done = self.check()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"HIRE_SECRET +\(not shown\)")

    def test_production_says_what_this_version_lacks(self):
        with open(self.path, "a", encoding="utf-8") as f:
            f.write("HIRE_MODE=production\nHIRE_SECRET=" + "A" * 43 + "\n")
        done = self.check()
        self.assertEqual(done.returncode, 3)
        self.assertIn("this version has no other payment provider",
                      done.stderr)


class Numbers(unittest.TestCase):
    def test_as_many_interviews_as_the_server_takes(self):
        shown = server.run("--help").stdout
        live = int(re.search(r"HIRE_SERVER_LIVE .*\((\d+)\)", shown).group(1))
        more = live + int(
            re.search(r"HIRE_SERVER_THREADS .*\((\d+)\)", shown).group(1))
        for name, pattern, least in (
                ("haproxy.cfg", r"(?m)^\tserver one .* maxconn (\d+)$", more),
                ("haproxy.cfg", r"(?m)^\tmaxconn (\d+)$", more),
                ("README.md", r"worker_connections (\d+);", 2 * more),
                ("README.md", r"worker_rlimit_nofile (\d+);", 2 * more),
                ("hire-server.service", r"LimitNOFILE=(\d+)", more)):
            self.assertGreaterEqual(
                int(re.search(pattern, shipped(name)).group(1)), least, name)


class Unit(unittest.TestCase):
    UNITS = (("hire-server.service", "hire-server.service"),
             ("hire-server@.service", "hire-server@8081.service"),
             ("hire-worker@.service", "hire-worker@1.service"))

    def test_systemd_takes_them_and_finds_them_tight(self):
        if not shutil.which("systemd-analyze"):
            self.skipTest("no systemd-analyze here")
        for name, instance in self.UNITS:
            with self.subTest(name), tempfile.TemporaryDirectory(
                    prefix="hire-test-") as folder:
                self.analyze(name, os.path.join(folder, instance))

    def analyze(self, name, path):
        with open(path, "w", encoding="utf-8") as f:
            f.write(changed(shipped(name),
                            (r"/usr/bin/hire-server|/usr/bin/hire-cli",
                             server.SERVER),
                            (r"Documentation=.*\n", "")))
        done = subprocess.run(
            ["systemd-analyze", "verify", path],
            capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        done = subprocess.run(
            ["systemd-analyze", "security", "--offline=true",
             "--threshold=20", "--no-pager", path],
            capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout[-2000:])
        self.assertRegex(done.stdout, r"exposure level .*: [01]\.\d OK")

    def test_they_run_what_there_is(self):
        """The settings and words of the units are ones the programs know."""
        keys = set(re.findall(r"HIRE_\w+", server.run("--help").stdout))
        for name, _ in self.UNITS:
            text = re.sub(r"(?m)^#.*\n", "", shipped(name))
            named = set(re.findall(r"(HIRE_\w+)=", text)) - {"HIRE_CONFIG"}
            self.assertLessEqual(named, keys, name)
        words = re.search(r"ExecStart=/usr/bin/hire-cli (.*)",
                          shipped("hire-worker@.service")).group(1)
        with tempfile.TemporaryDirectory(prefix="hire-test-") as folder:
            done = server.run(*words.split(), "--until-idle", "--data",
                              folder, program=server.CLI)
            self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
