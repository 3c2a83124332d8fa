/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What courts have ruled, from the day of the ruling on. A ruling switches a practice off or
   on; where rulings are not heeded the practice is as if they had not been. */
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM_SET(ASY_PER_COUNTRY, rulings, struck,
                  "Countries that courts have ruled not to be safe third countries.",
                  "held not to be safe third countries; Tallinn Circuit Court 2016"),
    ASY_PARAM_FLAG(rulings, permit_not_protection, 0,
                   "Whether courts have ruled that a visa or permit alone is not a ground.",
                   "a visa or permit alone is no ground; Helsinki Administrative Court 2016"),
    ASY_PARAM_SET(ASY_PER_GROUP, rulings, internal_protection,
                  "Groups to which courts have applied internal protection.",
                  "groups to which courts have applied another part of the country"),
    ASY_PARAM_FLAG(rulings, heeded, 1, "Whether the authorities follow their courts.",
                   "the authorities follow their courts"),
    { 0 },
};

const struct asy_law asy_law_rulings = {
    .name = "rulings",
    .file = __FILE__,
    .doc = "Rulings of the state's courts as dated events that end or begin a practice.",
    .source = "Closing the Door, Rimmer Quaid & Mouzourakis, notes 32, 33, 42, 43",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_rulings),
    .params = params,
};
