/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims put to the test: does the outcome that a reform names move as it claims, in so many
   histories that zero lies outside the range of 90 in 100? Where it does not, why that may be.
 */
#include "cli/compare.h"
#include "outcome/judged.h"
#include "outcome/phrase.h"
#include "outcome/reading.h"
#include "scenario/draft.h"

#include <math.h>
#include <string.h>

static const double few_people = 20.0, nearly_always = 0.9;

static struct asy_judged
judge(const struct asy_tested *t)
{
    return asy_judge(t->claim->metric, t->claim->direction, t->in_force, &t->difference,
                     t->among ? &t->moved : NULL);
}

static size_t
n_toward(const struct asy_tested *t)
{
    const struct asy_difference *const d = judge(t).by;
    return t->claim->direction > 0 ? d->counted.more : d->counted.less;
}

/* In which share of the draws the outcome moves as claimed. */
static double
toward(const struct asy_tested *t)
{
    return t->claim->direction > 0 ? judge(t).by->p_more : judge(t).by->p_less;
}

/* Why zero may lie inside. */
static void
why(char *out, size_t size, const struct asy_tested *t)
{
    const struct asy_difference *const d = judge(t).by;
    const bool is_count = asy_style_of(t->claim->metric) == ASY_COUNT;
    char base[32];

    asy_say_number(base, sizeof base, t->baseline.median, ASY_COUNT, false);
    if (t->difference_fixed && d->counted.more + d->counted.less == 0)
        snprintf(out, size, "no history differs%s",
                 is_count && t->baseline.median == 0.0 ? ", and the baseline has none" : "");
    else if (toward(t) >= nearly_always)
        snprintf(out, size, "it moves as claimed in %zu of %zu draws, too few", n_toward(t),
                 d->counted.of);
    else if (is_count && t->baseline.median < few_people)
        snprintf(out, size, "few people are affected, %s in the baseline", base);
    else
        snprintf(out, size, "chance and parameter uncertainty are larger than its effect");
}

/* Behind the verdict, that it is the rate's. */
static void
put_rate(char *out, size_t size, const struct asy_tested *t)
{
    const double per = asy_rate_per(&t->moved);
    const struct asy_summary *const by = &t->moved.rate_moved.summary;
    const bool set_out = strcmp(t->among, "departures") == 0;
    char texts[5][32], come[200];
    const size_t used = strlen(out);

    snprintf(come, sizeof come, "%s %s",
             t->moved.exposed.summary.median < 0.0 ? "fewer" : "more",
             set_out ? "set out" : "reach this stage");
    if (!set_out)
        snprintf(come + strlen(come), sizeof come - strlen(come), " (%.120s)",
                 asy_outcome_label(t->among));
    const double shown[] = { t->moved.rate[0].median, t->moved.rate[1].median, by->median,
                             by->low, by->high };
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        asy_say_number(texts[i], sizeof *texts, per * shown[i], ASY_MEAN, i > 1);
    snprintf(out + used, size - used,
             "; judged by the rate, since %s: %s%s, with the reform %s: %s (%s to %s)", come,
             texts[0], per > 1.0 ? " per 100" : " for each", texts[1], texts[2], texts[3],
             texts[4]);
}

static void
verdict_words(char *out, size_t size, const struct asy_tested *t)
{
    const struct asy_judged judged = judge(t);
    char because[160];

    switch (judged.verdict) {
    case ASY_SUPPORTED:
        snprintf(out, size, "supported: zero lies outside");
        break;
    case ASY_CONTRADICTED:
        snprintf(out, size, "contradicted: it moves the other way, and zero lies outside");
        break;
    case ASY_UNTESTED:
        snprintf(out, size, "cannot be tested: nobody is affected in either world");
        break;
    case ASY_NOT_IN_FORCE:
    case ASY_TOO_FEW_DRAWS:
        asy_verdict_text(out, size, judged.verdict, &judged.by->summary);
        break;
    case ASY_NOT_SUPPORTED:
        why(because, sizeof because, t);
        snprintf(out, size, "not supported: zero lies inside; %s", because);
        break;
    }
    if (judged.by_rate)
        put_rate(out, size, t);
}

