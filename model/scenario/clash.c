/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where two reforms laid over one baseline set the same value, not alike, on some day for some
   person. The later one holds, however general. Reforms given one by one are told so; a package
   is refused unless it says in its own words which goes before which (settle.c): its reader
   cannot see that one part has taken the ground from under another. */
#include "scenario/inside.h"

#include "text/text.h"

#include <string.h>

/* ---- for whom ---------------------------------------------------------------------------- */

static bool
apart(uint64_t a, uint64_t b)
{
    return a && b && !(a & b);
}

static bool
opposed(enum asy_either a, enum asy_either b)
{
    return a != ASY_EITHER && b != ASY_EITHER && a != b;
}

/* Can nobody lie in both conditions, by what a person is for life? */
static bool
exclude(const struct asy_condition *a, const struct asy_condition *b)
{
    return apart(a->groups, b->groups) || apart(a->citizens, b->citizens) ||
           opposed(a->alone, b->alone) || opposed(a->children, b->children);
}

/* Scopes as in asy_entry; anyone in neither `only` is in both. */
static bool
share_people(const struct asy_scenario *self, int a, int b)
{
    if (a == 0 || b == 0 || a == b)
        return true;
    const struct asy_scope *const x = &self->scopes[a - 1], *const y = &self->scopes[b - 1];
    for (int i = 0; i < x->n_only; i++)
        for (int k = 0; k < y->n_only; k++)
            if (!exclude(&x->only[i], &y->only[k]))
                return true;
    return x->n_only == 0 || y->n_only == 0;
}

/* ---- two entries ------------------------------------------------------------------------- */

static bool
meet(int a, int b, int any)
{
    return a == b || a == any || b == any;
}

/* Of two reforms, `a` of the earlier. */
static bool
is_of_two(const struct asy_scenario *self, const struct asy_entry *a, const struct asy_entry *b)
{
    return a->layer > 0 && a->layer < b->layer && strcmp(a->layer_name, "reform") == 0 &&
           strcmp(b->layer_name, "reform") == 0 &&
           strcmp(self->layer_reform[a->layer], self->layer_reform[b->layer]) != 0;
}

static bool
same_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

/* The same number with the same spread: of the two the luck alone differs, as it does where one
   is said everywhere and the other of a state. */
static bool
reads_alike(const struct asy_entry *a, const struct asy_entry *b)
{
    return a->form.kind == ASY_FORM_VALUE && b->form.kind == ASY_FORM_VALUE &&
           same_text(a->text, b->text) && same_text(a->prior_text, b->prior_text);
}

/* Says a reform, besides `all` that it says everywhere, something of the very state of which
   the other speaks in `one`? Then that is what the two of them meet in. */
static bool
speaks_of_it(const struct asy_scenario *self, const struct asy_entry *all,
             const struct asy_entry *one)
{
    if (all->place.entity != ASY_GENERAL || one->place.entity == ASY_GENERAL)
        return false;
    for (size_t i = self->law_first[one->place.law]; i < self->law_first[one->place.law + 1];
         i++) {
        const struct asy_entry *const own = &self->entries[i];
        if (own->layer == all->layer && own->place.param == one->place.param &&
            own->place.entity == one->place.entity && own->scope == 0 &&
            own->since <= all->since && own->until >= all->until &&
            (own->place.member == one->place.member || own->place.member == ASY_ALL))
            return true;
    }
    return false;
}

static bool
clash(const struct asy_scenario *self, const struct asy_entry *a, const struct asy_entry *b)
{
    return is_of_two(self, a, b) && a->place.param == b->place.param &&
           meet(a->place.entity, b->place.entity, ASY_GENERAL) &&
           meet(a->place.member, b->place.member, ASY_ALL) && a->since < b->until &&
           b->since < a->until && share_people(self, a->scope, b->scope) &&
           !asy_form_joins(a, b) && !reads_alike(a, b) &&
           !asy_same_value(&asy_laws[a->place.law]->params[a->place.param], a, b) &&
           !speaks_of_it(self, a, b) && !speaks_of_it(self, b, a);
}

static struct asy_clash
clash_of(const struct asy_scenario *self, const struct asy_entry *a, const struct asy_entry *b)
{
    return (struct asy_clash){ .path = b->path,
                               .loser = self->layer_reform[a->layer],
                               .loser_value = a->text,
                               .loser_file = a->file,
                               .loser_line = a->line,
                               .winner = self->layer_reform[b->layer],
                               .winner_value = b->text,
                               .winner_file = b->file,
                               .winner_line = b->line,
                               .because = asy_settled_because(self, a, b),
                               .would_join = asy_form_joins(b, a) };
}

/* ---- all of them ------------------------------------------------------------------------- */

/* All pairs of values of one law; with `list` NULL only counts. */
static size_t
find_in_law(const struct asy_scenario *self, int law, struct asy_clash *list)
{
    size_t n = 0;

    for (size_t i = self->law_first[law]; i < self->law_first[law + 1]; i++) {
        if (self->entries[i].layer == 0)
            continue;
        for (size_t k = i + 1; k < self->law_first[law + 1]; k++) { /* sorted by layer */
            const struct asy_entry *const a = &self->entries[i], *const b = &self->entries[k];
            if (!clash(self, a, b))
                continue;
            if (list)
                list[n] = clash_of(self, a, b);
            n++;
        }
    }
    return n;
}

void
asy_clashes_find(struct asy_scenario *self)
{
    size_t n = 0;

    if (self->n_layers < 2)
        return;
    for (int law = 0; law < ASY_N_LAWS; law++)
        n += find_in_law(self, law, NULL);
    self->clashes = n ? asy_pool_alloc(&self->pool, n * sizeof *self->clashes) : NULL;
    if (!self->clashes)
        return;
    for (int law = 0; law < ASY_N_LAWS; law++)
        self->n_clashes += find_in_law(self, law, self->clashes + self->n_clashes);
}

bool
asy_scenario_clash(const struct asy_scenario *self, size_t i, struct asy_clash *clash)
{
    if (i >= self->n_clashes)
        return false;
    *clash = self->clashes[i];
    return true;
}

void
asy_clashes_judge(const struct asy_scenario *self, struct asy_errors *errs)
{
    for (size_t i = 0; self->n_parts && i < self->n_clashes; i++) {
        const struct asy_clash *const c = &self->clashes[i];
        const struct asy_node at = { .file = c->winner_file, .line = c->winner_line };
        if (c->because)
            continue;
        asy_node_error(&at, errs, "%.60s: %.40s has %.30s, %.40s at %s:%d has %.30s: %s",
                       c->path, c->winner, c->winner_value, c->loser, c->loser_file,
                       c->loser_line, c->loser_value,
                       c->would_join ? "in the other order they join"
                                     : "share an @include, add to lists, or say `settles`");
    }
    asy_settles_judge(self, errs);
}
