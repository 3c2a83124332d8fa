/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The segments of one law of one entity, in one draw: what entries say, day by day, and what
   has drifted since the last of them. */
#include "scenario/build.h"
#include "scenario/sample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { A_YEAR = 12 };

static double
sample_entry(const struct asy_build *build, const struct asy_entry *entry)
{
    if (build->draw != 0 && entry->prior.form == ASY_PRIOR_NONE)
        return asy_drift_observed(&build->drift, build->world, entry);
    return asy_entry_sample(build->scenario, entry, build->seed, build->draw);
}

static double
sample_of(const struct asy_build *build, const struct asy_entry *entry)
{
    struct sample *sample = &build->sample[entry - build->scenario->entries];
    if (!sample->taken)
        *sample = (struct sample){ sample_entry(build, entry), true };
    return sample->number;
}

static void
store(unsigned char *law, const struct asy_param *row, int member, double number, uint64_t set)
{
    unsigned char *at = law + row->offset;
    switch (row->kind) {
    case ASY_FLAG:
        ((bool *) (void *) at)[member] = number > 0.5;
        return;
    case ASY_CHOICE:
        ((int *) (void *) at)[member] = (int) number;
        return;
    case ASY_SET:
        memcpy(at, &set, sizeof set);
        return;
    case ASY_REAL:
    default:
        memcpy(at + (size_t) member * sizeof number, &number, sizeof number);
        return;
    }
}

/* ---- what moves -------------------------------------------------------------------------- */

/* The path on which the entry that holds in a slot, or below its form, drifts; NULL. */
static const double *
path_of(struct asy_build *build, const struct asy_entry *entry, int slot, int entity,
        int member)
{
    struct known_path *known = &build->known[slot];
    if (!entry || entry->drifts_from == ASY_NEVER)
        return NULL;
    if (known->entry != entry || known->entity != entity || known->member != member) {
        const struct asy_walk *walk =
            asy_world_law(build->world, ASY_LAW_walk, 0, entry->drifts_from);
        *known = (struct known_path){ .entry = entry, .entity = entity, .member = member };
        known->path = asy_drift_path(&build->drift, walk, entry, entity, member);
    }
    return known->path;
}

/* Notes that the published share of a member leans from a day on. */
static void
lean(struct asy_build *build, int entity, const struct asy_moving *slot)
{
    const int law = slot->entry->place.law;
    struct asy_world *world = build->world;
    const size_t n = (size_t) world->n_countries;
    struct asy_leaning *leanings = build->leanings;
    if (!leanings)
        leanings = build->leanings = asy_pool_alloc(&build->pool, n * sizeof *leanings);
    if (!leanings)
        return;
    leanings[slot->member == ASY_ALL ? 0 : slot->member] =
        (struct asy_leaning){ slot->entry->drifts_from, slot->path };
    world->leanings[law][entity] = leanings;
    if (slot->entry->drifts_from < world->leans_from)
        world->leans_from = slot->entry->drifts_from;
}

/* What an entry that comes in over months has on a day, between the one before it and itself.
 */
static double
comes_in(const struct asy_build *build, const struct asy_entry *entry, double number,
         int32_t day)
{
    const double share = asy_gradual_share(build->scenario, entry, day);
    const struct asy_entry *before = asy_entry_before(build->scenario, entry);
    return before && share < 1.0 ? (1.0 - share) * sample_of(build, before) + share * number
                                 : number;
}

/* What an entry has on a day: of a year of a series what the month has, where it says so. */
static double
number_on(const struct asy_build *build, const struct asy_moving *slot, int32_t day)
{
    const struct asy_entry *entry = slot->entry;
    const double number = sample_of(build, entry);
    if (entry->over_months)
        return comes_in(build, entry, number, day);
    if (!entry->months || day < entry->months_from)
        return number;
    const int month = asy_drift_month(build->scenario->start, entry->months_from, day);
    if (month >= A_YEAR)
        return number;
    return fmin(fmax(number * entry->months[month], slot->row->min), slot->row->max);
}

/* What forms make of a number. */
static double
laid_over(const struct asy_build *build, const struct asy_moving *slot, double number)
{
    for (const struct asy_laid *step = slot->steps; step; step = step->next)
        number = asy_form_number(slot->row, step->form, sample_of(build, step->form), number);
    return number;
}

