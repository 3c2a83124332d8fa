/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scenario as a list of values in one order that no rearranged file changes, its canonical
   text, and the digest that names it. */
#define _XOPEN_SOURCE 700 /* open_memstream */
#include "base/hash.h"
#include "scenario/inside.h"

#include "base/calendar.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void
print_number(double number, FILE *out)
{
    char text[40];
    for (int digits = 15; digits <= 17; digits++) { /* the shortest that reads back the same */
        snprintf(text, sizeof text, "%.*g", digits, number);
        const double back = strtod(text, NULL);
        if (memcmp(&back, &number, sizeof back) == 0)
            break;
    }
    fputs(text, out);
}

static void
print_set(const struct asy_scenario *self, enum asy_per per, uint64_t set, bool labels,
          FILE *out)
{
    const char *comma = "";
    if (labels && !set)
        fputs("none", out);
    if (!labels)
        fputc('[', out);
    for (int i = 0; i < asy_n_members(self, per); i++) {
        if (!(set >> i & 1))
            continue;
        fprintf(out, "%s%s", comma,
                labels ? asy_member_label(self, per, i) : asy_member_name(self, per, i));
        comma = ", ";
    }
    if (!labels)
        fputc(']', out);
}

void
asy_value_print(const struct asy_scenario *self, const struct asy_param *row, double number,
                uint64_t set, bool labels, FILE *out)
{
    switch (row->kind) {
    case ASY_FLAG:
        fputs(number > 0.5 ? "yes" : "no", out);
        break;
    case ASY_CHOICE:
        fputs(row->choices[(int) number], out);
        break;
    case ASY_SET:
        print_set(self, row->per, set, labels, out);
        break;
    case ASY_REAL:
    default:
        print_number(number, out);
        break;
    }
}

/* ---- the list ---------------------------------------------------------------------------- */

struct item {
    struct asy_value value;
    int layer;
    int32_t since;
};

static const char *
text_of(struct asy_scenario *self, const struct asy_param *row, double number, uint64_t set)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out) {
        self->pool.failed = true;
        return NULL;
    }
    asy_value_print(self, row, number, set, false, out);
    const bool ok = fclose(out) == 0;
    const char *copy = ok ? asy_pool_text(&self->pool, text) : NULL;
    if (!copy)
        self->pool.failed = true;
    free(text);
    return copy;
}

/* "D" of "grade D: mean"; legal texts and statistics, which carry no mark, are A. */
const char *
asy_grade_of(const char *source)
{
    static const char *const grades[] = { "A", "B", "C", "D" };
    const char *at = strstr(source, "grade ");
    for (size_t i = 0; at && i < 4; i++)
        if (at[6] == grades[i][0])
            return grades[i];
    return "A";
}

static const char *
or_empty(const char *text)
{
    return text ? text : "";
}

/* "2016-12-31" of a day of the horizon. */
static const char *
day_text(struct asy_scenario *self, int32_t day)
{
    const struct asy_date date = asy_date_of_days(self->start + day);
    const char *const text =
        asy_pool_format(&self->pool, "%04d-%02d-%02d", date.year, date.month, date.day);
    return or_empty(text);
}

/* What is known of it and since when, and what it goes on as. */
static void
add_knowledge(struct asy_scenario *self, const struct asy_entry *entry, struct asy_value *value)
{
    char held[200];

    asy_held_words(self, entry, held, sizeof held);
    value->known = entry->is_observed               ? "observed"
                   : entry->known || entry->from[0] ? "decreed"
                                                    : "";
    value->noted = or_empty(entry->known);
    value->known_from = entry->known_day == ASY_ALWAYS ? "" : day_text(self, entry->known_day);
    value->drifts_from =
        entry->drifts_from == ASY_NEVER ? "" : day_text(self, entry->drifts_from);
    value->family = or_empty(asy_family_name(entry->family));
    value->held = *held ? or_empty(asy_pool_text(&self->pool, held)) : "";
    if (entry->drifts_from != ASY_NEVER)
        value->walk = asy_walk_size(self, entry->family, entry->drifts_from);
    value->fitted = or_empty(entry->fitted);
}

