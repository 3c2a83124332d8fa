#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# From a fresh clone to a result: installs what is missing, builds, simulates the rules as they
# were and each reform alone, and prints what would become of the people.
# Each step can be repeated; RESULTS, REPORT, REFORMS, FEW, FEW_DRAWS, DRAWS, REPLICATES,
# SECOND_STREAMS and SEED may be set from outside.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=cmake/packages.sh
. cmake/packages.sh
# shellcheck source=cmake/main_job.sh
. cmake/main_job.sh

results=${RESULTS:-output/baseline.sqlite}

need_build_packages
say "Building (about a minute the first time)"
with_report=ON
if ! page_made build report_page --preset release; then
  say "The report's page needs npm and its registry: without them there is no report"
  with_report=OFF
fi
build release asylsim -DASYLSIM_REPORT=$with_report

say "Simulating the rules as they were, and each reform alone ($draws x $replicates histories${few:+; packages: $few_draws})"
mkdir -p output
main_job build/asylsim "$results"

# write_report REFORM: with one life told in it, of somebody whom the reform protects, at the
# stated values. What it starts ends with it.
write_report() {
  local life=$results.life.json told=() child=''
  trap '[[ -z $child ]] || kill "$child" 2>/dev/null; rm -f "$life"' EXIT
  trap 'exit 143' TERM
  trap 'exit 130' INT
  build/asylsim explain scenarios/baseline.cfg --reform "$1" --fate refugee --seed "$seed" \
    --json > "$life" &
  child=$!
  if wait "$child"; then told=(--life "$life"); else say "The report tells no life"; fi
  build/asylsim report "$results" "${told[@]}" -o "$report" --quiet > /dev/null &
  child=$!
  wait "$child"
  child=''
}

writing='' # the report, beside the tables on the other core
trap 'if [[ -n $writing ]]; then kill "$writing" 2>/dev/null; wait "$writing"; fi || true' EXIT
if [[ $with_report == ON ]]; then
  report=${REPORT:-$(dirname "$results")/report.html}
  # shellcheck disable=SC2086 # a list: the first of them
  set -- $reforms
  write_report "$1" &
  writing=$!
  about_report="The report is in $report: one page with pictures, tables and sources, to be opened in any
browser, printed or mailed.
"
fi

say "What becomes of people"
build/asylsim compare "$results"
if [[ -n $writing ]]; then
  say "Finishing the report"
  wait "$writing"
  writing=''
fi

cat >&2 <<END

== Done
${about_report:-}The results are in $results: one SQLite file, to be opened with R, pandas or DB Browser;
output/README.md says what is in it. What to do next:
  build/asylsim compare $results --lives           # the same people in both worlds, side by side
  build/asylsim compare $results --by group        # who is touched; also --by state, --by year
  build/asylsim check scenarios/baseline.cfg --reform scenarios/reforms/NAME.cfg
                                                   # what a reform changes in law
  build/asylsim export $results -o output/csv      # the same as CSV, some 8 MB a history
  build/asylsim params scenarios/baseline.cfg      # every number with its source
  build/asylsim help                               # everything else
END
