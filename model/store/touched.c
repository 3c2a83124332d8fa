/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How lines are chosen. Candidates stand in ranks: what the claim speaks of; then all lines of
   places and populations for which the reform sets law of its own, moved or not; then of those
   that it only names or that a general rule concerns, and of states however little the text
   says of them, the counts that it surely moves: a median difference above three times
   its error. Within a rank the largest come first; there is an end at ASY_MOST_TOUCHED. */
#include "store/touched.h"
#include "outcome/distribution.h"
#include "outcome/reading.h"
#include "store/candidate.h"
#include "store/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Errors: of some twenty states one would seem to move by chance. */
static const double sure = 3.0;

struct work {
    struct asy_results *results;
    int n_scenarios;
    struct asy_candidates *of; /* [n_scenarios] */
    struct asy_mentions *named;
    struct asy_ask *asks;
    int n_asks;
    struct asy_answers answers;
    char period[32];
};

/* ---- measured ---------------------------------------------------------------- */

/* Where it stands among the questions; -1: the file does not know it. */
static int
ask_for(struct work *work, const struct asy_ask *ask)
{
    for (int i = 0; i < work->n_asks; i++)
        if (strcmp(work->asks[i].metric, ask->metric) == 0 &&
            strcmp(work->asks[i].place, ask->place) == 0 &&
            strcmp(work->asks[i].population, ask->population) == 0)
            return i;
    if (!asy_results_knows(work->results, ask))
        return -1;
    work->asks[work->n_asks] = *ask;
    return work->n_asks++;
}

/* From the year on in which the first reform is in force: before it no world differs. */
static void
set_period(struct work *work)
{
    const struct asy_results_info *const info = asy_results_info(work->results);
    int first = work->n_scenarios > 1 ? info->first_year + info->n_years - 1 : info->first_year;

    for (int s = 1; s < work->n_scenarios; s++) {
        const int year = asy_results_scenario(work->results, s)->first_year;
        first = year < first ? year : first;
    }
    snprintf(work->period, sizeof work->period, "%d..%d", first,
             info->first_year + info->n_years - 1);
}

/* What became of people is asked of all who set out. */
static const char *
period_of(const struct work *work, const char *metric)
{
    const struct asy_metric_row *const row = asy_outcome_row(metric);
    return row && row->detail == ASY_COHORT ? "all" : work->period;
}

static bool
ask(struct work *work, struct asy_error *err)
{
    const struct asy_results *const results = work->results;
    size_t room = (size_t) results->n_groups + 2 * ASY_N_PLACES + 1;

    for (int s = 0; s < work->n_scenarios; s++)
        room += (size_t) work->of[s].n;
    work->asks = calloc(room, sizeof *work->asks);
    if (!work->asks)
        return asy_fail(err, ASY_E_RESOURCES, results->path, "out of memory");
    for (int s = 0; s < work->n_scenarios; s++)
        for (int i = 0; i < work->of[s].n; i++) {
            struct asy_candidate *const c = &work->of[s].list[i];
            c->ask = ask_for(work, &(struct asy_ask){ c->metric, c->population, c->place,
                                                      period_of(work, c->metric) });
        }
    for (int p = 1; p < ASY_N_PLACES; p++)
        if (results->places[p].is_crossing)
            ask_for(work, &(struct asy_ask){ "border_attempts", "all", results->places[p].name,
                                             work->period });
    for (int g = 0; g < results->n_groups; g++)
        ask_for(work, &(struct asy_ask){ "departures", results->groups[g].citizenship, "all",
                                         work->period });
    return asy_results_ask_first(work->results, work->n_scenarios, work->asks, work->n_asks,
                                 &work->answers, err);
}

/* How far the reform moves it, and whether surely. False when memory is short. */
static bool
measure(const struct work *work, int scenario, struct asy_candidate *c, bool *moves)
{
    const struct asy_answers *const answers = &work->answers;
    struct asy_difference d;

    *moves = false;
    if (c->ask < 0)
        return true;
    if (!asy_compare(&d, asy_answers_of(answers, c->ask, 0),
                     asy_answers_of(answers, c->ask, scenario), answers->draw,
                     (size_t) asy_answers_jobs(answers, scenario)))
        return false;
    const double size = fabs(d.summary.median);
    c->size = isfinite(size) ? size / c->shown->per : 0.0;
    *moves = size > 0.0 && !(size <= sure * d.summary.error);
    return true;
}

/* ---- chosen ------------------------------------------------------------------ */

/* Stands in every table anyway. */
static bool
is_common(const struct asy_candidate *c)
{
    return c->shown && c->shown->of == ASY_SHOWN_ALL;
}

/* The place of a line, without the side of a pair. */
static const char *
place_of(const char *place)
{
    return place + (*place == '>');
}

static bool
is_at_one_place(const struct asy_candidate *a, const struct asy_candidate *b)
{
    return strcmp(place_of(a->place), place_of(b->place)) == 0 &&
           strcmp(a->population, b->population) == 0;
}

