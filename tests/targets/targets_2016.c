/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped baseline beside the published figures of 2015 and 2016 that it was set to: 40
   samples of what is uncertain. Every line prints what was simulated and what was published; a
   test fails where they part by more than was promised. These figures were used in setting the
   baseline: meeting them is no validation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/asked.h"
#include "support/stocks.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- the promises ------------------------------------------------------------ */

static double
rate_of(int run, const char *citizenship, const char *const *states, int n_states)
{
    static const enum asy_metric grants[] = { ASY_METRIC_grants_refugee,
                                              ASY_METRIC_grants_subsidiary,
                                              ASY_METRIC_grants_humanitarian };
    double granted = 0.0, decided = 0.0;
    for (int s = 0; s < n_states; s++) {
        for (int g = 0; g < 3; g++)
            granted += ask(run, (struct question){ grants[g], citizenship, states[s], NULL,
                                                   NULL, year(2016), year(2016) });
        decided +=
            ask(run, (struct question){ ASY_METRIC_decisions_merits, citizenship, states[s],
                                        NULL, NULL, month(2016, 1), month(2016, 12) });
    }
    return 100.0 * granted / decided;
}

static int
check_rate(const char *name, const char *citizenship, const char *const *states, int n,
           double published)
{
    double value[RUNS];
    char what[80];
    for (int r = 0; r < RUNS; r++)
        value[r] = rate_of(r, citizenship, states, n);
    const struct spread s = spread_of(value);
    snprintf(what, sizeof what, "recognition of %s in %s, per cent", citizenship, name);
    print_line(what, &s, published);
    return fabs(s.median - published) > fmax(2.0, 2.0 * s.error);
}

/* Closing the Door, table 1 (Eurostat, first instance, 2016), where UNHCR counts 100 decisions
   or more. Denominator: decisions on the merits in the year. */
static void
recognition_of_2016_is_within_2_points(void **state)
{
    static const struct {
        const char *place, *citizenship;
        double rate;
    } row[] = {
        { "DEU", "RUS", 8.8 },  { "DEU", "UKR", 2.5 },  { "DEU", "TJK", 24 },
        { "DEU", "GEO", 2.6 },  { "FRA", "RUS", 30.3 }, { "FRA", "UKR", 23.1 },
        { "FRA", "GEO", 13.3 }, { "POL", "RUS", 8.1 },  { "POL", "UKR", 9.1 },
        { "POL", "TJK", 12.5 }, { "ESP", "UKR", 15.5 }, { "AUT", "RUS", 42.6 },
        { "AUT", "UKR", 17.6 }, { "AUT", "GEO", 8.3 },
    };
    int misses = 0;
    (void) state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        misses += check_rate(row[i].place, row[i].citizenship, &row[i].place, 1, row[i].rate);
    assert_int_equal(misses, 0);
}

static void
recognition_of_2016_in_the_union_is_within_2_points(void **state)
{
    static const char *const eu[] = { "POL", "DEU", "FRA", "AUT", "BEL", "SWE", "FIN",
                                      "EST", "LTU", "LVA", "NLD", "GBR", "ESP", "ITA",
                                      "CZE", "SVK", "HUN", "BGR", "GRC", "DNK" };
    const int n = (int) (sizeof eu / sizeof *eu);
    int misses = 0;
    (void) state;
    misses += check_rate("the EU", "RUS", eu, n, 20.2);
    misses += check_rate("the EU", "UKR", eu, n, 24.4);
    misses += check_rate("the EU", "GEO", eu, n, 6.3);
    misses += check_rate("the EU", "TJK", eu, n, 30.4);
    assert_int_equal(misses, 0);
}

static double
claims(int run, const char *citizenship, const char *place, int from, int until)
{
    return ask(run, (struct question){ ASY_METRIC_claims_first, citizenship, place, NULL, NULL,
                                       from, until });
}