static struct item
item_of_entry(struct asy_scenario *self, struct asy_entry *entry)
{
    const struct asy_param *row = &asy_laws[entry->place.law]->params[entry->place.param];
    entry->text = entry->form.kind == ASY_FORM_VALUE
                      ? text_of(self, row, entry->number, entry->set)
                      : asy_form_text(&self->pool, self, entry);
    struct item item = {
        .value = { .path = entry->path,
                   .whom = entry->scope ? self->scopes[entry->scope - 1].words : "",
                   .scope = entry->scope ? self->scopes[entry->scope - 1].text : "",
                   .from = entry->from,
                   .value = entry->text,
                   .unit = entry->unit                          ? entry->unit
                           : entry->form.kind == ASY_FORM_TIMES ? "ratio"
                                                                : row->unit,
                   .until = entry->until == ASY_NEVER ? "" : day_text(self, entry->until - 1),
                   .prior = or_empty(entry->prior_text),
                   .range = or_empty(entry->range_text),
                   .source = or_empty(entry->source),
                   .grade = or_empty(entry->grade),
                   .conflict = or_empty(entry->conflict),
                   .layer = entry->layer_name,
                   .file = or_empty(entry->file),
                   .line = entry->line },
        .layer = entry->layer,
        .since = entry->since,
    };
    add_knowledge(self, entry, &item.value);
    return item;
}

/* A general value of the baseline that always holds leaves nothing to the standard. */
static bool
is_superseded(const struct asy_scenario *self, int law, int param)
{
    for (size_t i = self->law_first[law]; i < self->law_first[law + 1]; i++) {
        const struct asy_entry *entry = &self->entries[i];
        if (entry->layer == 0 && entry->place.param == param && !entry->scope &&
            entry->since == ASY_ALWAYS && entry->place.entity == ASY_GENERAL &&
            entry->place.member == ASY_ALL)
            return true;
    }
    return false;
}

static struct item
item_of_standard(struct asy_scenario *self, int law, const struct asy_param *row)
{
    return (struct item){
        .value = { .path = asy_pool_format(&self->pool, "rules.%s.%s", asy_laws[law]->name,
                                           row->name),
                   .whom = "",
                   .scope = "",
                   .from = "",
                   .until = "",
                   .value = text_of(self, row, row->standard, 0),
                   .unit = row->unit,
                   .prior = "",
                   .range = "",
                   .source = row->source,
                   .grade = asy_grade_of(row->source),
                   .conflict = "",
                   .known = "",
                   .noted = "",
                   .known_from = "",
                   .family = "",
                   .held = "",
                   .drifts_from = "",
                   .fitted = "",
                   .layer = "standard",
                   .file = "" },
        .layer = -1,
        .since = ASY_ALWAYS,
    };
}

static int
compare_items(const void *left, const void *right)
{
    const struct item *a = left, *b = right;
    const int path = strcmp(a->value.path, b->value.path);
    if (path)
        return path;
    if (a->layer != b->layer)
        return a->layer < b->layer ? -1 : 1;
    if (a->since != b->since)
        return a->since < b->since ? -1 : 1;
    return strcmp(a->value.scope, b->value.scope);
}

static size_t
list_items(struct asy_scenario *self, struct item *items)
{
    size_t n = 0;
    for (int law = 0; law < ASY_N_LAWS; law++)
        for (int param = 0; asy_laws[law]->params[param].name; param++)
            if (!is_superseded(self, law, param))
                items[n++] = item_of_standard(self, law, &asy_laws[law]->params[param]);
    for (size_t i = 0; i < self->n_entries; i++)
        items[n++] = item_of_entry(self, &self->entries[i]);
    return n;
}

bool
asy_values_list(struct asy_scenario *self)
{
    size_t most = self->n_entries;
    for (int law = 0; law < ASY_N_LAWS; law++)
        for (int param = 0; asy_laws[law]->params[param].name; param++)
            most++;
    struct item *items = calloc(most + 1, sizeof *items);
    if (!items)
        return false;
    const size_t n = list_items(self, items);
    self->values =
        self->pool.failed ? NULL : asy_pool_alloc(&self->pool, (n + 1) * sizeof *self->values);
    if (self->values) {
        qsort(items, n, sizeof *items, compare_items);
        for (size_t i = 0; i < n; i++)
            self->values[i] = items[i].value;
        self->n_values = n;
    }
    free(items);
    return self->values != NULL;
}