static void
print_one(const struct asy_comparison *self, const struct asy_tested *t)
{
    const struct asy_claim_outcome *const c = t->claim;
    const enum asy_style style = asy_style_of(c->metric);
    const struct asy_summary *const s = &t->difference.summary;
    char years[32], difference[64], range[64], base[64], verdict[560];
    char label[ASY_ROW_LABEL], line[1000];

    asy_period_words(self->results, t->period, years);
    asy_cell_median(difference, sizeof difference, s, style, true);
    asy_cell_range(range, sizeof range, s, t->difference_fixed, style, true);
    asy_cell_median(base, sizeof base, &t->baseline, style, false);
    verdict_words(verdict, sizeof verdict, t);
    asy_name_claim(label, self->results, c);
    snprintf(line, sizeof line, "%s: %s, %s", asy_direction_word(c->metric, c->direction, true),
             label, years);
    asy_say_hanging(stdout, line, 4, 6, self->layout.width);
    snprintf(line, sizeof line, "%s%s%s%s, from %s: %s%s%s", difference, *range ? " (" : "",
             range, *range ? ")" : "", base, asy_say_bold(), verdict, asy_say_plain());
    asy_say_hanging(stdout, line, 6, 6, self->layout.width);
}

static bool
any_of(const struct asy_comparison *self, int scenario)
{
    for (size_t i = 0; i < self->n_tested; i++)
        if (self->tested[i].scenario == scenario)
            return true;
    return false;
}

void
asy_claims_print(const struct asy_comparison *self, int scenario)
{
    const struct asy_results_entry *const entry = asy_results_scenario(self->results, scenario);
    char line[1200];
    bool any = false;

    if (asy_is_written(entry->claim))
        snprintf(line, sizeof line, "Claim put to the test: %.1100s", entry->claim);
    else
        snprintf(line, sizeof line,
                 "The claim is not yet written: in the reform's file say in one sentence what "
                 "becomes of people, as claim = \"...\"; and run it anew.%s",
                 any_of(self, scenario) ? " Put to the test meanwhile:" : "");
    asy_say_wrapped(stdout, line, 2, self->layout.width);
    for (size_t i = 0; i < self->n_tested; i++) {
        if (self->tested[i].scenario != scenario)
            continue;
        print_one(self, &self->tested[i]);
        any = true;
    }
    if (!any)
        asy_say_wrapped(
            stdout,
            "The reform names no outcome (claim_outcome): nothing can be put to the "
            "test.",
            4, self->layout.width);
}

json_t *
asy_claims_json(const struct asy_comparison *self)
{
    json_t *list = json_array();
    char verdict[560];

    for (size_t i = 0; i < self->n_tested; i++) {
        const struct asy_tested *const t = &self->tested[i];
        if (!asy_compare_asked(self, t->scenario))
            continue;
        verdict_words(verdict, sizeof verdict, t);
        json_array_append_new(
            list,
            json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:I, s:I, s:s, s:s, "
                      "s:s, s:o}",
                      "scenario", asy_results_scenario(self->results, t->scenario)->name,
                      "reform", t->claim->reform, "metric", t->claim->metric, "population",
                      t->claim->population, "place", t->claim->place, "period", t->period,
                      "direction", t->claim->direction > 0 ? "more" : "less", "baseline",
                      asy_summary_json(&t->baseline), "difference",
                      asy_summary_json(&t->difference.summary), "as_claimed",
                      asy_json_number(toward(t)), "n_as_claimed", (json_int_t) n_toward(t), "n",
                      (json_int_t) t->difference.counted.of, "verdict",
                      asy_verdict_name(judge(t).verdict), "words", verdict, "rests_on",
                      judge(t).by_rate ? "rate" : "count", "rate",
                      t->among ? asy_rate_json(&t->moved, 100.0, t->among) : json_null()));
    }
    return list;
}
