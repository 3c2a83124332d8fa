/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libconfig's grammar once more, as a machine that takes one token after the other and keeps
   the first fault. What it lets pass libconfig may still refuse; what it finds is only said
   where libconfig has refused, so that it can make no good file bad. */
#include "scenario/grammar.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static struct asy_bracket *
innermost(struct asy_grammar *self)
{
    return &self->open[self->depth];
}

bool
asy_grammar_in_group(const struct asy_grammar *self)
{
    const char sign = self->open[self->depth].sign;
    return sign == '\0' || sign == '{';
}

bool
asy_grammar_wants_value(const struct asy_grammar *self)
{
    return self->open[self->depth].next == ASY_NEXT_VALUE || !asy_grammar_in_group(self);
}

static const struct asy_param *
find_row(const char *law, const char *name)
{
    for (int i = 0; i < ASY_N_LAWS; i++)
        for (const struct asy_param *row = asy_laws[i]->params;
             row->name && strcmp(asy_laws[i]->name, law) == 0; row++)
            if (strcmp(row->name, name) == 0)
                return row;
    return NULL;
}

const struct asy_param *
asy_grammar_row(const struct asy_grammar *self)
{
    static const char *const notes[] = { "source",      "grade",  "unit",   "prior",
                                         "conflict",    "from",   "until",  "monthly_from",
                                         "yearly_from", "known",  "fitted", "as_in",
                                         "only",        "except", NULL };
    static const struct asy_param times = { .name = "times", .unit = "ratio", .max = HUGE_VAL };
    for (int depth = self->depth; depth > 0; depth--) {
        const char *const name = self->open[depth].name;
        if (strcmp(name, times.name) == 0) /* a factor on whatever the key is */
            return &times;
        const struct asy_param *const row = find_row(self->open[depth - 1].name, name);
        if (row)
            return row;
        for (int i = 0; notes[i]; i++)
            if (strcmp(notes[i], name) == 0)
                return NULL;
    }
    return NULL;
}

__attribute__((format(printf, 3, 4))) static void
fault(struct asy_grammar *self, int line, const char *format, ...)
{
    va_list args;

    if (self->line)
        return;
    va_start(args, format);
    vsnprintf(self->what, sizeof self->what, format, args);
    va_end(args);
    self->line = line;
}

static char
end_of(char sign)
{
    return sign == '{' ? '}' : sign == '[' ? ']' : ')';
}

static void
keep_name(struct asy_bracket *here, const char *text, size_t n)
{
    snprintf(here->name, sizeof here->name, "%.*s",
             (int) (n < sizeof here->name ? n : sizeof here->name - 1), text);
}

/* ---- brackets ---------------------------------------------------------------------------- */

static void
open_bracket(struct asy_grammar *self, char sign, struct asy_where at)
{
    struct asy_bracket *here = innermost(self);

    if (here->next == ASY_NEXT_EQUALS)
        fault(self, at.line, "expected = between the name %s and its %c", here->name, sign);
    else if (here->next != ASY_NEXT_VALUE)
        fault(self, at.line, "expected a name before %c, as in name = %c ... %c", sign, sign,
              end_of(sign));
    else if (here->sign == '[')
        fault(self, at.line,
              "the [ of line %d holds only numbers or only texts: where groups { } are listed "
              "write ( ) in its place",
              here->line);
    here->next = ASY_NEXT_END;
    here->last = ASY_TOKEN_SIGN;
    if (!asy_grammar_in_group(self))
        keep_name(here, "the last one", strlen("the last one"));
    if (self->depth <= ASY_MOST_DEPTH)
        self->depth++;
    *innermost(self) =
        (struct asy_bracket){ .sign = sign,
                              .line = at.line,
                              .indent = at.indent,
                              .next = sign == '{' ? ASY_NEXT_NAME : ASY_NEXT_VALUE };
}

static void
close_bracket(struct asy_grammar *self, char sign, struct asy_where at)
{
    const struct asy_bracket *here = innermost(self);

    if (here->sign && end_of(here->sign) != sign)
        fault(self, at.line, "this %c ends the %c of line %d: expected %c", sign, here->sign,
              here->line, end_of(here->sign));
    else if (here->next == ASY_NEXT_EQUALS)
        fault(self, at.line, "expected = and a value after the name %s", here->name);
    else if (here->next == ASY_NEXT_VALUE && here->name[0])
        fault(self, at.line,
              here->sign == '{' ? "the value of %s is missing before %c"
                                : "after %s a comma too many before %c",
              here->name, sign);
    if (at.leads && at.line > here->line && at.indent < here->indent && !self->odd_line) {
        self->odd_line = here->line;
        self->odd_sign = here->sign;
        self->odd_end = at.line;
    }
    if (self->depth > 0)
        self->depth--;
}

/* ---- the other signs --------------------------------------------------------------------- */

