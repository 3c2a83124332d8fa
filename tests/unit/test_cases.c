/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rule cases of tests/cases: a person, the law, what the rule must say, and where that is
   written. A file may be added or extended by whoever reads law; its form is in
   cases/README.md. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "law/environment.h"
#include "law/journey/journey.h"
#include "law/procedure/procedure.h"
#include "law/response/practice.h"
#include "life/trace.h"
#include "support/play.h"

#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N_CASES_AT_LEAST = 40 };

/* ---- what may be asked ------------------------------------------------------------------ */

static void
ask_third_country(struct play *play, const config_setting_t *expected)
{
    const int answer = asy_third_country_of(&play->run.scene, &play->who, &play->luck);
    play_expect_text(play, expected, "the answer",
                     answer < 0 ? "heard" : play_code(play, answer),
                     config_setting_get_string(expected));
}

static void
ask_internal_protection(struct play *play, const config_setting_t *expected)
{
    const struct asy_internal_protection *law =
        ASY_TODAY(&play->run.scene, internal_protection, play->who.place);
    struct asy_elsewhere elsewhere = { .found = asy_u(&play->luck, 0),
                                       .seen = asy_u(&play->luck, 1),
                                       .pursuit =
                                           asy_pursuit_of(&play->run.scene, &play->who) };
    const struct asy_rulings *rulings = ASY_TODAY(&play->run.scene, rulings, play->who.place);
    asy_elsewhere_read(&play->run.scene, &play->who, &elsewhere);
    const bool found = asy_ipa_found(law, rulings, &play->who, &elsewhere) &&
                       asy_ipa_bar(law, &elsewhere) == ASY_BAR_NONE;
    play_expect_text(play, expected, "the answer", found ? "found" : "not found",
                     config_setting_get_string(expected));
}

static void
ask_responsible(struct play *play, const config_setting_t *expected)
{
    const int answer = asy_dublin_responsible(&play->run.scene, &play->who);
    play_expect_text(play, expected, "the responsible state", play_code(play, answer),
                     config_setting_get_string(expected));
}

/* A day at the crossing for families of the stated sizes: how many persons come in. */
static void
ask_border_day(struct play *play, const config_setting_t *expected)
{
    enum { MOST = 16 };
    struct asy_applicant people[MOST];
    uint32_t pool[MOST];
    uint64_t scratch[MOST];
    double credit = 0.0, persons = 0.0;
    const config_setting_t *sizes = config_setting_get_member(play->text, "families");
    const int n = sizes ? config_setting_length(sizes) : 0;
    for (int i = 0; i < n && i < MOST; i++) {
        people[i] = play->who;
        people[i].id = (uint32_t) i;
        people[i].persons = (uint8_t) config_setting_get_int_elem(sizes, i);
        pool[i] = (uint32_t) i;
    }
    play_number(play->text, "credit", &credit);
    const size_t in = asy_border_day(&play->run.scene, play->who.crossing, people, pool,
                                     (size_t) n, scratch, 1.0, &credit);
    for (size_t i = 0; i < in; i++)
        persons += people[pool[i]].persons;
    double least = 0.0, most = 0.0;
    if (!play_number(expected, "least_persons", &least) ||
        !play_number(expected, "most_persons", &most))
        play_complain(play, expected, "needs least_persons and most_persons");
    if (persons < least || persons > most)
        play_complain(play, expected, "lets in another number of persons");
    play_expect_counts(play, config_setting_get_member(expected, "counted"));
}

/* Two numbers at `name` of `of`: at first and now. */
static bool
then_and_now(const config_setting_t *of, const char *name, double out[2])
{
    const config_setting_t *list = config_setting_get_member(of, name);
    for (int i = 0; list && i < 2; i++)
        out[i] = config_setting_get_float_elem(list, i);
    return list != NULL;
}

/* Shares of the ways, and how many set out, by the odds that are `believed` at each. */
static void
ask_odds(struct play *play, const config_setting_t *expected)
{
    static struct asy_beliefs then, now;
    const struct asy_world *world = &play->world;
    const int g = play->who.group;
    struct asy_chances *chances = &play->run.environment->chances;
    asy_beliefs_init(&then);
    asy_beliefs_init(&now);
    for (int x = 0; x < world->n_crossings; x++) {
        double odds[2] = { 0.5, 0.5 };
        then_and_now(config_setting_get_member(play->text, "believed"), world->crossing[x].name,
                     odds);
        then.access[g][x] = (float) odds[0];
        now.access[g][x] = (float) odds[1];
    }
    asy_chances_make(chances, &play->run.scene,
                     &(struct asy_rumour){ .own = &now, .baseline = &then });
    double sets_out = NAN;
    if (!play_number(expected, "sets_out", &sets_out) ||
        fabs(chances->comes[g] * chances->sets_out[g] - sets_out) > 1e-3)
        play_complain(play, expected, "has another share set out");
    for (int x = 0; x < world->n_crossings; x++) {
        double share = NAN, before = x > 0 ? (double) chances->route[g][x - 1] : 0.0;
        const double here = ((double) chances->route[g][x] - before) /
                            (double) chances->route[g][world->n_crossings - 1];
        if (play_number(config_setting_get_member(expected, "ways"), world->crossing[x].name,
                        &share) &&
            fabs(here - share) > 1e-3)
            play_complain(play, expected, "has another share take a way");
    }
}

