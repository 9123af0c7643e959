# SPDX-License-Identifier: MIT
"""nemesis.py - what breaks, in an order that a seed gives.

Two decks at once, one of processes and backends, one of links; each is
shuffled and dealt to its end before it is shuffled again, so that every kind
comes.  What is broken is healed before the next card, and each is noted."""
import random
import signal
import threading
import time

from cluster import LINES, SERVERS, WORKERS


class Nemesis:
    def __init__(self, cluster, history, seconds, seed):
        self.cluster, self.history = cluster, history
        self.seconds, self.seed = seconds, seed
        self.faults = []
        self.until = 0
        # A short run deals each card once, a long one takes longer over each.
        self.longest = max(1.5, min(8, seconds / 30))
        self.decks = [self.bodies(), self.wires()]

    def bodies(self):
        deck = [("kill", "server"), ("stop", "server"), ("kill", "worker"),
                ("stop", "worker"), ("bounce", signal.SIGINT),
                ("bounce", signal.SIGQUIT), ("flush", None), ("kill", "redis")]
        # Most of what breaks in a long run are our own.
        return deck + deck[:4] if self.seconds > 120 else deck

    @staticmethod
    def wires():
        return [("cut rst", None), ("cut fin", None), ("slow", None),
                ("half near", None), ("half far", None), ("freeze", None)]

    def run(self):
        """Until the time is over; raises what went wrong in a deck."""
        self.until = time.monotonic() + self.seconds
        wrong = []
        threads = [threading.Thread(target=self.deal, args=(i, deck, wrong))
                   for i, deck in enumerate(self.decks)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        if wrong:
            raise wrong[0]

    def deal(self, number, deck, wrong):
        dice = random.Random(f"{self.seed} deck {number}")
        # So that a whole deck fits into a short run; on a slow machine it is
        # dealt to its end all the same, once.
        rest = min(6, self.seconds / len(deck) / 3)
        first = True
        try:
            while True:
                for card in dice.sample(deck, len(deck)):
                    time.sleep(rest * (0.5 + dice.random()))
                    if time.monotonic() > self.until and not first:
                        return
                    self.play(card, dice)
                first = False
        except Exception as fault:  # pylint: disable=broad-except
            wrong.append(fault)

    def play(self, card, dice):
        kind, of = card
        if kind == "bounce":
            self.fault(f"postgres {signal.Signals(of).name}", "postgres",
                       lambda: self.cluster.postgres_bounce(of))
        elif kind == "flush":
            self.fault("redis flush", "redis",
                       lambda: self.cluster.redis_says("FLUSHALL"))
        elif of == "redis":
            self.fault("redis kill", "redis", lambda: self.redis(dice))
        elif of:
            self.body(kind, of, dice)
        else:
            self.wire(kind, dice)

    def fault(self, kind, target, act, **more):
        began = time.monotonic()
        hit = act()
        self.faults.append(kind)
        self.history.note("fault", kind=kind, target=target, hit=hit,
                          began=round(began, 4), **more)

    def redis(self, dice):
        self.cluster.redis_kill()
        time.sleep(dice.random() * self.longest)
        self.cluster.redis_start()

    def body(self, kind, of, dice):
        name = f"{of}{dice.randrange(SERVERS if of == 'server' else WORKERS)}"
        how = signal.SIGKILL if kind == "kill" else signal.SIGTERM
        process = self.cluster.processes[name]

        def act():
            process.end(how)
            time.sleep(dice.random() * self.longest / 2)
            process.start()
        self.fault(f"{kind} {of}", name, act)

    @staticmethod
    def a_link(dice):
        where = dice.choice(["line", "server", "server", "worker"])
        if where == "line":
            return f"line{dice.randrange(LINES)}"
        number = dice.randrange(SERVERS if where == "server" else WORKERS)
        return f"{where}{number}-{dice.choice(['postgres', 'redis'])}"

    def wire(self, kind, dice):
        link = self.a_link(dice)
        # One that nobody uses just now would break unheard.
        while not self.cluster.link(link, "count"):
            link = self.a_link(dice)
        order = kind
        if kind == "slow":
            order = f"slow {dice.choice([2000, 20000, 0])} " \
                    f"{dice.choice([20, 100, 300])}"
        lasts = 0.2 + dice.random() * self.longest

        def act():
            hit = self.cluster.link(link, order)
            time.sleep(lasts)
            self.cluster.link(link, "open")
            return hit
        self.fault(f"link {kind}", link, act)