static void
take_equals(struct asy_grammar *self, char sign, int line)
{
    struct asy_bracket *here = innermost(self);

    if (here->next == ASY_NEXT_EQUALS)
        here->next = ASY_NEXT_VALUE;
    else if (here->sign == '[' || here->sign == '(')
        fault(self, line,
              "the %c of line %d lists values: what has names stands in { }; or is a %c "
              "missing?",
              here->sign, here->line, end_of(here->sign));
    else if (here->next == ASY_NEXT_VALUE)
        fault(self, line, "expected a value after %s %c, found another %c", here->name, sign,
              sign);
    else
        fault(self, line, "expected a name before %c", sign);
}

static void
take_end(struct asy_grammar *self, char sign, int line)
{
    struct asy_bracket *here = innermost(self);
    const bool lists = !asy_grammar_in_group(self);

    if (lists && sign == ';')
        fault(self, here->line,
              "this %c is never closed: a %c is missing before the ; of line "
              "%d",
              here->sign, end_of(here->sign), line);
    else if (here->next == ASY_NEXT_END)
        here->next = lists ? ASY_NEXT_VALUE : ASY_NEXT_NAME;
    else if (here->next == ASY_NEXT_NAME)
        fault(self, line, "a %c too many: expected a name or the end of the group", sign);
    else
        fault(self, line, "expected a value before %c%s%s", sign, here->name[0] ? ", of " : "",
              here->name);
}

static void
take_sign(struct asy_grammar *self, char sign, struct asy_where at)
{
    if (strchr("{[(", sign))
        open_bracket(self, sign, at);
    else if (strchr("}])", sign))
        close_bracket(self, sign, at);
    else if (sign == '=' || sign == ':')
        take_equals(self, sign, at.line);
    else if (sign == ';' || sign == ',')
        take_end(self, sign, at.line);
    else
        fault(self, at.line, "the sign %c means nothing here", sign);
}

/* ---- names and values -------------------------------------------------------------------- */

/* A value where a name is due, or a second value in a row. */
static void
out_of_place(struct asy_grammar *self, enum asy_token kind, const char *text, size_t n,
             int line)
{
    const struct asy_bracket *here = innermost(self);
    const int most = n < 40 ? (int) n : 40;

    if (!asy_grammar_in_group(self))
        fault(self, line, "expected a comma or %c before %.*s, in the %c of line %d",
              end_of(here->sign), most, text, here->sign, here->line);
    else if (here->next == ASY_NEXT_EQUALS)
        fault(self, line, "expected = between %s and %.*s: a name has no blanks", here->name,
              most, text);
    else if (kind == ASY_TOKEN_TEXT && here->sign == '{')
        fault(self, line,
              "expected a name before %.*s: names stand without quotes, and a list of texts in "
              "[ ], not in { }",
              most, text);
    else
        fault(self, line,
              "expected a name before %.*s, as in name = value; names stand without "
              "quotes",
              most, text);
}

static void
take_value(struct asy_grammar *self, enum asy_token kind, const char *text, size_t n, int line)
{
    struct asy_bracket *here = innermost(self);

    if (here->next == ASY_NEXT_VALUE) {
        here->next = ASY_NEXT_END;
        here->last = kind;
        if (!asy_grammar_in_group(self))
            keep_name(here, text, n);
    } else if (here->next == ASY_NEXT_END && kind == ASY_TOKEN_TEXT &&
               here->last == ASY_TOKEN_TEXT) {
        return; /* texts in a row are one */
    } else {
        out_of_place(self, kind, text, n, line);
        here->next = ASY_NEXT_END;
    }
}

void
asy_grammar_take(struct asy_grammar *self, enum asy_token kind, const char *text, size_t n,
                 struct asy_where at)
{
    struct asy_bracket *here = innermost(self);
    const bool may_be_name = asy_grammar_in_group(self) &&
                             (here->next == ASY_NEXT_NAME || here->next == ASY_NEXT_END);

    self->last_line = at.line;
    if (kind == ASY_TOKEN_SIGN) {
        take_sign(self, *text, at);
    } else if (kind == ASY_TOKEN_WORD && may_be_name) {
        keep_name(here, text, n);
        here->next = ASY_NEXT_EQUALS;
    } else {
        take_value(self, kind, text, n, at.line);
    }
}

void
asy_grammar_end(struct asy_grammar *self)
{
    const struct asy_bracket *here = innermost(self);

    if (self->depth == 0) {
        if (here->next == ASY_NEXT_EQUALS || here->next == ASY_NEXT_VALUE)
            fault(self, self->last_line, "the value of %s is missing", here->name);
        return;
    }
    if (self->odd_line)
        fault(self, self->odd_line,
              "this %c is never closed: a %c is missing, it seems before line %d, where the "
              "text goes on further out",
              self->odd_sign, end_of(self->odd_sign), self->odd_end);
    else
        fault(self, here->line, "this %c is never closed: a %c is missing", here->sign,
              end_of(here->sign));
}
