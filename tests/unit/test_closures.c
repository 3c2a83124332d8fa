/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims in sixteen readings of the world: what counts as a sign, how it is told, and that the
   table that comes with asylsim is read as it stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "outcome/closure_table.h"
#include "outcome/verdict.h"
#include "support/texts.h"

#include <string.h>
#include <unistd.h>

/* ---- signs ------------------------------------------------------------------------------- */

static enum asy_sign
sign(double median, double error, size_t n_draws, int direction)
{
    const struct asy_summary s = {
        .n = n_draws, .median = median, .error = error, .n_draws = n_draws, .of_draws = n_draws
    };
    return asy_sign_of(&s, direction);
}

static void
a_sign_counts_beyond_two_errors(void **state)
{
    (void) state;
    assert_int_equal(sign(2.1, 1.0, 20, 1), ASY_SIGN_HOLDS);
    assert_int_equal(sign(2.1, 1.0, 20, -1), ASY_SIGN_TURNS);
    assert_int_equal(sign(-2.1, 1.0, 20, -1), ASY_SIGN_HOLDS);
    assert_int_equal(sign(2.0, 1.0, 20, 1), ASY_SIGN_UNCLEAR);
    assert_int_equal(sign(0.0, 0.0, 20, 1), ASY_SIGN_UNCLEAR);
    assert_int_equal(sign(9.0, 0.0, 19, 1), ASY_SIGN_TOO_FEW);
}

static void
expect_words(const char *letters, const char *words)
{
    struct asy_signs signs;
    char said[ASY_SIGNS_WORDS], again[ASY_N_WORLDS + 1];

    assert_true(asy_signs_read(letters, &signs));
    assert_string_equal(asy_signs_letters(again, &signs), letters);
    assert_string_equal(asy_signs_words(said, &signs), words);
}

/* World 0 has all standards, world 1 another capacity, world 2 rates held, world 4 still
   demand, world 8 the mean of a year. */
static void
what_a_sign_hangs_on_is_said(void **state)
{
    (void) state;
    expect_words("++++++++++++++++", "holds in 16 of 16 worlds");
    expect_words("++--++--++--++--",
                 "holds in 8 of 16 worlds, turns in 8: turns where rates of "
                 "recognition are held");
    expect_words("0000000000000+0+", "unclear in 14 of 16 worlds, holds in 2: holds where "
                                     "capacity to decide is fixed and demand stands still and "
                                     "departures go on from the last year's mean");
    expect_words("+++++++++++++++0",
                 "holds in 15 of 16 worlds, unclear in 1: unclear where capacity to decide is "
                 "fixed and rates of recognition are held and demand stands still and "
                 "departures go on from the last year's mean");
    expect_words("+0+++0++++++++++",
                 "holds in 14 of 16 worlds, unclear in 2: unclear where capacity to decide is "
                 "fixed and the need to be shown is held and departures go on from the last "
                 "quarter");
    expect_words("+0++++++++0+++++", "holds in 14 of 16 worlds, unclear in 2; it changes with "
                                     "capacity in 2 of 8 pairs of worlds, hold in 2 of 8 pairs "
                                     "of worlds, demand in 2 of 8 pairs of worlds, level in 2 "
                                     "of 8 pairs of worlds");
    expect_words("+++++++++++++++?", "too few draws: fewer than 20 allow no statement");
    struct asy_signs signs;
    assert_false(asy_signs_read("+++", &signs));
    assert_false(asy_signs_read("+++++++++++++++x", &signs));
}

/* ---- the table that comes with it -------------------------------------------------------- */

#define HEAD                                                                                   \
    "reform,digest,metric,population,place,direction,period,worlds,holds,turns,unclear,draws," \
    "seed,version\n"
#define DIGEST "0123456789abcdef0123456789abcdef"

static void
expect_fault(const char *line, const char *what)
{
    struct asy_closure_table table;
    struct asy_error err;
    char csv[400];

    snprintf(csv, sizeof csv, HEAD "%s", line);
    assert_false(asy_closure_table_read(&table, csv, &err));
    assert_non_null(strstr(err.what, what));
    assert_non_null(strstr(err.where, "table.csv:2"));
    asy_closure_table_free(&table);
}

