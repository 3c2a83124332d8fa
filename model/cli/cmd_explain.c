/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim explain: one simulated life day by day, with the rule, the draw and the source; with
   reforms, a package or values of the command line, the same life in both worlds, up to where
   they part and after. */
#include "cli/say.h"
#include "job/story.h"
#include "scenario/param.h"

#include <math.h>
#include <string.h>

struct telling {
    const struct asy_options *options;
    struct asy_story *story;
    const char *cited[ASY_N_LAWS]; /* a source is printed once */
    int n_cited;
};

/* ---- words ------------------------------------------------------------------------------- */

static void
print_person(const struct telling *t)
{
    struct asy_story_person who = { .size = sizeof who };

    asy_story_person(t->story, &who);
    printf("A simulated person; nobody real is meant.\n\n");
    printf("%s%s%s  %s, citizen of %s", asy_say_bold(), who.person, asy_say_plain(),
           who.group_label, who.citizenship);
    if (who.persons > 1)
        printf("; %d travel together, %d of them children", who.persons, who.children);
    if (*who.traits)
        printf("; %s", who.traits);
    printf("\n%s if returned (need %+.2f, which nobody in the model sees)\n",
           who.at_risk ? "At risk" : "Not at risk", who.need);
}

static bool
is_new(struct telling *t, const char *law)
{
    for (int i = 0; i < t->n_cited; i++)
        if (strcmp(t->cited[i], law) == 0)
            return false;
    t->cited[t->n_cited++] = law;
    return true;
}

static void
print_step(struct telling *t, const struct asy_story_step *step)
{
    printf("  %s  ", step->date);
    asy_say_padded(stdout, step->place_label, 12);
    printf("  %s", step->what);
    if (!isnan(step->chance) && !isnan(step->draw))
        printf("  %s(%s %.3g, %s %.3g)%s", asy_say_dim(), step->judged ? "needed" : "chance",
               step->chance, step->judged ? "seen" : "draw", step->draw, asy_say_plain());
    putchar('\n');
    if (is_new(t, step->law))
        printf("%26s  %s%s: %s%s\n", "", asy_say_dim(), step->law, step->source,
               asy_say_plain());
}

/* The steps [begin, end) of one world. */
static void
print_steps(struct telling *t, size_t world, size_t begin, size_t end)
{
    struct asy_story_step step = { .size = sizeof step };

    for (size_t i = begin; i < end && asy_story_step(t->story, world, i, &step); i++)
        print_step(t, &step);
}

/* The title, and the values of the command line that hold there. */
static void
print_heading(const struct telling *t, const struct asy_story_world *world)
{
    printf("\n%s%s", asy_say_bold(), world->title);
    for (size_t i = 0; world->has_sets && i < t->options->sets.n; i++)
        printf("%s %s", i ? "," : ", with", t->options->sets.list[i]);
    printf("%s\n", asy_say_plain());
}

/* What is said for some people only, and so for this person. */
static void
print_scopes(const struct telling *t, size_t world)
{
    const char *whom;

    for (size_t i = 0; (whom = asy_story_scope(t->story, world, i)) != NULL; i++)
        printf("  %slives under the rules set for %s%s\n", asy_say_dim(), whom,
               asy_say_plain());
}

static void
print_lives(struct telling *t)
{
    struct asy_story_world world = { .size = sizeof world };
    const bool two = asy_story_world(t->story, 1, &world);

    print_person(t);
    if (two && world.n_common > 0) {
        printf("\nIn both worlds\n");
        print_steps(t, 0, 0, world.n_common);
    }
    for (size_t w = 0; asy_story_world(t->story, w, &world); w++) {
        print_heading(t, &world);
        print_scopes(t, w);
        if (two && world.n_common == world.n_steps)
            printf("  (nothing more)\n");
        print_steps(t, w, world.n_common, world.n_steps);
        printf("  %sin the end: %s%s\n", asy_say_bold(), world.fate_label, asy_say_plain());
    }
}

/* ---- JSON -------------------------------------------------------------------------------- */

static json_t *
steps_json(const struct telling *t, size_t world)
{
    json_t *list = json_array();
    struct asy_story_step step = { .size = sizeof step };

    for (size_t i = 0; asy_story_step(t->story, world, i, &step); i++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:s, s:o, s:o}", "date",
                                              step.date, "place", step.place, "what", step.what,
                                              "law", step.law, "source", step.source, "chance",
                                              asy_json_number(step.chance), "draw",
                                              asy_json_number(step.draw)));
    return list;
}

static json_t *
scopes_json(const struct telling *t, size_t world)
{
    json_t *list = json_array();
    const char *whom;

    for (size_t i = 0; (whom = asy_story_scope(t->story, world, i)) != NULL; i++)
        json_array_append_new(list, json_string(whom));
    return list;
}

static json_t *
sets_json(const struct telling *t, bool has_sets)
{
    json_t *list = json_array();

    for (size_t i = 0; has_sets && i < t->options->sets.n; i++)
        json_array_append_new(list, json_string(t->options->sets.list[i]));
    return list;
}

static int
print_json(const struct telling *t)
{
    struct asy_story_person who = { .size = sizeof who };
    struct asy_story_world world = { .size = sizeof world };
    json_t *worlds = json_array();

    asy_story_person(t->story, &who);
    for (size_t w = 0; asy_story_world(t->story, w, &world); w++)
        json_array_append_new(worlds, json_pack("{s:s, s:s, s:o, s:o, s:s, s:o}", "scenario",
                                                world.scenario, "title", world.title, "sets",
                                                sets_json(t, world.has_sets), "scopes",
                                                scopes_json(t, w), "fate", world.fate, "life",
                                                steps_json(t, w)));
    return asy_say_json(json_pack("{s:b, s:s, s:i, s:i, s:b, s:o}", "simulated", 1, "group",
                                  who.group, "persons", who.persons, "children", who.children,
                                  "at_risk", (int) who.at_risk, "worlds", worlds));
}

/* ---- the command ------------------------------------------------------------------------- */

/* What is wrong with the question is wrong with the option that asked it. */
static int
say_question(struct asy_error *err)
{
    static const char *const options[] = { "group", "person", "fate" };

    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (strcmp(err->where, options[i]) == 0) {
            snprintf(err->where, sizeof err->where, "--%s", options[i]);
            break;
        }
    return asy_say_error(err);
}

int
asy_cmd_explain(const struct asy_options *o)
{
    struct telling t = { .options = o };
    struct asy_errors errs = { 0 };
    struct asy_error err = { 0 };
    const struct asy_life_asked asked = {
        .size = sizeof asked,
        .baseline = o->files.list[0],
        .reforms = o->reforms.list,
        .n_reforms = o->reforms.n,
        .package = o->package,
        .sets = o->sets.list,
        .n_sets = o->sets.n,
        .until = o->until,
        .as_of = o->as_of,
        .departures = o->departures,
        .seed = o->seed,
        .draw = o->draw,
        .replicate = o->replicate,
        .person = o->person,
        .group = o->group,
        .fate = o->fate,
    };
    int code = ASY_OK;

    if (o->package && (o->reforms.n > 0 || o->together)) {
        fputs("asylsim: explain: --package cannot be combined with --reform or --together\n",
              stderr);
        return ASY_E_INPUT;
    }
    if (!asy_story_make(&t.story, &asked, &errs, &err))
        code = errs.n ? asy_say_errors(&errs) : say_question(&err);
    else if (o->json)
        code = print_json(&t);
    else
        print_lives(&t);
    asy_story_destroy(t.story);
    asy_errors_free(&errs);
    return code;
}
