/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known on a day. What was observed comes to be known after the fact, and a run as of
   an earlier day forgets what came later, so that it can be rehearsed; what was decreed, and
   all that a reform says, is known in advance. After its last day of data an observed value
   goes on as a walk of its family (catalogue/walks.def), where rules.walk gives that family a
   size. */
#include "scenario/inside.h"

#include "base/near.h"

#include <ctype.h>
#include <string.h>

/* ---- notes beside a value ---------------------------------------------------------------- */

static bool
is_word(const char *text)
{
    return strcmp(text, "decreed") == 0 || strcmp(text, "observed") == 0;
}

static void
refuse_known(struct asy_reader *reader, const struct asy_node *node, bool dated)
{
    char hint[80];
    struct asy_near near = { .word = node->text };

    asy_near_try(&near, "decreed");
    asy_near_try(&near, "observed");
    asy_node_error(node, reader->errs, " = \"%.30s\": expected \"decreed\"%s \"observed\"%s%s",
                   node->text, dated ? "," : " or",
                   dated ? " or the day from which it was known, such as \"2016-12-31\"" : "",
                   asy_near_hint(&near, hint, sizeof hint));
}

static void
read_known(struct asy_reader *reader, const struct asy_node *node, const struct asy_param *row,
           struct asy_notes *notes)
{
    const bool dated = row->kind == ASY_REAL;
    struct asy_date date;

    if (reader->layer > 0) {
        asy_node_error(node, reader->errs,
                       ": only a baseline says this, for what a reform "
                       "sets is decreed");
    } else if (is_word(node->text)) {
        notes->known = node->text;
    } else if (!dated || !isdigit((unsigned char) node->text[0])) {
        refuse_known(reader, node, dated);
    } else if (asy_date_of(reader, node, &date)) {
        notes->known = node->text;
        notes->known_day = asy_days_of_date(date) - reader->self->start;
    }
}

void
asy_known_read(struct asy_reader *reader, const struct asy_node *node,
               const struct asy_param *row, struct asy_notes *notes)
{
    const struct asy_node *const known = asy_node_find(node, "known");
    const struct asy_node *const fitted = asy_node_find(node, "fitted");
    struct asy_date date;

    if (known && asy_text_of(reader, node, "known"))
        read_known(reader, known, row, notes);
    if (fitted && asy_date_of(reader, fitted, &date))
        notes->fitted = fitted->text;
}

/* ---- one value --------------------------------------------------------------------------- */

bool
asy_is_seen(const struct asy_reader *reader, struct asy_place place,
            const struct asy_notes *notes, enum asy_family *family)
{
    const bool by_key = asy_is_observed(place.law, place.param, family);
    const bool seen =
        reader->layer == 0 && (notes->known ? strcmp(notes->known, "decreed") != 0 : by_key);

    if (!seen)
        *family = ASY_FAMILY_none;
    return seen;
}

int32_t
asy_known_day(const struct asy_reader *reader, struct asy_place place, struct asy_when when,
              const struct asy_notes *notes)
{
    enum asy_family family;

    if (!asy_is_seen(reader, place, notes, &family))
        return ASY_ALWAYS;
    return notes->known && !is_word(notes->known) ? notes->known_day : when.seen;
}

void
asy_known_check(struct asy_reader *reader, const struct asy_node *node, struct asy_when when,
                const struct asy_notes *notes)
{
    const bool dated = notes->known && !is_word(notes->known) && when.seen != ASY_ALWAYS;
    const struct asy_date seen =
        asy_date_of_days(reader->self->start + (dated ? when.seen : 0));

    if (dated && notes->known_day < when.seen)
        asy_node_error(node, reader->errs,
                       ": known = \"%s\" lies before the day on which it could be seen, "
                       "%04d-%02d-%02d",
                       notes->known, seen.year, seen.month, seen.day);
}

/* ---- the day ----------------------------------------------------------------------------- */

/* The last day of a month, for what is observed is counted by months. */
static bool
read_month_end(const char *text, int32_t *day)
{
    struct asy_date date;

    if (!asy_date_read(text, &date))
        return false;
    *day = asy_days_of_date(date);
    return asy_date_of_days(*day + 1).day == 1;
}

static void
read_known_until(struct asy_reader *reader, const struct asy_node *horizon, int32_t from)
{
    const struct asy_node *const node = asy_node_find(horizon, "known_until");
    int32_t day;

    if (!node)
        return;
    if (node->type != ASY_NODE_TEXT || !read_month_end(node->text, &day))
        asy_node_error(node, reader->errs,
                       ": expected the last day of a month such as \"2016-12-31\"");
    else if (day < from)
        asy_node_error(node, reader->errs, " = \"%.30s\": lies before from", node->text);
    else
        reader->self->known_until = day - from;
}

