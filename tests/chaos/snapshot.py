# SPDX-License-Identifier: MIT
"""snapshot.py - what the store holds at the end, as rows with words.

Apart from rules.py, which judges it and can be given rows made by hand.  SQL
only reads; the queue, which need not be in the store, is asked by hire-cli."""
import datetime
import json
import os
import re
import subprocess
import time

import cluster

TABLES = {
    "job": "id, state, seats_bought, seats_reserved, seats_used, "
           "seats_refunded",
    "application": "id, job_id, candidate_id, state, interview_id",
    "interview": "id, job_id, application_id, state, started_at, answered, "
                 "last_seq, problem",
    "interview_event": "id, interview_id, seq, event, client_id, text",
    "scorecard": "id, interview_id, scored, reason",
    "payment": "id, job_id, state, seats",
    "seat_entry": "id, _seq, job_id, kind, count, payment_id, interview_id",
    "invoice": "id, payment_id, number, kind",
    "account": "id, email",
}
WORDS = {("job", "state"): "JOB_STATE",
         ("application", "state"): "APPLICATION_STATE",
         ("interview", "state"): "INTERVIEW_STATE",
         ("interview_event", "event"): "EVENT",
         ("payment", "state"): "PAYMENT_STATE",
         ("seat_entry", "kind"): "SEAT_KIND",
         ("invoice", "kind"): "INVOICE_KIND"}


def words(name):
    """The words of an enumeration, as hire/words.h lists them."""
    path = os.path.join(cluster.ROOT, "libhire", "include", "hire", "words.h")
    with open(path, encoding="utf-8") as f:
        found = re.search(rf"define HIRE_{name}_MAP\(X\)((?:.*\\\n)*.*\n)",
                          f.read())
    return re.findall(r'X\(\w+, "([^"]+)"\)', found.group(1))


def rows(around, table):
    said = around.sql(
        f"select row_to_json(r) from (select {TABLES[table]} "
        f'from "{table}") r')
    got = [json.loads(line) for line in said.splitlines()]
    for (of, field), name in WORDS.items():
        if of == table:
            named = words(name)
            for row in got:
                row[field] = named[row[field]]
    return got


def seconds(text):
    return datetime.datetime.fromisoformat(
        text.replace("Z", "+00:00")).timestamp()


class Cli:
    """hire-cli over the same store, as an administrator."""

    def __init__(self, around):
        self.around = around
        self.env = around.environment("worker0")
        secret = os.path.join(around.folder, "admin-password")
        with open(secret, "w", encoding="ascii") as f:
            f.write("a very long password")
        self.run("users", "admin-create", "--email", "admin@example.com",
                 "--name", "Sample Administrator", "--password-file", secret)

    def run(self, *args):
        done = subprocess.run(
            [os.path.join(self.around.binaries, "hire-cli"), *args, "--json"],
            env=self.env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"hire-cli {args}: {done.stderr}")
        return json.loads(done.stdout)

    def messages(self, kind):
        """Those that wait, or the dead letters."""
        got, more = [], []
        while True:
            page = self.run("queue", kind, "--limit", "100",
                            "--as", "admin@example.com", *more)
            got += page["messages"]
            if not page.get("next"):
                return got
            more = ["--after", page["next"]]


def settled(around, bound):
    """Seconds until every interview that began is scored, or None; waits for
    the workers to do what is due, too."""
    began, took = time.monotonic(), None
    ends = [words("INTERVIEW_STATE").index(w) for w in
            ("ready", "scored", "unscored")]
    running = (f"select count(*) from interview where state not in "
               f"({','.join(map(str, ends))})")
    due = ("select count(*) from message where state = "
           f"{words('MESSAGE_STATE').index('ready')} and "
           "run_at < extract(epoch from now()) * 1000000")
    while time.monotonic() < began + bound:
        if took is None and around.sql(running).strip() == "0":
            took = round(time.monotonic() - began, 1)
        if took is not None and around.sql(due).strip() == "0":
            break
        time.sleep(0.2)
    return took


class Snapshot:
    def __init__(self, around):
        self.tables = {name: rows(around, name) for name in TABLES}
        cli = Cli(around)
        # What is due now gets its time.
        time.sleep(3)
        now = time.time()
        self.tables["message"] = [
            dict(m, dead=False, late=now - seconds(m["run_at"]))
            for m in cli.messages("list")]
        self.tables["message"] += [
            dict(m, dead=True, late=0) for m in cli.messages("dead")]
