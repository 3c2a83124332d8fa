/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fixed stage: the horizon, and which countries, groups and crossings there are. */
#include "base/hash.h"
#include "scenario/inside.h"

#include "base/calendar.h"
#include "base/near.h"
#include "scenario/misread.h"

#include <math.h>
#include <string.h>

static const struct asy_node *
need(struct asy_reader *reader, const struct asy_node *node, const char *name)
{
    const struct asy_node *child = asy_node_find(node, name);
    if (!child && !reader->partial)
        asy_node_error(node, reader->errs, ": %s is missing", name);
    return child;
}

static const struct asy_node *
need_group(struct asy_reader *reader, const struct asy_node *root, const char *name)
{
    const struct asy_node *section = need(reader, root, name);
    if (section && section->type != ASY_NODE_GROUP) {
        asy_node_error(section, reader->errs, ": expected a group { }, found %s",
                       asy_node_kind(section));
        return NULL;
    }
    return section;
}

/* ---- horizon ----------------------------------------------------------------------------- */

static bool
read_end(struct asy_reader *reader, const struct asy_node *horizon, const char *name, int month,
         int day, int32_t *days)
{
    const struct asy_node *node = need(reader, horizon, name);
    struct asy_date date;
    if (!node)
        return false;
    if (node->type != ASY_NODE_TEXT || !asy_date_read(node->text, &date)) {
        char advice[ASY_ADVICE] = "";
        const char *const text = node->type == ASY_NODE_TEXT ? node->text : "";
        asy_node_error(node, reader->errs,
                       "%s%.30s%s: expected a %s such as \"2012-%02d-%02d\"%s",
                       *text ? " = \"" : "", text, *text ? "\"" : "",
                       month == 1 ? "1 January" : "31 December", month, day,
                       asy_misread_date(text, strlen(text), advice));
        return false;
    }
    if (date.month != month || date.day != day) {
        asy_node_error(node, reader->errs, " = \"%s\": expected a %s: write \"%04d-%02d-%02d\"",
                       node->text, month == 1 ? "1 January" : "31 December", date.year, month,
                       day);
        return false;
    }
    *days = asy_days_of_date(date);
    return true;
}

/* Days are kept in 16 bits where a life is. */
enum { MOST_YEARS = 80 };

/* The last day that the command line asks for, in place of the file's. */
static void
take_until(struct asy_reader *reader, int32_t from, int32_t *until)
{
    const char *const text = reader->self->until;
    const int year = asy_date_of_days(from).year;
    struct asy_date date;
    if (!text)
        return;
    if (!asy_date_read(text, &date) || date.month != 12 || date.day != 31)
        asy_errors_add(reader->errs, ASY_E_INPUT, "--until",
                       "%.40s: expected the 31 December of a year, as in %d-12-31: outcomes "
                       "are counted by whole years",
                       text, asy_date_of_days(*until).year);
    else if (date.year < year)
        asy_errors_add(reader->errs, ASY_E_INPUT, "--until",
                       "%s: lies before the first day of the scenario, %d-01-01", text, year);
    else
        *until = asy_days_of_date(date);
}

static void
check_horizon(struct asy_reader *reader, const struct asy_node *horizon)
{
    static const char *const keys[] = { "from",        "until",        "warm_up_from",
                                        "known_until", "level_months", NULL };

    for (const struct asy_node *child = horizon->first; child; child = child->next) {
        const char *const *key = keys;
        while (*key && strcmp(*key, child->name) != 0)
            key++;
        if (!*key)
            asy_node_error(child, reader->errs,
                           ": unknown key, expected from, until, warm_up_from, known_until or "
                           "level_months");
    }
}

/* Whose mean holds after a monthly series: the last quarter's, where nothing is said. */
static int
read_level_months(struct asy_reader *reader, const struct asy_node *horizon)
{
    const struct asy_node *const node = asy_node_find(horizon, "level_months");
    const double number = node && node->type == ASY_NODE_NUMBER ? node->number : 3;

    if (!node || (node->type == ASY_NODE_NUMBER && number >= 1 && number <= 12 &&
                  floor(number) == number))
        return (int) number;
    asy_node_error(node, reader->errs, ": expected a whole number of months, 1 to 12");
    return 1;
}

/* The first day that is lived, where that is not the first that is counted. */
static int32_t
read_warm_up(struct asy_reader *reader, const struct asy_node *horizon, int32_t from)
{
    const struct asy_node *const node = asy_node_find(horizon, "warm_up_from");
    int32_t first = from;

    if (node && read_end(reader, horizon, "warm_up_from", 1, 1, &first) && first > from) {
        asy_node_error(node, reader->errs, " = \"%s\": lies after from", node->text);
        return from;
    }
    return first;
}

