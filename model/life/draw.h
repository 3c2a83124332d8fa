/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The draws of an applicant: named by whose they are, what they are for and which time, so that
   nobody's luck hangs on what others have used. And choices among weights. */
#ifndef ASY_LIFE_DRAW_H
#define ASY_LIFE_DRAW_H

#include "life/scene.h"

/* What a draw is keyed by where it is about a country: the code, 24 bits; never the index,
   which moves when a country is added. */
static inline uint32_t
asy_country_key(const struct asy_scene *scene, int country)
{
    const char *code = scene->world->country[country].code;
    return (uint32_t) (uint8_t) code[0] << 16 | (uint32_t) (uint8_t) code[1] << 8 |
           (uint32_t) (uint8_t) code[2];
}

/* The name of a draw of this applicant for a purpose, the n-th time. */
static inline struct asy_luck_name
asy_luck_name(const struct asy_scene *scene, const struct asy_applicant *who,
              enum asy_luck_for purpose, uint32_t occurrence)
{
    return (struct asy_luck_name){ who->id, scene->group_key[who->group], (uint32_t) purpose,
                                   occurrence };
}

/* The draw of this applicant for a purpose, the n-th time. It may have been made ahead. */
static inline struct asy_luck
asy_luck(const struct asy_scene *scene, const struct asy_applicant *who,
         enum asy_luck_for purpose, uint32_t occurrence)
{
    const struct asy_foreseen *ahead = &scene->foreseen;
    if (ahead->who == who && ahead->name->purpose == (uint32_t) purpose &&
        ahead->name->occurrence == occurrence)
        return *ahead->luck;
    return asy_luck_at(&scene->key, who->id, scene->group_key[who->group], purpose, occurrence);
}

enum { ASY_LUCK_NONE = 0 };
/* Whether a stage is expected to draw at once (catalogue/stages.def). */
static inline bool
asy_stage_draws(enum asy_stage_id stage)
{
    static const bool draws[ASY_N_STAGES] = {
#define STAGE(name, label, draws, times, ...) [ASY_STAGE_##name] = ASY_LUCK_##draws != 0,
#include "catalogue/stages.def"
#undef STAGE
    };
    return draws[stage];
}

/* The name of the draw that a stage is expected to make first (catalogue/stages.def). A wrong
   expectation costs time, never a result. Purpose 0 where a stage draws nothing. */
static inline struct asy_luck_name
asy_stage_expects(const struct asy_scene *scene, const struct asy_applicant *who,
                  enum asy_stage_id stage)
{
    switch (stage) {
#define STAGE(name, label, draws, times, ...)                                                  \
    case ASY_STAGE_##name:                                                                     \
        return asy_luck_name(scene, who, (enum asy_luck_for) ASY_LUCK_##draws,                 \
                             (uint32_t) (times));
#include "catalogue/stages.def"
#undef STAGE
    case ASY_N_STAGES:
        break;
    }
    return (struct asy_luck_name){ 0 };
}

/* Cumulative weights are read so many at a time; behind the last stand ends nobody passes. */
enum { ASY_PICK_STEP = 8 };
_Static_assert(ASY_MAX_CROSSINGS % ASY_PICK_STEP == 0 && ASY_MAX_COUNTRIES % ASY_PICK_STEP == 0,
               "room for the ends");

static inline void
asy_pick_end(float *cumulative, int n)
{
    for (; n % ASY_PICK_STEP != 0; n++)
        cumulative[n] = INFINITY;
}

/* Index drawn from cumulative weights, ended by asy_pick_end, with the uniform u; -1 where all
   are 0. Counts the weights passed instead of stopping at one: no branch to guess wrong. */
static inline int
asy_pick(const float *cumulative, int n, double u)
{
    const float total = cumulative[n - 1];
    const float drawn = (float) u * total, last = total * (1.0f - 0x1p-23f);
    const float x = drawn < last ? drawn : last;
    int passed = 0;
    if (!(total > 0.0f))
        return -1;
    for (int i = 0; i < n; i += ASY_PICK_STEP)
        for (int k = i; k < i + ASY_PICK_STEP; k++)
            passed += x >= cumulative[k];
    return passed;
}

#endif
