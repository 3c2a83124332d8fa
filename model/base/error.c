/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one error type, and the list in which a reader collects all errors of a file. */
#include "base/fail.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ERRORS = 200 };

/* A text that was cut may end in the midst of a UTF-8 character. */
static void
trim(char *text, size_t size)
{
    size_t n = strlen(text), begin = n;

    if (n + 1 < size)
        return;
    while (begin > 0 && n - begin < 4 && ((unsigned char) text[begin - 1] & 0xc0) == 0x80)
        begin--;
    if (begin > 0 && ((unsigned char) text[begin - 1] & 0xc0) == 0xc0)
        text[begin - 1] = '\0';
}

/* An error is one line, whatever the names in it: their ends of line are shown as "\\n". */
static void
keep_on_one_line(char *text, size_t size)
{
    for (char *at = text; (at = strchr(at, '\n')) != NULL; at += 2) {
        const size_t before = (size_t) (at - text), rest = strlen(at + 1);
        if (before + 3 > size) {
            *at = '\0';
            return;
        }
        const size_t room = size - before - 3;
        memmove(at + 2, at + 1, rest < room ? rest : room);
        at[2 + (rest < room ? rest : room)] = '\0';
        memcpy(at, "\\n", 2);
    }
}

__attribute__((format(printf, 4, 0))) static void
fill(struct asy_error *err, enum asy_code code, const char *where, const char *what,
     va_list args)
{
    err->code = code;
    snprintf(err->where, sizeof err->where, "%s", where);
    vsnprintf(err->what, sizeof err->what, what, args);
    keep_on_one_line(err->where, sizeof err->where);
    keep_on_one_line(err->what, sizeof err->what);
    trim(err->where, sizeof err->where);
    trim(err->what, sizeof err->what);
}

bool
asy_fail(struct asy_error *err, enum asy_code code, const char *where, const char *what, ...)
{
    if (err) {
        va_list args;
        va_start(args, what);
        fill(err, code, where, what, args);
        va_end(args);
    }
    return false;
}

/* What several scenarios share, the baseline above all, is read for each of them. */
static bool
has(const struct asy_errors *self, const struct asy_error *err)
{
    for (size_t i = 0; i < self->n; i++)
        if (strcmp(self->list[i].where, err->where) == 0 &&
            strcmp(self->list[i].what, err->what) == 0)
            return true;
    return false;
}

void
asy_errors_add(struct asy_errors *self, enum asy_code code, const char *where, const char *what,
               ...)
{
    struct asy_error err;
    va_list args;

    va_start(args, what);
    fill(&err, code, where, what, args);
    va_end(args);
    if (has(self, &err))
        return;
    if (self->n == self->room) {
        const size_t room = self->room ? 2 * self->room : 8;
        struct asy_error *list =
            self->n < MOST_ERRORS ? realloc(self->list, room * sizeof *list) : NULL;
        if (!list) {
            self->n_more++;
            return;
        }
        self->list = list;
        self->room = room;
    }
    self->list[self->n++] = err;
}

void
asy_errors_print(const struct asy_errors *self, FILE *out)
{
    for (size_t i = 0; self && i < self->n; i++)
        fprintf(out, "%s: %s\n", self->list[i].where, self->list[i].what);
    if (self && self->n_more)
        fprintf(out, "(and %zu more errors)\n", self->n_more);
}

void
asy_errors_free(struct asy_errors *self)
{
    if (!self)
        return;
    free(self->list);
    *self = (struct asy_errors){ 0 };
}
