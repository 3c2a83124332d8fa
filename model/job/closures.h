/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The claims of a job's reforms in each of the sixteen worlds of outcome/closures.h. */
#ifndef ASY_JOB_CLOSURES_H
#define ASY_JOB_CLOSURES_H

#include "asylsim/asylsim.h"
#include "job/lineup.h"
#include "store/results.h"

/* What can be refused before the first day: shards, and that no reform names an outcome. */
bool asy_closures_check(const struct asy_job *job, const struct asy_lineup *lineup,
                        struct asy_errors *errs);

/* Lives what is not yet in the file, world by world; `tick` (may be NULL) after each history.
   Ends early, and well, where the job is stopped. */
bool asy_closures_run(const struct asy_job *job, struct asy_results *results,
                      void (*tick)(void *user), void *user, struct asy_error *err);

#endif
