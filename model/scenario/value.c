/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms of a value: plain, annotated, dated, a series by month or year, and one for each
   member. Each ends in asy_entry_add; what is said outside is inherited inwards.

   A prior stated once over several dates or members must say what it means for all of them at
   once. "lognormal(1, s)" does: it is a factor on each. Over dates no other form is taken, for
   one sample for all dates would silently wipe out the change that the dates tell of. */
#include "scenario/inside.h"

#include "base/calendar.h"
#include "base/near.h"
#include "scenario/misread.h"

#include <math.h>
#include <string.h>

enum { MOST_IN_SERIES = 1200 };

static const char *const notes_keys[] = { "source",   "grade", "unit",   "prior", "range",
                                          "conflict", "known", "fitted", NULL };
static const char *const form_keys[] = { "value",   "over_time",   "monthly_from",
                                         "monthly", "yearly_from", "yearly",
                                         NULL };
static const char *const dated_keys[] = { "from", "value", NULL };

static const struct asy_param *
row_of(struct asy_place place)
{
    return &asy_laws[place.law]->params[place.param];
}

static bool
is_one_of(const char *const *keys, const char *name)
{
    for (; *keys; keys++)
        if (strcmp(*keys, name) == 0)
            return true;
    return false;
}

const char *
asy_text_of(struct asy_reader *reader, const struct asy_node *node, const char *name)
{
    const struct asy_node *child = asy_node_find(node, name);
    if (child && child->type != ASY_NODE_TEXT) {
        asy_node_error(child, reader->errs, ": expected a text, found %s",
                       asy_node_kind(child));
        return NULL;
    }
    return child ? child->text : NULL;
}

/* From when, until when, and what then: says how it is written, if the key is one of these. */
static bool
is_of_a_date(struct asy_reader *reader, const struct asy_node *node, const char *const *keys)
{
    static const char *const from[] = { "from", "since", "start", "starting", "begins", NULL };
    static const char *const until[] = { "until", "to", "till", "end", "ends", NULL };
    static const char *const value[] = { "number", "amount", "rate", NULL };
    const bool dated = keys == dated_keys;

    if (is_one_of(until, node->name))
        asy_node_error(node, reader->errs,
                       ": a value holds until the next one: end it by another { from = ...; "
                       "value = ...; }%s",
                       dated ? "" : " in over_time = ( ... )");
    else if (!dated && is_one_of(from, node->name))
        asy_node_error(
            node, reader->errs,
            ": a value from a date on is written over_time = ( { from = ...; value = "
            "...; } )");
    else if (dated && is_one_of(from, node->name))
        asy_node_error(node, reader->errs, ": unknown key, did you mean from?");
    else if (is_one_of(value, node->name))
        asy_node_error(node, reader->errs, ": unknown key, did you mean value?");
    else
        return false;
    return true;
}

/* Every key must be a note or one of `keys`. */
static void
check_keys(struct asy_reader *reader, const struct asy_node *node, const char *const *keys)
{
    for (const struct asy_node *child = node->first; child; child = child->next) {
        char hint[80];
        struct asy_near near = { .word = child->name };
        if (is_one_of(keys, child->name) || is_one_of(notes_keys, child->name))
            continue;
        for (const char *const *key = keys; *key; key++)
            asy_near_try(&near, *key);
        for (const char *const *key = notes_keys; *key; key++)
            asy_near_try(&near, *key);
        if (!is_of_a_date(reader, child, keys))
            asy_node_error(child, reader->errs, ": unknown key%s",
                           asy_near_hint(&near, hint, sizeof hint));
    }
}

/* ---- dates ------------------------------------------------------------------------------- */

bool
asy_date_of(struct asy_reader *reader, const struct asy_node *node, struct asy_date *date)
{
    char advice[ASY_ADVICE] = "";

    if (node->type == ASY_NODE_TEXT && asy_date_read(node->text, date))
        return true;
    if (node->type == ASY_NODE_TEXT)
        asy_node_error(node, reader->errs,
                       " = \"%.30s\": expected a date such as \"2017-01-01\"%s", node->text,
                       asy_misread_date(node->text, strlen(node->text), advice));
    else
        asy_node_error(node, reader->errs,
                       ": expected a date in quotes such as \"2017-01-01\", found %s",
                       asy_node_kind(node));
    return false;
}

