#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""holds.py BINARIES [KILLS [INTERVIEWS]]: a server that is killed again and
again at random moments, in the middle of interviews that go on.

At the end every acknowledged answer stands in its transcript exactly once, and
every interview is scored.  Prints one line; exit 1 when that does not hold."""
import collections
import random
import select
import sys
import threading
import time
import urllib.error

from socket_client import Closed, Socket
from stage import Stage

ANSWER = "I built the storage engine in C; latency fell by half. Number %d."
QUESTIONS = 40
PROMPTS = {"ready": "begin", "greet": "proceed", "ask": "answer",
           "probe": "answer", "invite": "done"}


class Interview(threading.Thread):
    """One candidate's client, as docs/interview-protocol.md wants it."""

    def __init__(self, stage, name, token, pace):
        super().__init__(daemon=True)
        self.stage, self.name_, self.token, self.pace = stage, name, token, pace
        self.seq = 0
        self.number = 0
        self.waiting = None  # said, not acknowledged
        self.acked = []
        self.prompt = "ready"  # what is to be answered
        self.due = 0
        self.caught_up = 0  # the last entry when the line came up
        self.over = False
        self.lines = 0
        self.fault = None

    def say(self, line, **message):
        self.number += 1
        self.prompt = None
        self.waiting = dict(message, id=f"m{self.number}")
        line.say(**self.waiting)

    def entry(self, m):
        if m["seq"] != self.seq + 1:
            raise AssertionError(f"entry {m['seq']} after {self.seq}")
        self.seq = m["seq"]
        if m["event"] in PROMPTS:
            self.prompt = m["event"]
            self.due = time.monotonic() + self.pace * random.random()
        elif m["event"] in PROMPTS.values():
            self.prompt = None

    def act(self, line):
        """Answer what is open."""
        kind = PROMPTS[self.prompt]
        if kind == "answer":
            self.say(line, type=kind, text=ANSWER % self.number)
        elif kind == "begin":
            self.say(line, type=kind, consent=True)
        else:
            self.say(line, type=kind)

    def hear(self, line):
        m = line.hear()
        if m["type"] == "welcome":
            self.caught_up = m["last_seq"]
            if self.waiting:
                line.say(**self.waiting)
        elif m["type"] == "ack":
            if self.waiting and m["id"] == self.waiting["id"]:
                self.acked.append(m["id"])
                self.waiting = None
        elif m["type"] == "event":
            self.entry(m)
        elif m["type"] == "state":
            self.over = True
        elif m["type"] == "error" and m["code"] not in ("EBUSY", "EIO"):
            raise AssertionError(f"{m} to {self.waiting}")

    def step(self, line):
        """Act when it is time, or hear what comes before."""
        still = None
        if self.prompt and not self.waiting and self.seq >= self.caught_up:
            still = max(0, self.due - time.monotonic())
        if still is not None and not line.bytes and not select.select(
                [line.sock], [], [], still)[0]:
            self.act(line)
        else:
            self.hear(line)

    def play(self):
        line = Socket(self.stage.ticket(self.name_, self.token))
        self.lines += 1
        try:
            line.say(type="hello", last_seq=self.seq)
            self.caught_up = self.seq + 1  # until the welcome says
            while not self.over:
                self.step(line)
        finally:
            line.cut()

    def run(self):
        while not self.over:
            try:
                self.play()
            except (OSError, Closed, urllib.error.URLError):
                time.sleep(0.02 + 0.05 * random.random())
            except Exception as fault:  # pylint: disable=broad-except
                self.fault = fault
                return


def check(stage, talks):
    stage.cli("worker", "--until-idle")
    answers = faults = 0
    for t in talks:
        seen = collections.Counter()
        line = None
        if t.fault or not t.over:
            faults += 1
            print(t.name_, t.fault, t.seq, t.waiting, file=sys.stderr)
            continue
        # The transcript as a new page gets it.
        line = Socket(stage.ticket(t.name_, t.token))
        line.say(type="hello", last_seq=0)
        try:
            while True:
                m = line.hear()
                if m["type"] == "event" and m["id"]:
                    seen[m["id"]] += 1
                if m["type"] == "state":
                    state = m["state"]
        except Closed:
            line.cut()
        lost = [i for i in t.acked if seen[i] != 1]
        double = [i for i, n in seen.items() if n > 1]
        if lost or double or state != "scored":
            faults += 1
            print(t.name_, "lost", lost, "double", double, state,
                  file=sys.stderr)
        answers += len(t.acked)
    return answers, faults


def main():
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    # A kill comes every half second or so: talk for longer.
    pace = kills * 1.5 / QUESTIONS
    stage = Stage(sys.argv[1], HIRE_SERVER_WORKERS=0)
    names, token = stage.interviews(count, 60, QUESTIONS)
    talks = [Interview(stage, n, token, pace) for n in names]
    for t in talks:
        t.start()
    done = 0
    began = time.monotonic()
    while done < kills and any(t.is_alive() for t in talks):
        time.sleep(0.05 + 0.3 * random.random())
        stage.kill()
        done += 1
        stage.start()
    for t in talks:
        t.pace = t.due = 0
    for t in talks:
        t.join(120)
    answers, faults = check(stage, talks)
    code = stage.close()
    print(f"{done} kills in {time.monotonic() - began:.0f} s, {count} "
          f"interviews, {sum(t.lines for t in talks)} connections, {answers} "
          f"acknowledged, {faults} interviews with a fault, exit {code}")
    return 1 if faults or code or done < kills else 0


if __name__ == "__main__":
    sys.exit(main())
