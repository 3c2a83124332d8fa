/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The standard of recognition as a lever: what a reform makes of the thresholds that were
   solved from published rates. A shift moves the threshold of the day; `as_in` puts another
   state's in its place, and with it all that decides whether the same file would succeed there:
   through how much noise it is read, how an earlier move and the activity of a relative are
   read, and which status is granted. What is not of the assessment of need (2011/95/EU art. 4)
   stays the state's own: internal protection (art. 8), its list of safe countries of origin. */
#include <gsl/gsl_cdf.h>
#include <string.h>

#include "law/merits/thresholds.h"
#include "law/procedure/procedure.h"
#include "life/scope.h"

/* ---- one standard of all states ---------------------------------------------- */

/* How many, of those of a citizenship who set out, a threshold lets through. */
static double
share_above(double threshold, const struct asy_spread_of_need *need, double noise)
{
    return gsl_cdf_ugaussian_Q((threshold - need->mean) / sqrt(need->variance + noise * noise));
}

/* The threshold under which of one and the same people as many are recognised as on average of
   all decisions under the states' own. */
static float
pooled_threshold(double share, const struct asy_spread_of_need *need, double noise)
{
    const double least = 1e-9, p = fmin(fmax(share, least), 1.0 - least);
    return (float) (need->mean +
                    gsl_cdf_ugaussian_Qinv(p) * sqrt(need->variance + noise * noise));
}

struct pooled {
    double share, court; /* let through, by authorities and by courts */
    double refugee, humanitarian;
};

/* What is put together of all states' own standards for a citizenship, each weighed by its
   decisions. */
static struct pooled
pool(const struct asy_thresholds *self, const struct asy_world *world, int32_t day,
     unsigned kind, const struct asy_tau *own, int c)
{
    const struct asy_spread_of_need *need = &self->need[c];
    struct pooled sum = { 0.0, 0.0, 0.0, 0.0 };
    double decided = 0.0, ruled = 0.0;
    for (int s = 0; s < self->n_states; s++)
        decided += (double) self->decisions[c][s];
    const double least = decided > 0.0 ? 0.0 : 1.0; /* decided nowhere: all weigh the same */
    decided = 0.0;
    for (int s = 0; s < self->n_states; s++) {
        const struct asy_merits *law = asy_law_for(world, ASY_LAW_merits, s, day, kind);
        const double w = (double) self->decisions[c][s] + least,
                     granted = w * share_above((double) own->merits[c][s], need,
                                               (double) own->noise[c][s]);
        decided += w;
        ruled += (double) self->rulings[s];
        sum.share += granted;
        sum.court += (double) self->rulings[s] * share_above((double) own->appeal[c][s], need,
                                                             (double) own->court_noise[c][s]);
        sum.refugee += granted * law->refugee_share[c];
        sum.humanitarian += granted * law->humanitarian_share[c];
    }
    sum.refugee = sum.share > 0.0 ? sum.refugee / sum.share : 0.0;
    sum.humanitarian = sum.share > 0.0 ? sum.humanitarian / sum.share : 0.0;
    sum.share /= decided;
    sum.court = ruled > 0.0 ? sum.court / ruled : 0.5;
    return sum;
}

/* ---- the standards of a day -------------------------------------------------- */

/* Of a state whose authority's standard is moved. */
static void
move_merits(const struct asy_thresholds *self, const struct asy_world *world, int32_t day,
            unsigned kind, const struct asy_tau *own, const struct pooled *pooled, int s,
            struct asy_tau *tau)
{
    const struct asy_merits *law = asy_law_for(world, ASY_LAW_merits, s, day, kind);
    const struct asy_channel *channel = asy_law_for(world, ASY_LAW_channel, s, day, kind);
    const int as = law->standard_of >= 0 ? law->standard_of : s;
    tau->moved |= asy_bit(s);
    tau->read_as[s] = (uint8_t) as;
    tau->pooled[s] = law->standard_of == ASY_POOLED ? UINT64_MAX
                     : law->standard_of == ASY_OWN  ? 0
                                                    : ~self->decided[as];
    tau->in_favour &= ~asy_bit(s);
    if (own->in_favour & asy_bit(as))
        tau->in_favour |= asy_bit(s);
    for (int c = 0; c < self->n_countries; c++) {
        const bool listed = (channel->safe_origin & asy_bit(c)) != 0;
        const float base =
            tau->pooled[s] & asy_bit(c)
                ? pooled_threshold(pooled[c].share, &self->need[c], (double) own->noise[c][as])
                : own->merits[c][as];
        tau->own[c][s] = own->merits[c][s];
        tau->noise[c][s] = own->noise[c][as];
        tau->merits[c][s] = base + (float) law->standard;
        tau->ruled[c][s] = tau->merits[c][s] + (listed ? (float) channel->presumption : 0.0f);
    }
}

/* Of its court. */
static void
move_court(const struct asy_thresholds *self, const struct asy_appeal *law,
           const struct asy_tau *own, const struct pooled *pooled, int s, struct asy_tau *tau)
{
    const int as = law->standard_of >= 0 ? law->standard_of : s;
    tau->moved_court |= asy_bit(s);
    tau->court_as[s] = (uint8_t) as;
    for (int c = 0; c < self->n_countries; c++) {
        const float base = law->standard_of == ASY_POOLED
                               ? pooled_threshold(pooled[c].court, &self->need[c],
                                                  (double) own->court_noise[c][as])
                               : own->appeal[c][as];
        tau->own_court[c][s] = own->appeal[c][s];
        tau->court_noise[c][s] = own->court_noise[c][as];
        tau->appeal[c][s] = base + (float) law->standard;
    }
}

static bool
moves(double shift, int whose)
{
    return whose != ASY_OWN || fpclassify(shift) != FP_ZERO;
}

void
asy_standards_apply(const struct asy_thresholds *self, const struct asy_world *world,
                    int32_t day, unsigned kind, struct asy_tau *tau)
{
    const struct asy_merits *merits[ASY_MAX_COUNTRIES];
    const struct asy_appeal *appeal[ASY_MAX_COUNTRIES];
    bool any = false;
    tau->moved = tau->moved_court = 0;
    for (int s = 0; s < self->n_states; s++) {
        tau->read_as[s] = tau->court_as[s] = (uint8_t) s;
        tau->pooled[s] = 0;
        merits[s] = asy_law_for(world, ASY_LAW_merits, s, day, kind);
        appeal[s] = asy_law_for(world, ASY_LAW_appeal, s, day, kind);
        any |= moves(merits[s]->standard, merits[s]->standard_of) ||
               moves(appeal[s]->standard, appeal[s]->standard_of);
    }
    if (!any)
        return;
    const struct asy_tau own = *tau; /* two states may each be as the other was */
    struct pooled pooled[ASY_MAX_COUNTRIES];
    for (int c = 0; c < self->n_countries; c++) {
        pooled[c] = pool(self, world, day, kind, &own, c);
        tau->refugee[c] = (float) pooled[c].refugee;
        tau->humanitarian[c] = (float) pooled[c].humanitarian;
    }
    for (int s = 0; s < self->n_states; s++) {
        if (moves(merits[s]->standard, merits[s]->standard_of))
            move_merits(self, world, day, kind, &own, pooled, s, tau);
        if (moves(appeal[s]->standard, appeal[s]->standard_of))
            move_court(self, appeal[s], &own, pooled, s, tau);
    }
}
