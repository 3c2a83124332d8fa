/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a value says of what it is laid over, where it is none by itself: so many times as much,
   so much more, as it is elsewhere, these names more and those fewer. What lies below (the
   baseline's value of that day with its prior, its months and its walk, or an earlier layer's)
   stays what it is in each draw, and the form is laid over it. */
#ifndef ASY_SCENARIO_FORM_H
#define ASY_SCENARIO_FORM_H

#include "base/pool.h"
#include "scenario/param.h"

struct asy_entry;
struct asy_scenario;
struct asy_node;
struct asy_reader;
struct asy_notes;
struct asy_near;

enum asy_form_kind {
    ASY_FORM_VALUE, /* a value by itself */
    ASY_FORM_TIMES, /* the entry's number times what lies below */
    ASY_FORM_PLUS,  /* the entry's number more than that */
    ASY_FORM_AS_IN, /* what another entity, or member, has there below */
    ASY_FORM_NAMES, /* the entry's set more than the list below, `drops` less */
};

enum { ASY_HERE = -1 };

struct asy_form {
    enum asy_form_kind kind;
    int entity, member; /* AS_IN: whose, for which member; ASY_HERE: its own. Of a key that
                           has it (asy_param.whence), ASY_POOLED: that of all together */
    uint64_t drops;
};

/* The name by which `as_in` means ASY_POOLED. */
extern const char asy_pooled_name[];

bool asy_form_same(const struct asy_form *a, const struct asy_form *b);
/* The key of its luck, of the path's: a factor errs otherwise than what it multiplies. */
uint64_t asy_form_key(const struct asy_form *self, uint64_t path);

/* ---- form_read.c: the text --------------------------------------------------- */

/* Does a group say its value by a form: times, plus, as_in, add, remove? */
bool asy_form_is_said(const struct asy_node *group);
/* Tries what others call a form as the name that it has here. */
void asy_form_try(struct asy_near *near);
/* The row by which the notes of such a group are read: a factor's range is not its value's. */
const struct asy_param *asy_form_row(const struct asy_node *group, const struct asy_param *row,
                                     struct asy_param *room);
/* Reads the form of `group` into `entry`, whose place is set; false where it is refused. */
bool asy_form_read(struct asy_reader *reader, const struct asy_node *group,
                   const struct asy_notes *notes, struct asy_entry *entry);
/* Reads `until`, the last day, a note beside a value of what is laid over a baseline. */
void asy_until_read(struct asy_reader *reader, const struct asy_node *node,
                    struct asy_notes *notes);
/* Whether there is a day on which the entry holds; else says so at `node`, unless it is only
   what would hold after a series. */
bool asy_until_leaves(struct asy_reader *reader, const struct asy_node *node,
                      const struct asy_entry *entry);

/* ---- form.c: what it makes of it --------------------------------------------- */

/* A slot of the law of an entity, for a member or ASY_ALL, on a day. */
struct asy_slot {
    int law, param, slot, entity, member;
    unsigned kind; /* of people, as in asy_resolve_for */
    int32_t day;
};

/* Forms that are laid over each other, the lowest first. */
struct asy_laid {
    const struct asy_entry *form;
    struct asy_laid *next;
};

/* What holds in a slot: a value, and the forms over it. */
struct asy_stack {
    const struct asy_entry *root; /* NULL: the program's standard */
    int entity, member;           /* whose value that is */
    bool elsewhere;               /* not that of the slot */
    struct asy_laid *steps;
};

/* What `top`, which holds in the slot, comes to. Steps are in the pool (pool->failed). */
struct asy_stack asy_stack_find(const struct asy_scenario *self, struct asy_pool *pool,
                                struct asy_slot at, const struct asy_entry *top);
/* What a form of a number makes of the number below, `by` being its own (of that draw): within
   the key's range. */
double asy_form_number(const struct asy_param *row, const struct asy_entry *form, double by,
                       double below);
/* Whose value a stack has, for a key with asy_param.whence. */
int asy_stack_whence(const struct asy_stack *self);
/* The list that a stack comes to. */
uint64_t asy_stack_set(const struct asy_stack *self);

/* Like asy_resolve_for, but where a form holds in a slot stands what it comes to, at the
   middle, in the pool: an entry with `made` (pool->failed without memory). */
void asy_resolve_made(const struct asy_scenario *self, int law, int entity, int32_t day,
                      int most, unsigned kind, struct asy_pool *pool,
                      const struct asy_entry **slots);
/* Whether two entries hold the same in every draw, of which one is made or is a form. */
bool asy_made_same(const struct asy_param *row, const struct asy_entry *a,
                   const struct asy_entry *b);
/* Whether what is laid over an earlier reform takes nothing of it back: two lists that add, a
   factor on a factor, a list that has all the names an earlier one adds. `a` is the earlier. */
bool asy_form_joins(const struct asy_entry *a, const struct asy_entry *b);

/* ---- form_words.c ---- */
/* "times 1.5", "as_in AUT", "add [POL] remove [GRC]", in the pool; NULL without memory. */
const char *asy_form_text(struct asy_pool *pool, const struct asy_scenario *self,
                          const struct asy_entry *form);
/* The same of all of a stack and for reading, with priors: "as in Austria, times 1.5 (prior
   lognormal(1.5, 0.2))"; `cut` is the end of the range at which it was cut, or NaN. */
const char *asy_stack_words(struct asy_pool *pool, const struct asy_scenario *self,
                            const struct asy_stack *stack, const struct asy_entry *top,
                            double cut);
/* How far it may be off: "beta(9, 21) times 1.5"; NULL where it is the same in each draw. */
const char *asy_stack_spread(struct asy_pool *pool, const struct asy_param *row,
                             const struct asy_stack *stack);

#endif
