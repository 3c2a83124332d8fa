/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/committed.h"
#include "life/outcomes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { N_PARTS = ASY_N_METRICS + 3 };

static const char *
part_name(int i)
{
    static const char *const others[] = { "paired", "flows", "chains" };
    return i < ASY_N_METRICS ? asy_metrics[i].name : others[i - ASY_N_METRICS];
}

static uint64_t
part(const struct asy_digest *parts, int i)
{
    const uint64_t others[] = { parts->paired, parts->flows, parts->chains };
    return i < ASY_N_METRICS ? parts->outcome[i] : others[i - ASY_N_METRICS];
}

/* -1: none of today's. */
static int
find(const char *name)
{
    int i = N_PARTS - 1;
    while (i >= 0 && strcmp(part_name(i), name) != 0)
        i--;
    return i;
}

static bool
knows(const struct committed *self, const char *name)
{
    for (int i = 0; i < self->n; i++)
        if (strcmp(self->name[i], name) == 0)
            return true;
    return false;
}

void
committed_open(struct committed *self, const char *path, const char *variable)
{
    const char *const wish = getenv(variable);
    char line[512];
    *self = (struct committed){ .path = path, .write = wish && strcmp(wish, "write") == 0 };
    for (int i = 0; self->write && i < N_PARTS; i++)
        snprintf(self->name[self->n++], sizeof self->name[0], "%s", part_name(i));
    FILE *const file = self->write ? NULL : fopen(path, "r");
    if (!file && !self->write)
        fail_msg("%s cannot be opened", path);
    while (file && fgets(line, sizeof line, file))
        if (self->n < COMMITTED_MOST && sscanf(line, "outcome %47s", self->name[self->n]) == 1)
            self->n++;
    if (file)
        fclose(file);
    assert_in_range(self->n, 100, COMMITTED_MOST); /* a table without a list holds nothing */
}

uint64_t
committed_sum(const struct committed *self, const struct asy_digest *parts)
{
    uint64_t sum = 0;
    for (int i = 0; i < self->n; i++)
        sum += find(self->name[i]) < 0 ? 0 : part(parts, find(self->name[i]));
    return sum;
}

void
committed_print(const struct committed *self, const struct asy_digest *all, FILE *out)
{
    for (int i = 0; i < self->n; i++) {
        const int at = find(self->name[i]);
        if (at < 0)
            fprintf(out, "outcome %s is no longer in the catalogue\n", self->name[i]);
        else
            fprintf(out, "outcome %s %016" PRIx64 "\n", self->name[i], part(all, at));
    }
    for (int i = 0; i < N_PARTS; i++)
        if (!knows(self, part_name(i)))
            print_message("outcome %s is new: no committed digest holds it yet\n",
                          part_name(i));
}

static int
compare(FILE *file, const char *text)
{
    char line[512];
    int n_moved = 0;
    for (const char *at = text; *at;) {
        const size_t n = strcspn(at, "\n");
        const bool there = fgets(line, sizeof line, file) != NULL;
        if (!there || strncmp(at, line, n) != 0 || line[n] != '\n') {
            print_error("now       %.*s\ncommitted %.*s\n", (int) n, at,
                        there ? (int) strcspn(line, "\n") : 7, there ? line : "nothing");
            n_moved++;
        }
        at += n + (at[n] == '\n');
    }
    return n_moved + (fgets(line, sizeof line, file) != NULL);
}

void
committed_hold(const struct committed *self, const char *text, const char *variable)
{
    FILE *const file = fopen(self->path, self->write ? "w" : "r");
    if (!file)
        fail_msg("%s cannot be opened", self->path);
    const int n_moved = self->write ? (fputs(text, file) < 0) : compare(file, text);
    assert_int_equal(fclose(file), 0);
    if (n_moved)
        fail_msg("%d lines of %s have moved. Where this is meant, run the test with %s=write "
                 "and say under \"Results changed\" of CHANGELOG.md what moved and why",
                 n_moved, self->path, variable);
    if (self->write)
        print_message("written: %s; now edit \"Results changed\" in CHANGELOG.md\n",
                      self->path);
}
