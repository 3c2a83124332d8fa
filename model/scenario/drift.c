/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The walk of a series: a part that all of its family have in common, one that it shares with
   its row (citizenship or sending state), one with its column (destination, deciding or
   receiving state), and its own. Each is keyed by name, so that adding a state moves no other.
 */
#include "scenario/drift.h"

#include "base/hash.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Who stands for the row or the column. */
enum who {
    NOBODY,
    ENTITY,      /* whose law it is: the state; */
    CITIZENSHIP, /* of a group: its citizenship; */
    INTO,        /* of a crossing: the state that it leads into */
    MEMBER,      /* of the key: a country, a crossing */
};

/* How each observed key is laid out in the table of its family (observed.def), and which part
   of the family's size it moves by, where another quantity was measured (grade D). */
static const struct layout {
    enum asy_law_id law;
    const char *key;
    enum who row, column;
    double part;
    bool leans;
} layouts[] = {
    { ASY_LAW_departure, "persons", CITIZENSHIP, NOBODY, 1.0, false },
    { ASY_LAW_departure, "routes", CITIZENSHIP, MEMBER, 1.0, false },
    { ASY_LAW_departure, "destinations", CITIZENSHIP, MEMBER, 1.0, false },
    { ASY_LAW_onward, "to", CITIZENSHIP, MEMBER, 1.0, false },
    { ASY_LAW_onward, "move", CITIZENSHIP, MEMBER, 1.0, false },
    { ASY_LAW_withdrawal, "share", MEMBER, ENTITY, 1.0, false },
    { ASY_LAW_merits, "rate", MEMBER, ENTITY, 1.0, true },
    { ASY_LAW_merits, "capacity", NOBODY, ENTITY, 1.0, false },
    { ASY_LAW_appeal, "capacity", NOBODY, ENTITY, 1.0, false },
    { ASY_LAW_appeal, "success", NOBODY, ENTITY, 1.0, true },
    /* requests were measured on the logarithm; the log-odds of a share near 1/2 move more */
    { ASY_LAW_dublin, "p_request", ENTITY, MEMBER, 0.7, false },
    { ASY_LAW_dublin, "p_accept", ENTITY, MEMBER, 1.0, false },
    { ASY_LAW_dublin, "transfer_days", ENTITY, MEMBER, 1.0, false },
    { ASY_LAW_refused, "forced_days", NOBODY, ENTITY, 1.0, false },
    { ASY_LAW_refused, "p_voluntary", NOBODY, ENTITY, 1.0, false },
    /* refusals of entry move with those who come as well as with practice */
    { ASY_LAW_border, "p_heard", NOBODY, INTO, 0.5, false },
    { ASY_LAW_border, "ceiling", NOBODY, INTO, 0.5, false },
};

static const struct layout *
layout_of(struct asy_place place)
{
    const char *const key = asy_laws[place.law]->params[place.param].name;
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++)
        if ((int) layouts[i].law == place.law && strcmp(layouts[i].key, key) == 0)
            return &layouts[i];
    return NULL;
}

bool
asy_drift_leans(struct asy_place place)
{
    const struct layout *layout = layout_of(place);
    return layout && layout->leans;
}

int32_t
asy_drift_begins(const struct asy_scenario *self, int law, int entity)
{
    int32_t first = ASY_NEVER;
    for (size_t i = self->law_first[law]; i < self->law_first[law + 1]; i++)
        if (self->entries[i].drifts_from < first && asy_concerns(&self->entries[i], entity))
            first = self->entries[i].drifts_from;
    return first;
}

/* ---- months ------------------------------------------------------------------------------ */

static int
month_of(int32_t start, int32_t day)
{
    const struct asy_date date = asy_date_of_days(start + day);
    return 12 * date.year + date.month - 1;
}

int
asy_drift_month(int32_t start, int32_t from, int32_t day)
{
    const int months = month_of(start, day) - month_of(start, from);
    return months < 0 ? 0 : months < ASY_WALK_MONTHS ? months : ASY_WALK_MONTHS - 1;
}

int32_t
asy_drift_day(int32_t start, int32_t from, int months)
{
    const int month = month_of(start, from) + months;
    return asy_days_of_date((struct asy_date){ month / 12, month % 12 + 1, 1 }) - start;
}

/* ---- names ------------------------------------------------------------------------------- */

/* One series: of whom and of which member. */
struct series {
    const struct asy_scenario *scenario;
    const struct asy_entry *entry;
    int entity, member;
};

static const struct asy_param *
row_of(const struct series *self)
{
    return &asy_laws[self->entry->place.law]->params[self->entry->place.param];
}

