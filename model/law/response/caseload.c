/* SPDX-License-Identifier: GPL-3.0-or-later */
/* States answer to their caseload, and claimants to the wait. What can be decided in a day
   moves with the claims of the last twelve months and with the backlog, late and within bounds,
   and it grows for as long as the line is longer than usual, so that no line stays out of
   proportion; who waits longer may withdraw more, or less. As long as there are data, what they
   say of capacity is that answer, and a reform answers to what it does otherwise than the
   baseline in the same month; after the last day of data both answer to what has changed since
   the baseline's last twelve months of data, and to how long their lines are. A capacity that a
   reform sets is kept as it is set.
   Elasticities are those between published series (scenarios/history/responses.py). */
#include "law/response/caseload.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "law/response/response.h"
#include "life/line.h"

static const struct asy_param params[] = {
    ASY_PARAM(caseload, decisions_to_claims, 0, 0, 2, "elasticity",
              "Growth of a state's capacity to decide at first instance, in per cent, when "
              "first claims of twelve months grow by one per cent.",
              "0: no answer; scenarios/history/ estimates it"),
    ASY_PARAM(caseload, decisions_to_backlog, 0, 0, 2, "elasticity",
              "The same when the twelve-month mean of the backlog grows by one per cent.",
              "0: no answer; scenarios/history/ estimates it"),
    ASY_PARAM(
        caseload, decisions_to_wait, 0, 0, 2, "elasticity a year",
        "Growth of a state's capacity to decide at first instance, in per cent a year, when "
        "the wait (backlog over a year's decisions) is one per cent longer than usual.",
        "0: no answer; scenarios/history/ estimates it"),
    ASY_PARAM(caseload, usual_wait, 0.05, 1, 50, "years",
              "Backlog over a year's decisions, up to which capacity does not grow.",
              "grade D: about a year; shorter lines answer to nothing that can be told"),
    ASY_PARAM(caseload, appeals_to_lodged, 0, 0, 2, "elasticity",
              "Growth of its courts' capacity, in per cent, when appeals lodged in twelve "
              "months grow by one per cent.",
              "0: no answer; scenarios/history/ estimates it"),
    ASY_PARAM(caseload, withdrawal_to_wait, -2, 0, 2, "elasticity",
              "Growth of the odds that a claim is withdrawn, in per cent, when the wait "
              "(backlog over capacity) grows by one per cent.",
              "0: no answer; scenarios/history/ estimates it"),
    ASY_PARAM(caseload, lag_months, 0, 1, 60, "months",
              "Mean delay of the response, beyond the twelve months that it looks back on.",
              "grade D: the years estimated leave little beyond the twelve months"),
    ASY_PARAM(caseload, furthest, 1, 3, 100, "times",
              "Largest factor, up or down, by which a capacity or the odds of a withdrawal may "
              "change in response.",
              "grade D: offices grow so far in a few years"),
    { 0 },
};

static const struct asy_baseline_only baseline_only[] = {
    { "decisions_to_claims", "a reform sets the capacity itself, or rules.closure.capacity" },
    { "decisions_to_backlog", "a reform sets the capacity itself, or rules.closure.capacity" },
    { "decisions_to_wait", "a reform sets the capacity itself, or rules.closure.capacity" },
    { "usual_wait", "a reform sets the capacity itself, or rules.closure.capacity" },
    { "appeals_to_lodged", "a reform sets the capacity itself, or rules.closure.capacity" },
    { "withdrawal_to_wait", "a reform sets withdrawal.share" },
    { "lag_months", "a reform sets the capacity itself, or rules.closure.capacity" },
    { "furthest", "a reform sets the capacity itself, or rules.closure.capacity" },
    { 0 },
};

const struct asy_law asy_law_caseload = {
    .name = "caseload",
    .file = __FILE__,
    .doc = "How capacity to decide responds to claims and backlog, and withdrawal to the wait.",
    .source = "scenarios/history/responses.py",
    .section = ASY_OF_WORLD,
    .size = sizeof(struct asy_caseload),
    .params = params,
    .baseline_only = baseline_only,
};

