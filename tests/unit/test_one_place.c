/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A crossing, a group, a state, a reform are added by text alone: they work, people use them,
   and nobody else's luck moves. On tests/golden/small.cfg, taken in by @include. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/texts.h"
#include "support/world.h"

#include <gsl/gsl_errno.h>
#include <stdlib.h>
#include <string.h>

/* A count by the names of what it counts, which an added state does not shift. */
struct count {
    char name[80];
    uint32_t value;
};

struct lived {
    struct asy_scenario *scenario[2]; /* baseline, reform */
    struct asy_world world;
    struct count *count[2];
    size_t n[2];
};

static struct texts_folder folder;

static int
begin(void **state)
{
    (void) state;
    gsl_set_error_handler_off();
    texts_open(&folder);
    texts_copy_small(&folder);
    return 0;
}

static int
end(void **state)
{
    (void) state;
    texts_close(&folder);
    return 0;
}

static int
by_name(const void *a, const void *b)
{
    return strcmp(((const struct count *) a)->name, ((const struct count *) b)->name);
}

static void
name_cell(const struct lived *self, const struct asy_cell *c, char name[80])
{
    const struct asy_world *w = &self->world;
    const enum asy_where where = asy_metrics[c->metric].where;
    const char *const place = where == ASY_NOWHERE    ? "-"
                              : where == ASY_CROSSING ? w->crossing[c->place].name
                                                      : w->country[c->place].code;
    snprintf(name, 80, "%s %s %s>%s %d", w->group[c->group].name, asy_metrics[c->metric].name,
             place, where == ASY_PAIR ? w->country[c->receiver].code : "-", c->period);
}

static bool
take(void *user, const struct asy_result *results, int n, struct asy_error *err)
{
    struct lived *self = user;
    (void) err;
    for (int s = 0; s < n; s++) {
        self->n[s] = results[s].n_cells;
        self->count[s] = calloc(results[s].n_cells + 1, sizeof *self->count[s]);
        for (size_t i = 0; i < results[s].n_cells; i++) {
            name_cell(self, &results[s].cells[i], self->count[s][i].name);
            self->count[s][i].value = results[s].cells[i].value;
        }
        qsort(self->count[s], self->n[s], sizeof *self->count[s], by_name);
    }
    return true;
}

/* Lives draw 1 of small.cfg with what `text` adds, and of a reform of that if there is one. */
static void
live(struct lived *self, const char *text, const char *reform)
{
    char path[128], reform_path[128], said[2048], whole[4096];
    const char *const list[1] = { reform_path };
    struct asy_scenario_args args = { .baseline = path, .reforms = list };
    struct asy_error err = { 0 };
    *self = (struct lived){ 0 };
    snprintf(whole, sizeof whole, "@include \"small.cfg\"\n%s", text);
    texts_put(&folder, "added.cfg", whole, path);
    if (reform)
        texts_put(&folder, "new-reform.cfg", reform, reform_path);
    for (int s = 0; s < (reform ? 2 : 1); s++) {
        args.n_reforms = (size_t) s;
        self->scenario[s] = texts_load(&args, said, sizeof said);
        if (!self->scenario[s])
            fail_msg("%s", said);
    }
    const struct asy_plan plan = { .scenarios =
                                       (const struct asy_scenario *const *) self->scenario,
                                   .n_scenarios = reform ? 2 : 1,
                                   .seed = 1,
                                   .n_draws = 1,
                                   .n_replicates = 1,
                                   .n_shards = 1,
                                   .n_threads = 1,
                                   .scale = 1,
                                   .take = take,
                                   .user = self };
    if (!asy_world_init(&self->world, self->scenario[0], 1, 1, &err) ||
        !asy_ensemble_run(&plan, NULL, &err))
        fail_msg("%s: %s", err.where, err.what);
}

static void
forget(struct lived *self)
{
    asy_world_free(&self->world);
    for (int s = 0; s < 2; s++) {
        asy_scenario_destroy(self->scenario[s]);
        free(self->count[s]);
    }
}

/* Sum of the counts whose name begins and goes on so. */
static uint64_t
sum(const struct lived *self, int s, const char *group, const char *metric, const char *place)
{
    char start[80];
    uint64_t total = 0;
    snprintf(start, sizeof start, "%s %s %s>", group, metric, place);
    for (size_t i = 0; i < self->n[s]; i++)
        if (strncmp(self->count[s][i].name, start, strlen(start)) == 0)
            total += self->count[s][i].value;
    return total;
}

/* Left out of a comparison: what concerns the newcomers; the lottery, for it asks every state
   how it would have ruled, a new one too; and what states could decide, which is of no person,
   so that each group is given the same part. */
static bool
is_left_out(const char *name, const char *group)
{
    const size_t n = strlen(group);
    return (n && strncmp(name, group, n) == 0 && name[n] == ' ') || strstr(name, " lottery_") ||
           strstr(name, " decisions_possible ");
}

static void
nobody_else_moved(const struct lived *before, const struct lived *after, int s,
                  const char *group)
{
    size_t k = 0, same = 0;
    for (size_t i = 0; i < before->n[0]; i++) {
        if (is_left_out(before->count[0][i].name, group))
            continue;
        while (k < after->n[s] && is_left_out(after->count[s][k].name, group))
            k++;
        if (k == after->n[s] ||
            strcmp(before->count[0][i].name, after->count[s][k].name) != 0 ||
            before->count[0][i].value != after->count[s][k].value)
            fail_msg("%s was %u; now %s is %u", before->count[0][i].name,
                     before->count[0][i].value, k < after->n[s] ? after->count[s][k].name : "-",
                     k < after->n[s] ? after->count[s][k].value : 0);
        k++;
        same++;
    }
    for (; k < after->n[s]; k++)
        if (!is_left_out(after->count[s][k].name, group))
            fail_msg("%s is new", after->count[s][k].name);
    assert_true(same > 1000);
}

