/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Solving for thresholds with GSL's Brent root finder: first over the analytic mix of groups,
   then over the simulated mix of those who reached a decision in a trial run. */
#include "law/merits/thresholds.h"
#include "law/journey/choice.h"
#include "life/scope.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <stdlib.h>
#include <string.h>

#include "law/journey/journey.h"
#include "law/people/people.h"
#include "law/procedure/procedure.h"
#include "law/response/crisis.h"

/* One file as it was seen: its strength, its weight in persons; not grantable where another
   part of the country was found. */
struct seen {
    float strength, persons;
};

struct sample {
    struct seen *seen;
    size_t n, room;
    double persons; /* all, those not grantable included */
};

struct asy_pilot {
    const struct asy_thresholds *thresholds;
    struct sample *merits[ASY_MAX_COUNTRIES]; /* [state]: [period][citizenship] */
    struct sample appeal[ASY_MAX_COUNTRIES];
    double to_win[ASY_MAX_COUNTRIES]; /* persons who should win there, by the published rates */
    int32_t start;                    /* nothing is noted before this day */
    bool merits_only;                 /* the courts' thresholds stay as they are */
    bool failed;
};

/* ---- what is solved: share granted at a threshold, less the published rate
 * -------------------- */

/* A mixture of normal distributions of strength: the groups, or the files smoothed a little. */
struct mixture {
    const struct seen *part;
    size_t n;
    double sd, whole, rate;
};

static double
excess(double threshold, void *data)
{
    const struct mixture *mix = data;
    double granted = 0.0;
    for (size_t i = 0; i < mix->n; i++) {
        const double x = ((double) mix->part[i].strength - threshold) / mix->sd;
        granted += (double) mix->part[i].persons * (x > 6.0    ? 1.0
                                                    : x < -6.0 ? 0.0
                                                               : gsl_cdf_ugaussian_P(x));
    }
    return granted / mix->whole - mix->rate;
}

enum { LOWEST = -20, HIGHEST = 20 };

static double
solve(struct mixture *mix)
{
    if (excess(LOWEST, mix) <= 0.0)
        return LOWEST;
    if (excess(HIGHEST, mix) >= 0.0)
        return HIGHEST;
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    if (!solver)
        return NAN;
    gsl_function f = { .function = excess, .params = mix };
    double root = HIGHEST;
    gsl_root_fsolver_set(solver, &f, LOWEST, HIGHEST);
    for (int i = 0; i < 100; i++) {
        gsl_root_fsolver_iterate(solver);
        root = gsl_root_fsolver_root(solver);
        if (gsl_root_test_interval(gsl_root_fsolver_x_lower(solver),
                                   gsl_root_fsolver_x_upper(solver), 1e-4, 0.0) == GSL_SUCCESS)
            break;
    }
    gsl_root_fsolver_free(solver);
    return root;
}

/* ---- the first guess
 * -------------------------------------------------------------------------- */

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
    struct seen part[ASY_MAX_GROUPS];
    struct mixture mix = { .part = part, .rate = rate };
    double variance = 0.0;
    for (int g = 0; g < world->n_groups; g++) {
        if (citizenship >= 0 ? world->group[g].citizenship != citizenship
                             : !comes_to(self, world, g, state))
            continue;
        const struct asy_spread_of_need need = need_of(world, g);
        const double w = weight_of(self, world, g) + 1e-6;
        part[mix.n++] = (struct seen){ (float) need.mean, (float) w };
        mix.whole += w;
        variance += w * need.variance;
    }
    if (mix.n == 0)
        return 0.0;
    mix.sd = sqrt(variance / mix.whole + noise * noise);
    return solve(&mix);
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

/* ---- periods
 * ---------------------------------------------------------------------------------- */

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

/* ---- what a published share has drifted by after its last day
 * --------------------------------- */

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
    const struct asy_appeal *appeal = asy_world_law(world, ASY_LAW_appeal, s, day);
    return (struct leans){
        (float) lean(merits_on(world, s, day)->rate[c],
                     asy_world_leaning(world, ASY_LAW_merits, s, c, day), &self->need[c],
                     asy_informed_noise(noises.informed, c, noises.merits)),
        (float) lean(appeal->success, asy_world_leaning(world, ASY_LAW_appeal, s, 0, day),
                     &self->need[c], asy_informed_noise(noises.informed, c, noises.appeal))
    };
}

/* ---- thresholds of a day
 * ---------------------------------------------------------------------- */

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

/* ---- the trial run
 * ---------------------------------------------------------------------------- */

struct asy_pilot *
asy_pilot_create(const struct asy_thresholds *thresholds)
{
    struct asy_pilot *self = calloc(1, sizeof *self);
    if (!self)
        return NULL;
    self->thresholds = thresholds;
    self->start = INT32_MIN; /* the warm-up has rates of its own */
    for (int s = 0; s < thresholds->n_states; s++) {
        self->merits[s] =
            calloc((size_t) thresholds->n_periods[s] * (size_t) thresholds->n_countries,
                   sizeof *self->merits[s]);
        if (!self->merits[s])
            self->failed = true;
    }
    return self;
}

void
asy_pilot_destroy(struct asy_pilot *self)
{
    if (!self)
        return;
    const struct asy_thresholds *thresholds = self->thresholds;
    for (int s = 0; s < thresholds->n_states; s++) {
        const int n = thresholds->n_periods[s] * thresholds->n_countries;
        for (int i = 0; self->merits[s] && i < n; i++)
            free(self->merits[s][i].seen);
        free(self->merits[s]);
        free(self->appeal[s].seen);
    }
    free(self);
}

