/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading rows, and what their quantities are in the model's terms. */
#include "inference/wanted.h"

#include "text/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 32 };

static const char *const column_name[ASY_N_WANTED_COLUMNS] = { "id",    "quantity", "origin",
                                                               "place", "period",   "unit",
                                                               "rule",  "value" };

/* ---- reading ----------------------------------------------------------------- */

struct reader {
    struct asy_wanted *rows;
    const char *name;
    int line, n_columns;
    int column[ASY_N_WANTED_COLUMNS]; /* where each stands; -1 */
    struct asy_error *err;
};

static bool
fault(const struct reader *self, const char *what, const char *found)
{
    return asy_csv_fault(self->err, self->name, self->line, what, found);
}

/* The cells of a line; how many, 0 if there are too many. */
static int
read_line(struct reader *self, char **p, char *cells[MOST_COLUMNS])
{
    bool ends = false;
    int n = 0;

    self->line++;
    while (!ends && n < MOST_COLUMNS)
        *p = asy_csv_cell(*p, &cells[n++], &ends);
    char *const last = cells[n - 1];
    if (*last)
        last[strcspn(last, "\r")] = '\0';
    return ends ? n : 0;
}

static bool
read_head(struct reader *self, char **p)
{
    char *cells[MOST_COLUMNS];

    self->n_columns = read_line(self, p, cells);
    for (int c = 0; c < ASY_N_WANTED_COLUMNS; c++) {
        self->column[c] = -1;
        for (int i = 0; i < self->n_columns; i++)
            if (strcmp(cells[i], column_name[c]) == 0)
                self->column[c] = i;
        if (self->column[c] < 0 && c < ASY_WANTED_RULE)
            return fault(self, "expected columns id, quantity, origin, place, period and unit",
                         cells[0]);
    }
    self->rows->has_values = self->column[ASY_WANTED_VALUE] >= 0;
    return true;
}

static bool
read_row(struct reader *self, char **p)
{
    char *cells[MOST_COLUMNS];
    struct asy_wanted_row *const row = &self->rows->row[self->rows->n++];

    if (read_line(self, p, cells) != self->n_columns)
        return fault(self, "expected as many cells as the head has", cells[0]);
    for (int c = 0; c < ASY_N_WANTED_COLUMNS; c++)
        row->cell[c] = self->column[c] < 0 ? "" : cells[self->column[c]];
    row->value = (double) NAN;
    const char *const value = row->cell[ASY_WANTED_VALUE];
    char *end;
    if (!*value)
        return true;
    row->value = strtod(value, &end);
    return (*end == '\0' && isfinite(row->value)) ||
           fault(self, "expected a number or nothing as value", value);
}

bool
asy_wanted_read(struct asy_wanted *self, const char *csv, const char *name,
                struct asy_error *err)
{
    struct reader reader = { .rows = self, .name = name, .err = err };
    size_t lines = 1;

    *self = (struct asy_wanted){ 0 };
    for (const char *c = csv; *c; c++)
        lines += *c == '\n';
    self->text = strdup(csv);
    self->row = calloc(lines, sizeof *self->row);
    self->targets.series = calloc(lines, sizeof *self->targets.series);
    self->targets.point = calloc(lines, sizeof *self->targets.point);
    if (!self->text || !self->row || !self->targets.series || !self->targets.point)
        return asy_fail(err, ASY_E_RESOURCES, name, "not enough memory");
    char *p = self->text;
    if (!read_head(&reader, &p))
        return false;
    while (*p)
        if (!read_row(&reader, &p))
            return false;
    return self->n > 0 || fault(&reader, "expected rows below the head", "");
}

void
asy_wanted_free(struct asy_wanted *self)
{
    free(self->text);
    free(self->row);
    asy_targets_free(&self->targets);
    *self = (struct asy_wanted){ 0 };
}

int
asy_wanted_last_year(const struct asy_wanted *self)
{
    int last = 0, period, a_year;

    for (int i = 0; i < self->n; i++)
        if (asy_period_read(self->row[i].cell[ASY_WANTED_PERIOD], &period, &a_year) &&
            period / a_year > last)
            last = period / a_year;
    return last;
}

/* ---- what they ask ----------------------------------------------------------- */

#define ONE_DAY "reported of one day, place or group alone"
#define PEOPLE_WHO_NEVER_CLAIMED                                                               \
    "the published level counts people who never claimed asylum, whom the model does not have"

