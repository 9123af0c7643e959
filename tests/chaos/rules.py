# SPDX-License-Identifier: MIT
"""rules.py - what must hold of a history and of the store at its end.

Pure: lines and rows in, faults out, so that test_rules.py can show each rule
a history that breaks it."""
import collections
import statistics

RESUME_MOST = 2.0  # seconds of a server within reach
STUCK = 10  # seconds that a message may be due
ENDS = ("conclude", "leave", "time_up", "cancel")
AFTER_END = ("score", "scored", "unscored")
KINDS = ("kill server", "stop server", "kill worker", "stop worker",
         "postgres SIGINT", "postgres SIGQUIT", "redis flush", "redis kill",
         "link cut rst", "link cut fin", "link slow", "link half near",
         "link half far", "link freeze")
RULES = {}


def rule(check):
    RULES[check.__name__] = check
    return check


class Facts:
    """A history and the rows of a store, by what rules ask for."""

    def __init__(self, lines, tables):
        self.lines, self.tables = lines, tables
        self.ops = collections.defaultdict(list)
        for line in lines:
            self.ops[line["op"]].append(line)
        self.said = {}  # (interview, id): what was invoked
        for line in self.ops["say"]:
            if line["is"] == "invoked":
                self.said[line["interview"], line["id"]] = line
        self.entries = collections.defaultdict(list)
        for row in sorted(tables["interview_event"], key=lambda r: r["seq"]):
            self.entries[row["interview_id"]].append(row)

    def outcome(self, op, how):
        return [line for line in self.ops[op] if line.get("is") == how]

    def of_job(self, table):
        got = collections.defaultdict(list)
        for row in self.tables[table]:
            got[row["job_id"]].append(row)
        return got


@rule
def answers_are_kept(f):
    """What was acknowledged stands in the transcript where it was said to."""
    for a in f.outcome("say", "acknowledged"):
        there = [e for e in f.entries[a["interview"]]
                 if e["client_id"] == a["id"]]
        if len(there) != 1 or there[0]["seq"] != a["seq"]:
            yield f"{a['interview']} {a['id']} at {a['seq']}: {there}"
            continue
        text = f.said[a["interview"], a["id"]].get("text")
        if text and there[0]["text"] != text:
            yield f"{a['interview']} {a['id']}: other words"


@rule
def refusals_are_kept(f):
    """What was refused is not in the transcript."""
    for a in f.outcome("say", "failed"):
        if any(e["client_id"] == a["id"] and e["event"] == a["kind"]
               for e in f.entries[a["interview"]]):
            yield f"{a['interview']} {a['id']} was refused, and is there"


@rule
def nothing_is_doubled(f):
    for interview, entries in f.entries.items():
        ids = collections.Counter(
            e["client_id"] for e in entries if e["client_id"])
        for name, n in ids.items():
            if n > 1:
                yield f"{interview}: {name} stands {n} times"
            if (interview, name) not in f.said:
                yield f"{interview}: nobody said {name}"
    pairs = collections.Counter((a["job_id"], a["candidate_id"])
                                for a in f.tables["application"])
    yield from (f"{pair} applied {n} times"
                for pair, n in pairs.items() if n > 1)


@rule
def orders_are_kept(f):
    """Applications, jobs and payments that were acknowledged, once each."""
    tables = {"apply": "application", "job": "job", "checkout": "payment"}
    for op, table in tables.items():
        there = {row["id"] for row in f.tables[table]}
        named = {}
        for a in f.outcome(op, "acknowledged"):
            if a["id"] not in there:
                yield f"{table} {a['id']} is lost"
            name = (a["by"], a.get("job"), a.get("name"), a.get("number"))
            if named.setdefault(name, a["id"]) != a["id"]:
                yield f"{name} made {named[name]} and {a['id']}"
        # Nothing but what was asked for.
        asked = {(a["by"], a.get("job"), a.get("name"), a.get("number"))
                 for a in f.outcome(op, "invoked")}
        if len(there) > len(asked):
            yield f"{len(there)} rows of {table}, {len(asked)} asked for"


@rule
def transcripts_have_no_gap(f):
    rows = {row["id"]: row for row in f.tables["interview"]}
    for interview, entries in f.entries.items():
        if [e["seq"] for e in entries] != list(range(1, len(entries) + 1)):
            yield f"{interview}: {[e['seq'] for e in entries]}"
        if interview not in rows \
                or rows[interview]["last_seq"] != len(entries):
            yield f"{interview}: its row does not say {len(entries)} entries"


