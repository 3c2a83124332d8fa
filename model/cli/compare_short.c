/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The comparison in two sentences, for who reads no further. */
#include "cli/compare.h"

#include <math.h>
#include <string.h>

static const double sure = 0.95;

/* 1 when surely worse, -1 when surely better, else 0. */
static int
verdict(const struct asy_compared *c)
{
    if (isnan(c->p_worse))
        return 0;
    const double p_better = c->row->worse > 0 ? c->difference.p_less : c->difference.p_more;
    return c->p_worse >= sure ? 1 : p_better >= sure ? -1 : 0;
}

static void
put_list(const struct asy_comparison *self, int table, int wanted, const char *head)
{
    char text[4096];
    size_t used = (size_t) snprintf(text, sizeof text, "%s", head);
    int n = 0;

    for (size_t i = 0; i < self->n_rows; i++) {
        const struct asy_compared *c = &self->list[(size_t) table * self->n_rows + i];
        char median[64];
        if (verdict(c) != wanted || used + 256 > sizeof text)
            continue;
        struct asy_summary s = c->difference.summary;
        s.median /= c->row->per;
        s.error = (double) NAN; /* the table says it */
        asy_cell_median(median, sizeof median, &s, c->row->style, true);
        if (strchr("+-", median[0]) == NULL) /* sure, but next to nothing */
            continue;
        /* without what the label adds in brackets */
        const int length = (int) strcspn(c->row->label, "(");
        const int blank = length > 0 && c->row->label[length] == '(';
        used += (size_t) snprintf(text + used, sizeof text - used, "%s %.*s (%s)", n ? ";" : "",
                                  length - blank, c->row->label, median);
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
    if (self->n_jobs < 20 || self->options->by)
        return; /* too few to say "95 of 100"; or too many lines to be short */
    put_list(self, table, 1, "Worse in at least 95 of 100 histories:");
    put_list(self, table, -1, "Better in at least 95 of 100 histories:");
    putchar('\n');
}
