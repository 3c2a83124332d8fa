# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scripts write, or compare with what stands there."""
import csv
import io
import re
import sys

from series import HERE


def text(head, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def same(a, b):
    """Whether two texts say the same, but for the last digit of a number."""
    number = re.compile(r"-?\d+\.\d+")
    x, y = number.findall(a), number.findall(b)
    return (
        number.sub("#", a) == number.sub("#", b)
        and all(abs(float(i) - float(j)) < 0.011 for i, j in zip(x, y))
    )


def write(script, tables, args):
    """Writes {name: text} beside this file; with --check says whether they stand there: 0, else 1."""
    wrong = 0
    for name, made in tables.items():
        path = HERE / name
        if args == ["--check"]:
            held = path.read_text(encoding="utf-8") if path.exists() else ""
            if not same(held, made):
                print(f"{path}: not what {script} writes: run it again", file=sys.stderr)
                wrong = 1
        else:
            path.write_text(made, encoding="utf-8")
    return wrong