/* Lays today's values of what moves over those that fill() laid. */
static void
move(const struct asy_build *build, int32_t day, unsigned char *out)
{
    for (int i = 0; i < build->n_moving; i++) {
        const struct asy_moving *slot = &build->moving[i];
        const struct asy_entry *entry = slot->entry;
        double number = number_on(build, slot, day);
        if (slot->path && day >= entry->drifts_from)
            number = asy_drift_number(
                slot->row, number,
                slot->path[asy_drift_month(build->scenario->start, entry->drifts_from, day)]);
        store(out, slot->row, slot->member == ASY_ALL ? 0 : slot->member,
              laid_over(build, slot, number), 0);
    }
}

static void
note_moving(struct asy_build *build, int entity, struct asy_moving slot)
{
    if (slot.path && asy_drift_leans(slot.entry->place))
        lean(build, entity, &slot);
    else
        build->moving[build->n_moving++] = slot;
}

/* What holds in a slot, by a form or not, and moves. */
static void
fill_slot(struct asy_build *build, struct asy_slot at, const struct asy_param *row,
          unsigned char *out)
{
    const struct asy_entry *top = build->slots[at.slot];
    struct asy_stack stack = { .root = top, .entity = at.entity, .member = at.member };
    if (top && top->form.kind != ASY_FORM_VALUE)
        stack = asy_stack_find(build->scenario, &build->pool, at, top);
    const struct asy_entry *root = stack.root;
    const double *path = path_of(build, root, at.slot, stack.entity, stack.member);
    const struct asy_moving slot = { root, row, at.member, path, stack.steps };
    const double number = root ? sample_of(build, root) : row->standard;
    store(out, row, at.member == ASY_ALL ? 0 : at.member,
          row->kind == ASY_SET ? 0.0 : laid_over(build, &slot, number), asy_stack_set(&stack));
    if (row->whence) {
        const int whose = asy_stack_whence(&stack);
        memcpy(out + row->whence, &whose, sizeof whose);
    }
    if (path || (root && (root->months || root->over_months)))
        note_moving(build, at.entity, slot);
}

static void
fill(struct asy_build *build, int law, int entity, int32_t day, unsigned kind,
     unsigned char *out)
{
    const struct asy_scenario *scenario = build->scenario;
    const struct asy_param *row = asy_laws[law]->params;
    struct asy_slot at = { .law = law, .entity = entity, .kind = kind, .day = day };

    build->n_moving = 0;
    if (build->leanings) /* what holds last leans */
        memset(build->leanings, 0,
               (size_t) build->world->n_countries * sizeof *build->leanings);
    asy_resolve_for(scenario, law, entity, day, scenario->n_layers, kind, build->slots);
    for (; row->name; row++, at.param++) {
        const bool named = asy_has_members(row);
        const int n = named ? asy_n_members(scenario, row->per) : 1;
        for (int i = 0; i < n; i++, at.slot++) {
            at.member = named ? i : ASY_ALL;
            fill_slot(build, at, row, out);
        }
    }
    move(build, day, out);
}

/* ---- segments ---------------------------------------------------------------------------- */

/* Trials of a reform that holds rates live two whole years of it, and may end with the year
   after: so long after the horizon months are laid out. What a day says does not depend on it.
 */
enum { A_LEAP_YEAR = 366, DAYS_BEYOND = 3 * A_LEAP_YEAR, MOST_MONTHS = 600 };

/* The days on which a segment may begin: those on which something changes, and the firsts of
   months while something moves. */
struct days {
    int32_t *change;
    ptrdiff_t n, next;
    int32_t start, first, moves_from; /* ASY_NEVER */
    int32_t until;                    /* after which no month is laid out */
    int month;                        /* next to come */
};

static int32_t
next_month(const struct days *self)
{
    if (self->moves_from == ASY_NEVER || self->month > MOST_MONTHS)
        return ASY_NEVER;
    const int32_t day = asy_drift_day(self->start, self->moves_from, self->month);
    return day <= self->until ? day : ASY_NEVER;
}

/* The next day, and whether something changes on it; ASY_NEVER after the last. */
static int32_t
next_day(struct days *self, bool *changes)
{
    const int32_t change = self->next < self->n ? self->change[self->next] : ASY_NEVER;
    while (next_month(self) <= self->first || next_month(self) < self->moves_from)
        self->month++;
    const int32_t month = next_month(self);
    *changes = change <= month;
    self->next += change <= month;
    self->month += month <= change;
    return change <= month ? change : month;
}

