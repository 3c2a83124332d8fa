/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws x replicates over threads. Each job has its own state and its own luck; what is handed
   on does not depend on which thread did it, or when. */
#include "engine/ensemble.h"
#include "base/clock.h"

#include <omp.h>
#include <stdlib.h>

#include "engine/branch.h"

uint32_t
asy_plan_first_draw(const struct asy_plan *plan)
{
    return plan->n_draws == 0 ? 0 : 1;
}

uint32_t
asy_plan_n_draws(const struct asy_plan *plan)
{
    return plan->n_draws == 0 ? 1 : plan->n_draws;
}

uint32_t
asy_plan_replicates(const struct asy_plan *plan, uint32_t draw_index)
{
    return plan->n_replicates == 1 && draw_index < plan->n_second_streams ? 2
                                                                          : plan->n_replicates;
}

int
asy_plan_scenarios(const struct asy_plan *plan, uint32_t draw_index)
{
    return draw_index < plan->few_draws ? plan->n_scenarios : plan->n_scenarios - plan->n_few;
}

uint64_t
asy_plan_histories(const struct asy_plan *plan)
{
    const uint32_t n_draws = asy_plan_n_draws(plan);

    return asy_shard_size(n_draws, plan->n_replicates, plan->shard, plan->n_shards) +
           asy_shard_seconds(n_draws, plan->n_replicates, plan->n_second_streams, plan->shard,
                             plan->n_shards);
}

/* Of the draw with most. */
static size_t
width_of(const struct asy_plan *plan)
{
    return asy_plan_replicates(plan, 0);
}

/* How many shards share a draw, where there are fewer draws than shards. */
static uint32_t
sharers(uint32_t n_draws, uint32_t n_shards, uint32_t draw_index)
{
    return (n_shards - draw_index + n_draws - 1) / n_draws;
}

uint32_t
asy_shard_of(uint32_t n_draws, uint32_t n_shards, uint32_t draw_index, uint32_t replicate)
{
    if (n_draws >= n_shards)
        return draw_index % n_shards;
    return draw_index + n_draws * (replicate % sharers(n_draws, n_shards, draw_index));
}

uint64_t
asy_shard_size(uint32_t n_draws, uint32_t n_replicates, uint32_t shard, uint32_t n_shards)
{
    if (n_draws >= n_shards)
        return (uint64_t) ((n_draws - shard + n_shards - 1) / n_shards) * n_replicates;
    const uint32_t n = sharers(n_draws, n_shards, shard % n_draws), nth = shard / n_draws;
    return (n_replicates - nth + n - 1) / n;
}

uint64_t
asy_shard_few(uint32_t n_draws, uint32_t n_replicates, uint32_t n_second_streams,
              uint32_t few_draws, uint32_t shard, uint32_t n_shards)
{
    uint64_t n = 0;

    for (uint32_t d = 0; d < few_draws && d < n_draws; d++) {
        const uint32_t streams = n_replicates == 1 && d < n_second_streams ? 2 : n_replicates;
        for (uint32_t r = 0; r < streams; r++)
            n += asy_shard_of(n_draws, n_shards, d, r) == shard;
    }
    return n;
}

uint64_t
asy_shard_seconds(uint32_t n_draws, uint32_t n_replicates, uint32_t n_second_streams,
                  uint32_t shard, uint32_t n_shards)
{
    uint64_t n = 0;

    for (uint32_t d = 0; n_replicates == 1 && d < n_second_streams && d < n_draws; d++)
        n += asy_shard_of(n_draws, n_shards, d, 1) == shard;
    return n;
}

/* What the threads share; touched only inside the critical section, but for `failed` and the
   list of jobs, which no longer changes. */
struct workshop {
    const struct asy_plan *plan;
    struct asy_ensemble_stats stats;
    struct asy_error err;
    int failed;
    bool *todo;             /* [draw index][replicate] */
    struct asy_desk **desk; /* [n_threads]: those that nobody sits at */
    int n_desks;
};

/* A thread lives histories at a desk of its own, one after the other in the same memory. NULL
   when memory is short. */
static struct asy_desk *
sit_down(struct workshop *shop)
{
    struct asy_desk *desk = NULL;
#pragma omp critical(asy_desks)
    if (shop->n_desks > 0)
        desk = shop->desk[--shop->n_desks];
    return desk ? desk : asy_desk_create();
}

static void
stand_up(struct workshop *shop, struct asy_desk *desk)
{
#pragma omp critical(asy_desks)
    if (desk)
        shop->desk[shop->n_desks++] = desk;
}

static bool
is_ours(const struct asy_plan *plan, uint32_t draw_index, uint32_t replicate)
{
    if (plan->n_shards > 1 && asy_shard_of(asy_plan_n_draws(plan), plan->n_shards, draw_index,
                                           replicate) != plan->shard)
        return false;
    return !plan->have ||
           !plan->have(plan->user, asy_plan_first_draw(plan) + draw_index, replicate);
}

/* The list of jobs, made by one thread; their number is returned. */
static uint32_t
list_jobs(struct workshop *shop)
{
    const struct asy_plan *plan = shop->plan;
    uint32_t n = 0;
    for (uint32_t d = 0; d < asy_plan_n_draws(plan); d++)
        for (uint32_t r = 0; r < asy_plan_replicates(plan, d); r++)
            n += shop->todo[d * width_of(plan) + r] = is_ours(plan, d, r);
    return n;
}

