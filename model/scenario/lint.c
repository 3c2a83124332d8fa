/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every number leads back to a source: what `check --strict` asks of a scenario beyond being
   well formed. A value says its source and grade; an assumption (grade D) says its prior; a
   reform says by which outcome its claim is put to the test. In a reform a switch, a list or a
   number at the end of its range is what the reform decrees and needs no grade; a number in
   between is an estimate and does. A series that goes on after its data goes on from where they
   end, and what was observed or assumed does not step on 1 January. */
#include "scenario/draft.h"
#include "scenario/drift.h"
#include "scenario/inside.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static bool
is_empty(const char *text)
{
    return !text || !text[0];
}

static void
lint_laws(struct asy_errors *errs)
{
    for (int law = 0; law < ASY_N_LAWS; law++) {
        const struct asy_law *const l = asy_laws[law];
        if (is_empty(l->source))
            asy_errors_add(errs, ASY_E_INPUT, l->name, "this law has no source");
        for (const struct asy_param *row = l->params; row->name; row++)
            if (is_empty(row->source))
                asy_errors_add(errs, ASY_E_INPUT, l->name, "%s has no source", row->name);
    }
}

__attribute__((format(printf, 3, 4))) static void
complain(const struct asy_entry *entry, struct asy_errors *errs, const char *format, ...)
{
    const struct asy_node node = { .file = entry->file, .line = entry->line };
    char where[160], what[160];
    va_list args;

    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    asy_errors_add(errs, ASY_E_INPUT, asy_node_where(&node, where, sizeof where), "%.70s: %s",
                   entry->path, what);
}

/* Does a value in a reform have to be estimated, or does the reform decree it? By how much
   something changes is an estimate, unless nothing is left of it. */
static bool
is_estimate(const struct asy_param *row, const struct asy_entry *entry)
{
    if (entry->form.kind != ASY_FORM_VALUE)
        return entry->form.kind == ASY_FORM_PLUS ||
               (entry->form.kind == ASY_FORM_TIMES && entry->number > 0.0);
    return row->kind == ASY_REAL && entry->number > row->min && entry->number < row->max;
}

static void
lint_entry(const struct asy_entry *entry, struct asy_errors *errs)
{
    const struct asy_param *const row = &asy_laws[entry->place.law]->params[entry->place.param];
    const bool is_reform = strcmp(entry->layer_name, "reform") == 0;

    if (is_empty(entry->source) ||
        strncmp(entry->source, asy_to_fill, strlen(asy_to_fill)) == 0)
        complain(entry, errs, "has no source");
    if (is_empty(entry->grade) && (!is_reform || is_estimate(row, entry)))
        complain(entry, errs, "has no grade (A, B, C or D)");
    if (entry->grade && strcmp(entry->grade, "D") == 0 && row->kind == ASY_REAL &&
        entry->prior.form == ASY_PRIOR_NONE && (!is_reform || is_estimate(row, entry)))
        complain(entry, errs, "is an assumption (grade D) without a prior");
}

/* Does the program's own standard hold for some member of some entity on some day? */
static bool
is_standard_used(const struct asy_scenario *self, int law, int entity, int first, int n)
{
    const struct asy_entry **slots = calloc((size_t) asy_n_slots(self, law) + 1, sizeof *slots);
    int32_t *days = NULL;
    const ptrdiff_t n_days = asy_change_days(self, law, entity, &days);
    bool used = false;

    for (ptrdiff_t i = 0; slots && i < n_days && !used; i++) {
        asy_resolve(self, law, entity, days[i], self->n_layers, slots);
        for (int k = first; k < first + n; k++)
            used |= slots[k] == NULL;
    }
    free(days);
    free(slots);
    return used;
}

static void
lint_standards(const struct asy_scenario *self, int law, struct asy_errors *errs)
{
    const struct asy_param *const params = asy_laws[law]->params;
    int first_entity, slot = 0;
    const int n = asy_law_entities(self, asy_laws[law]->section, &first_entity);

    for (int p = 0; params[p].name; p++) {
        const int n_slots =
            asy_has_members(&params[p]) ? asy_n_members(self, params[p].per) : 1;
        bool used = false;
        if (params[p].kind == ASY_REAL && strcmp(asy_grade_of(params[p].source), "D") == 0)
            for (int e = 0; e < n && !used; e++)
                used = is_standard_used(self, law, first_entity + e, slot, n_slots);
        if (used)
            asy_errors_add(errs, ASY_E_INPUT, asy_laws[law]->name,
                           "%s: the program's default, an assumption (grade D), applies here; "
                           "say it in the scenario, with a prior",
                           params[p].name);
        slot += n_slots;
    }
}

/* ---- where a series ends ----------------------------------------------------------------- */

/* The mean of the last three months of a series, freed of the season, of entries that are
   sorted; `level` is what holds after them. */
