/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For whom a value holds: plain data, read from `only` and `except` beside a value. A person is
   asked in life/scope.h. */
#ifndef ASY_SCENARIO_SCOPE_H
#define ASY_SCENARIO_SCOPE_H

#include <stdbool.h>
#include <stdint.h>

enum {
    ASY_MOST_SCOPES = 8,     /* different ones in a scenario, its reforms included */
    ASY_MOST_TOLD_APART = 4, /* of which in one law of one state, crossing, ... */
    ASY_MOST_CONDITIONS = 8  /* in an `only` or an `except` */
};

enum asy_trait_id {
#define TRAIT(name, label) ASY_IS_##name,
#define CAME(name, label)
#include "catalogue/traits.def"
#undef TRAIT
#undef CAME
    ASY_N_TRAITS
};

enum asy_came_id {
#define TRAIT(name, label)
#define CAME(name, label) ASY_CAME_##name,
#include "catalogue/traits.def"
#undef TRAIT
#undef CAME
    ASY_N_CAME
};

enum asy_either { ASY_EITHER, ASY_YES, ASY_NO };

/* Holds of those of whom all of it holds. Sets are bits of groups or countries; empty: not
   asked. */
struct asy_condition {
    uint64_t groups, citizens;
    uint64_t visa_of, entered, claimed_in, passed;
    unsigned traits, came; /* bits of the two lists above */
    int32_t set_out_from;  /* day of the horizon on which they first set out, at least */
    int32_t here_since;    /* day on which they came to the state where they are, at most */
    int persons;           /* travelling together, at least */
    enum asy_either alone, children;
    double share;             /* of persons, drawn once for each; 1: all */
    double recognition_below; /* 0: not asked */
    uint64_t refused;         /* the citizenships that this comes to, fixed on reading */
    int32_t day;              /* of the horizon: of that recognition */
    const char *file;
    int line;
};

/* Those of whom one of `only` holds (none: all), but none of `except`. */
struct asy_scope {
    int n_only, n_except;
    struct asy_condition only[ASY_MOST_CONDITIONS], except[ASY_MOST_CONDITIONS];
    const char *text;  /* canonical, "only=(group=[chechen])": what it is compared by */
    const char *words; /* "for Chechens" */
};

/* Whether a key is not of a person, and is said for all alike (catalogue/of_all.def). */
bool asy_is_of_all(int law, const char *key);

/* Which of those laid side by side by the scopes of `apart` (bits) a person is under who lies
   in `kind` (bits). */
static inline unsigned
asy_variant(unsigned apart, unsigned kind)
{
    unsigned variant = 0;
    for (unsigned bit = 1; apart; apart &= apart - 1, bit <<= 1)
        if (kind & (apart & -apart))
            variant |= bit;
    return variant;
}

#endif
