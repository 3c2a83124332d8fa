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

#include "journey/journey.h"
#include "procedure/procedure.h"
#include "scenario/calendar.h"
#include "support/world.h"

#include <dirent.h>
#include <libconfig.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER ASY_SOURCE_DIR "/tests/cases/"

enum { MOST_SETS = 32, MOST_TEXT = 400, FIRST_YEAR = 2015, N_CASES_AT_LEAST = 40 };

/* One case being played. */
struct play {
    const config_setting_t *text;
    const char *name;
    char set[MOST_SETS][MOST_TEXT];
    int n_sets;
    struct asy_scenario *scenario;
    struct asy_world world;
    struct asy_thresholds thresholds;
    struct asy_run run;
    struct asy_applicant who;
    struct asy_luck luck; /* chosen */
};

/* The map itself, under no law of a case. */
static struct {
    struct asy_scenario *scenario;
    struct asy_world world;
} map;

static int
open_map(void **state)
{
    struct asy_error err = { 0 };
    (void) state;
    map.scenario = test_scenario(FOLDER "world.cfg", NULL, NULL);
    return asy_world_init(&map.world, map.scenario, 1, 0, &err) ? 0 : -1;
}

static int
close_map(void **state)
{
    (void) state;
    asy_world_free(&map.world);
    asy_scenario_destroy(map.scenario);
    return 0;
}

/* ---- reading
 * ------------------------------------------------------------------------------------- */

static void
complain(const struct play *play, const config_setting_t *where, const char *what)
{
    fail_msg("%s:%d: %s: %s", config_setting_source_file(where),
             config_setting_source_line(where), play->name, what);
}

static const char *
text_at(const config_setting_t *group, const char *key)
{
    const char *text = NULL;
    return group && config_setting_lookup_string(group, key, &text) ? text : NULL;
}

static bool
number_at(const config_setting_t *group, const char *key, double *number)
{
    const config_setting_t *member = group ? config_setting_get_member(group, key) : NULL;
    if (!member)
        return false;
    *number = config_setting_type(member) == CONFIG_TYPE_BOOL
                  ? config_setting_get_bool(member)
                  : config_setting_get_float(member);
    return true;
}

static int
country(const struct play *play, const config_setting_t *where, const char *code)
{
    const int index = asy_world_country(&play->world, code);
    if (index < 0)
        complain(play, where, "names a country that is not on the map");
    return index;
}

static int
country_at(const struct play *play, const config_setting_t *group, const char *key,
           int standard)
{
    const char *code = text_at(group, key);
    return code ? country(play, group, code) : standard;
}

static void
print_value(const config_setting_t *value, char *out, size_t room)
{
    switch (config_setting_type(value)) {
    case CONFIG_TYPE_BOOL:
        snprintf(out, room, "%s", config_setting_get_bool(value) ? "true" : "false");
        return;
    case CONFIG_TYPE_STRING:
        snprintf(out, room, "\"%s\"", config_setting_get_string(value));
        return;
    case CONFIG_TYPE_ARRAY: {
        size_t n = (size_t) snprintf(out, room, "[");
        for (int i = 0; i < config_setting_length(value) && n < room; i++)
            n += (size_t) snprintf(out + n, room - n, "%s\"%s\"", i ? ", " : "",
                                   config_setting_get_string_elem(value, i));
        if (n < room)
            snprintf(out + n, room - n, "]");
        return;
    }
    default:
        snprintf(out, room, "%.17g", config_setting_get_float(value));
    }
}

/* The group `law` of a case as values of the command line, one for each leaf. */
static void
take_law(struct play *play, const config_setting_t *law, const char *path)
{
    for (int i = 0; i < config_setting_length(law); i++) {
        const config_setting_t *child = config_setting_get_elem(law, (unsigned) i);
        char here[MOST_TEXT / 2], value[MOST_TEXT / 2];
        snprintf(here, sizeof here, "%s.%s", path, config_setting_name(child));
        if (config_setting_is_group(child)) {
            take_law(play, child, here);
            continue;
        }
        if (play->n_sets == MOST_SETS - 1)
            complain(play, child, "has too many values");
        print_value(child, value, sizeof value);
        snprintf(play->set[play->n_sets++], MOST_TEXT, "%s=%s", here, value);
    }
}

