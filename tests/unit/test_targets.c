/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of targets: read as it is shipped, and refused with its line where it is broken;
   how its outcomes are counted from a history; and what is known of a series on a day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "inference/past.h"
#include "inference/rehearsal.h"
#include "inference/wanted.h"
#include "life/outcomes.h"

#include <stdlib.h>
#include <string.h>

#define HEAD "family,metric,population,place,period,value,of,scored\n"
#define assert_close(a, b, tolerance) assert_true(fabs((a) - (b)) <= (tolerance))

static void
shipped_table_is_read(void **state)
{
    struct asy_targets t;
    struct asy_error err = { 0 };
    (void) state;
    assert_true(asy_targets_shipped(&t, &err));
    assert_int_equal(t.n_families, 13);
    assert_true(t.n_points > 3000);
    for (int s = 0; s < t.n_series; s++)
        assert_non_null(asy_measure_find(t.series[s].metric));
    asy_targets_free(&t);
}

static void
broken_table_is_refused_with_its_line(void **state)
{
    static const struct {
        const char *csv, *where, *what;
    } bad[] = {
        { "", "t.csv:1", "expected the head" },
        { "family,metric\n", "t.csv:1", "expected the head" },
        { HEAD, "t.csv:1", "expected rows" },
        { HEAD "f,m,p,a,2014,1,,yes\nf,m,p\n", "t.csv:3", "eight cells" },
        { HEAD "f,m,p,a,2014,1,,yes,more\n", "t.csv:2", "eight cells" },
        { HEAD "f,m,p,a,2014,1,,yes", NULL, NULL }, /* no end of line: whole all the same */
        { HEAD "f,m,p,a,2014,1,,\"yes", NULL, NULL },
        { HEAD "f,,p,a,2014,1,,yes\n", "t.csv:2", "no empty cell" },
        { HEAD "f,m,p,a,14,1,,yes\n", "t.csv:2", "expected a year" },
        { HEAD "f,m,p,a,2014-Q5,1,,yes\n", "t.csv:2", "expected a year" },
        { HEAD "f,m,p,a,2014-13,1,,yes\n", "t.csv:2", "expected a year" },
        { HEAD "f,m,p,a,2014-00,1,,yes\n", "t.csv:2", "expected a year" },
        { HEAD "f,m,p,a,2014/07,1,,yes\n", "t.csv:2", "expected a year" },
        { HEAD "f,m,p,a,2014-7,1,,yes\n", "t.csv:2", "expected a year" },
        { HEAD "f,m,p,a,2014-Q1x,1,,yes\n", "t.csv:2", "expected a year" },
        { HEAD "f,m,p,a,2014,many,,yes\n", "t.csv:2", "number of 0 or more" },
        { HEAD "f,m,p,a,2014,-1,,yes\n", "t.csv:2", "number of 0 or more" },
        { HEAD "f,m,p,a,2014,nan,,yes\n", "t.csv:2", "number of 0 or more" },
        { HEAD "f,m,p,a,2014,1e999,,yes\n", "t.csv:2", "number of 0 or more" },
        { HEAD "f,m,p,a,2014,1.5,100,yes\n", "t.csv:2", "share of 0 to 1" },
        { HEAD "f,m,p,a,2014,0.5,x,yes\n", "t.csv:2", "of how many" },
        { HEAD "f,m,p,a,2014,1,,maybe\n", "t.csv:2", "yes or no" },
        { HEAD "f,m,p,a,2014,1,,yes\nf,m,p,a,2014,2,,yes\n", "t.csv:3", "a later period" },
        { HEAD "f,m,p,a,2014,1,,yes\nf,m,p,b,2014,1,,yes\nf,m,p,a,2015,1,,yes\n", "t.csv:4",
          "series together" },
        { HEAD "f,m,p,a,2014,1,,yes\ng,m,p,a,2014,1,,yes\nf,m,p,c,2015,1,,yes\n", "t.csv:4",
          "family together" },
    };
    (void) state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct asy_targets t;
        struct asy_error err = { 0 };
        const bool ok = asy_targets_read(&t, bad[i].csv, "t.csv", &err);
        if (ok != !bad[i].where ||
            (!ok && (strcmp(err.where, bad[i].where) != 0 || !strstr(err.what, bad[i].what))))
            fail_msg("%s: %s: %s", bad[i].csv, err.where, err.what);
        asy_targets_free(&t);
    }
}

/* ---- counting ---------------------------------------------------------------- */

