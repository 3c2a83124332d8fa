/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Countries, their citizens, groups and crossings in a sentence, by whatever they are called:
   codes, labels, cities, and the other names of scenarios/country-names.csv. */
#include "base/near.h"
#include "base/pool.h"
#include "cli/find.h"

#include "scenario/inside.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

extern const unsigned char asy_country_names_csv[];

enum { LONGEST = 6 /* words of a name */ };

static const char *
without_the(const char *label)
{
    return strncasecmp(label, "the ", 4) == 0 ? label + 4 : label;
}

/* A country's code in either case; these are words, and in small letters no codes. */
static bool
is_code(const char *code, const char *typed)
{
    static const char *const words[] = { "can", "per", "are", "and", "ill", "led", NULL };
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], typed) == 0)
            return false;
    return strcasecmp(code, typed) == 0;
}

/* The country so called, by a line of country-names.csv; -1. */
static int
by_other_name(const struct asy_scenario *scenario, const char *text, const char *typed)
{
    for (const char *line = (const char *) asy_country_names_csv; *line;) {
        const size_t length = strcspn(line, "\n");
        const char *at = line + strcspn(line, ",\n");
        while (at < line + length && line[0] != '#') {
            const size_t n = strcspn(++at, "|\n");
            const bool same = strlen(text) == n && strncasecmp(text, at, n) == 0;
            if (same && (n > 3 || strncmp(typed, at, n) == 0)) {
                char code[4];
                snprintf(code, sizeof code, "%.3s", line);
                return asy_find_country(scenario, code);
            }
            at += n;
        }
        line += length + (line[length] == '\n');
    }
    return -1;
}

static int
country_of(const struct asy_scenario *scenario, const char *text, const char *typed)
{
    for (int i = 0; i < scenario->n_countries; i++)
        if (strcasecmp(without_the(scenario->country[i].label), text) == 0 ||
            is_code(scenario->country[i].code, typed))
            return i;
    return by_other_name(scenario, text, typed);
}

/* Does a label hold the word, or its plural, as a name: with a capital? */
static bool
has_name(const char *label, const char *word, size_t n)
{
    for (const char *at = label; *at; at++) {
        const bool begins = at == label || !isalnum((unsigned char) at[-1]);
        if (!begins || !isupper((unsigned char) *at) || strncasecmp(at, word, n) != 0)
            continue;
        const char *const end = at + n + (at[n] == 's');
        if (!isalnum((unsigned char) *end))
            return true;
    }
    return false;
}

/* All groups that bear the name, as bits: one may be a part of another. */
static uint64_t
groups_of(const struct asy_scenario *scenario, const char *text)
{
    const size_t n = strlen(text) - (text[strlen(text) - 1] == 's');
    uint64_t groups = 0;

    if (n < 4)
        return 0;
    for (int i = 0; i < scenario->n_groups; i++) {
        if (strcasecmp(scenario->group[i].name, text) == 0 ||
            has_name(scenario->group[i].label, text, n))
            groups |= UINT64_C(1) << i;
    }
    return groups;
}

/* "Narva" of "Ivangorod to Narva". */
static bool
is_half(const char *label, const char *between, const char *text)
{
    const char *const at = strstr(label, between);
    const size_t n = at ? (size_t) (at - label) : 0;
    return at && ((strlen(text) == n && strncasecmp(text, label, n) == 0) ||
                  strcasecmp(text, at + strlen(between)) == 0);
}

static uint64_t
crossings_of(const struct asy_scenario *scenario, const char *text)
{
    uint64_t crossings = 0;
    for (int i = 0; i < scenario->n_crossings; i++) {
        const struct asy_crossing *one = &scenario->crossing[i];
        if (strcasecmp(one->name, text) == 0 || strcasecmp(one->label, text) == 0 ||
            strcasecmp(one->city, text) == 0 || is_half(one->label, " to ", text) ||
            is_half(one->label, " and ", text))
            crossings |= UINT64_C(1) << i;
    }
    return crossings;
}

