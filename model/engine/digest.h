/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The digest of a result, made of names and values. The numbers under which outcomes, stages,
   groups and places stand in a catalogue or a world do not enter, nor does their order: an
   outcome, a stage or a country that is added renames no earlier result. */
#ifndef ASY_ENGINE_DIGEST_H
#define ASY_ENGINE_DIGEST_H

#include "engine/result.h"

enum { ASY_NAMES = 256 }; /* of a kind but outcomes: as many as a byte tells apart */

/* What the numbers in a result stand for: hashes of names, 0 where there is none. */
struct asy_naming {
    int first_year; /* of the horizon */
    uint64_t outcome[ASY_MOST_METRICS];
    uint64_t group[ASY_NAMES], country[ASY_NAMES], crossing[ASY_NAMES];
    uint64_t fate[ASY_NAMES], stage[ASY_NAMES], act[ASY_NAMES];
    /* of an outcome: enum asy_where, asy_detail */
    uint8_t where[ASY_MOST_METRICS], detail[ASY_MOST_METRICS];
};

/* The digest in parts, of which it is the sum: what of a result has changed can be said, and
   results compared in what two versions both know. A part of which nothing was counted is 0. */
struct asy_digest {
    uint64_t outcome[ASY_MOST_METRICS]; /* by the number in the result */
    uint64_t paired, flows, chains;
};

uint64_t asy_name_hash(const char *name);
/* The names of this program's catalogues and of a world. */
void asy_naming_init(struct asy_naming *self, const struct asy_world *world);

void asy_result_digest_parts(const struct asy_result *self, struct asy_digest *parts);
/* Adds the parts of one history to those of several. `key` tells it from the others, so that no
   two can change places. */
void asy_digest_add(struct asy_digest *all, const struct asy_digest *parts, uint64_t key);
uint64_t asy_digest_sum(const struct asy_digest *parts);
/* All of it. Borrows self->naming, which must be there. */
uint64_t asy_result_digest(const struct asy_result *self);

#endif
