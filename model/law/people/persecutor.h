/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far the persecutor of an applicant reaches. */
#ifndef ASY_LAW_PEOPLE_PERSECUTOR_H
#define ASY_LAW_PEOPLE_PERSECUTOR_H

#include "life/scene.h"

struct asy_persecutor {
    double local, abroad;
    double relocated;
    double elsewhere_ratio;
};

struct asy_another_part {
    double no_travel, no_admission, no_settlement, no_care;
    double by_state;
};

enum asy_reach { ASY_REACH_LOCAL, ASY_REACH_COUNTRY, ASY_REACH_ABROAD };

struct asy_pursuit {
    enum asy_reach reach;
    bool relocated; /* had lived in another part of the country before the flight */
};

/* What the question of internal protection turns on; the same in every state. */
struct asy_elsewhere {
    double found, seen; /* draws: whether a place is found, whether a look sees the reach */
    struct asy_pursuit pursuit;
    /* what stands against it, of which a law may take heed */
    bool by_state, no_travel, no_admission, no_settlement, no_care;
    double shown; /* draw: whether the authority can show that there is one */
};
/* Reads what stands against it. */
void asy_elsewhere_read(const struct asy_scene *scene, const struct asy_applicant *who,
                        struct asy_elsewhere *self);

/* For a person at risk: the same whenever it is asked. */
struct asy_pursuit asy_pursuit_of(const struct asy_scene *scene,
                                  const struct asy_applicant *who);
/* The second half alone; no draw for groups in which nobody had. */
bool asy_had_relocated(const struct asy_scene *scene, const struct asy_applicant *who);
/* Ratio on the danger after return of one refused because of another part of the country,
   under the law of the day of return. */
double asy_danger_left(const struct asy_scene *scene, const struct asy_applicant *who);

#endif
