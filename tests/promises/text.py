#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""text.py - what every file owes its reader.

An SPDX line, a README in each folder of three files, no path of somebody's
machine, no registry host, no unfinished marks, links that lead somewhere,
lines that end cleanly.
Usage: text.py [--self-test]
"""
import os
import re
import sys

import tree

CODE = (".c", ".h", ".i", ".py", ".sh", ".cmake", ".ts", ".tsx", ".in")
NAMED = ("CMakeLists.txt", "Makefile")
# Inputs are data: kept as they are, explained by the folder above.
DATA = ("tests/fuzz/corpus/",)
# Documents made to be read by the program: what the example applies with.
DOCUMENTS = ("examples/data/",)
README_LIMIT = 40  # lines: "about a dozen", with a table perhaps

# In pieces, so that this file passes its own check.
FORBIDDEN = [
    (re.compile("/" + r"(work|home|root|Users)/\w|/" + "tmp/wt"),
     "a path of one machine"),
    (re.compile(r"(deb\.debian|registry\.npmjs|pypi\.python|pythonhosted"
                r"|pypi|proxy\.golang|crates|repo\.maven|ghcr|docker)"
                r"\.(org|io|com|dev)\b"), "a registry's host"),
    (re.compile(r"\b(TO" "DO|FIX" r"ME)\b"), "an unfinished mark"),
    (re.compile(r"^(<{7}|>{7}) ", re.M), "a merge conflict"),
]
_LINK = re.compile(r"\]\((?![a-z]+:)([^)#\s]+)[^)]*\)")
# Only in code: a test's data may have them on purpose.
SLOPPY = [
    (re.compile(r"\r"), "a carriage return"),
    (re.compile(r"[ \t]+$", re.M), "trailing blanks"),
    (re.compile(r"[^\n]\Z"), "no newline at the end"),
]


def is_code(path, text):
    return path.endswith(CODE) or text.startswith("#!")


def check_text(path, text):
    code = is_code(path, text)
    head = "\n".join(text.split("\n", 3)[:3])
    if code and "SPDX-License-Identifier: MIT" not in head:
        yield f"{path}: no SPDX line"
    strict = code or os.path.basename(path) in NAMED
    for pattern, what in FORBIDDEN + (SLOPPY if strict else []):
        found = pattern.search(text)
        if found:
            yield f"{path}:{tree.line_of(text, found.start())}: {what}"


def check_bytes(path):
    """Only documents are no text; a run's store or core is nobody's."""
    if not path.startswith(DOCUMENTS):
        yield f"{path}: no text, and not among the documents"


def check_links(paths):
    """Links from one page to a file of the project; `paths` are all."""
    known = set(paths)
    for path in (p for p in paths if p.endswith(".md")):
        for target in _LINK.findall(tree.read(tree.ROOT, path)):
            there = os.path.normpath(
                os.path.join(os.path.dirname(path), target))
            if there not in known and not any(
                    p.startswith(there + "/") for p in paths):
                yield f"{path}: no {target}"


def check_folders(paths):
    inside = {}
    for path in paths:
        folder, name = os.path.split(path)
        if name not in ("README.md", "CMakeLists.txt"):
            inside[folder] = inside.get(folder, 0) + 1
    for folder, count in sorted(inside.items()):
        hidden = any(p.startswith(".") for p in folder.split("/"))
        # The root's README is the project's own.
        if folder and count >= 3 and not hidden \
                and f"{folder}/README.md" not in paths:
            yield f"{folder}: {count} files and no README.md"


def check(root):
    paths = tree.tracked(root)
    kept = [p for p in paths if not p.startswith(DATA)]
    faults = list(check_folders(kept)) + list(check_links(paths))
    for path in kept:
        try:
            text = tree.read(root, path)
        except UnicodeDecodeError:
            faults.extend(check_bytes(path))
            continue
        faults.extend(check_text(path, text))
        if path.endswith("/README.md") and "/src/" in path \
                and text.count("\n") > README_LIMIT:
            faults.append(f"{path}: longer than {README_LIMIT} lines")
    return faults, len(kept)


def self_test():
    spdx = "/* SPDX-License-Identifier: MIT */\n"
    cases = [("a.c", "int x;\n", 1), ("a.c", spdx, 0),
             ("run", "#!/bin/sh\n", 1), ("a.md", "text\n", 0),
             ("a.md", "see /" + "work/main\n", 1),
             ("a.md", "from pypi" + ".org\n", 1),
             ("a.c", spdx + "/* TO" + "DO */\n", 1),
             ("a.c", spdx + "x \n", 1), ("a.c", spdx + "x", 1),
             ("a.txt", "data \r\n ", 0), ("x/Makefile", "a: \n", 1),
             ("a.md", "the network, the homework/main\n", 0)]
    wrong = []
    for path, text, count in cases:
        got = list(check_text(path, text))
        if len(got) != count:
            wrong.append(f"planted {path}: {text!r}: {got}")
    folders = list(check_folders(["a/1.c", "a/2.c", "a/3.c", "b/1.c", "b/2.c",
                                  "b/3.c", "b/README.md", "c/1.c"]))
    if len(folders) != 1:
        wrong.append(f"planted folders: {folders}")
    if not list(check_bytes("data/run.db")) \
            or list(check_bytes("examples/data/a.pdf")):
        wrong.append("planted bytes")
    tree.report("text --self-test", wrong, f"{len(cases) + 2} planted files")


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        self_test()
    found, count = check(tree.ROOT)
    tree.report("text", found, f"{count} files")
