/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/tellable.h"

#include "outcome/derived.h"
#include "outcome/judged.h"
#include "outcome/reading.h"
#include "outcome/verdict.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool
out_of_memory(struct asy_error *err)
{
    return asy_fail(err, ASY_E_RESOURCES, "compare", "out of memory");
}

/* ---- what may be told -------------------------------------------------------- */

static bool
add(struct asy_tellables *self, const struct asy_tellable *new)
{
    const struct asy_ask ask = { new->metric, new->population, new->place, new->period };

    if (!asy_results_knows(self->results, &ask))
        return true;
    if (self->n == self->room) {
        self->room = 2 * self->room + 64;
        struct asy_tellable *const list = realloc(self->list, self->room * sizeof *self->list);
        if (!list)
            return false;
        self->list = list;
    }
    self->list[self->n++] = *new;
    return true;
}

static bool
add_named(struct asy_tellables *self, int scenario, enum asy_because because, int claim,
          const struct asy_ask *ask)
{
    struct asy_tellable new = { .scenario = scenario, .claim = claim, .because = because };

    snprintf(new.metric, sizeof new.metric, "%s", ask->metric);
    snprintf(new.population, sizeof new.population, "%s", ask->population);
    snprintf(new.place, sizeof new.place, "%s", ask->place);
    asy_compare_period(self->results, ask->metric, scenario, new.period);
    return add(self, &new);
}

static bool
add_reform(struct asy_tellables *self, int s, const struct asy_touched *touched)
{
    const struct asy_claim_outcome *claim;
    const struct asy_shown *shown;
    bool ok = true;

    for (int i = 0; ok && (claim = asy_results_claim(self->results, s, i)); i++)
        ok = add_named(
            self, s, ASY_BECAUSE_CLAIM, i,
            &(struct asy_ask){ claim->metric, claim->population, claim->place, NULL });
    for (int i = 0; ok && i < touched->n; i++)
        if (touched->list[i].because == ASY_BECAUSE_TOUCHED)
            ok = add_named(self, s, ASY_BECAUSE_TOUCHED, -1,
                           &(struct asy_ask){ touched->list[i].metric,
                                              touched->list[i].population,
                                              touched->list[i].place, NULL });
    for (int i = 0; ok && (shown = asy_shown_at(ASY_SHOWN_ALL, i)); i++)
        ok = add_named(self, s, ASY_BECAUSE_COMMON, -1,
                       &(struct asy_ask){ shown->metric, "all", "all", NULL });
    return ok;
}

static bool
list_options(struct asy_tellables *self, int n_reforms, struct asy_error *err)
{
    const int n = n_reforms + 1;
    struct asy_touched *const touched = calloc((size_t) n, sizeof *touched);

    bool ok = touched || out_of_memory(err);
    ok = ok && asy_results_touched(self->results, touched, n, err);
    for (int s = 1; ok && s < n; s++)
        ok = add_reform(self, s, &touched[s]) || out_of_memory(err);
    free(touched);
    return ok;
}

/* The k-th whole of which an outcome is a part; NULL past the last. One ground of refusal is a
   part of all refusals of people at risk, which no sum of the catalogue says. */
static const char *
whole_of(const char *metric, int k)
{
    const struct asy_derived *const total = asy_total_of(metric, k);
    const bool is_ground = strcmp(metric, "refusals_internal_protection") == 0;

    if (total)
        return total->name;
    return is_ground && (k == 0 || asy_total_of(metric, k - 1)) ? "refused_at_risk" : NULL;
}

/* The wholes of which they are parts, as far as the file has them: with `put`, asked for. */
static size_t
totals(struct asy_tellables *self, bool put)
{
    const char *whole;
    size_t n = 0;

    for (size_t i = 0; i < self->n; i++)
        for (int k = 0; (whole = whole_of(self->list[i].metric, k)); k++) {
            const struct asy_tellable *const o = &self->list[i];
            const struct asy_ask ask = { whole, o->population, o->place, o->period };
            if (!asy_results_knows(self->results, &ask))
                continue;
            if (put) {
                self->part[n] = i;
                self->questions[self->n + 1 + n] =
                    (struct asy_question){ ask, o->scenario, NULL, false };
            }
            n++;
        }
    return n;
}

