# SPDX-License-Identifier: MIT
"""server.py - hire-server as a process, and clients of HTTP and WebSocket.

HIRE_SERVER and HIRE_CLI name the programs.  The clients are plain sockets: what
goes over the wire is what a test says.
"""
import base64
import http.client
import json
import os
import re
import shutil
import signal
import socket
import ssl
import struct
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SERVER = os.environ.get("HIRE_SERVER", "hire-server")
CLI = os.environ.get("HIRE_CLI", "hire-cli")
PATIENCE = 30  # seconds that anything may take on a busy machine


def environment(**more):
    env = {k: v for k, v in os.environ.items() if not k.startswith("HIRE_")}
    if "HIRE_READER" in os.environ:
        env["HIRE_READER"] = os.environ["HIRE_READER"]
    env.update(more)
    return env


def run(*args, program=SERVER, **env):
    """A call that ends by itself."""
    return subprocess.run([program, *args], capture_output=True, text=True,
                          env=environment(**env), check=False,
                          timeout=PATIENCE * 4)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(condition, what):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(f"waited in vain: {what}")


class Reply:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)

    def text(self):
        return self.body.decode()


def ask(port, method, path, body=None, token=None, headers=None, tls=None):
    """One request on a connection of its own."""
    if tls:
        c = http.client.HTTPSConnection("127.0.0.1", port, timeout=PATIENCE,
                                        context=tls)
    else:
        c = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    head = dict(headers or {})
    if token:
        head["Authorization"] = "Bearer " + token
    if body is not None and not isinstance(body, bytes):
        body = json.dumps(body).encode()
        head.setdefault("Content-Type", "application/json")
    try:
        c.request(method, path, body=body, headers=head)
        r = c.getresponse()
        return Reply(r.status, r.headers, r.read())
    finally:
        c.close()


class Socket:
    """A client of the live interview."""

    def __init__(self, port, path, tls=None):
        self.sock = socket.create_connection(("127.0.0.1", port), PATIENCE)
        if tls:
            self.sock = tls.wrap_socket(self.sock,
                                        server_hostname="localhost")
        key = base64.b64encode(os.urandom(16)).decode()
        self.sock.sendall(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode())
        self.rest = b""
        while b"\r\n\r\n" not in self.rest:
            self.rest += self._some()
        self.head, self.rest = self.rest.split(b"\r\n\r\n", 1)

    def _some(self):
        got = self.sock.recv(65536)
        if not got:
            raise EOFError
        return got

    def say(self, **message):
        payload = json.dumps(message).encode()
        mask = os.urandom(4)
        n = len(payload)
        size = bytes([0x80 | n]) if n < 126 else \
            bytes([0x80 | 126]) + struct.pack(">H", n)
        self.sock.sendall(b"\x81" + size + mask + bytes(
            c ^ mask[i % 4] for i, c in enumerate(payload)))

    def _need(self, n):
        while len(self.rest) < n:
            self.rest += self._some()

    def frame(self):
        """(opcode, payload) of the next frame."""
        self._need(2)
        opcode, n, at = self.rest[0] & 15, self.rest[1] & 127, 2
        if n == 126:
            self._need(4)
            n, at = struct.unpack(">H", self.rest[2:4])[0], 4
        self._need(at + n)
        payload = self.rest[at:at + n]
        self.rest = self.rest[at + n:]
        return opcode, payload

    def hear(self, kind):
        """The next message of that type; others are passed over."""
        while True:
            opcode, payload = self.frame()
            if opcode == 8:
                raise AssertionError(f"closed before {kind}: {payload}")
            if opcode == 1:
                message = json.loads(payload)
                if message["type"] == kind:
                    return message

    def close(self):
        self.sock.close()


class Server:
    """A server on a free port; `data` is a folder, or None for a new one."""

    def __init__(self, *args, data=None, **env):
        self.folder = tempfile.mkdtemp(prefix="hire-test-")
        self.data = data or os.path.join(self.folder, "data")
        self.err = os.path.join(self.folder, "err")
        with open(self.err, "wb") as err:
            self.process = subprocess.Popen(
                [SERVER, "--listen", "127.0.0.1:0", "--data", self.data,
                 *args], stdout=subprocess.PIPE, stderr=err,
                env=environment(**env))
        line = self.process.stdout.readline().decode()
        found = re.search(r":(\d+)$", line.strip())
        if not found:
            self.process.wait(PATIENCE)
            raise AssertionError(f"no server: {line}{self.log()}")
        self.port = int(found.group(1))

    def log(self):
        with open(self.err, encoding="utf-8") as f:
            return f.read()

    def lines(self):
        return [json.loads(line) for line in self.log().splitlines()]

    def ask(self, method, path, body=None, token=None, headers=None):
        return ask(self.port, method, path, body, token, headers)

    def log_in(self, email, password):
        got = self.ask("POST", "/api/v1/sessions",
                       {"email": email, "password": password})
        assert got.status == 200, got.text()
        return got.json()["tokens"]["access"]

    def signal(self, number):
        self.process.send_signal(number)

    def end(self):
        """Exit code after SIGTERM."""
        if self.process.poll() is None:
            self.signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        self.process.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Demo:
    """The demo's data and the log-ins it shows, made once a process."""
    _made = None

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="hire-test-")
        self.data = os.path.join(self.folder, "data")
        done = run("demo", "--fast", "--log-ins", "--data", self.data,
                   program=CLI)
        assert done.returncode == 0, done.stderr
        self.people = dict(re.findall(
            r"^  (\S+@example\.com)\s+([0-9a-f]{24})  ", done.stdout, re.M))
        assert len(self.people) == 4, done.stdout
        done = run("worker", "--until-idle", "--quiet", "--data", self.data,
                   program=CLI)
        assert done.returncode == 0, done.stderr

    @classmethod
    def copy(cls, folder):
        """A copy of its data in `folder`."""
        cls._made = cls._made or cls()
        data = os.path.join(folder, "data")
        shutil.copytree(cls._made.data, data)
        return data

    @classmethod
    def person(cls, begins):
        cls._made = cls._made or cls()
        return next((e, p) for e, p in cls._made.people.items()
                    if e.startswith(begins))

    @classmethod
    def waiting(cls):
        """The candidate with an interview to take, and its id."""
        cls._made = cls._made or cls()
        email, password = next(
            (e, p) for e, p in cls._made.people.items()
            if re.match(r"candidate\d", e))
        done = run("applications", "list", "--as", email, "--json", "--data",
                   cls._made.data, program=CLI)
        row = json.loads(done.stdout)["applications"][0]
        assert row["state"] == "eligible", row
        return email, password, row["interview_id"]

    @classmethod
    def drop(cls):
        if cls._made:
            shutil.rmtree(cls._made.folder, ignore_errors=True)
            cls._made = None


def ticket(asking, interview):
    """The path of a WebSocket; `asking(method, path, body)` is logged in."""
    got = asking("POST", f"/api/v1/interviews/{interview}/tickets", None)
    assert got.status == 201, got.text()
    return got.json()["url"]


def insecure():
    """A context that takes the certificate of a test."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
