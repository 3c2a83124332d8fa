/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the table of targets. Its rows are in the order of their series, each series in the
   order of time: what stands otherwise was not written by the script that makes the table, and
   is an error with its line. */
#include "inference/targets.h"

#include "text/csv.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const unsigned char asy_targets_csv[]; /* made by cmake/Embed.cmake */

enum { FAMILY, METRIC, POPULATION, PLACE, PERIOD, VALUE, OF, SCORED, COLUMNS };
static const char head[] = "family,metric,population,place,period,value,of,scored\n";

struct reader {
    struct asy_targets *targets;
    const char *name;
    int line;
    struct asy_error *err;
};

static bool
fault(const struct reader *self, const char *what, const char *found)
{
    return asy_csv_fault(self->err, self->name, self->line, what, found);
}

static bool
read_number(const char *text, double *out)
{
    char *end;

    errno = 0;
    *out = strtod(text, &end);
    return end != text && *end == '\0' && errno == 0 && isfinite(*out) && *out >= 0.0;
}

bool
asy_period_read(const char *text, int *period, int *a_year)
{
    int part = 1;

    for (int i = 0; i < 4; i++)
        if (!isdigit((unsigned char) text[i]))
            return false;
    *a_year = text[4] == '\0' ? 1 : text[5] == 'Q' ? 4 : 12;
    if (*a_year > 1) {
        const char *const digits = text + (*a_year == 4 ? 6 : 5);
        const size_t n = strspn(digits, "0123456789");
        if (text[4] != '-' || digits[n] || n != (*a_year == 4 ? 1 : 2))
            return false;
        part = atoi(digits);
    }
    *period = *a_year * atoi(text) + part - 1;
    return part >= 1 && part <= *a_year;
}

static bool
read_point(const struct reader *self, char *const cells[COLUMNS], struct asy_point *point,
           int *a_year)
{
    *point = (struct asy_point){ .of = (double) NAN };
    if (!asy_period_read(cells[PERIOD], &point->period, a_year))
        return fault(self, "expected a year, a quarter as 2014-Q3 or a month as 2014-07",
                     cells[PERIOD]);
    if (!read_number(cells[VALUE], &point->value))
        return fault(self, "expected a number of 0 or more", cells[VALUE]);
    if (*cells[OF] && !read_number(cells[OF], &point->of))
        return fault(self, "expected of how many it is a share, or nothing", cells[OF]);
    if (*cells[OF] && point->value > 1.0)
        return fault(self, "expected a share of 0 to 1", cells[VALUE]);
    point->scored = strcmp(cells[SCORED], "yes") == 0;
    if (!point->scored && strcmp(cells[SCORED], "no") != 0)
        return fault(self, "expected yes or no", cells[SCORED]);
    return true;
}

static int
family_of(struct asy_targets *self, const char *name)
{
    for (int i = 0; i < self->n_families; i++)
        if (strcmp(self->family[i], name) == 0)
            return i;
    if (self->n_families == ASY_MOST_FAMILIES)
        return -1;
    self->family[self->n_families] = name;
    return self->n_families++;
}

static bool
is_same(const struct asy_series *a, const struct asy_series *b)
{
    return a->family == b->family && a->a_year == b->a_year &&
           strcmp(a->metric, b->metric) == 0 && strcmp(a->population, b->population) == 0 &&
           strcmp(a->place, b->place) == 0;
}

/* Appends to the series that is being read, or begins the next. */
static bool
keep(const struct reader *self, struct asy_series series, const struct asy_point *point)
{
    struct asy_targets *const t = self->targets;
    struct asy_series *const last = t->n_series ? &t->series[t->n_series - 1] : NULL;

    if (last && is_same(last, &series)) {
        if (t->point[t->n_points - 1].period >= point->period)
            return fault(self, "expected a later period than the line before", series.place);
        last->n++;
    } else {
        if (last && last->family > series.family)
            return fault(self, "expected the lines of a family together",
                         t->family[series.family]);
        for (int i = 0; i < t->n_series; i++)
            if (is_same(&t->series[i], &series))
                return fault(self, "expected the lines of a series together", series.place);
        series.first = t->n_points;
        series.n = 1;
        t->series[t->n_series++] = series;
    }
    t->point[t->n_points++] = *point;
    return true;
}

static bool
read_row(const struct reader *self, char *const cells[COLUMNS])
{
    struct asy_point point;
    struct asy_series series = { .metric = cells[METRIC],
                                 .population = cells[POPULATION],
                                 .place = cells[PLACE] };

    for (int i = 0; i < OF; i++)
        if (!*cells[i])
            return fault(self, "expected no empty cell", "");
    series.family = family_of(self->targets, cells[FAMILY]);
    if (series.family < 0)
        return fault(self, "expected no more than 32 families", cells[FAMILY]);
    return read_point(self, cells, &point, &series.a_year) && keep(self, series, &point);
}

static bool
read_rows(struct reader *self, char *p)
{
    while (*p) {
        char *cells[COLUMNS] = { 0 };
        bool ends = false;
        int n = 0;

        self->line++;
        while (!ends && n < COLUMNS)
            p = asy_csv_cell(p, &cells[n++], &ends);
        if (n != COLUMNS || !ends)
            return fault(self, "expected eight cells", cells[0]);
        if (!read_row(self, cells))
            return false;
    }
    return self->targets->n_points > 0 || fault(self, "expected rows below the head", "");
}

/* One of each for every line: no more can be needed. */
static bool
make_room(struct asy_targets *self, const char *csv)
{
    size_t lines = 1;

    for (const char *p = csv; *p; p++)
        lines += *p == '\n';
    self->text = strdup(csv);
    self->series = calloc(lines, sizeof *self->series);
    self->point = calloc(lines, sizeof *self->point);
    return self->text && self->series && self->point;
}

bool
asy_targets_read(struct asy_targets *self, const char *csv, const char *name,
                 struct asy_error *err)
{
    struct reader reader = { self, name, 1, err };

    *self = (struct asy_targets){ 0 };
    if (!make_room(self, csv))
        return asy_fail(err, ASY_E_RESOURCES, name, "not enough memory");
    if (strncmp(csv, head, sizeof head - 1) != 0) {
        self->text[strcspn(self->text, "\n")] = '\0';
        return fault(&reader, "expected the head family,metric,population,place,...",
                     self->text);
    }
    return read_rows(&reader, self->text + sizeof head - 1);
}

bool
asy_targets_shipped(struct asy_targets *self, struct asy_error *err)
{
    return asy_targets_read(self, (const char *) asy_targets_csv, "targets.csv", err);
}

void
asy_targets_free(struct asy_targets *self)
{
    free(self->text);
    free(self->series);
    free(self->point);
    *self = (struct asy_targets){ 0 };
}
