/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One simulated life as data: whose, in which worlds, step by step, up to where the worlds part
   and after. `asylsim explain` prints it. */
#include "job/story.h"

#include "base/calendar.h"
#include "base/gsl.h"
#include "base/near.h"
#include "base/versioned.h"
#include "engine/explain.h"
#include "life/outcomes.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { WORLDS = 2 };

struct asy_story {
    struct asy_scenario *scenario[WORLDS];
    bool has_sets[WORLDS];
    int n;
    size_t n_common; /* steps that both worlds share */
    struct asy_plan plan;
    struct asy_draw draw;
    struct asy_life life[WORLDS];
};

/* ---- what is asked for ------------------------------------------------------------------- */

/* Values of `sets` hold in both worlds, as in a run. Where nothing else makes a second world,
   they make it. */
static bool
load(struct asy_story *t, const struct asy_life_asked *asked, struct asy_errors *errs)
{
    const bool reformed = asked->n_reforms > 0 || asked->package;
    struct asy_scenario_args args = { .baseline = asked->baseline,
                                      .until = asked->until,
                                      .as_of = asked->as_of,
                                      .departures = asked->departures,
                                      .also = asked->reforms,
                                      .n_also = asked->n_reforms,
                                      .also_package = asked->package };
    const int n = reformed || asked->n_sets > 0 ? 2 : 1;

    for (t->n = 0; t->n < n; t->n++) {
        const int w = t->n;
        if (w == 1) {
            args.reforms = asked->reforms;
            args.n_reforms = asked->n_reforms;
            args.package = asked->package;
        }
        t->has_sets[w] = asked->n_sets > 0 && (reformed || w == 1);
        args.sets = t->has_sets[w] ? asked->sets : NULL;
        args.n_sets = t->has_sets[w] ? asked->n_sets : 0;
        args.sets_reform = !reformed;
        if (!asy_scenario_load(&t->scenario[w], &args, errs))
            return false;
    }
    return true;
}

