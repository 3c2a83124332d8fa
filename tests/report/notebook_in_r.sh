#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# notebook_in_r.sh PROGRAM SOURCE RSCRIPT: runs notebooks/first_results.R on a small ensemble. It prints a row for each
# reform, low, median and high as in `compare --metric claims_first`, and draws a PDF.
set -euo pipefail
program=$1 source=$2 rscript=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
golden=$source/tests/golden
"$program" run "$golden/small.cfg" --reform "$golden/reform_open.cfg" "$golden/reform_dublin.cfg" \
  --draws 20 --seed 1 -q -o "$folder/small.sqlite"
"$rscript" "$source/notebooks/first_results.R" "$folder/small.sqlite" "$folder/first.pdf" | tee "$folder/said"
last=$(sed -n 's/^First claims in all states, \([0-9]*\).*/\1/p' "$folder/said")
"$program" compare "$folder/small.sqlite" --metric claims_first --period "$last" --json >"$folder/compare.json"
/usr/bin/python3 - "$folder" <<'PYTHON'
import json, pathlib, sys
folder = pathlib.Path(sys.argv[1])
rows = [line.split() for line in (folder / "said").read_text().splitlines()[2:]]
said = {row[0]: [float(x) for x in row[1:4]] for row in rows}
told = {}
def walk(node):
    if isinstance(node, dict):
        if node.get("metric") == "claims_first" and "scenario" in node and "difference" in node:
            told[node["scenario"]] = [node["difference"][part] for part in ("low", "median", "high")]
        for value in node.values():
            walk(value)
    elif isinstance(node, list):
        for value in node:
            walk(value)
walk(json.loads((folder / "compare.json").read_text()))
assert said and said.keys() == told.keys(), (said, told)
for name, three in said.items():
    assert all(abs(a - b) < 0.01 for a, b in zip(three, told[name])), (name, three, told[name])
assert (folder / "first.pdf").read_bytes().startswith(b"%PDF")
print(len(said), "reforms as compare has them, and a PDF")
PYTHON
