#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_wire.py WIRE - the fault proxy does what it is told, and heals."""
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

SHORT = 0.3  # seconds in which nothing may come


class Echo:
    """Gives back what it gets; knows who is connected."""

    def __init__(self):
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.peers = []
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                s, peer = self.listening.accept()
            except OSError:
                return
            self.peers.append((s, peer[0]))
            threading.Thread(target=self.echo, args=(s,), daemon=True).start()

    @staticmethod
    def echo(s):
        try:
            while True:
                got = s.recv(65536)
                if not got:
                    break
                s.sendall(got)
        except OSError:
            pass
        s.close()


class Wire(unittest.TestCase):
    def setUp(self):
        self.echo = Echo()
        self.addCleanup(self.echo.listening.close)
        folder = tempfile.mkdtemp(prefix="hire-wire-")
        self.addCleanup(os.rmdir, folder)
        self.control = os.path.join(folder, "control")
        self.addCleanup(os.unlink, self.control)
        self.process = subprocess.Popen(
            [WIRE, self.control, f"a:0:{self.echo.port}", "b:0:1"],
            stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.process.stdout.close)
        self.addCleanup(self.process.wait)
        self.addCleanup(self.process.kill)
        self.port = int(self.process.stdout.readline().split()[1])
        self.nowhere = int(self.process.stdout.readline().split()[1])
        self.assertEqual(self.process.stdout.readline(), "ready\n")

    def order(self, text):
        with socket.socket(socket.AF_UNIX) as s:
            s.connect(self.control)
            s.sendall(text.encode())
            return s.recv(200).decode().strip()

    def connect(self, address="127.0.0.1"):
        s = socket.create_connection(("127.0.0.1", self.port), 5,
                                     (address, 0))
        self.addCleanup(s.close)
        return s

    def talk(self, s, text=b"hello"):
        s.sendall(text)
        got = b""
        while len(got) < len(text):
            more = s.recv(65536)
            if not more:
                break
            got += more
        return got

    def silent(self, s):
        s.settimeout(SHORT)
        with self.assertRaises(TimeoutError):
            s.recv(1)
        s.settimeout(5)

    def test_it_carries(self):
        s = self.connect()
        self.assertEqual(self.talk(s), b"hello")
        much = os.urandom(1 << 20)
        got = []
        reader = threading.Thread(target=lambda: got.append(
            self.gather(s, len(much))))
        reader.start()
        s.sendall(much)
        reader.join(20)
        self.assertEqual(got, [much])
        self.assertEqual(self.order("a count").split()[:2], ["ok", "1"])

    @staticmethod
    def gather(s, size):
        got = b""
        while len(got) < size:
            more = s.recv(65536)
            if not more:
                break
            got += more
        return got

    def test_the_client_keeps_its_address(self):
        self.assertEqual(self.talk(self.connect("127.1.2.3")), b"hello")
        self.assertEqual(self.echo.peers[0][1], "127.1.2.3")

    def test_an_end_is_passed_on(self):
        s = self.connect()
        self.talk(s)
        s.shutdown(socket.SHUT_WR)
        self.assertEqual(s.recv(1), b"")

    def test_a_server_that_is_not_there(self):
        with self.assertRaises(ConnectionResetError):
            with socket.create_connection(("127.0.0.1", self.nowhere), 5) as s:
                s.recv(1)

    def test_cut_by_a_reset(self):
        s = self.connect()
        self.talk(s)
        self.assertEqual(self.order("a cut rst"), "ok 1")
        with self.assertRaises(ConnectionResetError):
            s.recv(1)
        with self.assertRaises(ConnectionResetError):
            self.connect().recv(1)
        self.assertEqual(self.order("a open"), "ok 0")
        self.assertEqual(self.talk(self.connect()), b"hello")

    def test_cut_by_an_end(self):
        s = self.connect()
        self.talk(s)
        self.order("a cut fin")
        self.assertEqual(s.recv(1), b"")
        self.assertEqual(self.connect().recv(1), b"")
        self.order("a open")
        self.assertEqual(self.talk(self.connect()), b"hello")

    def test_slow(self):
        s = self.connect()
        self.talk(s)
        self.order("a slow 0 200")
        began = time.monotonic()
        self.assertEqual(self.talk(s), b"hello")
        self.assertGreater(time.monotonic() - began, 0.4)  # there and back
        self.order("a slow 10000 0")
        began = time.monotonic()
        self.assertEqual(self.talk(s, b"x" * 5000), b"x" * 5000)
        self.assertGreater(time.monotonic() - began, 0.4)
        self.order("a open")
        began = time.monotonic()
        self.assertEqual(self.talk(s), b"hello")
        self.assertLess(time.monotonic() - began, 0.2)

    def test_half_open_at_the_near_end(self):
        s = self.connect()
        self.talk(s)
        self.order("a half near")
        time.sleep(0.1)
        with self.assertRaises(OSError):  # the server saw it go
            self.echo.peers[0][0].getpeername()
        s.sendall(b"lost")
        self.silent(s)
        late = self.connect()
        late.sendall(b"lost")
        self.silent(late)
        self.order("a open")
        for one in (s, late):
            with self.assertRaises(ConnectionResetError):
                one.recv(1)
        self.assertEqual(self.talk(self.connect()), b"hello")

    def test_half_open_at_the_far_end(self):
        s = self.connect()
        self.talk(s)
        self.order("a half far")
        with self.assertRaises(ConnectionResetError):
            s.recv(1)
        self.echo.peers[0][0].sendall(b"lost")  # and does not know
        self.echo.peers[0][0].getpeername()
        self.order("a open")
        self.assertEqual(self.talk(self.connect()), b"hello")

    def test_frozen_and_thawed(self):
        s = self.connect()
        self.talk(s)
        self.order("a freeze")
        s.sendall(b"later")
        self.silent(s)
        late = self.connect()
        late.sendall(b"too")
        self.silent(late)
        self.order("a open")
        self.assertEqual(s.recv(5), b"later")
        self.assertEqual(late.recv(3), b"too")

    def test_orders_that_are_none(self):
        for text in ("c open", "a", "a break", "a slow -1 2", "a slow"):
            self.assertIn("no such", self.order(text), text)


if __name__ == "__main__":
    WIRE = sys.argv.pop(1)
    unittest.main()
