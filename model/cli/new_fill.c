/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a new reform says by itself: of each key what it is and was, and a claim to be judged
   by. Which outcome a key moves is measured (catalogue/moves.def); which way is not, and is
   taken from the shipped reforms that move the key the same way, or left open. */
#define _XOPEN_SOURCE 700 /* open_memstream */
#include "cli/new.h"

#include "asylsim/catalogue.h"
#include "outcome/moves.h"
#include "outcome/phrase.h"
#include "scenario/change.h"
#include "scenario/inside.h"
#include "scenario/shipped.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_KEYS = ASY_MOST_DRAFTED, MOST_LOADED = 4 };

/* What one line of the draft changes. */
struct key {
    const struct asy_param *row;
    int law, line;
    int up, down;     /* how many values it raises and lowers */
    bool several;     /* kinds of values before */
    const char *form; /* how it is said of what it is laid over; "" of a value */
    struct asy_shown first;
    double least, most;
    const char *entity; /* whose it is, if one's alone */
    bool is_general;
};

struct filling {
    struct asy_draft *draft;
    const struct asy_scenario *base;
    struct key keys[MOST_KEYS];
    int n;
};

/* ---- what changes ------------------------------------------------------------ */

static bool
is_same(const struct asy_param *row, const struct asy_shown *a, const struct asy_shown *b)
{
    return row->kind == ASY_SET ? a->set == b->set
                                : !(a->number < b->number) && !(a->number > b->number);
}

static int
direction_of(const struct asy_change *change)
{
    if (change->row->kind == ASY_SET) {
        const uint64_t more = change->after.set & ~change->before.set,
                       less = change->before.set & ~change->after.set;
        return more && !less ? 1 : less && !more ? -1 : 0;
    }
    const double by = change->after.number - change->before.number;
    return (by > 0.0) - (by < 0.0);
}

/* In the pool, for the words of a change are borrowed. */
static struct key *
key_at(struct filling *self, const struct asy_change *change)
{
    for (int i = 0; i < self->n; i++)
        if (self->keys[i].row == change->row && self->keys[i].line == change->line)
            return &self->keys[i];
    if (self->n == MOST_KEYS)
        return NULL;
    struct key *const key = &self->keys[self->n++];
    *key = (struct key){ .row = change->row,
                         .law = change->law_id,
                         .line = change->line,
                         .first = change->before,
                         .form = asy_pool_text(&self->draft->pool, change->form),
                         .least = change->before.number,
                         .most = change->before.number,
                         .entity = change->entity };
    return key;
}

static void
take_change(void *user, const struct asy_change *change)
{
    struct key *const key = key_at(user, change);

    if (!key)
        return;
    const int by = direction_of(change);
    key->up += by > 0;
    key->down += by < 0;
    key->several |= !is_same(key->row, &key->first, &change->before);
    key->least = fmin(key->least, change->before.number);
    key->most = fmax(key->most, change->before.number);
    key->is_general |=
        !change->entity || !key->entity || strcmp(key->entity, change->entity) != 0;
}

/* ---- comments ---------------------------------------------------------------- */

static void
print_before(const struct filling *self, const struct key *key, FILE *out)
{
    if (!key->several)
        asy_value_print(self->base, key->row, key->first.number, key->first.set, true, out);
    else if (key->row->kind == ASY_REAL)
        fprintf(out, "%.6g to %.6g", key->least, key->most);
    else
        fputs("not the same for all, or not throughout", out);
    if (key->row->kind == ASY_REAL)
        fprintf(out, " (%s)", key->row->unit);
}

/* A comment ends where the text of a law has an end of comment. */
static const char *
plain(char *text)
{
    for (char *at = text; (at = strstr(at, "*/")) != NULL;)
        at[1] = ' ';
    return text;
}

static void
add_comment(struct filling *self, int i)
{
    struct asy_draft *const draft = self->draft;
    char *text = NULL;
    size_t size = 0;
    FILE *const out = open_memstream(&text, &size);
    bool told = false;

    if (!out)
        return;
    for (int k = 0; k < self->n; k++) {
        if (self->keys[k].line != draft->line[i])
            continue;
        fprintf(out, "%s%s Before: ", told ? " " : "", self->keys[k].row->doc);
        print_before(self, &self->keys[k], out);
        told = true;
    }
    if (!told)
        fputs("Already so: it changes nothing", out);
    if (fclose(out) == 0)
        draft->comment[i] = asy_pool_text(&draft->pool, plain(text));
    free(text);
}

/* ---- the claim --------------------------------------------------------------- */

/* Whether another reform moves one of the keys the same way; then what it claims is proposed.
 */
struct other {
    const struct filling *self;
    bool agrees;
};

static void
take_other(void *user, const struct asy_change *change)
{
    struct other *const other = user;
    const int by = direction_of(change);
    for (int k = 0; k < other->self->n; k++) {
        const struct key *const key = &other->self->keys[k];
        if (key->row == change->row)
            other->agrees |=
                by > 0   ? key->up && !key->down
                : by < 0 ? key->down && !key->up
                         : *change->form && key->form && strcmp(key->form, change->form) == 0;
    }
}

