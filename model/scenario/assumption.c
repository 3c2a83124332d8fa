/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a world assumes of how many set out: until when departures are given, and what they are
   held at, or drift from, from then on. Said of every result, so it is read from the scenario.
 */
#include "scenario/inside.h"

#include "base/calendar.h"

#include <string.h>

/* What is found over the groups. */
struct found {
    int n_held, n_constant, n_given; /* groups */
    int32_t first, last;             /* days from which departures are held */
    int months;                      /* whose mean they are held at; the most of any group */
    bool has_factor;                 /* and that times a factor other than 1 */
    bool is_seasonal;                /* freed of the season */
    double walk;                     /* its size a year; 0: they are held */
    char grade;                      /* the worst; 0: none is said */
};

/* A value of this key of a group's departures, be it said of all groups at once. */
static bool
is_of(const struct asy_entry *entry, const char *key, int group)
{
    return strcmp(asy_laws[entry->place.law]->params[entry->place.param].name, key) == 0 &&
           (entry->place.entity == group || entry->place.entity == ASY_GENERAL);
}

static void
take_grade(struct found *self, const struct asy_entry *entry)
{
    const char grade = entry->grade ? entry->grade[0] : '\0';
    self->grade = grade > self->grade ? grade : self->grade;
}

/* The factor on departures that holds from that day on. */
static void
take_factor(struct found *self, const struct asy_scenario *scenario, int group, int32_t day)
{
    const struct asy_entry *holds = NULL;

    for (size_t i = scenario->law_first[ASY_LAW_departure];
         i < scenario->law_first[ASY_LAW_departure + 1]; i++) {
        const struct asy_entry *const entry = &scenario->entries[i];
        if (!is_of(entry, "factor", group))
            continue;
        if (entry->since <= day)
            holds = entry;
        self->has_factor = self->has_factor || (entry->since > day && entry->number != 1.0);
    }
    if (!holds)
        return;
    self->has_factor = self->has_factor || holds->number != 1.0;
    take_grade(self, holds);
}

static void
take_held(struct found *self, const struct asy_scenario *scenario, int group,
          const struct asy_entry *entry)
{
    self->first =
        self->n_held && self->first < entry->held_since ? self->first : entry->held_since;
    self->last =
        self->n_held && self->last > entry->held_since ? self->last : entry->held_since;
    self->months = self->months > entry->held_months ? self->months : entry->held_months;
    self->n_held++;
    if (entry->family == ASY_FAMILY_claims && entry->held_months < ASY_WHOLE_YEAR)
        self->is_seasonal = true;
    if (entry->drifts_from != ASY_NEVER)
        self->walk = asy_walk_size(scenario, entry->family, entry->drifts_from);
    take_grade(self, entry);
    take_factor(self, scenario, group, entry->held_since);
}

/* Entries are sorted so that later ones win (scenario.h). */
static void
take_group(struct found *self, const struct asy_scenario *scenario, int group)
{
    const struct asy_entry *last = NULL;
    int n = 0;

    for (size_t i = scenario->law_first[ASY_LAW_departure];
         i < scenario->law_first[ASY_LAW_departure + 1]; i++) {
        const struct asy_entry *const entry = &scenario->entries[i];
        if (!is_of(entry, "persons", group) || entry->form.kind != ASY_FORM_VALUE)
            continue; /* a form is laid over them */
        n = last && last->layer == entry->layer && last->place.entity == entry->place.entity
                ? n + 1
                : 1;
        last = entry;
    }
    if (!last)
        return;
    if (last->held_months && last->held_since < scenario->n_days && last->number > 0.0)
        take_held(self, scenario, group, last);
    else if (last->held_months && !(last->number > 0.0))
        return; /* they had ended: nobody is assumed */
    else if (n == 1 && last->number > 0.0)
        self->n_constant++;
    else
        self->n_given++;
}

/* "2016" where that day ends it, else "June 2014". */
static void
last_day_words(char *out, size_t size, const struct asy_scenario *scenario, int32_t day)
{
    static const char *const months[] = { "January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December" };
    const struct asy_date date = asy_date_of_days(scenario->start + day - 1);

    snprintf(out, size, "%s%s%d", date.month == 12 ? "" : months[date.month - 1],
             date.month == 12 ? "" : " ", date.year);
}

/* ", but for 2 groups, given by date" */
static void
others_words(char *out, size_t size, const struct found *found)
{
    const int n = found->n_constant ? found->n_constant : found->n_given;

    *out = '\0';
    if (found->n_constant && found->n_given)
        snprintf(out, size, ", but for %d groups, given by date or constant throughout",
                 found->n_constant + found->n_given);
    else if (n)
        snprintf(out, size, ", but for %d group%s, %s", n, n == 1 ? "" : "s",
                 found->n_constant ? "constant throughout" : "given by date");
}

/* "the mean of the 3 months before, seasonally adjusted" */
static void
level_words(char *out, size_t size, const struct found *found, const char *last)
{
    const char *const season = found->is_seasonal ? ", seasonally adjusted" : "";

    if (found->first != found->last)
        snprintf(out, size, "the mean of each group's last months, %d at most%s", found->months,
                 season);
    else if (found->months == ASY_WHOLE_YEAR && strlen(last) == 4)
        snprintf(out, size, "the level of %s", last);
    else
        snprintf(out, size, "the mean of the %d month%s before%s", found->months,
                 found->months == 1 ? "" : "s", season);
}

static void
held_words(char *out, size_t size, const struct asy_scenario *scenario,
           const struct found *found)
{
    char first[32], last[32], when[128], level[96], walk[64] = "", grade[16] = "", others[80];

    last_day_words(first, sizeof first, scenario, found->first);
    last_day_words(last, sizeof last, scenario, found->last);
    level_words(level, sizeof level, found, last);
    others_words(others, sizeof others, found);
    if (found->grade)
        snprintf(grade, sizeof grade, " (grade %c)", found->grade);
    if (found->walk > 0.0)
        snprintf(walk, sizeof walk, ", by a walk of %.2g a year", found->walk);
    snprintf(when, sizeof when, "%s", last);
    if (found->first != found->last)
        snprintf(when, sizeof when, "the last that are given (%s to %s, by group)", first,
                 last);
    snprintf(out, size, "departures after %s are an assumption: %s %s%s%s%s%s", when,
             found->walk > 0.0 ? "they drift from" : "held at", level, walk,
             found->has_factor ? ", times a factor" : "", grade, others);
}

static void
departures_words(const struct asy_scenario *self, char *out, size_t size)
{
    struct found found = { 0 };

    for (int g = 0; g < self->n_groups; g++)
        take_group(&found, self, g);
    if (found.n_held)
        held_words(out, size, self, &found);
    else if (found.n_constant && found.n_given)
        snprintf(out, size,
                 "departures of %d of the %d groups are an assumption: constant throughout",
                 found.n_constant, found.n_constant + found.n_given);
    else if (found.n_constant)
        snprintf(out, size, "departures are an assumption: constant throughout");
    else
        snprintf(out, size, "departures are as the scenario gives them throughout");
}

const char *
asy_scenario_assumption(const struct asy_scenario *self, char *out, size_t size)
{
    char day[16];
    const size_t forgotten = asy_scenario_forgotten(self, day);

    departures_words(self, out, size);
    const size_t used = strlen(out);
    if (*day)
        snprintf(out + used, size - used, "; as of %s, %zu values forgotten", day, forgotten);
    return out;
}
