/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keyed luck: uniform, and without ties between words, purposes, occurrences, people and runs;
   and the clocks made from it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/draw.h"
#include "support/world.h"

enum { CELLS = 64, N = 400000 };

static void
every_word_is_uniform(void **state)
{
    static double count[4][CELLS], p[CELLS];
    (void) state;
    for (int i = 0; i < CELLS; i++)
        p[i] = 1.0 / CELLS;
    for (uint32_t i = 0; i < N; i++) {
        /* as the engine numbers them: day of departure, number within the day */
        const struct asy_luck luck =
            asy_luck_draw(asy_luck_key(1, 0, 0), (i / 100) << 16 | i % 100, 77,
                          asy_draws[ASY_LUCK_attempt].number, 1 + i % 7);
        for (int w = 0; w < 4; w++)
            count[w][(int) (asy_u(&luck, w) * CELLS)]++;
    }
    for (int w = 0; w < 4; w++)
        test_fits("a word of luck", count[w], p, CELLS);
}

static void
luck_is_philox_as_random123_computes_it(void **state)
{
    (void) state;
    for (uint32_t i = 0; i < N; i++) {
        const struct asy_luck_key key = asy_luck_key(i, i % 5, i % 3);
        const struct asy_luck luck = asy_luck_draw(
            key, i * 2654435761u, ~i, asy_draws[ASY_LUCK_withdrawal].number, i % 70000);
        const philox4x32_ctr_t counter = {
            { i * 2654435761u, ~i, asy_draws[ASY_LUCK_withdrawal].number, i % 70000 }
        };
        const philox4x32_key_t own = { { key.word[0], key.word[1] } };
        const philox4x32_ctr_t out = philox4x32(counter, own);
        assert_memory_equal(luck.word, out.v, sizeof luck.word);
    }
}

/* Two draws: number i as one sees it, and as the other does. */
typedef void pair_of(uint32_t i, double u[2]);

static void
independent(const char *what, pair_of *pair)
{
    enum { SIDE = 12 };
    static double count[SIDE * SIDE], p[SIDE * SIDE];
    double products = 0.0;
    for (int k = 0; k < SIDE * SIDE; k++) {
        count[k] = 0.0;
        p[k] = 1.0 / (SIDE * SIDE);
    }
    for (uint32_t i = 0; i < N; i++) {
        double u[2];
        pair(i, u);
        count[(int) (u[0] * SIDE) * SIDE + (int) (u[1] * SIDE)]++;
        products += (u[0] - 0.5) * (u[1] - 0.5);
    }
    test_fits(what, count, p, SIDE * SIDE);
    test_near(what, 12.0 * products / N, 0.0, 1.0 / sqrt(N));
}

static double
u_of(struct asy_luck_key key, uint32_t who, uint32_t group, uint32_t purpose, uint32_t time,
     int word)
{
    const struct asy_luck luck = asy_luck_draw(key, who, group, purpose, time);
    return asy_u(&luck, word);
}

static void
of_words(uint32_t i, double u[2])
{
    u[0] = u_of(asy_luck_key(1, 0, 0), i, 5, asy_draws[ASY_LUCK_need].number, 0, 0);
    u[1] = u_of(asy_luck_key(1, 0, 0), i, 5, asy_draws[ASY_LUCK_need].number, 0, 1);
}

static void
of_purposes(uint32_t i, double u[2])
{
    u[0] = u_of(asy_luck_key(1, 0, 0), i, 5, asy_draws[ASY_LUCK_dublin].number, 1, 0);
    u[1] = u_of(asy_luck_key(1, 0, 0), i, 5, asy_draws[ASY_LUCK_transfer].number, 1, 0);
}

static void
of_occurrences(uint32_t i, double u[2])
{
    u[0] = u_of(asy_luck_key(1, 0, 0), i, 5, asy_draws[ASY_LUCK_attempt].number, 3, 0);
    u[1] = u_of(asy_luck_key(1, 0, 0), i, 5, asy_draws[ASY_LUCK_attempt].number, 4, 0);
}

static void
of_neighbours(uint32_t i, double u[2])
{
    u[0] = u_of(asy_luck_key(1, 0, 0), i, 5, asy_draws[ASY_LUCK_need].number, 0, 0);
    u[1] = u_of(asy_luck_key(1, 0, 0), i + 1, 5, asy_draws[ASY_LUCK_need].number, 0, 0);
}

