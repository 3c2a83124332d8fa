/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --departures TABLE: how many set out, given by the user, so that what a world says can be
   told for these people and not for those that its walks make. Columns group, period, persons:
   a group, or a citizenship, whose groups share in proportion to their last level; a month
   ("2017-01") or a year ("2017": by the season of 2016); persons in that period. They take
   the place of what the baseline says from the first of them on, for every reform alike:
   without walk or error, and so many do set out, whatever the odds (law/response/demand.c).
   After the last the mean of the last twelve months holds. */
#include "scenario/inside.h"

#include "text/csv.h"
#include "text/whole.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_MONTHS = 1200, A_YEAR = 12 };
enum column { GROUP, PERIOD, PERSONS, N_COLUMNS };
static const char *const names[N_COLUMNS] = { "group", "period", "persons" };

/* Months of one group, counted from the year 0. */
struct given {
    int first, n;
    double persons[MOST_MONTHS];
    int line[MOST_MONTHS];
};

struct table {
    struct asy_scenario *self;
    const char *name;
    int line, column[N_COLUMNS], n_columns;
    struct asy_error err;
    struct given *given; /* [n_groups] */
};

static bool
fault(struct table *self, const char *what, const char *found)
{
    return asy_csv_fault(&self->err, self->name, self->line, what, found);
}

/* ---- a row ------------------------------------------------------------------------------- */

/* The cells of the next line that are asked for; false past the end or at a fault. */
static bool
read_cells(struct table *self, char **p, char *cells[N_COLUMNS])
{
    bool ends = false;
    int n = 0;

    self->line++;
    for (; !ends; n++) {
        char *cell;
        *p = asy_csv_cell(*p, &cell, &ends);
        cell[strcspn(cell, "\r")] = '\0';
        for (int c = 0; c < N_COLUMNS; c++)
            if (self->n_columns ? self->column[c] == n : strcmp(cell, names[c]) == 0) {
                self->column[c] = n;
                cells[c] = cell;
            }
    }
    if (self->n_columns && n != self->n_columns)
        return fault(self, "expected as many cells as the head has",
                     cells[GROUP] ? cells[GROUP] : "");
    self->n_columns = n;
    return true;
}

static bool
read_head(struct table *self, char **p)
{
    char *cells[N_COLUMNS] = { NULL };

    if (!read_cells(self, p, cells))
        return false;
    for (int c = 0; c < N_COLUMNS; c++)
        if (!cells[c])
            return fault(self, "expected columns group, period and persons", "");
    return true;
}

/* "2017" or "2017-01"; the month counted from the year 0, and of how many months. */
static bool
read_period(struct table *self, const char *text, int *month, int *n)
{
    const size_t length = strlen(text);
    bool good = length == 4 || (length == 7 && text[4] == '-');

    for (size_t i = 0; good && i < length; i++)
        good = i == 4 || isdigit((unsigned char) text[i]);
    const int year = good ? atoi(text) : 0, of = good && length == 7 ? atoi(text + 5) : 1;
    if (!good || of < 1 || of > A_YEAR)
        return fault(self, "expected a year as 2017 or a month as 2017-01", text);
    const struct asy_date from = asy_date_of_days(self->self->start);
    if (12 * year + of - 1 < 12 * from.year + from.month - 1)
        return fault(self, "expected no period before the first day of the scenario", text);
    *month = A_YEAR * year + of - 1;
    *n = length == 4 ? A_YEAR : 1;
    return true;
}

static bool
read_persons(struct table *self, const char *text, double *persons)
{
    char *end;
    *persons = strtod(text, &end);
    const bool good = end != text && *end == '\0' && isfinite(*persons) && *persons >= 0.0 &&
                      *persons <= 1e7 && !strpbrk(text, "xXnN");
    return good || fault(self, "expected a number of persons, 0 or more", text);
}

/* ---- months ------------------------------------------------------------------------------ */

/* The next month of a group; they follow each other. */
static bool
add_month(struct table *self, int group, int month, double persons)
{
    struct given *given = &self->given[group];
    const char *const name = self->self->group[group].name;

    if (given->n == 0)
        given->first = month;
    if (month != given->first + given->n)
        return fault(self, "expected the month after the one before it, of group", name);
    if (given->n == MOST_MONTHS)
        return fault(self, "too many months of group", name);
    given->line[given->n] = self->line;
    given->persons[given->n++] = persons;
    return true;
}

/* What a month has of its year. */
static double
share_of_year(int month)
{
    double sum = 0.0;
    for (int m = 1; m <= A_YEAR; m++)
        sum += exp(asy_season(ASY_LAST_SEASON, m));
    return exp(asy_departure_season(ASY_LAST_SEASON, month % A_YEAR + 1)) / sum;
}

static bool
add_period(struct table *self, int group, int month, int n, double persons)
{
    bool ok = true;
    for (int i = 0; ok && i < n; i++)
        ok = add_month(self, group, month + i,
                       n == 1 ? persons : persons * share_of_year(month + i));
    return ok;
}

