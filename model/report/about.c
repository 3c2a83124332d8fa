/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the report is about: the file, its scenarios and names, the claims put to the test, and
   every value with its source. */
#include "asylsim/version.h"
#include "life/stage.h"
#include "outcome/judged.h"
#include "outcome/reading.h"
#include "report/inside.h"
#include "report/kept.h"
#include "store/compare.h"
#include "store/touched.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct table {
    struct asy_reporting *of;
    bool began;
};

/* A row as a JSON list of texts. */
static bool
take_row(void *user, const struct asy_texts_row *row)
{
    struct table *const table = user;
    struct asy_buffer *const out = table->of->out;

    asy_buffer_text(out, table->began ? ",\n" : "");
    table->began = true;
    asy_buffer_json_texts(out, row->text, row->n);
    return !out->failed;
}

/* A stage of the journeys: what stands in the file, and what one reads (catalogue/stages.def);
   empty for a stage that this program does not know. */
static bool
take_stage(void *user, const struct asy_texts_row *row)
{
    struct table *const table = user;
    struct asy_buffer *const out = table->of->out;
    const char *label = "";

    for (int s = 0; s < ASY_N_STAGES; s++)
        if (strcmp(asy_stages[s].name, row->text[1]) == 0)
            label = asy_stages[s].label;
    asy_buffer_text(out, table->began ? ",\n" : "");
    table->began = true;
    asy_buffer_json_texts(out, (const char *const[]){ row->text[0], row->text[1], label }, 3);
    return !out->failed;
}

static bool
put_rows(struct asy_reporting *self, const char *name, enum asy_query query,
         bool (*take)(void *user, const struct asy_texts_row *row))
{
    struct table table = { .of = self };

    asy_buffer_format(self->out, ",\"%s\":[", name);
    const bool ok =
        asy_results_texts(self->results, query, self->n_scenarios, take, &table, self->err);
    asy_buffer_text(self->out, "]");
    return ok;
}

static bool
put_table(struct asy_reporting *self, const char *name, enum asy_query query)
{
    return put_rows(self, name, query, take_row);
}

/* How keys are made, and the levels of short rows (inside.h, kept.h). */
static void
put_layout(struct asy_buffer *out)
{
    static const int few[] = { 3, 5 };

    asy_buffer_format(out,
                      ",\"layout\":{\"places\":%d,\"periods\":%d,\"chains\":%d,\"steps\":%d,"
                      "\"levels\":[",
                      ASY_REPORT_PLACES, ASY_REPORT_PERIODS, ASY_REPORT_CHAINS,
                      ASY_REPORT_STEPS);
    for (size_t f = 0; f < sizeof few / sizeof *few; f++) {
        for (int i = 0; i < few[f]; i++)
            asy_buffer_format(out, "%s%g",
                              i   ? ","
                              : f ? ",["
                                  : "[",
                              asy_shape_level(few[f], i));
        asy_buffer_text(out, "]");
    }
    asy_buffer_text(out, "]}");
}

/* On which day the page is made; SOURCE_DATE_EPOCH sets it (reproducible-builds.org). */
static void
put_day(struct asy_buffer *out)
{
    const char *const given = getenv("SOURCE_DATE_EPOCH");
    const time_t now = given && *given ? (time_t) strtoll(given, NULL, 10) : time(NULL);
    struct tm day;
    char text[16];

    if (gmtime_r(&now, &day) && strftime(text, sizeof text, "%Y-%m-%d", &day))
        asy_buffer_format(out, ",\"made\":\"%s\"", text);
}

static void
put_file(struct asy_reporting *self)
{
    const struct asy_results_info *const info = self->info;
    char few[48];

    asy_buffer_text(self->out, "{\"version\":");
    asy_buffer_json_text(self->out, info->version);
    asy_buffer_text(self->out, ",\"program\":");
    asy_buffer_json_text(self->out, asy_version());
    asy_buffer_text(self->out, ",\"digest\":");
    asy_buffer_json_text(self->out, info->digest);
    put_day(self->out);
    asy_buffer_format(self->out,
                      ",\"seed\":\"%" PRIu64
                      "\",\"draws\":%u,\"replicates\":%u,\"secondStreams\":%u,\"runs\":%zu"
                      ",\"complete\":%s,\"firstYear\":%d,\"years\":%d,\"months\":%d"
                      ",\"seconds\":%.1f,\"thrifty\":%s",
                      info->seed, (unsigned) info->n_draws, (unsigned) info->n_replicates,
                      asy_report_second_streams(info), self->n_jobs,
                      info->is_complete ? "true" : "false", info->first_year, info->n_years,
                      info->n_months, info->seconds, self->is_thrifty ? "true" : "false");
    put_layout(self->out);
    /* what is counted where it is said how often: draws, or runs at the stated values */
    asy_buffer_format(self->out, ",\"counted\":%zu,\"countedIn\":\"%s\",\"tooFew\":\"%s\"",
                      self->counted, self->n_draws ? "draw" : "history",
                      asy_too_few_text(few, sizeof few, self->n_draws));
}