static void
table_is_read_and_its_faults_named(void **state)
{
    struct asy_closure_table table;
    struct asy_error err;

    (void) state;
    assert_true(asy_closure_table_read(
        &table,
        HEAD "a," DIGEST
             ",claims_first,all,DEU,less,2017..2018,++--0000++++++++,10,2,4,20,1,0.1\n",
        &err));
    assert_int_equal(table.n, 1);
    assert_int_equal(table.list[0].direction, -1);
    assert_int_equal(table.list[0].signs.of[2], ASY_SIGN_TURNS);
    asy_closure_table_free(&table);
    expect_fault("a," DIGEST ",m,all,all,fewer,2017,++++++++++++++++,16,0,0,20,1,0.1\n",
                 "expected more or less");
    expect_fault("a," DIGEST ",m,all,all,less,2017,+++,16,0,0,20,1,0.1\n", "expected a sign");
    expect_fault("a," DIGEST ",m,all,all,less,2017,++++++++++++++++,15,0,1,20,1,0.1\n",
                 "expected as many");
    expect_fault("a,beef,m,all,all,less,2017,++++++++++++++++,16,0,0,20,1,0.1\n",
                 "expected the digest");
    expect_fault("a," DIGEST ",m,all\n", "expected fourteen cells");
}

static bool
is_current(const struct asy_closure_row *row)
{
    struct asy_scenario *scenario;
    char path[300], said[2000], digest[33] = "";
    const char *names[1] = { path };

    snprintf(path, sizeof path, ASY_SOURCE_DIR "/scenarios/reforms/%s.cfg", row->reform);
    if (access(path, R_OK) != 0)
        snprintf(path, sizeof path, ASY_SOURCE_DIR "/scenarios/packages/%s.cfg", row->reform);
    scenario = texts_load(
        &(struct asy_scenario_args){ .baseline = ASY_SOURCE_DIR "/scenarios/baseline.cfg",
                                     .reforms = names,
                                     .n_reforms = 1 },
        said, sizeof said);
    if (scenario)
        asy_scenario_digest(scenario, digest);
    asy_scenario_destroy(scenario);
    return strcmp(digest, row->digest) == 0;
}

/* A line of another text says nothing, and is not shown: it is made anew, or taken out. */
static void
committed_table_is_whole_and_current(void **state)
{
    struct asy_closure_table table;
    struct asy_error err;
    int n_stale = 0;

    (void) state;
    if (!asy_closure_table_read(&table, NULL, &err))
        fail_msg("%s: %s", err.where, err.what);
    for (size_t i = 0; i < table.n; i++) {
        assert_int_equal(table.list[i].draws, ASY_LEAST_DRAWS);
        assert_int_equal(asy_signs_count(&table.list[i].signs, ASY_SIGN_TOO_FEW), 0);
        const struct asy_closure_row *const before = i ? &table.list[i - 1] : NULL;
        assert_true(!before || strcmp(table.list[i].reform, before->reform) >= 0);
        if (before && strcmp(table.list[i].reform, before->reform) == 0 &&
            strcmp(table.list[i].digest, before->digest) == 0)
            continue;
        if (is_current(&table.list[i]))
            continue;
        print_error(
            "stale: scenarios/closures/table.csv was made of another text of %s, or of "
            "the baseline; make it anew (scenarios/closures/table.py), or take it out\n",
            table.list[i].reform);
        n_stale++;
    }
    assert_int_not_equal(table.n, 0);
    asy_closure_table_free(&table);
    assert_int_equal(n_stale, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sign_counts_beyond_two_errors),
        cmocka_unit_test(what_a_sign_hangs_on_is_said),
        cmocka_unit_test(table_is_read_and_its_faults_named),
        cmocka_unit_test(committed_table_is_whole_and_current),
    };
    return cmocka_run_group_tests_name(ASY_TEST_NAME, tests, NULL, NULL);
}
