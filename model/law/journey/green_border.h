/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Crossing away from the posts, and what is looked at where no claim is taken. */
#ifndef ASY_LAW_JOURNEY_GREEN_BORDER_H
#define ASY_LAW_JOURNEY_GREEN_BORDER_H

#include "life/scene.h"

struct asy_green_border {
    double p_straight, p_tries, p_tries_closed; /* who goes that way */
    double attempt_cost_days;
    double p_hurt, p_dies;
    double p_stopped; /* at the line */
    double p_caught;  /* behind it */
    double p_in_zone; /* of those caught: in the strip for which a suspension holds */
    bool right_to_apply;
    double p_heard;
    double unexamined, p_spared;
    double p_held, held_days; /* of those let in, without free movement */
    double p_order, ban_days;
    bool ban_bars_claim;
    double p_goes_on;
    double p_again, retry_days;
};

/* Where no claim is taken, at the post or beside it. */
struct asy_on_the_spot {
    double p_assessed, risk_seen, others_let_in;
    bool direct_only;
};

/* Comes to the crossing, finds it closed to their claims in law, or stops trying there: on the
   way beside it, or ASY_AT_ONCE, stage `crossing`. */
enum asy_off_post { ASY_COMES, ASY_FINDS_IT_CLOSED, ASY_STOPS_TRYING };
struct asy_step asy_green_border_ask(struct asy_scene *scene, struct asy_applicant *who,
                                     enum asy_off_post when);
/* Placed without free movement after such a crossing, and still so today: does not move on. */
bool asy_is_placed(struct asy_scene *scene, const struct asy_applicant *who);
/* Whether a person whose claim is not accepted is let in all the same, on their own
   situation. */
bool asy_on_the_spot(struct asy_scene *scene, const struct asy_applicant *who);
/* Told to go back for the n-th time, whether a measure of Strasbourg opens the way
   (law/journey/border.c). */
bool asy_measure_opens_the_gate(struct asy_scene *scene, struct asy_applicant *who);
/* Whether an entry ban holds today that binds `state`; and whether it prevents a claim at the
   crossing where they are, which is counted. */
bool asy_is_banned(const struct asy_scene *scene, const struct asy_applicant *who, int state);
bool asy_ban_bars_claim(struct asy_scene *scene, const struct asy_applicant *who);

#endif
