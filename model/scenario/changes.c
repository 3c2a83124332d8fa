/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reform changes in law: by parameter, for whom, from when, what was and what will be.
   Found here, value by value; changes_print.c puts them together and says them. */
#define _XOPEN_SOURCE 700 /* open_memstream */
#include "scenario/changes.h"

#include "base/calendar.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One law of one entity on all days on which either scenario changes: of nobody in particular,
   or of those who lie in one scope. */
struct history {
    const struct asy_scenario *base, *reform;
    int law, entity, n_slots;
    int scope;                   /* of the reform's, from 1; 0: of nobody in particular */
    const char *whom;            /* "for all but minors alone"; NULL: of nobody in particular */
    const struct history *plain; /* that of nobody in particular; NULL: this one */
    int32_t *days;
    ptrdiff_t n;
    const struct asy_entry **old, **new; /* [day][slot] */
    struct asy_pool pool;                /* of what forms come to */
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
    asy_pool_free(&self->pool);
}

/* The kind of people in the base who lie there in a scope of the reform's (from 1; 0: none). */
static unsigned
kind_in_base(const struct history *self, int scope)
{
    for (int i = 0; scope && i < self->base->n_scopes; i++)
        if (strcmp(self->base->scopes[i].text, self->reform->scopes[scope - 1].text) == 0)
            return 1u << i;
    return 0;
}

/* Of those in a scope of the reform's, from 1; 0: of nobody in particular. */
static bool
history_init(struct history *self, const struct asy_scenario *base,
             const struct asy_scenario *reform, int law, int entity, int scope)
{
    const unsigned kind = scope ? 1u << (scope - 1) : 0;
    *self = (struct history){ .base = base,
                              .reform = reform,
                              .law = law,
                              .entity = entity,
                              .n_slots = asy_n_slots(base, law),
                              .scope = scope,
                              .whom = scope ? reform->scopes[scope - 1].words : NULL };
    if (!join_days(self, entity))
        return false;
    const size_t n = (size_t) self->n * (size_t) self->n_slots;
    self->old = calloc(n + 1, sizeof *self->old);
    self->new = calloc(n + 1, sizeof *self->new);
    if (!self->old || !self->new)
        return false;
    for (ptrdiff_t i = 0; i < self->n; i++) {
        asy_resolve_made(base, law, entity, self->days[i], base->n_layers,
                         kind_in_base(self, scope), &self->pool, self->old + i * self->n_slots);
        asy_resolve_made(reform, law, entity, self->days[i], reform->n_layers, kind,
                         &self->pool, self->new + i * self->n_slots);
    }
    return !self->pool.failed;
}

/* ---- one value's story ------------------------------------------------------------------- */

/* How it is said of what it is laid over; "" of a value. */
static const char *
form_of(const struct asy_entry *entry)
{
    return entry && entry->made && entry->text ? entry->text : "";
}

static const char *
uncertainty_of(const struct asy_entry *entry)
{
    return entry->prior_text ? entry->prior_text : entry->range_text;
}

/* Whether a scope may hold of citizens of a country. */
static bool
may_concern(const struct asy_scenario *self, const struct asy_entry *entry, int citizenship)
{
    const struct asy_scope *scope = entry->scope ? &self->scopes[entry->scope - 1] : NULL;
    bool any = !scope || scope->n_only == 0;
    for (int i = 0; !any && i < scope->n_only; i++) {
        const struct asy_condition *of = &scope->only[i];
        any = !of->citizens || of->citizens >> citizenship & 1;
        uint64_t citizens = 0;
        for (int g = 0; g < self->n_groups; g++)
            citizens |= (of->groups >> g & 1) << self->group[g].citizenship;
        any = any && (!of->groups || citizens >> citizenship & 1);
    }
    return any;
}

/* For citizenships without published decisions a state has no standard: that of all states
   together holds (law/merits/standard.c). */
