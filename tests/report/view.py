# SPDX-License-Identifier: GPL-3.0-or-later
"""What the reader has chosen, and what the page shows of it."""

HALF = 0.5 - 1e-9  # of a person; what is interpolated differs in its last bits


def whole_ends(d, o):
    """The ends of a difference's range; of counts the end next to zero is on it where it is less than half a person away."""
    return (d.low, d.high) if o["ratio"] else (0.0 if 0 < d.low < HALF else d.low, 0.0 if -HALF < d.high < 0 else d.high)


def on_zero(d, o):
    """Where an end is put on zero so, all that lies as close to it is shown there too."""
    if whole_ends(d, o) != (d.low, d.high):
        for name in ("low", "quarter", "median", "three_quarters", "high"):
            if abs(getattr(d, name)) < HALF:
                setattr(d, name, 0.0)
    return d


class View:
    """What the reader has chosen, in the file's own names."""

    def __init__(self, file, source, choice):
        self.file, self.source = file, source
        self.s = int(choice["scenario"])
        names = list(file.outcomes)
        self.outcome = names[int(choice["outcome"])]
        self.o = file.outcomes[self.outcome]
        self.population = int(choice["population"])
        self.place = int(choice["place"])
        self.crossing, *self.states, self.citizenship = choice["touched"]  # report.mjs holds them against `compare`
        period = int(choice["period"])
        self.period = None if period < 0 else [file.all_years, *file.each_year][period]
        self.reforms = range(1, len(file.scenarios))
        self.thrifty = file.thrifty
        self.group = self.name_of(self.population)
        self.title = file.scenarios[self.s]["title"]

    def name_of(self, population):
        return self.file.groups[population - 1]["name"] if population else "all"

    def place_name(self, place):
        return self.file.places[place]["name"] if place else "all"

    def fits(self, o):
        """Whether an outcome is counted at what is chosen: a crossing, or a country."""
        if not self.place:
            return True
        crossing = self.file.places[self.place]["kind"] == "crossing"
        return o["where"] != 0 and (o["where"] == 2) == crossing

    def keeps(self, o, s, population, place, period):
        """Whether the page keeps it, by the program's catalogue (model/report/kept.h)."""
        same = lambda a, b: (a.first, a.last) == (b.first, b.last)
        force = same(period, self.file.in_force[s]) if s else any(same(period, p) for p in self.file.in_force)
        whom = 0 if population == 0 else 1 if population <= len(self.file.groups) else 2
        bit = (((bool(s) * 3 + whom) * 2 + (place != 0)) * 2 + (period is self.file.all_years)) * 2 + force
        return o["keeps"] >> bit & 1 == 1

    def nearest(self, o, s, population, period=None):
        """Place and period shown: those chosen, or as near to them as the page keeps."""
        period = period or self.period or (self.file.all_years if o["cohort"] else self.file.in_force[s])
        place = self.place if self.fits(o) else 0
        if self.keeps(o, s, population, place, period):
            return place, period
        other = self.file.all_years if o["cohort"] else self.file.in_force[s]
        if self.keeps(o, s, population, place, other):
            return place, other
        if self.keeps(o, s, population, 0, period):
            return 0, period
        return 0, other

    def has(self, o, s, population):
        """Whether the page keeps what is shown; of children and rates it keeps everyone alone."""
        place, period = self.nearest(o, s, population)
        return self.keeps(o, s, population, place, period)

    def levels(self, outcome, population, place, period):
        return self.file.ask(outcome, self.name_of(population), self.place_name(place), period)

    def pair(self, outcome, s, population, period=None):
        """Levels of baseline and reform, their difference, and the period that is shown."""
        place, period = self.nearest(self.file.outcomes[outcome], s, population, period)
        x = self.levels(outcome, population, place, period)
        d = self.file.dist
        return d(x[0]), d(x[s]), on_zero(d(x[s] - x[0]), self.file.outcomes[outcome]), period
