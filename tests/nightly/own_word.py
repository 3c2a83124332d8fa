#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/nightly/own_word.py ASYLSIM [--seeds 1,2,...] [--draws 60] [--further 200] [--until DATE]
Whether a printed range keeps its own word: "90 of 100 new histories". For each seed an ensemble of so
many draws is made, its ranges are taken from `compare --json` as they are printed, and then, with
--resume, further draws of the same world: of how many of them each range holds the outcome. Fifty
outcomes, levels of the baseline. Fails where the mean over outcomes and seeds lies outside 88 to 92, or
the mean over seeds of one outcome below 82 (of ten seeds; of fewer it is told and not judged)."""
import argparse
import json
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEAN, LEAST, SEEDS = (88.0, 92.0), 82.0, 10
WORLD = {
    ("all", "all"): """claims_first claims_repeat onward_moves dublin_requests dublin_acceptances dublin_transfers
        inadmissible_third_country decisions_merits recognition_rate wrongful_refusals wrongful_grants refused_at_risk
        appeals appeals_won returns_forced returns_voluntary refouled_direct refouled_chain seized_in_transit
        persecuted_after_return protected without_status fate_waiting fate_gave_up""",
    ("all", "terespol"): "border_attempts border_admissions refusals_of_entry days_stranded gave_up_at_crossing",
    ("all", "POL"): "claims_first files_closed decisions_merits recognition_rate returns_voluntary refouled_direct",
    ("all", "DEU"): "claims_first decisions_merits recognition_rate dublin_transfers returns_forced wrongful_refusals",
    ("all", "AUT"): "claims_first recognition_rate decisions_merits",
    ("chechen", "all"): "claims_first recognition_rate protected persecuted_after_return",
    ("TJK", "all"): "claims_first recognition_rate",
}


def run(program, *words):
    done = subprocess.run([program, *map(str, words)], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, words))}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def ensemble(program, options, seed, draws, file, *more):
    until = ["--until", options.until] if options.until else []
    run(program, "run", "scenarios/baseline.cfg", *until, "--draws", draws, "--replicates", 1, "--seed", seed,
        "--threads", options.threads, "-o", file, *more)


def ranges(program, file):
    """The printed ranges, by (population, place, outcome)."""
    out = {}
    for (population, place), names in WORLD.items():
        metrics = [word for name in names.split() for word in ("--metric", name)]
        told = json.loads(run(program, "compare", file, "--json", "--population", population, "--place", place,
                              "--period", "all", *metrics))
        for row in told["outcomes"]:
            out[population, place, row["metric"]] = row["baseline"]["low"], row["baseline"]["high"]
    return out


def values(file, first):
    """Of the draws from `first` on; what is not there is zero, but of a rate nothing."""
    db = sqlite3.connect(file)
    draws = [d for d, in db.execute("SELECT draw FROM run WHERE draw >= ? ORDER BY draw", (first,))]
    is_ratio = {name for name, in db.execute("SELECT name FROM derived WHERE is_ratio")}
    out = {}
    for (population, place), names in WORLD.items():
        for name in names.split():
            rows = dict(db.execute("SELECT draw, value FROM outcome WHERE scenario = 'baseline' AND metric = ? AND population = ?"
                                   " AND place = ? AND period = 'all' AND draw >= ?", (name, population, place, first)))
            out[population, place, name] = [rows.get(d, 0.0) for d in draws if d in rows or name not in is_ratio]
    db.close()
    return out


def held(program, options, seed, folder):
    """In how many of 100 further draws each range holds."""
    first, all_of_them = folder / f"{seed}.sqlite", folder / f"{seed}-more.sqlite"
    ensemble(program, options, seed, options.draws, first)
    shutil.copy(first, all_of_them)
    ensemble(program, options, seed, options.draws + options.further, all_of_them, "--resume")
    told, new = ranges(program, first), values(all_of_them, options.draws + 1)
    out = {}
    for key, x in new.items():
        low, high = told[key]
        if x and low < high:
            out[key] = 100.0 * sum(low <= v <= high for v in x) / len(x)
    first.unlink()
    all_of_them.unlink()
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--seeds", default=",".join(map(str, range(1, SEEDS + 1))))
    parser.add_argument("--draws", type=int, default=60)
    parser.add_argument("--further", type=int, default=200)
    parser.add_argument("--until")
    parser.add_argument("--threads", default="0")
    options = parser.parse_args()
    seeds = [int(s) for s in options.seeds.split(",")]
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            of_seed = held(str(Path(options.program).resolve()), options, seed, Path(folder))
            for key, share in of_seed.items():
                found.setdefault(key, []).append(share)
            print(f"seed {seed}: mean {statistics.mean(of_seed.values()):.1f} of 100, least {min(of_seed.values()):.1f}", flush=True)
    mean = {key: statistics.mean(shares) for key, shares in found.items()}
    for key, share in sorted(mean.items(), key=lambda item: item[1]):
        print(f"{share:5.1f}  {key[2]}, {key[0]}, {key[1]}")
    whole = statistics.mean(mean.values())
    print(f"{len(mean)} outcomes, {len(seeds)} seeds, {options.draws} draws: mean {whole:.1f} of 100, least {min(mean.values()):.1f}")
    if len(mean) < 45:
        sys.exit("too few outcomes vary")
    if len(seeds) >= SEEDS and not (MEAN[0] <= whole <= MEAN[1] and min(mean.values()) >= LEAST):
        sys.exit(f"expected a mean of {MEAN[0]} to {MEAN[1]}, none below {LEAST}")


if __name__ == "__main__":
    main()
