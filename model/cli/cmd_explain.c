/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim explain: one simulated life day by day, with the rule, the draw and the source; with
   reforms, a package or values of the command line, the same life in both worlds, up to where
   they part and after. */
#include "base/calendar.h"
#include "base/near.h"
#include "cli/say.h"
#include "engine/explain.h"
#include "life/outcomes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { WORLDS = 2 };

struct telling {
    const struct asy_options *options;
    struct asy_scenario *scenario[WORLDS];
    bool has_sets[WORLDS];
    int n;
    struct asy_plan plan;
    struct asy_draw draw;
    struct asy_life life[WORLDS];
    bool cited[ASY_N_LAWS]; /* a source is printed once */
};

/* ---- what is asked for
 * ------------------------------------------------------------------------ */

/* Values of the command line hold in both worlds, as in a run. Where nothing else makes a
   second world, they make it. */
static bool
load(struct telling *t, struct asy_errors *errs)
{
    const struct asy_options *o = t->options;
    const bool reformed = o->reforms.n > 0 || o->package;
    struct asy_scenario_args args = { .baseline = o->files.list[0], .until = o->until };
    t->n = reformed || o->sets.n > 0 ? 2 : 1;
    for (int w = 0; w < t->n; w++) {
        if (w == 1) {
            args.reforms = o->reforms.list;
            args.n_reforms = o->reforms.n;
            args.package = o->package;
        }
        t->has_sets[w] = o->sets.n > 0 && (reformed || w == 1);
        args.sets = t->has_sets[w] ? o->sets.list : NULL;
        args.n_sets = t->has_sets[w] ? o->sets.n : 0;
        args.sets_reform = !reformed;
        if (!asy_scenario_load(&t->scenario[w], &args, errs))
            return false;
    }
    return true;
}

/* What makes the second world. */
static const char *
second_world(const struct telling *t)
{
    const struct asy_options *o = t->options;
    return t->n == 1          ? NULL
           : o->package       ? "the package"
           : o->reforms.n > 1 ? "these reforms together"
           : o->reforms.n > 0 ? "the reform"
                              : "the values of --set";
}

static bool
read_group(const struct asy_world *world, const char *option, const char *text, int *group,
           struct asy_error *err)
{
    struct asy_near near = { .word = text };
    char hint[96];

    *group = asy_world_group(world, text);
    for (int g = 0; *group < 0 && g < world->n_groups; g++)
        if (strcasecmp(world->group[g].label, text) == 0)
            *group = g; /* as people call it */
    if (*group >= 0)
        return true;
    for (int g = 0; g < world->n_groups; g++)
        asy_near_try(&near, world->group[g].name);
    near.however_far = !near.name;
    for (int g = 0; near.however_far && g < world->n_groups; g++)
        asy_near_try(&near, world->group[g].name);
    if (near.however_far)
        return asy_fail(
            err, ASY_E_INPUT, option,
            "no group is called %.60s; the nearest is %s, and 'asylsim params' shows "
            "all, as in groups.chechen",
            text, near.name);
    return asy_fail(err, ASY_E_INPUT, option, "no group is called %.60s%s", text,
                    asy_near_hint(&near, hint, sizeof hint));
}

/* group:2016-04-02:3 */
static bool
read_person(const struct telling *t, const char *text, struct asy_wish *wish,
            struct asy_error *err)
{
    char name[64], date[16];
    unsigned number = 0;
    struct asy_date day;
    const struct asy_world *world = &t->draw.world[0];
    const char *const expected = "expected group:YYYY-MM-DD:number, as in chechen:2016-04-02:0";
    if (sscanf(text, "%63[^:]:%15[^:]:%u", name, date, &number) != 3 || number > 65535)
        return asy_fail(err, ASY_E_INPUT, "--person", "%s: %s", text, expected);
    if (!read_group(world, "--person", name, &wish->group, err))
        return false;
    const int32_t first = asy_days_of_date((struct asy_date){ world->first_year, 1, 1 });
    if (!asy_date_read(date, &day) || asy_days_of_date(day) < first ||
        asy_days_of_date(day) - first >= world->n_days)
        return asy_fail(err, ASY_E_INPUT, "--person", "%s is no day of the horizon; %s", date,
                        expected);
    wish->id = (int64_t) (asy_days_of_date(day) - first) << 16 | number;
    return true;
}

