/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scenarios of a job, loaded and judged: all that can be refused before the first day is
   refused here, for `check` and `run` alike. */
#ifndef ASY_JOB_LINEUP_H
#define ASY_JOB_LINEUP_H

#include "asylsim/asylsim.h"
#include "outcome/split.h"
#include "scenario/scenario.h"

struct asy_lineup {
    const char *const
        *closures; /* of the world it is loaded for, as in struct
                      asy_scenario_args; set before, or zeroed: as the files say */
    size_t n_closures;
    struct asy_scenario **list; /* [n]: the baseline, then reforms, or the whole package */
    int n, n_few;               /* the last n_few are the job's `few` */
    const char **files;         /* those of the reforms, then of the few */
    struct asy_split split;     /* of a package */
};

/* Loads the baseline, every reform and the package that `job` names; of the package its subsets
   too if `subsets`. Every error of all of them is in `errs`. Zero it before, but for closures;
   free it after, also when this has failed. */
bool asy_lineup_load(struct asy_lineup *self, const struct asy_job *job, bool subsets,
                     struct asy_errors *errs);
void asy_lineup_free(struct asy_lineup *self);

#endif