/* `to`: the name of the quantity goes on with the receiving country and "_received". */
static const struct quantity {
    const char *name, *metric, *why;
    bool to;
} quantities[] = {
    { "first_applications_year", "claims_first", NULL, false },
    { "first_applications_month", "claims_first", NULL, false },
    { "protection_share_of_merits_first_level", "recognition_rate", NULL, false },
    { "closed_share_of_all_first_instance", "closed_share", NULL, false },
    { "formal_closure_share", "closed_share", NULL, false },
    { "appeal_success_share_of_merits", "appeals_won_share", NULL, false },
    { "dublin_requests_to_", "dublin_requests", NULL, true },
    { "dublin_transfers_to_", "dublin_transfers", NULL, true },
    { "returned_to_third_country", NULL, PEOPLE_WHO_NEVER_CLAIMED, false },
    { "persons_refused_entry", NULL, PEOPLE_WHO_NEVER_CLAIMED, false },
    { "refusal_decisions_per_refused_person", NULL, PEOPLE_WHO_NEVER_CLAIMED, false },
    { "admission_share_of_attempts_one_day", NULL, ONE_DAY, false },
    { "safe_third_country_share_of_cohort", NULL, ONE_DAY, false },
    { "granted_share_of_cohort", NULL, ONE_DAY, false },
    { "protection_share_of_merits_all_applications", NULL,
      "first and later applications are counted together, the model rules on them apart",
      false },
};

static const struct quantity *
find_quantity(const char *name)
{
    for (size_t i = 0; i < sizeof quantities / sizeof *quantities; i++) {
        const struct quantity *const q = &quantities[i];
        if (q->to ? strncmp(name, q->name, strlen(q->name)) == 0 : strcmp(name, q->name) == 0)
            return q;
    }
    return NULL;
}

/* "ALL" is the published way to say `all`. */
static const char *
or_all(const char *name)
{
    return strcmp(name, "ALL") == 0 ? "all" : name;
}

/* DEU>POL of DEU and "dublin_requests_to_Poland_received": false if no such country is known.
 */
static bool
name_pair(struct asy_wanted_row *row, const struct quantity *q, const struct asy_world *world)
{
    const char *const label = row->cell[ASY_WANTED_QUANTITY] + strlen(q->name);
    const char *const end = strstr(label, "_received");
    const size_t n = end ? (size_t) (end - label) : 0;

    for (int i = 0; n > 0 && i < world->n_countries; i++)
        if (strncmp(world->country[i].label, label, n) == 0 && !world->country[i].label[n]) {
            snprintf(row->place, sizeof row->place, "%.40s>%s",
                     or_all(row->cell[ASY_WANTED_PLACE]), world->country[i].code);
            return true;
        }
    return false;
}

/* A series of one point; its metric stays empty where the model cannot speak to the row. */
static void
resolve(struct asy_wanted_row *row, struct asy_series *series, struct asy_point *point,
        const struct asy_world *world)
{
    const struct quantity *const q = find_quantity(row->cell[ASY_WANTED_QUANTITY]);

    snprintf(row->place, sizeof row->place, "%.60s", or_all(row->cell[ASY_WANTED_PLACE]));
    if (!q)
        row->why = "no outcome of the model counts it";
    else if (q->why)
        row->why = q->why;
    else if (!asy_period_read(row->cell[ASY_WANTED_PERIOD], &point->period, &series->a_year))
        row->why = "the model is read by year, quarter or month";
    else if (q->to && !name_pair(row, q, world))
        row->why = "the scenario does not have the place";
    series->metric = row->why ? "" : q->metric;
    series->population = or_all(row->cell[ASY_WANTED_ORIGIN]);
    series->place = row->place;
    series->n = 1;
    if (row->why)
        return;
    const struct asy_counted counted = asy_counted_of(series, world);
    row->why = counted.why;
    if (point->period / series->a_year < world->first_year)
        row->why = "it is before the first year of the scenario";
}

void
asy_wanted_resolve(struct asy_wanted *self, const struct asy_world *world)
{
    self->targets.n_series = self->targets.n_points = self->n;
    for (int i = 0; i < self->n; i++) {
        self->targets.series[i].first = i;
        self->targets.series[i].a_year = 1;
        resolve(&self->row[i], &self->targets.series[i], &self->targets.point[i], world);
    }
}
