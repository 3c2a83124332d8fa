/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One simulated life told step by step; with a reform, the same life in both worlds. Nobody
   real is meant. */
#ifndef ASYLSIM_LIFE_H
#define ASYLSIM_LIFE_H

#include "asylsim/error.h"

#include <stdint.h>

/* Whose life, in which worlds. `size` is set by the caller; NULL or 0 is the standard; all
   borrowed for the call. A package, reforms or values of `sets` make the second world. */
struct asy_life_asked {
    size_t size;
    const char *baseline;
    const char *const *reforms; /* together */
    size_t n_reforms;
    const char *package;     /* not with reforms */
    const char *const *sets; /* "path=value"; with reforms they hold in both worlds */
    size_t n_sets;
    const char *until; /* another last day, "2016-12-31" */
    uint64_t seed;
    uint32_t draw, replicate; /* draw 0: the stated values */
    const char *person;       /* "chechen:2016-04-02:0"; NULL: the first that fits */
    const char *group;        /* name or label; NULL: any */
    const char *fate;         /* in the last world, "refugee"; NULL: any */
    const char *as_of; /* what was observed after this day, the last of a month, is forgotten */
    const char *departures; /* CSV of how many set out (group, period, persons), laid over both
                               worlds; NULL: as the scenario says */
};

/* A story told. Opaque; destroy with asy_story_destroy. */
struct asy_story;
/* Lives the history twice, which takes some seconds. ASY_E_INPUT when nobody fits. */
ASY_PUBLIC bool asy_story_tell(struct asy_story **out, const struct asy_life_asked *asked,
                               struct asy_errors *errs);
ASY_PUBLIC void asy_story_destroy(struct asy_story *self); /* safe on NULL */

/* All texts of the three structs are the story's; `size` is set by the caller. */
struct asy_story_person {
    size_t size;
    char person[64];                 /* "chechen:2016-04-02:0": asks for the same again */
    const char *group, *group_label; /* "chechen" */
    const char *citizenship;         /* of the country, in words */
    char traits[96];                 /* "activist; wanted", in words; "" if none */
    int persons, children;           /* who travel together; children among them */
    bool at_risk;                    /* if returned */
    double need; /* of protection, above 0 if at risk; nobody in the model sees it */
};
ASY_PUBLIC bool asy_story_person(const struct asy_story *self, struct asy_story_person *out);

struct asy_story_world {
    size_t size;
    const char *scenario, *title;
    const char *fate, *fate_label; /* "fate_refugee" */
    size_t n_steps;
    size_t n_common; /* first steps that both worlds share; 0 of one world */
    bool has_sets;   /* the values of `sets` hold here, beside what the title says */
};
/* The baseline, then the world with the reform; false past the end. */
ASY_PUBLIC bool asy_story_world(const struct asy_story *self, size_t world,
                                struct asy_story_world *out);

/* The i-th of the kinds of people, told apart by the laws of that world, of which the person is
   in the end: "for all but minors alone". NULL past the last. Borrowed from the story. */
ASY_PUBLIC const char *asy_story_scope(const struct asy_story *self, size_t world, size_t i);

struct asy_story_step {
    size_t size;
    char date[11];                   /* "2016-04-02" */
    const char *place, *place_label; /* country: "POL" */
    const char *what;                /* in words */
    const char *law, *source;        /* its name, and the article or essay that it follows */
    double chance, draw; /* judged: strength needed and seen; both NAN where there is none */
    bool judged;
};
ASY_PUBLIC bool asy_story_step(const struct asy_story *self, size_t world, size_t i,
                               struct asy_story_step *out);

#endif