/* UNHCR monthly: 4,712 in January to June, 2,722 in July to December 2016. */
static void
poland_2016_rises_and_closes(void **state)
{
    double first[RUNS], ratio[RUNS];
    (void) state;
    for (int r = 0; r < RUNS; r++) {
        first[r] = claims(r, "RUS", "POL", month(2016, 1), month(2016, 6));
        ratio[r] = claims(r, "RUS", "POL", month(2016, 7), month(2016, 12)) / first[r];
    }
    const struct spread h1 = spread_of(first), h2 = spread_of(ratio);
    print_line("Russian first claims, Poland, January-June", &h1, 4712);
    print_line("July-December over January-June", &h2, 2722.0 / 4712.0);
    assert_true(fabs(h1.median / 4712.0 - 1.0) < 0.25);
    assert_true(fabs(h2.median / (2722.0 / 4712.0) - 1.0) < 0.20);
}

/* Almost 80 % of Polish files were closed (Closing the Door); of all modelled origins UNHCR
   counts 9,278 closed of 11,486 ended, 0.81. */
static void
poland_closes_most_files(void **state)
{
    double share[RUNS];
    (void) state;
    for (int r = 0; r < RUNS; r++) {
        const int from = month(2016, 1), until = month(2016, 12);
        const double closed = ask(r, (struct question){ ASY_METRIC_files_closed, NULL, "POL",
                                                        NULL, NULL, from, until });
        const double decided = ask(r, (struct question){ ASY_METRIC_decisions_merits, NULL,
                                                         "POL", NULL, NULL, from, until });
        share[r] = closed / (closed + decided);
    }
    const struct spread s = spread_of(share);
    print_line("files closed of files ended, Poland 2016", &s, 9278.0 / 11486.0);
    assert_true(s.median > 0.79 && s.median < 0.89);
}

/* 88,268 refusals at the Belarusian border in 2016 (note 92); 30 of 436 let in on 11 August. */
static void
terespol_refuses_as_published(void **state)
{
    double refusals[RUNS], august[RUNS];
    (void) state;
    for (int r = 0; r < RUNS; r++) {
        refusals[r] = ask(r, (struct question){ ASY_METRIC_refusals_of_entry, NULL, "terespol",
                                                NULL, NULL, month(2016, 1), month(2016, 12) });
        const struct question in = { ASY_METRIC_border_admissions,
                                     NULL,
                                     "terespol",
                                     NULL,
                                     NULL,
                                     month(2016, 8),
                                     month(2016, 8) };
        struct question tries = in;
        tries.metric = ASY_METRIC_border_attempts;
        august[r] = ask(r, in) / ask(r, tries);
    }
    const struct spread total = spread_of(refusals), share = spread_of(august);
    print_line("refusals of entry at Terespol, 2016", &total, 88268);
    print_line("let in of those who tried, August 2016", &share, 30.0 / 436.0);
    assert_true(fabs(total.median / 88268.0 - 1.0) < 0.25);
    assert_true(share.median > 0.05 && share.median < 0.09);
}

/* At Terespol, by month: a sum of a metric, or its median over the runs. */
static double
at_terespol(int run, enum asy_metric metric, int from, int until)
{
    return ask(run, (struct question){ metric, NULL, "terespol", NULL, NULL, from, until });
}

static struct spread
share_at_terespol(enum asy_metric above, enum asy_metric below, int from, int until)
{
    double value[RUNS];
    for (int r = 0; r < RUNS; r++)
        value[r] = at_terespol(r, above, from, until) / at_terespol(r, below, from, until);
    return spread_of(value);
}

/* 28,237 refusals at the Belarusian border in 2015 (note 92); 1,500 to 2,000 stranded in Brest
   in the second half of 2016, up to 3,000 in its summer by another report. */
static void
brest_fills_as_reported(void **state)
{
    double refusals[RUNS], waiting[RUNS];
    (void) state;
    for (int r = 0; r < RUNS; r++) {
        refusals[r] =
            at_terespol(r, ASY_METRIC_refusals_of_entry, month(2015, 1), month(2015, 12));
        waiting[r] =
            at_terespol(r, ASY_METRIC_waiting_at_crossing, month(2016, 8), month(2016, 11)) /
            4.0;
    }
    const struct spread total = spread_of(refusals), stranded = spread_of(waiting);
    print_line("refusals of entry at Terespol, 2015", &total, 28237);
    print_line("waiting in Brest, August-November 2016", &stranded, 1750);
    assert_true(fabs(total.median / 28237.0 - 1.0) < 0.25);
    assert_true(stranded.median > 1200 && stranded.median < 3000);
}

