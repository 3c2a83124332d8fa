/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outcome/exposure.h"
#include "outcome/verdict.h"

#include <math.h>
#include <stdlib.h>

static const double sure = 0.9, little = 0.25, most = 0.75;

static double
rate_of(double count, double exposed)
{
    return exposed > 0.0 ? count / exposed : (double) NAN;
}

/* In at least `sure` of the histories one way. */
static bool
is_sure(const struct asy_exposed *in)
{
    size_t more = 0, less = 0;

    for (size_t i = 0; i < in->n; i++) {
        more += in->count[1][i] > in->count[0][i];
        less += in->count[1][i] < in->count[0][i];
    }
    return (double) (more > less ? more : less) >= sure * (double) in->n;
}

static enum asy_mover
mover_of(double difference, double by_rate)
{
    const double share = by_rate / difference;

    return !isfinite(share)  ? ASY_MOVED_UNSURELY
           : share <= little ? ASY_MOVED_BY_EXPOSURE
           : share < most    ? ASY_MOVED_BY_BOTH
                             : ASY_MOVED_BY_RATE;
}

/* Into room[4][n]: the two parts, the two rates. */
static void
split(const struct asy_exposed *in, double *room)
{
    const size_t n = in->n;

    for (size_t i = 0; i < n; i++) {
        const double before = rate_of(in->count[0][i], in->exposed[0][i]),
                     after = rate_of(in->count[1][i], in->exposed[1][i]);
        const double all = in->count[1][i] - in->count[0][i];
        const double by_rate =
            isnan(before) || isnan(after)
                ? 0.0
                : (after - before) * (in->exposed[0][i] + in->exposed[1][i]) / 2.0;
        room[i] = all - by_rate;
        room[n + i] = by_rate;
        room[2 * n + i] = before;
        room[3 * n + i] = after;
    }
}

bool
asy_moved(struct asy_moved *out, const struct asy_exposed *in)
{
    struct asy_difference count;
    double *const room = malloc((4 * in->n + 1) * sizeof *room);

    *out = (struct asy_moved){ 0 };
    if (!room)
        return false;
    split(in, room);
    const bool ok =
        asy_summarize(&out->by_exposure, room, in->draw, in->n) &&
        asy_summarize(&out->by_rate, room + in->n, in->draw, in->n) &&
        asy_summarize(&out->rate[0], room + 2 * in->n, in->draw, in->n) &&
        asy_summarize(&out->rate[1], room + 3 * in->n, in->draw, in->n) &&
        asy_compare(&out->rate_moved, room + 2 * in->n, room + 3 * in->n, in->draw, in->n) &&
        asy_compare(&count, in->count[0], in->count[1], in->draw, in->n) &&
        asy_compare(&out->exposed, in->exposed[0], in->exposed[1], in->draw, in->n);
    asy_whole_ends(&out->exposed.summary);
    if (ok && count.summary.n_draws < ASY_LEAST_DRAWS)
        out->by = ASY_MOVED_TOO_FEW;
    else if (ok && is_sure(in))
        out->by = mover_of(count.summary.median, out->by_rate.median);
    free(room);
    return ok;
}

bool
asy_rests_on_rate(const struct asy_moved *moved, int worse)
{
    return worse != 0 && asy_moves_sign(asy_moves_of(&moved->exposed.summary)) != 0 &&
           moved->rate_moved.summary.n_draws >= ASY_LEAST_DRAWS;
}

const struct asy_difference *
asy_rests_on(const struct asy_difference *count, const struct asy_moved *moved, int worse)
{
    return asy_rests_on_rate(moved, worse) ? &moved->rate_moved : count;
}

int
asy_surely(const struct asy_difference *count, const struct asy_moved *moved, int worse)
{
    const struct asy_difference *const judged =
        moved ? asy_rests_on(count, moved, worse) : count;
    return asy_moves_sign(asy_moves_of(&count->summary)) == 0
               ? 0
               : asy_moves_sign(asy_moves_of(&judged->summary));
}

bool
asy_is_by_exposure(const char *among, bool per_set_out, const struct asy_moved *moved)
{
    return (among || per_set_out) && moved->by == ASY_MOVED_BY_EXPOSURE;
}

const char *
asy_mover_name(enum asy_mover by)
{
    static const char *const names[] = { [ASY_MOVED_UNSURELY] = "unsure",
                                         [ASY_MOVED_BY_EXPOSURE] = "exposure",
                                         [ASY_MOVED_BY_RATE] = "rate",
                                         [ASY_MOVED_BY_BOTH] = "both",
                                         [ASY_MOVED_TOO_FEW] = "too few draws" };
    return names[by];
}
