# SPDX-License-Identifier: MIT
"""The signature of a webhook, made again with Python's own hmac and base64."""
import base64
import hashlib
import hmac
import os
import random
import subprocess
import sys


def sign(secret, name, seconds, body):
    key = base64.b64decode(secret[len("whsec_"):], validate=True)
    text = b"%s.%d.%s" % (name.encode(), seconds, body)
    digest = hmac.new(key, text, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


def secret_of(dice):
    return "whsec_" + base64.b64encode(dice.randbytes(32)).decode()


def main(program):
    dice = random.Random(4)
    bodies = [b"{}", '{"data":{"id":"caf\u00e9"}}'.encode(), b"x" * 4000]
    for round_ in range(30):
        body = bodies[round_ % len(bodies)]
        name = "evt_%026d" % round_
        seconds = 1700000000 + round_ * 86399
        secrets = [secret_of(dice) for _ in range(1 + round_ % 2)]
        got = subprocess.run(
            [program, name, str(seconds), *secrets], input=body,
            stdout=subprocess.PIPE, check=True).stdout.decode().split()
        want = [sign(s, name, seconds, body) for s in secrets]
        assert got == want, (round_, got, want)
    broken = subprocess.run(
        [program, "evt_1", "1", "whsec_AAAA"], input=b"{}",
        stdout=subprocess.DEVNULL, check=False).returncode
    assert broken, "a secret that is none of ours was taken"


if __name__ == "__main__":
    main(os.path.realpath(sys.argv[1]))
