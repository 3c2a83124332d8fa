#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The code of model/ knows no place and no people by name: what scenarios/ calls countries, crossings, groups
and cities stands in no literal and no identifier there. Comments are free, and so are citations: a law's
`.source` and what ASY_PARAM says of where a standard comes from. no_place_by_name.py SOURCE.

Examples in what the program says ("a pair like DEU>POL") stand in EXAMPLES, each once with its file."""
import csv
import pathlib
import re
import sys

SUFFIXES = {".c", ".h", ".def", ".ts", ".css", ".mjs", ".html"}
CITING = {"law", "catalogue"}  # rooms whose texts cite: see citations()
# Words of common speech and of law that a name is made of: they are no names alone.
COMMON = {"by air", "other countries", "third_country"}
EXAMPLES = {
    ("cli/compare_names.c", "DEU>POL"), ("cli/options.c", "DEU>POL"),
    ("job/story.c", "groups.chechen"), ("job/story.c", "chechen:2016-04-02:0"),
    ("scenario/claim.c", "POL>RUS"), ("scenario/claim.c", ">RUS"),
    ("report/page/src/style.css", "Georgia, \"Liberation Serif\""),  # a typeface
    ("law/merits/merits.c", 'as_in = \\"AUT\\"'), ("law/procedure/appeal.c", 'as_in = \\"FRA\\"'),
    ("scenario/ledger_keys.c", "states.POL.law.key"), ("scenario/ledger_keys.c", "and .DEU"), ("scenario/scope.c", "chechen = ..."),
    ("store/filter.c", "DEU>POL"), ("store/names.c", "DEU>POL"),
}


def names_of(scenarios):
    """Codes, keys, labels, cities, and what else a country is called."""
    names = set()
    for row in csv.reader(line for line in (scenarios / "country-names.csv").open(encoding="utf-8") if line[0] != "#"):
        if row and row[0] != "code":
            names |= {row[0]} | {other for other in row[1].split("|") if len(other) > 3}
    for file in sorted(scenarios.rglob("*.cfg")):
        text = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.S)
        names |= {place for label in re.findall(r'\b(?:label|city) = "([^"]+)"', text)
                  for place in re.split(r" to | and | from |, |[()]", label)}
        if file.name in ("groups.cfg", "crossings.cfg"):
            names |= set(re.findall(r"(\w+): \{\s*(?:label|city|citizenship) = ", text))
    names = {n.strip() for n in names}
    return {n for n in names if len(n) > 2 and n.lower() not in COMMON and not n[0].isdigit()}


def without_comments(text):
    """Comments blanked; line numbers kept."""
    blank = lambda m: m.group(0) if m.group(0)[0] in "\"'`" else re.sub(r"[^\n]", " ", m.group(0))
    return re.sub(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|`(?:\\.|[^`\\])*`|/\*.*?\*/|//[^\n]*', blank, text, flags=re.S)


def without_citations(text):
    """A law's doc and source, and the last text of a parameter: the whole call is blanked but for its name."""
    blank = lambda m: re.sub(r"[^\n]", " ", m.group(0))
    text = re.sub(r'\.(?:source|doc) =\s*(?:"(?:\\.|[^"\\\n])*"\s*)+', blank, text)
    return re.sub(r'\b(?:ASY_PARAM\w*|PER_\w+)\((?:[^()"]|"(?:\\.|[^"\\\n])*"|\([^()]*\))*\)', blank, text)


def main():
    source = pathlib.Path(sys.argv[1])
    model, names = source / "model", names_of(source / "scenarios")
    word = re.compile(r"(?<![A-Za-z])(" + "|".join(sorted((re.escape(n) for n in names), key=len, reverse=True)) + r")(?![A-Za-z])")
    loose = {n.lower() for n in names if len(n) > 3}
    faults, said, files = [], set(), 0
    for file in sorted(f for f in model.rglob("*") if f.suffix in SUFFIXES and "node_modules" not in f.parts):
        name = file.relative_to(model).as_posix()
        text = without_comments(file.read_text(encoding="utf-8"))
        text = without_citations(text) if name.split("/")[0] in CITING else text
        files += 1
        for example in sorted((e for f, e in EXAMPLES if f == name), key=len, reverse=True):
            said |= {(name, example)} if example in text else set()
            text = text.replace(example, " " * len(example))
        for number, line in enumerate(text.split("\n"), 1):
            found = [m.group(1) for m in word.finditer(line)]
            found += [w for w in re.findall(r"[A-Za-z]+", line) if w.lower() in loose and w not in found]
            faults += [f"{name}:{number}: {what}: {line.strip()}" for what in found]
    faults += [f"{name} no longer says {example}: take it off the list" for name, example in sorted(EXAMPLES - said)]
    print(f"{len(names)} names of scenarios/ sought in {files} files of model/; {len(said)} examples")
    for fault in faults:
        print(fault)
    return 1 if faults or files < 300 or len(names) < 150 else 0


sys.exit(main())
