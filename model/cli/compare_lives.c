/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare --lives: the same people with the same luck, in both worlds. */
#include "cli/compare.h"

#include <stdlib.h>
#include <string.h>

struct line {
    const char *heading, *words, *key;
};

static const struct line lines[ASY_N_LIVES] = {
    [ASY_LIVES_BOTH] = { "Persons who set out in both worlds", "protected in both", "both" },
    [ASY_LIVES_REFORM] = { NULL, "protected only with the reform", "reform_only" },
    [ASY_LIVES_BASELINE] = { NULL, "protected only under the baseline", "baseline_only" },
    [ASY_LIVES_NEITHER] = { NULL, "protected in neither", "neither" },
    [ASY_LIVES_CAME] = { "Persons who set out only with the reform", "protected",
                         "set_out_reform_only_protected" },
    [ASY_LIVES_CAME_UNPROTECTED] = { NULL, "not protected", "set_out_reform_only_unprotected" },
    [ASY_LIVES_STAYED] = { "Persons who set out only under the baseline", "protected",
                           "set_out_baseline_only_protected" },
    [ASY_LIVES_STAYED_UNPROTECTED] = { NULL, "not protected",
                                       "set_out_baseline_only_unprotected" },
};

/* A line of each kind, and how many more or fewer are protected. */
enum { DIFFERENCE = ASY_N_LIVES, N_LINES };
struct lives {
    struct asy_summary is[N_LINES];
    bool fixed[N_LINES];
};

static bool
summarize_line(struct lives *out, int line, const double *x, const struct asy_answers *answers,
               int scenario)
{
    const size_t n = (size_t) asy_answers_jobs(answers, scenario);

    out->fixed[line] = asy_is_fixed(x, n);
    return asy_summarize(&out->is[line], x, answers->draw, n);
}

/* The row `protected` of the table, from these lines: to the person the same. */
static void
subtract(double *difference, const struct asy_answers *answers, int scenario)
{
    for (int j = 0; j < answers->n_jobs; j++)
        difference[j] = asy_answers_of(answers, ASY_LIVES_REFORM, scenario)[j] +
                        asy_answers_of(answers, ASY_LIVES_CAME, scenario)[j] -
                        asy_answers_of(answers, ASY_LIVES_BASELINE, scenario)[j] -
                        asy_answers_of(answers, ASY_LIVES_STAYED, scenario)[j];
}

static bool
summarize(struct lives *out, const struct asy_answers *answers, int scenario)
{
    double *const difference = calloc((size_t) answers->n_jobs + 1, sizeof *difference);
    bool ok = difference != NULL;

    for (int k = 0; ok && k < ASY_N_LIVES; k++)
        ok = summarize_line(out, k, asy_answers_of(answers, k, scenario), answers, scenario);
    if (ok)
        subtract(difference, answers, scenario);
    ok = ok && summarize_line(out, DIFFERENCE, difference, answers, scenario);
    free(difference);
    return ok;
}

static void
print_line(const struct lives *lives, int line, const char *words)
{
    const bool is_difference = line == DIFFERENCE;
    char median[64], range[64];

    asy_cell_median(median, sizeof median, &lives->is[line], ASY_COUNT, is_difference);
    asy_cell_range(range, sizeof range, &lives->is[line], lives->fixed[line], ASY_COUNT,
                   is_difference);
    asy_say_padded(stdout, words, 40);
    asy_say_padded(stdout, median, -14);
    asy_say_padded(stdout, range, -26);
    putchar('\n');
}

/* Nobody sets out in one world only, in any history. */
static bool
all_set_out_twice(const struct lives *lives)
{
    bool all = true;

    for (int k = ASY_LIVES_CAME; k < ASY_N_LIVES; k++)
        all = all && lives->fixed[k] && lives->is[k].median == 0.0;
    return all;
}

static void
print_reform(const struct asy_results_entry *entry, const struct lives *lives)
{
    char words[64];

    printf("\n%s%s%s (%s)\n", asy_say_bold(), entry->title, asy_say_plain(), entry->name);
    const int n = all_set_out_twice(lives) ? ASY_LIVES_CAME : ASY_N_LIVES;
    for (int k = 0; k < n; k++) {
        if (lines[k].heading)
            printf("  %s\n", lines[k].heading);
        snprintf(words, sizeof words, "    %s", lines[k].words);
        print_line(lives, k, words);
    }
    if (n < ASY_N_LIVES)
        print_line(lives, ASY_LIVES_CAME, "  Persons who set out in one world only");
    print_line(lives, DIFFERENCE, "  Difference in persons protected");
}

static json_t *
reform_json(const struct asy_results_entry *entry, const struct lives *lives)
{
    json_t *object = json_pack("{s:s}", "scenario", entry->name);

    for (int k = 0; k < ASY_N_LIVES; k++)
        json_object_set_new(object, lines[k].key, asy_summary_json(&lives->is[k]));
    json_object_set_new(object, "difference", asy_summary_json(&lives->is[DIFFERENCE]));
    return object;
}

int
asy_compare_lives(struct asy_results *results, const struct asy_comparison *head)
{
    const char *const population =
        head->options->population ? head->options->population : "all";
    struct lives lives;
    struct asy_answers answers;
    struct asy_error err = { 0 };
    json_t *json = head->options->json ? json_array() : NULL;
    bool ok = true;

    if (!asy_results_lives(results, population, &answers, &err)) {
        json_decref(json);
        return asy_say_error(&err);
    }
    if (!json) {
        asy_compare_header(head);
        puts("\n  The same persons with the same luck, as they are at the end. Where a reform "
             "changes"
             "\n  how many set out, some persons set out in one world only.");
    }
    for (int s = 1; ok && s <= head->n_reforms; s++) {
        if (!asy_compare_asked(head, s))
            continue;
        ok = summarize(&lives, &answers, s);
        if (ok && json)
            json_array_append_new(json, reform_json(asy_results_scenario(results, s), &lives));
        else if (ok)
            print_reform(asy_results_scenario(results, s), &lives);
    }
    asy_answers_free(&answers);
    if (!ok) {
        json_decref(json);
        fputs("asylsim: out of memory\n", stderr);
        return ASY_E_RESOURCES;
    }
    return json ? asy_say_json(json) : ASY_OK;
}