static bool
read_fate(const char *text, struct asy_wish *wish, struct asy_error *err)
{
    struct asy_near near = { .word = text };
    char known[400] = "", hint[96];

    for (int f = 0; f < ASY_N_FATES; f++) {
        const char *const name = asy_metrics[ASY_METRIC_fate_refugee + f].name;
        const char *const fate = name + strlen("fate_");
        const size_t n = strlen(known);
        if (strcmp(text, name) == 0 || strcmp(text, fate) == 0) {
            wish->fate = f;
            return true;
        }
        asy_near_try(&near, fate);
        snprintf(known + n, sizeof known - n, "%s%s", f ? ", " : "", fate);
    }
    if (near.name)
        return asy_fail(err, ASY_E_INPUT, "--fate", "%.60s is no fate%s", text,
                        asy_near_hint(&near, hint, sizeof hint));
    return asy_fail(err, ASY_E_INPUT, "--fate", "%.60s is no fate; known are %s", text, known);
}

static bool
read_wish(const struct telling *t, struct asy_wish *wish, struct asy_error *err)
{
    const struct asy_options *o = t->options;
    *wish = (struct asy_wish){ .group = -1, .id = -1, .fate = -1, .under = second_world(t) };
    if (o->group && !read_group(&t->draw.world[0], "--group", o->group, &wish->group, err))
        return false;
    if (o->fate && !read_fate(o->fate, wish, err))
        return false;
    if (o->person && !read_person(t, o->person, wish, err))
        return false;
    if (!o->person && t->n > 1) { /* someone whom the reform can reach */
        const int32_t day = asy_scenario_branch_day(t->scenario[1]);
        wish->not_before = day > 365 && day < t->draw.world[0].n_days ? day - 365 : 0;
    }
    return true;
}

/* ---- what is told
 * ----------------------------------------------------------------------------- */

static struct asy_date
date_of(const struct telling *t, int32_t day)
{
    const struct asy_date first = { t->draw.world[0].first_year, 1, 1 };
    return asy_date_of_days(asy_days_of_date(first) + day);
}

static void
print_person(const struct telling *t)
{
    static const char *const trait[] = { "activist", "publicly known", "LGBTI", "wanted",
                                         "close family in Europe" };
    const struct asy_applicant *who = &t->life[0].who;
    const struct asy_world *world = &t->draw.world[0];
    const struct asy_date d = date_of(t, asy_departed(who));

    printf("A simulated person; nobody real is meant.\n\n");
    printf("%s%s:%04d-%02d-%02d:%u%s  %s, citizen of %s", asy_say_bold(),
           world->group[who->group].name, d.year, d.month, d.day, who->id & 0xffffu,
           asy_say_plain(), world->group[who->group].label,
           world->country[who->citizenship].label);
    if (who->persons > 1)
        printf("; %d travel together, %d of them children", who->persons, who->children);
    for (int i = 0; i < 5; i++)
        if (who->traits & (1 << i))
            printf("; %s", trait[i]);
    printf("\n%s if returned (need %+.2f, which nobody in the model sees)\n",
           asy_at_risk(who) ? "At risk" : "Not at risk", (double) who->need);
}

static void
print_told(struct telling *t, const struct asy_told *told)
{
    const struct asy_date d = date_of(t, told->day);
    printf("  %04d-%02d-%02d  ", d.year, d.month, d.day);
    asy_say_padded(stdout, t->draw.world[0].country[told->place].label, 12);
    printf("  %s", told->what);
    if (!isnan(told->p) && !isnan(told->u))
        printf("  %s(%s %.3g, %s %.3g)%s", asy_say_dim(), told->judged ? "needed" : "chance",
               told->p, told->judged ? "seen" : "draw", told->u, asy_say_plain());
    putchar('\n');
    if (!t->cited[told->law]) {
        t->cited[told->law] = true;
        printf("%26s  %s%s: %s%s\n", "", asy_say_dim(), asy_laws[told->law]->name,
               asy_laws[told->law]->source, asy_say_plain());
    }
}

static bool
same(const struct asy_told *a, const struct asy_told *b)
{
    return a->day == b->day && a->place == b->place && strcmp(a->what, b->what) == 0;
}

static void
print_end(const struct telling *t, int world)
{
    const struct asy_applicant *who = &t->life[world].who;
    printf("  %sin the end: %s%s\n", asy_say_bold(),
           asy_metrics[ASY_METRIC_fate_refugee + who->fate].label, asy_say_plain());
}

/* The title, and the values of the command line that hold there. */
static void
print_heading(const struct telling *t, int world)
{
    printf("\n%s%s", asy_say_bold(), asy_scenario_title(t->scenario[world]));
    for (size_t i = 0; t->has_sets[world] && i < t->options->sets.n; i++)
        printf("%s %s", i ? "," : ", with", t->options->sets.list[i]);
    printf("%s\n", asy_say_plain());
}

