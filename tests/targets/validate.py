#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""validate.py PROGRAM SOURCE: `asylsim validate` on the shipped baseline, at small size. That it
counts every value of the table that came after the day, says what it leaves out, gives the same on
any number of threads, exits by what is missed, writes between the marks of a document and nowhere
else; and that docs/validation.md holds what it wrote. How good the scores are is not asked here."""
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
DAY, YEAR = "2014-12-31", 2014
BASELINE = str(SOURCE / "scenarios" / "baseline.cfg")
faults = []


def run(*arguments):
    return subprocess.run([PROGRAM, "validate", BASELINE, *arguments], capture_output=True, text=True)


def holds(what, true):
    if not true:
        faults.append(what)


def scored_rows():
    """{family: how many values came after the day}, from the table itself."""
    out = {}
    with open(SOURCE / "scenarios" / "targets" / "targets.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["scored"] == "yes" and int(row["period"][:4]) > YEAR:
                out[row["family"]] = out.get(row["family"], 0) + 1
    return out


def check_counts(said):
    whole = {s["family"]: s for s in said["scores"] if s["ahead"] == "all"}
    left = {}
    for row in said["left_out"]:
        left[row["family"]] = left.get(row["family"], 0) + row["values"]
    for family, n in scored_rows().items():
        found = whole.get(family, {"values": 0})["values"] + left.get(family, 0)
        holds(f"{family}: {n} values in the table, {found} scored or left out", n == found)
    for s in said["scores"]:
        name = f"{s['family']}, {s['ahead']}"
        parts = [p["values"] for p in said["scores"] if p["family"] == s["family"] and p["ahead"] != "all"]
        holds(f"{name}: the distances do not sum up", s["ahead"] != "all" or sum(parts) == s["values"])
        of_half = s["ranges"][0]["holds"]
        holds(f"{name}: a range of half is to be told from 4 draws", of_half is not None and 0 <= of_half <= 1)
        holds(f"{name}: a range of 90 cannot be", s["ranges"][2]["holds"] is None)
    holds("no skill against last year", whole["all"]["naive"][0]["skill"] is not None)
    holds("nothing said to be set by hand", len(said["by_hand"]) > 0)


def check_written(said):
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "page.md"
        before = "Above.\n<!-- written by asylsim validate -->\nold\n<!-- end of what asylsim validate writes -->\nBelow.\n"
        page.write_text(before, encoding="utf-8")
        done = run("--as-of", DAY, "--draws", "4", "--threads", "2", "--write", str(page), "-q")
        text = page.read_text(encoding="utf-8")
        holds(f"--write: exit {done.returncode}", done.returncode == (1 if said["missed"] else 0))
        holds("what stood around the marks is not as it was", text.startswith("Above.\n<!--") and text.endswith("-->\nBelow.\n"))
        holds("what stood between them is still there", "\nold\n" not in text)
        for s in said["scores"]:  # made by one thread there, by two here
            line = next((x for x in text.splitlines() if [c.strip() for c in x.split("|")[1:3]] == [s["family"], s["ahead"]]), "")
            cells = [c.strip() for c in line.split("|")]
            holds(f"{s['family']}, {s['ahead']}: other figures on two threads",
                  len(cells) > 9 and cells[4] == str(s["values"]) and cells[9] == f"{s['score']:.3f}")
        page.write_text("no marks\n", encoding="utf-8")
        done = run("--as-of", DAY, "--write", str(page))
        holds("a document without marks is not refused", done.returncode == 2 and "expected the lines" in done.stderr)


def check_usage():
    for arguments, word in [((), "--as-of DATE"), (("--as-of", "2014"), "a day as"), (("--as-of", "2014-12-30"), "last day of a month"),
                            (("--as-of", "2016-12-31"), "2015 or earlier"), (("--as-of", DAY, "--draws", "3"), "4 or more"),
                            (("--as-of", "2014-13-31"), "a day as")]:
        done = run(*arguments)
        holds(f"{arguments}: exit {done.returncode}, {done.stderr}", done.returncode == 2 and word in done.stderr)


def check_rows():
    """Two that the model can speak to, one with a value, and one that it cannot."""
    with tempfile.TemporaryDirectory() as folder:
        asked, told = pathlib.Path(folder) / "rows.csv", pathlib.Path(folder) / "told.csv"
        asked.write_text("id,quantity,origin,place,period,unit,rule,value\n"
                         '1,first_applications_year,RUS,POL,2013,persons,"counted, once",11786\n'
                         "2,protection_share_of_merits_first_level,RUS,DEU,2013,share,,\n"
                         "3,returned_to_third_country,RUS,DEU,2013,persons,,\n", encoding="utf-8")
        done = run("--rows", str(asked), "--draws", "20", "-o", str(told))
        holds(f"--rows: exit {done.returncode}, {done.stderr}", done.returncode == 0 and "2 of 3 rows answered" in done.stderr)
        with open(told, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        names = ["q5", "q10", "q25", "q50", "q75", "q90", "q95"]
        for row in rows[:2]:
            at = [float(row[n]) for n in names]
            holds(f"row {row['id']}: quantiles do not climb: {at}", at == sorted(at) and at[0] < at[-1] and not row["left_empty"])
            holds("20 draws tell no quantile of 2.5 in 100", row["q2.5"] == row["q97.5"] == "")
        holds("a share is none", 0 <= float(rows[1]["q50"]) <= 1 < float(rows[0]["q50"]))
        inside = float(rows[0]["q5"]) <= 11786 <= float(rows[0]["q95"])
        holds("the value given is not scored", float(rows[0]["score"]) > 0 and rows[0]["in_90"] == ("yes" if inside else "no"))
        holds("a row without value has a score", rows[1]["score"] == "")
        holds("a row left empty has no reason, or figures", rows[2]["left_empty"] and not any(rows[2][n] for n in names))
        holds("who made it is not said", all(r["made_by"].startswith("asylsim ") and "draws 20" in r["made_by"] for r in rows))
        asked.write_text("id,quantity\n", encoding="utf-8")
        done = run("--rows", str(asked))
        holds("broken rows are not refused: " + done.stderr, done.returncode == 2 and "rows.csv:1: expected columns" in done.stderr)
        asked.write_text("id,quantity,origin,place,period,unit\n1,q,RUS,POL,someday,persons\n", encoding="utf-8")
        done = run("--rows", str(asked))
        holds("rows of no period are not refused", done.returncode == 2 and "no row has a year" in done.stderr)


def check_document():
    text = (SOURCE / "docs" / "validation.md").read_text(encoding="utf-8")
    first, last = text.find("<!-- written by asylsim validate -->"), text.find("<!-- end of what asylsim validate writes -->")
    holds("docs/validation.md: no marks", 0 <= first < last)
    between = text[first:last]
    for word in ("asylsim ", "### What is missed", "### By family", "### What is left out", "### Set by hand"):
        holds(f"docs/validation.md: between the marks stands no '{word}'", word in between)
    holds("docs/validation.md: failures do not stand first", between.find("### What is missed") < between.find("### By family"))
    for family in scored_rows():
        holds(f"docs/validation.md: no line of {family}", f"| {family} " in between)


def main():
    check_usage()
    check_rows()
    check_document()
    done = run("--as-of", DAY, "--draws", "4", "--threads", "1", "--json", "-q")
    holds(f"exit {done.returncode}: {done.stderr}", done.returncode in (0, 1))
    said = json.loads(done.stdout)
    holds("the exit code does not say whether something is missed", done.returncode == (1 if said["missed"] else 0))
    check_counts(said)
    check_written(said)
    for fault in faults:
        print(fault)
    if not faults:
        print(f"{sum(scored_rows().values())} published values after {DAY} are scored or left out with a reason")
    return 1 if faults else 0


sys.exit(main())