/* The section of a scenario in which a name of the map stands; "rules" where it is none. */
static const char *
section_of(const char *name)
{
    const int country = asy_world_country(&map.world, name);
    if (country >= 0)
        return map.world.country[country].is_state ? "states" : "transit";
    if (asy_world_crossing(&map.world, name) >= 0)
        return "crossings";
    return asy_world_group(&map.world, name) >= 0 ? "groups" : "rules";
}

/* `law: { POL: { ... }; terespol: { ... }; third_country: { ... } }`: a state, a crossing, a
   group or a transit country by its name, all others the general rule. */
static void
take_laws(struct play *play)
{
    const config_setting_t *law = config_setting_get_member(play->text, "law");
    for (int i = 0; law && i < config_setting_length(law); i++) {
        const config_setting_t *child = config_setting_get_elem(law, (unsigned) i);
        const char *name = config_setting_name(child);
        char path[80];
        snprintf(path, sizeof path, "%s.%s", section_of(name), name);
        if (strcmp(name, "refuges") == 0) /* what a country offers: named one level below */
            snprintf(path, sizeof path, "refuges");
        take_law(play, child, path);
    }
}

static uint64_t
countries_at(const struct play *play, const config_setting_t *group, const char *key)
{
    const config_setting_t *list = group ? config_setting_get_member(group, key) : NULL;
    uint64_t set = 0;
    for (int i = 0; list && i < config_setting_length(list); i++)
        set |= asy_bit(country(play, list, config_setting_get_string_elem(list, i)));
    return set;
}

static void
take_traits(struct play *play, const config_setting_t *person)
{
    static const char *const names[] = { "activist", "publicly_known", "lgbti", "wanted",
                                         "kin" };
    const config_setting_t *list = config_setting_get_member(person, "traits");
    for (int i = 0; list && i < config_setting_length(list); i++) {
        const char *name = config_setting_get_string_elem(list, i);
        int bit = 0;
        while (bit < 5 && strcmp(names[bit], name) != 0)
            bit++;
        if (bit == 5)
            complain(play, list, "names a trait that there is not");
        play->who.traits |= (uint8_t) (1 << bit);
    }
}

static const struct {
    const char *name;
    enum asy_mark mark;
} marks[] = {
#define MARK(name, bit, label) { #name, ASY_MARK_##name },
#include "population/marks.def"
#undef MARK
};

static const char *const fates[ASY_N_FATES] = {
    "refugee",
    "subsidiary",
    "humanitarian",
    "temporary",
    "safe_route",
    "returned_unharmed",
    "returned_persecuted",
    "refouled_direct",
    "refouled_chain",
    "seized_in_transit",
    "gave_up",
    "no_status_transit",
    "no_status_europe",
    "displaced",
    "at_home",
    "waiting",
};

static uint32_t
marks_named(const struct play *play, const config_setting_t *group, const char *key)
{
    const config_setting_t *list = config_setting_get_member(group, key);
    uint32_t set = 0;
    for (int i = 0; list && i < config_setting_length(list); i++) {
        const char *name = config_setting_get_string_elem(list, i);
        size_t k = 0;
        while (k < sizeof marks / sizeof *marks && strcmp(marks[k].name, name) != 0)
            k++;
        if (k == sizeof marks / sizeof *marks)
            complain(play, list, "names a mark that there is not");
        set |= (uint32_t) marks[k].mark;
    }
    return set;
}

/* Where their life stands: `stage`, and `fate` as it would be if it ended now. */
static void
take_standing(struct play *play, const config_setting_t *person)
{
    const char *stage = text_at(person, "stage"), *fate = text_at(person, "fate");
    int s = 0, f = 0;
    while (stage && s < ASY_N_STAGES && strcmp(asy_stages[s].name, stage) != 0)
        s++;
    while (fate && f < ASY_N_FATES && strcmp(fates[f], fate) != 0)
        f++;
    if (s == ASY_N_STAGES || f == ASY_N_FATES)
        complain(play, person, "stands in a stage, or has a fate, that there is not");
    if (stage)
        play->who.stage = (uint8_t) s;
    if (fate)
        play->who.fate = (uint8_t) f;
}

