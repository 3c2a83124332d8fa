/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list that a reform sets replaces the baseline's, on every day: so a reform that means to
   add one country can drop another without a word. Of every shipped reform, closure and
   package, whom each list gains and loses on which days stands in shipped_lists.txt, and why:
   what the reform's own text says. In a package no part takes back what another says. */
#define _XOPEN_SOURCE 700 /* open_memstream */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "scenario/ground.h"
#include "support/texts.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define SHIPPED ASY_SOURCE_DIR "/scenarios/"
#define TABLE ASY_SOURCE_DIR "/tests/unit/shipped_lists.txt"

enum { MOST_FILES = 256, MOST_LINES = 1024, LINE = 1024, LONGER = LINE + 128 };

struct file {
    char path[300], name[100];
    bool is_package;
};

static struct file files[MOST_FILES];
static int n_files;
static struct asy_scenario *baseline_scenario;
static struct asy_world baseline;

/* ---- the shipped files ------------------------------------------------------- */

static int
by_path(const void *a, const void *b)
{
    return strcmp(((const struct file *) a)->path, ((const struct file *) b)->path);
}

static void
list_folder(const char *folder)
{
    char path[200];
    snprintf(path, sizeof path, SHIPPED "%s", folder);
    DIR *dir = opendir(path);
    struct dirent *entry;
    assert_non_null(dir);
    while ((entry = readdir(dir))) {
        const char *end = strstr(entry->d_name, ".cfg");
        if (!end || end[4] != '\0')
            continue;
        assert_true(n_files < MOST_FILES);
        struct file *file = &files[n_files++];
        snprintf(file->path, sizeof file->path, "%s/%.90s", path, entry->d_name);
        snprintf(file->name, sizeof file->name, "%.*s", (int) (end - entry->d_name),
                 entry->d_name);
        file->is_package = strcmp(folder, "packages") == 0;
    }
    closedir(dir);
}

static struct asy_scenario *
load(const struct file *file, uint64_t parts)
{
    char said[4096] = "";
    const char *path = file ? file->path : NULL;
    const bool is_package = file && file->is_package;
    const struct asy_scenario_args args = { .baseline = SHIPPED "baseline.cfg",
                                            .reforms = &path,
                                            .n_reforms = file && !is_package,
                                            .package = is_package ? path : NULL,
                                            .parts = parts };
    struct asy_scenario *scenario = texts_load(&args, said, sizeof said);
    if (!scenario)
        fail_msg("%s", said);
    return scenario;
}

static void
make(struct asy_world *world, const struct asy_scenario *scenario)
{
    struct asy_error err = { 0 };
    if (!asy_world_init(world, scenario, 1, 0, &err))
        fail_msg("%s: %s", err.where, err.what);
}

static int
begin(void **state)
{
    (void) state;
    list_folder("reforms");
    list_folder("closures");
    list_folder("packages");
    qsort(files, (size_t) n_files, sizeof *files, by_path);
    baseline_scenario = load(NULL, 0);
    make(&baseline, baseline_scenario);
    return 0;
}

static int
end(void **state)
{
    (void) state;
    asy_world_free(&baseline);
    asy_scenario_destroy(baseline_scenario);
    return 0;
}

/* ---- lists on a day ---------------------------------------------------------- */

/* One list of one entity. */
struct list {
    int law, entity;
    const struct asy_param *row;
};

static uint64_t
set_on(const struct asy_world *world, const struct list *list, int32_t day)
{
    uint64_t set;
    const char *law = asy_world_law(world, (enum asy_law_id) list->law, list->entity, day);
    memcpy(&set, law + list->row->offset, sizeof set);
    return set;
}

/* Calls `visit` for each list that there is. */
static void
each_list(void (*visit)(const struct list *list, void *of), void *of)
{
    for (int law = 0; law < ASY_N_LAWS; law++)
        for (const struct asy_param *row = asy_laws[law]->params; row->name; row++)
            for (int e = 0; row->kind == ASY_SET && e < ASY_MAX_ENTITIES; e++)
                if (baseline.laws[law][e].n > 0)
                    visit(&(struct list){ law, e, row }, of);
}

