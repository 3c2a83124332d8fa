/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reform changes in law, for one who reads law: by parameter, for whom, from when, what
   was and what will be. Entities and members to which the same happens share a line, and
   changes from one day by one source stand under one head. Lines are as long as they need to
   be. */
#define _XOPEN_SOURCE 700 /* open_memstream */
#include "scenario/inside.h"

#include "scenario/calendar.h"

#include <stdlib.h>
#include <string.h>

enum { SEVERAL = -1 };

struct change {
    int entity, member;
    char *text; /* the whole story of this value, without the day if it has one change */
    const char *source; /* borrowed from the reform; "" if none */
    int32_t day;        /* of its one change; SEVERAL */
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
    int headed;          /* the law whose doc was printed last */
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

/* Writes the story of a slot into `change` and, if not NULL, `out`. Returns of how many changes
   it consists: 0 if the slot is the same in both. The days are written if `dated`. */
static int
tell(const struct history *self, const struct asy_param *row, int slot, bool dated,
     struct change *change, FILE *out)
{
    const struct asy_entry *old = NULL, *new = NULL;
    bool differed = false;
    int n = 0;

    for (ptrdiff_t i = 0; i < self->n; i++) {
        const struct asy_entry *a = self->old[i * self->n_slots + slot];
        const struct asy_entry *b = self->new[i * self->n_slots + slot];
        const bool differs = !asy_same_value(row, a, b);
        const bool goes_on =
            differs == differed &&
            (!differs || (asy_same_value(row, a, old) && asy_same_value(row, b, new)));
        if (!goes_on && out) {
            fputs(n ? "; " : "", out);
            if (dated)
                print_day(self->reform, self->days[i], out);
            fputs(!differs ? " as without it" : dated ? ": " : "", out);
            if (differs) {
                print_slot(self->base, row, a, out);
                fputs(" -> ", out);
                print_slot(self->reform, row, b, out);
                fputs(same_words(row, a, b) ? ", drawn on its own" : "", out);
            }
        }
        if (!goes_on)
            change->day = n++ ? SEVERAL : self->days[i];
        if (differs && b && b->source)
            change->source = b->source;
        old = a;
        new = b;
        differed = differs;
    }
    return n;
}

static bool
keep(struct changes *self, const struct change *change)
{
    if (self->n == self->room) {
        const size_t room = self->room ? 2 * self->room : 64;
        struct change *list = realloc(self->list, room * sizeof *list);
        if (!list)
            return false;
        self->list = list;
        self->room = room;
    }
    self->list[self->n++] = *change;
    return true;
}

static void
examine_slot(struct changes *self, const struct history *history, const struct asy_param *row,
             int slot, int entity, int member)
{
    struct change change = { .entity = entity, .member = member, .source = "" };
    size_t size = 0;
    const int n = tell(history, row, slot, false, &change, NULL);
    if (n == 0)
        return;
    self->n_values++;
    FILE *out = self->out ? open_memstream(&change.text, &size) : NULL;
    if (!out)
        return;
    tell(history, row, slot, n > 1, &change, out);
    if (fclose(out) != 0 || !keep(self, &change))
        free(change.text);
}

/* ---- what matters ------------------------------------------------------------------------ */

/* Parameters with a value for each country of which only the states are ever asked. */
static bool
is_of_states(const struct asy_law *law, const struct asy_param *row)
{
    static const struct {
        const char *law, *param; /* NULL: all of the law */
    } known[] = {
        { "dublin", NULL },
        { "onward", "to" },
        { "departure", "destinations" },
        { "departure", "visa_issuers" },
    };
    if (row->per != ASY_PER_COUNTRY || !asy_has_members(row))
        return false;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].law, law->name) == 0 &&
            (!known[i].param || strcmp(known[i].param, row->name) == 0))
            return true;
    return false;
}

/* A state asks nothing of itself. */
static bool
is_self(const struct asy_law *law, int entity, int member)
{
    return law->section == ASY_OF_STATE && entity == member;
}

/* Leaves out what is never asked, unless it is all that changes. */
static void
leave_out(struct changes *self, const struct asy_law *law, const struct asy_param *row)
{
    bool any = false;
    if (!is_of_states(law, row))
        return;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < self->n; i++) {
            struct change *one = &self->list[i];
            const bool matters =
                one->member < self->base->n_states && !is_self(law, one->entity, one->member);
            any |= matters;
            if (pass == 1 && any && !matters)
                one->told = true;
        }
    }
}

/* ---- printing ---------------------------------------------------------------------------- */

