/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ASY_LAW_PEOPLE_PEOPLE_H
#define ASY_LAW_PEOPLE_PEOPLE_H

#include "life/scene.h"

struct asy_people {
    double family_share, family_size, two_adults;
    double activist, publicly_known, lgbti, wanted;
    double crackdown_activist, crackdown_publicly_known, crackdown_wanted;
    double ties, kin;
    double money_days;
    uint64_t passes;
    double kin_of_active; /* applicants with a relative active against the home state */
    double uncontrolled;  /* from a part of the country that its government does not control */
    double vulnerable, vulnerable_at_risk; /* special needs: of those not at risk, and of those
                                              who are */
    double gravely_ill;                    /* of these */
};

/* The chance of at most 2, 3, ... persons in a family, into ASY_LARGEST_FAMILY - 2 numbers. */
void asy_people_family_sizes(const struct asy_people *law, double *at_most);

struct asy_claim_strength {
    double need_mean;
    double activist_effect, publicly_known_effect, lgbti_effect, wanted_effect;
    double kin_of_active_effect;
    double need_change, need_trend; /* with the years */
};

#endif
