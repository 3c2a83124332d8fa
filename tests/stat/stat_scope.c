/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An exemption is a property of the person: whoever is exempt is so at every attempt, and who
   is exempt at a tenth is so at a third. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#include <stdlib.h>

#define WORLD ASY_SOURCE_DIR "/tests/stat/world.cfg"

/* Who of those who set out are let in where nobody is heard but a share, by number; freed by
   the caller. */
static bool *
let_in(const char *scope, const char *retry, uint32_t *n, double *attempts)
{
    struct test_world world;
    struct asy_run run;
    test_world_open(&world, WORLD,
                    (const char *const[]){ scope, retry, "groups.walker.departure.persons=3000",
                                           "rules.people.family_share=0.4", NULL });
    test_world_live(&world, 0, &run);
    bool *in = calloc(run.n_people, sizeof *in);
    *n = run.n_people;
    *attempts = 0.0;
    assert_non_null(in);
    for (uint32_t i = 0; i < run.n_people; i++) {
        in[i] = run.people[i].claims > 0;
        *attempts += run.people[i].attempts;
    }
    asy_run_free(&run);
    test_world_close(&world);
    return in;
}

static double
share_of(const bool *in, uint32_t n)
{
    double sum = 0.0;
    for (uint32_t i = 0; i < n; i++)
        sum += in[i];
    return sum / n;
}

#define BUT(share) "rules.border.p_heard={value=0;except=({share=" share ";});}"

static void
a_tenth_exempt_lets_in_a_tenth_whatever_the_attempts(void **state)
{
    uint32_t n, m;
    double often, seldom;
    (void) state;
    bool *in = let_in(BUT("0.1"), "rules.border.retry_days=1", &n, &often),
         *later = let_in(BUT("0.1"), "rules.border.retry_days=50", &m, &seldom);
    assert_int_equal(n, m);
    assert_true(often > 20.0 * seldom &&
                seldom > 3.0 * n); /* others try in vain, again and again */
    const double se = sqrt(0.1 * 0.9 / n);
    test_near("share let in", share_of(in, n), 0.1, se);
    test_near("share let in, of few attempts", share_of(later, m), 0.1, se);
    for (uint32_t i = 0; i < n; i++)
        assert_int_equal(in[i], later[i]);
    free(in);
    free(later);
}

static void
who_lies_in_a_smaller_share_lies_in_a_larger_one(void **state)
{
    uint32_t n, m;
    double attempts;
    (void) state;
    bool *tenth = let_in(BUT("0.1"), "rules.border.retry_days=50", &n, &attempts),
         *third = let_in(BUT("0.3"), "rules.border.retry_days=50", &m, &attempts);
    assert_int_equal(n, m);
    for (uint32_t i = 0; i < n; i++)
        assert_true(third[i] || !tenth[i]);
    test_near("share let in", share_of(third, n), 0.3, sqrt(0.3 * 0.7 / n));
    free(tenth);
    free(third);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tenth_exempt_lets_in_a_tenth_whatever_the_attempts),
        cmocka_unit_test(who_lies_in_a_smaller_share_lies_in_a_larger_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
