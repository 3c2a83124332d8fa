/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a comparison in columns: medians, and below each the range of 90 in 100 histories.
 */
#include "cli/bars.h"
#include "cli/compare.h"

#include <math.h>
#include <string.h>

enum { LINE = 132 }; /* bytes of a line of the first column */

/* Cuts a label into lines of the first column. How many; 0 where it takes more than `most`. */
static int
cut(const struct asy_layout *layout, const char *label, int most,
    char lines[ASY_MOST_LINES][LINE])
{
    const int width = layout->label - 2;
    int n = 0;

    lines[0][0] = '\0';
    while (*label) {
        const size_t word = strcspn(label, " ");
        char text[LINE];
        snprintf(text, sizeof text, "%.*s", (int) (word < LINE - 1 ? word : LINE - 1), label);
        char *const line = lines[n];
        const size_t used = strlen(line);
        if (used > 0 && asy_say_width(line) + 1 + asy_say_width(text) > width) {
            if (++n == most)
                return 0;
            lines[n][0] = '\0';
            continue;
        }
        if (asy_say_width(text) > width || used + word + 2 > LINE)
            return 0;
        snprintf(line + used, LINE - used, "%s%s", used ? " " : "", text);
        label += word;
        label += strspn(label, " ");
    }
    return n + 1;
}

/* Takes off as many words as the column holds, at least one; what follows a sign that stands
   for it, as in "± 3", stays with it. */
static void
take_words(const char **text, int width, char out[64])
{
    static const char sign[] = "\xc2\xb1";
    const char *end = *text, *p = *text;

    if (asy_say_width(*text) <= width) {
        snprintf(out, 64, "%s", *text);
        *text += strlen(*text);
        return;
    }
    while (*p) {
        p += strcspn(p, " ");
        const size_t n = (size_t) (p - *text);
        snprintf(out, 64, "%.*s", (int) (n < 63 ? n : 63), *text);
        const bool ends = n < 2 || strncmp(p - 2, sign, 2) != 0;
        if (end > *text && asy_say_width(out) > width)
            break;
        end = ends ? p : end;
        p += strspn(p, " ");
    }
    snprintf(out, 64, "%.*s", (int) (end - *text < 63 ? end - *text : 63), *text);
    *text = end + strspn(end, " ");
}

/* A cell too wide for its column goes on below. */
static void
put_line(const struct asy_layout *layout, const char *label, char cells[][64], int n_cells,
         const char *last, const char *style)
{
    const char *rest[3] = { "", "", "" };
    char words[64];
    bool more = true;

    for (int i = 0; i < n_cells; i++)
        rest[i] = cells[i];
    while (more) {
        more = false;
        fputs(style, stdout);
        printf("  ");
        asy_say_padded(stdout, label, n_cells ? layout->label - 2 : 0);
        for (int i = 0; i < n_cells; i++) {
            take_words(&rest[i], layout->column - 1, words);
            putchar(' ');
            asy_say_padded(stdout, words, -(layout->column - 1));
            more = more || *rest[i];
        }
        if (*last)
            asy_say_padded(stdout, last, -layout->last);
        puts(*style ? asy_say_plain() : "");
        label = last = "";
    }
}

/* Below its numbers: the paired difference about the line of no difference, or the baseline
   alone from zero. Each outcome has its own scale. Two bars for two worlds would mislead: they
   overlap where the difference on the same people is sure. */
static void
put_bar(const struct asy_layout *layout, const struct asy_compared *c, const char *label,
        int n_cells)
{
    const bool is_difference = n_cells > 1;
    const struct asy_summary *const s = is_difference ? &c->difference.summary : &c->baseline;
    const int width =
        layout->column - 1 - layout->column % 2; /* odd: zero in a column's middle */
    double most = 0.0;
    char cells[3][64] = { "", "", "" };

    most = isfinite(s->low) ? fmax(most, fabs(s->low)) : most;
    most = isfinite(s->high) ? fmax(most, fabs(s->high)) : most;
    most = most > 0.0 ? most : 1.0; /* always zero: a dot at zero */
    const struct asy_interval interval = { .low = s->low,
                                           .median = s->median,
                                           .high = s->high,
                                           .from = is_difference ? -most : 0.0,
                                           .to = most };
    asy_draw_interval(cells[n_cells - 1], 64, width, &interval);
    put_line(layout, label, cells, n_cells, "", "");
}