static void
print_lives(struct telling *t)
{
    const struct asy_trace *a = &t->life[0].trace, *b = &t->life[1].trace;
    size_t common = 0;
    if (t->n == 2)
        while (common < a->n && common < b->n && same(&a->told[common], &b->told[common]))
            common++;
    print_person(t);
    if (common > 0)
        printf("\nIn both worlds\n");
    for (size_t i = 0; i < common; i++)
        print_told(t, &a->told[i]);
    for (int w = 0; w < t->n; w++) {
        const struct asy_trace *trace = &t->life[w].trace;
        print_heading(t, w);
        if (t->n == 2 && common == trace->n)
            printf("  (nothing more)\n");
        for (size_t i = common; i < trace->n; i++)
            print_told(t, &trace->told[i]);
        print_end(t, w);
    }
}

static json_t *
told_json(const struct telling *t, int world)
{
    json_t *list = json_array();
    const struct asy_trace *trace = &t->life[world].trace;
    for (size_t i = 0; i < trace->n; i++) {
        const struct asy_told *told = &trace->told[i];
        const struct asy_date d = date_of(t, told->day);
        char date[40];
        snprintf(date, sizeof date, "%04d-%02d-%02d", d.year, d.month, d.day);
        json_array_append_new(
            list,
            json_pack("{s:s, s:s, s:s, s:s, s:s, s:o, s:o}", "date", date, "place",
                      t->draw.world[0].country[told->place].code, "what", told->what, "law",
                      asy_laws[told->law]->name, "source", asy_laws[told->law]->source,
                      "chance", asy_json_number(told->p), "draw", asy_json_number(told->u)));
    }
    return list;
}

static json_t *
sets_json(const struct telling *t, int world)
{
    json_t *list = json_array();
    for (size_t i = 0; t->has_sets[world] && i < t->options->sets.n; i++)
        json_array_append_new(list, json_string(t->options->sets.list[i]));
    return list;
}

static int
print_json(const struct telling *t)
{
    const struct asy_applicant *who = &t->life[0].who;
    json_t *worlds = json_array();
    for (int w = 0; w < t->n; w++)
        json_array_append_new(
            worlds,
            json_pack("{s:s, s:s, s:o, s:s, s:o}", "scenario",
                      asy_scenario_name(t->scenario[w]), "title",
                      asy_scenario_title(t->scenario[w]), "sets", sets_json(t, w), "fate",
                      asy_metrics[ASY_METRIC_fate_refugee + t->life[w].who.fate].name, "life",
                      told_json(t, w)));
    return asy_say_json(json_pack("{s:b, s:s, s:i, s:i, s:b, s:o}", "simulated", 1, "group",
                                  t->draw.world[0].group[who->group].name, "persons",
                                  who->persons, "children", who->children, "at_risk",
                                  asy_at_risk(who), "worlds", worlds));
}

/* A second world in which nothing can differ has no life to tell. */
static bool
can_differ(const struct telling *t, struct asy_error *err)
{
    char note[96];
    if (t->n == 1 || !asy_scenario_note(t->scenario[1], note)[0])
        return true;
    return asy_fail(err, ASY_E_INPUT, asy_scenario_name(t->scenario[1]), "%s", note);
}

static int
tell(struct telling *t)
{
    struct asy_error err = { 0 };
    struct asy_wish wish;
    const struct asy_options *o = t->options;
    t->plan = (struct asy_plan){
        .scenarios = (const struct asy_scenario *const *) t->scenario,
        .n_scenarios = t->n,
        .seed = o->seed,
        .n_draws = o->draw,
        .n_replicates = 1,
        .scale = 1.0,
    };
    if (!can_differ(t, &err) || !asy_draw_init(&t->draw, &t->plan, o->draw, NULL, &err) ||
        !read_wish(t, &wish, &err) ||
        !asy_explain(&t->plan, &t->draw, o->replicate, &wish, t->life, &err))
        return asy_say_error(&err);
    if (o->json)
        return print_json(t);
    print_lives(t);
    return ASY_OK;
}

int
asy_cmd_explain(const struct asy_options *options)
{
    struct telling t = { .options = options };
    struct asy_errors errs = { 0 };
    if (options->package && (options->reforms.n > 0 || options->together)) {
        fputs(
            "asylsim: explain: --package is told by itself, without --reform and --together\n",
            stderr);
        return ASY_E_INPUT;
    }
    const int code = load(&t, &errs) ? tell(&t) : asy_say_errors(&errs);
    for (int w = 0; w < WORLDS; w++)
        asy_trace_free(&t.life[w].trace);
    asy_draw_free(&t.draw);
    for (int w = 0; w < WORLDS; w++)
        asy_scenario_destroy(t.scenario[w]);
    asy_errors_free(&errs);
    return code;
}
