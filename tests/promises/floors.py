#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""floors.py - no room includes what lies above it, and rules stay pure.

util < model < rules < sys ports < ai < services < frontends.  Backends use
util, model and their own port; only services/platform.c names backends;
frontends, bindings and examples see public headers alone.
Usage: floors.py [--self-test]
"""
import os
import re
import sys
import tempfile

import tree

FLOORS = ["util", "model", "rules", "sys", "ai", "services", "frontends"]
SRC = "libhire/src/"
PUBLIC = "libhire/include/hire/"
OUTSIDE = ("frontends/", "bindings/", "examples/")
COMPOSER = SRC + "services/platform.c"

# The room of a public header; one that is not listed stands where the highest
# header it includes stands.
CONCEPTS = {"base": "util", "words": "model", "record": "model",
            "model": "model", "facts": "rules", "interview": "rules",
            "match": "rules", "money": "rules", "score": "rules",
            "seats": "rules", "engine": "ai", "platform": "services",
            "hire": "services"}

# A second port that a backend is built upon.
ALSO = {"queue/store": "store"}

IMPURE_HEADERS = re.compile(
    r"(time|fcntl|unistd|dirent|netdb|poll|pthread|signal|threads)\.h$"
    r"|(sys|arpa|netinet|curl|openssl)/")
IMPURE_CALLS = re.compile(
    r"(?<![\w.>])(fopen|fdopen|freopen|open|openat|creat|fread|fwrite"
    r"|fgets|printf|fprintf|puts|time|clock|clock_gettime|gettimeofday"
    r"|getenv|secure_getenv|socket|getaddrinfo|rand"
    r"|random|getrandom|setlocale|sleep|nanosleep|hire_ctx_now"
    r"|hire__random)\s*\(")

_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


class Tree:
    def __init__(self, root):
        self.root = root
        self.paths = tree.files(root, ".c", ".h", ".i")
        self.known = set(self.paths)
        self.concepts = {}

    def concept(self, header):
        """Room of the public header hire/`header`."""
        name = os.path.splitext(header)[0]
        if header.startswith("sys/"):
            return "sys"
        if name in CONCEPTS:
            return CONCEPTS[name]
        if header not in self.concepts:
            self.concepts[header] = "util"  # ends a circle of includes
            self.concepts[header] = max(
                map(self.concept, self.public_includes(header)),
                key=FLOORS.index, default="util")
        return self.concepts[header]

    def public_includes(self, header):
        path = PUBLIC + header
        text = tree.read(self.root, path) if path in self.known else ""
        names = [name for _, name in _INCLUDE.findall(text)]
        return [n[5:] for n in names if n.startswith("hire/")]

    def place(self, path):
        """(room, port) that a file stands in; (None, None): anywhere."""
        if path.startswith(PUBLIC):
            return self.concept(path[len(PUBLIC):]), None
        if path.startswith(OUTSIDE):
            return "frontends", None
        if not path.startswith(SRC):
            return None, None
        parts = path[len(SRC):].split("/")
        if parts[0] == "backends":
            return "backends", parts[1] if len(parts) > 2 else ""
        return parts[0], None

    def target(self, path, kind, name):
        """The project's file that an include names, or None."""
        if name.startswith("hire/"):
            return PUBLIC + name[5:]
        if kind == "<":
            return None  # the system's, such as sys/stat.h
        beside = os.path.normpath(os.path.join(os.path.dirname(path), name))
        for candidate in (beside, SRC + name):
            if candidate in self.known:
                return candidate
        # Not there (generated, or another's): its first folder may be ours.
        room = name.split("/")[0]
        if "/" in name and room in FLOORS + ["backends"]:
            return SRC + name
        return None


def backend_may(port, path, room, other_port, target):
    if room in ("util", "model"):
        return True
    if room == "backends":
        return other_port in ("", port) or port == ""
    if room == "sys":
        wanted = os.path.splitext(os.path.basename(target))[0]
        stem = os.path.splitext(os.path.basename(path))[0]
        own = {port, ALSO.get(f"{port}/{stem}")}
        return port == "" or wanted in own
    return False


def allowed(t, path, target):
    room, port = t.place(path)
    other, other_port = t.place(target)
    if room is None or other is None:
        return room is None
    if room == "frontends":
        return target.startswith(PUBLIC) or other == "frontends"
    if room == "backends":
        return backend_may(port, path, other, other_port, target)
    if other == "backends":
        return path == COMPOSER
    return FLOORS.index(other) <= FLOORS.index(room)


