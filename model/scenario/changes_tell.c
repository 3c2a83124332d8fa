/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The changes of one value in words: what was and what will be, from each day on. */
#include "scenario/changes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *
asy_change_form(const struct asy_entry *entry)
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
    const char *const form = asy_change_form(entry);
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

int
asy_changes_tell(const struct asy_law_days *self, const struct asy_param *row, int slot,
                 bool dated, struct asy_told *change, FILE *out)
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
