/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Below the sentences: who is protected in which world, in four lines, and the reforms beside
   one another by the main outcomes, each in sum and for 1,000 people touched. Rounded: the rows
   below have the figures as they are. */
#include "cli/compare.h"
#include "outcome/phrase.h"
#include "outcome/sentences.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* In the order in which a life meets them; each stands in every comparison (outcome/shown.c).
 */
static const struct {
    const char *metric, *name;
} main_outcomes[] = {
    { "border_admissions", "let in to claim asylum" },
    { "days_stranded", "person-years spent waiting at crossings" },
    { "claims_first", "first applications" },
    { "dublin_transfers", "Dublin transfers" },
    { "refused_at_risk", "refused although at risk" },
    { "returns_forced", "returned by force to their own country" },
    { "removals_third_country", "removed to a transit country" },
    { "refouled", "refouled, directly or through others" },
    { "seized_in_transit", "at risk and seized in transit" },
    { "persecuted_after_return", "persecuted after return" },
    { "protected", "protected in the end" },
    { "without_status", "without status in the end" },
    { "fate_waiting", "still waiting at the end" },
};
enum { N_MAIN = sizeof main_outcomes / sizeof *main_outcomes };

/* ---- cells ------------------------------------------------------------------- */

/* "34,000", with two digits; "0.4" of less than one. */
static void
put_rounded(char *out, size_t size, double x)
{
    const double a = fabs(x);

    if (a >= 9.5)
        asy_number_words(out, size, a);
    else if (a < 0.05)
        snprintf(out, size, "0");
    else /* no words in a table */
        snprintf(out, size, "%.*f", a < 0.95 ? 1 : 0, a);
}

static void
put_signed(char *out, size_t size, double x)
{
    char number[14];

    put_rounded(number, sizeof number, x);
    const char *const sign = strcmp(number, "0") == 0 ? "" : x > 0.0 ? "+" : "-";
    snprintf(out, size, "%s%s", sign, number);
}

/* Its difference for 1,000 people touched, median by median; NAN where nobody is. */
double
asy_per_thousand(const struct asy_compared *c, const struct asy_sentences *s)
{
    return c->row->style == ASY_COUNT && s->touched.median >= 0.5
               ? 1000.0 * c->difference.summary.median / c->row->per / s->touched.median
               : (double) NAN;
}

bool
asy_is_moved(const struct asy_compared *c)
{
    return asy_sureness_of(&c->difference) != ASY_SURE_NONE;
}

const char *
asy_per_thousand_words(char *out, size_t size, const struct asy_comparison *self,
                       const struct asy_compared *c)
{
    struct asy_sentences s = { .size = sizeof s };
    const size_t table = (size_t) (c - self->list) / self->n_rows;
    char rate[16];

    *out = '\0';
    if (!asy_sentences_at(self->sentences, table, &s) || isnan(asy_per_thousand(c, &s)) ||
        !asy_is_moved(c))
        return out;
    put_signed(rate, sizeof rate, asy_per_thousand(c, &s));
    snprintf(out, size, "per 1,000 people affected: %s", rate);
    return out;
}

/* "+34,000 (+980)"; a "?" where there are draws enough, and the direction is not firm. */
static void
put_cell(char *out, size_t size, const struct asy_compared *c, const struct asy_sentences *s)
{
    const enum asy_sureness sureness = asy_sureness_of(&c->difference);
    const bool is_firm = sureness == ASY_SURE_FIRM || sureness == ASY_SURE_TOO_FEW;
    char sum[16], rate[16];

    if (!asy_is_moved(c)) {
        snprintf(out, size, "no change");
        return;
    }
    const double per = asy_per_thousand(c, s);
    put_signed(sum, sizeof sum, c->difference.summary.median / c->row->per);
    put_signed(rate, sizeof rate, per);
    if (isnan(per))
        snprintf(out, size, "%s%s", is_firm ? "" : "? ", sum);
    else
        snprintf(out, size, "%s%s (%s)", is_firm ? "" : "? ", sum, rate);
}

/* ---- grids ------------------------------------------------------------------- */

static const struct asy_compared *
find_row(const struct asy_comparison *self, const char *metric, int table)
{
    for (size_t i = 0; i < self->n_rows; i++) {
        const struct asy_compared *const c = &self->list[(size_t) table * self->n_rows + i];
        if (strcmp(c->row->metric, metric) == 0 && strcmp(c->row->place, "all") == 0 &&
            strcmp(c->row->population, "all") == 0 && c->ask >= 0)
            return c;
    }
    return NULL;
}

/* Free with free_grid. */
static bool
make_grid(struct asy_grid *grid, const struct asy_comparison *self, size_t n_rows)
{
    grid->n_columns = (size_t) self->n_reforms;
    grid->row_names = calloc(n_rows + 1, sizeof *grid->row_names);
    grid->column_names = calloc(grid->n_columns + 1, sizeof *grid->column_names);
    grid->cells = calloc(n_rows * grid->n_columns + 1, sizeof *grid->cells);
    if (!grid->row_names || !grid->column_names || !grid->cells)
        return false;
    for (int r = 0; r < self->n_reforms; r++)
        grid->column_names[r] = asy_results_scenario(self->results, r + 1)->name;
    return true;
}