/* When something first moves, and until when: with a series that ends, with its last year; with
   what comes in over months, when it is there. */
static void
find_moves(const struct asy_build *build, int law, int entity, int32_t drifts_from,
           struct days *days)
{
    const struct asy_scenario *scenario = build->scenario;
    int32_t ends = 0;
    days->moves_from = drifts_from;
    for (size_t i = scenario->law_first[law]; i < scenario->law_first[law + 1]; i++) {
        const struct asy_entry *entry = &scenario->entries[i];
        if ((!entry->months && !entry->over_months) || !asy_touches(scenario, entry, entity))
            continue;
        const int32_t from = entry->months ? entry->months_from : entry->since;
        const int32_t until = from + (entry->months ? A_LEAP_YEAR : 31 * entry->over_months);
        days->moves_from = from < days->moves_from ? from : days->moves_from;
        ends = until > ends ? until : ends;
    }
    if (drifts_from == ASY_NEVER && ends < days->until)
        days->until = ends;
    if (days->moves_from < scenario->first_day)
        days->moves_from = scenario->first_day;
}

/* The first day on which something drifts of which the entity's law may be made. */
static int32_t
first_drift(const struct asy_scenario *self, int law, int entity)
{
    int32_t first = ASY_NEVER;
    for (size_t i = self->law_first[law]; i < self->law_first[law + 1]; i++)
        if (self->entries[i].drifts_from < first &&
            asy_touches(self, &self->entries[i], entity))
            first = self->entries[i].drifts_from;
    return first;
}

static bool
find_days(struct asy_build *build, int law, int entity, struct days *days)
{
    *days = (struct days){ .start = build->scenario->start,
                           .first = build->scenario->first_day,
                           .until = build->scenario->n_days + DAYS_BEYOND };
    const int32_t drifts_from =
        build->draw != 0 ? first_drift(build->scenario, law, entity) : ASY_NEVER;
    find_moves(build, law, entity, drifts_from, days);
    if (drifts_from != ASY_NEVER)
        memset(build->known, 0,
               (size_t) asy_n_slots(build->scenario, law) * sizeof *build->known);
    build->leanings = NULL;
    days->n = asy_change_days(build->scenario, law, entity, &days->change);
    return days->n >= 0;
}

/* Those for each kind of people that the law tells apart, anew; for nobody in particular last,
   so that what leans is its. */
static void
lay_apart(struct asy_build *build, int law, int entity, int32_t day, unsigned char *out)
{
    const unsigned apart = build->world->apart[law][entity];
    unsigned kind = apart;
    for (;; kind = (kind - 1) & apart) {
        fill(build, law, entity, day, kind,
             out + asy_laws[law]->size * asy_variant(apart, kind));
        if (kind == 0)
            return;
    }
}

/* The values of a day: anew, or (`last`) those before it with what moves laid over. */
static void
lay(struct asy_build *build, int law, int entity, int32_t day, const unsigned char *last,
    unsigned char *out)
{
    if (!last || build->world->apart[law][entity]) {
        lay_apart(build, law, entity, day, out);
        return;
    }
    memcpy(out, last, asy_laws[law]->size);
    move(build, day, out);
}

bool
asy_build_segments(struct asy_build *build, int law, int entity)
{
    const unsigned apart = asy_told_apart(build->scenario, law, entity);
    const size_t size = asy_laws[law]->size << __builtin_popcount(apart);
    struct days days;
    build->world->apart[law][entity] = (uint8_t) apart;
    if (!find_days(build, law, entity, &days))
        return false;
    const size_t most = (size_t) days.n + (days.moves_from == ASY_NEVER ? 0 : MOST_MONTHS);
    struct asy_segment *list = asy_pool_alloc(&build->pool, (most + 1) * sizeof *list);
    unsigned char *last = NULL, *next = NULL;
    int32_t kept = 0;
    bool changes;

    for (int32_t day; list && (day = next_day(&days, &changes)) != ASY_NEVER;) {
        next = next ? memset(next, 0, size) : asy_pool_alloc(&build->pool, size);
        if (!next)
            break;
        lay(build, law, entity, day, changes ? NULL : last, next);
        if (last && memcmp(last, next, size) == 0)
            continue;
        list[kept++] = (struct asy_segment){ .from = day, .law = next };
        last = next;
        next = NULL;
    }
    build->world->laws[law][entity] = (struct asy_segments){ list, kept };
    free(days.change);
    return !build->pool.failed;
}
