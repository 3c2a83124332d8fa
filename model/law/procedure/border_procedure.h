/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the border procedure share (border_procedure.c). */
#ifndef ASY_LAW_PROCEDURE_BORDER_PROCEDURE_H
#define ASY_LAW_PROCEDURE_BORDER_PROCEDURE_H

#include "law/procedure/procedure.h"

/* The draw of the file there: 0 whether it is taken on no particular ground, 1 detained, 2 in
   how many days it is decided. */
static inline struct asy_luck
asy_border_luck(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return asy_luck(scene, who, ASY_LUCK_border_procedure);
}

/* What lies beyond the border: by land the country from where they came, by air their own, from
   which they flew (border_grounds.c). */
int asy_beyond_border(const struct asy_scene *scene, const struct asy_applicant *who);
/* Another one taken into it this year. */
void asy_border_count_in_year(struct asy_scene *scene, const struct asy_applicant *who);

/* Until the decision is ready, or until the limit if that comes first. */
int32_t asy_border_days(const struct asy_scene *scene, const struct asy_applicant *who,
                        const struct asy_border_procedure *law, const struct asy_luck *luck);
/* Whether they are held until the decision; days of that counted. */
bool asy_border_detains(const struct asy_scene *scene, const struct asy_applicant *who,
                        const struct asy_border_procedure *law, const struct asy_luck *luck);
void asy_border_count_detention(struct asy_scene *scene, const struct asy_applicant *who,
                                int32_t days);
/* Refused there on the merits: to a court, or back (border_court.c). */
struct asy_step asy_border_refused(struct asy_scene *scene, struct asy_applicant *who);

#endif