static const char *
entity_name(const struct list *list)
{
    switch (asy_laws[list->law]->section) {
    case ASY_OF_CROSSING:
        return baseline.crossing[list->entity].name;
    case ASY_OF_GROUP:
        return baseline.group[list->entity].name;
    case ASY_OF_WORLD:
        return "everywhere";
    default:
        return baseline.country[list->entity].code;
    }
}

/* Of the world in which it stands: a reform may add a country. */
static const char *
member_name(const struct asy_world *world, const struct list *list, int member)
{
    return list->row->per == ASY_PER_GROUP      ? world->group[member].name
           : list->row->per == ASY_PER_CROSSING ? world->crossing[member].name
           : list->row->per == ASY_PER_GROUND   ? asy_ground_name(member)
                                                : world->country[member].code;
}

static void
say_members(const struct asy_world *world, const struct list *list, uint64_t set, char sign,
            char *text)
{
    for (int k = 0; k < ASY_MAX_COUNTRIES; k++)
        if (set >> k & 1) {
            const size_t n = strlen(text);
            snprintf(text + n, LINE - n, " %c%s", sign, member_name(world, list, k));
        }
}

/* ---- the table --------------------------------------------------------------- */

struct told {
    const struct file *file;
    const struct asy_world *world;
    char line[MOST_LINES][LONGER];
    int n;
};

/* Entities of which the same is true share a line. */
static void
keep(struct told *told, const char *what, const char *entity)
{
    const size_t n = strlen(what);
    for (int i = 0; i < told->n; i++)
        if (strncmp(told->line[i], what, n) == 0 && told->line[i][n] == ':') {
            const size_t used = strlen(told->line[i]);
            snprintf(told->line[i] + used, LONGER - used, " %s", entity);
            return;
        }
    assert_true(told->n < MOST_LINES);
    snprintf(told->line[told->n++], LONGER, "%s: %s", what, entity);
}

static void
tell_list(const struct list *list, void *of)
{
    struct told *told = of;
    uint64_t added = 0, dropped = 0;
    char what[LINE] = "";
    for (int32_t day = 0; day < baseline.n_days; day++) {
        const uint64_t old = set_on(&baseline, list, day), new = set_on(told->world, list, day);
        if ((new & ~old) == added && (old & ~new) == dropped)
            continue;
        const struct asy_date date = asy_date_of_days(
            day + asy_days_of_date((struct asy_date){ baseline.first_year, 1, 1 }));
        const size_t n = strlen(what);
        added = new & ~old;
        dropped = old & ~new;
        if (n == 0)
            snprintf(what, sizeof what, "%s %s.%s", told->file->name, asy_laws[list->law]->name,
                     list->row->name);
        snprintf(what + strlen(what), sizeof what - strlen(what), "%s from %04d-%02d-%02d%s",
                 n ? ";" : "", date.year, date.month, date.day,
                 added | dropped ? "" : " as without it");
        say_members(told->world, list, added, '+', what);
        say_members(told->world, list, dropped, '-', what);
    }
    if (what[0])
        keep(told, what, entity_name(list));
}

/* A line of the table up to its reason; an empty reason is none. */
static bool
reads(FILE *table, char *line, bool *has_reason)
{
    do {
        if (!fgets(line, LINE, table))
            return false;
    } while (line[0] == '#' || line[0] == '\n');
    line[strcspn(line, "\n")] = '\0';
    char *bar = strstr(line, " | ");
    *has_reason = bar && strlen(bar) > 10;
    if (bar)
        *bar = '\0';
    return true;
}

static void
every_list_changes_as_the_reform_says_and_not_otherwise(void **state)
{
    static struct told told;
    char line[LINE];
    bool has_reason = false;
    int n_wrong = 0;
    FILE *table = fopen(TABLE, "r");
    (void) state;
    assert_non_null(table);
    for (int i = 0; i < n_files; i++) {
        struct asy_scenario *scenario = load(&files[i], 0);
        struct asy_world world;
        make(&world, scenario);
        told.file = &files[i];
        told.world = &world;
        told.n = 0;
        each_list(tell_list, &told);
        for (int k = 0; k < told.n; k++) {
            const bool there = reads(table, line, &has_reason);
            if (there && has_reason && strcmp(line, told.line[k]) == 0)
                continue;
            print_error("is  %s\nsaid %s%s\n", told.line[k], there ? line : "nothing",
                        there && !has_reason ? " (for no reason)" : "");
            n_wrong++;
        }
        asy_world_free(&world);
        asy_scenario_destroy(scenario);
    }
    while (reads(table, line, &has_reason)) {
        print_error("said %s\nand is not\n", line);
        n_wrong++;
    }
    fclose(table);
    assert_int_equal(n_wrong, 0);
}

