/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One simulated life, or one life in two worlds, told step by step. */
#ifndef ASY_ENGINE_EXPLAIN_H
#define ASY_ENGINE_EXPLAIN_H

#include "engine/branch.h"
#include "life/trace.h"

/* Whose life: exactly this person, or the first that fits. */
struct asy_wish {
    int group;          /* index; -1: any */
    int64_t id;         /* day of departure << 16 | number within group and day; -1: any */
    int fate;           /* enum asy_fate, in the last scenario of the plan; -1: any */
    int32_t not_before; /* day of departure */
    const char *under;  /* what makes the second world, in words: "the reform"; NULL: none */
};

struct asy_life {
    struct asy_applicant who; /* as they end */
    unsigned kind;            /* scopes of the world in which they lie then, as bits */
    struct asy_trace trace;
};

/* Lives the plan's baseline, and its reform if it has one, twice: once to find the person, once
   to listen. `lives` has one place for each of the (at most two) scenarios; the caller frees
   their traces. Fails with ASY_E_INPUT when nobody fits. */
bool asy_explain(const struct asy_plan *plan, const struct asy_draw *draw, uint32_t replicate,
                 const struct asy_wish *wish, struct asy_life *lives, struct asy_error *err);

#endif