/* Two states and a transit country, two groups of one citizenship and one of another. */
static void
make_world(struct asy_world *w)
{
    static const char *const code[] = { "AAA", "BBB", "TTT", "XXX", "YYY" };

    memset(w, 0, sizeof *w);
    w->first_year = 2012;
    w->n_days = 1096; /* three years */
    w->n_countries = 5;
    w->n_states = 2;
    w->n_transit = 1;
    w->n_groups = 3;
    for (int i = 0; i < 5; i++) {
        memcpy(w->country[i].code, code[i], 4);
        w->country[i].is_state = i < 2;
        w->country[i].is_transit = i == 2;
    }
    w->group[0].citizenship = w->group[1].citizenship = 3;
    w->group[2].citizenship = 4;
}

static double
value_of(const struct asy_targets *t, const double *value, int series, int point)
{
    return value[t->series[series].first + point];
}

static void
outcomes_are_counted_by_citizenship_place_and_period(void **state)
{
    static const char csv[] = HEAD "a,claims_first,XXX,all,2012,1,,yes\n"
                                   "a,claims_first,XXX,AAA,2012,1,,yes\n"
                                   "a,claims_first,XXX,AAA,2013,1,,yes\n"
                                   "a,claims_first,XXX,AAA,2016,1,,yes\n"
                                   "b,claims_share,XXX,AAA,2012,0.5,10,yes\n"
                                   "c,claims_first,XXX,AAA,2012-Q2,1,,yes\n"
                                   "c,claims_first,XXX,AAA,2012-04,1,,yes\n"
                                   "d,recognition_rate,YYY,BBB,2012,0.5,10,yes\n"
                                   "e,dublin_requests,all,AAA>BBB,2013,1,,yes\n"
                                   "f,dublin_requests,all,AAA>ZZZ,2013,1,,yes\n"
                                   "g,dublin_requests,all,AAA>BBB,2013-Q1,1,,yes\n"
                                   "h,unheard_of,all,AAA,2013,1,,yes\n";
    struct asy_cell cells[] = {
        { ASY_METRIC_claims_first, 0, 0, 0, 0, 10 },   /* January 2012 */
        { ASY_METRIC_claims_first, 3, 1, 0, 0, 20 },   /* April, of the same citizenship */
        { ASY_METRIC_claims_first, 3, 2, 0, 0, 500 },  /* of the other */
        { ASY_METRIC_claims_first, 11, 0, 1, 0, 70 },  /* December, the other state */
        { ASY_METRIC_claims_first, 11, 0, 2, 0, 900 }, /* in transit: no state of `all` */
        { ASY_METRIC_claims_first, 12, 0, 0, 0, 5 },   /* January 2013 */
        { ASY_METRIC_grants_refugee, 0, 2, 1, 0, 2 },
        { ASY_METRIC_grants_subsidiary, 0, 2, 1, 0, 1 },
        { ASY_METRIC_decisions_merits, 7, 2, 1, 0, 12 },
        { ASY_METRIC_dublin_requests, 1, 0, 0, 1, 8 },
        { ASY_METRIC_dublin_requests, 1, 0, 1, 0, 99 },
    };
    const struct asy_result result = { .cells = cells,
                                       .n_cells = sizeof cells / sizeof *cells };
    struct asy_world *const world = malloc(sizeof *world);
    struct asy_targets t;
    struct asy_error err = { 0 };
    struct asy_counted counted[16];
    double v[16];
    (void) state;
    assert_non_null(world);
    make_world(world);
    assert_true(asy_targets_read(&t, csv, "t.csv", &err));
    for (int s = 0; s < t.n_series; s++)
        counted[s] = asy_counted_of(&t.series[s], world);
    assert_true(asy_measure_all(&t, counted, world, &result, v));
    assert_close(value_of(&t, v, 0, 0), 100.0, 0.0);
    assert_close(value_of(&t, v, 1, 0), 30.0, 0.0);
    assert_close(value_of(&t, v, 1, 1), 5.0, 0.0);
    assert_true(isnan(value_of(&t, v, 1, 2))); /* beyond the horizon */
    assert_close(value_of(&t, v, 2, 0), 0.3, 1e-12);
    assert_close(value_of(&t, v, 3, 0), 20.0, 0.0);
    assert_close(value_of(&t, v, 4, 0), 20.0, 0.0);
    assert_close(value_of(&t, v, 5, 0), 0.25, 1e-12);
    assert_close(value_of(&t, v, 6, 0), 8.0, 0.0);
    assert_string_equal(counted[7].why, "the scenario does not have the place");
    assert_string_equal(counted[8].why, "the model does not count it by month");
    assert_string_equal(counted[9].why, "no outcome of the model counts it");
    for (int s = 7; s < 10; s++)
        assert_true(isnan(value_of(&t, v, s, 0)));
    asy_targets_free(&t);
    free(world);
}

