#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""run.py BINARIES: others' WebSocket clients play whole interviews with a real
server.  Exit 77 (skipped) where a package cannot be had; says which."""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from stage import Stage  # noqa: E402  pylint: disable=wrong-import-position

WS, WEBSOCKETS = "ws@8.18.0", "websockets==15.0.1"


def get_ws(folder):
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund",
                    "--prefix", folder, WS], check=True, timeout=60)
    env = dict(os.environ, NODE_PATH=os.path.join(folder, "node_modules"))
    return ["node", os.path.join(HERE, "play.js")], env


def get_websockets(folder):
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet",
                    "--disable-pip-version-check", "--target", folder,
                    WEBSOCKETS], check=True, timeout=60)
    env = dict(os.environ, PYTHONPATH=folder)
    return [sys.executable, os.path.join(HERE, "play.py")], env


def main():
    played = []
    with tempfile.TemporaryDirectory() as folder:
        for get in (get_ws, get_websockets):
            try:
                played.append(get(os.path.join(folder, get.__name__)))
            except (OSError, subprocess.SubprocessError) as fault:
                print(f"skipped {get.__name__[4:]}: {fault}")
        if not played:
            return 77
        stage = Stage(sys.argv[1])
        names, token = stage.interviews(len(played), 30, 3)
        for name, (command, env) in zip(names, played):
            urls = [stage.ticket(name, token) for _ in range(2)]
            subprocess.run(command + urls, env=env, check=True, timeout=60)
        return stage.close()


if __name__ == "__main__":
    sys.exit(main())