static bool
read_date(struct asy_reader *reader, const struct asy_node *group, const char *name,
          struct asy_date *date)
{
    const struct asy_node *node = asy_node_find(group, name);
    if (node)
        return asy_date_of(reader, node, date);
    asy_node_error(group, reader->errs, ": %s is missing", name);
    return false;
}

/* From when the value of that date holds: the first one given in a baseline also before. */
static struct asy_when
when_of(const struct asy_reader *reader, struct asy_date date, bool first)
{
    struct asy_when when = { .since = asy_days_of_date(date) - reader->self->start };
    char text[40];

    when.seen = when.since;
    snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
    memcpy(when.from, text, sizeof when.from - 1);
    if (first && !reader->is_reform)
        when.since = ASY_ALWAYS;
    return when;
}

static bool
is_in_force(struct asy_reader *reader, const struct asy_node *node, struct asy_when when)
{
    if (!reader->is_reform || when.since >= reader->since)
        return true;
    asy_node_error(node, reader->errs, ": %s lies before in_force = %s", when.from,
                   reader->from);
    return false;
}

/* A prior over `n` dates: a factor, or none. */
static void
check_prior_over_dates(struct asy_reader *reader, const struct asy_node *node, size_t n,
                       struct asy_notes *notes)
{
    const struct asy_prior *prior = &notes->prior;
    if (prior->form == ASY_PRIOR_NONE)
        return;
    notes->wide = true;
    if (n <= 1 || (prior->form == ASY_PRIOR_LOGNORMAL && fabs(prior->a - 1) < 1e-12))
        return;
    asy_node_error(node, reader->errs,
                   ": one %s over several dates must be a factor, prior = \"lognormal(1, s)\"; "
                   "or give each date its own",
                   notes->prior_text ? "prior" : "range");
    notes->prior = (struct asy_prior){ 0 };
    notes->prior_text = notes->range_text = NULL;
}

static void
read_dated(struct asy_reader *reader, const struct asy_node *list, struct asy_place place,
           struct asy_notes notes)
{
    int32_t last = INT32_MIN;
    if (list->type != ASY_NODE_LIST || list->n == 0) {
        asy_node_error(list, reader->errs, ": expected ( { from = ...; value = ...; }, ... )");
        return;
    }
    check_prior_over_dates(reader, list, list->n, &notes);
    for (const struct asy_node *item = list->first; item; item = item->next) {
        struct asy_notes own = notes;
        struct asy_date date;
        if (item->type != ASY_NODE_GROUP) {
            asy_node_error(item, reader->errs, ": expected { from = ...; value = ...; }");
            continue;
        }
        check_keys(reader, item, dated_keys);
        asy_notes_read(reader, item, row_of(place), false, &own);
        const struct asy_node *value = asy_node_find(item, "value");
        if (!value)
            asy_node_error(item, reader->errs, ": value is missing");
        if (!read_date(reader, item, "from", &date))
            continue;
        const int32_t day = asy_days_of_date(date);
        const struct asy_when when = when_of(reader, date, item == list->first);
        if (item != list->first && day <= last)
            asy_node_error(item, reader->errs, ": %s does not come after the date before it",
                           when.from);
        else if (is_in_force(reader, item, when) && value)
            asy_entry_add(reader, value, place, when, &own);
        last = day > last ? day : last;
    }
}

/* ---- series ------------------------------------------------------------------------------ */

/* The first of the next month or year. */
static struct asy_date
after(struct asy_date date, bool monthly)
{
    date.month += monthly ? 1 : 12;
    date.year += date.month > 12;
    date.month -= date.month > 12 ? 12 : 0;
    return date;
}

/* A month or a year of a series: what it tells was seen when it had ended. */
static struct asy_when
period_of(const struct asy_reader *reader, struct asy_date date, bool monthly, bool first)
{
    struct asy_when when = when_of(reader, date, first);

    when.seen = when_of(reader, after(date, monthly), false).since - 1;
    return when;
}

/* Of how many of its values one knows: not of those that a run as of an earlier day forgets.
   `end` becomes the first day after them. */
static size_t
count_known(const struct asy_reader *reader, const struct asy_node *series, bool monthly,
            struct asy_place place, const struct asy_notes *notes, struct asy_date *end)
{
    size_t n = 0;

