/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is counted while lives unfold: whole persons, events or days, by group, place and
   period. Counts are integers, so that sums are exact in any order. */
#ifndef ASY_LIFE_TALLY_H
#define ASY_LIFE_TALLY_H

#include "scenario/scenario.h"

enum { ASY_MOST_METRICS = 512 }; /* outcomes; how many there are says life/outcomes.h */

enum asy_where { ASY_NOWHERE, ASY_STATE, ASY_CROSSING, ASY_PAIR };
enum asy_time { ASY_SUM, ASY_STOCK };
enum asy_detail { ASY_MONTH, ASY_YEAR, ASY_COHORT };
/* For the people concerned, when it grows. */
enum asy_grows { ASY_BETTER = -1, ASY_NEITHER = 0, ASY_WORSE = 1 };

struct asy_metric_row {
    const char *name, *unit, *label;
    enum asy_where where;
    enum asy_time time;
    enum asy_detail detail;
    enum asy_grows grows;
};
extern const struct asy_metric_row asy_metrics[];

/* What became of an applicant: exclusive and exhaustive. The order is that of the fate_*
 * metrics. */
enum asy_fate {
    ASY_FATE_REFUGEE,
    ASY_FATE_SUBSIDIARY,
    ASY_FATE_HUMANITARIAN,
    ASY_FATE_TEMPORARY,
    ASY_FATE_SAFE_ROUTE,
    ASY_FATE_RETURNED_UNHARMED,
    ASY_FATE_RETURNED_PERSECUTED,
    ASY_FATE_REFOULED_DIRECT,
    ASY_FATE_REFOULED_CHAIN,
    ASY_FATE_SEIZED,
    ASY_FATE_KILLED,
    ASY_FATE_DIED, /* on the way across a frontier */
    ASY_FATE_GAVE_UP,
    ASY_FATE_NO_STATUS_TRANSIT,
    ASY_FATE_NO_STATUS_EUROPE,
    ASY_FATE_DISPLACED, /* within the own country */
    ASY_FATE_AT_HOME,   /* never left, or could not */
    ASY_FATE_WAITING,
    ASY_N_FATES
};
/* As the results file and its digest know it: "refugee". */
const char *asy_fate_name(enum asy_fate fate);

/* Counts of one run. Metric m holds, for each period, [n_groups][places(m)] counts, where
   places is 1, the number of countries or crossings, or countries squared for a pair. */
struct asy_tally {
    int n_groups, n_countries, n_crossings, n_months, n_years;
    uint32_t *count; /* all of them; owned */
    size_t n_counts;
    size_t start[ASY_MOST_METRICS];  /* of a metric, in `count` */
    size_t stride[ASY_MOST_METRICS]; /* of a period */
    size_t places[ASY_MOST_METRICS];
    uint32_t *now[ASY_MOST_METRICS]; /* the current period's block */
};

/* False when memory is short. Zeroed counts, period 0. */
bool asy_tally_init(struct asy_tally *self, const struct asy_world *world);
void asy_tally_free(struct asy_tally *self);
/* As made: zeroed counts, period 0. */
void asy_tally_clear(struct asy_tally *self);
/* Zeroes the counts of the current period alone. */
void asy_tally_clear_now(struct asy_tally *self);
/* Copies the counts; both were made for the same world. */
void asy_tally_copy(struct asy_tally *to, const struct asy_tally *from);
/* From here on what is counted falls into this month (0 is January of the first year). */
void asy_tally_set_month(struct asy_tally *self, int month);
int asy_tally_places(const struct asy_tally *self, int metric);
int asy_tally_periods(const struct asy_tally *self, int metric);
/* The counts of a period: [n_groups][places], borrowed. */
const uint32_t *asy_tally_block(const struct asy_tally *self, int metric, int period);

static inline void
asy_tally_add_to(struct asy_tally *self, int metric, int group, int place, uint32_t n)
{
    self->now[metric][(size_t) group * self->places[metric] + (size_t) place] += n;
}

static inline void
asy_tally_add_pair_to(struct asy_tally *self, int metric, int group, int sender, int receiver,
                      uint32_t n)
{
    asy_tally_add_to(self, metric, group, sender * self->n_countries + receiver, n);
}

/* The count of a group in a period that need not be the current one, of an outcome that has no
   place. */
static inline uint32_t *
asy_tally_at(struct asy_tally *self, int metric, int period, int group)
{
    return self->count + self->start[metric] + (size_t) period * self->stride[metric] + group;
}

/* Counts an outcome that is written out, ASY_METRIC_departures: its number is put in by the
   linker, so that a law need not be compiled anew when the catalogue grows. Where the outcome
   is a variable, take asy_tally_add_to. */
#define asy_tally_add(self, metric, group, place, n)                                           \
    do {                                                                                       \
        extern const uint16_t asy_##metric;                                                    \
        asy_tally_add_to(self, asy_##metric, group, place, n);                                 \
    } while (0)

#endif
