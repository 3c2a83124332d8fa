/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each value that came after the day becomes a trial: the range that the draws give it, the
   value, and the ranges that the naive forecasts would have given it on that day. */
#include "inference/rehearsal.h"

#include "inference/past.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_DRAWS = 3 }; /* a range of half needs them */

const char *
asy_ahead_name(enum asy_ahead ahead)
{
    static const char *const name[ASY_N_AHEAD] = { "all", "1 year", "2 years or more" };
    return name[ahead];
}

void
asy_rehearsal_init(struct asy_rehearsal *self, const struct asy_targets *targets)
{
    *self = (struct asy_rehearsal){ .targets = targets };
}

void
asy_rehearsal_free(struct asy_rehearsal *self)
{
    free(self->trial);
    *self = (struct asy_rehearsal){ 0 };
}

static void
leave_out(struct asy_rehearsal *self, int family, const char *why)
{
    for (int i = 0; i < self->n_left; i++)
        if (self->left[i].family == family && strcmp(self->left[i].why, why) == 0) {
            self->left[i].n++;
            return;
        }
    if (self->n_left < ASY_MOST_LEFT)
        self->left[self->n_left++] = (struct asy_left){ family, 1, why };
}

static bool
keep(struct asy_rehearsal *self, const struct asy_trial *trial)
{
    if (self->n == self->room) {
        const size_t room = 2 * self->room + 256;
        void *const larger = realloc(self->trial, room * sizeof *self->trial);
        if (!larger)
            return false;
        self->trial = larger;
        self->room = room;
    }
    self->trial[self->n++] = *trial;
    return true;
}

/* ---- one value --------------------------------------------------------------- */

/* What is at hand on one as-of day. */
struct day {
    const struct asy_simulated *simulated;
    struct asy_pasts pasts;
    struct asy_date as_of;
    double *room; /* [n_draws] */
};

/* The last value known of a series that is scored by what it moves, as index of its point; -1:
   there is none. */
static int
start_of(const struct asy_targets *targets, const struct asy_series *series, int last)
{
    for (int i = series->first; i < series->first + series->n; i++)
        if (targets->point[i].period == last)
            return i;
    return -1;
}

/* The point in each draw, on the scale that is scored, into day->room; how many draws have it.
   `start`: what each draw moves by from that point on is laid onto what was published of it. */
static size_t
draws_of(const struct day *day, const struct asy_measure *measure, int point, int start)
{
    const struct asy_targets *const targets = day->simulated->targets;
    size_t n = 0;

    for (uint32_t d = 0; d < day->simulated->n_draws; d++) {
        const double *const row = day->simulated->value + d * (size_t) targets->n_points;
        double x = asy_measure_scaled(measure, row[point]);
        if (start >= 0)
            x += asy_measure_scaled(measure, targets->point[start].value) -
                 asy_measure_scaled(measure, row[start]);
        if (isfinite(x))
            day->room[n++] = x;
    }
    return n;
}

/* The series of one family stand together in the table: the first of them, and how many. */
static int
family_of(const struct asy_targets *targets, int series, int *n)
{
    int first = series, last = series;

    while (first > 0 && targets->series[first - 1].family == targets->series[series].family)
        first--;
    while (last + 1 < targets->n_series &&
           targets->series[last + 1].family == targets->series[series].family)
        last++;
    *n = last - first + 1;
    return first;
}

static void
try_naive(struct asy_trial *trial, const struct asy_forecast *model, double y,
          const struct day *day, int series, int ahead)
{
    int n;
    const int first = family_of(day->simulated->targets, series, &n);

    for (int k = 0; k < ASY_N_NAIVE; k++) {
        struct asy_forecast naive;
        trial->against[k] = trial->naive[k] = (double) NAN;
        if (!asy_naive_forecast(&naive, (enum asy_naive) k, &day->pasts.of[series], ahead,
                                &day->pasts.of[first], n))
            continue;
        const unsigned both = trial->has & asy_forecast_ranges(&naive);
        trial->against[k] = asy_score_weighted(model, both, y);
        trial->naive[k] = asy_score_weighted(&naive, both, y);
    }
}

static struct asy_trial
try_value(const struct day *day, int series, const struct asy_measure *measure, size_t n,
          int point, int ahead)
{
    const struct asy_targets *const targets = day->simulated->targets;
    const int a_year = targets->series[series].a_year;
    const double y = asy_measure_scaled(measure, targets->point[point].value);
    struct asy_forecast model;
    struct asy_trial out = { .series = series,
                             .family = targets->series[series].family,
                             .ahead = ahead <= a_year ? ASY_AHEAD_FIRST : ASY_AHEAD_LATER };

    asy_forecast_of(&model, day->room, n);
    out.has = asy_forecast_ranges(&model);
    for (int r = 0; r < ASY_N_RANGES; r++)
        out.holds |= (unsigned) asy_forecast_holds(&model, r, y) << r;
    out.weighted = asy_score_weighted(&model, out.has, y);
    out.off = model.median - y;
    try_naive(&out, &model, y, day, series, ahead);
    return out;
}

/* ---- one series -------------------------------------------------------------- */

static bool
add_series(struct asy_rehearsal *self, const struct day *day, int s)
{
    const struct asy_targets *const targets = self->targets;
    const struct asy_series *const series = &targets->series[s];
    const struct asy_counted *const asked = &day->simulated->asked[s];
    const int last = asy_past_last(day->as_of, series->a_year);
    const bool moves = asked->measure && asked->measure->is_change;
    const int start = moves ? start_of(targets, series, last) : -1;

    for (int i = series->first; i < series->first + series->n; i++) {
        if (!targets->point[i].scored || targets->point[i].period <= last)
            continue;
        const char *why = !asked->measure      ? asked->why
                          : moves && start < 0 ? "nothing was published of the last year known"
                                               : NULL;
        const size_t n = why ? 0 : draws_of(day, asked->measure, i, start);
        if (!why && (n < LEAST_DRAWS || 2 * n < day->simulated->n_draws))
            why = "in most draws nobody is there to have a share";
        if (why) {
            leave_out(self, series->family, why);
            continue;
        }
        const struct asy_trial trial =
            try_value(day, s, asked->measure, n, i, targets->point[i].period - last);
        if (!keep(self, &trial))
            return false;
    }
    return true;
}

bool
asy_rehearsal_add(struct asy_rehearsal *self, const struct asy_simulated *simulated,
                  struct asy_date as_of, struct asy_error *err)
{
    struct day day = { .simulated = simulated, .as_of = as_of };

    day.room = malloc((simulated->n_draws + 1) * sizeof *day.room);
    bool ok = asy_pasts_init(&day.pasts, self->targets, as_of) && day.room;
    for (int s = 0; ok && s < self->targets->n_series; s++)
        ok = add_series(self, &day, s);
    asy_pasts_free(&day.pasts);
    free(day.room);
    return ok || asy_fail(err, ASY_E_RESOURCES, "memory", "not enough to score");
}
