/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a protection once given: it is taken to another state, reviewed and ended, or
   given to a group without a claim. */
#ifndef ASY_LAW_AFTERMATH_STATUS_H
#define ASY_LAW_AFTERMATH_STATUS_H

#include "law/circle.h"

struct asy_status_elsewhere {
    double p_apply;
    uint64_t not_counted; /* states whose decisions are none of the directive */
    bool refugees_only;
    double inhuman[ASY_MAX_COUNTRIES], days;
    double p_appeal, p_overturn, appeal_days;
    bool suspensive, taken_back;
    double p_returned[ASY_MAX_COUNTRIES], return_days;
    uint64_t recognises;
    double transfer_days, long_term_days, p_long_term;
};

struct asy_status_review {
    double refugee_days, refugee_renewed_days, subsidiary_days, subsidiary_renewed_days;
    double refugee_renewals, subsidiary_renewals;
    double p_reviewed, margin, same_file, p_compelling;
    double notice_days, p_appeal, appeal_days;
    bool suspensive;
    double p_other_permit;
};

struct asy_temporary_protection {
    uint64_t groups;
    double term_days, period_days, most_days;
    bool take_back_waived;
    double p_excluded, p_claims;
    double p_claims_after, p_home, p_permit;
};

/* ---- a protection that is carried elsewhere (law/aftermath/status_elsewhere.c) */

/* Just protected, or back in the state that protects: whether they will move on, and when. */
void asy_status_moves_set(struct asy_scene *scene, struct asy_applicant *who);
/* Whether more move now that their protection holds where they would go: asked at a renewal. */
void asy_status_moves_freely(struct asy_scene *scene, struct asy_applicant *who);
/* That day has come; ASY_STAGE_exile at once where they stay. */
struct asy_step asy_status_moves_due(struct asy_scene *scene, struct asy_applicant *who);

/* ---- a term that runs out (law/aftermath/status_review.c) */

/* The state that answers for the protection. */
static inline int
asy_protecting_state(const struct asy_applicant *who)
{
    return asy_marked(who, ASY_MARK_protected_elsewhere) ? who->first : who->place;
}
/* Just protected: the term of the permit begins. */
void asy_status_term_begin(struct asy_scene *scene, struct asy_applicant *who);
/* It is over; ASY_STAGE_exile at once where they stay protected. */
struct asy_step asy_status_term_ends(struct asy_scene *scene, struct asy_applicant *who);

/* ---- as members of a group (law/aftermath/temporary_protection.c) */

/* Whether this state gives people like them temporary protection today. */
bool asy_is_protected_as_group(const struct asy_scene *scene, const struct asy_applicant *who);
/* Granted on entry; ASY_AT_ONCE where it is not, and a claim follows. */
struct asy_step asy_protect_as_group(struct asy_scene *scene, struct asy_applicant *who);
/* A period of it is over. */
struct asy_step asy_temporary_period_ends(struct asy_scene *scene, struct asy_applicant *who);
void asy_temporary_term_begin(struct asy_scene *scene, struct asy_applicant *who);

#endif
