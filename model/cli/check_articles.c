/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim check: what becomes of the text whose name a reform bears, by the ledger beside it
   (scenario/articles.h): how many articles it models, how many hold already, and each one that
   it leaves out, with the reason. */
#include "cli/check.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = 100 };

static bool
add(struct asy_check_articles *self, const char *file, const char *name, bool alone,
    const struct asy_scenario *base, const struct asy_scenario *reform, struct asy_errors *errs)
{
    struct asy_articles *const list = realloc(self->list, (self->n + 1) * sizeof *list);

    if (!list) {
        asy_errors_add(errs, ASY_E_RESOURCES, "ledger", "out of memory");
        return false;
    }
    self->list = list;
    self->list[self->n] = (struct asy_articles){ 0 };
    return asy_articles_read(&self->list[self->n++], file, name, alone, base, reform, errs);
}

/* "no-stc" of "scenarios/reforms/no-stc.cfg", as the scenario calls it. */
static const char *
name_of(const char *file, char *out, size_t size)
{
    const char *const slash = strrchr(file, '/'), *const name = slash ? slash + 1 : file;
    const char *const dot = strrchr(name, '.');
    const size_t n = dot && dot > name ? (size_t) (dot - name) : strlen(name);

    snprintf(out, size, "%.*s", (int) n, name);
    return out;
}

bool
asy_check_articles_find(struct asy_check_articles *self, const struct asy_job *job,
                        const struct asy_lineup *lineup, int i, struct asy_errors *errs)
{
    const struct asy_scenario *const base = lineup->list[0], *const reform = lineup->list[i];
    struct asy_part part;
    const bool is_package = asy_scenario_part(reform, 0, &part);
    const size_t n_before = job->together && job->n_reforms ? job->n_reforms - 1 : 0;
    const bool is_stack = job->together && job->n_reforms && i == 1;
    const size_t first = is_stack ? 0 : n_before + (size_t) i - 1;
    const size_t n = is_package ? 0 : is_stack ? job->n_reforms : 1;
    char name[256];
    bool ok = true;

    for (size_t k = 0; asy_scenario_part(reform, k, &part); k++)
        ok &= add(self, part.file, part.name, false, base, reform, errs);
    for (size_t k = first; k < first + n; k++)
        ok &= add(self, lineup->files[k], name_of(lineup->files[k], name, sizeof name), n == 1,
                  base, reform, errs);
    return ok;
}

void
asy_check_articles_free(struct asy_check_articles *self)
{
    for (size_t i = 0; i < self->n; i++)
        asy_articles_free(&self->list[i]);
    free(self->list);
}

/* ---- in words ---------------------------------------------------------------------------- */

static void
print_counts(const struct asy_articles *self, bool named)
{
    char line[400];
    const size_t press = self->n_marked[ASY_READ_IN_PRESS];
    const size_t memory = self->n_marked[ASY_READ_IN_MEMORY];
    const int n =
        snprintf(line, sizeof line,
                 "Of the text%s%.100s: %zu article%s, of which %zu in the reform, %zu "
                 "as the law stands already, %zu outside the model",
                 named ? " of " : "", named ? self->reform : "", self->n,
                 self->n == 1 ? "" : "s", self->n_of[ASY_ARTICLE_MODELLED],
                 self->n_of[ASY_ARTICLE_HELD], self->n_of[ASY_ARTICLE_OUTSIDE]);

    if (press + memory > 0)
        snprintf(line + n, sizeof line - (size_t) n,
                 " (not read in the text itself: %zu from press or comment, %zu from memory)",
                 press, memory);
    asy_say_hanging(stdout, line, 2, 4, WIDTH);
}

void
asy_check_articles_print(const struct asy_check_articles *self)
{
    for (size_t i = 0; i < self->n; i++) {
        const struct asy_articles *const ledger = &self->list[i];
        if (ledger->file)
            print_counts(ledger, self->n > 1);
        for (size_t k = 0; k < ledger->n; k++) {
            const struct asy_article *const one = &ledger->list[k];
            char line[3200];
            if (one->status != ASY_ARTICLE_OUTSIDE)
                continue;
            snprintf(line, sizeof line, "outside: %s, %s: %s", one->article, one->says,
                     one->why);
            asy_say_hanging(stdout, line, 4, 6, WIDTH);
        }
    }
}

/* ---- as JSON ----------------------------------------------------------------------------- */

static json_t *
keys_of(const char *keys)
{
    json_t *const list = json_array();

    for (const char *at = keys; *at;) {
        const size_t n = strcspn(at, " ");
        json_array_append_new(list, json_stringn(at, n));
        at += n + (at[n] == ' ');
    }
    return list;
}

static json_t *
text_or_null(const char *text)
{
    return *text ? json_string(text) : json_null();
}

static json_t *
article_of(const struct asy_article *one)
{
    return json_pack("{s:s, s:s, s:s, s:o, s:o, s:s, s:o, s:i}", "article", one->article,
                     "says", one->says, "status", asy_article_status_name(one->status), "keys",
                     keys_of(one->keys), "case", text_or_null(one->example), "mark",
                     asy_article_mark_name(one->mark), "why", text_or_null(one->why), "line",
                     one->line);
}

json_t *
asy_check_articles_json(const struct asy_check_articles *self)
{
    json_t *const list = json_array();

    for (size_t i = 0; self && i < self->n; i++) {
        const struct asy_articles *const ledger = &self->list[i];
        json_t *const articles = json_array();
        for (size_t k = 0; k < ledger->n; k++)
            json_array_append_new(articles, article_of(&ledger->list[k]));
        if (ledger->file)
            json_array_append_new(
                list, json_pack("{s:s, s:s, s:I, s:I, s:I, s:o}", "reform", ledger->reform,
                                "file", ledger->file, "modelled",
                                (json_int_t) ledger->n_of[ASY_ARTICLE_MODELLED], "held",
                                (json_int_t) ledger->n_of[ASY_ARTICLE_HELD], "outside",
                                (json_int_t) ledger->n_of[ASY_ARTICLE_OUTSIDE], "articles",
                                json_incref(articles)));
        json_decref(articles);
    }
    return list;
}
