/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `check` passes, `run` does not refuse: for every key of every law a reform turns it to
   the ends of its range and to its standard, and what `check` reads without an error must come
   to its first day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/branch.h"
#include "job/lineup.h"

#include <gsl/gsl_errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SMALL ASY_SOURCE_DIR "/tests/golden/small.cfg"

enum { TURNS = 3, CHUNK = 39 /* worlds that a draw holds at once, beside the baseline */ };

/* Keys that a reform may never set. */
static const char *const refused[] = {
    "merits.rate",       "appeal.success", "walk.size",       "walk.passing",
    "walk.common",       "walk.row",       "walk.column",     "walk.uneven_series",
    "walk.uneven_years", "walk.group",     "walk.observation"
};

struct chunk {
    struct asy_scenario *scenario[CHUNK + 1]; /* the first is the baseline */
    int n;
};

static const char *
member_of(enum asy_per per)
{
    return per == ASY_PER_GROUP ? "chechen" : per == ASY_PER_CROSSING ? "gate" : "RUS";
}

static void
value_of(const struct asy_param *row, int turn, char out[64])
{
    int last = 0;
    switch (row->kind) {
    case ASY_FLAG:
        snprintf(out, 64, "%s", turn ? "true" : "false");
        return;
    case ASY_CHOICE:
        while (row->choices[last + 1])
            last++;
        snprintf(out, 64, "\"%s\"",
                 row->choices[turn == 0   ? 0
                              : turn == 1 ? (int) row->standard
                                          : last]);
        return;
    case ASY_SET:
        snprintf(out, 64, turn ? "[\"%s\"]" : "[]", member_of(row->per));
        return;
    case ASY_REAL:
    default:
        snprintf(out, 64, "%.17g", turn == 0 ? row->min : turn == 1 ? row->standard : row->max);
        return;
    }
}

static void
write_reform(const char *path, const struct asy_law *law, const struct asy_param *row, int turn)
{
    FILE *file = fopen(path, "w");
    char value[64];
    assert_non_null(file);
    value_of(row, turn, value);
    fprintf(file,
            "extends = \"%s\"; title = \"t\"; claim = \"c\"; source = \"s\";\n"
            "in_force = \"2013-03-01\";\n"
            "set: { rules: { %s: {\n    %s = %s;\n}; }; };\n",
            SMALL, law->name, row->name, value);
    assert_int_equal(fclose(file), 0);
}

/* All that `run` does before its first day, beyond what it shares with `check`. */
static void
come_to_the_first_day(struct chunk *chunk)
{
    const struct asy_plan plan = { .scenarios =
                                       (const struct asy_scenario *const *) chunk->scenario,
                                   .n_scenarios = chunk->n,
                                   .seed = 1,
                                   .n_draws = 1,
                                   .n_replicates = 1,
                                   .scale = 1.0 };
    struct asy_draw draw;
    struct asy_error err = { 0 };
    if (!asy_draw_init(&draw, &plan, 1, NULL, &err))
        fail_msg("check passes what run refuses: %s: %s", err.where, err.what);
    asy_draw_free(&draw);
    for (int i = 1; i < chunk->n; i++)
        asy_scenario_destroy(chunk->scenario[i]);
    chunk->n = 1;
}

static bool
may_never_be_set(const struct asy_law *law, const struct asy_param *row)
{
    char key[96];
    bool found = false;
    snprintf(key, sizeof key, "%s.%s", law->name, row->name);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        found |= strcmp(refused[i], key) == 0;
    return found;
}

/* Where the value stands is where it is refused. */
static void
expect_at_its_line(const struct asy_errors *errs, const char *path)
{
    for (size_t i = 0; i < errs->n; i++) {
        const char *const where = errs->list[i].where;
        const size_t n = strlen(where);
        const bool says_nothing_changes = strstr(errs->list[i].what, "changes nothing") != NULL;
        assert_int_equal(errs->list[i].code, ASY_E_INPUT);
        if (!says_nothing_changes && (n < 2 || strcmp(where + n - 2, ":4") != 0))
            fail_msg("%s, not %s:4: %s", where, path, errs->list[i].what);
    }
}

