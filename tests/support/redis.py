#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""redis.py - a Redis server for the time of a test run.

Apart from the suites, so that one server serves all of them: ctest starts it
as a fixture.  A keeper process ends it, by its process id, when told to or
when whoever started it is gone, and removes its folder.  Suites keep apart by
the prefix of their keys.
Usage: redis.py start|stop FILE    FILE gets the server's URL and its folder,
                                   or is empty
       redis.py with FILE COMMAND  the command, unless there is no server
"""
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time

from postgres import alive, as_user, birth, end, free_port, write


def serve(folder, port):
    """The running server, a child of ours."""
    shed, who = as_user()
    if who:
        os.chown(folder, who.pw_uid, who.pw_gid)
    args = ["redis-server", "--port", str(port), "--bind", "127.0.0.1",
            "--dir", folder, "--unixsocket", os.path.join(folder, "socket"),
            "--save", "", "--appendonly", "yes", "--appendfsync", "no",
            "--maxmemory-policy", "noeviction"]
    with open(os.path.join(folder, "log"), "ab") as log:
        return subprocess.Popen(args, stdout=log, stderr=log, cwd=folder,
                                start_new_session=True, **shed)


def answers(port):
    try:
        with socket.create_connection(("127.0.0.1", port), 1) as s:
            s.sendall(b"PING\r\n")
            return s.recv(7) == b"+PONG\r\n"
    except OSError:
        return False


def wait_ready(server, port):
    until = time.monotonic() + 20
    while time.monotonic() < until and server.poll() is None:
        if answers(port):
            return True
        time.sleep(0.02)
    return False


def keep(server, folder, owner, born):
    """Until told to stop, or whoever wanted the server is gone."""
    told = os.path.join(folder, "stop")
    while (server.poll() is None and not os.path.exists(told)
           and alive(owner, born)):
        time.sleep(0.05)
    end(server)
    shutil.rmtree(folder, ignore_errors=True)


def start(file):
    owner = os.getppid()
    write(file, "")
    if not shutil.which("redis-server"):
        print("skipped: Redis is not installed (Debian: redis-server)")
        return 0
    folder = tempfile.mkdtemp(prefix="hire-redis-")
    port = free_port()
    ready, tell = os.pipe()
    if os.fork() == 0:
        os.close(ready)
        os.setsid()
        null = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(null, fd)
        server = serve(folder, port)
        os.write(tell, b"y" if wait_ready(server, port) else b"n")
        os.close(tell)
        keep(server, folder, owner, birth(owner))
        os._exit(0)
    os.close(tell)
    if os.read(ready, 1) != b"y":
        with open(os.path.join(folder, "log"), encoding="utf-8") as log:
            print("the server did not start:", log.read()[-2000:])
        return 1
    write(file, f"redis://127.0.0.1:{port}\n{folder}\n")
    print(f"redis://127.0.0.1:{port}")
    return 0


def stop(file):
    try:
        with open(file, encoding="ascii") as f:
            lines = f.read().split("\n")
    except OSError:
        return 0
    write(file, "")
    if len(lines) < 2 or not os.path.isdir(lines[1]):
        return 0
    write(os.path.join(lines[1], "stop"), "")
    until = time.monotonic() + 30
    while os.path.isdir(lines[1]) and time.monotonic() < until:
        time.sleep(0.05)
    return 1 if os.path.isdir(lines[1]) else 0


def only_with(file, command):
    if not os.path.exists(file) or not os.path.getsize(file):
        print("skipped: no Redis")
        return 0
    os.execv(command, [command])


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] in ("start", "stop"):
        sys.exit({"start": start, "stop": stop}[sys.argv[1]](sys.argv[2]))
    if len(sys.argv) == 4 and sys.argv[1] == "with":
        sys.exit(only_with(sys.argv[2], sys.argv[3]))
    sys.exit(__doc__)
