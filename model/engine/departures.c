/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many set out on a day: Poisson numbers, of the usual and of those whom a crackdown drives
   out. Two draws, so that without the crackdown the others are the same people. */
#include <math.h>

#include "engine/run.h"
#include "life/day.h"
#include "life/draw.h"

/* A table of at most so many numbers; beyond it the sum goes on as it was made. */
static void
make_poisson(struct asy_poisson *self, double mean)
{
    double p = exp(-mean), sum = p;
    int n = 0;
    for (; n < ASY_POISSON_TABLE; n++) {
        self->at_most[n] = sum;
        p *= mean / (n + 1);
        sum += p;
    }
    self->mean = mean;
    self->p = p;
    self->sum = sum;
}

/* A Poisson number by inversion of one uniform. */
static uint32_t
poisson(struct asy_poisson *table, double mean, double u)
{
    if (table->mean != mean)
        make_poisson(table, mean);
    uint32_t n = 0;
    while (n < ASY_POISSON_TABLE && u > table->at_most[n])
        n++;
    if (n < ASY_POISSON_TABLE)
        return n;
    double p = table->p, sum = table->sum;
    while (u > sum && n < 100000) {
        n++;
        p *= mean / n;
        sum += p;
        if (p < 1e-300)
            break;
    }
    return n;
}

/* A large mean is drawn in parts. */
static const double LARGEST_MEAN = 100.0;

uint32_t
asy_departures_today(struct asy_run *self, int group, bool crackdown)
{
    const struct asy_expected expected = asy_expected_today(&self->scene, group, self->scale);
    const double mean = crackdown ? expected.crackdown : expected.usual;
    const enum asy_luck_for draw = crackdown ? ASY_LUCK_crackdown : ASY_LUCK_departures;
    uint32_t n = 0;
    double left = mean;
    for (uint32_t part = 0; left > 0.0; part++, left -= LARGEST_MEAN) {
        const struct asy_luck luck = asy_luck_of_group(&self->scene, group, draw, part);
        n += left < LARGEST_MEAN
                 ? poisson(&self->departures[crackdown][group], left, asy_u(&luck, 0))
                 : poisson(&self->many, LARGEST_MEAN, asy_u(&luck, 0));
    }
    return n < ASY_CRACKDOWN_FROM ? n : ASY_CRACKDOWN_FROM - 1;
}