static double
let_in_of_august(int run)
{
    return at_terespol(run, ASY_METRIC_border_admissions, month(2016, 8), month(2016, 8)) /
           at_terespol(run, ASY_METRIC_border_attempts, month(2016, 8), month(2016, 8));
}

static double
stranded_in_the_middle(int run)
{
    double waiting[6];
    for (int m = 0; m < 6; m++)
        waiting[m] = at_terespol(run, ASY_METRIC_waiting_at_crossing, month(2016, 7 + m),
                                 month(2016, 7 + m));
    qsort(waiting, 6, sizeof *waiting, by_size);
    return 0.5 * (waiting[2] + waiting[3]);
}

/* Refusals at the Belarusian section: 88,268 in the year, of which more than 78,000 by October.
   Claims by Russians, Tajiks and Armenians, from July 30, 21, 17, 11, 10 and 10 a day, bound
   those let in from above. 1,500 to 2,000 stranded in Brest. 30 of 436 on 11 August. */
static void
terespol_2016_is_inside_the_ranges(void **state)
{
    static const struct {
        const char *what;
        double (*of)(int run); /* NULL: of the metric, from and until these months */
        enum asy_metric metric;
        int from, until;
        double published;
    } row[] = {
        { "Terespol 2016: refusals, January-October", NULL, ASY_METRIC_refusals_of_entry, 1, 10,
          78000 },
        { "Terespol 2016: refusals, November-December", NULL, ASY_METRIC_refusals_of_entry, 11,
          12, 10268 },
        { "Terespol 2016: let in, January-June", NULL, ASY_METRIC_border_admissions, 1, 6,
          5600 },
        { "Terespol 2016: let in, July-December", NULL, ASY_METRIC_border_admissions, 7, 12,
          3042 },
        { "Terespol 2016: waiting, July-December", stranded_in_the_middle, 0, 0, 0, 1750 },
        { "Terespol 2016: let in of attempts, August", let_in_of_august, 0, 0, 0,
          30.0 / 436.0 },
    };
    int outside = 0;
    (void) state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        double value[RUNS];
        for (int r = 0; r < RUNS; r++)
            value[r] = row[i].of ? row[i].of(r)
                                 : at_terespol(r, row[i].metric, month(2016, row[i].from),
                                               month(2016, row[i].until));
        const struct spread s = spread_of(value);
        print_line(row[i].what, &s, row[i].published);
        print_message("%-46s the range is %.2f times as wide as the median\n", "",
                      (s.high - s.low) / s.median);
        outside += row[i].published < s.low || row[i].published > s.high;
    }
    assert_int_equal(outside, 0);
}

/* 17 of 79 interviews on 11 August 2016, 0.215 +- 0.046; and 30 to 50 attempts for some of
   those let in by then, which a few weeks before nobody had needed. */
static void
claims_come_out_as_seen_and_some_try_thirty_times(void **state)
{
    (void) state;
    const struct spread stated = share_at_terespol(
        ASY_METRIC_claims_stated, ASY_METRIC_border_attempts, month(2016, 8), month(2016, 8));
    const struct spread early =
        share_at_terespol(ASY_METRIC_admitted_after_30, ASY_METRIC_border_admissions,
                          month(2016, 1), month(2016, 6));
    const struct spread late =
        share_at_terespol(ASY_METRIC_admitted_after_30, ASY_METRIC_border_admissions,
                          month(2016, 12), month(2017, 6));
    print_line("attempts with a claim stated, August 2016", &stated, 17.0 / 79.0);
    print_message("let in after 30 attempts or more: %.3f in the first half of 2016, %.3f "
                  "[%.3f, %.3f] from December 2016 to June 2017\n",
                  early.median, late.median, late.low, late.high);
    assert_true(fabs(stated.median - 17.0 / 79.0) < 2.0 * 0.046);
    assert_true(late.median > 0.03 && late.median < 0.5 && late.median > 4.0 * early.median);
}

/* Correlation of Poland's months with Germany's `lag` months later, medians of 2016. */
static double
correlation(const double *poland, const double *germany, int lag)
{
    const int n = 12 - lag;
    double mp = 0.0, mg = 0.0, pg = 0.0, pp = 0.0, gg = 0.0;
    for (int i = 0; i < n; i++) {
        mp += poland[i] / n;
        mg += germany[i + lag] / n;
    }
    for (int i = 0; i < n; i++) {
        pg += (poland[i] - mp) * (germany[i + lag] - mg);
        pp += (poland[i] - mp) * (poland[i] - mp);
        gg += (germany[i + lag] - mg) * (germany[i + lag] - mg);
    }
    return pg / sqrt(pp * gg);
}

