/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim check: reads everything, simulates nothing, and says what each reform changes. */
#include "cli/say.h"
#include "scenario/calendar.h"
#include "scenario/scenario.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = 100 };
enum { PACKAGE = 1 }; /* for load(): not reforms, but the package */
static const char set_title[] = "Set on the command line";

struct checked {
    struct asy_scenario *plain; /* the baseline without --set; NULL if there is none */
    struct asy_scenario *base;
    struct asy_scenario **reforms; /* [n] */
    size_t n;
    json_t *json; /* of the reforms; NULL for words */
};

static bool
load(struct asy_scenario **out, const struct asy_options *o, size_t first, size_t n, bool sets,
     struct asy_errors *errs)
{
    const struct asy_scenario_args args = {
        .baseline = o->files.list[0],
        .reforms = n ? o->reforms.list + first : NULL,
        .n_reforms = n,
        .sets = o->sets.list,
        .n_sets = sets ? o->sets.n : 0,
        .package = n == 0 && first ? o->package : NULL,
        .until = o->until,
    };
    return asy_scenario_load(out, &args, errs);
}

/* What changes, as text that the caller frees; NULL without memory. */
static char *
changes_of(const struct asy_scenario *base, const struct asy_scenario *reform, size_t *n)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    if (!out)
        return NULL;
    *n = asy_scenario_changes(base, reform, out);
    if (fclose(out) == 0)
        return text;
    free(text);
    return NULL;
}

static void
print_changes(const struct asy_scenario *base, const struct asy_scenario *reform)
{
    size_t n = 0;
    char *const text = changes_of(base, reform, &n);

    if (!text)
        return;
    for (char *line = text; *line;) {
        const size_t length = strcspn(line, "\n");
        const int indent = (int) strspn(line, " ");
        const bool more = line[length] != '\0';
        line[length] = '\0';
        asy_say_hanging(stdout, line + indent, indent, indent + 2, WIDTH);
        line += length + more;
    }
    printf("  %zu value%s changed\n", n, n == 1 ? "" : "s");
    free(text);
}

static void
print_field(const char *name, const char *text)
{
    if (!*text)
        return;
    printf("  %-9s ", name);
    asy_say_hanging(stdout, text, 0, 12, WIDTH - 12); /* the first line begins at 12 too */
}

static void
print_clashes(const struct asy_scenario *reform)
{
    struct asy_clash c;
    char line[800];

    for (size_t i = 0; asy_scenario_clash(reform, i, &c); i++) {
        if (i == 0)
            puts("  set by more than one reform, the later one wins:");
        snprintf(line, sizeof line, "%s: %s (%s, %s:%d), not %s (%s, %s:%d)", c.path,
                 c.winner_value, c.winner, c.winner_file, c.winner_line, c.loser_value, c.loser,
                 c.loser_file, c.loser_line);
        asy_say_hanging(stdout, line, 4, 6, WIDTH);
    }
}

static void
print_claims(const struct asy_scenario *reform)
{
    struct asy_claim_outcome c;
    char line[400];

    for (size_t i = 0; asy_scenario_claim_outcome(reform, i, &c); i++) {
        snprintf(line, sizeof line, "%s %s, population %s, place %s",
                 c.direction > 0 ? "more" : "less", c.metric, c.population, c.place);
        print_field(i ? "" : "tested by", line);
    }
}

static void
print_reform(const struct checked *checked, const struct asy_scenario *reform)
{
    char note[96];

    printf("\n%s%s%s  (%s)\n", asy_say_bold(), asy_scenario_title(reform), asy_say_plain(),
           asy_scenario_name(reform));
    print_field("in force", asy_scenario_in_force(reform));
    print_field("note", asy_scenario_note(reform, note));
    print_field("claim", asy_scenario_claim(reform));
    print_claims(reform);
    print_field("source", asy_scenario_source(reform));
    puts("  changes in law:");
    print_changes(checked->base, reform);
    print_clashes(reform);
}

