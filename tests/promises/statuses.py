#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""statuses.py - the table of docs/errors.md is HIRE_STATUS_MAP, row by row.

Usage: statuses.py [--write]   (--write makes the table anew)
"""
import os
import re
import sys

import tree

HEADER = "libhire/include/hire/base.h"
PAGE = "docs/errors.md"
_ROW = re.compile(r'X\((\w+), (\d+), (\d+), "([^"]*)"\)')
_SAID = re.compile(r"^\| (\w+) \| (\d+) \| (\d+) \| (.*) \|$", re.M)

real = _ROW.findall(tree.read(tree.ROOT, HEADER))
page = tree.read(tree.ROOT, PAGE)
said = _SAID.findall(page)

if sys.argv[1:] == ["--write"]:
    table = "\n".join("| " + " | ".join(row) + " |" for row in real)
    rows = list(_SAID.finditer(page))
    first, last = rows[0], rows[-1]
    with open(os.path.join(tree.ROOT, PAGE), "w", encoding="utf-8") as f:
        f.write(page[:first.start()] + table + page[last.end():])
    sys.exit(0)

faults = [f"{PAGE}: {row[0]} differs from {HEADER}"
          for row in real if row not in said]
faults += [f"{PAGE}: {row[0]} is no status" for row in said
           if row not in real]
if not faults and said != real:
    faults.append(f"{PAGE}: another order than {HEADER}")
tree.report("statuses", faults, f"{len(real)} statuses")