static void
print_undecided(const struct asy_scenario *self, const struct asy_entry *entry, FILE *out)
{
    const int of = asy_stack_whence(entry->made);
    const char *comma = "; as in all states together for citizens of ";
    uint64_t said = 0;
    if (entry->place.law != ASY_LAW_merits || of < 0)
        return;
    const uint64_t decided = asy_members_told(self, ASY_LAW_merits, "rate", of);
    for (int g = 0; g < self->n_groups; g++) {
        const int c = self->group[g].citizenship;
        if ((decided | said) >> c & 1 || !may_concern(self, entry, c))
            continue;
        fprintf(out, "%s%s", comma, asy_member_label(self, ASY_PER_COUNTRY, c));
        comma = ", ";
        said |= UINT64_C(1) << c;
    }
    if (said)
        fprintf(out, ", of whom no rate of %s is given",
                asy_member_label(self, ASY_PER_COUNTRY, of));
}

static void
print_slot(const struct asy_scenario *self, const struct asy_param *row,
           const struct asy_entry *entry, FILE *out)
{
    const char *const form = form_of(entry);
    if (row->whence) { /* a standard is told as what it is, not as the nought it begins at */
        if (*form)
            fprintf(out, "%s%s", entry->made->elsewhere ? "" : "their own, ", form);
        else if (fpclassify(entry ? entry->number : row->standard) == FP_ZERO)
            fputs("their own", out);
        else
            fprintf(out, "their own, plus %.10g", entry->number);
        if (!*form && entry && uncertainty_of(entry))
            fprintf(out, " (prior %s)", uncertainty_of(entry));
        if (*form)
            print_undecided(self, entry, out);
        return;
    }
    if (*form && row->kind == ASY_REAL) /* a product, not a number that somebody wrote */
        fprintf(out, "%.10g", entry->number);
    else
        asy_value_print(self, row, entry ? entry->number : row->standard,
                        entry ? entry->set : 0, true, out);
    if (*form && row->kind != ASY_SET)
        fprintf(out, " (%s)", form);
    else if (entry && entry->prior_text)
        fprintf(out, " (prior %s)", entry->prior_text);
    else if (entry && entry->range_text)
        fprintf(out, " (range %s)", entry->range_text);
}

/* Of a list, which replaces the one before: whom it gains and whom it loses. Where there was
   nobody, that is all. */
static void
print_gain_and_loss(const struct asy_scenario *self, const struct asy_param *row,
                    const struct asy_entry *old, const struct asy_entry *new, FILE *out)
{
    const uint64_t a = old ? old->set : 0, b = new ? new->set : 0;
    if (row->kind != ASY_SET || !a)
        return;
    fputs(" (", out);
    if (b & ~a) {
        fputs("adds ", out);
        asy_value_print(self, row, 0.0, b & ~a, true, out);
    }
    if (a & ~b) {
        fputs(b & ~a ? "; drops " : "drops ", out);
        asy_value_print(self, row, 0.0, a & ~b, true, out);
    }
    fputc(')', out);
}

static bool
varies(const struct asy_entry *entry)
{
    return entry && (entry->prior_text || entry->range_text);
}

/* The same number and prior, but for another path: it is another draw. */
static bool
same_words(const struct asy_param *row, const struct asy_entry *a, const struct asy_entry *b)
{
    struct asy_entry twin;
    if (!a || !b || a->made || b->made)
        return false;
    twin = *b;
    twin.key = a->key;
    return asy_same_value(row, a, &twin);
}

/* Writes the story of a slot into `change` and, if not NULL, `out`. Returns of how many changes
   it consists: 0 if the slot is the same in both. The days are written if `dated`. */
static int
tell(const struct history *self, const struct asy_param *row, int slot, bool dated,
     struct asy_told *change, FILE *out)
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
                asy_changes_print_day(self->reform, self->days[i], out);
            fputs(!differs ? " as without it" : dated ? ": " : "", out);
            if (differs) {
                print_slot(self->base, row, a, out);
                fputs(" -> ", out);
                print_slot(self->reform, row, b, out);
                print_gain_and_loss(self->reform, row, a, b, out);
                fputs(same_words(row, a, b) ? ", drawn on its own" : "", out);
                fputs(varies(a) && !varies(b) ? ", fixed: without this change it varies" : "",
                      out);
            }
        }
        if (!goes_on)
            change->day = n++ ? ASY_SEVERAL_DAYS : self->days[i];
        if (differs && b && b->source)
            change->source = b->source;
        old = a;
        new = b;
        differed = differs;
    }
    return n;
}

