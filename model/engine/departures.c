/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many set out on a day: Poisson numbers, of the usual departures and of those driven out
   by a crackdown. Two draws, so that without the crackdown the others are the same people. And
   their cases, numbered. */
#include <math.h>
#include <stdlib.h>

#include "engine/run_inside.h"
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

static bool
make_room(struct asy_run *self, uint32_t n)
{
    if (self->n_people + n <= self->room_people)
        return true;
    if (self->n_people + n > ASY_INDEX_MASK)
        return false;
    uint32_t room = 2 * self->room_people;
    if (room < self->n_people + n)
        room = self->n_people + n;
    struct asy_applicant *people = realloc(self->people, room * sizeof *people);
    if (!people)
        return false;
    self->people = people;
    self->room_people = room;
    return true;
}

/* `n` cases of a group, numbered from `from`. */
static void
name_cases(struct asy_run *self, int group, uint32_t from, uint32_t n)
{
    if (n == 0)
        return;
    if (!make_room(self, n)) {
        self->failed = true;
        return;
    }
    asy_people_name(&self->people[self->n_people], n, &self->scene, group,
                    (uint32_t) self->scene.day << 16 | from);
    self->n_people += n;
}

void
asy_run_name_cases(struct asy_run *self)
{
    for (int g = 0; g < self->world->n_groups && !self->failed; g++) {
        name_cases(self, g, 0, asy_departures_today(self, g, false));
        name_cases(self, g, ASY_CRACKDOWN_FROM, asy_departures_today(self, g, true));
    }
}
