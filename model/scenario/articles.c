/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger of a reform that bears the name of a text (articles.h), read and held against what
   the reform sets: all that is wrong with it in one pass, each at its line. */
#define _POSIX_C_SOURCE 200809L /* lstat */
#include "scenario/articles.h"

#include "base/near.h"
#include "scenario/ledger.h"
#include "text/whole.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_BYTES = 1 << 20 };
static const char *const statuses[] = { "modelled", "held", "outside", NULL };
static const char *const marks[] = { "text", "press", "memory", NULL };

void
asy_ledger_fault(struct asy_ledger *self, const char *format, ...)
{
    char where[160], what[480];
    va_list args;

    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    snprintf(where, sizeof where, "%.140s:%d", self->out->file, self->line);
    asy_errors_add(self->errs, ASY_E_INPUT, where, "%s", what);
}

/* ---- a row ------------------------------------------------------------------------------- */

/* Which of the words it is; -1, and said, where it is none. */
static int
read_word(struct asy_ledger *self, const char *column, const char *text,
          const char *const *words)
{
    struct asy_near near = { .word = text };
    char hint[80];
    int i = 0;

    for (; words[i]; i++) {
        if (strcmp(words[i], text) == 0)
            return i;
        asy_near_try(&near, words[i]);
    }
    asy_ledger_fault(self, "%s = '%.60s', expected %s, %s or %s%s", column, text, words[0],
                     words[1], words[2], asy_near_hint(&near, hint, sizeof hint));
    return -1;
}

static void
need(struct asy_ledger *self, const char *cell, const char *what, const char *why)
{
    if (!*cell)
        asy_ledger_fault(self, "%s is empty: %s", what, why);
}

static void
check_status(struct asy_ledger *self, const struct asy_article *one, const char *keys,
             bool changed)
{
    if (one->status == ASY_ARTICLE_OUTSIDE)
        need(self, one->why, "why", "an article outside the model says why it is left out");
    if (one->status != ASY_ARTICLE_MODELLED)
        return;
    need(self, keys, "keys", "a modelled article names the keys that the reform sets");
    need(self, one->example, "case",
         "a modelled article names a rule case, as 'file: name of the case' of tests/cases");
    if (*keys && !changed)
        asy_ledger_fault(
            self,
            "%.60s is modelled, but the reform changes none of its keys (%.200s): is it held, "
            "or outside?",
            one->article, keys);
}

static bool
is_said_before(const struct asy_articles *self, const struct asy_article *one, int *line)
{
    for (size_t i = 0; i < self->n; i++)
        if (strcmp(self->list[i].article, one->article) == 0 &&
            strcmp(self->list[i].says, one->says) == 0) {
            *line = self->list[i].line;
            return true;
        }
    return false;
}

static void
keep(struct asy_ledger *self, const struct asy_article *one)
{
    struct asy_articles *const out = self->out;

    if (out->n == out->room) {
        const size_t room = out->room ? 2 * out->room : 32;
        struct asy_article *const list = realloc(out->list, room * sizeof *list);
        if (!list) {
            out->pool.failed = true;
            return;
        }
        out->list = list;
        out->room = room;
    }
    out->list[out->n++] = *one;
    out->n_of[one->status]++;
    out->n_marked[one->mark]++;
}

static void
read_article(struct asy_ledger *self, char *const cell[ASY_LEDGER_COLUMNS])
{
    struct asy_pool *const pool = &self->out->pool;
    struct asy_article one = { .article = asy_pool_text(pool, cell[ASY_LEDGER_ARTICLE]),
                               .says = asy_pool_text(pool, cell[ASY_LEDGER_SAYS]),
                               .why = asy_pool_text(pool, cell[ASY_LEDGER_WHY]),
                               .example = asy_pool_text(pool, cell[ASY_LEDGER_CASE]),
                               .line = self->line };
    bool changed;
    int other;

    if (pool->failed)
        return;
    const int status = read_word(self, "status", cell[ASY_LEDGER_STATUS], statuses);
    const int mark = read_word(self, "mark", cell[ASY_LEDGER_MARK], marks);
    need(self, one.article, "article", "which article of the text is it, as 'art. 20(4)'?");
    need(self, one.says, "says", "what the article says, in a few words");
    one.keys = asy_ledger_keys(self, cell[ASY_LEDGER_KEYS], &changed);
    const char *const colon = strstr(one.example, ": ");
    if (*one.example && (!colon || colon == one.example || !colon[2]))
        asy_ledger_fault(
            self, "case = '%.60s', expected 'file: name of the case', as in 'dublin: ...'",
            one.example);
    if (status >= 0) {
        one.status = (enum asy_article_status) status;
        check_status(self, &one, cell[ASY_LEDGER_KEYS], changed);
    }
    if (is_said_before(self->out, &one, &other))
        asy_ledger_fault(self, "%.60s says the same as in line %d", one.article, other);
    one.mark = mark >= 0 ? (enum asy_article_mark) mark : ASY_READ_IN_MEMORY;
    if (one.keys)
        keep(self, &one);
}

/* ---- the file ---------------------------------------------------------------------------- */

/* "reforms/x.csv" of "reforms/x.cfg". */
static const char *
file_of(struct asy_pool *pool, const char *reform)
{
    const char *const slash = strrchr(reform, '/'), *const name = slash ? slash + 1 : reform;
    const char *const dot = strrchr(name, '.');
    const size_t n = dot && dot > name ? (size_t) (dot - reform) : strlen(reform);

    return asy_pool_format(pool, "%.*s.csv", (int) n, reform);
}

bool
asy_articles_read(struct asy_articles *self, const char *reform_file, const char *name,
                  bool alone, const struct asy_scenario *base,
                  const struct asy_scenario *reform, struct asy_errors *errs)
{
    const size_t before = errs->n + errs->n_more;
    const char *const file = file_of(&self->pool, reform_file);
    struct asy_error err = { 0 };
    struct stat about;

    self->reform = asy_pool_text(&self->pool, name);
    if (file &&
        (strcmp(file, reform_file) == 0 || (lstat(file, &about) != 0 && errno == ENOENT)))
        return true;
    self->file = file;
    char *const text = file ? asy_whole_read(file, &err) : NULL;
    struct asy_ledger ledger = { .out = self,
                                 .base = base,
                                 .reform = reform,
                                 .reform_name = name,
                                 .alone = alone,
                                 .errs = errs,
                                 .line = 1 };
    if (file && !text)
        asy_errors_add(errs, err.code, err.where, "%s", err.what);
    else if (text && strlen(text) > MOST_BYTES)
        asy_ledger_fault(&ledger, "a ledger of more than 1 MB");
    else if (text)
        asy_ledger_read(&ledger, text, read_article);
    free(text);
    free(ledger.changed);
    if (self->pool.failed)
        asy_errors_add(errs, ASY_E_RESOURCES, "ledger", "out of memory");
    return errs->n + errs->n_more == before;
}

void
asy_articles_free(struct asy_articles *self)
{
    free(self->list);
    asy_pool_free(&self->pool);
    *self = (struct asy_articles){ 0 };
}

const char *
asy_article_status_name(enum asy_article_status status)
{
    return statuses[status];
}

const char *
asy_article_mark_name(enum asy_article_mark mark)
{
    return marks[mark];
}
