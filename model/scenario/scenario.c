/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading: the baseline, what is laid over it, and whether that changes anything. */
#include "scenario/scenario.h"

#include "base/calendar.h"
#include "scenario/inside.h"
#include "text/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

bool
asy_is_of_kind(const struct asy_node *root, const char *key, struct asy_errors *errs,
               const char *what)
{
    const struct asy_node *const node = asy_node_find(root, key);

    if (node)
        asy_node_error(node, errs, ": %s", what);
    return node != NULL;
}

static void
read_baseline(struct asy_scenario *self, struct asy_texts *texts, const struct asy_node *root)
{
    static const char *const keys[] = { "title",     "claim",   "source", "horizon",
                                        "countries", "warm_up", NULL };
    static const char *const reforms[] = { "extends", "set", "in_force", NULL };
    struct asy_reader reader = { .self = self,
                                 .errs = texts->errs,
                                 .layer_name = "baseline",
                                 .main_file = root->file,
                                 .since = ASY_ALWAYS,
                                 .partial = texts->broken };
    if (asy_is_of_kind(root, "extends", texts->errs,
                       "this is a reform: give it with --reform, after the baseline that it "
                       "extends") ||
        asy_is_of_kind(root, "parts", texts->errs,
                       "this is a package: give it with --reform or --package, after the "
                       "baseline"))
        return;
    asy_sections_check(&reader, root, keys, reforms);
    const char *title = asy_text_of(&reader, root, "title");
    const char *claim = asy_text_of(&reader, root, "claim");
    const char *source = asy_text_of(&reader, root, "source");
    if (!asy_node_find(root, "title") && !texts->broken)
        asy_node_error(root, texts->errs, ": title is missing");
    self->title = title ? title : "";
    self->claim = claim ? claim : "";
    self->source = source ? source : "";
    asy_entities_read(&reader, root);
    asy_sections_read(&reader, root);
    asy_warm_up_read(&reader, root);
}

static size_t
count(const struct asy_errors *errs)
{
    return errs->n + errs->n_more;
}

/* Where to say that nothing changes: at the last reform. Some parts of a package may do nothing
   without the others. */
static void
find_branch(struct asy_scenario *self, const struct asy_scenario_args *args,
            struct asy_errors *errs)
{
    const int64_t day = self->n_layers > 0 ? asy_first_difference(self) : -1;
    const bool is_whole = args->package && args->parts == 0;
    if (day == -2)
        self->pool.failed = true;
    else if (day == -1 && (is_whole || args->n_reforms > 0))
        asy_errors_add(errs, ASY_E_INPUT,
                       args->package ? args->package : args->reforms[args->n_reforms - 1],
                       "changes nothing: every value it sets is what applies without it");
    self->branch_day = day >= 0 && day < self->n_days ? (int32_t) day : INT32_MAX;
}

/* A package given as the one reform holds as a whole: one overlay. */
static struct asy_scenario_args
as_package(const struct asy_scenario_args *args, const struct asy_texts *texts)
{
    struct asy_scenario_args own = *args;

    if (args->n_reforms == 1 && !args->package && asy_package_is(texts, args->reforms[0])) {
        own.package = args->reforms[0];
        own.parts = 0;
        own.reforms = NULL;
        own.n_reforms = 0;
    }
    return own;
}

