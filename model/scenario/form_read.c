/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a form: { times = 1.5; }, { plus = 0.1; }, { as_in = "A"; }, { add = ["B"];
   remove = ["C"]; }, in place of a value of what is laid over a baseline; and beside any such
   value { until = "2017-05-26"; }, the last day on which it holds. */
#include "scenario/form.h"

#include "base/near.h"
#include "scenario/inside.h"

#include <math.h>
#include <string.h>

const char asy_pooled_name[] = "pooled";

static const char *const keys[] = { "times", "plus", "as_in", "add", "remove" };
enum { TIMES, PLUS, AS_IN, ADD, REMOVE, N_KEYS };

static const struct asy_param *
row_of(struct asy_place place)
{
    return &asy_laws[place.law]->params[place.param];
}

bool
asy_form_is_said(const struct asy_node *group)
{
    for (int i = 0; i < N_KEYS && group->type == ASY_NODE_GROUP; i++)
        if (asy_node_find(group, keys[i]))
            return true;
    return false;
}

void
asy_form_try(struct asy_near *near)
{
    static const struct {
        const char *word;
        int key;
    } words[] = {
        { "factor", TIMES },  { "multiply", TIMES }, { "multiplied", TIMES },
        { "scale", TIMES },   { "increase", PLUS },  { "decrease", PLUS },
        { "minus", PLUS },    { "as", AS_IN },       { "like", AS_IN },
        { "same_as", AS_IN }, { "append", ADD },     { "include", ADD },
        { "drop", REMOVE },   { "delete", REMOVE },  { "without", REMOVE },
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(near->word, words[i].word) == 0)
            asy_near_try_as(near, words[i].word, keys[words[i].key]);
}

const struct asy_param *
asy_form_row(const struct asy_node *group, const struct asy_param *row, struct asy_param *room)
{
    const bool times = asy_node_find(group, "times") != NULL;
    if (row->kind != ASY_REAL || (!times && !asy_node_find(group, "plus")))
        return row;
    *room = *row;
    room->min = times ? 0.0 : -HUGE_VAL;
    room->max = HUGE_VAL;
    room->unit = times ? "ratio" : row->unit;
    return room;
}

/* ---- which form -------------------------------------------------------------------------- */

/* Walks and shared errors are read before anything is laid over anything. */
static bool
is_of_spread(struct asy_place place)
{
    return place.law == ASY_LAW_walk || place.law == ASY_LAW_shared_error;
}

/* Why none is said here at all; NULL. */
static const char *
refusal(const struct asy_reader *reader, struct asy_place place, int n)
{
    if (reader->layer == 0)
        return "says how much of what it is laid over: only a reform or --set does, a baseline "
               "says the value";
    if (is_of_spread(place))
        return "how far what is observed moves, and errs, is said by its value";
    if (n > 1)
        return "expected one of times, plus, as_in, or add and remove, found several";
    return NULL;
}

static const char *
name_of_kind(const struct asy_param *row)
{
    static const char *const names[] = { [ASY_REAL] = "a number",
                                         [ASY_FLAG] = "true or false",
                                         [ASY_CHOICE] = "one of its choices",
                                         [ASY_SET] = "a list" };
    return names[row->kind];
}

/* Whether the key's kind takes such a form; else what to write. */
static bool
suits(struct asy_reader *reader, const struct asy_node *node, int key,
      const struct asy_param *row)
{
    const bool wants_number = key == TIMES || key == PLUS,
               wants_list = key == ADD || key == REMOVE;
    if (key == TIMES && row->whence) {
        asy_node_error(node, reader->errs,
                       ": %s is a shift, harsher above 0 and more lenient below, and a factor "
                       "on none is none: write plus = ... or as_in = ...",
                       row->name);
        return false;
    }
    if ((!wants_number || row->kind == ASY_REAL) && (!wants_list || row->kind == ASY_SET))
        return true;
    asy_node_error(node, reader->errs, ": %s is for %s, and %s is %s: write %s", keys[key],
                   wants_number ? "numbers" : "lists", row->name, name_of_kind(row),
                   row->kind == ASY_REAL  ? "times = ... or plus = ..."
                   : row->kind == ASY_SET ? "add = [ ] or remove = [ ]"
                                          : "value = ...");
    return false;
}

/* ---- by how much ------------------------------------------------------------------------- */