static bool
stopped(const struct workshop *shop)
{
    int failed;
#pragma omp atomic read
    failed = shop->failed;
    return failed || (shop->plan->stop && *shop->plan->stop);
}

static void
fail(struct workshop *shop, const struct asy_error *err)
{
#pragma omp critical(asy_shop)
    {
        if (!shop->failed)
            shop->err = *err;
#pragma omp atomic write
        shop->failed = 1;
    }
}

static void
hand_on(struct workshop *shop, const struct asy_plan *plan, struct asy_result *results,
        struct asy_error *err)
{
    bool ok = true;
#pragma omp critical(asy_shop)
    {
        for (int i = 0; i < plan->n_scenarios; i++)
            shop->stats.events += results[i].events;
        shop->stats.cases += results[0].n_cases;
        shop->stats.n_jobs_done++;
        const double begun = asy_thread_seconds();
        if (plan->take)
            ok = plan->take(plan->user, results, plan->n_scenarios, err);
        shop->stats.cpu.store += asy_thread_seconds() - begun;
    }
    if (!ok)
        fail(shop, err);
}

static void
do_replicate(struct workshop *shop, const struct asy_plan *plan, const struct asy_draw *draw,
             uint32_t replicate)
{
    struct asy_error err = { 0 };
    struct asy_result *results = calloc((size_t) plan->n_scenarios, sizeof *results);
    struct asy_desk *desk = sit_down(shop);
    bool ok = results && desk;
    if (!ok)
        asy_fail(&err, ASY_E_RESOURCES, "memory", "not enough for the results of a run");
    ok = ok && asy_branch_run(plan, draw, replicate, desk, results, &err);
    stand_up(shop, desk);
    if (ok)
        hand_on(shop, plan, results, &err);
    else
        fail(shop, &err);
    for (int i = 0; results && i < plan->n_scenarios; i++)
        asy_result_free(&results[i]);
    free(results);
}

/* A draw is solved by whichever thread comes to it; its replicates are tasks of their own. */
static void
do_draw(struct workshop *shop, uint32_t index)
{
    struct asy_plan here = *shop->plan;
    const struct asy_plan *const plan = &here;
    here.n_scenarios = asy_plan_scenarios(shop->plan, index);
    const bool *todo = shop->todo + index * width_of(plan);
    const uint32_t n_replicates = asy_plan_replicates(plan, index);
    uint32_t n_ours = 0;
    for (uint32_t r = 0; r < n_replicates; r++)
        n_ours += todo[r];
    if (n_ours == 0 || stopped(shop))
        return;
    struct asy_error err = { 0 };
    struct asy_draw draw;
    const double begun = asy_now();
    struct asy_desk *desk = sit_down(shop); /* or NULL: then the draw tries for one */
    const bool ok = asy_draw_init(&draw, plan, asy_plan_first_draw(plan) + index, desk, &err);
    stand_up(shop, desk);
#pragma omp critical(asy_shop)
    shop->stats.pilot_seconds += asy_now() - begun;
    if (!ok)
        fail(shop, &err);
#pragma omp taskloop grainsize(1) shared(draw) if (n_ours > 1)
    for (uint32_t r = 0; r < n_replicates; r++)
        if (ok && !stopped(shop) && todo[r])
            do_replicate(shop, plan, &draw, r);
    asy_draw_free(&draw);
}

static bool
open_workshop(struct workshop *shop, int n_threads)
{
    const struct asy_plan *plan = shop->plan;
    shop->todo = calloc(asy_plan_n_draws(plan) * width_of(plan) + 1, sizeof *shop->todo);
    shop->desk = calloc((size_t) n_threads, sizeof *shop->desk);
    return shop->todo && shop->desk;
}

static void
add_parts(struct asy_parts *sum, struct asy_parts parts)
{
    sum->worlds += parts.worlds;
    sum->thresholds += parts.thresholds;
    sum->days += parts.days;
    sum->finish += parts.finish;
    sum->result += parts.result;
    sum->store += parts.store;
}

static void
close_workshop(struct workshop *shop)
{
    for (int i = 0; i < shop->n_desks; i++) {
        add_parts(&shop->stats.cpu, asy_desk_spent(shop->desk[i]));
        asy_desk_destroy(shop->desk[i]);
    }
    free(shop->desk);
    free(shop->todo);
}

bool
asy_ensemble_run(const struct asy_plan *plan, struct asy_ensemble_stats *stats,
                 struct asy_error *err)
{
    struct workshop shop = { .plan = plan };
    const int n_threads = plan->n_threads > 0 ? plan->n_threads : omp_get_num_procs();
    if (!open_workshop(&shop, n_threads)) {
        close_workshop(&shop);
        return asy_fail(err, ASY_E_RESOURCES, "memory", "not enough for the list of runs");
    }
    const uint32_t n_jobs = list_jobs(&shop);
    const double begun = asy_now();

#pragma omp parallel num_threads(n_threads)
#pragma omp single
#pragma omp taskloop grainsize(1)
    for (uint32_t d = 0; d < asy_plan_n_draws(plan); d++)
        do_draw(&shop, d);

    close_workshop(&shop);
    shop.stats.seconds = asy_now() - begun;
    shop.stats.n_jobs_left = n_jobs - shop.stats.n_jobs_done;
    if (stats)
        *stats = shop.stats;
    if (shop.failed && err)
        *err = shop.err;
    return !shop.failed;
}
