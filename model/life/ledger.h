/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The refoulement ledger of a run: chains of forced movement of people at risk, each link with
   the legal act that made it; how many were exposed, and how many came to harm. */
#ifndef ASY_LIFE_LEDGER_H
#define ASY_LIFE_LEDGER_H

#include "life/scene.h"

struct asy_ledger_row {
    uint64_t key; /* group, year, links, receiver; 0: free */
    uint32_t persons, harmed;
};

/* An open-addressing table; zero it, then asy_ledger_free is safe. */
struct asy_ledger {
    struct asy_ledger_row *row;
    size_t n, room;
    bool failed; /* memory was short: the run must not be used */
};

void asy_ledger_free(struct asy_ledger *self);
/* Empty again; the memory stays. */
void asy_ledger_clear(struct asy_ledger *self);
bool asy_ledger_copy(struct asy_ledger *to, const struct asy_ledger *from);
/* The chain of `who`, led home in `year` (of the horizon, from 0; below it is not counted). */
void asy_ledger_add(struct asy_ledger *self, const struct asy_applicant *who, int year,
                    uint32_t persons, uint32_t harmed);

/* A row taken apart. */
struct asy_ledger_chain {
    int group, year, receiver, n_links;
    int sender[3], act[3];
};
struct asy_ledger_chain asy_ledger_chain_of(uint64_t key);

/* The year of the horizon (from 0; below it before) in which a day falls. */
int asy_year_of(const struct asy_world *world, int32_t day);
/* The day on which that year begins. */
int32_t asy_year_starts(const struct asy_world *world, int year);

/* The chain has led home: counts it and says which fate it is (outcome/ledger.c). */
enum asy_fate asy_refouled(struct asy_scene *scene, const struct asy_applicant *who);

#endif
