/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim check --json: every changed value by its path, as it was and as it will be, numbers
   as numbers; or every error by file and line. */
#include "cli/check.h"

#include "base/calendar.h"
#include "scenario/already.h"

#include <stdlib.h>
#include <string.h>

json_t *
asy_check_json(void)
{
    return json_pack("{s:n, s:[], s:[]}", "scenario", "reforms", "errors");
}

static json_t *
text_or_null(const char *text)
{
    return text && *text ? json_string(text) : json_null();
}

static json_t *
json_of_day(int32_t day)
{
    char text[16];
    const struct asy_date date = asy_date_of_days(day);

    snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
    return json_string(text);
}

/* The days that count, and those that are lived before them. */
static json_t *
json_of_horizon(const struct asy_world *world)
{
    const int32_t from = asy_days_of_date((struct asy_date){ world->first_year, 1, 1 });

    return json_pack("{s:o, s:o, s:o, s:i}", "from", json_of_day(from), "until",
                     json_of_day(from + world->n_days - 1), "warm_up_from",
                     world->first_day < 0 ? json_of_day(from + world->first_day) : json_null(),
                     "warm_up_days", (int) -world->first_day);
}

void
asy_check_json_base(json_t *self, const struct asy_scenario *base, const char *file,
                    uint64_t seed)
{
    struct asy_error err;
    struct asy_world world;
    struct asy_value value;
    char digest[33], as_of[16];
    const size_t forgotten = asy_scenario_forgotten(base, as_of);
    json_int_t n = 0;

    while (asy_scenario_value(base, (size_t) n, &value))
        n++;
    if (!asy_world_init(&world, base, seed, 0, &err))
        return;
    asy_scenario_digest(base, digest);
    json_object_set_new(
        self, "scenario",
        json_pack("{s:s, s:s, s:s, s:s, s:i, s:i, s:i, s:i, s:I, s:o, s:I, s:o}", "file", file,
                  "title", asy_scenario_title(base), "source", asy_scenario_source(base),
                  "digest", digest, "groups", world.n_groups, "states", world.n_states,
                  "transit_countries", world.n_transit, "crossings", world.n_crossings,
                  "values", n, "as_of", text_or_null(as_of), "forgotten",
                  (json_int_t) forgotten, "horizon", json_of_horizon(&world)));
    asy_world_free(&world);
}

/* ---- values ------------------------------------------------------------------------------ */

static json_t *
json_of_value(const char *kind, const struct asy_law_value *value)
{
    if (strcmp(kind, "yes or no") == 0)
        return json_boolean(value->number > 0.5);
    if (strcmp(kind, "choice") == 0)
        return json_string(value->names[0]);
    if (strcmp(kind, "list") != 0)
        return asy_json_number(value->number);
    json_t *const list = json_array();
    for (size_t i = 0; i < value->n_names; i++)
        json_array_append_new(list, json_string(value->names[i]));
    return list;
}

static json_t *
json_of_change(const struct asy_law_change *c)
{
    return json_pack(
        "{s:s, s:o, s:s, s:s, s:o, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, "
        "s:o, s:o}",
        "path", c->path, "entity", text_or_null(c->entity), "law", c->law, "key", c->key,
        "member", text_or_null(c->member), "unit", c->unit, "from", c->from, "until",
        text_or_null(c->until), "before", json_of_value(c->kind, &c->before), "after",
        json_of_value(c->kind, &c->after), "before_prior", text_or_null(c->before.spread),
        "after_prior", text_or_null(c->after.spread), "source", text_or_null(c->source),
        "grade", text_or_null(c->grade), "file", text_or_null(c->file), "line",
        c->line ? json_integer(c->line) : json_null(), "form", text_or_null(c->form), "whom",
        text_or_null(c->whom));
}

/* None without memory, as elsewhere in JSON. */
static json_t *
changes_of(const struct asy_scenario *base, const struct asy_scenario *reform,
           const struct asy_reach *reach)
{
    json_t *const list = json_array();
    struct asy_law_changes *changes;
    struct asy_law_change c = { .size = sizeof c };

    if (!asy_law_changes_find(&changes, base, reform, NULL))
        return list;
    for (size_t i = 0; asy_law_changes_at(changes, i, &c); i++) {
        json_t *const change = json_of_change(&c);
        asy_check_reach_json(change, reach, reform, i);
        json_array_append_new(list, change);
    }
    asy_law_changes_destroy(changes);
    return list;
}

/* ---- reforms ----------------------------------------------------------------------------- */

static json_t *
claims_of(const struct asy_scenario *reform)
{
    json_t *const list = json_array();
    struct asy_claim_outcome c;

    for (size_t i = 0; asy_scenario_claim_outcome(reform, i, &c); i++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s}", "metric", c.metric,
                                              "population", c.population, "place", c.place,
                                              "direction", c.direction > 0 ? "more" : "less"));
    return list;
}