static enum asy_section
section_of(const struct series *self)
{
    return asy_laws[self->entry->place.law]->section;
}

static const char *
name_of(const struct series *self, enum who who)
{
    const struct asy_scenario *scenario = self->scenario;
    switch (who) {
    case ENTITY:
        return asy_entity_name(scenario, section_of(self), self->entity);
    case CITIZENSHIP:
        return scenario->country[scenario->group[self->entity].citizenship].code;
    case INTO:
        return scenario->crossing[self->entity].into < 0
                   ? NULL
                   : scenario->country[scenario->crossing[self->entity].into].code;
    case MEMBER:
        return self->member == ASY_ALL
                   ? NULL
                   : asy_member_name(scenario, row_of(self)->per, self->member);
    case NOBODY:
    default:
        return NULL;
    }
}

/* "walk/destinations/column/DEU" */
static uint64_t
key_of_family(enum asy_family family, const char *what, const char *name)
{
    uint64_t key = asy_fnv(ASY_FNV_BASE, "walk/");
    key = asy_fnv(asy_fnv(key, asy_family_name((int) family)), what);
    return asy_fnv(key, name);
}

/* "walk/departure.destinations/chechen/DEU", or of all groups of the citizenship */
static uint64_t
key_of_series(const struct series *self, enum who who)
{
    const char *const member = name_of(self, MEMBER);
    uint64_t key = asy_fnv(ASY_FNV_BASE, "walk/");
    key = asy_fnv(asy_fnv(key, asy_laws[self->entry->place.law]->name), ".");
    key = asy_fnv(asy_fnv(key, row_of(self)->name), who == CITIZENSHIP ? "/of " : "/");
    key = asy_fnv(key, name_of(self, who));
    return member ? asy_fnv(asy_fnv(key, "/"), member) : key;
}

/* ---- the walk of a series ---------------------------------------------------------------- */

static const struct asy_walk_path *
shared_path(struct asy_drift *self, uint64_t key)
{
    struct asy_shared_path *shared = &self->shared[key % ASY_SHARED_PATHS];
    while (shared->path && shared->key != key)
        if (++shared == &self->shared[ASY_SHARED_PATHS])
            shared = self->shared;
    if (shared->path)
        return shared->path;
    shared->key = key;
    shared->path = asy_pool_alloc(self->pool, sizeof *shared->path);
    if (shared->path)
        asy_walk_path(shared->path, self->seed, self->draw, key);
    return shared->path;
}

/* Adds `weight` times a path; where in its span of so many years the level stood is not known,
   so that it starts with a third of the span's variance. */
static void
add(double x[ASY_WALK_MONTHS], const struct asy_walk_path *path, double weight, double span)
{
    const double start = path ? path->start * sqrt(span / 3.0) : 0.0;
    for (int i = 0; path && i < ASY_WALK_MONTHS; i++)
        x[i] += weight * (path->at[i] + start);
}

/* Shares of the variance; what no row or column stands for is the series' own. */
struct shares {
    double common, row, column, own;
};

static struct shares
shares_of(const struct asy_walk *walk, enum asy_family family, const char *row,
          const char *column)
{
    struct shares of = { walk->common[family], row ? walk->row[family] : 0.0,
                         column ? walk->column[family] : 0.0, 0.0 };
    const double sum = of.common + of.row + of.column;
    if (sum > 1.0) {
        of.common /= sum;
        of.row /= sum;
        of.column /= sum;
    }
    of.own = fmax(1.0 - of.common - of.row - of.column, 0.0);
    return of;
}

static void
add_own(struct asy_drift *self, const struct series *series, double group, double size,
        double span, double x[ASY_WALK_MONTHS])
{
    const bool of_group = section_of(series) == ASY_OF_GROUP;
    struct asy_walk_path own;
    asy_walk_path(&own, self->seed, self->draw, key_of_series(series, ENTITY));
    add(x, &own, size * sqrt(of_group ? group : 1.0), span);
    if (of_group)
        add(x, shared_path(self, key_of_series(series, CITIZENSHIP)), size * sqrt(1.0 - group),
            span);
}

/* Of mean 0 and variance 1. */
static double
evenly(double u)
{
    return sqrt(3.0) * (2.0 * u - 1.0);
}

/* The size of this series in this history. Sizes are pooled: the root of the mean square over
   series and years, and that stays what it is however unlike they are. */
