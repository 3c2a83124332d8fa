/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thresholds in force on a day: those solved (first_guess.c, pilot.c), as sure as they were
   under the noise of a world, and what is said of them since. */
#include "law/merits/thresholds.h"
#include "life/scope.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "law/people/people.h"
#include "law/procedure/procedure.h"
#include "law/response/crisis.h"

void
asy_thresholds_destroy(struct asy_thresholds *self)
{
    if (!self)
        return;
    for (int s = 0; s < self->n_states; s++)
        free(self->period[s]);
    free(self);
}

int32_t
asy_thresholds_trial_days(const struct asy_thresholds *self)
{
    return self->trial_days;
}

int
asy_thresholds_period(const struct asy_thresholds *self, int state, int32_t day)
{
    int i = self->n_periods[state] - 1;
    while (i > 0 && self->period[state][i].from > day)
        i--;
    return i;
}

/* Which groups this state asks for internal protection, and how it reads a move before that. */
static void
note_asking(const struct asy_world *world, int s, int32_t day, unsigned kind,
            struct asy_tau *tau)
{
    const struct asy_internal_protection *law =
        asy_law_for(world, ASY_LAW_internal_protection, s, day, kind);
    const struct asy_rulings *rulings = asy_law_for(world, ASY_LAW_rulings, s, day, kind);
    for (int g = 0; g < world->n_groups; g++) {
        const struct asy_applicant one = { .group = (uint8_t) g };
        tau->asks[g] &= ~asy_bit(s);
        if (asy_ipa_asked(law, rulings, &one))
            tau->asks[g] |= asy_bit(s);
    }
    tau->in_favour &= ~asy_bit(s);
    if (law->relocation == ASY_RELOCATION_FOR_THE_CLAIM && law->relocation_weight > 0.0)
        tau->in_favour |= asy_bit(s);
}

/* The noise of a state's authority and of its court in a world, by citizenship, for a kind of
   people. */
struct noises {
    const struct asy_country_information *informed;
    double merits, appeal;
};

static struct noises
noises_on(const struct asy_world *world, int s, int32_t day, unsigned kind)
{
    const struct asy_appeal *appeal = asy_law_for(world, ASY_LAW_appeal, s, day, kind);
    const struct asy_merits *merits = asy_law_for(world, ASY_LAW_merits, s, day, kind);
    return (struct noises){ asy_law_for(world, ASY_LAW_country_information, s, day, kind),
                            merits->noise, appeal->noise };
}

/* What is held is how sure one must be: that the need, as expected after reading the file,
   exceeds some level. With need of mean m and variance v, seen through noise n, that
   expectation is m + (seen - m) v / (v + n^2). Under less noise the same certainty therefore
   asks for a file that looks less strong. */
static float
as_sure(float threshold, const struct asy_spread_of_need *need, double noise, double now)
{
    if (fabs(noise - now) < 1e-12)
        return threshold;
    const double ratio = (need->variance + now * now) / (need->variance + noise * noise);
    return (float) (need->mean + ((double) threshold - need->mean) * ratio);
}

/* ---- what a published share has drifted by after its last day ---------------- */

/* The threshold that lets through a share whose odds are `odds` times those of `rate`, less the
   threshold of `rate`, where what is seen is normal with variance need + noise^2. Where those
   who reach a decision are another mix the share that comes out is another too: what drifts is
   how readily a state recognises, not its figure. */
static double
lean(double rate, double odds, const struct asy_spread_of_need *need, double noise)
{
    if (fabs(odds - 1.0) < 1e-12 || !(rate > 0.0 && rate < 1.0))
        return 0.0;
    const double drifted = rate * odds / (1.0 - rate + rate * odds);
    return (gsl_cdf_ugaussian_Pinv(rate) - gsl_cdf_ugaussian_Pinv(drifted)) *
           sqrt(need->variance + noise * noise);
}

/* What the thresholds of a state for a citizenship are raised by on a day. */
struct leans {
    float merits, appeal;
};

static struct leans
leans_on(const struct asy_thresholds *self, int s, int c, int32_t day)
{
    const struct asy_world *world = self->baseline;
    if (day < world->leans_from)
        return (struct leans){ 0.0f, 0.0f };
    const struct noises noises = noises_on(world, s, day, 0);
    const struct asy_merits *merits = asy_world_law(world, ASY_LAW_merits, s, day);
    const struct asy_appeal *appeal = asy_world_law(world, ASY_LAW_appeal, s, day);
    return (struct leans){
        (float) lean(merits->rate[c], asy_world_leaning(world, ASY_LAW_merits, s, c, day),
                     &self->need[c], asy_informed_noise(noises.informed, c, noises.merits)),
        (float) lean(appeal->success, asy_world_leaning(world, ASY_LAW_appeal, s, 0, day),
                     &self->need[c], asy_informed_noise(noises.informed, c, noises.appeal))
    };
}

