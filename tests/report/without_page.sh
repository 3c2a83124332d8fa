#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/report/without_page.sh PROGRAM SOURCE: a program built without the page lives and compares
# as any other, and refuses to write a report, with the reason, leaving no file behind.
set -euo pipefail
program=$1
source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" run "$source/tests/golden/small.cfg" --reform "$source/tests/golden/reform_open.cfg" \
  --draws 2 --replicates 1 --seed 1 --quiet -o "$work/r.sqlite"
"$program" compare "$work/r.sqlite" >"$work/compared"
grep -q 'set out' "$work/compared" || { cat "$work/compared" >&2; exit 1; }
if "$program" report "$work/r.sqlite" -o "$work/report.html" 2>"$work/said"; then
  echo "a report without a page" >&2
  exit 1
fi
grep -q 'built without the page' "$work/said" || { cat "$work/said" >&2; exit 1; }
[[ ! -e "$work/report.html" ]] || { echo "a file is left behind" >&2; exit 1; }
