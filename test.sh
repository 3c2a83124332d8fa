#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The tests of the release build, a quarter of an hour on two quiet cores; with --all, or under
# CI=true as .ci/run has it, everything: first the unit tests under address and
# undefined-behaviour sanitizers, and with the rest those labelled "long" (each shipped reform,
# every key's scope, the main job). Warnings are errors. What was left out is said at the end; what
# could not be tested on a machine fails under CI=true.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=cmake/packages.sh
. cmake/packages.sh

all=${CI:-false}
for argument; do
  case $argument in
    --all) all=true ;;
    *)
      echo "usage: ./test.sh [--all]" >&2
      exit 2
      ;;
  esac
done

need_build_packages
need_report_test_packages
need_style_packages
need_guard_packages
need_package_test_packages
export CTEST_PARALLEL_LEVEL=${CTEST_PARALLEL_LEVEL:-2}

if [[ $all == true ]]; then
  # GSL and libgomp keep some memory until the process ends; leaks of ours are still found.
  export ASAN_OPTIONS=${ASAN_OPTIONS:-strict_string_checks=1:detect_stack_use_after_return=1}
  export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}
  say "Building with sanitizers, warnings are errors (a minute or two)"
  build asan unit_tests
  say "Unit tests under the sanitizers (some ten minutes)"
  ctest --preset asan -L unit
fi

say "Building the release, warnings are errors (a minute)"
with_page=ON # whatever run.sh had to do without
if ! page_made build report_packages --preset release; then
  if registry_answers; then
    say "npm's registry answers, and yet the page's packages could not be installed"
    exit 5
  fi
  say "npm's registry is not reached: all that needs no page is tested"
  with_page=OFF
fi
build release all -DASYLSIM_REPORT=$with_page -DASYLSIM_WERROR=ON
if [[ $all == true ]]; then
  say "All tests (some half an hour on two quiet cores)"
  ctest --preset release
else
  say "The tests that are not long (some ten minutes on two quiet cores)"
  ctest --preset short # a label given beside a preset does not narrow what it excludes
fi

not_all="what ./test.sh --all runs: the sanitizers, and the long tests (ctest --preset release -L long)"
if [[ -s build/left_out.txt ]]; then
  say "All tests passed that could be run here. Left out:"
  sed 's/^/   - /' build/left_out.txt >&2
  [[ $all == true ]] || echo "   - $not_all" >&2
  if [[ "${CI:-}" == true ]]; then
    say "Under CI=true nothing may be left out"
    exit 1
  fi
  exit 0
fi
if [[ $all == true ]]; then
  say "All tests passed"
else
  say "All tests passed. Left out: $not_all"
fi
