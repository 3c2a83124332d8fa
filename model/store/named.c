/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/named.h"
#include "scenario/param.h"
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 5 }; /* states.POL.dublin.p_request.DEU */

/* A value that a reform sets, taken apart. */
struct set {
    const struct asy_law *law;
    const struct asy_param *row;
    bool is_general;
    const char *entity, *member, *value; /* NULL where there is none */
};

struct work {
    const struct asy_results *results;
    struct asy_mentions *out;
    int n_scenarios;
};

/* ---- names of the file ------------------------------------------------------- */

static enum asy_shown_of
kind_at(const struct asy_results *results, int place)
{
    const struct asy_stored_place *const here = &results->places[place];

    return here->is_crossing  ? ASY_SHOWN_CROSSING
           : here->is_state   ? ASY_SHOWN_STATE
           : here->is_transit ? ASY_SHOWN_TRANSIT
                              : ASY_SHOWN_ALL;
}

static int
place_called(const struct asy_results *results, const char *name)
{
    for (int p = 1; p < ASY_N_PLACES; p++)
        if (*name && strcmp(results->places[p].name, name) == 0)
            return p;
    return 0;
}

enum asy_shown_of
asy_results_kind_of(const struct asy_results *self, const char *place)
{
    const int p = place_called(self, place + (*place == '>'));
    return p ? kind_at(self, p) : ASY_SHOWN_ALL;
}

/* A group or a citizenship, as the file has it; NULL if it is neither. */
static const char *
population_called(const struct asy_results *results, const char *name)
{
    for (int g = 0; *name && g < results->n_groups; g++) {
        if (strcmp(results->groups[g].name, name) == 0)
            return results->groups[g].name;
        if (strcmp(results->groups[g].citizenship, name) == 0)
            return results->groups[g].citizenship;
    }
    return NULL;
}

/* ---- what is named ----------------------------------------------------------- */

static bool
add(struct asy_mentions *self, enum asy_shown_of of, const char *name, bool is_own)
{
    for (int i = 0; i < self->n; i++) {
        if (self->list[i].of == of && strcmp(self->list[i].name, name) == 0) {
            self->list[i].is_own = self->list[i].is_own || is_own;
            return true;
        }
    }
    struct asy_named *const list =
        realloc(self->list, ((size_t) self->n + 1) * sizeof *self->list);
    if (!list)
        return false;
    self->list = list;
    list[self->n++] = (struct asy_named){ of, name, is_own };
    return true;
}

static bool
add_entity(struct asy_mentions *to, const struct asy_results *results, const struct set *set)
{
    const int p = place_called(results, set->entity);
    const char *const people = population_called(results, set->entity);

    switch (set->law->section) {
    case ASY_OF_GROUP:
        return !people || add(to, ASY_SHOWN_POPULATION, people, true);
    case ASY_OF_REFUGE:
        return !p || add(to, ASY_SHOWN_REFUGE, results->places[p].name, true);
    default:
        return !p || add(to, kind_at(results, p), results->places[p].name, true);
    }
}

/* All of the kind that a general rule is about. */
static bool
add_all(struct asy_mentions *to, const struct asy_results *results, enum asy_section section)
{
    static const enum asy_shown_of kinds[] = {
        [ASY_OF_WORLD] = ASY_SHOWN_ALL,       [ASY_OF_STATE] = ASY_SHOWN_STATE,
        [ASY_OF_TRANSIT] = ASY_SHOWN_TRANSIT, [ASY_OF_CROSSING] = ASY_SHOWN_CROSSING,
        [ASY_OF_GROUP] = ASY_SHOWN_ALL,       [ASY_OF_REFUGE] = ASY_SHOWN_ALL
    };

    for (int p = 1; kinds[section] != ASY_SHOWN_ALL && p < ASY_N_PLACES; p++)
        if (kind_at(results, p) == kinds[section] &&
            !add(to, kinds[section], results->places[p].name, false))
            return false;
    return true;
}

/* A country is a place if the file has it as a state or as one of transit, and a citizenship if
   somebody has it: of a list the place is meant where there is one. */
static bool
add_member(struct asy_mentions *to, const struct asy_results *results, const struct set *set,
           const char *name)
{
    const int p = place_called(results, name);
    const char *const people = population_called(results, name);
    const bool is_place = p && kind_at(results, p) != ASY_SHOWN_ALL;

    if (is_place && !add(to, kind_at(results, p), results->places[p].name, false))
        return false;
    return !people || (is_place && set->row->kind == ASY_SET) ||
           add(to, ASY_SHOWN_POPULATION, people, false);
}

/* "[RUS, BLR]" */
static bool
add_list(struct asy_mentions *to, const struct asy_results *results, const struct set *set)
{
    char name[48];

    for (const char *p = set->value; *p;) {
        const size_t n = strcspn(p, "[], ");
        snprintf(name, sizeof name, "%.*s", (int) n, p);
        if (n && !add_member(to, results, set, name))
            return false;
        p += n + (p[n] != '\0');
    }
    return true;
}

/* ---- reading ----------------------------------------------------------------- */

/* Takes the path apart in place; false where this program does not know it. */
static bool
read_path(struct set *set, char *path)
{
    char *word[MOST_WORDS] = { path }, *dot;
    int n = 1;

    while (n < MOST_WORDS && (dot = strchr(word[n - 1], '.'))) {
        *dot = '\0';
        word[n++] = dot + 1;
    }
    set->is_general = strcmp(word[0], "rules") == 0;
    char **const law = word + (set->is_general ? 1 : 2);
    const long rest = word + n - law;
    if (rest < 2)
        return false;
    set->entity = set->is_general ? NULL : word[1];
    set->member = rest > 2 ? law[2] : NULL;
    for (int i = 0; i < ASY_N_LAWS; i++)
        if (strcmp(asy_laws[i]->name, law[0]) == 0)
            set->law = asy_laws[i];
    for (set->row = set->law ? set->law->params : NULL; set->row && set->row->name; set->row++)
        if (strcmp(set->row->name, law[1]) == 0)
            return true;
    return false;
}

static bool
take_value(void *user, const struct asy_texts_row *row)
{
    const struct work *const work = user;
    const int scenario = atoi(row->text[0]);
    struct set set = { .value = row->text[2] ? row->text[2] : "" };
    char path[200];

    snprintf(path, sizeof path, "%s", row->text[1] ? row->text[1] : "");
    if (scenario < 1 || scenario >= work->n_scenarios || !read_path(&set, path))
        return true;
    struct asy_mentions *const to = &work->out[scenario];
    return (set.is_general ? add_all(to, work->results, set.law->section)
                           : add_entity(to, work->results, &set)) &&
           (!set.member || add_member(to, work->results, &set, set.member)) &&
           (set.row->kind != ASY_SET || add_list(to, work->results, &set));
}

bool
asy_results_named(struct asy_results *self, struct asy_mentions *out, int n_scenarios,
                  struct asy_error *err)
{
    struct work work = { self, out, n_scenarios };

    return asy_results_texts(self, ASY_QUERY_values_set, 0, take_value, &work, err);
}

void
asy_mentions_free(struct asy_mentions *self)
{
    free(self->list);
    *self = (struct asy_mentions){ 0 };
}
