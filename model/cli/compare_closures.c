/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare --closures: each claim in sixteen readings of the world. A model is read in one of
   them at a time; which one is right no statistic decides, so that what depends on it is to be
   said. */
#include "cli/compare.h"
#include "outcome/phrase.h"
#include "store/closures.h"

#include <inttypes.h>
#include <string.h>

/* ---- words ------------------------------------------------------------------------------- */

static void
print_axes(const struct asy_comparison *self)
{
    char line[400];

    asy_say_wrapped(stdout,
                    "Sixteen worlds: two readings of each of these, the first of them the "
                    "standard.",
                    2, self->layout.width);
    for (int a = 0; a < ASY_N_CLOSURES; a++) {
        const struct asy_closure_axis *const axis = &asy_closure_axes[a];
        snprintf(line, sizeof line, "%s: %s, or %s (%s = %s, %s)", axis->name, axis->words[0],
                 axis->words[1], axis->key, axis->reading[0], axis->reading[1]);
        asy_say_hanging(stdout, line, 4, 6, self->layout.width);
    }
}

static void
print_key(const struct asy_comparison *self, const struct asy_closures *closures)
{
    char line[600];

    printf("%sClaims under sixteen closures%s   %s\n", asy_say_bold(), asy_say_plain(),
           asy_say_name(self->file));
    print_axes(self);
    snprintf(
        line, sizeof line,
        "On the same %zu draws in each world. A claim is borne out (+) where the median of the "
        "paired difference lies on the side claimed by more than two of its Monte Carlo "
        "errors, reversed (-) where it lies so on the other, and otherwise unclear (0). In the "
        "row of signs the axes stand as above, the first changing from one world to the "
        "next.",
        closures->n_draws);
    asy_say_wrapped(stdout, line, 2, self->layout.width);
    if (!closures->is_of_table)
        return;
    snprintf(line, sizeof line,
             "The file was run without --closures: these are from the table shipped with "
             "asylsim (scenarios/closures/table.csv, made by %s with seed %s), for the same "
             "texts.",
             closures->version, closures->seed);
    asy_say_wrapped(stdout, line, 2, self->layout.width);
}

static void
print_stale(const struct asy_comparison *self, const struct asy_closures *closures)
{
    char line[300];

    if (!closures->n_stale)
        return;
    snprintf(
        line, sizeof line,
        "For %d reform%s the table is stale: it was made from another text of it, or of the "
        "baseline. 'asylsim run ... --closures --resume' reads %s anew.",
        closures->n_stale, closures->n_stale == 1 ? "" : "s",
        closures->n_stale == 1 ? "it" : "them");
    asy_say_wrapped(stdout, line, 2, self->layout.width);
}

/* "++++ ++-- ++++ ++--": as many in a group as two axes have worlds. */
static void
grouped(char out[2 * ASY_N_WORLDS], const struct asy_signs *signs)
{
    char letters[ASY_N_WORLDS + 1];
    size_t n = 0;

    asy_signs_letters(letters, signs);
    for (int w = 0; w < ASY_N_WORLDS; w++) {
        if (w && w % 4 == 0)
            out[n++] = ' ';
        out[n++] = letters[w];
    }
    out[n] = '\0';
}

static void
print_date(const struct asy_comparison *self, const struct asy_closure_told *told)
{
    char years[32], signs[2 * ASY_N_WORLDS], words[ASY_SIGNS_WORDS], line[800];

    asy_period_words(self->results, told->period, years);
    grouped(signs, &told->signs);
    snprintf(line, sizeof line, "%s: %s", years, asy_signs_words(words, &told->signs));
    asy_say_hanging(stdout, line, 6, 8, self->layout.width);
    printf("        %s\n", signs);
}

static bool
is_of_one_claim(const struct asy_closure_told *a, const struct asy_closure_told *b)
{
    return a->scenario == b->scenario && a->nr == b->nr;
}

static void
print_claim(const struct asy_comparison *self, const struct asy_closure_told *told)
{
    char label[ASY_ROW_LABEL], line[800];

    asy_name_claim(label, self->results, told->claim);
    snprintf(line, sizeof line, "%s: %s",
             asy_direction_word(told->claim->metric, told->claim->direction, true), label);
    asy_say_hanging(stdout, line, 4, 6, self->layout.width);
}

static void
print_reform(const struct asy_comparison *self, int scenario)
{
    const struct asy_results_entry *const entry = asy_results_scenario(self->results, scenario);
    char line[600];

    snprintf(line, sizeof line, "%.500s (%.60s)", entry->title, entry->name);
    printf("\n%s", asy_say_bold());
    asy_say_wrapped(stdout, line, 0, self->layout.width);
    printf("%s", asy_say_plain());
}

static int
print_words(const struct asy_comparison *self, const struct asy_closures *closures)
{
    const struct asy_closure_told *before = NULL;

    print_key(self, closures);
    print_stale(self, closures);
    for (size_t i = 0; i < closures->n; i++) {
        const struct asy_closure_told *const told = &closures->list[i];
        if (!asy_compare_asked(self, told->scenario))
            continue;
        if (!before || before->scenario != told->scenario)
            print_reform(self, told->scenario);
        if (!before || !is_of_one_claim(before, told))
            print_claim(self, told);
        print_date(self, told);
        before = told;
    }
    return ASY_OK;
}