static uint32_t
marks_at(const struct play *play, const config_setting_t *group)
{
    return marks_named(play, group, "marks");
}

static void
take_person(struct play *play)
{
    const config_setting_t *person = config_setting_get_member(play->text, "person");
    struct asy_applicant *who = &play->who;
    double number;
    if (!person || !text_at(person, "group"))
        complain(play, play->text, "has no person, or the person no group");
    const int group = asy_world_group(&play->world, text_at(person, "group"));
    if (group < 0)
        complain(play, person, "names a group that is not on the map");
    who->group = (uint8_t) group;
    who->citizenship = (uint8_t) play->world.group[group].citizenship;
    who->persons = 1;
    who->claims = 1;
    who->fate = ASY_FATE_WAITING;
    who->place = (uint8_t) country_at(play, person, "in", who->citizenship);
    who->first = (uint8_t) country_at(play, person, "entered", ASY_NOBODY);
    who->visa = (uint8_t) country_at(play, person, "visa_of", ASY_NOBODY);
    who->tie = (uint8_t) country_at(play, person, "relatives_in", ASY_NOBODY);
    who->target = (uint8_t) country_at(play, person, "to", ASY_NOBODY);
    who->via = countries_at(play, person, "through") | countries_at(play, person, "refused_in");
    who->claimed = countries_at(play, person, "claimed_in");
    who->claims = (uint8_t) __builtin_popcountll(who->claimed);
    who->since = (int16_t) play->run.scene.day;
    who->id = (uint32_t) play->run.scene.day << 16;
    who->refuge = (uint8_t) country_at(play, person, "protected_in", ASY_NOBODY);
    who->danger_day = who->leave_day = INT16_MAX;
    const char *crossing = text_at(person, "at");
    who->crossing = ASY_NOBODY;
    if (crossing) {
        who->crossing = (uint8_t) asy_world_crossing(&play->world, crossing);
        if (!text_at(person, "to"))
            who->target = (uint8_t) play->world.crossing[who->crossing].into;
    }
    take_standing(play, person);
    take_traits(play, person);
    who->marks = marks_at(play, person);
    who->need = number_at(person, "need", &number) ? (float) number : 1.0f;
    who->persons = number_at(person, "persons", &number) ? (uint8_t) number : 1;
    who->children = number_at(person, "children", &number) ? (uint8_t) number : 0;
    if (number_at(person, "waited_days", &number))
        who->since = (int16_t) (play->run.scene.day - (int) number);
    if (number_at(person, "waits", &number) && number > 0.0) {
        who->flags |= ASY_WAITING;
        play->run.scene.stock->waiting[who->group][who->crossing] += who->persons;
    }
    if (number_at(person, "stays", &number) && number > 0.0)
        who->flags |= ASY_STAYS;
    if (number_at(person, "transferred", &number) && number > 0.0)
        who->flags |= ASY_DUBLIN_DONE | ASY_STAYS;
    if (number_at(person, "accelerated", &number) && number > 0.0)
        who->flags |= ASY_ACCELERATED;
    if (number_at(person, "danger_in_days", &number))
        who->danger_day = (int16_t) (play->run.scene.day + (int) number);
    if (asy_fate_protects((enum asy_fate) who->fate)) /* in exile */
        who->passport_day = INT16_MAX;
    if (number_at(person, "passports_in_days", &number))
        who->passport_day = (int16_t) (play->run.scene.day + (int) number);
    if (number_at(person, "must_leave_in_days", &number))
        who->leave_day = (int16_t) (play->run.scene.day + (int) number);
    if (number_at(person, "of_crackdown", &number) && number > 0.0)
        who->id |= ASY_CRACKDOWN_FROM;
    const char *stage = text_at(person, "waits_for"); /* a stage of the procedure */
    for (int s = 0; stage && s < ASY_N_STAGES; s++)
        if (strcmp(asy_stages[s].name, stage) == 0)
            who->danger_day = (int16_t) s;
}