/* What practice makes of the law of the crossing as many come as `come` says. */
static void
ask_practice(struct play *play, const config_setting_t *expected)
{
    static struct asy_beliefs then, now;
    const int x = play->who.crossing;
    double come[2] = { 0.0, 0.0 }, number;
    struct asy_gate *gate = play->run.environment->in_force.gate;
    if (!then_and_now(play->text, "come", come))
        play_complain(play, play->text, "needs how many come: then and now");
    then.arrivals[x] = (float) come[0];
    now.arrivals[x] = (float) come[1];
    asy_practice_answers(gate, &play->run.scene,
                         &(struct asy_rumour){ .own = &now, .baseline = &then }, 1.0);
    if (play_number(expected, "ceiling", &number) &&
        fabs(gate[x].ceiling - number) > 1e-6 * number)
        play_complain(play, expected, "has another daily number");
    if (play_number(expected, "heeded", &number) && fabs(gate[x].heeded - number) > 1e-6)
        play_complain(play, expected, "has another share heeded");
}

static void
count_told(void *of, const struct asy_applicant *who, const struct asy_told *step)
{
    (void) who;
    (void) step;
    ++*(int *) of;
}

/* Whoever is somewhere else, fares otherwise or has claimed has been told something. */
static void
expect_told(const struct play *play, const struct asy_applicant *before, int n_told)
{
    const struct asy_applicant *now = &play->who;
    const bool differs = now->place != before->place || now->fate != before->fate ||
                         now->claims != before->claims || now->files != before->files ||
                         now->marks != before->marks || now->chain != before->chain;
    if (differs && n_told == 0)
        play_complain(play, play->text, "something becomes of the person, and nothing is told");
}

/* What has begun beside the life, the last of it; "nothing" if nothing. */
static void
expect_begun(struct play *play, const config_setting_t *expected)
{
    const struct asy_begun *begun = play->run.scene.begun;
    const char *begins = play_text(expected, "begins");
    if (begins)
        play_expect_text(
            play, expected, "what begins",
            begun->n ? asy_asides[begun->item[begun->n - 1].aside].name : "nothing", begins);
}

static void
ask_stage(struct play *play, const config_setting_t *expected, const char *name)
{
    for (int s = 0; s < ASY_N_STAGES; s++) {
        if (strcmp(asy_stages[s].name, name) != 0)
            continue;
        int n_told = 0;
        struct asy_trace trace = { .hear = count_told, .of = &n_told };
        const struct asy_applicant before = play->who;
        play->who.stage = (uint8_t) s;
        play->run.scene.trace = &trace;
        play->run.scene.stock->backlog[play->who.group][play->who.place] = 100;
        struct asy_step step = asy_stages[s].handle(&play->run.scene, &play->who);
        while (step.next == ASY_AT_ONCE && step.stage != ASY_STAGE_ended) {
            asy_turn_to(&play->run.scene, &play->who);
            step = asy_stages[step.stage].handle(&play->run.scene, &play->who);
        }
        play->run.scene.trace = NULL;
        expect_told(play, &before, n_told);
        expect_begun(play, expected);
        play_expect_step(play, expected, step);
        return;
    }
    play_complain(play, play->text, "asks what no rule answers");
}

/* What goes on beside a life: `begins` what comes of it there, "nothing" if nothing; or takes
   the life over, as a stage would answer. */
static bool
ask_aside(struct play *play, const config_setting_t *expected, const char *name)
{
    int a = 0;
    struct asy_step step = { ASY_END, ASY_STAGE_ended, 0 };
    while (a < ASY_N_ASIDES && strcmp(asy_asides[a].name, name) != 0)
        a++;
    if (a == ASY_N_ASIDES)
        return false;
    const bool over = asy_asides[a].handle(&play->run.scene, &play->who, &step);
    expect_begun(play, expected);
    if (!over)
        step.stage = (enum asy_stage_id) play->who.stage;
    play_expect_step(play, expected, step);
    return true;
}