static void
read_as_of(struct asy_reader *reader, int32_t from, int32_t until)
{
    const char *const text = reader->self->as_of_text;
    const struct asy_date first = asy_date_of_days(from), last = asy_date_of_days(until);
    int32_t day;

    if (!text)
        return;
    if (!read_month_end(text, &day))
        asy_errors_add(
            reader->errs, ASY_E_INPUT, "--as-of",
            "%.40s: expected the last day of a month, as in %d-12-31: what is observed "
            "is counted by months and years",
            text, last.year);
    else if (day < from || day > until)
        asy_errors_add(reader->errs, ASY_E_INPUT, "--as-of",
                       "%.40s: expected a day of the horizon, %04d-%02d-%02d to %04d-%02d-%02d",
                       text, first.year, first.month, first.day, last.year, last.month,
                       last.day);
    else
        reader->self->as_of = day - from;
}

void
asy_as_of_read(struct asy_reader *reader, const struct asy_node *horizon, int32_t from,
               int32_t until)
{
    read_known_until(reader, horizon, from);
    read_as_of(reader, from, until);
}

size_t
asy_scenario_forgotten(const struct asy_scenario *self, char out[16])
{
    const struct asy_date date =
        asy_date_of_days(self->start + (self->as_of == ASY_NEVER ? 0 : self->as_of));

    snprintf(out, 16, "%04d-%02d-%02d", date.year, date.month, date.day);
    if (self->as_of == ASY_NEVER)
        *out = '\0';
    return self->n_forgotten;
}

/* ---- what goes on from there ------------------------------------------------------------- */

/* A path's values are read one after the other, the last to hold last. */
static bool
is_last_of_path(const struct asy_scenario *self, size_t i)
{
    const struct asy_entry *const entry = &self->entries[i], *const next = entry + 1;

    return i + 1 == self->n_entries || next->layer != entry->layer || next->key != entry->key;
}

void
asy_walks_begin(struct asy_scenario *self)
{
    const int32_t seen =
        self->as_of < self->known_until ? self->as_of : self->known_until; /* or never */

    for (size_t i = 0; i < self->n_entries; i++) {
        struct asy_entry *const entry = &self->entries[i];
        if (entry->family == ASY_FAMILY_none || !is_last_of_path(self, i))
            continue;
        if (entry->held_months > 0)
            entry->drifts_from = entry->held_since;
        else if (seen != ASY_NEVER)
            entry->drifts_from = entry->since > seen ? entry->since : seen + 1;
    }
}

/* The law of the walks; -1 where there is none. */
static int
find_walk_law(void)
{
    int law = 0;

    while (law < ASY_N_LAWS && strcmp(asy_laws[law]->name, "walk") != 0)
        law++;
    return law < ASY_N_LAWS ? law : -1;
}

double
asy_walk_size(const struct asy_scenario *self, enum asy_family family, int32_t day)
{
    static const char path[] = "rules.walk.size";
    const char *const name = asy_family_name(family);
    const int law = name ? find_walk_law() : -1;
    const size_t n = strlen(path);
    double size = 0.0;

    if (law < 0)
        return size;
    for (size_t i = self->law_first[law]; i < self->law_first[law + 1]; i++) {
        const struct asy_entry *const entry = &self->entries[i];
        if (entry->since > day || strncmp(entry->path, path, n) != 0)
            continue;
        if (entry->path[n] == '\0' ||
            (entry->path[n] == '.' && strcmp(entry->path + n + 1, name) == 0))
            size = entry->number; /* later ones win */
    }
    return size;
}

static const char *
month_name(int month)
{
    static const char *const months[] = { "January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December" };
    return months[month - 1];
}

const char *
asy_held_words(const struct asy_scenario *self, const struct asy_entry *entry, char *out,
               size_t size)
{
    const struct asy_date since = asy_date_of_days(self->start + entry->held_since);
    const struct asy_date last = asy_date_of_days(self->start + entry->held_since - 1);
    const int months = last.month - entry->held_months; /* before its first, in its year */
    const struct asy_date first = { last.year - (months < 0), (months + 12) % 12 + 1, 1 };
    const bool is_level = entry->since == entry->held_since;

    *out = '\0';
    if (entry->over_months)
        return asy_gradual_words(self, entry, out, size);
    if (!entry->held_months)
        return out;
    if (!is_level)
        snprintf(out, size, "held from %d at the value of %d", since.year, last.year);
    else if (entry->held_months == 1)
        snprintf(out, size, "held from %d-%02d at the value of %s %d", since.year, since.month,
                 month_name(last.month), last.year);
    else
        snprintf(out, size, "held from %d-%02d at the mean of %s %d to %s %d%s", since.year,
                 since.month, month_name(first.month), first.year, month_name(last.month),
                 last.year,
                 entry->family == ASY_FAMILY_claims && entry->held_months < ASY_WHOLE_YEAR
                     ? ", seasonally adjusted"
                     : "");
    return out;
}