/* ---- for programs --------------------------------------------------------------------------
 */

static struct asy_shown
shown(const struct asy_param *row, const struct asy_entry *entry)
{
    if (!entry)
        return (struct asy_shown){ .number = row->standard };
    return (struct asy_shown){ entry->number, entry->set, entry->prior_text,
                               entry->range_text };
}

static void
write_date(const struct asy_scenario *self, int32_t day, char out[11])
{
    const struct asy_date date = asy_date_of_days(self->start + day);
    char text[40];

    snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
    memcpy(out, text, 10);
    out[10] = '\0';
}

/* Do two neighbouring days tell the same? */
static bool
goes_on(const struct history *self, const struct asy_param *row, int slot, ptrdiff_t i)
{
    const ptrdiff_t now = i * self->n_slots + slot, before = now - self->n_slots;
    return asy_same_value(row, self->old[now], self->old[before]) &&
           asy_same_value(row, self->new[now], self->new[before]);
}

/* Hands on the slot's change that begins on the i-th day. */
static void
hand_on(struct asy_changes *self, const struct history *history, const struct asy_param *row,
        int slot, ptrdiff_t i, struct asy_change *change)
{
    const struct asy_entry *const new = history->new[i * history->n_slots + slot];
    ptrdiff_t end = i + 1;

    while (end < history->n && goes_on(history, row, slot, end))
        end++;
    write_date(self->base, history->days[i], change->from);
    change->until[0] = '\0';
    change->first = history->days[i];
    change->end = end < history->n ? history->days[end] : INT32_MAX;
    if (end < history->n && history->days[end] < self->base->n_days)
        write_date(self->base, history->days[end] - 1, change->until);
    change->before = shown(row, history->old[i * history->n_slots + slot]);
    change->after = shown(row, new);
    change->source = new ? new->source : NULL;
    change->grade = new ? new->grade : NULL;
    change->file = new ? new->file : NULL;
    change->line = new ? new->line : 0;
    change->form = form_of(new);
    self->take(self->user, change);
}

static void
list_slot(struct asy_changes *self, const struct history *history, const struct asy_param *row,
          int slot, int member)
{
    const struct asy_law *const law = asy_laws[history->law];
    const int entity = history->entity;
    const bool of_world = law->section == ASY_OF_WORLD, named = asy_has_members(row);
    struct asy_pool pool = { 0 };
    const struct asy_place place = { history->law, (int) (row - law->params),
                                     of_world ? ASY_GENERAL : entity,
                                     named ? member : ASY_ALL };
    struct asy_change change = {
        .law = law,
        .row = row,
        .path = asy_entry_path(&pool, self->base, place),
        .entity = of_world ? NULL : asy_entity_name(self->base, law->section, entity),
        .member = named ? asy_member_name(self->base, row->per, member) : NULL,
        .whom = history->whom,
        .law_id = history->law,
        .entity_id = entity,
        .member_id = named ? member : ASY_NO_MEMBER,
        .scope = history->scope,
    };

    self->failed |= change.path == NULL;
    for (ptrdiff_t i = 0; i < history->n && change.path; i++) {
        const ptrdiff_t at = i * history->n_slots + slot;
        const bool differs = !asy_same_value(row, history->old[at], history->new[at]);
        if (differs && (i == 0 || !goes_on(history, row, slot, i)))
            hand_on(self, history, row, slot, i, &change);
    }
    asy_pool_free(&pool);
}

/* ---- for readers ---------------------------------------------------------------------------
 */

static bool
keep(struct asy_changes *self, const struct asy_told *change)
{
    if (self->n == self->room) {
        const size_t room = self->room ? 2 * self->room : 64;
        struct asy_told *list = realloc(self->list, room * sizeof *list);
        if (!list)
            return false;
        self->list = list;
        self->room = room;
    }
    self->list[self->n++] = *change;
    return true;
}

/* Whether those of a scope live under a key as everybody does. */
static bool
is_of_everybody(const struct history *self, const struct asy_param *row, int slot)
{
    for (ptrdiff_t i = 0; self->plain && i < self->n; i++) {
        const ptrdiff_t at = i * self->n_slots + slot;
        if (!asy_same_value(row, self->old[at], self->plain->old[at]) ||
            !asy_same_value(row, self->new[at], self->plain->new[at]))
            return false;
    }
    return self->plain != NULL;
}

