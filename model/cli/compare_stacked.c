/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row where the terminal has no room for columns: each world on lines of its own. */
#include "cli/compare.h"

#include <string.h>

struct asy_summary
asy_cell_scaled(struct asy_summary s, double per)
{
    s.median /= per;
    s.low /= per;
    s.high /= per;
    s.error /= per;
    s.low_error /= per;
    s.high_error /= per;
    return s;
}

static void
put_world(const struct asy_comparison *self, const char *name, const struct asy_summary *s,
          bool fixed, const struct asy_compared *c, bool is_difference)
{
    const struct asy_summary scaled = asy_cell_scaled(*s, c->row->per);
    char median[64], range[64], line[200];

    asy_cell_median(median, sizeof median, &scaled, c->row->style, is_difference);
    asy_cell_range(range, sizeof range, &scaled, fixed, c->row->style, is_difference);
    snprintf(line, sizeof line, "%s %s%s%s%s", name, median, *range ? " (" : "", range,
             *range ? ")" : "");
    asy_say_hanging(stdout, line, 4, 6, self->layout.width);
}

void
asy_compare_stacked(const struct asy_comparison *self, const struct asy_compared *c,
                    const char *worse, const char *pairing)
{
    char line[ASY_ROW_LABEL + 8];

    snprintf(line, sizeof line, "%s%s", c->row->label, asy_note_mark(c));
    asy_say_hanging(stdout, line, 2, 2, self->layout.width);
    put_world(self, "baseline:", &c->baseline, c->baseline_fixed, c, false);
    if (!self->n_reforms)
        return;
    put_world(self, "with the reform:", &c->reform, c->reform_fixed, c, false);
    put_world(self, "difference:", &c->difference.summary, c->difference_fixed, c, true);
    if (strcmp(worse, "-") != 0)
        printf("    worse: %s\n", worse);
    if (*pairing)
        asy_say_hanging(stdout, pairing, 4, 6, self->layout.width);
    if (*asy_per_thousand_words(line, sizeof line, self, c))
        asy_say_hanging(stdout, line, 4, 6, self->layout.width);
    if (*asy_rate_words(line, sizeof line, c))
        asy_say_hanging(stdout, line, 4, 6, self->layout.width);
}
