"""The practice service as the environment names it, its practice API, and the
counting of checks. Shared by the peers in this folder. Each of them wants a
service that was just started, since it makes things that can be made once."""

import json
import os
import sys
import time
import urllib.error
import urllib.request

ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
REGION = os.environ["AWS_REGION"]
TOKEN = os.environ["PRACTICE_TOKEN"]


def practice(method, path, form=None):
    """One request of the practice API; its answer as JSON."""
    body = None if form is None else json.dumps(form).encode()
    request = urllib.request.Request(ENDPOINT + path, data=body, method=method)
    request.add_header("x-practice-token", TOKEN)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def ledger():
    return practice("GET", "/practice/ledger?seeded=false")


def wait_until(condition, seconds=10):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("it never happened")
        time.sleep(0.05)


class Checks:
    """One line for each check, and the exit code at the end."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, name, holds, detail=""):
        if holds:
            self.passed += 1
            print(f"ok      {name}")
        else:
            self.failed += 1
            print(f"FAILED  {name}: {detail}")

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed or not self.passed else 0)