static void
germany_rises_one_to_two_months_after_poland(void **state)
{
    double poland[12], germany[12], value[RUNS];
    int best = 0;
    (void) state;
    for (int m = 0; m < 12; m++) {
        for (int r = 0; r < RUNS; r++)
            value[r] = claims(r, "RUS", "POL", month(2016, m + 1), month(2016, m + 1));
        poland[m] = spread_of(value).median;
        for (int r = 0; r < RUNS; r++)
            value[r] = claims(r, "RUS", "DEU", month(2016, m + 1), month(2016, m + 1));
        germany[m] = spread_of(value).median;
    }
    for (int lag = 0; lag <= 4; lag++) {
        print_message("correlation at a lag of %d months: %.2f\n", lag,
                      correlation(poland, germany, lag));
        if (correlation(poland, germany, lag) > correlation(poland, germany, best))
            best = lag;
    }
    assert_in_range(best, 1, 2);
}

static void
dublin_between_germany_and_poland_is_inside_the_interval(void **state)
{
    double requests[RUNS], transfers[RUNS];
    (void) state;
    for (int r = 0; r < RUNS; r++) {
        struct question q = {
            ASY_METRIC_dublin_requests, NULL, "DEU", "POL", NULL, year(2016), year(2016)
        };
        requests[r] = ask(r, q);
        q.metric = ASY_METRIC_dublin_transfers;
        transfers[r] = ask(r, q);
    }
    const struct spread asked = spread_of(requests), sent = spread_of(transfers);
    print_line("Dublin requests, Germany to Poland, 2016", &asked, 6728);
    print_line("Dublin transfers, Germany to Poland, 2016", &sent, 884);
    assert_true(asked.low <= 6728 && 6728 <= asked.high);
    assert_true(sent.low <= 884 && 884 <= sent.high);
}

/* UDI, February 2016: of 1,554 decided since August 945 unheard; here to the end of January. */
static void
storskog_is_refused_unheard_as_published(void **state)
{
    double share[RUNS];
    (void) state;
    for (int r = 0; r < RUNS; r++) {
        struct question q = { ASY_METRIC_inadmissible_third_country,
                              NULL,
                              "NOR",
                              NULL,
                              "third_country",
                              month(2015, 8),
                              month(2016, 1) };
        const double unheard = ask(r, q);
        q.metric = ASY_METRIC_decisions_merits;
        double decided = unheard + ask(r, q);
        q.metric = ASY_METRIC_files_closed;
        decided += ask(r, q);
        share[r] = unheard / decided;
    }
    const struct spread s = spread_of(share);
    print_line("Storskog: refused unheard, of those decided", &s, 945.0 / 1554.0);
    assert_true(s.low <= 945.0 / 1554.0 && 945.0 / 1554.0 <= s.high);
}

/* ---- the first year is no beginning ------------------------------------------ */

static double
returned(int run, const char *state, int y)
{
    return ask(run, (struct question){ ASY_METRIC_returns_forced, NULL, state, NULL, NULL,
                                       year(y), year(y) }) +
           ask(run, (struct question){ ASY_METRIC_returns_voluntary, NULL, state, NULL, NULL,
                                       year(y), year(y) });
}

/* Persons returned, of the modelled citizenships (Eurostat migr_eirtn,
   scenarios/history/returns.csv), in the states of scenarios/targets/targets.csv; Poland last.
 */
static const struct {
    const char *place;
    double in_2012, in_2016;
} returns_counted[] = { { "AUT", 975, 775 },   { "BEL", 1825, 1540 }, { "CZE", 210, 280 },
                        { "DEU", 1660, 5435 }, { "DNK", 90, 180 },    { "ESP", 505, 270 },
                        { "EST", 325, 285 },   { "FIN", 1850, 1060 }, { "FRA", 2820, 1385 },
                        { "GBR", 2005, 1900 }, { "GRC", 490, 990 },   { "HUN", 185, 445 },
                        { "ITA", 605, 320 },   { "LTU", 1325, 935 },  { "LVA", 1670, 880 },
                        { "NLD", 1190, 1020 }, { "SVK", 265, 1160 },  { "SWE", 1970, 1270 },
                        { "POL", 6055, 17410 } };
