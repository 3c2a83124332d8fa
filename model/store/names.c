/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people call a place or a population, as the name that the file has for it: "Poland",
   "pol" and POL are one. */
#include "base/near.h"
#include "store/filter.h"

#include <string.h>
#include <strings.h>

/* A name that the file knows, and what people call it. Borrowed. */
struct called {
    const char *name, *label;
};

struct calling {
    struct called list[ASY_N_PLACES + 2 * ASY_MAX_GROUPS];
    int n;
};

static void
call(struct calling *self, const char *name, const char *label)
{
    if (*name)
        self->list[self->n++] = (struct called){ name, label };
}

static void
call_places(struct calling *self, const struct asy_results *results)
{
    self->n = 0;
    for (int p = 1; p < ASY_N_PLACES; p++)
        call(self, results->places[p].name, results->places[p].label);
}

/* A citizenship is called as its country. */
static void
call_populations(struct calling *self, const struct asy_results *results)
{
    self->n = 0;
    for (int g = 0; g < results->n_groups; g++)
        call(self, results->groups[g].name, results->groups[g].label);
    for (int g = 0; g < results->n_groups; g++) {
        const char *label = "";
        for (int p = 1; p < ASY_N_PLACES; p++)
            if (strcmp(results->places[p].name, results->groups[g].citizenship) == 0)
                label = results->places[p].label;
        call(self, results->groups[g].citizenship, label);
    }
}

static const char *
without_article(const char *label)
{
    return strncasecmp(label, "the ", 4) == 0 ? label + 4 : label;
}

/* By its name, else by its label, in any case; NULL if nothing is called so. */
static const char *
find(const struct calling *self, const char *word)
{
    for (int i = 0; i < self->n; i++)
        if (strcmp(self->list[i].name, word) == 0)
            return self->list[i].name;
    for (int i = 0; i < self->n; i++)
        if (strcasecmp(self->list[i].name, word) == 0 ||
            strcasecmp(without_article(self->list[i].label), without_article(word)) == 0)
            return self->list[i].name;
    return NULL;
}

static bool
holds(const char *text, const char *word)
{
    const size_t n = strlen(word);

    for (; n && *text; text++)
        if (strncasecmp(text, word, n) == 0)
            return true;
    return false;
}

/* The nearest in name or label, or else one whose label holds the word. */
static const struct called *
nearest(const struct calling *self, const char *word, bool however_far)
{
    struct asy_near near = { .word = word, .however_far = however_far };

    for (int i = 0; i < self->n; i++) {
        asy_near_try(&near, self->list[i].name);
        asy_near_try(&near, self->list[i].label);
    }
    for (int i = 0; near.name && i < self->n; i++)
        if (near.name == self->list[i].name || near.name == self->list[i].label)
            return &self->list[i];
    for (int i = 0; i < self->n; i++)
        if (holds(self->list[i].label, word) || holds(self->list[i].name, word))
            return &self->list[i];
    return NULL;
}

static bool
unknown(const struct calling *self, const char *word, const char *what, struct asy_error *err)
{
    const struct called *near = nearest(self, word, false);
    const bool is_near = near != NULL;

    near = near ? near : nearest(self, word, true);
    if (!near)
        return asy_fail(err, ASY_E_INPUT, word, "is not a %s in these results", what);
    return asy_fail(err, ASY_E_INPUT, word, "is not a %s in these results%s %s%s%.80s%s%s",
                    what, is_near ? ", did you mean" : "; the nearest is", near->name,
                    *near->label ? " (" : "", near->label, *near->label ? ")" : "",
                    is_near ? "?" : "");
}

/* Both sides of "Germany>Poland", of which one may be left out. */
static bool
find_pair(const struct calling *self, const char *text, char out[ASY_PLACE_NAME],
          struct asy_error *err)
{
    static const char what[] = "state, transit country, crossing or pair like DEU>POL";
    const char *const arrow = strchr(text, '>');
    char sides[2][96] = { "", "" };
    const char *names[2] = { "", "" };

    snprintf(sides[0], sizeof sides[0], "%.*s", arrow ? (int) (arrow - text) : 95, text);
    snprintf(sides[1], sizeof sides[1], "%.95s", arrow ? arrow + 1 : "");
    if (!*sides[0] && !*sides[1])
        return asy_fail(err, ASY_E_INPUT, text, "is not a %s in these results", what);
    for (int i = 0; i < 2; i++) {
        if (*sides[i] && !(names[i] = find(self, sides[i])))
            return unknown(self, sides[i], what, err);
    }
    snprintf(out, ASY_PLACE_NAME, "%s%s%s", names[0], arrow ? ">" : "", names[1]);
    return true;
}

bool
asy_results_find_place(const struct asy_results *self, const char *text,
                       char out[ASY_PLACE_NAME], struct asy_error *err)
{
    struct calling calling;

    snprintf(out, ASY_PLACE_NAME, "all");
    if (strcasecmp(text, "all") == 0)
        return true;
    call_places(&calling, self);
    return find_pair(&calling, text, out, err);
}

bool
asy_results_find_population(const struct asy_results *self, const char *text,
                            char out[ASY_PLACE_NAME], struct asy_error *err)
{
    struct calling calling;
    const char *name = "all";

    if (strcasecmp(text, name) != 0) {
        call_populations(&calling, self);
        name = find(&calling, text);
        if (!name)
            return unknown(&calling, text, "group or citizenship", err);
    }
    snprintf(out, ASY_PLACE_NAME, "%s", name);
    return true;
}

const char *
asy_results_place_kind(const struct asy_results *self, const char *place)
{
    for (int p = 1; p < ASY_N_PLACES; p++)
        if (strcmp(self->places[p].name, place) == 0)
            return self->places[p].is_crossing ? "a crossing"
                   : self->places[p].is_state  ? "a state"
                                               : "a country";
    return "a pair of states";
}

const char *
asy_results_place_label(const struct asy_results *self, const char *place)
{
    for (int p = 1; p < ASY_N_PLACES; p++)
        if (strcmp(self->places[p].name, place) == 0 && *self->places[p].label)
            return self->places[p].label;
    return place;
}

const char *
asy_results_people_label(const struct asy_results *self, const char *population)
{
    for (int g = 0; g < self->n_groups; g++)
        if (strcmp(self->groups[g].name, population) == 0)
            return *self->groups[g].label ? self->groups[g].label : population;
    return asy_results_place_label(self, population);
}

bool
asy_results_check_period(const struct asy_results *self, const char *text,
                         struct asy_error *err)
{
    struct asy_period_filter unused;
    return asy_filter_period(self, text, ASY_MONTHS_SUM, &unused, err);
}
