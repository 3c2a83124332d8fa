/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scene of a case: its day under its law, the person on it, and the luck chosen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/play.h"

#include "base/calendar.h"
#include "law/environment.h"
#include "law/procedure/burden.h"
#include "law/response/demand.h"
#include "life/scope.h"
#include "support/world.h"

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

/* `taken_on`: persons for whom states became responsible over the year; `companions`: a group
   of so many that asked so many days ago to be allocated together, and goes `to` a state. */
static void
set_burden(struct play *play)
{
    struct asy_burden *burden = play->run.scene.burden;
    const config_setting_t *taken = config_setting_get_member(play->text, "taken_on");
    for (int i = 0; taken && i < config_setting_length(taken); i++) {
        const config_setting_t *one = config_setting_get_elem(taken, (unsigned) i);
        const int state = asy_world_country(&play->world, config_setting_name(one));
        if (state < 0)
            play_complain(play, one, "is not a country on the map");
        burden->taken.year[state] = (int32_t) config_setting_get_float(one);
    }
    asy_burden_morning(&play->run.scene, 1.0);
}

static void
set_companions(struct play *play)
{
    const config_setting_t *of = config_setting_get_member(play->text, "companions");
    double persons = 0.0, days = 0.0;
    if (!of)
        return;
    play_number(of, "persons", &persons);
    play_number(of, "asked_days_ago", &days);
    play->run.scene.burden->party[play->who.group][play->who.place] =
        (struct asy_party){ play->run.scene.day - (int32_t) days, (uint8_t) persons,
                            (uint8_t) play_country(play, of, "to", ASY_NOBODY) };
}

static void
set_day(struct play *play)
{
    struct asy_run *run = &play->run;
    struct asy_environment *carried = run->environment;
    const char *text = play_text(play->text, "day");
    int year = PLAY_FIRST_YEAR, month = 1, day = 1;
    if (text && sscanf(text, "%d-%d-%d", &year, &month, &day) != 3)
        play_complain(play, play->text, "has a day that is no date");
    run->scene.day = asy_days_of_date((struct asy_date){ year, month, day }) -
                     asy_days_of_date((struct asy_date){ PLAY_FIRST_YEAR, 1, 1 });
    for (int l = 0; l < ASY_N_LAWS; l++)
        for (int e = 0; e < n_entities(&play->world, l); e++)
            run->law[l][e] =
                asy_world_law(&play->world, (enum asy_law_id) l, e, run->scene.day);
    asy_run_read_lines(run);
    asy_thresholds_on(play->thresholds, &play->world, run->scene.day, &carried->tau);
    asy_in_force_read(&carried->in_force, &run->scene);
    asy_chances_make(&carried->chances, &run->scene,
                     &(struct asy_rumour){ .own = &carried->beliefs });
    asy_visas_make(&carried->visas, &run->scene);
    asy_tally_set_month(&run->tally, 12 * (year - PLAY_FIRST_YEAR) + month - 1);
}

void
play_open(struct play *play, const config_setting_t *text)
{
    const char *sets[PLAY_MOST_SETS + 1] = { NULL };
    struct asy_error err = { 0 };
    *play = (struct play){ .text = text, .name = play_text(text, "name") };
    if (!play->name || !play_text(text, "citation") || !play_text(text, "asks"))
        fail_msg("%s:%d: a case needs a name, a citation and what it asks",
                 config_setting_source_file(text), config_setting_source_line(text));
    play_take_laws(play);
    for (int i = 0; i < play->n_sets; i++)
        sets[i] = play->set[i];
    play->scenario = test_scenario(PLAY_FOLDER "world.cfg", NULL, sets);
    assert_true(asy_world_init(&play->world, play->scenario, 1, 0, &err));
    play->thresholds = asy_thresholds_create(&play->world);
    assert_non_null(play->thresholds);
    assert_true(
        asy_run_init(&play->run, &play->world, play->thresholds, asy_luck_key(1, 0, 0), 1.0));
    set_day(play);
    set_burden(play);
    play_take_person(play);
    set_companions(play);
    asy_turn_to(&play->run.scene, &play->who);
    const config_setting_t *luck = config_setting_get_member(text, "luck");
    for (int i = 0; i < 4; i++) {
        const double u = luck ? config_setting_get_float_elem(luck, i) : 0.5;
        play->luck.word[i] = (uint32_t) (u * 0x1p32);
    }
}

void
play_close(struct play *play)
{
    asy_run_free(&play->run);
    asy_thresholds_destroy(play->thresholds);
    asy_world_free(&play->world);
    asy_scenario_destroy(play->scenario);
}
