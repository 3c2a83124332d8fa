#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""ledgers.py PROGRAM SOURCE [--write]: the ledgers beside scenarios/reforms/, what each text holds article by article,
and docs/ledgers.md, which is made of them; with --write it is put there. Held: `asylsim check` reads every one;
each modelled article names a rule case of tests/cases whose citation names that article; and every reform whose title
or source bears the name of a text has a ledger, or stands in tests/docs/cited.csv as one that only cites it."""
import csv
import pathlib
import re
import subprocess
import sys

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
REFORMS, CASES, PAGE = SOURCE / "scenarios/reforms", SOURCE / "tests/cases", SOURCE / "docs/ledgers.md"
# how acts, proposals and drafts are named
TEXT = re.compile(r"\bCOM\(\d{4}\)|\bC\(\d{4}\)|\bCOM/|A8-\d|[Rr]egulations? \(?(?:EU|EC|\d)|[Dd]irectives? \d|[Dd]ecisions? \d|\d{2,4}/\d{2,4}(?:/E[UC])|\b\d{3,4}/\d{4}\b"
                  r"|\b20\d\d/\d+ art|[Aa]ct of|[Aa]ct (?:\d|paragraph|s\.)|\bLaw \d|\bL \d|European Council|[Dd]raft|[Aa]mendment|[Pp]roposal")
COLUMNS = {"article", "says", "status", "keys", "case", "mark", "why"}
STATUSES = ["modelled", "held", "outside"]
WORDS = {"modelled": "in the reform", "held": "as the law stands already", "outside": "outside the model"}
MARKS = {"text": "", "press": " (press or comment)", "memory": " (from memory)"}

HEAD = """# What a text holds

