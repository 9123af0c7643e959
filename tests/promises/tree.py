# SPDX-License-Identifier: MIT
"""tree.py - the project's files and C text without comments or strings.

Apart so that each check states only its rule.
"""
import os
import re
import subprocess
import sys

SKIP = 77  # what ctest counts as skipped
ROOT = os.path.normpath(os.path.join(os.path.dirname(__file__), "..", ".."))
IGNORED = {".git", "build", "run", "node_modules", "__pycache__"}

_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'',
    re.S)


def files(root=ROOT, *suffixes):
    """Paths relative to `root`, tracked or not, in a fixed order."""
    found = []
    for folder, names, leaves in os.walk(root):
        names[:] = sorted(n for n in names if n not in IGNORED)
        for leaf in sorted(leaves):
            if not suffixes or leaf.endswith(suffixes):
                path = os.path.join(folder, leaf)
                found.append(os.path.relpath(path, root))
    return found


def tracked(root=ROOT):
    """What a clone would hold: Git's list, or every file without Git."""
    try:
        listed = subprocess.run(
            ["git", "-C", root, "ls-files", "-z", "--cached", "--others",
             "--exclude-standard"],
            check=True, capture_output=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return files(root)
    paths = [p for p in listed.decode().split("\0") if p]
    return sorted(p for p in paths if os.path.isfile(os.path.join(root, p)))


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as f:
        return f.read()


def blank(text, strings=True):
    """C text with comments (and strings) blanked, line numbers kept."""
    def wipe(match):
        token = match.group()
        if token[0] in "\"'" and not strings:
            return token
        kept = "\n" * token.count("\n")
        return token[0] + token[0] if token[0] in "\"'" else " " + kept
    return _TOKEN.sub(wipe, text)


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def report(name, faults, counted):
    """Print what was found and leave with the exit code."""
    for fault in faults:
        print(fault)
    print(f"{name}: {counted}, {len(faults)} faults")
    sys.exit(1 if faults else 0)
