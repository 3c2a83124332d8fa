/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms over what moves: series by year whose months differ, walks after the last day of data,
   a warm-up, a run as of an earlier day. What lies below goes on under a form as it would
   without it, to the bit. */
#include "support/mini.h"
#include "support/texts.h"

/* mini.cfg with a year before it, with capacities that were observed and walk from 2017. */
static const char base_text[] =
    "@include \"mini.cfg\"\n"
    "states: { POL: { merits: { capacity = { yearly_from = \"2015\"; yearly = [ 10, 14 ]; }; "
    "}; };\n"
    "DEU: { merits: { capacity = { yearly_from = \"2015\"; yearly = [ 20, 40 ]; }; }; }; };\n"
    "rules: { walk: { size = 0.4; }; };\n"
    "warm_up: { states: { DEU: { merits: { capacity = 3; }; }; }; };\n";

struct fixture {
    struct texts_folder folder;
    char mini[128], base[128], reform[128];
};

static void
put_mini(const struct fixture *self)
{
    FILE *from = fopen(MINI, "r"), *to = fopen(self->mini, "w");
    char line[4096];
    assert_true(from && to);
    while (fgets(line, sizeof line, from))
        if (strncmp(line, "horizon:", 8) == 0)
            fputs("horizon: { from = \"2015-01-01\"; until = \"2018-12-31\"; warm_up_from = "
                  "\"2014-01-01\"; };\n",
                  to);
        else
            fputs(line, to);
    fclose(from);
    assert_int_equal(fclose(to), 0);
}

static int
begin(void **state)
{
    static struct fixture self;
    texts_open(&self.folder);
    texts_put(&self.folder, "mini.cfg", "", self.mini);
    put_mini(&self);
    texts_put(&self.folder, "base.cfg", base_text, self.base);
    *state = &self;
    return 0;
}

static int
end(void **state)
{
    const struct fixture *self = *state;
    texts_close(&self->folder);
    return 0;
}

static struct asy_scenario *
read_base(const struct fixture *self, const char *as_of, const char *set)
{
    return load(&(struct asy_scenario_args){
        .baseline = self->base, .as_of = as_of, .sets = &set, .n_sets = set != NULL });
}

static struct asy_scenario *
read_reform(struct fixture *self, const char *as_of, const char *in_force, const char *set)
{
    const char *reform = self->reform;
    snprintf(self->reform, sizeof self->reform, "%s/reform.cfg", self->folder.name);
    write_reform(self->reform, "base.cfg", in_force, set);
    return load(&(struct asy_scenario_args){
        .baseline = self->base, .reforms = &reform, .n_reforms = 1, .as_of = as_of });
}

static double
capacity(const struct asy_world *world, int state, int32_t day)
{
    return ((const struct asy_merits *) asy_world_law(world, ASY_LAW_merits, state, day))
        ->capacity;
}

/* Worlds of one draw, the reform's made over the baseline's. */
struct worlds {
    struct asy_scenario *base, *reform;
    struct asy_world without, with;
};

static void
make(struct worlds *self, struct fixture *fixture, const char *as_of, const char *set,
     uint32_t draw)
{
    struct asy_error err = { 0 };
    self->base = read_base(fixture, as_of, NULL);
    self->reform = read_reform(fixture, as_of, "2016-03-01", set);
    build(&self->without, self->base, draw);
    assert_true(asy_world_branch(&self->with, self->reform, &self->without, self->base, 42,
                                 draw, &err));
}

static void
drop(struct worlds *self)
{
    asy_world_free(&self->with);
    asy_world_free(&self->without);
    asy_scenario_destroy(self->base);
    asy_scenario_destroy(self->reform);
}