/* ---- the scene
 * -------------------------------------------------------------------------------------- */

static int
n_entities(const struct asy_world *world, int law)
{
    switch (asy_laws[law]->section) {
    case ASY_OF_WORLD:
        return 1;
    case ASY_OF_CROSSING:
        return world->n_crossings;
    case ASY_OF_GROUP:
        return world->n_groups;
    case ASY_OF_STATE:
    case ASY_OF_TRANSIT:
    case ASY_OF_REFUGE:
        break;
    }
    return world->n_countries;
}

static void
set_day(struct play *play)
{
    struct asy_run *run = &play->run;
    const char *text = text_at(play->text, "day");
    int year = FIRST_YEAR, month = 1, day = 1;
    if (text && sscanf(text, "%d-%d-%d", &year, &month, &day) != 3)
        complain(play, play->text, "has a day that is no date");
    run->scene.day = asy_days_of_date((struct asy_date){ year, month, day }) -
                     asy_days_of_date((struct asy_date){ FIRST_YEAR, 1, 1 });
    for (int l = 0; l < ASY_N_LAWS; l++)
        for (int e = 0; e < n_entities(&play->world, l); e++)
            run->law[l][e] =
                asy_world_law(&play->world, (enum asy_law_id) l, e, run->scene.day);
    asy_thresholds_on(&play->thresholds, &play->world, run->scene.day, run->tau);
    asy_chances_make(run->chances, &run->scene, &run->beliefs, NULL);
    asy_tally_set_month(&run->tally, 12 * (year - FIRST_YEAR) + month - 1);
}

static void
open_play(struct play *play, const config_setting_t *text)
{
    const char *sets[MOST_SETS + 1] = { NULL };
    struct asy_error err = { 0 };
    *play = (struct play){ .text = text, .name = text_at(text, "name") };
    if (!play->name || !text_at(text, "citation") || !text_at(text, "asks"))
        fail_msg("%s:%d: a case needs a name, a citation and what it asks",
                 config_setting_source_file(text), config_setting_source_line(text));
    take_laws(play);
    for (int i = 0; i < play->n_sets; i++)
        sets[i] = play->set[i];
    play->scenario = test_scenario(FOLDER "world.cfg", NULL, sets);
    assert_true(asy_world_init(&play->world, play->scenario, 1, 0, &err));
    assert_true(asy_thresholds_init(&play->thresholds, &play->world));
    assert_true(
        asy_run_init(&play->run, &play->world, &play->thresholds, asy_luck_key(1, 0, 0), 1.0));
    set_day(play);
    take_person(play);
    const config_setting_t *luck = config_setting_get_member(text, "luck");
    for (int i = 0; i < 4; i++) {
        const double u = luck ? config_setting_get_float_elem(luck, i) : 0.5;
        play->luck.word[i] = (uint32_t) (u * 0x1p32);
    }
}

static void
close_play(struct play *play)
{
    asy_run_free(&play->run);
    asy_thresholds_free(&play->thresholds);
    asy_world_free(&play->world);
    asy_scenario_destroy(play->scenario);
}

/* ---- what is expected
 * --------------------------------------------------------------------------------- */

static void
expect_text(const struct play *play, const config_setting_t *at, const char *what,
            const char *got, const char *expected)
{
    char text[200];
    snprintf(text, sizeof text, "%s is %s, expected %s", what, got, expected);
    if (strcmp(got, expected) != 0)
        complain(play, at, text);
}

static const char *
code_of(const struct play *play, int index)
{
    return index >= 0 && index < play->world.n_countries ? play->world.country[index].code
                                                         : "none";
}

