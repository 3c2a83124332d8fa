# SPDX-License-Identifier: GPL-3.0-or-later
"""The program as edges.py calls it: to its end, or under way."""
import os
import re
import sqlite3
import subprocess
import sys
import time


PROGRAM, SOURCE, STOP_AT = map(os.path.abspath, sys.argv[1:4])
EVERY = int(sys.argv[4]) if len(sys.argv) > 4 else 17
MINI = os.path.join(SOURCE, "tests/support/mini.cfg")
FEW = ["run", MINI, "-q", "--draws", "2"]
LONG = ["run", MINI, "-q", "--draws", "0", "--replicates", "100000"]
SANITIZERS = os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"


def call(*arguments, env=None, **more):
    done = subprocess.run([PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env={**os.environ, **(env or {}), "ASAN_OPTIONS": SANITIZERS}, timeout=100, check=False, **more)
    return done.returncode, done.stdout.decode()


def expect(code, *arguments, says="", **more):
    got, text = call(*arguments, **more)
    codes = code if isinstance(code, tuple) else (code,)
    assert got in codes and re.search(says, text), f"asylsim {' '.join(arguments)}: exit {got}, " \
        f"expected {code} and /{says}/:\n{text}"
    return text


def digest_of(text):
    return re.search(r"\b[0-9a-f]{16}\b", text).group()


def verified(file):
    return digest_of(expect(0, "verify", file, says="unchanged"))


def wait_for(what, *why):
    for _ in range(2000):
        if what():
            return
        time.sleep(0.01)
    raise AssertionError(f"waited in vain: {why}")


def histories(file):
    """How many of its histories a file being written has, as far as one can look."""
    try:
        db = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        n = db.execute("SELECT count(*) FROM run").fetchone()[0]
        db.close()
        return n
    except sqlite3.Error:
        return 0


class Running:
    """A long run of its own, begun and under way."""
    all = []

    def __init__(self, *arguments, written):
        before = histories(written)
        self.process = subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT)
        self.all.append(self.process)
        wait_for(lambda: histories(written) > before + 2 or self.process.poll() is not None,
                 arguments)
        assert self.process.poll() is None, self.process.stdout.read().decode()

    def end(self, number):
        self.process.send_signal(number)
        text = self.process.communicate(timeout=100)[0].decode()
        return self.process.returncode, text


def names(folder):
    return sorted(os.listdir(folder))
