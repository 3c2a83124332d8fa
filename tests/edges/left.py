# SPDX-License-Identifier: GPL-3.0-or-later
"""What a stopped program has left, beside a results file or in its place."""
import os
import shutil
import sqlite3
import subprocess
import sys

from program import FEW, MINI, PROGRAM, digest_of, expect, names, verified

NOBODY = 65534

LEAVE = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
for line in sys.argv[2:]:
    db.execute(line).fetchall()
os.kill(os.getpid(), signal.SIGKILL)
"""


def leave(file, *statements):
    """Another process writes and is killed: its log stays."""
    subprocess.run([sys.executable, "-c", LEAVE, file, *statements], check=False)


def half_changed(file):
    leave(file, "PRAGMA journal_mode=DELETE", "PRAGMA cache_size=2", "BEGIN",
          "UPDATE series SET counts = counts + 1", "UPDATE meta SET value = 'x' WHERE key = 'seed'",
          "UPDATE run SET digest = 'x'")
    assert os.path.getsize(f"{file}-journal") > 1000
    with open(f"{file}-journal", "rb") as journal:
        assert journal.read(8) == b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"  # hot


def changed_in_log(file):
    leave(file, "PRAGMA journal_mode=WAL", "UPDATE meta SET value = value WHERE key = 'seed'",
          "BEGIN", "PRAGMA cache_size=2", "UPDATE series SET counts = counts + 1")
    assert os.path.getsize(f"{file}-wal") > 1000


def a_log_left_is_worked_in(folder):
    good = f"{folder}/good"
    whole = digest_of(expect(0, *FEW, "-o", good))
    for n, spoil in enumerate((half_changed, changed_in_log)):
        commands = (
            (2, [*FEW, "-o", "FILE"], "--resume continues it, --force overwrites it"),
            (0, [*FEW, "--resume", "-o", "FILE"], whole),
            (0, [*FEW, "--force", "-o", "FILE"], whole),
            (0, ["compare", "FILE"], whole),
            (0, ["verify", "FILE"], whole),
            (0, ["export", "FILE", "-o", f"{folder}/csv{n}"], "datapackage.json"),
            (0, ["merge", "FILE", "-o", f"{folder}/merged{n}"], whole),
        )
        for code, command, says in commands:
            file = f"{folder}/a.sqlite"
            shutil.copy(good, file)
            spoil(file)
            expect(code, *[file if word == "FILE" else word for word in command], says=says)
            assert verified(file) == whole, command
            assert [f for f in names(folder) if f.startswith("a.sqlite")] == ["a.sqlite"], command


def what_was_never_born_is_in_nobodys_way(folder):
    """Left by a program killed while it made the tables, as asylsim 0.1.0 did in place."""
    file = f"{folder}/a.sqlite"
    ids = ("PRAGMA page_size=8192", "PRAGMA application_id=1634957676", "PRAGMA user_version=2")
    table = "CREATE TABLE meta(key TEXT PRIMARY KEY, value)"
    fill = "WITH n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<5000) " \
        "INSERT INTO meta SELECT i, hex(randomblob(99)) FROM n"
    for made in ((), ids, (*ids, "PRAGMA journal_mode=WAL", "PRAGMA cache_size=2", "BEGIN", table, fill),
                 (*ids, "PRAGMA cache_size=2", "BEGIN", table, fill),
                 ("PRAGMA page_size=8192", "PRAGMA cache_size=2", "BEGIN", *ids[1:], table, fill)):
        for how in ([], ["--resume"], ["--force"]):
            if made:
                leave(file, *made)
            else:
                open(file, "w").close()
            expect((2, 3), "compare", file)
            expect(0, *FEW, *how, "-o", file, says=file)
            verified(file)
            assert names(folder) == ["a.sqlite"], (made, how, names(folder))
            os.remove(file)


def reading_where_nothing_may_be_written(folder):
    program = f"{folder}/asylsim"  # somewhere where anybody may come
    shutil.copy(PROGRAM, program)
    os.chmod(folder, 0o755)
    shut = f"{folder}/shut"
    os.mkdir(shut)
    whole = digest_of(expect(0, *FEW, "-o", f"{shut}/plain"))
    for name in ("journal", "log", "empty_log?#%41"):
        shutil.copy(f"{shut}/plain", f"{shut}/{name}")
    for i in range(2):
        expect(0, *FEW, "--shard", f"{i}/2", "-o", f"{shut}/half{i}")
    half_changed(f"{shut}/journal")
    changed_in_log(f"{shut}/log")
    for name in ("empty_log?#%41", "half0"):
        db = sqlite3.connect(f"{shut}/{name}")
        db.execute("PRAGMA journal_mode=WAL")
        db.close()
    os.remove(f"{shut}/log-shm")
    os.chmod(shut, 0o555)

    def as_nobody(*arguments):
        def drop():
            if os.geteuid() == 0:
                os.setgroups([])
                os.setuid(NOBODY)
        done = subprocess.run([program, *arguments], stdout=subprocess.PIPE, check=False,
                              stderr=subprocess.STDOUT, preexec_fn=drop, cwd="/")
        return done.returncode, done.stdout.decode()
    before = names(shut)
    other = f"{folder}/other"
    os.mkdir(other)
    os.chmod(other, 0o777)
    for first, second in (("half0", "half1"), ("half1", "half0")):
        code, text = as_nobody("merge", f"{shut}/{first}", f"{shut}/{second}", "-q", "--force", "-o",
                               f"{other}/merged")
        assert code == 0 and whole in text, text
    for name in ("plain", "empty_log?#%41"):
        code, text = as_nobody("verify", f"{shut}/{name}")
        assert code == 0 and whole in text, text
    for name, log in (("journal", "journal-journal"), ("log", "log-wal")):
        code, text = as_nobody("compare", f"{shut}/{name}")
        assert code == 3 and f"{shut}/{log} must be worked into it first" in text and \
            "copy the two together" in text, text
    for how in ([], ["--resume"], ["--force"]):
        code, text = as_nobody("run", MINI, *how, "-o", f"{shut}/journal")
        assert code == 3 and "Permission denied" in text, text
    assert names(shut) == before
    os.chmod(shut, 0o755)
    for name in ("journal", "log"):
        assert verified(f"{shut}/{name}") == whole