/* Persons, added to what is compared: of a few more or fewer no answer is made. */
static const double FEW = 10.0;
enum { YEAR = 12 };
static const double YEAR_DAYS = 365.25;

/* ---- a history --------------------------------------------------------------------------- */

static void
stand_still(struct asy_answered *answers)
{
    for (int s = 0; s < ASY_MAX_COUNTRIES; s++) {
        for (int q = 0; q < ASY_N_QUEUES; q++)
            answers->capacity[q][s] = 1.0;
        answers->withdrawal[s] = 1.0;
    }
}

bool
asy_caseloads_begin(struct asy_caseloads *self, int n_months)
{
    struct asy_load *load = self->load;
    const size_t size = ((size_t) n_months + 1) * sizeof *load;
    if (self->n_months != n_months) {
        load = realloc(load, size);
        if (!load)
            return false;
    }
    memset(load, 0, size);
    *self = (struct asy_caseloads){ .n_months = n_months, .load = load };
    stand_still(&self->answers);
    return true;
}

void
asy_caseloads_free(struct asy_caseloads *self)
{
    free(self->load);
    *self = (struct asy_caseloads){ 0 };
}

void
asy_caseloads_copy(struct asy_caseloads *to, const struct asy_caseloads *from)
{
    struct asy_load *const load = to->load;
    const int n_months = to->n_months;
    memcpy(load, from->load, ((size_t) from->n_months + 1) * sizeof *load);
    *to = *from;
    to->load = load;
    to->n_months = n_months;
}

/* Whether the capacity of that line is its state's answer to a caseload: Dublin requests wait
   for no decision on a claim. */
static bool
answers(int queue)
{
    return queue == ASY_QUEUE_merits || queue == ASY_QUEUE_appeal;
}

void
asy_caseloads_rule(struct asy_caseloads *self, const struct asy_world *world)
{
    for (int q = 0; q < ASY_N_QUEUES; q++) {
        const struct asy_capacity *of = &asy_queues[q].capacity;
        const int param = (int) (asy_law_key(of->law, of->key) - asy_laws[of->law]->params);
        for (int s = 0; answers(q) && s < world->n_states; s++)
            self->span[q][s] = asy_world_span(world, of->law, s, param);
    }
}

/* ---- what is compared -------------------------------------------------------------------- */

static uint32_t
came(const struct asy_load *load, int month, int queue, int state)
{
    const uint32_t before = month > YEAR ? load[month - YEAR].came[queue][state] : 0;
    return load[month].came[queue][state] - before;
}

/* Mean of the last twelve firsts of months. */
static double
backlog(const struct asy_load *load, int month, int state)
{
    const int n = month + 1 < YEAR ? month + 1 : YEAR;
    uint64_t sum = 0;
    for (int i = 0; i < n; i++)
        sum += load[month - i].backlog[state];
    return (double) sum / n;
}

/* What a state's line has to do, against what it is compared with: now and then. */
struct asy_compared {
    const struct asy_load *now, *then;
    int month, reference; /* of each */
};

static double
moved_came(const struct asy_compared *of, int queue, int state)
{
    return log((FEW + came(of->now, of->month, queue, state)) /
               (FEW + came(of->then, of->reference, queue, state)));
}

static double
moved_backlog(const struct asy_compared *of, int state)
{
    return log((FEW + backlog(of->now, of->month, state)) /
               (FEW + backlog(of->then, of->reference, state)));
}

static double
moved_wait(const struct asy_compared *of, int state)
{
    return moved_backlog(of, state) -
           log(of->now[of->month].capacity[state] / of->then[of->reference].capacity[state]);
}

