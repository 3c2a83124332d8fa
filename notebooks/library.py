#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""library.py BASELINE REFORM OUTPUT [DRAWS]: asylsim as a library. Lists the laws, says what the
reform changes, runs it and prints its paired differences, the numbers of `asylsim compare --json`."""
import sys

import asylsim


def show(state):
    print(f"\r{state.n_done} of {state.n_planned} histories", end="", file=sys.stderr)


def main():
    baseline, reform, output = sys.argv[1:4]
    draws = int(sys.argv[4]) if len(sys.argv) > 4 else 20

    laws = asylsim.laws()
    print(f"asylsim {asylsim.version()} has {len(laws)} laws, {len(asylsim.parameters())} parameters "
          f"and {len(asylsim.outcomes())} outcomes, among the laws:")
    print(laws[["name", "held_by", "n_params", "source"]].head(5).to_string(index=False), "\n")

    changes = asylsim.changes(baseline, [reform])
    print(f"The reform changes {len(changes)} values, the first of them:")
    print(changes[["path", "from", "before", "after"]].head(3).to_string(index=False), "\n")

    report = asylsim.run(baseline, [reform], output, draws=draws, seed=1, mode="overwrite", progress=show)
    print(f"\n{report['n_new']} new histories, digest {report['digest']}\n", file=sys.stderr)

    with asylsim.Results(output) as results:
        table = results.compare(["border_admissions", "claims_first", "refouled", "protected"])
    columns = ["metric", "period", "baseline_median", "difference_median", "difference_low", "difference_high",
               "difference_error", "n_more", "n_less", "n", "verdict"]
    print(table[columns].to_string(index=False, float_format=lambda x: f"{x:.12g}"))


if __name__ == "__main__":
    try:
        main()
    except asylsim.Error as error:
        sys.exit(f"{error}")