/* What a group has last, as the baseline says. */
static double
last_level(const struct asy_scenario *self, int group)
{
    const struct asy_entry *last = NULL;
    for (size_t i = 0; i < self->n_entries; i++) {
        const struct asy_entry *entry = &self->entries[i];
        const struct asy_param *row = &asy_laws[entry->place.law]->params[entry->place.param];
        if (entry->place.law == ASY_LAW_departure && strcmp(row->name, "persons") == 0 &&
            entry->layer == 0 && entry->place.entity == group &&
            (!last || entry->since >= last->since))
            last = entry;
    }
    return last ? last->number : 0.0;
}

static bool
divide(struct table *self, int citizenship, const char *name, int month, int n, double persons)
{
    const struct asy_scenario *const scenario = self->self;
    double sum = 0.0;
    bool ok = true;

    for (int g = 0; g < scenario->n_groups; g++)
        if (scenario->group[g].citizenship == citizenship)
            sum += last_level(scenario, g);
    if (!(sum > 0.0))
        return fault(self, "expected a citizenship of which people set out", name);
    for (int g = 0; ok && g < scenario->n_groups; g++)
        if (scenario->group[g].citizenship == citizenship)
            ok = add_period(self, g, month, n, persons * last_level(scenario, g) / sum);
    return ok;
}

static bool
read_row(struct table *self, char **p)
{
    char *cells[N_COLUMNS] = { NULL };
    double persons = 0.0;
    int month = 0, n = 0;

    if (!read_cells(self, p, cells) || !read_period(self, cells[PERIOD], &month, &n) ||
        !read_persons(self, cells[PERSONS], &persons))
        return false;
    const int group = asy_find_group(self->self, cells[GROUP]);
    if (group >= 0)
        return add_period(self, group, month, n, persons);
    const int country = asy_find_country(self->self, cells[GROUP]);
    return country >= 0
               ? divide(self, country, cells[GROUP], month, n, persons)
               : fault(self, "expected a group or the code of a citizenship", cells[GROUP]);
}

static double
mean_of_last(const struct given *given)
{
    const int n = given->n < A_YEAR ? given->n : A_YEAR;
    double sum = 0.0;
    for (int i = given->n - n; i < given->n; i++)
        sum += given->persons[i];
    return sum / n;
}

/* ---- laid over --------------------------------------------------------------------------- */

/* Takes out what the baseline says of this place from a day on. */
static void
drop_from(struct asy_scenario *self, struct asy_place place, int32_t day)
{
    size_t kept = 0;
    for (size_t i = 0; i < self->n_entries; i++) {
        const struct asy_entry *entry = &self->entries[i];
        const bool same = entry->place.law == place.law && entry->place.param == place.param &&
                          entry->place.entity == place.entity;
        if (!same || entry->since < day)
            self->entries[kept++] = *entry;
    }
    self->n_entries = kept;
}

static void
add_group(struct table *self, struct asy_reader *reader, int group)
{
    const struct given *given = &self->given[group];
    const struct asy_notes notes = {
        .source = asy_pool_format(&self->self->pool, "given by the user: %s", self->name),
        .known = "decreed",
        .grade = "D"
    };
    struct asy_place place = { .law = ASY_LAW_departure, .entity = group, .member = ASY_ALL };

    if (given->n == 0)
        return;
    while (strcmp(asy_laws[place.law]->params[place.param].name, "persons") != 0)
        place.param++;
    const struct asy_date begins = { given->first / A_YEAR, given->first % A_YEAR + 1, 1 };
    const int32_t first = asy_when_of(reader, begins, false).since;
    drop_from(self->self, place, first);
    self->self->departures_given[group] = first;
    for (int i = 0; i <= given->n; i++) {
        const int month = given->first + i;
        const struct asy_date date = { month / A_YEAR, month % A_YEAR + 1, 1 };
        const struct asy_node node = { .type = ASY_NODE_NUMBER,
                                       .number = i < given->n ? given->persons[i]
                                                              : mean_of_last(given),
                                       .file = self->name,
                                       .line = given->line[i < given->n ? i : i - 1] };
        asy_entry_add(reader, &node, place, asy_when_of(reader, date, false), &notes);
    }
}

static bool
read_table(struct table *self, char *text)
{
    if (!read_head(self, &text))
        return false;
    while (*text)
        if (!read_row(self, &text))
            return false;
    return true;
}

void
asy_departures_read(struct asy_scenario *self, const char *path, struct asy_errors *errs)
{
    struct asy_reader reader = { .self = self,
                                 .errs = errs,
                                 .layer_name = "command",
                                 .source = "command line",
                                 .since = ASY_ALWAYS };
    struct table table = { .self = self, .name = asy_pool_text(&self->pool, path) };
    char *const text = asy_whole_read(path, &table.err);

    table.given = calloc((size_t) self->n_groups + 1, sizeof *table.given);
    if (!table.given || !table.name)
        self->pool.failed = true;
    else if (!text || !read_table(&table, text))
        asy_errors_add(errs, table.err.code, table.err.where, "%s", table.err.what);
    else
        for (int g = 0; g < self->n_groups; g++)
            add_group(&table, &reader, g);
    free(table.given);
    free(text);
}
