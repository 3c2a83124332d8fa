/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The draws of an applicant: named by whose they are, what they are for and which time, so that
   nobody's luck depends on what others have used; all of them in one table
   (catalogue/draws.def). And choices among weights. */
#ifndef ASY_LIFE_DRAW_H
#define ASY_LIFE_DRAW_H

#include "life/scene.h"

/* What is drawn (catalogue/draws.def). */
enum asy_luck_for {
#define DRAW(name, number, per, step, from, ...) ASY_LUCK_##name,
#include "catalogue/draws.def"
#undef DRAW
    ASY_N_DRAWS,
    ASY_LUCK_NONE = ASY_N_DRAWS /* where a stage draws nothing at once */
};

/* What a draw is made once for (catalogue/occasions.def). */
enum asy_occasion {
#define OCCASION(name, label, most, times) ASY_PER_##name,
#include "catalogue/occasions.def"
#undef OCCASION
    ASY_N_OCCASIONS
};

/* A line of the table of draws: its number in the generator, what it is made once for, and what
   each of its words decides, NULL where nothing does. Which time it is: `from` plus `step`
   times the number of the occasion, 0 to `most` of its kind. */
struct asy_draw_row {
    const char *name;
    uint32_t number;
    enum asy_occasion per;
    uint32_t step, from;
    const char *word[4];
};
extern const struct asy_draw_row asy_draws[ASY_N_DRAWS];

struct asy_occasion_row {
    const char *name, *label;
    uint32_t most;
};
extern const struct asy_occasion_row asy_occasions[ASY_N_OCCASIONS];

/* What a draw is keyed by where it is about a country: the code, 24 bits; never the index,
   which moves when a country is added. */
static inline uint32_t
asy_country_key(const struct asy_scene *scene, int country)
{
    const char *code = scene->world->country[country].code;
    return (uint32_t) (uint8_t) code[0] << 16 | (uint32_t) (uint8_t) code[1] << 8 |
           (uint32_t) (uint8_t) code[2];
}

/* The number of an occasion now; `of`: what it is about, where that is more than the person. */
#define OCCASION(name, label, most, times)                                                     \
    static inline uint32_t asy_times_##name(const struct asy_scene *scene,                     \
                                            const struct asy_applicant *who, int of)           \
    {                                                                                          \
        (void) scene;                                                                          \
        (void) who;                                                                            \
        (void) of;                                                                             \
        return (uint32_t) (times);                                                             \
    }
#include "catalogue/occasions.def"
#undef OCCASION
_Static_assert((int) ASY_N_QUEUES <= 8 && (int) ASY_N_LISTS <= 2, "an occasion for each");
_Static_assert(INT16_MAX < 0x8000 && 2 * UINT8_MAX + 1 < 0x1000 && ASY_MOST_FLIGHTS < 0x10,
               "and no two alike");

/* The name of a draw of this applicant now. Of a known draw it comes to one sum. */
static inline __attribute__((always_inline)) struct asy_luck_name
asy_luck_name_of(const struct asy_scene *scene, const struct asy_applicant *who,
                 enum asy_luck_for draw, int of)
{
    uint32_t number = 0, time = 0;
    switch (draw) {
#define DRAW(name, n, per, step, from, ...)                                                    \
    case ASY_LUCK_##name:                                                                      \
        number = n;                                                                            \
        time = (from) + (step) *asy_times_##per(scene, who, of);                               \
        break;
#include "catalogue/draws.def"
#undef DRAW
    case ASY_N_DRAWS:
        break;
    }
    return (struct asy_luck_name){ who->id, scene->group_key[who->group], number, time };
}

static inline __attribute__((always_inline)) struct asy_luck_name
asy_luck_name(const struct asy_scene *scene, const struct asy_applicant *who,
              enum asy_luck_for draw)
{
    return asy_luck_name_of(scene, who, draw, 0);
}

/* A draw of this applicant, about a country, a line or whatever else the occasion takes. It may
   have been made ahead. */
static inline __attribute__((always_inline)) struct asy_luck
asy_luck_of(const struct asy_scene *scene, const struct asy_applicant *who,
            enum asy_luck_for draw, int of)
{
    const struct asy_luck_name name = asy_luck_name_of(scene, who, draw, of);
    const struct asy_foreseen *ahead = &scene->foreseen;
    if (ahead->who == who && ahead->name->purpose == name.purpose &&
        ahead->name->occurrence == name.occurrence)
        return *ahead->luck;
    return asy_luck_named(&scene->key, &name);
}

/* A draw of this applicant. */
static inline __attribute__((always_inline)) struct asy_luck
asy_luck(const struct asy_scene *scene, const struct asy_applicant *who, enum asy_luck_for draw)
{
    return asy_luck_of(scene, who, draw, 0);
}

/* A draw about all of a group on a day, in parts. */
static inline struct asy_luck
asy_luck_of_group(const struct asy_scene *scene, int group, enum asy_luck_for draw,
                  uint32_t part)
{
    const struct asy_luck_name name = { (uint32_t) scene->day, scene->group_key[group],
                                        asy_draws[draw].number, part };
    return asy_luck_named(&scene->key, &name);
}

static inline uint32_t
asy_step_of(enum asy_luck_for draw)
{
    static const uint8_t step_of[ASY_N_DRAWS + 1] = {
#define DRAW(name, number, per, step, from, ...) [ASY_LUCK_##name] = step,
#include "catalogue/draws.def"
#undef DRAW
    };
    return step_of[draw];
}

/* Whether a stage is expected to draw at once (catalogue/stages.def). */
static inline bool
asy_stage_draws(enum asy_stage_id stage)
{
    static const bool draws[ASY_N_STAGES] = {
#define STAGE(name, label, draws, later, ...)                                                  \
    [ASY_STAGE_##name] = (int) ASY_LUCK_##draws != (int) ASY_LUCK_NONE,
#include "catalogue/stages.def"
#undef STAGE
    };
    return draws[stage];
}

/* The name of the draw that a stage is expected to make first (catalogue/stages.def). A wrong
   expectation costs time, never a result. Number 0 where a stage draws nothing. */
static inline struct asy_luck_name
asy_stage_expects(const struct asy_scene *scene, const struct asy_applicant *who,
                  enum asy_stage_id stage)
{
    struct asy_luck_name first = { 0 };
    switch (stage) {
#define STAGE(name, label, draws, later, ...)                                                  \
    case ASY_STAGE_##name:                                                                     \
        first = asy_luck_name(scene, who, ASY_LUCK_##draws);                                   \
        first.occurrence += asy_step_of(ASY_LUCK_##draws) * (later);                           \
        break;
#include "catalogue/stages.def"
#undef STAGE
    case ASY_N_STAGES:
        break;
    }
    return first;
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