static bool
is_moved(const struct filling *self, const char *metric)
{
    struct asy_move moves[ASY_MOST_OF_LAW];
    for (int k = 0; k < self->n; k++) {
        const int n =
            asy_moved_by(asy_laws[self->keys[k].law]->name, self->keys[k].row->name, moves);
        for (int i = 0; i < n; i++)
            if (strcmp(moves[i].outcome, metric) == 0)
                return true;
    }
    return false;
}

static void
propose_as(struct filling *self, const struct asy_scenario *reform)
{
    struct asy_claim_outcome claim;
    struct asy_draft *const draft = self->draft;

    for (size_t i = 0; asy_scenario_claim_outcome(reform, i, &claim); i++) {
        if (draft->metric && !is_moved(self, claim.metric))
            continue;
        draft->metric = asy_pool_text(&draft->pool, claim.metric);
        draft->direction = claim.direction;
        if (is_moved(self, claim.metric))
            return;
    }
}

static void
ask_shipped(struct filling *self, const char *baseline)
{
    char folder[800];
    struct asy_shipped *list = NULL;
    int n_loaded = 0;

    if (!asy_shipped_file("scenarios/reforms/", folder, sizeof folder))
        return;
    folder[strlen(folder) - 1] = '\0';
    const size_t n = asy_shipped_read(&list, folder, &self->draft->pool);
    for (size_t i = 0; i < n && n_loaded < MOST_LOADED && !self->draft->direction; i++) {
        bool sets = false;
        for (int k = 0; k < self->n; k++)
            sets |= asy_shipped_sets(
                &list[i], self->keys[k].law,
                (int) (self->keys[k].row - asy_laws[self->keys[k].law]->params));
        if (!sets)
            continue;
        const struct asy_scenario_args args = { .baseline = baseline,
                                                .reforms = &list[i].file,
                                                .n_reforms = 1 };
        struct asy_errors unsaid = { 0 };
        struct asy_scenario *reform = NULL;
        struct other other = { .self = self };
        n_loaded++;
        if (asy_scenario_load(&reform, &args, &unsaid) &&
            asy_scenario_each_change(self->base, reform, take_other, &other) && other.agrees)
            propose_as(self, reform);
        asy_scenario_destroy(reform);
        asy_errors_free(&unsaid);
    }
}

/* Of what the first key moves the first by which people fare better or worse, else the first.
 */
static void
propose_moved(struct filling *self)
{
    struct asy_move moves[ASY_MOST_OF_LAW];
    struct asy_draft *const draft = self->draft;
    int n = 0, best = 0;

    for (int k = 0; k < self->n && n == 0; k++)
        n = asy_moved_by(asy_laws[self->keys[k].law]->name, self->keys[k].row->name, moves);
    if (n == 0)
        return;
    struct asy_outcome_about about = { .size = sizeof about };
    for (int m = n - 1; m >= 0; m--)
        for (size_t i = 0; asy_catalogue_outcome(i, &about); i++)
            if (strcmp(about.name, moves[m].outcome) == 0 && about.worse &&
                moves[m].percent >= 10)
                best = m;
    draft->metric = asy_pool_text(&draft->pool, moves[best].outcome);
}

/* "Fewer: Dublin transfers"; and where, if all keys are one state's or crossing's. */
static void
say_claim(struct filling *self)
{
    struct asy_draft *const draft = self->draft;
    struct asy_outcome_about about = { .size = sizeof about };
    enum asy_counted_by by = ASY_BY_NOTHING;
    const char *name, *one = self->n ? self->keys[0].entity : NULL;

    for (int k = 0; k < self->n; k++)
        if (self->keys[k].is_general || !one || strcmp(one, self->keys[k].entity) != 0)
            one = NULL;
    for (int i = 0; draft->metric && (name = asy_outcome_at(i, &by)) != NULL; i++)
        if (strcmp(name, draft->metric) == 0)
            break;
    const bool state = one && asy_find_country(self->base, one) >= 0;
    if (one && draft->metric &&
        ((by == ASY_BY_COUNTRY && state) ||
         (by == ASY_BY_CROSSING && asy_find_crossing(self->base, one) >= 0)))
        draft->place = asy_pool_text(&draft->pool, one);
    for (size_t i = 0; draft->direction && asy_catalogue_outcome(i, &about); i++)
        if (strcmp(about.name, draft->metric) == 0)
            draft->claim = asy_pool_format(
                &draft->pool, "%s: %s",
                asy_direction_word(draft->metric, draft->direction, true), about.label);
}

bool
asy_new_fill(struct asy_draft *draft, const struct asy_scenario *base,
             const struct asy_scenario *reform, const char *baseline, struct asy_error *err)
{
    struct filling *const self = calloc(1, sizeof *self);

    if (self) {
        self->draft = draft;
        self->base = base;
        asy_scenario_each_change(base, reform, take_change, self);
        for (int i = 0; i < draft->n; i++)
            add_comment(self, i);
        ask_shipped(self, baseline);
        if (!draft->metric)
            propose_moved(self);
        say_claim(self);
    }
    const bool ok = self && !draft->pool.failed;
    free(self);
    return ok || asy_fail(err, ASY_E_RESOURCES, "new", "out of memory");
}