/* All of them, how many set out, and the wholes. */
static bool
ask_options(struct asy_tellables *self, struct asy_error *err)
{
    self->n_totals = totals(self, false);
    const size_t n = self->n + 1 + self->n_totals;
    self->questions = calloc(n, sizeof *self->questions);
    self->contrasts = calloc(n, sizeof *self->contrasts);
    self->part = calloc(self->n_totals + 1, sizeof *self->part);
    if (!self->questions || !self->contrasts || !self->part)
        return out_of_memory(err);
    totals(self, true);
    for (size_t i = 0; i < self->n; i++) {
        const struct asy_tellable *const o = &self->list[i];
        struct asy_question *const q = &self->questions[i];
        *q = (struct asy_question){
            { o->metric, o->population, o->place, o->period }, o->scenario, NULL, false
        };
        q->among = asy_compare_among(self->results, &q->ask);
        q->per_set_out = !q->among && asy_compare_per_set_out(self->results, &q->ask);
    }
    self->questions[self->n] =
        (struct asy_question){ { "departures", "all", "all", "all" }, 0, NULL, false };
    if (!asy_compare_ask(self->results, self->questions, n, self->contrasts, &self->n_jobs,
                         err))
        return false;
    self->set_out = self->contrasts[self->n].baseline;
    return true;
}

/* ---- what is told ------------------------------------------------------------ */

int
asy_tellable_side(const struct asy_tellables *self, size_t i)
{
    return asy_metric_worse(self->list[i].metric) *
           (self->contrasts[i].difference.summary.median > 0.0 ? 1 : -1);
}

/* A burden is its count, however many come so far. */
static bool
is_by_exposure(const struct asy_tellables *self, size_t i)
{
    const struct asy_question *const q = &self->questions[i];
    return asy_tellable_side(self, i) != 0 &&
           asy_is_by_exposure(q->among, q->per_set_out, &self->contrasts[i].moved);
}

enum asy_sureness
asy_tellable_sureness(const struct asy_tellables *self, size_t i)
{
    return asy_sureness_of(&self->contrasts[i].difference);
}

/* Of some thirty outcomes one always seems to move: where the direction is open, the claim
   alone is told. */
static bool
may_be_told(const struct asy_tellables *self, size_t i, enum asy_sureness least)
{
    const enum asy_sureness is = asy_tellable_sureness(self, i);

    return is >= least && (is != ASY_SURE_OPEN || self->list[i].because == ASY_BECAUSE_CLAIM);
}

/* The first that is at least so sure; SIZE_MAX if there is none. What moves only because more
   or fewer people come so far says nothing of how they fare. */
static size_t
first_of(const struct asy_tellables *self, int s, enum asy_sureness least, bool by_exposure)
{
    for (size_t i = 0; i < self->n; i++)
        if (self->list[i].scenario == s && may_be_told(self, i, least) &&
            is_by_exposure(self, i) == by_exposure)
            return i;
    return SIZE_MAX;
}

size_t
asy_tellable_first(const struct asy_tellables *self, int s)
{
    static const enum asy_sureness least[] = { ASY_SURE_LIKELY, ASY_SURE_TOO_FEW };
    size_t found = SIZE_MAX;

    for (int k = 0; k < 2 && found == SIZE_MAX; k++)
        for (int e = 0; e < 2 && found == SIZE_MAX; e++)
            found = first_of(self, s, least[k], e == 1);
    return found;
}

static bool
is_of_persons(const struct asy_tellables *self, size_t i)
{
    const char *const metric = self->list[i].metric;
    const struct asy_derived *const derived = asy_derived_find(metric);
    const struct asy_metric_row *const row = asy_outcome_row(metric);
    const char *const unit = derived ? derived->unit : row ? row->unit : "";

    return strcmp(unit, "persons") == 0;
}

