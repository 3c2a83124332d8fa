/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each key moves, measured: in the reduced world the key is turned to each end of its
   range, with the same luck, and of each outcome the share of its counts (by group and place,
   over all periods) that is not the same is taken. The table of the catalogue
   (model/catalogue/moves.def) says so; whatever changes results may change a line, and
   ASY_MOVES=write writes it anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/outcomes.h"
#include "outcome/moves.h"
#include "support/turn.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TABLE ASY_SOURCE_DIR "/model/catalogue/moves.def"

/* Of fewer than LEAST_COUNTED chance makes too much; fewer than LEAST_MOVED are few. Of days so
   many come together with one stay. */
enum { LEAST_COUNTED = 20, LEAST_MOVED = 5, A_STAY = 60, LINE = 1024 };

/* Counts of both worlds by group and place. */
struct counts {
    uint32_t of[2][ASY_N_METRICS][ASY_MAX_GROUPS][ASY_MAX_ENTITIES];
};

static struct turn_key keys[TURN_MOST_KEYS];
static char line[TURN_MOST_KEYS][LINE];
static int n_keys;

static bool
take(void *user, const struct asy_result *results, int n, struct asy_error *err)
{
    struct counts *const counts = user;
    (void) err;
    memset(counts, 0, sizeof *counts);
    for (int i = 0; i < n && i < 2; i++)
        for (size_t c = 0; c < results[i].n_cells; c++) {
            const struct asy_cell *const cell = &results[i].cells[c];
            counts->of[i][cell->metric][cell->group][cell->place] += cell->value;
        }
    return true;
}

struct moved {
    int percent;   /* the share of its counts that is not the same */
    double beyond; /* that share times the root of the counts: a few of few are soon moved */
};

static bool
is_of_days(int metric)
{
    return strcmp(asy_metrics[metric].unit, "days") == 0;
}

static struct moved
compare(const struct counts *a, const struct counts *b, int metric)
{
    double apart = 0.0, most = 0.0;
    for (int i = 0; i < 2; i++)
        for (int g = 0; g < ASY_MAX_GROUPS; g++)
            for (int p = 0; p < ASY_MAX_ENTITIES; p++) {
                const double x = a->of[i][metric][g][p], y = b->of[i][metric][g][p];
                apart += x > y ? x - y : y - x;
                most += x > y ? x : y;
            }
    if (most < LEAST_COUNTED || apart < LEAST_MOVED)
        return (struct moved){ 0, 0.0 };
    const double share = apart / most, each = is_of_days(metric) ? A_STAY : 1.0;
    return (struct moved){ (int) (100.0 * share + 0.5), share * sqrt(most / each) };
}

/* Takes the one moved furthest beyond chance; -1 where none is left. */
static int
take_most(struct moved moved[ASY_N_METRICS])
{
    int most = -1;
    for (int m = 0; m < ASY_N_METRICS; m++)
        if (moved[m].percent >= ASY_LEAST_MOVE &&
            !asy_counts_children_of(asy_metrics[m].name) &&
            (most < 0 || moved[m].beyond > moved[most].beyond))
            most = m;
    return most;
}

static void
write_line(struct moved moved[ASY_N_METRICS], struct turn_key key, char *out)
{
    const struct asy_law *const law = asy_laws[key.law];
    size_t used = (size_t) snprintf(out, LINE, "MOVES(%s, %s, \"", law->name,
                                    law->params[key.param].name);
    for (int n = 0, m; n < ASY_MOST_MOVES && (m = take_most(moved)) >= 0; n++) {
        used += (size_t) snprintf(out + used, LINE - used, "%s%s %d", n ? ", " : "",
                                  asy_metrics[m].name, moved[m].percent);
        moved[m].percent = 0;
    }
    snprintf(out + used, LINE - used, "\")");
}

static void
measure(const struct asy_world *world, const struct counts untouched[2], int k)
{
    struct counts *const turned = malloc(sizeof *turned);
    char value[1024], set[1280], name[96], failure[300];
    struct moved moved[ASY_N_METRICS] = { 0 };
    const bool walks = turn_walks(keys[k]);
    turn_name(keys[k], name);
    for (int i = 0; turned && i < TURN_MOST; i++) {
        if (!turn_value(world, keys[k], i, value, sizeof value))
            break;
        snprintf(set, sizeof set, "rules.%s=%s", name, value);
        if (!turn_live(set, walks, take, turned, failure))
            continue;
        for (int m = 0; m < ASY_N_METRICS; m++) {
            const struct moved here = compare(&untouched[walks], turned, m);
            moved[m] = here.beyond > moved[m].beyond ? here : moved[m];
        }
    }
    free(turned);
    write_line(moved, keys[k], line[k]);
}

static int
measure_all(void **state)
{
    struct counts *const untouched = malloc(2 * sizeof *untouched);
    struct asy_scenario *scenario;
    struct asy_world world;
    char failure[300];
    (void) state;
    if (!untouched || !turn_world(&scenario, &world) ||
        !turn_live(NULL, false, take, &untouched[0], failure) ||
        !turn_live(NULL, true, take, &untouched[1], failure))
        return -1;
    n_keys = turn_keys(keys);
#pragma omp parallel for schedule(dynamic, 1)
    for (int i = 0; i < n_keys; i++)
        measure(&world, untouched, i);
    free(untouched);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
    return 0;
}

/* Writes the table below its head. */
static void
write_table(void)
{
    char head[2048];
    FILE *file = fopen(TABLE, "r");
    assert_non_null(file);
    head[fread(head, 1, sizeof head - 1, file)] = '\0';
    fclose(file);
    char *const end = strstr(head, "*/\n/*");
    char *const last = end ? strstr(end + 3, "*/\n") : NULL;
    assert_non_null(last);
    file = fopen(TABLE, "w");
    assert_non_null(file);
    fwrite(head, 1, (size_t) (last + 3 - head), file);
    for (int i = 0; i < n_keys; i++)
        fprintf(file, "%s\n", line[i]);
    assert_int_equal(fclose(file), 0);
}

static void
the_catalogue_says_what_each_key_moves(void **state)
{
    char *text = NULL;
    size_t room = 0;
    int at = 0;
    (void) state;
    if (getenv("ASY_MOVES")) {
        write_table();
        return;
    }
    FILE *file = fopen(TABLE, "r");
    assert_non_null(file);
    while (getline(&text, &room, file) > 0) {
        if (strncmp(text, "MOVES(", 6) != 0)
            continue;
        text[strcspn(text, "\n")] = '\0';
        if (at >= n_keys || strcmp(text, line[at]) != 0)
            fail_msg("%s:\n  says     %s\n  measured %s\nASY_MOVES=write writes it anew", TABLE,
                     text, at < n_keys ? line[at] : "nothing");
        at++;
    }
    free(text);
    fclose(file);
    assert_int_equal(at, n_keys);
}

static void
most_keys_are_seen_to_move_something(void **state)
{
    int n = 0;
    (void) state;
    for (int i = 0; i < n_keys; i++)
        n += strstr(line[i], "\"\"") == NULL;
    print_message("%d of %d keys move an outcome by %d %% or more\n", n, n_keys,
                  ASY_LEAST_MOVE);
    assert_true(n * 10 > n_keys * 8);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_catalogue_says_what_each_key_moves),
        cmocka_unit_test(most_keys_are_seen_to_move_something),
    };
    return cmocka_run_group_tests(tests, measure_all, NULL);
}
