/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `compare` shows, and how. cmd_compare.c gathers, compare_rows.c and compare_standard.c
   say which outcomes, compare_print.c prints the tables for people under the head of
   compare_head.c, compare_json.c prints for programs. */
#ifndef ASY_CLI_COMPARE_H
#define ASY_CLI_COMPARE_H

#include "asylsim/sentences.h"
#include "cli/say.h"
#include "outcome/derived.h"
#include "outcome/verdict.h"
#include "store/compare.h"
#include "store/touched.h"

enum { ASY_ROW_LABEL = 640 };

/* One line of the table. Texts that are made live in the row. */
struct asy_row {
    const char *section;       /* heading under which it stands; repeated on each row of it */
    char label[ASY_ROW_LABEL]; /* never cut: it may hold four texts of the file */
    char place[48], population[48], period[32]; /* period "": years in force */
    const char *metric;
    enum asy_style style;
    int worse;  /* asy_metric_worse() */
    double per; /* what is shown is divided by this: 365.25 for days shown as years; else 1 */
    bool spare; /* the total of two rows: shown where they move against each other */
    unsigned char because[ASY_MOST_SCENARIOS]; /* enum asy_because, of each table */
};

struct asy_rows {
    struct asy_row *list;
    size_t n;
    int n_left_out; /* outcomes not counted by the place or period asked for */
};

/* compare_names.c: what is asked for by name. Each fails naming the nearest. */
enum asy_each {
    ASY_EACH_NONE,
    ASY_EACH_GROUP,
    ASY_EACH_STATE,
    ASY_EACH_CROSSING,
    ASY_EACH_YEAR,
    ASY_N_EACH
};
extern const char *const asy_each_names[ASY_N_EACH];
bool asy_each_read(const char *text, enum asy_each *by, struct asy_error *err);
bool asy_no_outcome(const char *word, struct asy_error *err);
bool asy_no_such_place_of(const struct asy_results *results, const char *metric,
                          const char *place, struct asy_error *err);
bool asy_not_counted_by(const char *metric, enum asy_each by, struct asy_error *err);
bool asy_not_by_month(const char *metric, const char *period, struct asy_error *err);
/* Puts the file's names in place of what people call places and populations. */
struct asy_names_found {
    char place[ASY_PLACE_NAME], population[ASY_PLACE_NAME];
};
bool asy_names_resolve(struct asy_options *options, struct asy_names_found *found,
                       const struct asy_results *results, struct asy_error *err);

/* The rows that the options ask for. Fails on names that the file does not know. */
bool asy_rows_init(struct asy_rows *self, struct asy_results *results,
                   const struct asy_options *options, struct asy_error *err);
void asy_rows_free(struct asy_rows *self);
/* One more of what is asked for; NULL when memory is short. */
struct asy_row *asy_rows_add(struct asy_rows *self, const char *section, const char *label,
                             const char *metric, const struct asy_options *options);
/* Whether the outcome is counted by this place, and by periods such as the one asked for. */
bool asy_rows_is_counted(const struct asy_results *results, const char *metric,
                         const char *place, const struct asy_options *options);
/* compare_standard.c: where no outcome is asked for. */
bool asy_rows_add_standard(struct asy_rows *self, struct asy_results *results,
                           const struct asy_options *options, struct asy_error *err);
/* How a claim's outcome is called, with its place and people by name: "let in to claim at
   Terespol". */
void asy_name_claim(char out[ASY_ROW_LABEL], const struct asy_results *results,
                    const struct asy_claim_outcome *claim);
/* compare_totals.c: the totals of which two rows are parts, as spare ones. */
bool asy_rows_add_totals(struct asy_rows *self, const struct asy_results *results,
                         const struct asy_options *options, struct asy_error *err);
/* Whether two rows are of the same place, people and years; whether an outcome is a part of the
   total. */
bool asy_rows_are_alike(const struct asy_row *a, const struct asy_row *b);
bool asy_is_part_of(const char *metric, const struct asy_derived *total);

/* One row for one reform, or for the baseline alone. Of a row that this one does not touch
   nothing is asked. */
struct asy_compared {
    const struct asy_row *row;
    int ask;                /* of the answers; -1: not asked */
    const char *among;      /* the outcome that counts those it is decided of; or NULL */
    bool per_set_out;       /* without it, a harm: beside how many set out */
    struct asy_moved moved; /* with either: by how many come so far, or how they fare */
    char period[32];
    struct asy_summary baseline, reform;
    struct asy_difference difference;
    bool baseline_fixed, reform_fixed, difference_fixed; /* the same in every history */
    double p_worse; /* share of the draws; NAN where more is neither worse nor better */
    size_t n_worse; /* of difference.counted.of */
    bool is_empty;  /* nobody in either world */
};

