/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A world while it is being made. */
#ifndef ASY_SCENARIO_BUILD_H
#define ASY_SCENARIO_BUILD_H

#include "scenario/drift.h"

/* A slot of the law that is being laid out whose value moves from month to month: within a year
   of a series, while it comes in, or on the path on which it drifts (NULL). */
struct asy_moving {
    const struct asy_entry *entry;
    const struct asy_param *row;
    int member;
    const double *path;
    const struct asy_laid *steps; /* laid over it, the lowest first */
};

struct asy_build {
    struct asy_world *world;
    const struct asy_scenario *scenario;
    const struct asy_world *baseline; /* of the same draw, to share with; or NULL */
    const struct asy_scenario *baseline_scenario;
    uint64_t seed;
    uint32_t draw;
    struct asy_pool pool;
    struct sample {
        double number;
        bool taken;
    } * sample; /* of each entry, taken when it is first asked for */
    const struct asy_entry **slots;
    struct asy_drift drift;
    struct asy_moving *moving; /* [n_moving]: of the law and entity in hand */
    int n_moving;
    struct asy_leaning *leanings; /* of the law and entity in hand, by member; NULL */
    struct known_path {
        const struct asy_entry *entry;
        int entity, member; /* whose */
        const double *path;
    } * known; /* by slot: the path of the entry that held there last */
};

/* The segments of one law of one entity: days on which nothing really changes are dropped.
   Those beyond the horizon are kept, so that nothing depends on where a run ends. */
bool asy_build_segments(struct asy_build *build, int law, int entity);

/* ---- spans.c ---- */
/* Finds them; of a reform over `baseline`, whose data end when the baseline's do. */
/* Adds the days on which an entry sets its value. */
void asy_decree_add(struct asy_decree *self, const struct asy_entry *entry);
void asy_spans_find(struct asy_spans *self, const struct asy_scenario *scenario,
                    const struct asy_spans *baseline);

#endif
