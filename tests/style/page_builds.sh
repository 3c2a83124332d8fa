#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/style/page_builds.sh read_only|no_registry SOURCE
#   read_only    a source tree that must not be written to gives a page, and is as it was after
#   no_registry  where npm's registry does not answer, the scripts can tell and build without
set -euo pipefail
what=$1
source=$(realpath "$2")
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
options=(-G Ninja -DBUILD_TESTING=OFF -DASYLSIM_BENCH=OFF)

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

read_only() {
  mkdir "$work/source"
  (cd "$source" && cp -r CMakeLists.txt cmake include model scenarios "$work/source/")
  find "$work/source" -name node_modules -prune -exec rm -rf {} +
  chmod -R a-w "$work/source"
  # root may write where nobody may: what is there is listed before and after
  list() { find "$work/source" -printf '%p %s %T@ %m\n' | sort; }
  list >"$work/before"
  cmake -S "$work/source" -B "$work/build" -DASYLSIM_REPORT=ON "${options[@]}" >"$work/log" 2>&1 &&
    cmake --build "$work/build" --target report_page >>"$work/log" 2>&1 || {
    cat "$work/log" >&2
    fail "the page is not built from a read-only source tree"
  }
  list | diff "$work/before" - >&2 || fail "the build wrote into the source tree"
  # and again, over copies of files that nobody may write to
  rm "$work/build/page/dist/report.html"
  cmake --build "$work/build" --target report_page >"$work/log" 2>&1 ||
    { cat "$work/log" >&2; fail "the page is not built a second time"; }
  grep -q 'id="data"' "$work/build/page/dist/report.html" || fail "no page"
}

no_registry() {
  export npm_config_registry=http://127.0.0.1:9 npm_config_cache=$work/cache
  cd "$source"
  # shellcheck source=cmake/packages.sh
  . cmake/packages.sh
  ! page_made "$work/build" report_packages 2>"$work/said" -S "$source" "${options[@]}" ||
    fail "packages from a registry that is not there"
  grep -q 'npm' "$work/said" || fail "not a word on why"
  ! registry_answers || fail "a registry that is not there answers"
  cmake -S "$source" -B "$work/build" -DASYLSIM_REPORT=OFF -DASYLSIM_WERROR=ON "${options[@]}" >/dev/null
  # Of the program's objects these alone differ; all of it is linked as asylsim_without_page.
  cmake --build "$work/build" \
    --target CMakeFiles/asylsim_objects.dir/model/report/pack.c.o \
    --target CMakeFiles/asylsim_objects.dir/model/report/page.c.o >"$work/log" 2>&1 ||
    { cat "$work/log" >&2; fail "what differs without the page is not compiled"; }
}

"$what"
echo "ok $what"