enum { N_RETURNS = sizeof returns_counted / sizeof *returns_counted };

/* Simulated over published in 2012, over the same in 2016, of the first `n` states. */
static struct spread
start_of_returns(int n)
{
    double ratio[RUNS];
    for (int r = 0; r < RUNS; r++) {
        double simulated[2] = { 0 }, published[2] = { 0 };
        for (int i = 0; i < n; i++) {
            simulated[0] += returned(r, returns_counted[i].place, 2012);
            simulated[1] += returned(r, returns_counted[i].place, 2016);
            published[0] += returns_counted[i].in_2012;
            published[1] += returns_counted[i].in_2016;
        }
        ratio[r] = simulated[0] / published[0] / (simulated[1] / published[1]);
    }
    return spread_of(ratio);
}

/* Those published hold many who never claimed, so that it is the model's share of them which is
   held against that of 2016. Without Poland, whose returned Ukrainians grew threefold, it is
   lower: who came before 2004 is missing, and states returned more readily in 2012. */
static void
returns_of_2012_are_no_start_up(void **state)
{
    (void) state;
    const struct spread all = start_of_returns(N_RETURNS),
                        without_poland = start_of_returns(N_RETURNS - 1);
    print_line("returns over published, 2012 over 2016", &all, 1.0);
    print_line("without Poland", &without_poland, 1.0);
    assert_true(all.median > 0.7 && all.median < 1.3);
    /* at the edge: within its error */
    assert_true(without_poland.median + 2.0 * without_poland.error > 0.7 &&
                without_poland.median < 1.3);
}

/* Claims pending at any level at the end of 2012 (UNHCR; pending appeals hold the figure up).
 */
static void
stocks_at_the_end_of_2012_are_those_counted(void **state)
{
    static struct stock cell[STOCKS_MOST];
    const int n = stocks_read(cell);
    double all[RUNS] = { 0 }, published = 0.0;
    int misses = 0;
    (void) state;
    for (int i = 0; i < STOCKS_ORIGINS; i++) {
        double of_one[RUNS] = { 0 }, pending = 0.0;
        char what[80];
        for (int c = 0; c < n; c++) {
            if (cell[c].origin != i)
                continue;
            pending += cell[c].claims;
            for (int r = 0; r < RUNS; r++)
                of_one[r] += ask(r, (struct question){ ASY_METRIC_backlog, stocks_origin[i],
                                                       cell[c].state, NULL, NULL, year(2012),
                                                       year(2012) });
        }
        for (int r = 0; r < RUNS; r++)
            all[r] += of_one[r];
        const struct spread s = spread_of(of_one);
        published += pending;
        snprintf(what, sizeof what, "waiting for a decision, end of 2012, %s",
                 stocks_origin[i]);
        print_line(what, &s, pending);
        misses += fabs(log(s.median / pending)) > log(2.0);
    }
    const struct spread s = spread_of(all);
    print_line("all five", &s, published);
    assert_int_equal(misses, 0);
    assert_true(s.median > 0.7 * published && s.median < 1.3 * published);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(recognition_of_2016_is_within_2_points),
        cmocka_unit_test(recognition_of_2016_in_the_union_is_within_2_points),
        cmocka_unit_test(poland_2016_rises_and_closes),
        cmocka_unit_test(poland_closes_most_files),
        cmocka_unit_test(terespol_refuses_as_published),
        cmocka_unit_test(brest_fills_as_reported),
        cmocka_unit_test(terespol_2016_is_inside_the_ranges),
        cmocka_unit_test(claims_come_out_as_seen_and_some_try_thirty_times),
        cmocka_unit_test(germany_rises_one_to_two_months_after_poland),
        cmocka_unit_test(dublin_between_germany_and_poland_is_inside_the_interval),
        cmocka_unit_test(storskog_is_refused_unheard_as_published),
        cmocka_unit_test(returns_of_2012_are_no_start_up),
        cmocka_unit_test(stocks_at_the_end_of_2012_are_those_counted),
    };
    return cmocka_run_group_tests(tests, simulate, forget);
}
