/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A full-text index in memory. Nothing of it is ever written. */
#define _XOPEN_SOURCE 700 /* open_memstream */
#include "store/words.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

struct asy_words {
    sqlite3 *db;
    sqlite3_stmt *add, *add_plain, *find;
    int n_fields;
};

static bool
fail(const struct asy_words *self, struct asy_error *err)
{
    return asy_fail(err, self && self->db ? ASY_E_INTERNAL : ASY_E_RESOURCES, "index of words",
                    "%s", self && self->db ? sqlite3_errmsg(self->db) : "out of memory");
}

static bool
run(struct asy_words *self, const char *sql)
{
    return sqlite3_exec(self->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static bool
prepare(struct asy_words *self, sqlite3_stmt **out, const char *sql)
{
    return sqlite3_prepare_v2(self->db, sql, -1, out, NULL) == SQLITE_OK;
}

/* "a, b, c" of what is written of each field. */
static void
list_fields(FILE *out, int n, const char *before, const double *weights)
{
    for (int i = 0; i < n; i++) {
        fputs(i ? ", " : before, out);
        if (weights)
            fprintf(out, "%g", weights[i]);
        else
            fprintf(out, "f%d", i);
    }
}

/* The statement made of three parts, with the fields between them. */
static bool
prepare_with(struct asy_words *self, sqlite3_stmt **out, const char *head, const char *tail,
             const double *weights)
{
    char *sql = NULL;
    size_t size = 0;
    FILE *text = open_memstream(&sql, &size);

    if (!text)
        return false;
    fputs(head, text);
    list_fields(text, self->n_fields, "", weights);
    fputs(tail, text);
    bool ok = fclose(text) == 0;
    ok = ok && (out ? prepare(self, out, sql) : run(self, sql));
    free(sql);
    return ok;
}

/* Stemmed to be searched, and plain, for its vocabulary: what was meant by a word misspelt. */
static bool
make_tables(struct asy_words *self, const double *weights)
{
    char tail[] = ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    tail[sizeof ") VALUES (?" - 1 + 3 * (size_t) self->n_fields] = ')';
    tail[sizeof ") VALUES (?" + 3 * (size_t) self->n_fields] = '\0';
    return prepare_with(self, NULL, "CREATE VIRTUAL TABLE t USING fts5(",
                        ", tokenize = 'porter unicode61 remove_diacritics 2')", NULL) &&
           run(self, "CREATE VIRTUAL TABLE plain USING fts5(f, tokenize = 'unicode61 "
                     "remove_diacritics 2');"
                     "CREATE VIRTUAL TABLE words USING fts5vocab(plain, row);"
                     "BEGIN") &&
           prepare_with(self, &self->add, "INSERT INTO t(rowid, ", tail, NULL) &&
           prepare(self, &self->add_plain, "INSERT INTO plain(f) VALUES (?)") &&
           prepare_with(self, &self->find, "SELECT rowid - 1, -bm25(t, ",
                        ") FROM t WHERE t MATCH ?", weights);
}

struct asy_words *
asy_words_create(int n_fields, const double *weights, struct asy_error *err)
{
    struct asy_words *const self = calloc(1, sizeof *self);

    if (!self) {
        fail(NULL, err);
        return NULL;
    }
    self->n_fields = n_fields < ASY_MOST_FIELDS ? n_fields : ASY_MOST_FIELDS;
    if (sqlite3_open(":memory:", &self->db) == SQLITE_OK && make_tables(self, weights))
        return self;
    fail(self, err);
    asy_words_destroy(self);
    return NULL;
}

void
asy_words_destroy(struct asy_words *self)
{
    if (!self)
        return;
    sqlite3_finalize(self->add);
    sqlite3_finalize(self->add_plain);
    sqlite3_finalize(self->find);
    sqlite3_close(self->db);
    free(self);
}

static bool
step(sqlite3_stmt *statement)
{
    const bool ok = sqlite3_step(statement) == SQLITE_DONE;
    sqlite3_reset(statement);
    return ok;
}

bool
asy_words_add(struct asy_words *self, int number, const char *const *fields,
              struct asy_error *err)
{
    sqlite3_bind_int(self->add, 1, number + 1); /* 0 is no row of SQLite's choosing */
    for (int i = 0; i < self->n_fields; i++) {
        sqlite3_bind_text(self->add, 2 + i, fields[i], -1, SQLITE_TRANSIENT);
        sqlite3_bind_text(self->add_plain, 1, fields[i], -1, SQLITE_TRANSIENT);
        if (fields[i] && !step(self->add_plain))
            return fail(self, err);
    }
    return step(self->add) || fail(self, err);
}

/* "one" OR "two three": phrases of the index's own language, in which only quotes mean
   anything. */
static char *
expression(const char *const *words, size_t n)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    if (!out)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        fputs(i ? " OR \"" : "\"", out);
        for (const char *at = words[i]; *at; at++)
            if (*at != '"')
                fputc(*at, out);
        fputc('"', out);
    }
    if (fclose(out) == 0)
        return text;
    free(text);
    return NULL;
}

bool
asy_words_find(struct asy_words *self, const char *const *words, size_t n,
               void (*take)(void *user, int number, double score), void *user,
               struct asy_error *err)
{
    char *const text = expression(words, n);
    int code;

    if (!text)
        return fail(NULL, err);
    sqlite3_bind_text(self->find, 1, text, -1, SQLITE_TRANSIENT);
    while ((code = sqlite3_step(self->find)) == SQLITE_ROW)
        take(user, sqlite3_column_int(self->find, 0), sqlite3_column_double(self->find, 1));
    sqlite3_reset(self->find);
    free(text);
    return code == SQLITE_DONE || fail(self, err);
}

bool
asy_words_each(struct asy_words *self, void (*take)(void *user, const char *word), void *user,
               struct asy_error *err)
{
    sqlite3_stmt *all = NULL;
    int code = SQLITE_ERROR;

    if (prepare(self, &all, "SELECT term FROM words ORDER BY term"))
        while ((code = sqlite3_step(all)) == SQLITE_ROW)
            take(user, (const char *) sqlite3_column_text(all, 0));
    sqlite3_finalize(all);
    return code == SQLITE_DONE || fail(self, err);
}
