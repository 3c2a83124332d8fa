/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bare loop: a staged asylum journey with nothing around it, to hold a simulator against.
   What the journey is, and how its events are counted, stands at the top of the .c file. */
#ifndef ASY_BENCH_BARE_JOURNEY_CORE_H
#define ASY_BENCH_BARE_JOURNEY_CORE_H

#include <stdbool.h>
#include <stdint.h>

/* How the border is run: each attempt an event of the calendar, or the pool swept each day. */
enum bare_mode { BARE_EVENTS, BARE_SWEEP };

/* One replication. `handled` counts the handler calls made; this program draws every single
   attempt, so it equals `events` in both modes. `seconds` is wall time, memory set-up included.
   `outcome`: gave up, protected, protected on appeal, returned, irregular, still pending. */
struct bare_result {
    uint64_t applicants, events, handled;
    double seconds;
    uint64_t outcome[6];
};

/* Runs replication `rep` with `n` expected applicants (`n` at least 1). A pure function of its
   arguments but for `seconds`; safe beside itself in threads. False when memory runs out. */
__attribute__((warn_unused_result)) bool
bare_journey_run(uint32_t n, uint64_t seed, uint32_t rep, int mode, struct bare_result *out);

#endif
