# SPDX-License-Identifier: MIT
"""talk.py - one candidate's interview, as docs/interview-protocol.md wants it.

Apart from people.py, who sign up, apply and pay; this knows the live line:
what is said and not acknowledged is said again, on whatever line comes next."""
import asyncio
import time

import line
from line import Broken, Closed

PROMPTS = {"ready": "begin", "greet": "proceed", "ask": "answer",
           "probe": "answer", "invite": "done"}
TEXT = ("I built the storage engine in C on Linux; latency fell by half, from "
        "40 to 20 ms, because pages were cached. {}")
OURS = ("EBUSY", "EIO", "EBACKEND", "ENOMEM", "ENOSPC")  # say it again
CLOSED = ("ENOSEATS", "ECLOSED")
PAST = ("ESTATE", "ETURN", "ETIMEUP")
SAID_PATIENCE = 5  # seconds before a line without an ack counts as dead
ARRIVAL = 4  # for a line, from the connection to the welcome
SILENCE = 12  # the clock is told about every 5 seconds


class Talk:
    """styles: plain, leaver (after some answers), early (before the first),
    walker (away without a word, back at the end)."""

    def __init__(self, crowd, person, interview, style):
        self.crowd, self.person, self.id = crowd, person, interview
        self.style = style
        self.dice = crowd.dice(interview)
        self.quits = self.dice.randint(2, 5)
        self.names_prompt = self.dice.random() < 0.7  # `to` may be left out
        self.kept = set()  # ids that are stored
        self.seq = self.caught_up = 0
        self.number = self.answers = self.queries = 0
        self.waiting = None  # said, not acknowledged
        self.said_at = 0
        self.again_at = 0
        self.prompt, self.prompt_seq, self.due = "ready", 0, 0
        self.over = False
        self.heard_at = 0
        self.walked = False

    def note(self, op, **what):
        self.crowd.history.note(op, interview=self.id, **what)

    # What is said

    def pause(self):
        pace = 0 if self.crowd.hurry.is_set() else self.crowd.pace
        return time.monotonic() + pace * 2 * self.dice.random()

    def send(self, socket):
        self.said_at = time.monotonic()
        self.note("say", **{"is": "invoked"}, id=self.waiting["id"],
                  kind=self.waiting["type"], text=self.waiting.get("text"))
        socket.say(self.waiting)

    def settle(self, how, **what):
        waiting, self.waiting = self.waiting, None
        if how == "acknowledged":
            self.kept.add(waiting["id"])
        self.note("say", **{"is": how}, id=waiting["id"],
                  kind=waiting["type"], **what)

    def choose(self):
        """What to say to the open prompt."""
        kind = PROMPTS[self.prompt]
        if self.style == "early" and kind == "proceed":
            return "leave"
        if kind == "answer" and self.style == "leaver" \
                and self.answers >= self.quits:
            return "leave"
        if kind == "answer" and self.dice.random() < 0.1:
            return "skip"
        if kind == "done" and self.queries < 3 and self.dice.random() < 0.5:
            self.queries += 1
            return "query"
        return kind

    def act(self, socket):
        self.number += 1
        kind = self.choose()
        self.waiting = {"type": kind, "id": f"m{self.number}"}
        if kind == "begin":
            self.waiting["consent"] = True
        elif kind != "leave" and self.names_prompt:
            self.waiting["to"] = self.prompt_seq
        if kind in ("answer", "query"):
            self.waiting["text"] = TEXT.format(self.number)
        self.answers += kind == "answer"
        self.prompt = None
        self.send(socket)
        # Whether that was heard, nobody knows.
        if self.dice.random() < 0.05:
            raise Broken("cut its own line")

    # What is heard

    def hear_event(self, m):
        if m["seq"] != self.seq + 1:
            self.note("surprise", what=f"entry {m['seq']} after {self.seq}")
        self.seq = m["seq"]
        self.note("event", seq=m["seq"], event=m["event"], id=m["id"])
        if self.waiting and m["id"] == self.waiting["id"]:
            self.settle("acknowledged", seq=m["seq"])
        if m["event"] in PROMPTS or m["event"] == "reply":
            self.prompt = "invite" if m["event"] == "reply" else m["event"]
            self.prompt_seq, self.due = m["seq"], self.pause()
        elif m["id"]:
            self.prompt = None

    def hear_error(self, m):
        code = m["code"]
        if m.get("id") in self.kept and code not in OURS:
            self.note("surprise", what=f"{code}, to what is stored: {m}")
        if not self.waiting or m.get("id") not in (None, self.waiting["id"]):
            return
        if code in OURS or m.get("id") is None:
            self.again_at = time.monotonic() + 1
            return
        kind = self.waiting["type"]
        self.settle("failed", code=code)
        if code in CLOSED and kind == "begin":
            self.prompt, self.due = "ready", time.monotonic() + 1 + self.pace()
        elif code not in PAST:
            self.note("surprise", what=f"{code}: {m.get('detail')}")

    def pace(self):
        return self.dice.random() * min(10, self.crowd.pace * 2)

    def hear(self, m):
        self.heard_at = time.monotonic()
        if m["type"] == "ack" and self.waiting \
                and m["id"] == self.waiting["id"]:
            self.settle("acknowledged", seq=m["seq"])
        elif m["type"] == "event":
            self.hear_event(m)
        elif m["type"] == "error":
            self.hear_error(m)
        elif m["type"] == "replaced":
            self.note("surprise", what="replaced, and nobody did")
        elif m["type"] == "state":
            self.over = True
            self.note("over", state=m["state"], end=m["end"])

    # The line

    async def arrive(self):
        """A line that has said welcome; a try has an end."""
        return await line.within(ARRIVAL, self.try_line())

    async def try_line(self):
        person = self.person
        try:
            socket = await line.Socket.open(
                person.place(), self.id, person.token)
        except line.Refused as why:
            if why.status == 401:
                await self.crowd.log_in(person)
            raise
        try:
            socket.say({"type": "hello", "last_seq": self.seq})
            m = await line.within(socket.patience, socket.hear())
            if m["type"] == "replaced":
                self.note("surprise", what="replaced by an older try")
            if m["type"] != "welcome":
                raise Broken(str(m))
        except BaseException:
            socket.cut()
            raise
        self.caught_up = m["last_seq"]
        self.heard_at = time.monotonic()
        return socket

    def next_act(self):
        """When something is to be done unless something is heard."""
        times = [self.heard_at + SILENCE]
        if self.waiting and self.again_at:
            times.append(self.again_at)
        elif self.waiting:
            times.append(self.said_at + SAID_PATIENCE)
        elif self.prompt and self.seq >= self.caught_up:
            times.append(self.due)
        return min(times)

    def tick(self, socket):
        now = time.monotonic()
        if self.waiting and self.again_at and now >= self.again_at:
            self.again_at = 0
            self.send(socket)
        elif self.waiting and not self.again_at \
                and now >= self.said_at + SAID_PATIENCE:
            raise Broken("no acknowledgement")
        elif not self.waiting and self.prompt and now >= self.due \
                and self.seq >= self.caught_up:
            self.move(socket)
        elif self.prompt != "ready" and now >= self.heard_at + SILENCE:
            raise Broken("silence")
        else:
            self.heard_at = max(self.heard_at, now - SILENCE + 1)

    def move(self, socket):
        hurried = self.crowd.hurry.is_set()
        if self.prompt == "ready" and hurried:
            self.over = True
            self.note("turned_away")
        elif self.style == "walker" and self.answers >= self.quits \
                and not hurried:
            self.walked = True
            raise Broken("walked away")
        else:
            self.act(socket)

    async def play(self, socket):
        heard = asyncio.Queue()
        pump = asyncio.create_task(self.pump(socket, heard))
        try:
            if self.waiting:
                self.again_at = 0
                self.send(socket)
            while not self.over:
                wait = self.next_act() - time.monotonic()
                if self.crowd.hurry.is_set():
                    wait = min(wait, 0.5)
                    self.due = min(self.due, time.monotonic() + 0.5)
                try:
                    m = await asyncio.wait_for(heard.get(), max(wait, 0.001))
                except asyncio.TimeoutError:
                    self.tick(socket)
                    continue
                if isinstance(m, Exception):
                    raise m
                self.hear(m)
        finally:
            pump.cancel()
            socket.cut()

    @staticmethod
    async def pump(socket, heard):
        try:
            while True:
                heard.put_nowait(await socket.hear())
        except (Broken, Closed) as why:
            heard.put_nowait(why)

    async def lost(self, why):
        if self.waiting:
            self.note("say", **{"is": "unknown"}, id=self.waiting["id"],
                      kind=self.waiting["type"])
        self.note("lost", why=str(why))
        if self.walked:
            await self.crowd.hurry.wait()
            self.walked = False
            self.style = "leaver"

    async def run(self):
        tries, since = 0, None
        while not self.over:
            try:
                socket = await self.arrive()
            except (Broken, Closed) as why:
                tries += 1
                self.note("no_line", why=str(why))
                await asyncio.sleep(
                    self.dice.random() * min(1, 0.25 * 2 ** tries))
                continue
            if since:
                self.note("resumed", since=since, tries=tries,
                          line=self.person.line(),
                          took=round(time.monotonic() - since, 3))
            tries = 0
            try:
                await self.play(socket)
            except (Broken, Closed) as why:
                await self.lost(why)
            since = time.monotonic()
