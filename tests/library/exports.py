#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""exports.py LIBRARY SOURCE: the shared library exports the functions of include/asylsim/, each of them and
nothing else."""
import pathlib
import re
import subprocess
import sys


def main():
    library, source = sys.argv[1:3]
    listed = subprocess.run(["nm", "-D", "--defined-only", library], check=True, capture_output=True, text=True)
    exported = {line.split()[-1] for line in listed.stdout.splitlines()}
    public, unmarked = set(), 0
    for header in sorted((pathlib.Path(source) / "include/asylsim").glob("*.h")):
        text = re.sub(r"/\*.*?\*/", "", header.read_text(encoding="utf-8"), flags=re.S)
        functions = re.findall(r"\b(asy_\w+)\s*\(", text)
        marked = re.findall(r"ASY_PUBLIC[^;(]*?\b(asy_\w+)\(", text)
        public.update(functions)
        for name in sorted(set(functions) - set(marked)):
            print(f"{header.name}: {name} is not marked ASY_PUBLIC")
            unmarked += 1
    for name in sorted(exported - public):
        print(f"exported, but in no public header: {name}")
    for name in sorted(public - exported):
        print(f"in a public header, but not exported: {name}")
    print(f"{len(exported)} names are exported")
    return exported != public or unmarked > 0 or len(exported) < 30


sys.exit(main())
