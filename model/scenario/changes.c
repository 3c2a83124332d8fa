/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reform changes in law, for one who reads law: by parameter, for whom, from when, what
   was and what will be. Entities and members to which the same happens share a line. */
#define _XOPEN_SOURCE 700 /* open_memstream */
#include "scenario/inside.h"

#include "scenario/calendar.h"

#include <stdlib.h>
#include <string.h>

struct change {
    int entity, member;
    char *text; /* the whole story of this value */
    bool told;
};

/* One law of one entity on all days on which either scenario changes. */
struct history {
    const struct asy_scenario *base, *reform;
    int law, n_slots;
    int32_t *days;
    ptrdiff_t n;
    const struct asy_entry **old, **new; /* [day][slot] */
};

struct changes {
    const struct asy_scenario *base, *reform;
    FILE *out; /* NULL: only count */
    size_t n_values;
    struct change *list; /* of the parameter at hand */
    size_t n, room;
};

/* ---- histories --------------------------------------------------------------------------- */

static int
compare_days(const void *left, const void *right)
{
    const int32_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static bool
join_days(struct history *self, int entity)
{
    int32_t *a = NULL, *b = NULL;
    const ptrdiff_t n = asy_change_days(self->base, self->law, entity, &a);
    const ptrdiff_t m = asy_change_days(self->reform, self->law, entity, &b);
    if (n > 0 && m > 0)
        self->days = calloc((size_t) (n + m), sizeof *self->days);
    if (self->days) {
        memcpy(self->days, a, (size_t) n * sizeof *a);
        memcpy(self->days + n, b, (size_t) m * sizeof *b);
        qsort(self->days, (size_t) (n + m), sizeof *self->days, compare_days);
        for (ptrdiff_t i = 0; i < n + m; i++)
            if (self->n == 0 || self->days[i] != self->days[self->n - 1])
                self->days[self->n++] = self->days[i];
    }
    free(a);
    free(b);
    return self->days != NULL;
}

static void
history_free(struct history *self)
{
    free(self->days);
    free(self->old);
    free(self->new);
}

static bool
history_init(struct history *self, const struct asy_scenario *base,
             const struct asy_scenario *reform, int law, int entity)
{
    *self = (struct history){
        .base = base, .reform = reform, .law = law, .n_slots = asy_n_slots(base, law)
    };
    if (!join_days(self, entity))
        return false;
    const size_t n = (size_t) self->n * (size_t) self->n_slots;
    self->old = calloc(n + 1, sizeof *self->old);
    self->new = calloc(n + 1, sizeof *self->new);
    if (!self->old || !self->new)
        return false;
    for (ptrdiff_t i = 0; i < self->n; i++) {
        asy_resolve(base, law, entity, self->days[i], base->n_layers,
                    self->old + i * self->n_slots);
        asy_resolve(reform, law, entity, self->days[i], reform->n_layers,
                    self->new + i * self->n_slots);
    }
    return true;
}

/* ---- one value's story ------------------------------------------------------------------- */

static void
print_slot(const struct asy_scenario *self, const struct asy_param *row,
           const struct asy_entry *entry, FILE *out)
{
    asy_value_print(self, row, entry ? entry->number : row->standard, entry ? entry->set : 0,
                    true, out);
    if (entry && entry->prior_text)
        fprintf(out, " (prior %s)", entry->prior_text);
    else if (entry && entry->range_text)
        fprintf(out, " (range %s)", entry->range_text);
}

/* The same number and prior, but for another path: it is another draw. */
static bool
same_words(const struct asy_param *row, const struct asy_entry *a, const struct asy_entry *b)
{
    struct asy_entry twin;
    if (!a || !b)
        return false;
    twin = *b;
    twin.key = a->key;
    return asy_same_value(row, a, &twin);
}

static void
print_day(const struct asy_scenario *self, int32_t day, FILE *out)
{
    const struct asy_date date = asy_date_of_days(self->start + day);
    if (day <= 0)
        fputs("from the start", out);
    else
        fprintf(out, "from %04d-%02d-%02d", date.year, date.month, date.day);
}

/* Writes the story of a slot; false if there is none, for it is the same in both. */
static bool
tell(const struct history *self, const struct asy_param *row, int slot, FILE *out)
{
    const struct asy_entry *old = NULL, *new = NULL;
    const char *source = NULL;
    bool differed = false, any = false;

    for (ptrdiff_t i = 0; i < self->n; i++) {
        const struct asy_entry *a = self->old[i * self->n_slots + slot];
        const struct asy_entry *b = self->new[i * self->n_slots + slot];
        const bool differs = !asy_same_value(row, a, b);
        const bool goes_on =
            differs == differed &&
            (!differs || (asy_same_value(row, a, old) && asy_same_value(row, b, new)));
        if (!goes_on && out) {
            fputs(any ? "; " : "", out);
            print_day(self->reform, self->days[i], out);
            fputs(differs ? ": " : " as without it", out);
            if (differs) {
                print_slot(self->base, row, a, out);
                fputs(" -> ", out);
                print_slot(self->reform, row, b, out);
                fputs(same_words(row, a, b) ? ", drawn on its own" : "", out);
            }
        }
        if (differs && b && b->source)
            source = b->source;
        old = a;
        new = b;
        differed = differs;
        any |= differs;
    }
    if (any && source && out)
        fprintf(out, "  [%s]", source);
    return any;
}

static bool
keep(struct changes *self, int entity, int member, char *text)
{
    if (self->n == self->room) {
        const size_t room = self->room ? 2 * self->room : 64;
        struct change *list = realloc(self->list, room * sizeof *list);
        if (!list)
            return false;
        self->list = list;
        self->room = room;
    }
    self->list[self->n++] = (struct change){ .entity = entity, .member = member, .text = text };
    return true;
}

static void
examine_slot(struct changes *self, const struct history *history, const struct asy_param *row,
             int slot, int entity, int member)
{
    char *text = NULL;
    size_t size = 0;
    if (!tell(history, row, slot, NULL))
        return;
    self->n_values++;
    FILE *out = self->out ? open_memstream(&text, &size) : NULL;
    if (!out)
        return;
    tell(history, row, slot, out);
    if (fclose(out) != 0 || !keep(self, entity, member, text))
        free(text);
}

/* ---- printing ---------------------------------------------------------------------------- */

static const char *
entity_label(const struct asy_scenario *self, enum asy_section section, int entity)
{
    switch (section) {
    case ASY_OF_STATE:
    case ASY_OF_TRANSIT:
        return self->country[entity].label;
    case ASY_OF_CROSSING:
        return self->crossing[entity].label;
    case ASY_OF_GROUP:
        return self->group[entity].label;
    case ASY_OF_WORLD:
    default:
        return "everywhere";
    }
}

static const char *
all_of(enum asy_section section)
{
    static const char *const names[] = { [ASY_OF_WORLD] = "everywhere",
                                         [ASY_OF_STATE] = "every state",
                                         [ASY_OF_TRANSIT] = "every transit country",
                                         [ASY_OF_CROSSING] = "every crossing",
                                         [ASY_OF_GROUP] = "every group" };
    return names[section];
}

/* Does the same happen to the same members in both entities? */
static bool
same_story(const struct changes *self, int a, int b, const char *text)
{
    size_t n = 0, m = 0;
    for (size_t i = 0; i < self->n; i++) {
        const struct change *one = &self->list[i];
        if (strcmp(one->text, text) != 0 || (one->entity != a && one->entity != b))
            continue;
        bool twin = false;
        for (size_t k = 0; k < self->n; k++)
            twin |= self->list[k].entity == (one->entity == a ? b : a) &&
                    self->list[k].member == one->member &&
                    strcmp(self->list[k].text, text) == 0;
        n++;
        m += twin;
    }
    return n == m;
}

static void
print_entities(const struct changes *self, const struct asy_law *law, const struct change *lead,
               bool *shares)
{
    int first, n_shared = 0;
    const int n = asy_law_entities(self->base, law->section, &first);
    const char *comma = "";
    for (int i = 0; i < n; i++) {
        shares[i] =
            first + i == lead->entity || same_story(self, lead->entity, first + i, lead->text);
        n_shared += shares[i];
    }
    if (n_shared == n && n > 1)
        fputs(all_of(law->section), self->out);
    for (int i = 0; i < n && (n_shared < n || n == 1); i++) {
        if (!shares[i])
            continue;
        fprintf(self->out, "%s%s", comma, entity_label(self->base, law->section, first + i));
        comma = ", ";
    }
}

static void
print_members(const struct changes *self, const struct asy_param *row,
              const struct change *lead)
{
    const char *comma = "";
    int n = 0;
    if (!asy_has_members(row))
        return;
    for (size_t i = 0; i < self->n; i++)
        n +=
            self->list[i].entity == lead->entity && strcmp(self->list[i].text, lead->text) == 0;
    fputs(", for ", self->out);
    if (n == asy_n_members(self->base, row->per)) {
        fprintf(self->out, "every %s", asy_per_name(row->per));
        return;
    }
    for (size_t i = 0; i < self->n; i++) {
        const struct change *one = &self->list[i];
        if (one->entity != lead->entity || strcmp(one->text, lead->text) != 0)
            continue;
        fprintf(self->out, "%s%s", comma, asy_member_label(self->base, row->per, one->member));
        comma = ", ";
    }
}

static void
print_change(struct changes *self, const struct asy_law *law, const struct asy_param *row,
             const struct change *lead)
{
    bool shares[ASY_MAX_ENTITIES] = { false };
    int first;
    asy_law_entities(self->base, law->section, &first);
    fputs("    ", self->out);
    print_entities(self, law, lead, shares);
    print_members(self, row, lead);
    fprintf(self->out, ": %s\n", lead->text);
    for (size_t i = 0; i < self->n; i++)
        if (shares[self->list[i].entity - first] && strcmp(self->list[i].text, lead->text) == 0)
            self->list[i].told = true;
}

static void
print_param(struct changes *self, const struct asy_law *law, const struct asy_param *row)
{
    if (self->n > 0) {
        fprintf(self->out, "%s.%s (%s): %s\n", law->name, row->name, row->unit, row->source);
        fprintf(self->out, "    %s %s\n", law->doc, law->source);
    }
    for (size_t i = 0; i < self->n; i++)
        if (!self->list[i].told)
            print_change(self, law, row, &self->list[i]);
    for (size_t i = 0; i < self->n; i++)
        free(self->list[i].text);
    self->n = 0;
}

/* ---- all laws ---------------------------------------------------------------------------- */

static void
examine_law(struct changes *self, int law)
{
    const struct asy_param *row = asy_laws[law]->params;
    struct history histories[ASY_MAX_ENTITIES];
    int first, n_good = 0, slot = 0;
    const int n = asy_law_entities(self->base, asy_laws[law]->section, &first);

    while (n_good < n &&
           history_init(&histories[n_good], self->base, self->reform, law, first + n_good))
        n_good++;
    for (; row->name; row++) {
        const int n_members = asy_has_members(row) ? asy_n_members(self->base, row->per) : 1;
        for (int i = 0; i < n_good; i++)
            for (int k = 0; k < n_members; k++)
                examine_slot(self, &histories[i], row, slot + k, first + i, k);
        slot += n_members;
        print_param(self, asy_laws[law], row);
    }
    for (int i = 0; i < n_good + (n_good < n); i++)
        history_free(&histories[i]);
}

static bool
same_stage(const struct asy_scenario *a, const struct asy_scenario *b)
{
    return a->n_countries == b->n_countries && a->n_states == b->n_states &&
           a->n_transit == b->n_transit && a->n_groups == b->n_groups &&
           a->n_crossings == b->n_crossings;
}

size_t
asy_scenario_changes(const struct asy_scenario *base, const struct asy_scenario *reform,
                     FILE *out)
{
    struct changes self = { .base = base, .reform = reform, .out = out };
    if (!same_stage(base, reform)) {
        if (out)
            fputs("these scenarios do not share a baseline\n", out);
        return 0;
    }
    for (int law = 0; law < ASY_N_LAWS; law++)
        examine_law(&self, law);
    free(self.list);
    return self.n_values;
}
