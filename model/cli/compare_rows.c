/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which outcomes `compare` shows. Harm is never left out. */
#include "cli/compare.h"
#include "outcome/derived.h"
#include "scenario/near.h"

#include <stdlib.h>
#include <string.h>

struct standard {
    const char *section, *label, *metric, *place;
};

static const char borders[] = "At the borders", claims[] = "Claims, and who is responsible",
                  decisions[] = "Decisions", returns[] = "Returns", harm[] = "Harm",
                  became[] = "What became of all who set out";

static const struct standard standard_rows[] = {
    { borders, "let in to claim at Terespol", "border_admissions", "terespol" },
    { borders, "let in to claim at all crossings", "border_admissions", "all" },
    { borders, "refused entry at Terespol, each time counted", "refusals_of_entry",
      "terespol" },
    { borders, "refused entry at all crossings, each time counted", "refusals_of_entry",
      "all" },
    { borders, "years spent waiting at crossings, in sum", "days_stranded", "all" },
    { claims, "first claims in Poland", "claims_first", "POL" },
    { claims, "first claims in Germany", "claims_first", "DEU" },
    { claims, "first claims in all states together", "claims_first", "all" },
    { claims, "moved on to another state", "onward_moves", "all" },
    { claims, "Dublin requests", "dublin_requests", "all" },
    { claims, "Dublin transfers", "dublin_transfers", "all" },
    { decisions, "refused unheard: safe third country (some are heard later)",
      "inadmissible_third_country", "all" },
    { decisions, "refused though in need: internal protection", "refusals_internal_protection",
      "all" },
    { decisions, "recognised, of those decided on the merits", "recognition_rate", "all" },
    { decisions, "refused on the merits though at risk", "wrongful_refusals", "all" },
    { returns, "returned by force to their own country", "returns_forced", "all" },
    { returns, "returned voluntarily", "returns_voluntary", "all" },
    { returns, "removed to a transit country", "removals_third_country", "all" },
    { harm, "at risk and returned by force", "refouled_direct", "all" },
    { harm, "at risk and returned through other states", "refouled_chain", "all" },
    { harm, "at risk and seized in transit", "seized_in_transit", "all" },
    { harm, "persecuted after return", "persecuted_after_return", "all" },
    { became, "protected", "protected", "all" },
    { became, "gave up and went home", "fate_gave_up", "all" },
    { became, "living without status", "without_status", "all" },
    { became, "still waiting at the end", "fate_waiting", "all" },
};
enum { N_STANDARD = sizeof standard_rows / sizeof *standard_rows };

const char *
asy_section_note(const char *section)
{
    if (strcmp(section, harm) == 0)
        return "Those seized in transit after a push-back are also in \"returned through other "
               "states\".";
    if (strcmp(section, became) == 0)
        return "Those still waiting at the end may yet be protected. The others were returned "
               "or "
               "seized (see above), or are in their own country, displaced or under pressure.";
    return NULL;
}

/* What is broken down where --by is given without --metric. */
static const char *const broken_down[] = {
    "border_admissions", "days_stranded",          "claims_first",
    "recognition_rate",  "removals_third_country", "returns_forced",
    "refouled_direct",   "refouled_chain",         "protected",
};
enum { N_BROKEN_DOWN = sizeof broken_down / sizeof *broken_down };

/* ---- names ---------------------------------------------------------------------------------
 */

static const struct asy_metric_row *
catalogue_row(const char *name)
{
    for (int m = 0; m < ASY_N_METRICS; m++)
        if (strcmp(asy_metrics[m].name, name) == 0)
            return &asy_metrics[m];
    return NULL;
}

