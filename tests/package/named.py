#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""named.py PROGRAM SOURCE: scenarios are found by name wherever the program is started, a file here or the user's own
folder before the shipped ones; a name that means nothing is told where it was looked for; and `asylsim selftest`."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

PROGRAM, SOURCE = (pathlib.Path(text).resolve() for text in sys.argv[1:3])
SHIPPED, GOLDEN = SOURCE / "scenarios", SOURCE / "tests/golden"
OWN = """/* SPDX-License-Identifier: GPL-3.0-or-later */
extends = "../baseline.cfg"; title = "OWN"; claim = "More are let in"; source = "invented"; in_force = "2013-03-01";
set: { crossings: { gate: { border: { p_heard = 1.0; }; }; }; };
"""
faults = []


def run(*arguments, cwd, code=0, says=(), silent=(), **variables):
    env = {k: v for k, v in os.environ.items() if k != "ASYLSIM_SCENARIOS"} | {k: str(v) for k, v in variables.items()}
    done = subprocess.run([PROGRAM, *arguments], cwd=cwd, env=env, capture_output=True, text=True)
    said = done.stdout + done.stderr
    shown = f"asylsim {' '.join(map(str, arguments))}"
    if done.returncode != code:
        faults.append(f"{shown}: exit {done.returncode}, not {code}:\n{said}")
    faults.extend(f"{shown}: does not say {word!r}:\n{said}" for word in says if str(word) not in " ".join(said.split()))
    faults.extend(f"{shown}: says {word!r}:\n{said}" for word in silent if str(word) in said)
    return done.stdout


def digest(*arguments, cwd, **variables):
    return json.loads(run("check", *arguments, "--no-pilot", "--json", cwd=cwd, **variables) or "{}").get("scenario", {})


def shipped_ones(empty):
    by_path = digest(SHIPPED / "baseline.cfg", cwd=empty)
    for name in ("baseline", "baseline.cfg"):
        if digest(name, cwd=empty).get("digest") != by_path.get("digest"):
            faults.append(f"{name} is not the shipped baseline")
    run("check", "baseline", "--reform", "dublin-iv", "no-stc-russia-belarus.cfg", "--no-pilot", cwd=empty,
        says=["(dublin-iv)", "(no-stc-russia-belarus)"])
    run("check", "dublin-iv", "--no-pilot", cwd=empty, says=["(dublin-iv)"])
    run("check", "baseline", "--package", "editors-four", "--no-pilot", cwd=empty)
    run("params", "baseline", "--grep", "p_request", cwd=empty)


def names_of_nothing(empty):
    run("check", "dublin-vi", cwd=empty, code=2, says=["dublin-vi: No such file", SHIPPED, "did you mean dublin-iv?"])
    run("check", "baseline", "--reform", "zzzzzz", "--no-pilot", cwd=empty, code=2, says=["zzzzzz: No such file", SHIPPED])
    run("check", "baseline", cwd=empty, code=2, ASYLSIM_SCENARIOS=broken(empty), says=["baseline.cfg:1"])
    # a name with a folder is a file or none
    run("check", "reforms/dublin-iv.cfg", cwd=empty, code=2, says=["No such file"], silent=["did you mean", SHIPPED])
    # what a file includes is looked for beside it alone
    own = empty / "own.cfg"
    own.write_text('@include "baseline.cfg"\n', encoding="utf-8")
    run("check", "own", cwd=empty, code=2, says=["own.cfg:1", "No such file"], silent=[SHIPPED])


def extends_a_shipped_one(folder):
    """A reform may lie anywhere, and name the shipped baseline as the command line does."""
    mine = folder / "mine.cfg"
    mine.write_text(OWN.replace("../baseline.cfg", "baseline.cfg").replace("gate", "terespol")
                    .replace("2013-03-01", "2017-01-01"), encoding="utf-8")
    run("check", "mine", "--no-pilot", cwd=folder, says=["As it was", "OWN"])
    run("check", "baseline", "--reform", "mine.cfg", "dublin-iv", "--no-pilot", cwd=folder, says=["OWN"])
    run("check", mine, "--no-pilot", cwd="/", says=["OWN"])
    # one beside it comes first, and what is another baseline's is no reform of this one
    (folder / "baseline.cfg").write_text("title = ;\n", encoding="utf-8")
    run("check", "mine", "--no-pilot", cwd=folder, code=2, says=["baseline.cfg:1"])
    (folder / "baseline.cfg").unlink()
    run("check", GOLDEN / "small.cfg", "--reform", mine, "--no-pilot", cwd=folder, code=2,
        says=["lies outside the folder of the baseline"])
    # here is not where an extended file is looked for: only beside the reform
    (folder / "here").mkdir()
    (folder / "here/baseline.cfg").write_text("title = ;\n", encoding="utf-8")
    run("check", "../mine.cfg", "--no-pilot", cwd=folder / "here", says=["As it was", "OWN"])


