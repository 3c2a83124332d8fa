/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which outcomes `compare` shows: those asked for here, the others in compare_standard.c. */
#include "cli/compare.h"
#include "outcome/reading.h"

#include <stdlib.h>
#include <string.h>

const char *
asy_section_note(const char *section)
{
    if (strcmp(section, asy_heading_text(ASY_HEADING_HARM)) == 0)
        return "Those seized in transit after a push-back are also in \"returned through other "
               "states\".";
    if (strcmp(section, asy_heading_text(ASY_HEADING_BECAME)) == 0)
        return "Those still waiting at the end may yet be protected. The others were returned "
               "or "
               "seized (see above), or are in their own country, displaced or under pressure.";
    return NULL;
}

/* What is broken down where --by is given without --metric. */
static const char *const broken_down[] = {
    "border_admissions", "days_stranded",          "claims_first",
    "recognition_rate",  "removals_third_country", "returns_forced",
    "refouled_direct",   "refouled_chain",         "refouled",
    "protected",
};
enum { N_BROKEN_DOWN = sizeof broken_down / sizeof *broken_down };

/* ---- names ------------------------------------------------------------------- */

/* By what the metric is counted: of a derived one, what its first term is counted by. */
const struct asy_metric_row *
asy_base_row(const char *name)
{
    return asy_outcome_row(name);
}

const char *
asy_label_of(const struct asy_results *results, const char *name)
{
    const struct asy_derived *derived = asy_derived_find(name);
    const char *known, *label = NULL;

    if (derived)
        return derived->label;
    for (int i = 0; (known = asy_results_name(results, ASY_NAMES_METRIC, i, &label)); i++)
        if (strcmp(known, name) == 0)
            return label;
    return name;
}

enum asy_style
asy_style_of(const char *metric)
{
    const struct asy_derived *derived = asy_derived_find(metric);
    if (!derived || !derived->is_ratio)
        return ASY_COUNT;
    return strcmp(derived->unit, "share") == 0 ? ASY_SHARE : ASY_MEAN;
}

/* ---- rows -------------------------------------------------------------------- */

struct asy_row *
asy_rows_add(struct asy_rows *self, const char *section, const char *label, const char *metric,
             const struct asy_options *o)
{
    struct asy_row *row = realloc(self->list, (self->n + 1) * sizeof *row);

    if (!row)
        return NULL;
    self->list = row;
    row = &self->list[self->n++];
    *row = (struct asy_row){ .section = section,
                             .metric = metric,
                             .style = asy_style_of(metric),
                             .worse = asy_metric_worse(metric),
                             .per = 1.0 };
    memset(row->because, ASY_BECAUSE_ASKED, sizeof row->because);
    snprintf(row->label, sizeof row->label, "%s", label);
    snprintf(row->place, sizeof row->place, "%s", o->place ? o->place : "all");
    snprintf(row->population, sizeof row->population, "%s",
             o->population ? o->population : "all");
    snprintf(row->period, sizeof row->period, "%s", o->period ? o->period : "");
    return row;
}

bool
asy_rows_is_counted(const struct asy_results *results, const char *metric, const char *place,
                    const struct asy_options *o)
{
    return asy_results_knows(
        results, &(struct asy_ask){ metric, "all", place, o->period ? o->period : "all" });
}

static bool
is_one_place(const struct asy_options *o)
{
    return o->place && strcmp(o->place, "all") != 0;
}

static bool
out_of_memory(struct asy_error *err)
{
    return asy_fail(err, ASY_E_RESOURCES, "compare", "out of memory");
}

static bool
fits(enum asy_each by, const struct asy_metric_row *base)
{
    if (by == ASY_EACH_STATE)
        return base->where == ASY_STATE || base->where == ASY_PAIR;
    return by != ASY_EACH_CROSSING || base->where == ASY_CROSSING;
}

/* The i-th member of a breakdown: its name and label; false past the end. */
static bool
member(const struct asy_results *results, enum asy_each by, int i, char name[48],
       const char **label)
{
    static const enum asy_names kinds[] = { ASY_NAMES_GROUP, ASY_NAMES_GROUP, ASY_NAMES_STATE,
                                            ASY_NAMES_CROSSING };
    const struct asy_results_info *info = asy_results_info(results);

    if (by == ASY_EACH_YEAR) {
        snprintf(name, 48, "%d", info->first_year + i);
        *label = NULL;
        return i < info->n_years;
    }
    const char *const known = asy_results_name(results, kinds[by], i, label);
    snprintf(name, 48, "%s", known ? known : "");
    return known != NULL;
}

