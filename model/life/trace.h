/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One simulated life, told as it happens: the day, the law, what was asked, the chance and the
   draw, what came of it. */
#ifndef ASY_LIFE_TRACE_H
#define ASY_LIFE_TRACE_H

#include "life/scene.h"

struct asy_told {
    int32_t day;
    enum asy_law_id law;
    uint8_t place;
    bool judged; /* p is what was needed, u what was seen; else a chance and a draw */
    const char *what;
    double p, u; /* the chance (or threshold) and the draw (or what was seen); NAN: none */
};

struct asy_trace {
    uint32_t id; /* whose life is kept */
    uint8_t group;
    /* Not NULL: is told of every life, and nothing is kept. */
    void (*hear)(void *of, const struct asy_applicant *who, const struct asy_told *step);
    void *of;
    struct asy_told *told;
    size_t n, room;
};

void asy_trace_free(struct asy_trace *self);

/* Tells one step of the life being told: the law, what was asked, the chance and the draw (both
   NAN where there is none), what came of it. Free when nobody listens. */
__attribute__((cold)) void asy_trace_tell(struct asy_scene *scene,
                                          const struct asy_applicant *who, enum asy_law_id law,
                                          const char *what, double p, double u);
/* The same of a judgment: how strong the file had to be, and how strong it was seen to be. */
__attribute__((cold)) void asy_trace_judge(struct asy_scene *scene,
                                           const struct asy_applicant *who, enum asy_law_id law,
                                           const char *what, double needed, double seen);
/* The same of another country than where they are. */
__attribute__((cold)) void asy_trace_tell_of(struct asy_scene *scene,
                                             const struct asy_applicant *who,
                                             enum asy_law_id law, const char *what,
                                             int country);
#define asy_tell_of(scene, who, law, what, country)                                            \
    do {                                                                                       \
        if (__builtin_expect((scene)->trace != NULL, 0))                                       \
            asy_trace_tell_of(scene, who, ASY_LAW_##law, what, country);                       \
    } while (0)
#define asy_tell(scene, who, law, what, p, u)                                                  \
    do {                                                                                       \
        if (__builtin_expect((scene)->trace != NULL, 0))                                       \
            asy_trace_tell(scene, who, ASY_LAW_##law, what, p, u);                             \
    } while (0)
#define asy_tell_judged(scene, who, law, what, needed, seen)                                   \
    do {                                                                                       \
        if (__builtin_expect((scene)->trace != NULL, 0))                                       \
            asy_trace_judge(scene, who, ASY_LAW_##law, what, needed, seen);                    \
    } while (0)

#endif