static void
turn_key(struct chunk *chunk, const char *path, const struct asy_law *law,
         const struct asy_param *row, int turn)
{
    const char *const reforms[] = { path };
    const struct asy_job job = {
        .baseline = SMALL, .reforms = reforms, .n_reforms = 1, .seed = 1
    };
    struct asy_lineup lineup = { 0 };
    struct asy_errors errs = { 0 };

    write_reform(path, law, row, turn);
    const bool passes = asy_lineup_load(&lineup, &job, false, &errs);
    if (passes && may_never_be_set(law, row))
        fail_msg("%s.%s is passed", law->name, row->name);
    if (passes) {
        chunk->scenario[chunk->n++] = lineup.list[1];
        lineup.n = 1;
    } else {
        expect_at_its_line(&errs, path);
    }
    asy_lineup_free(&lineup);
    asy_errors_free(&errs);
    if (chunk->n == CHUNK + 1)
        come_to_the_first_day(chunk);
}

static void
what_check_passes_comes_to_its_first_day(void **state)
{
    char path[] = "/tmp/asy_check_XXXXXX";
    struct chunk chunk = { .n = 1 };
    struct asy_errors errs = { 0 };
    const int fd = mkstemp(path);
    (void) state;

    assert_true(fd >= 0);
    close(fd);
    assert_true(asy_scenario_load(&chunk.scenario[0],
                                  &(struct asy_scenario_args){ .baseline = SMALL }, &errs));
    for (int law = 0; law < ASY_N_LAWS; law++)
        for (const struct asy_param *row = asy_laws[law]->params; row->name; row++)
            for (int turn = 0; turn < TURNS; turn++)
                turn_key(&chunk, path, asy_laws[law], row, turn);
    come_to_the_first_day(&chunk);
    asy_scenario_destroy(chunk.scenario[0]);
    asy_errors_free(&errs);
    unlink(path);
}

/* 1e6 persons a month and group are more than the program can number: it would end as short of
   memory, after a long time. */
static void
more_people_than_can_be_numbered_are_refused_where_they_are_asked_for(void **state)
{
    static const char *const sets[] = { "rules.departure.persons=1000000" };
    const struct asy_job job = { .baseline = SMALL, .sets = sets, .n_sets = 1, .seed = 1 };
    struct asy_lineup lineup = { 0 };
    struct asy_errors errs = { 0 };
    (void) state;

    assert_false(asy_lineup_load(&lineup, &job, false, &errs));
    assert_non_null(strstr(errs.list[0].what, "more than the"));
    assert_string_equal(errs.list[0].where, "--set:1");
    asy_lineup_free(&lineup);
    asy_errors_free(&errs);
}

/* Half a million a month, said to the end: in the baseline nobody answers to the odds. */
static void
write_departures(const char *path)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("group,period,persons\n", file);
    for (int year = 2012; year < 2015; year++)
        fprintf(file, "russian,%d,6000000\n", year);
    assert_int_equal(fclose(file), 0);
}

/* The reform opens a gate, by which as many may be drawn as demand.most says: what passes alone
   does not pass with it, unless nobody answers. */
static void
those_whom_the_odds_may_draw_are_numbered_too(void **state)
{
    static const char *const sets[] = { "rules.demand.total=0.5",
                                        "rules.closure.demand=still" };
    static const char *const reforms[] = { ASY_SOURCE_DIR "/tests/golden/reform_open.cfg" };
    char path[] = "/tmp/asy_check_XXXXXX";
    const int fd = mkstemp(path);
    (void) state;

    assert_true(fd >= 0);
    close(fd);
    write_departures(path);
    for (size_t i = 0; i < 4; i++) {
        const bool answers = i & 1, reformed = i & 2;
        const struct asy_job job = { .baseline = SMALL,
                                     .reforms = reforms,
                                     .n_reforms = reformed,
                                     .departures = path,
                                     .sets = sets,
                                     .n_sets = answers ? 1 : 2,
                                     .seed = 1 };
        struct asy_lineup lineup = { 0 };
        struct asy_errors errs = { 0 };
        assert_int_equal(asy_lineup_load(&lineup, &job, false, &errs), !answers || !reformed);
        assert_int_equal(errs.n, answers && reformed);
        if (errs.n) {
            assert_non_null(strstr(errs.list[0].what, "if the odds draw them"));
            assert_non_null(strstr(errs.list[0].where, path));
        }
        asy_lineup_free(&lineup);
        asy_errors_free(&errs);
    }
    unlink(path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_check_passes_comes_to_its_first_day),
        cmocka_unit_test(more_people_than_can_be_numbered_are_refused_where_they_are_asked_for),
        cmocka_unit_test(those_whom_the_odds_may_draw_are_numbered_too),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
