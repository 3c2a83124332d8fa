/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A series by month or year: one entry for each of its values, of which one knows those that
   had ended by the day as of which the scenario is read, and what holds after the last of them.
 */
#include "scenario/drift.h"
#include "scenario/inside.h"
#include "scenario/smooth.h"

#include <math.h>

enum { MOST_IN_SERIES = 1200 };

static const struct asy_param *
row_of(struct asy_place place)
{
    return &asy_laws[place.law]->params[place.param];
}

/* The first of the next month or year. */
static struct asy_date
after(struct asy_date date, bool monthly)
{
    date.month += monthly ? 1 : 12;
    date.year += date.month > 12;
    date.month -= date.month > 12 ? 12 : 0;
    return date;
}

/* A month or a year of a series: what it tells was seen when it had ended. */
static struct asy_when
period_of(const struct asy_reader *reader, struct asy_date date, bool monthly, bool first)
{
    struct asy_when when = asy_when_of(reader, date, first);

    when.seen = asy_when_of(reader, after(date, monthly), false).since - 1;
    return when;
}

/* Of how many of its values one knows: not of those that a run as of an earlier day forgets.
   `end` becomes the first day after them. */
static size_t
count_known(const struct asy_reader *reader, const struct asy_node *series, bool monthly,
            struct asy_place place, const struct asy_notes *notes, struct asy_date *end)
{
    size_t n = 0;

    for (; n < series->n; n++, *end = after(*end, monthly)) {
        const struct asy_when when = period_of(reader, *end, monthly, n == 0);
        if (asy_known_day(reader, place, when, notes) > reader->self->as_of)
            break;
    }
    return n;
}

/* After the last month that is known (scenario/assumption.c says so). */
static void
add_level(struct asy_reader *reader, const struct asy_node *series, struct asy_level how,
          struct asy_place place, const struct asy_notes *notes)
{
    const struct asy_param *const row = row_of(place);
    struct asy_when when = asy_when_of(reader, how.after, false);
    const struct asy_node *last = NULL;
    size_t i = 0;

    for (const struct asy_node *node = series->first; node; node = node->next)
        if (node->type != ASY_NODE_NUMBER)
            return; /* has been said */
        else if (i++ < how.n)
            last = node;
    if (!last)
        return;
    struct asy_node level = *last;
    level.number = fmin(fmax(asy_level(series, &how), row->min), row->max);
    when.seen = when.since - 1;
    when.held_since = when.since;
    when.held_months = (int) how.n < how.months ? (int) how.n : how.months;
    asy_entry_add(reader, &level, place, when, notes);
}

/* Whose season is taken out of the level: of people setting out, by what was known of it. */
static int
season_year(const struct asy_reader *reader, struct asy_place place,
            const struct asy_notes *notes)
{
    const struct asy_scenario *const self = reader->self;
    enum asy_family family;

    if (!asy_is_seen(reader, place, notes, &family) || family != ASY_FAMILY_claims)
        return 0;
    if (self->as_of == ASY_NEVER)
        return ASY_LAST_SEASON;
    return asy_date_of_days(self->start + self->as_of + 1).year - 1; /* that has ended */
}

enum { A_YEAR = 12 };

/* The known values of a series by year; false where one is no number. */
static bool
take_years(const struct asy_node *series, size_t n, double year[ASY_SMOOTH_MOST_YEARS])
{
    const struct asy_node *node = series->first;
    for (size_t i = 0; i < n; i++, node = node->next) {
        if (node->type != ASY_NODE_NUMBER || !(node->number >= 0.0))
            return false;
        year[i] = node->number;
    }
    return true;
}

/* Months over their years' values, [12] for each year that is known, in the pool: of what was
   observed; NULL. Thresholds are solved year by year: what they are solved for stays. */
static const double *
months_of(struct asy_reader *reader, const struct asy_node *series, size_t n,
          struct asy_place place, const struct asy_notes *notes)
{
    double year[ASY_SMOOTH_MOST_YEARS];
    enum asy_family family;

    if (n < 2 || n > ASY_SMOOTH_MOST_YEARS || asy_drift_leans(place) ||
        !asy_is_seen(reader, place, notes, &family) || !take_years(series, n, year))
        return NULL;
    double *const month = asy_pool_alloc(&reader->self->pool, A_YEAR * n * sizeof *month);
    if (!month || !asy_smooth_years(year, n, month))
        return NULL;
    for (size_t i = 0; i < A_YEAR * n; i++)
        month[i] = year[i / A_YEAR] > 0.0 ? month[i] / year[i / A_YEAR] : 1.0;
    return month;
}

/* The values of a series whose notes have been read, and what holds after the last one known.
 */
static void
add_series(struct asy_reader *reader, const struct asy_node *series, bool monthly,
           struct asy_date date, struct asy_place place, const struct asy_notes *notes)
{
    struct asy_level how = { .months = reader->self->level_months,
                             .after = date,
                             .season_year = season_year(reader, place, notes) };
    size_t i = 0;

    how.n = count_known(reader, series, monthly, place, notes, &how.after);
    const double *const months =
        monthly ? NULL : months_of(reader, series, how.n, place, notes);
    for (const struct asy_node *node = series->first; node; node = node->next) {
        struct asy_when when = period_of(reader, date, monthly, i == 0);
        when.months_from = asy_when_of(reader, date, false).since;
        date = after(date, monthly);
        when.months = months && i < how.n ? months + A_YEAR * i : NULL;
        if (++i == how.n && !monthly && !reader->in_warm_up) {
            when.held_since = asy_when_of(reader, date, false).since;
            when.held_months = 12;
        }
        asy_entry_add(reader, node, place, when, notes);
    }
    if (monthly && !reader->in_warm_up) /* else the horizon's own values hold next */
        add_level(reader, series, how, place, notes);
}

void
asy_series_read(struct asy_reader *reader, const struct asy_node *group, bool monthly,
                struct asy_place place, struct asy_notes notes)
{
    const struct asy_node *series = asy_node_find(group, monthly ? "monthly" : "yearly");
    const char *from = monthly ? "monthly_from" : "yearly_from";
    struct asy_date date;

    if (row_of(place)->kind != ASY_REAL) {
        asy_node_error(group, reader->errs, ": only a number comes as a series");
        return;
    }
    if (!series || series->type != ASY_NODE_ARRAY || series->n == 0) {
        asy_node_error(series ? series : group, reader->errs, ": expected %s = [ numbers ]",
                       monthly ? "monthly" : "yearly");
        return;
    }
    if (series->n > MOST_IN_SERIES) {
        asy_node_error(series, reader->errs, ": more than %d values", MOST_IN_SERIES);
        return;
    }
    if (!asy_date_at(reader, group, from, &date))
        return;
    if (date.day != 1 || (!monthly && date.month != 1)) {
        asy_node_error(asy_node_find(group, from), reader->errs, ": expected the first of a %s",
                       monthly ? "month" : "year");
        return;
    }
    if (!asy_is_in_force(reader, group, asy_when_of(reader, date, false)))
        return;
    asy_prior_over_dates(reader, group, series->n, &notes);
    add_series(reader, series, monthly, date, place, &notes);
}
