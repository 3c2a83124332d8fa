/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare --package: the effect of a package split over its parts, outcome by outcome. In every
   history the shares sum to the package's effect; medians of shares need not. */
#include "cli/compare.h"

#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 100, NAME = 38 };

/* What is split where no --metric is given, beside the outcomes of the claims. */
static const char *const standard[] = {
    "border_admissions",
    "days_stranded",
    "claims_first",
    "inadmissible_third_country",
    "refusals_internal_protection",
    "removals_third_country",
    "refouled_direct",
    "refouled_chain",
    "refouled",
    "seized_in_transit",
    "persecuted_after_return",
    "protected",
};

struct line {
    char metric[48], population[48], place[48], period[32];
};

struct part_result {
    struct asy_summary share, alone, last;
    double order_error; /* of the mean share, for want of more orders; 0 where exact */
};

/* One outcome of all histories. */
struct split_result {
    struct asy_summary baseline, whole;
    struct part_result part[ASY_MOST_PARTS];
};

/* ---- lines ------------------------------------------------------------------------------- */

static bool
add_line(struct line **list, size_t *n, const char *metric, const char *population,
         const char *place, const struct asy_comparison *c)
{
    const struct asy_metric_row *const base = asy_base_row(metric);
    struct line line = { .metric = "" };

    snprintf(line.metric, sizeof line.metric, "%s", metric);
    snprintf(line.population, sizeof line.population, "%s", population);
    snprintf(line.place, sizeof line.place, "%s", place);
    if (c->options->period)
        snprintf(line.period, sizeof line.period, "%s", c->options->period);
    else if (base && base->detail == ASY_COHORT)
        snprintf(line.period, sizeof line.period, "all");
    else
        asy_years_in_force(c->results, 1, line.period);
    for (size_t i = 0; i < *n; i++)
        if (strcmp((*list)[i].metric, line.metric) == 0 &&
            strcmp((*list)[i].population, line.population) == 0 &&
            strcmp((*list)[i].place, line.place) == 0)
            return true; /* is there */
    struct line *more = realloc(*list, (*n + 1) * sizeof *more);
    if (!more)
        return false;
    *list = more;
    more[(*n)++] = line;
    return true;
}

/* Of what is split where nothing is chosen, only what the place and period asked for have. */
static bool
is_counted(const char *metric, const char *place, const struct asy_comparison *c)
{
    const char *const period = c->options->period ? c->options->period : "all";
    return asy_results_knows(c->results, &(struct asy_ask){ metric, "all", place, period });
}

static bool
list_lines(struct line **list, size_t *n, const struct asy_comparison *c)
{
    const struct asy_options *const o = c->options;
    const bool chosen = o->metrics.n > 0;
    const char *const *const names = chosen ? o->metrics.list : standard;
    const size_t n_names = chosen ? o->metrics.n : sizeof standard / sizeof *standard;
    bool ok = true;

    for (size_t i = 0; ok && !chosen && i < c->n_tested; i++)
        if (is_counted(c->tested[i].claim->metric, c->tested[i].claim->place, c))
            ok = add_line(list, n, c->tested[i].claim->metric, c->tested[i].claim->population,
                          c->tested[i].claim->place, c);
    for (size_t i = 0; ok && i < n_names; i++)
        if (chosen || is_counted(names[i], o->place ? o->place : "all", c))
            ok = add_line(list, n, names[i], o->population ? o->population : "all",
                          o->place ? o->place : "all", c);
    return ok;
}

/* ---- the split --------------------------------------------------------------------------- */

struct work {
    const struct asy_results_package *package;
    const struct asy_answers *answers;
    double *effect;                /* [n_subsets], of one history */
    double *share[ASY_MOST_PARTS]; /* [n_jobs] */
    double *alone[ASY_MOST_PARTS]; /* [n_jobs] */
    double *last[ASY_MOST_PARTS];  /* [n_jobs] */
    double *pair[ASY_MOST_PARTS];  /* [n_pairs]: sum over histories */
    double *memory;
};

