/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result of one run, as handed to its storage or comparison: sparse and exact. */
#ifndef ASY_ENGINE_RESULT_H
#define ASY_ENGINE_RESULT_H

#include "life/stage.h"

/* One counted outcome that is not zero. */
struct asy_cell {
    uint16_t metric;  /* enum asy_metric */
    uint16_t period;  /* month or year of the horizon, from 0; see asy_metrics[].detail */
    uint8_t group;    /* group index */
    uint8_t place;    /* country or crossing index, sender of a pair; 0 where there is none */
    uint8_t receiver; /* of a pair; else 0 */
    uint32_t value;
};

/* Persons of a group by fate under the baseline and under this scenario, same people, same
 * luck. */
struct asy_paired {
    uint8_t group, fate_baseline, fate_here; /* enum asy_fate */
    uint32_t persons;
};

/* Persons that went from one stage of the journey to another. */
struct asy_flow {
    uint8_t group, from, to; /* enum asy_stage_id; names by asy_stage_name() */
    uint32_t persons;
};

/* A forced movement of people at risk: who sent whom on, and by which act. Up to 4 links. */
enum { ASY_CHAIN_LINKS = 4 };
struct asy_chain {
    uint8_t group, n_links;
    uint16_t year;                   /* of the horizon, from 0 */
    uint8_t sender[ASY_CHAIN_LINKS]; /* country index */
    uint8_t act[ASY_CHAIN_LINKS];    /* enum asy_act; names by asy_act_name() */
    uint8_t receiver;                /* where the last link leads */
    uint32_t persons, harmed;        /* exposed; of whom persecuted */
};

struct asy_naming;

struct asy_result {
    int scenario; /* index in the plan; 0 is the baseline */
    uint32_t draw, replicate;
    struct asy_cell *cells; /* sorted by metric, period, group, place, receiver */
    size_t n_cells;
    struct asy_paired *paired; /* sorted */
    size_t n_paired;
    struct asy_flow *flows; /* sorted */
    size_t n_flows;
    struct asy_chain *chains; /* sorted */
    size_t n_chains;
    const struct asy_naming *naming; /* what the numbers stand for (engine/digest.h); borrowed
                                        from whoever handed the result over */
    uint64_t digest;                 /* over cells, paired, flows and chains, by name */
    uint64_t events;                 /* stage handlers called */
    uint32_t n_cases;                /* applicants that set out */
    double seconds;                  /* spent on this run; not part of the digest */
};

/* A copy of `from` without flows, chains and paired fates, and with outcomes kept by month kept
   by year from month `first` on, each year's sum in its last month: for the many subsets of a
   package. Free with asy_result_free. False when memory is short. */
bool asy_result_by_year(struct asy_result *to, const struct asy_result *from, int first);

void asy_result_free(struct asy_result *self);

#endif
