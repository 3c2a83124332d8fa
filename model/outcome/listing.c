/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue as the public interface hands it out: laws, their parameters, outcomes. From
   the tables in which they stand, so that nothing is said twice. */
#include "asylsim/catalogue.h"

#include "base/versioned.h"
#include "life/outcomes.h"
#include "outcome/derived.h"
#include "outcome/reading.h"
#include "scenario/change.h"
#include "scenario/inside.h"

#include <math.h>
#include <string.h>

static size_t
n_params(const struct asy_law *law)
{
    size_t n = 0;

    while (law->params[n].name)
        n++;
    return n;
}

bool
asy_catalogue_law(size_t i, struct asy_law_about *out)
{
    static const char *const sections[] = {
        [ASY_OF_WORLD] = "rules",     [ASY_OF_STATE] = "states",
        [ASY_OF_TRANSIT] = "transit", [ASY_OF_CROSSING] = "crossings",
        [ASY_OF_GROUP] = "groups",    [ASY_OF_REFUGE] = "refuges",
    };

    if (i >= ASY_N_LAWS)
        return false;
    const struct asy_law_about about = { .size = sizeof about,
                                         .name = asy_laws[i]->name,
                                         .doc = asy_laws[i]->doc,
                                         .source = asy_laws[i]->source,
                                         .held_by = sections[asy_laws[i]->section],
                                         .n_params = n_params(asy_laws[i]) };
    return asy_versioned_give(out, &about, sizeof about);
}

static const char *
why_baseline_only(const struct asy_law *law, const char *name)
{
    const struct asy_baseline_only *only = law->baseline_only;

    while (only && only->param && strcmp(only->param, name) != 0)
        only++;
    return only && only->param ? only->why : NULL;
}

bool
asy_catalogue_param(size_t law, size_t i, struct asy_param_about *out)
{
    if (law >= ASY_N_LAWS || i >= n_params(asy_laws[law]))
        return false;
    const struct asy_param *const row = &asy_laws[law]->params[i];
    const bool is_number = row->kind == ASY_REAL;
    const struct asy_param_about about = {
        .size = sizeof about,
        .law = asy_laws[law]->name,
        .name = row->name,
        .kind = asy_kind_name(row->kind),
        .per = asy_per_of(row->per),
        .unit = row->unit,
        .source = row->source,
        .baseline_only = why_baseline_only(asy_laws[law], row->name),
        .min = is_number ? row->min : (double) NAN,
        .max = is_number ? row->max : (double) NAN,
        .standard = row->kind == ASY_SET ? (double) NAN : row->standard,
        .choices = row->choices,
        .of_all = asy_is_of_all((int) law, row->name),
    };
    return asy_versioned_give(out, &about, sizeof about);
}

/* Of a derived outcome, by what it is counted is its first term's. */
static bool
give_outcome(struct asy_outcome_about *out, const char *name, const struct asy_derived *derived)
{
    static const char *const places[] = { [ASY_NOWHERE] = "",
                                          [ASY_STATE] = "state",
                                          [ASY_CROSSING] = "crossing",
                                          [ASY_PAIR] = "pair" };
    static const char *const periods[] = {
        [ASY_MONTH] = "month", [ASY_YEAR] = "year", [ASY_COHORT] = "cohort"
    };
    const struct asy_metric_row *const row = asy_outcome_row(name);
    const struct asy_outcome_about about = {
        .size = sizeof about,
        .name = name,
        .label = asy_outcome_label(name),
        .unit = derived ? derived->unit : row->unit,
        .place = places[row->where],
        .period = derived && row->detail == ASY_MONTH && !asy_derived_is_monthly(derived)
                      ? periods[ASY_YEAR]
                      : periods[row->detail],
        .worse = asy_metric_worse(name),
        .is_stock = row->time == ASY_STOCK,
        .is_derived = derived != NULL,
        .is_ratio = derived && derived->is_ratio,
    };
    return asy_versioned_give(out, &about, sizeof about);
}

bool
asy_catalogue_outcome(size_t i, struct asy_outcome_about *out)
{
    if (i < ASY_N_METRICS)
        return give_outcome(out, asy_metrics[i].name, NULL);
    const struct asy_derived *const derived =
        i - ASY_N_METRICS < 1000 ? asy_derived_at((int) (i - ASY_N_METRICS)) : NULL;
    return derived && give_outcome(out, derived->name, derived);
}
