/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim check: what it says in words (cmd_check.c) and as JSON (check_json.c); in both,
   of reach (check_reach.c) and of what a text holds (check_articles.c). */
#ifndef ASY_CLI_CHECK_H
#define ASY_CLI_CHECK_H

#include "cli/say.h"
#include "engine/reach.h"
#include "job/lineup.h"
#include "scenario/articles.h"
#include "scenario/scenario.h"

/* { scenario, reforms, errors }, always these three: no scenario and no reforms where there are
   errors, each with file, line and what is wrong. */
json_t *asy_check_json(void);
void asy_check_json_base(json_t *self, const struct asy_scenario *base, const char *file,
                         uint64_t seed);
/* The ledgers of a reform; of several that hold together, of each. Zero it before. */
struct asy_check_articles {
    struct asy_articles *list;
    size_t n;
};
/* Of the i-th of a lineup that `job` made; all that is wrong with them is in `errs`. */
bool asy_check_articles_find(struct asy_check_articles *self, const struct asy_job *job,
                             const struct asy_lineup *lineup, int i, struct asy_errors *errs);
void asy_check_articles_free(struct asy_check_articles *self);
void asy_check_articles_print(const struct asy_check_articles *self);
/* [{ reform, file, modelled, held, outside, articles }]; [] where there is none. */
json_t *asy_check_articles_json(const struct asy_check_articles *self);

/* A reform, or what --set changes; `reach` and `articles` NULL where there are none. */
void asy_check_json_reform(json_t *self, const struct asy_scenario *base,
                           const struct asy_scenario *reform, const char *name,
                           const char *title, const struct asy_reach *reach,
                           const struct asy_check_articles *articles);
void asy_check_json_errors(json_t *self, const struct asy_errors *errs);

/* Whom each change of a reform is asked about, in words; the warnings where that is nobody, on
   stderr; the same as errors. Nothing where no pilot was lived. */
void asy_check_reach_print(const struct asy_reach *reach, const struct asy_scenario *reform);
void asy_check_reach_warn(const struct asy_reach *reach, const struct asy_scenario *reform);
void asy_check_reach_refuse(const struct asy_reach *reach, const struct asy_scenario *reform,
                            struct asy_errors *errs);
/* [{ file, line, warning }]; and two fields of the i-th change, null where `reach` is NULL. */
json_t *asy_check_reach_warnings(const struct asy_reach *reach,
                                 const struct asy_scenario *reform);
void asy_check_reach_json(json_t *change, const struct asy_reach *reach,
                          const struct asy_scenario *reform, size_t i);

/* Says on stdout, where JSON is asked of `check`, why its command line is refused. */
int asy_check_refuse_usage(const struct asy_options *options, int argc, char **argv);

/* Says the errors, on stdout too where JSON is asked of `check`; returns the exit code. */
int asy_check_refuse(const struct asy_options *options, struct asy_errors *errs);

#endif
