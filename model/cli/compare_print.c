/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The comparison for people: a table for each reform, below what is said of it in short. */
#include "cli/compare.h"

#include <string.h>

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
        asy_compare_column_heads(self);
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
        asy_compare_in_columns(self, c);
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
   are shown only when asked for by name. */
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
