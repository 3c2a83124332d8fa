/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Life after protection: relatives left behind, pressed, held back, reunited. */
#ifndef ASY_LAW_AFTERMATH_FAMILY_H
#define ASY_LAW_AFTERMATH_FAMILY_H

#include "law/circle.h"

struct asy_exile {
    double left_behind, left_behind_family; /* share with close relatives at home */
    double close, wider;                    /* persons, mean */
    double stays_active;
    double pressed, known_factor; /* a year */
    double passports;             /* a year, once pressed */
    double returns, silenced;     /* shares of those pressed */
    double threatened, shamed, dismissed, detained, dispossessed, assaulted; /* weights */
    double harsh_factor;                                                     /* on `returns` */
    double flee; /* share of wider families, each time they are pressed harshly */
};

struct asy_reunification {
    double apply_days, easier_days, days;
    double in_time, later, subsidiary, humanitarian;
    double subsidiary_wait_days;
    double embassy, wider;
};

/* The day that never comes, and the mark of a question that is settled. */
enum { ASY_NEVER = INT16_MAX, ASY_SETTLED = INT16_MIN };

/* Relatives left behind, the same whenever it is asked: spouse and children (2003/86/EC art.
   4(1)); parents, brothers and sisters, until they have fled. */
int asy_close_relatives(const struct asy_scene *scene, const struct asy_applicant *who);
int asy_wider_relatives(const struct asy_scene *scene, const struct asy_applicant *who);

/* The close relatives, so many, apply to join: sets the day of the answer. */
void asy_reunion_begin(struct asy_scene *scene, struct asy_applicant *who, int close);
/* The answer has come. */
void asy_reunion_answered(struct asy_scene *scene, struct asy_applicant *who);
/* Whether the wider family, pressed, is let in to join; then nobody is left to press. */
bool asy_reunion_of_wider(struct asy_scene *scene, struct asy_applicant *who);
/* In exile again, in the same state or another: relatives who were still to come apply there.
 */
struct asy_step asy_exile_resume(struct asy_scene *scene, struct asy_applicant *who);
/* Protection is over: no relatives wait to join, and none are pressed. */
void asy_exile_end(struct asy_scene *scene, struct asy_applicant *who);
/* No longer parted: reunited, or the exile is gone. */
void asy_parted_end(struct asy_scene *scene, const struct asy_applicant *who, int state);

#endif
