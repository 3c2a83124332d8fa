/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new reform: values as the command line has them, put together and written as one would have
   written them by hand. */
#include "scenario/draft.h"

#include "scenario/inside.h"
#include "text/text.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

const char asy_to_fill[] = "To be filled in";

bool
asy_is_written(const char *text)
{
    return *text && strncmp(text, asy_to_fill, sizeof asy_to_fill - 1) != 0;
}

/* ---- values ------------------------------------------------------------------ */

/* What stands before the sign; the sign may be "+=", "-=" or "*=". */
struct parts {
    const char *key, *value, *from, *until;
    char sign; /* '=', or what stands before it */
};

static const char *
piece(struct asy_pool *pool, const char *from, size_t n)
{
    while (n > 0 && isspace((unsigned char) *from)) {
        from++;
        n--;
    }
    while (n > 0 && isspace((unsigned char) from[n - 1]))
        n--;
    const char *const text = asy_pool_format(pool, "%.*s", (int) n, from);
    return text ? text : "";
}

/* Cuts " from 2017-03-01 until 2017-05-31" off a key, as `params` prints it. */
static void
cut_span(struct asy_pool *pool, struct parts *self)
{
    static const char *const words[] = { " until ", " from " };
    const char **const to[] = { &self->until, &self->from };

    for (int i = 0; i < 2; i++) {
        const char *const at = strstr(self->key, words[i]);
        if (!at)
            continue;
        const char *const date = at + strlen(words[i]);
        *to[i] = piece(pool, date, strlen(date));
        self->key = piece(pool, self->key, (size_t) (at - self->key));
    }
}

static bool
split(struct asy_pool *pool, const char *given, struct parts *self)
{
    const char *const equals = strchr(given, '=');
    size_t n = equals ? (size_t) (equals - given) : 0;

    if (!equals || n == 0)
        return false;
    self->sign = strchr("+-*", equals[-1]) ? equals[-1] : '=';
    n -= self->sign != '=';
    self->key = piece(pool, given, n);
    self->value = piece(pool, equals + 1, strlen(equals + 1));
    cut_span(pool, self);
    return *self->key && *self->value;
}

static bool
is_number(const char *text)
{
    text += *text == '-' || *text == '+';
    return isdigit((unsigned char) *text) || *text == '.';
}

/* "{ add = [FIN] }" of += FIN; the value itself where nothing stands before the sign. */
static const char *
form_of(struct asy_pool *pool, const struct parts *self)
{
    const bool number = is_number(self->value), list = *self->value == '[';

    if (self->sign == '=')
        return self->value;
    if (self->sign == '*')
        return asy_pool_format(pool, "{ times = %s; }", self->value);
    if (number)
        return asy_pool_format(pool, "{ plus = %s%s; }",
                               self->sign == '-' ? *self->value == '-' ? "" : "-" : "",
                               self->value + (self->sign == '-' && *self->value == '-'));
    return asy_pool_format(pool, "{ %s = %s%s%s; }", self->sign == '+' ? "add" : "remove",
                           list ? "" : "[", self->value, list ? "" : "]");
}

/* What is said inside of braces: of a value by itself, "value = 0.2;". */
static const char *
inner(struct asy_pool *pool, const char *value)
{
    const size_t n = strlen(value);
    if (*value == '{' && value[n - 1] == '}')
        return piece(pool, value + 1, n - 2);
    return asy_pool_format(pool, "value = %s;", value);
}

static const char *
dated(struct asy_pool *pool, const struct parts *self, const char *value)
{
    if (!self->from && !self->until)
        return value;
    const char *const said = inner(pool, value);
    const char *const until =
        self->until ? asy_pool_format(pool, " until = \"%s\";", self->until) : "";
    if (!self->from)
        return asy_pool_format(pool, "{ %s%s }", said, until);
    return asy_pool_format(pool, "{ over_time = ( { from = \"%s\"; %s%s } ); }", self->from,
                           said, until);
}

static bool
is_section(const char *key, size_t n)
{
    const char *name;
    for (int i = 0; (name = asy_section_at(i)) != NULL; i++)
        if (strlen(name) == n && strncmp(name, key, n) == 0)
            return true;
    return (n == 5 && strncmp(key, "rules", n) == 0) ||
           (n == 9 && strncmp(key, "countries", n) == 0);
}

const char *
asy_draft_value(struct asy_pool *pool, const char *given, struct asy_errors *errs)
{
    struct parts parts = { .sign = '=' };
    char where[120];

    snprintf(where, sizeof where, "%.100s", given);
    if (!split(pool, given, &parts)) {
        asy_errors_add(
            errs, ASY_E_INPUT, where,
            "expected KEY=VALUE, as in dublin.limit_days=90, KEY+=NAME and KEY-=NAME "
            "of a list, KEY*=1.5 of a number");
        return NULL;
    }
    const char *const value = dated(pool, &parts, form_of(pool, &parts));
    const char *const general = is_section(parts.key, strcspn(parts.key, ".")) ? "" : "rules.";
    return asy_pool_format(pool, "%s%s=%s", general, parts.key, value);
}

bool
asy_draft_read(struct asy_draft *self, const char *const *values, size_t n,
               struct asy_errors *errs)
{
    struct asy_texts texts = { .pool = &self->pool, .errs = errs };
    struct asy_node *set = NULL;
    const size_t before = errs->n;

