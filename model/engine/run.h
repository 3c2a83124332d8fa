/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One simulated history: the state of a world on a day, and the day loop that carries it on.
   A run is copied at a reform's first day, and each copy goes on under its own rules. */
#ifndef ASY_ENGINE_RUN_H
#define ASY_ENGINE_RUN_H

#include "engine/due.h"
#include "engine/queue.h"
#include "engine/result.h"
#include "life/day.h"
#include "life/ledger.h"
#include "life/line.h"

/* Changes of law, by day: pointers for today are kept, not looked up. */
struct asy_new_law {
    int32_t day;
    int16_t law, entity;
    const void *values;
};

/* The sums of a Poisson law's chances, made once for each mean. */
enum { ASY_POISSON_TABLE = 60 };
struct asy_poisson {
    double mean, p, sum; /* p, sum: where the table ends */
    double at_most[ASY_POISSON_TABLE];
};

struct asy_run {
    const struct asy_world *world;
    struct asy_environment *environment; /* what the law carries from day to day; owned */
    struct asy_scene scene;
    double scale; /* on departures and capacities */
    uint64_t events;

    struct asy_applicant *people;
    uint32_t n_people, room_people;
    struct asy_due due;
    struct asy_queue queue[ASY_MAX_COUNTRIES][ASY_N_QUEUES];
    struct asy_queue list[ASY_MAX_COUNTRIES][ASY_N_LISTS]; /* for places by the year */
    struct asy_queue sitting[ASY_N_SITTINGS]; /* asides, for the next session of a body */
    struct asy_served {                       /* today's capacities (life/line.h) */
        double limit[ASY_MAX_COUNTRIES][ASY_N_QUEUES]; /* days since the claim; HUGE_VAL */
        double queue[ASY_MAX_COUNTRIES][ASY_N_QUEUES]; /* persons a day */
        double list[ASY_MAX_COUNTRIES][ASY_N_LISTS];   /* persons a year */
        double cases[ASY_N_SITTINGS], sessions[ASY_N_SITTINGS]; /* a session; a year */
    } served;
    double credit[ASY_MAX_COUNTRIES][ASY_N_QUEUES]; /* persons that may be served today */
    uint64_t in_line[ASY_N_QUEUES];                 /* states where somebody stands in line */
    uint64_t on_list[ASY_N_LISTS]; /* countries that give places, or where somebody stands */
    uint32_t *pool[ASY_MAX_CROSSINGS]; /* who tries today */
    size_t n_pool[ASY_MAX_CROSSINGS], room_pool[ASY_MAX_CROSSINGS];
    struct asy_poisson departures[2][ASY_MAX_GROUPS]; /* usual, by crackdown */
    struct asy_poisson many;                          /* of the largest mean drawn at once */
    uint32_t *today;                                  /* who is due today, by stage */
    size_t room_today;
    uint64_t *scratch;
    size_t room_scratch;
    double ceiling_credit[ASY_MAX_CROSSINGS];
    struct asy_due aside; /* what is due beside lives */
    struct asy_begun begun;

    struct asy_tally tally;
    struct asy_stock stock;
    struct asy_ledger ledger;
    uint32_t *flow;    /* persons, by asy_flow_at() */
    uint32_t n_before; /* of the people: set out before the first day that counts */
    uint32_t carried[ASY_MAX_GROUPS][ASY_N_STAGES]; /* their persons, where they were then */
    struct asy_naming *naming; /* of what it counts, for its result; owned */

    const void *law[ASY_N_LAWS][ASY_MAX_ENTITIES];
    struct asy_kinds *kinds; /* NULL where all laws say the same for everybody; owned */
    struct asy_new_law *change;
    size_t n_changes, next_change;

    bool failed; /* memory was short */
};

/* Where the persons of a group who went from one stage to another are counted: groups side by
   side, for those met at a time are in one stage. */
static inline size_t
asy_flow_at(const struct asy_run *self, int from, int to, int group)
{
    return (size_t) ((from * ASY_N_STAGES + to) * self->world->n_groups + group);
}

/* How many counts that makes. */
static inline size_t
asy_flow_size(const struct asy_world *world)
{
    return (size_t) (ASY_N_STAGES * ASY_N_STAGES * world->n_groups);
}

/* Room for a history of this world; day 0, nobody there yet. False when memory is short. */
bool asy_run_init(struct asy_run *self, const struct asy_world *world,
                  const struct asy_thresholds *thresholds, struct asy_luck_key key,
                  double scale);
/* Begins another history in the memory of one that was initialised for a world of the same
   groups and places; it may be longer or shorter. False when memory is short. */
bool asy_run_again(struct asy_run *self, const struct asy_world *world,
                   const struct asy_thresholds *thresholds, struct asy_luck_key key,
                   double scale);
void asy_run_free(struct asy_run *self);
/* Makes `to` (initialised for a world of the same scenario text's entities) the same history as
   `from`, to go on under `world`. */
bool asy_run_copy(struct asy_run *to, const struct asy_run *from,
                  const struct asy_world *world);
/* From today on the run lives under `world`. False when memory is short. */
bool asy_run_rule(struct asy_run *self, const struct asy_world *world);
/* From its branch day on the run is a reform's: it is compared with `baseline`, lived to the
   end, and decides under `thresholds` (asy_environment_reform). */
void asy_run_reform(struct asy_run *self, const struct asy_run *baseline,
                    const struct asy_thresholds *thresholds);
/* Reads what the laws of the scene's day serve in each line. */
void asy_run_read_lines(struct asy_run *self);
/* Cases of a group that set out today, as usual or because of a crackdown. */
uint32_t asy_departures_today(struct asy_run *self, int group, bool crackdown);
/* Carries the history on to the morning of day `until` (at most the horizon). */
void asy_run_to(struct asy_run *self, int32_t until);
/* Forgets all that has been counted in the current period, the first; but nobody. */
void asy_run_count_anew(struct asy_run *self);
/* Writes the people waiting at crossings and for decisions into the current period. */
void asy_run_keep_stocks(struct asy_run *self);
/* Counts fates and checks conservation: people in are people out, in every stage. */
bool asy_run_finish(struct asy_run *self, struct asy_error *err);

/* The applicant of `self` who is the same person as number `i` of `other`; -1 where there is
   none. `hint` is where to look first, and is moved on. */
int64_t asy_run_same(const struct asy_run *self, const struct asy_run *other, uint32_t i,
                     uint32_t *hint);

/* The result; `baseline` is the baseline's finished run with the same people. */
bool asy_run_result(const struct asy_run *self, const struct asy_run *baseline,
                    struct asy_result *result);

#endif
