#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""transcripts.py PROGRAM SOURCE [--tutorial] [--write]: what README and docs/ show is what the program prints. Each block between
fences is played, held against the file that it shows, or listed below with the reason why it is neither; a block that
is listed nowhere is a fault. Commands that take no time are run, whether or not their output is shown. With --write
what the program prints is put there. With --tutorial docs/tutorial.md alone is played, from its first command to its
last in a folder of its own: it has a run of half a minute."""
import contextlib
import io
import json
import pathlib
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM, SOURCE = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.S | re.M)
COMMAND = re.compile(r"^    build/asylsim (?:.*\\\n)*.*$", re.M)
QUICK = ("check", "find", "params", "catalogue", "help")  # commands that simulate nothing, or a pilot history
BAD = """/* SPDX-License-Identifier: GPL-3.0-or-later */
extends = "../baseline.cfg";
title = "A reform with faults"; claim = "None";
source = "invented";
in_force = "2017-13-01";
set: {
    crossings: { terespole: { border: { asks = true; }; }; };
    rules: { dublin: { p_requst = 0.5; }; third_country: { p_shown = 1.7; }; };
};
"""


class Fault(Exception):
    pass


def run(arguments, folder=SOURCE):
    return subprocess.run(["build/asylsim", *arguments], executable=PROGRAM, cwd=folder, capture_output=True, text=True)


def arguments_of(command):
    """Of `    build/asylsim check X \\ ... # why`."""
    return shlex.split(command.replace("\\\n", " "), comments=True)[1:]


def same(shown, printed):
    """Else a fault with the first line that differs."""
    a, b = shown.splitlines(), printed.splitlines()
    for i in range(max(len(a), len(b))):
        old, new = (rows[i] if i < len(rows) else "(nothing)" for rows in (a, b))
        if old != new:
            raise Fault(f"line {i + 1}:\n  says    {old}\n  program {new}")


# ---- kinds of blocks: each is called with the text around it, and gives the text as it should be --------------------
class Left:
    """Not played, for a reason."""

    def __init__(self, reason):
        self.reason = reason

    def __call__(self, block):
        return block["shown"]


def life(block):
    """What the command above it prints, but for sources of laws that are left out."""
    done = run(arguments_of(COMMAND.findall(block["before"])[-1]))
    if done.returncode:
        raise Fault(done.stderr)
    shown = set(block["shown"].splitlines())
    return "".join(line for line in done.stdout.splitlines(True) if line[:26].strip() or line.rstrip("\n") in shown
                   or not line.strip())


class Shipped:
    """A file, whole; without its comments where the block has none, in whatever lines."""

    def __init__(self, path):
        self.path = path

    def __call__(self, block):
        text = (SOURCE / self.path).read_text(encoding="utf-8")
        if "/*" in block["shown"]:
            return text
        words = [re.findall(r'"[^"]*"|[\w.+-]+|[^\s\w]', re.sub(r"/\*.*?\*/", "", part, flags=re.S))
                 for part in (text, block["shown"])]
        return block["shown"] if words[0] == words[1] else text


@contextlib.contextmanager
def own_scenarios():
    """A copy of the shipped texts, to be changed."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("world", "reforms"):
            shutil.copytree(SOURCE / "scenarios" / name, pathlib.Path(folder, "scenarios", name))
        shutil.copy(SOURCE / "scenarios/baseline.cfg", pathlib.Path(folder, "scenarios"))
        yield pathlib.Path(folder)


def errors(_):
    """Of BAD, a reform with the faults that are shown."""
    with own_scenarios() as folder:
        (folder / "scenarios/reforms/bad.cfg").write_text(BAD, encoding="utf-8")
        done = run(["check", "scenarios/baseline.cfg", "--reform", "scenarios/reforms/bad.cfg"], folder)
    if done.returncode != 2:
        raise Fault(f"exit {done.returncode}, not 2")
    return done.stderr


def crossing(block):
    """May be put into the file of the crossings, and is one more."""
    with own_scenarios() as folder:
        path = folder / "scenarios/world/crossings.cfg"
        inner = block["shown"].strip().removeprefix("crossings: {").removesuffix("};")
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("crossings: {", "crossings: {" + inner, 1), encoding="utf-8")
        n = []
        for where in (SOURCE, folder):
            done = run(["check", "scenarios/baseline.cfg", "--json"], where)
            if done.returncode:
                raise Fault(done.stderr)
            n.append(json.loads(done.stdout)["scenario"]["crossings"])
    if n[1] != n[0] + 1:
        raise Fault(f"{n[1]} crossings with it, {n[0]} without")
    return block["shown"]


