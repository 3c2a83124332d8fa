/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts as the file keeps them, period after period in one row: nothing is lost, whatever
   their gaps and widths. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "store/series.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 400 };

static struct asy_cell cells[MOST], back[MOST];

static int
by_metric_and_period(const void *a, const void *b)
{
    const struct asy_cell *const x = a, *const y = b;
    const int64_t one[] = { x->metric, x->period, x->group, x->place, x->receiver };
    const int64_t other[] = { y->metric, y->period, y->group, y->place, y->receiver };

    for (int i = 0; i < 5; i++)
        if (one[i] != other[i])
            return one[i] < other[i] ? -1 : 1;
    return 0;
}

/* The rows taken apart as the view `cell` does. */
static size_t
take_apart(const struct asy_series_list *list)
{
    size_t n = 0;

    for (size_t i = 0; i < list->n; i++) {
        const struct asy_series *const row = &list->list[i];
        for (size_t at = 0; at < row->length; at += (size_t) row->width) {
            char field[16] = "";
            memcpy(field, row->counts + at, (size_t) row->width);
            const uint32_t value = (uint32_t) strtoul(field, NULL, 10);
            if (value == 0)
                continue;
            assert_true(n < MOST);
            back[n++] = (struct asy_cell){
                .metric = (uint16_t) row->metric,
                .period = (uint16_t) (row->first + (int) (at / (size_t) row->width)),
                .group = (uint8_t) row->group,
                .place = (uint8_t) row->place,
                .receiver = (uint8_t) row->receiver,
                .value = value
            };
        }
    }
    qsort(back, n, sizeof *back, by_metric_and_period);
    return n;
}

static void
expect_back(struct asy_series_list *list, size_t n)
{
    const struct asy_result result = { .cells = cells, .n_cells = n };

    qsort(cells, n, sizeof *cells, by_metric_and_period);
    assert_true(asy_series_fill(list, &result, 0, 0));
    assert_int_equal(take_apart(list), n);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(by_metric_and_period(&cells[i], &back[i]), 0);
        assert_int_equal(cells[i].value, back[i].value);
    }
}

static struct asy_cell
cell_of(int metric, int period, int group, uint32_t value)
{
    return (struct asy_cell){ .metric = (uint16_t) metric,
                              .period = (uint16_t) period,
                              .group = (uint8_t) group,
                              .value = value };
}

static void
every_count_comes_back(void **state)
{
    static const uint32_t values[] = { 1, 9, 10, 99, 100, 65535, 4294967295u, 3, 20 };
    struct asy_series_list list = { 0 };
    size_t n = 0;
    (void) state;
    for (int m = 0; m < 4; m++)
        for (int g = 0; g < 5; g++)
            for (int p = 0; p < 84; p += 1 + (p * (g + 1) + m) % 17)
                cells[n++] = cell_of(m, p, g, values[(unsigned) (p + g + m) % 9]);
    assert_true(n > 100);
    expect_back(&list, n);
    expect_back(&list, 7); /* the same list again, of fewer */
    asy_series_free(&list);
}

static void
neighbours_share_a_row_and_what_lies_far_apart_does_not(void **state)
{
    struct asy_series_list list = { 0 };
    (void) state;
    for (int p = 0; p < 12; p++)
        cells[p] = cell_of(0, p, 1, (uint32_t) p + 1);
    cells[12] = cell_of(0, 80, 1, 5);
    expect_back(&list, 13);
    assert_int_equal(list.n, 2);
    assert_int_equal(list.list[0].first, 0);
    assert_int_equal(list.list[0].width, 2);
    assert_memory_equal(list.list[0].counts, " 1 2 3 4 5 6 7 8 9101112", 24);
    assert_int_equal(list.list[1].first, 80);
    asy_series_free(&list);
}

/* One large count does not widen a long row. */
static void
a_wide_count_gets_a_row_of_its_own(void **state)
{
    struct asy_series_list list = { 0 };
    (void) state;
    for (int p = 0; p < 60; p++)
        cells[p] = cell_of(0, p, 1, p == 40 ? 1000000 : 1);
    expect_back(&list, 60);
    assert_int_equal(list.list[0].width, 1);
    assert_int_equal(list.list[0].length, 40);
    asy_series_free(&list);
}

static void
what_is_shared_with_the_baseline_is_left_out(void **state)
{
    const struct asy_result result = { .cells = cells, .n_cells = 4 };
    struct asy_series_list list = { 0 };
    (void) state;
    assert_int_equal(asy_metrics[ASY_METRIC_claims_first].detail, ASY_MONTH);
    for (int p = 0; p < 4; p++)
        cells[p] = cell_of(ASY_METRIC_claims_first, p, 1, 7);
    assert_true(asy_series_fill(&list, &result, 3, 0));
    assert_int_equal(list.n, 1);
    assert_int_equal(list.list[0].first, 3);
    assert_true(asy_series_fill(&list, &result, 4, 0));
    assert_int_equal(list.n, 0);
    asy_series_free(&list);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_count_comes_back),
        cmocka_unit_test(neighbours_share_a_row_and_what_lies_far_apart_does_not),
        cmocka_unit_test(a_wide_count_gets_a_row_of_its_own),
        cmocka_unit_test(what_is_shared_with_the_baseline_is_left_out),
    };
    return cmocka_run_group_tests_name(ASY_TEST_NAME, tests, NULL, NULL);
}