/* ---- thresholds of a day ----------------------------------------------------- */

static double
spared(const struct asy_opinion *law, bool in_force, double turn)
{
    return in_force ? asy_opinion_spares(law, turn) : 0.0;
}

/* Of one state in a world, for a kind of people; `in_force`: as they have drifted by that day,
   and as much lower as is presumed for them and as opinion has not turned, or as they are
   solved. */
static void
state_on(const struct asy_thresholds *self, const struct asy_world *world, int s, int32_t day,
         unsigned kind, bool in_force, struct asy_tau *tau)
{
    const struct asy_period *period = &self->period[s][asy_thresholds_period(self, s, day)];
    const struct asy_channel *channel = asy_law_for(world, ASY_LAW_channel, s, day, kind);
    const struct noises was = noises_on(self->baseline, s, day, kind),
                        is = noises_on(world, s, day, kind);
    const struct asy_merits *merits = asy_law_for(world, ASY_LAW_merits, s, day, kind);
    const struct asy_opinion *opinion = asy_law_for(world, ASY_LAW_opinion, s, day, kind);
    const double presumed = in_force ? merits->presumed : 0.0;
    const float less = (float) (presumed + spared(opinion, in_force, opinion->authority)),
                less_in_court = (float) (presumed + spared(opinion, in_force, opinion->courts));
    for (int c = 0; c < self->n_countries; c++) {
        const bool listed = (channel->safe_origin & asy_bit(c)) != 0;
        const double noise = asy_informed_noise(is.informed, c, is.merits);
        const struct leans by = in_force ? leans_on(self, s, c, day) : (struct leans){ 0 };
        tau->merits[c][s] = as_sure(period->merits[c] + by.merits, &self->need[c],
                                    asy_informed_noise(was.informed, c, was.merits), noise) -
                            less;
        tau->ruled[c][s] = tau->merits[c][s] + (listed ? (float) channel->presumption : 0.0f);
        tau->appeal[c][s] = as_sure(self->appeal[s] + by.appeal, &self->need[c],
                                    asy_informed_noise(was.informed, c, was.appeal),
                                    asy_informed_noise(is.informed, c, is.appeal)) -
                            less_in_court;
        tau->noise[c][s] = (float) noise;
        tau->court_noise[c][s] = (float) asy_informed_noise(is.informed, c, is.appeal);
    }
    note_asking(world, s, day, kind, tau);
}

void
asy_thresholds_on(const struct asy_thresholds *self, const struct asy_world *world, int32_t day,
                  struct asy_tau *tau)
{
    asy_thresholds_for(self, world, day, 0, tau);
}

void
asy_thresholds_for(const struct asy_thresholds *self, const struct asy_world *world,
                   int32_t day, unsigned kind, struct asy_tau *tau)
{
    for (int s = 0; s < self->n_states; s++)
        state_on(self, world, s, day, kind, true, tau);
    asy_standards_apply(self, world, day, kind, tau);
}

static struct asy_thresholds *
copy_of(const struct asy_thresholds *from)
{
    struct asy_thresholds *self = malloc(sizeof *self);
    if (!self)
        return NULL;
    *self = *from;
    memset(self->period, 0, sizeof self->period);
    for (int s = 0; s < self->n_states; s++) {
        const size_t size = (size_t) from->n_periods[s] * sizeof *self->period[s];
        self->period[s] = malloc(size);
        if (!self->period[s]) {
            asy_thresholds_destroy(self);
            return NULL;
        }
        memcpy(self->period[s], from->period[s], size);
    }
    return self;
}

struct asy_thresholds *
asy_thresholds_create_for(const struct asy_thresholds *from, const struct asy_world *world,
                          int32_t day)
{
    struct asy_tau *tau = calloc(1, sizeof *tau);
    struct asy_thresholds *self = tau ? copy_of(from) : NULL;
    for (int s = 0; self && s < self->n_states; s++)
        for (int i = 0; i < self->n_periods[s]; i++) {
            struct asy_period *period = &self->period[s][i];
            state_on(from, world, s, period->from > day ? period->from : day, 0, false, tau);
            for (int c = 0; c < self->n_countries; c++)
                period->merits[c] = tau->merits[c][s];
        }
    if (self)
        self->baseline = world;
    free(tau);
    return self;
}
