# SPDX-License-Identifier: GPL-3.0-or-later
"""Stopped at every point: killed, out of disk, over a limit."""
import os
import resource
import shutil
import signal

from program import EVERY, FEW, MINI, STOP_AT, call, digest_of, expect, names, verified


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
