/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A count that falls since fewer are decided is no better: its rate stands beside it, and where
   the reform moves how many come so far the verdict is the rate's, and says so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "outcome/contrast.h"
#include "outcome/derived.h"
#include "outcome/verdict.h"
#include "support/program.h"
#include "support/texts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N = 40 };

/* Of 1,000 at risk 300 are refused; under the reform 700 come so far and `rate` of them are. */
static void
contrast(struct asy_contrast *out, double decided, double rate, int worse)
{
    static double count[2][N], among[2][N];
    static uint32_t draw[N];
    for (int i = 0; i < N; i++) {
        draw[i] = (uint32_t) i;
        among[0][i] = 1000 + i;
        count[0][i] = 0.3 * among[0][i];
        among[1][i] = decided * among[0][i];
        count[1][i] = (rate + 0.0001 * i) * among[1][i];
    }
    assert_true(asy_contrast_of(out, &(struct asy_two_worlds){ .value = { count[0], count[1] },
                                                               .among = { among[0], among[1] },
                                                               .draw = draw,
                                                               .n = N,
                                                               .worse = worse }));
}

static enum asy_verdict
less_is_claimed(const struct asy_contrast *c, int worse)
{
    return asy_verdict_of(&asy_rests_on(&c->difference, &c->moved, worse)->summary, -1);
}

static void
where_fewer_come_so_far_the_rate_is_judged(void **state)
{
    struct asy_contrast c;
    (void) state;
    contrast(&c, 0.7, 0.35, 1);
    assert_int_equal(asy_verdict_of(&c.difference.summary, -1),
                     ASY_SUPPORTED); /* of the count */
    assert_true(asy_rests_on_rate(&c.moved, 1));
    assert_int_equal(less_is_claimed(&c, 1), ASY_CONTRADICTED);
    assert_true(fabs(c.moved.rate_moved.summary.median - 0.052) < 0.001);
    contrast(&c, 0.7, 0.2, 1);
    assert_int_equal(less_is_claimed(&c, 1), ASY_SUPPORTED);
}

/* As many as before; or nobody in one world; or no harm but a burden: the count is judged. */
static void
else_the_count_is_judged(void **state)
{
    struct asy_contrast c;
    (void) state;
    contrast(&c, 1.0, 0.2, 1);
    assert_false(asy_rests_on_rate(&c.moved, 1));
    assert_int_equal(less_is_claimed(&c, 1), ASY_SUPPORTED);
    contrast(&c, 0.0, 0.2, 1);
    assert_false(asy_rests_on_rate(&c.moved, 1));
    contrast(&c, 0.7, 0.35, 0);
    assert_false(asy_rests_on_rate(&c.moved, 0));
    assert_int_equal(less_is_claimed(&c, 0), ASY_SUPPORTED);
}

/* Half as many more come, and just as many are refused as before: that is no "surely better".
 */
static void
a_rate_alone_moves_nothing_surely(void **state)
{
    struct asy_contrast c;
    (void) state;
    contrast(&c, 1.5, 0.198, 1);
    assert_int_equal(asy_moves_sign(asy_moves_of(&c.difference.summary)), 0);
    assert_int_equal(
        asy_moves_sign(asy_moves_of(&asy_rests_on(&c.difference, &c.moved, 1)->summary)), -1);
    assert_int_equal(asy_surely(&c.difference, &c.moved, 1), 0);
    contrast(&c, 0.7, 0.35, 1); /* fewer, of whom more: as its rate goes */
    assert_int_equal(asy_surely(&c.difference, &c.moved, 1), 1);
    assert_int_equal(asy_surely(&c.difference, NULL, 1), -1);
}

/* More set out, of whom fewer are returned: the harm is marked as a good would be. */
static void
a_harm_of_nobody_in_particular_is_marked_by_how_many_set_out(void **state)
{
    struct asy_contrast c;
    (void) state;
    contrast(&c, 1.5, 0.28, 1);
    assert_int_equal(asy_moves_of(&c.difference.summary), ASY_MOVES_MORE);
    assert_true(asy_is_by_exposure(NULL, true, &c.moved));
    assert_true(asy_is_by_exposure("decisions_at_risk", false, &c.moved));
    assert_false(asy_is_by_exposure(NULL, false, &c.moved));
    contrast(&c, 1.0, 0.2, 1);
    assert_false(asy_is_by_exposure(NULL, true, &c.moved));
}

/* Refused of at risk and decided, and not of all decided: by the terms of the catalogue. */
static void
the_rate_of_wrongful_refusals_is_among_those_at_risk(void **state)
{
    const struct asy_derived *const rate = asy_derived_find("wrongful_refusal_rate"),
                                    *const of = asy_derived_find("decisions_at_risk");
    int below = 0;
    (void) state;
    assert_non_null(rate);
    assert_true(rate->is_ratio);
    assert_int_equal(rate->n_terms, of->n_terms);
    for (int t = 0; t < rate->n_terms; t++)
        for (int k = 0; k < of->n_terms; k++)
            if (rate->terms[t].metric == of->terms[k].metric) {
                assert_int_equal(rate->terms[t].below, of->terms[k].above);
                below++;
            }
    assert_int_equal(below, of->n_terms);
}

static struct texts_folder folder;

static bool
run(const char *before, const char *after, char *said, size_t size)
{
    char command[1024];
    snprintf(command, sizeof command, "cd %s && %s %s out.sqlite %s 2>&1", folder.name,
             ASY_PROGRAM, before, after);
    return program_say(command, said, size) == 0;
}

/* A shut gate: fewer are refused wrongly for fewer are decided, and the claim is not borne out.
 */
static void
compare_says_the_rate_and_that_it_is_judged(void **state)
{
    static char said[1 << 18];
    char path[128];
    (void) state;
    texts_open(&folder);
    texts_copy_small(&folder);
    texts_put(&folder, "shut.cfg",
              "extends = \"small.cfg\"; title = \"T\"; claim = \"C\"; source = \"S\";\n"
              "in_force = \"2012-06-01\";\n"
              "claim_outcome = { metric = \"wrongful_refusals\"; direction = \"less\"; };\n"
              "set: { crossings: { gate: { border: { ceiling = 0.0; }; }; }; };\n",
              path);
    if (!run("run small.cfg --reform shut.cfg --draws 20 -q -o", "", said, sizeof said) ||
        !run("compare", "--metric wrongful_refusals --metric refouled", said, sizeof said))
        fail_msg("%s", said);
    if (!strstr(said, "judged by the rate, since fewer") ||
        !strstr(said, "    per 100 (people at risk decided on the merits") ||
        !strstr(said, "    per 1,000 who set out in the same period: ") ||
        strstr(said, ": supported"))
        fail_msg("%s", strstr(said, "Claim put"));
    assert_true(run("compare", "--metric wrongful_refusals --json", said, sizeof said));
    assert_non_null(strstr(said, "\"rests_on\": \"rate\""));
    const char *words = strstr(said, "judged by the rate"); /* with its range */
    assert_non_null(words);
    const char *const end = strchr(words, '"');
    words = strstr(words, ", with the reform ");
    assert_true(words && end && words < end && end[-1] == ')');
    texts_close(&folder);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(where_fewer_come_so_far_the_rate_is_judged),
        cmocka_unit_test(else_the_count_is_judged),
        cmocka_unit_test(a_rate_alone_moves_nothing_surely),
        cmocka_unit_test(a_harm_of_nobody_in_particular_is_marked_by_how_many_set_out),
        cmocka_unit_test(the_rate_of_wrongful_refusals_is_among_those_at_risk),
        cmocka_unit_test(compare_says_the_rate_and_that_it_is_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