static void
examine_slot(struct asy_changes *self, const struct history *history,
             const struct asy_param *row, int slot, int member)
{
    struct asy_told change = { .entity = history->entity, .member = member, .source = "" };
    size_t size = 0;
    const int n = tell(history, row, slot, false, &change, NULL);
    if (n == 0 || is_of_everybody(history, row, slot))
        return;
    self->n_values++;
    if (self->take)
        list_slot(self, history, row, slot, member);
    FILE *out = self->out ? open_memstream(&change.text, &size) : NULL;
    if (!out)
        return;
    if (history->whom)
        fprintf(out, "%s: ", history->whom);
    tell(history, row, slot, n > 1, &change, out);
    if (fclose(out) != 0 || !keep(self, &change))
        free(change.text);
}

/* ---- all laws ---------------------------------------------------------------------------- */

enum { MOST_HISTORIES = ASY_MAX_ENTITIES * (1 + ASY_MOST_TOLD_APART) };

/* Those of an entity: of nobody in particular, and of each scope. How many; `failed` without
   memory. */
static int
add_histories(struct asy_changes *self, int law, int entity, struct history *list)
{
    const unsigned apart = asy_told_apart(self->reform, law, entity);
    int n = 0;
    for (int scope = 0; scope <= self->reform->n_scopes; scope++) {
        if (scope && !(apart >> (scope - 1) & 1u))
            continue;
        self->failed |= !history_init(&list[n], self->base, self->reform, law, entity, scope);
        list[n].plain = n ? &list[0] : NULL;
        n++;
    }
    return n;
}

/* Whether nothing is laid over what the two say of a law, and they say the same of it. */
static bool
is_untouched(const struct asy_scenario *a, const struct asy_scenario *b, int law)
{
    const size_t n = a->law_first[law + 1] - a->law_first[law];
    if (n != b->law_first[law + 1] - b->law_first[law])
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct asy_entry *x = &a->entries[a->law_first[law] + i];
        const struct asy_entry *y = &b->entries[b->law_first[law] + i];
        if (x->layer || y->layer || x->slot != y->slot || x->n_slots != y->n_slots ||
            x->scope != y->scope || x->since != y->since || x->until != y->until ||
            !(x->number == y->number) || x->set != y->set)
            return false;
    }
    return true;
}

static void
examine_law(struct asy_changes *self, int law)
{
    const struct asy_param *row = asy_laws[law]->params;
    struct history histories[MOST_HISTORIES];
    int first, n = 0, slot = 0;
    const int n_entities = asy_law_entities(self->base, asy_laws[law]->section, &first);

    if (is_untouched(self->base, self->reform, law))
        return;
    for (int i = 0; i < n_entities; i++)
        n += add_histories(self, law, first + i, &histories[n]);
    for (; row->name && !self->failed; row++) {
        const int n_members = asy_has_members(row) ? asy_n_members(self->base, row->per) : 1;
        for (int i = 0; i < n; i++)
            for (int k = 0; k < n_members; k++)
                examine_slot(self, &histories[i], row, slot + k, k);
        slot += n_members;
        asy_changes_print(self, law, row);
    }
    for (int i = 0; i < n; i++)
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
    struct asy_changes self = { .base = base, .reform = reform, .out = out, .headed = -1 };
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

bool
asy_scenario_each_change(const struct asy_scenario *base, const struct asy_scenario *reform,
                         void (*take)(void *user, const struct asy_change *change), void *user)
{
    struct asy_changes self = {
        .base = base, .reform = reform, .take = take, .user = user, .headed = -1
    };
    if (!same_stage(base, reform))
        return false;
    for (int law = 0; law < ASY_N_LAWS; law++)
        examine_law(&self, law);
    free(self.list);
    return !self.failed;
}

const char *
asy_scenario_member(const struct asy_scenario *self, const struct asy_param *row, int i)
{
    return i < asy_n_members(self, row->per) ? asy_member_name(self, row->per, i) : NULL;
}