/* By what the metric is counted: of a derived one, what its first term is counted by. */
const struct asy_metric_row *
asy_base_row(const char *name)
{
    const struct asy_derived *derived = asy_derived_find(name);
    return derived ? &asy_metrics[derived->terms[0].metric] : catalogue_row(name);
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

static bool
knows_place(const struct asy_results *results, const char *name)
{
    static const enum asy_names kinds[] = { ASY_NAMES_STATE, ASY_NAMES_CROSSING };
    const char *known;

    if (strcmp(name, "all") == 0)
        return true;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (int i = 0; (known = asy_results_name(results, kinds[k], i, NULL)); i++)
            if (strcmp(known, name) == 0)
                return true;
    return false;
}

/* ---- rows ----------------------------------------------------------------------------------
 */

static struct asy_row *
add_row(struct asy_rows *self, const char *section, const char *label, const char *metric,
        const struct asy_options *o)
{
    struct asy_row *row = realloc(self->list, (self->n + 1) * sizeof *row);
    const struct asy_metric_row *base = asy_base_row(metric);

    if (!row)
        return NULL;
    self->list = row;
    row = &self->list[self->n++];
    *row = (struct asy_row){ .section = section,
                             .metric = metric,
                             .style = asy_style_of(metric),
                             .worse = asy_metric_worse(metric),
                             .per = 1.0,
                             .whole = base && base->detail == ASY_COHORT };
    snprintf(row->label, sizeof row->label, "%s", label);
    snprintf(row->place, sizeof row->place, "%s", o->place ? o->place : "all");
    snprintf(row->population, sizeof row->population, "%s",
             o->population ? o->population : "all");
    snprintf(row->period, sizeof row->period, "%s", o->period ? o->period : "");
    return row;
}

static bool
out_of_memory(struct asy_error *err)
{
    return asy_fail(err, ASY_E_RESOURCES, "compare", "out of memory");
}

/* Without --metric and --by. A place on the command line leaves the outcomes counted so. */
static bool
add_standard(struct asy_rows *self, const struct asy_results *results,
             const struct asy_options *o, struct asy_error *err)
{
    for (int i = 0; i < N_STANDARD; i++) {
        const struct standard *s = &standard_rows[i];
        if (!knows_place(results, s->place) || (o->place && strcmp(s->place, "all") != 0))
            continue;
        if (o->place && asy_base_row(s->metric)->where == ASY_NOWHERE)
            continue;
        const bool as_labelled = !o->place || strcmp(o->place, "all") == 0;
        struct asy_row *row =
            add_row(self, s->section, as_labelled ? s->label : asy_label_of(results, s->metric),
                    s->metric, o);
        if (!row)
            return out_of_memory(err);
        if (as_labelled) {
            snprintf(row->place, sizeof row->place, "%s", s->place);
            row->per = strcmp(s->metric, "days_stranded") == 0 ? 365.25 : 1.0;
        }
    }
    return true;
}

enum by { BY_NOTHING, BY_GROUP, BY_STATE, BY_CROSSING, BY_YEAR, N_BY };
static const char *const by_names[] = { "", "group", "state", "crossing", "year" };

static bool
fits(enum by by, const struct asy_metric_row *base)
{
    if (by == BY_STATE)
        return base->where == ASY_STATE || base->where == ASY_PAIR;
    return by != BY_CROSSING || base->where == ASY_CROSSING;
}

/* The i-th member of a breakdown: its name and label; false past the end. */
static bool
member(const struct asy_results *results, enum by by, int i, char name[48], const char **label)
{
    static const enum asy_names kinds[] = { ASY_NAMES_GROUP, ASY_NAMES_GROUP, ASY_NAMES_STATE,
                                            ASY_NAMES_CROSSING };
    const struct asy_results_info *info = asy_results_info(results);

    if (by == BY_YEAR) {
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
            enum by by, const struct asy_options *o, struct asy_error *err)
{
    char name[48];
    const char *label;

    for (int i = 0; member(results, by, i, name, &label); i++) {
        struct asy_row *row = add_row(self, asy_label_of(results, metric),
                                      label && *label ? label : name, metric, o);
        if (!row)
            return out_of_memory(err);
        if (by == BY_GROUP)
            snprintf(row->population, sizeof row->population, "%s", name);
        else if (by == BY_YEAR)
            snprintf(row->period, sizeof row->period, "%.31s", name);
        else
            snprintf(row->place, sizeof row->place, "%s", name);
    }
    return true;
}

static bool
unknown(const char *name, struct asy_error *err)
{
    struct asy_near near = { .word = name };
    char hint[96];
    const char *part = NULL; /* the first that holds the word */

    for (int m = 0; m < ASY_N_METRICS; m++) {
        asy_near_try(&near, asy_metrics[m].name);
        part = part || !strstr(asy_metrics[m].name, name) ? part : asy_metrics[m].name;
    }
    for (int i = 0; asy_derived_at(i); i++) {
        const char *const known = asy_derived_at(i)->name;
        asy_near_try(&near, known);
        part = part || !strstr(known, name) ? part : known;
    }
    near.name = near.name ? near.name : part;
    return asy_fail(err, ASY_E_INPUT, name, "is no outcome%s",
                    near.name
                        ? asy_near_hint(&near, hint, sizeof hint)
                        : "; such are protected, claims_first and returns_forced, and all "
                          "stand in docs/results.md");
}

static bool
read_by(const char *text, enum by *by, struct asy_error *err)
{
    for (int i = BY_NOTHING + 1; text && i < N_BY; i++) {
        if (strcmp(text, by_names[i]) == 0) {
            *by = (enum by) i;
            return true;
        }
    }
    *by = BY_NOTHING;
    return !text ||
           asy_fail(err, ASY_E_INPUT, text, "--by: expected group, state, crossing or year");
}

/* One line for each, and one of them only: the two wishes contradict each other. */
static bool
contradict(const struct asy_options *o, enum by by, struct asy_error *err)
{
    const char *const only[N_BY] = { [BY_GROUP] = o->population,
                                     [BY_STATE] = o->place,
                                     [BY_CROSSING] = o->place,
                                     [BY_YEAR] = o->period };
    static const char *const option[N_BY] = { [BY_GROUP] = "population",
                                              [BY_STATE] = "place",
                                              [BY_CROSSING] = "place",
                                              [BY_YEAR] = "period" };
    return by != BY_NOTHING && only[by] &&
           !asy_fail(err, ASY_E_INPUT, only[by],
                     "--%s asks for one, and --by %s for a line for each: give one of the two",
                     option[by], by_names[by]);
}

bool
asy_rows_init(struct asy_rows *self, const struct asy_results *results,
              const struct asy_options *o, struct asy_error *err)
{
    enum by by;

    *self = (struct asy_rows){ 0 };
    if (!read_by(o->by, &by, err) || contradict(o, by, err))
        return false;
    if (o->metrics.n == 0 && by == BY_NOTHING)
        return add_standard(self, results, o, err);

    const char *const *names = o->metrics.n ? o->metrics.list : broken_down;
    const size_t n = o->metrics.n ? o->metrics.n : N_BROKEN_DOWN;
    for (size_t i = 0; i < n; i++) {
        const struct asy_metric_row *base = asy_base_row(names[i]);
        if (!base)
            return unknown(names[i], err);
        if (!fits(by, base)) {
            if (o->metrics.n)
                return asy_fail(err, ASY_E_INPUT, names[i], "is not counted by %s", o->by);
            continue;
        }
        if (by == BY_NOTHING ? !add_row(self, "", asy_label_of(results, names[i]), names[i], o)
                             : !add_members(self, results, names[i], by, o, err))
            return out_of_memory(err);
    }
    return true;
}

void
asy_rows_free(struct asy_rows *self)
{
    free(self->list);
    *self = (struct asy_rows){ 0 };
}
