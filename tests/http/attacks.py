# SPDX-License-Identifier: MIT
"""attacks.py - what no honest client sends, over HTTP and WebSocket.

Each attack is a function of a Target that opens sockets of its own; what the
server said to it goes to Target.heard().  Apart from hostile.py, which decides
how many, for how long, and what may not come of it."""
import os
import random
import re
import socket
import struct

HOST = b"Host: localhost\r\n"
JSON = b"Content-Type: application/json\r\n"
POST = b"POST /api/v1/sessions HTTP/1.1\r\n" + HOST + JSON
CHUNKED = b"Transfer-Encoding: chunked\r\n"
GET = b"GET /healthz HTTP/1.1\r\n" + HOST
SMUGGLED = b"GET /api/v1/me HTTP/1.1\r\n" + HOST + b"\r\n"
UPGRADE = (b"Upgrade: websocket\r\nConnection: Upgrade\r\n"
           b"Sec-WebSocket-Version: 13\r\n"
           b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n")


def at(target):
    return b"GET " + target + b" HTTP/1.1\r\n" + HOST + b"\r\n"


# Whole requests, each wrong in one way, or right in an odd one.
RAW = [
    GET + b"\r\n", b"\r\n" + GET + b"\r\n",
    GET + b"X: a\r\n folded\r\n\r\n", GET + b"X : a\r\n\r\n",
    GET + b"\tX: a\r\n\r\n", GET + b"X: a\nY: b\n\n",
    GET + b"X: \0\r\n\r\n", GET + b"\0: a\r\n\r\n",
    GET + HOST + b"\r\n", b"GET /healthz HTTP/1.1\r\n\r\n",
    GET + b"X: " + b"x" * 20000 + b"\r\n\r\n",
    GET + b"".join(b"X-%d: y\r\n" % i for i in range(200)) + b"\r\n",
    b"GET /healthz\r\n", b"GET /healthz\r\n\r\n",
    b"GET /healthz HTTP/0.9\r\n\r\n", b"GET /healthz HTTP/1.0\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET / HTTP/9.9\r\n" + HOST + b"\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"\0" * 100,
    at(b"http://localhost/healthz"), at(b"http://example.com/healthz"),
    at(b"/healthz%00"), at(b"/%2e%2e/etc/passwd"), at(b"/..%2fhealthz"),
    at(b"/a/../healthz"), at(b"//healthz"), at(b"/" + b"a" * 9000),
    at(b"/healthz?" + b"a=b&" * 2000), at(b"/\xff\xfe"), at(b"*"),
    at(b"/api/v1/jobs/%00"), at(b"/api/v1/jobs/' OR 1=1--"),
    POST + b"Content-Length: 5\r\n" + CHUNKED + b"\r\n0\r\n\r\n" + SMUGGLED,
    POST + CHUNKED + b"Content-Length: 5\r\n\r\n0\r\n\r\n" + SMUGGLED,
    POST + b"Content-Length: 0\r\nContent-Length: 44\r\n\r\n" + SMUGGLED,
    POST + b"Content-Length: +2\r\n\r\n{}",
    POST + b"Content-Length: 2\r\n\r\n{}" + SMUGGLED,
    POST + b"Content-Length: 9999999999999999999999\r\n\r\n",
    POST + b"Content-Length: 9223372036854775807\r\n\r\n{}",
    POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    POST + b"Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    POST + b"Transfer-Encoding: identity\r\n\r\n",
    POST + CHUNKED + b"\r\n2;ext=\"\r\n\"\r\n{}\r\n0\r\n\r\n" + SMUGGLED,
    POST + CHUNKED + b"\r\nffffffffffffffff\r\n{}\r\n0\r\n\r\n",
    POST + CHUNKED + b"\r\n7fffffffffffffff\r\n{}\r\n0\r\n\r\n",
    POST + CHUNKED + b"\r\n-1\r\n{}\r\n0\r\n\r\n",
    POST + CHUNKED + b"\r\n2\r\n{}\r\n0\r\nX: y\r\n\r\n" + SMUGGLED,
    POST + CHUNKED + b"\r\n" + b"1\r\n \r\n" * 3000 + b"0\r\n\r\n",
    POST + b"Content-Length: 9\r\n\r\n{\"a\":\"\xff\"}",
    POST + b"Content-Length: 2000\r\n\r\n" + b"[" * 2000,
    POST + b"Content-Length: 13\r\n\r\n{\"a\":1,\"a\":2}",
    POST + b"Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}",
    POST + b"Expect: the-unexpected\r\nContent-Length: 2\r\n\r\n{}",
    GET + b"Content-Length: 5\r\n\r\nhello", GET + CHUNKED + b"\r\n0\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n",
    b"TRACE /healthz HTTP/1.1\r\n" + HOST + b"\r\n",
    b"CONNECT localhost:80 HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET /api/v1/live?ticket=x HTTP/1.1\r\n" + HOST + UPGRADE + b"\r\n",
    b"GET /api/v1/live?ticket=x HTTP/1.1\r\n" + HOST + UPGRADE +
    b"Content-Length: 5\r\n\r\nhello",
    b"POST /api/v1/live?ticket=x HTTP/1.1\r\n" + HOST + UPGRADE + CHUNKED +
    b"\r\n5\r\nhello\r\n0\r\n\r\n",
    b"GET /healthz HTTP/1.1\r\n" + HOST + UPGRADE + b"\r\n\x81\x85",
    GET + b"Authorization: Bearer " + b"a." * 3000 + b"\r\n\r\n",
    b"GET /api/v1/me HTTP/1.1\r\n" + HOST +
    b"Authorization: Bearer eyJhbGciOiJub25lIn0.e30.\r\n\r\n",
    b"GET /api/v1/me HTTP/1.1\r\n" + HOST + b"Cookie: hire_access=" +
    b"=;" * 4000 + b"\r\n\r\n",
]
FORMS = [
    HOST + b"Content-Type: multipart/form-data; boundary=" + boundary +
    b"\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    for boundary, body in [
        (b"b", b"--b\r\n"), (b"b", b"--b--\r\n"),
        (b"", b"----\r\n"), (b"b" * 200, b"--b\r\n\r\n"),
        (b"b", b"--b\r\nContent-Disposition: form-data; name=\"\0\"\r\n"
         b"\r\nx\r\n--b--\r\n"),
        (b"b", b"--b\r\n" + b"X: y\r\n" * 500 + b"\r\nx\r\n--b--"),
        (b"b", b"--b\r\nContent-Disposition: form-data; name=\"resume\"; "
         b"filename=\"../../x\"\r\n\r\n" + b"x" * 50000),
    ]]

STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) [^\r]*\r\n(.*?)\r\n\r\n", re.S)


def connect(target):
    s = socket.create_connection(("127.0.0.1", target.port), 10)
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return s


def reset(s):
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    s.close()


def send(s, data):
    """False: the server has had enough."""
    try:
        s.sendall(data)
        return True
    except OSError:
        return False


def listen(target, s, seconds):
    """Statuses of what comes until it ends or is silent."""
    data = b""
    s.settimeout(seconds)
    try:
        while len(data) < 1 << 20:
            got = s.recv(65536)
            if not got:
                break
            data += got
    except OSError:
        pass
    for status, head in STATUS.findall(data):
        target.heard(int(status), head)
    return data


def whole(target):
    with connect(target) as s:
        send(s, random.choice(RAW))
        listen(target, s, 0.05)


def upload(target):
    """A form that is none, of somebody who may send one."""
    with connect(target) as s:
        send(s, b"POST /api/v1/jobs/" + target.job.encode() +
             b"/applications HTTP/1.1\r\nAuthorization: Bearer " +
             target.token.encode() + b"\r\n" + random.choice(FORMS))
        listen(target, s, 0.2)


def in_pieces(target):
    data = random.choice(RAW)
    with connect(target) as s:
        cut = random.randrange(len(data) + 1)
        if send(s, data[:cut]):
            send(s, data[cut:])
        listen(target, s, 0.05)


def mutated(target):
    data = bytearray(random.choice(RAW))
    for _ in range(random.randrange(1, 6)):
        i = random.randrange(len(data))
        what = random.randrange(3)
        if what == 0:
            data[i] = random.randrange(256)
        elif what == 1 and len(data) > 1:
            del data[i]
        else:
            data[i:i] = random.choice(
                [b"\r\n", b"\n", b"\0", b" ", b"\r", b"%00", b":"])
    with connect(target) as s:
        send(s, bytes(data))
        listen(target, s, 0.05)


