# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# For run.sh and test.sh: install what is missing, and say so when that cannot be done.

say() {
  printf '\n== %s\n' "$*" >&2
}

# need_packages PACKAGE...: install those that dpkg does not know as installed.
need_packages() {
  local missing=() package sudo=()
  if ! command -v dpkg-query >/dev/null; then
    say "No dpkg here: make sure that these are installed: $*"
    return 0
  fi
  for package in "$@"; do
    if [[ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" != installed ]]; then
      missing+=("$package")
    fi
  done
  ((${#missing[@]})) || return 0

  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
      printf 'Missing packages: %s\nAs root, run:  apt-get install %s\nthen start this again.\n' \
        "${missing[*]}" "${missing[*]}" >&2
      exit 2
    fi
    sudo=(sudo)
  fi
  say "Installing ${missing[*]} (a minute or two)"
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq update >&2
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -y --no-install-recommends install "${missing[@]}" >/dev/null
}

# page_made FOLDER TARGET OPTION...: whether npm gives what the report's page is made of
# (report_packages), or the page itself (report_page). If not, it says why.
page_made() {
  local folder=$1 target=$2 log
  if ! command -v npm >/dev/null; then
    say "npm is not installed"
    return 1
  fi
  log=$(mktemp)
  if ! { cmake -B "$folder" -DASYLSIM_REPORT=ON "${@:3}" &&
    cmake --build "$folder" --target "$target"; } >"$log" 2>&1; then
    { grep -E '^npm (ERR!|error) |: error ' "$log" || cat "$log"; } | head -n 4 >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}

# registry_answers: whether npm's registry can be reached.
registry_answers() {
  command -v npm >/dev/null && npm ping --fetch-retries=0 --fetch-timeout=20000 >/dev/null 2>&1
}

# build PRESET [TARGET [OPTION...]]: configure and build, quiet unless it fails.
build() {
  local preset=$1 target=${2:-all} log
  log=$(mktemp)
  if ! { cmake --preset "$preset" "${@:3}" &&
    cmake --build --preset "$preset" --target "$target" -j "$(nproc)"; } >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    printf 'The build (preset %s) failed; its last lines are above, all of them in %s\n' \
      "$preset" "$log" >&2
    exit 5
  fi
  if grep -q 'warning:' "$log"; then
    grep -A3 'warning:' "$log" >&2
  fi
  rm -f "$log"
}

# need_build_packages: what CMake asks for.
need_build_packages() {
  local page=()
  # The report's page is bundled by npm; a Node.js that is already here will do.
  command -v npm >/dev/null || page=(nodejs npm)
  # make: gcc links in parallel with it
  need_packages gcc libc6-dev make cmake ninja-build pkg-config libgsl-dev libconfig-dev \
    libsqlite3-dev libjansson-dev librandom123-dev libcmocka-dev zlib1g-dev "${page[@]}"
}

# need_style_packages: the formatter of C, where the system has that version at all.
need_style_packages() {
  clang-format --version 2>/dev/null | grep -q 'version 14\.' && return 0
  (need_packages clang-format-14) || say "No clang-format 14 to be had here"
}

# need_report_test_packages: a browser for the report, a kernel for the notebooks, R for the one in R.
need_report_test_packages() {
  need_packages chromium python3 python3-nbclient python3-ipykernel python3-pandas \
    python3-matplotlib r-base-core r-cran-rsqlite
}

# need_package_test_packages: what makes a Debian package, and what judges it.
need_package_test_packages() {
  need_packages dpkg-dev binutils gzip lintian
}

# need_guard_packages: what counts the instructions of a run.
need_guard_packages() {
  need_packages valgrind python3
}
export CMAKE_GENERATOR=${CMAKE_GENERATOR:-Ninja}