static const char *
entity_label(const struct asy_scenario *self, enum asy_section section, int entity)
{
    switch (section) {
    case ASY_OF_STATE:
    case ASY_OF_TRANSIT:
    case ASY_OF_REFUGE:
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
                                         [ASY_OF_STATE] = "all states",
                                         [ASY_OF_TRANSIT] = "all transit countries",
                                         [ASY_OF_CROSSING] = "all crossings",
                                         [ASY_OF_GROUP] = "all groups",
                                         [ASY_OF_REFUGE] = "all refuges" };
    return names[section];
}

static const char *
all_members(enum asy_per per, bool of_states)
{
    static const char *const names[] = { [ASY_ONE] = "",
                                         [ASY_PER_GROUP] = "all groups",
                                         [ASY_PER_COUNTRY] = "all countries",
                                         [ASY_PER_CROSSING] = "all crossings" };
    return of_states ? "all states" : names[per];
}

/* May they share a head? */
static bool
same_head(const struct change *a, const struct change *b)
{
    return a->day == b->day && strcmp(a->source, b->source) == 0;
}

static bool
same_words_of(const struct change *a, const struct change *b)
{
    return same_head(a, b) && strcmp(a->text, b->text) == 0;
}

static bool
has_twin(const struct changes *self, const struct change *one, int entity)
{
    for (size_t k = 0; k < self->n; k++)
        if (!self->list[k].told && self->list[k].entity == entity &&
            self->list[k].member == one->member && same_words_of(&self->list[k], one))
            return true;
    return false;
}

enum likeness { OTHER_STORY, NO_STORY, SAME_STORY };

/* Does the same happen to the same members in both entities? NO_STORY: it could not, for the
   only member is the other entity itself. */
static enum likeness
likeness(const struct changes *self, const struct asy_law *law, bool of_states, int a, int b,
         const struct change *lead)
{
    enum likeness found = NO_STORY;
    for (size_t i = 0; i < self->n; i++) {
        const struct change *one = &self->list[i];
        const int other = one->entity == a ? b : a;
        if (one->told || !same_words_of(one, lead) || (one->entity != a && one->entity != b))
            continue;
        if (of_states && is_self(law, other, one->member))
            continue;
        if (!has_twin(self, one, other))
            return OTHER_STORY;
        found = SAME_STORY;
    }
    return found;
}

/* Who shares the line with `lead`. */
static void
find_shares(const struct changes *self, const struct asy_law *law, bool of_states,
            const struct change *lead, bool *shares)
{
    bool silent[ASY_MAX_ENTITIES] = { false };
    int first, n_in = 0;
    const int n = asy_law_entities(self->base, law->section, &first);
    for (int i = 0; i < n; i++) {
        const enum likeness like =
            first + i == lead->entity
                ? SAME_STORY
                : likeness(self, law, of_states, lead->entity, first + i, lead);
        shares[i] = like == SAME_STORY;
        silent[i] = like == NO_STORY;
        n_in += like != OTHER_STORY;
    }
    for (int i = 0; i < n; i++) /* nobody is left out of "all states" for asking himself */
        shares[i] |= silent[i] && n_in == n;
}

/* Few enough to name these instead of the others? */
static bool
names_rest(int n_in, int n)
{
    return n_in < n && n_in > 3 * (n - n_in);
}

/* Prints to whom the change happens; returns whether that is anyone worth a word. */
static bool
print_entities(const struct changes *self, const struct asy_law *law, const bool *shares,
               bool has_members)
{
    int first, n_shared = 0;
    const int n = asy_law_entities(self->base, law->section, &first);
    const char *comma = "";
    if (law->section == ASY_OF_WORLD && has_members)
        return false;
    for (int i = 0; i < n; i++)
        n_shared += shares[i];
    const bool rest = names_rest(n_shared, n);
    if (rest || (n_shared == n && n > 1))
        fprintf(self->out, "%s%s", all_of(law->section), rest ? " but " : "");
    for (int i = 0; i < n && (n_shared < n || n == 1); i++) {
        if (shares[i] == rest)
            continue;
        fprintf(self->out, "%s%s", comma, entity_label(self->base, law->section, first + i));
        comma = ", ";
    }
    return true;
}

/* Does any of the entities on this line have the change for this member? */
static bool
is_member(const struct changes *self, const struct change *lead, const bool *shares, int first,
          int member)
{
    for (size_t i = 0; i < self->n; i++) {
        const struct change *one = &self->list[i];
        if (!one->told && one->member == member && shares[one->entity - first] &&
            same_words_of(one, lead))
            return true;
    }
    return false;
}