/* What makes the second world. */
static const char *
second_world(const struct asy_story *t, const struct asy_life_asked *asked)
{
    return t->n == 1              ? NULL
           : asked->package       ? "the package"
           : asked->n_reforms > 1 ? "these reforms together"
           : asked->n_reforms > 0 ? "the reform"
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
read_person(const struct asy_story *t, const char *text, struct asy_wish *wish,
            struct asy_error *err)
{
    char name[64], date[16];
    unsigned number = 0;
    struct asy_date day;
    const struct asy_world *world = &t->draw.world[0];
    const char *const expected = "expected group:YYYY-MM-DD:number, as in chechen:2016-04-02:0";
    if (sscanf(text, "%63[^:]:%15[^:]:%u", name, date, &number) != 3 || number > 65535)
        return asy_fail(err, ASY_E_INPUT, "person", "%s: %s", text, expected);
    if (!read_group(world, "person", name, &wish->group, err))
        return false;
    const int32_t first = asy_days_of_date((struct asy_date){ world->first_year, 1, 1 });
    if (!asy_date_read(date, &day) || asy_days_of_date(day) < first ||
        asy_days_of_date(day) - first >= world->n_days)
        return asy_fail(err, ASY_E_INPUT, "person",
                        "%s is not a day of the simulated period; %s", date, expected);
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
        return asy_fail(err, ASY_E_INPUT, "fate", "%.60s is not a fate%s", text,
                        asy_near_hint(&near, hint, sizeof hint));
    return asy_fail(err, ASY_E_INPUT, "fate", "%.60s is not a fate; known are %s", text, known);
}

static bool
read_wish(const struct asy_story *t, const struct asy_life_asked *asked, struct asy_wish *wish,
          struct asy_error *err)
{
    *wish =
        (struct asy_wish){ .group = -1, .id = -1, .fate = -1, .under = second_world(t, asked) };
    if (asked->group &&
        !read_group(&t->draw.world[0], "group", asked->group, &wish->group, err))
        return false;
    if (asked->fate && !read_fate(asked->fate, wish, err))
        return false;
    if (asked->person && !read_person(t, asked->person, wish, err))
        return false;
    if (!asked->person && t->n > 1) { /* someone whom the reform can reach */
        const int32_t day = asy_scenario_branch_day(t->scenario[1]);
        wish->not_before = day > 365 && day < t->draw.world[0].n_days ? day - 365 : 0;
    }
    return true;
}

/* A second world in which nothing can differ has no life to tell. */
static bool
can_differ(const struct asy_story *t, struct asy_error *err)
{
    char note[96];

    if (t->n == 1 || !asy_scenario_note(t->scenario[1], note)[0])
        return true;
    return asy_fail(err, ASY_E_INPUT, asy_scenario_name(t->scenario[1]), "%s", note);
}

static bool
same(const struct asy_told *a, const struct asy_told *b)
{
    return a->day == b->day && a->place == b->place && strcmp(a->what, b->what) == 0;
}

static size_t
count_common(const struct asy_story *t)
{
    const struct asy_trace *a = &t->life[0].trace, *b = &t->life[1].trace;
    size_t n = 0;

    while (t->n == 2 && n < a->n && n < b->n && same(&a->told[n], &b->told[n]))
        n++;
    return n;
}

static bool
live(struct asy_story *t, const struct asy_life_asked *asked, struct asy_error *err)
{
    struct asy_wish wish;

    t->plan = (struct asy_plan){
        .scenarios = (const struct asy_scenario *const *) t->scenario,
        .n_scenarios = t->n,
        .seed = asked->seed,
        .n_draws = asked->draw,
        .n_replicates = 1,
        .scale = 1.0,
    };
    if (!can_differ(t, err) || !asy_draw_init(&t->draw, &t->plan, asked->draw, NULL, err) ||
        !read_wish(t, asked, &wish, err) ||
        !asy_explain(&t->plan, &t->draw, asked->replicate, &wish, t->life, err))
        return false;
    t->n_common = count_common(t);
    return true;
}

static bool
take_asked(struct asy_life_asked *ours, const struct asy_life_asked *theirs,
           struct asy_error *err)
{
    if (!asy_versioned_take(ours, sizeof *ours, theirs, "asked", err))
        return false;
    if (!ours->baseline || (ours->n_reforms && !ours->reforms) || (ours->n_sets && !ours->sets))
        return asy_fail(err, ASY_E_INPUT, "asked", "a file is needed, not NULL");
    return !(ours->package && ours->n_reforms) ||
           asy_fail(err, ASY_E_INPUT, ours->package,
                    "a package cannot be combined with reforms");
}

bool
asy_story_make(struct asy_story **out, const struct asy_life_asked *theirs,
               struct asy_errors *errs, struct asy_error *err)
{
    struct asy_life_asked asked;

    *out = NULL;
    asy_gsl_returns();
    if (!take_asked(&asked, theirs, err))
        return false;
    struct asy_story *const self = calloc(1, sizeof *self);
    if (!self)
        return asy_fail(err, ASY_E_RESOURCES, "memory", "not enough to tell a life");
    if (!load(self, &asked, errs) || !live(self, &asked, err)) {
        asy_story_destroy(self);
        return false;
    }
    *out = self;
    return true;
}

bool
asy_story_tell(struct asy_story **out, const struct asy_life_asked *asked,
               struct asy_errors *errs)
{
    struct asy_error err = { 0 };

    if (out)
        *out = NULL;
    if (!out || !errs)
        return false;
    const bool ok = asy_story_make(out, asked, errs, &err);
    if (!ok && err.code)
        asy_errors_add(errs, err.code, err.where, "%s", err.what);
    return ok;
}

void
asy_story_destroy(struct asy_story *self)
{
    if (!self)
        return;
    for (int w = 0; w < WORLDS; w++)
        asy_trace_free(&self->life[w].trace);
    asy_draw_free(&self->draw);
    for (int w = 0; w < WORLDS; w++)
        asy_scenario_destroy(self->scenario[w]);
    free(self);
}

/* ---- what is told ------------------------------------------------------------------------ */

static void
write_date(const struct asy_story *t, int32_t day, char out[11])
{
    const struct asy_date first = { t->draw.world[0].first_year, 1, 1 };
    const struct asy_date d = asy_date_of_days(asy_days_of_date(first) + day);
    char text[40];

    snprintf(text, sizeof text, "%04d-%02d-%02d", d.year, d.month, d.day);
    memcpy(out, text, 10);
    out[10] = '\0';
}

static void
write_traits(unsigned traits, char *out, size_t size)
{
    static const char *const trait[] = {
        "activist",      "publicly known", "LGBTI", "wanted", "close family in Europe",
        "special needs", "gravely ill"
    };
    size_t n = 0;

    for (size_t i = 0; i < sizeof trait / sizeof *trait; i++)
        if (traits & (1u << i) && n < size)
            n += (size_t) snprintf(out + n, size - n, "%s%s", n ? "; " : "", trait[i]);
}

bool
asy_story_person(const struct asy_story *self, struct asy_story_person *out)
{
    if (!self)
        return false;
    const struct asy_applicant *const who = &self->life[0].who;
    const struct asy_world *const world = &self->draw.world[0];
    struct asy_story_person person = {
        .size = sizeof person,
        .group = world->group[who->group].name,
        .group_label = world->group[who->group].label,
        .citizenship = world->country[who->citizenship].label,
        .persons = who->persons,
        .children = who->children,
        .at_risk = asy_at_risk(who),
        .need = (double) who->need,
    };
    char date[11];

    write_date(self, asy_departed(who), date);
    snprintf(person.person, sizeof person.person, "%.44s:%s:%u", person.group, date,
             (unsigned) (who->id & 0xffffu));
    write_traits(who->traits, person.traits, sizeof person.traits);
    return asy_versioned_give(out, &person, sizeof person);
}

bool
asy_story_world(const struct asy_story *self, size_t world, struct asy_story_world *out)
{
    if (!self || world >= (size_t) self->n)
        return false;
    const struct asy_metric_row *const fate =
        &asy_metrics[ASY_METRIC_fate_refugee + self->life[world].who.fate];
    const struct asy_story_world its = {
        .size = sizeof its,
        .scenario = asy_scenario_name(self->scenario[world]),
        .title = asy_scenario_title(self->scenario[world]),
        .fate = fate->name,
        .fate_label = fate->label,
        .n_steps = self->life[world].trace.n,
        .n_common = self->n_common,
        .has_sets = self->has_sets[world],
    };
    return asy_versioned_give(out, &its, sizeof its);
}

const char *
asy_story_scope(const struct asy_story *self, size_t world, size_t i)
{
    if (!self || world >= (size_t) self->n)
        return NULL;
    const struct asy_world *const lived = &self->draw.world[world];
    for (int s = 0; s < lived->n_scopes; s++)
        if (self->life[world].kind >> s & 1u && i-- == 0)
            return lived->scopes[s].words;
    return NULL;
}

bool
asy_story_step(const struct asy_story *self, size_t world, size_t i, struct asy_story_step *out)
{
    if (!self || world >= (size_t) self->n || i >= self->life[world].trace.n)
        return false;
    const struct asy_told *const told = &self->life[world].trace.told[i];
    const struct asy_country *const place = &self->draw.world[0].country[told->place];
    struct asy_story_step step = {
        .size = sizeof step,
        .place = place->code,
        .place_label = place->label,
        .what = told->what,
        .law = asy_laws[told->law]->name,
        .source = asy_laws[told->law]->source,
        .chance = told->p,
        .draw = told->u,
        .judged = told->judged,
    };

    write_date(self, told->day, step.date);
    return asy_versioned_give(out, &step, sizeof step);
}
