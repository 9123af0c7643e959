#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""swept.py - each public call that needs memory is made with memory failing.

A call needs memory when it takes an arena or an open platform and can fail.
It must stand in a suite that fails allocations, and there not only among what
prepares or looks: in a body that the sweep runs.
Usage: swept.py [--self-test]
"""
import re
import sys

import tree

_CALL = re.compile(r"HIRE_API HIRE_CHECK hire_status\s+(hire_\w+)\(([^;]*)\);")
_NEEDS = re.compile(r"hire_arena \*mem|hire_platform \*|hire_ctx \*")
# A function of a suite, with what stands in it.
_FUNCTION = re.compile(r"^(\w[\w ]*\n)?(\w+)\(([^;{}]*)\)\n\{\n(.*?)^\}",
                       re.M | re.S)
# What a sweep runs takes one of these; all it calls counts with it.
_BODY = re.compile(r"oom_call \*c|hire_ctx \*ctx|long at")
_SWEEPS = re.compile(r"\b(test_every_allocation|fail_at|oom_sweep\w*)\b")
# Opening a context is the test's own first step; see tests/support.
FREE = {"hire_ctx_new"}


def needing(header):
    return [name for name, args in _CALL.findall(tree.blank(header))
            if _NEEDS.search(args) and name not in FREE]


def reached(suite):
    """Names that stand in bodies of a suite, and in what those call."""
    code = tree.blank(suite)
    if not _SWEEPS.search(code):
        return set()
    functions, names = {}, set()
    for _, name, args, body in _FUNCTION.findall(code):
        words = set(re.findall(r"\w+", body))
        functions[name] = words
        if _BODY.search(args) or _SWEEPS.search(body):
            names |= words
    while True:
        more = set().union(*(functions[n] for n in names if n in functions))
        if more <= names:
            return names
        names |= more


def self_test():
    head = ("HIRE_API HIRE_CHECK hire_status\nhire_a_b(hire_platform *p, "
            "hire_error *err);\nHIRE_API HIRE_CHECK hire_status\nhire_c_d("
            "const char *s, hire_error *err);\n")
    swept = ("static hire_status\nbody(oom_call *c)\n{\n\treturn help(c);\n}\n"
             "static hire_status\nhelp(void)\n{\n\treturn hire_a_b(p);\n}\n"
             "static void\nlook(void)\n{\n\toom_sweep(x);\n}\n")
    looked = swept.replace("help(c)", "0")
    assert needing(head) == ["hire_a_b"]
    assert "hire_a_b" in reached(swept)
    assert "hire_a_b" not in reached(looked)
    assert not reached(swept.replace("oom_sweep", "other"))


if sys.argv[1:] == ["--self-test"]:
    self_test()
    sys.exit(0)

made = set()
for path in tree.files(tree.ROOT, ".c"):
    if path.startswith("tests/"):
        made |= reached(tree.read(tree.ROOT, path))
faults, count = [], 0
for path in tree.files(tree.ROOT, ".h"):
    if path.startswith("libhire/include/hire/") and "/sys/" not in path:
        for name in needing(tree.read(tree.ROOT, path)):
            count += 1
            if name not in made:
                faults.append(f"{path}: no suite fails the memory of {name}()")
tree.report("swept", faults, f"{count} calls")
