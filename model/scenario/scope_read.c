/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `only` and `except` beside a value: lists of conditions, each a group of keys that all hold.
 */
#include "scenario/inside.h"

#include "base/near.h"

#include <string.h>

/* ---- names ------------------------------------------------------------------------------- */

static bool
wrong(struct asy_reader *reader, const struct asy_node *node, const char *expected)
{
    asy_node_error(node, reader->errs, ": expected %s, found %s", expected,
                   asy_node_kind(node));
    return false;
}

/* A name or an array of names, each handed to `take`. */
static void
each_name(struct asy_reader *reader, const struct asy_node *node, const char *expected,
          void (*take)(struct asy_reader *, const struct asy_node *, void *), void *user)
{
    if (node->type == ASY_NODE_TEXT) {
        take(reader, node, user);
        return;
    }
    if (node->type != ASY_NODE_ARRAY || node->n == 0) {
        wrong(reader, node, expected);
        return;
    }
    for (const struct asy_node *one = node->first; one; one = one->next)
        if (one->type == ASY_NODE_TEXT)
            take(reader, one, user);
        else
            wrong(reader, one, expected);
}

struct members {
    enum asy_per per;
    uint64_t *set;
};

static void
take_member(struct asy_reader *reader, const struct asy_node *node, void *user)
{
    const struct members *members = user;
    const int i = asy_find_member(reader->self, members->per, node->text);
    if (i < 0)
        asy_unknown_member(reader, node, members->per, node->text);
    else
        *members->set |= UINT64_C(1) << i;
}

static void
read_set(struct asy_reader *reader, const struct asy_node *node, enum asy_per per,
         uint64_t *set)
{
    struct members members = { per, set };
    each_name(reader, node, "a name, or an array such as [\"A\", \"B\"]", take_member,
              &members);
}

/* One of a list of words known to the program. */
struct words {
    const char *what;
    const char *(*name)(int);
    unsigned *bits;
};

static void
take_word(struct asy_reader *reader, const struct asy_node *node, void *user)
{
    const struct words *words = user;
    char known[400] = "";
    for (int i = 0; words->name(i); i++) {
        if (strcmp(words->name(i), node->text) == 0) {
            *words->bits |= 1u << i;
            return;
        }
        snprintf(known + strlen(known), sizeof known - strlen(known), "%s%s", i ? ", " : "",
                 words->name(i));
    }
    asy_node_error(node, reader->errs, " = \"%.40s\": there is no such %s; known are %s",
                   node->text, words->what, known);
}

/* ---- the keys ---------------------------------------------------------------------------- */

static void
read_group(struct asy_reader *reader, const struct asy_node *node, struct asy_condition *to)
{
    read_set(reader, node, ASY_PER_GROUP, &to->groups);
}

static void
read_citizenship(struct asy_reader *reader, const struct asy_node *node,
                 struct asy_condition *to)
{
    read_set(reader, node, ASY_PER_COUNTRY, &to->citizens);
}

static void
read_visa_of(struct asy_reader *reader, const struct asy_node *node, struct asy_condition *to)
{
    read_set(reader, node, ASY_PER_COUNTRY, &to->visa_of);
}

static void
read_entered(struct asy_reader *reader, const struct asy_node *node, struct asy_condition *to)
{
    read_set(reader, node, ASY_PER_COUNTRY, &to->entered);
}

static void
read_claimed_in(struct asy_reader *reader, const struct asy_node *node,
                struct asy_condition *to)
{
    read_set(reader, node, ASY_PER_COUNTRY, &to->claimed_in);
}

static void
read_passed(struct asy_reader *reader, const struct asy_node *node, struct asy_condition *to)
{
    read_set(reader, node, ASY_PER_COUNTRY, &to->passed);
}

static void
read_trait(struct asy_reader *reader, const struct asy_node *node, struct asy_condition *to)
{
    struct words words = { "trait", asy_trait_name, &to->traits };
    each_name(reader, node, "the name of a trait", take_word, &words);
}

static void
read_criterion(struct asy_reader *reader, const struct asy_node *node, struct asy_condition *to)
{
    struct words words = { "criterion", asy_came_name, &to->came };
    each_name(reader, node, "the name of a criterion", take_word, &words);
}

static void
read_family(struct asy_reader *reader, const struct asy_node *node, struct asy_condition *to)
{
    const bool is_text = node->type == ASY_NODE_TEXT;
    if (is_text && strcmp(node->text, "alone") == 0)
        to->alone = ASY_YES;
    else if (is_text && strcmp(node->text, "together") == 0)
        to->alone = ASY_NO;
    else
        asy_node_error(
            node, reader->errs,
            ": expected \"alone\" or \"together\"; how many at least is persons = 3");
}

static void
read_persons(struct asy_reader *reader, const struct asy_node *node, struct asy_condition *to)
{
    if (node->type == ASY_NODE_NUMBER && node->number >= 1 && node->number <= UINT8_MAX)
        to->persons = (int) node->number;
    else
        wrong(reader, node, "how many persons there are at least, 1 to 255");
}

