#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing lost at the edges of a results file: whatever stops the program, whoever else is there.

edges.py ASYLSIM SOURCE_DIR STOP_AT.SO [EVERY]. The program is killed before every EVERY-th of the
calls by which it changes files, and its disk is full from there on; all of them with EVERY 1."""
import fcntl
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback

PROGRAM, SOURCE, STOP_AT = map(os.path.abspath, sys.argv[1:4])
EVERY = int(sys.argv[4]) if len(sys.argv) > 4 else 17
MINI = os.path.join(SOURCE, "tests/support/mini.cfg")
FEW = ["run", MINI, "-q", "--draws", "2"]
LONG = ["run", MINI, "-q", "--draws", "0", "--replicates", "100000"]
NOBODY = 65534
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


# ---- whoever else is there ----------------------------------------------------------------------


def one_run_at_a_time(folder):
    file = f"{folder}/a.sqlite"
    expect(0, *FEW, "-o", file)
    old = verified(file)
    first = Running(*LONG, "--seed", "2", "--force", "-o", file, written=f"{file}.partial")
    who = fr"a.sqlite: is being written by process {first.process.pid} \(asylsim run .*, since [0-9:]+\)"
    expect(3, *LONG, "--seed", "3", "--force", "-o", file, says=who)
    expect(3, *LONG, "--seed", "2", "--resume", "-o", file, says=who)
    expect(3, *LONG, "--seed", "2", "-o", file, says=who)
    expect(3, "merge", file, "-o", file, "--force", says=who)
    expect(3, *LONG, "--seed", "2", "--resume", "-o", f"{file}.partial", says="is being written")
    assert verified(file) == old
    for command in ("compare", "verify"):  # who only reads is not kept out
        expect(0, command, f"{file}.partial", says="unfinished")
    code, text = first.end(signal.SIGTERM)
    assert code == 143, text
    expect(0, "verify", f"{file}.partial")
    assert names(folder) == ["a.sqlite", "a.sqlite.partial"], names(folder)


def removing_the_lock_lets_nobody_in(folder):
    file = f"{folder}/a.sqlite"
    for how, written in (([], file), (["--force"], f"{file}.partial")):
        first = Running(*LONG, *how, "-o", file, written=written)
        for _ in range(3):
            if os.path.exists(f"{file}.lock"):
                os.remove(f"{file}.lock")
            for again in (["--resume"], ["--force"]):
                expect(3, *LONG, *again, "-o", file, says="is being written by")
            expect(3, "merge", written, "-o", file, "--force", says="is being written by")
        seen = histories(written)
        wait_for(lambda: histories(written) > seen + 2, "goes on")
        wait_for(lambda: os.path.exists(f"{file}.lock"), "locked again")
        with open(f"{file}.lock") as lock:
            assert f"\n{first.process.pid}\n" in lock.read()
        code, text = first.end(signal.SIGINT)
        assert code == 130, (code, text)
        expect(0, "verify", written)
        assert f"{os.path.basename(file)}.lock" not in names(folder)


def what_is_taken_away_is_no_success(folder):
    """Whatever becomes of the name: exit 3, no digest, and nobody else's file touched."""
    other = f"{folder}/other.sqlite"
    expect(0, *FEW, "--seed", "9", "-o", other)
    whole = verified(other)
    for n, how in enumerate(([], ["--force"])):
        for m, take in enumerate(("remove", "move", "replace", "folder", "remove_folder")):
            for end in (None, signal.SIGINT):
                place = f"{folder}/{n}{m}{end}"
                os.mkdir(place)
                file = f"{place}/a.sqlite"
                if how:
                    shutil.copy(other, file)
                written = f"{file}.partial" if how else file
                first = Running(*LONG, *how, "-o", file, written=written)
                first.process.send_signal(signal.SIGSTOP)
                if take == "remove":
                    os.remove(written)
                elif take == "move":
                    os.rename(written, f"{folder}/moved")
                elif take == "replace":
                    shutil.copy(other, f"{folder}/copy")
                    os.rename(f"{folder}/copy", written)
                elif take == "folder":
                    os.rename(place, f"{place}-away")
                else:
                    shutil.rmtree(place)
                if end:
                    first.process.send_signal(end)
                code, text = first.end(signal.SIGCONT)
                assert code == 3 and "was removed or replaced while it was written: " in text, (take, code, text)
                assert not re.search(r"\b[0-9a-f]{16}\b|keeps|is complete", text), text
                if take == "move":
                    expect(0, "verify", f"{folder}/moved")  # with all that it had
                    os.rename(f"{folder}/moved", written)
                    again = Running(*LONG, "--resume", "-o", file, written=written)
                    assert again.end(signal.SIGINT)[0] == 130
                if take == "replace":
                    assert verified(written) == whole
                if how and take in ("remove", "replace", "move"):
                    assert verified(file) == whole


