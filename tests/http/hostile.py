#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""hostile.py BINARIES [SECONDS [PROCESSES]]: wrong, half and hostile requests
mixed with real ones, over HTTP and WebSocket, from several processes.

Prints what was said and memory and descriptors over time.  Exit 1 when the
server ends, when real requests fail, when it says 5xx other than 503 with
Retry-After (and 501, 505 to those who ask for what it does not know), when its
memory grows beyond 1.2 times that after a warm-up, or when descriptors are not
back to what they were."""
import collections
import json
import multiprocessing
import os
import random
import sys
import time
import urllib.error

import attacks
from stage import PASSWORD, Stage

GROWTH = 1.2
KEPT = 20  # connections that one process leaves open
REAL_PATHS = ["/healthz", "/readyz", "/api/v1/me", "/api/v1/sessions",
              "/api/v1/applications", "/api/v1/board?words=C"]


class Target:
    """The server as one process of attackers sees it."""

    def __init__(self, stage, interviews, token):
        self.stage, self.interviews, self.token = stage, interviews, token
        self.port = stage.port
        self.job = stage.call("GET", "/api/v1/applications", None, token)[
            "applications"][0]["job_id"]
        self.kept = collections.deque()
        self.seen = collections.Counter()
        self.faults = []
        self.slowest = 0

    def heard(self, status, head):
        self.seen[status] += 1
        if status == 503 and b"Retry-After:" in head:
            return
        if status >= 500 and status not in (501, 505):
            self.faults.append(f"{status}: {head!r}")

    def keep(self, s):
        s.setblocking(False)
        self.kept.append(s)
        if len(self.kept) > KEPT:
            self.kept.popleft().close()

    def real(self, method, path, body=None, token=None):
        """A request that nothing is wrong with."""
        began = time.monotonic()
        try:
            got = self.stage.call(method, path, body, token or self.token)
            self.seen["real 2xx"] += 1
        except urllib.error.HTTPError as e:
            got = None
            self.seen[f"real {e.code}"] += 1
            if e.code != 503 or "Retry-After" not in e.headers:
                self.faults.append(f"{method} {path}: {e.code}")
            e.close()
        except OSError:
            # Who is new may be sent away when all seats are taken.
            got = None
            self.seen["real cut"] += 1
        self.slowest = max(self.slowest, time.monotonic() - began)
        return got

    def ticket(self):
        got = self.real("POST", "/api/v1/interviews/"
                        f"{random.choice(self.interviews)}/tickets")
        return got and got["url"]

    def honest(self):
        if random.random() < 0.1:
            got = self.real("POST", "/api/v1/sessions", {
                "email": "candidate@example.com", "password": PASSWORD})
            if got:
                # Log-ins that stay would be listed, at greater length each.
                self.real("DELETE", "/api/v1/sessions/current", None,
                          got["tokens"]["access"])
        else:
            self.real("GET", random.choice(REAL_PATHS))


def attack(stage, interviews, token, seconds, seed, out):
    random.seed(seed)
    target = Target(stage, interviews, token)
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end:
        count += 1
        try:
            if random.random() < 0.4:
                target.honest()
            else:
                random.choice(attacks.ATTACKS)(target)
        except OSError:
            target.seen["cut"] += 1
    for s in target.kept:
        s.close()
    out.put((count, target.seen, target.faults[:5], target.slowest))


def resident(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as f:
        return next(int(line.split()[1]) for line in f
                    if line.startswith("VmRSS:"))


def descriptors(pid):
    """Of the store, which opens as many as threads read at once; all others."""
    folder = f"/proc/{pid}/fd"
    store = others = 0
    for name in os.listdir(folder):
        try:
            of_store = "/hire.db" in os.readlink(f"{folder}/{name}")
        except OSError:
            continue
        store += of_store
        others += not of_store
    return store, others


def watch(stage, seconds, began):
    """Memory at the end of the warm-up, a fifth of the time."""
    pid = stage.server.pid
    warm = 0
    every = max(2, seconds / 20)
    while time.monotonic() < began + seconds:
        time.sleep(every)
        if stage.server.poll() is not None:
            return warm
        now = time.monotonic() - began
        kib = resident(pid)
        store, others = descriptors(pid)
        print(f"{now:6.0f} s  {kib:8d} KiB  {others:5d} files and sockets"
              f"  {store:3d} of the store", flush=True)
        if now <= max(seconds / 5, 2 * every):
            warm = max(warm, kib)
    return warm


def at_rest(stage, wanted):
    """Descriptors when nobody asks any more."""
    for _ in range(200):
        others = descriptors(stage.server.pid)[1]
        if others <= wanted:
            break
        time.sleep(0.1)
    return others


def judge(stage, first, warm):
    faults = []
    if stage.server.poll() is not None:
        return [f"the server ended with {stage.server.returncode}"]
    others = at_rest(stage, first)
    kib = resident(stage.server.pid)
    print(f"at rest: {kib} KiB, {kib / warm:.2f} times the warm-up's; "
          f"{others} files and sockets, {first} at first")
    if others > first:
        faults.append(f"{others - first} descriptors too many")
    if kib > warm * GROWTH:
        faults.append(f"memory grew {kib / warm:.2f} times")
    return faults


def main():
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 20
    processes = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    stage = Stage(sys.argv[1], HIRE_SERVER_COSTLY_RATE=1000000,
                  HIRE_SERVER_HEAD_SECONDS=3, HIRE_SERVER_BODY_SECONDS=3,
                  HIRE_SERVER_THREADS=64)
    interviews, token = stage.interviews(3)
    first = descriptors(stage.server.pid)[1]
    results = multiprocessing.Queue()
    began = time.monotonic()
    crowd = [multiprocessing.Process(target=attack, args=(
        stage, interviews, token, seconds, i, results))
        for i in range(processes)]
    for p in crowd:
        p.start()
    warm = watch(stage, seconds, began)
    seen, faults, count, slowest = collections.Counter(), [], 0, 0
    for _ in crowd:
        n, said, wrong, worst = results.get(timeout=120)
        count += n
        seen += said
        faults += wrong
        slowest = max(slowest, worst)
    for p in crowd:
        p.join()
    faults += judge(stage, first, warm)
    if stage.server.poll() is None and stage.close():
        faults.append("it did not end well")
    print(f"{count} turns in {seconds:.0f} s; slowest real request "
          f"{slowest:.2f} s;", json.dumps(
              {str(k): seen[k] for k in sorted(seen, key=str)}))
    for fault in faults:
        print("FAULT", fault, file=sys.stderr)
    return 1 if faults or not seen["real 2xx"] else 0


if __name__ == "__main__":
    sys.exit(main())
