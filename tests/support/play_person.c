/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The person of a case: who they are, where they are, and where their life stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/play.h"

#include <stdlib.h>
#include <string.h>

/* ---- words of the text ------------------------------------------------------------------ */

void
play_complain(const struct play *play, const config_setting_t *where, const char *what)
{
    fail_msg("%s:%d: %s: %s", config_setting_source_file(where),
             config_setting_source_line(where), play->name, what);
    abort(); /* never reached: cmocka has jumped away */
}

const char *
play_text(const config_setting_t *group, const char *key)
{
    const char *text = NULL;
    return group && config_setting_lookup_string(group, key, &text) ? text : NULL;
}

bool
play_number(const config_setting_t *group, const char *key, double *number)
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
        play_complain(play, where, "names a country that is not on the map");
    return index;
}

int
play_country(const struct play *play, const config_setting_t *group, const char *key,
             int standard)
{
    const char *code = play_text(group, key);
    return code ? country(play, group, code) : standard;
}

uint64_t
play_countries(const struct play *play, const config_setting_t *group, const char *key)
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
    static const char *const names[] = { "activist", "publicly_known", "lgbti",      "wanted",
                                         "kin",      "vulnerable",     "gravely_ill" };
    const config_setting_t *list = config_setting_get_member(person, "traits");
    for (int i = 0; list && i < config_setting_length(list); i++) {
        const char *name = config_setting_get_string_elem(list, i);
        int bit = 0;
        while (bit < 7 && strcmp(names[bit], name) != 0)
            bit++;
        if (bit == 7)
            play_complain(play, list, "names a trait that there is not");
        play->who.traits |= (uint8_t) (1 << bit);
        if (play->who.traits & ASY_GRAVELY_ILL)
            play->who.traits |= ASY_VULNERABLE;
    }
}

const char *const play_fates[ASY_N_FATES] = {
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
    "killed",
    "died",
    "gave_up",
    "no_status_transit",
    "no_status_europe",
    "displaced",
    "at_home",
    "waiting",
};

struct play_marks
play_marks(const struct play *play, const config_setting_t *group, const char *key)
{
    const config_setting_t *list = config_setting_get_member(group, key);
    struct play_marks set = { { 0 } };
    for (int i = 0; list && i < config_setting_length(list); i++) {
        const char *name = config_setting_get_string_elem(list, i);
        int m = 0;
        while (m < ASY_N_MEMORIES && strcmp(asy_memories[m].name, name) != 0)
            m++;
        if (m == ASY_N_MEMORIES || asy_memories[m].mark < 0)
            play_complain(play, list, "names a mark that there is not");
        const int mark = asy_memories[m].mark;
        set.word[mark / ASY_NEAR_MARKS] |= asy_bit(mark % ASY_NEAR_MARKS);
    }
    return set;
}

/* Where their life stands: `stage`, and `fate` as it would be if it ended now. */
static void
take_standing(struct play *play, const config_setting_t *person)
{
    const char *stage = play_text(person, "stage"), *fate = play_text(person, "fate");
    int s = 0, f = 0;
    while (stage && s < ASY_N_STAGES && strcmp(asy_stages[s].name, stage) != 0)
        s++;
    while (fate && f < ASY_N_FATES && strcmp(play_fates[f], fate) != 0)
        f++;
    if (s == ASY_N_STAGES || f == ASY_N_FATES)
        play_complain(play, person, "stands in a stage, or has a fate, that there is not");
    if (stage)
        play->who.stage = (uint8_t) s;
    if (fate)
        play->who.fate = (uint8_t) f;
}

/* ---- the person ------------------------------------------------------------------------- */

/* `key = true`, or any number above 0. */
static bool
is_set(const config_setting_t *group, const char *key)
{
    double number;
    return play_number(group, key, &number) && number > 0.0;
}

static double
number_or(const config_setting_t *group, const char *key, double standard)
{
    double number;
    return play_number(group, key, &number) ? number : standard;
}

/* `key` days from the day of the case. */
static int16_t
day_at(const struct play *play, const config_setting_t *group, const char *key,
       int16_t standard)
{
    double days;
    return play_number(group, key, &days) ? (int16_t) (play->run.scene.day + (int) days)
                                          : standard;
}

static void
take_group(struct play *play, const config_setting_t *person)
{
    if (!person || !play_text(person, "group"))
        play_complain(play, play->text, "has no person, or the person no group");
    const int group = asy_world_group(&play->world, play_text(person, "group"));
    if (group < 0)
        play_complain(play, person, "names a group that is not on the map");
    play->who.group = (uint8_t) group;
    play->who.citizenship = (uint8_t) play->world.group[group].citizenship;
}

static void
take_places(struct play *play, const config_setting_t *person)
{
    struct asy_applicant *who = &play->who;
    const char *crossing = play_text(person, "at");

    who->place = (uint8_t) play_country(play, person, "in", who->citizenship);
    who->first = (uint8_t) play_country(play, person, "entered", ASY_NOBODY);
    who->visa = (uint8_t) play_country(play, person, "visa_of", ASY_NOBODY);
    who->tie = (uint8_t) play_country(play, person, "relatives_in", ASY_NOBODY);
    who->target = (uint8_t) play_country(play, person, "to", ASY_NOBODY);
    who->refuge = (uint8_t) play_country(play, person, "protected_in", ASY_NOBODY);
    who->via = play_countries(play, person, "through");
    who->returned_from = (uint8_t) play_country(play, person, "returned_from", ASY_NOBODY);
    who->border_refused_by =
        (uint8_t) play_country(play, person, "refused_at_the_border_of", ASY_NOBODY);
    who->refused_in = play_countries(play, person, "refused_in");
    who->claimed = play_countries(play, person, "claimed_in");
    who->banned_by = play_countries(play, person, "banned_by");
    who->claims = (uint8_t) __builtin_popcountll(who->claimed);
    who->crossing = ASY_NOBODY;
    if (crossing) {
        who->crossing = (uint8_t) asy_world_crossing(&play->world, crossing);
        if (!play_text(person, "to"))
            who->target = (uint8_t) play->world.crossing[who->crossing].into;
    }
}