static void
free_grid(struct asy_grid *grid)
{
    free(grid->row_names);
    free(grid->column_names);
    free(grid->cells);
}

static void
print_grid(const struct asy_comparison *self, const char *heading, const char *note,
           const struct asy_grid *grid)
{
    printf("\n%s", asy_say_bold());
    asy_say_wrapped(stdout, heading, 0, self->layout.width);
    fputs(asy_say_plain(), stdout);
    asy_say_wrapped(stdout, note, 2, self->layout.width);
    asy_grid_print(grid, self->layout.width);
}

static void
fill_lives(struct asy_grid *grid, const struct asy_comparison *self)
{
    static const char *const names[] = { "protected in both worlds",
                                         "protected only with the reform",
                                         "protected only without it", "protected in neither" };
    struct asy_sentences s = { .size = sizeof s };

    for (size_t r = 0; asy_sentences_at(self->sentences, r, &s); r++) {
        const struct asy_summary *const is[] = { &s.both, &s.gained, &s.lost, &s.neither };
        for (size_t k = 0; k < 4; k++)
            put_rounded(grid->cells[k * grid->n_columns + r], sizeof *grid->cells,
                        round(is[k]->median));
        s.size = sizeof s;
    }
    for (size_t k = 0; k < 4; k++)
        grid->row_names[grid->n_rows++] = names[k];
}

static void
fill_matrix(struct asy_grid *grid, const struct asy_comparison *self)
{
    struct asy_sentences s = { .size = sizeof s };

    for (size_t k = 0; k < N_MAIN; k++) {
        if (!find_row(self, main_outcomes[k].metric, 0))
            continue; /* an older file */
        for (int r = 0; r < self->n_reforms; r++) {
            s.size = sizeof s;
            const struct asy_compared *const c = find_row(self, main_outcomes[k].metric, r);
            if (asy_sentences_at(self->sentences, (size_t) r, &s) && c)
                put_cell(grid->cells[grid->n_rows * grid->n_columns + (size_t) r],
                         sizeof *grid->cells, c, &s);
        }
        grid->row_names[grid->n_rows++] = main_outcomes[k].name;
    }
}

static void
print_lives(const struct asy_comparison *self)
{
    struct asy_grid grid = { 0 };

    if (make_grid(&grid, self, 4)) {
        fill_lives(&grid, self);
        print_grid(self, "The same people, with and without the reform",
                   "How many of those who set out in either case end up with protection "
                   "(rounded; --lives has them all).",
                   &grid);
    }
    free_grid(&grid);
}

void
asy_matrix_print(const struct asy_comparison *self)
{
    struct asy_grid grid = { 0 };

    if (self->n_reforms == 0)
        return;
    print_lives(self);
    if (make_grid(&grid, self, N_MAIN)) {
        fill_matrix(&grid, self);
        print_grid(self, "What changes, reform by reform",
                   asy_compare_draws(self) < ASY_LEAST_DRAWS
                       ? "More (+) or fewer (-) than in the baseline, rounded; in brackets "
                         "for every 1,000 people affected. \"No change\": by no more than the "
                         "margin of error. There are too few draws to say how sure any of it "
                         "is."
                       : "More (+) or fewer (-) than in the baseline, rounded; in brackets "
                         "for every 1,000 people affected. \"No change\": by no more than the "
                         "margin of error. \"?\": the direction is not firm.",
                   &grid);
    }
    free_grid(&grid);
}

/* ---- for programs ------------------------------------------------------------ */

static json_t *
cell_json(const struct asy_compared *c, const struct asy_sentences *s)
{
    char text[ASY_GRID_CELL];

    put_cell(text, sizeof text, c, s);
    return json_pack("{s:s, s:s, s:o, s:o, s:s, s:s}", "scenario", s->scenario, "period",
                     c->period, "difference", asy_summary_json(&c->difference.summary),
                     "per_1000_touched", asy_json_number(asy_per_thousand(c, s)), "sureness",
                     asy_sureness_name(asy_sureness_of(&c->difference)), "text", text);
}

json_t *
asy_matrix_json(const struct asy_comparison *self)
{
    json_t *const list = json_array();
    struct asy_sentences s = { .size = sizeof s };

    for (size_t k = 0; k < N_MAIN; k++) {
        json_t *const cells = json_array();
        for (int r = 0; r < self->n_reforms; r++) {
            const struct asy_compared *const c = find_row(self, main_outcomes[k].metric, r);
            s.size = sizeof s;
            if (c && asy_compare_asked(self, r + 1) &&
                asy_sentences_at(self->sentences, (size_t) r, &s))
                json_array_append_new(cells, cell_json(c, &s));
        }
        if (json_array_size(cells))
            json_array_append_new(list, json_pack("{s:s, s:s, s:O}", "metric",
                                                  main_outcomes[k].metric, "label",
                                                  main_outcomes[k].name, "cells", cells));
        json_decref(cells);
    }
    return list;
}
