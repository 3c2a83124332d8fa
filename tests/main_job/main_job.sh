#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# main_job.sh PROGRAM FOLDER: the main job as ./run.sh simulates it, held against README (digest,
# table) and against what it may weigh: results 500 MB, page 6 MB. Some five minutes of a core.
set -euo pipefail
program=$(realpath "$1") folder=$2
cd "$(dirname "$0")/../.."
unset REFORMS FEW FEW_DRAWS DRAWS REPLICATES SECOND_STREAMS SEED
# shellcheck source=cmake/main_job.sh
. cmake/main_job.sh

mkdir -p "$folder"
results=$folder/main_job.sqlite page=$folder/main_job.html
trap 'rm -f "$results" "$page"' EXIT
failed=0

at_most() { # NAME FILE MEGABYTES
  local size
  size=$(stat -c %s "$2")
  echo "$1: $((size / 1000)) kB, at most $3 MB"
  ((size <= $3 * 1000000)) || failed=1
}

main_job "$program" "$results"
at_most results "$results" 500
/usr/bin/python3 tests/docs/readme_table.py "$program" . "$results" || failed=1
digest=$(grep -o 'digest `[0-9a-f]*`' README.md)
grep -qF "$digest" docs/assumptions.md || {
  echo "docs/assumptions.md: measured on another run (tests/docs/assumptions.py --write RESULTS)"
  failed=1
}
if said=$("$program" report "$results" -o "$page" --quiet 2>&1); then
  at_most page "$page" 6
elif grep -q "built without the page" <<<"$said"; then
  echo "this build writes no page"
else
  echo "$said"
  failed=1
fi
exit $failed