static bool
work_init(struct work *self)
{
    const struct asy_split *const split = &self->package->split;
    const size_t n_jobs = (size_t) self->answers->n_jobs,
                 n_pairs = (size_t) split->n_orders / 2;
    const size_t each = 3 * n_jobs + n_pairs, subsets = (size_t) split->n_subsets;

    self->memory = calloc((size_t) split->n_parts * each + subsets + 1, sizeof(double));
    if (!self->memory)
        return false;
    self->effect = self->memory;
    for (int p = 0; p < split->n_parts; p++) {
        self->share[p] = self->memory + subsets + (size_t) p * each;
        self->alone[p] = self->share[p] + n_jobs;
        self->last[p] = self->alone[p] + n_jobs;
        self->pair[p] = self->last[p] + n_jobs;
    }
    return true;
}

static void
split_history(struct work *self, int ask, int job)
{
    const struct asy_split *const split = &self->package->split;
    const double base = asy_answers_of(self->answers, ask, 0)[job];
    double share[ASY_MOST_PARTS];

    for (int i = 0; i < split->n_subsets; i++)
        self->effect[i] = asy_answers_of(self->answers, ask, 1 + i)[job] - base;
    asy_split_shares(split, self->effect, share);
    for (int p = 0; p < split->n_parts; p++) {
        self->share[p][job] = share[p];
        self->alone[p][job] = asy_split_alone(split, self->effect, p);
        self->last[p][job] = asy_split_last(split, self->effect, p);
    }
    for (int pair = 0; pair < split->n_orders / 2; pair++) {
        asy_split_pair(split, self->effect, pair, share);
        for (int p = 0; p < split->n_parts; p++)
            self->pair[p][pair] += share[p] / self->answers->n_jobs;
    }
}

static bool
split_line(struct work *self, int ask, enum asy_style style, struct split_result *out)
{
    const struct asy_split *const split = &self->package->split;
    const size_t n = (size_t) self->answers->n_jobs, n_pairs = (size_t) split->n_orders / 2;
    const uint32_t *const draw = self->answers->draw;
    struct asy_difference whole;
    bool ok = true;

    for (int p = 0; p < split->n_parts; p++)
        memset(self->pair[p], 0, n_pairs * sizeof(double));
    for (int job = 0; job < self->answers->n_jobs; job++)
        split_history(self, ask, job);
    for (int p = 0; ok && p < split->n_parts; p++) {
        struct part_result *const to = &out->part[p];
        to->order_error = n_pairs > 1
                              ? gsl_stats_sd(self->pair[p], 1, n_pairs) / sqrt((double) n_pairs)
                              : 0.0;
        ok = asy_summarize(&to->share, self->share[p], draw, n) &&
             asy_summarize(&to->alone, self->alone[p], draw, n) &&
             asy_summarize(&to->last, self->last[p], draw, n);
        /* two sources of error: few histories, few orders */
        if (n_pairs)
            to->share.error =
                hypot(isnan(to->share.error) ? 0.0 : to->share.error, to->order_error);
    }
    ok = ok && asy_compare(&whole, asy_answers_of(self->answers, ask, 0),
                           asy_answers_of(self->answers, ask, 1), draw, n);
    if (ok && style == ASY_COUNT)
        asy_whole_ends(&whole.summary);
    out->whole = whole.summary;
    return ok && asy_summarize(&out->baseline, asy_answers_of(self->answers, ask, 0), draw, n);
}

/* ---- for people -------------------------------------------------------------------------- */

/* Where the page is too narrow for the columns. */
static void
put_stacked(const struct asy_comparison *head, const char *name,
            const struct asy_summary *share, const struct asy_summary *alone,
            const struct asy_summary *last, enum asy_style style)
{
    char cells[4][64], line[600];
    const struct asy_summary *const others[] = { alone, last };

    asy_say_hanging(stdout, name, 4, 6, head->layout.width);
    asy_cell_median(cells[0], sizeof *cells, share, style, true);
    asy_cell_range(cells[1], sizeof *cells, share, false, style, true);
    snprintf(line, sizeof line, "share %s%s%s%s", cells[0], *cells[1] ? " (" : "", cells[1],
             *cells[1] ? ")" : "");
    asy_say_hanging(stdout, line, 6, 8, head->layout.width);
    if (!alone)
        return;
    for (size_t i = 0; i < 2; i++) {
        struct asy_summary s = *others[i];
        s.error = (double) NAN;
        asy_cell_median(cells[2 + i], sizeof *cells, &s, style, true);
    }
    snprintf(line, sizeof line, "alone %s; last %s", cells[2], cells[3]);
    asy_say_hanging(stdout, line, 6, 8, head->layout.width);
}