static void
read_horizon(struct asy_reader *reader, const struct asy_node *root)
{
    struct asy_scenario *self = reader->self;
    const struct asy_node *horizon = need_group(reader, root, "horizon");
    int32_t from = 0, until = 0;

    if (!horizon)
        return;
    check_horizon(reader, horizon);
    const bool first = read_end(reader, horizon, "from", 1, 1, &from);
    const bool last = read_end(reader, horizon, "until", 12, 31, &until);
    const int32_t lived_from = first ? read_warm_up(reader, horizon, from) : from;
    if (first && last && until < from)
        asy_node_error(horizon, reader->errs, ": until lies before from");
    else if (first && last)
        take_until(reader, from, &until);
    if (first && last &&
        asy_date_of_days(until).year - asy_date_of_days(lived_from).year >= MOST_YEARS)
        asy_node_error(horizon, reader->errs, ": longer than %d years", MOST_YEARS);
    self->start = from;
    self->first_year = asy_date_of_days(from).year;
    self->first_day = lived_from - from;
    self->n_days = until - from + 1;
    self->level_months = read_level_months(reader, horizon);
    if (self->level_closure)
        self->level_months = self->level_closure;
    if (first && last)
        asy_as_of_read(reader, horizon, from, until);
}

/* ---- countries --------------------------------------------------------------------------- */

static bool
is_code(const char *text)
{
    size_t n = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return n == 3 && text[3] == '\0';
}

static void
add_country(struct asy_reader *reader, const struct asy_node *node, const char *label)
{
    struct asy_scenario *self = reader->self;
    if (self->n_countries == ASY_MAX_COUNTRIES) {
        asy_node_error(node, reader->errs, ": more than %d countries", ASY_MAX_COUNTRIES);
        return;
    }
    struct asy_country *country = &self->country[self->n_countries++];
    memcpy(country->code, node->name, sizeof country->code);
    country->label = label;
}

static void
name_near(struct asy_reader *reader, const struct asy_node *node,
          const struct asy_node *countries)
{
    char hint[80];
    struct asy_near near = { .word = node->name };
    for (const struct asy_node *child = countries->first; child; child = child->next)
        asy_near_try(&near, child->name);
    asy_node_error(node, reader->errs, ": unknown country: `countries` does not name it%s",
                   asy_near_hint(&near, hint, sizeof hint));
}

/* The countries of a section (states, transit), each named in `countries`. */
static void
add_section(struct asy_reader *reader, const struct asy_node *section,
            const struct asy_node *countries)
{
    for (const struct asy_node *node = section ? section->first : NULL; node;
         node = node->next) {
        const struct asy_node *label = asy_node_find(countries, node->name);
        const bool twice = asy_find_country(reader->self, node->name) >= 0;
        if (!label && countries && !reader->partial)
            name_near(reader, node, countries);
        else if (twice)
            asy_node_error(node, reader->errs, ": a country is a state or a transit country");
        else if (is_code(node->name))
            add_country(reader, node,
                        label && label->type == ASY_NODE_TEXT ? label->text : node->name);
    }
}

static void
read_countries(struct asy_reader *reader, const struct asy_node *root)
{
    struct asy_scenario *self = reader->self;
    const struct asy_node *countries = need_group(reader, root, "countries");
    const struct asy_node *states = need_group(reader, root, "states");
    const struct asy_node *transit = asy_node_find(root, "transit");

    for (const struct asy_node *node = countries ? countries->first : NULL; node;
         node = node->next) {
        if (!is_code(node->name))
            asy_node_error(node, reader->errs, ": expected a code of three capital letters");
        else if (node->type != ASY_NODE_TEXT)
            asy_node_error(node, reader->errs, ": expected the country's name in quotes");
    }
    if (states && states->n == 0)
        asy_node_error(states, reader->errs, ": expected at least one state");
    add_section(reader, states, countries);
    self->n_states = self->n_countries;
    add_section(reader, transit, countries);
    self->n_transit = self->n_countries - self->n_states;
    for (int i = 0; i < self->n_countries; i++) {
        self->country[i].is_state = i < self->n_states;
        self->country[i].is_transit = i >= self->n_states;
    }
    for (const struct asy_node *node = countries ? countries->first : NULL; node;
         node = node->next)
        if (is_code(node->name) && asy_find_country(self, node->name) < 0)
            add_country(reader, node, node->type == ASY_NODE_TEXT ? node->text : node->name);
}

