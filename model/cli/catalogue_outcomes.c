/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue's outcomes: those that are counted, and those made of others. */
#include "cli/catalogue.h"
#include "life/outcomes.h"
#include "outcome/reading.h"

#include <stdio.h>

static const char *
or_nothing(const char *text)
{
    return text ? text : "";
}

static const char *
place_of(enum asy_where where)
{
    static const char *const names[] = { [ASY_NOWHERE] = "",
                                         [ASY_STATE] = "country",
                                         [ASY_CROSSING] = "crossing",
                                         [ASY_PAIR] = "pair" };
    return names[where];
}

static const char *
more_is(enum asy_grows grows)
{
    return grows == ASY_WORSE ? "worse" : grows == ASY_BETTER ? "better" : "";
}

/* "month", "year, at its end", "year of departure" */
static void
put_kept(char *out, const struct asy_metric_row *row)
{
    static const char *const names[] = {
        [ASY_MONTH] = "month", [ASY_YEAR] = "year", [ASY_COHORT] = "year of departure"
    };
    snprintf(out, ASY_CELL_ROOM, "%s%s", names[row->detail],
             row->time == ASY_STOCK ? ", at its end" : "");
}

enum { NAME, UNIT, PLACE, KEPT, LABEL, MORE_IS, AMONG, BY_PLACE, TOGETHER, N_COLUMNS };

static const struct asy_column columns[N_COLUMNS + 1] = {
    [NAME] = { "outcome", "metric", ASY_CELL_NAME },
    [UNIT] = { "unit", "unit", ASY_CELL_WORDS },
    [PLACE] = { "place", "place", ASY_CELL_WORDS },
    [KEPT] = { "kept_by", "kept by", ASY_CELL_WORDS },
    [LABEL] = { "label", "what", ASY_CELL_WORDS },
    [MORE_IS] = { "more_is", "more is", ASY_CELL_WORDS },
    [AMONG] = { "among", "decided among", ASY_CELL_NAME },
    [BY_PLACE] = { "by_place", NULL, ASY_CELL_NAME },
    [TOGETHER] = { "together", NULL, ASY_CELL_WORDS },
};

static bool
outcome_row(int of, int i, struct asy_row *row)
{
    (void) of;
    if (i >= ASY_N_METRICS)
        return false;
    const struct asy_metric_row *const metric = &asy_metrics[i];
    const struct asy_reading *const reading = asy_reading_at(i);
    snprintf(row->cell[NAME], ASY_CELL_ROOM, "%s", metric->name);
    snprintf(row->cell[UNIT], ASY_CELL_ROOM, "%s", metric->unit);
    snprintf(row->cell[PLACE], ASY_CELL_ROOM, "%s", place_of(metric->where));
    put_kept(row->cell[KEPT], metric);
    snprintf(row->cell[LABEL], ASY_CELL_ROOM, "%s", metric->label);
    snprintf(row->cell[MORE_IS], ASY_CELL_ROOM, "%s", more_is(metric->grows));
    snprintf(row->cell[AMONG], ASY_CELL_ROOM, "%s", or_nothing(reading->of));
    snprintf(row->cell[BY_PLACE], ASY_CELL_ROOM, "%s", or_nothing(reading->by_place));
    snprintf(row->cell[TOGETHER], ASY_CELL_ROOM, "%s", or_nothing(reading->together));
    return true;
}

const struct asy_table asy_table_outcomes = {
    .name = "outcomes",
    .doc = "what is counted: in what unit, by which place and period",
    .columns = columns,
    .row = outcome_row,
};

/* ---- made of others ---------------------------------------------------------------------- */

enum {
    SUM,
    SUM_UNIT,
    SUM_LABEL,
    ABOVE,
    LESS,
    BELOW,
    SUM_MORE_IS,
    SUM_AMONG,
    SUM_TOGETHER,
    N_SUM_COLUMNS
};

static const struct asy_column sum_columns[N_SUM_COLUMNS + 1] = {
    [SUM] = { "outcome", "metric", ASY_CELL_NAME },
    [SUM_UNIT] = { "unit", "unit", ASY_CELL_WORDS },
    [SUM_LABEL] = { "label", "what", ASY_CELL_WORDS },
    [ABOVE] = { "above", "above the line", ASY_CELL_NAMES },
    [LESS] = { "less", "less", ASY_CELL_NAMES },
    [BELOW] = { "below", "below the line", ASY_CELL_NAMES },
    [SUM_MORE_IS] = { "more_is", "more is", ASY_CELL_WORDS },
    [SUM_AMONG] = { "among", NULL, ASY_CELL_NAME },
    [SUM_TOGETHER] = { "together", NULL, ASY_CELL_WORDS },
};

static bool
sum_row(int of, int i, struct asy_row *row)
{
    const struct asy_derived *const derived = asy_derived_at(i);

    (void) of;
    if (!derived)
        return false;
    snprintf(row->cell[SUM], ASY_CELL_ROOM, "%s", derived->name);
    snprintf(row->cell[SUM_UNIT], ASY_CELL_ROOM, "%s", derived->unit);
    snprintf(row->cell[SUM_LABEL], ASY_CELL_ROOM, "%s", derived->label);
    snprintf(row->cell[SUM_MORE_IS], ASY_CELL_ROOM, "%s", more_is(derived->grows));
    const struct asy_reading reading = asy_reading_of(derived->name);
    snprintf(row->cell[SUM_AMONG], ASY_CELL_ROOM, "%s", or_nothing(reading.of));
    snprintf(row->cell[SUM_TOGETHER], ASY_CELL_ROOM, "%s", or_nothing(reading.together));
    for (int t = 0; t < derived->n_terms; t++) {
        const struct asy_term *const term = &derived->terms[t];
        const char *const name = asy_metrics[term->metric].name;
        if (term->above > 0)
            asy_add_name(row->cell[ABOVE], ASY_CELL_ROOM, name);
        if (term->above < 0)
            asy_add_name(row->cell[LESS], ASY_CELL_ROOM, name);
        if (term->below)
            asy_add_name(row->cell[BELOW], ASY_CELL_ROOM, name);
    }
    return true;
}

const struct asy_table asy_table_derived = {
    .name = "derived",
    .doc = "outcomes made of others: sums and shares",
    .columns = sum_columns,
    .row = sum_row,
};
