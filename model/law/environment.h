/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the law carries from day to day over one history, kept together; and its mornings. */
#ifndef ASY_LAW_ENVIRONMENT_H
#define ASY_LAW_ENVIRONMENT_H

#include "law/in_force.h"
#include "law/journey/choice.h"
#include "law/journey/visa.h"
#include "law/merits/thresholds.h"
#include "law/procedure/burden.h"
#include "law/response/caseload.h"
#include "life/day.h"
#include "life/scope.h"

/* What the laws of today come to for each kind of people that is met (life/scope.h). */
struct asy_kinds_read {
    struct asy_of_kind {
        struct asy_in_force in_force;
        struct asy_tau tau;
    } * of[ASY_MOST_KINDS];    /* NULL until met; owned */
    bool read[ASY_MOST_KINDS]; /* since the laws changed last */
};

struct asy_environment {
    const struct asy_thresholds *thresholds; /* borrowed */
    bool laws_changed;                       /* since last morning */
    bool asks_all;    /* a law has changed that is asked of everybody who is here */
    bool new_chances; /* shares, beliefs or laws of choice have changed */
    struct asy_tau tau;
    struct asy_in_force in_force;
    struct asy_kinds_read *kinds; /* owned */
    struct asy_burden burden;
    struct asy_news news;
    struct asy_beliefs beliefs;
    struct asy_caseloads caseloads;
    struct asy_visas visas;
    int month, n_months;         /* lived, from 0 */
    struct asy_beliefs *history; /* [n_months]: the beliefs at the start of each; owned */
    const struct asy_beliefs
        *reference;                    /* the baseline's history; NULL in the baseline itself */
    int16_t hidden[ASY_MAX_CROSSINGS]; /* the month since which claims do not tell; -1 */
    double scale;                      /* of people */
    double kept[ASY_MAX_GROUPS];       /* persons kept at home, not yet counted: below one */
    struct asy_chances chances;        /* last, for they are large: made by a morning */
};

#endif