static double
size_of(const struct asy_drift *self, const struct asy_walk *walk, const struct series *series)
{
    const enum asy_family family = series->entry->family;
    const uint64_t years = key_of_family(family, "/uneven", ""),
                   own = asy_fnv(key_of_series(series, ENTITY), "/uneven");
    return walk->size[family] *
           exp(walk->uneven_years * evenly(asy_prior_luck(self->seed, self->draw, years)) +
               walk->uneven_series * evenly(asy_prior_luck(self->seed, self->draw, own)));
}

static void
add_walk(struct asy_drift *self, const struct asy_walk *walk, const struct series *series,
         const struct layout *layout, double x[ASY_WALK_MONTHS])
{
    const enum asy_family family = series->entry->family;
    const char *const row = name_of(series, layout->row), *const column =
                                                              name_of(series, layout->column);
    const struct shares of = shares_of(walk, family, row, column);
    const double size = layout->part * size_of(self, walk, series),
                 span = series->entry->held_months / 12.0;
    if (of.common > 0.0)
        add(x, shared_path(self, key_of_family(family, "/common", "")), size * sqrt(of.common),
            span);
    if (of.row > 0.0)
        add(x, shared_path(self, key_of_family(family, "/row/", row)), size * sqrt(of.row),
            span);
    if (of.column > 0.0)
        add(x, shared_path(self, key_of_family(family, "/column/", column)),
            size * sqrt(of.column), span);
    add_own(self, series, walk->group, size * sqrt(of.own), span, x);
    for (int i = 0; i < ASY_WALK_MONTHS; i++) {
        const double most = walk->furthest * layout->part * walk->size[family] *
                            sqrt((i + 1) / 12.0 + span / 3.0);
        x[i] = fmax(-most, fmin(x[i], most));
    }
}

static void
add_passing(struct asy_drift *self, const struct series *series, double weight,
            double x[ASY_WALK_MONTHS])
{
    struct asy_walk_path passing;
    if (weight <= 0.0)
        return;
    asy_walk_passing(&passing, self->seed, self->draw,
                     asy_fnv(key_of_series(series, ENTITY), "/passing"));
    add(x, &passing, weight, 0.0);
}

const double *
asy_drift_path(struct asy_drift *self, const struct asy_walk *walk,
               const struct asy_entry *entry, int entity, int member)
{
    const struct series series = { self->scenario, entry, entity, member };
    const struct layout *layout = layout_of(entry->place);
    const enum asy_family family = entry->family;
    assert(family == ASY_FAMILY_none || layout); /* observed.def and the table above agree */
    if (self->draw == 0 || entry->drifts_from == ASY_NEVER || family == ASY_FAMILY_none ||
        !(walk->size[family] > 0.0 || walk->passing[family] > 0.0))
        return NULL;
    double *x = asy_pool_alloc(self->pool, ASY_WALK_MONTHS * sizeof *x);
    if (!x)
        return NULL;
    add_walk(self, walk, &series, layout, x);
    add_passing(self, &series, layout->part * walk->passing[family], x);
    for (int i = 0; i < ASY_WALK_MONTHS; i++)
        x[i] = exp(x[i]);
    return x;
}

/* A share walks on the log-odds, everything else on the logarithm. */
static bool
is_share(const struct asy_param *row)
{
    return strncmp(row->unit, "share", 5) == 0 && !(row->max > 1.0);
}

double
asy_drift_number(const struct asy_param *row, double number, double factor)
{
    if (!(number > 0.0))
        return number;
    const double odds = is_share(row) ? number / (1.0 - number) * factor : 0.0;
    const double x = !is_share(row) ? number * factor
                     : number < 1.0 ? odds / (1.0 + odds)
                                    : 1.0;
    return x < row->min ? row->min : x > row->max ? row->max : x;
}

double
asy_drift_observed(const struct asy_drift *self, const struct asy_world *world,
                   const struct asy_entry *entry)
{
    const struct asy_param *row = &asy_laws[entry->place.law]->params[entry->place.param];
    enum asy_family family;
    if (self->draw == 0 || entry->layer > 0 || entry->prior.form != ASY_PRIOR_NONE ||
        row->kind != ASY_REAL ||
        !asy_is_observed(entry->place.law, entry->place.param, &family) ||
        family == ASY_FAMILY_none)
        return entry->number;
    const struct asy_walk *walk = asy_world_law(world, ASY_LAW_walk, 0, 0);
    if (!(walk->observation[family] > 0.0))
        return entry->number;
    const uint64_t key = asy_fnv(entry->key, "/observed");
    const double error = asy_walk_normal(self->seed, self->draw, key);
    return asy_drift_number(row, entry->number, exp(walk->observation[family] * error));
}