/* A claim put to the test: one outcome of one reform. */
struct asy_tested {
    int scenario;
    bool in_force; /* on a day of the run */
    const struct asy_claim_outcome *claim;
    char period[32];
    const char *among;
    struct asy_moved moved; /* as in struct asy_compared */
    struct asy_summary baseline;
    struct asy_difference difference;
    bool difference_fixed;
};

/* How wide things stand (compare_layout.c). In a pipe always the same. */
struct asy_layout {
    int width, label, column, last; /* of the page, of its first, number and last columns */
    bool bars;                      /* below the ranges, on a terminal */
    bool stacked;                   /* too narrow for columns: below one another */
};
enum { ASY_MOST_LINES = 6 }; /* beside the numbers of a row */
extern const struct asy_layout asy_layout_plain;
/* For this terminal; the plain one where nothing can be drawn, or less than 80 columns wide.
   The last column has room for "20 of 20" of so many draws. */
struct asy_layout asy_layout_here(size_t n_draws);

/* Narrows it to a terminal that is less wide; what goes elsewhere has no width. */
void asy_layout_fit(struct asy_layout *layout);

struct asy_comparison {
    const struct asy_results *results;
    struct asy_layout layout;
    const struct asy_options *options;
    const char *file;
    int n_jobs;
    struct asy_summary set_out;
    bool set_out_fixed;
    struct asy_compared *list; /* [n_reforms or 1][n_rows] */
    size_t n_rows;
    int n_left_out; /* outcomes, as in struct asy_rows */
    int n_reforms;  /* 0: the baseline alone; 1 of a package: the whole */
    struct asy_tested *tested;
    size_t n_tested;
    struct asy_sentences_list *sentences; /* NULL where some outcomes alone are asked for */
};

/* Draws of the ensemble, of which there may be too few for any verdict. */
size_t asy_compare_draws(const struct asy_comparison *self);
/* Whether bars are drawn: where they can be, and of a difference where there is a verdict, for
   a bar on one side of zero is one. */
bool asy_compare_has_bars(const struct asy_comparison *self);

/* "2017-2018", for people. */
void asy_period_words(const struct asy_results *results, const char *period, char out[32]);

/* Whether a scenario is asked for: one that --scenario names, or all where it names none. */
bool asy_compare_asked(const struct asy_comparison *self, int scenario);
/* Refuses a --scenario that is no reform of the file, with the nearest that is. */
bool asy_compare_scenarios_known(const struct asy_comparison *self, struct asy_error *err);

int asy_compare_print(const struct asy_comparison *self);
int asy_compare_json(const struct asy_comparison *self);
void asy_compare_header(const struct asy_comparison *self);
/* In short: what is surely worse or better, for one reform. */
void asy_compare_short(const struct asy_comparison *self, int table);

/* compare_sentences.c: what is answered first, unless some outcomes alone are asked for. */
bool asy_answers_first(const struct asy_options *options);
void asy_sentences_print(const struct asy_comparison *self,
                         const struct asy_sentences_list *sentences);
json_t *asy_sentences_json(const struct asy_comparison *self);

/* compare_grid.c: texts in rows and columns, within a width; turned where the columns do not
   fit. Names are borrowed. */
enum { ASY_GRID_CELL = 40, ASY_GRID_COLUMNS = 16 /* at once */ };
struct asy_grid {
    const char **row_names, **column_names;
    size_t n_rows, n_columns;
    char (*cells)[ASY_GRID_CELL]; /* [n_rows][n_columns] */
};
void asy_grid_print(const struct asy_grid *grid, int width);

/* compare_matrix.c: protected in which world, and the main outcomes of all reforms; nothing of
   the baseline alone. */
void asy_matrix_print(const struct asy_comparison *self);
json_t *asy_matrix_json(const struct asy_comparison *self);
/* How far a count moves for 1,000 people whom the reform touches; NAN of a rate, or where it
   touches nobody. */
double asy_per_thousand(const struct asy_compared *c, const struct asy_sentences *s);
/* Whether it moves by more than its error. */
bool asy_is_moved(const struct asy_compared *c);
/* "for 1,000 people touched: +980"; "" where there is no such number, or no sentences. */
const char *asy_per_thousand_words(char *out, size_t size, const struct asy_comparison *self,
                                   const struct asy_compared *c);

/* compare_columns.c: a row in columns, or stacked where they have no room; their heads. */
void asy_compare_in_columns(const struct asy_comparison *self, const struct asy_compared *c);
void asy_compare_column_heads(const struct asy_comparison *self);
/* compare_stacked.c: a row without columns; `worse` and `pairing` as the table has them. */
void asy_compare_stacked(const struct asy_comparison *self, const struct asy_compared *c,
                         const char *worse, const char *pairing);
