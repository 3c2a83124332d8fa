# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers as the page writes them, and what a cell of a table ought to be."""
import math
from decimal import ROUND_HALF_UP, Decimal

MINUS = "\u2212"


def rounded(x, digits):
    return Decimal(repr(abs(x))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def number(x, sign=False):
    """From 100 on whole, from 10 on one decimal, else two; thousands apart."""
    if x is None or not math.isfinite(x):
        return "none"
    a = abs(x)
    digits = 0 if a >= 100 or x == int(x) else 1 if a >= 10 else 2
    if sign and 0 < a * 10**digits < 0.5:
        digits = -math.floor(math.log10(a))  # a difference that is not zero never reads as zero
    text = f"{rounded(x, digits):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    zero = float(text.replace(",", "")) == 0
    return (MINUS if x < 0 and not zero else "+" if sign and not zero else "") + text


def value(x, o, difference=False):
    if x is None or not math.isfinite(x) or not o["share"]:
        return number(x, difference)
    return number(float(f"{100 * x:.10g}"), difference) + (" points" if difference else "%")


def in_draws(n, d):
    """So many of the draws; or that there are too few of them to say."""
    return "too few draws" if d.of_draws < 20 else f"{n:.0f} of {d.of}" if d.of else "none"


class Text:
    def __init__(self, text):
        self.text = text

    def fault(self, text, page):
        return f"shows {text!r}, ought to say {self.text!r}" if text != self.text or page is not None else None


class Number:
    """`x` from the file; the page may be off by `least`, the rounding with which it is kept. What
    is shown is what the page's number reads as, and so no further off than its last digit."""

    def __init__(self, x, least, show):
        self.x, self.least, self.show = x, least, show

    def fault(self, text, page):
        if self.x is None or math.isnan(self.x):
            return None if page is None or math.isnan(page) and text == self.show(math.nan) else f"shows {text!r} ({page}), is not defined"
        if page is None or math.isnan(page):
            return f"shows {text!r}, file {self.x!r}"
        if not abs(page - self.x) <= self.least * (1 + 1e-9) + 1e-9 * abs(self.x):
            return f"page {page!r}, file {self.x!r}, more than {self.least:g} apart"
        return None if text == self.show(page) else f"shows {text!r} for {page!r}, which reads {self.show(page)!r}"


def exact(x, show=number):
    return Number(float(x), 0.0, show)


def blank(x, least, show=number):
    """Nothing is shown where there is nothing."""
    return Text("") if x is None else Number(x, least, show)


def two_digits(x, finest=0.0):
    """An error is worth two digits."""
    return math.nan if math.isnan(x) else (0.5 * 10.0 ** (math.floor(math.log10(x)) - 1) if x > 0 else 0.0) + finest


def kept(x, o):
    """Counts of 100 or more are kept whole, from 10 on with one decimal, else two; shares with five."""
    a = abs(x) if x is not None and math.isfinite(x) else 0.0
    return 0.5e-5 if o["ratio"] and o["share"] else 0.5 if a >= 99.95 else 0.05 if a >= 9.995 else 0.005


def of(x, o, difference=False):
    least = kept(x, o)
    if difference and x is not None and 0 < abs(x) < least:
        least *= 2  # kept away from zero
    return Number(x, least, lambda v: value(v, o, difference))


def error_of(x, o, difference=False):
    finest = 0.5e-5 if o["ratio"] and o["share"] else 0.005
    return Number(x, two_digits(x, finest), lambda v: value(v, o, difference))


class Percent(Number):
    """A difference in per cent of the baseline, both as the page keeps them; nothing of shares and where
    the baseline is under 10."""

    def __init__(self, d, base, o, exactly=False):
        none = o["share"] or not math.isfinite(d + base) or math.floor(100 * base + 0.5) / 100 < 10
        least = kept(d, o)
        if not exactly and 0 < abs(d) < least:
            d, least = math.copysign(2 * least, d), 0.0  # kept away from zero
        slack = 0.0 if exactly else (least + abs(d) * kept(base, o) / base) / base if not none else 0.0
        super().__init__(None if none else 100 * d / base, 100 * slack, self.read)

    @staticmethod
    def read(v):
        """Under 10 with one decimal."""
        whole = math.floor(10 * v + 0.5) / 10 if abs(v) < 10 else math.floor(v + 0.5)
        return "under 0.1%" if v != 0 and abs(v) < 0.05 else f"{number(whole, True)}%"

    def fault(self, text, page):
        return super().fault(text, page) if self.x is not None else Text("").fault(text, page)


def mean_error(x):
    return Number(x, two_digits(x), number)


def six(x, *with_):
    """Kept with six digits, as a sum of those it is given with."""
    return Number(x, 1e-5 * (abs(x) + sum(abs(w) for w in with_)), number)


def str_of(x):
    return str(int(x))