    for (size_t i = 0; i < n; i++) {
        char *const text = asy_set_text(values[i], i + 1);
        struct asy_node *const root = text ? asy_text_parse(&texts, "--set", text) : NULL;
        free(text);
        if (root && set)
            asy_node_merge(set, root, errs);
        else if (root)
            set = root;
    }
    self->set = set;
    asy_texts_free(&texts);
    return set && errs->n == before;
}

/* ---- the text ---------------------------------------------------------------- */

static int lines; /* printed so far: one text at a time */

__attribute__((format(printf, 3, 4))) static void
print_line(FILE *out, int depth, const char *format, ...)
{
    va_list args;

    fprintf(out, "%*s", 4 * depth, "");
    va_start(args, format);
    vfprintf(out, format, args);
    va_end(args);
    fputc('\n', out);
    lines++;
}

static void
print_text(const char *text, FILE *out)
{
    fputc('"', out);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            fputc('\\', out);
        fputc(*text, out);
    }
    fputc('"', out);
}

static void print_value(const struct asy_node *node, FILE *out);

static void
print_children(const struct asy_node *node, const char *open, const char *close, FILE *out)
{
    const bool group = node->type == ASY_NODE_GROUP;
    const char *between = "";

    fputs(open, out);
    for (const struct asy_node *child = node->first; child; child = child->next) {
        fputs(between, out);
        if (group)
            fprintf(out, " %s = ", child->name);
        print_value(child, out);
        between = group ? "" : ", ";
        if (group)
            fputc(';', out);
    }
    fputs(close, out);
}

static void
print_value(const struct asy_node *node, FILE *out)
{
    switch (node->type) {
    case ASY_NODE_GROUP:
        print_children(node, "{", " }", out);
        break;
    case ASY_NODE_LIST:
        print_children(node, "( ", " )", out);
        break;
    case ASY_NODE_ARRAY:
        print_children(node, "[", "]", out);
        break;
    case ASY_NODE_FLAG:
        fputs(node->flag ? "true" : "false", out);
        break;
    case ASY_NODE_TEXT:
        print_text(node->text, out);
        break;
    case ASY_NODE_NUMBER:
    default:
        fprintf(out, "%.15g", node->number);
        break;
    }
}

/* Over as many lines as it takes. */
static void
print_comment(FILE *out, int depth, const char *text)
{
    const size_t width = 96 - 4 * (size_t) depth;
    const char *before = "/* ";

    while (*text) {
        size_t n = strlen(text);
        if (n > width) {
            n = width;
            while (n > 0 && text[n] != ' ')
                n--;
            n = n ? n : strcspn(text, " ");
        }
        const bool last = text[n] == '\0';
        print_line(out, depth, "%s%.*s%s", before, (int) n, text, last ? " */" : "");
        text += n + !last;
        before = "   ";
    }
}

static void
print_key(struct asy_draft *self, const struct asy_node *node, int depth, FILE *out)
{
    const int i = self->n < ASY_MOST_DRAFTED ? self->n++ : ASY_MOST_DRAFTED - 1;

    if (self->comment[i])
        print_comment(out, depth, self->comment[i]);
    fprintf(out, "%*s%s = ", 4 * depth, "", node->name);
    print_value(node, out);
    fputs(";\n", out);
    self->line[i] = ++lines;
}

/* Down to the keys: rules, law, key; or section, its member, law, key. */
static void
print_set(struct asy_draft *self, const struct asy_node *node, int depth, int left, FILE *out)
{
    if (left == 0 || node->type != ASY_NODE_GROUP) {
        print_key(self, node, depth, out);
        return;
    }
    print_line(out, depth, "%s: {", node->name);
    for (const struct asy_node *child = node->first; child; child = child->next)
        print_set(self, child, depth + 1, left - 1, out);
    print_line(out, depth, "};");
}

static int
levels_of(const char *section)
{
    return strcmp(section, "countries") == 0 ? 1 : strcmp(section, "rules") == 0 ? 2 : 3;
}

static void
print_said(FILE *out, const char *name, const char *text)
{
    fprintf(out, "%s = ", name);
    print_text(text, out);
    fputs(";\n", out);
    lines++;
}

static void
print_outcome(const struct asy_draft *self, FILE *out)
{
    const char *const place = self->place ? self->place : "";

    if (!self->metric)
        return;
    if (!self->direction)
        print_line(out, 0,
                   "/* Say which way, and take it out of this comment: the outcome that these "
                   "keys move most.");
    print_line(out, 0, "claim_outcome = { metric = \"%s\"; %s%s%sdirection = \"%s\"; };%s",
               self->metric, *place ? "place = \"" : "", place, *place ? "\"; " : "",
               self->direction > 0   ? "more"
               : self->direction < 0 ? "less"
                                     : "more or less",
               self->direction ? "" : " */");
}

void
asy_draft_print(struct asy_draft *self, FILE *out)
{
    lines = 0;
    self->n = 0;
    print_line(out, 0, "/* SPDX-License-Identifier: GPL-3.0-or-later */");
    print_said(out, "extends", self->extends);
    print_said(out, "title", self->title);
    print_said(out, "claim",
               self->claim ? self->claim
                           : "To be filled in: what becomes of people, in one sentence");
    print_outcome(self, out);
    print_said(out, "source",
               self->source
                   ? self->source
                   : "To be filled in: the act, the judgment or the proposal that says so");
    print_said(out, "in_force", self->in_force);
    print_line(out, 0, "set: {");
    for (const struct asy_node *child = self->set->first; child; child = child->next)
        print_set(self, child, 1, levels_of(child->name), out);
    print_line(out, 0, "};");
}

void
asy_draft_free(struct asy_draft *self)
{
    asy_pool_free(&self->pool);
}
