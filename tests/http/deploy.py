# SPDX-License-Identifier: MIT
"""deploy.py - the configurations of docs/deploy, with other ports and paths.

Apart from test_deploy.py, since clusters of tests/chaos run them, too.
"""
import os
import re
import shutil
import subprocess

import server

DEPLOY = os.path.join(server.ROOT, "docs", "deploy")


def shipped(name):
    with open(os.path.join(DEPLOY, name), encoding="utf-8") as f:
        return f.read()


def changed(text, *changes):
    """Each pattern must be there: a file that changed is noticed."""
    for pattern, new in changes:
        text, times = re.subn(pattern, new, text)
        assert times, f"nothing to change: {pattern}"
    return text


def with_servers(text, ports):
    """The line that names a server, once for each of `ports`."""
    line = re.search(r"(?m)^\s+server \S*\s?127\.0\.0\.1:8080.*\n", text).group()
    return text.replace(line, "".join(
        line.replace("8080", str(port)).replace(" one ", f" at{port} ")
        for port in ports))


def certificate(folder):
    """A certificate of one day and its key, in one file."""
    key, chain = (os.path.join(folder, n) for n in ("key.pem", "chain.pem"))
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
         "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1", "-subj",
         "/CN=localhost", "-keyout", key, "-out", chain],
        check=True, capture_output=True)
    with open(chain, "ab") as out, open(key, "rb") as more:
        out.write(more.read())
    return chain


def haproxy(folder, plain, tls, ports, chain, most=400):
    """The command that runs the shipped haproxy.cfg before `ports`."""
    path = os.path.join(folder, "haproxy.cfg")
    with open(path, "w", encoding="utf-8") as f:
        f.write(changed(
            with_servers(shipped("haproxy.cfg"), ports),
            (r"bind :80\b", f"bind 127.0.0.1:{plain}"),
            (r"bind :443\b", f"bind 127.0.0.1:{tls}"),
            # Two descriptors for each, and few here.
            (r"(?m)^\tmaxconn 20000", f"\tmaxconn {most}"),
            (r"/etc/haproxy/\S+\.pem", chain)))
    program = shutil.which("haproxy", path="/usr/sbin:" + os.environ["PATH"])
    checked = subprocess.run([program, "-c", "-f", path],
                             capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    return [program, "-db", "-f", path]