static double
last_quarter(const struct asy_scenario *self, const struct asy_entry *level)
{
    const bool seasonal = level->family == ASY_FAMILY_claims;
    const size_t first = self->law_first[level->place.law];
    double sum = 0.0;
    int n = 0;

    for (size_t i = (size_t) (level - self->entries); i-- > first && n < 3;) {
        const struct asy_entry *const e = &self->entries[i];
        if (e->key != level->key)
            continue;                                /* others lie between, by their dates */
        const int32_t day = level->since - 28 * ++n; /* lies in that month */
        const int month = asy_date_of_days(self->start + day).month;
        sum += e->number * exp(seasonal ? -asy_departure_season(ASY_LAST_SEASON, month) : 0.0);
    }
    return n ? sum / n : level->number;
}

/* Whether law changes there as well: the break is decreed. */
static bool
is_decreed_there(const struct asy_scenario *self, const struct asy_entry *level)
{
    const int law = level->place.law;

    for (size_t i = self->law_first[law]; i < self->law_first[law + 1]; i++) {
        const struct asy_entry *const e = &self->entries[i];
        if (!e->is_observed && asy_concerns(e, level->place.entity) &&
            e->since >= level->since && e->since <= level->since + 31)
            return true;
    }
    return false;
}

/* Data that end in a jump: nobody has seen it. */
static void
lint_ends(const struct asy_scenario *self, struct asy_errors *errs)
{
    const double most = 0.2; /* on the logarithm; a quarter freed of the season jumps less */

    for (size_t i = 0; i < self->n_entries; i++) {
        const struct asy_entry *const e = &self->entries[i];
        if (e->drifts_from == ASY_NEVER || !e->held_months || e->since != e->held_since)
            continue;
        const double last = last_quarter(self, e), jump = log(e->number / last);
        if (fabs(jump) > most && !e->conflict && !is_decreed_there(self, e))
            complain(e, errs, "jumps from %.4g to %.4g where its data end", last, e->number);
    }
}

/* ---- New Year ---------------------------------------------------------------------------- */

enum { MOST_DAYS_OF_A_MONTH = 31 };

/* Whether one follows the other as months of a series do; the first of them bears its date,
   though it holds before it too. */
static bool
is_next_month(const struct asy_scenario *self, const struct asy_entry *before,
              const struct asy_entry *e)
{
    struct asy_date date;
    return asy_date_read(before->from, &date) &&
           asy_days_of_date(date) - self->start >= e->since - MOST_DAYS_OF_A_MONTH;
}

/* Whether it is a number that the world was seen to have, or is assumed to, from a New Year on:
   no month of a series, no year that has months of its own, none for which thresholds are
   solved, no size of a walk, and nothing in the years that are not counted. */
static bool
begins_at_new_year(const struct asy_scenario *self, const struct asy_entry *e,
                   const struct asy_entry *before)
{
    const struct asy_param *const row = &asy_laws[e->place.law]->params[e->place.param];
    const bool is_seen = e->is_observed || strcmp(e->grade ? e->grade : "", "D") == 0;

    if (row->kind != ASY_REAL || !is_seen || !before || e->place.law == ASY_LAW_walk ||
        e->since <= 0 || asy_drift_leans(e->place) || e->over_months || e->months ||
        is_next_month(self, before, e))
        return false;
    const struct asy_date date = asy_date_of_days(self->start + e->since);
    return date.month == 1 && date.day == 1;
}

/* A practice that is another on 1 January because figures come by years: nobody has seen it. */
static void
lint_new_years(const struct asy_scenario *self, struct asy_errors *errs)
{
    const double most = 0.2; /* on the logarithm */

    for (size_t i = 0; i < self->n_entries; i++) {
        const struct asy_entry *const e = &self->entries[i],
                                      *before = asy_entry_before(self, e);
        if (e->layer != 0 || !begins_at_new_year(self, e, before))
            continue;
        const double least = fmin(e->number, before->number);
        const double greatest = fmax(e->number, before->number);
        if (greatest > least * exp(most))
            complain(e, errs,
                     "steps from %.4g to %.4g on a 1 January: date it by what happened, or say "
                     "over_months",
                     before->number, e->number);
    }
}

static void
lint_reform(const struct asy_scenario *self, struct asy_errors *errs)
{
    for (size_t i = 0; i < self->n_entries; i++)
        if (strcmp(self->entries[i].layer_name, "reform") == 0)
            lint_entry(&self->entries[i], errs);
    if (self->n_claims == 0)
        asy_errors_add(
            errs, ASY_E_INPUT, self->name,
            "names no claim_outcome: by which outcome is its claim put to the test?");
}

/* What is said by the file comes first: of a small world there are more standards that it
   leaves unsaid than errors are listed. */
static void
lint_baseline(const struct asy_scenario *self, struct asy_errors *errs)
{
    lint_laws(errs);
    for (size_t i = 0; i < self->n_entries; i++)
        if (self->entries[i].layer == 0)
            lint_entry(&self->entries[i], errs);
    lint_ends(self, errs);
    lint_new_years(self, errs);
    for (int law = 0; law < ASY_N_LAWS; law++)
        lint_standards(self, law, errs);
}

void
asy_scenario_lint(const struct asy_scenario *self, struct asy_errors *errs)
{
    if (self->layer_reform[1])
        lint_reform(self, errs);
    else
        lint_baseline(self, errs);
    if (is_empty(self->source))
        asy_errors_add(errs, ASY_E_INPUT, self->name, "has no source");
}
