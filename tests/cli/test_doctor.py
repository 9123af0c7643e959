#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_doctor.py - what doctor says of a PostgreSQL that is set up wrongly.

Each fault is a real one, made on the server of the test run; only the server
that is too old is played.  Usage: test_doctor.py POSTGRES_URL_FILE
"""
import os
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import unittest

import support

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import postgres  # noqa: E402

with open(sys.argv.pop(), encoding="ascii") as found:
    ADMIN = found.readline().strip()
PORT = ADMIN.rsplit(":", 1)[-1].split("/")[0]


def sql(text, database="postgres"):
    psql = os.path.join(os.path.dirname(postgres.program("postgres")), "psql")
    subprocess.run([psql, "-Xq", "-v", "ON_ERROR_STOP=1", url(database)],
                   input=text.encode(), check=True, stderr=subprocess.PIPE,
                   env={**os.environ,
                        "PGOPTIONS": "-c client_min_messages=warning"})


def url(database, user="hire", port=PORT):
    return f"postgres://{user}@127.0.0.1:{port}/{database}"


def doctor(store):
    done = support.run("--data", support.folder(), "doctor", "--json",
                       HIRE_STORE=store)
    return done.code, done.json()["ports"][0]


class OldServer(threading.Thread):
    """Says hello as PostgreSQL 12 does, to one client."""

    def __init__(self):
        super().__init__(daemon=True)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    @staticmethod
    def message(kind, *texts):
        body = b"".join(t.encode() + b"\0" for t in texts)
        return kind + struct.pack("!i", 4 + len(body)) + body

    def run(self):
        client, _ = self.socket.accept()
        asked = client.recv(4096)
        if asked[4:8] == struct.pack("!i", 80877103):  # TLS?
            client.sendall(b"N")
            client.recv(4096)
        client.sendall(
            b"R" + struct.pack("!ii", 8, 0)
            + self.message(b"S", "server_version", "12.22")
            + self.message(b"S", "server_encoding", "UTF8")
            + b"Z" + struct.pack("!i", 5) + b"I")
        client.recv(4096)
        client.close()
        self.socket.close()


class Pooler:
    """PgBouncer before the server, set up as asked."""

    def __init__(self, *settings):
        self.folder = tempfile.TemporaryDirectory(prefix="hire-pooler-")
        self.port = postgres.free_port()
        shed, who = postgres.as_user()
        if who:
            os.chown(self.folder.name, who.pw_uid, who.pw_gid)
        ini = os.path.join(self.folder.name, "pooler.ini")
        postgres.write(ini, "\n".join((
            "[databases]", f"* = host=127.0.0.1 port={PORT} user=hire",
            "[pgbouncer]", "listen_addr = 127.0.0.1",
            f"listen_port = {self.port}", "unix_socket_dir =",
            "auth_type = any", f"logfile = {self.folder.name}/log",
            *settings, "")))
        self.process = subprocess.Popen(
            ["pgbouncer", "-q", ini], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **shed)
        for _ in range(500):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except OSError:
                threading.Event().wait(0.02)

    def __enter__(self):
        return self.port

    def __exit__(self, *ignored):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()


class Doctor(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.name = f"doctor{os.getpid()}"
        cls.roles = {k: f"{cls.name}_{k}" for k in ("reader", "limited")}
        sql(f"create database {cls.name};")
        done = support.run("migrate", HIRE_STORE=url(cls.name))
        assert done.code == 0, done.err
        for role in cls.roles.values():
            sql(f"create role {role} login; grant usage on schema public to "
                f"{role}; grant select, insert on all tables in schema public "
                f"to {role};", cls.name)

    @classmethod
    def tearDownClass(cls):
        sql(f"drop database {cls.name} with (force);")
        for role in cls.roles.values():
            sql(f"drop role {role};")

    def says(self, store, words):
        code, port = doctor(store)
        self.assertEqual((code, port["ok"]), (6, False), port)
        self.assertIn(words, port["detail"])
        self.assertNotIn("\n", port["detail"])

    def fine(self, store):
        code, port = doctor(store)
        self.assertEqual((code, port["ok"]), (0, True), port)
        self.assertIn("PostgreSQL", port["detail"])

    def test_one_that_is_right(self):
        self.fine(url(self.name))
        self.fine(url(self.name, self.roles["reader"]))

    def test_places(self):
        self.says("postgres://127.0.0.1/x?nothing=1", "nothing")
        self.says(url("x", port=1), "nothing listens there")
        self.says("postgres://u@no-such-host.invalid/x", "host is not known")
        self.says(url("nowhere"), "no such database")

    def test_an_old_server(self):
        old = OldServer()
        old.start()
        self.says(url("x", port=old.port) + "?sslmode=disable",
                  "too old (12): use 13 or newer")

    def test_another_encoding(self):
        name = self.name + "_ascii"
        sql(f"create database {name} encoding 'SQL_ASCII' template template0 "
            "lc_collate 'C' lc_ctype 'C';")
        try:
            self.says(url(name), "encoding UTF8")
        finally:
            sql(f"drop database {name};")

    def test_permissions(self):
        role = self.roles["reader"]
        sql(f"revoke select on job from {role};", self.name)
        self.says(url(self.name, role), "permission denied for table job")
        sql(f"grant select on job to {role}; revoke insert on webhook from "
            f"{role};", self.name)
        self.says(url(self.name, role), "permission denied for table webhook")
        sql(f"grant insert on webhook to {role};", self.name)
        self.fine(url(self.name, role))
        sql(f"create database {self.name}_new;")
        try:
            self.says(url(self.name + "_new", role), "lacks a permission")
        finally:
            sql(f"drop database {self.name}_new with (force);")

    def test_tables_of_an_older_version(self):
        sql("alter table job drop column warnings;", self.name)
        self.says(url(self.name, self.roles["reader"]), "lacks a permission")
        self.fine(url(self.name))  # whose owner it brings up to date

    def test_no_connection_left(self):
        role = self.roles["limited"]
        sql(f"alter role {role} connection limit 0;")
        self.says(url(self.name, role), "raise max_connections")

    def test_one_that_takes_no_changes(self):
        self.says(url(self.name) + "?options=-cdefault_transaction_read_only"
                  "%3Don", "name the primary")

    def test_an_unfinished_copy(self):
        sql("insert into setting (id, name, value) values ('set_0', "
            "'copy.unfinished', 'x');", self.name)
        try:
            self.says(url(self.name), "unfinished copy")
        finally:
            sql("delete from setting where id = 'set_0';", self.name)

    def test_poolers(self):
        if not postgres.shutil.which("pgbouncer"):
            self.skipTest("PgBouncer is not installed")
        with Pooler("pool_mode = statement") as port:
            self.says(url(self.name, port=port), "set pool_mode = transaction")
        with Pooler("pool_mode = session") as port:
            self.fine(url(self.name, port=port))
            self.says(url(self.name, port=port) + "?options=-cfoo%3Dbar",
                      "ignore_startup_parameters")
            self.says(url("nowhere", port=port), "create it with createdb")
        with Pooler("pool_mode = session", "default_pool_size = 1",
                    "query_wait_timeout = 1") as port:
            with socket.create_connection(("127.0.0.1", port)) as other:
                body = (b"\0\3\0\0user\0any\0database\0"
                        + self.name.encode() + b"\0\0")
                other.sendall(struct.pack("!i", 4 + len(body)) + body)
                other.recv(4096)
                other.sendall(b"Q" + struct.pack("!i", 14) + b"select 1;\0")
                other.recv(4096)  # it has the one connection from now on
                self.says(url(self.name, port=port), "default_pool_size")
        with Pooler("pool_mode = transaction", "max_client_conn = 0") as port:
            self.says(url(self.name, port=port), "max_client_conn")


if __name__ == "__main__":
    if not ADMIN:
        print("skipped: no PostgreSQL (ctest starts it)")
    else:
        unittest.main()
