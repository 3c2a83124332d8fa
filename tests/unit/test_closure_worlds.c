/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sixteen worlds of a run with closures: each is what it is called, all are the same by
   whatever way they came about, and what cannot be read in them is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "asylsim/asylsim.h"
#include "store/closures.h"
#include "support/texts.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- a small world ----------------------------------------------------------------------- */

static struct texts_folder folder;
static char base[128], first[128], second[128], silent[128], held[2][128], out[160];

#define REFORM(base, claims, set)                                                              \
    "extends = \"" base "\"; title = \"T\"; claim = \"C\"; source = \"S\"; in_force = "        \
    "\"2012-07-01\"; " claims " set: {" set "};"
#define FIRST_CLAIMS                                                                           \
    "claim_outcome = ( { metric = \"border_admissions\"; place = \"gate\"; direction = "       \
    "\"more\"; }, { metric = \"protected\"; direction = \"more\"; }, { metric = "              \
    "\"recognition_rate\"; population = \"RUS\"; direction = \"more\"; }, { metric = "         \
    "\"waiting_at_crossing\"; direction = \"less\"; } );"
#define SECOND_CLAIMS                                                                          \
    "claim_outcome = { metric = \"dublin_transfers\"; place = \"DEU>POL\"; direction = "       \
    "\"less\"; };"
#define ISLAND "crossings: { gate: { border: { p_heard = 1.0; ceiling = 1000000.0; }; }; };"
#define LAPSE "dublin: { lapse = false; };"
#define RATE "closure: { hold = \"rate\"; };"

/* small.cfg with a series by month that ends a year before the horizon, and so rises that it
   matters which of its months it goes on from. */
static void
put_base(const char *name, const char *level, char *path)
{
    static const char from[] = "until = \"2014-12-31\";",
                      persons[] = "departure: { persons = 30;";
    static char text[60000], made[61000];
    FILE *const file = fopen(ASY_SOURCE_DIR "/tests/golden/small.cfg", "r");

    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    char *const a = strstr(text, from), *const b = strstr(text, persons);
    assert_true(a && b && a < b);
    snprintf(
        made, sizeof made,
        "%.*s%s%s%.*sdeparture: { persons = { monthly_from = \"2012-01\"; monthly = [ 1, 1, "
        "1, 2, 3, 5, 8, 12, 20, 30, 44, 58 ]; };%s",
        (int) (a - text), text, from, level, (int) (b - a) - (int) strlen(from),
        a + strlen(from), b + strlen(persons));
    texts_put(&folder, name, made, path);
}

static int
begin(void **state)
{
    (void) state;
    texts_open(&folder);
    texts_copy(&folder, ASY_SOURCE_DIR "/tests/golden/small_admissibility.cfg",
               "small_admissibility.cfg");
    texts_copy(&folder, ASY_SOURCE_DIR "/tests/golden/small_status.cfg", "small_status.cfg");
    put_base("base.cfg", "", base);
    texts_put(&folder, "first.cfg", REFORM("base.cfg", FIRST_CLAIMS, ISLAND), first);
    texts_put(&folder, "second.cfg", REFORM("base.cfg", SECOND_CLAIMS, "rules: {" LAPSE "};"),
              second);
    snprintf(out, sizeof out, "%s/held", folder.name);
    assert_int_equal(mkdir(out, 0700), 0);
    texts_put(&folder, "held/first.cfg",
              REFORM("../base.cfg", FIRST_CLAIMS, ISLAND "rules: {" RATE "};"), held[0]);
    texts_put(&folder, "held/second.cfg",
              REFORM("../base.cfg", SECOND_CLAIMS, "rules: {" LAPSE RATE "};"), held[1]);
    texts_put(&folder, "silent.cfg", REFORM("base.cfg", "", "rules: {" LAPSE "};"), silent);
    snprintf(out, sizeof out, "%s/out.sqlite", folder.name);
    return 0;
}

static int
end(void **state)
{
    (void) state;
    texts_close(&folder);
    return 0;
}

enum { DRAWS = 2 };

static const char *reforms[2];

