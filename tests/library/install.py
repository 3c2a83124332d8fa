#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""install.py CMAKE BUILD SOURCE COMPILER: what is installed serves a C program that knows pkg-config alone: notebooks/library.c
is built and run, and prints what the installed `asylsim compare --json` says."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def main():
    cmake, build, source, compiler = sys.argv[1:5]
    with tempfile.TemporaryDirectory() as folder:
        run(cmake, "--install", build, "--prefix", folder)
        library = next(pathlib.Path(folder).rglob("libasylsim.so"))
        pkgconfig = ["pkg-config", f"--define-variable=prefix={folder}", "--cflags", "--libs", "asylsim"]
        flags = run(*pkgconfig, env={**os.environ, "PKG_CONFIG_PATH": f"{library.parent}/pkgconfig"}).split()
        program, results = f"{folder}/library", f"{folder}/r.sqlite"
        run(compiler, "-std=c17", "-Wall", "-Wextra", "-Wpedantic", "-Werror", f"{source}/notebooks/library.c", *flags,
            "-o", program)
        golden = f"{source}/tests/golden"
        said = run(program, f"{golden}/small.cfg", f"{golden}/reform_open.cfg", results,
                   env={**os.environ, "LD_LIBRARY_PATH": str(library.parent)})
        compared = json.loads(run(f"{folder}/bin/asylsim", "compare", results, "--json", "--metric", "claims_first",
                                  "--metric", "refouled", "--metric", "protected"))
        expected = ["{scenario} {metric}".format(**row) + "".join(f" {row['difference'][part]:.12g}" for part in
                    ("median", "low", "high", "error")) for row in compared["outcomes"]]
    print(said)
    return len(expected) != 3 or said.splitlines()[-3:] != expected


sys.exit(main())