static void
put_periods(struct asy_reporting *self)
{
    asy_buffer_text(self->out, ",\"periods\":[");
    for (int i = 0; i < self->n_periods; i++)
        asy_buffer_format(self->out, "%s[\"%s\",%d,%d]", i ? "," : "", self->period[i].name,
                          self->period[i].first, self->period[i].last);
    asy_buffer_text(self->out, "],\"inForce\":[");
    for (int s = 0; s < self->n_scenarios; s++)
        asy_buffer_format(self->out, "%s%d", s ? "," : "", self->in_force[s]);
    asy_buffer_text(self->out, "],\"runsOf\":[");
    for (int s = 0; s < self->n_scenarios; s++)
        asy_buffer_format(self->out, "%s%d", s ? "," : "", self->jobs_of[s]);
    asy_buffer_text(self->out, "],\"drawsOf\":[");
    for (int s = 0; s < self->n_scenarios; s++)
        asy_buffer_format(self->out, "%s%d", s ? "," : "",
                          asy_draws_of(self->info, asy_results_scenario(self->results, s)));
    asy_buffer_text(self->out, "],\"citizenships\":[");
    for (int c = 0; c < self->n_populations - 1 - self->n_groups; c++) {
        asy_buffer_text(self->out, c ? "," : "");
        asy_buffer_json_text(self->out, self->citizenship[c]);
    }
    asy_buffer_text(self->out, "]");
}

/* For the pictures of one place: what each reform touches there (store/touched.h). */
static bool
put_touched(struct asy_reporting *self)
{
    const size_t n = (size_t) self->n_scenarios;
    struct asy_touched *const touched = calloc(n, sizeof *touched);

    if (!touched)
        return asy_reporting_memory(self);
    const bool ok = asy_results_touched(self->results, touched, self->n_scenarios, self->err);
    asy_buffer_text(self->out, ",\"touched\":[");
    for (size_t s = 0; ok && s < n; s++) {
        const struct asy_touched *const t = &touched[s];
        const char *const names[] = { t->crossing, t->state[0], t->state[1], t->citizenship };
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            asy_buffer_text(self->out, i ? "," : s ? ",[" : "[");
            asy_buffer_json_text(self->out, names[i]);
        }
        asy_buffer_text(self->out, "]");
    }
    asy_buffer_text(self->out, "]");
    free(touched);
    return ok;
}

/* ---- claims ------------------------------------------------------------------ */

void
asy_report_summary(struct asy_buffer *out, const char *name, const struct asy_summary *s)
{
    const double numbers[] = {
        s->median, s->error, s->low, s->high, s->low_error, s->high_error
    };

    asy_buffer_format(out, ",\"%s\":[", name);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        asy_buffer_text(out, i ? "," : "");
        asy_buffer_json_number(out, numbers[i], 10);
    }
    asy_buffer_text(out, "]");
}

/* The verdict and, where the rate is judged, how far it moves: of how many come so far the
   reform decides too. */
static const char *
verdict_words(char *out, size_t size, const struct asy_judged *judged,
              const struct asy_moved *moved)
{
    const struct asy_summary *const by = &judged->by->summary;

    asy_verdict_text(out, size, judged->verdict, by);
    if (!judged->by_rate)
        return out;
    const double per = asy_rate_per(moved), ends[] = { by->median, by->low, by->high };
    const char *text[3];
    char texts[3][32];
    for (int i = 0; i < 3; i++) {
        int decimals;
        const double x = asy_rounded(per * ends[i], 0.01, &decimals);
        snprintf(texts[i], sizeof *texts, "%+.*f", decimals, x);
        text[i] = x < 0.0 || x > 0.0 ? texts[i] : "0";
    }
    const size_t used = strlen(out);
    snprintf(out + used, size - used,
             ", by the rate among those who come so far: %s%s (%s to %s)",
             per > 1.0 ? "per 100 " : "for each ", text[0], text[1], text[2]);
    return out;
}

/* No history moves it. */
static bool
is_still(const double *before, const double *after, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (before[i] < after[i] || before[i] > after[i])
            return false;
    return true;
}