void
asy_pilot_start(struct asy_pilot *self, int32_t day)
{
    self->start = day;
    self->merits_only = true;
}

static bool
note(struct sample *sample, double strength, double persons, bool grantable)
{
    sample->persons += persons;
    if (!grantable)
        return true;
    if (sample->n == sample->room) {
        const size_t room = sample->room ? 2 * sample->room : 64;
        struct seen *seen = realloc(sample->seen, room * sizeof *seen);
        if (!seen)
            return false;
        sample->seen = seen;
        sample->room = room;
    }
    sample->seen[sample->n++] = (struct seen){ (float) strength, (float) persons };
    return true;
}

void
asy_pilot_note(struct asy_pilot *pilot, const struct asy_applicant *who, int32_t day,
               double seen, bool elsewhere)
{
    const struct asy_thresholds *t = pilot->thresholds;
    const int s = who->place, c = who->citizenship;
    const int root = t->period[s][asy_thresholds_period(t, s, day)].root[c];
    if (day < pilot->start)
        return;
    if (!pilot->merits[s] ||
        !note(&pilot->merits[s][root * t->n_countries + c], seen, who->persons, !elsewhere))
        pilot->failed = true;
}

void
asy_pilot_note_appeal(struct asy_pilot *pilot, const struct asy_applicant *who, double seen,
                      double success, bool elsewhere)
{
    pilot->to_win[who->place] +=
        success * who->persons; /* the rate of the day, which may change */
    if (!note(&pilot->appeal[who->place], seen, who->persons, !elsewhere))
        pilot->failed = true;
}

/* Files in a trial run below which the analytic mix is the better guide. */
enum { ENOUGH_FILES = 30 };

/* Spreads each file over a normal kernel of Silverman's width, after drawing all a little
   towards their mean so that the spread of the whole stays what it was: the share granted is
   then smooth in the threshold, and steadier than the few files near it. */
static bool
smooth(const struct sample *sample, struct seen *part, double *width)
{
    double mean = 0.0, square = 0.0, persons = 0.0, weights = 0.0;
    for (size_t i = 0; i < sample->n; i++) {
        const double w = (double) sample->seen[i].persons,
                     x = (double) sample->seen[i].strength;
        persons += w;
        weights += w * w;
        mean += w * x;
        square += w * x * x;
    }
    mean /= persons;
    const double sd = sqrt(fmax(square / persons - mean * mean, 0.0));
    const double relative = 1.06 * pow(persons * persons / weights, -0.2);
    if (!(sd > 0.0) || relative >= 1.0)
        return false;
    const double shrink = sqrt(1.0 - relative * relative);
    for (size_t i = 0; i < sample->n; i++)
        part[i] =
            (struct seen){ (float) (mean + shrink * ((double) sample->seen[i].strength - mean)),
                           sample->seen[i].persons };
    *width = relative * sd;
    return true;
}

static void
solve_sample(const struct sample *sample, double rate, float *threshold)
{
    if (sample->n < ENOUGH_FILES)
        return;
    struct seen *part = malloc(sample->n * sizeof *part);
    struct mixture mix = { part, sample->n, 0.0, sample->persons, rate };
    if (!part)
        *threshold = NAN;
    else if (smooth(sample, part, &mix.sd))
        *threshold = (float) solve(&mix);
    free(part);
}

/* Whether all could be solved. */
static bool
is_good(const struct asy_thresholds *self)
{
    for (int s = 0; s < self->n_states; s++) {
        if (isnan(self->appeal[s]))
            return false;
        for (int i = 0; i < self->n_periods[s]; i++)
            for (int c = 0; c < self->n_countries; c++)
                if (isnan(self->period[s][i].merits[c]))
                    return false;
    }
    return true;
}

/* Who was decided in the trials of the baseline. */
static void
weigh(struct asy_thresholds *self, const struct asy_pilot *pilot, int s)
{
    for (int c = 0; c < self->n_countries; c++) {
        double persons = 0.0;
        for (int i = 0; i < self->n_periods[s]; i++)
            persons += pilot->merits[s][i * self->n_countries + c].persons;
        self->decisions[c][s] = (float) persons;
    }
    self->rulings[s] = (float) pilot->appeal[s].persons;
}

bool
asy_thresholds_solve(struct asy_thresholds *self, const struct asy_world *baseline,
                     const struct asy_pilot *pilot)
{
    if (pilot->failed)
        return false;
    for (int s = 0; s < self->n_states; s++) {
        if (!pilot->merits_only)
            weigh(self, pilot, s);
        for (int i = 0; i < self->n_periods[s]; i++) {
            struct asy_period *period = &self->period[s][i];
            const struct asy_merits *law = merits_on(baseline, s, period->from);
            for (int c = 0; c < self->n_countries; c++) {
                if (period->root[c] == i)
                    solve_sample(&pilot->merits[s][i * self->n_countries + c], law->rate[c],
                                 &period->merits[c]);
                else
                    period->merits[c] = self->period[s][period->root[c]].merits[c];
            }
        }
        if (!pilot->merits_only && pilot->appeal[s].persons > 0.0)
            solve_sample(&pilot->appeal[s], pilot->to_win[s] / pilot->appeal[s].persons,
                         &self->appeal[s]);
    }
    return is_good(self);
}