/* ---- rows that somebody else asks about -------------------------------------- */

#define ASKED "id,quantity,origin,place,period,unit"

static void
broken_rows_are_refused_with_their_line(void **state)
{
    static const struct {
        const char *csv, *where, *what;
    } bad[] = {
        { "", "r.csv:1", "expected columns" },
        { "id,quantity\n1,2\n", "r.csv:1", "expected columns" },
        { ASKED "\n", "r.csv:1", "expected rows" },
        { ASKED "\n1,q,XXX,AAA,2014,persons\n2,q\n", "r.csv:3", "as many cells" },
        { ASKED ",value\n1,q,XXX,AAA,2014,persons,many\n", "r.csv:2", "expected a number" },
        { ASKED ",value\n1,q,XXX,AAA,2014,persons,\n", NULL, NULL },
        { ASKED "\r\n1,q,XXX,AAA,2014,persons\r\n", NULL, NULL },
    };
    (void) state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct asy_wanted rows;
        struct asy_error err = { 0 };
        const bool ok = asy_wanted_read(&rows, bad[i].csv, "r.csv", &err);
        if (ok != !bad[i].where ||
            (!ok && (strcmp(err.where, bad[i].where) != 0 || !strstr(err.what, bad[i].what))))
            fail_msg("%s: %s: %s", bad[i].csv, err.where, err.what);
        asy_wanted_free(&rows);
    }
}

static void
rows_are_counted_as_targets_are_or_say_why_not(void **state)
{
    static const char csv[] =
        "unit,period,place,origin,quantity,id,note,value\n"
        "persons,2012,AAA,XXX,first_applications_year,a,,7\n"
        "persons,2012-04,AAA,XXX,first_applications_month,b,,\n"
        "persons,2013,ALL,ALL,dublin_requests_to_Bland_received,c,,\n"
        "persons,2013,AAA,ALL,dublin_requests_to_Nowhere_received,d,,\n"
        "persons,2012,AAA,XXX,returned_to_third_country,e,,\n"
        "share,2012-05-06,AAA,XXX,closed_share_of_all_first_instance,f,,\n"
        "share,2012,AAA,ZZZ,closed_share_of_all_first_instance,g,,\n"
        "share,2011,AAA,XXX,closed_share_of_all_first_instance,h,,\n"
        "share,2012,AAA,XXX,something_else,i,,\n";
    struct asy_cell cells[] = {
        { ASY_METRIC_claims_first, 3, 0, 0, 0, 20 },
        { ASY_METRIC_claims_first, 4, 0, 0, 0, 30 },
        { ASY_METRIC_dublin_requests, 1, 0, 0, 1, 8 },
        { ASY_METRIC_dublin_requests, 1, 0, 0, 0, 100 }, /* to another receiver */
    };
    const struct asy_result result = { .cells = cells, .n_cells = 4 };
    struct asy_world *const world = malloc(sizeof *world);
    struct asy_wanted rows;
    struct asy_counted counted[9];
    struct asy_error err = { 0 };
    double v[9];
    (void) state;
    assert_non_null(world);
    make_world(world);
    for (int i = 0; i < world->n_countries; i++)
        world->country[i].label = i == 1 ? "Bland" : "Elsewhere";
    assert_true(asy_wanted_read(&rows, csv, "r.csv", &err));
    assert_int_equal(asy_wanted_last_year(&rows), 2013);
    asy_wanted_resolve(&rows, world);
    for (int i = 0; i < rows.n; i++)
        counted[i] = asy_counted_of(&rows.targets.series[i], world);
    assert_true(asy_measure_all(&rows.targets, counted, world, &result, v));
    assert_close(v[0], 50.0, 0.0);
    assert_close(v[1], 20.0, 0.0);
    assert_close(v[2], 8.0, 0.0);
    assert_close(rows.row[0].value, 7.0, 0.0);
    assert_true(isnan(rows.row[1].value));
    for (int i = 0; i < rows.n; i++)
        assert_int_equal(rows.row[i].why != NULL, i > 2);
    assert_true(strstr(rows.row[3].why, "the place") && strstr(rows.row[6].why, "the people"));
    assert_true(strstr(rows.row[5].why, "by year") && strstr(rows.row[7].why, "first year"));
    asy_wanted_free(&rows);
    free(world);
}

