#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""postgres.py - a PostgreSQL server for the time of a test run.

Apart from the suites, so that one server serves all of them: ctest starts it
as a fixture.  A keeper process ends it, by its process id, when told to or
when whoever started it is gone, and removes its folder.
Beside it runs PgBouncer, where that is installed, in transaction mode.
Usage: postgres.py start|stop FILE    FILE gets the server's URL, its folder
                                      and PgBouncer's port, or is empty
       postgres.py with FILE COMMAND  the command, unless there is no server
"""
import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

SETTINGS = {"max_connections": 200, "shared_buffers": "32MB",
            "max_wal_size": "256MB", "autovacuum_naptime": 10,
            "log_min_error_statement": "panic"}
# "name=value ..." beside them or instead, as a benchmark wants.
SETTINGS.update(pair.split("=", 1)
                for pair in os.environ.get("HIRE_TEST_PG", "").split())
# The role `locked` must give its password; all others are let in.
HBA = ("host all locked 127.0.0.1/32 scram-sha-256\n"
       "local all all trust\nhost all all 127.0.0.1/32 trust\n")


def program(name):
    found = os.path.realpath(shutil.which(name) or "")
    if os.path.basename(found) == name:  # and no wrapper of Debian's
        return found
    kept = glob.glob(f"/usr/lib/postgresql/*/bin/{name}")
    return max(kept, key=lambda p: int(p.split("/")[4])) if kept else None


def as_user():
    """Arguments of Popen that shed root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return {}, None
    for name in ("postgres", "nobody"):
        try:
            who = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": who.pw_uid, "group": who.pw_gid,
                "extra_groups": []}, who
    return {}, None


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def make(folder):
    shed, who = as_user()
    if who:
        os.chown(folder, who.pw_uid, who.pw_gid)
    data = os.path.join(folder, "data")
    subprocess.run(
        [program("initdb"), "-D", data, "-A", "trust", "-U", "hire",
         "--no-sync", "-E", "UTF8", "--locale=C"],
        check=True, stdout=subprocess.DEVNULL, cwd=folder, **shed)
    with open(os.path.join(data, "pg_hba.conf"), "w", encoding="ascii") as f:
        f.write(HBA)


def serve(folder, port):
    """The running server, a child of ours."""
    shed, _ = as_user()
    args = [program("postgres"), "-D", os.path.join(folder, "data"),
            "-k", folder, "-c", "listen_addresses=127.0.0.1",
            "-c", f"port={port}"]
    for key, value in SETTINGS.items():
        args += ["-c", f"{key}={value}"]
    with open(os.path.join(folder, "log"), "ab") as log:
        return subprocess.Popen(args, stdout=log, stderr=log, cwd=folder,
                                start_new_session=True, **shed)


def pool(folder, port, to):
    """PgBouncer on `port` before the server on `to`, or None."""
    if not shutil.which("pgbouncer"):
        return None
    shed, _ = as_user()
    ini = os.path.join(folder, "pooler.ini")
    write(ini, f"""[databases]
* = host=127.0.0.1 port={to} user=hire
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 5
max_client_conn = 200
logfile = {folder}/pooler.log
""")
    return subprocess.Popen(["pgbouncer", "-q", ini], cwd=folder,
                            stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL,
                            start_new_session=True, **shed)


def url(port, name="postgres"):
    return f"postgres://hire@127.0.0.1:{port}/{name}"


def wait_ready(server, port):
    until = time.monotonic() + 20
    ready = os.path.join(os.path.dirname(program("postgres")), "pg_isready")
    while time.monotonic() < until and server.poll() is None:
        if subprocess.run([ready, "-q", "-h", "127.0.0.1", "-p", str(port)],
                          check=False).returncode == 0:
            return True
        time.sleep(0.05)
    return False


def alive(pid, born):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as f:
            return f.read().rsplit(")", 1)[1].split()[19] == born
    except OSError:
        return False


def birth(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as f:
        return f.read().rsplit(")", 1)[1].split()[19]


def bounce(server, folder, port):
    """End the server by the signal in the file `bounce`, and start another."""
    file = os.path.join(folder, "bounce")
    try:
        with open(file, encoding="ascii") as f:
            how = int(f.read())
    except (OSError, ValueError):
        return server
    server.send_signal(how)
    until = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    end(server)
    server = serve(folder, port)
    # What a killed one leaves running must be gone before another starts.
    while not wait_ready(server, port) and time.monotonic() < until:
        end(server)
        time.sleep(0.2)
        server = serve(folder, port)
    os.unlink(file)
    return server


def keep(server, pooler, folder, port, owner, born):
    """Until told to stop, or whoever wanted the server is gone."""
    told = os.path.join(folder, "stop")
    while (server.poll() is None and not os.path.exists(told)
           and alive(owner, born)):
        time.sleep(0.05)
        server = bounce(server, folder, port)
    if pooler:
        end(pooler)
    end(server)
    shutil.rmtree(folder, ignore_errors=True)


def end(server):
    if server.poll() is None:
        server.send_signal(signal.SIGINT)  # fast shutdown
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def write(path, text):
    with open(path, "w", encoding="ascii") as f:
        f.write(text)


def start(file):
    owner = os.getppid()
    write(file, "")
    if not program("initdb") or not program("postgres"):
        print("skipped: PostgreSQL is not installed (Debian: postgresql)")
        return 0
    if os.geteuid() == 0 and not as_user()[1]:
        print("skipped: PostgreSQL needs a user that is not root")
        return 0
    folder = tempfile.mkdtemp(prefix="hire-pg-")
    make(folder)
    port, pooled = free_port(), free_port()
    ready, tell = os.pipe()
    if os.fork() == 0:
        os.close(ready)
        os.setsid()
        null = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(null, fd)
        server = serve(folder, port)
        pooler = pool(folder, pooled, port)
        os.write(tell, b"y" if wait_ready(server, port) else b"n")
        os.close(tell)
        keep(server, pooler, folder, port, owner, birth(owner))
        os._exit(0)
    os.close(tell)
    if os.read(ready, 1) != b"y":
        with open(os.path.join(folder, "log"), encoding="utf-8") as log:
            print("the server did not start:", log.read()[-2000:])
        return 1
    pooled = pooled if shutil.which("pgbouncer") else 0
    write(file, f"{url(port)}\n{folder}\n{pooled}\n")
    print(url(port))
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
        print("skipped: no PostgreSQL")
        return 0
    os.execv(command, [command])


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] in ("start", "stop"):
        sys.exit({"start": start, "stop": stop}[sys.argv[1]](sys.argv[2]))
    if len(sys.argv) == 4 and sys.argv[1] == "with":
        sys.exit(only_with(sys.argv[2], sys.argv[3]))
    sys.exit(__doc__)
