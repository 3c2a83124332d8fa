/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The law of a case, as values of the command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/play.h"
#include "support/world.h"

#include <string.h>

/* The map itself, under no law of a case. */
static struct {
    struct asy_scenario *scenario;
    struct asy_world world;
} map;

int
play_map_open(void **state)
{
    struct asy_error err = { 0 };
    (void) state;
    map.scenario = test_scenario(PLAY_FOLDER "world.cfg", NULL, NULL);
    return asy_world_init(&map.world, map.scenario, 1, 0, &err) ? 0 : -1;
}

int
play_map_close(void **state)
{
    (void) state;
    asy_world_free(&map.world);
    asy_scenario_destroy(map.scenario);
    return 0;
}

static size_t print_value(const config_setting_t *value, char *out, size_t room);

/* The members of an array, a list or a group, between its brackets. */
static size_t
print_members(const config_setting_t *value, const char *brackets, char *out, size_t room)
{
    const bool is_group = config_setting_is_group(value);
    size_t n = (size_t) snprintf(out, room, "%c", brackets[0]);
    for (int i = 0; i < config_setting_length(value) && n < room; i++) {
        const config_setting_t *one = config_setting_get_elem(value, (unsigned) i);
        n += (size_t) snprintf(out + n, room - n, "%s%s%s", i && !is_group ? ", " : "",
                               is_group ? config_setting_name(one) : "", is_group ? " = " : "");
        n += n < room ? print_value(one, out + n, room - n) : 0;
        n += n < room ? (size_t) snprintf(out + n, room - n, "%s", is_group ? "; " : "") : 0;
    }
    return n < room ? n + (size_t) snprintf(out + n, room - n, "%c", brackets[1]) : n;
}

static size_t
print_value(const config_setting_t *value, char *out, size_t room)
{
    switch (config_setting_type(value)) {
    case CONFIG_TYPE_BOOL:
        return (size_t) snprintf(out, room, "%s",
                                 config_setting_get_bool(value) ? "true" : "false");
    case CONFIG_TYPE_STRING:
        return (size_t) snprintf(out, room, "\"%s\"", config_setting_get_string(value));
    case CONFIG_TYPE_ARRAY:
        return print_members(value, "[]", out, room);
    case CONFIG_TYPE_LIST:
        return print_members(value, "()", out, room);
    case CONFIG_TYPE_GROUP:
        return print_members(value, "{}", out, room);
    default:
        return (size_t) snprintf(out, room, "%.17g", config_setting_get_float(value));
    }
}

/* A group that says a value with what belongs to it, for whom or until when, or says it by a
   form. */
static bool
is_value(const config_setting_t *group)
{
    static const char *const words[] = { "value", "times", "plus", "as_in", "add", "remove" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (config_setting_get_member(group, words[i]))
            return true;
    return false;
}

/* The group `law` of a case as values of the command line, one for each leaf. */
static void
take_law(struct play *play, const config_setting_t *law, const char *path)
{
    for (int i = 0; i < config_setting_length(law); i++) {
        const config_setting_t *child = config_setting_get_elem(law, (unsigned) i);
        char here[PLAY_MOST_TEXT / 2], value[PLAY_MOST_TEXT / 2];
        snprintf(here, sizeof here, "%s.%s", path, config_setting_name(child));
        if (config_setting_is_group(child) && !is_value(child)) {
            take_law(play, child, here);
            continue;
        }
        if (play->n_sets == PLAY_MOST_SETS - 1)
            play_complain(play, child, "has too many values");
        if (print_value(child, value, sizeof value) >= sizeof value)
            play_complain(play, child, "has too long a value");
        snprintf(play->set[play->n_sets++], PLAY_MOST_TEXT, "%s=%s", here, value);
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
void
play_take_laws(struct play *play)
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
