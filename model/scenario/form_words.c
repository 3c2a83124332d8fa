/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms in words: as the canonical text has them, and for a lawyer. */
#define _XOPEN_SOURCE 700 /* open_memstream */
#include "scenario/form.h"

#include "scenario/inside.h"

#include <math.h>
#include <stdlib.h>

static const struct asy_param *
row_of(const struct asy_entry *entry)
{
    return &asy_laws[entry->place.law]->params[entry->place.param];
}

/* Whom `as_in` names. */
static const char *
where(const struct asy_scenario *self, const struct asy_entry *entry, bool label)
{
    const struct asy_form *form = &entry->form;
    const enum asy_section section = asy_laws[entry->place.law]->section;
    const enum asy_per per =
        form->member != ASY_HERE ? row_of(entry)->per : asy_section_per(section);
    const int who = form->member != ASY_HERE ? form->member : form->entity;
    if (who == ASY_POOLED && form->member == ASY_HERE)
        return label ? "all states together" : asy_pooled_name;
    return label ? asy_member_label(self, per, who) : asy_member_name(self, per, who);
}

static void
print_names(const struct asy_scenario *self, const struct asy_entry *form, FILE *out)
{
    if (form->set) {
        fputs("add ", out);
        asy_value_print(self, row_of(form), 0.0, form->set, false, out);
    }
    if (form->form.drops) {
        fputs(form->set ? " remove " : "remove ", out);
        asy_value_print(self, row_of(form), 0.0, form->form.drops, false, out);
    }
}

static void
print_form(const struct asy_scenario *self, const struct asy_entry *form, bool label, FILE *out)
{
    static const struct asy_param number = { .kind = ASY_REAL };
    switch (form->form.kind) {
    case ASY_FORM_TIMES:
    case ASY_FORM_PLUS:
        fputs(form->form.kind == ASY_FORM_TIMES ? "times " : "plus ", out);
        asy_value_print(self, &number, form->number, 0, false, out);
        break;
    case ASY_FORM_AS_IN:
        fprintf(out, "%s %s", label ? "as in" : "as_in", where(self, form, label));
        break;
    case ASY_FORM_NAMES:
        print_names(self, form, out);
        break;
    case ASY_FORM_VALUE:
    default:
        asy_value_print(self, row_of(form), form->number, form->set, label, out);
        break;
    }
}

/* Closes the stream, and puts what was written to it into the pool. */
static const char *
keep(struct asy_pool *pool, FILE *out, char **text)
{
    const char *copy = fclose(out) == 0 ? asy_pool_text(pool, *text) : NULL;
    if (!copy)
        pool->failed = true;
    free(*text);
    return copy;
}

const char *
asy_form_text(struct asy_pool *pool, const struct asy_scenario *self,
              const struct asy_entry *form)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out) {
        pool->failed = true;
        return NULL;
    }
    print_form(self, form, false, out);
    return keep(pool, out, &text);
}

static const char *
uncertainty(const struct asy_entry *entry)
{
    return entry && entry->prior_text ? entry->prior_text : entry ? entry->range_text : NULL;
}

const char *
asy_stack_words(struct asy_pool *pool, const struct asy_scenario *self,
                const struct asy_stack *stack, const struct asy_entry *top, double cut)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    const char *comma = "";
    if (!out) {
        pool->failed = true;
        return NULL;
    }
    if (stack->elsewhere && top->form.kind == ASY_FORM_AS_IN) {
        print_form(self, top, true, out);
        if (uncertainty(stack->root))
            fprintf(out, ", prior %s", uncertainty(stack->root));
        if (stack->root && stack->root->drifts_from != ASY_NEVER)
            fputs(", and walks as there", out);
        comma = ", ";
    }
    for (const struct asy_laid *step = stack->steps; step; step = step->next, comma = ", ") {
        fputs(comma, out);
        print_form(self, step->form, true, out);
        if (uncertainty(step->form))
            fprintf(out, ", prior %s", uncertainty(step->form));
    }
    if (!isnan(cut))
        fprintf(out, "%scut to %.15g", comma, cut);
    return keep(pool, out, &text);
}

const char *
asy_stack_spread(struct asy_pool *pool, const struct asy_param *row,
                 const struct asy_stack *stack)
{
    const char *root = uncertainty(stack->root);
    bool any = root != NULL;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out) {
        pool->failed = true;
        return NULL;
    }
    if (root)
        fputs(root, out);
    else
        fprintf(out, "%.15g", stack->root ? stack->root->number : row->standard);
    for (const struct asy_laid *step = stack->steps; step; step = step->next) {
        const char *own = uncertainty(step->form);
        const bool times = step->form->form.kind == ASY_FORM_TIMES;
        any |= own != NULL;
        fputs(times ? " times " : " plus ", out);
        if (own)
            fputs(own, out);
        else
            fprintf(out, "%.15g", step->form->number);
    }
    const char *spread = keep(pool, out, &text);
    return any ? spread : NULL;
}
