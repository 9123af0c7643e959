# SPDX-License-Identifier: MIT
"""test_redis.py - servers that share a Redis, which is then taken from them.

HIRE_SERVER and HIRE_CLI name the programs.  Each test has a Redis of its own,
and a store that does not lose anything with it.
"""
import copy
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.error

import server
import socket_client
from stage import Stage

BINARIES = os.path.dirname(os.path.abspath(server.SERVER))
EXTRA = 0.1  # seconds that a request may take longer while Redis is gone


class Redis:
    def __init__(self, *args):
        self.args = args
        self.folder = tempfile.mkdtemp(prefix="hire-redis-")
        self.port = server.free_port()
        self.url = f"redis://127.0.0.1:{self.port}"
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1",
             "--save", "", "--dir", self.folder, *self.args],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        server.wait_for(lambda: self.say("PING"), "Redis")

    def say(self, line):
        try:
            with socket.create_connection(("127.0.0.1", self.port), 2) as s:
                s.sendall(line.encode() + b"\r\n")
                return s.recv(65536)
        except OSError:
            return b""

    def kill(self, how=signal.SIGKILL):
        self.process.send_signal(how)
        self.process.wait()

    def close(self):
        self.process.send_signal(signal.SIGCONT)
        self.kill()
        shutil.rmtree(self.folder)


def slowest(call, count=100):
    worst = 0
    for _ in range(count):
        begun = time.monotonic()
        call()
        worst = max(worst, time.monotonic() - begun)
    return worst


class Talk(socket_client.Socket):
    """A tab of the candidate."""

    def __init__(self, stage, interview, token, last_seq=0):
        super().__init__(stage.ticket(interview, token))
        self.said = 0
        self.say(type="hello", last_seq=last_seq)
        self.until("welcome")

    def until(self, kind):
        while True:
            got = self.hear()
            if got["type"] == kind:
                return got

    def do(self, kind, **more):
        self.said += 1
        self.say(type=kind, id=f"{id(self)}-{self.said}", **more)
        return self.until("ack")

    def wait(self, *events):
        while True:
            got = self.until("event")
            if got["event"] in events:
                return got["event"]

    def begin(self):
        self.do("begin", consent=True)
        self.wait("greet")
        self.do("proceed")
        self.wait("ask")

    def end(self):
        try:
            while True:
                self.hear()
        except socket_client.Closed as end:
            self.cut()
            return end.code


