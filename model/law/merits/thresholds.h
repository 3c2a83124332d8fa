/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thresholds of recognition, and those in force on a day; how they are solved: life/trial.h. */
#ifndef ASY_LAW_MERITS_THRESHOLDS_H
#define ASY_LAW_MERITS_THRESHOLDS_H

#include "life/trial.h"

/* The thresholds in force today (law/merits/thresholds.c). */
struct asy_tau {
    float merits[ASY_MAX_COUNTRIES][ASY_MAX_COUNTRIES]; /* [citizenship][state] */
    float ruled[ASY_MAX_COUNTRIES]
               [ASY_MAX_COUNTRIES]; /* the same, raised where the origin is listed as safe */
    float appeal[ASY_MAX_COUNTRIES][ASY_MAX_COUNTRIES]; /* [citizenship][state] */
    float noise[ASY_MAX_COUNTRIES]
               [ASY_MAX_COUNTRIES]; /* [citizenship][state], of the first instance */
    uint64_t asks[ASY_MAX_GROUPS];  /* states that ask for internal protection, by group */
    uint64_t
        in_favour; /* states where an earlier move inside the country counts for the claim */
    float court_noise[ASY_MAX_COUNTRIES][ASY_MAX_COUNTRIES]; /* [citizenship][state] */

    /* What a reform has made of the standards (law/merits/standard.c): the states whose own is
       moved, and their courts' own; as which state each reads a file, itself where nothing is
       said; the citizenships for whom it decides by the standard of all states together. */
    uint64_t moved, moved_court, pooled[ASY_MAX_COUNTRIES];
    uint8_t read_as[ASY_MAX_COUNTRIES], court_as[ASY_MAX_COUNTRIES];
    /* [citizenship][state], of those moved: what was asked for without */
    float own[ASY_MAX_COUNTRIES][ASY_MAX_COUNTRIES],
        own_court[ASY_MAX_COUNTRIES][ASY_MAX_COUNTRIES];
    float refugee[ASY_MAX_COUNTRIES],
        humanitarian[ASY_MAX_COUNTRIES]; /* by citizenship, of all states together */
};

/* For each state the days on which its published rates change, and the thresholds from then on.
 */
struct asy_thresholds {
    int n_states, n_countries;
    struct asy_period {
        int32_t from;
        float merits[ASY_MAX_COUNTRIES]; /* by citizenship */
        int root[ASY_MAX_COUNTRIES];     /* earliest period that shares this one's rate */
    } * period[ASY_MAX_COUNTRIES];
    int n_periods[ASY_MAX_COUNTRIES];
    float appeal[ASY_MAX_COUNTRIES];
    int32_t trial_days;
    const struct asy_world
        *baseline; /* borrowed; whose noise the thresholds were solved under */
    struct asy_spread_of_need {
        double mean, variance;
    } need[ASY_MAX_COUNTRIES]; /* by citizenship, as people set out */
    /* what weighs in a standard of all states together: persons decided by the authority
       [citizenship][state] and by the court in the trial runs of the baseline */
    float decisions[ASY_MAX_COUNTRIES][ASY_MAX_COUNTRIES], rulings[ASY_MAX_COUNTRIES];
    uint64_t decided[ASY_MAX_COUNTRIES]; /* citizenships for whom a state has a rate of its own
                                            in the text */
};

/* Those in force on a day. */
void asy_thresholds_on(const struct asy_thresholds *self, const struct asy_world *world,
                       int32_t day, struct asy_tau *tau);
/* The same for a kind of people (life/scope.h). */
void asy_thresholds_for(const struct asy_thresholds *self, const struct asy_world *world,
                        int32_t day, unsigned kind, struct asy_tau *tau);
/* Lays what is said of standards over the thresholds of a day. */
void asy_standards_apply(const struct asy_thresholds *self, const struct asy_world *world,
                         int32_t day, unsigned kind, struct asy_tau *tau);
/* The period of a state on a day. */
int asy_thresholds_period(const struct asy_thresholds *self, int state, int32_t day);

/* A trial run notes who reaches a decision, and how strong the file looked. */
void asy_pilot_note(struct asy_pilot *pilot, const struct asy_applicant *who, int32_t day,
                    double seen, bool elsewhere);
void asy_pilot_note_appeal(struct asy_pilot *pilot, const struct asy_applicant *who,
                           double seen, double success, bool elsewhere);

#endif