static void
take_habits(struct play *play, const config_setting_t *person)
{
    struct asy_applicant *who = &play->who;

    if (is_set(person, "waits")) {
        asy_mark(who, ASY_MARK_waiting);
        play->run.scene.stock->waiting[who->group][who->crossing] += who->persons;
    }
    if (is_set(person, "stays"))
        asy_mark(who, ASY_MARK_stays);
    if (is_set(person, "transferred")) {
        asy_mark(who, ASY_MARK_dublin_done);
        asy_mark(who, ASY_MARK_stays);
    }
    if (is_set(person, "accelerated"))
        asy_mark(who, ASY_MARK_accelerated);
    if (config_setting_get_member(person, "set_out_in_days"))
        who->id = (uint32_t) (uint16_t) day_at(play, person, "set_out_in_days", 0) << 16 |
                  (who->id & 0xffffu);
    if (is_set(person, "of_crackdown"))
        who->id |= ASY_CRACKDOWN_FROM;
}

static void
take_days(struct play *play, const config_setting_t *person)
{
    struct asy_applicant *who = &play->who;
    const char *stage = play_text(person, "waits_for"); /* a stage of the procedure */
    const char *stopped = play_text(person, "stopped_in");

    who->since = (int16_t) (play->run.scene.day - (int) number_or(person, "waited_days", 0.0));
    who->danger_day = day_at(play, person, "danger_in_days", ASY_NO_DAY);
    who->leave_day = day_at(play, person, "must_leave_in_days", ASY_NO_DAY);
    who->resume_day = day_at(play, person, "goes_on_in_days", ASY_NO_DAY);
    who->entry_day = day_at(play, person, "entered_in_days", ASY_NO_DAY);
    who->strike_day = day_at(play, person, "pressed_in_days", ASY_NO_DAY);
    who->passport_day = day_at(play, person, "passports_in_days", ASY_NO_DAY);
    who->reunion_day = day_at(play, person, "answer_in_days", ASY_NO_DAY);
    for (int s = 0; stage && s < ASY_N_STAGES; s++)
        if (strcmp(asy_stages[s].name, stage) == 0)
            who->resumes = (uint8_t) s;
    for (int s = 0; stopped && s < ASY_N_STAGES; s++)
        if (strcmp(asy_stages[s].name, stopped) == 0)
            who->stopped = (uint8_t) s;
}

/* Any memory that is a day, by its name in memory.def: in so many days. */
static void
take_memories(struct play *play, const config_setting_t *person)
{
    const config_setting_t *all = config_setting_get_member(person, "remembers");
    for (int i = 0; all && i < config_setting_length(all); i++) {
        const config_setting_t *one = config_setting_get_elem(all, (unsigned) i);
        int m = 0;
        while (m < ASY_N_MEMORIES &&
               strcmp(asy_memories[m].name, config_setting_name(one)) != 0)
            m++;
        if (m == ASY_N_MEMORIES || strcmp(asy_memories[m].kind, "day") != 0)
            play_complain(play, one, "remembers a day that there is not");
        const int16_t day =
            (int16_t) (play->run.scene.day + (int) config_setting_get_float(one));
        memcpy((char *) &play->who + asy_memories[m].offset, &day, sizeof day);
    }
}

/* A word that nobody reads would make a case of somebody else. */
static void
expect_words(const struct play *play, const config_setting_t *person)
{
    static const char words[] =
        " group need error persons children in entered visa_of relatives_in to through "
        "claimed_in"
        " banned_by returned_from refused_at_the_border_of refused_in at traits marks "
        "protected_in waits "
        "stays transferred "
        "accelerated"
        " of_crackdown set_out_in_days waited_days danger_in_days must_leave_in_days "
        "goes_on_in_days"
        " entered_in_days pressed_in_days passports_in_days answer_in_days waits_for stage fate"
        " remembers stopped_in ";
    for (int i = 0; person && i < config_setting_length(person); i++) {
        const config_setting_t *one = config_setting_get_elem(person, (unsigned) i);
        char word[64];
        snprintf(word, sizeof word, " %s ", config_setting_name(one));
        if (!strstr(words, word))
            play_complain(play, one, "says of a person what nobody reads");
    }
}

void
play_take_person(struct play *play)
{
    const config_setting_t *person = config_setting_get_member(play->text, "person");
    struct asy_applicant *who = &play->who;

    expect_words(play, person);
    *who = asy_nobody;
    take_group(play, person);
    who->id = (uint32_t) play->run.scene.day << 16;
    who->need = (float) number_or(person, "need", 1.0);
    who->error = (float) number_or(person, "error", 0.0);
    who->persons = (uint8_t) number_or(person, "persons", 1.0);
    who->children = (uint8_t) number_or(person, "children", 0.0);
    who->fate = ASY_FATE_WAITING;
    take_places(play, person);
    take_standing(play, person);
    take_traits(play, person);
    const struct play_marks marks = play_marks(play, person, "marks");
    who->marks = marks.word[0];
    who->more_marks = marks.word[1];
    take_habits(play, person);
    take_days(play, person);
    take_memories(play, person);
}