    for (; n < series->n; n++, *end = after(*end, monthly)) {
        const struct asy_when when = period_of(reader, *end, monthly, n == 0);
        if (asy_known_day(reader, place, when, notes) > reader->self->as_of)
            break;
    }
    return n;
}

/* After the last month that is known (scenario/assumption.c says so). */
static void
add_level(struct asy_reader *reader, const struct asy_node *series, struct asy_level how,
          struct asy_place place, const struct asy_notes *notes)
{
    const struct asy_param *const row = row_of(place);
    struct asy_when when = when_of(reader, how.after, false);
    const struct asy_node *last = NULL;
    size_t i = 0;

    for (const struct asy_node *node = series->first; node; node = node->next)
        if (node->type != ASY_NODE_NUMBER)
            return; /* has been said */
        else if (i++ < how.n)
            last = node;
    if (!last)
        return;
    struct asy_node level = *last;
    level.number = fmin(fmax(asy_level(series, &how), row->min), row->max);
    when.seen = when.since - 1;
    when.held_since = when.since;
    when.held_months = (int) how.n < how.months ? (int) how.n : how.months;
    asy_entry_add(reader, &level, place, when, notes);
}

/* Whose season is taken out of the level: of people setting out, by what was known of it. */
static int
season_year(const struct asy_reader *reader, struct asy_place place,
            const struct asy_notes *notes)
{
    const struct asy_scenario *const self = reader->self;
    enum asy_family family;

    if (!asy_is_seen(reader, place, notes, &family) || family != ASY_FAMILY_claims)
        return 0;
    if (self->as_of == ASY_NEVER)
        return ASY_LAST_SEASON;
    return asy_date_of_days(self->start + self->as_of + 1).year - 1; /* that has ended */
}

/* The values of a series whose notes have been read, and what holds after the last one known.
 */
static void
add_series(struct asy_reader *reader, const struct asy_node *series, bool monthly,
           struct asy_date date, struct asy_place place, const struct asy_notes *notes)
{
    struct asy_level how = { .months = reader->self->level_months,
                             .after = date,
                             .season_year = season_year(reader, place, notes) };
    size_t i = 0;

    how.n = count_known(reader, series, monthly, place, notes, &how.after);
    for (const struct asy_node *node = series->first; node; node = node->next) {
        struct asy_when when = period_of(reader, date, monthly, i == 0);
        date = after(date, monthly);
        if (++i == how.n && !monthly) {
            when.held_since = when_of(reader, date, false).since;
            when.held_months = 12;
        }
        asy_entry_add(reader, node, place, when, notes);
    }
    if (monthly)
        add_level(reader, series, how, place, notes);
}

static void
read_series(struct asy_reader *reader, const struct asy_node *group, bool monthly,
            struct asy_place place, struct asy_notes notes)
{
    const struct asy_node *series = asy_node_find(group, monthly ? "monthly" : "yearly");
    const char *from = monthly ? "monthly_from" : "yearly_from";
    struct asy_date date;

    if (row_of(place)->kind != ASY_REAL) {
        asy_node_error(group, reader->errs, ": only a number comes as a series");
        return;
    }
    if (!series || series->type != ASY_NODE_ARRAY || series->n == 0) {
        asy_node_error(series ? series : group, reader->errs, ": expected %s = [ numbers ]",
                       monthly ? "monthly" : "yearly");
        return;
    }
    if (series->n > MOST_IN_SERIES) {
        asy_node_error(series, reader->errs, ": more than %d values", MOST_IN_SERIES);
        return;
    }
    if (!read_date(reader, group, from, &date))
        return;
    if (date.day != 1 || (!monthly && date.month != 1)) {
        asy_node_error(asy_node_find(group, from), reader->errs, ": expected the first of a %s",
                       monthly ? "month" : "year");
        return;
    }
    if (!is_in_force(reader, group, when_of(reader, date, false)))
        return;
    check_prior_over_dates(reader, group, series->n, &notes);
    add_series(reader, series, monthly, date, place, &notes);
}

/* ---- forms ------------------------------------------------------------------------------- */

