/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The comparison for people: medians, and below each the range of 90 in 100 histories. */
#include "cli/compare.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum { LABEL = 33, COLUMN = 20, LAST = 7, WIDTH = 100, MOST_LINES = 5 };

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
    char median[28], error[24];

    asy_say_number(median, sizeof median, s->median, style, is_difference);
    asy_say_number(error, sizeof error, s->error, style, false);
    if (s->n == 0)
        snprintf(out, size, "nobody");
    else if (is_difference && isfinite(s->error) && strcmp(error, "0") != 0)
        snprintf(out, size, "%s \xc2\xb1 %s%s", median, error, unit_of(style, true));
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
    const struct asy_difference *d = &c->difference;

    if (d->summary.n > 0 && d->p_more == 0.0 && d->p_less == 0.0)
        snprintf(out, size, "same");
    else if (isnan(c->p_worse))
        snprintf(out, size, "-");
    else if (d->summary.n == 1)
        snprintf(out, size, "%s", c->p_worse > 0.0 ? "yes" : "no");
    else
        snprintf(out, size, "%.0f", 100.0 * c->p_worse);
}

static void
pairing_words(char *out, size_t size, const struct asy_compared *c)
{
    const double times = c->difference.times_less;
    char text[40];

    if (isnan(times)) {
        snprintf(out, size, "same luck: nothing varies");
    } else if (!isfinite(times)) {
        snprintf(out, size, "same luck: no difference varies");
    } else {
        asy_say_number(text, sizeof text, times, ASY_MEAN, false);
        snprintf(out, size, "same luck: varies %s times less", text);
    }
}

/* ---- rows ----------------------------------------------------------------------------------
 */

/* Cuts a label into lines of the first column. */
static int
cut(const char *label, char lines[MOST_LINES][LABEL * 4])
{
    int n = 0;

    lines[0][0] = '\0';
    while (*label && n < MOST_LINES - 1) {
        const size_t word = strcspn(label, " ");
        char *line = lines[n];
        const size_t used = strlen(line);
        if (used > 0 && used + 1 + word > LABEL - 3) {
            lines[++n][0] = '\0';
            continue;
        }
        snprintf(line + used, LABEL * 4 - used, "%s%.*s", used ? " " : "",
                 (int) (word < LABEL ? word : LABEL), label);
        label += word;
        label += strspn(label, " ");
    }
    return n + 1;
}

static void
put_line(const char *label, char cells[][64], int n_cells, const char *last, const char *style)
{
    fputs(style, stdout);
    printf("  ");
    asy_say_padded(stdout, label, n_cells ? LABEL - 2 : 0);
    for (int i = 0; i < n_cells; i++) {
        putchar(' '); /* however wide a cell is */
        asy_say_padded(stdout, cells[i], -(COLUMN - 1));
    }
    if (*last)
        asy_say_padded(stdout, last, -LAST);
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

static void
put_row(const struct asy_comparison *self, const struct asy_compared *c)
{
    const enum asy_style style = c->row->style;
    const int n_cells = self->n_reforms ? 3 : 1;
    char medians[3][64], ranges[3][64], empty[3][64] = { "", "", "" };
    char lines[MOST_LINES][LABEL * 4], worse[16] = "";
    int n = cut(c->row->label, lines);

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
        if (self->options->pairing && n < MOST_LINES)
            pairing_words(lines[n++], LABEL * 4, c);
    }
    put_line(lines[0], medians, n_cells, worse, "");
    if (n > 1 || self->n_jobs > 1)
        put_line(n > 1 ? lines[1] : "", ranges, self->n_jobs > 1 ? n_cells : 0, "",
                 asy_say_dim());
    for (int i = 2; i < n; i++)
        put_line(lines[i], empty, 0, "", "");
}

/* ---- tables --------------------------------------------------------------------------------
 */

