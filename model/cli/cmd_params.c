/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim params: every value, where it comes from and how sure it is. */
#include "cli/params.h"
#include "cli/say.h"
#include "scenario/scenario.h"

#include <string.h>

static bool
is_wanted(const struct asy_options *o, const struct asy_value *v)
{
    if (o->grade && (!v->grade || strcmp(v->grade, o->grade) != 0))
        return false;
    if (o->known && strcmp(v->known, o->known) != 0)
        return false;
    return !o->grep || strstr(v->path, o->grep) || (v->source && strstr(v->source, o->grep));
}

static const char *
or_nothing(const char *text)
{
    return text ? text : "";
}

/* Data or law, since when it was known, and what holds after its last day. */
static void
print_knowledge(const struct asy_value *v)
{
    char line[400], walk[96] = "";
    const bool observed = strcmp(v->known, "observed") == 0;

    if (!observed && !*v->noted && !*v->fitted)
        return;
    if (v->walk > 0.0)
        snprintf(walk, sizeof walk, "; from %s a walk of %.2g a year (%s)", v->drifts_from,
                 v->walk, v->family);
    snprintf(line, sizeof line, "%s%s%s%s%s%s%s%s", v->known,
             observed ? *v->known_from ? ", known from " : " over years: never forgotten" : "",
             v->known_from, *v->held ? "; " : "", v->held, walk,
             *v->fitted ? "; set by hand with data in sight to " : "", v->fitted);
    asy_say_wrapped(stdout, line + 2 * (*v->known == '\0'), 4, 100);
}

static void
print_value(const struct asy_value *v)
{
    char left[512];

    snprintf(left, sizeof left, "%s%s%s%s%s%s%s", v->path, v->from && *v->from ? " from " : "",
             or_nothing(v->from), *v->until ? " until " : "", v->until, *v->whom ? " " : "",
             v->whom);
    asy_say_padded(stdout, left, 52);
    printf(" %s %s\n", or_nothing(v->value), or_nothing(v->unit));
    fputs(asy_say_dim(), stdout);
    printf("    grade %s", v->grade && *v->grade ? v->grade : "-");
    if (v->prior && *v->prior)
        printf("; prior %s", v->prior);
    if (v->range && *v->range)
        printf("; range %s", v->range);
    printf("; %s", or_nothing(v->layer));
    if (v->file && *v->file)
        printf(" %s:%d", v->file, v->line);
    putchar('\n');
    print_knowledge(v);
    if (v->source && *v->source)
        asy_say_wrapped(stdout, v->source, 4, 100);
    if (v->conflict && *v->conflict) {
        fputs("    but:\n", stdout);
        asy_say_wrapped(stdout, v->conflict, 6, 100);
    }
    fputs(asy_say_plain(), stdout);
}

static json_t *
json_of(const struct asy_value *v)
{
    json_t *const json =
        json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:i}", "path",
                  v->path, "from", or_nothing(v->from), "value", or_nothing(v->value), "unit",
                  or_nothing(v->unit), "prior", or_nothing(v->prior), "range",
                  or_nothing(v->range), "grade", or_nothing(v->grade), "source",
                  or_nothing(v->source), "conflict", or_nothing(v->conflict), "layer",
                  or_nothing(v->layer), "file", or_nothing(v->file), "line", v->line);

    if (*v->whom)
        json_object_set_new(json, "whom", json_string(v->whom));
    json_object_update_new(json,
                           json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:f, s:s}", "until",
                                     v->until, "known", v->known, "known_from", v->known_from,
                                     "held", v->held, "family", v->family, "walks_from",
                                     v->drifts_from, "walk", v->walk, "fitted", v->fitted));
    return json;
}

/* Nothing in particular is asked for: then keys are told, not values. */
static bool
is_overview(const struct asy_options *o)
{
    return !o->json && !o->grep && !o->grade && !o->known;
}

static void
say_forgotten(const struct asy_scenario *scenario)
{
    char as_of[16];
    const size_t forgotten = asy_scenario_forgotten(scenario, as_of);

    if (*as_of)
        fprintf(stderr, "as of %s: %zu observed values of later days are ignored\n", as_of,
                forgotten);
}

static int
list(const struct asy_scenario *scenario, const struct asy_options *o)
{
    json_t *json = o->json ? json_array() : NULL;
    struct asy_value value;
    size_t n = 0, all = 0;

    if (!o->quiet)
        say_forgotten(scenario);
    for (; asy_scenario_value(scenario, all, &value); all++) {
        if (!is_wanted(o, &value))
            continue;
        n++;
        if (json)
            json_array_append_new(json, json_of(&value));
        else
            print_value(&value);
    }
    if (!o->quiet)
        fprintf(stderr, "%zu of %zu values\n", n, all);
    return json ? asy_say_json(json) : ASY_OK;
}

int
asy_cmd_params(const struct asy_options *o)
{
    const struct asy_scenario_args args = {
        .baseline = o->files.list[0],
        .reforms = o->reforms.list,
        .n_reforms = o->reforms.n,
        .sets = o->sets.list,
        .n_sets = o->sets.n,
        .as_of = o->as_of,
        .departures = o->departures,
    };
    struct asy_errors errs = { 0 };
    struct asy_scenario *scenario;
    int code;

    if (o->grade && (strlen(o->grade) != 1 || !strchr("ABCD", *o->grade))) {
        fprintf(stderr, "asylsim: params: --grade %.20s: expected A, B, C or D\n", o->grade);
        return ASY_E_INPUT;
    }
    if (o->known && strcmp(o->known, "observed") != 0 && strcmp(o->known, "decreed") != 0) {
        fprintf(stderr, "asylsim: params: --known %.20s: expected observed or decreed\n",
                o->known);
        return ASY_E_INPUT;
    }
    if (asy_scenario_load(&scenario, &args, &errs)) {
        code = is_overview(o) ? asy_params_overview(scenario, o->quiet) : list(scenario, o);
        asy_scenario_destroy(scenario);
    } else {
        code = asy_say_errors(&errs);
    }
    asy_errors_free(&errs);
    return code;
}
