/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scope as text: for the canonical text, by names and in one order; and for readers. */
#define _XOPEN_SOURCE 700 /* open_memstream */
#include "scenario/inside.h"

#include <stdlib.h>
#include <string.h>

static const char *const trait_names[] = {
#define TRAIT(name, label) #name,
#define CAME(name, label)
#include "catalogue/traits.def"
#undef TRAIT
#undef CAME
};
static const char *const trait_labels[] = {
#define TRAIT(name, label) label,
#define CAME(name, label)
#include "catalogue/traits.def"
#undef TRAIT
#undef CAME
};
static const char *const came_names[] = {
#define TRAIT(name, label)
#define CAME(name, label) #name,
#include "catalogue/traits.def"
#undef TRAIT
#undef CAME
};
static const char *const came_labels[] = {
#define TRAIT(name, label)
#define CAME(name, label) label,
#include "catalogue/traits.def"
#undef TRAIT
#undef CAME
};

const char *
asy_trait_name(int trait)
{
    return trait < ASY_N_TRAITS ? trait_names[trait] : NULL;
}

const char *
asy_came_name(int came)
{
    return came < ASY_N_CAME ? came_names[came] : NULL;
}

/* ---- by names ---------------------------------------------------------------------------- */

struct sets {
    const char *key;
    enum asy_per per;
    uint64_t set;
};

static void
print_names(const struct asy_scenario *self, const struct sets *of, FILE *out)
{
    const char *comma = "";
    if (!of->set)
        return;
    fprintf(out, " %s=[", of->key);
    for (int i = 0; i < asy_n_members(self, of->per); i++)
        if (of->set >> i & 1) {
            fprintf(out, "%s%s", comma, asy_member_name(self, of->per, i));
            comma = ", ";
        }
    fputc(']', out);
}

static void
print_bits(const char *key, unsigned bits, const char *const *names, FILE *out)
{
    for (int i = 0; bits >> i; i++)
        if (bits >> i & 1)
            fprintf(out, " %s=%s", key, names[i]);
}

static void
print_condition(const struct asy_scenario *self, const struct asy_condition *of, FILE *out)
{
    const struct sets sets[] = { { "group", ASY_PER_GROUP, of->groups },
                                 { "citizenship", ASY_PER_COUNTRY, of->citizens },
                                 { "visa_of", ASY_PER_COUNTRY, of->visa_of },
                                 { "entered", ASY_PER_COUNTRY, of->entered },
                                 { "claimed_in", ASY_PER_COUNTRY, of->claimed_in },
                                 { "passed", ASY_PER_COUNTRY, of->passed } };
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        print_names(self, &sets[i], out);
    print_bits("trait", of->traits, trait_names, out);
    print_bits("criterion", of->came, came_names, out);
    if (of->persons)
        fprintf(out, " persons=%d", of->persons);
    if (of->alone)
        fprintf(out, " family=%s", of->alone == ASY_YES ? "alone" : "together");
    if (of->children)
        fprintf(out, " children=%s", of->children == ASY_YES ? "yes" : "no");
    if (of->recognition_below > 0.0)
        fprintf(out, " recognition_below=%.15g [day %d]", of->recognition_below, (int) of->day);
    if (of->set_out_from != INT32_MIN) {
        const struct asy_date date = asy_date_of_days(self->start + of->set_out_from);
        fprintf(out, " set_out_from=%04d-%02d-%02d", date.year, date.month, date.day);
    }
    if (of->here_since != INT32_MAX) {
        const struct asy_date date = asy_date_of_days(self->start + of->here_since);
        fprintf(out, " here_since=%04d-%02d-%02d", date.year, date.month, date.day);
    }
    if (of->share < 1.0)
        fprintf(out, " share=%.15g", of->share);
}

static int
by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *) a, *(char *const *) b);
}

/* " only=( a; b)", the conditions in an order that does not depend on the text's. */
static void
print_list(const struct asy_scenario *self, const char *key, const struct asy_condition *list,
           int n, FILE *out)
{
    char *text[ASY_MOST_CONDITIONS] = { NULL };
    size_t size;
    for (int i = 0; i < n; i++) {
        FILE *one = open_memstream(&text[i], &size);
        if (one) {
            print_condition(self, &list[i], one);
            fclose(one);
        }
    }
    for (int i = 0; i < n; i++)
        if (!text[i])
            n = 0;
    qsort(text, (size_t) n, sizeof *text, by_text);
    for (int i = 0; i < n; i++)
        fprintf(out, "%s%s%s", i ? ";" : key, text[i], i == n - 1 ? ")" : "");
    for (int i = 0; i < ASY_MOST_CONDITIONS; i++)
        free(text[i]);
}