static void
load(struct asy_scenario *self, const struct asy_scenario_args *given, struct asy_errors *errs)
{
    struct asy_scenario_args own = *given;
    const struct asy_scenario_args *const args = &own;
    struct asy_texts texts = { .pool = &self->pool, .errs = errs };
    const size_t before = count(errs);
    const struct asy_node *root = NULL;

    self->until = args->until;
    self->as_of_text = args->as_of;
    self->as_of = self->known_until = ASY_NEVER;
    self->level_months = 1;
    for (int g = 0; g < ASY_MAX_GROUPS; g++)
        self->departures_given[g] = ASY_NEVER;
    self->level_closure = asy_closures_level(args);
    if (args->baseline)
        root = asy_text_load(&texts, args->baseline);
    else
        asy_errors_add(errs, ASY_E_INPUT, "scenario", "no baseline is given");

    if (root) {
        const size_t so_far = count(errs);
        read_baseline(self, &texts, root);
        /* Where there may be countries or groups that could not be read, none is unknown. */
        const bool partial = texts.broken || (count(errs) > so_far && self->n_crossings == 0);
        texts.broken = false;
        self->name = "baseline";
        own = as_package(given, &texts);
        if (!asy_node_find(root, "extends") && !asy_node_find(root, "parts")) {
            asy_countries_foresee(self, &texts, args);
            if (args->departures && self->n_groups > 0)
                asy_departures_read(self, args->departures, errs);
            asy_reforms_read(self, &texts, args, partial);
            asy_sets_read(self, &texts, args, partial);
            asy_closures_read(self, &texts, args, partial);
        }
    }
    self->until = self->as_of_text = NULL;
    asy_texts_free(&texts);
    if (count(errs) > before || self->pool.failed)
        return;
    asy_walks_begin(self);
    asy_entries_sort(self);
    asy_scopes_settle(self, errs);
    find_branch(self, args, errs);
    if (!asy_values_list(self))
        self->pool.failed = true;
    asy_clashes_find(self);
    asy_clashes_judge(self, errs);
}

/* The errors of one scenario, among those of others: what has been said is not said again. */
static void
tell(struct asy_errors *errs, struct asy_errors *own)
{
    for (size_t i = 0; i < own->n; i++)
        asy_errors_add(errs, own->list[i].code, own->list[i].where, "%s", own->list[i].what);
    errs->n_more += own->n_more;
    asy_errors_free(own);
}

bool
asy_scenario_load(struct asy_scenario **out, const struct asy_scenario_args *args,
                  struct asy_errors *errs)
{
    struct asy_errors own = { 0 }; /* a baseline that fails for one fails for each */
    struct asy_scenario *self = calloc(1, sizeof *self);

    *out = NULL;
    if (self)
        load(self, args, &own);
    if (!self || self->pool.failed)
        asy_errors_add(&own, ASY_E_RESOURCES, "scenario", "out of memory");
    const bool is_wrong = count(&own) > 0;
    tell(errs, &own);
    if (is_wrong) {
        asy_scenario_destroy(self);
        return false;
    }
    *out = self;
    return true;
}

void
asy_scenario_destroy(struct asy_scenario *self)
{
    if (!self)
        return;
    free(self->entries);
    asy_pool_free(&self->pool);
    free(self);
}

const char *
asy_scenario_title(const struct asy_scenario *self)
{
    return self ? self->title : "";
}

const char *
asy_scenario_claim(const struct asy_scenario *self)
{
    return self ? self->claim : "";
}

const char *
asy_scenario_source(const struct asy_scenario *self)
{
    return self ? self->source : "";
}

const char *
asy_scenario_name(const struct asy_scenario *self)
{
    return self ? self->name : "";
}

int32_t
asy_scenario_branch_day(const struct asy_scenario *self)
{
    return self->branch_day;
}

int32_t
asy_scenario_first_day(const struct asy_scenario *self)
{
    return self->first_day;
}

int32_t
asy_scenario_days(const struct asy_scenario *self)
{
    return self->n_days;
}

const char *
asy_scenario_note(const struct asy_scenario *self, char out[96])
{
    const struct asy_date first = asy_date_of_days(self->start);
    const struct asy_date last = asy_date_of_days(self->start + self->n_days - 1);

    out[0] = '\0';
    if (self->early[0])
        snprintf(out, 96,
                 "in force from %s, before the first day of the run, %04d-%02d-%02d: it holds "
                 "from the start",
                 self->early, first.year, first.month, first.day);
    if (self->layer_reform[1] && self->branch_day == INT32_MAX)
        snprintf(out, 96,
                 "comes into force after the last day of the run, %04d-%02d-%02d: nothing will "
                 "change",
                 last.year, last.month, last.day);
    return out;
}
