/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Advice on what is written otherwise, of texts that end anywhere: each stands in memory of its
   own size, where the address sanitizer sees a byte read past it. */
#include "scenario/misread.h"
#include "text/scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

/* All that is said of the first n bytes. */
static void
scan(const char *text, size_t n, char said[512])
{
    struct asy_errors errs = { 0 };
    struct asy_scan result;
    char *const alone = malloc(n ? n : 1);

    assert_non_null(alone);
    memcpy(alone, text, n);
    asy_scan_init(&result, "f", alone, n, &errs);
    said[0] = '\0';
    for (size_t i = 0; i < errs.n; i++)
        snprintf(said + strlen(said), 512 - strlen(said), "%.200s\n", errs.list[i].what);
    asy_scan_free(&result);
    asy_errors_free(&errs);
    free(alone);
}

static void
a_text_may_end_anywhere(void **state)
{
    static const char *const values[] = {
        "3 months",
        "6 weeks and 2 days",
        "50 %",
        "1 per cent",
        "12.5 pct.",
        "0.3 to 0.5",
        "0.3-0.5",
        "0.3 .. 1",
        "0.3 +/- 0.1",
        "1.5 million",
        "half of them",
        "nein",
        "1 000,5",
        "1e5",
        "0x10",
        "5L",
        "beta(2, 3)",
        "2016-01-0",
        "1 March 2017",
        "0.3\xe2\x80\x93"
        "0.5",
        "50\xc2\xa0%",
        "\xe2\x80\x9ehalf\xe2\x80\x9c",
        "3 persons per day",
    };
    static const char *const keys[] = { "answer_days", "p_request", "lapse" };
    char text[160], said[512];
    (void) state;
    for (size_t v = 0; v < sizeof values / sizeof *values; v++)
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            snprintf(text, sizeof text, "rules: { dublin: { %s = %s; }; };", keys[k],
                     values[v]);
            for (size_t n = 0; n <= strlen(text); n++)
                scan(text, n, said);
        }
}

static void
no_number_is_told_that_would_be_another(void **state)
{
    static const struct {
        const char *value, *must, *never;
    } said_of[] = {
        { "3 months", "about 91, since months differ", "write 3" },
        { "6 Wochen", "write 42", "write 6" },
        { "72 hours", "write 3 ", "write 72" },
        { "4 years", "about 1461", "write 4" },
        { "2 dozen", "\"days\"", "write" },
        { "3 thousand", "\"days\"", "write" },
        { "90 calendar days", "\"days\"", "write" },
        { "30 %", "a number of days", "0.3" },
        { "30 percent", "a number of days", "0.3" },
        { "30 persons/day", "\"days\"", "write" },
        { "10 to 20", "[10, 20]", "write" },
        { "20-10", "[low, high]", "[20" },
        { "92 days", "write 92", "about" },
        { "1,5 months", "about 46,", "write" },
    };
    char text[160], said[512];
    (void) state;
    for (size_t i = 0; i < sizeof said_of / sizeof *said_of; i++) {
        snprintf(text, sizeof text, "rules: { dublin: { answer_days = %s; }; };",
                 said_of[i].value);
        scan(text, strlen(text), said);
        if (!strstr(said, said_of[i].must) || strstr(said, said_of[i].never))
            fail_msg("%s: expected '%s', not '%s', got:\n%s", said_of[i].value, said_of[i].must,
                     said_of[i].never, said);
    }
}

static void
what_stands_before_the_next_key_is_no_unit(void **state)
{
    char said[512];
    static const char text[] = "rules: { dublin: { p_request = 0.5\nlapse = true; }; };";
    static const char same[] = "rules: { dublin: { p_request = 0.5 lapse = true; }; };";
    (void) state;
    scan(text, sizeof text - 1, said);
    assert_string_equal(said, "");
    scan(same, sizeof same - 1, said);
    assert_string_equal(said, "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_may_end_anywhere),
        cmocka_unit_test(no_number_is_told_that_would_be_another),
        cmocka_unit_test(what_stands_before_the_next_key_is_no_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
