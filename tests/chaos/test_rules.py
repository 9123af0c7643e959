#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_rules.py - the checker passes a good history, and sees each fault.

Each rule is shown histories and stores that break it; a rule that nothing here
breaks fails the suite."""
import copy
import unittest

import rules

STORY = ["begin", "greet", "proceed", "ask", "answer", "invite", "done",
         "conclude", "score", "scored"]
SAYS = {"begin": "m1", "proceed": "m2", "answer": "m3", "done": "m4"}


def lines():
    out = [{"op": "settled", "took": 1.5, "t": 90},
           {"op": "over", "interview": "int_1", "t": 60}]
    for seq, event in enumerate(STORY, 1):
        name = SAYS.get(event)
        said = {"op": "say", "interview": "int_1", "id": name, "kind": event,
                "t": seq}
        if name:
            text = "I measured it." if event == "answer" else None
            out.append(dict(said, **{"is": "invoked"}, text=text))
            out.append(dict(said, **{"is": "acknowledged"}, seq=seq))
        if seq < 9:
            out.append({"op": "event", "interview": "int_1", "seq": seq,
                        "event": event, "id": name, "t": seq})
    out.append({"op": "say", "is": "invoked", "interview": "int_1",
                "id": "m5", "kind": "answer", "t": 5.5})
    out.append({"op": "say", "is": "failed", "interview": "int_1",
                "id": "m5", "kind": "answer", "t": 5.6})
    for op, name, more in (
            ("job", "job_1", {"number": 0}),
            ("apply", "app_1", {"job": "job_1"}),
            ("checkout", "pay_1", {"job": "job_1", "name": "pay-job_1-1"})):
        line = dict(more, op=op, by="p@example.com", t=0)
        out.append(dict(line, **{"is": "invoked"}))
        out.append(dict(line, **{"is": "acknowledged"}, id=name))
    for paid in (True, False, True):
        out.append({"op": "pay", "is": "acknowledged", "payment": "pay_1",
                    "paid": paid, "t": 0})
    for kind in rules.KINDS:
        out.append({"op": "fault", "kind": kind, "hit": 2, "t": 20})
    # From 10 s on no server was there; at 14 s there was, and soon the line.
    out += [{"op": "canary", "line": 0, "began": t / 4, "t": t / 4 + 0.1,
             "ok": not 40 <= t < 56, "status": 200} for t in range(0, 160)]
    out.append({"op": "resumed", "interview": "int_1", "line": 0,
                "since": 10.0, "took": 5.0, "t": 15})
    out.append({"op": "ended", "who": "server0", "told": 9, "code": -9,
                "t": 20})
    out.append({"op": "ended", "who": "server0", "told": 15, "code": 0,
                "t": 21})
    return out


def tables():
    ledger = [("bought", 10, "pay_1", None), ("reserved", 1, None, "int_1"),
              ("used", 1, None, "int_1")]
    return {
        "job": [{"id": "job_1", "seats_bought": 10, "seats_reserved": 0,
                 "seats_used": 1, "seats_refunded": 0}],
        "application": [{"id": "app_1", "job_id": "job_1",
                         "candidate_id": "acc_1"}],
        "interview": [{"id": "int_1", "job_id": "job_1", "state": "scored",
                       "started_at": 1, "answered": 1, "last_seq": 10,
                       "problem": None}],
        "interview_event": [
            {"id": f"iev_{seq}", "interview_id": "int_1", "seq": seq,
             "event": event, "client_id": SAYS.get(event),
             "text": "I measured it." if event == "answer" else None}
            for seq, event in enumerate(STORY, 1)],
        "scorecard": [{"interview_id": "int_1", "scored": 1, "reason": None}],
        "payment": [{"id": "pay_1", "job_id": "job_1", "state": "paid",
                     "seats": 10}],
        "seat_entry": [
            {"_seq": i, "job_id": "job_1", "kind": kind, "count": count,
             "payment_id": payment, "interview_id": interview}
            for i, (kind, count, payment, interview) in enumerate(ledger)],
        "invoice": [{"payment_id": "pay_1", "kind": "invoice", "number": 1}],
        "message": [{"id": "msg_1", "kind": "platform.sweep", "dead": False,
                     "late": -3000}],
    }


class Story:
    """A history to be doctored."""

    def __init__(self):
        self.lines, self.tables = lines(), tables()

    def row(self, table, **like):
        return next(r for r in self.tables[table]
                    if all(r[k] == v for k, v in like.items()))

    def line(self, op, **like):
        return next(r for r in self.lines if r["op"] == op and all(
            r.get(k) == v for k, v in like.items()))

    def drop(self, table, **like):
        self.tables[table].remove(self.row(table, **like))

    def again(self, table, change=None, **like):
        """The row stands once more, perhaps with a change."""
        row = dict(copy.deepcopy(self.row(table, **like)), **(change or {}))
        self.tables[table].append(row)

    def upgraded(self, migrated=2.5, replaced=6.5):
        self.lines += [{"op": "migrated", "t": migrated},
                       {"op": "replaced", "who": "server0", "t": 6.6},
                       {"op": "replaced", "who": "server1", "t": replaced}]
        self.lines.sort(key=lambda line: line["t"])

    def faults(self):
        return rules.check(self.lines, self.tables).faults


def plants():
    """(rule, what was done, how)."""
    def plant(rule, what):
        return lambda how: PLANTS.append((rule, what, how))
    acked = {"is": "acknowledged", "kind": "answer"}

    plant("answers_are_kept", "an answer is lost")(
        lambda s: s.row("interview_event", event="answer").update(
            client_id=None))
    plant("answers_are_kept", "it was acknowledged for another place")(
        lambda s: s.line("say", **acked).update(seq=7))
    plant("answers_are_kept", "its words are others")(
        lambda s: s.row("interview_event", event="answer").update(text="No."))
    plant("refusals_are_kept", "what was refused was taken")(
        lambda s: s.row("interview_event", event="answer").update(
            client_id="m5"))
    plant("nothing_is_doubled", "an answer stands twice")(
        lambda s: s.again("interview_event", {"seq": 11}, event="answer"))
    plant("nothing_is_doubled", "an answer of nobody's")(
        lambda s: s.row("interview_event", event="greet").update(
            client_id="m9"))
    plant("nothing_is_doubled", "two applications to one job")(
        lambda s: s.again("application", {"id": "app_2"}))
    plant("orders_are_kept", "an application is lost")(
        lambda s: s.drop("application", id="app_1"))
    plant("orders_are_kept", "a payment is lost")(
        lambda s: s.drop("payment", id="pay_1"))
    plant("orders_are_kept", "a job was posted twice under one name")(
        lambda s: s.lines.append(dict(
            s.line("job", **{"is": "acknowledged"}), id="job_2")))
    plant("orders_are_kept", "a payment that nobody asked for")(
        lambda s: s.again("payment", {"id": "pay_2", "state": "pending"}))
    plant("transcripts_have_no_gap", "an entry is missing")(
        lambda s: s.drop("interview_event", event="greet"))
    plant("transcripts_have_no_gap", "the last entries are missing")(
        lambda s: s.drop("interview_event", event="scored"))
    plant("clients_saw_what_is_stored", "a client saw another entry")(
        lambda s: s.line("event", seq=4).update(event="probe"))
    plant("clients_saw_what_is_stored", "what a client saw is no more")(
        lambda s: s.lines.append(dict(s.line("event", seq=8), seq=12)))
    plant("nothing_comes_after_the_end", "an answer after the end")(
        lambda s: s.again("interview_event", {
            "seq": 11, "client_id": None}, event="answer"))
    plant("interviews_end_and_are_scored", "an interview never ended")(
        lambda s: s.row("interview").update(state="question"))
    plant("interviews_end_and_are_scored", "a score without a card")(
        lambda s: s.drop("scorecard"))
    plant("interviews_end_and_are_scored", "unscored without a reason")(
        lambda s: (s.row("interview").update(state="unscored"),
                   s.drop("scorecard")))
    plant("interviews_end_and_are_scored", "it took too long")(
        lambda s: s.line("settled").update(took=None))
    plant("seats_never_exceed_what_was_paid", "more taken than bought")(
        lambda s: (s.again("seat_entry", {"count": 10, "_seq": 1.5},
                           kind="reserved"),
                   s.again("seat_entry", {"kind": "given_back", "count": 10,
                                          "_seq": 1.7}, kind="reserved")))
    plant("seats_never_exceed_what_was_paid", "more bought than paid")(
        lambda s: s.row("payment").update(seats=5))
    plant("seats_never_exceed_what_was_paid", "the job's sums are wrong")(
        lambda s: s.row("job").update(seats_used=2))
    plant("seats_never_exceed_what_was_paid", "a seat stays reserved")(
        lambda s: (s.again("seat_entry", {"_seq": 5}, kind="reserved"),
                   s.row("job").update(seats_reserved=1)))
    plant("seats_never_exceed_what_was_paid", "an interview took no seat")(
        lambda s: s.again("interview", {"id": "int_2", "started_at": 0}))
    plant("payments_count_once", "seats were given out twice")(
        lambda s: s.again("seat_entry", {"_seq": 9}, kind="bought"))
    plant("payments_count_once", "it was billed twice")(
        lambda s: s.again("invoice", {"number": 2}))
    plant("payments_count_once", "an acknowledged payment is not paid")(
        lambda s: s.row("payment").update(state="pending"))
    plant("payments_count_once", "a number of an invoice is missing")(
        lambda s: s.row("invoice").update(number=2))
    plant("reconnections_resume_in_time", "a server was there for 3 seconds")(
        lambda s: s.line("resumed").update(took=7.0))
    plant("reconnections_resume_in_time", "the servers were never away")(
        lambda s: [p.update(ok=True) for p in s.lines
                   if p["op"] == "canary"])
    plant("no_message_is_stuck", "a message is due and nobody takes it")(
        lambda s: s.row("message").update(late=30))
    plant("no_message_is_stuck", "a message was given up")(
        lambda s: s.row("message").update(dead=True))
    plant("processes_end_when_told", "a crash")(
        lambda s: s.lines.append(dict(
            s.line("ended"), told=0, code=-11)))
    plant("processes_end_when_told", "a gentle end that failed")(
        lambda s: s.line("ended", told=15).update(code=1))
    plant("nobody_was_surprised", "a client saw what it should not")(
        lambda s: s.lines.append({"op": "surprise", "what": "x", "t": 1}))
    plant("an_upgrade_refuses_nobody", "a server was missed")(
        lambda s: (s.upgraded(), s.line("canary").update(status=503)))
    plant("an_upgrade_refuses_nobody", "nothing said to the new tables")(
        lambda s: s.upgraded(migrated=6.5))
    plant("an_upgrade_refuses_nobody", "nothing said to the new programs")(
        lambda s: s.upgraded(replaced=50))
    for kind in rules.KINDS:
        plant("there_was_something_to_survive", f"no {kind}")(
            lambda s, kind=kind: s.lines.remove(s.line("fault", kind=kind)))
    plant("there_was_something_to_survive", "a cut that hit nobody")(
        lambda s: s.line("fault", kind="link cut rst").update(hit=0))
    plant("there_was_something_to_survive", "no reconnection")(
        lambda s: s.lines.remove(s.line("resumed")))
    plant("there_was_something_to_survive", "a canary that saw no server")(
        lambda s: [p.update(ok=False) for p in s.lines
                   if p["op"] == "canary"])


PLANTS = []
plants()


class Rules(unittest.TestCase):
    def test_a_good_history_passes(self):
        self.assertEqual(Story().faults(), {})
        story = Story()
        story.upgraded()
        self.assertEqual(story.faults(), {})

    def test_each_planted_fault_is_seen(self):
        for rule, what, how in PLANTS:
            story = Story()
            how(story)
            self.assertIn(rule, story.faults(), what)

    def test_each_rule_was_broken(self):
        self.assertEqual({rule for rule, _, _ in PLANTS}, set(rules.RULES))

    def test_an_empty_history_does_not_pass(self):
        empty = {name: [] for name in tables()}
        self.assertIn("there_was_something_to_survive",
                      rules.check([], empty).faults)

    def test_a_verdict_says_which(self):
        story = Story()
        self.assertIn("all rules hold",
                      rules.check(story.lines, story.tables).text())
        story.drop("interview_event", event="greet")
        said = rules.check(story.lines, story.tables).text()
        self.assertIn("FAULT transcripts_have_no_gap: 2\n    int_1: [1, 3", said)


if __name__ == "__main__":
    unittest.main()
