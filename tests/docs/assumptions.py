#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""assumptions.py PROGRAM SOURCE [--write [RESULTS]]: docs/assumptions.md and .csv, the keys with values of grade D
ranked by how far each moves the main outcomes, are what `params` and `catalogue` (model/catalogue/moves.def) make them.

RESULTS, of 60 draws or more and second streams, as ./run.sh makes it, gives what was measured besides, in
docs/assumptions_measured.csv: what the page of `asylsim report` says each outcome of the baseline hangs on, its three
strongest values, for everyone in all places. Without RESULTS that file stays, if there is one, and is held against the
values that there are."""
import base64
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zlib

PROGRAM, SOURCE = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
CSV, PAGE = SOURCE / "docs/assumptions.csv", SOURCE / "docs/assumptions.md"
MEASURED = SOURCE / "docs/assumptions_measured.csv"
SHOWN = 30
# Those of model/cli/compare_matrix.c, and what they are the sums of.
MAIN = {"border_admissions", "waiting_at_crossing", "claims_first", "dublin_transfers", "wrongful_refusals", "unheard_at_risk",
        "home_after_removal", "removals_third_country", "refouled_direct", "refouled_chain",
        "seized_in_transit", "persecuted_after_return", "fate_refugee", "fate_subsidiary", "fate_humanitarian",
        "fate_temporary", "fate_no_status_europe", "fate_no_status_transit", "fate_waiting", "fate_gave_up",
        "fate_refouled_direct", "fate_refouled_chain", "fate_seized_in_transit", "departures"}
KEY_COLUMNS = ["key", "values", "sum", "main_outcomes"]
COLUMNS = ["path", "outcomes", "sum", "largest", "error", "outcome", "digest", "draws"]
D, CHANCE = 3, 0.05  # grades count from A = 0; how likely by chance a share may be that is listed
BEGIN, END = "<!-- assumptions -->\n", "<!-- /assumptions -->"


def page_data(results):
    """The data of the page: JSON, packed and in base64."""
    with tempfile.TemporaryDirectory() as folder:
        html = pathlib.Path(folder, "page.html")
        subprocess.run([PROGRAM, "report", results, "-q", "-o", html], check=True)
        text = html.read_text(encoding="utf-8")
    packed = base64.b64decode(re.search(r'id="data">(.*?)</script>', text, re.S)[1])
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS, zlib.MAX_WBITS | 16):
        try:
            return json.loads(zlib.decompress(packed, window))
        except zlib.error:
            pass
    raise SystemExit("the page's data cannot be unpacked")


def ranked(data):
    """Rows of the csv: what hangs on each value of grade D beyond chance, the most first."""
    found = {}
    for outcome, scenario, _, _, *shares in data["spread"]:
        strongest = [s for s in shares if isinstance(s, list) and len(s) == 4]
        for factor, share, error, chance in strongest if scenario == 0 else []:
            if data["factorGrades"][factor] == D and chance < CHANCE and share > 0:
                found.setdefault(data["factors"][factor], []).append((share, error, data["outcomes"][outcome]["label"]))
    rows = []
    for path, all_of in found.items():
        share, error, label = max(all_of)
        rows.append([path, len(all_of), round(sum(s for s, _, _ in all_of), 1), share, error, label, data["digest"],
                     data["draws"]])
    return sorted(rows, key=lambda row: (-row[2], row[0]))


def values_of_grade_d():
    """{path: its rows, by date}"""
    done = subprocess.run([PROGRAM, "params", "baseline", "--grade", "D", "--json"], check=True, capture_output=True,
                          text=True, cwd=SOURCE)
    found = {}
    for row in json.loads(done.stdout):
        found.setdefault(row["path"], []).append(row)
    return found


def stands(rows):
    """The one that holds on the first day after the data, or the first."""
    return ([row for row in rows if row["from"] <= "2017-01-01"] or rows)[-1]


def cell(text):
    return str(text).replace("|", "\\|").replace("\n", " ")


def rounded(value):
    """A number to four digits; anything else as it is."""
    try:
        return f"{float(value):.4g}"
    except ValueError:
        return value


def table(ranks, values):
    lines = ["| | value of grade D | outcomes | most, % | of which outcome | now | prior | rests on |",
             "| --- | --- | --- | --- | --- | --- | --- | --- |"]
    for i, row in enumerate(ranks, 1):
        shared = row["path"].startswith("shared error: ")
        if not shared and row["path"] not in values:
            raise SystemExit(f"docs/assumptions_measured.csv: {row['path']} is no value of grade D any longer: make it anew")
        own = stands(values[row["path"]]) if not shared else {"value": "", "unit": "", "prior": "", "source":
              "what values of one hand have in common ([model](model.md#uncertainty))"}
        lines.append("| " + " | ".join([str(i), f"`{row['path']}`", row["outcomes"], f"{row['largest']} ± {row['error']}",
                                        cell(row["outcome"]), cell(f"{rounded(own['value'])} {own['unit']}".strip())[:60],
                                        cell(own["prior"]), cell(own["source"])]) + " |")
    return lines


def key_of(path):
    """law.key of a path: rules.merits.noise, states.POL.merits.capacity, groups.chechen.people.money_days.RUS"""
    parts = path.split(".")
    return ".".join(parts[1:3] if parts[0] == "rules" else parts[2:4])


def keys(values, catalogue):
    """Rows of the csv: each key with values of grade D, by the sum of the shares of main outcomes that it moves."""
    moved = {key: told["moves"] for key, told in catalogue.items()}
    count = {}
    for path in values:
        count[key_of(path)] = count.get(key_of(path), 0) + 1
    rows = []
    for key, n in count.items():
        main = sorted(((one["percent"], one["outcome"]) for one in moved.get(key, []) if one["outcome"] in MAIN), reverse=True)
        rows.append([key, n, sum(share for share, _ in main), ", ".join(f"{name} {share}" for share, name in main)])
    return sorted(rows, key=lambda row: (-row[2], row[0]))


def keys_told():
    """{law.key: the catalogue's row of it}"""
    told = json.loads(subprocess.run([PROGRAM, "catalogue", "--json"], check=True, capture_output=True, text=True).stdout)
    return {f"{law['law']}.{key['key']}": key for law in told["laws"] for key in law["keys"]}


def key_table(rows, catalogue):
    lines = ["| | key | values | moves, % | what it is |", "| --- | --- | --- | --- | --- |"]
    return lines + [f"| {i} | `{key}` | {n} | {cell(', '.join(main.split(', ')[:4]))} | {cell(catalogue[key]['doc'])} |"
                    for i, (key, n, _, main) in enumerate(rows[:SHOWN], 1)]


def body(values, rows, catalogue):
    lines = []
    if MEASURED.exists():
        with MEASURED.open(encoding="utf-8", newline="") as file:
            ranks = list(csv.DictReader(file))
        lines = ["## Measured: what the printed ranges go with", "",
                 f"Of the baseline, {ranks[0]['draws']} draws, digest `{ranks[0]['digest']}`.", "", *table(ranks, values), ""]
    moving = sum(row[2] > 0 for row in rows)
    return "\n".join([*lines, "## By key: how far the main outcomes move", "",
                      f"There are {len(values)} values of grade D, of {len(rows)} keys; {moving} of the keys move a main "
                      f"outcome. The first {SHOWN}; all are in [assumptions.csv](assumptions.csv).", "",
                      *key_table(rows, catalogue), ""])


def csv_text(rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(KEY_COLUMNS)
    writer.writerows(rows)
    return out.getvalue()


def main():
    write = "--write" in sys.argv[3:]
    if write and sys.argv[-1] != "--write":
        measured = ranked(page_data(sys.argv[-1]))
        if not measured:
            raise SystemExit(f"{sys.argv[-1]}: tells of no value what hangs on it: that takes 60 draws and second streams")
        with MEASURED.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(COLUMNS)
            out.writerows(measured)
    values, text = values_of_grade_d(), PAGE.read_text(encoding="utf-8")
    catalogue = keys_told()
    rows = keys(values, catalogue)
    head, rest = text.split(BEGIN)
    now = {PAGE: head + BEGIN + body(values, rows, catalogue) + END + rest.split(END)[1], CSV: csv_text(rows)}
    stale = [path for path in now if not path.exists() or path.read_text(encoding="utf-8") != now[path]]
    if write:
        for path in stale:
            path.write_text(now[path], encoding="utf-8")
    for path in stale if not write else []:
        print(f"{path.name} is not what the values of grade D make it ('cmake --build build --target docs')")
    return bool(stale) and not write


sys.exit(main())
