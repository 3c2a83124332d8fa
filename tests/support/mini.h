/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tests/support/mini.cfg, loaded with values laid over it for the moment. */
#ifndef ASY_TESTS_MINI_H
#define ASY_TESTS_MINI_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "law/aftermath/aftermath.h"
#include "law/journey/journey.h"
#include "law/people/people.h"
#include "law/procedure/procedure.h"
#include "scenario/scenario.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MINI ASY_SOURCE_DIR "/tests/support/mini.cfg"

enum { POL, DEU, EST, BLR, RUS, TJK }; /* countries of mini.cfg: states, transit, others */
enum { CHECHEN, TAJIK };
enum { TERESPOL, BY_AIR };

static inline struct asy_scenario *
load(const struct asy_scenario_args *args)
{
    struct asy_scenario *scenario;
    struct asy_errors errs = { 0 };
    if (!asy_scenario_load(&scenario, args, &errs))
        asy_errors_print(&errs, stderr);
    assert_int_equal(errs.n, 0);
    asy_errors_free(&errs);
    assert_non_null(scenario);
    return scenario;
}

static inline struct asy_scenario *
load_mini(void)
{
    return load(&(struct asy_scenario_args){ .baseline = MINI });
}

/* mini.cfg under one value of the command line. */
static inline struct asy_scenario *
load_set(const char *set)
{
    return load(&(struct asy_scenario_args){ .baseline = MINI, .sets = &set, .n_sets = 1 });
}

static inline void
write_reform(const char *path, const char *extends, const char *in_force, const char *set)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file,
            "extends = \"%s\";\ntitle = \"T\"; claim = \"C\"; source = \"S\";\n"
            "in_force = \"%s\";\nset: { %s };\n",
            extends, in_force, set);
    assert_int_equal(fclose(file), 0);
}

/* mini.cfg under a reform in force from `in_force`; `two`, if given, comes after `one`. */
static inline struct asy_scenario *
load_reforms(const char *in_force, const char *one, const char *two)
{
    char folder[] = "/tmp/asy_scenario_XXXXXX", path[2][64];
    const char *reforms[] = { path[0], path[1] };
    assert_non_null(mkdtemp(folder));
    snprintf(path[0], sizeof path[0], "%s/one.cfg", folder);
    snprintf(path[1], sizeof path[1], "%s/two.cfg", folder);
    write_reform(path[0], MINI, in_force, one);
    write_reform(path[1], MINI, in_force, two ? two : "");
    struct asy_scenario *scenario = load(&(struct asy_scenario_args){
        .baseline = MINI, .reforms = reforms, .n_reforms = two ? 2 : 1 });
    unlink(path[0]);
    unlink(path[1]);
    rmdir(folder);
    return scenario;
}

static inline void
build(struct asy_world *world, const struct asy_scenario *scenario, uint32_t draw)
{
    struct asy_error err = { 0 };
    assert_true(asy_world_init(world, scenario, 42, draw, &err));
}

static inline int32_t
day_of(int year, int month, int day)
{
    return asy_days_of_date((struct asy_date){ year, month, day }) -
           asy_days_of_date((struct asy_date){ 2015, 1, 1 });
}

static inline const struct asy_dublin *
dublin(const struct asy_world *world, int state, int32_t day)
{
    return asy_world_law(world, ASY_LAW_dublin, state, day);
}

static inline double
departures(const struct asy_world *world, int group, int32_t day)
{
    const struct asy_departure *law = asy_world_law(world, ASY_LAW_departure, group, day);
    return law->persons;
}

static inline double
heard(const struct asy_world *world, int32_t day)
{
    const struct asy_border *law = asy_world_law(world, ASY_LAW_border, TERESPOL, day);
    return law->p_heard;
}

#define assert_near(a, b) assert_true(fabs((a) - (b)) < 1e-12)

#endif
