/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim check: reads everything and says what each reform changes, and, by a pilot history,
   how many people of the baseline each change is asked about. */
#include "base/calendar.h"
#include "cli/check.h"
#include "job/lineup.h"
#include "outcome/phrase.h"
#include "scenario/already.h"
#include "scenario/draft.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = 100 };
static const char set_title[] = "Set on the command line";

struct checked {
    struct asy_scenario *plain; /* the baseline without --set; NULL if there is none */
    struct asy_lineup lineup;
    struct asy_reach *reach;             /* [lineup.n]; NULL where no pilot is lived */
    struct asy_check_articles *articles; /* [lineup.n] */
    json_t *json;                        /* NULL for words */
    bool strict;
};

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
    struct asy_undone u;
    struct asy_clash c;
    char line[1200];

    for (size_t i = 0; asy_scenario_clash(reform, i, &c); i++) {
        if (i == 0)
            puts("  set by more than one reform (the later one wins):");
        snprintf(line, sizeof line, "%s: %s (%s, %s:%d), not %s (%s, %s:%d)%s%.300s", c.path,
                 c.winner_value, c.winner, c.winner_file, c.winner_line, c.loser_value, c.loser,
                 c.loser_file, c.loser_line, c.because ? ": " : "", c.because ? c.because : "");
        asy_say_hanging(stdout, line, 4, 6, WIDTH);
    }
    for (size_t i = 0; asy_scenario_undone(reform, i, &u); i++) {
        if (i == 0)
            puts("  parts that work against each other, as the package states:");
        snprintf(line, sizeof line, "%s moves %s less with %s: %.300s", u.of, u.metric, u.part,
                 u.because);
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
                 asy_direction_word(c.metric, c.direction, false), c.metric, c.population,
                 c.place);
        print_field(i ? "" : "tested by", line);
    }
}

static void
print_added(const struct asy_scenario *reform)
{
    const char *name, *code;
    char line[200];

    for (int i = 0; (name = asy_scenario_adds(reform, i, &code)) != NULL; i++) {
        snprintf(line, sizeof line, "%.100s (%s), which the baseline does not have", name,
                 code);
        print_field(i ? "" : "adds", line);
    }
}

/* With --strict on stderr, as a warning. */
struct telling {
    bool strict;
    int n;
};

static void
say_already(void *user, const struct asy_already *one)
{
    struct telling *const telling = user;
    char line[700];

    if (telling->strict) {
        fprintf(stderr, "%s:%d: warning: %s = %s already has this value: nothing changes\n",
                one->file ? one->file : "", one->line, one->path, one->value);
        return;
    }
    if (telling->n++ == 0)
        puts("  already so in the baseline (nothing changes):");
    snprintf(line, sizeof line, "%.200s:%d: %.200s = %.200s", one->file ? one->file : "",
             one->line, one->path, one->value);
    asy_say_hanging(stdout, line, 4, 6, WIDTH);
}

/* What a person has still to write, and what they need not have written. */
static void
print_notes(const struct checked *checked, const struct asy_scenario *reform)
{
    struct telling telling = { .strict = checked->strict };
    const bool source = !asy_is_written(asy_scenario_source(reform)),
               claim = !asy_is_written(asy_scenario_claim(reform));

    if (source || claim)
        printf("  still to fill in: %s%s%s\n", claim ? "claim" : "",
               claim && source ? ", " : "", source ? "source" : "");
    fflush(stdout);
    asy_scenario_already(checked->lineup.list[0], reform, say_already, &telling);
}

static void
print_reform(const struct checked *checked, int i)
{
    const struct asy_scenario *reform = checked->lineup.list[i];
    char note[96];

    printf("\n%s%s%s  (%s)\n", asy_say_bold(), asy_scenario_title(reform), asy_say_plain(),
           asy_scenario_name(reform));
    print_field("in force", asy_scenario_in_force(reform));
    print_field("note", asy_scenario_note(reform, note));
    print_field("claim",
                asy_is_written(asy_scenario_claim(reform))
                    ? asy_scenario_claim(reform)
                    : "not yet written: say in one sentence what becomes of people, as "
                      "claim = \"...\";");
    print_claims(reform);
    print_field("source", asy_scenario_source(reform));
    print_added(reform);
    puts("  changes in law:");
    print_changes(checked->lineup.list[0], reform);
    print_notes(checked, reform);
    asy_check_articles_print(&checked->articles[i]);
    print_clashes(reform);
    if (checked->reach) {
        asy_check_reach_print(&checked->reach[i], reform);
        asy_check_reach_warn(&checked->reach[i], reform);
    }
}

static void
print_base(const struct checked *checked, const struct asy_world *world)
{
    const struct asy_date first = { world->first_year, 1, 1 };
    const struct asy_date last = asy_date_of_days(asy_days_of_date(first) + world->n_days - 1);
    char digest[33], as_of[16];
    struct asy_value value;
    size_t n = 0;
    const size_t forgotten = asy_scenario_forgotten(checked->lineup.list[0], as_of);

    while (asy_scenario_value(checked->lineup.list[0], n, &value))
        n++;
    asy_scenario_digest(checked->lineup.list[0], digest);
    printf("%s%s%s: fine\n", asy_say_bold(), asy_scenario_title(checked->lineup.list[0]),
           asy_say_plain());
    printf("  %d groups, %d states, %d transit countries, %d crossings, %zu values, %d-%d",
           world->n_groups, world->n_states, world->n_transit, world->n_crossings, n,
           world->first_year, last.year);
    if (world->warm_up_months > 0)
        printf(", simulated from %d", world->first_year - world->warm_up_months / 12);
    putchar('\n');
    if (*as_of)
        printf("  as of %s: %zu observed values of later days are ignored\n", as_of, forgotten);
    printf("  digest %s\n", digest);
}