static void
play_case(const config_setting_t *text)
{
    struct play *play = calloc(1, sizeof *play);
    const config_setting_t *expected = config_setting_get_member(text, "expected");
    assert_non_null(play);
    play_open(play, text);
    const char *asks = play_text(text, "asks");
    if (!expected)
        play_complain(play, text, "expects nothing");
    if (strcmp(asks, "third_country") == 0)
        ask_third_country(play, expected);
    else if (strcmp(asks, "internal_protection") == 0)
        ask_internal_protection(play, expected);
    else if (strcmp(asks, "responsible") == 0)
        ask_responsible(play, expected);
    else if (strcmp(asks, "border_day") == 0)
        ask_border_day(play, expected);
    else if (strcmp(asks, "odds") == 0)
        ask_odds(play, expected);
    else if (strcmp(asks, "practice") == 0)
        ask_practice(play, expected);
    else if (!ask_aside(play, expected, asks))
        ask_stage(play, expected, asks);
    play_close(play);
    free(play);
}

/* ---- the files -------------------------------------------------------------------------- */

static int n_played;
static bool has_case[ASY_N_LAWS];

/* A law has a case where its keys are set, or where its name is asked. */
static void
note_laws(const config_setting_t *text)
{
    const char *const name = config_setting_name(text), *const value =
                                                            config_setting_get_string(text);
    for (int law = 0; law < ASY_N_LAWS; law++)
        if ((name && strcmp(name, asy_laws[law]->name) == 0) ||
            (value && strcmp(value, asy_laws[law]->name) == 0))
            has_case[law] = true;
    for (int i = 0; config_setting_is_aggregate(text) && i < config_setting_length(text); i++)
        note_laws(config_setting_get_elem(text, (unsigned) i));
}

static void
play_file(void **state)
{
    const char *path = *state;
    config_t file;
    config_init(&file);
    config_set_auto_convert(&file, CONFIG_TRUE); /* "need = 1" is 1.0 */
    if (!config_read_file(&file, path))
        fail_msg("%s:%d: %s", path, config_error_line(&file), config_error_text(&file));
    const config_setting_t *cases = config_lookup(&file, "cases");
    if (!cases)
        fail_msg("%s: no cases", path);
    for (int i = 0; i < config_setting_length(cases); i++, n_played++)
        play_case(config_setting_get_elem(cases, (unsigned) i));
    note_laws(cases);
    config_destroy(&file);
}

static void
there_are_as_many_cases_as_were_promised(void **state)
{
    (void) state;
    print_message("%d rule cases\n", n_played);
    assert_true(n_played >= N_CASES_AT_LEAST);
}

/* But two that are about many at once: what is known of a country, how a state answers to its
   caseload (tests/stat/ and tests/unit/test_shipped_lists.c); and
   how what was observed goes on, and what is not known, for a case is played at stated values
   (tests/stat/stat_walk.c). */
static void
every_law_has_a_case(void **state)
{
    static const char without[] = " country_information walk caseload "
                                  "shared_error ";
    int n_wrong = 0;
    (void) state;
    for (int law = 0; law < ASY_N_LAWS; law++) {
        char word[64];
        snprintf(word, sizeof word, " %s ", asy_laws[law]->name);
        if (has_case[law] == (strstr(without, word) != NULL)) {
            print_error("%s: %s\n", asy_laws[law]->name,
                        has_case[law] ? "has a case now" : "no case of tests/cases sets it");
            n_wrong++;
        }
    }
    assert_int_equal(n_wrong, 0);
}

static int
is_case_file(const struct dirent *entry)
{
    const size_t n = strlen(entry->d_name);
    return n > 4 && strcmp(entry->d_name + n - 4, ".cfg") == 0 &&
           strcmp(entry->d_name, "world.cfg") != 0;
}

int
main(void)
{
    enum { MOST_FILES = 256 };
    static char paths[MOST_FILES][512];
    static struct CMUnitTest tests[MOST_FILES + 2];
    struct dirent **entries;
    const int n = scandir(PLAY_FOLDER, &entries, is_case_file, alphasort);
    size_t n_tests = 0;
    if (n > MOST_FILES) { /* none is left unplayed */
        fprintf(stderr, "%d files of cases, and room for %d\n", n, MOST_FILES);
        return 1;
    }
    for (int i = 0; i < n; i++, n_tests++) {
        snprintf(paths[n_tests], sizeof paths[n_tests], PLAY_FOLDER "%s", entries[i]->d_name);
        tests[n_tests] = (struct CMUnitTest){ paths[n_tests] + strlen(PLAY_FOLDER), play_file,
                                              NULL, NULL, paths[n_tests] };
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    tests[n_tests++] =
        (struct CMUnitTest) cmocka_unit_test(there_are_as_many_cases_as_were_promised);
    tests[n_tests++] = (struct CMUnitTest) cmocka_unit_test(every_law_has_a_case);
    return _cmocka_run_group_tests("rule cases", tests, n_tests, play_map_open, play_map_close);
}
