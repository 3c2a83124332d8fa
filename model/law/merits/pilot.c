/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trial run: who reaches a decision, how strong the file looks, and the thresholds solved
   over the mix of those. */
#include "law/merits/mixture.h"
#include "law/merits/thresholds.h"

#include <math.h>
#include <stdlib.h>

#include "law/procedure/procedure.h"

struct sample {
    struct asy_seen *seen;
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
        struct asy_seen *seen = realloc(sample->seen, room * sizeof *seen);
        if (!seen)
            return false;
        sample->seen = seen;
        sample->room = room;
    }
    sample->seen[sample->n++] = (struct asy_seen){ (float) strength, (float) persons };
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
smooth(const struct sample *sample, struct asy_seen *part, double *width)
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
        part[i] = (struct asy_seen){
            (float) (mean + shrink * ((double) sample->seen[i].strength - mean)),
            sample->seen[i].persons
        };
    *width = relative * sd;
    return true;
}

static void
solve_sample(const struct sample *sample, double rate, float *threshold)
{
    if (sample->n < ENOUGH_FILES)
        return;
    struct asy_seen *part = malloc(sample->n * sizeof *part);
    struct asy_mixture mix = { part, sample->n, 0.0, sample->persons, rate };
    if (!part)
        *threshold = NAN;
    else if (smooth(sample, part, &mix.sd))
        *threshold = (float) asy_mixture_solve(&mix);
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
            const struct asy_merits *law =
                asy_world_law(baseline, ASY_LAW_merits, s, period->from);
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
