/* SPDX-License-Identifier: GPL-3.0-or-later */
/* claim_outcome = { metric; population; place; direction; }, one or a list of them: what a
   sentence cannot be held to, a named outcome can. */
#include "scenario/claim.h"

#include "base/near.h"
#include "scenario/inside.h"

#include <string.h>

static const char *const keys[] = { "metric", "population", "place", "direction", NULL };

static void
check_keys(struct asy_reader *reader, const struct asy_node *node)
{
    for (const struct asy_node *child = node->first; child; child = child->next) {
        struct asy_near near = { .word = child->name };
        char hint[80];
        bool known = false;
        for (const char *const *key = keys; *key; key++) {
            known |= strcmp(*key, child->name) == 0;
            asy_near_try(&near, *key);
        }
        if (!known)
            asy_node_error(child, reader->errs, ": unknown key%s",
                           asy_near_hint(&near, hint, sizeof hint));
    }
}

bool
asy_claim_metric_known(struct asy_reader *reader, const struct asy_node *at, const char *name,
                       enum asy_counted_by *by)
{
    struct asy_near near = { .word = name };
    const char *known;
    char hint[96];

    for (int i = 0; (known = asy_outcome_at(i, by)); i++) {
        if (strcmp(known, name) == 0)
            return true;
        asy_near_try(&near, known);
    }
    asy_node_error(at, reader->errs, ": %.60s is not an outcome%s", name,
                   asy_near_hint(&near, hint, sizeof hint));
    return false;
}

/* all, a group, or a citizenship that some group has. */
static void
check_population(struct asy_reader *reader, const struct asy_node *at, const char *name)
{
    const struct asy_scenario *self = reader->self;
    struct asy_near near = { .word = name };
    char hint[96];

    if (strcmp(name, "all") == 0)
        return;
    for (int g = 0; g < self->n_groups; g++) {
        const char *const citizenship = self->country[self->group[g].citizenship].code;
        if (strcmp(name, self->group[g].name) == 0 || strcmp(name, citizenship) == 0)
            return;
        asy_near_try(&near, self->group[g].name);
        asy_near_try_as(&near, self->group[g].label, self->group[g].name);
        asy_near_try(&near, citizenship);
    }
    if (!*asy_member_called(self, ASY_PER_COUNTRY, name, hint, sizeof hint))
        asy_near_hint(&near, hint, sizeof hint);
    asy_node_error(at, reader->errs, ": %.60s is not a group or citizenship%s", name, hint);
}

/* The country named by n characters; "" is any where that is allowed. */
static bool
is_country(const struct asy_scenario *self, const char *name, size_t n, bool may_be_empty)
{
    char code[8];

    if (n == 0 || n >= sizeof code)
        return n == 0 && may_be_empty;
    snprintf(code, sizeof code, "%.*s", (int) n, name);
    return asy_find_country(self, code) >= 0;
}

/* "NLD>", or a pair where only one country is counted: which of it was meant. */
static void
hint_of_pair(const struct asy_scenario *self, const char *name, enum asy_counted_by by,
             char *hint, size_t size)
{
    const char *const arrow = strchr(name, '>');
    const size_t n = (size_t) (arrow - name);
    const char *const after = arrow + 1;

    if (by == ASY_BY_PAIR && !*after && is_country(self, name, n, false))
        snprintf(hint, size, ": %.*s is all that it sends, >%.*s all that it receives", (int) n,
                 name, (int) n, name);
    else if (by == ASY_BY_COUNTRY &&
             is_country(self, n ? name : after, n ? n : strlen(after), false))
        snprintf(hint, size, ", did you mean %.*s?", n ? (int) n : (int) strlen(after),
                 n ? name : after);
}

static void
check_place(struct asy_reader *reader, const struct asy_node *at, const char *name,
            enum asy_counted_by by)
{
    static const char *const expected[] = { "all, for this outcome is counted without a place",
                                            "a country or all", "a crossing or all",
                                            "a country, a pair such as POL>RUS, >RUS, or all" };
    const struct asy_scenario *self = reader->self;
    const char *const arrow = strchr(name, '>');
    const size_t n = arrow ? (size_t) (arrow - name) : strlen(name);
    bool good = strcmp(name, "all") == 0;

    if (!good && by == ASY_BY_CROSSING)
        good = asy_find_crossing(self, name) >= 0;
    else if (!good && by == ASY_BY_COUNTRY)
        good = is_country(self, name, strlen(name), false);
    else if (!good && by == ASY_BY_PAIR)
        good = is_country(self, name, n, arrow != NULL) &&
               (!arrow || is_country(self, arrow + 1, strlen(arrow + 1), false));
    char hint[80] = "";
    if (!good && !arrow && by != ASY_BY_NOTHING)
        asy_member_hint(self, by == ASY_BY_CROSSING ? ASY_PER_CROSSING : ASY_PER_COUNTRY, name,
                        hint, sizeof hint);
    if (!good && arrow)
        hint_of_pair(self, name, by, hint, sizeof hint);
    if (!good)
        asy_node_error(at, reader->errs, ": place = %.60s, expected %s%s", name, expected[by],
                       hint);
}

static int
read_direction(struct asy_reader *reader, const struct asy_node *node, const char *text)
{
    if (text && strcmp(text, "more") == 0)
        return 1;
    if (text && strcmp(text, "less") == 0)
        return -1;
    asy_node_error(node, reader->errs, ": direction%s%.40s%s, expected \"more\" or \"less\"",
                   text ? " = \"" : " is missing", text ? text : "", text ? "\"" : "");
    return 0;
}

static void
read_one(struct asy_reader *reader, const struct asy_node *node, const char *reform)
{
    struct asy_scenario *self = reader->self;
    struct asy_claim_outcome claim = { .reform = reform };
    enum asy_counted_by by;

    if (node->type != ASY_NODE_GROUP) {
        asy_node_error(node, reader->errs, ": expected { metric = ...; direction = ...; }");
        return;
    }
    check_keys(reader, node);
    claim.metric = asy_text_of(reader, node, "metric");
    claim.population = asy_text_of(reader, node, "population");
    claim.place = asy_text_of(reader, node, "place");
    claim.population = claim.population ? claim.population : "all";
    claim.place = claim.place ? claim.place : "all";
    if (!claim.metric)
        asy_node_error(node, reader->errs, ": metric is missing");
    else if (asy_claim_metric_known(reader, node, claim.metric, &by))
        check_place(reader, node, claim.place, by);
    check_population(reader, node, claim.population);
    claim.direction = read_direction(reader, node, asy_text_of(reader, node, "direction"));
    if (self->n_claims == ASY_MOST_CLAIMS)
        asy_node_error(node, reader->errs, ": more than %d", ASY_MOST_CLAIMS);
    else
        self->claims[self->n_claims++] = claim;
}

void
asy_claim_outcomes_read(struct asy_reader *reader, const struct asy_node *node,
                        const char *reform)
{
    if (!node)
        return;
    if (node->type != ASY_NODE_LIST) {
        read_one(reader, node, reform);
        return;
    }
    if (node->n == 0)
        asy_node_error(node, reader->errs, ": is empty");
    for (const struct asy_node *item = node->first; item; item = item->next)
        read_one(reader, item, reform);
}

bool
asy_scenario_claim_outcome(const struct asy_scenario *self, size_t i,
                           struct asy_claim_outcome *out)
{
    if (i >= (size_t) self->n_claims)
        return false;
    *out = self->claims[i];
    return true;
}
