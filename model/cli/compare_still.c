/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a table leaves out, and says so: rows that nobody is in, outcomes that are not counted
   so, and rows that do not move by more than their error, unless the reform is about them. */
#include "cli/compare.h"

#include <string.h>

bool
asy_is_still(const struct asy_comparison *self, const struct asy_compared *c, int table)
{
    const bool is_of_many =
        self->options->by || (self->sentences && c->row->because[table] == ASY_BECAUSE_COMMON);
    return self->n_reforms > 0 && is_of_many && !self->options->all && !asy_is_moved(c);
}

static void
put(const struct asy_comparison *self, const char *line)
{
    asy_say_wrapped(stdout, line, 2, self->layout.width);
}

/* Of a breakdown how many; else which, so that no harm is passed over in silence. */
static void
put_still(const struct asy_comparison *self, int table)
{
    const struct asy_compared *const list = &self->list[(size_t) table * self->n_rows];
    char names[4000] = "", line[4200];
    size_t used = 0;
    int n = 0;

    for (size_t i = 0; i < self->n_rows; i++) {
        const struct asy_compared *const c = &list[i];
        if (asy_notes_hidden(self, c, table) || !asy_is_still(self, c, table) ||
            (self->options->by && c->is_empty))
            continue;
        const int length = (int) strcspn(c->row->label, "(");
        if (used + ASY_ROW_LABEL < sizeof names)
            used +=
                (size_t) snprintf(names + used, sizeof names - used, "%s%.*s", n ? "; " : "",
                                  length - (c->row->label[length] == '('), c->row->label);
        n++;
    }
    if (n == 0)
        return;
    if (self->options->by)
        snprintf(line, sizeof line,
                 "(%d row%s that %s not change by more than the margin of error %s left out; "
                 "--all shows %s)",
                 n, n == 1 ? "" : "s", n == 1 ? "does" : "do", n == 1 ? "is" : "are",
                 n == 1 ? "it" : "them");
    else
        snprintf(line, sizeof line,
                 "No change by more than the margin of error (--all shows the figures): %s.",
                 names);
    putchar('\n');
    put(self, line);
}

void
asy_compare_left_out(const struct asy_comparison *self, int table, int n_empty)
{
    char line[200];

    if (n_empty) {
        putchar('\n');
        snprintf(line, sizeof line, "(%d line%s without anybody in any world %s left out)",
                 n_empty, n_empty == 1 ? "" : "s", n_empty == 1 ? "is" : "are");
        put(self, line);
    }
    put_still(self, table);
    if (self->n_left_out) {
        snprintf(line, sizeof line,
                 "(%d outcome%s not counted by such a place or period %s left out)",
                 self->n_left_out, self->n_left_out == 1 ? "" : "s",
                 self->n_left_out == 1 ? "is" : "are");
        put(self, line);
    }
}
