/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laws of what follows a final answer. */
#ifndef ASY_LAW_AFTERMATH_AFTERMATH_H
#define ASY_LAW_AFTERMATH_AFTERMATH_H

#include "law/circle.h"

struct asy_refused {
    double p_voluntary, voluntary_days, prepare_days;
    double support[ASY_MAX_COUNTRIES], needs_support; /* by citizenship */
    double forced_days, forced_factor;
};

/* After years of stay (law/aftermath/regularisation.c). */
struct asy_regularisation {
    double years, years_with_children, share;
    bool pending_counts, undecided, tolerated_only;
};

struct asy_readmission {
    double nationals[ASY_MAX_COUNTRIES], third_country[ASY_MAX_COUNTRIES];
    double by_entry[ASY_MAX_COUNTRIES];
    double days;
    double p_by_transit, p_obstacle, p_shown;
    double p_detained, detention_days, more_detention_days, p_more_detention;
    bool detains_minors;
    double child_received, ban_days;
    double p_watched;
};

/* To a hub in a third country (law/aftermath/return_hub.c). */
struct asy_return_hub {
    uint64_t to;
    bool first, spares_minors, spares_families;
    double p_sent, p_takes[ASY_MAX_COUNTRIES], places, p_shown, days;
};

struct asy_hub {
    double stay_days, p_sent_home, p_home, p_sets_out;
};

struct asy_return_order {
    uint64_t recognises;
    double p_enforced, p_no_time, p_no_time_moved;
};

/* On readmission of those who came through a transit country (law/aftermath/agreement.c). */
struct asy_agreement {
    bool in_force, permit_and_straight;
    uint64_t not_bound, open_to;
    double request_days;
};

struct asy_temporary_place {
    uint64_t groups;
    double places; /* persons a year */
    double travel_days, stay_days;
    double parent_days; /* a year that a parent may spend there */
    double p_job, p_home;
};

struct asy_scholar {
    double p_applies, patience_days;
    double held_back; /* per year */
    double p_parent, p_declines;
    double parent_pressed; /* per year */
    double p_returns;
};

struct asy_after_return {
    bool removal_ends;
    double p_persecuted, persecuted_days;
    double p_flee_again, flee_days, outside_days;
    double assisted_factor, ban_factor, abroad_ratio;
    double watched_factor, p_brought_back, p_documented;
};

/* Whether a person departing voluntarily is offered support to begin anew. */
bool asy_is_assisted(const struct asy_scene *scene, const struct asy_applicant *who,
                     const struct asy_refused *law);

/* The transit country to which one to be returned by force is sent rather than home: the one
   that takes most readily of those that may be asked; -1 where there is none. */
int asy_asked_by_transit(struct asy_scene *scene, struct asy_applicant *who);

/* A return by force: to a hub, where it comes `first` or where the own country has not taken
   them back; ASY_AT_ONCE where not (law/aftermath/return_hub.c). */
struct asy_step asy_return_hub_ask(struct asy_scene *scene, struct asy_applicant *who,
                                   bool first);
struct asy_step asy_hub_transfer(struct asy_scene *scene, struct asy_applicant *who);

/* Whether no time to leave is given, because of another state's decision or by their own case
   (law/aftermath/return_order.c). */
bool asy_has_no_time_to_leave(struct asy_scene *scene, struct asy_applicant *who);
/* Given no time to leave, or did not use it: 2008/115/EC art. 11(1). Neither a transfer to
   another state of the Union nor a refusal at a border is a return (art. 2(2)(a), 3(3)). */
void asy_ban_entry(struct asy_scene *scene, struct asy_applicant *who);

#endif
