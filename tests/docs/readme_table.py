#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""readme_table.py PROGRAM SOURCE RESULTS [--write]: the sentences, the table and the picture of README.md, held against the results file
of `./run.sh`.

Between `<!-- results: REFORM -->` and `<!-- end of results -->` stand what `compare` says of the reform in sentences and a table. The rows
are those that stand there already: each is sought by its label in what `compare --all` prints and takes its figures from it; so do the
digest and the picture, docs/first-result.svg. With --write all of it is renewed. A label that `compare` no longer prints is a fault.

readme_table.py --standing SOURCE: without a results file, that README is short and its parts are of one run."""
import pathlib
import re
import subprocess
import sys
import textwrap
from xml.sax.saxutils import escape

BLOCK = re.compile(r"(<!-- results: (\S+) -->\n)(.*?)(<!-- end of results -->)", re.S)
ROW = re.compile(r"^  +\S.*(?:\d of \d+|  -|  same)$")
NUMBER = r"[-+]?[\d,]*\.?\d+"
RANGE = re.compile(rf"({NUMBER}) to ({NUMBER})")
HEAD = ["| | as it was | with the reform | difference | worse in |", "| --- | ---: | ---: | ---: | ---: |"]
DRAWN = ["let in to claim asylum at Terespol", "refusals of entry at Terespol", "person-years spent waiting at Terespol",
         "gave up and went home", "at risk and seized in transit", "still waiting at the end"]


# ---- what compare prints -------------------------------------------------------------------------------------------
def printed(program, results, reform):
    """The part on the reform, and the digest."""
    done = subprocess.run([program, "compare", results, "--all", "--scenario", reform], check=True, capture_output=True, text=True)
    parts = re.split(r"^=+\n", done.stdout, flags=re.M)
    part = next(p for p in parts if f"\n  {reform}, in force" in p)
    return done.stdout, part.splitlines(), re.search(r"^  digest +([0-9a-f]{16})", done.stdout, re.M)[1]


def figures(above, lines):
    """Of the two lines of a row: label, medians, difference, ranges, draws. A long label stands above its numbers."""
    label = above.rstrip() if lines[0].startswith("     ") else ""
    first = re.match(rf"^  (.*?)\s+({NUMBER}(?: %)?)\s+({NUMBER}(?: %)?)\s+([-+±].*?|same)\s+(\d+ of \d+|-|same)$", label + lines[0])
    ranges = RANGE.findall(lines[1])
    if not first or len(ranges) < 3:
        return None
    label = first[1] + " " + RANGE.split(lines[1])[0].strip()
    more = next((line.strip() for line in lines[2:3] if re.match(r"^  [a-z]\S*( \S+)*$", line) and not ROW.match(line)), "")
    return " ".join(f"{label} {more}".split()), {"medians": (first[2], first[3]), "difference": first[4], "ranges": ranges, "worse": first[5]}


def rows(lines):
    """{label: figures}"""
    found = (figures(lines[i - 1], lines[i : i + 3]) for i, line in enumerate(lines) if ROW.match(line) and i + 1 < len(lines))
    return dict(row for row in found if row)


def sentences(text, title):
    """The short answer: from the line that begins with the reform's title to the next that is empty."""
    lines = text.splitlines()
    begin = next(i for i, line in enumerate(lines) if line.startswith(f"{title} (from "))
    end = next(i for i in range(begin, len(lines)) if not lines[i].strip())
    said = [[]]
    for line in lines[begin:end]:
        if re.match(r"^  [A-Z]", line) and said[-1] and said[-1][-1].endswith("."):
            said.append([])
        said[-1].append(line.strip())
    return "> " + "\n>\n> ".join(" ".join(part) for part in said)


# ---- what README shows ---------------------------------------------------------------------------------------------
def in_markdown(label, row, starred):
    spread = [f"{low} to {high}" for low, high in row["ranges"][:3]]
    cells = [f"{row['medians'][0]} ({spread[0]})", f"{row['medians'][1]} ({spread[1]})",
             f"**{row['difference'].split(' ±')[0]}** ({spread[2]})", row["worse"]]
    return f"| {label}{' *' if starred else ''} | " + " | ".join(cells) + " |"


def renewed(shown, known, said, faults):
    out = [said, "", *HEAD]
    for line in shown.splitlines():
        label = line.split(" | ")[0].removeprefix("| ").strip()
        if not line.startswith("| ") or line in HEAD or label in ("", "|"):
            continue
        plain = label.removesuffix(" *")
        name = next((n for n in (plain, plain + " *") if n in known), None)
        if name is None:
            faults.append(f"README.md: compare prints no row '{plain}'")
            out.append(line)
            continue
        out.append(in_markdown(plain, known[name], name.endswith("*")))
    return "\n".join(out) + "\n"


def number(text):
    return float(text.replace(",", "").replace("%", "").replace("+", ""))


