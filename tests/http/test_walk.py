#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_walk.py - docs/http.md played as it stands: every command must work.

Only the port is changed, to one that is free."""
import os
import re
import shutil
import subprocess
import tempfile
import unittest

import server


class Walk(unittest.TestCase):
    def test_every_command_works(self):
        for program in ("bash", "curl", "jq", "python3"):
            if not shutil.which(program):
                self.skipTest(f"{program} is not installed here")
        folder = tempfile.mkdtemp(prefix="hire-test-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        with open(os.path.join(server.ROOT, "docs", "http.md"),
                  encoding="utf-8") as f:
            blocks = re.findall(r"```sh\n(.*?)```", f.read(), re.S)
        self.assertGreater(len(blocks), 10)
        # -m: jobs as in a shell that somebody types into.
        script = "set -eumo pipefail\ntrap 'kill %1 2>&-' EXIT\n" + \
            "\n".join(blocks) + "trap - EXIT\n"
        path = os.pathsep.join(
            [os.path.dirname(server.SERVER), os.path.dirname(server.CLI),
             os.environ["PATH"]])
        done = subprocess.run(
            ["bash", "-c", script.replace(
                "127.0.0.1:8080", f"127.0.0.1:{server.free_port()}")],
            cwd=folder, env=server.environment(PATH=path),
            stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=server.PATIENCE * 4, check=False)
        self.assertEqual(done.returncode, 0, done.stdout[-1500:] +
                         done.stderr[-1500:])


if __name__ == "__main__":
    unittest.main()