static bool
read_number(struct asy_reader *reader, const struct asy_node *node, int key,
            const struct asy_notes *notes, struct asy_entry *entry)
{
    const double number = node->number, none = key == TIMES ? 1.0 : 0.0;
    const struct asy_prior *prior = &notes->prior;

    if (node->type != ASY_NODE_NUMBER)
        asy_node_error(node, reader->errs, ": expected a number, found %s",
                       asy_node_kind(node));
    else if (key == TIMES && !(number >= 0.0))
        asy_node_error(node, reader->errs, " = %g: expected 0 or more; less by so much is plus",
                       number);
    else if (prior->form == ASY_PRIOR_NONE && fpclassify(number - none) == FP_ZERO)
        asy_node_error(node, reader->errs, " = %g changes nothing", number);
    else if (notes->range_text && !prior->is_factor &&
             !(number >= prior->low && number <= prior->high))
        asy_node_error(node, reader->errs, " = %g lies outside its range %s", number,
                       notes->range_text);
    else {
        entry->form.kind = key == TIMES ? ASY_FORM_TIMES : ASY_FORM_PLUS;
        entry->number = number;
        return true;
    }
    return false;
}

/* ---- as where ---------------------------------------------------------------------------- */

static const char *
section_name(enum asy_section section)
{
    static const char *const names[] = {
        [ASY_OF_WORLD] = "rules",     [ASY_OF_STATE] = "states",
        [ASY_OF_TRANSIT] = "transit", [ASY_OF_CROSSING] = "crossings",
        [ASY_OF_GROUP] = "groups",    [ASY_OF_REFUGE] = "refuges"
    };
    return names[section];
}

/* Another entity of the law's section. */
static bool
find_entity(struct asy_reader *reader, const struct asy_node *node, struct asy_entry *entry)
{
    const struct asy_law *law = asy_laws[entry->place.law];
    const enum asy_per per = asy_section_per(law->section);
    int first;
    const int n = asy_law_entities(reader->self, law->section, &first);

    if (row_of(entry->place)->whence && strcmp(node->text, asy_pooled_name) == 0) {
        entry->form.entity = ASY_POOLED;
        return true;
    }
    entry->form.entity = asy_find_member(reader->self, per, node->text);
    if (entry->form.entity < 0) {
        asy_unknown_member(reader, node, per, node->text);
        return false;
    }
    if (entry->form.entity >= first && entry->form.entity < first + n)
        return true;
    asy_node_error(node, reader->errs, " = \"%.40s\": none of `%s`, of which `%s` is a law",
                   node->text, section_name(law->section), law->name);
    return false;
}

/* Another member of the key. */
static bool
find_member(struct asy_reader *reader, const struct asy_node *node, struct asy_entry *entry)
{
    const enum asy_per per = row_of(entry->place)->per;

    entry->form.member = asy_find_member(reader->self, per, node->text);
    if (entry->form.member < 0)
        asy_unknown_member(reader, node, per, node->text);
    return entry->form.member >= 0;
}

/* `as_in` beside the value of a key names another entity; within the members of a key, and of
   what all the world has in common, another member. */
static bool
read_as_in(struct asy_reader *reader, const struct asy_node *node,
           const struct asy_notes *notes, struct asy_entry *entry)
{
    const struct asy_place *place = &entry->place;
    const bool of_world = asy_laws[place->law]->section == ASY_OF_WORLD;
    const bool has_members = asy_has_members(row_of(*place));

    if (node->type != ASY_NODE_TEXT) {
        asy_node_error(node, reader->errs, ": expected a name in quotes, found %s",
                       asy_node_kind(node));
        return false;
    }
    if (of_world && !has_members) {
        asy_node_error(node, reader->errs,
                       ": there is one %s for all, and nowhere else that it could be as in",
                       row_of(*place)->name);
        return false;
    }
    entry->form =
        (struct asy_form){ .kind = ASY_FORM_AS_IN, .entity = ASY_HERE, .member = ASY_HERE };
    if (!(has_members && (notes->among_members || of_world) ? find_member(reader, node, entry)
                                                            : find_entity(reader, node, entry)))
        return false;
    if (entry->form.member == ASY_HERE ? entry->form.entity != place->entity
                                       : entry->form.member != place->member)
        return true;
    asy_node_error(node, reader->errs, " = \"%.40s\" changes nothing: it is said of %.40s",
                   node->text, node->text);
    return false;
}