/* Medians, ranges, worse in so many draws. */
static void
put_numbers(const struct asy_comparison *self, const struct asy_compared *c, const char *label,
            const char *more)
{
    const enum asy_style style = c->row->style;
    const int n_cells = self->n_reforms ? 3 : 1;
    char medians[3][64], ranges[3][64], worse[48] = "";
    const struct asy_summary base = asy_cell_scaled(c->baseline, c->row->per),
                             reform = asy_cell_scaled(c->reform, c->row->per),
                             difference = asy_cell_scaled(c->difference.summary, c->row->per);

    asy_cell_median(medians[0], 64, &base, style, false);
    asy_cell_range(ranges[0], 64, &base, c->baseline_fixed, style, false);
    if (self->n_reforms) {
        asy_cell_median(medians[1], 64, &reform, style, false);
        asy_cell_range(ranges[1], 64, &reform, c->reform_fixed, style, false);
        if (self->sentences && !self->options->all && !asy_is_moved(c))
            snprintf(medians[2], 64, "no change");
        else
            asy_cell_median(medians[2], 64, &difference, style, true);
        asy_cell_range(ranges[2], 64, &difference, c->difference_fixed, style, true);
        asy_cell_worse(worse, sizeof worse, c);
    }
    put_line(&self->layout, label, medians, n_cells, worse, "");
    if (*more || self->n_jobs > 1)
        put_line(&self->layout, more, ranges, self->n_jobs > 1 ? n_cells : 0, "",
                 asy_say_dim());
}

bool
asy_compare_has_bars(const struct asy_comparison *self)
{
    const bool too_few = asy_compare_draws(self) < ASY_LEAST_DRAWS;
    return self->layout.bars && self->n_jobs > 1 && !(self->n_reforms && too_few);
}

static void
put_dim(const struct asy_layout *layout, const char *text)
{
    fputs(asy_say_dim(), stdout);
    asy_say_hanging(stdout, text, 4, 6, layout->width);
    fputs(asy_say_plain(), stdout);
}

void
asy_compare_in_columns(const struct asy_comparison *self, const struct asy_compared *c)
{
    const struct asy_layout *const layout = &self->layout;
    char lines[ASY_MOST_LINES][LINE], empty[1][64] = { "" };
    const bool with_bar = asy_compare_has_bars(self);
    char label[sizeof c->row->label + 4], words[LINE], worse[48] = "", rate[400];

    asy_cell_pairing(words, sizeof words, c);
    if (layout->stacked) {
        asy_cell_worse(worse, sizeof worse, c);
        asy_compare_stacked(self, c, worse, self->options->pairing ? words : "");
        return;
    }
    snprintf(label, sizeof label, "%s%s", c->row->label, asy_note_mark(c));
    int n = cut(layout, label, with_bar ? 3 : 2, lines), next = 2;
    if (n == 0) { /* not beside its numbers in pieces: above them, whole */
        asy_say_hanging(stdout, label, 2, 2, layout->width);
        lines[0][0] = '\0';
        n = 1;
    }

    const int beside = asy_say_width(words) <= layout->label - 3 ? 0 : with_bar ? 3 : 2;
    while (self->options->pairing && n < beside)
        lines[n++][0] = '\0'; /* too long a text to stand beside a bar or numbers */
    if (self->n_reforms && self->options->pairing && n < ASY_MOST_LINES)
        snprintf(lines[n++], LINE, "%s", words);
    put_numbers(self, c, lines[0], n > 1 ? lines[1] : "");
    if (with_bar) {
        put_bar(layout, c, n > next ? lines[next] : "", self->n_reforms ? 3 : 1);
        next++;
    }
    for (; next < n; next++)
        put_line(layout, lines[next], empty, 0, "", "");
    if (*asy_per_thousand_words(rate, sizeof rate, self, c))
        put_dim(layout, rate);
    if (*asy_rate_words(rate, sizeof rate, c))
        put_dim(layout, rate);
}

void
asy_compare_column_heads(const struct asy_comparison *self)
{
    const bool with_reform = self->n_reforms > 0;
    char first[3][64] = { "baseline", "with the reform", "difference" };

    put_line(&self->layout, "", first, with_reform ? 3 : 1, with_reform ? "worse" : "",
             asy_say_dim());
    if (with_reform && self->n_jobs > 1)
        printf("%s%*s%s\n", asy_say_dim(), self->layout.width,
               asy_compare_draws(self) ? "in draws" : "in runs", asy_say_plain());
}