/* ---- packages ---------------------------------------------------------------- */

struct beside {
    const struct asy_world *part, *whole;
    const char *part_name, *package;
    int n_lost;
};

static void
find_lost(const struct list *list, void *of)
{
    struct beside *b = of;
    for (int32_t day = 0; day < baseline.n_days; day++) {
        const uint64_t old = set_on(&baseline, list, day);
        const uint64_t part = set_on(b->part, list, day);
        const uint64_t whole = set_on(b->whole, list, day);
        const uint64_t lost = (part & ~old & ~whole) | (old & ~part & whole);
        char text[LINE] = "";
        if (!lost)
            continue;
        say_members(b->whole, list, lost, ' ', text);
        print_error("%s: what %s says of%s in %s.%s of %s is taken back by another part\n",
                    b->package, b->part_name, text, asy_laws[list->law]->name, list->row->name,
                    entity_name(list));
        b->n_lost++;
        return;
    }
}

static void
no_part_of_a_package_takes_back_what_another_says_of_a_list(void **state)
{
    struct beside b = { .n_lost = 0 };
    int n_parts_seen = 0;
    (void) state;
    for (int i = 0; i < n_files; i++) {
        if (!files[i].is_package)
            continue;
        struct asy_scenario *whole = load(&files[i], 0);
        struct asy_world world, part_world;
        struct asy_part part;
        make(&world, whole);
        for (size_t k = 0; asy_scenario_part(whole, k, &part); k++, n_parts_seen++) {
            struct asy_scenario *alone = load(&files[i], UINT64_C(1) << k);
            make(&part_world, alone);
            b.part = &part_world;
            b.whole = &world;
            b.part_name = part.name;
            b.package = files[i].name;
            each_list(find_lost, &b);
            asy_world_free(&part_world);
            asy_scenario_destroy(alone);
        }
        asy_world_free(&world);
        asy_scenario_destroy(whole);
    }
    assert_true(n_parts_seen > 20);
    assert_int_equal(b.n_lost, 0);
}

/* ---- what `check` says of it ------------------------------------------------- */

static const struct file *
find_file(const char *name)
{
    for (int i = 0; i < n_files; i++)
        if (strcmp(files[i].name, name) == 0)
            return &files[i];
    fail_msg("%s is not shipped", name);
    return NULL;
}

static void
check_says_whom_a_list_gains_and_loses_and_when(void **state)
{
    static const struct {
        const char *reform, *says;
    } row[] = {
        { "dublin-suspended-poland",
          "all states: from 2017-01-01: Greece -> Poland, Greece (adds "
          "Poland); from 2017-03-15: none -> Poland\n" },
        { "practice-of-2015",
          "Austria: from 2016-02-16: Georgia -> none (drops Georgia); from 2018-06-15: "
          "Ukraine, Georgia, Armenia -> none (drops Ukraine, Georgia, Armenia)\n" },
        { "dublin-iv", "Greece: Turkey -> Russia, Belarus, Ukraine, Georgia, Turkey, Armenia "
                       "(adds Russia, Belarus, Ukraine, Georgia, Armenia)\n" },
    };
    (void) state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        char *text = NULL;
        size_t size = 0;
        struct asy_scenario *reform = load(find_file(row[i].reform), 0);
        FILE *out = open_memstream(&text, &size);
        assert_non_null(out);
        asy_scenario_changes(baseline_scenario, reform, out);
        assert_int_equal(fclose(out), 0);
        if (!strstr(text, row[i].says))
            fail_msg("%s: not \"%s\" in:\n%s", row[i].reform, row[i].says, text);
        free(text);
        asy_scenario_destroy(reform);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_list_changes_as_the_reform_says_and_not_otherwise),
        cmocka_unit_test(no_part_of_a_package_takes_back_what_another_says_of_a_list),
        cmocka_unit_test(check_says_whom_a_list_gains_and_loses_and_when),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