static void
expect_counts(const struct play *play, const config_setting_t *counts)
{
    for (int i = 0; counts && i < config_setting_length(counts); i++) {
        const config_setting_t *one = config_setting_get_elem(counts, (unsigned) i);
        int metric = 0;
        while (metric < ASY_N_METRICS &&
               strcmp(asy_metrics[metric].name, config_setting_name(one)) != 0)
            metric++;
        if (metric == ASY_N_METRICS)
            complain(play, one, "counts what is not counted");
        const uint64_t n =
            test_total(&play->run, (enum asy_metric) metric, ASY_ANY, ASY_ANY, ASY_ANY);
        char got[24], expected[24];
        snprintf(got, sizeof got, "%llu", (unsigned long long) n);
        snprintf(expected, sizeof expected, "%d", config_setting_get_int(one));
        expect_text(play, one, asy_metrics[metric].name, got, expected);
    }
}

/* What a stage answered: next, queue, days, least_days, most_days, in, to, fate, counted. */
static void
expect_step(const struct play *play, const config_setting_t *expected, struct asy_step step)
{
    static const char *const queues[ASY_N_QUEUES] = { "priority", "merits", "appeal",
                                                      "dublin" };
    const int days = step.next == ASY_WAIT ? step.n : 0;
    for (int i = 0; i < config_setting_length(expected); i++) {
        const config_setting_t *one = config_setting_get_elem(expected, (unsigned) i);
        const char *key = config_setting_name(one), *text = config_setting_get_string(one);
        const double number = config_setting_get_float(one);
        if (strcmp(key, "next") == 0)
            expect_text(play, one, key,
                        step.next == ASY_TRY ? "try" : asy_stage_name((int) step.stage), text);
        else if (strcmp(key, "queue") == 0)
            expect_text(play, one, key, step.next == ASY_QUEUE ? queues[step.n] : "none", text);
        else if (strcmp(key, "in") == 0)
            expect_text(play, one, key, code_of(play, play->who.place), text);
        else if (strcmp(key, "to") == 0)
            expect_text(play, one, key, code_of(play, play->who.target), text);
        else if (strcmp(key, "fate") == 0)
            expect_text(play, one, key, fates[play->who.fate], text);
        else if (strcmp(key, "marks") == 0) {
            const uint32_t set = marks_at(play, expected);
            if ((play->who.marks & set) != set)
                complain(play, one, "is not so marked");
        } else if (strcmp(key, "unmarked") == 0) {
            if (play->who.marks & marks_named(play, expected, "unmarked"))
                complain(play, one, "is still so marked");
        } else if (strcmp(key, "counted") == 0)
            expect_counts(play, one);
        else if (strcmp(key, "claimed_in") == 0) {
            if (play->who.claimed != countries_at(play, expected, key))
                complain(play, one, "is bound by other claims");
        } else if (strcmp(key, "chains") == 0) {
            if (play->run.ledger.n != (size_t) number)
                complain(play, one, "has other chains in the ledger");
        } else if ((strcmp(key, "days") == 0 && days != (int) number) ||
                   (strcmp(key, "least_days") == 0 && days < (int) number) ||
                   (strcmp(key, "most_days") == 0 && days > (int) number))
            complain(play, one, "comes on another day");
        else if (!strstr(key, "days") && strcmp(key, "begins") != 0)
            complain(play, one, "expects what is not known");
    }
}

/* ---- what may be asked
 * ---------------------------------------------------------------------------------- */

static void
ask_third_country(struct play *play, const config_setting_t *expected)
{
    const int answer = asy_third_country_of(&play->run.scene, &play->who, &play->luck);
    expect_text(play, expected, "the answer", answer < 0 ? "heard" : code_of(play, answer),
                config_setting_get_string(expected));
}

static void
ask_internal_protection(struct play *play, const config_setting_t *expected)
{
    const struct asy_internal_protection *law =
        ASY_TODAY(&play->run.scene, internal_protection, play->who.place);
    const struct asy_elsewhere elsewhere = { asy_u(&play->luck, 0), asy_u(&play->luck, 1),
                                             asy_pursuit_of(&play->run.scene, &play->who) };
    const struct asy_rulings *rulings = ASY_TODAY(&play->run.scene, rulings, play->who.place);
    const bool found = asy_ipa_found(law, rulings, &play->who, &elsewhere);
    expect_text(play, expected, "the answer", found ? "found" : "not found",
                config_setting_get_string(expected));
}

