# SPDX-License-Identifier: MIT
"""load.py - a cluster with people at it, and the verdict at the end.

What `run` and `upgrade` share: they differ in what happens meanwhile."""
import json
import os
import subprocess
import sys
import time

import cluster
import history
import rules
from snapshot import Snapshot, settled

HERE = os.path.dirname(os.path.abspath(__file__))
BOUND = 75  # seconds from the last client's end to the last score
PATIENCE = 90  # seconds for the clients, from the moment they hurry


class People:
    """people.py as a process, which is told what to do."""

    def __init__(self, around, path, args):
        config = os.path.join(around.folder, "people.json")
        with open(config, "w", encoding="utf-8") as f:
            json.dump({
                "ports": [around.links[f"line{i}"]
                          for i in range(cluster.LINES)],
                "interviews": args.interviews, "seconds": args.seconds,
                "seed": args.seed, "history": path, "patience": PATIENCE,
                "outbox": os.path.join(around.data, "outbox")}, f)
        self.process = subprocess.Popen(
            [sys.executable, "-B", os.path.join(HERE, "people.py"), config],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def says(self, word):
        said = self.process.stdout.readline().strip()
        if said != word:
            raise RuntimeError(f"people.py: {said or 'ended'}, no {word}")

    def told(self, word):
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()

    def close(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


def play(around, notes, args, path, happens):
    """People at work while `happens()` goes on, and then to their end."""
    began = time.monotonic()
    people = People(around, path, args)
    try:
        people.says("ready")
        print(f"ready after {time.monotonic() - began:.0f} s, load "
              f"{os.getloadavg()[0]:.1f}", flush=True)
        people.told("go")
        time.sleep(2)
        happens()
        notes.note("calm")
        people.told("hurry")
        people.says("hurrying")
        people.says("done")
    finally:
        people.close()


def judge(around, notes, paths, without=()):
    """Wait for the workers, look at the store, apply the rules."""
    took = settled(around, BOUND)
    notes.note("settled", took=took)
    tables = Snapshot(around).tables
    print(f"load {os.getloadavg()[0]:.1f}", flush=True)
    around.close()
    notes.close()
    return rules.check(history.read(*paths), tables, without)


def whole(args, happens, without=()):
    """From an empty folder to the exit code; happens(cluster, notes)."""
    why = cluster.missing()
    if why:
        print("skipped:", why)
        return 77
    print(f"seed {args.seed}", flush=True)
    path = f"/tmp/hire-chaos-{os.getpid()}"
    paths = [path + ".people", path + ".notes"]
    notes = history.History(paths[1])
    around = cluster.Cluster(args.binaries, notes, args.queue, args.keep)
    try:
        play(around, notes, args, paths[0], lambda: happens(around, notes))
        verdict = judge(around, notes, paths, without)
    finally:
        around.close()
    print(verdict.text())
    if verdict.faults or args.keep:
        print("kept:", *paths, *([around.folder] if args.keep else []))
    else:
        for one in paths:
            os.unlink(one)
    return 1 if verdict.faults else 0


def options(parser, seconds, interviews):
    parser.add_argument("binaries", help="folder of hire-server and hire-cli")
    parser.add_argument("--seconds", type=int, default=seconds)
    parser.add_argument("--interviews", type=int, default=interviews)
    parser.add_argument("--seed", type=int,
                        default=int.from_bytes(os.urandom(3), "big"))
    parser.add_argument("--queue", choices=("store:", "redis:"),
                        default="store:", help="HIRE_QUEUE of the cluster")
    parser.add_argument("--keep", action="store_true",
                        help="logs and histories stay")
