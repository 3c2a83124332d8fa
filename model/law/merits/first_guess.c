/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thresholds as first guessed: over the analytic mix of groups, for each stretch of days on
   which a state's published rates are the same. Trial runs then better them (pilot.c). */
#include "law/journey/choice.h"
#include "law/merits/mixture.h"
#include "law/merits/thresholds.h"

#include <stdlib.h>

#include "law/journey/journey.h"
#include "law/people/people.h"
#include "law/procedure/procedure.h"

static struct asy_spread_of_need
need_of(const struct asy_world *world, int group)
{
    const struct asy_claim_strength *law =
        asy_world_law(world, ASY_LAW_claim_strength, group, 0);
    const struct asy_people *people = asy_world_law(world, ASY_LAW_people, group, 0);
    const double share[4] = { people->activist, people->publicly_known, people->lgbti,
                              people->wanted };
    const double effect[4] = { law->activist_effect, law->publicly_known_effect,
                               law->lgbti_effect, law->wanted_effect };
    struct asy_spread_of_need need = { law->need_mean, 1.0 };
    for (int i = 0; i < 4; i++) {
        need.mean += share[i] * effect[i];
        need.variance += share[i] * (1.0 - share[i]) * effect[i] * effect[i];
    }
    return need;
}

static bool
same_rate(const struct asy_merits *a, const struct asy_merits *b, int citizenship)
{
    return fabs(a->rate[citizenship] - b->rate[citizenship]) < 1e-12 &&
           fabs(a->noise - b->noise) < 1e-12;
}

/* Capacity and the like change in months in which no rate does. */
static bool
same_rates(const struct asy_merits *a, const struct asy_merits *b, int n_countries)
{
    for (int c = 0; c < n_countries; c++)
        if (!same_rate(a, b, c))
            return false;
    return true;
}

/* The next segment of a state's law in which a published rate is another than in segment `i`;
   their number after the last. */
static int32_t
next_rates(const struct asy_world *world, int state, int32_t i)
{
    const struct asy_segments *segments = &world->laws[ASY_LAW_merits][state];
    int32_t next = i + 1;
    while (next < segments->n &&
           same_rates(segments->list[i].law, segments->list[next].law, world->n_countries))
        next++;
    return next;
}

/* A year after the last change of a published rate there is nothing more to learn. Where the
   counted runs end is not asked: else a longer run would have another past. */
static int32_t
trial_days(const struct asy_world *world)
{
    int32_t last = 0;
    for (int s = 0; s < world->n_states; s++) {
        const struct asy_segments *segments = &world->laws[ASY_LAW_merits][s];
        for (int32_t i = 0; i < segments->n; i = next_rates(world, s, i))
            last = segments->list[i].from > last ? segments->list[i].from : last;
    }
    return last + 366;
}

/* The day whose departures and destinations stand for all: in the middle of the trials. */
static int32_t
middle(const struct asy_thresholds *self)
{
    return self->trial_days / 2;
}

/* Departures of a group on that day stand for its weight. */
static double
weight_of(const struct asy_thresholds *self, const struct asy_world *world, int group)
{
    const struct asy_departure *law =
        asy_world_law(world, ASY_LAW_departure, group, middle(self));
    const struct asy_occupation *occupation =
        asy_world_law(world, ASY_LAW_occupation, group, 0);
    return occupation->under ? 0.0 : law->persons; /* those ask nothing of a state here */
}

/* Whether any of the group come to a state in the baseline: by a crossing into it, by air, or
   from another state. */
static bool
comes_to(const struct asy_thresholds *self, const struct asy_world *world, int group, int state)
{
    const struct asy_departure *law =
        asy_world_law(world, ASY_LAW_departure, group, middle(self));
    const struct asy_onward *onward = asy_world_law(world, ASY_LAW_onward, group, middle(self));
    bool comes = law->destinations[state] > 0.0 || onward->to[state] > 0.0;
    for (int x = 0; x < world->n_crossings; x++)
        comes |= world->crossing[x].into == state && law->routes[x] > 0.0;
    return comes;
}