A reform that bears the name of an act, a proposal or a draft has its ledger beside it, `scenarios/reforms/NAME.csv`: each article of the text that
concerns applicants, and what becomes of it. **In the reform**: by the keys named, with a rule case in `tests/cases/` that a lawyer can read.
**As the law stands already**: the world without the reform holds it so. **Outside the model**: with the reason. What was not read in the text itself or in an
official summary of it is marked: from press or comment, or from memory. `asylsim check` prints what a reform leaves out; how a ledger is written stands in
[scenarios.md](scenarios.md#what-a-text-holds). This page is made of the ledgers: `cmake --build build --target docs` writes it, and a test compares.

| reform | articles | in the reform | as the law stands already | outside the model | not read in the text |
| --- | --- | --- | --- | --- | --- |
"""
faults = []


def table(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(line for line in file if line.strip() and not line.startswith("#")))


def cited():
    """{reform: why it needs no ledger though it names a text}."""
    return {row["reform"]: row["why"] for row in table(SOURCE / "tests/docs/cited.csv")}


def cases():
    """{(file, name of the case): citation}."""
    one = re.compile(r'\bname = ((?:"(?:[^"\\]|\\.)*"\s*)+);(.*?)\bcitation = ((?:"(?:[^"\\]|\\.)*"\s*)+);', re.S)
    found = {}
    for path in sorted(CASES.glob("*.cfg")):
        for name, _, citation in one.findall(path.read_text(encoding="utf-8")):
            found[path.stem, unquoted(name)] = unquoted(citation)
    return found


def unquoted(text):
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text)).replace('\\"', '"')


def names_it(citation, article):
    """Whether a citation names the article: the first number of "art. 20(4)" in it, as a number by itself, not that of the act. An annex has none."""
    number = re.search(r"\d+[a-z]?", re.sub(r"COM\(\d+\) ?\d+|\d+/\d+(?:/E[UC])?|\b(?:19|20)\d\d act\b|\bof (?:19|20)\d\d\b", "", article))
    return not number or re.search(rf"(?<![\d/.(]){number[0]}(?![\d/.])", citation) is not None


def try_cases(name, rows, known):
    for row in rows:
        if row["status"] != "modelled":
            continue
        file, _, case = row["case"].partition(": ")
        citation = known.get((file, case))
        if citation is None:
            faults.append(f"{name}.csv: {row['article']}: tests/cases/{file}.cfg has no case '{case}'")
        elif not names_it(citation, row["article"]):
            faults.append(f"{name}.csv: the citation of '{row['case']}' does not name {row['article']}: {citation}")


def try_reforms(ledgers):
    excused = cited()
    for path in sorted(REFORMS.glob("*.cfg")):
        text = path.read_text(encoding="utf-8")
        said = " ".join(re.findall(r'^(?:title|source) = "(.*?)";', text, re.M))
        bears = TEXT.search(said)
        if path.stem in ledgers:
            if path.stem in excused:
                faults.append(f"cited.csv: {path.stem} has a ledger")
        elif bears and path.stem not in excused:
            faults.append(f"{path.stem}.cfg bears the name of a text ('{bears[0]}'), but there is no {path.stem}.csv beside it")
        elif not bears and path.stem in excused:
            faults.append(f"cited.csv: {path.stem} names no text")
    for name in excused:
        if not (REFORMS / f"{name}.cfg").exists():
            faults.append(f"cited.csv: there is no reform {name}")
    for name in ledgers:
        if not (REFORMS / f"{name}.cfg").exists():
            faults.append(f"{name}.csv lies beside no {name}.cfg")


def try_program(ledgers):
    files = [str(REFORMS / f"{name}.cfg") for name in ledgers if (REFORMS / f"{name}.cfg").exists()]
    done = subprocess.run([PROGRAM, "check", str(SOURCE / "scenarios/baseline.cfg"), "--no-pilot", "--until", "2017-12-31", "--reform", *files],
                          capture_output=True, text=True)
    faults.extend(line.removeprefix(f"{REFORMS}/") for line in done.stderr.splitlines() if ".csv:" in line)
    if done.returncode:
        faults.append(f"asylsim check of {len(files)} reforms with their ledgers: exit {done.returncode}")


def title(name):
    return re.search(r'^title = "(.*?)";', (REFORMS / f"{name}.cfg").read_text(encoding="utf-8"), re.M)[1]


def cell(text):
    return text.replace("|", "\\|")


def lines(name, rows):
    """The section of one reform."""
    out = [f"## {title(name)}\n", f"`{name}.cfg`\n", "| article | what it says | what becomes of it |", "| --- | --- | --- |"]
    for row in rows:
        how = WORDS.get(row["status"], row["status"])
        keys = ", ".join(f"`{key}`" for key in row["keys"].split())
        more = "; ".join(x for x in (keys, row["why"]) if x)
        out.append(f"| {cell(row['article'])} | {cell(row['says'])}{MARKS.get(row['mark'], '')} | {how}{': ' if more else ''}{cell(more)} |")
    return out + [""]


def page(ledgers):
    counts, sections = [], []
    for name, rows in ledgers.items():
        n = [sum(row["status"] == status for row in rows) for status in STATUSES]
        unread = sum(row["mark"] != "text" for row in rows)
        counts.append(f"| {title(name)}, `{name}` | {len(rows)} | {n[0]} | {n[1]} | {n[2]} | {unread} |")
        sections += lines(name, rows)
    return HEAD + "\n".join(counts) + "\n\n" + "\n".join(sections)


def main():
    ledgers = {path.stem: table(path) for path in sorted(REFORMS.glob("*.csv"))}
    known = cases()
    try_program(ledgers)
    try_reforms(ledgers)
    whole = {name: rows for name, rows in ledgers.items() if rows and set(rows[0]) == COLUMNS and (REFORMS / f"{name}.cfg").exists()}
    for name, rows in whole.items():
        try_cases(name, rows, known)
    if len(whole) == len(ledgers):
        text = page(ledgers)
        if "--write" in sys.argv[3:]:
            PAGE.write_text(text, encoding="utf-8")
        elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
            faults.append("docs/ledgers.md is not what the ledgers make: 'cmake --build build --target docs' writes it")
    for fault in faults:
        print(fault)
    print(f"{len(ledgers)} ledgers, {sum(map(len, ledgers.values()))} articles, {len(faults)} faults")
    return 1 if faults and "--write" not in sys.argv[3:] else 0


sys.exit(main())