def a_dead_holder_is_none(folder):
    file = f"{folder}/a.sqlite"
    first = Running(*LONG, "-o", file, written=file)
    with open(f"{file}.lock") as lock:
        assert f"\n{first.process.pid}\n" in lock.read()
    before = histories(file)
    first.end(signal.SIGKILL)
    assert before > 2 and "a.sqlite-wal" in names(folder), names(folder)
    assert os.path.exists(f"{file}.lock")
    again = Running(*LONG, "--resume", "-o", file, written=file)
    code, text = again.end(signal.SIGINT)
    assert code == 130 and histories(file) > before, (code, text)
    assert names(folder) == ["a.sqlite"], names(folder)


def a_lock_of_somebody_else_stays(folder):
    with open(f"{folder}/poetry.lock", "w+") as lock:
        lock.write("[[package]]\n")
        lock.flush()
        expect(2, *FEW, "-o", f"{folder}/poetry", says="poetry.lock: is not a lock of asylsim")
        lock.seek(0)
        assert lock.read() == "[[package]]\n"
    assert names(folder) == ["poetry.lock"]


def hanging_up_interrupts(folder):
    file = f"{folder}/a.sqlite"
    code, text = Running(*LONG, "-o", file, written=file).end(signal.SIGHUP)
    assert code == 129 and "--resume continues it" in text, (code, text)
    expect(0, "verify", file)

    # but not one that was told not to care
    def nohup():
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    careless = subprocess.Popen([PROGRAM, *LONG, "-o", f"{folder}/b.sqlite"], preexec_fn=nohup,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    Running.all.append(careless)
    wait_for(lambda: histories(f"{folder}/b.sqlite") > 2, "nohup")
    careless.send_signal(signal.SIGHUP)
    seen = histories(f"{folder}/b.sqlite")
    wait_for(lambda: histories(f"{folder}/b.sqlite") > seen, "nohup")
    careless.terminate()
    careless.communicate(timeout=100)
    assert careless.returncode == 143


def a_reader_at_the_end_costs_nothing(folder):
    whole = digest_of(expect(0, *FEW, "-o", f"{folder}/whole.sqlite"))
    file = f"{folder}/a.sqlite"
    for write in (["-o", file], ["--force", "-o", file]):
        half = ["run", MINI, "-q", "--draws", "1"]  # to be gone on with, so that one can look
        expect(0, *half, *write)
        at = file
        if write[0] == "--force":
            shutil.move(file, f"{file}.partial")
            expect(0, *half, "--seed", "5", "-o", f"{folder}/older")
            shutil.move(f"{folder}/older", file)
            at = f"{file}.partial"
        db = sqlite3.connect(at)  # as a database browser does: it could write
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("BEGIN")
        seen = db.execute("SELECT count(*) FROM cell").fetchone()
        assert whole in expect(0, *FEW, "--resume", "-o", file)
        assert db.execute("SELECT count(*) FROM cell").fetchone() == seen  # nor the reader
        assert verified(file) == whole
        db.close()
        assert verified(file) == whole
        assert names(folder) == ["a.sqlite", "whole.sqlite"], names(folder)
    # whoever holds it locked keeps no history from being kept
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("BEGIN EXCLUSIVE")
    expect(3, "compare", file, says="held open by another program")
    db.close()


def two_exports_do_not_mix(folder):
    file = f"{folder}/a.sqlite"
    expect(0, *FEW, "-o", file)
    os.makedirs(f"{folder}/csv/.partial")
    with open(f"{folder}/csv/.partial/left.csv", "w"):
        pass  # by one that was killed
    with open(f"{folder}/csv/datapackage.json.lock", "w") as lock:
        lock.write("asylsim lock\n4711\nelsewhere\n2016-07-01 10:12\nasylsim export\n")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        expect(3, "export", file, "-o", f"{folder}/csv",
               says=r"by process 4711 on elsewhere \(asylsim export, since 2016-07-01 10:12\)")
    expect(0, "export", file, "-o", f"{folder}/csv")
    assert not {".partial", "left.csv", "datapackage.json.lock"} & set(names(f"{folder}/csv"))


def a_page_is_written_over_nothing(folder):
    file = f"{folder}/a.sqlite"
    expect(0, *FEW, "-o", f"{file}.partial")
    whole = verified(f"{file}.partial")
    call("report", f"{file}.partial", "-o", file)  # a program without the page says so
    assert verified(f"{file}.partial") == whole


def what_was_changed_goes_no_further(folder):
    def spoil(*statements):
        file = f"{folder}/changed"
        shutil.copy(f"{folder}/half0", file)
        db = sqlite3.connect(file)
        for statement in statements:
            assert db.execute(statement).rowcount
        db.commit()
        db.close()
        return file
    for i in range(2):
        expect(0, *FEW, "--shard", f"{i}/2", "-o", f"{folder}/half{i}")
    one = "(SELECT max(id) FROM run)"
    of_values = "differ from their digest: the file was changed"
    for statements, says in (((f"UPDATE series SET counts = counts + 1 WHERE run = {one}",), of_values),
                             ((f"DELETE FROM series WHERE run = {one}",), of_values),
                             (("UPDATE flow_cell SET persons = 0 WHERE persons = 1",), of_values),
                             ((f"DELETE FROM series WHERE run = {one}", f"DELETE FROM flow_cell WHERE run = {one}",
                               f"DELETE FROM run WHERE id = {one}"), "runs are missing or were added")):
        changed = spoil(*statements)
        expect(3, "verify", changed, says=f"changed: .*{says}")
        for shards in ((changed, f"{folder}/half1"), (f"{folder}/half1", changed), (changed,)):
            expect(3, "merge", *shards, "-o", f"{folder}/m", says=f"changed: .*{says}")
        if says != of_values:
            expect(3, "export", changed, "-o", f"{folder}/csv", says=f"changed: {says}|changed: digest .*{says}")
    assert names(folder) == ["changed", "half0", "half1"], names(folder)
    expect(0, "merge", f"{folder}/half1", f"{folder}/half0", "-o", f"{folder}/m")
    expect(0, *FEW, "-o", f"{folder}/whole")
    assert verified(f"{folder}/m") == verified(f"{folder}/whole")


def nobody_elses_file_is_in_our_way(folder):
    file, seed = f"{folder}/a.sqlite", f"{folder}/seed"
    expect(0, *FEW, "-o", seed)

    def text(path):
        with open(path, "w") as out:
            out.write("the minutes of the meeting\n" * 9)

    def database(path):
        db = sqlite3.connect(path)
        db.execute("CREATE TABLE mine(x)")
        db.commit()
        db.close()
    for born in (f"{file}.asylsim-new", f"{file}.partial.asylsim-new"):
        for make in (text, database, os.mkfifo, os.mkdir, lambda path: os.symlink("seed", path)):
            make(born)
            before = os.path.isfile(born) and open(born, "rb").read()
            for command in (FEW, [*FEW, "--force"], [*FEW, "--resume"], ["merge", seed]):
                expect(2, *command, "-o", file, says=f"{os.path.basename(born)}: is not a file of asylsim")
            assert not before or open(born, "rb").read() == before
            assert names(folder) == sorted([os.path.basename(born), "seed"]), names(folder)
            (os.rmdir if os.path.isdir(born) else os.remove)(born)
        for left in (b"", bytes(8192)):  # our own, left half made
            with open(born, "wb") as out:
                out.write(left)
            expect(0, *FEW, "-o", file)
            assert names(folder) == ["a.sqlite", "seed"], names(folder)
            os.remove(file)


def a_pipe_is_waited_for_by_nobody(folder):
    file, pipe = f"{folder}/a.sqlite", f"{folder}/pipe"
    expect(0, *FEW, "-o", file)
    os.mkfifo(pipe)
    odd = "is not a regular file"
    for path, says in ((pipe, odd), ("/dev/null", odd), (folder, "is a folder")):
        for command in (["verify", path], ["compare", path], ["export", path, "-o", f"{folder}/csv"],
                        ["report", path, "-o", f"{folder}/x.html"],
                        ["merge", path, file, "-o", f"{folder}/m"], ["merge", file, path, "-o", f"{folder}/m"]):
            expect(3, *command, says=says)
        for how in ([], ["--force"], ["--resume"]):  # one code, however it is asked for
            expect(2, *FEW, *how, "-o", path, says=says)
        for how in ([], ["--force"]):
            expect(2, "merge", file, *how, "-o", path, says=says)
    assert names(folder) == ["a.sqlite", "pipe"], names(folder)
    for ending in ("-journal", "-wal", ".partial", ".partial-wal"):
        beside = file + ending
        os.mkfifo(beside)
        for how in ([], ["--force"], ["--resume"]):
            expect(2, *FEW, *how, "-o", file, says=f"a.sqlite{ending}: {odd}")
        if ".partial" not in ending:
            expect(3, "verify", file, says=f"a.sqlite{ending}: {odd}")
        assert names(folder) == ["a.sqlite", os.path.basename(beside), "pipe"], names(folder)
        os.remove(beside)
    verified(file)


# ---- what a stopped program has left ------------------------------------------------------------

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


# ---- stopped at every point ---------------------------------------------------------------------


class Stopped:
    """One command stopped before each EVERY-th of its calls, then gone on with."""

    def __init__(self, folder, prepare, command):
        self.folder, self.prepare, self.command = folder, prepare, command
        self.file = f"{folder}/a.sqlite"

    def begin(self):
        for name in names(self.folder):
            os.remove(f"{self.folder}/{name}")
        for from_, to in self.prepare:
            shutil.copy(from_, f"{self.folder}/{to}")

    def calls(self):
        self.begin()
        expect(0, *self.command, env={"LD_PRELOAD": STOP_AT, "STOP_COUNT_TO": f"{self.folder}/n"})
        n = int(open(f"{self.folder}/n").read())
        assert n > 50, n
        return n

    def at(self, n, how):
        self.begin()
        return call(*self.command, env={"LD_PRELOAD": STOP_AT, how: str(n)})


def go_on_to(stopped, whole, older, n):
    """Whatever is there can be read or is said not to be; the older file or the new one is in
    place; and one more command brings it to its end."""
    file, place = stopped.file, os.path.exists(stopped.file)
    if older:
        assert verified(file) in (older, whole), n
    elif place:
        expect(0, "verify", file)
    for name in names(stopped.folder):
        if name.endswith(".sqlite") or name.endswith(".partial"):
            expect((0, 3), "compare", f"{stopped.folder}/{name}",
                   says="unfinished|digest|no finished history|holds no")
    command = stopped.command
    if command[0] == "run":
        command = [word for word in command if word not in ("--force", "--resume")]
        code, text = call(*command)
        assert code == 0 or code == 2 and ("--resume continues it" in text), (n, code, text)
        if code == 2 or n % 2:
            begun = not older or os.path.exists(f"{file}.partial") or verified(file) == whole
            command = [*command, "--resume" if begun and n % 3 else "--force"]
            assert whole in expect(0, *command), n
    else:
        assert whole in expect(0, *command, *([] if "--force" in command else ["--force"])), n
    assert verified(file) == whole, n
    left = [name for name in names(stopped.folder) if not name.startswith("shard")]
    assert left == ["a.sqlite"], (n, left)


def whatever_stops_it(folder, how, codes):
    parts = f"{folder}/parts"
    os.mkdir(parts)
    older = digest_of(expect(0, *FEW, "--seed", "9", "-o", f"{parts}/older"))
    whole = digest_of(expect(0, *FEW, "-o", f"{parts}/whole"))
    for i in range(2):
        expect(0, *FEW, "--shard", f"{i}/2", "-o", f"{parts}/{i}")
    expect(0, "run", MINI, "-q", "--draws", "1", "-o", f"{parts}/half")
    work = f"{folder}/work"
    os.mkdir(work)
    file = f"{work}/a.sqlite"
    shards = [(f"{parts}/{i}", f"shard{i}") for i in range(2)]
    kinds = (
        ([], [*FEW, "-o", file], None),
        ([(f"{parts}/older", "a.sqlite")], [*FEW, "--force", "-o", file], older),
        ([(f"{parts}/half", "a.sqlite")], [*FEW, "--resume", "-o", file], None),
        ([(f"{parts}/older", "a.sqlite"), *shards],
         ["merge", f"{work}/shard0", f"{work}/shard1", "--force", "-q", "-o", file], older),
    )
    for prepare, command, old in kinds:
        stopped = Stopped(work, prepare, command)
        n_calls = stopped.calls()
        for n in sorted({*range(0, n_calls, EVERY), *range(n_calls - 12, n_calls, 1 + EVERY // 4)}):
            code, text = stopped.at(n, how)
            assert code in codes, (command, n, code, text)
            if code == 0:
                assert whole in text, (command, n, text)
            go_on_to(stopped, whole, old, n)


def killed_at_any_point(folder):
    whatever_stops_it(folder, "STOP_KILL_AT", (-signal.SIGKILL,))


def full_disk_at_any_point(folder):
    whatever_stops_it(folder, "STOP_FULL_AT", (0, 4))


def a_file_over_its_limit(folder):
    """The shell's ulimit, which else kills whoever goes over it."""
    many = ["run", MINI, "-q", "--draws", "40", "-o"]
    whole = digest_of(expect(0, *many, f"{folder}/whole"))
    for kilobytes, kept in ((8, False), (250, False), (600, True)):
        def limit(size=kilobytes << 10):
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        file = f"{folder}/{kilobytes}"
        code, text = call(*many, file, preexec_fn=limit)
        assert code == 4 and f"{kilobytes}: could not be written" in text, (kilobytes, code, text)
        assert (f"{file} keeps " in text and "--resume continues it" in text) == kept, text
        assert (f"{kilobytes}" in names(folder)) == kept and f"{kilobytes}.lock" not in names(folder)
        if kept:
            expect(0, "compare", file, says="unfinished")
        assert whole in expect(0, *many, file, "--resume")
        assert verified(file) == whole


# ---- what it holds, on a terminal ---------------------------------------------------------------

HOSTILE = "\x1b[2J\x1b]0;title\x07\r\x9b31m\u202eevil\u2066\u200f\x7f"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def nothing_of_a_file_is_obeyed(folder):
    reform = f"{folder}/r.cfg"
    with open(reform, "w") as file:
        file.write(f'extends = "{MINI}"; title = "R\u202eR"; claim = "C\u2066"; source = "S\u200f";\n'
                   'in_force = "2017-01-01";\n'
                   "set: { crossings: { terespol: { border: { p_heard = 0.0; }; }; }; };\n")
    file = f"{folder}/a\u202eb.sqlite"
    said = [expect(0, "run", MINI, "--draws", "2", "--reform", reform, "-o", file),
            expect(0, "check", MINI, "--reform", reform),
            expect((0, 2), "explain", MINI, "--reform", reform, "--any"),
            expect(2, "check", reform + "\x1b[2J"), expect(2, HOSTILE), expect(2, "run", f"--{HOSTILE}"),
            expect(2, "check", MINI, "--set", f"rules.{HOSTILE}=1")]
    db = sqlite3.connect(file)
    for table, column in (("scenario", "title"), ("scenario", "claim"), ("scenario", "source"),
                          ("scenario", "name"), ("population", "label"), ("population", "name"),
                          ("place", "label"), ("metric", "label"), ("meta", "value")):
        db.execute(f"UPDATE {table} SET {column} = {column} || ?"
                   + (" WHERE key IN ('note', 'version')" if table == "meta" else ""), (HOSTILE,))
    db.commit()
    for command in (["compare"], ["compare", "--json"], ["compare", "--lives"], ["compare", "--claims"],
                    ["compare", "--by", "group"], ["compare", "--by", "crossing"], ["verify"],
                    ["verify", "--json"], ["export", "-o", f"{folder}/csv"],
                    ["report", "-o", f"{folder}/x\u202e.html"],
                    ["compare", "--metric", "claim_first", "--population", HOSTILE]):
        said.append(call(command[0], file, *command[1:])[1])
    said.append(expect(3, *FEW, "--resume", "-o", file))
    assert "\\u001b[2J\\u001b]0;title\\u0007\\u000d\\u009b31m\\u202eevil\\u2066\\u200f\\u007f" in said[7], said[7]
    for text in said:
        assert text and not OBEYED.search(text), ascii(text)
    # a message that is cut is not cut within a character
    for n in (150, 151, 480, 481):
        assert "\\x" not in call("check", "x" * n + "\u0142" * 300)[1]
    # broken UTF-8 is shown as what it is, and JSON is JSON
    db.execute("UPDATE scenario SET title = CAST(x'41ff9b42c3' AS TEXT), claim = title")
    db.commit()
    assert "A\\xff\\x9bB\\xc3" in expect(0, "compare", file)
    expect(0, "compare", file, "--json", says='"digest"')


def an_error_is_one_line(folder):
    file, odd = f"{folder}/a.sqlite", f"{folder}/a\nasylsim: b\n"
    expect(0, *FEW, "-o", file)
    shutil.copy(file, odd)
    for code, command in ((3, ["verify", f"{odd}x"]), (3, ["compare", f"{odd}x"]), (2, ["check", f"{odd}x"]),
                          (3, ["verify", file, "a\nb"]),
                          (2, [*FEW, "-o", odd]), (2, [*FEW, "-o", f"{odd}x/"]),
                          (2, ["compare", file, "--metric", "claim\nfirst"]),
                          (2, ["export", file, "-o", f"{folder}/csv", "--metric", "\n" * 900]),
                          (2, ["export", file, "-o", f"{folder}/csv", "--population", "a\nll"])):
        text = expect(code, *command)
        assert text.count("\n") == 1 and text.endswith("\n") and "\\n" in text, (command, text)
    for command in (["ver\nify", file], ["verify", file, "--met\nric"], ["verify", file, file, "a\nb"]):
        assert expect(2, *command).count("\n") == 2, command  # and what to try
    for command in (["verify", odd], ["compare", odd], [*FEW, "--resume", "-o", odd],
                    [*FEW[:2], *FEW[3:], "--resume", "-o", odd], ["merge", file, "-o", f"{odd}m"],
                    ["export", file, "-o", f"{odd}csv"]):
        assert "\nasylsim: b" not in expect(0, *command, says=r"a\\nasylsim: b\\n"), command


def main():
    tests = (one_run_at_a_time, removing_the_lock_lets_nobody_in, what_is_taken_away_is_no_success,
             a_dead_holder_is_none, a_lock_of_somebody_else_stays,
             hanging_up_interrupts, a_reader_at_the_end_costs_nothing, a_log_left_is_worked_in,
             what_was_never_born_is_in_nobodys_way, reading_where_nothing_may_be_written,
             two_exports_do_not_mix, what_was_changed_goes_no_further,
             nobody_elses_file_is_in_our_way, a_pipe_is_waited_for_by_nobody, a_page_is_written_over_nothing, killed_at_any_point, full_disk_at_any_point, a_file_over_its_limit,
             nothing_of_a_file_is_obeyed, an_error_is_one_line)
    wanted = sys.argv[5:]
    failed = []
    for test in tests:
        if wanted and test.__name__ not in wanted:
            continue
        began = time.time()
        folder = tempfile.mkdtemp(prefix="asylsim_edges_")
        try:
            test(folder)
            print(f"ok     {test.__name__} ({time.time() - began:.1f} s)", flush=True)
        except Exception as error:  # the others are tried all the same
            failed.append(test.__name__)
            line = traceback.extract_tb(error.__traceback__)[-1].lineno
            print(f"FAILED {test.__name__}: line {line}: {type(error).__name__}: {error}", flush=True)
        finally:
            for process in Running.all:
                process.kill()
            Running.all.clear()
            subprocess.run(["chmod", "-R", "u+w", folder], check=False)
            shutil.rmtree(folder, ignore_errors=True)
    if failed:
        sys.exit(f"{len(failed)} failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
