/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same people in both worlds, and those who set out in one of them only: as queries, for
   the views and for readers without them. */
#ifndef ASY_STORE_PAIRS_H
#define ASY_STORE_PAIRS_H

#include "store/inside.h"

/* Persons who have a fate in the world of run `of` but are not among the paired ones: all with
   this fate less those of them who set out in both, as `side` of paired_cell counts them. */
#define ASY_ALONE(of, run, base, side)                                                         \
    "(SELECT population, fate, sum(persons) AS persons FROM ("                                 \
    "SELECT c.population AS population, f.id AS fate, c.value AS persons FROM fate f CROSS"    \
    " JOIN metric m ON m.name = 'fate_' || f.name CROSS JOIN cell c ON c.run = " of            \
    " AND c.metric = m.id WHERE " base " IS NOT NULL UNION ALL SELECT population, " side       \
    ", -persons FROM paired_cell WHERE run = " run " AND " base " IS NOT NULL)"                \
    " WHERE EXISTS(SELECT 1 FROM paired_cell WHERE run = " run ")"                             \
    " GROUP BY population, fate HAVING sum(persons) <> 0)"

/* Persons of a run by group and both fates, of which one is NULL for those who set out in the
   other world only. It follows from the fates, so it is not stored; a run of a package's
   subset, of which no pairs are kept, has none. `base` is the baseline's run, NULL for itself.
 */
#define ASY_PAIRS(run, base)                                                                   \
    "SELECT population, fate_baseline, fate_reform, persons FROM paired_cell WHERE run = " run \
    " UNION ALL SELECT population, NULL, fate, persons FROM " ASY_ALONE(                       \
        run, run, base, "fate_reform") " UNION ALL SELECT population, fate, NULL, persons "    \
                                       "FROM " ASY_ALONE(base, run, base, "fate_baseline")

#endif