static void
put_columns(const struct asy_comparison *self)
{
    const bool with_reform = self->n_reforms > 0;
    char first[3][64] = { "baseline", "with the reform", "difference" };

    put_line("", first, with_reform ? 3 : 1, with_reform ? "worse" : "", asy_say_dim());
    if (with_reform && self->n_jobs > 1)
        printf("%s%*s%s\n", asy_say_dim(), WIDTH, "in 100", asy_say_plain());
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
put_note(const char *section)
{
    const char *const note = section ? asy_section_note(section) : NULL;

    if (!note)
        return;
    fputs(asy_say_dim(), stdout);
    asy_say_wrapped(stdout, note, 2, WIDTH);
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
            put_note(section);
            put_section(self, &list[i]);
        }
        section = list[i].row->section;
        put_row(self, &list[i]);
    }
    put_note(section);
    if (n_empty)
        printf("\n  (%d lines with nobody in any world are left out)\n", n_empty);
}

static void
put_reform(const struct asy_comparison *self, int scenario)
{
    const struct asy_results_entry *entry = asy_results_scenario(self->results, scenario);
    char line[600];

    printf("\n%s", asy_say_bold());
    for (int i = 0; i < WIDTH; i++)
        putchar('=');
    snprintf(line, sizeof line, "Reform: %.500s", entry->title);
    putchar('\n');
    asy_say_wrapped(stdout, line, 0, WIDTH);
    printf("%s", asy_say_plain());
    printf("  %s, in force from %s\n", entry->name, entry->in_force);
    asy_claims_print(self, scenario);
    putchar('\n');
}

static const char *
plural(unsigned n)
{
    return n == 1 ? "" : "s";
}

static void
put_histories(const struct asy_comparison *self, const struct asy_results_info *info)
{
    const unsigned n = (unsigned) self->n_jobs;

    printf("  histories    %u", n);
    if (info->n_draws)
        printf(": %u sample%s of what is uncertain x %u stream%s of luck", info->n_draws,
               plural(info->n_draws), info->n_replicates, plural(info->n_replicates));
    else
        printf("%s at the stated values", n == 1 ? "" : ", each with its own luck,");
    printf(", seed %" PRIu64 "\n", info->seed);
}

/* How to read the table. */
static void
put_key(const struct asy_comparison *self, const struct asy_results_info *info)
{
    char line[600];

    if (self->n_jobs == 1)
        snprintf(line, sizeof line,
                 "There is one history, so that nothing here tells chance from effect. Figures"
                 " are in persons unless the line says otherwise.");
    else
        snprintf(
            line, sizeof line,
            "Each figure is a median, in persons unless the line says otherwise; below it the"
            " range within which 90 in 100 of the simulated histories lie%s.",
            info->n_draws ? ": chance, and what is not known, together"
                          : ": chance alone, for nothing uncertain was sampled");
    asy_say_wrapped(stdout, line, 2, WIDTH);
    if (self->n_reforms == 0)
        return;
    asy_say_wrapped(
        stdout,
        self->n_jobs == 1
            ? "The difference is between the same people with the same luck. \"Worse\": whether"
              " the people concerned fare worse; \"-\" where more is neither better nor worse."
            : "The difference is between the same people with the same luck; after \xc2\xb1"
              " stands how far its median may be off for want of more histories. \"Worse"
              " in 100\": in how many of 100 histories the people concerned fare worse;"
              " \"-\" where more is neither better nor worse.",
        2, WIDTH);
}

void
asy_compare_header(const struct asy_comparison *self)
{
    const struct asy_results_info *info = asy_results_info(self->results);
    const char *const population = self->options->population;
    char median[64], range[64];

    asy_cell_median(median, sizeof median, &self->set_out, ASY_COUNT, false);
    asy_cell_range(range, sizeof range, &self->set_out, self->set_out_fixed, ASY_COUNT, false);
    printf("%sWhat becomes of people%s   %s\n", asy_say_bold(), asy_say_plain(), self->file);
    printf("  baseline     %s\n", asy_results_scenario(self->results, 0)->title);
    printf("  set out      %s persons%s%s, %d-%d%s%s%s\n", median,
           population && strcmp(population, "all") != 0 ? " of " : "",
           population && strcmp(population, "all") != 0 ? population : "", info->first_year,
           info->first_year + info->n_years - 1, *range ? " (" : "", range, *range ? ")" : "");
    put_histories(self, info);
    printf("  digest       %s\n", info->digest);
    puts("  assumption   departures after 2016 are held at the level of 2016 (grade D)\n");
    put_key(self, info);
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
