/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The comparison for people: medians, and below each the range of 90 in 100 histories. */
#include "cli/bars.h"
#include "cli/compare.h"
#include "cli/terminal.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

/* ---- layout --------------------------------------------------------------------------------
 */

const struct asy_layout asy_layout_plain = {
    .width = 100, .label = 31, .column = 20, .last = 9, .most_lines = 5
};
enum { LEAST_WIDTH = 80 };

/* "200 of 200" takes more room than "20 of 20". */
static void
make_room_for(struct asy_layout *layout, size_t n_draws)
{
    char last[32];
    const int wanted = 1 + snprintf(last, sizeof last, "%zu of %zu", n_draws, n_draws);

    if (wanted > layout->last) {
        layout->label -= wanted - layout->last;
        layout->last = wanted;
    }
}

struct asy_layout
asy_layout_here(size_t n_draws)
{
    struct asy_layout layout = asy_layout_plain;
    const int width = asy_terminal_width(STDOUT_FILENO);

    make_room_for(&layout, n_draws);
    if (!asy_terminal_draws(STDOUT_FILENO) || width < LEAST_WIDTH)
        return layout;
    layout.bars = true;
    layout.most_lines = ASY_MOST_LINES;
    if (width >= layout.width)
        return layout;
    layout.width = width;
    layout.column = 18; /* "-12,345 to -11,345" */
    layout.label = width - 3 * layout.column - layout.last;
    return layout;
}

/* ---- cells ---------------------------------------------------------------------------------
 */

static const char *
unit_of(enum asy_style style, bool is_difference)
{
    return style != ASY_SHARE ? "" : is_difference ? " pts" : " %";
}

void
asy_cell_median(char *out, size_t size, const struct asy_summary *s, enum asy_style style,
                bool is_difference)
{
    char median[28], coarse[28], error[28];

    asy_say_number(median, sizeof median, s->median, style, is_difference);
    asy_say_number(coarse, sizeof coarse, fabs(s->median), style, false);
    /* as fine as what it is the error of */
    const bool is_fine = strcspn(coarse, "123456789") == strlen(coarse);
    asy_say_number(error, sizeof error, s->error, style, is_fine && s->median != 0.0);
    if (s->n == 0)
        snprintf(out, size, "nobody");
    else if (is_difference && isfinite(s->error) && strcmp(error, "0") != 0)
        snprintf(out, size, "%s \xc2\xb1 %s%s", median, error + (*error == '+'),
                 unit_of(style, true));
    else
        snprintf(out, size, "%s%s", median, unit_of(style, is_difference));
}

void
asy_cell_range(char *out, size_t size, const struct asy_summary *s, bool fixed,
               enum asy_style style, bool is_difference)
{
    char low[28], high[28];

    *out = '\0';
    if (s->n < 2)
        return;
    asy_say_number(low, sizeof low, s->low, style, is_difference);
    asy_say_number(high, sizeof high, s->high, style, is_difference);
    if (fixed)
        snprintf(out, size, "always");
    else if (strcmp(low, high) == 0)
        snprintf(out, size, "%s in 90 of 100", low);
    else
        snprintf(out, size, "%s to %s", low, high);
}

static void
worse_words(char *out, size_t size, const struct asy_compared *c)
{
    const struct asy_counted *const counted = &c->difference.counted;

    if (c->difference_fixed && counted->of > 0 && counted->more + counted->less == 0)
        snprintf(out, size, "same");
    else if (isnan(c->p_worse))
        snprintf(out, size, "-");
    else if (asy_moves_of(&c->difference.summary) == ASY_MOVES_TOO_FEW)
        snprintf(out, size, "too few");
    else
        snprintf(out, size, "%zu of %zu", c->n_worse, counted->of);
}

static void
pairing_words(char *out, size_t size, const struct asy_compared *c)
{
    const double times = c->difference.times_less;
    char text[40];

    if (!c->difference.has_second_streams) {
        snprintf(out, size, "same luck: cannot be told");
    } else if (isnan(times)) {
        snprintf(out, size, "same luck: no luck in it");
    } else if (!isfinite(times)) {
        snprintf(out, size, "same luck: no chance left");
    } else { /* where two worlds part early, the same luck means other things in each */
        asy_say_number(text, sizeof text, times < 1.0 ? 1.0 / times : times, ASY_MEAN, false);
        snprintf(out, size, "same luck: %s times %s", text, times < 1.0 ? "more" : "less");
    }
}

/* ---- rows ----------------------------------------------------------------------------------
 */

enum { LINE = 132 }; /* bytes of a line of the first column */

/* Cuts a label into lines of the first column. */
static int
cut(const struct asy_layout *layout, const char *label, char lines[ASY_MOST_LINES][LINE])
{
    const size_t width = (size_t) layout->label;
    int n = 0;

    lines[0][0] = '\0';
    while (*label && n < layout->most_lines - 1) {
        const size_t word = strcspn(label, " ");
        char *line = lines[n];
        const size_t used = strlen(line);
        if (used > 0 && used + 1 + word > width - 2) {
            lines[++n][0] = '\0';
            continue;
        }
        snprintf(line + used, LINE - used, "%s%.*s", used ? " " : "",
                 (int) (word < width ? word : width), label);
        label += word;
        label += strspn(label, " ");
    }
    return n + 1;
}

