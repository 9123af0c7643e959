#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""headers.py - each public header compiles alone, twice, as C11 and C++17,
and hire.h, once there, includes every concept.
"""
import os
import shutil
import subprocess
import sys

import tree

INCLUDE = os.path.join(tree.ROOT, "libhire", "include")
STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow",
          "-Wundef", "-Werror", "-fsyntax-only"]
COMPILERS = [("gcc", "c", "c11"), ("clang", "c", "c11"),
             ("g++", "c++", "c++17"), ("clang++", "c++", "c++17")]


def compiles(compiler, language, standard, header):
    source = f"#include <hire/{header}>\n" * 2 + "extern int hire_seen;\n"
    return subprocess.run(
        [compiler, "-x", language, f"-std={standard}", *STRICT,
         "-I", INCLUDE, "-"], input=source, text=True,
        stderr=subprocess.STDOUT, stdout=subprocess.PIPE)


def check_umbrella(headers):
    if "hire.h" not in headers:
        return
    text = tree.read(INCLUDE, "hire/hire.h")
    for header in headers:
        if "/" not in header and header != "hire.h" \
                and f"#include <hire/{header}>" not in text:
            yield f"hire/hire.h: does not include hire/{header}"


headers = tree.files(os.path.join(INCLUDE, "hire"), ".h")
faults = list(check_umbrella(headers))
ran = 0
for compiler, language, standard in COMPILERS:
    if not shutil.which(compiler):
        print(f"skipped: no {compiler}")
        continue
    for header in headers:
        ran += 1
        done = compiles(compiler, language, standard, header)
        if done.returncode:
            faults.append(f"{compiler}: hire/{header}:\n{done.stdout}")
if not ran:
    sys.exit(tree.SKIP)
tree.report("headers", faults, f"{len(headers)} headers, {ran} compilations")
