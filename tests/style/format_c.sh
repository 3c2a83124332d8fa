#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/style/format_c.sh CLANG_FORMAT [SOURCE]: every C file is as clang-format 14 writes it, and
# no line is over 96 columns, not even one that clang-format cannot break. Where version 14 is
# missing the test is skipped (77), under CI=true it fails.
set -euo pipefail
export LC_ALL=C.UTF-8
clang_format=$1
cd "${2:-$(dirname "$0")/../..}"
columns=$(sed -n 's/^ColumnLimit: *//p' .clang-format)

if ! "$clang_format" --version 2>/dev/null | grep -q 'version 14\.'; then
  echo "NOT CHECKED: the format of C needs clang-format 14 (apt-get install clang-format-14)" >&2
  [[ "${CI:-}" == true ]] && exit 1
  exit 77
fi
mapfile -t files < <(find include model notebooks tests -type f \( -name '*.c' -o -name '*.h' \) | sort)
((${#files[@]})) || { echo "no C files in $PWD" >&2; exit 1; }
fault=0
"$clang_format" --dry-run -Werror "${files[@]}" || fault=1
if grep -nE "^.{$((columns + 1)),}" "${files[@]}"; then
  echo "these lines are over $columns columns" >&2
  fault=1
fi
((fault == 0)) || { echo "mend them by: cmake --build build --target format" >&2; exit 1; }
echo "${#files[@]} C files are formatted, none wider than $columns columns"