static bool
tell_base(const struct checked *checked, const struct asy_options *o, struct asy_errors *errs)
{
    struct asy_error err = { 0 };
    struct asy_world world;

    if (checked->json) {
        asy_check_json_base(checked->json, checked->lineup.list[0], o->files.list[0], o->seed);
        return true;
    }
    if (!asy_world_init(&world, checked->lineup.list[0], o->seed, 0, &err)) {
        asy_errors_add(errs, err.code, err.where, "%s", err.what);
        return false;
    }
    print_base(checked, &world);
    asy_world_free(&world);
    return true;
}

static void
tell_sets(const struct checked *checked)
{
    const struct asy_scenario *const base = checked->lineup.list[0];

    if (!checked->plain)
        return;
    if (checked->json) {
        asy_check_json_reform(checked->json, checked->plain, base, "--set", set_title, NULL,
                              NULL);
        return;
    }
    printf("\n%s%s%s\n", asy_say_bold(), set_title, asy_say_plain());
    print_changes(checked->plain, base);
}

static void
tell_reforms(const struct checked *checked)
{
    for (int i = 1; i < checked->lineup.n; i++) {
        const struct asy_scenario *reform = checked->lineup.list[i];
        if (checked->json)
            asy_check_json_reform(checked->json, checked->lineup.list[0], reform,
                                  asy_scenario_name(reform), asy_scenario_title(reform),
                                  checked->reach ? &checked->reach[i] : NULL,
                                  &checked->articles[i]);
        else
            print_reform(checked, i);
    }
}

/* Everything is read before anything is said, for what is wrong comes first; and by what `run`
   reads it with, so that the two agree. */
static bool
read_all(struct checked *self, const struct asy_options *o, struct asy_errors *errs)
{
    const struct asy_job job = {
        .baseline = o->files.list[0],
        .reforms = o->reforms.list,
        .n_reforms = o->reforms.n,
        .few = o->few.list,
        .n_few = o->few.n,
        .together = o->together,
        .package = o->package,
        .until = o->until,
        .as_of = o->as_of,
        .departures = o->departures,
        .sets = o->sets.list,
        .n_sets = o->sets.n,
        .seed = o->seed,
    };
    struct asy_scenario_args plain = {
        .baseline = job.baseline,
        .until = o->until,
        .as_of = o->as_of,
        .departures = o->departures,
    };

    if (!asy_lineup_load(&self->lineup, &job, false, errs))
        return false;
    plain.map = self->lineup.list[0];
    if ((o->sets.n && !asy_scenario_load(&self->plain, &plain, errs)))
        return false;
    self->articles = calloc((size_t) self->lineup.n, sizeof *self->articles);
    if (!self->articles)
        asy_errors_add(errs, ASY_E_RESOURCES, "ledger", "out of memory");
    for (int i = 1; self->articles && i < self->lineup.n; i++)
        asy_check_articles_find(&self->articles[i], &job, &self->lineup, i, errs);
    for (int i = 0; o->strict && i < self->lineup.n; i++)
        asy_scenario_lint(self->lineup.list[i], errs);
    return errs->n == 0;
}

/* The pilots of all reforms. With --strict a change that nobody is asked about is an error. */
static bool
find_reach(struct checked *self, const struct asy_options *o, struct asy_errors *errs)
{
    const int n = self->lineup.n;
    struct asy_error err;

    if (o->no_pilot || !asy_reach_is_built() || n < 2)
        return true;
    self->reach = calloc((size_t) n, sizeof *self->reach);
    for (int i = 1; self->reach && i < n; i++) {
        if (!asy_reach_find(&self->reach[i], self->lineup.list[0], self->lineup.list[i],
                            o->seed, &err)) {
            asy_errors_add(errs, err.code, err.where, "%s", err.what);
            return false;
        }
        if (o->strict)
            asy_check_reach_refuse(&self->reach[i], self->lineup.list[i], errs);
    }
    return errs->n == 0;
}

static void
forget(struct checked *self)
{
    for (int i = 0; self->articles && i < self->lineup.n; i++)
        asy_check_articles_free(&self->articles[i]);
    free(self->articles);
    for (int i = 0; self->reach && i < self->lineup.n; i++)
        asy_reach_free(&self->reach[i]);
    free(self->reach);
}

int
asy_cmd_check(const struct asy_options *o)
{
    struct checked checked = { .json = o->json ? asy_check_json() : NULL, .strict = o->strict };
    struct asy_errors errs = { 0 };
    int code = ASY_OK;

    if (read_all(&checked, o, &errs) && find_reach(&checked, o, &errs) &&
        tell_base(&checked, o, &errs)) {
        tell_sets(&checked);
        tell_reforms(&checked);
    }
    if (errs.n)
        code = asy_check_refuse(o, &errs);
    else if (o->json)
        code = asy_say_json(json_incref(checked.json));
    json_decref(checked.json);
    forget(&checked);
    asy_lineup_free(&checked.lineup);
    asy_scenario_destroy(checked.plain);
    asy_errors_free(&errs);
    return code;
}
