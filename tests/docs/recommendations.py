#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""recommendations.py SOURCE [--write]: docs/recommendations.md, what the essays ask for and warn of, is made of
scenarios/recommendations/asked.csv, of the claims of scenarios/reforms/ and of tests/expected/reforms.txt; with --write
it is put there. Held besides: every recommendation that the essays number is in a line, every line has reforms or
says why none, every shipped reform is in a line, and what does not move as claimed has its why."""
import csv
import pathlib
import re
import sys

SOURCE = pathlib.Path(sys.argv[1])
TABLES, REFORMS = SOURCE / "scenarios/recommendations", SOURCE / "scenarios/reforms"
PAGE, MEASURED = SOURCE / "docs/recommendations.md", SOURCE / "tests/expected/reforms.txt"

# what the essays number, or set off by bullets: (a word of the essay's name, what is in `where`, how many)
NUMBERED = [("Summary", "Summary", 8), ("Summary", "western states", 9), ("Summary", "donors", 1), ("Summary", "Ukraine", 1),
            ("Summary", "Russia", 3), ("Common European", "Recommendation", 2), ("Azerbaijan", "Recommendation", 7),
            ("Crimea", "Recommendation", 4), ("Ukraine's", "Recommendation", 4)]
ESSAYS = 10  # the nine, and the summary with introduction and conclusions
NOT_MEASURED = "not measured yet"

HEAD = """# Recommendations and warnings, one by one

What *Closing the Door* (Foreign Policy Centre, 2017) recommends and warns against, in this project's words, essay by essay: which reform models it, which outcome tests it and in which direction it should move, and what the simulation shows. `cmake --build build --target docs` writes this page from `scenarios/recommendations/`, the reforms' own claims and `tests/expected/reforms.txt`, and a test compares. The reforms themselves: [reforms.md](reforms.md).

A figure is the paired difference from the baseline, from the day in force to the end of 2018 (fates: all who set out), in persons, cases or events, with shares in percentage points: median, and range from 5 to 95 in 100 histories. **Supported**: the whole range lies on the side of the claim. **Not supported**: the range includes zero, for the reason given. As in `compare`, what is judged is the rate where a reform moves how many people come as far as the decision at issue: then the rate, its paired difference and its range follow the verdict. A fate is judged among all who set out in each world, so that people who arrive too late to be decided by the end of the run lower its rate. Neither is proof: each reform's file states its assumptions, with grades. Warnings are simulated as if they had come true, and history as if it had not happened.

Out of scope are the settlers brought into Crimea and sanctions: the model covers people who seek protection and what states do to them.
"""


def rows(name):
    with (TABLES / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def claims():
    """{reform: [(direction, metric, population, place)]}, as the reforms' texts have them."""
    found = {}
    for path in sorted(REFORMS.glob("*.cfg")):
        text = re.search(r"claim_outcome = (.*?);\nsource", path.read_text(encoding="utf-8"), re.S)[1]
        found[path.stem] = []
        for outcome in re.findall(r"\{(.*?)\}", text, re.S):
            key = dict(re.findall(r'(\w+) = "([^"]*)"', outcome))
            found[path.stem].append((key["direction"], key["metric"], key.get("population", "all"), key.get("place", "all")))
    return found


LINE = re.compile(r"([\w-]+): (more|less) (\S+) (\S+) (\S+) \S+: (\S+) \[(\S+), (\S+)\] \+- \S+; "
                  r"(supported|not supported|contradicted|untested), by the (?:count|rate per (\d+) of (\S+): (\S+) \[(\S+), (\S+)\])")


def measured(text):
    """{(reform, direction, metric, population, place): (median, low, high, verdict, rate)}, as tests/support/claim_line.c writes it; rate:
    None where the count is judged, else (per, among whom, median, low, high). And the lines that are of another form."""
    lines = [line for line in text.splitlines() if re.match(r"[\w-]+: ", line)]
    found = [(m.groups()) for m in map(LINE.fullmatch, lines) if m]
    rate = {m: (int(m[9]), m[10], *map(float, m[11:14])) if m[9] else None for m in found}
    return {m[:5]: (*map(float, m[5:8]), m[8], rate[m]) for m in found}, [line for line in lines if not LINE.fullmatch(line)]


def reads():
    """Whether lines such as tests/unit/test_judged.c holds are read as they are meant."""
    line = "a-b: less detained_on_notice all DEU 2017..2018: -150 [-200, -100] +- 9.9; "
    by_rate, faulty = measured(line + "not supported, by the rate per 100 of notice_checks: 0 [-10, 10]\n" + line.split(";")[0])
    by_count, _ = measured(line + "supported, by the count")
    key = ("a-b", "less", "detained_on_notice", "all", "DEU")
    return (by_rate == {key: (-150, -200, -100, "not supported", (100, "notice_checks", 0, -10, 10))}
            and faulty == [line.split(";")[0]] and by_count == {key: (-150, -200, -100, "supported", None)})


def number(x, metric):
    decimals, times = (1, 100) if metric.endswith(("_share", "_rate", "_index")) else (0, 1)
    rounded = round(times * x, decimals)
    return f"{rounded:+,.{decimals}f}" if rounded else "0"


def small(x):
    return f"{x:+,.2f}" if round(x, 2) else f"{x:+.1g}" if x else "0"


