# SPDX-License-Identifier: MIT
"""cluster.py - PostgreSQL, Redis, servers, workers and haproxy on free ports.

Every link that may break goes through chaos_wire: a server's and a worker's to
PostgreSQL and Redis, and the clients' to haproxy.  haproxy runs the shipped
configuration.  A process that ends by itself is started again, as systemd
would, and that it did is written down."""
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path[:0] = [os.path.join(ROOT, "tests", name)
                for name in ("http", "support")]

import deploy  # noqa: E402
import postgres  # noqa: E402
import server  # noqa: E402
from server import free_port, wait_for  # noqa: E402

SERVERS = WORKERS = LINES = 3
NEEDED = ("haproxy", "redis-server", "openssl", "psql")


def missing():
    """Why there can be no cluster here, or None."""
    path = os.environ["PATH"] + ":/usr/sbin:/sbin"
    if not postgres.program("initdb") or not postgres.program("postgres"):
        return "PostgreSQL is not installed"
    if os.geteuid() == 0 and not postgres.as_user()[1]:
        return "PostgreSQL needs a user that is not root"
    gone = [name for name in NEEDED if not shutil.which(name, path=path)]
    return f"{gone[0]} is not installed" if gone else None


class Process:
    """A program that is killed, told to end, and started again."""

    def __init__(self, cluster, name, command, env, told):
        self.cluster, self.name, self.command = cluster, name, command
        self.env, self.told = env, told
        self.process = None
        self.wanted = False  # running, or else ended on purpose
        self.since = 0
        self.lock = threading.RLock()

    def start(self):
        with self.lock:
            log = os.path.join(self.cluster.folder, self.name + ".log")
            with open(log, "ab") as err:
                self.process = subprocess.Popen(
                    self.command, env=self.env, stdout=err, stderr=err,
                    stdin=subprocess.DEVNULL, start_new_session=True)
            self.wanted, self.since = True, time.monotonic()

    def end(self, how):
        """Send the signal and wait."""
        with self.lock:
            self.wanted = False
            # It may have ended by itself a moment ago.
            told = self.process.poll() is None
            if told:
                self.process.send_signal(how)
            code = self.process.wait(120)
        self.cluster.history.note("ended", who=self.name, code=code,
                                  told=int(how) if told else 0)

    def look(self):
        """Start it again when it ended by itself."""
        with self.lock:
            if not self.wanted or self.process.poll() is None:
                return
            self.cluster.history.note(
                "ended", who=self.name, code=self.process.returncode, told=0)
            time.sleep(1)  # RestartSec
            self.start()


