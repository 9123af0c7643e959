# SPDX-License-Identifier: MIT
"""line.py - HTTP and WebSocket over TLS for many clients of one process.

Apart from tests/http/socket_client.py, which blocks: here hundreds of clients
share a loop.  Each has an address of its own, as people have."""
import asyncio
import base64
import json
import os
import re
import struct


class Broken(Exception):
    """Nobody knows what became of it."""


class Refused(Broken):
    """No ticket, with this status."""

    def __init__(self, status):
        super().__init__(f"ticket: {status}")
        self.status = status


class Closed(Exception):
    def __init__(self, code):
        super().__init__(f"closed with {code}")
        self.code = code


async def within(seconds, awaited):
    try:
        return await asyncio.wait_for(awaited, seconds)
    except (OSError, EOFError, asyncio.TimeoutError) as why:
        raise Broken(f"{type(why).__name__}: {why}") from why


class Place:
    """Where a client is: its address, the port it calls, and how long it
    waits for a connection, a reply, a handshake."""

    def __init__(self, tls, port, number, patience):
        self.tls, self.port, self.patience = tls, port, patience
        self.address = f"127.1.{number // 250}.{number % 250 + 1}"

    async def connect(self):
        return await within(self.patience, asyncio.open_connection(
            "127.0.0.1", self.port, ssl=self.tls, server_hostname="localhost",
            local_addr=(self.address, 0)))


class Reply:
    def __init__(self, head, body):
        self.status = int(head.split(b" ", 2)[1])
        self.head, self.body = head, body

    def json(self):
        try:
            return json.loads(self.body)
        except ValueError:
            return {}


async def _read_reply(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
    if length:
        body = await reader.readexactly(int(length.group(1)))
    else:
        body = await reader.read()
    return Reply(head, body)


def form(name, content):
    """A form with one file; its type and its bytes."""
    edge = "chaos" + base64.b16encode(os.urandom(8)).decode()
    return f"multipart/form-data; boundary={edge}", (
        f"--{edge}\r\nContent-Disposition: form-data; name=\"{name}\"; "
        f"filename=\"{name}.txt\"\r\nContent-Type: text/plain\r\n\r\n"
        f"{content}\r\n--{edge}--\r\n").encode()


def request(method, path, body=None, token=None, key=None,
            kind="application/json", more="Connection: close\r\n"):
    """The bytes of one request."""
    if isinstance(body, dict):
        body = json.dumps(body).encode()
    head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{more}"
    if token:
        head += f"Authorization: Bearer {token}\r\n"
    if key:
        head += f"Idempotency-Key: {key}\r\n"
    if body is not None:
        head += f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    elif method == "POST":
        head += "Content-Length: 0\r\n"
    return head.encode() + b"\r\n" + (body or b"")


async def ask(place, *what, **more):
    """One request on a connection of its own; Broken without a whole reply."""
    reader, writer = await place.connect()
    try:
        writer.write(request(*what, **more))
        return await within(place.patience, _read_reply(reader))
    finally:
        writer.transport.abort()


class Socket:
    """A WebSocket with text frames; see tests/http/socket_client.py."""

    def __init__(self, reader, writer, patience):
        self.reader, self.writer = reader, writer
        self.patience = patience

    @classmethod
    async def open(cls, place, interview, token):
        """A ticket, and on the same connection what it is for."""
        socket = cls(*await place.connect(), place.patience)
        try:
            await socket.enter(interview, token)
        except BaseException:
            socket.cut()
            raise
        return socket

    async def enter(self, interview, token):
        self.writer.write(request(
            "POST", f"/api/v1/interviews/{interview}/tickets", token=token,
            more=""))
        got = await within(self.patience, _read_reply(self.reader))
        if got.status != 201:
            raise Refused(got.status)
        key = base64.b64encode(os.urandom(16)).decode()
        self.writer.write(request(
            "GET", got.json()["url"], more="Upgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n"))
        head = await within(self.patience, self.reader.readuntil(b"\r\n\r\n"))
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise Broken(head.split(b"\r\n")[0].decode())

    def frame(self, opcode, payload):
        n = len(payload)
        head = bytes([0x80 | opcode])
        if n < 126:
            head += bytes([0x80 | n])
        else:
            head += b"\xfe" + struct.pack(">H", n)
        # A mask of zeros is a mask.
        self.writer.write(head + bytes(4) + payload)

    def say(self, message):
        self.frame(1, json.dumps(message).encode())

    async def _frame(self):
        opcode, n = await self.reader.readexactly(2)
        if n == 126:
            n = struct.unpack(">H", await self.reader.readexactly(2))[0]
        elif n == 127:
            n = struct.unpack(">Q", await self.reader.readexactly(8))[0]
        return opcode & 15, await self.reader.readexactly(n)

    async def hear(self):
        """The next message; Broken or Closed at the end."""
        while True:
            try:
                opcode, payload = await self._frame()
            except (OSError, EOFError) as why:
                raise Broken(type(why).__name__) from why
            if opcode == 1:
                return json.loads(payload)
            if opcode == 9:
                self.frame(10, payload)
            if opcode == 8:
                raise Closed(struct.unpack(">H", payload[:2])[0]
                             if payload else 1005)

    def cut(self):
        self.writer.transport.abort()
