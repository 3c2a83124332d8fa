/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single values laid over all else, each one layer: those of the command line (--set), then a
   closure's, which are written alike. Of the horizon a closure alone says something. */
#include "scenario/inside.h"

#include "text/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool
is_word_char(char c)
{
    return isalnum((unsigned char) c) || c == '_' || c == '-';
}

static bool
needs_quotes(const char *word, size_t n, const char *rest, bool after_number)
{
    if (after_number) /* "92 days": one value, and no text */
        return false;
    rest += strspn(rest, " \t");
    if (*rest == '=' || *rest == ':') /* a name within { } */
        return false;
    static const char *const plain[] = { "true", "false", "nan", "inf" };
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (strlen(plain[i]) == n && strncmp(plain[i], word, n) == 0)
            return false;
    return true;
}

/* Copies a value and puts bare words into quotes, for the shell has eaten the user's. */
static char *
quote_words(const char *value, char *out)
{
    bool after_number = false;
    while (*value) {
        size_t n = 1;
        if (*value == '"') {
            while (value[n] && value[n] != '"')
                n += value[n] == '\\' && value[n + 1] ? 2 : 1;
            n += value[n] == '"';
        } else if (is_word_char(*value) || *value == '.') {
            while (is_word_char(value[n]) || value[n] == '.' || (value[n] == '+' && n > 1))
                n++;
        }
        const bool quoted =
            isalpha((unsigned char) *value) && needs_quotes(value, n, value + n, after_number);
        if (*value != ' ')
            after_number = isdigit((unsigned char) *value);
        if (quoted)
            *out++ = '"';
        memcpy(out, value, n);
        out += n;
        if (quoted)
            *out++ = '"';
        value += n;
    }
    return out;
}

static bool
good_path(const char *path, size_t n)
{
    int parts = 1;
    for (size_t i = 0; i < n; i++) {
        const bool starts = i == 0 || path[i - 1] == '.';
        parts += path[i] == '.';
        if (starts ? !isalpha((unsigned char) path[i])
                   : !is_word_char(path[i]) && path[i] != '.')
            return false;
    }
    return n > 0 && path[n - 1] != '.' && parts < 12;
}

/* "a.b=1" as "a: { b: { = 1; } }" would be written; the set's number becomes its line. */
static char *
text_of_path(const char *set, size_t n_path, size_t number)
{
    const size_t n = strlen(set);
    char *text = malloc(number + 8 * n + 64), *at = text;
    int open = 0;
    if (!text)
        return NULL;
    for (size_t i = 1; i < number; i++)
        *at++ = '\n';
    for (size_t i = 0; i < n_path; i++) {
        if (set[i] != '.') {
            *at++ = set[i];
            continue;
        }
        memcpy(at, ":{", 2);
        at += 2;
        open++;
    }
    *at++ = '=';
    at = quote_words(set + n_path + 1, at);
    *at++ = ';';
    for (; open > 0; open--) {
        memcpy(at, "};", 2);
        at += 2;
    }
    *at = '\0';
    return text;
}

char *
asy_set_text(const char *set, size_t number)
{
    const char *const equals = strchr(set, '=');
    const size_t n = equals ? (size_t) (equals - set) : 0;
    return good_path(set, n) ? text_of_path(set, n, number) : NULL;
}

static void
read_one_set(struct asy_scenario *self, struct asy_texts *texts, const char *set, size_t number,
             bool over_baseline, bool partial)
{
    struct asy_reader reader = { .self = self,
                                 .errs = texts->errs,
                                 .layer = ++self->n_layers,
                                 .layer_name = "command",
                                 .source = "command line",
                                 /* what is compared parts after the warm-up */
                                 .since = over_baseline && self->first_day < 0 ? 0 : ASY_ALWAYS,
                                 .over_baseline = over_baseline,
                                 .partial = partial };
    const struct asy_node place = { .file = "--set", .line = (int) number };
    const char *equals = strchr(set, '=');

    if (!equals || !good_path(set, (size_t) (equals - set))) {
        asy_node_error(&place, texts->errs,
                       "%.80s: expected path=value, as in "
                       "rules.dublin.p_request=0.5",
                       set);
        return;
    }
    if (strncmp(set, "horizon.", 8) == 0) {
        asy_node_error(
            &place, texts->errs,
            "%.80s: the horizon is not a value of the law; a run's last day is given "
            "with --until, as in --until 2016-12-31",
            set);
        return;
    }
    char *text = text_of_path(set, (size_t) (equals - set), number);
    const struct asy_node *root = text ? asy_text_parse(texts, "--set", text) : NULL;
    if (!text)
        self->pool.failed = true;
    free(text);
    if (root && root->n > 1)
        asy_node_error(&place, texts->errs, "%.80s: expected one value", set);
    else if (root)
        asy_set_read(&reader, root);
}

void
asy_sets_read(struct asy_scenario *self, struct asy_texts *texts,
              const struct asy_scenario_args *args, bool partial)
{
    for (size_t i = 0; i < args->n_sets; i++)
        read_one_set(self, texts, args->sets[i], i + 1, args->sets_reform, partial);
}

/* ---- closures ---------------------------------------------------------------------------- */

static const char level[] = "horizon.level_months=";

int
asy_closures_level(const struct asy_scenario_args *args)
{
    for (size_t i = 0; i < args->n_closures; i++)
        if (strncmp(args->closures[i], level, sizeof level - 1) == 0)
            return atoi(args->closures[i] + sizeof level - 1);
    return 0;
}

void
asy_closures_read(struct asy_scenario *self, struct asy_texts *texts,
                  const struct asy_scenario_args *args, bool partial)
{
    self->closure_layer = args->n_closures ? self->n_layers + 1 : 0;
    for (size_t i = 0; i < args->n_closures; i++)
        if (strncmp(args->closures[i], level, sizeof level - 1) != 0)
            read_one_set(self, texts, args->closures[i], args->n_sets + i + 1, false, partial);
}
