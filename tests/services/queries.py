#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""queries.py - every query that the services ask has an index.

The suites that ran on PostgreSQL left their statements, with values, in the
server's log.  Each shape is planned again over tables of 100,000 rows, and
none may walk a whole table.
Usage: queries.py POSTGRES_URL_FILE HIRE_CLI
"""
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import postgres  # noqa: E402

ROWS = 100_000
LEAST = 80  # fewer shapes mean that the suites did not run, or not all

# What looks at every row because that is what it is asked for: totals of the
# whole platform, for an admin or a report.
WHOLE = re.compile(r'select .*count\(\*\)(?!.* where )')

# Asked by the suites alone.
THEIRS = ('from "audit_entry" t where (t."action" = $1)',
          'from "message" t where (t."kind" = $1)')

# A report asks for a day, not for all time as the suites do.
_PERIOD = re.compile(r't\."(\w+_at)" >= \$(\d+)\) and '
                     r'\(t\."\1" < \$(\d+)\)')

NOW = 1795348800 * 10**6  # what the clock of the tests says
DAY = 86400 * 10**6
FEW = {"state", "kind", "role", "visibility", "priority", "paused", "closed",
       "active", "admitted", "corrected", "event", "level", "speaker"}

_BEGIN = re.compile(r"\d{4}-\d\d-\d\d ")
_SAID = re.compile(r"execute <unnamed>: (.*)$")
_OURS = re.compile(
    r'(with . as \()?(select (t\.|m\.|null, |.*count\(\*\)).* from "|update "'
    r'|delete from ")')
# Words are written into the statement, not beside it.
_WORDS = re.compile(r"'\{[-\d,]+\}'|\(\d+::bigint|< \d+")
_VALUES = re.compile(r"parameters: (.*)$", re.S)
_VALUE = re.compile(r"\$\d+ = (NULL|'(?:[^']|'')*')")


def lines_of(log):
    """Its lines, with values that hold line ends put together again."""
    whole = ""
    with open(log, encoding="utf-8", errors="replace") as f:
        for line in f:
            if _BEGIN.match(line):
                yield whole
                whole = line
            else:
                whole += line
    yield whole


def shapes(log):
    """{SQL: [its values in the first call]}, in the order of the log."""
    found, last, known = {}, None, set()
    for line in lines_of(log):
        said = _SAID.search(line)
        values = _VALUES.search(line) if last else None
        if said:
            sql = said.group(1).strip()
            shape = _WORDS.sub("#", sql)
            last = sql if _OURS.match(sql) and shape not in known else None
            if last:
                known.add(shape)
                found[last] = []
        elif values:
            found[last] = _VALUE.findall(values.group(1))
            last = None
    return found


class Server:
    def __init__(self, url):
        self.url = url
        self.psql = os.path.join(
            os.path.dirname(postgres.program("postgres")), "psql")

    def run(self, sql):
        with tempfile.NamedTemporaryFile("w", suffix=".sql") as f:
            f.write(sql)
            f.flush()
            done = subprocess.run(
                [self.psql, "-XqAt", "-v", "ON_ERROR_STOP=1", "-f", f.name,
                 self.url], check=False, capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        return done.stdout


def filler(column, kind, unique, first_id):
    if column == "id" or column in unique:
        return "'v' || lpad(g::text, 8, '0')" if kind == "text" else "g"
    if column == "_seq":  # of words: those of the row with that number
        return "g"
    if kind == "ARRAY":
        return "array[g % 1000, 1000 + g % 17]"
    if kind == "text" and column.endswith("_id"):
        return f"'x' || {'g / 10' if column == first_id else 'g % 1000'}"
    if kind == "text":
        return "'v' || g"
    if column in FEW:
        return "g % 4"
    if column.endswith("_at"):
        return f"{NOW} - (random() * 1e13)::bigint"
    return "g"


def fill(server):
    script = []
    columns = {}
    for line in server.run(
            "select table_name, column_name, data_type from "
            "information_schema.columns where table_schema = 'public' "
            "and table_name not like 'schema_%' and is_identity = 'NO' "
            "and is_generated = 'NEVER' order by 1, ordinal_position"
            ).splitlines():
        table, column, kind = line.split("|")
        columns.setdefault(table, []).append((column, kind))
    unique = {}
    for line in server.run(
            "select c.relname, a.attname from pg_index i join pg_class c on "
            "c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and "
            "a.attnum = i.indkey[0] where i.indisunique and i.indnatts = 1 "
            "and c.relnamespace = 'public'::regnamespace").splitlines():
        table, column = line.split("|")
        unique.setdefault(table, set()).add(column)
    for table, all_of_it in columns.items():
        names = [c for c, _ in all_of_it]
        first = next((c for c in names if c.endswith("_id")), None)
        values = [filler(c, k, unique.get(table, ()), first)
                  for c, k in all_of_it]
        script.append(f'alter table "{table}" set unlogged;')
        script.append(
            'insert into "%s" (%s) select %s from generate_series(1, %d) g;'
            % (table, ", ".join(f'"{c}"' for c in names), ", ".join(values),
               ROWS))
        script.append(f'analyze "{table}";')
    server.run("\n".join(script))
    return len(columns)


def scans(plan):
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for part in plan.get("Plans", ()):
        yield from scans(part)


def explain(server, found):
    script = ["set plan_cache_mode = force_custom_plan;"]
    for i, (sql, values) in enumerate(found.items()):
        period = _PERIOD.search(sql)
        if period:
            values[int(period[2]) - 1] = str(NOW - DAY)
            values[int(period[3]) - 1] = str(NOW)
        given = f"({', '.join(values)})" if values else ""
        script.append(f"prepare q{i} as {sql};\n\\echo @@\n"
                      f"explain (format json) execute q{i}{given};")
    answers = server.run("\n".join(script)).split("@@\n")[1:]
    for sql, answer in zip(found, answers):
        yield sql, sorted(set(scans(json.loads(answer)[0]["Plan"])))


def main(file, cli):
    with open(file, encoding="ascii") as f:
        lines = f.read().split("\n")
    if not lines[0]:
        print("skipped: no PostgreSQL (ctest starts it)")
        return 0
    found = shapes(os.path.join(lines[1], "log"))
    if len(found) < LEAST:
        print(f"only {len(found)} shapes of queries in the log")
        return 1
    admin = Server(lines[0])
    admin.run("drop database if exists queries; create database queries;")
    server = Server(lines[0].rsplit("/", 1)[0] + "/queries")
    with tempfile.TemporaryDirectory() as data:
        subprocess.run([cli, "migrate"], check=True,
                       stdout=subprocess.DEVNULL,
                       env={**os.environ, "HIRE_STORE": server.url,
                            "HIRE_DATA": data})
    tables = fill(server)
    bad = 0
    for sql, walked in explain(server, found):
        if walked and not WHOLE.match(sql) and not sql.endswith(THEIRS):
            bad += 1
            print(f"walks all of {', '.join(walked)}: {sql}")
    admin.run("drop database queries;")
    print(f"{len(found)} shapes over {tables} tables of {ROWS} rows, "
          f"{bad} without an index")
    return 1 if bad else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
