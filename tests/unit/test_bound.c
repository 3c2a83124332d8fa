/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An act of the Union is the source of a state's value only if it binds that state: whom each
   does not bind stands in not_bound.csv. A value said for all is that of every state that has
   none of its own; a crossing's is that of the state into which it leads. What says "not
   bound" knows it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scenario/scenario.h"
#include "support/texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TABLE ASY_SOURCE_DIR "/tests/unit/not_bound.csv"

enum { MOST_ACTS = 32, MOST_VALUES = 40000, LINE = 512 };

static struct {
    char name[20], states[80];
} acts[MOST_ACTS];
static int n_acts;

static struct asy_scenario *scenario;
static struct asy_world world;
static struct asy_value *values;
static size_t n_values;

/* ---- the table and the values ------------------------------------------------ */

static void
read_acts(void)
{
    char line[LINE];
    FILE *file = fopen(TABLE, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        if (line[0] == '#')
            continue;
        assert_true(n_acts < MOST_ACTS);
        assert_int_equal(
            sscanf(line, "%19[^,],%79[^,]", acts[n_acts].name, acts[n_acts].states), 2);
        n_acts++;
    }
    fclose(file);
}

static int
begin(void **state)
{
    static char said[4096];
    struct asy_error err = { 0 };
    (void) state;
    read_acts();
    scenario = texts_load(
        &(struct asy_scenario_args){ .baseline = ASY_SOURCE_DIR "/scenarios/baseline.cfg" },
        said, sizeof said);
    if (!scenario)
        fail_msg("%s", said);
    values = calloc(MOST_VALUES, sizeof *values);
    assert_non_null(values);
    while (n_values < MOST_VALUES && asy_scenario_value(scenario, n_values, &values[n_values]))
        n_values++;
    assert_true(n_values > 1000 && n_values < MOST_VALUES);
    return asy_world_init(&world, scenario, 1, 0, &err) ? 0 : -1;
}

static int
end(void **state)
{
    (void) state;
    free(values);
    asy_world_free(&world);
    asy_scenario_destroy(scenario);
    return 0;
}

/* ---- who is bound ------------------------------------------------------------ */

/* Whether the text cites the act, and no longer number that ends in it. */
static bool
cites(const char *text, const char *act)
{
    const size_t n = strlen(act);
    for (const char *at = strstr(text, act); at; at = strstr(at + 1, act)) {
        const bool begins = at == text || strchr("0123456789/", at[-1]) == NULL;
        if (begins && strchr("0123456789", at[n] ? at[n] : 'x') == NULL)
            return true;
    }
    return false;
}

/* The first act that the source cites and that does not bind the state; NULL: none. */
static const char *
cited_unbound(const char *source, const char *code)
{
    if (!source || strstr(source, "not bound") || strstr(source, "takes no part"))
        return NULL;
    for (int i = 0; i < n_acts; i++)
        if (cites(source, acts[i].name) && strstr(acts[i].states, code))
            return acts[i].name;
    return NULL;
}

/* The state of what a path is said of: "states.NOR.", "crossings.gate."; NULL: of none. */
static const char *
state_of(const char *path)
{
    for (int s = 0; s < world.n_states; s++) {
        char start[40];
        const int n = snprintf(start, sizeof start, "states.%s.", world.country[s].code);
        if (strncmp(path, start, (size_t) n) == 0)
            return world.country[s].code;
    }
    for (int x = 0; x < world.n_crossings; x++) {
        char start[80];
        const int n = snprintf(start, sizeof start, "crossings.%s.", world.crossing[x].name);
        if (strncmp(path, start, (size_t) n) == 0 && world.crossing[x].into >= 0)
            return world.country[world.crossing[x].into].code;
    }
    return NULL;
}

/* Whether a value of its own stands in place of one under rules: for the same key and member,
   or for all members. */
static bool
has_own(const char *start, const char *key)
{
    for (size_t i = 0; i < n_values; i++) {
        const char *path = values[i].path;
        const size_t n = strlen(start);
        if (strncmp(path, start, n) == 0 && strncmp(path + n, key, strlen(path + n)) == 0 &&
            strchr(".", key[strlen(path + n)]))
            return true;
    }
    return false;
}

static int
report(const struct asy_value *v, const char *act, const char *code)
{
    print_error("%s:%d: %s rests on %s, which does not bind %s: %s\n", v->file, v->line,
                v->path, act, code, v->source);
    return 1;
}

/* What a law said for all is said of: states, crossings, or what is no state's. */
static enum asy_section
section_of(const char *key)
{
    for (int law = 0; law < ASY_N_LAWS; law++) {
        const size_t n = strlen(asy_laws[law]->name);
        if (strncmp(key, asy_laws[law]->name, n) == 0 && key[n] == '.')
            return asy_laws[law]->section;
    }
    fail_msg("%s is no law's", key);
    return ASY_OF_WORLD;
}

/* A value under rules, at one that has none of its own. */
static int
fault_at(const struct asy_value *v, const char *section, const char *name, const char *code)
{
    char start[80];
    const char *act = cited_unbound(v->source, code);
    snprintf(start, sizeof start, "%s.%s.", section, name);
    return act && !has_own(start, v->path + strlen("rules.")) ? report(v, act, code) : 0;
}

static int
faults_of_rule(const struct asy_value *v)
{
    const enum asy_section section = section_of(v->path + strlen("rules."));
    int n = 0;
    for (int s = 0; section == ASY_OF_STATE && s < world.n_states; s++)
        n += fault_at(v, "states", world.country[s].code, world.country[s].code);
    for (int x = 0; section == ASY_OF_CROSSING && x < world.n_crossings; x++) {
        const struct asy_crossing *crossing = &world.crossing[x];
        if (crossing->into >= 0)
            n += fault_at(v, "crossings", crossing->name, world.country[crossing->into].code);
    }
    return n;
}

static void
no_value_rests_on_an_act_that_does_not_bind_the_state(void **state)
{
    int n = 0;
    (void) state;
    for (size_t i = 0; i < n_values; i++) {
        const struct asy_value *v = &values[i];
        const char *code = state_of(v->path);
        const char *act = code ? cited_unbound(v->source, code) : NULL;
        if (act)
            n += report(v, act, code);
        if (strncmp(v->path, "rules.", strlen("rules.")) == 0)
            n += faults_of_rule(v);
    }
    assert_int_equal(n, 0);
}

static void
a_citation_is_a_number_of_its_own(void **state)
{
    (void) state;
    assert_true(cites("2013/32/EU art. 46(5)", "2013/32"));
    assert_true(cites("art. 9; Regulation 539/2001", "539/2001"));
    assert_false(cites("2013/321", "2013/32"));
    assert_false(cites("12013/32", "2013/32"));
    assert_false(cites("2003/96", "2003/9"));
    assert_string_equal(cited_unbound("2008/115/EC art. 15(5)", "GBR"), "2008/115");
    assert_null(cited_unbound("2008/115/EC art. 15(5)", "NOR"));
    assert_null(cited_unbound("not bound by 2013/32/EU; assumption", "NOR"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_value_rests_on_an_act_that_does_not_bind_the_state),
        cmocka_unit_test(a_citation_is_a_number_of_its_own),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
