#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""systems.py SOURCE: docs/systems.md, each of the essays' twenty-two systems. Held: every section has its lines
(mechanism, case, number, keys, outcomes, moved by, tests, left out) outside any table; a mechanism names a file, a case
a file of tests/cases and the name of a case in it; a number the verdict that tests/essay_figures/figures.txt has; and
files, keys, outcomes, reforms and tests that are named exist. No figure of the essays to which the baseline says
something is left out of the page."""
import pathlib
import re
import sys

SOURCE = pathlib.Path(sys.argv[1])
PAGE = SOURCE / "docs/systems.md"
WORDS = ["mechanism", "case", "number", "keys", "outcomes", "moved by", "tests", "left out"]
SYSTEMS = 22

wrong = []


def fault(section, text):
    wrong.append(f"docs/systems.md, {section}: {text}")


def read(name):
    return (SOURCE / name).read_text()


def verdicts():
    """Of each figure of the essays, by its number."""
    rows = [line.split(" | ") for line in read("tests/essay_figures/figures.txt").splitlines()]
    return {row[0]: row[4] for row in rows if re.fullmatch(r"S\d{3}", row[0])}


def keys():
    """law.key of every row of a table of parameters."""
    found = set()
    for path in (SOURCE / "model/law").rglob("*.c"):
        text = path.read_text()
        found |= {f"{law}.{key}" for law, key in re.findall(r"ASY_(?:REMEDY_)?PARAM\w*\(\s*(?:ASY_PER_\w+,\s*)?(\w+),\s*(\w+)", text)}
        for law in re.findall(r"ASY_REMEDY_PARAMS\((\w+)\)", text):  # rows that two laws share
            found |= {f"{law}.{key}" for key in re.findall(r"ASY_REMEDY_PARAM\(law, (\w+)", read("model/law/journey/journey.h"))}
        for law in re.findall(r"const struct asy_law asy_law_(\w+)", text):  # rows behind a macro of the file
            macros = set(re.findall(r"#define (\w+)\(member", text))
            found |= {f"{law}.{key}" for macro in macros for key in re.findall(rf"\b{macro}\(\s*(\w+),", text)}
    return found


FIGURES, KEYS = verdicts(), keys()
LAWS = {key.split(".")[0] for key in KEYS}
OUTCOMES = set(re.findall(r"METRIC\((\w+),", read("model/catalogue/metrics.def")))
OUTCOMES |= set(re.findall(r'^\s*(?:\{ |\.name = )"(\w+)"', read("model/outcome/derived.c"), re.M)) | {"refoulement"}


def try_path(section, name):
    if not (SOURCE / name).exists():
        fault(section, f"there is no {name}")


def try_key(section, name):
    law, key = name.split(".")
    if (law not in LAWS) if key == "*" else (name not in KEYS):
        fault(section, f"there is no key {name}")


def try_reform(section, name):
    if not any((SOURCE / "scenarios" / folder / name).exists() for folder in ("reforms", "closures")):
        fault(section, f"there is no reform or closure {name}")


def try_test(section, name):
    if not (list((SOURCE / "tests").glob(f"*/{name}.c")) or list((SOURCE / "tests").glob(f"*/{name}.cfg"))):
        fault(section, f"there is no test {name}")


def try_code(section, word, name):
    """What stands in backticks, by what it looks like and in which line."""
    if "/" in name:
        try_path(section, name)
    elif name.endswith(".cfg"):
        try_reform(section, name)
    elif re.fullmatch(r"\w+\.(\w+|\*)", name):
        try_key(section, name)
    elif re.fullmatch(r"(stat|golden|test)_\w+", name):
        try_test(section, name)
    elif name not in OUTCOMES:
        fault(section, f"{word}: what is {name}?")


def try_line(section, word, text):
    for name in re.findall(r"`([^`]+)`", text):
        try_code(section, word, name)
    if word == "mechanism" and not re.search(r"→.*(`[\w/]+/|\]\()", text):
        fault(section, f"a mechanism without a file: {text[:60]}")
    if word == "case":
        named = re.findall(r'`(tests/cases/\w+\.cfg)`, "([^"]+)"', text)
        if not named:
            fault(section, f"a case without its name in tests/cases: {text[:60]}")
        for path, name in named:
            if (SOURCE / path).exists() and f'name = "{name}"' not in read(path):
                fault(section, f'{path} has no case "{name}"')
    for number, verdict in re.findall(r"\b(S\d{3})\b(?: (\w+))?", text):
        if FIGURES.get(number) != verdict:
            fault(section, f"{number} is {FIGURES.get(number, 'no figure')}, not {verdict or 'without a verdict'}")
    if word == "number" and not re.search(r"\bS\d{3}\b|\bnone\b", text):
        fault(section, f"a number that is no figure of figures.txt: {text[:60]}")


def try_section(section, text):
    lines = re.findall(r"(?m)^- \*\*([a-z ]+)\*\*: (.+)$", text)
    if re.search(r"(?m)^\|", text):
        fault(section, "has a table")
    for word in WORDS:
        if word not in [w for w, _ in lines]:
            fault(section, f"has no line that says its {word}")
    for word, line in lines:
        if word not in WORDS:
            fault(section, f"has a line called {word}")
        try_line(section, word, line)


def main():
    sections = re.split(r"(?m)^## ", PAGE.read_text())[1:]
    numbers = [int(s.split(".")[0]) for s in sections]
    if numbers != list(range(1, SYSTEMS + 1)):
        wrong.append(f"docs/systems.md has the systems {numbers}")
    for number, text in zip(numbers, sections):
        try_section(number, text)
    named = set(re.findall(r"\bS\d{3}\b", PAGE.read_text()))
    for number in sorted(k for k, v in FIGURES.items() if v != "outside" and k not in named):
        wrong.append(f"docs/systems.md: {number} stands in no section")
    print("\n".join(wrong) or f"the {SYSTEMS} systems are lists, and what they name exists")
    return 1 if wrong else 0


sys.exit(main())