static bool
has_no_spread(struct asy_reader *reader, const struct asy_node *group)
{
    const struct asy_node *prior = asy_node_find(group, "prior");
    const struct asy_node *own = prior ? prior : asy_node_find(group, "range");

    if (own)
        asy_node_error(own, reader->errs,
                       ": as_in takes the prior of where it points; what has one of its own "
                       "is written value = ...");
    return own == NULL;
}

/* ---- lists ------------------------------------------------------------------------------- */

static bool
read_names(struct asy_reader *reader, const struct asy_node *group, struct asy_entry *entry)
{
    const struct asy_node *add = asy_node_find(group, "add");
    const struct asy_node *drop = asy_node_find(group, "remove");
    struct asy_entry drops = { 0 };

    if ((add && !asy_names_read(reader, add, row_of(entry->place), entry)) ||
        (drop && !asy_names_read(reader, drop, row_of(entry->place), &drops)))
        return false;
    entry->form = (struct asy_form){ .kind = ASY_FORM_NAMES, .drops = drops.set };
    if (!reader->partial && !entry->set && !drops.set && (!add || !add->n) &&
        (!drop || !drop->n))
        asy_node_error(add ? add : drop, reader->errs,
                       ": names nobody, and so changes nothing");
    else if (entry->set & drops.set)
        asy_node_error(drop, reader->errs, ": the same name is in both add and remove");
    else
        return true;
    return false;
}

/* ---- the form ---------------------------------------------------------------------------- */

static bool
read_one(struct asy_reader *reader, const struct asy_node *group, int key,
         const struct asy_notes *notes, struct asy_entry *entry)
{
    const struct asy_node *node = asy_node_find(group, keys[key]);

    if (!suits(reader, node, key, row_of(entry->place)))
        return false;
    switch (key) {
    case TIMES:
    case PLUS:
        return read_number(reader, node, key, notes, entry);
    case AS_IN:
        return has_no_spread(reader, group) && read_as_in(reader, node, notes, entry);
    default:
        return read_names(reader, group, entry);
    }
}

bool
asy_form_read(struct asy_reader *reader, const struct asy_node *group,
              const struct asy_notes *notes, struct asy_entry *entry)
{
    int first = N_KEYS, n = 0;

    for (int i = N_KEYS; i-- > 0;)
        if (asy_node_find(group, keys[i])) {
            n += !(i == ADD && first == REMOVE); /* these two are one */
            first = i;
        }
    const char *why = refusal(reader, entry->place, n);
    if (why) {
        asy_node_error(asy_node_find(group, keys[first]), reader->errs, ": %s", why);
        return false;
    }
    return read_one(reader, group, first, notes, entry);
}

/* ---- until when -------------------------------------------------------------------------- */

/* The day after: of a year or a month that is named, after its end. */
static int32_t
day_after(const char *text, struct asy_date date)
{
    const size_t n = strlen(text);
    if (n == strlen("2017"))
        return asy_days_of_date((struct asy_date){ date.year + 1, 1, 1 });
    if (n == strlen("2017-05"))
        return asy_days_of_date(
            (struct asy_date){ date.year + date.month / 12, date.month % 12 + 1, 1 });
    return asy_days_of_date(date) + 1;
}

void
asy_until_read(struct asy_reader *reader, const struct asy_node *node, struct asy_notes *notes)
{
    const struct asy_node *const until = asy_node_find(node, "until");
    struct asy_date date;

    if (!until)
        return;
    if (reader->layer == 0) {
        asy_node_error(until, reader->errs,
                       ": a value holds until the next one: end it by another { from = ...; "
                       "value = ...; } in over_time = ( ... ); only what a reform says ends by "
                       "itself");
        return;
    }
    if (!asy_date_of(reader, until, &date))
        return;
    notes->ends = true;
    notes->until = day_after(until->text, date) - reader->self->start;
    if (reader->is_reform && notes->until <= reader->since)
        asy_node_error(until, reader->errs, " = \"%.20s\": lies before in_force = %s",
                       until->text, reader->from);
}

bool
asy_until_leaves(struct asy_reader *reader, const struct asy_node *node,
                 const struct asy_entry *entry)
{
    const bool is_early = reader->is_reform && entry->until <= reader->since;
    const bool is_level = entry->held_months && entry->since == entry->held_since;

    if (entry->since < entry->until)
        return true;
    const struct asy_date last = asy_date_of_days(reader->self->start + entry->until - 1);
    if (!is_early && !is_level) /* else it has been said */
        asy_node_error(node, reader->errs, ": begins after its until, %04d-%02d-%02d",
                       last.year, last.month, last.day);
    return false;
}
