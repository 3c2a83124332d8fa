# SPDX-License-Identifier: GPL-3.0-or-later
"""The text of a scenario, as far as the scripts here need it: groups as dictionaries, lists of both
kinds as lists, numbers, texts and flags as themselves. `asylsim check` is what finds faults.
"""
import re

TOKEN = re.compile(
    r'\s+|/\*.*?\*/|@include\s*"[^"]*"|(?P<text>"(?:[^"\\]|\\.)*")|'
    r"(?P<number>[-+]?[0-9][0-9.eE+-]*)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<sign>[][{}(),;:=])",
    re.DOTALL,
)
CLOSE = {"{": "}", "(": ")", "[": "]"}


def tokens(text):
    for found in TOKEN.finditer(text):
        if found.lastgroup:
            yield found.lastgroup, found.group()


def read_value(stream, first=None):
    kind, word = first or next(stream)
    if word == "{":
        return read_group(stream)
    if word in CLOSE:
        return read_list(stream, CLOSE[word])
    if kind == "number":
        return float(word)
    return word[1:-1] if kind == "text" else word == "true"


def read_list(stream, close):
    out = []
    for kind, word in stream:
        if word == close:
            return out
        if word != ",":
            out.append(read_value(stream, (kind, word)))
    return out


def read_group(stream):
    out = {}
    for kind, word in stream:
        if word == "}":
            break
        if kind == "name":
            next(stream)  # = or :
            out[word] = read_value(stream)
    return out


def read(path):
    return read_group(tokens(path.read_text(encoding="utf-8")))


def on_first_day(value):
    """The number of a value on the first day that counts, in whichever form it is written."""
    while isinstance(value, dict):
        value = next(
            (value[k] for k in ("value", "over_time", "monthly", "yearly") if k in value), None
        )
        if isinstance(value, list):
            value = value[0]
    return value
