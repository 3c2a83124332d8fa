#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# All tests: the unit tests under address and undefined-behaviour sanitizers, then everything in
# the release build, the program without the page among it; warnings are errors. What .ci/run calls.
# What could not be tested here is said at the end; under CI=true it fails.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=cmake/packages.sh
. cmake/packages.sh

need_build_packages
need_report_test_packages
need_style_packages
need_guard_packages
need_package_test_packages
export CTEST_PARALLEL_LEVEL=${CTEST_PARALLEL_LEVEL:-2}
# GSL and libgomp keep some memory until the process ends; leaks of ours are still found.
export ASAN_OPTIONS=${ASAN_OPTIONS:-strict_string_checks=1:detect_stack_use_after_return=1}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}

say "Building with sanitizers, warnings are errors (a minute or two)"
build asan unit_tests
say "Unit tests under the sanitizers"
ctest --preset asan -L unit

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
say "All tests (some five minutes on two quiet cores)"
ctest --preset release

if [[ -s build/left_out.txt ]]; then
  say "All tests passed that could be run here. Left out:"
  sed 's/^/   - /' build/left_out.txt >&2
  if [[ "${CI:-}" == true ]]; then
    say "Under CI=true nothing may be left out"
    exit 1
  fi
  exit 0
fi
say "All tests passed"