static void
put_cells(const struct asy_comparison *head, const char *name, const struct asy_summary *share,
          const struct asy_summary *alone, const struct asy_summary *last, enum asy_style style)
{
    char cell[64];

    if (head->layout.width < WIDTH) {
        put_stacked(head, name, share, alone, last, style);
        return;
    }
    printf("    ");
    asy_say_padded(stdout, name, NAME - 4);
    asy_cell_median(cell, sizeof cell, share, style, true);
    asy_say_padded(stdout, cell, -16);
    putchar(' '); /* however wide a cell is */
    asy_cell_range(cell, sizeof cell, share, false, style, true);
    asy_say_padded(stdout, cell, -22);
    const struct asy_summary *const others[] = { alone, last };
    for (size_t i = 0; i < 2 && others[i]; i++) {
        struct asy_summary s = *others[i];
        s.error = (double) NAN;
        asy_cell_median(cell, sizeof cell, &s, style, true);
        putchar(' ');
        asy_say_padded(stdout, cell, -11);
    }
    putchar('\n');
}

static void
print_line(const struct asy_comparison *head, const struct work *work, const struct line *line,
           const struct split_result *r)
{
    const enum asy_style style = asy_style_of(line->metric);
    char years[32], base[64], title[400];

    asy_period_words(head->results, line->period, years);
    asy_cell_median(base, sizeof base, &r->baseline, style, false);
    snprintf(title, sizeof title, "%s%s%s%s%s, %s (baseline %s)",
             asy_label_of(head->results, line->metric), strcmp(line->place, "all") ? ", " : "",
             strcmp(line->place, "all") ? asy_results_place_label(head->results, line->place)
                                        : "",
             strcmp(line->population, "all") ? ", " : "",
             strcmp(line->population, "all")
                 ? asy_results_people_label(head->results, line->population)
                 : "",
             years, base);
    printf("\n%s", asy_say_bold());
    asy_say_wrapped(stdout, title, 2, head->layout.width);
    printf("%s", asy_say_plain());
    for (int p = 0; p < work->package->n_parts; p++)
        put_cells(head, work->package->name[p], &r->part[p].share, &r->part[p].alone,
                  &r->part[p].last, style);
    put_cells(head, "the package", &r->whole, NULL, NULL, style);
}

static void
print_head(const struct asy_comparison *head, const struct asy_results_package *package)
{
    char line[900], few[48];

    asy_compare_header(head);
    snprintf(line, sizeof line, "Package: %.800s",
             asy_results_scenario(head->results, 1)->title);
    printf("\n%s", asy_say_bold());
    asy_say_wrapped(stdout, line, 0, head->layout.width);
    fputs(asy_say_plain(), stdout);
    asy_claims_print(head, 1);
    snprintf(line, sizeof line,
             "Share: what a part adds on average over all orders in which the parts could "
             "be introduced (Shapley value); in each history the shares sum to the package. "
             "Alone: the part without the others. Last: what it adds when all others apply. "
             "%s%d%s",
             package->split.n_orders ? "The orders were sampled, " : "All ",
             package->split.n_orders ? package->split.n_orders : package->split.n_subsets,
             package->split.n_orders
                 ? " of them in pairs of an order and its reverse; after \xc2\xb1 comes the "
                   "error from the number of histories and orders together."
                 : " subsets were simulated: exact except for the luck and the draws of the "
                   "histories, whose error comes after \xc2\xb1.");
    asy_say_wrapped(stdout, line, 2, head->layout.width);
    if (*asy_too_few_text(few, sizeof few, asy_compare_draws(head))) {
        snprintf(line, sizeof line,
                 "There are %s: no share below can be said to be more or less than"
                 " zero.",
                 few);
        asy_say_wrapped(stdout, line, 2, head->layout.width);
    }
    if (head->layout.width < WIDTH)
        return;
    printf("\n%s    ", asy_say_dim());
    asy_say_padded(stdout, "part", NAME - 4);
    asy_say_padded(stdout, "share", -15);
    asy_say_padded(stdout, "90 in 100", -23);
    asy_say_padded(stdout, "alone", -12);
    asy_say_padded(stdout, "last", -12);
    printf("%s\n", asy_say_plain());
}

