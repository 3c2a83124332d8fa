# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of values: by grade, each with its source, and the law's changes through the years."""
import json
import re

from cells import Text, exact
from outcomes import WHAT


def limits(view):
    for grade, what in [*zip("ABCD", [*WHAT[:3], "assumption"]), ("", "no grade given")]:
        values, sampled = view.file.q("SELECT count(*), total(prior <> '') FROM parameter WHERE scenario = 0 AND coalesce(grade, '') = ?", grade)[0]
        if values:
            yield [Text(grade or "none"), Text(what), exact(values), exact(sampled)]


def visible(text):
    return re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]", "\ufffd", text or "")


def provenance(view):
    for s, *row in view.file.q('SELECT scenario, path, "from", value, unit, prior, grade, source, conflict FROM parameter'
                               " WHERE scenario IN (0, ?) ORDER BY 1, 2, 3", view.s):
        row[5] = row[5] or ("of the reform, no grade" if s else "none")
        yield [*[Text(visible(x)) for x in row], Text(view.file.scenarios[s]["name"] if s else "baseline")]


MEASURED = re.compile(r"\.(walk|caseload|crisis|rate|capacity|p_request|p_accept|p_transfer|transfer_days|cooperation|opinion|onward|departure)\b"
                      r"|^rules\.walk|min_days$|\.success$")


def named(f, name, by_group=True):
    group = next((g["label"] for g in f.groups if by_group and g["name"] == name), "")
    return group or (f.label_of(name) if f.label_of(name) != name else name.replace("_", " "))


def shown(f, text, unit):
    """A value of the table of parameters as people read it."""
    if text.startswith("[") and text.endswith("]"):
        return ", ".join(filter(None, (named(f, x.strip()) for x in text[1:-1].split(",")))) or "none"
    plain = f"{int(text):,}" if re.fullmatch(r"-?\d{5,}", text) else text
    return plain if unit in ("", "yes or no", "list", "ratio") or unit.startswith("share") else f"{plain} {unit}"


def timeline(view):
    """Changes of law and practice in the baseline, within the horizon."""
    f = view.file
    with open(f"{view.source}/scenarios/page.json", encoding="utf-8") as file:
        laws = json.load(file)["laws"]
    first, last, before = f"{f.first_year}-01-02", f"{f.first_year + f.years}-01-01", {}
    for path, day, text, unit, source in f.q('SELECT path, coalesce("from", \'\'), value, unit, source FROM parameter WHERE scenario = 0'
                                             " ORDER BY path, 2"):
        kind, *rest = path.split(".")
        was, before[path] = before.get(path), text
        if not first <= day < last or kind not in ("rules", "states", "crossings", "refuges", "transit") or MEASURED.search(path) or was == text:
            continue
        where = "in general" if kind == "rules" else f.label_of(rest[0])
        words = ": ".join(named(f, re.sub("^p_(?=.)", "", p), False) for p in (rest if kind == "rules" else rest[1:]))
        name = next((name for like, name in laws if re.search(like, words)), "")
        yield [Text(visible(x)) for x in (day, where, name, words, shown(f, text, unit), "" if was is None else shown(f, was, unit), source or "")]