static bool
put_claim(struct asy_reporting *self, int scenario, const struct asy_claim_outcome *claim,
          const struct asy_answers *answers, const char *period)
{
    const double *const base = asy_answers_of(answers, 0, 0);
    const double *const here = asy_answers_of(answers, 0, scenario);
    struct asy_summary before, after;
    struct asy_difference d;
    struct asy_buffer *const out = self->out;
    char words[160];
    const size_t n = (size_t) self->jobs_of[scenario];

    if (!asy_summarize(&before, base, self->draw, n) ||
        !asy_summarize(&after, here, self->draw, n) ||
        !asy_compare(&d, base, here, self->draw, n))
        return asy_reporting_memory(self);
    if (!asy_outcome_is_ratio(claim->metric))
        asy_whole_ends(&d.summary);
    const double *const of = answers->n_asks > 1 ? asy_answers_of(answers, 1, 0) : NULL;
    struct asy_moved moved = { 0 };
    const struct asy_exposed exposed = {
        .count = { base, here },
        .exposed = { of, of ? asy_answers_of(answers, 1, scenario) : NULL },
        .draw = self->draw,
        .n = n
    };
    if (of && !asy_moved(&moved, &exposed))
        return asy_reporting_memory(self);
    const struct asy_judged judged = asy_judge(
        claim->metric, claim->direction,
        asy_results_scenario(self->results, scenario)->is_in_force, &d, of ? &moved : NULL);
    asy_buffer_format(out, "{\"scenario\":%d,\"direction\":%d,\"metric\":", scenario,
                      claim->direction);
    asy_buffer_json_text(out, claim->metric);
    asy_buffer_text(out, ",\"population\":");
    asy_buffer_json_text(out, claim->population);
    asy_buffer_text(out, ",\"place\":");
    asy_buffer_json_text(out, claim->place);
    asy_buffer_text(out, ",\"period\":");
    asy_buffer_json_text(out, period);
    asy_buffer_format(out,
                      ",\"n\":%zu,\"of\":%zu,\"more\":%zu,\"less\":%zu,\"still\":%s"
                      ",\"verdict\":\"%s\",\"words\":\"%s\"",
                      d.summary.n, d.counted.of, d.counted.more, d.counted.less,
                      is_still(base, here, n) ? "true" : "false",
                      asy_verdict_name(judged.verdict),
                      verdict_words(words, sizeof words, &judged, &moved));
    asy_report_summary(out, "baseline", &before);
    asy_report_summary(out, "reform", &after);
    asy_report_summary(out, "difference", &d.summary);
    asy_report_plain_claim(self, scenario, claim, period, &before, &after, &d, words);
    asy_buffer_text(out, "}");
    return true;
}

static bool
put_claims(struct asy_reporting *self)
{
    const struct asy_claim_outcome *claim;
    struct asy_answers answers;
    bool ok = true, first = true;

    asy_buffer_text(self->out, ",\"claims\":[");
    asy_report_plain_begin(self);
    for (int s = 1; ok && s < self->n_scenarios; s++) {
        for (int i = 0; ok && (claim = asy_results_claim(self->results, s, i)); i++) {
            const char *const period = asy_outcome_is_final(claim->metric)
                                           ? "all"
                                           : self->period[self->in_force[s]].name;
            struct asy_ask asks[2] = { { claim->metric, claim->population, claim->place,
                                         period } };
            const char *const among = asy_compare_among(self->results, asks);
            asks[1] = asks[0];
            asks[1].metric = among;
            ok = asy_results_ask_first(self->results, self->n_scenarios, asks, among ? 2 : 1,
                                       &answers, self->err);
            if (!ok)
                break;
            asy_buffer_text(self->out, first ? "" : ",\n");
            first = false;
            ok = put_claim(self, s, claim, &answers, period);
            asy_answers_free(&answers);
        }
    }
    asy_buffer_text(self->out, "]");
    asy_report_plain_end(self);
    return ok;
}

bool
asy_report_about(struct asy_reporting *self)
{
    put_file(self);
    put_periods(self);
    /* the canonical texts stay in the results file */
    return put_table(self, "scenarios", ASY_QUERY_scenarios) &&
           put_table(self, "groups", ASY_QUERY_groups) &&
           put_table(self, "places", ASY_QUERY_places) &&
           put_rows(self, "stages", ASY_QUERY_stages, take_stage) &&
           put_table(self, "fates", ASY_QUERY_fates) &&
           put_table(self, "meta", ASY_QUERY_meta) &&
           put_table(self, "parameters", ASY_QUERY_parameters) && asy_report_keys(self) &&
           put_touched(self) && put_claims(self) && asy_report_closures(self) &&
           asy_report_sentences(self);
}