static void
print_members(const struct changes *self, const struct asy_law *law,
              const struct asy_param *row, const struct change *lead, const bool *shares)
{
    const bool of_states = is_of_states(law, row) && lead->member < self->base->n_states;
    const int n = of_states ? self->base->n_states : asy_n_members(self->base, row->per);
    bool in[ASY_MAX_ENTITIES] = { false }, silent[ASY_MAX_ENTITIES] = { false };
    const char *comma = "";
    int first, n_in = 0, alone = -1, n_sharing = 0;
    const int n_entities = asy_law_entities(self->base, law->section, &first);
    for (int i = 0; i < n_entities; i++) {
        n_sharing += shares[i];
        alone = shares[i] ? first + i : alone;
    }
    for (int k = 0; k < n; k++) {
        in[k] = is_member(self, lead, shares, first, k);
        silent[k] = !in[k] && of_states && n_sharing == 1 && is_self(law, alone, k);
        n_in += in[k] || silent[k];
    }
    const bool rest = names_rest(n_in, n);
    if (rest || (n_in == n && n > 1))
        fprintf(self->out, "%s%s", all_members(row->per, of_states), rest ? " but " : "");
    for (int k = 0; k < n && (n_in < n || n == 1); k++) {
        if (in[k] == rest || silent[k])
            continue;
        fprintf(self->out, "%s%s", comma, asy_member_label(self->base, row->per, k));
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
    find_shares(self, law, is_of_states(law, row), lead, shares);
    fputs("      ", self->out);
    const bool any = print_entities(self, law, shares, asy_has_members(row));
    if (asy_has_members(row)) {
        fputs(any ? ", for " : "", self->out);
        print_members(self, law, row, lead, shares);
    }
    fprintf(self->out, ": %s\n", lead->text);
    for (size_t i = 0; i < self->n; i++)
        if (shares[self->list[i].entity - first] && same_words_of(&self->list[i], lead))
            self->list[i].told = true;
}

static void
print_head(struct changes *self, int law, const struct asy_param *row)
{
    fprintf(self->out, "%s.%s (%s): %s\n", asy_laws[law]->name, row->name, row->unit,
            row->source);
    if (self->headed != law)
        fprintf(self->out, "    %s %s\n", asy_laws[law]->doc, asy_laws[law]->source);
    self->headed = law;
}

/* All that happens on the same day by the same source. */
static void
print_together(struct changes *self, const struct asy_law *law, const struct asy_param *row,
               const struct change *lead)
{
    fputs("    ", self->out);
    if (lead->day == SEVERAL)
        fputs("over time", self->out);
    else
        print_day(self->reform, lead->day, self->out);
    if (lead->source[0])
        fprintf(self->out, " [%s]", lead->source);
    fputc('\n', self->out);
    for (size_t i = 0; i < self->n; i++)
        if (!self->list[i].told && same_head(&self->list[i], lead))
            print_change(self, law, row, &self->list[i]);
}

/* Whatever the command line says of what a reform says too. */
static const struct asy_entry *
next_override(const struct changes *self, int law, int param, size_t *at)
{
    const struct asy_scenario *reform = self->reform;
    for (size_t i = *at; i < reform->law_first[law + 1]; i++) {
        const struct asy_entry *set = &reform->entries[i];
        if (set->place.param != param || strcmp(set->layer_name, "command") != 0)
            continue;
        for (size_t k = reform->law_first[law]; k < reform->law_first[law + 1]; k++) {
            const struct asy_place place = reform->entries[k].place;
            if (place.param == param && strcmp(reform->entries[k].layer_name, "reform") == 0 &&
                (place.entity == set->place.entity || place.entity == ASY_GENERAL ||
                 set->place.entity == ASY_GENERAL) &&
                (place.member == set->place.member || place.member == ASY_ALL ||
                 set->place.member == ASY_ALL)) {
                *at = i + 1;
                return set;
            }
        }
    }
    return NULL;
}

static void
print_param(struct changes *self, int law, const struct asy_param *row)
{
    const int param = (int) (row - asy_laws[law]->params);
    const struct asy_entry *set;
    size_t at = self->reform->law_first[law];
    bool headed = self->n > 0;

    if (!self->out)
        return;
    if (headed)
        print_head(self, law, row);
    leave_out(self, asy_laws[law], row);
    for (size_t i = 0; i < self->n; i++)
        if (!self->list[i].told)
            print_together(self, asy_laws[law], row, &self->list[i]);
    while ((set = next_override(self, law, param, &at)) != NULL) {
        if (!headed)
            print_head(self, law, row);
        headed = true;
        fprintf(self->out, "    the command line overrides the reform here: %s = %s\n",
                set->path, set->text);
    }
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
        print_param(self, law, row);
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
    struct changes self = { .base = base, .reform = reform, .out = out, .headed = -1 };
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