static json_t *
added_by(const struct asy_scenario *reform)
{
    json_t *const list = json_array();
    const char *name, *code;

    for (int i = 0; (name = asy_scenario_adds(reform, i, &code)) != NULL; i++)
        json_array_append_new(list, json_pack("{s:s, s:s}", "code", code, "name", name));
    return list;
}

static json_t *
clashes_of(const struct asy_scenario *reform)
{
    json_t *const list = json_array();
    struct asy_clash c;

    for (size_t i = 0; asy_scenario_clash(reform, i, &c); i++)
        json_array_append_new(
            list, json_pack("{s:s, s:{s:s, s:s, s:s, s:i}, s:{s:s, s:s, s:s, s:i}, s:s?}",
                            "path", c.path, "holds", "reform", c.winner, "value",
                            c.winner_value, "file", c.winner_file, "line", c.winner_line,
                            "gives_way", "reform", c.loser, "value", c.loser_value, "file",
                            c.loser_file, "line", c.loser_line, "because", c.because));
    return list;
}

static json_t *
undone_of(const struct asy_scenario *reform)
{
    json_t *const list = json_array();
    struct asy_undone u;

    for (size_t i = 0; asy_scenario_undone(reform, i, &u); i++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s}", "part", u.part, "of",
                                              u.of, "metric", u.metric, "because", u.because));
    return list;
}

static void
add_already(void *user, const struct asy_already *one)
{
    json_array_append_new(user,
                          json_pack("{s:o, s:i, s:s, s:s}", "file", text_or_null(one->file),
                                    "line", one->line, "path", one->path, "value", one->value));
}

/* What the reform says that is so already. */
static json_t *
already_of(const struct asy_scenario *base, const struct asy_scenario *reform)
{
    json_t *const list = json_array();
    asy_scenario_already(base, reform, add_already, list);
    return list;
}

void
asy_check_json_reform(json_t *self, const struct asy_scenario *base,
                      const struct asy_scenario *reform, const char *name, const char *title,
                      const struct asy_reach *reach, const struct asy_check_articles *articles)
{
    char digest[33], note[96];
    const bool lived = reach && reach->n_people > 0;

    asy_scenario_digest(reform, digest);
    json_array_append_new(
        json_object_get(self, "reforms"),
        json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:I, s:o, s:o, s:o, "
                  "s:o, s:o, s:o}",
                  "name", name, "title", title, "claim", asy_scenario_claim(reform), "source",
                  asy_scenario_source(reform), "in_force", asy_scenario_in_force(reform),
                  "digest", digest, "note", asy_scenario_note(reform, note), "claim_outcomes",
                  claims_of(reform), "clashes", clashes_of(reform), "undoes", undone_of(reform),
                  "n_changes", (json_int_t) asy_scenario_changes(base, reform, NULL), "changes",
                  changes_of(base, reform, reach), "pilot_share",
                  lived ? json_real(reach->scale) : json_null(), "warnings",
                  lived ? asy_check_reach_warnings(reach, reform) : json_array(), "ledgers",
                  asy_check_articles_json(articles), "adds", added_by(reform), "already",
                  already_of(base, reform)));
}

/* ---- errors ------------------------------------------------------------------------------ */

void
asy_check_json_errors(json_t *self, const struct asy_errors *errs)
{
    json_t *const list = json_object_get(self, "errors");

    for (size_t i = 0; i < errs->n; i++) {
        const struct asy_error *const err = &errs->list[i];
        int line;
        const int n = (int) asy_say_file_of(err, &line);
        json_array_append_new(list, json_pack("{s:o, s:o, s:s, s:i}", "file",
                                              json_sprintf("%.*s", n, err->where), "line",
                                              line ? json_integer(line) : json_null(), "error",
                                              err->what, "code", (int) err->code));
    }
    json_object_set_new(self, "scenario", json_null());
    json_array_clear(json_object_get(self, "reforms"));
}

int
asy_check_refuse(const struct asy_options *options, struct asy_errors *errs)
{
    const int code = asy_say_errors(errs);

    if (options->json && options->command->run == asy_cmd_check) {
        json_t *const json = asy_check_json();
        asy_check_json_errors(json, errs);
        asy_say_json(json);
    }
    return code;
}

/* The command line may have been refused before its --json was read. */
static bool
asks_for_json(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--json") == 0)
            return true;
    return false;
}

int
asy_check_refuse_usage(const struct asy_options *options, int argc, char **argv)
{
    const bool is_check = options->command && options->command->run == asy_cmd_check;

    if (is_check && asks_for_json(argc, argv)) {
        struct asy_errors errs = { 0 };
        json_t *const json = asy_check_json();
        asy_errors_add(&errs, ASY_E_INPUT, "", "%s", asy_options_fault());
        asy_check_json_errors(json, &errs);
        asy_say_json(json);
        asy_errors_free(&errs);
    }
    return ASY_E_INPUT;
}
