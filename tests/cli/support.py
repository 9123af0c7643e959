# SPDX-License-Identifier: MIT
"""support.py - run hire-cli, compare with golden files, check schemas.

HIRE_CLI names the program.  HIRE_UPDATE=1 rewrites golden files instead of
comparing them.
"""
import json
import os
import re
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CLI = os.environ.get("HIRE_CLI", "hire-cli")
UPDATE = os.environ.get("HIRE_UPDATE") == "1"
PASSWORD = "a long enough password"


def environment(**more):
    env = {k: v for k, v in os.environ.items()
           if not k.startswith("HIRE_") and k not in ("COLUMNS", "NO_COLOR")}
    if "HIRE_READER" in os.environ:
        env["HIRE_READER"] = os.environ["HIRE_READER"]
    env.update(LC_ALL="C.UTF-8", TZ="UTC", **more)
    return env


class Done:
    def __init__(self, process):
        self.code = process.returncode
        self.out = process.stdout.decode()
        self.err = process.stderr.decode()

    def json(self):
        return json.loads(self.out)


def run(*args, stdin=b"", cwd=None, **env):
    return Done(subprocess.run([CLI, *args], input=stdin, cwd=cwd,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env=environment(**env), check=False))


def text_file(text):
    """A file that holds `text`; it goes away with the process's folder."""
    handle, path = tempfile.mkstemp(dir=scratch(), suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as f:
        f.write(text)
    return path


_scratch = None


def scratch():
    global _scratch
    if not _scratch:
        _scratch = tempfile.TemporaryDirectory(prefix="hire-test-")
    return _scratch.name


def folder():
    return tempfile.mkdtemp(dir=scratch())


def plain(text):
    """Without what differs from run to run: ids, times, folders."""
    text = re.sub(r"\b(acct|org|job|qst|res|app|mat|int|iev|sco|pay|sea|inv|"
                  r"msg|aud|key)_[0-9a-z]{26}\b", r"\1_ID", text)
    text = re.sub(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?Z)?", "TIME",
                  text)
    return text.replace(scratch(), "FOLDER")


def golden(case, name, text):
    path = os.path.join(HERE, "golden", name)
    if UPDATE:
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
    with open(path, encoding="utf-8") as f:
        case.assertMultiLineEqual(f.read(), text, name)


def commands(path=()):
    """Every command, found through --help as a person would."""
    out = run(*path, "--help").out
    found = [list(path)]
    part = re.search(r"\nCommands:\n(.*?)\n\n", out, re.S)
    for name in re.findall(r"^  ([a-z-]+)", part[1] if part else "", re.M):
        found += commands((*path, name))
    return found
