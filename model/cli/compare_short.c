/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The comparison in two sentences, for who reads no further. */
#include "cli/compare.h"

#include <math.h>
#include <string.h>

/* 1 when surely worse, -1 when surely better, else 0; 0 too where only more or fewer come. */
static int
verdict(const struct asy_compared *c)
{
    if (*asy_note_mark(c)) /* told apart, see asy_notes_short */
        return 0;
    return c->row->worse *
           asy_surely(&c->difference, c->among ? &c->moved : NULL, c->row->worse);
}

static void
put_list(const struct asy_comparison *self, int table, int wanted, const char *head)
{
    char text[8192];
    size_t used = (size_t) snprintf(text, sizeof text, "%s", head);
    int n = 0;

    for (size_t i = 0; i < self->n_rows; i++) {
        const struct asy_compared *c = &self->list[(size_t) table * self->n_rows + i];
        char median[64];
        if (verdict(c) != wanted || asy_notes_hidden(self, c, table) ||
            used + ASY_ROW_LABEL + 96 > sizeof text)
            continue;
        struct asy_summary s = c->difference.summary;
        s.median /= c->row->per;
        s.error = (double) NAN; /* the table says it */
        asy_cell_median(median, sizeof median, &s, c->row->style, true);
        /* without what the label adds in brackets */
        const int length = (int) strcspn(c->row->label, "(");
        const int blank = length > 0 && c->row->label[length] == '(';
        used +=
            (size_t) snprintf(text + used, sizeof text - used, "%s %.*s%s (%s)", n ? ";" : "",
                              length - blank, c->row->label, asy_note_mark(c), median);
        n++;
    }
    if (n == 0)
        used +=
            (size_t) snprintf(text + used, sizeof text - used, " none of the outcomes below");
    snprintf(text + used, sizeof text - used, ".");
    asy_say_wrapped(stdout, text, 2, self->layout.width);
}

void
asy_compare_short(const struct asy_comparison *self, int table)
{
    if (asy_compare_draws(self) < ASY_LEAST_DRAWS || self->options->by)
        return; /* too few for a verdict; or too many lines to be short */
    put_list(self, table, 1, "Clearly worse (zero lies outside the range):");
    put_list(self, table, -1, "Clearly better (zero lies outside the range):");
    putchar('\n');
}
