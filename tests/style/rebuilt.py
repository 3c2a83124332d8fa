#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many objects of the library and the program are compiled anew when an outcome is added.

    rebuilt.py SOURCE_DIR [--list]

Follows the includes of each source to catalogue/metrics.def, and fails where MOST or more lead
there: to count an outcome, life/tally.h is enough (see asy_tally_add); life/outcomes.h is for who
goes through all of them."""
import pathlib
import re
import sys

CATALOGUE = "catalogue/metrics.def"
MOST = 40
INCLUDE = re.compile(r'^\s*#\s*include "([^"]+)"', re.M)


def included(model, name, seen):
    """All that a file of model/ includes, itself among it."""
    if name in seen:
        return seen
    seen.add(name)
    path = model / name
    if path.is_file():  # else one of include/
        for other in INCLUDE.findall(path.read_text()):
            included(model, other, seen)
    return seen


def main():
    model = pathlib.Path(sys.argv[1]) / "model"
    sources = sorted(path.relative_to(model).as_posix() for path in model.rglob("*.c"))
    led = [name for name in sources if CATALOGUE in included(model, name, set())]
    print(f"{len(led)} of {len(sources)} objects are compiled anew with {CATALOGUE}")
    if "--list" in sys.argv or not 0 < len(led) < MOST:
        print("\n".join(f"  {name}" for name in led))
    if not led:
        print("none: has the catalogue moved?")
    if len(led) >= MOST:
        print(f"at most {MOST - 1} may be; include life/tally.h where outcomes are only counted")
    return not 0 < len(led) < MOST


sys.exit(main())