/* "to the Netherlands", "as in Austria": by the words before. */
static enum asy_find_role
role_of(const char *const *tokens, int i)
{
    if (i > 0 && strcmp(tokens[i - 1], "the") == 0)
        i--;
    const char *const one = i > 0 ? tokens[i - 1] : "", *const two = i > 1 ? tokens[i - 2] : "";

    if (strcmp(one, "to") == 0 || strcmp(one, "towards") == 0 || strcmp(one, "into") == 0)
        return ASY_FIND_TO;
    if (strcmp(one, "like") == 0 || strcmp(one, "as") == 0 ||
        ((strcmp(two, "as") == 0 || strcmp(two, "like") == 0) &&
         (strcmp(one, "in") == 0 || strcmp(one, "by") == 0)))
        return ASY_FIND_AS_IN;
    return ASY_FIND_NAMED;
}

static void
add_country(struct asy_question *self, const struct asy_scenario *scenario, int country,
            const char *text, enum asy_find_role role, bool first)
{
    const size_t n = strlen(text);
    const bool people = !scenario->country[country].is_state && n > 4 && text[n - 1] == 's' &&
                        strcasecmp(without_the(scenario->country[country].label), text) != 0;

    for (int i = 0; i < self->n_countries; i++)
        if (self->countries[i].country == country)
            return;
    if (self->n_countries < ASY_FIND_COUNTRIES)
        self->countries[self->n_countries++] =
            (struct asy_find_country){ country, role, people, first };
}

int
asy_find_name(struct asy_question *self, const struct asy_scenario *scenario,
              const char *const *tokens, const char *const *typed, int n, int i)
{
    for (int length = n - i < LONGEST ? n - i : LONGEST; length > 0; length--) {
        char text[200] = "", as_typed[200] = "";
        for (int k = i; k < i + length; k++) {
            const size_t used = strlen(text);
            snprintf(text + used, sizeof text - used, "%s%s", k > i ? " " : "", tokens[k]);
            snprintf(as_typed + used, sizeof as_typed - used, "%s%s", k > i ? " " : "",
                     typed[k]);
        }
        if (strlen(text) < 2 || strlen(text) > 100)
            continue;
        const uint64_t crossings = crossings_of(scenario, text);
        const int country = crossings ? -1 : country_of(scenario, text, as_typed);
        const uint64_t groups = crossings || country >= 0 ? 0 : groups_of(scenario, text);
        self->crossings |= crossings;
        self->groups |= groups;
        if (country >= 0)
            add_country(self, scenario, country, text, role_of(tokens, i), i == 0);
        if (crossings || groups || country >= 0)
            return length;
    }
    return 0;
}

/* ---- nearly so called ------------------------------------------------------------------ */

struct nearly {
    const char *word;
    size_t distance;
    char *out;
};

static void
try_place(struct nearly *self, const char *name, size_t n)
{
    char lower[64];
    struct asy_near near = { .word = self->word };

    if (n < 4 || n >= sizeof lower)
        return;
    for (size_t i = 0; i <= n; i++)
        lower[i] = i < n ? (char) tolower((unsigned char) name[i]) : '\0';
    asy_near_try(&near, lower);
    if (!near.name || *lower != *self->word || near.distance >= self->distance)
        return;
    self->distance = near.distance;
    snprintf(self->out, 64, "%.*s", (int) n, name);
}

void
asy_find_near_place(const struct asy_scenario *scenario, const char *word, char out[64])
{
    struct nearly nearly = { word, strlen(word) / 2 + 1,
                             out }; /* a letter of four, in halves */

    out[0] = '\0';
    for (int i = 0; i < scenario->n_countries; i++) {
        const char *const label = without_the(scenario->country[i].label);
        try_place(&nearly, label, strlen(label));
    }
    for (int i = 0; i < scenario->n_crossings; i++) {
        const struct asy_crossing *const one = &scenario->crossing[i];
        try_place(&nearly, one->city, strlen(one->city));
        for (const char *at = one->label; *at;) {
            const size_t n = strcspn(at, " ");
            try_place(&nearly, at, n);
            at += n + (at[n] == ' ');
        }
    }
}
