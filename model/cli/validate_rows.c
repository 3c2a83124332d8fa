/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim validate --rows FILE: nine quantiles for each row that somebody asks about, so that
   the ranges can be judged by whoever has the values; scores where they stand in the file. A
   projection under the scenario's own assumptions, made for judging the model, not for use. */
#include "base/fail.h"
#include "cli/say.h"
#include "cli/validate.h"
#include "inference/wanted.h"

#include <gsl/gsl_sort.h>
#include <stdlib.h>
#include <string.h>

enum { N_QUANTILES = 9 };
static const double quantiles[N_QUANTILES] = { 0.025, 0.05, 0.1,  0.25, 0.5,
                                               0.75,  0.9,  0.95, 0.975 };

/* What is known of a row once it has been simulated. */
struct answer {
    const char *why; /* it stays empty */
    double at[N_QUANTILES];
    double score; /* weighted interval score on the scale of its family; NAN */
    bool has_90, in_90;
};

struct asking {
    const struct asy_options *options;
    const struct asy_wanted *rows;
    const struct asy_simulated *simulated;
    double *room;
    char made[192]; /* by what, from what */
};

static void
put_cell(FILE *out, const char *text)
{
    if (!strpbrk(text, ",\"\n")) {
        fputs(text, out);
        return;
    }
    putc('"', out);
    for (; *text; text++)
        fprintf(out, *text == '"' ? "\"\"" : "%c", *text);
    putc('"', out);
}

static void
put_number(FILE *out, double x)
{
    if (isfinite(x))
        fprintf(out, "%.6g", x);
}

/* ---- one row ----------------------------------------------------------------- */

static void
score(struct answer *answer, const struct asy_measure *measure, double *x, size_t n,
      double value)
{
    struct asy_forecast f;

    if (!isfinite(value))
        return;
    for (size_t i = 0; i < n; i++)
        x[i] = asy_measure_scaled(measure, x[i]);
    const double y = asy_measure_scaled(measure, value);
    asy_forecast_of(&f, x, n);
    answer->score = asy_score_weighted(&f, asy_forecast_ranges(&f), y);
    answer->has_90 = asy_forecast_has(&f, ASY_RANGE_90);
    answer->in_90 = asy_forecast_holds(&f, ASY_RANGE_90, y);
}

static struct answer
answer_row(const struct asking *self, int i)
{
    const struct asy_wanted_row *const row = &self->rows->row[i];
    const struct asy_simulated *const s = self->simulated;
    struct answer out = { .why = row->why, .score = (double) NAN };
    size_t n = 0;

    for (uint32_t d = 0; !out.why && d < s->n_draws; d++) {
        const double x = s->value[d * (size_t) self->rows->n + (size_t) i];
        if (isfinite(x))
            self->room[n++] = x;
    }
    if (!out.why && 2 * n < s->n_draws)
        out.why = "in most draws nobody is there to have a share";
    if (out.why)
        return out;
    gsl_sort(self->room, 1, n);
    for (int q = 0; q < N_QUANTILES; q++)
        out.at[q] = asy_score_quantile(self->room, n, quantiles[q]);
    score(&out, s->asked[i].measure, self->room, n, row->value);
    return out;
}

static void
put_row(const struct asking *self, FILE *out, int i, const struct answer *answer)
{
    const struct asy_wanted_row *const row = &self->rows->row[i];

    for (int c = 0; c < ASY_WANTED_RULE; c++) {
        put_cell(out, row->cell[c]);
        putc(',', out);
    }
    for (int q = 0; q < N_QUANTILES; q++) {
        if (!answer->why)
            put_number(out, answer->at[q]);
        putc(',', out);
    }
    put_cell(out, answer->why ? answer->why : "");
    if (self->rows->has_values) {
        putc(',', out);
        put_cell(out, row->cell[ASY_WANTED_VALUE]);
        putc(',', out);
        put_number(out, answer->score);
        fprintf(out, ",%s", !answer->has_90 ? "" : answer->in_90 ? "yes" : "no");
    }
    putc(',', out);
    put_cell(out, self->made);
    putc('\n', out);
}

/* ---- all of them ------------------------------------------------------------- */

/* How many were answered, and how well, on stderr. */
static void
say_totals(const struct asking *self, int answered, int in_90, int has_90, double score_sum,
           int scored)
{
    if (self->options->quiet)
        return;
    fprintf(stderr, "%d of %d rows answered; the others stay empty, with the reason\n",
            answered, self->rows->n);
    if (scored > 0)
        fprintf(stderr,
                "%d have a value: %d of %d in the range of 90 in 100, mean score %.3f\n",
                scored, in_90, has_90, score_sum / scored);
}

static void
put_rows(const struct asking *self, FILE *out)
{
    int answered = 0, in_90 = 0, has_90 = 0, scored = 0;
    double sum = 0.0;

    fputs("id,quantity,origin,place,period,unit", out);
    for (int q = 0; q < N_QUANTILES; q++)
        fprintf(out, ",q%g", 100.0 * quantiles[q]);
    fprintf(out, ",left_empty%s,made_by\n", self->rows->has_values ? ",value,score,in_90" : "");
    for (int i = 0; i < self->rows->n; i++) {
        const struct answer answer = answer_row(self, i);
        put_row(self, out, i, &answer);
        answered += !answer.why;
        if (isfinite(answer.score)) {
            scored++;
            sum += answer.score;
        }
        has_90 += answer.has_90;
        in_90 += answer.has_90 && answer.in_90;
    }
    say_totals(self, answered, in_90, has_90, sum, scored);
}

static bool
write_rows(const struct asking *self, struct asy_error *err)
{
    const char *const path = self->options->output;
    FILE *const out = path ? fopen(path, "w") : stdout;

    if (!out)
        return asy_fail(err, ASY_E_INPUT, path, "cannot be written");
    put_rows(self, out);
    const bool ok = !ferror(out);
    if ((path && fclose(out) != 0) || !ok)
        return asy_fail(err, ASY_E_RESOURCES, path ? path : "stdout", "could not be written");
    return true;
}

bool
asy_validation_rows(const struct asy_options *options, struct asy_wanted *rows,
                    const struct asy_scenario *scenario, struct asy_error *err)
{
    struct asy_simulated simulated = { 0 };
    struct asking self = { .options = options, .rows = rows, .simulated = &simulated };
    struct asy_world *const world = calloc(1, sizeof *world);
    char digest[33];

    self.room = malloc((options->draws + 1) * sizeof *self.room);
    bool ok = world && self.room
                  ? asy_world_init(world, scenario, options->seed, 0, err)
                  : asy_fail(err, ASY_E_RESOURCES, "memory", "not enough for the rows");
    if (ok) {
        asy_wanted_resolve(rows, world);
        asy_scenario_digest(scenario, digest);
        snprintf(self.made, sizeof self.made, "asylsim %s scenario %s seed %llu draws %u%s%s",
                 asy_version(), digest, (unsigned long long) options->seed, options->draws,
                 options->as_ofs.n ? " as of " : "",
                 options->as_ofs.n ? options->as_ofs.list[0] : "");
        ok = asy_simulated_run(&simulated, &rows->targets, scenario, options->seed,
                               options->draws, options->threads, err) &&
             write_rows(&self, err);
        asy_simulated_free(&simulated);
    }
    if (world)
        asy_world_free(world);
    free(world);
    free(self.room);
    return ok;
}
