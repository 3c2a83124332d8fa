/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is remembered of people, and until when (catalogue/memory.def): nothing outlives its end
   in any life of the small world on any day, every memory is held by somebody on some day, and
   what an end forgets is what the table says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/world.h"

#include <stdio.h>
#include <string.h>

#define GOLDEN ASY_SOURCE_DIR "/tests/golden/"

static const char *const reforms[] = {
    GOLDEN "reform_everything.cfg",
    GOLDEN "reform_families.cfg",
    GOLDEN "reform_dublin.cfg",
};
enum { N_REFORMS = sizeof reforms / sizeof *reforms };

/* ---- lives ------------------------------------------------------------------- */

static bool is_held[ASY_N_MEMORIES];

static void
look_at(const struct asy_run *run)
{
    struct asy_error err = { 0 };
    for (uint32_t i = 0; i < run->n_people; i++) {
        const struct asy_applicant *who = &run->people[i];
        if (!asy_memory_check(run->world, who, &err))
            fail_msg("day %d: %s %s", run->scene.day, err.where, err.what);
        for (int m = 0; m < ASY_N_MEMORIES; m++)
            is_held[m] = is_held[m] || asy_memory_held(who, (enum asy_memory_id) m);
    }
}

/* Lives a history of a world and looks at everybody each evening. */
static void
live(const struct asy_world *world, const struct asy_thresholds *thresholds, uint32_t replicate)
{
    struct asy_run run;
    assert_true(asy_run_init(&run, world, thresholds, asy_luck_key(1, 0, replicate), 1.0));
    for (int32_t day = 1; day <= world->n_days; day++) {
        asy_run_to(&run, day);
        look_at(&run);
    }
    assert_false(run.failed);
    asy_run_free(&run);
}

static void
nothing_is_remembered_longer_than_it_lasts(void **state)
{
    struct asy_scenario *list[1 + N_REFORMS];
    struct asy_draw draw = { 0 };
    struct asy_error err = { 0 };
    (void) state;
    list[0] = test_scenario(GOLDEN "small.cfg", NULL, NULL);
    for (int i = 0; i < N_REFORMS; i++)
        list[1 + i] = test_scenario(GOLDEN "small.cfg", reforms[i], NULL);
    const struct asy_plan plan = { .scenarios = (const struct asy_scenario *const *) list,
                                   .n_scenarios = 1 + N_REFORMS,
                                   .seed = 1,
                                   .n_draws = 1,
                                   .n_replicates = 1,
                                   .n_shards = 1,
                                   .n_threads = 1,
                                   .scale = 1 };
    if (!asy_draw_init(&draw, &plan, 0, NULL, &err))
        fail_msg("%s: %s", err.where, err.what);
    for (int i = 0; i < 1 + N_REFORMS; i++)
        for (uint32_t replicate = 0; replicate < 2; replicate++)
            live(&draw.world[i], draw.thresholds, replicate);
    asy_draw_free(&draw);
    for (int i = 0; i < 1 + N_REFORMS; i++)
        asy_scenario_destroy(list[i]);
}

/* After the lives above. */
static void
every_memory_is_held_by_somebody(void **state)
{
    int n_wrong = 0;
    (void) state;
    for (int m = 0; m < ASY_N_MEMORIES; m++)
        if (!is_held[m]) {
            print_error("nobody ever remembers %s\n", asy_memories[m].name);
            n_wrong++;
        }
    assert_int_equal(n_wrong, 0);
}

/* ---- the table --------------------------------------------------------------- */

/* Somebody who remembers everything. */
static struct asy_applicant
one_with_all(void)
{
    struct asy_applicant who = asy_nobody;
    for (int m = 0; m < ASY_N_MEMORIES; m++) {
        const struct asy_memory *memory = &asy_memories[m];
        if (memory->mark >= 0)
            asy_mark(&who, (enum asy_mark) memory->mark);
        else
            memset((char *) &who + memory->offset, 1, memory->size);
        assert_true(asy_memory_held(&who, (enum asy_memory_id) m));
    }
    return who;
}

static void
expect_forgotten(const struct asy_applicant *who, enum asy_lasts end)
{
    for (int m = 0; m < ASY_N_MEMORIES; m++) {
        const struct asy_memory *memory = &asy_memories[m];
        if (asy_memory_held(who, (enum asy_memory_id) m) == asy_ends(end, memory->lasts))
            fail_msg("%s, which lasts %s, when %s has ended", memory->name,
                     asy_lasts_label(memory->lasts), asy_lasts_label(end));
    }
}

static void
an_end_forgets_what_lasts_until_then_and_no_more(void **state)
{
    (void) state;
    for (int end = 0; end < ASY_N_LASTS; end++) {
        struct asy_applicant who = one_with_all();
        asy_forget(&who, (enum asy_lasts) end);
        expect_forgotten(&who, (enum asy_lasts) end);
    }
}

static void
nobody_remembers_anything_at_first(void **state)
{
    (void) state;
    for (int m = 0; m < ASY_N_MEMORIES; m++)
        assert_false(asy_memory_held(&asy_nobody, (enum asy_memory_id) m));
}

/* A memory that may be held nowhere but in its own place ends with the place at the latest. */
static void
what_hangs_on_a_place_ends_with_it(void **state)
{
    (void) state;
    for (int l = 0; l < ASY_N_LASTS; l++) {
        const unsigned where = asy_lasts_where((enum asy_lasts) l);
        const bool of_a_place = !(where & ASY_AT_HOME) && l != ASY_LASTS_exile;
        assert_int_equal(asy_ends(ASY_LASTS_place, (enum asy_lasts) l), of_a_place);
        assert_true(!of_a_place || asy_ends(ASY_LASTS_flight, (enum asy_lasts) l));
    }
}

static void
a_memory_that_outlives_its_end_is_named(void **state)
{
    struct asy_applicant who = asy_nobody;
    struct asy_error err = { 0 };
    struct test_world small;
    (void) state;
    test_world_open(&small, GOLDEN "small.cfg", NULL);
    who.place = (uint8_t) test_world_of(&small)->n_states; /* a transit country */
    who.stage = ASY_STAGE_crossing;
    asy_mark(&who, ASY_MARK_waiting);
    assert_true(asy_memory_check(test_world_of(&small), &who, &err));
    asy_mark(&who, ASY_MARK_accelerated);
    assert_false(asy_memory_check(test_world_of(&small), &who, &err));
    assert_string_equal(err.where, "accelerated");
    assert_non_null(strstr(err.what, "longer than this file of a claim, in stage crossing"));
    test_world_close(&small);
}

/* Two lines of the cache (life/applicant.h). */
static void
an_applicant_takes_at_most_128_bytes(void **state)
{
    (void) state;
    assert_true(sizeof(struct asy_applicant) <= 128);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_remembered_longer_than_it_lasts),
        cmocka_unit_test(every_memory_is_held_by_somebody),
        cmocka_unit_test(an_end_forgets_what_lasts_until_then_and_no_more),
        cmocka_unit_test(nobody_remembers_anything_at_first),
        cmocka_unit_test(what_hangs_on_a_place_ends_with_it),
        cmocka_unit_test(a_memory_that_outlives_its_end_is_named),
        cmocka_unit_test(an_applicant_takes_at_most_128_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
