/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data and law apart: which keys hold what was observed, and how it goes on after its last day.
   Decreed values (laws, lists, limits) are known in advance and never forgotten. */
#ifndef ASY_SCENARIO_KNOWN_H
#define ASY_SCENARIO_KNOWN_H

#include "scenario/param.h"

/* Families of series that walk alike: catalogue/walks.def. */
enum asy_family {
    ASY_FAMILY_none = -1, /* observed, but stands still after its last day */
#define WALK(name, doc) ASY_FAMILY_##name,
#include "catalogue/walks.def"
#undef WALK
    ASY_N_FAMILIES
};

/* "claims"; NULL outside the families. */
const char *asy_family_name(int family);
/* "people setting out"; NULL outside the families. */
const char *asy_family_doc(int family);

/* Whether the key holds what was observed (catalogue/observed.def); fills the family of its
   walk
   (`family` may be NULL; ASY_FAMILY_none where it is decreed). */
bool asy_is_observed(int law, int param, enum asy_family *family);

#endif