/* ---- for programs ------------------------------------------------------------------------ */

static json_t *
axes_json(void)
{
    json_t *const list = json_array();

    for (int a = 0; a < ASY_N_CLOSURES; a++) {
        const struct asy_closure_axis *const axis = &asy_closure_axes[a];
        json_array_append_new(list, json_pack("{s:s, s:s, s:[s, s], s:[s, s]}", "name",
                                              axis->name, "key", axis->key, "readings",
                                              axis->reading[0], axis->reading[1], "words",
                                              axis->words[0], axis->words[1]));
    }
    return list;
}

static json_t *
world_json(const struct asy_closure_told *told, int world, bool has_numbers)
{
    json_t *const readings = json_object();

    for (int a = 0; a < ASY_N_CLOSURES; a++)
        json_object_set_new(
            readings, asy_closure_axes[a].name,
            json_string(asy_closure_axes[a].reading[asy_closure_reading(world, a)]));
    return json_pack("{s:o, s:s, s:o}", "readings", readings, "sign",
                     asy_sign_name(told->signs.of[world]), "difference",
                     has_numbers ? asy_summary_json(&told->difference[world]) : json_null());
}

static json_t *
told_json(struct asy_results *results, const struct asy_closure_told *told, bool has_numbers)
{
    char words[ASY_SIGNS_WORDS], letters[ASY_N_WORLDS + 1], digest[33];
    json_t *const worlds = json_array(), *const turned = json_object();

    for (int w = 0; w < ASY_N_WORLDS; w++)
        json_array_append_new(worlds, world_json(told, w, has_numbers));
    for (int a = 0; a < ASY_N_CLOSURES; a++)
        json_object_set_new(turned, asy_closure_axes[a].name,
                            json_integer(asy_signs_turned_by(&told->signs, a)));
    asy_results_scenario_digest(results, told->scenario, digest, NULL);
    return json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:i, s:i, s:i, s:s, s:s, s:o, s:o}",
        "scenario", asy_results_scenario(results, told->scenario)->name, "digest", digest,
        "reform", told->claim->reform, "metric", told->claim->metric, "population",
        told->claim->population, "place", told->claim->place, "direction",
        told->claim->direction > 0 ? "more" : "less", "period", told->period, "holds",
        asy_signs_count(&told->signs, ASY_SIGN_HOLDS), "turns",
        asy_signs_count(&told->signs, ASY_SIGN_TURNS), "unclear",
        asy_signs_count(&told->signs, ASY_SIGN_UNCLEAR), "of", (int) ASY_N_WORLDS, "signs",
        asy_signs_letters(letters, &told->signs), "words", asy_signs_words(words, &told->signs),
        "turned_by", turned, "worlds", worlds);
}

static int
print_json(const struct asy_comparison *self, struct asy_results *results,
           const struct asy_closures *closures)
{
    const struct asy_results_info *const info = asy_results_info(results);
    json_t *const claims = json_array();
    char seed[24];

    snprintf(seed, sizeof seed, "%" PRIu64, info->seed);
    for (size_t i = 0; i < closures->n; i++)
        if (asy_compare_asked(self, closures->list[i].scenario))
            json_array_append_new(
                claims, told_json(results, &closures->list[i], !closures->is_of_table));
    return asy_say_json(
        json_pack("{s:s, s:s, s:s, s:s, s:s, s:I, s:b, s:i, s:o, s:o}", "file", self->file,
                  "digest", info->digest, "closures_digest", info->closures_digest, "seed",
                  closures->is_of_table ? closures->seed : seed, "version",
                  closures->is_of_table ? closures->version : info->version, "draws",
                  (json_int_t) closures->n_draws, "of_table", (int) closures->is_of_table,
                  "stale", closures->n_stale, "axes", axes_json(), "claims", claims));
}

/* ---- both -------------------------------------------------------------------------------- */

static bool
has_any(const struct asy_comparison *self, const struct asy_closures *closures,
        struct asy_error *err)
{
    return closures->n > 0 ||
           asy_fail(err, ASY_E_INPUT, self->file,
                    "has no closures%s: the same 'asylsim run ...' with --closures --resume "
                    "adds them",
                    closures->n_stale ? ", and the table shipped with asylsim is stale: it "
                                        "was made from another text of the reforms or the "
                                        "baseline"
                                      : "");
}

int
asy_compare_closures(struct asy_results *results, const struct asy_comparison *head)
{
    struct asy_comparison self = *head;
    struct asy_closures closures;
    struct asy_error err = { 0 };
    bool ok = asy_results_closures(results, &closures, &err);

    self.layout = asy_layout_here(asy_compare_draws(head));
    asy_layout_fit(&self.layout);
    ok = ok && has_any(&self, &closures, &err);
    const int code = !ok                   ? asy_say_error(&err)
                     : head->options->json ? print_json(&self, results, &closures)
                                           : print_words(&self, &closures);
    asy_closures_free(&closures);
    return code;
}