class Asked:
    """Questions to a results file: run on a small one, where each has an answer."""
    folder, path, space = None, None, {}

    @classmethod
    def results(cls):
        if not cls.path:
            cls.folder = tempfile.TemporaryDirectory()
            cls.path = str(pathlib.Path(cls.folder.name, "small.sqlite"))
            golden = SOURCE / "tests/golden"
            done = run(["run", golden / "small.cfg", "--reform", golden / "reform_open.cfg", "--until", "2018-12-31",
                        "--draws", "2", "-q", "-o", cls.path])
            if done.returncode:
                raise Fault(done.stderr)
        return cls.path

    def __init__(self, language):
        self.language = language

    def __call__(self, block):
        getattr(self, self.language)(block["shown"])
        return block["shown"]

    def sql(self, text):
        with contextlib.closing(sqlite3.connect(self.results())) as db:
            if not db.execute(text).fetchall():
                raise Fault("answers nothing")

    def python(self, text):
        text = text.replace("output/baseline.sqlite", self.results()).replace("right-to-apply-terespol", "reform_open")
        try:
            import pandas  # noqa: F401
        except ImportError:
            print("not played, for want of pandas: a block of docs/results.md")
            return
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(text, self.space)
        if "print(" in text and not printed.getvalue().strip():
            raise Fault("prints nothing")

    def r(self, text):
        rscript = shutil.which("Rscript")
        if not rscript or subprocess.run([rscript, "-e", "library(RSQLite)"], capture_output=True).returncode:
            print("not played, for want of R with RSQLite: a block of docs/results.md")
            return
        text = text.replace("output/baseline.sqlite", self.results()).replace("right-to-apply-terespol", "reform_open")
        done = subprocess.run([rscript, "-e", text], capture_output=True, text=True)
        if done.returncode or not done.stdout.strip():
            raise Fault(done.stderr or "prints nothing")


class Tutorial:
    """What the command above it prints, from the first line that `begin` is found in to before the next that `end` is
    found in; of docs/tutorial.md, whose commands are run in their order, each once, and in one folder."""
    folder, printed = tempfile.TemporaryDirectory(), {}

    def __init__(self, begin=".", end=None, of=None):
        self.begin, self.end, self.of = begin, end, of

    @classmethod
    def played(cls, command):
        if command not in cls.printed:
            if not (scenarios := pathlib.Path(cls.folder.name, "scenarios")).exists():
                scenarios.symlink_to(SOURCE / "scenarios")
            done = run(arguments_of(command), cls.folder.name)
            if done.returncode:
                raise Fault(done.stderr)
            cls.printed[command] = done.stdout
        return cls.printed[command]

    def __call__(self, block):
        for command in COMMAND.findall(block["before"]):
            printed = self.played(command)
        path = pathlib.Path(self.folder.name, self.of or ".")
        lines = (path.read_text(encoding="utf-8") if self.of else printed).splitlines(True)
        begin = next((i for i, line in enumerate(lines) if re.search(self.begin, line)), None)
        if begin is None:
            raise Fault(f"nothing printed has '{self.begin}'")
        rest = range(begin + 1, len(lines))
        end = next((i for i in rest if self.end and re.search(self.end, lines[i])), len(lines))
        return "".join(line for line in lines[begin:end] if line[:26].strip() or not line.strip())


class Edited(Tutorial):
    """Lines that the reader writes into the file in the place of those that begin so."""

    def __call__(self, block):
        path = pathlib.Path(self.folder.name, self.of)
        text = path.read_text(encoding="utf-8")
        for line in block["shown"].splitlines():
            word = line.split(" = ")[0]
            text, n = re.subn(rf"^{word} = .*$", lambda _: line, text, flags=re.M)
            if n != 1:
                raise Fault(f"{self.of} has {n} lines that begin with '{word} ='")
        path.write_text(text, encoding="utf-8")
        return block["shown"]


class Said(Tutorial):
    """A sentence each number of which was printed, but for those that every sentence has."""

    def __call__(self, block):
        printed = set(re.findall(r"[0-9a-f]{16}|[\d.,]*\d", "".join(self.printed.values()).replace("+", "")))
        numbers = set(re.findall(r"[0-9a-f]{16}|[\d.,]*\d", block["shown"])) - printed
        version = run(["--version"]).stdout
        for number in numbers - {"90", "100"}:
            if number not in version:
                raise Fault(f"{number} is printed nowhere")
        return block["shown"]