/* compare_still.c: whether a table leaves out a row since it does not move by more than its
   error: of many lines, or of those that stand in every comparison. Not with --all, nor of the
   baseline alone. */
bool asy_is_still(const struct asy_comparison *self, const struct asy_compared *c, int table);
/* What a table does not show: lines with nobody, outcomes counted otherwise, what is still. */
void asy_compare_left_out(const struct asy_comparison *self, int table, int n_empty);
/* Divided by `per`: days shown as years. */
struct asy_summary asy_cell_scaled(struct asy_summary s, double per);

/* compare_notes.c: whether a table leaves it out: touched by another reform alone, or a total
   that nobody asked for, whose parts do not move against each other. */
bool asy_notes_hidden(const struct asy_comparison *self, const struct asy_compared *c,
                      int table);
/* What must be known to read the rows [begin, end) of a table rightly. */
void asy_notes_print(const struct asy_comparison *self, const struct asy_compared *begin,
                     const struct asy_compared *end, int table);
/* In short: what only moves since more or fewer people come so far, for one reform. */
void asy_notes_short(const struct asy_comparison *self, int table);
/* " *" behind the label of a row that has such a note; else "". */
const char *asy_note_mark(const struct asy_compared *c);
void asy_notes_json(json_t *row, const struct asy_compared *c);

/* compare_rates.c: beside the count of a harm its rate, "of 100 ...: 31.2, with the reform 30.9
   (-0.3)"; "" where there is none. Returns `out`. */
const char *asy_rate_words(char *out, size_t size, const struct asy_compared *c);
/* The same for programs: null where there is none. */
json_t *asy_rate_json(const struct asy_moved *moved, double per, const char *of);
json_t *asy_row_rate_json(const struct asy_compared *c);

/* compare_claims.c: the claims of one scenario with their verdicts; of all scenarios shown. */
void asy_claims_print(const struct asy_comparison *self, int scenario);
json_t *asy_claims_json(const struct asy_comparison *self);

/* compare --package: what each part of the package does. */
int asy_compare_package(struct asy_results *results, const struct asy_comparison *head);

/* compare_undone.c: a part of a package that moves the outcome of its own claim less among the
   others than alone, in nine of ten histories and by a tenth of it or more. */
struct asy_undoing {
    int part, against; /* against: the part whose share goes most against the claim; -1: none */
    const struct asy_claim_outcome *claim;
    char period[32];
    bool is_weaker;
    struct asy_summary alone, whole,
        lost; /* lost: of what it moves alone, as the claim counts */
};
/* All of them, in an array that the caller frees. */
bool asy_undoings_find(struct asy_undoing **list, size_t *n, struct asy_results *results,
                       const struct asy_comparison *c, struct asy_error *err);
void asy_undoings_print(const struct asy_comparison *c, const struct asy_undoing *list,
                        size_t n);
json_t *asy_undoings_json(const struct asy_comparison *c, const struct asy_undoing *list,
                          size_t n);

/* compare_views.c: whether the options go with each other; fails naming the two that do not. */
bool asy_views_take(const struct asy_options *options, struct asy_error *err);

/* compare --closures: the claims in sixteen readings of the world. */
int asy_compare_closures(struct asy_results *results, const struct asy_comparison *head);

/* compare --lives. */
int asy_compare_lives(struct asy_results *results, const struct asy_comparison *head);

/* compare_cells.c: "1,234" and "1,111 to 1,333", with the unit of the style. A range of one
   number is "always" if the outcome is `fixed`, else "3 in 90 of 100"; "" for a single history.
 */
void asy_cell_median(char *out, size_t size, const struct asy_summary *s, enum asy_style style,
                     bool is_difference);
void asy_cell_range(char *out, size_t size, const struct asy_summary *s, bool fixed,
                    enum asy_style style, bool is_difference);

/* "12 of 20", "same", "too few", "-" of what is no worse; "same luck: 3 times less". */
void asy_cell_worse(char *out, size_t size, const struct asy_compared *c);
void asy_cell_pairing(char *out, size_t size, const struct asy_compared *c);

/* compare_rows.c: what an outcome is called, how it is shown, what it is counted by. */
const char *asy_label_of(const struct asy_results *results, const char *metric);
enum asy_style asy_style_of(const char *metric);
const struct asy_metric_row *asy_base_row(const char *metric);

/* What must be known to read a section rightly; NULL for most. */
const char *asy_section_note(const char *section);

json_t *asy_summary_json(const struct asy_summary *s);

#endif