static struct asy_job
job_of(const char *baseline, uint32_t n_closure_draws)
{
    reforms[0] = first;
    reforms[1] = second;
    return (struct asy_job){ .size = sizeof(struct asy_job),
                             .baseline = baseline,
                             .reforms = reforms,
                             .n_reforms = 2,
                             .seed = 7,
                             .n_draws = DRAWS,
                             .until = "2013-12-31",
                             .n_threads = 1,
                             .output = out,
                             .mode = ASY_OUTPUT_OVERWRITE,
                             .n_closure_draws = n_closure_draws };
}

static struct asy_job_report
run(const struct asy_job *job)
{
    struct asy_job_report report = { .size = sizeof report };
    struct asy_errors errs = { 0 };

    if (!asy_job_run(job, &report, &errs))
        fail_msg("%s: %s", errs.list[0].where, errs.list[0].what);
    return report;
}

/* A value of the table of closures; draw by draw. */
struct cell {
    char scenario[40], metric[40], population[20], place[20], period[20];
    int world;
    uint32_t draw;
    double value[2];
};
enum { MOST_CELLS = 16 * DRAWS * 9 };
static struct cell cells[MOST_CELLS];
static size_t n_cells;

static void
take_text(sqlite3_stmt *stmt, int i, char *to, size_t size)
{
    snprintf(to, size, "%s", (const char *) sqlite3_column_text(stmt, i));
}