/* What `print` writes, in the pool; NULL without memory. */
static const char *
in_pool(struct asy_scenario *self, const struct asy_scope *scope,
        void (*print)(const struct asy_scenario *, const struct asy_scope *, FILE *))
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    const char *kept = NULL;
    if (out) {
        print(self, scope, out);
        if (fclose(out) == 0)
            kept = asy_pool_text(&self->pool, text);
    }
    if (!kept)
        self->pool.failed = true;
    free(text);
    return kept;
}

static void
print_text(const struct asy_scenario *self, const struct asy_scope *scope, FILE *out)
{
    print_list(self, " only=(", scope->only, scope->n_only, out);
    print_list(self, " except=(", scope->except, scope->n_except, out);
}

const char *
asy_scope_text(struct asy_scenario *self, const struct asy_scope *scope)
{
    return in_pool(self, scope, print_text);
}

/* ---- for readers ------------------------------------------------------------------------- */

/* "citizens of Russia or Belarus", after `before`. */
static void
say_set(const struct asy_scenario *self, const char *before, enum asy_per per, uint64_t set,
        FILE *out)
{
    for (int i = 0; set && i < asy_n_members(self, per); i++) {
        if (!(set >> i & 1))
            continue;
        fprintf(out, "%s%s", before, asy_member_label(self, per, i));
        set &= ~(UINT64_C(1) << i);
        before = set & (set - 1) ? ", " : " or ";
    }
}

/* "activists", "citizens of Russia", "persons"; and what else they are. */
static void
say_who(const struct asy_scenario *self, const struct asy_condition *of, FILE *out)
{
    const char *who = "";
    if (of->share < 1.0)
        fprintf(out, "%.6g %% of ", 100.0 * of->share);
    for (int i = 0; i < ASY_N_TRAITS; i++)
        if (of->traits >> i & 1) {
            fprintf(out, "%s%s", who, trait_labels[i]);
            who = " who are also ";
        }
    if (!of->traits && !of->citizens)
        fputs("persons", out);
    say_set(self, of->traits ? " who are citizens of " : "citizens of ", ASY_PER_COUNTRY,
            of->citizens, out);
    say_set(self, " of the group ", ASY_PER_GROUP, of->groups, out);
    if (of->recognition_below > 0.0) {
        fprintf(out, " recognised in less than %.6g %%", 100.0 * of->recognition_below);
        say_set(self, " (citizens of ", ASY_PER_COUNTRY, of->refused, out);
        fputs(")", out);
    }
}

static void
say_condition(const struct asy_scenario *self, const struct asy_condition *of, FILE *out)
{
    say_who(self, of, out);
    if (of->alone)
        fputs(of->alone == ASY_YES ? " travelling alone" : " travelling together", out);
    if (of->persons)
        fprintf(out, " in a family of at least %d", of->persons);
    if (of->children)
        fputs(of->children == ASY_YES ? " with children" : " without children", out);
    for (int i = 0; i < ASY_N_CAME; i++)
        if (of->came >> i & 1)
            fprintf(out, " %s", came_labels[i]);
    say_set(self, " with a visa of ", ASY_PER_COUNTRY, of->visa_of, out);
    say_set(self, " who first entered ", ASY_PER_COUNTRY, of->entered, out);
    say_set(self, " who claimed in ", ASY_PER_COUNTRY, of->claimed_in, out);
    if (of->set_out_from != INT32_MIN) {
        const struct asy_date date = asy_date_of_days(self->start + of->set_out_from);
        fprintf(out, " who set out on or after %04d-%02d-%02d", date.year, date.month,
                date.day);
    }
    if (of->here_since != INT32_MAX) {
        const struct asy_date date = asy_date_of_days(self->start + of->here_since);
        fprintf(out, " in the country since %04d-%02d-%02d or before", date.year, date.month,
                date.day);
    }
    say_set(self, " who came through ", ASY_PER_COUNTRY, of->passed, out);
}

static void
print_words(const struct asy_scenario *self, const struct asy_scope *scope, FILE *out)
{
    fputs(scope->n_only ? "for " : "for all", out);
    for (int i = 0; i < scope->n_only; i++) {
        fputs(i ? "; " : "", out);
        say_condition(self, &scope->only[i], out);
    }
    for (int i = 0; i < scope->n_except; i++) {
        fputs(i ? "; " : " but ", out);
        say_condition(self, &scope->except[i], out);
    }
}

const char *
asy_scope_words(struct asy_scenario *self, const struct asy_scope *scope)
{
    return in_pool(self, scope, print_words);
}