def check_file(t, path):
    text = tree.read(t.root, path)
    code = tree.blank(text, strings=False)
    room, _ = t.place(path)
    for kind, name in _INCLUDE.findall(code):
        target = t.target(path, kind, name)
        if target and not allowed(t, path, target):
            yield f"{path}: {room} may not include {name}"
        if room == "rules" and IMPURE_HEADERS.match(name):
            yield f"{path}: rules may not include {name}"
    if room == "rules" and path.startswith(SRC):
        code = tree.blank(text)
        for call in IMPURE_CALLS.finditer(code):
            line = tree.line_of(code, call.start())
            yield f"{path}:{line}: rules may not call {call.group(1)}()"


def check(root):
    t = Tree(root)
    faults = []
    seen = 0
    for path in t.paths:
        if t.place(path)[0]:
            seen += 1
            faults.extend(check_file(t, path))
    return faults, seen


# Planted files and whether each must be refused.
PLANTED = [
    ("util/a.c", '#include <hire/base.h>\n#include "buf.h"\n', False),
    ("util/b.c", '#include "model/record.h"\n', True),
    ("util/c.c", '#include "../rules/x.h"\n', True),
    ("model/a.c", '#include <hire/match.h>\n', True),
    ("rules/a.c", '#include "util/buf.h"\n/* time( */ "open("', False),
    ("rules/b.c", '#include <time.h>\n', True),
    ("rules/c.c", 'int f(void) { return time(0); }\n', True),
    ("rules/d.c", 'int f(void) { return getenv ("X") != 0; }\n', True),
    ("rules/e.c", '#include <hire/sys/llm.h>\n', True),
    ("rules/f.c", 'int f(x *p) { return p->time(0) + uptime(0); }\n', False),
    ("ai/a.c", '#include <hire/sys/llm.h>\n#include "rules/x.h"\n', False),
    ("ai/b.c", '#include "services/jobs.h"\n', True),
    ("services/jobs.c", '#include "ai/score.h"\n', False),
    ("services/seats.c", '#include "backends/store/sqlite.h"\n', True),
    ("services/platform.c", '#include "backends/store/sqlite.h"\n', False),
    ("backends/store/sqlite.c", '#include <hire/sys/store.h>\n'
     '#include "util/buf.h"\n#include "sql.h"\n', False),
    ("backends/store/pg.c", '#include <hire/sys/cache.h>\n', True),
    ("backends/queue/store.c", '#include <hire/sys/store.h>\n'
     '#include <hire/sys/queue.h>\n', False),
    ("backends/queue/redis.c", '#include <hire/sys/store.h>\n', True),
    ("backends/llm/gemini.c", '#include "rules/x.h"\n', True),
    ("backends/mail/smtp.c", '#include "backends/blobs/file.h"\n', True),
    ("../../frontends/cli/a.c", '#include <hire/hire.h>\n'
     '#include "cmd.h"\n#include <stdio.h>\n', False),
    ("../../frontends/cli/b.c", '#include "util/buf.h"\n', True),
    ("../../examples/c.c", '#include "../libhire/src/util/buf.h"\n', True),
    ("../../libhire/include/hire/match.h",
     '#include <hire/sys/llm.h>\n', True),
    ("../../libhire/include/hire/new.h",
     '#include <hire/sys/llm.h>\n', False),
    ("rules/g.c", '#include <hire/engine.h>\n', True),
]


def plant(root, path, text):
    full = os.path.join(root, os.path.normpath(SRC + path))
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "w", encoding="utf-8") as f:
        f.write(text)


def self_test():
    wrong = []
    for path, text, refused in PLANTED:
        with tempfile.TemporaryDirectory() as root:
            plant(root, "util/buf.h", "")
            plant(root, "rules/x.h", "")
            plant(root, path, text)
            faults, _ = check(root)
            if bool(faults) != refused:
                wrong.append(f"planted {path}: {faults or 'not refused'}")
    tree.report("floors --self-test", wrong, f"{len(PLANTED)} planted files")


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        self_test()
    found, count = check(tree.ROOT)
    tree.report("floors", found, f"{count} files")