static const char new_state[] =
    "countries: { XAA = \"A new state\"; XBB = \"A new way\"; XCC = \"A new home\"; };\n"
    "states: { XAA: { merits: { capacity = 1.0; rate: { XCC = 0.3; }; }; }; };\n"
    "transit: { XBB: { dangers: { found: { all = 0.1; }; }; }; };\n";
static const char ferry[] =
    "crossings: { ferry: { label = \"A ferry\"; city = \"batumi\"; from = \"XBB\"; into = "
    "\"XAA\"; border: { p_heard = 0.5; }; }; };\n";
/* Nobody looks for them: the one line that all the world shares is INTERPOL's commission. */
static const char newcomer[] =
    "groups: { newcomer: { label = \"Newcomers\"; citizenship = \"XCC\";\n"
    "  people: { wanted = 0; activist = 0; publicly_known = 0; };\n"
    "  departure: { persons = 30; routes: { ferry = 1; }; };\n"
    "  onward: { after_refusal = 0; }; }; };\n";
static const char ferry_opens[] =
    "extends = \"added.cfg\"; title = \"The ferry takes all\"; claim = \"More claim in "
    "A new state\";\n"
    "claim_outcome = { metric = \"claims_first\"; place = \"XAA\"; direction = \"more\"; };\n"
    "source = \"invented\"; in_force = \"2013-01-01\";\n"
    "set: { crossings: { ferry: { border: { p_heard = 1.0; }; }; }; };\n";

static void
a_state_that_nobody_goes_to_moves_nobody(void **state)
{
    struct lived before, after;
    (void) state;
    live(&before, "", NULL);
    live(&after, new_state, NULL);
    nobody_else_moved(&before, &after, 0, "");
    assert_int_equal(after.world.n_states, before.world.n_states + 1);
    forget(&before);
    forget(&after);
}

static void
a_crossing_without_a_share_moves_nobody(void **state)
{
    struct lived before, after;
    char text[2048];
    (void) state;
    snprintf(text, sizeof text, "%s%s", new_state, ferry);
    live(&before, "", NULL);
    live(&after, text, NULL);
    nobody_else_moved(&before, &after, 0, "");
    assert_int_equal(sum(&after, 0, "chechen", "border_attempts", "ferry"), 0);
    forget(&before);
    forget(&after);
}

static void
a_group_with_a_crossing_and_a_state_of_its_own_lives_there_and_moves_nobody(void **state)
{
    struct lived before, after;
    char text[2048];
    (void) state;
    snprintf(text, sizeof text, "%s%s%s", new_state, ferry, newcomer);
    live(&before, "", NULL);
    live(&after, text, NULL);
    assert_true(sum(&after, 0, "newcomer", "departures", "-") > 500);
    assert_true(sum(&after, 0, "newcomer", "border_attempts", "ferry") > 500);
    assert_true(sum(&after, 0, "newcomer", "claims_first", "XAA") > 200);
    assert_true(sum(&after, 0, "newcomer", "decisions_merits", "XAA") > 50);
    assert_true(sum(&after, 0, "newcomer", "fate_refugee", "-") > 0);
    nobody_else_moved(&before, &after, 0, "newcomer");
    forget(&before);
    forget(&after);
}

/* A new crossing with a share: those who take it are taken from the group's other ways; groups
   without a share keep theirs. */
static void
a_crossing_with_a_share_is_used_by_those_who_have_it(void **state)
{
    struct lived after;
    char text[2048];
    (void) state;
    snprintf(
        text, sizeof text, "%s%s%s", new_state,
        "crossings: { ferry: { city = \"Murmansk\"; from = \"RUS\"; into = \"XAA\"; }; };\n",
        "groups: { russian: { departure: { routes: { ferry = 1; }; }; }; };\n");
    live(&after, text, NULL);
    assert_true(sum(&after, 0, "russian", "border_admissions", "ferry") > 100);
    assert_true(sum(&after, 0, "russian", "border_admissions", "north") > 100);
    assert_true(sum(&after, 0, "russian", "claims_first", "XAA") > 100);
    assert_int_equal(sum(&after, 0, "tajik", "border_attempts", "ferry"), 0);
    forget(&after);
}

static void
a_reform_of_the_newcomers_moves_them_alone(void **state)
{
    struct lived both;
    char text[2048];
    (void) state;
    snprintf(text, sizeof text, "%s%s%s", new_state, ferry, newcomer);
    live(&both, text, ferry_opens);
    assert_true(sum(&both, 1, "newcomer", "claims_first", "XAA") >
                sum(&both, 0, "newcomer", "claims_first", "XAA"));
    nobody_else_moved(&both, &both, 1, "newcomer");
    forget(&both);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_state_that_nobody_goes_to_moves_nobody),
        cmocka_unit_test(a_crossing_without_a_share_moves_nobody),
        cmocka_unit_test(
            a_group_with_a_crossing_and_a_state_of_its_own_lives_there_and_moves_nobody),
        cmocka_unit_test(a_crossing_with_a_share_is_used_by_those_who_have_it),
        cmocka_unit_test(a_reform_of_the_newcomers_moves_them_alone),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
