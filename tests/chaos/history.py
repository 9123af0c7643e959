# SPDX-License-Identifier: MIT
"""history.py - what happened, one JSON object a line, in the order it did.

Clients and the nemesis write one file each.  Times are the machine's steady
clock (`t`), which all processes share, and the wall clock (`w`)."""
import json
import time


class History:
    def __init__(self, path):
        self.file = open(path, "a", encoding="utf-8", buffering=1 << 16)

    def note(self, op, **what):
        self.file.write(json.dumps(
            dict(what, op=op, t=round(time.monotonic(), 4),
                 w=round(time.time(), 3)), separators=(",", ":")) + "\n")

    def close(self):
        self.file.close()


def read(*paths):
    """The lines of several files as one history."""
    lines = []
    for path in paths:
        with open(path, encoding="utf-8") as f:
            lines += [json.loads(line) for line in f]
    return sorted(lines, key=lambda line: line["t"])
