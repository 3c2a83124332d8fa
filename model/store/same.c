/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a file that is to be gone on with holds the scenarios now asked for; and if not,
   which of them, and which value, parts the two. */
#include "store/inside.h"

#include <string.h>

static bool
fail(const struct asy_results *self, struct asy_error *err, const char *what, const char *name)
{
    return asy_fail(err, ASY_E_RESULTS, self->path, "%s %.100s: not resumed", what, name);
}

static bool
is_asked_for(const struct asy_results_head *head, const char *name)
{
    for (int i = 0; i < head->n_scenarios; i++)
        if (strcmp(head->scenarios[i].name, name) == 0)
            return true;
    return false;
}

static bool
is_held(const struct asy_results *self, const char *name)
{
    for (int i = 0; i < self->info.n_scenarios; i++)
        if (strcmp(self->entries[i].name, name) == 0)
            return true;
    return false;
}

/* The same names, in the same order. */
static bool
same_names(const struct asy_results *self, const struct asy_results_head *head,
           struct asy_error *err)
{
    for (int i = 0; i < self->info.n_scenarios; i++)
        if (!is_asked_for(head, self->entries[i].name))
            return fail(self, err, "was run with other reforms, this command is without",
                        self->entries[i].name);
    for (int i = 0; i < head->n_scenarios; i++)
        if (!is_held(self, head->scenarios[i].name))
            return fail(self, err, "was run with other reforms, without",
                        head->scenarios[i].name);
    for (int i = 0; i < head->n_scenarios; i++)
        if (strcmp(self->entries[i].name, head->scenarios[i].name) != 0)
            return fail(self, err, "was run with the reforms in another order: here comes",
                        self->entries[i].name);
    return true;
}

/* Skips what two canonical texts share, line by line. */
static void
part(const char **a, const char **b)
{
    while (**a && **b) {
        const size_t n = strcspn(*a, "\n"), m = strcspn(*b, "\n");
        if (n != m || strncmp(*a, *b, n) != 0)
            return;
        *a += n + ((*a)[n] != '\0');
        *b += m + ((*b)[m] != '\0');
    }
}

static int
line_length(const char *text)
{
    const size_t n = strcspn(text, "\n");
    return n < 120 ? (int) n : 120;
}

/* One value on a line: the first that differs says where to look. */
static bool
another_text(const struct asy_results *self, const struct asy_results_scenario *wanted,
             const char *text, struct asy_error *err)
{
    const char *then = text ? text : "", *now = wanted->text;

    part(&then, &now);
    return asy_fail(err, ASY_E_RESULTS, self->path,
                    "was made of another text of scenario %.60s (then: %.*s; now: %.*s): not "
                    "resumed",
                    wanted->name, line_length(then), then, line_length(now), now);
}

static bool
same_text(struct asy_results *self, int i, const struct asy_results_scenario *wanted,
          struct asy_error *err)
{
    sqlite3_stmt *stmt;
    bool row;
    char digest[64];

    if (!asy_sql_prepare(self, &stmt, "SELECT digest, text FROM scenario WHERE id = ?", err))
        return false;
    sqlite3_bind_int(stmt, 1, i);
    bool ok = asy_sql_step(self, stmt, &row, err);
    if (ok && row) {
        asy_sql_text(stmt, 0, digest, sizeof digest);
        ok = strcmp(digest, wanted->digest) == 0 ||
             another_text(self, wanted, (const char *) sqlite3_column_text(stmt, 1), err);
    }
    sqlite3_finalize(stmt);
    return ok;
}

static const char *
draws_text(char *out, size_t size, uint32_t n)
{
    snprintf(out, size, n ? "the first %u draws" : "all draws", n);
    return out;
}

static bool
same_draws(const struct asy_results *self, const struct asy_results_entry *then,
           const struct asy_results_scenario *now, struct asy_error *err)
{
    char a[48], b[48];

    return then->n_draws == now->n_draws ||
           asy_fail(err, ASY_E_RESULTS, self->path, "has %.60s on %s, not on %s: not resumed",
                    now->name, draws_text(a, sizeof a, then->n_draws),
                    draws_text(b, sizeof b, now->n_draws));
}

bool
asy_same_scenarios(struct asy_results *self, const struct asy_results_head *head,
                   struct asy_error *err)
{
    if (!same_names(self, head, err))
        return false;
    if (self->info.n_scenarios != head->n_scenarios) /* a name twice: no file of ours */
        return asy_fail(err, ASY_E_RESULTS, self->path, "has %d scenarios, not %d",
                        self->info.n_scenarios, head->n_scenarios);
    for (int i = 0; i < head->n_scenarios; i++)
        if (!same_text(self, i, &head->scenarios[i], err) ||
            !same_draws(self, &self->entries[i], &head->scenarios[i], err))
            return false;
    return true;
}
