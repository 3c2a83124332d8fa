#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""links.py SOURCE: each link of README and docs/ to a file of the project leads to one, and each to a heading to a heading."""
import pathlib
import re
import sys

SOURCE = pathlib.Path(sys.argv[1]).resolve()
FENCE = re.compile(r"^```.*?^```$", re.S | re.M)


def slug(heading):
    """As the common renderers of Markdown name a heading."""
    return re.sub(r"[^\w\- ]", "", re.sub(r"\[(.*?)\]\(.*?\)", r"\1", heading).strip().lower()).replace(" ", "-")


def headings(path):
    return {slug(found) for found in re.findall(r"^#+ (.*)$", FENCE.sub("", path.read_text(encoding="utf-8")), re.M)}


def faults(path):
    text = re.sub(r"`[^`\n]*`", "", FENCE.sub("", path.read_text(encoding="utf-8")))
    for target in re.findall(r"(?<=\w)\]\(([^)\s]+)\)|\]\(([^)\s]+\.\w+(?:#[^)\s]*)?)\)", text):
        target = target[0] or target[1]
        if re.match(r"\w+:", target) or not re.search(r"[./#]", target) and not (path.parent / target).exists():
            continue  # another site; or a formula
        file, _, anchor = target.partition("#")
        to = path.parent / file if file else path
        if not to.exists():
            yield f"{path.relative_to(SOURCE)}: no file {target}"
        elif anchor and anchor not in headings(to):
            yield f"{path.relative_to(SOURCE)}: no heading {target}"


files = [SOURCE / "README.md", SOURCE / "CONTRIBUTING.md", *sorted((SOURCE / "docs").glob("*.md"))]
found = [fault for path in files for fault in faults(path)]
print("\n".join(found) or f"the links of {len(files)} texts lead somewhere")
sys.exit(bool(found))
