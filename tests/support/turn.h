/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every key of every law turned to the ends of its range, in the reduced world in which every
   part of the model is at work and under its reform: what lives then is the caller's to judge.
 */
#ifndef ASY_TESTS_SUPPORT_TURN_H
#define ASY_TESTS_SUPPORT_TURN_H

#include "engine/ensemble.h"

enum { TURN_MOST_KEYS = 1024, TURN_MOST = 16 };

struct turn_key {
    int law, param;
};

/* All keys in the order of the catalogue; how many. */
int turn_keys(struct turn_key keys[TURN_MOST_KEYS]);
/* "border.p_heard" */
void turn_name(struct turn_key key, char name[96]);

/* The i-th end of a key's range as text; false past the last. */
bool turn_value(const struct asy_world *world, struct turn_key key, int i, char *out,
                size_t size);

/* Whether a key is of walks, or of what is answered after the data: they are at work in
   small_walks.cfg alone, and walks not in stated values. */
bool turn_walks(struct turn_key key);

/* Lives the stated values of the reduced world and of its reform under one --set (NULL: none)
   and hands both results to `take`; `walks`: a draw of the one with walks. A set that leaves
   the reform nothing to change leaves the world alone: false, with the reason. */
bool turn_live(const char *set, bool walks,
               bool (*take)(void *, const struct asy_result *, int, struct asy_error *),
               void *user, char failure[300]);

/* The same with luck of another seed than 1. */
bool turn_live_again(uint64_t seed, const char *set, bool walks,
                     bool (*take)(void *, const struct asy_result *, int, struct asy_error *),
                     void *user, char failure[300]);

/* The reduced world as it is, by its stated values. Free both. */
bool turn_world(struct asy_scenario **scenario, struct asy_world *world);

#endif
