/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trials summed up by family and distance. Each sum is kept series by series, for whole series
   are drawn anew to tell its error. */
#include "inference/bootstrap.h"
#include "inference/rehearsal.h"

#include <stdio.h>
#include <stdlib.h>

/* Sums of one series, a row each. */
enum row {
    N_VALUES,
    WEIGHTED,
    OFF,
    HAS,
    HOLDS = HAS + ASY_N_RANGES,
    N_AGAINST = HOLDS + ASY_N_RANGES,
    MODEL = N_AGAINST + ASY_N_NAIVE,
    NAIVE = MODEL + ASY_N_NAIVE,
    N_ROWS = NAIVE + ASY_N_NAIVE
};

struct sums {
    double *row[N_ROWS]; /* [n_series of the table, or of the family once pressed together] */
    size_t n;
};

static void
add_trial(struct sums *self, const struct asy_trial *t)
{
    const int s = t->series;

    self->row[N_VALUES][s] += 1.0;
    self->row[WEIGHTED][s] += t->weighted;
    self->row[OFF][s] += t->off;
    for (int r = 0; r < ASY_N_RANGES; r++) {
        self->row[HAS + r][s] += t->has >> r & 1u;
        self->row[HOLDS + r][s] += t->has >> r & t->holds >> r & 1u;
    }
    for (int k = 0; k < ASY_N_NAIVE; k++) {
        if (!isfinite(t->naive[k]))
            continue;
        self->row[N_AGAINST + k][s] += 1.0;
        self->row[MODEL + k][s] += t->against[k];
        self->row[NAIVE + k][s] += t->naive[k];
    }
}

/* Series without a value go. */
static void
press_together(struct sums *self)
{
    size_t n = 0;

    for (size_t s = 0; s < self->n; s++) {
        if (self->row[N_VALUES][s] == 0.0)
            continue;
        for (int r = 0; r < N_ROWS; r++)
            self->row[r][n] = self->row[r][s];
        n++;
    }
    self->n = n;
}

static double
total(const struct sums *self, int row)
{
    double sum = 0.0;

    for (size_t s = 0; s < self->n; s++)
        sum += self->row[row][s];
    return sum;
}

static double
ratio(const struct sums *self, int above, int below)
{
    return total(self, above) / total(self, below);
}

static void
sum_up(struct asy_scored *out, const struct sums *sums)
{
    out->n_series = (int) sums->n;
    out->n_values = (int) total(sums, N_VALUES);
    out->weighted = ratio(sums, WEIGHTED, N_VALUES);
    out->off = ratio(sums, OFF, N_VALUES);
    for (int r = 0; r < ASY_N_RANGES; r++) {
        out->holds[r] = ratio(sums, HOLDS + r, HAS + r);
        out->holds_error[r] =
            asy_bootstrap_ratio(sums->row[HOLDS + r], sums->row[HAS + r], sums->n);
    }
    for (int k = 0; k < ASY_N_NAIVE; k++) {
        out->against[k].n = (int) total(sums, N_AGAINST + k);
        out->against[k].model = ratio(sums, MODEL + k, N_AGAINST + k);
        out->against[k].naive = ratio(sums, NAIVE + k, N_AGAINST + k);
        out->against[k].skill = 1.0 - ratio(sums, MODEL + k, NAIVE + k);
        out->against[k].skill_error =
            asy_bootstrap_ratio(sums->row[MODEL + k], sums->row[NAIVE + k], sums->n);
    }
}

bool
asy_rehearsal_score(const struct asy_rehearsal *self, int family, enum asy_ahead ahead,
                    struct asy_scored *out)
{
    const size_t n = (size_t) self->targets->n_series;
    double *const room = calloc(n * N_ROWS + 1, sizeof *room);
    struct sums sums = { .n = n };

    *out = (struct asy_scored){ .family = family, .ahead = ahead };
    if (!room)
        return false;
    for (int r = 0; r < N_ROWS; r++)
        sums.row[r] = room + (size_t) r * n;
    for (size_t i = 0; i < self->n; i++) {
        const struct asy_trial *const t = &self->trial[i];
        if ((family < 0 || t->family == family) &&
            (ahead == ASY_AHEAD_ALL || t->ahead == ahead))
            add_trial(&sums, t);
    }
    press_together(&sums);
    if (sums.n > 0)
        sum_up(out, &sums);
    free(room);
    return out->n_values > 0;
}

bool
asy_scored_misses(const struct asy_scored *self, char *why, size_t size)
{
    static const double least_all = 0.80, most_all = 0.97, least_family = 0.70;
    const double holds = self->holds[ASY_RANGE_90], error = self->holds_error[ASY_RANGE_90];
    const double skill = self->against[ASY_LAST_YEAR].skill;
    const bool all = self->family < 0;
    int n = 0;

    *why = '\0';
    if (all ? holds < least_all || holds > most_all : holds + error < least_family)
        n = snprintf(why, size, "ranges of 90 in 100 hold %.0f (error %.0f), %s", 100.0 * holds,
                     100.0 * error,
                     all ? "80 to 97 were promised" : "70 were promised within the error");
    if (skill + self->against[ASY_LAST_YEAR].skill_error < 0.0)
        snprintf(why + n, size - (size_t) n,
                 "%sscore %.0f %% (error %.0f) worse than the last year carried forward",
                 n ? "; " : "", -100.0 * skill,
                 100.0 * self->against[ASY_LAST_YEAR].skill_error);
    return *why;
}

bool
asy_scored_is_narrow(const struct asy_scored *self)
{
    return self->holds[ASY_RANGE_90] + 2.0 * self->holds_error[ASY_RANGE_90] < 0.90;
}