static bool
same_bits(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

/* How often the value of the baseline changes from one month to the next. */
static int
count_moves(const struct asy_world *world, int state, int32_t from)
{
    int n = 0;
    for (int32_t day = from; day < world->n_days; day += 30)
        n += !same_bits(capacity(world, state, day), capacity(world, state, day - 30));
    return n;
}

static void
a_factor_is_laid_over_months_and_walks(void **state)
{
    static const char *const as_of[] = { NULL, "2015-12-31" };
    for (size_t i = 0; i < 2; i++)
        for (uint32_t draw = 1; draw <= 2; draw++) {
            struct worlds of;
            make(&of, *state, as_of[i],
                 "states: { DEU: { merits: { capacity = { times = 2; }; }; }; };", draw);
            const int32_t in_force = day_of(2016, 3, 1);
            for (int32_t day = of.without.first_day; day < of.without.n_days; day++) {
                const double below = capacity(&of.without, DEU, day);
                assert_true(same_bits(capacity(&of.with, DEU, day),
                                      day < in_force ? below : 2.0 * below));
                assert_true(
                    same_bits(capacity(&of.with, POL, day), capacity(&of.without, POL, day)));
            }
            assert_true(count_moves(&of.without, DEU, in_force) > 20); /* else it says little */
            drop(&of);
        }
}

/* Of one that moves itself, and of one (EST) of which nothing is said but this. */
static void
as_in_walks_as_there(void **state)
{
    for (uint32_t draw = 0; draw <= 2; draw++) {
        struct worlds of;
        make(&of, *state, NULL,
             "states: { DEU: { merits: { capacity = { as_in = \"POL\"; until = \"2018-09-15\"; "
             "}; }; }; EST: { merits: { capacity = { as_in = \"DEU\"; }; }; }; };",
             draw);
        for (int32_t day = of.without.first_day; day < of.without.n_days; day++) {
            const bool holds = day >= day_of(2016, 3, 1), ended = day > day_of(2018, 9, 15);
            assert_true(same_bits(capacity(&of.with, DEU, day),
                                  capacity(&of.without, holds && !ended ? POL : DEU, day)));
            assert_true(same_bits(capacity(&of.with, EST, day),
                                  capacity(&of.without, holds ? DEU : EST, day)));
        }
        drop(&of);
    }
}

/* Members that one entry speaks of walk each in its own way, and so does each again after the
   end. */
static void
as_in_a_member_of_the_same_entry_is_another_walk(void **state)
{
    struct worlds of;
    int n_apart = 0;
    make(&of, *state, "2015-12-31",
         "states: { EST: { dublin: { p_request: { POL = { as_in = \"DEU\"; until = "
         "\"2017-06-30\"; }; }; }; }; };",
         1);
    for (int32_t day = of.without.first_day; day < of.without.n_days; day++) {
        const bool holds = day >= day_of(2016, 3, 1) && day <= day_of(2017, 6, 30);
        const double *below = dublin(&of.without, EST, day)->p_request;
        assert_true(
            same_bits(dublin(&of.with, EST, day)->p_request[POL], below[holds ? DEU : POL]));
        n_apart += !same_bits(below[DEU], below[POL]);
    }
    assert_true(n_apart > 100);
    drop(&of);
}

/* Both sides of its days the walk goes on as if it had not been. */
static void
after_its_end_the_walk_is_where_it_would_be(void **state)
{
    struct worlds of;
    make(&of, *state, NULL,
         "states: { DEU: { merits: { capacity = { value = 5; until = \"2017-06-30\"; }; }; }; "
         "};",
         2);
    for (int32_t day = of.without.first_day; day < of.without.n_days; day++) {
        const bool holds = day >= day_of(2016, 3, 1) && day <= day_of(2017, 6, 30);
        assert_true(same_bits(capacity(&of.with, DEU, day),
                              holds ? 5.0 : capacity(&of.without, DEU, day)));
    }
    drop(&of);
}

static void
an_end_on_the_last_day_is_none_within_the_horizon(void **state)
{
    struct worlds ends, stays;
    make(&ends, *state, NULL,
         "states: { DEU: { merits: { capacity = { value = 5; until = \"2018-12-31\"; }; }; }; "
         "};",
         1);
    make(&stays, *state, NULL, "states: { DEU: { merits: { capacity = 5; }; }; };", 1);
    for (int32_t day = ends.with.first_day; day < ends.with.n_days; day++)
        assert_true(same_bits(capacity(&ends.with, DEU, day), capacity(&stays.with, DEU, day)));
    drop(&ends);
    drop(&stays);
}

static void
the_command_line_is_laid_over_the_warm_up_too(void **state)
{
    struct asy_scenario *plain = read_base(*state, NULL, NULL),
                        *twice =
                            read_base(*state, NULL, "states.DEU.merits.capacity={times=2}");
    struct asy_world without, with;
    build(&without, plain, 1);
    build(&with, twice, 1);
    assert_near(capacity(&without, DEU, -100), 3);
    for (int32_t day = without.first_day; day < without.n_days; day += 15)
        assert_true(same_bits(capacity(&with, DEU, day), 2.0 * capacity(&without, DEU, day)));
    asy_world_free(&without);
    asy_world_free(&with);
    asy_scenario_destroy(plain);
    asy_scenario_destroy(twice);
}

/* What answers to a caseload answers but on the days on which a value by itself is decreed. */
static void
only_a_value_by_itself_is_decreed_and_only_while_it_holds(void **state)
{
    static const struct {
        const char *what;
        struct asy_decree days;
    } cases[] = {
        { "times = 2;", { INT32_MAX, INT32_MAX } },
        { "plus = 2;", { INT32_MAX, INT32_MAX } },
        { "value = 2;", { 425, INT32_MAX } },
        { "value = 2; until = \"2016-03-31\";", { 425, 425 + 31 } },
        { "as_in = \"POL\"; until = \"2016-03-31\";", { 425, 425 + 31 } },
    };
    int param = 0;
    while (strcmp(asy_laws[ASY_LAW_merits]->params[param].name, "capacity") != 0)
        param++;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char set[200];
        struct worlds of;
        snprintf(set, sizeof set, "states: { DEU: { merits: { capacity = { %s }; }; }; };",
                 cases[i].what);
        make(&of, *state, NULL, set, 1);
        const struct asy_span span = asy_world_span(&of.with, ASY_LAW_merits, DEU, param);
        assert_int_equal(span.set.from, cases[i].days.from);
        assert_int_equal(span.set.until, cases[i].days.until);
        assert_int_equal(span.ends, day_of(2017, 1, 1));
        assert_false(asy_decree_holds(&span.set, 424));
        assert_int_equal(asy_decree_holds(&span.set, 425), cases[i].days.from == 425);
        assert_int_equal(asy_decree_holds(&span.set, 456),
                         cases[i].days.from == 425 && cases[i].days.until > 456);
        drop(&of);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_factor_is_laid_over_months_and_walks),
        cmocka_unit_test(as_in_walks_as_there),
        cmocka_unit_test(as_in_a_member_of_the_same_entry_is_another_walk),
        cmocka_unit_test(after_its_end_the_walk_is_where_it_would_be),
        cmocka_unit_test(an_end_on_the_last_day_is_none_within_the_horizon),
        cmocka_unit_test(the_command_line_is_laid_over_the_warm_up_too),
        cmocka_unit_test(only_a_value_by_itself_is_decreed_and_only_while_it_holds),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
