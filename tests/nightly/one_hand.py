#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/nightly/one_hand.py ASYLSIM [--draws 60] [--shifted 20] [--only FAMILY,...] [--until DATE]
Whether printed ranges are wide enough for the errors that one hand made: with all values of a family of
shared errors one standard deviation off together, up and down, the medians of the harms stay inside the
ranges that the baseline prints. Says by how much of the range each median moves. Fails where one leaves
its range by more than its own Monte Carlo error."""
import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HARMS = """refused_at_risk wrongful_refusals refouled_direct refouled_chain seized_in_transit persecuted_after_return
    coerced_returns relatives_pressed documented_harm fate_returned_persecuted""".split()


def families():
    return re.findall(r"^HAND\((\w+),", (ROOT / "model/catalogue/hands.def").read_text(), re.M)


def run(program, *words):
    done = subprocess.run([program, *map(str, words)], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, words))}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def medians(program, options, draws, *more):
    """Of each harm: median, its error, low and high, all years and people together."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.sqlite"
        until = ["--until", options.until] if options.until else []
        run(program, "run", "scenarios/baseline.cfg", *until, "--draws", draws, "--replicates", 1, "--threads", options.threads,
            "-q", "-o", file, *more)
        words = [word for name in HARMS for word in ("--metric", name)]
        told = json.loads(run(program, "compare", file, "--json", "--population", "all", "--place", "all", "--period", "all", *words))
    return {row["metric"]: row["baseline"] for row in told["outcomes"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=lambda name: str(Path(name).resolve()))
    parser.add_argument("--draws", type=int, default=60)
    parser.add_argument("--shifted", type=int, default=20)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only", default="")
    parser.add_argument("--until")
    options = parser.parse_args()
    printed, left = medians(options.program, options, options.draws), []
    for family in options.only.split(",") if options.only else families():
        for shift in (-1, 1):
            moved = medians(options.program, options, options.shifted, "--set", f"rules.shared_error.shift.{family}={shift}")
            said = []
            for name, row in moved.items():
                low, high = printed[name]["low"], printed[name]["high"]
                error = row["error"] or 0.0
                said.append(f"{name} {row['median']:.0f}")
                if not low - error <= row["median"] <= high + error:
                    left.append(f"{family} {shift:+d}: {name} {row['median']:.0f}, printed {low:.0f} to {high:.0f}")
            print(f"{family:24} {shift:+d}  " + ", ".join(said), flush=True)
    print(*(f"outside: {line}" for line in left), sep="\n")
    sys.exit(1 if left else 0)


if __name__ == "__main__":
    main()
