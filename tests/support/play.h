/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One rule case of tests/cases being played: a person, the law, what is asked of a rule. Read
   from libconfig text (play_law.c, play_person.c), put on the scene (play.c), and held to what
   is expected (play_expect.c). What may be asked stands in unit/test_cases.c. */
#ifndef ASY_TESTS_SUPPORT_PLAY_H
#define ASY_TESTS_SUPPORT_PLAY_H

#include "engine/run.h"

#include <libconfig.h>

#define PLAY_FOLDER ASY_SOURCE_DIR "/tests/cases/"

enum { PLAY_MOST_SETS = 32, PLAY_MOST_TEXT = 400, PLAY_FIRST_YEAR = 2015 };

struct play {
    const config_setting_t *text;
    const char *name;
    char set[PLAY_MOST_SETS][PLAY_MOST_TEXT]; /* the law, as values of the command line */
    int n_sets;
    struct asy_scenario *scenario;
    struct asy_world world;
    struct asy_thresholds *thresholds;
    struct asy_run run;
    struct asy_applicant who;
    struct asy_luck luck; /* chosen */
};

/* The map itself, under no law of a case: opened before the first case. */
int play_map_open(void **state);
int play_map_close(void **state);

void play_open(struct play *play, const config_setting_t *text);
void play_close(struct play *play);

/* Fails the test at the line of the case. */
_Noreturn void play_complain(const struct play *play, const config_setting_t *where,
                             const char *what);

/* Members of a group of the text; `group` may be NULL. */
const char *play_text(const config_setting_t *group, const char *key); /* NULL: not there */
bool play_number(const config_setting_t *group, const char *key, double *number);
int play_country(const struct play *play, const config_setting_t *group, const char *key,
                 int standard);
uint64_t play_countries(const struct play *play, const config_setting_t *group,
                        const char *key);
struct play_marks {
    uint64_t word[2]; /* as in struct asy_applicant: the near ones, and the others */
};
struct play_marks play_marks(const struct play *play, const config_setting_t *group,
                             const char *key);

void play_take_laws(struct play *play);
void play_take_person(struct play *play);

/* What came of it. */
const char *play_code(const struct play *play, int country); /* "none" if it is none */
void play_expect_text(const struct play *play, const config_setting_t *at, const char *what,
                      const char *got, const char *expected);
void play_expect_counts(const struct play *play, const config_setting_t *counts);
/* What a stage answered: next, queue, days, least_days, most_days, in, to, fate, marks,
   unmarked, counted, claimed_in, chains. */
void play_expect_step(const struct play *play, const config_setting_t *expected,
                      struct asy_step step);

extern const char *const play_fates[ASY_N_FATES];

#endif
