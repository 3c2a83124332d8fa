/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An ensemble: every draw and replicate of the baseline and, branching from it, of each reform.
 */
#ifndef ASY_ENGINE_ENSEMBLE_H
#define ASY_ENGINE_ENSEMBLE_H

#include "engine/result.h"

/* Called once for each finished (draw, replicate), with the results of its scenarios, baseline
   first, by one thread at a time but in no fixed order. `results` are borrowed for the call.
   Returning false (err filled) stops the ensemble. */
typedef bool asy_take_results(void *user, const struct asy_result *results, int n_results,
                              struct asy_error *err);

/* Whether a (draw, replicate) is already there and need not be run. May be NULL. */
typedef bool asy_have_results(void *user, uint32_t draw, uint32_t replicate);

struct asy_plan {
    const struct asy_scenario *const *scenarios; /* [0] the baseline, then the reforms */
    int n_scenarios;
    int n_few; /* so many of the last are simulated on the first few_draws draws only */
    uint32_t few_draws;
    uint64_t seed;
    uint32_t n_draws;          /* 0: the stated values only (draw 0); n: samples 1..n */
    uint32_t n_replicates;     /* for each draw, from 0 */
    uint32_t n_second_streams; /* so many first draws have a second replicate where others have
                                  one: few tell what is chance */
    uint32_t shard, n_shards;  /* what this process does, by asy_shard_of(); 0, 1: all */
    int n_threads;             /* 0: as many as there are processors */
    double scale;              /* on departures and capacities alike; 1 but in benchmarks */
    asy_take_results *take;
    asy_have_results *have;
    void *user;
    const volatile int
        *stop; /* set by a signal: finish the running jobs and return; may be NULL */
};

/* Where the processor's time goes, in seconds of all threads together. */
struct asy_parts {
    double worlds;     /* sampled and laid out */
    double thresholds; /* solved, trials included */
    double days;       /* lived, copies at a branch included */
    double finish;     /* fates counted, conservation checked */
    double result;     /* made of the counts */
    double store;      /* in plan->take */
};

struct asy_ensemble_stats {
    uint64_t events, cases;
    uint32_t n_jobs_done, n_jobs_left; /* left: stopped before */
    double seconds, pilot_seconds;
    struct asy_parts cpu;
};

/* Runs what is missing of the plan. Fails with the first error; what was taken stays taken. */
bool asy_ensemble_run(const struct asy_plan *plan, struct asy_ensemble_stats *stats,
                      struct asy_error *err);

/* The rule of draws: plan->n_draws samples numbered from 1, or the one draw 0. */
uint32_t asy_plan_first_draw(const struct asy_plan *plan);
uint32_t asy_plan_n_draws(const struct asy_plan *plan);

/* The scenarios of the draw with this index: the first so many. */
int asy_plan_scenarios(const struct asy_plan *plan, uint32_t draw_index);
/* The histories of this shard's plan. */
uint64_t asy_plan_histories(const struct asy_plan *plan);

/* The rule of shards: draws are dealt out whole, for each has to be solved before any of its
   histories is lived; where there are fewer draws than shards, several shards share a draw and
   deal out its replicates. `draw_index` from 0. */
uint32_t asy_shard_of(uint32_t n_draws, uint32_t n_shards, uint32_t draw_index,
                      uint32_t replicate);
/* How many histories fall to a shard. */
uint64_t asy_shard_size(uint32_t n_draws, uint32_t n_replicates, uint32_t shard,
                        uint32_t n_shards);
/* And how many more for the second streams of the first draws. */
uint64_t asy_shard_seconds(uint32_t n_draws, uint32_t n_replicates, uint32_t n_second_streams,
                           uint32_t shard, uint32_t n_shards);
/* How many of the first few_draws draws, second streams among them. */
uint64_t asy_shard_few(uint32_t n_draws, uint32_t n_replicates, uint32_t n_second_streams,
                       uint32_t few_draws, uint32_t shard, uint32_t n_shards);

/* The replicates of the draw with this index, and of the draw with most. */
uint32_t asy_plan_replicates(const struct asy_plan *plan, uint32_t draw_index);

#endif
