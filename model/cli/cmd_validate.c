/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim validate: the scenario as it would have been known on a day, and what it says of the
   years after that day held against what was published of them. */
#include "base/calendar.h"
#include "base/fail.h"
#include "cli/say.h"
#include "cli/validate.h"
#include "text/whole.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_DRAWS = 4 };

/* The year of the last published value. */
static int
last_year(const struct asy_targets *targets)
{
    int last = 0;

    for (int s = 0; s < targets->n_series; s++) {
        const struct asy_series *const series = &targets->series[s];
        const int year = targets->point[series->first + series->n - 1].period / series->a_year;
        last = year > last ? year : last;
    }
    return last;
}

/* ---- usage ------------------------------------------------------------------- */

static bool
read_day(const char *text, int last, struct asy_date *day)
{
    if (strlen(text) != strlen("2014-12-31") || !asy_date_read(text, day)) {
        fprintf(stderr, "asylsim: validate: --as-of %s: expected a day as 2014-12-31\n",
                asy_say_name(text));
        return false;
    }
    const struct asy_date next = asy_date_of_days(asy_days_of_date(*day) + 1);
    if (next.day == 1 && next.year <= last)
        return true;
    fprintf(stderr,
            "asylsim: validate: --as-of %s: expected the last day of a month, %d or earlier: "
            "nothing after %d is scored\n",
            asy_say_name(text), last - 1, last);
    return false;
}

static bool
check_usage(const struct asy_options *o, int last)
{
    struct asy_date day;

    if (o->as_ofs.n == 0) {
        fputs("asylsim: validate: say from which day on it is to be scored: --as-of DATE\n",
              stderr);
        return false;
    }
    if (o->draws < LEAST_DRAWS) {
        fprintf(stderr, "asylsim: validate: --draws %u: expected %d or more\n", o->draws,
                LEAST_DRAWS);
        return false;
    }
    for (size_t i = 0; i < o->as_ofs.n; i++)
        if (!read_day(o->as_ofs.list[i], last, &day))
            return false;
    return true;
}

/* ---- one day ----------------------------------------------------------------- */

static bool
load(struct asy_scenario **out, const struct asy_validation *self, const char *as_of, int *code)
{
    const struct asy_options *const o = self->options;
    struct asy_errors errs = { 0 };
    const struct asy_scenario_args args = { .baseline = o->files.list[0],
                                            .sets = o->sets.list,
                                            .n_sets = o->sets.n,
                                            .until = self->until,
                                            .as_of = as_of,
                                            .departures = self->options->departures };

    if (!asy_scenario_load(out, &args, &errs))
        *code = asy_say_errors(&errs);
    asy_errors_free(&errs);
    return *out;
}

static bool
rehearse(struct asy_rehearsal *rehearsal, const struct asy_validation *self,
         const struct asy_scenario *scenario, const char *as_of, int *code)
{
    const struct asy_options *const o = self->options;
    struct asy_simulated simulated;
    struct asy_date day = { 0 };
    struct asy_error err = { 0 };

    asy_date_read(as_of, &day);
    if (!o->quiet)
        fprintf(stderr, "as of %s: %u draws to %s\n", as_of, o->draws, self->until);
    const bool ok = asy_simulated_run(&simulated, self->targets, scenario, o->seed, o->draws,
                                      o->threads, &err) &&
                    asy_rehearsal_add(rehearsal, &simulated, day, &err);
    asy_simulated_free(&simulated);
    if (!ok)
        *code = asy_say_error(&err);
    return ok;
}

/* ---- all of them ------------------------------------------------------------- */

static int
print(const struct asy_validation *self)
{
    const struct asy_options *const o = self->options;
    struct asy_error err = { 0 };
    const int missed = asy_validation_misses(self, NULL, NULL) > 0 ? ASY_E_TARGET : ASY_OK;

    if (o->json) {
        const int code = asy_validation_json(self);
        return code ? code : missed;
    }
    if (!o->write) {
        asy_validation_print(self, stdout);
        return missed;
    }
    if (!asy_validation_write(self, o->write, &err))
        return asy_say_error(&err);
    if (!o->quiet)
        printf("written to %s\n", asy_say_name(o->write));
    return missed;
}

