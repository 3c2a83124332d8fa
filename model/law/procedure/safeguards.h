/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is seen of special needs, and what counsel there is. */
#ifndef ASY_LAW_PROCEDURE_SAFEGUARDS_H
#define ASY_LAW_PROCEDURE_SAFEGUARDS_H

#include "law/circle.h"

/* Around a birth transfers are put off (law/procedure/pregnancy.c). */
struct asy_pregnancy {
    double share, weeks_before, weeks_after;
};

/* Whom a state exempts from a Dublin transfer, among those whose needs it has seen. */
enum asy_unfit { ASY_UNFIT_NOBODY, ASY_UNFIT_GRAVELY_ILL, ASY_UNFIT_ALL };

/* What a state sees of special needs, and its exemptions for them
   (law/procedure/vulnerability.c). */
struct asy_vulnerability {
    double seen, seen_later, later_days;
    bool spared_border, spared_accelerated, spared_detention, spared_third_country;
    int spared_transfer;
    bool decided_first;
    uint64_t assured;
    double p_assured;
    double too_ill_to_remove; /* share of the gravely ill whose needs are seen */
};

/* Counsel before the first decision, beyond today's (law/procedure/legal_aid.c). */
struct asy_legal_aid {
    double unaided, reached;
    double reached_border, reached_accelerated, reached_inadmissible, reached_transfer;
    double reached_appeal, reached_crossing;
    double needs_seen, brings, lodges, shown, recorded, adds_days;
};

/* A procedure in which there may be counsel that there is not in others, as bits. */
enum asy_aid {
    ASY_AID_BORDER = 1,
    ASY_AID_ACCELERATED = 2,
    ASY_AID_INADMISSIBLE = 4,
    ASY_AID_TRANSFER = 8,
    ASY_AID_APPEAL = 16,
    ASY_AID_CROSSING = 32,
    ASY_N_AIDS = 6
};

/* Special needs. A claim has just been lodged: counts them. */
void asy_needs_lodged(struct asy_scene *scene, const struct asy_applicant *who);
/* Whether they are spared the border procedure here, or the accelerated one; counted where they
   are not and come into it. */
bool asy_needs_spare_border(struct asy_scene *scene, const struct asy_applicant *who);
bool asy_needs_spare_accelerated(const struct asy_scene *scene,
                                 const struct asy_applicant *who);
void asy_needs_count_fast(struct asy_scene *scene, const struct asy_applicant *who);
/* Whether no third country is held safe for them, or their claim is decided before others. */
bool asy_needs_spare_third_country(const struct asy_scene *scene,
                                   const struct asy_applicant *who);
bool asy_needs_come_first(const struct asy_scene *scene, const struct asy_applicant *who);
/* Whether the transfer that is due today does not take place: unfit, or no assurance. */
bool asy_needs_stop_transfer(struct asy_scene *scene, const struct asy_applicant *who);
void asy_needs_count_transfer(struct asy_scene *scene, const struct asy_applicant *who);
/* A woman among them is pregnant, or has given birth so recently that transfers are put off; by
   the law for them, or, while it is still asked for whom laws are, by that for all. */
bool asy_is_pregnant(const struct asy_scene *scene, const struct asy_applicant *who);
bool asy_is_pregnant_to_all(const struct asy_scene *scene, const struct asy_applicant *who);
/* Counsel. Whether they are given counsel here that they would not have today, in any of these
   procedures; whether they have any before the first decision is counted when they claim, what
   is given in a procedure only by asy_aid_given. Of a share `p` that does something, what it
   comes to. */
bool asy_is_newly_counselled(const struct asy_scene *scene, const struct asy_applicant *who,
                             int state, unsigned in);
/* The procedure in which a first decision or its appeal stands. */
unsigned asy_aid_now(const struct asy_applicant *who);
void asy_aid_given(struct asy_scene *scene, const struct asy_applicant *who, int state,
                   unsigned in);
bool asy_counsel_sees_needs(const struct asy_scene *scene, const struct asy_applicant *who,
                            int state);
void asy_counsel_lodged(struct asy_scene *scene, const struct asy_applicant *who);
double asy_counsel_lodges(const struct asy_scene *scene, const struct asy_applicant *who,
                          unsigned in, double p);
double asy_counsel_shows(const struct asy_scene *scene, const struct asy_applicant *who,
                         unsigned in, double p);
/* What is left of an error in how a file is seen: counsel brings to light what was overlooked.
 */
double asy_counsel_leaves(const struct asy_scene *scene, const struct asy_applicant *who,
                          unsigned in, double error);
/* Days by which it puts off a first decision. */
int32_t asy_counsel_adds(const struct asy_scene *scene, const struct asy_applicant *who,
                         unsigned in);

#endif