class Cluster:
    def __init__(self, binaries, history, queue="store:", keep=False):
        self.binaries, self.history = os.path.abspath(binaries), history
        self.queue, self.keep = queue, keep
        self.folder = tempfile.mkdtemp(prefix="hire-chaos-")
        os.chmod(self.folder, 0o755)
        self.data = os.path.join(self.folder, "data")
        self.over = threading.Event()
        self.processes = {}
        self.helpers = []
        self._postgres()
        self.redis_port = free_port()
        self.redis = None
        self.redis_start()
        self.ports = [free_port() for _ in range(SERVERS)]
        self.tls_port = free_port()
        self.links = {}
        self._wire()
        self._servers()
        self._haproxy()
        self.keeper = threading.Thread(target=self._keep, daemon=True)
        self.keeper.start()

    # Backends

    def _postgres(self):
        self.url_file = os.path.join(self.folder, "postgres.url")
        script = os.path.join(ROOT, "tests", "support", "postgres.py")
        # Its keeper looks after whoever started it: that is us.
        subprocess.run([sys.executable, "-B", script, "start", self.url_file],
                       check=True, stdout=subprocess.DEVNULL)
        with open(self.url_file, encoding="ascii") as f:
            self.store_url, self.store_folder = f.read().split("\n")[:2]
        self.postgres_port = int(self.store_url.split(":")[2].split("/")[0])
        self.sql("create database chaos")
        self.store_url = self.store_url.replace("/postgres", "/chaos")

    def sql(self, text):
        """What psql says; the store itself is only read by it."""
        url = self.store_url
        done = subprocess.run(
            ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d",
             url, "-c", text], capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"psql: {done.stderr}")
        return done.stdout

    def postgres_bounce(self, how):
        """End PostgreSQL by a signal; it is up again when this returns."""
        path = os.path.join(self.store_folder, "bounce")
        with open(path + ".new", "w", encoding="ascii") as f:
            f.write(str(int(how)))
        os.rename(path + ".new", path)
        end = time.monotonic() + 90
        while os.path.exists(path):
            if time.monotonic() > end:
                raise RuntimeError("PostgreSQL did not come back")
            time.sleep(0.02)

    def redis_start(self):
        folder = os.path.join(self.folder, "redis")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(self.folder, "redis.log"), "ab") as log:
            self.redis = subprocess.Popen(
                ["redis-server", "--bind", "127.0.0.1", "--port",
                 str(self.redis_port), "--dir", folder, "--save", "",
                 "--appendonly", "yes"],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                start_new_session=True)
        wait_for(lambda: self.redis_says("PING") == "+PONG", "Redis")

    def redis_says(self, order):
        try:
            with socket.create_connection(
                    ("127.0.0.1", self.redis_port), 2) as s:
                s.sendall(order.encode() + b"\r\n")
                return s.recv(200).decode().strip()
        except OSError:
            return None

    def redis_kill(self):
        self.redis.kill()
        self.redis.wait()

    # Links

    def _wire(self):
        wanted = [(f"line{i}", self.tls_port) for i in range(LINES)]
        for kind, count in (("server", SERVERS), ("worker", WORKERS)):
            for i in range(count):
                wanted.append((f"{kind}{i}-postgres", self.postgres_port))
                wanted.append((f"{kind}{i}-redis", self.redis_port))
        self.control = os.path.join(self.folder, "wire")
        wire = subprocess.Popen(
            [os.path.join(self.binaries, "chaos_wire"), self.control] +
            [f"{name}:0:{to}" for name, to in wanted],
            stdout=subprocess.PIPE, stdin=subprocess.DEVNULL,
            start_new_session=True)
        self.helpers.append(wire)
        for line in wire.stdout:
            words = line.decode().split()
            if words == ["ready"]:
                break
            self.links[words[0]] = int(words[1])
        wire.stdout.close()
        assert len(self.links) == len(wanted), self.links

    def link(self, name, order):
        """An order to a link; the number of connections it hit."""
        with socket.socket(socket.AF_UNIX) as s:
            s.settimeout(20)
            s.connect(self.control)
            s.sendall(f"{name} {order}\n".encode())
            said = s.recv(200).decode().split()
        if said[0] != "ok":
            raise RuntimeError(f"{name} {order}: {said}")
        return int(said[1])

    # Ours

    def environment(self, name):
        port = self.links[name + "-postgres"]
        return server.environment(
            HIRE_STORE=f"postgres://hire@127.0.0.1:{port}/chaos"
            "?sslmode=disable",
            HIRE_CACHE=f"redis://127.0.0.1:{self.links[name + '-redis']}",
            HIRE_QUEUE=self.queue.replace(
                "redis:", f"redis://127.0.0.1:{self.links[name + '-redis']}"),
            HIRE_DATA=self.data, HIRE_SERVER_WORKERS="0",
            HIRE_PUBLIC_URL=f"https://localhost:{self.tls_port}",
            HIRE_TRUSTED_PROXIES="127.0.0.1")

    def command(self, binaries, name):
        if name.startswith("server"):
            port = self.ports[int(name[len("server"):])]
            return [os.path.join(binaries, "hire-server"), "--listen",
                    f"127.0.0.1:{port}"]
        return [os.path.join(binaries, "hire-cli"), "worker", "--json",
                "--name", name]

    def _servers(self):
        names = [f"server{i}" for i in range(SERVERS)] + \
            [f"worker{i}" for i in range(WORKERS)]
        for name in names:
            self.processes[name] = Process(
                self, name, self.command(self.binaries, name),
                self.environment(name), None)
            self.processes[name].start()
        for i in range(SERVERS):
            wait_for(lambda i=i: self.is_ready(i), f"server{i}")

    def is_ready(self, i):
        try:
            return server.ask(self.ports[i], "GET", "/readyz").status == 200
        except OSError:
            return False

    def _haproxy(self):
        chain = deploy.certificate(self.folder)
        command = deploy.haproxy(self.folder, free_port(), self.tls_port,
                                 self.ports, chain, 4000)
        with open(os.path.join(self.folder, "haproxy.log"), "ab") as log:
            self.helpers.append(subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                start_new_session=True))

        def reached():
            try:
                return server.ask(self.tls_port, "GET", "/healthz",
                                  tls=server.insecure()).status == 200
            except OSError:
                return False
        wait_for(reached, "haproxy")

    def _keep(self):
        while not self.over.wait(0.1):
            for process in list(self.processes.values()):
                if process.lock.acquire(blocking=False):
                    try:
                        process.look()
                    finally:
                        process.lock.release()

    def close(self):
        """End everything that still runs."""
        if self.over.is_set():
            return
        self.over.set()
        self.keeper.join(30)
        for process in self.processes.values():
            process.end(signal.SIGTERM)
        for helper in self.helpers:
            helper.kill()
            helper.wait()
        self.redis_kill()
        script = os.path.join(ROOT, "tests", "support", "postgres.py")
        subprocess.run([sys.executable, "-B", script, "stop", self.url_file],
                       check=False, stdout=subprocess.DEVNULL)
        if not self.keep:
            shutil.rmtree(self.folder, ignore_errors=True)
