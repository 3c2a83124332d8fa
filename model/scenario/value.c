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

static const char *const notes_keys[] = { "source", "grade",    "unit",   "prior",
                                          "range",  "conflict", "known",  "fitted",
                                          "until",  "only",     "except", NULL };
static const char *const form_keys[] = { "value",  "over_time",   "monthly_from", "monthly",
                                         "yearly", "yearly_from", "times",        "plus",
                                         "as_in",  "add",         "remove",       NULL };
static const char *const dated_keys[] = { "from",  "value", "over_months", "times", "plus",
                                          "as_in", "add",   "remove",      NULL };

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

    if (is_one_of(until, node->name) && reader->layer > 0)
        asy_node_error(node, reader->errs, ": unknown key, did you mean until?");
    else if (is_one_of(until, node->name))
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
        if (reader->layer > 0)
            asy_form_try(&near);
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

bool
asy_date_at(struct asy_reader *reader, const struct asy_node *group, const char *name,
            struct asy_date *date)
{
    const struct asy_node *node = asy_node_find(group, name);
    if (node)
        return asy_date_of(reader, node, date);
    asy_node_error(group, reader->errs, ": %s is missing", name);
    return false;
}

struct asy_when
asy_when_of(const struct asy_reader *reader, struct asy_date date, bool first)
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

bool
asy_is_in_force(struct asy_reader *reader, const struct asy_node *node, struct asy_when when)
{
    if (!reader->is_reform || when.since >= reader->since)
        return true;
    asy_node_error(node, reader->errs, ": %s lies before in_force = %s", when.from,
                   reader->from);
    return false;
}

void
asy_prior_over_dates(struct asy_reader *reader, const struct asy_node *node, size_t n,
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

/* What a group says: its `value`, or itself where it says a form of it; NULL, and said. */
static const struct asy_node *
said_in(struct asy_reader *reader, const struct asy_node *group)
{
    const struct asy_node *value = asy_node_find(group, "value");
    const bool is_form = asy_form_is_said(group);

    if (!value && !is_form)
        asy_node_error(group, reader->errs, ": value is missing");
    else if (value && is_form)
        asy_node_error(group, reader->errs,
                       ": expected value or a form of it (times, plus, as_in, add and remove), "
                       "found several");
    return value && is_form ? NULL : value ? value : is_form ? group : NULL;
}

static void
read_notes(struct asy_reader *reader, const struct asy_node *node, const struct asy_param *row,
           bool wide, struct asy_notes *notes)
{
    struct asy_param room;

    asy_notes_read(reader, node, asy_form_row(node, row, &room), wide, notes);
}

/* Of the values over time that have been read. */
struct dates {
    int32_t first, from; /* days of the first and the last */
    int32_t last;        /* that until which one of them is not there in full */
    int scope;           /* for whom the last is */
};

/* Whether it may stand where it does: after those before it, or on the same day for others. */
static bool
is_in_order(const struct dates *before, int32_t day, int scope)
{
    return before->last == INT32_MIN || day > before->last ||
           (day == before->from && scope != before->scope);
}

/* One of the values over time. */
static void
read_item(struct asy_reader *reader, const struct asy_node *item, struct asy_place place,
          struct asy_notes own, struct dates *dates)
{
    struct asy_date date;

    check_keys(reader, item, dated_keys);
    read_notes(reader, item, row_of(place), false, &own);
    const struct asy_node *value = said_in(reader, item);
    if (!asy_date_at(reader, item, "from", &date))
        return;
    const int32_t day = asy_days_of_date(date) - reader->self->start;
    if (dates->last == INT32_MIN)
        dates->first = day;
    const bool first = day == dates->first;
    struct asy_when when = asy_when_of(reader, date, first);
    if (!asy_gradual_read(reader, item, place, own.scope, first, &when))
        return;
    if (!is_in_order(dates, day, own.scope))
        asy_node_error(item, reader->errs, ": %s does not come after the date before it",
                       when.from);
    else if (asy_is_in_force(reader, item, when) && value)
        asy_entry_add(reader, value, place, when, &own);
    dates->from = day;
    dates->last = when.seen > dates->last ? when.seen : dates->last;
    dates->scope = own.scope;
}

static void
read_dated(struct asy_reader *reader, const struct asy_node *list, struct asy_place place,
           struct asy_notes notes)
{
    struct dates dates = { .last = INT32_MIN };
    if (list->type != ASY_NODE_LIST || list->n == 0) {
        asy_node_error(list, reader->errs, ": expected ( { from = ...; value = ...; }, ... )");
        return;
    }
    asy_prior_over_dates(reader, list, list->n, &notes);
    for (const struct asy_node *item = list->first; item; item = item->next) {
        if (item->type == ASY_NODE_GROUP)
            read_item(reader, item, place, notes, &dates);
        else
            asy_node_error(item, reader->errs, ": expected { from = ...; value = ...; }");
    }
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
    const bool is_form = asy_form_is_said(group);
    const int n = (value != NULL) + (over_time != NULL) + monthly + yearly + is_form;

    if (n != 1) {
        asy_node_error(group, reader->errs,
                       ": expected one of value, over_time, monthly, yearly%s%s",
                       reader->layer > 0 ? ", times, plus, as_in, add and remove" : "",
                       n ? ", found several" : "");
        return;
    }
    const struct asy_when when = undated(reader);
    if (value || is_form)
        asy_entry_add(reader, value ? value : group, place, when, notes);
    else if (over_time)
        read_dated(reader, over_time, place, *notes);
    else
        asy_series_read(reader, group, monthly, place, *notes);
}

/* ( "A", "B" ): a set in the brackets of dates. */
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
        read_notes(reader, node, row_of(place), false, &notes);
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
    read_notes(reader, group, row_of(place), true, &notes);
    if (has_form)
        read_group(reader, group, place, &notes);
    notes.among_members = true;

    for (const struct asy_node *child = group->first; child; child = child->next) {
        if (is_one_of(form_keys, child->name) || is_one_of(notes_keys, child->name))
            continue;
        struct asy_place one = place;
        const bool is_all = strcmp(child->name, "all") == 0;
        if (!is_all)
            one.member = asy_find_member(reader->self, per, child->name);
        if (is_all && has_form)
            asy_node_error(child, reader->errs,
                           ": cannot be combined with a value for all members");
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
