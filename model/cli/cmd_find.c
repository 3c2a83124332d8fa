/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim find: a key by what people call it. */
#define _GNU_SOURCE /* strcasestr, fmemopen */
#include "base/calendar.h"
#include "cli/find.h"
#include "cli/say.h"
#include "scenario/inside.h"

#include <stdlib.h>
#include <string.h>

static bool
is_scenario(const char *word)
{
    const size_t n = strlen(word);
    return n > 4 && strcmp(word + n - 4, ".cfg") == 0;
}

/* The day on which reforms begin unless they say otherwise: the first that is not known. */
static int32_t
usual_day(const struct asy_scenario *self)
{
    return self->known_until == ASY_NEVER ? 0 : self->known_until + 1;
}

static bool
read_day(struct asy_finding *self, const char *text, struct asy_error *err)
{
    struct asy_date date;
    int32_t day = usual_day(self->scenario);

    if (text) {
        if (!asy_date_read(text, &date))
            return asy_fail(err, ASY_E_INPUT, "find",
                            "--on %.40s: expected a day, as in --on 2016-07-01", text);
        day = asy_days_of_date(date) - self->scenario->start;
    }
    if (day < self->scenario->first_day || day >= self->scenario->n_days) {
        const struct asy_date first = asy_date_of_days(self->scenario->start +
                                                       self->scenario->first_day),
                              last = asy_date_of_days(self->scenario->start +
                                                      self->scenario->n_days - 1);
        return asy_fail(err, ASY_E_INPUT, "find",
                        "--on %.40s: the scenario goes from %d-%02d-%02d to %d-%02d-%02d",
                        text ? text : "", first.year, first.month, first.day, last.year,
                        last.month, last.day);
    }
    date = asy_date_of_days(self->scenario->start + day);
    char shown[40];
    snprintf(shown, sizeof shown, "%04d-%02d-%02d", date.year, date.month, date.day);
    memcpy(self->date, shown, 10);
    self->day = day;
    return true;
}

/* A word that stands nowhere and is nearly the name of a place; false: none is. */
static bool
find_misspelt_place(const struct asy_question *query, const struct asy_scenario *scenario,
                    char word[64], char meant[64])
{
    for (int i = 0; i < query->n_words; i++) {
        if (query->is_name[i] || (query->found[i] && !query->read_as[i]))
            continue;
        asy_find_near_place(scenario, query->words[i], meant);
        snprintf(word, 64, "%.63s", query->words[i]);
        if (*meant)
            return true;
    }
    return false;
}

/* The words with the place that was meant; in `text`, room for `size` bytes. */
static void
put_place(const char *const *words, size_t n, const char *wrong, const char *meant, char *text,
          size_t size)
{
    FILE *const out = fmemopen(text, size, "w");

    for (size_t i = 0; out && i < n; i++) {
        const char *const at = strcasestr(words[i], wrong);
        if (i)
            fputc(' ', out);
        if (at)
            fprintf(out, "%.*s%s%s", (int) (at - words[i]), words[i], meant,
                    at + strlen(wrong));
        else
            fputs(words[i], out);
    }
    if (out)
        fclose(out);
}

/* Once more, with the name of the place that was meant. */
static bool
find_with_place(struct asy_finding *self, const struct asy_options *o, size_t n_words,
                struct asy_error *err)
{
    char wrong[64], meant[64], text[4096] = "";
    const char *const words = text;

    if (!find_misspelt_place(self->query, self->scenario, wrong, meant))
        return true;
    put_place(o->files.list, n_words, wrong, meant, text, sizeof text - 1);
    for (size_t i = 0; i < n_words; i++) { /* as it was typed */
        const char *const at = strcasestr(o->files.list[i], wrong);
        if (at)
            snprintf(wrong, sizeof wrong, "%.*s", (int) strlen(wrong), at);
    }
    asy_question_free(self->query);
    const bool ok = asy_question_read(self->query, self->scenario, &words, 1, err) &&
                    asy_find_rank(self, err);
    snprintf(self->query->misspelt, sizeof wrong, "%s", wrong);
    snprintf(self->query->meant, sizeof meant, "%s", meant);
    return ok;
}

static bool
find(struct asy_finding *self, const struct asy_options *o, size_t n_words,
     struct asy_error *err)
{
    char folder[800];

    if (!read_day(self, o->on, err) ||
        !asy_question_read(self->query, self->scenario, o->files.list, n_words, err))
        return false;
    if (asy_shipped_file("scenarios/reforms/", folder, sizeof folder)) {
        folder[strlen(folder) - 1] = '\0';
        self->n_shipped = asy_shipped_read(&self->shipped, folder, &self->pool);
    }
    return asy_find_rank(self, err) && find_with_place(self, o, n_words, err);
}

/* What was understood, and what to try. */
static int
say_nothing_found(const struct asy_finding *self)
{
    fputs("asylsim: find: nothing found under these words. Looked for: ", stderr);
    asy_question_print(self->query, self->scenario, stderr);
    const char *before = "\nThe nearest words that stand anywhere: ";
    for (int i = 0; i < self->query->n_words; i++)
        if (self->query->nearest[i]) {
            fprintf(stderr, "%s%s", before, self->query->nearest[i]);
            before = ", ";
        }
    fputs("\nTry fewer or other words, a law ('asylsim catalogue' lists them), an article "
          "(\"604/2013 art. 17\") or a part of a path.\n",
          stderr);
    return ASY_E_TARGET;
}

static int
tell(const struct asy_finding *self, const struct asy_options *o)
{
    if (o->json)
        return asy_say_json(asy_find_json(self));
    if (!self->n_keys && !self->n_outcomes && !self->n_reforms)
        return say_nothing_found(self);
    if (*self->query->misspelt)
        printf("No '%s' here; did you mean %s? The search is for %s.\n", self->query->misspelt,
               self->query->meant, self->query->meant);
    asy_find_print(self);
    return ASY_OK;
}

int
asy_cmd_find(const struct asy_options *o)
{
    char baseline[800];
    const size_t n = o->files.n;
    const bool named = n > 1 && is_scenario(o->files.list[n - 1]);
    const struct asy_scenario_args args = {
        .baseline = named
                        ? o->files.list[n - 1]
                        : asy_shipped_file("scenarios/baseline.cfg", baseline, sizeof baseline),
    };
    struct asy_question query = { .n_words = 0 };
    struct asy_finding finding = { .query = &query };
    struct asy_scenario *scenario = NULL;
    struct asy_errors errs = { 0 };
    struct asy_error err = { 0 };
    int code;

    if (!args.baseline) {
        fputs("asylsim: find: no scenarios/baseline.cfg in this folder or next to the program: "
              "name a "
              "scenario after the words\n",
              stderr);
        return ASY_E_INPUT;
    }
    if (!asy_scenario_load(&scenario, &args, &errs)) {
        code = asy_say_errors(&errs);
    } else {
        finding.scenario = scenario;
        code = find(&finding, o, n - named, &err) ? tell(&finding, o) : asy_say_error(&err);
    }
    asy_question_free(&query);
    asy_pool_free(&finding.pool);
    asy_scenario_destroy(scenario);
    asy_errors_free(&errs);
    return code;
}