/* How far a line is beyond the usual, on the logarithm of its years. */
static double
beyond_usual(const struct asy_caseload *law, const struct asy_load *load, int month, int state,
             double scale)
{
    const double yearly = scale * load[month].capacity[state] * YEAR_DAYS;
    return fmax(0.0,
                log((FEW + backlog(load, month, state)) / (FEW + yearly * law->usual_wait)));
}

/* With what this month is compared. False where there is nothing to compare with: a capacity
   that was never observed, or for less than a year. */
static bool
compare(const struct asy_caseloads *self, const struct asy_world *world, int month,
        int32_t ends, struct asy_compared *of)
{
    const int end = ends == INT32_MAX ? 0 : asy_world_month(world, ends);
    *of = (struct asy_compared){ self->load, self->reference ? self->reference : self->load,
                                 month, month < end ? month : end };
    return end >= YEAR;
}

/* ---- the answers ------------------------------------------------------------------------- */

static double
bounded(double x, double furthest)
{
    const double most = log(furthest);
    return fmax(-most, fmin(x, most));
}

/* By how much a capacity grows in a month, on the logarithm, while its line is longer than
   usual. While there are data the baseline's line is as long as it was, and what the state did
   about it is in them. */
static double
growth(const struct asy_caseload *law, const struct asy_compared *of, int state, double scale)
{
    double beyond = beyond_usual(law, of->now, of->month, state, scale);
    if (of->month == of->reference)
        beyond -= beyond_usual(law, of->then, of->reference, state, scale);
    return law->decisions_to_wait / YEAR * beyond;
}

/* What a line's capacity answers to in the end, on the logarithm. */
static double
target(const struct asy_caseload *law, const struct asy_compared *of, int queue, int state)
{
    if (queue == ASY_QUEUE_appeal)
        return law->appeals_to_lodged * moved_came(of, queue, state);
    return law->decisions_to_claims * moved_came(of, queue, state) +
           law->decisions_to_backlog * moved_backlog(of, state);
}

/* Whether a line answers today, and to what. */
static bool
line_answers(const struct asy_caseloads *self, const struct asy_scene *scene, int month,
             int queue, int state, struct asy_compared *of)
{
    const struct asy_world *world = scene->world;
    const struct asy_span span = self->span[queue][state];
    const struct asy_closure *closure = asy_world_law(world, ASY_LAW_closure, 0, INT32_MAX);
    return asy_capacity_today(scene, queue, state) < ASY_NO_LINE &&
           !asy_decree_holds(&span.set, scene->day) &&
           closure->capacity != ASY_CAPACITY_FIXED &&
           compare(self, world, month, span.ends, of);
}

static void
answer_of_line(struct asy_caseloads *self, const struct asy_scene *scene, int month, int queue,
               int state, double scale)
{
    const struct asy_caseload *law =
        asy_world_law(scene->world, ASY_LAW_caseload, 0, self->span[queue][state].ends);
    const double part = law->lag_months > 0.0 ? -expm1(-1.0 / law->lag_months) : 1.0;
    double *const x = &self->answer[queue][state], *const grown = &self->grown[queue][state];
    struct asy_compared of;

    if (!line_answers(self, scene, month, queue, state, &of)) {
        *x = *grown = 0.0;
    } else {
        if (queue == ASY_QUEUE_merits)
            *grown = bounded(*grown + growth(law, &of, state, scale), law->furthest);
        *x += part * (bounded(target(law, &of, queue, state) + *grown, law->furthest) - *x);
    }
    self->answers.capacity[queue][state] = exp(*x);
}

