# SPDX-License-Identifier: MIT
"""A WebSocket client of the standard library alone (RFC 6455, text frames)."""
import base64
import json
import os
import socket
import struct
import urllib.parse


class Closed(Exception):
    def __init__(self, code):
        super().__init__(f"closed with {code}")
        self.code = code


class Socket:
    def __init__(self, url, timeout=15):
        at = urllib.parse.urlsplit(url)
        self.code = None
        self.bytes = b""
        self.sock = socket.create_connection((at.hostname, at.port), timeout)
        self.sock.settimeout(timeout)
        key = base64.b64encode(os.urandom(16)).decode()
        self.sock.sendall((
            f"GET {at.path}?{at.query} HTTP/1.1\r\nHost: {at.netloc}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        ).encode())
        while b"\r\n\r\n" not in self.bytes:
            self._more()
        head, self.bytes = self.bytes.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise ConnectionError(head.split(b"\r\n")[0].decode())

    def _more(self):
        got = self.sock.recv(65536)
        if not got:
            raise Closed(self.code)
        self.bytes += got

    def _take(self, n):
        while len(self.bytes) < n:
            self._more()
        got, self.bytes = self.bytes[:n], self.bytes[n:]
        return got

    def frame(self, opcode, payload):
        mask, n = os.urandom(4), len(payload)
        head = bytes([0x80 | opcode])
        if n < 126:
            head += bytes([0x80 | n])
        elif n < 65536:
            head += b"\xfe" + struct.pack(">H", n)
        else:
            head += b"\xff" + struct.pack(">Q", n)
        body = bytes(c ^ mask[i % 4] for i, c in enumerate(payload))
        self.sock.sendall(head + mask + body)

    def say(self, **message):
        self.frame(1, json.dumps(message).encode())

    def hear(self):
        while True:
            opcode, n = self._take(2)
            if n == 126:
                n = struct.unpack(">H", self._take(2))[0]
            elif n == 127:
                n = struct.unpack(">Q", self._take(8))[0]
            payload = self._take(n)
            if opcode & 15 == 1:
                return json.loads(payload)
            if opcode & 15 == 9:
                self.frame(10, payload)
            if opcode & 15 == 8:
                self.code = struct.unpack(">H", payload[:2])[0]
                self.frame(8, payload[:2])
                raise Closed(self.code)

    def cut(self):
        self.sock.close()