static void
of_groups(uint32_t i, double u[2])
{
    u[0] = u_of(asy_luck_key(1, 0, 0), i, 5, asy_draws[ASY_LUCK_need].number, 0, 0);
    u[1] = u_of(asy_luck_key(1, 0, 0), i, 6, asy_draws[ASY_LUCK_need].number, 0, 0);
}

static void
of_replicates(uint32_t i, double u[2])
{
    u[0] = u_of(asy_luck_key(1, 2, 0), i, 5, asy_draws[ASY_LUCK_need].number, 0, 0);
    u[1] = u_of(asy_luck_key(1, 2, 1), i, 5, asy_draws[ASY_LUCK_need].number, 0, 0);
}

static void
of_draws(uint32_t i, double u[2])
{
    u[0] = u_of(asy_luck_key(1, i, 0), 9, 5, asy_draws[ASY_LUCK_need].number, 0, 0);
    u[1] = u_of(asy_luck_key(1, i + 1, 0), 9, 5, asy_draws[ASY_LUCK_need].number, 0, 0);
}

static void
of_seeds(uint32_t i, double u[2])
{
    u[0] = u_of(asy_luck_key(i, 0, 0), 9, 5, asy_draws[ASY_LUCK_need].number, 0, 0);
    u[1] = u_of(asy_luck_key(i + 1, 0, 0), 9, 5, asy_draws[ASY_LUCK_need].number, 0, 0);
}

static void
draws_of_different_names_are_independent(void **state)
{
    (void) state;
    independent("words", of_words);
    independent("purposes", of_purposes);
    independent("occurrences", of_occurrences);
    independent("neighbours", of_neighbours);
    independent("groups", of_groups);
    independent("replicates", of_replicates);
    independent("draws", of_draws);
    independent("seeds", of_seeds);
}

static void
waiting_days_are_geometric(void **state)
{
    static const double means[] = { 1.3, 2.0, 5.0, 11.9, 12.0, 40.0, 400.0 };
    enum { MOST = 6000 };
    static double count[MOST], p[MOST];
    (void) state;
    for (size_t k = 0; k < sizeof means / sizeof *means; k++) {
        const double q = 1.0 - 1.0 / means[k];
        struct test_moments days = { 0 };
        double rest = 1.0;
        for (int d = 0; d < MOST; d++) {
            count[d] = 0.0;
            p[d] = d + 1 < MOST ? rest / means[k] : rest;
            rest *= q;
        }
        for (uint32_t i = 0; i < N; i++) {
            const int32_t wait =
                asy_wait_days(means[k], u_of(asy_luck_key(1, 0, (uint32_t) k), i, 5,
                                             asy_draws[ASY_LUCK_lodge].number, 0, 0));
            assert_true(wait >= 1);
            count[wait < MOST ? wait - 1 : MOST - 1]++;
            test_add(&days, wait);
        }
        test_fits("waiting days", count, p, MOST);
        test_near("mean of the waiting days", test_mean(&days), means[k],
                  sqrt(means[k] * (means[k] - 1.0) / N));
    }
}

static void
waits_of_a_day_or_less_are_one_day(void **state)
{
    (void) state;
    for (uint32_t i = 0; i < 1000; i++) {
        const double u =
            u_of(asy_luck_key(1, 0, 0), i, 5, asy_draws[ASY_LUCK_lodge].number, 0, 0);
        assert_int_equal(asy_wait_days(1.0, u), 1);
        assert_int_equal(asy_wait_days(0.0, u), 1);
    }
}

static void
days_to_a_hazard_are_those_of_its_yearly_rate(void **state)
{
    static const double rates[] = { 0.05, 0.7, 12.0 };
    (void) state;
    for (int k = 0; k < 3; k++) {
        double within_a_year = 0.0;
        for (uint32_t i = 0; i < N; i++) {
            const double u = u_of(asy_luck_key(1, 0, (uint32_t) k), i, 5,
                                  asy_draws[ASY_LUCK_danger].number, 1, 0);
            within_a_year += asy_hazard_days(rates[k], u) <= 365;
        }
        test_share("struck within 365 days", within_a_year, N,
                   1.0 - exp(-rates[k] * 365.0 / 365.25), 0.0);
    }
    assert_true(asy_hazard_days(0.0, 0.5) == 1000000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(luck_is_philox_as_random123_computes_it),
        cmocka_unit_test(every_word_is_uniform),
        cmocka_unit_test(draws_of_different_names_are_independent),
        cmocka_unit_test(waiting_days_are_geometric),
        cmocka_unit_test(waits_of_a_day_or_less_are_one_day),
        cmocka_unit_test(days_to_a_hazard_are_those_of_its_yearly_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