/* Of a citizenship wherever it goes, or (`citizenship` -1) of all who come to the state. */
static double
guess(const struct asy_thresholds *self, const struct asy_world *world, int citizenship,
      int state, double noise, double rate)
{
    struct asy_seen part[ASY_MAX_GROUPS];
    struct asy_mixture mix = { .part = part, .rate = rate };
    double variance = 0.0;
    for (int g = 0; g < world->n_groups; g++) {
        if (citizenship >= 0 ? world->group[g].citizenship != citizenship
                             : !comes_to(self, world, g, state))
            continue;
        const struct asy_spread_of_need need = need_of(world, g);
        const double w = weight_of(self, world, g) + 1e-6;
        part[mix.n++] = (struct asy_seen){ (float) need.mean, (float) w };
        mix.whole += w;
        variance += w * need.variance;
    }
    if (mix.n == 0)
        return 0.0;
    mix.sd = sqrt(variance / mix.whole + noise * noise);
    return asy_mixture_solve(&mix);
}

/* Mean and variance of need among those of a citizenship who set out. */
static struct asy_spread_of_need
need_of_citizens(const struct asy_thresholds *self, const struct asy_world *world,
                 int citizenship)
{
    double whole = 0.0, mean = 0.0, square = 0.0;
    for (int g = 0; g < world->n_groups; g++) {
        if (world->group[g].citizenship != citizenship)
            continue;
        const struct asy_spread_of_need need = need_of(world, g);
        const double w = weight_of(self, world, g) + 1e-6;
        whole += w;
        mean += w * need.mean;
        square += w * (need.variance + need.mean * need.mean);
    }
    if (whole <= 0.0)
        return (struct asy_spread_of_need){ 0.0, 1.0 };
    mean /= whole;
    return (struct asy_spread_of_need){ mean, square / whole - mean * mean };
}

static const struct asy_merits *
merits_on(const struct asy_world *world, int state, int32_t day)
{
    return asy_world_law(world, ASY_LAW_merits, state, day);
}

static void
make_period(struct asy_thresholds *self, const struct asy_world *world, int state, int i)
{
    struct asy_period *period = self->period[state];
    const struct asy_merits *law = merits_on(world, state, period[i].from),
                            *before =
                                i > 0 ? merits_on(world, state, period[i - 1].from) : NULL;
    for (int c = 0; c < self->n_countries; c++) {
        period[i].root[c] = before && same_rate(law, before, c) ? period[i - 1].root[c] : i;
        period[i].merits[c] = period[i].root[c] < i ? period[i - 1].merits[c]
                                                    : (float) guess(self, world, c, state,
                                                                    law->noise, law->rate[c]);
    }
}

static bool
make_periods(struct asy_thresholds *self, const struct asy_world *world, int state)
{
    const struct asy_segments *segments = &world->laws[ASY_LAW_merits][state];
    struct asy_period *period = calloc((size_t) segments->n, sizeof *period);
    int n = 0;
    if (!period)
        return false;
    self->period[state] = period;
    for (int32_t i = 0; i < segments->n; i = next_rates(world, state, i)) {
        period[n].from = segments->list[i].from;
        make_period(self, world, state, n++);
    }
    self->n_periods[state] = n;
    return true;
}

static bool
fill(struct asy_thresholds *self, const struct asy_world *baseline)
{
    for (int c = 0; c < self->n_countries; c++)
        self->need[c] = need_of_citizens(self, baseline, c);
    for (int s = 0; s < self->n_states; s++) {
        if (!make_periods(self, baseline, s))
            return false;
        self->decided[s] = asy_members_told(baseline->scenario, ASY_LAW_merits, "rate", s);
        self->rulings[s] = 1.0f;
        const struct asy_appeal *appeal = asy_world_law(baseline, ASY_LAW_appeal, s, 0);
        self->appeal[s] = (float) guess(self, baseline, -1, s, appeal->noise, appeal->success);
    }
    return true;
}

struct asy_thresholds *
asy_thresholds_create(const struct asy_world *baseline)
{
    struct asy_thresholds *self = calloc(1, sizeof *self);
    if (!self)
        return NULL;
    self->n_states = baseline->n_states;
    self->n_countries = baseline->n_countries;
    self->trial_days = trial_days(baseline);
    self->baseline = baseline;
    if (fill(self, baseline))
        return self;
    asy_thresholds_destroy(self);
    return NULL;
}
