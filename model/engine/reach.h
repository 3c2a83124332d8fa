/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reach: how many people of the baseline each value that a reform changes is asked about. A
   pilot history is lived twice from the day on which the reform sets in, as it was and under
   the reform, by rules that were compiled once more so that each reading of a law is noted
   (cmake/Reach.cmake): for whom, of which value, on which day. No rule is told of it and none
   can forget it, and the rules that count outcomes are the plain ones.

   Someone is asked about a value if a rule reads it for them, on a day and in a scope in which
   the reform says it otherwise, in either of the two histories: what a reform switches off is
   read in the one, what it switches on in the other. A name on a list is asked about those whom
   it concerns (catalogue/met.def). A number that is read for nobody in particular is asked
   about those who stand in the line that it serves (catalogue/lines.def), or who come to the
   stage where what was made of it is used (catalogue/standing.def). */
#ifndef ASY_ENGINE_REACH_H
#define ASY_ENGINE_REACH_H

#include "engine/run.h"
#include "scenario/change.h"

/* A changed value, or a name added to a list or removed from it. */
struct asy_reached {
    int law, param, entity;
    int member;       /* ASY_NO_MEMBER: the key has none */
    int name;         /* of a list, the bit of the name; -1 of what is no list */
    int scope;        /* for whom, from 1 in the reform's list; 0: everybody */
    bool serves_line; /* then it is asked about those who stand in it, whoever looks at it */
    bool is_raised;   /* a number of persons a day that grows: the ceiling of a queue */
    bool waits;       /* then whether on a day since the reform somebody stands in that queue
                         overnight, in the history as it was */
    int32_t first, end;
    size_t change;    /* which of asy_scenario_each_change, from 0 */
    size_t offset;    /* within the law */
    bool earlier;     /* somebody was asked it in the years before the reform, as it was then */
    const char *file; /* where the reform says it; borrowed from its scenario; NULL: --set */
    int line;
    uint64_t *met; /* bits of the people met, of the baseline; NULL: nobody */
    size_t n_met;  /* words */
};

struct asy_reach {
    struct asy_reached *list; /* in the order of the changes */
    size_t n, room;
    double scale;     /* the pilot has so many of the people */
    uint8_t *persons; /* [n_people] of the pilot */
    uint32_t n_people;
};

/* Lives the pilot of a reform. Free with asy_reach_free, also on failure. */
bool asy_reach_find(struct asy_reach *self, const struct asy_scenario *base,
                    const struct asy_scenario *reform, uint64_t seed, struct asy_error *err);
void asy_reach_free(struct asy_reach *self); /* safe on a zeroed one */

/* How many persons of the whole population any of those is asked about that `of` takes; an
   estimate where the pilot has fewer people. */
double asy_reach_persons(const struct asy_reach *self,
                         bool (*of)(const void *user, const struct asy_reached *one),
                         const void *user);

/* Whether this program was built with rules that note what they read; else nothing is found. */
bool asy_reach_is_built(void);

/* ---- the rules that note (engine/watched/), and what they note it in (reach_note.c) ---- */

/* Like asy_run_to, by those rules. */
void asy_reach_run_to(struct asy_run *run, int32_t until);
/* A law was read at an address. */
void asy_reach_read(const void *at, size_t size);

/* What is noted, for one run at a time on this thread, until it is NULL. */
struct asy_note;
struct asy_note *asy_note_create(struct asy_reach *reach);
void asy_note_destroy(struct asy_note *self); /* safe on NULL */
/* Whoever lives as it was lies in the scopes of this world: a value that a reform sets for some
   people is asked of them there too, where it is switched off under the reform. */
void asy_note_scopes(struct asy_note *self, const struct asy_world *reform);
/* Listens to a run whose world's laws it finds; false when memory is short. */
bool asy_note_listen(struct asy_note *self, const struct asy_run *run, bool is_reform);
/* From here on, or no longer, only notes in `earlier` that somebody is asked, on whatever day.
 */
void asy_note_earlier(struct asy_note *self, bool earlier);
/* Hears no more; people are counted as those of `baseline`. False when memory was short. */
bool asy_note_stop(struct asy_note *self, const struct asy_run *baseline);

/* Whether a key says how many a line serves (catalogue/lines.def). */
bool asy_serves_line(int law, const char *key);
/* Which names on a list of a law are about a person, as bits. */
uint64_t asy_met_by(int law, int param, const struct asy_applicant *who);
/* Whether the list is in the table. */
bool asy_met_known(int law, int param);

#endif