BLOCKS = {
    "README.md": [
        Shipped("scenarios/reforms/right-to-apply-terespol.cfg"),
    ],
    "docs/reading.md": [life],
    "docs/library.md": [
        Left("played by tests/library/install.py"),
        Left("played by tests/library/library.py"),
        Left("what tests/library/library.py does at small size"),
    ],
    "docs/model.md": [
        Left("a drawing of stages, no output; the table below it is the program's"),
    ],
    "docs/results.md": [Asked("sql"), Asked("sql"), Asked("sql"), Asked("python"), Asked("python"),
                        Asked("r")],
    "docs/scenarios.md": [
        Shipped("scenarios/reforms/right-to-apply-terespol.cfg"),
        Left("a part of a reform that adds a country: tests/unit/test_countries_added.c"),
        Left("three lines of a ledger: tests/unit/test_articles.c, tests/docs/ledgers.py"),
        Shipped("scenarios/packages/editors-four.cfg"),
        Left("a part of a package, with a part that is not among the shipped ones: tests/unit/test_settles.c"),
        Left("a part of a package: tests/unit/test_settles.c, tests/expected/expected_packages.c"),
        errors,
        crossing,
    ],
}
TUTORIAL = "docs/tutorial.md"
BLOCKS[TUTORIAL] = [
    Tutorial(r"^  \S+:", r"^$"),
    Tutorial(),
    Tutorial("^title", of="vaalimaa.cfg"),
    Edited(of="vaalimaa.cfg"),
    Tutorial("^Finland hears"),
    Tutorial(),
    Tutorial(end=r"^$"),
    Tutorial("Claim put to the test", r"^$"),
    Tutorial("^As it was"),
    Said(),
]


# ---- all of them ----------------------------------------------------------------------------------------------------
def renewed(name, text, faults):
    """The text with each block as it should be; what differs goes to `faults`."""
    found, kinds, at, new = list(FENCE.finditer(text)), BLOCKS.get(name, []), 0, []
    if len(found) != len(kinds):
        faults.append(f"{name}: has {len(found)} blocks, {len(kinds)} are listed in tests/docs/transcripts.py")
        return text
    for match, kind in zip(found, kinds):
        shown, line = match[2], text[: match.start(2)].count("\n") + 1
        try:
            now = kind({"shown": shown, "before": text[: match.start()]})
            new += [text[at : match.start(2)], now]
            at = match.end(2)
            same(shown, now)
        except Fault as fault:
            faults.append(f"{name}: block at line {line}: {fault}")
        except Exception as error:  # of what is played
            faults.append(f"{name}: block at line {line}: {error!r}")
    return "".join(new) + text[at:]


def quick_commands(texts):
    """Each command once that is shown and takes no time, where it stands first."""
    commands = {}
    for name, text in texts.items():
        for match in COMMAND.finditer(text):
            arguments = arguments_of(match[0])
            if arguments[0] in QUICK:
                commands.setdefault(tuple(arguments), f"{name}:{text[: match.start()].count(chr(10)) + 1}")
    return commands


def main():
    files = [SOURCE / "README.md", *sorted((SOURCE / "docs").glob("*.md"))]
    tutorial = "--tutorial" in sys.argv[3:]
    files = [path for path in files if (path == SOURCE / TUTORIAL) == tutorial]
    texts = {str(path.relative_to(SOURCE)): path.read_text(encoding="utf-8") for path in files}
    faults = [f"{name}: listed, and not there" for name in BLOCKS.keys() - texts.keys()
              if (name == TUTORIAL) == tutorial]
    for name, text in texts.items():
        now = renewed(name, text, faults)
        if "--write" in sys.argv[3:] and now != text:
            (SOURCE / name).write_text(now, encoding="utf-8")
    commands = {} if tutorial else quick_commands(texts)
    if len(commands) < 5 and not tutorial:
        faults.append(f"only {len(commands)} commands are found: they stand otherwise in the text")
    for arguments, where in commands.items():
        done = run(arguments)
        if done.returncode:
            faults.append(f"{where}: asylsim {' '.join(arguments)}: exit {done.returncode}: {done.stderr}")
    for fault in faults:
        print(fault)
    if faults:
        print("'cmake --build build --target docs' puts there what the program prints")
        return 1
    blocks = [kind for name in texts for kind in BLOCKS.get(name, [])]
    commands = commands or Tutorial.printed
    print(f"{sum(not isinstance(kind, Left) for kind in blocks)} of {len(blocks)} blocks and {len(commands)} commands "
          "are as the program has them")
    return 0


sys.exit(main())
