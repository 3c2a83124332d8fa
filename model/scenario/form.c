/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms at work. A form looks only at layers below its own, so that two states may each be as
   the other was, and nothing goes in circles. Several forms over one value are laid over it in
   the order of their layers. */
#include "scenario/form.h"

#include "base/hash.h"
#include "scenario/inside.h"

#include <math.h>

bool
asy_form_same(const struct asy_form *a, const struct asy_form *b)
{
    return a->kind == b->kind && a->entity == b->entity && a->member == b->member &&
           a->drops == b->drops;
}

uint64_t
asy_form_key(const struct asy_form *self, uint64_t path)
{
    static const char *const names[] = {
        [ASY_FORM_TIMES] = "/times", [ASY_FORM_PLUS] = "/plus"
    };
    const bool draws = self->kind == ASY_FORM_TIMES || self->kind == ASY_FORM_PLUS;
    return draws ? asy_fnv(path, names[self->kind]) : path;
}

/* ---- what lies below --------------------------------------------------------------------- */

/* What would hold in a slot but for a layer and all above it. */
static const struct asy_entry *
below(const struct asy_scenario *self, const struct asy_slot *at, int layer)
{
    for (size_t i = self->law_first[at->law + 1]; i-- > self->law_first[at->law];) {
        const struct asy_entry *entry = &self->entries[i]; /* later ones win */
        if (entry->layer < layer && entry->since <= at->day && at->day < entry->until &&
            asy_concerns(entry, at->entity) && asy_is_for(entry, at->kind) &&
            at->slot >= entry->slot && at->slot < entry->slot + entry->n_slots)
            return entry;
    }
    return NULL;
}

/* Goes where `as_in` points. */
static void
go(struct asy_slot *at, const struct asy_form *form)
{
    if (form->entity != ASY_HERE)
        at->entity = form->entity;
    if (form->member == ASY_HERE)
        return;
    at->slot += form->member - at->member;
    at->member = form->member;
}

struct asy_stack
asy_stack_find(const struct asy_scenario *self, struct asy_pool *pool, struct asy_slot at,
               const struct asy_entry *top)
{
    struct asy_stack stack = { .root = top };
    const struct asy_slot here = at;
    while (stack.root && stack.root->form.kind != ASY_FORM_VALUE) {
        if (stack.root->form.kind == ASY_FORM_AS_IN) {
            go(&at, &stack.root->form);
        } else {
            struct asy_laid *step = asy_pool_alloc(pool, sizeof *step);
            if (!step)
                break;
            *step = (struct asy_laid){ stack.root, stack.steps };
            stack.steps = step;
        }
        stack.root = below(self, &at, stack.root->layer);
    }
    stack.entity = at.entity;
    stack.member = at.member;
    stack.elsewhere = at.entity != here.entity || at.member != here.member;
    return stack;
}

double
asy_form_number(const struct asy_param *row, const struct asy_entry *form, double by,
                double below)
{
    const double x = form->form.kind == ASY_FORM_TIMES ? by * below : by + below;
    return x < row->min ? row->min : x > row->max ? row->max : x;
}

uint64_t
asy_stack_set(const struct asy_stack *self)
{
    uint64_t set = self->root ? self->root->set : 0;
    for (const struct asy_laid *step = self->steps; step; step = step->next)
        set = (set | step->form->set) & ~step->form->form.drops;
    return set;
}

int
asy_stack_whence(const struct asy_stack *self)
{
    return self->elsewhere ? self->entity : ASY_OWN;
}

/* ---- for those who compare and tell ------------------------------------------------------ */

/* The number in the middle; `cut` becomes the end of the range at which it was cut, or NaN. */
static double
middle(const struct asy_param *row, const struct asy_stack *stack, double *cut)
{
    double number = stack->root ? stack->root->number : row->standard;
    *cut = (double) NAN;
    for (const struct asy_laid *step = stack->steps; step; step = step->next) {
        const bool times = step->form->form.kind == ASY_FORM_TIMES;
        const double by = step->form->number, whole = times ? number * by : number + by;
        number = asy_form_number(row, step->form, by, number);
        *cut = fpclassify(whole - number) == FP_ZERO ? (double) NAN : number;
    }
    return number;
}