bool
asy_scenario_value(const struct asy_scenario *self, size_t i, struct asy_value *value)
{
    if (i >= self->n_values)
        return false;
    *value = self->values[i];
    return true;
}

const char *
asy_scenario_in_force(const struct asy_scenario *self)
{
    const struct asy_entry *first = NULL;
    for (size_t i = 0; self && i < self->n_entries; i++) {
        const struct asy_entry *entry = &self->entries[i];
        if (strcmp(entry->layer_name, "reform") == 0 && (!first || entry->since < first->since))
            first = entry;
    }
    return first ? first->from : "";
}

/* ---- text and digest --------------------------------------------------------------------- */

/* Of a day that the scenario, or who asks, has given. */
static void
print_day(const struct asy_scenario *self, const char *name, int32_t day, FILE *out)
{
    const struct asy_date date = asy_date_of_days(day == ASY_NEVER ? 0 : self->start + day);

    if (day != ASY_NEVER)
        fprintf(out, "%s %04d-%02d-%02d\n", name, date.year, date.month, date.day);
}

static void
print_stage(const struct asy_scenario *self, FILE *out)
{
    fprintf(out, "horizon %d %d\n", (int) self->first_year, (int) self->n_days);
    print_day(self, "warm_up_from", self->first_day < 0 ? self->first_day : ASY_NEVER, out);
    print_day(self, "known_until", self->known_until, out);
    print_day(self, "as_of", self->as_of, out);
    for (int i = 0; i < self->n_countries; i++)
        fprintf(out, "country %s %s\n", self->country[i].code,
                self->country[i].is_state     ? "state"
                : self->country[i].is_transit ? "transit"
                                              : "other");
    for (int i = 0; i < self->n_groups; i++)
        fprintf(out, "group %s %s\n", self->group[i].name,
                self->country[self->group[i].citizenship].code);
    for (int i = 0; i < self->n_crossings; i++) {
        const struct asy_crossing *crossing = &self->crossing[i];
        fprintf(out, "crossing %s %s %s\n", crossing->name,
                crossing->from < 0 ? "-" : self->country[crossing->from].code,
                crossing->into < 0 ? "-" : self->country[crossing->into].code);
    }
}

/* Over how many months it comes in, if it does. */
static void
print_months(const struct asy_scenario *self, const struct asy_value *value, FILE *out)
{
    for (size_t i = 0; i < self->n_entries; i++)
        if (self->entries[i].from == value->from && self->entries[i].over_months)
            fprintf(out, " over_months=%d", self->entries[i].over_months);
}

void
asy_scenario_print(const struct asy_scenario *self, FILE *out)
{
    print_stage(self, out);
    for (size_t i = 0; i < self->n_values; i++) {
        const struct asy_value *value = &self->values[i];
        if (strcmp(value->layer, "standard") == 0)
            continue;
        fputs(value->path, out);
        if (value->from[0])
            fprintf(out, " [%s]", value->from);
        fprintf(out, " = %s", value->value);
        if (value->until[0])
            fprintf(out, " until=%s", value->until);
        if (value->held[0])
            print_months(self, value, out);
        if (value->prior[0])
            fprintf(out, " prior=%s", value->prior);
        if (value->range[0])
            fprintf(out, " range=%s", value->range);
        if (value->noted[0])
            fprintf(out, " known=%s", value->noted);
        fputs(value->scope, out);
        fputc('\n', out);
    }
}

void
asy_scenario_digest(const struct asy_scenario *self, char digest[33])
{
    char *text = NULL;
    size_t size = 0;

    digest[0] = '\0';
    if (!self)
        return;
    FILE *out = open_memstream(&text, &size);
    uint64_t low = 0, high = 0;

    if (out) {
        asy_scenario_print(self, out);
        if (fclose(out) == 0) {
            low = asy_fnv(ASY_FNV_BASE, text);
            high = asy_fnv(low ^ UINT64_C(0x9e3779b97f4a7c15), text);
        }
        free(text);
    }
    snprintf(digest, 33, "%016" PRIx64 "%016" PRIx64, low, high);
}
