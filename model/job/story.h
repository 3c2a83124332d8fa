/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A life as asylsim/life.h tells it, with the faults of scenario files and those of the
   question apart: the program says them differently. */
#ifndef ASY_JOB_STORY_H
#define ASY_JOB_STORY_H

#include "asylsim/life.h"

/* Either `errs` has what is wrong with the files, or `err` what is wrong with the question: its
   `where` is then the member at fault ("group", "person", "fate") or what is asked of. */
bool asy_story_make(struct asy_story **out, const struct asy_life_asked *asked,
                    struct asy_errors *errs, struct asy_error *err);

#endif