static void
read_cells(void)
{
    sqlite3 *db;
    sqlite3_stmt *stmt;

    n_cells = 0;
    assert_int_equal(sqlite3_open(out, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT scenario, metric, population, place, period, "
                                        "world, draw, baseline, reform FROM closure",
                                        -1, &stmt, NULL),
                     SQLITE_OK);
    for (; sqlite3_step(stmt) == SQLITE_ROW; n_cells++) {
        assert_true(n_cells < MOST_CELLS);
        struct cell *const c = &cells[n_cells];
        take_text(stmt, 0, c->scenario, sizeof c->scenario);
        take_text(stmt, 1, c->metric, sizeof c->metric);
        take_text(stmt, 2, c->population, sizeof c->population);
        take_text(stmt, 3, c->place, sizeof c->place);
        take_text(stmt, 4, c->period, sizeof c->period);
        c->world = sqlite3_column_int(stmt, 5);
        c->draw = (uint32_t) sqlite3_column_int(stmt, 6);
        c->value[0] = sqlite3_column_double(stmt, 7);
        c->value[1] = sqlite3_column_double(stmt, 8);
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
}

/* Whether all that the table has of a world is what a run of that world itself has. */
static void
expect_world(int world)
{
    struct asy_results *results;
    struct asy_error err;
    size_t n = 0;

    assert_true(asy_results_open(&results, out, &err));
    for (size_t i = 0; i < n_cells; i++) {
        const struct cell *const c = &cells[i];
        const struct asy_ask ask = { c->metric, c->population, c->place, c->period };
        struct asy_answers answers;
        if (c->world != world)
            continue;
        const int s = strcmp(c->scenario, "first") == 0 ? 1 : 2;
        assert_true(asy_results_ask(results, &ask, 1, &answers, &err));
        for (int k = 0; k < 2; k++) {
            const double x = asy_answers_of(&answers, 0, k ? s : 0)[c->draw - 1];
            if (x != c->value[k])
                fail_msg("world %d, draw %u, %s of %s in %s: %.17g, expected %.17g", world,
                         c->draw, c->metric, k ? c->scenario : "the baseline", c->period,
                         c->value[k], x);
        }
        asy_answers_free(&answers);
        n++;
    }
    asy_results_close(results, NULL);
    assert_int_equal(n, 9 * DRAWS); /* five claims, four of them at two dates */
}

static size_t
count_differing(int a, int b)
{
    size_t n = 0;

    for (size_t i = 0; i < n_cells; i++)
        for (size_t k = 0; k < n_cells; k++)
            n += cells[i].world == a && cells[k].world == b && cells[i].draw == cells[k].draw &&
                 strcmp(cells[i].scenario, cells[k].scenario) == 0 &&
                 strcmp(cells[i].metric, cells[k].metric) == 0 &&
                 strcmp(cells[i].period, cells[k].period) == 0 &&
                 (cells[i].value[0] != cells[k].value[0] ||
                  cells[i].value[1] != cells[k].value[1]);
    return n;
}

static struct asy_job_report whole; /* of the run of the next test, in one go */

/* Beside the run itself: other readings, each made as anyone else would make it. */
static void
worlds_are_what_they_are_called(void **state)
{
    struct asy_job job = job_of(base, DRAWS);

    (void) state;
    whole = run(&job);
    assert_int_equal(whole.n_closures, 16 * DRAWS);
    assert_true(whole.is_complete);
    read_cells();
    expect_world(0);
    assert_true(count_differing(0, 1 << ASY_CLOSURE_hold) > 0);
    assert_true(count_differing(0, 1 << ASY_CLOSURE_level) > 0);

    job = job_of(base, 0);
    reforms[0] = held[0];
    reforms[1] = held[1];
    assert_string_not_equal(run(&job).digest, whole.digest);
    expect_world(1 << ASY_CLOSURE_hold);
    job = job_of(base, 0);
    put_base("base.cfg", " level_months = 12;", base);
    run(&job);
    put_base("base.cfg", "", base);
    expect_world(1 << ASY_CLOSURE_level);
}

/* ---- any way of getting there ------------------------------------------------------------ */

static volatile int stopped;

static void
stop_midway(void *user, const struct asy_progress *progress)
{
    (void) user;
    stopped = progress->n_done > DRAWS + 5;
}

static void
one_digest_by_any_way(void **state)
{
    struct asy_job job = job_of(base, DRAWS);
    struct asy_results *results;
    struct asy_error err;

    (void) state;
    job.n_threads = 2;
    job.progress = stop_midway;
    job.stop = &stopped;
    struct asy_job_report report = run(&job);
    assert_false(report.is_complete);
    assert_true(report.n_closures > 0 && report.n_closures < 16 * DRAWS);
    stopped = 0;
    job.progress = NULL;
    job.mode = ASY_OUTPUT_RESUME;
    job.n_closure_draws = 0; /* would leave it unfinished for ever */
    struct asy_errors errs = { 0 };
    assert_false(asy_job_run(&job, NULL, &errs));
    assert_non_null(strstr(errs.list[0].what, "was begun with --closures"));
    asy_errors_free(&errs);
    job.n_closure_draws = DRAWS;
    report = run(&job);
    assert_true(report.is_complete);
    assert_string_equal(report.closures_digest, whole.closures_digest);
    assert_string_equal(report.digest, whole.digest); /* of which closures are no part */
    assert_true(asy_results_open(&results, out, &err));
    assert_true(asy_results_verify(results, NULL, NULL, &err));
    asy_results_close(results, NULL);
}

static void
verify_finds_a_changed_closure(void **state)
{
    struct asy_results *results;
    struct asy_error err;
    sqlite3 *db;

    (void) state; /* the file is the one of the test before */
    assert_int_equal(sqlite3_open(out, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db,
                                  "UPDATE closure_cell SET reform = reform + 1 WHERE world = 3 "
                                  "AND draw = 2 AND asked = 1",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    assert_true(asy_results_open(&results, out, &err));
    assert_false(asy_results_verify(results, NULL, NULL, &err));
    assert_non_null(strstr(err.what, "closures have the digest"));
    asy_results_close(results, NULL);
}

static void
expect_refused(const struct asy_job *job, const char *word)
{
    struct asy_errors errs = { 0 };

    assert_false(asy_job_check(job, &errs));
    assert_int_equal(errs.list[0].code, ASY_E_INPUT);
    assert_non_null(strstr(errs.list[0].what, word));
    asy_errors_free(&errs);
}

static void
what_has_no_claim_or_is_a_shard_is_refused(void **state)
{
    struct asy_job job = job_of(base, DRAWS);

    (void) state;
    job.n_shards = 2;
    expect_refused(&job, "not of a shard");
    job = job_of(base, DRAWS);
    job.n_reforms = 0;
    expect_refused(&job, "claim_outcome");
    job.n_reforms = 1;
    reforms[0] = silent;
    expect_refused(&job, "claim_outcome");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worlds_are_what_they_are_called),
        cmocka_unit_test(one_digest_by_any_way),
        cmocka_unit_test(verify_finds_a_changed_closure),
        cmocka_unit_test(what_has_no_claim_or_is_a_shard_is_refused),
    };
    return cmocka_run_group_tests_name(ASY_TEST_NAME, tests, begin, end);
}