static bool
add_members(struct asy_rows *self, const struct asy_results *results, const char *metric,
            enum asy_each by, const struct asy_options *o, struct asy_error *err)
{
    char name[48];
    const char *label;

    for (int i = 0; member(results, by, i, name, &label); i++) {
        struct asy_row *row = asy_rows_add(self, asy_label_of(results, metric),
                                           label && *label ? label : name, metric, o);
        if (!row)
            return out_of_memory(err);
        if (by == ASY_EACH_GROUP)
            snprintf(row->population, sizeof row->population, "%s", name);
        else if (by == ASY_EACH_YEAR)
            snprintf(row->period, sizeof row->period, "%.31s", name);
        else
            snprintf(row->place, sizeof row->place, "%s", name);
    }
    return true;
}

/* One line for each, and one of them only: the two wishes contradict each other. */
static bool
contradict(const struct asy_options *o, enum asy_each by, struct asy_error *err)
{
    const char *const only[ASY_N_EACH] = { [ASY_EACH_GROUP] = o->population,
                                           [ASY_EACH_STATE] = o->place,
                                           [ASY_EACH_CROSSING] = o->place,
                                           [ASY_EACH_YEAR] = o->period };
    static const char *const option[ASY_N_EACH] = { [ASY_EACH_GROUP] = "population",
                                                    [ASY_EACH_STATE] = "place",
                                                    [ASY_EACH_CROSSING] = "place",
                                                    [ASY_EACH_YEAR] = "period" };
    return by != ASY_EACH_NONE && only[by] &&
           !asy_fail(err, ASY_E_INPUT, only[by],
                     "--%s asks for one, and --by %s for a line for each: give one of the two",
                     option[by], asy_each_names[by]);
}

/* Can be asked as it was: else why not. */
static bool
check_asked(const struct asy_results *results, const char *metric, enum asy_each by,
            const struct asy_options *o, struct asy_error *err)
{
    const struct asy_metric_row *const base = asy_base_row(metric);
    const char *const period = o->period ? o->period : "all";

    if (!base)
        return asy_no_outcome(metric, err);
    if (!fits(by, base))
        return asy_not_counted_by(metric, by, err);
    if (is_one_place(o) &&
        !asy_results_knows(results, &(struct asy_ask){ metric, "all", o->place, "all" }))
        return asy_no_such_place_of(results, metric, o->place, err);
    return asy_results_knows(results, &(struct asy_ask){ metric, "all", "all", period }) ||
           asy_not_by_month(metric, period, err);
}

static bool
add_asked(struct asy_rows *self, const struct asy_results *results, const char *metric,
          enum asy_each by, const struct asy_options *o, struct asy_error *err)
{
    if (by != ASY_EACH_NONE)
        return add_members(self, results, metric, by, o, err);
    return asy_rows_add(self, "", asy_label_of(results, metric), metric, o) ||
           out_of_memory(err);
}

/* A period that the file does not know is told before any outcome is left out because of it. */
static bool
check_period(const struct asy_results *results, const struct asy_options *o,
             struct asy_error *err)
{
    return !o->period || asy_results_check_period(results, o->period, err);
}

bool
asy_rows_init(struct asy_rows *self, struct asy_results *results, const struct asy_options *o,
              struct asy_error *err)
{
    enum asy_each by;

    *self = (struct asy_rows){ 0 };
    if (!asy_each_read(o->by, &by, err) || contradict(o, by, err) ||
        !check_period(results, o, err))
        return false;
    if (o->metrics.n == 0 && by == ASY_EACH_NONE)
        return asy_rows_add_standard(self, results, o, err) &&
               asy_rows_add_totals(self, results, o, err);

    for (size_t i = 0; i < o->metrics.n; i++)
        if (!check_asked(results, o->metrics.list[i], by, o, err) ||
            !add_asked(self, results, o->metrics.list[i], by, o, err))
            return false;
    for (size_t i = 0; o->metrics.n == 0 && i < N_BROKEN_DOWN; i++) {
        const char *const metric = broken_down[i];
        if (!fits(by, asy_base_row(metric)) ||
            !asy_rows_is_counted(results, metric, o->place ? o->place : "all", o))
            self->n_left_out++;
        else if (!add_asked(self, results, metric, by, o, err))
            return false;
    }
    return asy_rows_add_totals(self, results, o, err);
}

void
asy_rows_free(struct asy_rows *self)
{
    free(self->list);
    *self = (struct asy_rows){ 0 };
}