/* Places and populations chosen; none where that of `c` is among them, so that it comes free.
   Lines of the claim do not count: what else happens there has a line of its own. */
static int
places_without(const struct asy_candidates *self, const struct asy_candidate *c)
{
    int n = 0;

    for (int i = 0; i < self->n; i++) {
        const struct asy_candidate *const other = &self->list[i];
        bool is_new = other->is_chosen && other->rank != ASY_OF_CLAIM;
        if (is_new && is_at_one_place(other, c))
            return 0;
        for (int k = 0; is_new && k < i; k++)
            is_new = !self->list[k].is_chosen || self->list[k].rank == ASY_OF_CLAIM ||
                     !is_at_one_place(&self->list[k], other);
        n += is_new;
    }
    return n;
}

static bool
is_better(const struct asy_candidate *a, const struct asy_candidate *b)
{
    return !b || a->rank < b->rank || (a->rank == b->rank && a->size > b->size);
}

static struct asy_candidate *
best(const struct asy_candidates *self)
{
    struct asy_candidate *found = NULL;

    for (int i = 0; i < self->n; i++) {
        struct asy_candidate *const c = &self->list[i];
        if (!c->is_chosen && c->rank != ASY_OF_CLAIM && c->ask >= 0 && is_better(c, found) &&
            places_without(self, c) < ASY_MOST_TOUCHED_PLACES)
            found = c;
    }
    return found;
}

static bool
choose(struct work *work, int scenario)
{
    struct asy_candidates *const of = &work->of[scenario];
    struct asy_candidate *next;
    int n = 0;

    for (int i = 0; i < of->n; i++) {
        struct asy_candidate *const c = &of->list[i];
        bool moves;
        if (c->rank == ASY_OF_CLAIM) {
            c->is_chosen = c->ask >= 0 && !is_common(c) && n < ASY_MOST_TOUCHED_CLAIMS;
            n += c->is_chosen;
            continue;
        }
        if (!measure(work, scenario, c, &moves))
            return false;
        if (c->rank == ASY_OF_EFFECT && !moves)
            c->ask = -1;
    }
    while (n++ < ASY_MOST_TOUCHED && (next = best(of)))
        next->is_chosen = true;
    return true;
}

static void
put(struct asy_touched *out, const struct asy_candidate *c, enum asy_because because)
{
    struct asy_touched_line *const line = &out->list[out->n++];

    line->metric = c->metric;
    line->shown = c->shown;
    line->because = because;
    snprintf(line->place, sizeof line->place, "%s", c->place);
    snprintf(line->population, sizeof line->population, "%s", c->population);
}

/* ---- most in the baseline ---------------------------------------------------- */

static double
sum_of(const struct work *work, int ask)
{
    const double *const x = asy_answers_of(&work->answers, ask, 0);
    double sum = 0.0;

    for (int i = 0; i < work->answers.n_jobs; i++)
        sum += isfinite(x[i]) ? x[i] : 0.0;
    return sum;
}

/* The question about one outcome of everyone, by place, or of all places, by people, to which
   the answer is largest, but for the place `not`; NULL where nobody is anywhere. */
static const struct asy_ask *
most(const struct work *work, const char *metric, bool by_place, const char * not )
{
    const struct asy_ask *found = NULL;
    double largest = 0.0;

    for (int i = 0; i < work->n_asks; i++) {
        const struct asy_ask *const a = &work->asks[i];
        if (strcmp(a->metric, metric) != 0 || strcmp(a->place, not ) == 0 ||
            (strcmp(a->place, "all") != 0) != by_place ||
            (strcmp(a->population, "all") != 0) == by_place || !(sum_of(work, i) > largest))
            continue;
        found = a;
        largest = sum_of(work, i);
    }
    return found;
}

/* What stands in for what the lines do not name. */
struct largest {
    const char *crossing, *state[2], *citizenship;
};

static struct largest
largest_of(const struct work *work)
{
    const struct asy_ask *const crossing = most(work, "border_attempts", true, ""),
                                *const first = most(work, "claims_first", true, ""),
                                *const second =
                                    first ? most(work, "claims_first", true, first->place)
                                          : NULL,
                                *const people = most(work, "departures", false, "");
    return (struct largest){ crossing ? crossing->place : "",
                             { first ? first->place : "", second ? second->place : "" },
                             people ? people->population : "" };
}

static void
put_largest(struct asy_touched *out, const struct work *work, const struct largest *largest)
{
    const struct asy_ask asks[] = { { "border_admissions", "all", largest->crossing, "all" },
                                    { "refusals_of_entry", "all", largest->crossing, "all" },
                                    { "claims_first", "all", largest->state[0], "all" },
                                    { "claims_first", "all", largest->state[1], "all" } };

    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
        struct asy_candidate c = { .metric = asks[i].metric, .population = "all" };
        if (!*asks[i].place || !asy_results_knows(work->results, &asks[i]))
            continue;
        c.shown =
            asy_shown_find(i < 2 ? ASY_SHOWN_CROSSING : ASY_SHOWN_STATE, asks[i].metric, "");
        snprintf(c.place, sizeof c.place, "%s", asks[i].place);
        put(out, &c, ASY_BECAUSE_COMMON);
    }
}

