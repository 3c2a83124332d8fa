/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The changes of a reform for a lawyer: entities and members to which the same happens share a
   line, and changes from one day by one source stand under one head. Lines are as long as they
   need to be. */
#include "scenario/changes.h"

#include "base/calendar.h"

#include <stdlib.h>
#include <string.h>

/* ---- words ----------------------------------------------------------------------------- */

void
asy_changes_print_day(const struct asy_scenario *self, int32_t day, FILE *out)
{
    const struct asy_date date = asy_date_of_days(self->start + day);
    if (day <= 0)
        fputs("from the start", out);
    else
        fprintf(out, "from %04d-%02d-%02d", date.year, date.month, date.day);
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
leave_out(struct asy_changes *self, const struct asy_law *law, const struct asy_param *row)
{
    bool any = false;
    if (!is_of_states(law, row))
        return;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < self->n; i++) {
            struct asy_told *one = &self->list[i];
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
                                         [ASY_PER_CROSSING] = "all crossings",
                                         [ASY_PER_FAMILY] = "all families of series",
                                         [ASY_PER_HAND] = "all families of shared errors",
                                         [ASY_PER_GROUND] = "all grounds" };
    return of_states ? "all states" : names[per];
}

/* May they share a head? */
static bool
same_head(const struct asy_told *a, const struct asy_told *b)
{
    return a->day == b->day && strcmp(a->source, b->source) == 0;
}

static bool
same_words_of(const struct asy_told *a, const struct asy_told *b)
{
    return same_head(a, b) && strcmp(a->text, b->text) == 0;
}

static bool
has_twin(const struct asy_changes *self, const struct asy_told *one, int entity)
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
likeness(const struct asy_changes *self, const struct asy_law *law, bool of_states, int a,
         int b, const struct asy_told *lead)
{
    enum likeness found = NO_STORY;
    for (size_t i = 0; i < self->n; i++) {
        const struct asy_told *one = &self->list[i];
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
find_shares(const struct asy_changes *self, const struct asy_law *law, bool of_states,
            const struct asy_told *lead, bool *shares)
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
print_entities(const struct asy_changes *self, const struct asy_law *law, const bool *shares,
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
is_member(const struct asy_changes *self, const struct asy_told *lead, const bool *shares,
          int first, int member)
{
    for (size_t i = 0; i < self->n; i++) {
        const struct asy_told *one = &self->list[i];
        if (!one->told && one->member == member && shares[one->entity - first] &&
            same_words_of(one, lead))
            return true;
    }
    return false;
}

static void
print_members(const struct asy_changes *self, const struct asy_law *law,
              const struct asy_param *row, const struct asy_told *lead, const bool *shares)
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
print_change(struct asy_changes *self, const struct asy_law *law, const struct asy_param *row,
             const struct asy_told *lead)
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
print_head(struct asy_changes *self, int law, const struct asy_param *row)
{
    fprintf(self->out, "%s.%s (%s): %s [%s]\n", asy_laws[law]->name, row->name, row->unit,
            row->doc, row->source);
    if (self->headed != law)
        fprintf(self->out, "    %s %s\n", asy_laws[law]->doc, asy_laws[law]->source);
    self->headed = law;
}

/* All that happens on the same day by the same source. */
static void
print_together(struct asy_changes *self, const struct asy_law *law, const struct asy_param *row,
               const struct asy_told *lead)
{
    fputs("    ", self->out);
    if (lead->day == ASY_SEVERAL_DAYS)
        fputs("over time", self->out);
    else
        asy_changes_print_day(self->reform, lead->day, self->out);
    if (lead->source[0])
        fprintf(self->out, " [%s]", lead->source);
    fputc('\n', self->out);
    for (size_t i = 0; i < self->n; i++)
        if (!self->list[i].told && same_head(&self->list[i], lead))
            print_change(self, law, row, &self->list[i]);
}

/* Whatever the command line says of what a reform says too. */
static const struct asy_entry *
next_override(const struct asy_changes *self, int law, int param, size_t *at)
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

void
asy_changes_print(struct asy_changes *self, int law, const struct asy_param *row)
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