/* ---- what is known ----------------------------------------------------------- */

static void
period_counts_once_it_has_ended(void **state)
{
    (void) state;
    assert_int_equal(asy_past_last((struct asy_date){ 2014, 12, 31 }, 1), 2014);
    assert_int_equal(asy_past_last((struct asy_date){ 2014, 11, 30 }, 1), 2013);
    assert_int_equal(asy_past_last((struct asy_date){ 2014, 12, 31 }, 4), 4 * 2014 + 3);
    assert_int_equal(asy_past_last((struct asy_date){ 2014, 8, 31 }, 4), 4 * 2014 + 1);
    assert_int_equal(asy_past_last((struct asy_date){ 2014, 9, 30 }, 4), 4 * 2014 + 2);
    assert_int_equal(asy_past_last((struct asy_date){ 2014, 9, 30 }, 12), 12 * 2014 + 8);
}

static void
past_ends_at_the_day_and_keeps_its_gaps(void **state)
{
    static const char csv[] = HEAD "a,claims_first,XXX,AAA,2010,9,,no\n"
                                   "a,claims_first,XXX,AAA,2012,99,,yes\n"
                                   "a,claims_first,XXX,AAA,2013,7,,yes\n"
                                   "a,claims_first,XXX,BBB,2013,7,,yes\n";
    struct asy_targets t;
    struct asy_pasts pasts;
    struct asy_error err = { 0 };
    (void) state;
    assert_true(asy_targets_read(&t, csv, "t.csv", &err));
    assert_true(asy_pasts_init(&pasts, &t, (struct asy_date){ 2012, 12, 31 }));
    assert_int_equal(pasts.of[0].n, 3);
    assert_close(pasts.of[0].value[0], log(10.0), 1e-12);
    assert_true(isnan(pasts.of[0].value[1]));
    assert_close(pasts.of[0].value[2], log(100.0), 1e-12);
    assert_int_equal(pasts.of[1].n, 0);
    asy_pasts_free(&pasts);
    asy_targets_free(&t);
}

/* ---- a rehearsal ------------------------------------------------------------- */

enum { DRAWS = 19 };

/* Draws 1 to 19 of each point lie evenly around `middle` of the series. */
static void
pretend(struct asy_simulated *self, const struct asy_targets *t, const double *middle)
{
    static double value[DRAWS * 16];
    static struct asy_counted counted[16];

    self->targets = t;
    self->n_draws = DRAWS;
    self->value = value;
    self->asked = counted;
    for (int s = 0; s < t->n_series; s++) {
        counted[s] =
            (struct asy_counted){ asy_measure_find(t->series[s].metric), -1, -1, -1, NULL };
        for (int d = 0; d < DRAWS; d++)
            for (int i = t->series[s].first; i < t->series[s].first + t->series[s].n; i++)
                value[d * t->n_points + i] = middle[s] + 0.01 * (d - 9);
    }
}

/* Of three shares two lie within the range of 90 in 100 (0.41 to 0.59), one within that of 50
   (0.455 to 0.545). */
static const char three_shares[] = HEAD "a,closed_share,XXX,AAA,2014,0.30,99,yes\n"
                                        "a,closed_share,XXX,AAA,2015,0.50,99,yes\n"
                                        "a,closed_share,XXX,BBB,2015,0.58,99,yes\n"
                                        "a,closed_share,XXX,BBB,2016,0.90,99,yes\n"
                                        "a,closed_share,YYY,BBB,2016,0.10,99,no\n";