/* ---- groups and crossings ---------------------------------------------------------------- */

static bool
good_name(struct asy_reader *reader, const struct asy_node *node)
{
    const char *name = node->name;
    if (name[0] < 'a' || name[0] > 'z' || strlen(name) > 40 ||
        name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-")]) {
        asy_node_error(node, reader->errs, ": expected a short lower-case name");
        return false;
    }
    if (asy_is_reserved(name)) {
        asy_node_error(node, reader->errs,
                       ": a word with a meaning of its own cannot be a name");
        return false;
    }
    if (node->type != ASY_NODE_GROUP) {
        asy_node_error(node, reader->errs, ": expected a group { }, found %s",
                       asy_node_kind(node));
        return false;
    }
    return true;
}

static const char *
label_of(struct asy_reader *reader, const struct asy_node *node)
{
    const char *label = asy_text_of(reader, node, "label");
    return label ? label : node->name;
}

/* The country that a text names, -1 if none or if it is "". */
static int
read_country(struct asy_reader *reader, const struct asy_node *node, const char *name)
{
    const struct asy_node *child = asy_node_find(node, name);
    const char *code = asy_text_of(reader, node, name);
    if (!code || !code[0])
        return -1;
    const int country = asy_find_country(reader->self, code);
    if (country < 0)
        asy_unknown_member(reader, child, ASY_PER_COUNTRY, code);
    return country;
}

static void
read_groups(struct asy_reader *reader, const struct asy_node *root)
{
    struct asy_scenario *self = reader->self;
    const struct asy_node *section = need_group(reader, root, "groups");

    if (section && section->n == 0)
        asy_node_error(section, reader->errs, ": expected at least one group");
    for (const struct asy_node *node = section ? section->first : NULL; node;
         node = node->next) {
        if (!good_name(reader, node))
            continue;
        if (self->n_groups == ASY_MAX_GROUPS) {
            asy_node_error(node, reader->errs, ": more than %d groups", ASY_MAX_GROUPS);
            return;
        }
        struct asy_group *group = &self->group[self->n_groups++];
        group->name = node->name;
        group->label = label_of(reader, node);
        group->key = asy_fnv(ASY_FNV_BASE, node->name);
        const struct asy_node *citizenship = need(reader, node, "citizenship");
        group->citizenship = read_country(reader, node, "citizenship");
        if (citizenship && citizenship->type == ASY_NODE_TEXT && !citizenship->text[0])
            asy_node_error(citizenship, reader->errs, ": expected a country's code");
    }
}

static void
read_crossing(struct asy_reader *reader, const struct asy_node *node)
{
    struct asy_scenario *self = reader->self;
    struct asy_crossing *crossing = &self->crossing[self->n_crossings++];
    const char *city = asy_text_of(reader, node, "city");

    crossing->name = node->name;
    crossing->label = label_of(reader, node);
    crossing->city = city ? city : "";
    need(reader, node, "from");
    need(reader, node, "into");
    crossing->from = read_country(reader, node, "from");
    crossing->into = read_country(reader, node, "into");
    if (crossing->from >= 0 && !self->country[crossing->from].is_transit)
        asy_node_error(asy_node_find(node, "from"), reader->errs,
                       ": %s is not a transit country; \"\" means by air from home",
                       self->country[crossing->from].code);
    if (crossing->into >= 0 && !self->country[crossing->into].is_state)
        asy_node_error(asy_node_find(node, "into"), reader->errs,
                       ": %s is not a state; \"\" means any state they choose",
                       self->country[crossing->into].code);
}

static void
read_crossings(struct asy_reader *reader, const struct asy_node *root)
{
    const struct asy_node *section = need_group(reader, root, "crossings");

    if (section && section->n == 0)
        asy_node_error(section, reader->errs, ": expected at least one crossing");
    for (const struct asy_node *node = section ? section->first : NULL; node;
         node = node->next) {
        if (!good_name(reader, node))
            continue;
        if (reader->self->n_crossings == ASY_MAX_CROSSINGS) {
            asy_node_error(node, reader->errs, ": more than %d crossings", ASY_MAX_CROSSINGS);
            return;
        }
        read_crossing(reader, node);
    }
}

void
asy_entities_read(struct asy_reader *reader, const struct asy_node *root)
{
    read_horizon(reader, root);
    read_countries(reader, root);
    read_groups(reader, root);
    read_crossings(reader, root);
}
