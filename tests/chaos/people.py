#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""people.py CONFIG: recruiters and candidates of a cluster, and a canary.

They sign up, post, pay and apply; then "go" on standard input lets interviews
begin, "hurry" bids them end.  One process with one loop, so that hundreds of
them leave the cores to the servers.  What they see goes to the history."""
import asyncio
import glob
import json
import quopri
import random
import re
import ssl
import sys
import time

import line
from history import History
from line import Broken
from talk import Talk

PASSWORD = "a long enough password"
RESUME = """Sample Candidate
candidate@example.com

EXPERIENCE
Example Systems, Software Engineer, Jan 2016 - Present
- Built storage engines in C on Linux

SKILLS
C, Linux
"""
APPLICANTS = 13  # to each job with its 10 seats ...
LATE = 2  # ... of whom these come while things break
STYLES = ["plain"] * 16 + ["leaver"] * 2 + ["early", "walker"]
CALM_PATIENCE = 30  # seconds for an answer, while they get ready ...
PATIENCE = 2.5  # ... and while things break
CANARY_EVERY = 0.25
CANARY_PATIENCE = 0.5  # or else no server was within reach


class Person:
    def __init__(self, crowd, number, role):
        self.number, self.role = number, role
        self.email = f"{role}{number}@example.com"
        self.crowd, self.token = crowd, None
        self.lock = asyncio.Lock()

    def line(self):
        return self.number % len(self.crowd.ports)

    def place(self):
        return line.Place(self.crowd.tls, self.crowd.ports[self.line()],
                          self.number, self.crowd.patience)


class Crowd:
    def __init__(self, config):
        self.config = config
        self.ports = config["ports"]
        self.seconds, self.seed = config["seconds"], config["seed"]
        self.history = History(config["history"])
        self.tls = ssl.create_default_context()
        self.tls.check_hostname = False
        self.tls.verify_mode = ssl.CERT_NONE
        self.hurry, self.ended = asyncio.Event(), asyncio.Event()
        self.few = asyncio.Semaphore(8)
        self.questions = max(8, min(45, int(self.seconds / 5)))
        self.pace = self.seconds * 0.8 / (self.questions + 3)
        self.tokens, self.read = {}, set()
        self.patience = CALM_PATIENCE

    def dice(self, of):
        return random.Random(f"{self.seed} {of}")

    # Calls

    async def call(self, person, method, path, body=None, **more):
        """One call; a log-in that is over is made again."""
        got = await line.ask(person.place(), method, path, body,
                             token=person.token, **more)
        if got.status == 401 and person.token:
            stale = person.token
            async with person.lock:
                if person.token == stale:
                    await self.log_in(person)
            got = await line.ask(person.place(), method, path, body,
                                 token=person.token, **more)
        return got

    async def insist(self, person, method, path, body=None, **more):
        """Until somebody answers: 2xx, or a 4xx that is no call to wait."""
        while True:
            try:
                got = await self.call(person, method, path, body, **more)
                if got.status < 500 and got.status not in (408, 429):
                    return got
            except Broken:
                pass
            await asyncio.sleep(0.2 + 0.5 * random.random())

    async def noted(self, op, person, method, path, body, **what):
        """The same as an operation of the history; its object or None."""
        more = {k: what.pop(k) for k in ("key", "kind") if k in what}
        self.history.note(op, **{"is": "invoked"}, by=person.email, **what)
        got = await self.insist(person, method, path, body, **more)
        done = got.json() if got.status < 300 else None
        self.history.note(
            op, **{"is": "acknowledged" if done is not None else "failed"},
            by=person.email, status=got.status,
            id=done.get("id") if done else None, **what)
        return done

    # Accounts

    async def log_in(self, person):
        got = await self.insist(person, "POST", "/api/v1/sessions", {
            "email": person.email, "password": PASSWORD})
        if got.status >= 300:
            raise RuntimeError(f"log in: {got.status} {got.body}")
        person.token = got.json()["tokens"]["access"]

    def mails(self):
        for path in glob.glob(self.config["outbox"] + "/*"):
            if path in self.read:
                continue
            with open(path, "rb") as f:
                text = quopri.decodestring(f.read()).decode()
            to = re.search(r"(?m)^To: .*?([\w.]+@[\w.]+)", text)
            token = re.search(r"token=([\w-]+)", text)
            if to and token:
                self.tokens[to.group(1)] = token.group(1)
            self.read.add(path)

    async def sign_up(self, person):
        about = {"role": person.role, "email": person.email,
                 "name": "Sample Person", "password": PASSWORD}
        if person.role == "hr":
            about["organisation"] = "Sample Organisation"
        async with self.few:
            got = await self.insist(person, "POST", "/api/v1/accounts", about)
        assert got.status == 202, got.body
        while person.email not in self.tokens:
            self.mails()
            await asyncio.sleep(0.1)
        got = await self.insist(person, "POST", "/api/v1/accounts/confirm",
                                {"token": self.tokens[person.email]})
        assert got.status < 300, got.body
        async with self.few:
            await self.log_in(person)
        self.history.note("account", **{"is": "acknowledged"},
                          email=person.email)

    # Recruiters

    async def post_job(self, hr, number):
        short = number % 5 == 4
        got = await self.noted("job", hr, "POST", "/api/v1/jobs", {
            "title": "C engineer", "visibility": "public",
            "details": "We need a C engineer.\nRequirements:\n- C\n- Linux\n",
            "interview_minutes":
                max(1, self.seconds // 300) if short else 60,
            "question_count": self.questions},
            key=f"job-{self.seed}-{number}", number=number)
        await self.pay(hr, got["id"], 1)
        return got["id"]

    async def pay(self, hr, job, which):
        """The provider tells of it more than once, and in any order."""
        key = f"pay-{job}-{which}"
        got = await self.noted("checkout", hr, "POST", "/api/v1/payments",
                               {"job_id": job}, key=key, job=job, name=key)
        news = ["true"] * self.dice(key).randint(1, 4) + ["false"]
        self.dice(key + "order").shuffle(news)
        path = "/pay/sandbox/" + got["id"]
        await asyncio.gather(*(self.noted(
            "pay", hr, "POST", path, f"paid={paid}".encode(), job=job,
            payment=got["id"], paid=paid == "true",
            kind="application/x-www-form-urlencoded") for paid in news))

    # Candidates

    async def apply(self, person, job):
        """An application, or None: the job stayed full."""
        kind, body = line.form("resume", RESUME)
        while True:
            got = await self.noted(
                "apply", person, "POST", f"/api/v1/jobs/{job}/applications",
                body, kind=kind, key=f"apply-{job}", job=job)
            if got or self.hurry.is_set():
                return got
            await asyncio.sleep(1 + self.pace * random.random())

    async def matched(self, person, application):
        """The id of the interview that opens."""
        path = "/api/v1/applications/" + application
        while True:
            row = (await self.insist(person, "GET", path)).json()
            if row.get("interview_id"):
                self.history.note("matched", application=application,
                                  interview=row["interview_id"])
                return row["interview_id"]
            if row.get("state") not in ("submitted", "reading"):
                self.history.note("surprise", what=f"application: {row}")
                return None
            await asyncio.sleep(0.3 + 0.5 * random.random())

    async def candidate(self, person, job, go, late):
        if late:
            await go.wait()
            await asyncio.sleep(
                self.dice(person.email + job).random() * self.seconds * 0.5)
        made = await self.apply(person, job)
        interview = made and await self.matched(person, made["id"])
        if not late:
            self.prepared += 1
        await go.wait()
        if not interview:
            return
        style = self.dice("style" + interview + job).choice(STYLES)
        await Talk(self, person, interview, style).run()

    async def second_payment(self, hr, job, go):
        await go.wait()
        dice = self.dice("second" + job)
        await asyncio.sleep((0.2 + 0.6 * dice.random()) * self.seconds)
        await self.pay(hr, job, 2)

    # Whether a server can be reached

    async def canary(self, person, port):
        place = line.Place(self.tls, port, 240 + self.ports.index(port),
                           CANARY_PATIENCE)
        while not self.ended.is_set():
            began, ok, status = time.monotonic(), False, None
            try:
                got = await asyncio.wait_for(line.ask(
                    place, "GET", "/api/v1/me", token=person.token),
                    CANARY_PATIENCE)
                late = time.monotonic() - began > CANARY_PATIENCE
                status = got.status
                ok = status == 200 and not late
            except (Broken, asyncio.TimeoutError):
                pass
            self.history.note("canary", line=self.ports.index(port), ok=ok,
                              status=status, began=round(began, 4))
            await asyncio.sleep(max(0, began + CANARY_EVERY -
                                    time.monotonic()))

    # All of it

    async def run(self):
        jobs_count = max(2, self.config["interviews"] // 10)
        recruiters = [Person(self, i, "hr") for i in range(3)]
        # Each applies for three jobs.
        count = (jobs_count + 2) // 3 * APPLICANTS
        candidates = [Person(self, 10 + i, "candidate") for i in range(count)]
        await asyncio.gather(*(self.sign_up(p)
                               for p in recruiters + candidates))
        jobs = await asyncio.gather(*(
            self.post_job(recruiters[i % 3], i) for i in range(jobs_count)))
        go, self.prepared = asyncio.Event(), 0
        works = []
        for i in range(jobs_count * APPLICANTS):
            j, k = divmod(i, APPLICANTS)
            works.append(asyncio.create_task(self.candidate(
                candidates[j // 3 * APPLICANTS + k], jobs[j], go,
                k >= APPLICANTS - LATE)))
        works += [asyncio.create_task(self.second_payment(
            recruiters[i % 3], job, go)) for i, job in enumerate(jobs)
            if i % 2]
        while self.prepared < jobs_count * (APPLICANTS - LATE):
            await asyncio.sleep(0.1)
            for w in works:
                if w.done():
                    w.result()
        print("ready", flush=True)
        canaries = [asyncio.create_task(self.canary(candidates[0], port))
                    for port in self.ports]
        await self.obey(go)
        print("hurrying", flush=True)
        await asyncio.wait(works, timeout=self.config["patience"])
        self.ended.set()
        await asyncio.gather(*canaries)
        for w in works:
            if not w.done():
                self.history.note("surprise", what="a client came to no end")
                w.cancel()
            elif w.exception():
                self.history.note("surprise", what=repr(w.exception()))
        self.history.close()
        print("done", flush=True)

    async def obey(self, go):
        """Orders on standard input; its end is one to hurry, too."""
        loop = asyncio.get_running_loop()
        while True:
            order = await loop.run_in_executor(None, sys.stdin.readline)
            go.set()
            self.patience = PATIENCE
            if order.strip() != "go":
                self.hurry.set()
                return


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as config_file:
        asyncio.run(Crowd(json.load(config_file)).run())
