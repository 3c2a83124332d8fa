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
enum { LEAST_WIDTH = 80, NARROWEST = 24 };

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

/* A terminal wraps what is wider than itself, drawn upon or not. */
void
asy_layout_fit(struct asy_layout *layout)
{
    const int width = isatty(STDOUT_FILENO) ? asy_terminal_width(STDOUT_FILENO) : layout->width;

    if (width >= layout->width)
        return;
    layout->width = width < NARROWEST ? NARROWEST : width;
    layout->most_lines = ASY_MOST_LINES;
    layout->stacked = width < LEAST_WIDTH;
    layout->column = 18;
    layout->label = width - 3 * layout->column - layout->last;
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
    const struct asy_draws_moved *const counted = &c->difference.counted;

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
        snprintf(out, size, "same luck: not known");
    } else if (isnan(times)) {
        snprintf(out, size, "same luck: no chance involved");
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
put_dim(const struct asy_layout *layout, const char *text)
{
    fputs(asy_say_dim(), stdout);
    asy_say_hanging(stdout, text, 4, 6, layout->width);
    fputs(asy_say_plain(), stdout);
}

static void
put_row(const struct asy_comparison *self, const struct asy_compared *c)
{
    const struct asy_layout *const layout = &self->layout;
    char lines[ASY_MOST_LINES][LINE], empty[1][64] = { "" };
    const bool with_bar = asy_compare_has_bars(self);
    char label[sizeof c->row->label + 4], words[LINE], worse[48] = "", rate[400];

    pairing_words(words, sizeof words, c);
    if (layout->stacked) {
        worse_words(worse, sizeof worse, c);
        asy_compare_stacked(self, c, worse, self->options->pairing ? words : "");
        return;
    }
    snprintf(label, sizeof label, "%s%s", c->row->label, asy_note_mark(c));
    int n = cut(layout, label, lines), next = 2;

    const int beside = asy_say_width(words) <= layout->label - 3 ? 0 : with_bar ? 3 : 2;
    while (self->options->pairing && n < beside)
        lines[n++][0] = '\0'; /* too long a text to stand beside a bar or numbers */
    if (self->n_reforms && self->options->pairing && n < layout->most_lines)
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
    char years[32], line[400];

    asy_period_words(self->results, c->period, years);
    if (*c->row->section && self->options->by && strcmp(self->options->by, "year") == 0)
        snprintf(line, sizeof line, "%.300s", c->row->section);
    else if (*c->row->section)
        snprintf(line, sizeof line, "%.300s, %s", c->row->section, years);
    else
        return;
    printf("\n%s", asy_say_bold());
    asy_say_wrapped(stdout, line, 0, self->layout.width);
    fputs(asy_say_plain(), stdout);
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

/* Nobody in any world: of many lines, or of the place asked for, that is left out. */
static bool
is_left_out(const struct asy_comparison *self, const struct asy_compared *c)
{
    const char *const place = self->options->place;
    const bool chosen = self->options->metrics.n && !self->options->by;
    return c->is_empty &&
           (self->options->by || (place && strcmp(place, "all") != 0 && !chosen));
}

static void
put_notes(const struct asy_comparison *self, const struct asy_compared *begin,
          const struct asy_compared *end, int table)
{
    if (begin == end)
        return;
    put_note(self, begin->row->section);
    asy_notes_print(self, begin, end, table);
}

static void
put_table(const struct asy_comparison *self, int table)
{
    const struct asy_compared *const list = &self->list[(size_t) table * self->n_rows];
    const struct asy_compared *begin = list; /* of the section */
    int n_empty = 0;
    bool is_headed = false;

    if (!self->layout.stacked)
        put_columns(self);
    for (const struct asy_compared *c = list; c < list + self->n_rows; c++) {
        if (strcmp(begin->row->section, c->row->section) != 0) {
            if (is_headed)
                put_notes(self, begin, c, table);
            begin = c;
            is_headed = false;
        }
        if (asy_notes_hidden(self, c, table))
            continue;
        if (is_left_out(self, c)) {
            n_empty++;
            continue;
        }
        if (asy_is_still(self, c, table))
            continue;
        if (!is_headed)
            put_section(self, c);
        is_headed = true;
        put_row(self, c);
    }
    if (is_headed)
        put_notes(self, begin, list + self->n_rows, table);
    asy_compare_left_out(self, table, n_empty);
}

/* Of a reform that was not simulated on every draw. */
static void
put_few(const struct asy_comparison *self, const struct asy_results_entry *entry)
{
    const struct asy_results_info *const info = asy_results_info(self->results);
    const int n = asy_draws_of(info, entry);
    char line[160];

    if (n == (int) info->n_draws)
        return;
    snprintf(line, sizeof line,
             "simulated on the first %d draws, and compared with the baseline on those", n);
    asy_say_wrapped(stdout, line, 2, self->layout.width);
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
    snprintf(line, sizeof line, "%.500s, in force from %s", entry->name, entry->in_force);
    asy_say_wrapped(stdout, line, 2, self->layout.width);
    put_few(self, entry);
    asy_claims_print(self, scenario);
    putchar('\n');
}

/* One of the many that are simulated on a few draws beside the reforms asked about: its rows
   are for whoever asks for it by name. */
static bool
is_beside(const struct asy_comparison *self, int scenario)
{
    return asy_results_scenario(self->results, scenario)->n_draws > 0 && !self->options->all &&
           self->options->scenarios.n == 0;
}

static void
put_where_rows_are(const struct asy_comparison *self, int scenario)
{
    char line[400];

    snprintf(line, sizeof line, "Its table: 'asylsim compare FILE --scenario %.200s'.",
             asy_results_scenario(self->results, scenario)->name);
    putchar('\n');
    asy_say_wrapped(stdout, line, 2, self->layout.width);
}

int
asy_compare_print(const struct asy_comparison *self)
{
    struct asy_comparison here = *self;

    asy_layout_fit(&here.layout);
    self = &here;
    if (self->sentences && self->n_reforms > 0) {
        asy_sentences_print(self, self->sentences);
        if (self->options->scenarios.n == 0) /* side by side are all */
            asy_matrix_print(self);
        putchar('\n');
    }
    asy_compare_header(self);
    if (self->n_reforms == 0) {
        putchar('\n');
        put_table(self, 0);
    }
    for (int r = 0; r < self->n_reforms; r++) {
        if (!asy_compare_asked(self, r + 1))
            continue;
        put_reform(self, r + 1);
        if (self->options->claims)
            continue;
        asy_compare_short(self, r);
        asy_notes_short(self, r);
        if (is_beside(self, r + 1))
            put_where_rows_are(self, r + 1);
        else
            put_table(self, r);
    }
    if (!asy_results_package(self->results)->n_parts)
        return ASY_OK;
    putchar('\n');
    asy_say_wrapped(stdout,
                    "A package: 'asylsim compare FILE --package' splits its effect over its "
                    "parts.",
                    2, self->layout.width);
    return ASY_OK;
}
