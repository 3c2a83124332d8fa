/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a text breaks off being a scenario, in words: libconfig says "syntax error" and the
   line on which it gave up, which for a brace left open is the last of the file. */
#ifndef ASY_SCENARIO_GRAMMAR_H
#define ASY_SCENARIO_GRAMMAR_H

#include "scenario/param.h"
#include "text/scan.h"

#include <stdbool.h>
#include <stddef.h>

enum asy_token { ASY_TOKEN_WORD, ASY_TOKEN_NUMBER, ASY_TOKEN_TEXT, ASY_TOKEN_SIGN };

/* What may come next. */
enum asy_next { ASY_NEXT_NAME, ASY_NEXT_EQUALS, ASY_NEXT_VALUE, ASY_NEXT_END };

struct asy_bracket {
    char sign;        /* { [ ( ; 0 for the file itself */
    int line, indent; /* of its line */
    enum asy_next next;
    enum asy_token last; /* the value at hand is */
    char name[41];       /* ... and is of this name; in a list, the value itself */
};

/* Zero it, hand it every token, then ask for the fault. */
struct asy_grammar {
    struct asy_bracket open[ASY_MOST_DEPTH + 2];
    int depth;
    int last_line;
    int line; /* of the first fault; 0: none so far */
    char what[200];
    int odd_line, odd_end; /* the first bracket whose end stands further out than it does */
    char odd_sign;
};

/* `indent` is the number of blanks at the head of the line; `leads`: nothing stands before the
   token on it. */
struct asy_where {
    int line, indent;
    bool leads;
};
void asy_grammar_take(struct asy_grammar *self, enum asy_token kind, const char *text, size_t n,
                      struct asy_where at);
void asy_grammar_end(struct asy_grammar *self);

/* Is the token to come a value, or a part of one? */
bool asy_grammar_wants_value(const struct asy_grammar *self);
/* Is the innermost bracket a group (or the file), where a comma ends a value? */
bool asy_grammar_in_group(const struct asy_grammar *self);
/* What the value to come belongs to, a law's row, however deep in its lists and members; NULL
   outside of laws and in a note. */
const struct asy_param *asy_grammar_row(const struct asy_grammar *self);

#endif
