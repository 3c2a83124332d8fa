/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reform changes in law, as a list that outlives both scenarios: for programs, and for
   `asylsim check --json`, which prints it. */
#include "base/pool.h"
#include "base/versioned.h"
#include "scenario/change.h"

#include <math.h>
#include <stdlib.h>

struct asy_law_changes {
    struct asy_pool pool; /* owns every text */
    const struct asy_scenario *base, *reform;
    struct asy_law_change *list;
    size_t n, room;
};

const char *
asy_kind_name(enum asy_kind kind)
{
    static const char *const names[] = { [ASY_REAL] = "number",
                                         [ASY_FLAG] = "yes or no",
                                         [ASY_CHOICE] = "choice",
                                         [ASY_SET] = "list" };
    return names[kind];
}

static const char *
text_or_null(struct asy_pool *pool, const char *text)
{
    return text && *text ? asy_pool_text(pool, text) : NULL;
}

/* The members of a list by name. */
static void
name_members(struct asy_law_changes *self, const struct asy_scenario *scenario,
             const struct asy_param *row, uint64_t set, struct asy_law_value *value)
{
    const char **names = asy_pool_alloc(&self->pool, (ASY_MAX_ENTITIES + 1) * sizeof *names);
    const char *name;

    for (int i = 0; names && (name = asy_scenario_member(scenario, row, i)) != NULL; i++)
        if (set >> i & 1)
            names[value->n_names++] = asy_pool_text(&self->pool, name);
    value->names = names;
}

static struct asy_law_value
value_of(struct asy_law_changes *self, const struct asy_scenario *scenario,
         const struct asy_param *row, const struct asy_shown *shown)
{
    const bool is_number = row->kind == ASY_REAL || row->kind == ASY_FLAG;
    struct asy_law_value value = {
        .number = is_number ? shown->number : (double) NAN,
        .spread = text_or_null(&self->pool, shown->prior ? shown->prior : shown->range),
    };

    if (row->kind == ASY_SET)
        name_members(self, scenario, row, shown->set, &value);
    if (row->kind == ASY_CHOICE) {
        value.names = &row->choices[(int) shown->number];
        value.n_names = 1;
    }
    return value;
}

static bool
make_room(struct asy_law_changes *self)
{
    const size_t room = self->room ? 2 * self->room : 32;
    struct asy_law_change *list;

    if (self->n < self->room)
        return true;
    list = realloc(self->list, room * sizeof *list);
    if (!list)
        return false;
    self->list = list;
    self->room = room;
    return true;
}

static void
keep(void *user, const struct asy_change *c)
{
    struct asy_law_changes *const self = user;
    struct asy_pool *const pool = &self->pool;

    if (!make_room(self)) {
        pool->failed = true;
        return;
    }
    struct asy_law_change *const to = &self->list[self->n++];
    *to = (struct asy_law_change){
        .size = sizeof *to,
        .path = asy_pool_text(pool, c->path),
        .entity = text_or_null(pool, c->entity),
        .law = c->law->name,
        .key = c->row->name,
        .member = text_or_null(pool, c->member),
        .unit = c->row->unit,
        .kind = asy_kind_name(c->row->kind),
        .source = text_or_null(pool, c->source),
        .grade = text_or_null(pool, c->grade),
        .file = text_or_null(pool, c->file),
        .line = c->line,
        .whom = text_or_null(pool, c->whom),
        .before = value_of(self, self->base, c->row, &c->before),
        .after = value_of(self, self->reform, c->row, &c->after),
        .form = text_or_null(pool, c->form),
    };
    snprintf(to->from, sizeof to->from, "%s", c->from);
    snprintf(to->until, sizeof to->until, "%s", c->until);
}

bool
asy_law_changes_find(struct asy_law_changes **out, const struct asy_scenario *base,
                     const struct asy_scenario *reform, struct asy_error *err)
{
    if (out)
        *out = NULL;
    if (!out || !base || !reform)
        return asy_fail(err, ASY_E_INPUT, "changes", "two open scenarios are needed");
    struct asy_law_changes *const self = calloc(1, sizeof *self);
    if (!self)
        return asy_fail(err, ASY_E_RESOURCES, "changes", "out of memory");
    self->base = base;
    self->reform = reform;
    if (!asy_scenario_each_change(base, reform, keep, self) || self->pool.failed) {
        const bool failed = self->pool.failed;
        asy_law_changes_destroy(self);
        return asy_fail(err, failed ? ASY_E_RESOURCES : ASY_E_INPUT, "changes",
                        failed
                            ? "out of memory"
                            : "the two scenarios do not share a baseline, or memory is short");
    }
    *out = self;
    return true;
}

size_t
asy_law_changes_count(const struct asy_law_changes *self)
{
    return self ? self->n : 0;
}

bool
asy_law_changes_at(const struct asy_law_changes *self, size_t i, struct asy_law_change *out)
{
    return self && i < self->n && asy_versioned_give(out, &self->list[i], sizeof *self->list);
}

void
asy_law_changes_destroy(struct asy_law_changes *self)
{
    if (!self)
        return;
    asy_pool_free(&self->pool);
    free(self->list);
    free(self);
}
