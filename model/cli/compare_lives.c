/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare --lives: the same people with the same luck, in both worlds. */
#include "cli/compare.h"

#include <string.h>

static const char *const words[ASY_N_LIVES] = {
    [ASY_LIVES_BOTH] = "protected in both",
    [ASY_LIVES_REFORM] = "protected only with the reform",
    [ASY_LIVES_BASELINE] = "protected only under the baseline",
    [ASY_LIVES_NEITHER] = "protected in neither",
};
static const char *const keys[ASY_N_LIVES] = {
    [ASY_LIVES_BOTH] = "both",
    [ASY_LIVES_REFORM] = "reform_only",
    [ASY_LIVES_BASELINE] = "baseline_only",
    [ASY_LIVES_NEITHER] = "neither",
};

struct lives {
    struct asy_summary is[ASY_N_LIVES];
    bool fixed[ASY_N_LIVES];
};

static bool
summarize(struct lives *out, const struct asy_answers *answers, int scenario)
{
    const size_t n = (size_t) answers->n_jobs;

    for (int k = 0; k < ASY_N_LIVES; k++) {
        const double *const x = asy_answers_of(answers, k, scenario);
        out->fixed[k] = asy_is_fixed(x, n);
        if (!asy_summarize(&out->is[k], x, answers->draw, n))
            return false;
    }
    return true;
}

static void
print_reform(const struct asy_results_entry *entry, const struct lives *lives)
{
    char median[64], range[64];

    printf("\n%s%s%s (%s)\n", asy_say_bold(), entry->title, asy_say_plain(), entry->name);
    for (int k = 0; k < ASY_N_LIVES; k++) {
        asy_cell_median(median, sizeof median, &lives->is[k], ASY_COUNT, false);
        asy_cell_range(range, sizeof range, &lives->is[k], lives->fixed[k], ASY_COUNT, false);
        printf("  ");
        asy_say_padded(stdout, words[k], 38);
        asy_say_padded(stdout, median, -14);
        asy_say_padded(stdout, range, -26);
        putchar('\n');
    }
}

static json_t *
reform_json(const struct asy_results_entry *entry, const struct lives *lives)
{
    json_t *object = json_pack("{s:s}", "scenario", entry->name);

    for (int k = 0; k < ASY_N_LIVES; k++)
        json_object_set_new(object, keys[k], asy_summary_json(&lives->is[k]));
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
        puts("\n  The same persons with the same luck, as they are at the end:");
    }
    for (int s = 1; ok && s <= head->n_reforms; s++) {
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