/* What the form that holds in a slot comes to, as one entry; NULL without memory. */
static const struct asy_entry *
make(const struct asy_scenario *self, struct asy_pool *pool, struct asy_slot at,
     const struct asy_entry *top)
{
    const struct asy_param *row = &asy_laws[at.law]->params[at.param];
    struct asy_entry *entry = asy_pool_alloc(pool, sizeof *entry);
    struct asy_stack *stack = asy_pool_alloc(pool, sizeof *stack);
    double cut = (double) NAN;

    if (!entry || !stack)
        return NULL;
    *stack = asy_stack_find(self, pool, at, top);
    *entry = *top;
    entry->made = stack;
    entry->number = row->kind == ASY_SET ? 0.0 : middle(row, stack, &cut);
    entry->set = asy_stack_set(stack);
    entry->family = stack->root ? stack->root->family : ASY_FAMILY_none;
    entry->drifts_from = stack->root ? stack->root->drifts_from : ASY_NEVER;
    if (row->kind == ASY_SET)
        return entry;
    entry->text = asy_stack_words(pool, self, stack, top, cut);
    entry->prior_text = asy_stack_spread(pool, row, stack);
    entry->range_text = NULL;
    return entry;
}

void
asy_resolve_made(const struct asy_scenario *self, int law, int entity, int32_t day, int most,
                 unsigned kind, struct asy_pool *pool, const struct asy_entry **slots)
{
    struct asy_slot at = { .law = law, .entity = entity, .kind = kind, .day = day };
    const struct asy_param *row = asy_laws[law]->params;
    asy_resolve_for(self, law, entity, day, most, kind, slots);
    for (; row->name; row++, at.param++) {
        const bool named = asy_has_members(row);
        const int n = named ? asy_n_members(self, row->per) : 1;
        for (int i = 0; i < n; i++, at.slot++) {
            at.member = named ? i : ASY_ALL;
            if (slots[at.slot] && slots[at.slot]->form.kind != ASY_FORM_VALUE)
                slots[at.slot] = make(self, pool, at, slots[at.slot]);
        }
    }
}

/* ---- the same ---------------------------------------------------------------------------- */

static bool
same_step(const struct asy_entry *a, const struct asy_entry *b)
{
    return a->form.kind == b->form.kind && fpclassify(a->number - b->number) == FP_ZERO &&
           asy_prior_same(&a->prior, &b->prior) &&
           (a->prior.form == ASY_PRIOR_NONE || a->key == b->key);
}

static bool
same_steps(const struct asy_laid *a, const struct asy_laid *b)
{
    for (; a && b; a = a->next, b = b->next)
        if (!same_step(a->form, b->form))
            return false;
    return a == b;
}

static struct asy_stack
stack_of(const struct asy_entry *entry)
{
    return entry && entry->made ? *entry->made : (struct asy_stack){ .root = entry };
}

/* Does it walk, or move, in a way of its own there? */
static bool
is_of_its_own(const struct asy_entry *root)
{
    return root && root->drifts_from != ASY_NEVER;
}

/* Of forms as they were read. */
static bool
same_words(const struct asy_entry *a, const struct asy_entry *b)
{
    return a && b && asy_form_same(&a->form, &b->form) && a->set == b->set && same_step(a, b);
}

static bool
is_raw(const struct asy_entry *entry)
{
    return entry && entry->form.kind != ASY_FORM_VALUE && !entry->made;
}

bool
asy_made_same(const struct asy_param *row, const struct asy_entry *a, const struct asy_entry *b)
{
    if (is_raw(a) || is_raw(b))
        return same_words(a, b);
    const struct asy_stack x = stack_of(a), y = stack_of(b);
    if (row->kind == ASY_SET)
        return asy_stack_set(&x) == asy_stack_set(&y);
    if (is_of_its_own(x.root) && x.elsewhere != y.elsewhere)
        return false;
    if (is_of_its_own(x.root) && x.elsewhere && (x.entity != y.entity || x.member != y.member))
        return false;
    if (row->whence && asy_stack_whence(&x) != asy_stack_whence(&y))
        return false;
    return asy_same_value(row, x.root, y.root) && same_steps(x.steps, y.steps);
}

bool
asy_form_joins(const struct asy_entry *a, const struct asy_entry *b)
{
    switch (b->form.kind) {
    case ASY_FORM_TIMES:
    case ASY_FORM_PLUS:
        return true;
    case ASY_FORM_NAMES:
        return !(a->set & b->form.drops) &&
               !(a->form.kind == ASY_FORM_NAMES && (a->form.drops & b->set));
    case ASY_FORM_VALUE: /* a list that holds all the names added and none of those removed */
        return a->form.kind == ASY_FORM_NAMES && !(a->set & ~b->set) &&
               !(a->form.drops & b->set);
    case ASY_FORM_AS_IN:
    default:
        return false;
    }
}
