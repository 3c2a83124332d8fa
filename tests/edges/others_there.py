# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever else is there: another run, a reader, one that takes the file or its lock away."""
import fcntl
import os
import re
import shutil
import signal
import sqlite3
import subprocess

from program import FEW, LONG, MINI, PROGRAM, Running, digest_of, expect, histories, names, verified, wait_for


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
