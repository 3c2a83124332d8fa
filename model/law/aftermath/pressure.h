/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which way relatives at home are pressed, and what it leads to. */
#ifndef ASY_LAW_AFTERMATH_PRESSURE_H
#define ASY_LAW_AFTERMATH_PRESSURE_H

#include "law/aftermath/family.h"

/* One way each time, so that together they are all who are pressed. From DETAINED on the harsh
   ones: they take freedom, home or health. */
enum asy_pressing {
    ASY_PRESSED_BY_THREATS, /* visits, interrogation, warnings to stop the exile */
    ASY_PRESSED_BY_SHAME,   /* mobs, meetings, denounced on television */
    ASY_PRESSED_BY_DISMISSAL,
    ASY_PRESSED_BY_DETENTION,
    ASY_PRESSED_BY_SEIZURE, /* of home, business, belongings */
    ASY_PRESSED_BY_VIOLENCE,
    ASY_N_PRESSINGS
};

/* Which way, by the weights of the law; threats where all weights are 0. */
enum asy_pressing asy_pressing_of(const struct asy_exile *law, double u);
bool asy_pressing_is_harsh(enum asy_pressing kind);
/* The share of exiles who go back for it, so that over all ways it is the law's `returns`. */
double asy_pressing_returns(const struct asy_exile *law, enum asy_pressing kind);
/* Counts `n` relatives pressed, in all and in this way, and tells it. */
void asy_pressing_count(struct asy_scene *scene, const struct asy_applicant *who,
                        enum asy_pressing kind, int n);
/* Harshly pressed, those of the wider family may flee, if they have passports still. */
void asy_pressing_flight(struct asy_scene *scene, struct asy_applicant *who,
                         enum asy_pressing kind, double u);

#endif
