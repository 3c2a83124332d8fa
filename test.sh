#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# All tests: the unit tests under address and undefined-behaviour sanitizers with warnings as
# errors, then everything in the release build. What .ci/run calls.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=cmake/packages.sh
. cmake/packages.sh

need_build_packages
need_report_test_packages
need_guard_packages
export CTEST_PARALLEL_LEVEL=${CTEST_PARALLEL_LEVEL:-2}
# GSL and libgomp keep some memory until the process ends; leaks of ours are still found.
export ASAN_OPTIONS=${ASAN_OPTIONS:-strict_string_checks=1:detect_stack_use_after_return=1}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}

say "Building with sanitizers, warnings are errors (a minute or two)"
build asan unit_tests
say "Unit tests under the sanitizers"
ctest --preset asan -L unit

say "Building the release (a minute)"
build release all -DASYLSIM_REPORT=ON # whatever run.sh had to do without
say "All tests (some five minutes on two quiet cores)"
ctest --preset release

say "All tests passed"
