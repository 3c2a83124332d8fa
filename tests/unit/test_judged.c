/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* open_memstream */
/* One outcome has one verdict: the committed table of all reforms is judged as `compare`
   judges, by the rate where the reform moves how many come so far, and says by what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "outcome/contrast.h"
#include "support/claim_line.h"

#include <stdlib.h>
#include <string.h>

enum { N = 40 };

/* Of 1,000 notices that came up 300 led to a detention; with the reform `come` of them come up,
   and a rate between 0.3 - spread and 0.3 + spread leads to one. */
static void
contrast(struct asy_contrast *out, double come, double spread)
{
    static double count[2][N], among[2][N];
    static uint32_t draw[N];
    for (int i = 0; i < N; i++) {
        draw[i] = (uint32_t) i;
        among[0][i] = 1000.0;
        count[0][i] = 300.0;
        among[1][i] = come * 1000.0;
        count[1][i] = (0.3 + (i % 2 ? spread : -spread)) * among[1][i];
    }
    assert_true(asy_contrast_of(out, &(struct asy_two_worlds){ .value = { count[0], count[1] },
                                                               .among = { among[0], among[1] },
                                                               .draw = draw,
                                                               .n = N,
                                                               .worse = 1 }));
}

static void
line_is(const struct asy_contrast *c, const char *among, bool in_force, const char *wanted)
{
    const struct asy_claim_outcome claim = {
        .metric = "detained_on_notice", .population = "all", .place = "DEU", .direction = -1
    };
    char *text = NULL;
    size_t size;
    FILE *const out = open_memstream(&text, &size);
    claim_line(out, "appeal", &claim, "2017..2018", &c->difference, &c->moved, among, in_force);
    fclose(out);
    assert_string_equal(text, wanted);
    free(text);
}

static void
the_line_has_the_verdict_and_what_it_rests_on(void **state)
{
    struct asy_contrast c;
    (void) state;
    contrast(&c, 0.5, 0.1);
    const struct asy_judged judged =
        asy_judge("detained_on_notice", -1, true, &c.difference, &c.moved);
    assert_int_equal(asy_verdict_of(&c.difference.summary, -1), ASY_SUPPORTED);
    assert_true(judged.by_rate);
    assert_ptr_equal(judged.by, &c.moved.rate_moved);
    assert_int_equal(judged.verdict, ASY_NOT_SUPPORTED);
    line_is(&c, "notice_checks", true,
            "appeal: less detained_on_notice all DEU 2017..2018: -150 [-200, -100] +- 50; "
            "not supported, by the rate per 100 of notice_checks: 0 [-10, 10]\n");
    line_is(&c, NULL, true,
            "appeal: less detained_on_notice all DEU 2017..2018: -150 [-200, -100] +- 50; "
            "supported, by the count\n");
    line_is(&c, NULL, false,
            "appeal: less detained_on_notice all DEU 2017..2018: -150 [-200, -100] +- 50; "
            "untested, by the count\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_line_has_the_verdict_and_what_it_rests_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
