#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each room of model/ includes only rooms below it (CONTRIBUTING.md, "Where things are"), and no room but law/
itself includes law/, which is one circle; engine/ names no law. SQL stands in store/ alone, libconfig in text/
alone. arrows.py SOURCE. What still climbs stands in CLIMBS, each with its reason."""
import pathlib
import re
import sys

ROOMS = ["catalogue", "base", "text", "scenario", "life", "law", "engine", "outcome", "inference", "store", "job", "report", "cli"]
ADVICE = "what was probably meant hangs on the unit and kind of the key, which the laws' tables say"
CLIMBS = {("text/scan.c", "scenario/grammar.h"): ADVICE, ("text/scan.c", "scenario/misread.h"): ADVICE}

# What only one room may say, and what a room may not.
SQLITE = r'#include <sqlite3\.h>|sqlite3_'
STATEMENT = r'"[^"\n]*\b(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE (TABLE|VIEW|INDEX)|PRAGMA|ATTACH|[A-Z]+ JOIN)\b'
ALONE = [("store", "SQL", f"{SQLITE}|{STATEMENT}"),
         ("text", "libconfig", r"#include <libconfig\.h>|config_(setting|read|init)")]
LAW_BY_NAME = r"\bASY_LAW_\w+|\bASY_TODAY\("


def room_of(path):
    return path.split("/")[0]


def arrows(model):
    for file in sorted(model.rglob("*.[ch]")):
        name = file.relative_to(model).as_posix()
        for target in re.findall(r'^#include "([^"]+)"', file.read_text(encoding="utf-8"), re.M):
            if (model / target).exists():
                yield name, target


def main():
    model = pathlib.Path(sys.argv[1]) / "model"
    faults, climbs, seen = [], set(), 0
    for name, target in arrows(model):
        seen += 1
        a, b = room_of(name), room_of(target)
        if a not in ROOMS:
            faults.append(f"{name} is in a room that no list knows")
        elif b == "law" and a != "law":
            faults.append(f"{name} includes {target}: what is asked of the law is declared in life/")
        elif ROOMS.index(b) > ROOMS.index(a):
            if (name, target) in CLIMBS:
                climbs.add((name, target))
            else:
                faults.append(f"{name} includes {target}: {a}/ is below {b}/")
    for file in sorted(model.rglob("*.[ch]")):
        name, text = file.relative_to(model).as_posix(), file.read_text(encoding="utf-8")
        for room, what, words in ALONE:
            found = re.search(words, text)
            if found and room_of(name) != room:
                faults.append(f"{name} speaks {what} outside {room}/: {found.group(0)}")
        if room_of(name) == "engine" and (found := re.search(LAW_BY_NAME, text)):
            faults.append(f"{name} names a law: {found.group(0)}")
    for name, target in sorted(set(CLIMBS) - climbs):
        faults.append(f"{name} no longer includes {target}: take it off the list")
    print(f"{seen} arrows between {len(ROOMS)} rooms; {len(climbs)} climb, and say why")
    for fault in faults:
        print(fault)
    return 1 if faults or seen < 300 else 0


sys.exit(main())