/* ---- for programs ------------------------------------------------------------------------ */

static json_t *
line_json(const struct work *work, const struct line *line, const struct split_result *r)
{
    json_t *parts = json_array();

    for (int p = 0; p < work->package->n_parts; p++)
        json_array_append_new(
            parts, json_pack("{s:s, s:s, s:o, s:s, s:o, s:o, s:o}", "name",
                             work->package->name[p], "title", work->package->title[p], "share",
                             asy_summary_json(&r->part[p].share), "verdict",
                             asy_moves_name(asy_moves_of(&r->part[p].share)), "order_error",
                             asy_json_number(r->part[p].order_error), "alone",
                             asy_summary_json(&r->part[p].alone), "last",
                             asy_summary_json(&r->part[p].last)));
    return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:s, s:o}", "metric", line->metric,
                     "population", line->population, "place", line->place, "period",
                     line->period, "baseline", asy_summary_json(&r->baseline), "package",
                     asy_summary_json(&r->whole), "verdict",
                     asy_moves_name(asy_moves_of(&r->whole)), "parts", parts);
}

static int
show(const struct asy_comparison *head, struct work *work, const struct line *lines, size_t n,
     const struct asy_undoing *undoings, size_t n_undoings)
{
    json_t *list = head->options->json ? json_array() : NULL;
    struct split_result r;
    bool ok = true;

    if (!list)
        print_head(head, work->package);
    for (size_t i = 0; ok && i < n; i++) {
        ok = split_line(work, (int) i, asy_style_of(lines[i].metric), &r);
        if (ok && list)
            json_array_append_new(list, line_json(work, &lines[i], &r));
        else if (ok)
            print_line(head, work, &lines[i], &r);
    }
    if (!ok) {
        json_decref(list);
        fputs("asylsim: out of memory\n", stderr);
        return ASY_E_RESOURCES;
    }
    if (!list) {
        asy_undoings_print(head, undoings, n_undoings);
        return ASY_OK;
    }
    return asy_say_json(
        json_pack("{s:s, s:s, s:i, s:i, s:i, s:o, s:o, s:o}", "file", head->file, "package",
                  asy_results_scenario(head->results, 1)->name, "histories", head->n_jobs,
                  "orders", work->package->split.n_orders, "subsets",
                  work->package->split.n_subsets, "claims", asy_claims_json(head), "undone",
                  asy_undoings_json(head, undoings, n_undoings), "outcomes", list));
}

int
asy_compare_package(struct asy_results *results, const struct asy_comparison *head)
{
    struct asy_answers answers = { 0 };
    struct work work = { .package = asy_results_package(results), .answers = &answers };
    struct line *lines = NULL;
    struct asy_ask *asks = NULL;
    struct asy_undoing *undoings = NULL;
    struct asy_error err = { 0 };
    size_t n = 0, n_undoings = 0;
    int code;

    if (work.package->n_parts == 0) {
        fprintf(stderr,
                "asylsim: %s: does not belong to a package; 'asylsim run ... --package FILE'\n",
                head->file);
        return ASY_E_INPUT;
    }
    bool ok = list_lines(&lines, &n, head) && (asks = calloc(n + 1, sizeof *asks)) != NULL;
    for (size_t i = 0; ok && i < n; i++)
        asks[i] = (struct asy_ask){ lines[i].metric, lines[i].population, lines[i].place,
                                    lines[i].period };
    ok = ok ? asy_results_ask(results, asks, (int) n, &answers, &err)
            : asy_fail(&err, ASY_E_RESOURCES, "compare", "out of memory");
    if (ok && !work_init(&work))
        ok = asy_fail(&err, ASY_E_RESOURCES, "compare", "out of memory");
    ok = ok && asy_undoings_find(&undoings, &n_undoings, results, head, &err);
    code = ok ? show(head, &work, lines, n, undoings, n_undoings) : asy_say_error(&err);
    free(undoings);
    asy_answers_free(&answers);
    free(work.memory);
    free(asks);
    free(lines);
    return code;
}
