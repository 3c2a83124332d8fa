/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim check: reads everything, simulates nothing, and says what each reform changes. */
#include "cli/say.h"
#include "scenario/calendar.h"
#include "scenario/scenario.h"

#include <stdlib.h>
#include <string.h>

struct checked {
    struct asy_scenario *base;
    int first_year;
    json_t *json; /* of the reforms; NULL for words */
};

static bool
load(struct asy_scenario **out, const struct asy_options *o, size_t first, size_t n,
     struct asy_errors *errs)
{
    const struct asy_scenario_args args = {
        .baseline = o->files.list[0],
        .reforms = n ? o->reforms.list + first : NULL,
        .n_reforms = n,
        .sets = o->sets.list,
        .n_sets = o->sets.n,
    };
    return asy_scenario_load(out, &args, errs);
}

static void
date_of(const struct checked *checked, int32_t day, char out[16])
{
    const struct asy_date first = { checked->first_year, 1, 1 };
    const struct asy_date date = asy_date_of_days(asy_days_of_date(first) + day);
    snprintf(out, 16, "%04d-%02d-%02d", date.year % 10000, date.month % 100, date.day % 100);
}

static void
print_words(const struct checked *checked, const struct asy_scenario *reform, const char *from)
{
    const char *const claim = asy_scenario_claim(reform), *const source =
                                                              asy_scenario_source(reform);

    printf("\n%s%s%s  (%s)\n", asy_say_bold(), asy_scenario_title(reform), asy_say_plain(),
           asy_scenario_name(reform));
    printf("  in force  %s\n", from);
    if (*claim)
        printf("  claim     %s\n", claim);
    if (*source)
        printf("  source    %s\n", source);
    puts("  changes in law:");
    fflush(stdout);
    const size_t n = asy_scenario_changes(checked->base, reform, stdout);
    printf("  %zu value%s changed\n", n, n == 1 ? "" : "s");
}

static void
add_json(const struct checked *checked, const struct asy_scenario *reform, const char *from)
{
    char *text = NULL, digest[33];
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    if (!out)
        return;
    const size_t n = asy_scenario_changes(checked->base, reform, out);
    fclose(out);
    asy_scenario_digest(reform, digest);
    json_array_append_new(
        checked->json,
        json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:I, s:s}", "name", asy_scenario_name(reform),
                  "title", asy_scenario_title(reform), "claim", asy_scenario_claim(reform),
                  "source", asy_scenario_source(reform), "in_force", from, "digest", digest,
                  "n_changes", (json_int_t) n, "changes", text));
    free(text);
}

static void
tell(const struct checked *checked, const struct asy_scenario *reform)
{
    char from[16];

    date_of(checked, asy_scenario_branch_day(reform), from);
    if (checked->json)
        add_json(checked, reform, from);
    else
        print_words(checked, reform, from);
}

static void
print_base(const struct checked *checked, const struct asy_world *world)
{
    const struct asy_date first = { world->first_year, 1, 1 };
    const struct asy_date last = asy_date_of_days(asy_days_of_date(first) + world->n_days - 1);
    char digest[33];
    struct asy_value value;
    size_t n = 0;

    while (asy_scenario_value(checked->base, n, &value))
        n++;
    asy_scenario_digest(checked->base, digest);
    printf("%s%s%s: fine\n", asy_say_bold(), asy_scenario_title(checked->base),
           asy_say_plain());
    printf("  %d groups, %d states, %d transit countries, %d crossings, %zu values, %d-%d\n",
           world->n_groups, world->n_states, world->n_transit, world->n_crossings, n,
           world->first_year, last.year);
    printf("  digest %s\n", digest);
}

static bool
check_base(struct checked *checked, const struct asy_options *o, struct asy_errors *errs)
{
    struct asy_error err = { 0 };
    struct asy_world world;

    if (!load(&checked->base, o, 0, 0, errs))
        return false;
    if (!asy_world_init(&world, checked->base, o->seed, 0, &err)) {
        asy_errors_add(errs, err.code, err.where, "%s", err.what);
        return false;
    }
    checked->first_year = world.first_year;
    if (!checked->json)
        print_base(checked, &world);
    asy_world_free(&world);
    return true;
}

int
asy_cmd_check(const struct asy_options *o)
{
    struct checked checked = { .json = o->json ? json_array() : NULL };
    struct asy_errors errs = { 0 };
    struct asy_scenario *reform;
    const size_t step = o->together && o->reforms.n ? o->reforms.n : 1;
    int code = ASY_OK;

    if (check_base(&checked, o, &errs)) {
        for (size_t i = 0; i < o->reforms.n; i += step) {
            if (!load(&reform, o, i, step, &errs))
                continue;
            tell(&checked, reform);
            asy_scenario_destroy(reform);
        }
    }
    if (errs.n)
        code = asy_say_errors(&errs);
    else if (o->json)
        code = asy_say_json(json_incref(checked.json));
    json_decref(checked.json);
    asy_scenario_destroy(checked.base);
    asy_errors_free(&errs);
    return code;
}
