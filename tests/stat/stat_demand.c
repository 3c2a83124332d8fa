/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Those who set out answer to the odds: the nested logit in closed form, and which month is
   compared with which. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "law/environment.h"
#include "law/response/practice.h"
#include "life/day.h"
#include "support/world.h"

#include <stdlib.h>
#include <string.h>

#define WORLD ASY_SOURCE_DIR "/tests/stat/world.cfg"

enum { GATE, SIDE, FLIGHT, WALKER = 0, MONTHS = 48 };

#define TWO_WAYS "groups.walker.departure.routes={gate=3; side=1; flight=0;}"

/* A world with beliefs by month, here and in the baseline, all at 1/2. */
struct table {
    struct test_world world;
    struct asy_run run;
    struct asy_world seen; /* with other ends of data */
    struct asy_beliefs own[MONTHS], baseline[MONTHS];
    int16_t hidden[ASY_MAX_CROSSINGS];
    double weight[ASY_MAX_CROSSINGS];
};

static struct table *
lay(const char *total, const char *lag)
{
    struct table *self = calloc(1, sizeof *self);
    assert_non_null(self);
    test_world_open(
        &self->world, WORLD,
        (const char *const[]){ TWO_WAYS, "rules.choice.access=0.8", total, lag, NULL });
    test_world_live(&self->world, 0, &self->run);
    self->seen = *self->run.scene.world;
    self->run.scene.world = &self->seen;
    for (int m = 0; m < MONTHS; m++) {
        asy_beliefs_init(&self->own[m]);
        asy_beliefs_init(&self->baseline[m]);
    }
    for (int x = 0; x < ASY_MAX_CROSSINGS; x++)
        self->hidden[x] = -1;
    self->weight[GATE] = 3;
    self->weight[SIDE] = 1;
    return self;
}

static void
clear(struct table *self)
{
    self->run.scene.world = test_world_of(&self->world);
    asy_run_free(&self->run);
    test_world_close(&self->world);
    free(self);
}

static void
data_end_in(struct table *self, int month)
{
    self->seen.spans.departures[WALKER] = 31 * month; /* a day in that month, near enough */
}

static struct asy_pull
ask(struct table *self, int month, bool reform)
{
    struct asy_pull pull;
    const struct asy_rumour rumour = { self->own, reform ? self->baseline : NULL, month,
                                       self->hidden };
    asy_demand_pull(&pull, &self->run.scene, &rumour, WALKER, self->weight);
    return pull;
}

/* How many go by a way, of four who would. */
static double
flow(const struct asy_pull *pull, const struct table *self, int x)
{
    double sum = 0.0, all = 0.0;
    for (int y = 0; y <= SIDE; y++) {
        all += self->weight[y];
        sum += self->weight[y] * exp(pull->in_data[y] + pull->gain[y]);
    }
    return all * pull->comes * pull->sets_out * self->weight[x] *
           exp(pull->in_data[x] + pull->gain[x]) / sum;
}

static void
a_nested_logit_between_the_ways_and_home(void **state)
{
    static const struct {
        const char *set;
        double total;
    } row[] = { { "rules.demand.total=0", 0.0 },
                { "rules.demand.total=0.3", 0.3 },
                { "rules.demand.total=1", 1.0 } };
    const double lost = pow(0.1 / 0.5, 0.8); /* of each way to the gate */
    (void) state;
    for (int i = 0; i < 3; i++) {
        struct table *self = lay(row[i].set, "rules.demand.lag_months=0");
        self->own[5].access[WALKER][GATE] = 0.1f;
        const struct asy_pull pull = ask(self, 5, true);
        const double left = (3.0 * lost + 1.0) / 4.0;
        test_near("set out", pull.sets_out, pow(left, row[i].total), 1e-7);
        test_near("flows add up", flow(&pull, self, GATE) + flow(&pull, self, SIDE),
                  4.0 * pow(left, row[i].total), 1e-6);
        if (i == 2) { /* whoever is lost stays at home: the other way is as it was */
            test_near("gate", flow(&pull, self, GATE), 3.0 * lost, 1e-6);
            test_near("side", flow(&pull, self, SIDE), 1.0, 1e-6);
        }
        assert_true(i > 0 || pull.sets_out == 1.0);
        clear(self);
    }
}

static void
it_is_bounded_both_ways(void **state)
{
    struct table *self = lay("rules.demand.total=1", "rules.demand.most=1.25");
    (void) state;
    self->own[5].access[WALKER][GATE] = self->own[5].access[WALKER][SIDE] = 0.02f;
    assert_true(ask(self, 5, true).sets_out == 1.0 / 1.25);
    self->own[5].access[WALKER][GATE] = self->own[5].access[WALKER][SIDE] = 1.0f;
    assert_true(ask(self, 5, true).sets_out == 1.25);
    clear(self);
}

static void
within_the_data_a_reform_is_compared_with_the_same_month(void **state)
{
    struct table *self = lay("rules.demand.total=0.5", "rules.demand.lag_months=0");
    (void) state;
    self->own[10].access[WALKER][GATE] = 0.1f;
    self->baseline[10].access[WALKER][GATE] = 0.2f;
    data_end_in(self, 20);
    test_near("gain", ask(self, 10, true).gain[GATE], 0.8 * log(0.5), 1e-6);
    /* the baseline itself is as the series say */
    assert_true(ask(self, 10, false).gain[GATE] == 0.0);
    assert_true(ask(self, 10, false).sets_out == 1.0);
    clear(self);
}

