#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""banned.py - calls that this code does without.

One table: where, which calls, why, and the files that may.
Usage: banned.py [--self-test]
"""
import re
import sys

import tree

LIB = ("libhire/",)
ALL = ("libhire/", "frontends/", "examples/", "bench/", "tests/", "bindings/")
SHIPPED = ("libhire/", "frontends/", "examples/")

BANS = [
    (ALL, "strcpy strcat stpcpy sprintf vsprintf gets strtok alloca tmpnam"
     " tempnam mktemp", "no length, or not safe to call twice", ()),
    (ALL, "atoi atol atoll atof", "errors cannot be told from zero", ()),
    (ALL, "rand srand random srandom drand48", "not random enough: "
     "hire__random, or test_random where it must repeat", ()),
    (SHIPPED, "system popen", "a shell reads the text", ()),
    (ALL, "localtime gmtime ctime asctime mktime strftime strptime",
     "locale, time zone or a shared buffer: util/when.h", ()),
    (LIB, "setlocale isalpha isalnum isupper islower isspace isdigit isxdigit"
     " ispunct iscntrl isprint isgraph tolower toupper strcoll strcasecmp"
     " strncasecmp", "depends on the locale: util/utf8.h", ()),
    (LIB, "strtod strtof strtold sscanf scanf fscanf",
     "depends on the locale, or stops silently",
     ("libhire/src/util/json_gate.c",)),  # only looks for infinity
]

# Only for the library itself, not for a program that lives in its tree.
INSIDE = ("libhire/src/",)
LIBRARY_BANS = [
    (INSIDE, "malloc calloc realloc free strdup strndup aligned_alloc"
     " posix_memalign asprintf vasprintf getline",
     "memory is the host's: hire__zalloc, hire_arena_alloc",
     ("libhire/src/util/ctx.c",     # the host's default
      "libhire/src/util/utf8.c")),  # utf8proc's result
    (INSIDE, "printf vprintf puts putchar perror exit abort quick_exit",
     "a library returns errors", ()),
    (INSIDE, "signal sigaction setenv putenv unsetenv chdir umask",
     "changes the host's process", ()),
]

_MAIN = re.compile(r"^main\(", re.M)


def rules_for(path, program):
    for where, names, why, may in BANS + ([] if program else LIBRARY_BANS):
        if path.startswith(where) and path not in may:
            for name in names.split():
                yield name, why


def check_text(path, text, programs):
    code = tree.blank(text)
    program = path.startswith(programs)
    for name, why in rules_for(path, program):
        if name not in code:
            continue
        for call in re.finditer(rf"(?<![\w.>]){name}\s*\(", code):
            yield f"{path}:{tree.line_of(code, call.start())}: {name}(): {why}"


def program_of(main):
    """A program's folder below backends/<port>/, else its one file."""
    folder = main.rsplit("/", 1)[0]
    return folder + "/" if folder.count("/") > 3 else main


def check(root):
    paths = [p for p in tree.files(root, ".c", ".h") if p.startswith(ALL)]
    texts = {p: tree.read(root, p) for p in paths}
    mains = [p for p in paths if _MAIN.search(texts[p])]
    programs = tuple(program_of(p) for p in mains)
    faults = []
    for path in paths:
        faults.extend(check_text(path, texts[path], programs))
    return faults, len(paths)


def self_test():
    wrong = []
    cases = [("libhire/src/util/x.c", "f = malloc(1);", 1),
             ("libhire/src/util/ctx.c", "f = malloc(1);", 0),
             ("tests/x.c", "f = malloc(1); strcpy (a, b);", 1),
             ("libhire/src/rules/x.c", "/* atoi( */ p->free(\"exit(\");", 0),
             ("libhire/src/rules/x.c", "isalpha(c); printf(\"\");", 2),
             ("frontends/cli/x.c", "printf(\"\"); free(p); system(s);", 1)]
    for path, text, count in cases:
        got = list(check_text(path, text, ()))
        if len(got) != count:
            wrong.append(f"planted {path}: {text}: {got}")
    tree.report("banned --self-test", wrong, f"{len(cases)} planted lines")


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        self_test()
    found, count = check(tree.ROOT)
    tree.report("banned", found, f"{count} files")
