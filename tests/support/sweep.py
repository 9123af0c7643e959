#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""sweep.py - run a program again and again, another malloc failing each time.

A run may say "out of memory" (exit code 0 or 1); it may not crash, hang or
give another code.  Ends when a run gets through without a failure.
Usage: sweep.py [--step N] [--most N] [--codes 0,1] [--mode once|from]
                failmalloc.so PROGRAM [ARGUMENT...]
"""
import argparse
import os
import subprocess
import sys
import tempfile


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--most", type=int, default=5000)
    parser.add_argument("--codes", default="0,1")
    parser.add_argument("--mode", default="once", choices=["once", "from"])
    parser.add_argument("shim")
    parser.add_argument("program", nargs=argparse.REMAINDER)
    return parser.parse_args()


def run(o, at, log):
    """(exit code, failures injected in it and its children, output)."""
    open(log, "w").close()
    env = dict(os.environ, LD_PRELOAD=o.shim, HIRE_FAIL_AT=str(at),
               HIRE_FAIL_MODE=o.mode, HIRE_FAIL_LOG=log)
    done = subprocess.run(o.program, env=env, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=60)
    with open(log, encoding="ascii") as f:
        rows = [line.split() for line in f]
    failed = sum(int(row[1]) for row in rows)
    return done.returncode, failed, done.stdout.decode(errors="replace")


def main():
    o = options()
    codes = {int(c) for c in o.codes.split(",")}
    injected = rounds = 0
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "log")
        for at in range(1, o.most + 1, o.step):
            code, failed, said = run(o, at, log)
            rounds += 1
            injected += failed
            if code not in codes:
                print(said)
                sys.exit(f"sweep: exit code {code} with malloc {at} failing")
            if not failed:
                break
    print(f"sweep: {injected} failures injected in {rounds} runs")
    if not injected:
        sys.exit("sweep: no failure was injected")


main()