static void
after_the_data_both_are_compared_with_their_last_day(void **state)
{
    struct table *self = lay("rules.demand.total=0.5", "rules.demand.lag_months=0");
    (void) state;
    data_end_in(self, 6);
    self->own[10].access[WALKER][GATE] = 0.1f;
    self->baseline[6].access[WALKER][GATE] = 0.4f;
    self->baseline[10].access[WALKER][GATE] = 0.1f;
    test_near("reform", ask(self, 10, true).gain[GATE], 0.8 * log(0.25), 1e-6);
    self->own[6].access[WALKER][GATE] = 0.4f;
    const struct asy_pull reform = ask(self, 10, true), baseline = ask(self, 10, false);
    assert_true(reform.gain[GATE] == baseline.gain[GATE] &&
                reform.sets_out == baseline.sets_out);
    clear(self);

    /* none answers: the reform with the same month, the baseline with nothing */
    self = lay("rules.demand.total=0", "rules.demand.lag_months=3");
    data_end_in(self, 6);
    self->own[10].access[WALKER][GATE] = 0.1f;
    self->baseline[6].access[WALKER][GATE] = 0.4f;
    self->baseline[10].access[WALKER][GATE] = 0.1f;
    assert_true(ask(self, 10, true).gain[GATE] == 0.0);
    assert_true(ask(self, 10, false).gain[GATE] == 0.0);
    clear(self);
}

static void
news_takes_its_time(void **state)
{
    struct table *self = lay("rules.demand.total=0.5", "rules.demand.lag_months=1.5");
    (void) state;
    data_end_in(self, 30);
    self->own[8].access[WALKER][GATE] = 0.3f;
    self->own[9].access[WALKER][GATE] = 0.1f;
    self->own[10].access[WALKER][GATE] = 0.02f;
    test_near("gain", ask(self, 10, true).gain[GATE], 0.8 * log(0.2 / 0.5), 1e-6);
    clear(self);
}

static void
where_claims_do_not_tell_the_baseline_answers_in_the_data(void **state)
{
    struct table *self = lay("rules.demand.total=0.5", "rules.demand.lag_months=0");
    const double left = pow(0.1 / 0.5, 0.8);
    (void) state;
    data_end_in(self, 20);
    self->hidden[GATE] = 8;
    self->own[10].access[WALKER][GATE] = self->baseline[10].access[WALKER][GATE] = 0.1f;
    const struct asy_pull before = ask(self, 7, false), in = ask(self, 10, false);
    assert_true(before.comes == 1.0 && before.in_data[GATE] == 0.0);
    test_near("gate", flow(&in, self, GATE), 3.0 * left, 1e-6);
    test_near("side", flow(&in, self, SIDE), 1.0, 1e-6); /* as observed */
    assert_true(in.sets_out == 1.0);
    /* a reform that keeps the odds has them come, or go the other way */
    self->own[10].access[WALKER][GATE] = 0.5f;
    const struct asy_pull kept = ask(self, 10, true);
    test_near("comes, and is drawn", kept.in_data[GATE] + kept.gain[GATE], 0.0, 1e-7);
    test_near("half of what the data lost", kept.sets_out, pow(4.0 / (3.0 * left + 1.0), 0.5),
              1e-6);
    /* after the data it stays what it was on their last day */
    self->own[20].access[WALKER][GATE] = self->own[24].access[WALKER][GATE] = 0.1f;
    const struct asy_pull after = ask(self, 24, false);
    test_near("gate after", flow(&after, self, GATE), 3.0 * left, 1e-6);
    clear(self);
}

static void
whom_a_crackdown_drives_out_does_not_weigh_the_odds(void **state)
{
    struct test_life life;
    (void) state;
    TEST_LIVE(&life, "groups.walker.departure.surge=4", "rules.demand.total=1");
    struct asy_chances *chances = &life.run.environment->chances;
    life.run.scene.day = 0;
    for (int l = 0; l < ASY_N_LAWS; l++)
        life.run.law[l][WALKER] =
            asy_world_law(life.run.scene.world, (enum asy_law_id) l, WALKER, 0);
    chances->comes[WALKER] = chances->sets_out[WALKER] = 1.0;
    const struct asy_expected told = asy_expected_today(&life.run.scene, WALKER, 1.0);
    chances->comes[WALKER] = 0.5;
    chances->sets_out[WALKER] = 0.25;
    const struct asy_expected now = asy_expected_today(&life.run.scene, WALKER, 1.0);
    assert_true(told.usual > 0.0 && told.crackdown > 0.0);
    assert_true(now.usual == told.usual * 0.125 && now.crackdown == told.crackdown * 0.5);
    test_life_end(&life);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_nested_logit_between_the_ways_and_home),
        cmocka_unit_test(it_is_bounded_both_ways),
        cmocka_unit_test(within_the_data_a_reform_is_compared_with_the_same_month),
        cmocka_unit_test(after_the_data_both_are_compared_with_their_last_day),
        cmocka_unit_test(news_takes_its_time),
        cmocka_unit_test(where_claims_do_not_tell_the_baseline_answers_in_the_data),
        cmocka_unit_test(whom_a_crackdown_drives_out_does_not_weigh_the_odds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
