# SPDX-License-Identifier: MIT
"""play.py URL...: a whole interview with the PyPI package "websockets", by
docs/interview-protocol.md.  The line is cut once, without a word, and taken up
again with the second URL."""
import json
import socket
import sys

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

KINDS = {"ready": "begin", "greet": "proceed", "ask": "answer",
         "probe": "answer", "invite": "query", "reply": "done"}
TEXTS = {"answer": "I built the storage engine.", "query": "Where is it?"}


class Player:
    def __init__(self):
        self.seq = self.said = 0
        self.waiting = None
        self.prompt = "ready"
        self.parts = {}
        self.was_cut = False

    def act(self, line):
        if not self.prompt or self.waiting:
            return
        kind, self.prompt = KINDS[self.prompt], None
        self.said += 1
        self.waiting = {"type": kind, "id": f"m{self.said}"}
        if kind in TEXTS:
            self.waiting["text"] = TEXTS[kind]
        if kind == "begin":
            self.waiting["consent"] = True
        line.send(json.dumps(self.waiting))
        if self.seq >= 6 and not self.was_cut:
            self.was_cut = True
            line.socket.shutdown(socket.SHUT_RDWR)

    def hear(self, line, m):
        kind = m["type"]
        if kind == "welcome" and self.waiting:
            line.send(json.dumps(self.waiting))
        elif kind == "ack":
            assert m["id"] == self.waiting["id"], m
            self.waiting = None
        elif kind == "part":
            self.parts[m["seq"]] = self.parts.get(m["seq"], "") + m["text"]
        elif kind == "event":
            assert m["seq"] == self.seq + 1, (m, self.seq)
            assert self.parts.get(m["seq"], m["text"]) == m["text"], m
            self.seq = m["seq"]
            if m["event"] in KINDS:
                self.prompt = m["event"]
        elif kind == "state":
            assert (m["state"], m["end"]) == ("concluded", "all_asked"), m
        else:
            assert kind in ("welcome", "clock"), m
        self.act(line)

    def play(self, url):
        """The close code, or 1006."""
        with connect(url, subprotocols=["hire.v1"], proxy=None) as line:
            assert line.subprotocol == "hire.v1"
            line.send(json.dumps({"type": "hello", "last_seq": self.seq}))
            try:
                while True:
                    self.hear(line, json.loads(line.recv()))
            except ConnectionClosed as end:
                return end.rcvd.code if end.rcvd else 1006


def main():
    player = Player()
    codes = [player.play(url) for url in sys.argv[1:]]
    assert codes == [1006, 1000], codes
    print(f"websockets: {player.seq} entries, {player.said} said")


main()