def picture(title, known, digest, faults):
    """Two bars a row, each with its range; each row has a scale of its own."""
    left, width, step = 262, 380, 58
    body = [f'<text x="20" y="30" class="t">{escape(title)}</text>',
            '<text x="20" y="50" class="s">Persons, events or years, 2017-2018, and all who set out 2012-2018: median, and the range of 90 in 100 '
            "histories.</text>",
            '<text x="20" y="66" class="s">Grey: as it was. Blue: with the reform. Each row has its own scale.</text>']
    for i, name in enumerate(DRAWN):
        row = known.get(name) or known.get(name + " *")
        if row is None:
            faults.append(f"docs/first-result.svg: compare prints no row '{name}'")
            continue
        y, most = 90 + i * step, max(number(high) for _, high in row["ranges"][:2])
        words = textwrap.wrap(name, 34)
        body += [f'<text x="{left - 12}" y="{y + 16 + 15 * j - 7 * (len(words) - 1)}" class="l">{escape(w)}</text>' for j, w in enumerate(words)]
        for j, kind in enumerate(("a", "b")):
            at = y + j * 20
            low, median, high = (width * number(v) / most for v in (row["ranges"][j][0], row["medians"][j], row["ranges"][j][1]))
            body += [f'<rect x="{left}" y="{at}" width="{median:.1f}" height="15" class="{kind}"/>',
                     f'<path d="M{left + low:.1f} {at + 7.5}H{left + high:.1f}" class="w"/>',
                     f'<text x="{left + width + 12}" y="{at + 12}" class="n">{row["medians"][j]}</text>']
    height = 90 + len(DRAWN) * step + 30
    body.append(f'<text x="20" y="{height - 14}" class="s">Simulated, not a forecast. asylsim, seed 1, digest {digest}. CC BY 4.0</text>')
    style = ("text{font:13px system-ui,sans-serif;fill:#1f2328}.t{font-size:17px;font-weight:600}.s{font-size:11.5px;fill:#57606a}"
             ".l{text-anchor:end}.a{fill:#8c959f}.b{fill:#2f6fb3}.w{stroke:#1f2328;stroke-width:1.2;fill:none}")
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 740 {height}" width="740" height="{height}" role="img">',
                      f"<title>{escape(title)}: as it was, and with the reform</title><style>{style}</style>",
                      f'<rect width="740" height="{height}" rx="8" fill="#fff"/>', *body, "</svg>", ""])


def main(program, source, results, write):
    faults = []
    page, drawing = source / "README.md", source / "docs/first-result.svg"
    text = page.read_text(encoding="utf-8")
    block = BLOCK.search(text)
    all_of_it, lines, digest = printed(program, results, block[2])
    title = re.search(r'^title = "(.*)";$', (source / f"scenarios/reforms/{block[2]}.cfg").read_text(encoding="utf-8"), re.M)[1]
    known = rows(lines)
    new = text[: block.start(3)] + renewed(block[3], known, sentences(all_of_it, title), faults) + text[block.end(3) :]
    new = re.sub(r"digest `[0-9a-f]{16}`", f"digest `{digest}`", new)
    svg = picture(title, known, digest, faults)
    if write and not faults:
        page.write_text(new, encoding="utf-8")
        drawing.write_text(svg, encoding="utf-8")
    else:
        faults += ["README.md: it does not show what compare prints of this file (--write)"] if new != text else []
        same = drawing.exists() and drawing.read_text(encoding="utf-8") == svg
        faults += [] if same else ["docs/first-result.svg: it is not drawn from this file (--write)"]
    print("\n".join(faults) or "README shows what compare prints, in sentences, table and picture")
    return bool(faults)


def standing(source):
    """At most fifteen rows and two pages; table, text and picture have one digest, and the picture the table's medians."""
    text, svg = ((source / name).read_text(encoding="utf-8") for name in ("README.md", "docs/first-result.svg"))
    table = [line for line in BLOCK.search(text)[3].splitlines() if line.startswith("| ") and line not in HEAD]
    digests = set(re.findall(r"digest `?([0-9a-f]{16})", text + svg))
    faults = [f"README.md: {len(table)} rows in the table, at most 15"] if not 0 < len(table) <= 15 else []
    faults += [f"README.md: {len(text.split())} words, at most 1,650"] if len(text.split()) > 1650 else []
    faults += [f"README.md and its picture have the digests {sorted(digests)}"] if len(digests) != 1 else []
    faults += [f"docs/first-result.svg: {median} is in no row of README.md" for median in re.findall(r'class="n">([^<]+)<', svg)
               if not any(f" {median} (" in line for line in table)]
    print("\n".join(faults) or "README is short, and its sentences, table and picture are of one run")
    return bool(faults)


if __name__ == "__main__" and sys.argv[1] == "--standing":
    sys.exit(standing(pathlib.Path(sys.argv[2])))
if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], "--write" in sys.argv[4:]))