def broken(folder):
    (folder / "broken").mkdir(exist_ok=True)
    (folder / "broken/baseline.cfg").write_text("title = ;\n", encoding="utf-8")
    return folder / "broken"


def own_before_shipped(folder):
    mine = folder / "mine"
    (mine / "reforms").mkdir(parents=True)
    for path in GOLDEN.glob("small*.cfg"):
        shutil.copy(path, mine / path.name.replace("small.cfg", "baseline.cfg"))
    (mine / "reforms/dublin-iv.cfg").write_text(OWN, encoding="utf-8")
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    run("check", "baseline", "--reform", "dublin-iv", "--no-pilot", cwd=elsewhere, says=["A reduced world", "OWN"],
        ASYLSIM_SCENARIOS=mine)
    run("check", "dublin-suspended-poland", "--no-pilot", cwd=elsewhere, says=["As it was"], ASYLSIM_SCENARIOS=mine)
    run("check", "baseline", "--no-pilot", cwd=elsewhere, says=["As it was"], ASYLSIM_SCENARIOS="")
    run("check", "baseline", "--no-pilot", cwd=mine, says=["A reduced world"])
    (elsewhere / "baseline").mkdir()  # no file
    run("check", "baseline", "--no-pilot", cwd=elsewhere, says=["As it was"])

    # by whatever name: the same results, which go on
    same = ["--draws", "1", "--threads", "1", "-q", "-o"]
    by_name = run("run", "baseline", "--reform", "dublin-iv", *same, folder / "a.sqlite", cwd=elsewhere,
                  ASYLSIM_SCENARIOS=mine)
    by_path = run("run", "baseline.cfg", "--reform", "reforms/dublin-iv.cfg", *same, folder / "b.sqlite", cwd=mine)
    if by_name.split()[1:] != by_path.split()[1:]:
        faults.append(f"by name {by_name}, by path {by_path}")
    run("run", "baseline.cfg", "--reform", "reforms/dublin-iv.cfg", "--resume", *same, folder / "a.sqlite", cwd=mine)


def selftest(folder):
    temporary = folder / "temporary"
    temporary.mkdir()
    run("selftest", cwd="/", TMPDIR=temporary, says=["All 9 passed", SHIPPED], silent=["FAILED"])
    if list(temporary.iterdir()):
        faults.append(f"selftest leaves {list(temporary.iterdir())}")
    said = json.loads(run("selftest", "--json", cwd="/"))
    if not said["passed"] or len(said["steps"]) != 9:
        faults.append(f"selftest --json: {said}")
    if run("selftest", "-q", cwd="/"):
        faults.append("selftest -q is not quiet")
    run("selftest", cwd="/", code=4, TMPDIR=folder / "nowhere", says=["no temporary folder"])
    run("selftest", cwd="/", code=5, ASYLSIM_SCENARIOS=broken(folder), says=["FAILED", "baseline.cfg:1", "1 of 9 failed"])


def manual(folder):
    commands = [line.split()[0] for line in run("help", cwd=folder).split("First steps")[0].splitlines()
                if line.startswith("  ")]
    if {f"cmd_{name}.c" for name in commands} != {path.name for path in (SOURCE / "model/cli").glob("cmd_*.c")}:
        faults.append(f"a page of the manual for each cmd_NAME.c, but the commands are {commands}")
    for name in ["", *commands]:
        page = run("help", "--man", *[name] * bool(name), cwd=folder)
        if not page.startswith(".TH ASYLSIM") or shutil.which("man") and subprocess.run(
                ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", "-"], input=page, capture_output=True,
                text=True, env={**os.environ, "MANROFFSEQ": "", "MANWIDTH": "80"}).stderr:
            faults.append(f"the page of {name or 'asylsim'} is no good manual page")


def one_version(folder):
    version = run("--version", cwd=folder).split()[1]
    soversion = re.match(r"0\.\d+|\d+", version)[0]
    for name, pattern, expected in [("CITATION.cff", r'^version: "(.*)"', version),
                                    ("CHANGELOG.md", r"^## (\d\S*)", version),
                                    ("include/asylsim/version.h", r'"(\d+\.\d+\.\d+)"', version),
                                    ("docs/library.md", r"SOVERSION, which is (\S+) now", soversion),
                                    ("notebooks/asylsim.py", r'^SOVERSION = "(.*)"', soversion)]:
        said = re.search(pattern, (SOURCE / name).read_text(encoding="utf-8"), re.M)
        if not said or said[1] != expected:
            faults.append(f"{name} has the version {said and said[1]}, the program {expected}")


def main():
    for part in (shipped_ones, names_of_nothing, own_before_shipped, extends_a_shipped_one, selftest, manual, one_version):
        with tempfile.TemporaryDirectory() as folder:
            part(pathlib.Path(folder).resolve())
    print("\n".join(faults) or "found by name, and told where it was looked for")
    return bool(faults)


sys.exit(main())
