/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One simulated life, told as it happens: the day, the law, what was asked, the chance and the
   draw, what came of it. */
#ifndef ASY_LIFE_TRACE_H
#define ASY_LIFE_TRACE_H

#include "life/life.h"

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

#endif