static void
read_children(struct asy_reader *reader, const struct asy_node *node, struct asy_condition *to)
{
    if (node->type == ASY_NODE_FLAG)
        to->children = node->flag ? ASY_YES : ASY_NO;
    else
        wrong(reader, node, "true or false");
}

static void
read_set_out_from(struct asy_reader *reader, const struct asy_node *node,
                  struct asy_condition *to)
{
    struct asy_date date;
    if (asy_date_of(reader, node, &date))
        to->set_out_from = asy_days_of_date(date) - reader->self->start;
}

static void
read_here_since(struct asy_reader *reader, const struct asy_node *node,
                struct asy_condition *to)
{
    struct asy_date date;
    if (asy_date_of(reader, node, &date))
        to->here_since = asy_days_of_date(date) - reader->self->start;
}

static void
read_share(struct asy_reader *reader, const struct asy_node *node, struct asy_condition *to)
{
    if (node->type == ASY_NODE_NUMBER && node->number >= 0 && node->number < 1)
        to->share = node->number;
    else
        wrong(reader, node, "a share of persons, at least 0 and below 1");
}

static void
read_recognition(struct asy_reader *reader, const struct asy_node *node,
                 struct asy_condition *to)
{
    if (node->type == ASY_NODE_NUMBER && node->number > 0 && node->number <= 1)
        to->recognition_below = node->number;
    else
        wrong(reader, node, "a share of decisions, above 0 and at most 1");
}

static const struct {
    const char *name;
    void (*read)(struct asy_reader *, const struct asy_node *, struct asy_condition *);
} keys[] = {
    { "group", read_group },           { "citizenship", read_citizenship },
    { "family", read_family },         { "persons", read_persons },
    { "children", read_children },     { "trait", read_trait },
    { "criterion", read_criterion },   { "visa_of", read_visa_of },
    { "entered", read_entered },       { "claimed_in", read_claimed_in },
    { "passed", read_passed },         { "recognition_below", read_recognition },
    { "share", read_share },           { "set_out_from", read_set_out_from },
    { "here_since", read_here_since },
};
enum { N_KEYS = sizeof keys / sizeof *keys };

static void
read_key(struct asy_reader *reader, const struct asy_node *node, struct asy_condition *to)
{
    char hint[80];
    struct asy_near near = { .word = node->name };
    for (int i = 0; i < N_KEYS; i++) {
        if (strcmp(keys[i].name, node->name) == 0) {
            keys[i].read(reader, node, to);
            return;
        }
        asy_near_try(&near, keys[i].name);
    }
    asy_node_error(node, reader->errs,
                   ": unknown key of a condition%s; known are group, citizenship, family, "
                   "persons, children, trait, criterion, visa_of, entered, claimed_in, passed, "
                   "recognition_below, share, set_out_from, here_since",
                   asy_near_hint(&near, hint, sizeof hint));
}

/* ---- conditions -------------------------------------------------------------------------- */

static bool
read_condition(struct asy_reader *reader, const struct asy_node *node,
               struct asy_condition *list, int *n)
{
    if (node->type != ASY_NODE_GROUP || node->n == 0) {
        asy_node_error(node, reader->errs,
                       ": expected conditions such as "
                       "( { trait = \"activist\"; }, { persons = 3; children = true; } )");
        return false;
    }
    if (*n == ASY_MOST_CONDITIONS) {
        asy_node_error(node, reader->errs, ": more than %d conditions", ASY_MOST_CONDITIONS);
        return false;
    }
    struct asy_condition *to = &list[(*n)++];
    *to = (struct asy_condition){ .share = 1.0,
                                  .set_out_from = INT32_MIN,
                                  .here_since = INT32_MAX,
                                  .day = reader->since > 0 ? reader->since : 0,
                                  .file = node->file,
                                  .line = node->line };
    for (const struct asy_node *key = node->first; key; key = key->next)
        read_key(reader, key, to);
    return true;
}

static void
read_list(struct asy_reader *reader, const struct asy_node *node, struct asy_condition *list,
          int *n)
{
    if (!node)
        return;
    if (node->type != ASY_NODE_LIST || node->n == 0) {
        read_condition(reader, node, list, n);
        return;
    }
    for (const struct asy_node *one = node->first; one; one = one->next)
        if (!read_condition(reader, one, list, n))
            return;
}

void
asy_scope_read(struct asy_reader *reader, const struct asy_node *node, int *scope)
{
    const struct asy_node *only = asy_node_find(node, "only"),
                          *except = asy_node_find(node, "except");
    struct asy_scope read = { 0 };
    if (!only && !except)
        return;
    read_list(reader, only, read.only, &read.n_only);
    read_list(reader, except, read.except, &read.n_except);
    read.text = asy_scope_text(reader->self, &read);
    if (read.text)
        *scope = asy_scope_add(reader, only ? only : except, &read);
}