static void
rehearsal_scores_what_came_after_the_day(void **state)
{
    static const double middle[] = { 0.5, 0.5, 0.5 };
    struct asy_simulated *const simulated = calloc(1, sizeof *simulated);
    struct asy_targets t;
    struct asy_rehearsal r;
    struct asy_scored s;
    struct asy_error err = { 0 };
    char why[256];
    (void) state;
    assert_non_null(simulated);
    assert_true(asy_targets_read(&t, three_shares, "t.csv", &err));
    pretend(simulated, &t, middle);
    asy_rehearsal_init(&r, &t);
    assert_true(asy_rehearsal_add(&r, simulated, (struct asy_date){ 2014, 12, 31 }, &err));
    assert_true(asy_rehearsal_score(&r, 0, ASY_AHEAD_ALL, &s));
    assert_int_equal(s.n_series, 2);
    assert_int_equal(s.n_values, 3);
    assert_close(s.holds[ASY_RANGE_50], 1.0 / 3.0, 1e-12);
    assert_close(s.holds[ASY_RANGE_90], 2.0 / 3.0, 1e-12);
    assert_true(isnan(s.holds[ASY_RANGE_95])); /* 19 draws do not tell */
    assert_close(s.off, (0.0 - 0.08 - 0.40) / 3.0, 1e-12);
    assert_int_equal(s.against[ASY_LAST_YEAR].n, 0); /* no past */
    assert_true(asy_rehearsal_score(&r, 0, ASY_AHEAD_LATER, &s));
    assert_int_equal(s.n_values, 1);
    assert_close(s.holds[ASY_RANGE_90], 0.0, 1e-12);
    assert_true(asy_rehearsal_score(&r, -1, ASY_AHEAD_ALL, &s));
    assert_true(asy_scored_misses(&s, why, sizeof why)); /* 67 of 100, 80 were promised */
    assert_true(asy_rehearsal_score(&r, -1, ASY_AHEAD_FIRST, &s));
    assert_true(asy_scored_misses(&s, why, sizeof why)); /* all: more than 97 */
    asy_rehearsal_free(&r);
    asy_targets_free(&t);
    free(simulated);
}

/* Published 200 before, 400 after; each draw stays at its own level before and after, ten times
   higher: no move foretold, log(401 / 201) came. */
static void
change_is_scored_from_the_published_level(void **state)
{
    static const char csv[] = HEAD "a,returns,all,AAA,2014,200,,yes\n"
                                   "a,returns,all,AAA,2015,400,,yes\n"
                                   "a,returns,all,BBB,2013,200,,yes\n"
                                   "a,returns,all,BBB,2015,400,,yes\n";
    static const double middle[] = { 2000.0, 2000.0 };
    struct asy_simulated *const simulated = calloc(1, sizeof *simulated);
    struct asy_targets t;
    struct asy_rehearsal r;
    struct asy_scored s;
    struct asy_error err = { 0 };
    (void) state;
    assert_non_null(simulated);
    assert_true(asy_targets_read(&t, csv, "t.csv", &err));
    pretend(simulated, &t, middle);
    asy_rehearsal_init(&r, &t);
    assert_true(asy_rehearsal_add(&r, simulated, (struct asy_date){ 2014, 12, 31 }, &err));
    assert_true(asy_rehearsal_score(&r, 0, ASY_AHEAD_ALL, &s));
    assert_int_equal(s.n_values, 1);
    assert_close(s.off, -log(401.0 / 201.0), 1e-9);
    assert_int_equal(r.n_left, 1); /* of the other nothing is known of 2014 */
    assert_int_equal(r.left[0].n, 1);
    asy_rehearsal_free(&r);
    asy_targets_free(&t);
    free(simulated);
}

/* By two errors, or it may be chance. */
static void
a_family_that_surely_holds_fewer_is_narrow(void **state)
{
    struct asy_scored s = { 0 };
    (void) state;
    s.holds[ASY_RANGE_90] = 0.79;
    s.holds_error[ASY_RANGE_90] = 0.05;
    assert_true(asy_scored_is_narrow(&s));
    s.holds_error[ASY_RANGE_90] = 0.06;
    assert_false(asy_scored_is_narrow(&s));
    s.holds[ASY_RANGE_90] = NAN; /* too few draws for a range */
    assert_false(asy_scored_is_narrow(&s));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_table_is_read),
        cmocka_unit_test(broken_table_is_refused_with_its_line),
        cmocka_unit_test(outcomes_are_counted_by_citizenship_place_and_period),
        cmocka_unit_test(broken_rows_are_refused_with_their_line),
        cmocka_unit_test(rows_are_counted_as_targets_are_or_say_why_not),
        cmocka_unit_test(period_counts_once_it_has_ended),
        cmocka_unit_test(past_ends_at_the_day_and_keeps_its_gaps),
        cmocka_unit_test(rehearsal_scores_what_came_after_the_day),
        cmocka_unit_test(change_is_scored_from_the_published_level),
        cmocka_unit_test(a_family_that_surely_holds_fewer_is_narrow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
