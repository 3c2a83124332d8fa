#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""catalogue.py PROGRAM SOURCE: `asylsim catalogue --json` is what docs/results.md says it is; every
law and key is there and speaks in sentences; no letter and no name of an option means two things."""
import json
import pathlib
import re
import subprocess
import sys

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
faults = []


def run(*arguments):
    return subprocess.run([PROGRAM, "catalogue", *arguments], capture_output=True, text=True)


def check(what, holds):
    if not holds:
        faults.append(what)


def doc_is_a_sentence(where, doc):
    check(f"{where}: {doc!r} is no sentence: a capital first, a full stop last, and one line",
          re.fullmatch(r"[A-Z][^\n]*[^.\s]\.", doc or "") is not None)


def rows_are_as_documented(catalogue):
    """The table of parts in docs/results.md names the fields of each row, in their order."""
    text = (SOURCE / "docs/results.md").read_text(encoding="utf-8")
    block = re.search(r"<!-- catalogue: parts -->\n(.*?)<!-- end -->", text, re.S)[1]
    documented = {m[1]: re.findall(r"`([\w.]+)`", m[2]) for m in re.finditer(r"^\| `(\w+)` \|[^|]*\|(.*)\|$", block, re.M)}
    check(f"the parts are {list(catalogue)[1:]}, documented {list(documented)}", list(catalogue)[1:] == list(documented))
    for part, fields in documented.items():
        check(f"{part} has no rows", len(catalogue.get(part, [])) > 0)
        for row in catalogue.get(part, []):
            outer = [f for f in fields if "." not in f]
            inner = [f.split(".")[1] for f in fields if "." in f]
            check(f"{part}: {list(row)} is not {outer}", list(row) == outer + (["keys"] if inner else []))
            for key in row.get("keys", []):
                check(f"{part}.keys: {list(key)} is not {inner}", list(key) == inner)


def every_law_and_key_is_there(laws):
    named = re.findall(r"^LAW\((\w+)\)", (SOURCE / "model/catalogue/laws.def").read_text(), re.M)
    check("the laws are not those of laws.def", [law["law"] for law in laws] == named)
    for law in laws:
        name, path = law["law"], SOURCE / law["file"]
        doc_is_a_sentence(name, law["doc"])
        check(f"{name}: no source", law["source"])
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        check(f"{name}: {law['file']} does not define it", f"asy_law_{name} = {{" in text)
        check(f"{name}: no keys", law["keys"])
        for key in law["keys"]:
            key_is_whole(f"{name}.{key['key']}", key)


def key_is_whole(where, key):
    doc_is_a_sentence(where, key["doc"])
    check(f"{where}: no source", key["source"])
    if key["kind"] == "number":
        check(f"{where}: {key['min']} to {key['max']}, standard {key['standard']}", key["min"] <= key["standard"] <= key["max"])
        check(f"{where}: no unit", key["unit"])
    elif key["kind"] == "choice":
        check(f"{where}: the standard is none of its choices", key["standard"] in key["choices"])
    elif key["kind"] == "switch":
        check(f"{where}: the standard is {key['standard']}", isinstance(key["standard"], bool))
    else:
        check(f"{where}: of kind {key['kind']}", key["kind"].startswith("list of ") and key["standard"] == [])


def names_lead_somewhere(catalogue):
    """What one part says of another is there."""
    stages = {s["stage"] for s in catalogue["stages"]}
    outcomes = {o["outcome"] for o in catalogue["outcomes"]}
    both = outcomes | {o["outcome"] for o in catalogue["derived"]}
    for stage in catalogue["stages"] + catalogue["asides"]:
        check(f"{stage}: leads to no stage", set(stage["next"]) <= stages)
    for outcome in catalogue["outcomes"]:
        check(f"{outcome['outcome']}: decided among nothing that is there", outcome["among"] is None or outcome["among"] in both)
    for outcome in catalogue["derived"]:
        check(f"{outcome['outcome']}: made of nothing that is there", set(outcome["above"] + outcome["less"] + outcome["below"]) <= outcomes)
    for law in catalogue["laws"]:
        for moves in [law["moves"]] + [key["moves"] for key in law["keys"]]:
            check(f"{law['law']}: moves what is no outcome", {m["outcome"] for m in moves} <= outcomes)
            check(f"{law['law']}: an outcome twice", len(moves) == len({m["outcome"] for m in moves}))
            check(f"{law['law']}: moves less than 5 in 100", all(5 <= m["percent"] <= 100 for m in moves))


def measured(laws):
    """Nine of ten laws are seen to move something; the others would be dead."""
    moving = sum(bool(law["moves"]) for law in laws)
    check(f"only {moving} of {len(laws)} laws are said to move an outcome", moving >= 0.9 * len(laws))


def options_mean_one_thing(options, commands):
    letters = [o["letter"] for o in options]
    twice = {x for x in letters if letters.count(x) > 1}
    check(f"letters of two options: {sorted(twice)}", not twice)
    short = [o["short"] for o in options if o["short"]]
    check(f"short options of two: {short}", len(short) == len(set(short)))
    for command in [c["command"] for c in commands]:
        names = [o["option"] for o in options if command in o["commands"]]
        check(f"{command}: an option twice in {names}", len(names) == len(set(names)))
    for option in options:
        check(f"{option['option']} is of no command", option["commands"] or option["option"] == "--version")
        check(f"{option['option']}: a name of small letters and hyphens", re.fullmatch(r"--[a-z][a-z-]+", option["option"]))
    # `run --package FILE` takes a package, `compare --package` splits one: the one name with two meanings
    names = [o["option"] for o in options]
    check("a name has two meanings", {n for n in names if names.count(n) > 1} <= {"--package"})


def letters_of_commands_are_options(options):
    """A letter in the table of commands that is no option's would be silently without effect."""
    known = {o["letter"] for o in options}
    table = (SOURCE / "model/cli/commands.c").read_text(encoding="utf-8")
    rows = re.findall(r"asy_cmd_\w+,\s+\"(\w+)\",\s*\d", table)
    check(f"only {len(rows)} commands found in commands.c", len(rows) > 10)
    for letters in rows:
        check(f"{letters}: a letter twice", len(letters) == len(set(letters)))
        check(f"{letters}: {sorted(set(letters) - known)} are letters of no option", set(letters) <= known)


def what_is_refused():
    for arguments, code in [(["nothing"], 2), (["--json", "--markdown"], 2), (["dublin", "--json"], 0), (["dublin"], 0), ([], 0), (["stages"], 0)]:
        check(f"catalogue {' '.join(arguments)}: exit {run(*arguments).returncode}, not {code}", run(*arguments).returncode == code)
    for word, meant in (("stage", "stages"), ("dublni", "dublin")):
        check(f"of {word} is not said: did you mean {meant}?", f"did you mean {meant}?" in run(word).stderr)


def main():
    catalogue = json.loads(run("--json").stdout)
    rows_are_as_documented(catalogue)
    if faults:  # what is not there cannot be looked at
        raise SystemExit("\n".join(faults[:40]))
    every_law_and_key_is_there(catalogue["laws"])
    names_lead_somewhere(catalogue)
    measured(catalogue["laws"])
    options_mean_one_thing(catalogue["options"], catalogue["commands"])
    letters_of_commands_are_options(catalogue["options"])
    what_is_refused()
    for fault in faults[:40]:
        print(fault)
    keys = sum(len(law["keys"]) for law in catalogue["laws"])
    print(f"{len(catalogue['laws'])} laws, {keys} keys, {len(catalogue['outcomes'])} outcomes, {len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