class Page:
    def __init__(self):
        self.asked, self.claims = rows("asked.csv"), claims()
        self.measured, faulty = measured(MEASURED.read_text(encoding="utf-8"))
        self.why = {tuple(r[k] for k in ("reform", "metric", "population", "place")): r["why"] for r in rows("why.csv")}
        self.faults, self.verdicts = [f"reforms.txt: cannot be read: {line}" for line in faulty], {}
        self.faults += [] if reads() else ["recommendations.py reads lines of reforms.txt wrongly"]

    def shown(self, reform, claim):
        """What one outcome of a claim shows, in a line."""
        found = self.measured.get((reform, *claim))
        if not found:
            return self.verdict(reform, claim, NOT_MEASURED)
        median, low, high, verdict, rate = found
        figures = f"{number(median, claim[1])} [{number(low, claim[1])}, {number(high, claim[1])}]"
        by = rate and f"by the rate per {rate[0]} of `{rate[1]}`, {small(rate[2])} [{small(rate[3])}, {small(rate[4])}]"
        self.verdict(reform, claim, verdict)
        if verdict == "supported":
            return f"{figures}: supported" + (f" {by}" if by else "")
        why = self.why.get((reform, *claim[1:]))
        if not why and not by:
            self.faults.append(f"why.csv: {reform} {' '.join(claim)} is {verdict}, and nothing says why")
        return f"{figures}: **{verdict}**" + (f" {by}" if by else "") + (f", {why}" if why else "")

    def verdict(self, reform, claim, word):
        self.verdicts[reform, claim] = word
        return word

    def named(self, text):
        """The reforms that a text names, as names."""
        return re.sub(r"[a-z0-9]+(?:-[a-z0-9]+)+", lambda m: f"`{m[0]}`" if m[0] in self.claims else m[0], text)

    def lines(self, row):
        """The lines of a table for one line of asked.csv: one for each outcome, or one that says why there is none."""
        what = f"{row['what']} ({row['where']})" + (", *warned of*" if row["kind"] == "warned of" else "")
        if not row["reforms"]:
            return [f"| {what} | none | | not, because {self.named(row['because'])} |"]
        out = []
        for name in row["reforms"].split("; "):
            if name not in self.claims:
                self.faults.append(f"asked.csv: {name} is no reform of scenarios/reforms/")
            for i, claim in enumerate(self.claims.get(name, [])):
                way, metric, who, where = claim
                outcome = f"{way} `{metric}`" + "".join(f", {x}" for x in (who, where) if x != "all")
                out.append(f"| {'' if out else what} | {'' if i else f'`{name}`'} | {outcome} | {self.named(self.shown(name, claim))} |")
        return out

    def text(self):
        essays = {}
        for row in self.asked:
            essays.setdefault((row["essay"], row["by"]), []).extend(self.lines(row))
        with_reform = sum(bool(row["reforms"]) for row in self.asked)
        words = list(self.verdicts.values())
        tally = ", ".join(f"{words.count(word)} {word}" for word in ("supported", "not supported", "contradicted", NOT_MEASURED) if word in words)
        parts = [HEAD, f"{len(self.asked)} lines: {with_reform} have a reform, {len(self.asked) - with_reform} say why not. {len(words)} outcomes are "
                       f"tested: {tally}.\n"]
        for (essay, by), lines in essays.items():
            parts += [f"## {essay}\n", f"{by}.\n", "| what | reform | outcome, and where it should move | what it shows |", "| --- | --- | --- | --- |", *lines, ""]
        return "\n".join(parts)

    def completeness(self):
        lines = [(row["essay"], part) for row in self.asked for part in row["where"].split("; ")]
        for essay, word, n in NUMBERED:
            for i in range(1, n + 1):
                if not any(essay in name and re.search(rf"\b{word} {i}$", part) for name, part in lines):
                    self.faults.append(f"asked.csv: no line for {essay}, {word} {i}")
        if len({row["essay"] for row in self.asked}) != ESSAYS:
            self.faults.append(f"asked.csv: {len({row['essay'] for row in self.asked})} essays, not {ESSAYS}")
        for row in self.asked:
            if bool(row["reforms"]) == bool(row["because"]) or row["kind"] not in ("asked", "warned of"):
                self.faults.append(f"asked.csv: {row['what']!r} has reforms or says why none, one of them, and is asked or warned of")
        named = {name for row in self.asked for name in row["reforms"].split("; ")}
        others = {row["reform"] for row in rows("others.csv")}
        for name in self.claims:
            of_a_text = (SOURCE / f"scenarios/reforms/{name}.csv").exists()
            if name not in named and not of_a_text and name not in others:
                self.faults.append(f"{name} is in no line of asked.csv or others.csv, and there is no ledger beside it")
        self.faults += [f"others.csv: there is no reform {name}" for name in others if name not in self.claims]
        self.listed()

    def listed(self):
        """Each reform has one row in docs/reforms.md, and README says how many there are."""
        listed = re.findall(r"^\| [^|]+ \| [^|]+ \| `([\w-]+)\.cfg` \|", (SOURCE / "docs/reforms.md").read_text(encoding="utf-8"), re.M)
        self.faults += [f"docs/reforms.md: {listed.count(name)} rows of {name}, not one" for name in self.claims if listed.count(name) != 1]
        self.faults += [f"docs/reforms.md: there is no reform {name}" for name in listed if name not in self.claims]
        if f"All {len(self.claims)} reforms" not in (SOURCE / "README.md").read_text(encoding="utf-8"):
            self.faults.append(f"README.md: there are {len(self.claims)} reforms")
        self.faults += [f"why.csv: {' '.join(key)} is tested by no reform" for key in self.why
                        if key[1:] not in [claim[1:] for claim in self.claims.get(key[0], [])]]


def main():
    page = Page()
    text = page.text()
    page.completeness()
    if "--write" in sys.argv[2:]:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        page.faults.append("docs/recommendations.md is not what its tables make: 'cmake --build build --target docs' writes it")
    for fault in page.faults:
        print(fault)
    print(f"{len(page.asked)} lines, {len(page.verdicts)} outcomes, {len(page.faults)} faults")
    return 1 if page.faults else 0


sys.exit(main())