static json_t *
json_of(const struct asy_scenario *base, const struct asy_scenario *scenario, const char *name,
        const char *title)
{
    char digest[33], note[96];
    size_t n = 0;
    char *const text = changes_of(base, scenario, &n);

    asy_scenario_digest(scenario, digest);
    json_t *json = json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:s, s:I, s:s, s:s}", "name", name, "title", title, "claim",
        asy_scenario_claim(scenario), "source", asy_scenario_source(scenario), "in_force",
        asy_scenario_in_force(scenario), "digest", digest, "n_changes", (json_int_t) n,
        "changes", text ? text : "", "note", asy_scenario_note(scenario, note));
    free(text);
    return json;
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
tell_base(const struct checked *checked, const struct asy_options *o, struct asy_errors *errs)
{
    struct asy_error err = { 0 };
    struct asy_world world;

    if (!asy_world_init(&world, checked->base, o->seed, 0, &err)) {
        asy_errors_add(errs, err.code, err.where, "%s", err.what);
        return false;
    }
    if (!checked->json)
        print_base(checked, &world);
    asy_world_free(&world);
    return true;
}

static void
tell_sets(const struct checked *checked)
{
    if (!checked->plain)
        return;
    if (checked->json) {
        json_array_append_new(checked->json,
                              json_of(checked->plain, checked->base, "--set", set_title));
        return;
    }
    printf("\n%s%s%s\n", asy_say_bold(), set_title, asy_say_plain());
    print_changes(checked->plain, checked->base);
}

static void
tell_reforms(const struct checked *checked)
{
    for (size_t i = 0; i < checked->n; i++) {
        const struct asy_scenario *reform = checked->reforms[i];
        if (checked->json)
            json_array_append_new(checked->json,
                                  json_of(checked->base, reform, asy_scenario_name(reform),
                                          asy_scenario_title(reform)));
        else
            print_reform(checked, reform);
    }
}

/* Everything is read before anything is said, for what is wrong comes first. */
static bool
read_all(struct checked *self, const struct asy_options *o, struct asy_errors *errs)
{
    const size_t step = o->together && o->reforms.n ? o->reforms.n : 1;

    self->reforms = calloc(o->reforms.n + 2, sizeof(struct asy_scenario *));
    if (!self->reforms) {
        asy_errors_add(errs, ASY_E_RESOURCES, "check", "out of memory");
        return false;
    }
    if ((o->sets.n && !load(&self->plain, o, 0, 0, false, errs)) ||
        !load(&self->base, o, 0, 0, true, errs))
        return false;
    for (size_t i = 0; i < o->reforms.n; i += step)
        if (load(&self->reforms[self->n], o, i, step, true, errs))
            self->n++;
    if (o->package && load(&self->reforms[self->n], o, PACKAGE, 0, true, errs))
        self->n++;
    if (o->strict && errs->n == 0) {
        asy_scenario_lint(self->base, errs);
        for (size_t i = 0; i < self->n; i++)
            asy_scenario_lint(self->reforms[i], errs);
    }
    return errs->n == 0;
}

int
asy_cmd_check(const struct asy_options *o)
{
    struct checked checked = { .json = o->json ? json_array() : NULL };
    struct asy_errors errs = { 0 };
    int code = ASY_OK;

    if (read_all(&checked, o, &errs) && tell_base(&checked, o, &errs)) {
        tell_sets(&checked);
        tell_reforms(&checked);
    }
    if (errs.n)
        code = asy_say_errors(&errs);
    else if (o->json)
        code = asy_say_json(json_incref(checked.json));
    json_decref(checked.json);
    for (size_t i = 0; i < checked.n; i++)
        asy_scenario_destroy(checked.reforms[i]);
    free(checked.reforms);
    asy_scenario_destroy(checked.base);
    asy_scenario_destroy(checked.plain);
    asy_errors_free(&errs);
    return code;
}
