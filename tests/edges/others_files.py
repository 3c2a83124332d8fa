# SPDX-License-Identifier: GPL-3.0-or-later
"""What else lies at a name, or was made of our file: refused, and left as it was."""
import os
import shutil
import sqlite3

from program import FEW, call, expect, names, verified


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