@unittest.skipUnless(shutil.which("redis-server"), "Redis is not installed")
class SharedRedis(unittest.TestCase):
    def setUp(self):
        self.redis = Redis()
        self.addCleanup(self.redis.close)
        Stage.log = tempfile.TemporaryFile("w+")
        self.addCleanup(Stage.log.close)

    def open(self, **settings):
        stage = Stage(BINARIES, HIRE_CACHE=self.redis.url, **settings)
        self.addCleanup(stage.close)
        return stage

    def second(self, stage):
        """Another process over the same store."""
        other = copy.copy(stage)
        other.port = 0
        other.start()

        def end():
            other.server.terminate()
            other.server.wait(60)
            other.server.stdout.close()
        self.addCleanup(end)
        return other

    def states(self, stage):
        ports = stage.call("GET", "/readyz")["ports"]
        return {p["port"]: p["state"] for p in ports}

    def logged(self, event):
        Stage.log.seek(0)
        return sum(json.loads(line).get("event") == event
                   for line in Stage.log if line.startswith("{"))

    def board(self, stage, count=50, rounds=3):
        """The slowest request, in the round that others disturbed least."""
        return min(slowest(lambda: stage.call("GET", "/api/v1/board"), count)
                   for _ in range(rounds))

    def test_nothing_stops_while_it_is_killed_and_comes_back(self):
        stage = self.open()
        ids, token = stage.interviews(1)
        self.assertEqual(set(self.states(stage).values()), {"ok"})
        usual = self.board(stage)
        talk = Talk(stage, ids[0], token)
        talk.begin()
        for how in (signal.SIGKILL, signal.SIGTERM):
            self.redis.kill(how)
            talk.do("answer", text="I measure before I change anything.")
            talk.wait("ask", "probe", "invite")
            worst = self.board(stage)
            stage.log_in("candidate@example.com")
            print(f"slowest request: {usual * 1000:.0f} ms with Redis, "
                  f"{worst * 1000:.0f} ms without")
            self.assertLess(worst, usual + EXTRA)
            server.wait_for(lambda: self.states(stage)["cache"] == "degraded",
                            "the loss of the cache")
            self.redis.start()
            server.wait_for(lambda: self.states(stage)["cache"] == "ok",
                            "the cache")
        self.assertEqual(self.logged("redis.gone"), 2)
        self.assertEqual(self.logged("redis.back"), 2)
        self.assertLessEqual(self.logged("limits.alone"), 2)
        self.redis.say("FLUSHALL")
        talk.do("leave")
        self.assertEqual(talk.end(), 1000)

    def test_one_that_hangs_is_waited_for_once(self):
        stage = self.open()
        stage.person("candidate", "candidate@example.com")
        usual = self.board(stage)
        self.redis.process.send_signal(signal.SIGSTOP)
        first = self.board(stage, 1, 1)
        worst = self.board(stage)
        print(f"Redis hangs: {first * 1000:.0f} ms at first, then "
              f"{worst * 1000:.0f} ms; with it {usual * 1000:.0f} ms")
        self.assertLess(first, usual + 1)
        self.assertLess(worst, usual + EXTRA)
        self.redis.process.send_signal(signal.SIGCONT)
        server.wait_for(lambda: self.states(stage)["cache"] == "ok",
                        "the cache")

    def test_a_server_starts_without_it(self):
        self.redis.kill()
        stage = self.open()
        stage.person("candidate", "candidate@example.com")
        self.assertEqual(self.states(stage)["cache"], "degraded")
        self.redis.start()
        server.wait_for(lambda: self.states(stage)["cache"] == "ok",
                        "the cache")

    def test_the_newest_tab_speaks_whichever_process_it_is_with(self):
        stage = self.open()
        other = self.second(stage)
        ids, token = stage.interviews(2)
        # Before the clock runs only a message tells.
        old = Talk(stage, ids[0], token)
        new = Talk(other, ids[0], token)
        old.until("replaced")
        self.assertEqual(old.end(), 4001)
        new.begin()
        new.cut()
        # And without any message.
        old = Talk(stage, ids[1], token)
        old.begin()
        self.redis.kill()
        new = Talk(other, ids[1], token)
        old.say(type="answer", id="late", text="From the old tab.")
        self.assertEqual(old.end(), 4001)
        new.do("answer", text="From the new tab.")
        entries = stage.call("GET", f"/api/v1/interviews/{ids[1]}",
                             token=token)["events"]
        said = [e["text"] for e in entries if e["event"] == "answer"]
        self.assertEqual(said, ["From the new tab."])
        new.cut()

    def refused(self, stages, count):
        no = 0
        for i in range(count):
            try:
                stages[i % len(stages)].call("GET", "/api/v1/board")
            except urllib.error.HTTPError as e:
                self.assertEqual(e.code, 429)
                no += 1
        return no

    def test_processes_share_a_limit_and_keep_one_each_without_it(self):
        stage = Stage(BINARIES, HIRE_CACHE=self.redis.url)
        self.addCleanup(stage.close)
        stage.kill()
        stage.env["HIRE_SERVER_RATE"] = "30"
        stage.start()
        both = [stage, self.second(stage)]
        # Some come back while the test goes on: one each two seconds.
        begun = time.monotonic()
        no = self.refused(both, 60)
        back = int((time.monotonic() - begun) / 2) + 1
        self.assertGreaterEqual(no, 30 - back)
        self.assertLessEqual(no, 30)
        self.redis.kill()
        begun = time.monotonic()
        no = self.refused(both, 100)
        back = int((time.monotonic() - begun) / 2) + 1
        self.assertGreaterEqual(no, 100 - 2 * (30 + back))
        self.assertLessEqual(no, 40)

    def doctor(self, url):
        folder = tempfile.mkdtemp(prefix="hire-doctor-")
        self.addCleanup(shutil.rmtree, folder)
        done = server.run("doctor", program=server.CLI, HIRE_DATA=folder,
                          HIRE_CACHE=url)
        return done.returncode, done.stdout + done.stderr

    def test_doctor_says_what_to_do(self):
        port = self.redis.port
        self.redis.say("ACL SETUSER few reset on >right ~hire:* +@all -eval "
                       "-evalsha")
        for url, words in (
                (f"redis://127.0.0.1:{port}", "Redis "),
                ("rediss://127.0.0.1", "stunnel or haproxy"),
                ("redis://127.0.0.1:1", "refuses connections"),
                (f"redis://:s3cret@127.0.0.1:{port}", "has no password"),
                (f"redis://few:s3cret@127.0.0.1:{port}",
                 "refuses the user or the password"),
                (f"redis://few:right@127.0.0.1:{port}", "docs/redis.md"),
                (f"redis://127.0.0.1:{port}?pool=0", "pool=")):
            code, said = self.doctor(url)
            self.assertIn(words, said, url)
            self.assertNotIn("s3cret", said)
            self.assertEqual(code == 0, words == "Redis ", url)
        self.redis.say("CONFIG SET maxmemory-policy allkeys-lru")
        code, said = self.doctor(self.redis.url)
        self.assertIn("maxmemory-policy is allkeys-lru", said)
        self.assertEqual(code, 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
