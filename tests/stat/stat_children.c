/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children are told apart in every fate and in the harms: with the adults they are all persons.
   Where all come as families with two adults, persons less children is two for each case that
   meets a fate; where nobody is a family there are none. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "support/world.h"

#define WORLD ASY_SOURCE_DIR "/tests/golden/small.cfg"

static const struct {
    enum asy_metric persons, children;
} told[] = {
    { ASY_METRIC_departures, ASY_METRIC_departures_children },
    { ASY_METRIC_claims_first, ASY_METRIC_claims_first_children },
    { ASY_METRIC_unheard_at_risk, ASY_METRIC_unheard_children_at_risk },
    { ASY_METRIC_wrongful_refusals, ASY_METRIC_wrongful_refusals_children },
    { ASY_METRIC_refouled_direct, ASY_METRIC_refouled_direct_children },
    { ASY_METRIC_refouled_chain, ASY_METRIC_refouled_chain_children },
    { ASY_METRIC_seized_in_transit, ASY_METRIC_seized_in_transit_children },
    { ASY_METRIC_persecuted_after_return, ASY_METRIC_persecuted_after_return_children },
};
enum { N_TOLD = sizeof told / sizeof *told };

static int64_t
all(const struct asy_run *run, int metric)
{
    return (int64_t) test_total(run, (enum asy_metric) metric, ASY_ANY, ASY_ANY, ASY_ANY);
}

static void
open_world(struct test_world *world, const char *share, const char *adults, struct asy_run *run)
{
    const char *sets[20];
    static char text[18][80];
    static const char *const groups[] = { "chechen", "tajik",   "russian",  "islander",
                                          "hunted",  "scholar", "resident", "stranger" };
    int n = 0;
    for (int g = 0; g < 8; g++) {
        snprintf(text[n], sizeof *text, "groups.%s.people.family_share=%s", groups[g], share);
        sets[n] = text[n];
        n++;
        snprintf(text[n], sizeof *text, "groups.%s.people.two_adults=%s", groups[g], adults);
        sets[n] = text[n];
        n++;
    }
    sets[n] = NULL;
    test_world_open(world, WORLD, sets);
    test_world_live(world, 0, run);
}

static void
children_of_all_fates_are_those_who_set_out(void **state)
{
    struct test_world world;
    struct asy_run run;
    int64_t sum = 0;
    (void) state;
    open_world(&world, "0.5", "0.5", &run);
    for (int f = 0; f < ASY_N_FATES; f++) {
        const int64_t children = all(&run, ASY_METRIC_children_refugee + f);
        assert_in_range(children, 0, all(&run, ASY_METRIC_fate_refugee + f));
        sum += children;
    }
    assert_true(sum > 0);
    assert_int_equal(sum, all(&run, ASY_METRIC_departures_children));
    assert_true(sum < all(&run, ASY_METRIC_departures));
    asy_run_free(&run);
    test_world_close(&world);
}

/* And not more children than families have: a count of children of others than the persons
   counted is seen by their share, as by an odd adult. */
static void
expect_two_adults(const struct asy_run *run, int persons, int children)
{
    const int64_t adults = all(run, persons) - all(run, children);
    const double share = (double) all(run, children) / (double) all(run, persons),
                 of_all = (double) all(run, ASY_METRIC_departures_children) /
                          (double) all(run, ASY_METRIC_departures);
    if (adults % 2 || adults < 0 || (all(run, persons) > 40 && fabs(share - of_all) > 0.2))
        fail_msg("%s: %d persons, %d children", asy_metrics[persons].name,
                 (int) all(run, persons), (int) all(run, children));
}

static void
two_adults_with_each_family_in_every_fate_and_harm(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    open_world(&world, "1", "1", &run);
    for (int i = 0; i < N_TOLD; i++) {
        assert_true(all(&run, told[i].persons) > 0); /* else nothing is tested */
        expect_two_adults(&run, told[i].persons, told[i].children);
    }
    for (int f = 0; f < ASY_N_FATES; f++)
        expect_two_adults(&run, ASY_METRIC_fate_refugee + f, ASY_METRIC_children_refugee + f);
    asy_run_free(&run);
    test_world_close(&world);
}

static void
no_families_no_children(void **state)
{
    struct test_world world;
    struct asy_run run;
    (void) state;
    open_world(&world, "0", "0", &run);
    for (int i = 0; i < N_TOLD; i++)
        assert_int_equal(all(&run, told[i].children), 0);
    for (int f = 0; f < ASY_N_FATES; f++)
        assert_int_equal(all(&run, ASY_METRIC_children_refugee + f), 0);
    asy_run_free(&run);
    test_world_close(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(children_of_all_fates_are_those_who_set_out),
        cmocka_unit_test(two_adults_with_each_family_in_every_fate_and_harm),
        cmocka_unit_test(no_families_no_children),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