@rule
def clients_saw_what_is_stored(f):
    stored = {(e["interview_id"], e["seq"]): e
              for e in f.tables["interview_event"]}
    for e in f.ops["event"]:
        row = stored.get((e["interview"], e["seq"]))
        if not row or (row["event"], row["client_id"]) != \
                (e["event"], e["id"]):
            yield f"{e['interview']} saw {e['event']} at {e['seq']}: {row}"


@rule
def nothing_comes_after_the_end(f):
    for interview, entries in f.entries.items():
        over = False
        for e in entries:
            if over and e["event"] not in AFTER_END:
                yield f"{interview}: {e['event']} after its end"
            over = over or e["event"] in ENDS


@rule
def interviews_end_and_are_scored(f):
    cards = {c["interview_id"]: c for c in f.tables["scorecard"]}
    for row in f.tables["interview"]:
        if not row["started_at"]:
            continue
        card = cards.get(row["id"])
        if row["state"] not in ("scored", "unscored"):
            yield f"{row['id']} is {row['state']}"
        elif row["state"] == "scored" and not (card and card["scored"]):
            yield f"{row['id']} is scored without a card"
        elif row["state"] == "unscored" and not row["problem"] \
                and not (card and card["reason"]):
            yield f"{row['id']} is unscored and nobody says why"
    if not f.ops["settled"] or f.ops["settled"][0]["took"] is None:
        yield "not in time"


def seats_in_order(entries):
    """Faults of one job's ledger, read from its beginning."""
    sum_of = collections.Counter()
    for e in sorted(entries, key=lambda e: e["_seq"]):
        sum_of[e["kind"]] += e["count"]
        taken = sum_of["reserved"] - sum_of["given_back"]
        if taken + sum_of["refunded"] > sum_of["bought"]:
            yield f"{e['job_id']}: {taken} taken of {sum_of['bought']}"
        if sum_of["used"] + sum_of["given_back"] > sum_of["reserved"]:
            yield f"{e['job_id']}: used what was not reserved"


@rule
def seats_never_exceed_what_was_paid(f):
    ledger, payments = f.of_job("seat_entry"), f.of_job("payment")
    answered = collections.Counter(
        i["job_id"] for i in f.tables["interview"] if i["answered"])
    for job in f.tables["job"]:
        yield from seats_in_order(ledger[job["id"]])
        sums = collections.Counter()
        for e in ledger[job["id"]]:
            sums[e["kind"]] += e["count"]
        paid = sum(p["seats"] for p in payments[job["id"]]
                   if p["state"] == "paid")
        left = sums["reserved"] - sums["used"] - sums["given_back"]
        if (sums["bought"], sums["used"], left) != (
                job["seats_bought"], job["seats_used"],
                job["seats_reserved"]):
            yield f"{job}: its ledger says {dict(sums)}"
        if sums["bought"] != paid:
            yield f"{job['id']}: {paid} paid, {sums['bought']} bought"
        if left:
            yield f"{job['id']}: {left} seats are still reserved"
        if sums["used"] != answered[job["id"]]:
            yield (f"{job['id']}: {sums['used']} used, "
                   f"{answered[job['id']]} interviews with an answer")


@rule
def payments_count_once(f):
    bought = collections.Counter(
        e["payment_id"] for e in f.tables["seat_entry"]
        if e["kind"] == "bought")
    billed = collections.Counter(
        i["payment_id"] for i in f.tables["invoice"]
        if i["kind"] == "invoice")
    for p in f.tables["payment"]:
        once = 1 if p["state"] == "paid" else 0
        if bought[p["id"]] != once or billed[p["id"]] != once:
            yield (f"{p['id']} {p['state']}: bought {bought[p['id']]}, "
                   f"billed {billed[p['id']]} times")
    paid = {p["id"] for p in f.tables["payment"] if p["state"] == "paid"}
    for a in f.outcome("pay", "acknowledged"):
        if a["paid"] and a["payment"] not in paid:
            yield f"{a['payment']} was acknowledged and is not paid"
    numbers = sorted(i["number"] for i in f.tables["invoice"])
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"invoices are numbered {numbers}"


def within_reach(probes, since, until):
    """The longest time between both in which every probe was answered."""
    longest, start = 0.0, None
    for p in probes:
        if p["t"] < since or p["began"] > until:
            continue
        if not p["ok"]:
            start = None
            continue
        if start is None:
            start = max(p["began"], since)
        longest = max(longest, min(p["t"], until) - start)
    return longest


def waits(f):
    """Of each reconnection: how long, and how much of it within reach."""
    probes = collections.defaultdict(list)
    for p in f.ops["canary"]:
        probes[p["line"]].append(p)
    for r in f.ops["resumed"]:
        yield r, within_reach(
            probes[r["line"]], r["since"], r["since"] + r["took"])