/* Each day's scenario is kept until the next one's is there: the last one's is printed of. */
static int
validate(struct asy_validation *self)
{
    const struct asy_texts *const days = &self->options->as_ofs;
    struct asy_rehearsal rehearsal;
    struct asy_scenario *scenario = NULL;
    int code = ASY_OK;

    if (!load(&scenario, self, NULL, &code))
        return code;
    asy_scenario_digest(scenario, self->digest);
    asy_rehearsal_init(&rehearsal, self->targets);
    self->rehearsal = &rehearsal;
    bool ok = true;
    for (size_t i = 0; ok && i < days->n; i++) {
        asy_scenario_destroy(scenario);
        ok = load(&scenario, self, days->list[i], &code) &&
             rehearse(&rehearsal, self, scenario, days->list[i], &code);
    }
    self->scenario = scenario;
    code = ok ? print(self) : code;
    asy_rehearsal_free(&rehearsal);
    asy_scenario_destroy(scenario);
    return code;
}

/* Rows may ask of years later than any published here: to the end of the last of them. */
static int
ask_rows(const struct asy_options *o)
{
    struct asy_error err = { 0 };
    struct asy_wanted rows = { 0 };
    struct asy_scenario *scenario = NULL;
    struct asy_validation self = { .options = o };
    char *const text = asy_whole_read(o->rows, &err);
    int code = ASY_OK;

    if (!text || !asy_wanted_read(&rows, text, o->rows, &err)) {
        code = asy_say_error(&err);
    } else if (asy_wanted_last_year(&rows) == 0) {
        asy_fail(&err, ASY_E_INPUT, o->rows,
                 "no row has a year, a quarter or a month as period");
        code = asy_say_error(&err);
    } else {
        snprintf(self.until, sizeof self.until, "%d-12-31", asy_wanted_last_year(&rows));
        if (load(&scenario, &self, o->as_ofs.n ? o->as_ofs.list[0] : NULL, &code) &&
            !asy_validation_rows(o, &rows, scenario, &err))
            code = asy_say_error(&err);
    }
    asy_scenario_destroy(scenario);
    asy_wanted_free(&rows);
    free(text);
    return code;
}

static bool
check_rows_usage(const struct asy_options *o)
{
    const char *wrong = NULL;

    if (o->as_ofs.n > 1)
        wrong = "--rows: one --as-of at most";
    else if (o->write || o->json)
        wrong = "--rows writes CSV, to stdout or -o FILE";
    else if (o->draws < LEAST_DRAWS)
        wrong = "--rows: expected 4 draws or more";
    if (wrong)
        fprintf(stderr, "asylsim: validate: %s\n", wrong);
    return !wrong;
}

int
asy_cmd_validate(const struct asy_options *options)
{
    struct asy_targets targets;
    struct asy_error err = { 0 };
    struct asy_validation self = { .options = options, .targets = &targets };
    int code = ASY_E_INPUT;

    if (options->rows)
        return check_rows_usage(options) ? ask_rows(options) : ASY_E_INPUT;
    if (options->output) {
        fputs("asylsim: validate: -o is of --rows; scores go into a document by --write\n",
              stderr);
        return ASY_E_INPUT;
    }
    if (!asy_targets_shipped(&targets, &err)) {
        code = asy_say_error(&err);
    } else if (check_usage(options, last_year(&targets))) {
        snprintf(self.until, sizeof self.until, "%d-12-31", last_year(&targets));
        code = options->write && !asy_validation_has_marks(options->write, &err)
                   ? asy_say_error(&err)
                   : validate(&self);
    }
    asy_targets_free(&targets);
    return code;
}