static void
put_places(struct asy_touched *out, const struct work *work, const struct largest *largest)
{
    const char *state[2] = { "", "" }, *crossing = "";
    int n = 0;

    for (int i = 0; i < out->n; i++) {
        const char *const place = place_of(out->list[i].place);
        const enum asy_shown_of of = asy_results_kind_of(work->results, place);
        if (of == ASY_SHOWN_CROSSING && !*crossing)
            crossing = place;
        if (of == ASY_SHOWN_STATE && n < 2 && strcmp(place, state[0]) != 0)
            state[n++] = place;
    }
    for (int k = 0; n < 2 && k < 2; k++)
        if (strcmp(largest->state[k], state[0]) != 0)
            state[n++] = largest->state[k];
    snprintf(out->crossing, sizeof out->crossing, "%.47s",
             *crossing ? crossing : largest->crossing);
    for (int k = 0; k < 2; k++)
        snprintf(out->state[k], sizeof out->state[k], "%.47s", state[k]);
}

/* The citizenship of the first population that a line names. */
static void
put_citizenship(struct asy_touched *out, const struct work *work, const struct largest *largest)
{
    const char *code = NULL;

    for (int i = 0; i < out->n && !code; i++)
        for (int g = 0; g < work->results->n_groups && !code; g++) {
            const struct asy_stored_group *const group = &work->results->groups[g];
            if (strcmp(out->list[i].population, group->name) == 0 ||
                strcmp(out->list[i].population, group->citizenship) == 0)
                code = group->citizenship;
        }
    snprintf(out->citizenship, sizeof out->citizenship, "%.7s",
             code ? code : largest->citizenship);
}

/* ---- all of it --------------------------------------------------------------- */

static bool
work_init(struct work *work, struct asy_results *results, int n_scenarios)
{
    const size_t n = (size_t) n_scenarios;

    *work = (struct work){ .results = results,
                           .n_scenarios = n_scenarios,
                           .of = calloc(n, sizeof *work->of),
                           .named = calloc(n, sizeof *work->named) };
    set_period(work);
    return work->of && work->named;
}

static void
work_free(struct work *work)
{
    for (int s = 0; work->of && s < work->n_scenarios; s++)
        asy_candidates_free(&work->of[s]);
    for (int s = 0; work->named && s < work->n_scenarios; s++)
        asy_mentions_free(&work->named[s]);
    free(work->of);
    free(work->named);
    free(work->asks);
    asy_answers_free(&work->answers);
}

static bool
gather(struct work *work)
{
    bool ok = true;

    for (int s = 0; ok && s < work->n_scenarios; s++)
        ok = asy_candidates_fill(&work->of[s], work->results, &work->named[s], s);
    return ok;
}

static bool
fill(struct work *work, struct asy_touched *out)
{
    const struct largest largest = largest_of(work);

    for (int s = 0; s < work->n_scenarios; s++) {
        out[s] = (struct asy_touched){ 0 };
        if (!choose(work, s))
            return false;
        for (int i = 0; i < work->of[s].n; i++)
            if (work->of[s].list[i].is_chosen)
                put(&out[s], &work->of[s].list[i],
                    work->of[s].list[i].rank == ASY_OF_CLAIM ? ASY_BECAUSE_CLAIM
                                                             : ASY_BECAUSE_TOUCHED);
        if (out[s].n == 0)
            put_largest(&out[s], work, &largest);
        put_places(&out[s], work, &largest);
        put_citizenship(&out[s], work, &largest);
    }
    return true;
}

/* Keeps them for later questions; without memory for that they are found anew. */
static void
keep(struct asy_results *self, const struct asy_touched *found, int n)
{
    struct asy_touched *const list = realloc(
        self->touched, (size_t) n * sizeof *list); /* of as many as were asked for last */

    self->touched = list ? list : self->touched;
    self->n_touched = list ? n : 0;
    if (list)
        memcpy(list, found, (size_t) n * sizeof *list);
}

bool
asy_results_touched(struct asy_results *self, struct asy_touched *out, int n_scenarios,
                    struct asy_error *err)
{
    struct work work;

    if (self->n_touched == n_scenarios) {
        memcpy(out, self->touched, (size_t) n_scenarios * sizeof *out);
        return true;
    }
    bool ok = work_init(&work, self, n_scenarios) ||
              asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
    ok = ok && asy_results_named(self, work.named, n_scenarios, err);
    if (ok && !gather(&work))
        ok = asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
    ok = ok && ask(&work, err);
    if (ok && !fill(&work, out))
        ok = asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
    work_free(&work);
    if (ok && n_scenarios > 0)
        keep(self, out, n_scenarios);
    return ok;
}