static void
put_line(const struct asy_layout *layout, const char *label, char cells[][64], int n_cells,
         const char *last, const char *style)
{
    fputs(style, stdout);
    printf("  ");
    asy_say_padded(stdout, label, n_cells ? layout->label - 2 : 0);
    for (int i = 0; i < n_cells; i++) {
        putchar(' '); /* however wide a cell is */
        asy_say_padded(stdout, cells[i], -(layout->column - 1));
    }
    if (*last)
        asy_say_padded(stdout, last, -layout->last);
    puts(*style ? asy_say_plain() : "");
}

static struct asy_summary
shown(struct asy_summary s, double per)
{
    s.median /= per;
    s.low /= per;
    s.high /= per;
    s.error /= per;
    return s;
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
    const struct asy_summary base = shown(c->baseline, c->row->per),
                             reform = shown(c->reform, c->row->per),
                             difference = shown(c->difference.summary, c->row->per);

    asy_cell_median(medians[0], 64, &base, style, false);
    asy_cell_range(ranges[0], 64, &base, c->baseline_fixed, style, false);
    if (self->n_reforms) {
        asy_cell_median(medians[1], 64, &reform, style, false);
        asy_cell_range(ranges[1], 64, &reform, c->reform_fixed, style, false);
        asy_cell_median(medians[2], 64, &difference, style, true);
        asy_cell_range(ranges[2], 64, &difference, c->difference_fixed, style, true);
        worse_words(worse, sizeof worse, c);
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
put_row(const struct asy_comparison *self, const struct asy_compared *c)
{
    const struct asy_layout *const layout = &self->layout;
    char lines[ASY_MOST_LINES][LINE], empty[1][64] = { "" };
    const bool with_bar = asy_compare_has_bars(self);
    int n = cut(layout, c->row->label, lines), next = 2;

    while (with_bar && self->options->pairing && n < 3)
        lines[n++][0] = '\0'; /* too long a text to stand beside a bar */
    if (self->n_reforms && self->options->pairing && n < layout->most_lines)
        pairing_words(lines[n++], LINE, c);
    put_numbers(self, c, lines[0], n > 1 ? lines[1] : "");
    if (with_bar) {
        put_bar(layout, c, n > next ? lines[next] : "", self->n_reforms ? 3 : 1);
        next++;
    }
    for (; next < n; next++)
        put_line(layout, lines[next], empty, 0, "", "");
}

/* ---- tables --------------------------------------------------------------------------------
 */

static void
put_columns(const struct asy_comparison *self)
{
    const bool with_reform = self->n_reforms > 0;
    char first[3][64] = { "baseline", "with the reform", "difference" };

    put_line(&self->layout, "", first, with_reform ? 3 : 1, with_reform ? "worse" : "",
             asy_say_dim());
    if (with_reform && self->n_jobs > 1)
        printf("%s%*s%s\n", asy_say_dim(), self->layout.width,
               asy_compare_draws(self) ? "in draws" : "in runs", asy_say_plain());
}

static void
put_section(const struct asy_comparison *self, const struct asy_compared *c)
{
    char years[32];

    asy_period_words(self->results, c->period, years);
    if (*c->row->section && self->options->by && strcmp(self->options->by, "year") == 0)
        printf("\n%s%s%s\n", asy_say_bold(), c->row->section, asy_say_plain());
    else if (*c->row->section)
        printf("\n%s%s, %s%s\n", asy_say_bold(), c->row->section, years, asy_say_plain());
}

static void
put_note(const struct asy_comparison *self, const char *section)
{
    const char *const note = section ? asy_section_note(section) : NULL;

    if (!note)
        return;
    fputs(asy_say_dim(), stdout);
    asy_say_wrapped(stdout, note, 2, self->layout.width);
    fputs(asy_say_plain(), stdout);
}

static void
put_table(const struct asy_comparison *self, int table)
{
    const struct asy_compared *const list = &self->list[(size_t) table * self->n_rows];
    const char *section = NULL;
    int n_empty = 0;

    put_columns(self);
    for (size_t i = 0; i < self->n_rows; i++) {
        if (list[i].is_empty && self->options->by) {
            n_empty++;
            continue;
        }
        if (!section || strcmp(section, list[i].row->section) != 0) {
            put_note(self, section);
            put_section(self, &list[i]);
        }
        section = list[i].row->section;
        put_row(self, &list[i]);
    }
    put_note(self, section);
    if (n_empty)
        printf("\n  (%d lines with nobody in any world are left out)\n", n_empty);
}

static void
put_reform(const struct asy_comparison *self, int scenario)
{
    const struct asy_results_entry *entry = asy_results_scenario(self->results, scenario);
    char line[600];

    printf("\n%s", asy_say_bold());
    for (int i = 0; i < self->layout.width; i++)
        putchar('=');
    snprintf(line, sizeof line, "Reform: %.500s", entry->title);
    putchar('\n');
    asy_say_wrapped(stdout, line, 0, self->layout.width);
    printf("%s", asy_say_plain());
    printf("  %s, in force from %s\n", entry->name, entry->in_force);
    asy_claims_print(self, scenario);
    putchar('\n');
}

int
asy_compare_print(const struct asy_comparison *self)
{
    asy_compare_header(self);
    if (self->n_reforms == 0) {
        putchar('\n');
        put_table(self, 0);
    }
    for (int r = 0; r < self->n_reforms; r++) {
        put_reform(self, r + 1);
        if (self->options->claims)
            continue;
        asy_compare_short(self, r);
        put_table(self, r);
    }
    if (asy_results_package(self->results)->n_parts)
        puts("\n  A package: 'asylsim compare FILE --package' splits its effect over its "
             "parts.");
    return ASY_OK;
}
