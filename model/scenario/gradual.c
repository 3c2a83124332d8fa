/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came in over months: practice that was one thing in one year and another in the next
   changed on no 1 January. `over_months` beside a dated value says for how long, from its date
   on, it came in, month by month and evenly, from the value before it. Both keep their own
   priors. One knows the new value when it has come in full. */
#include "scenario/drift.h"
#include "scenario/inside.h"

#include <math.h>

enum { MOST_MONTHS = 60, A_YEAR = 12 };

/* The first of the month so many months later. */
static struct asy_date
months_later(struct asy_date date, int n)
{
    const int month = date.month - 1 + n;
    return (struct asy_date){ date.year + month / A_YEAR, month % A_YEAR + 1, 1 };
}

/* Why it cannot come in over months; NULL: it can. */
static const char *
refused(const struct asy_reader *reader, const struct asy_node *node, struct asy_place place,
        int scope, struct asy_date date)
{
    if (asy_laws[place.law]->params[place.param].kind != ASY_REAL)
        return "only a number comes in over months";
    if (node->type != ASY_NODE_NUMBER || node->number < 1 || node->number > MOST_MONTHS ||
        fabs(node->number - round(node->number)) > 0)
        return "expected a whole number of months, 1 to 60";
    if (reader->is_reform)
        return "what a reform sets holds from its day on";
    if (scope)
        return "what is said for some only holds from its day on";
    if (date.day != 1)
        return "what comes in over months begins on the first of one";
    if (asy_drift_leans(place))
        return "thresholds are solved for this share year by year";
    return NULL;
}

bool
asy_gradual_read(struct asy_reader *reader, const struct asy_node *item, struct asy_place place,
                 int scope, bool first, struct asy_when *when)
{
    const struct asy_node *node = asy_node_find(item, "over_months");
    if (!node)
        return true;
    const struct asy_date date = asy_date_of_days(reader->self->start + when->seen);
    const char *const refusal = refused(reader, node, place, scope, date);
    const char *const why =
        refusal || !first ? refusal : "no value before it from which it could come";
    if (why) {
        asy_node_error(node, reader->errs, ": %s", why);
        return false;
    }
    when->over_months = (int) node->number;
    when->seen = asy_when_of(reader, months_later(date, when->over_months), false).since - 1;
    return true;
}

const struct asy_entry *
asy_entry_before(const struct asy_scenario *self, const struct asy_entry *entry)
{
    for (size_t i = (size_t) (entry - self->entries); i-- > self->law_first[entry->place.law];)
        if (self->entries[i].key == entry->key && self->entries[i].layer == entry->layer &&
            self->entries[i].scope == entry->scope)
            return &self->entries[i];
    return NULL;
}

double
asy_gradual_share(const struct asy_scenario *self, const struct asy_entry *entry, int32_t day)
{
    const int month = asy_drift_month(self->start, entry->since, day);
    return month < entry->over_months ? (month + 0.5) / entry->over_months : 1.0;
}

const char *
asy_gradual_words(const struct asy_scenario *self, const struct asy_entry *entry, char *out,
                  size_t size)
{
    const struct asy_date since = asy_date_of_days(self->start + entry->since);
    const struct asy_date end = months_later(since, entry->over_months - 1);

    snprintf(out, size, "comes in month by month, in full after %04d-%02d", end.year,
             end.month);
    return out;
}