/* By a fiftieth of the baseline, or from next to nothing. */
static bool
is_much(const struct asy_contrast *c)
{
    static const double part = 0.02, nothing = 0.5;
    const double from = c->baseline.median;

    return from < nothing || fabs(c->difference.summary.median) >= part * from;
}

/* Fewer people refused on one ground while more are on both together fare no better. */
static bool
is_against_total(const struct asy_tellables *self, size_t i)
{
    const double median = self->contrasts[i].difference.summary.median;

    for (size_t k = 0; k < self->n_totals; k++) {
        const struct asy_summary *const total =
            &self->contrasts[self->n + 1 + k].difference.summary;
        if (self->part[k] == i && total->median * median < 0.0 &&
            fabs(total->median) > total->error)
            return true;
    }
    return false;
}

/* Where surely more or fewer people come so far, how they fare is judged by the rate. */
static bool
is_borne_out(const struct asy_tellables *self, size_t i)
{
    const struct asy_question *const q = &self->questions[i];
    const struct asy_contrast *const c = &self->contrasts[i];
    const struct asy_difference *const judged =
        q->among || q->per_set_out
            ? asy_rests_on(&c->difference, &c->moved, asy_metric_worse(self->list[i].metric))
            : &c->difference;

    return asy_moves_sign(asy_moves_of(&judged->summary)) *
               asy_moves_sign(asy_moves_of(&c->difference.summary)) >
           0;
}

static bool
is_firm(const struct asy_tellables *self, size_t i, int s, int side)
{
    return self->list[i].scenario == s && asy_tellable_side(self, i) == side &&
           asy_tellable_sureness(self, i) == ASY_SURE_FIRM && !is_by_exposure(self, i);
}

size_t
asy_tellable_largest(const struct asy_tellables *self, int s, int side)
{
    size_t found = SIZE_MAX;
    double most = 0.0;

    for (size_t i = 0; i < self->n; i++) {
        const struct asy_contrast *const c = &self->contrasts[i];
        const double persons = fabs(c->difference.summary.median);
        if (persons > most && is_firm(self, i, s, side) && is_of_persons(self, i) &&
            is_much(c) && is_borne_out(self, i) && !is_against_total(self, i)) {
            found = i;
            most = persons;
        }
    }
    return found;
}

/* Another outcome of the claim, else the largest harm, else the largest good. */
size_t
asy_tellable_beside(const struct asy_tellables *self, int s)
{
    for (size_t i = 0; i < self->n; i++)
        if (self->list[i].because == ASY_BECAUSE_CLAIM &&
            (is_firm(self, i, s, 1) || is_firm(self, i, s, -1)))
            return i;
    const size_t harm = asy_tellable_largest(self, s, 1);
    return harm != SIZE_MAX ? harm : asy_tellable_largest(self, s, -1);
}

int
asy_tellables_supported(const struct asy_tellables *self, int s)
{
    const bool in_force = asy_results_scenario(self->results, s)->is_in_force;
    int n = 0;

    for (size_t i = 0; i < self->n; i++) {
        const struct asy_tellable *const o = &self->list[i];
        const struct asy_contrast *const c = &self->contrasts[i];
        if (o->scenario == s && o->claim >= 0)
            n +=
                asy_judge(o->metric, asy_results_claim(self->results, s, o->claim)->direction,
                          in_force, &c->difference, self->questions[i].among ? &c->moved : NULL)
                    .verdict == ASY_SUPPORTED;
    }
    return n;
}

/* ---- all of them ------------------------------------------------------------- */

bool
asy_tellables_find(struct asy_tellables *self, struct asy_results *results, int n_reforms,
                   struct asy_error *err)
{
    *self = (struct asy_tellables){ .results = results };
    return list_options(self, n_reforms, err) && ask_options(self, err);
}

void
asy_tellables_free(struct asy_tellables *self)
{
    free(self->list);
    free(self->questions);
    free(self->contrasts);
    free(self->part);
    *self = (struct asy_tellables){ 0 };
}
