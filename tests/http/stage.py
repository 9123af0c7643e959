# SPDX-License-Identifier: MIT
"""A hire-server of its own for the scripts of this folder: accounts, jobs that
are paid, interviews that are ready.  Standard library only."""
import json
import os
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.request

PASSWORD = "a long enough password"
RESUME = """Sample Candidate
candidate@example.com

EXPERIENCE
Example Systems, Software Engineer, Jan 2016 - Present
- Built storage engines in C on Linux

SKILLS
C, Linux
"""


class Stage:
    log = subprocess.DEVNULL  # of the server

    def __init__(self, binaries, **settings):
        self.binaries = os.path.abspath(binaries)
        self.data = tempfile.mkdtemp(prefix="hire-stage-")
        self.env = dict(os.environ, HIRE_DATA=self.data,
                        HIRE_SERVER_RATE="1000000",
                        **{k: str(v) for k, v in settings.items()})
        self.port = 0
        self.server = None
        self.start()

    def start(self):
        self.server = subprocess.Popen(
            [os.path.join(self.binaries, "hire-server"), "--listen",
             f"127.0.0.1:{self.port}"],
            env=self.env, stdout=subprocess.PIPE, stderr=self.log)
        line = self.server.stdout.readline().decode()
        if ":" not in line:
            raise RuntimeError("hire-server did not start: " + line)
        self.port = int(line.rsplit(":", 1)[1])

    def kill(self):
        self.server.kill()
        self.server.wait()
        self.server.stdout.close()

    def close(self):
        self.server.terminate()
        code = self.server.wait(60)
        self.server.stdout.close()
        shutil.rmtree(self.data)
        return code

    def call(self, method, path, body=None, token=None):
        data = None if body is None else json.dumps(body).encode()
        ask = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data=data, method=method)
        if data is not None:
            ask.add_header("Content-Type", "application/json")
        if token:
            ask.add_header("Authorization", "Bearer " + token)
        with urllib.request.urlopen(ask, timeout=30) as reply:
            return json.loads(reply.read() or b"null")

    def cli(self, *args):
        done = subprocess.run(
            [os.path.join(self.binaries, "hire-cli"), *args, "--json"],
            env=self.env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"hire-cli {' '.join(args)}: {done.stderr}")
        first = done.stdout.split("\n", 1)[0] if "worker" in args else done.stdout
        return json.loads(first) if first.startswith("{") else None

    def person(self, role, email):
        about = {"role": role, "email": email, "name": "Sample Person",
                 "password": PASSWORD}
        if role == "hr":
            about["organisation"] = "Sample Organisation"
        self.call("POST", "/api/v1/accounts", about)
        self.cli("users", "confirm", email)
        return self.log_in(email)

    def log_in(self, email):
        got = self.call("POST", "/api/v1/sessions",
                        {"email": email, "password": PASSWORD})
        return got["tokens"]["access"]

    def interviews(self, count, minutes=30, questions=3):
        """Ids of ready interviews of candidate@example.com, and the token."""
        hr = self.person("hr", "hr@example.com")
        token = self.person("candidate", "candidate@example.com")
        resume = os.path.join(self.data, "resume.txt")
        with open(resume, "w", encoding="utf-8") as f:
            f.write(RESUME)
        applications = []
        for _ in range(count):
            job = self.call("POST", "/api/v1/jobs", {
                "title": "C engineer", "visibility": "public",
                "details": "We need a C engineer.\nRequirements:\n- C\n"
                           "- Linux\n",
                "interview_minutes": minutes, "question_count": questions}, hr)
            pay = self.cli("payments", "pay", "--job", job["id"], "--as",
                           "hr@example.com")
            self.cli("payments", "sandbox", pay["id"])
            applications.append(self.cli(
                "applications", "apply", "--job", job["id"], "--resume",
                resume, "--as", "candidate@example.com")["id"])
        self.cli("worker", "--until-idle")
        ids = [self.cli("applications", "show", a, "--as",
                        "candidate@example.com")["interview_id"]
               for a in applications]
        return ids, token

    def ticket(self, interview, token):
        got = self.call("POST", f"/api/v1/interviews/{interview}/tickets",
                        None, token)
        return f"ws://127.0.0.1:{self.port}{got['url']}"
