/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form is another way to write: each is lived in the reduced world beside the same said
   without it, and every history of the two is the same to the bit, and not the baseline's. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/digest.h"
#include "engine/ensemble.h"
#include "support/texts.h"

#include <stdio.h>

static const struct {
    const char *form, *plain;
} cases[] = {
    { "states: { DEU: { dublin: { p_request: { POL = { times = 0.5; }; }; }; }; };",
      "states: { DEU: { dublin: { p_request: { POL = 0.4; }; }; }; };" },
    { "states: { DEU: { dublin: { transfer_days = { plus = -130; }; }; }; };",
      "states: { DEU: { dublin: { transfer_days = 20; }; }; };" },
    { "states: { DEU: { merits: { capacity = { as_in = \"POL\"; }; }; }; };",
      "states: { DEU: { merits: { capacity = 1.5; }; }; };" },
    { "states: { DEU: { dublin: { suspended = { add = [\"POL\"]; }; }; }; };",
      "states: { DEU: { dublin: { suspended = [\"POL\"]; }; }; };" },
    { "states: { DEU: { dublin: { transfer_days = { value = 20; until = \"2013-08-31\"; }; }; "
      "}; "
      "};",
      "states: { DEU: { dublin: { transfer_days = { over_time = ( { from = \"2013-03-01\"; "
      "value = 20; }, { from = \"2013-09-01\"; value = 150; } ); }; }; }; };" },
    /* to the last day, and as if there were none */
    { "states: { DEU: { merits: { capacity = { value = 2; until = \"2014-12-31\"; }; }; }; };",
      "states: { DEU: { merits: { capacity = 2; }; }; };" },
};
enum { N_CASES = sizeof cases / sizeof *cases, N_SCENARIOS = 1 + 2 * N_CASES };

static struct asy_scenario *scenarios[N_SCENARIOS];
static int n_histories;

static struct asy_scenario *
read(const char *reform)
{
    char said[4096] = "";
    const struct asy_scenario_args args = { .baseline =
                                                ASY_SOURCE_DIR "/tests/golden/small.cfg",
                                            .reforms = &reform,
                                            .n_reforms = reform != NULL };
    struct asy_scenario *scenario = texts_load(&args, said, sizeof said);
    if (!scenario)
        fail_msg("%s", said);
    return scenario;
}

static struct asy_scenario *
read_text(const struct texts_folder *folder, const char *set)
{
    char text[1024], path[128];
    snprintf(text, sizeof text,
             "extends = \"%s/tests/golden/small.cfg\"; title = \"T\"; claim = \"C\"; source = "
             "\"S\"; in_force = \"2013-03-01\"; set: { %s };\n",
             ASY_SOURCE_DIR, set);
    texts_put(folder, "reform.cfg", text, path);
    return read(path);
}

static uint64_t
digest_of(const struct asy_result *result)
{
    const struct asy_result outcomes = { .naming = result->naming,
                                         .cells = result->cells,
                                         .n_cells = result->n_cells };
    return asy_result_digest(&outcomes);
}

static bool
compare(void *user, const struct asy_result *results, int n, struct asy_error *err)
{
    (void) user;
    (void) err;
    assert_int_equal(n, N_SCENARIOS);
    const uint64_t baseline = digest_of(&results[0]);
    for (int i = 0; i < N_CASES; i++) {
        const uint64_t form = digest_of(&results[1 + 2 * i]),
                       plain = digest_of(&results[2 + 2 * i]);
        if (form != plain || form == baseline)
            fail_msg("draw %u: %s is %s", results[0].draw, cases[i].form,
                     form == baseline ? "as if nothing had been said" : cases[i].plain);
    }
    n_histories++;
    return true;
}

static void
a_form_lives_as_what_it_comes_to(void **state)
{
    struct texts_folder folder;
    struct asy_error err;
    (void) state;
    texts_open(&folder);
    scenarios[0] = read(NULL);
    for (int i = 0; i < N_CASES; i++) {
        scenarios[1 + 2 * i] = read_text(&folder, cases[i].form);
        scenarios[2 + 2 * i] = read_text(&folder, cases[i].plain);
    }
    texts_close(&folder);
    const struct asy_plan plan = { .scenarios = (const struct asy_scenario *const *) scenarios,
                                   .n_scenarios = N_SCENARIOS,
                                   .seed = 1,
                                   .n_draws = 2,
                                   .n_replicates = 1,
                                   .n_threads = 2,
                                   .scale = 1.0,
                                   .take = compare };
    if (!asy_ensemble_run(&plan, NULL, &err))
        fail_msg("%s: %s", err.where, err.what);
    assert_int_equal(n_histories, 2);
    for (int i = 0; i < N_SCENARIOS; i++)
        asy_scenario_destroy(scenarios[i]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(a_form_lives_as_what_it_comes_to) };
    return cmocka_run_group_tests_name(ASY_TEST_NAME, tests, NULL, NULL);
}