def half_closed(target):
    data = random.choice(RAW)
    with connect(target) as s:
        send(s, data[:random.randrange(len(data) + 1)])
        try:
            s.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        listen(target, s, 0.2)


def resets(target):
    for _ in range(20):
        s = connect(target)
        data = random.choice(RAW)
        send(s, data[:random.randrange(len(data) + 1)])
        reset(s)


def flood(target):
    """Many requests in a row, and nobody reads the replies."""
    s = connect(target)
    s.settimeout(2)
    for _ in range(10):
        if not send(s, (GET + b"\r\n") * 100):
            break
    if random.random() < 0.5:
        listen(target, s, 0.2)
    reset(s)


def held(target):
    """Half a head or half a body that stays, in place of an older one."""
    s = connect(target)
    send(s, random.choice([
        b"", b"GET", GET, GET + b"X: ", POST + b"Content-Length: 900\r\n\r\n{",
        POST + CHUNKED + b"\r\n5\r\n{"]))
    target.keep(s)


def drip(target):
    """A little more of those that are held."""
    for s in target.kept:
        send(s, b" ")


def frame(opcode, payload, fin=True, masked=True, bits=0, length=None):
    n = len(payload) if length is None else length
    mask = os.urandom(4) if masked else b""
    size = bytes([n]) if n < 126 else b"\x7e" + struct.pack(">H", n) \
        if n < 65536 else b"\x7f" + struct.pack(">Q", n)
    size = bytes([size[0] | (0x80 if masked else 0)]) + size[1:]
    if masked:
        payload = bytes(c ^ mask[i % 4] for i, c in enumerate(payload))
    return bytes([(0x80 if fin else 0) | bits | opcode]) + size + mask + payload


HELLO = frame(1, b'{"type":"hello","last_seq":0}')
FRAMES = [
    frame(1, b"{}"), frame(1, b"{}", masked=False), frame(1, b"\xff"),
    frame(1, b"{}", bits=0x40), frame(3, b""), frame(11, b""),
    frame(0, b"x"), frame(1, b"{", fin=False) + frame(0, b"}"),
    frame(1, b"{", fin=False) + frame(1, b"}"), frame(9, b"x" * 126),
    frame(9, b"", fin=False), frame(2, b"\0" * 100),
    frame(8, b""), frame(8, b"\x03"), frame(8, b"\x03\xe8"),
    frame(8, b"\x03\xed"), frame(8, b"\xff\xff"), frame(8, b"\x03\xe8\xff"),
    frame(1, b"", length=1 << 62), frame(1, b"", length=(1 << 63) + 1),
    frame(1, b"x" * 70000), frame(9, b"ping") * 500,
    frame(1, b"{", fin=False) * 500, frame(1, b"[" * 5000),
    frame(1, b'{"type":"hello","last_seq":-1}'),
    frame(1, b'{"type":"hello","last_seq":1e300}'),
    frame(1, b'{"type":"answer","id":"\\u0000","text":"x"}'),
    frame(1, b'{"type":"nonsense"}') * 30, HELLO * 20,
    b"GET / HTTP/1.1\r\n\r\n", b"\x81", b"\x81\xfe", os.urandom(300),
]


def live(target):
    """A real connection, and then anything."""
    url = target.ticket()
    if not url:
        return
    s = connect(target)
    # Sometimes the frames come with the head.
    head = b"GET " + url.encode() + b" HTTP/1.1\r\n" + HOST + UPGRADE + b"\r\n"
    frames = HELLO * random.randrange(2) + b"".join(
        random.choices(FRAMES, k=random.randrange(1, 4)))
    if random.random() < 0.3:
        send(s, head + frames)
    elif send(s, head):
        data = s.recv(4096)
        for status, rest in STATUS.findall(data):
            target.heard(int(status), rest)
        send(s, frames)
    if random.random() < 0.5:
        listen(target, s, 0.1)
    if random.random() < 0.2:
        target.keep(s)
    elif random.random() < 0.5:
        reset(s)
    else:
        s.close()


ATTACKS = [whole, in_pieces, mutated, mutated, half_closed, resets, flood,
           upload, held, drip, live]