static struct asy_when
undated(const struct asy_reader *reader)
{
    struct asy_when when = { .since = reader->since, .seen = ASY_ALWAYS };
    memcpy(when.from, reader->from, sizeof when.from);
    return when;
}

/* A group that says its value in one of the four ways; its notes have been read. */
static void
read_group(struct asy_reader *reader, const struct asy_node *group, struct asy_place place,
           const struct asy_notes *notes)
{
    const struct asy_node *value = asy_node_find(group, "value");
    const struct asy_node *over_time = asy_node_find(group, "over_time");
    const bool monthly =
        asy_node_find(group, "monthly") || asy_node_find(group, "monthly_from");
    const bool yearly = asy_node_find(group, "yearly") || asy_node_find(group, "yearly_from");
    const int n = (value != NULL) + (over_time != NULL) + monthly + yearly;

    if (n != 1) {
        asy_node_error(group, reader->errs,
                       ": expected one of value, over_time, monthly, yearly%s",
                       n ? ", found several" : "");
        return;
    }
    const struct asy_when when = undated(reader);
    if (value)
        asy_entry_add(reader, value, place, when, notes);
    else if (over_time)
        read_dated(reader, over_time, place, *notes);
    else
        read_series(reader, group, monthly, place, *notes);
}

/* ( "RUS", "BLR" ): a set in the brackets of dates. */
static bool
holds_text(const struct asy_node *list)
{
    return list->first && list->first->type == ASY_NODE_TEXT;
}

static void
read_form(struct asy_reader *reader, const struct asy_node *node, struct asy_place place,
          struct asy_notes notes)
{
    if (node->type == ASY_NODE_GROUP) {
        check_keys(reader, node, form_keys);
        asy_notes_read(reader, node, row_of(place), false, &notes);
        read_group(reader, node, place, &notes);
    } else if (node->type == ASY_NODE_LIST &&
               (row_of(place)->kind != ASY_SET || !holds_text(node))) {
        read_dated(reader, node, place, notes);
    } else {
        asy_entry_add(reader, node, place, undated(reader), &notes);
    }
}

/* Among the members stand notes: is this rather one of those than a member? */
static bool
is_misspelt_key(struct asy_reader *reader, const struct asy_node *node, enum asy_per per)
{
    char hint[80];
    struct asy_near near = { .word = node->name };
    if (*asy_member_called(reader->self, per, node->name, hint, sizeof hint))
        return false;
    for (const char *const *key = notes_keys; *key; key++)
        asy_near_try(&near, *key);
    for (const char *const *key = form_keys; *key; key++)
        asy_near_try(&near, *key);
    if (near.name)
        asy_node_error(node, reader->errs, ": unknown key%s",
                       asy_near_hint(&near, hint, sizeof hint));
    return near.name != NULL;
}

static void
read_members(struct asy_reader *reader, const struct asy_node *group, struct asy_place place)
{
    const enum asy_per per = row_of(place)->per;
    struct asy_notes notes = { 0 };
    bool has_form = false;

    for (const char *const *key = form_keys; *key; key++)
        has_form |= asy_node_find(group, *key) != NULL;
    asy_notes_read(reader, group, row_of(place), true, &notes);
    if (has_form)
        read_group(reader, group, place, &notes);

    for (const struct asy_node *child = group->first; child; child = child->next) {
        if (is_one_of(form_keys, child->name) || is_one_of(notes_keys, child->name))
            continue;
        struct asy_place one = place;
        const bool is_all = strcmp(child->name, "all") == 0;
        if (!is_all)
            one.member = asy_find_member(reader->self, per, child->name);
        if (is_all && has_form)
            asy_node_error(child, reader->errs, ": stands beside a value for all members");
        else if (!is_all && one.member < 0 && !is_misspelt_key(reader, child, per))
            asy_unknown_member(reader, child, per, child->name);
        else if (is_all || one.member >= 0)
            read_form(reader, child, one, notes);
    }
}

void
asy_value_read(struct asy_reader *reader, const struct asy_node *node, int law, int param,
               int entity)
{
    const struct asy_place place = { law, param, entity, ASY_ALL };
    if (asy_has_members(row_of(place)) && node->type == ASY_NODE_GROUP)
        read_members(reader, node, place);
    else
        read_form(reader, node, place, (struct asy_notes){ 0 });
}
