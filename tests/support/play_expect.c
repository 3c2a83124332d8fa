/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case expects of the answer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/play.h"
#include "support/world.h"

#include <string.h>

void
play_expect_text(const struct play *play, const config_setting_t *at, const char *what,
                 const char *got, const char *expected)
{
    char text[200];
    snprintf(text, sizeof text, "%s is %s, expected %s", what, got, expected);
    if (strcmp(got, expected) != 0)
        play_complain(play, at, text);
}

const char *
play_code(const struct play *play, int index)
{
    return index >= 0 && index < play->world.n_countries ? play->world.country[index].code
                                                         : "none";
}

void
play_expect_counts(const struct play *play, const config_setting_t *counts)
{
    for (int i = 0; counts && i < config_setting_length(counts); i++) {
        const config_setting_t *one = config_setting_get_elem(counts, (unsigned) i);
        int metric = 0;
        while (metric < ASY_N_METRICS &&
               strcmp(asy_metrics[metric].name, config_setting_name(one)) != 0)
            metric++;
        if (metric == ASY_N_METRICS)
            play_complain(play, one, "counts what is not counted");
        const uint64_t n = test_total(&play->run, metric, ASY_ANY, ASY_ANY, ASY_ANY);
        char got[24], expected[24];
        snprintf(got, sizeof got, "%llu", (unsigned long long) n);
        snprintf(expected, sizeof expected, "%d", config_setting_get_int(one));
        play_expect_text(play, one, asy_metrics[metric].name, got, expected);
    }
}

/* The answer to what is expected as a text; NULL where it is expected otherwise. */
static const char *
answer_of(const struct play *play, struct asy_step step, const char *key)
{
    if (strcmp(key, "next") == 0)
        return step.next == ASY_TRY ? "try" : asy_stage_name((int) step.stage);
    if (strcmp(key, "queue") == 0)
        return step.next == ASY_QUEUE ? asy_queues[step.n].name : "none";
    if (strcmp(key, "in") == 0)
        return play_code(play, play->who.place);
    if (strcmp(key, "to") == 0)
        return play_code(play, play->who.target);
    if (strcmp(key, "visa_of") == 0)
        return play_code(play, play->who.visa);
    if (strcmp(key, "entered") == 0)
        return play_code(play, play->who.first);
    return strcmp(key, "fate") == 0 ? play_fates[play->who.fate] : NULL;
}

static void
expect_marks(const struct play *play, const config_setting_t *expected,
             const config_setting_t *one)
{
    const struct play_marks set = play_marks(play, expected, config_setting_name(one));
    const bool wanted = strcmp(config_setting_name(one), "marks") == 0;

    const uint64_t borne[2] = { play->who.marks & set.word[0],
                                play->who.more_marks & set.word[1] };
    if (wanted && (borne[0] != set.word[0] || borne[1] != set.word[1]))
        play_complain(play, one, "is not so marked");
    if (!wanted && (borne[0] || borne[1]))
        play_complain(play, one, "is still so marked");
}

static void
expect_days(const struct play *play, const config_setting_t *one, struct asy_step step)
{
    const char *key = config_setting_name(one);
    const int days = step.next == ASY_WAIT ? step.n : 0;
    const int wanted = (int) config_setting_get_float(one);

    if ((strcmp(key, "days") == 0 && days != wanted) ||
        (strcmp(key, "least_days") == 0 && days < wanted) ||
        (strcmp(key, "most_days") == 0 && days > wanted))
        play_complain(play, one, "comes on another day");
}

/* The states where a claim of theirs binds them, or whose entry bans do. */
static void
expect_states(const struct play *play, const config_setting_t *expected,
              const config_setting_t *one, uint64_t states)
{
    if (states != play_countries(play, expected, config_setting_name(one)))
        play_complain(play, one, "is bound by others");
}

/* Chains of refoulement in the ledger, of whatever length. */
static void
expect_chains(const struct play *play, const config_setting_t *one)
{
    if ((double) play->run.ledger.n != config_setting_get_float(one))
        play_complain(play, one, "has other chains in the ledger");
}

/* Days that they now remember, by name, in days from now. */
static void
expect_memories(const struct play *play, const config_setting_t *all)
{
    for (int i = 0; i < config_setting_length(all); i++) {
        const config_setting_t *one = config_setting_get_elem(all, (unsigned) i);
        int m = 0;
        int16_t day;
        while (m < ASY_N_MEMORIES &&
               strcmp(asy_memories[m].name, config_setting_name(one)) != 0)
            m++;
        if (m == ASY_N_MEMORIES || strcmp(asy_memories[m].kind, "day") != 0)
            play_complain(play, one, "remembers a day that there is not");
        memcpy(&day, (const char *) &play->who + asy_memories[m].offset, sizeof day);
        if (day != play->run.scene.day + (int) config_setting_get_float(one))
            play_complain(play, one, "remembers another day");
    }
}

void
play_expect_step(const struct play *play, const config_setting_t *expected,
                 struct asy_step step)
{
    for (int i = 0; i < config_setting_length(expected); i++) {
        const config_setting_t *one = config_setting_get_elem(expected, (unsigned) i);
        const char *key = config_setting_name(one), *answer = answer_of(play, step, key);
        if (answer)
            play_expect_text(play, one, key, answer, config_setting_get_string(one));
        else if (strcmp(key, "marks") == 0 || strcmp(key, "unmarked") == 0)
            expect_marks(play, expected, one);
        else if (strcmp(key, "counted") == 0)
            play_expect_counts(play, one);
        else if (strcmp(key, "claimed_in") == 0)
            expect_states(play, expected, one, play->who.claimed);
        else if (strcmp(key, "banned_by") == 0)
            expect_states(play, expected, one, play->who.banned_by);
        else if (strcmp(key, "chains") == 0)
            expect_chains(play, one);
        else if (strcmp(key, "remembers") == 0)
            expect_memories(play, one);
        else if (strstr(key, "days"))
            expect_days(play, one, step);
        else if (strcmp(key, "begins") != 0)
            play_complain(play, one, "expects what is not known");
    }
}