@rule
def reconnections_resume_in_time(f):
    for r, within in waits(f):
        if within > RESUME_MOST:
            yield (f"{r['interview']} was {r['took']:.1f} s without a line, "
                   f"{within:.1f} s of them with a server within reach")


@rule
def no_message_is_stuck(f):
    for m in f.tables["message"]:
        if m["dead"]:
            yield f"{m['kind']} {m['id']} is dead: {m.get('last_error')}"
        elif m["late"] > STUCK:
            yield f"{m['kind']} {m['id']} is {m['late']:.0f} s late"


@rule
def processes_end_when_told(f):
    for e in f.ops["ended"]:
        gentle = e["told"] == 15
        if gentle and e["code"] != 0:
            yield f"{e['who']} ended with {e['code']} when told to end"
        # 6: a backend was out of reach, as docs/errors.md has it.
        if not e["told"] and e["code"] != 6:
            yield f"{e['who']} ended by itself with {e['code']}"


@rule
def nobody_was_surprised(f):
    yield from (f"{s.get('interview', '')} {s['what']}"
                for s in f.ops["surprise"])


@rule
def an_upgrade_refuses_nobody(f):
    """What is replaced gently is not missed: the canary is never refused, and
    old programs wrote to the new tables."""
    if not f.ops["replaced"]:
        return
    for p in f.ops["canary"]:
        if p["status"] not in (200, None):
            yield f"the canary heard {p['status']}"
    first, last = f.ops["migrated"][0]["t"], f.ops["replaced"][0]["t"]
    between = [a for a in f.outcome("say", "acknowledged")
               if first < a["t"] < last]
    if not between:
        yield "nothing was said between the migration and the first change"
    if not any(a["t"] > f.ops["replaced"][-1]["t"]
               for a in f.outcome("say", "acknowledged")):
        yield "nothing was said to the new programs"


@rule
def there_was_something_to_survive(f):
    hit = collections.Counter()
    for line in f.ops["fault"]:
        # A link's fault counts by the connections that it struck.
        found = line["hit"] if line["kind"].startswith("link") else 1
        hit[line["kind"]] += found
    for kind in KINDS:
        if not hit[kind]:
            yield f"no {kind}"
    for op in ("resumed", "over", "pay", "apply"):
        if not f.ops[op]:
            yield f"nobody came to {op}"
    if len(f.outcome("say", "acknowledged")) <= len(f.ops["over"]):
        yield "hardly anything was said"
    if not any(p["ok"] for p in f.ops["canary"]):
        yield "no canary"


class Verdict:
    def __init__(self, facts, faults):
        self.facts, self.faults = facts, faults

    def figures(self):
        f = self.facts
        kinds = collections.Counter(x["kind"] for x in f.ops["fault"])
        took = sorted(w for _, w in waits(f)) or [0]
        whole = sorted(r["took"] for r in f.ops["resumed"]) or [0]
        states = collections.Counter(
            i["state"] for i in f.tables["interview"])
        settled = f.ops["settled"][0]["took"] if f.ops["settled"] else None
        return [
            f"{sum(kinds.values())} faults: " + ", ".join(
                f"{n} {k}" for k, n in sorted(kinds.items())),
            f"{len(f.outcome('say', 'acknowledged'))} said and acknowledged, "
            f"{len(f.outcome('say', 'unknown'))} times not known, "
            f"{len(f.outcome('say', 'failed'))} refused; "
            f"{len(f.tables['interview_event'])} entries",
            f"interviews: {dict(states)}; all scored "
            f"{settled} s after the last client's end",
            f"{len(whole)} reconnections: {statistics.median(whole):.2f} s "
            f"at the median, {whole[len(whole) * 99 // 100]:.2f} at p99, "
            f"{whole[-1]:.2f} the longest; of it with a server within reach "
            f"{statistics.median(took):.2f}, {took[len(took) * 99 // 100]:.2f}"
            f", {took[-1]:.2f} s",
            f"{len(f.outcome('pay', 'acknowledged'))} news of "
            f"{len(f.tables['payment'])} payments, "
            f"{len(f.tables['application'])} applications"]

    def text(self):
        out = self.figures()
        for name, found in self.faults.items():
            out.append(f"FAULT {name}: {len(found)}")
            out += ["    " + one for one in found[:8]]
        out.append("a rule is broken" if self.faults else
                   "all rules hold")
        return "\n".join(out)


def check(lines, tables, without=()):
    """`without`: rules that are about what did not happen here."""
    facts = Facts(lines, tables)
    faults = {}
    for name, one in RULES.items():
        found = [] if name in without else list(one(facts))
        if found:
            faults[name] = found
    return Verdict(facts, faults)