static void
answer_of_claimants(struct asy_caseloads *self, const struct asy_scene *scene, int month,
                    int state)
{
    const struct asy_world *world = scene->world;
    const int32_t ends = self->span[ASY_QUEUE_merits][state].ends;
    const struct asy_caseload *law = asy_world_law(world, ASY_LAW_caseload, 0, ends);
    const double elasticity = law->withdrawal_to_wait;
    struct asy_compared of;

    self->answers.withdrawal[state] = 1.0;
    if (!(elasticity < 0.0 || elasticity > 0.0) || !compare(self, world, month, ends, &of))
        return;
    const double now = self->load[month].capacity[state],
                 then = of.then[of.reference].capacity[state];
    if (now > 0.0 && then > 0.0 && now < ASY_NO_LINE && then < ASY_NO_LINE)
        self->answers.withdrawal[state] =
            exp(bounded(elasticity * moved_wait(&of, state), law->furthest));
}

/* What stands on the morning of a month's first day. */
static void
note(struct asy_caseloads *self, const struct asy_scene *scene, int month)
{
    struct asy_load *const load = &self->load[month];
    const struct asy_world *world = scene->world;
    memcpy(load->came, scene->stock->came, sizeof load->came);
    memcpy(load->beside, scene->stock->beside_so_far, sizeof load->beside);
    for (int s = 0; s < world->n_states; s++) {
        load->backlog[s] = 0;
        for (int g = 0; g < world->n_groups; g++)
            load->backlog[s] += scene->stock->backlog[g][s];
        load->capacity[s] = asy_capacity_today(scene, ASY_QUEUE_merits, s);
    }
}

static int32_t
days_of_month(const struct asy_scene *scene)
{
    const int32_t first = asy_days_of_date((struct asy_date){ scene->world->first_year, 1, 1 });
    const struct asy_date now = asy_date_of_days(first + scene->day);
    const struct asy_date next = { now.year + now.month / YEAR, now.month % YEAR + 1, 1 };
    return asy_days_of_date(next) - first - scene->day;
}

/* What decisions that stand in no line take of a pot in the baseline, a day of this month. */
static void
compare_beside(struct asy_caseloads *self, const struct asy_scene *scene, int month)
{
    const struct asy_load *load = self->reference;
    self->answers.compared = load != NULL;
    for (int q = 0; self->answers.compared && q < ASY_N_QUEUES; q++)
        for (int s = 0; s < scene->world->n_states; s++)
            self->answers.usual_beside[q][s] =
                (load[month + 1].beside[q][s] - load[month].beside[q][s]) /
                days_of_month(scene);
}

/* What a state can decide in the month that begins. It belongs to nobody: each group is given
   the same part of it, so that together they make the capacity, to the person. */
static void
count_capacity(const struct asy_scene *scene, int state, double scale)
{
    const double capacity = asy_capacity_today(scene, ASY_QUEUE_merits, state);
    const int n = scene->world->n_groups;
    const double each = scale * capacity * days_of_month(scene) / n;
    for (int g = 0; capacity < ASY_NO_LINE && g < n; g++)
        asy_tally_add(scene->tally, ASY_METRIC_decisions_possible, g, state,
                      (uint32_t) (floor(each * (g + 1) + 0.5) - floor(each * g + 0.5)));
}

void
asy_caseloads_close(struct asy_caseloads *self, const struct asy_scene *scene)
{
    struct asy_load *const load = &self->load[self->n_months];
    memcpy(load->beside, scene->stock->beside_so_far, sizeof load->beside);
}

void
asy_caseloads_learn(struct asy_caseloads *self, const struct asy_scene *scene, int month,
                    double scale)
{
    const int n_states = scene->world->n_states;
    note(self, scene, month);
    compare_beside(self, scene, month);
    for (int q = 0; q < ASY_N_QUEUES; q++)
        for (int s = 0; answers(q) && s < n_states; s++)
            answer_of_line(self, scene, month, q, s, scale);
    for (int q = 0; q < ASY_N_QUEUES; q++)
        memcpy(self->answers.capacity[q], self->answers.capacity[asy_queues[q].pot],
               sizeof self->answers.capacity[q]);
    for (int s = 0; s < n_states; s++) {
        answer_of_claimants(self, scene, month, s);
        count_capacity(scene, s, scale);
    }
}
