#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""symbols.py - libhire.so exports what the public headers declare, no more.

The headers are read through the preprocessor, so that declarations made by
an X-macro count too.
Usage: symbols.py libhire.so [compiler] | --self-test
"""
import os
import re
import subprocess
import sys

import tree

INCLUDE = os.path.join(tree.ROOT, "libhire", "include")
# What compilers and sanitizers add to a shared object.
FOREIGN = re.compile(r"_init$|_fini$|__(asan|ubsan|tsan|lsan|odr|gcov|llvm"
                     r"|start|stop|sanitizer|interceptor)|_end$|_edata$")
_API = re.compile(
    r'__attribute__\(\(visibility\("default"\)\)\)([^;{]*)[;{]')
_ATTRIBUTE = re.compile(r"__attribute__\s*\(\((?:[^()]|\([^()]*\))*\)\)")
_NAME = re.compile(r"\b(hire_\w+)\s*\(|\b(hire_\w+)\s*(?:\[[^]]*\]\s*)*$")


def names_in(text):
    for declaration in _API.findall(text):
        plain = " ".join(_ATTRIBUTE.sub("", declaration).split())
        found = _NAME.search(plain)
        yield found.group(1) or found.group(2) if found else plain


def declared(compiler):
    """name -> the header that declares it."""
    homes = {}
    for path in tree.files(os.path.join(INCLUDE, "hire"), ".h"):
        # Line markers tell this header's own text from what it includes.
        out = subprocess.run(
            [compiler, "-E", "-std=c11", "-I", INCLUDE,
             os.path.join(INCLUDE, "hire", path)],
            check=True, capture_output=True, text=True).stdout
        for name in names_in(own_text(out, path)):
            homes[name] = f"hire/{path}"
    return homes


def own_text(out, path):
    mine, kept = False, []
    for line in out.split("\n"):
        marker = re.match(r'# \d+ "(.*)"', line)
        if marker:
            mine = marker.group(1).endswith(f"/hire/{path}")
        elif mine:
            kept.append(line)
    return "\n".join(kept)


def exported(library):
    out = subprocess.run(["nm", "-D", "--defined-only", library],
                         check=True, capture_output=True, text=True).stdout
    names = {line.split()[-1].split("@")[0] for line in out.splitlines()}
    return {n for n in names if not FOREIGN.match(n)}


def compare(homes, names):
    """(faults, headers of which nothing is built)."""
    begun = {homes[n] for n in names if n in homes}
    faults = [f"{n}: exported, in no public header"
              for n in sorted(names - set(homes))]
    pending = set()
    for name, home in sorted(homes.items()):
        if name in names:
            continue
        if home in begun:
            faults.append(f"{name}: declared in {home}, not exported")
        else:
            pending.add(home)
    return faults, sorted(pending)


def self_test():
    text = '__attribute__((visibility("default")))'
    cases = [(f"{text} const char *\nhire_a(int b);", "hire_a"),
             (f"{text} __attribute__((warn_unused_result)) hire_status\n"
              "hire_b(hire_ctx *c, void (*f)(int)) ;", "hire_b"),
             (f"{text} extern const hire_words hire_c_words;",
              "hire_c_words"),
             (f"{text} extern const int hire_d[3];", "hire_d"),
             (f"{text} int hire_e(int a, ...)"
              "__attribute__((format(printf, 4, 5)));", "hire_e")]
    wrong = [f"{t}: {list(names_in(t))}" for t, n in cases
             if list(names_in(t)) != [n]]
    homes = {"hire_a": "a.h", "hire_b": "a.h", "hire_c": "c.h"}
    if compare(homes, {"hire_a", "hire_x"}) != (
            ["hire_x: exported, in no public header",
             "hire_b: declared in a.h, not exported"], ["c.h"]):
        wrong.append("a planted difference was not seen")
    tree.report("symbols --self-test", wrong, f"{len(cases) + 1} cases")


def main():
    if sys.argv[1:] == ["--self-test"]:
        self_test()
    homes = declared(sys.argv[2] if len(sys.argv) > 2 else "cc")
    names = exported(sys.argv[1])
    faults, pending = compare(homes, names)
    for header in pending:
        print(f"{header}: nothing of it is built")
    if pending and not faults:
        sys.exit(tree.SKIP)
    tree.report("symbols", faults,
                f"{len(homes)} declared, {len(names)} exported")


main()