static void
ask_responsible(struct play *play, const config_setting_t *expected)
{
    const int answer = asy_dublin_responsible(&play->run.scene, &play->who);
    expect_text(play, expected, "the responsible state", code_of(play, answer),
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
    number_at(play->text, "credit", &credit);
    const size_t in = asy_border_day(&play->run.scene, play->who.crossing, people, pool,
                                     (size_t) n, scratch, 1.0, &credit);
    for (size_t i = 0; i < in; i++)
        persons += people[pool[i]].persons;
    double least = 0.0, most = 0.0;
    if (!number_at(expected, "least_persons", &least) ||
        !number_at(expected, "most_persons", &most))
        complain(play, expected, "needs least_persons and most_persons");
    if (persons < least || persons > most)
        complain(play, expected, "lets in another number of persons");
    expect_counts(play, config_setting_get_member(expected, "counted"));
}

static void
ask_stage(struct play *play, const config_setting_t *expected, const char *name)
{
    for (int s = 0; s < ASY_N_STAGES; s++) {
        if (strcmp(asy_stages[s].name, name) != 0)
            continue;
        play->who.stage = (uint8_t) s;
        play->run.scene.stock->backlog[play->who.group][play->who.place] = 100;
        struct asy_step step = asy_stages[s].handle(&play->run.scene, &play->who);
        while (step.next == ASY_AT_ONCE && step.stage != ASY_STAGE_ended)
            step = asy_stages[step.stage].handle(&play->run.scene, &play->who);
        expect_step(play, expected, step);
        return;
    }
    complain(play, play->text, "asks what no rule answers");
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
    const struct asy_begun *begun = play->run.scene.begun;
    const char *begins = text_at(expected, "begins");
    if (begins)
        expect_text(play, expected, "what begins",
                    begun->n ? asy_asides[begun->item[begun->n - 1].aside].name : "nothing",
                    begins);
    if (!over)
        step.stage = (enum asy_stage_id) play->who.stage;
    expect_step(play, expected, step);
    return true;
}

static void
play_case(const config_setting_t *text)
{
    struct play *play = calloc(1, sizeof *play);
    const config_setting_t *expected = config_setting_get_member(text, "expected");
    assert_non_null(play);
    open_play(play, text);
    const char *asks = text_at(text, "asks");
    if (!expected)
        complain(play, text, "expects nothing");
    if (strcmp(asks, "third_country") == 0)
        ask_third_country(play, expected);
    else if (strcmp(asks, "internal_protection") == 0)
        ask_internal_protection(play, expected);
    else if (strcmp(asks, "responsible") == 0)
        ask_responsible(play, expected);
    else if (strcmp(asks, "border_day") == 0)
        ask_border_day(play, expected);
    else if (!ask_aside(play, expected, asks))
        ask_stage(play, expected, asks);
    close_play(play);
    free(play);
}

/* ---- the files
 * ------------------------------------------------------------------------------------------ */

static int n_played;

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
    config_destroy(&file);
}

static void
there_are_as_many_cases_as_were_promised(void **state)
{
    (void) state;
    print_message("%d rule cases\n", n_played);
    assert_true(n_played >= N_CASES_AT_LEAST);
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
    enum { MOST_FILES = 64 };
    static char paths[MOST_FILES][512];
    static struct CMUnitTest tests[MOST_FILES + 1];
    struct dirent **entries;
    const int n = scandir(FOLDER, &entries, is_case_file, alphasort);
    size_t n_tests = 0;
    for (int i = 0; i < n && n_tests < MOST_FILES; i++, n_tests++) {
        snprintf(paths[n_tests], sizeof paths[n_tests], FOLDER "%s", entries[i]->d_name);
        tests[n_tests] = (struct CMUnitTest){ paths[n_tests] + strlen(FOLDER), play_file, NULL,
                                              NULL, paths[n_tests] };
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    tests[n_tests++] =
        (struct CMUnitTest) cmocka_unit_test(there_are_as_many_cases_as_were_promised);
    return _cmocka_run_group_tests("rule cases", tests, n_tests, open_map, close_map);
}
