/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One walk over the tokens of a text, which copies what is harmless and names what is not. */
#include "text/scan.h"

#include "scenario/grammar.h"
#include "scenario/misread.h"
#include "text/beginning.h"
#include "text/utf8.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct walk {
    const char *file;
    const char *at, *end; /* what is left of the text */
    const char *head;     /* of this line */
    char *out;
    int line;
    int over;            /* the line on which the first text began that runs over its end; 0 */
    size_t errs_at_over; /* errors found before it */
    struct asy_grammar grammar;
    int names[ASY_MOST_DEPTH + 1]; /* at each depth, how many so far */
    bool ok, stop;
    struct asy_scan *scan;
    struct asy_errors *errs;
};

static void
refuse(struct walk *walk, int line, const char *what, const char *token, size_t n)
{
    char where[160], shown[41];
    const size_t files = strlen(walk->file);
    const size_t skip = files > 140 ? files - 140 : 0;
    snprintf(where, sizeof where, "%s:%d", walk->file + skip, line);
    snprintf(shown, sizeof shown, "%.*s", (int) (n < 40 ? n : 40), token);
    asy_errors_add(walk->errs, ASY_E_INPUT, where, "%s%s%s", shown, n ? ": " : "", what);
    walk->ok = false;
}

/* From here on nothing more can be told: leave the walk. */
static void
refuse_and_stop(struct walk *walk, int line, const char *what)
{
    refuse(walk, line, what, "", 0);
    walk->stop = true;
}

static void
copy(struct walk *walk, size_t n)
{
    for (; n > 0 && walk->at < walk->end; n--, walk->at++) {
        if (*walk->at == '\n') {
            walk->line++;
            walk->head = walk->at + 1;
        }
        *walk->out++ = *walk->at;
    }
}

/* Hands the next n bytes to the grammar as one token. */
static void
take(struct walk *walk, enum asy_token kind, size_t n)
{
    const char *first = walk->head;
    while (first < walk->at && (*first == ' ' || *first == '\t'))
        first++;
    const struct asy_where at = { walk->line, (int) (first - walk->head), first == walk->at };
    asy_grammar_take(&walk->grammar, kind, walk->at, n, at);
}

/* What is written in another form than this notation's: said, and passed over. */
static bool
refuse_misread(struct walk *walk, enum asy_token kind, size_t n, const char *advice)
{
    if (n == 0)
        return false;
    refuse(walk, walk->line, advice, walk->at, n);
    take(walk, kind, n);
    walk->at += n;
    return true;
}

/* Comments become blanks: what libconfig makes of an unfinished one need not be known. */
static void
skip_comment(struct walk *walk, const char *close)
{
    const int line = walk->line;
    const size_t n = strlen(close);
    while (walk->at < walk->end) {
        if ((size_t) (walk->end - walk->at) >= n && memcmp(walk->at, close, n) == 0) {
            if (close[0] != '\n')
                walk->at += n;
            *walk->out++ = ' ';
            return;
        }
        if (*walk->at == '\n') {
            walk->line++;
            walk->head = walk->at + 1;
            *walk->out++ = '\n';
        }
        walk->at++;
    }
    if (close[0] != '\n')
        refuse_and_stop(walk, line, "this comment never ends");
}

/* Where a closing quote is wanting the text runs to the next one, and the last text of the
   file has no end: the first that runs over its line is named, what was found after it is not.
 */
static void
refuse_endless(struct walk *walk, int line)
{
    char what[120] = "this text never ends (no closing \")";

    if (walk->over < line)
        snprintf(what, sizeof what,
                 "this text runs over the end of its line, and the one of line %d never ends: "
                 "is a closing \" missing?",
                 line);
    if (walk->errs->n > walk->errs_at_over)
        walk->errs->n = walk->errs_at_over;
    refuse_and_stop(walk, walk->over, what);
}

static void
copy_string(struct walk *walk)
{
    const int line = walk->line;
    const size_t errs = walk->errs->n;
    const char *const quote = memchr(walk->at + 1, '"', (size_t) (walk->end - walk->at - 1));
    take(walk, ASY_TOKEN_TEXT, quote ? (size_t) (quote + 1 - walk->at) : 1);
    copy(walk, 1);
    while (walk->at < walk->end && *walk->at != '"') {
        if (walk->end - walk->at >= 4 && memcmp(walk->at, "\\x00", 4) == 0)
            refuse(walk, walk->line, "a text cannot contain NUL", "\\x00", 4);
        copy(walk, *walk->at == '\\' ? 2 : 1);
    }
    if (walk->over == 0 && (walk->line > line || walk->at == walk->end)) {
        walk->over = line;
        walk->errs_at_over = errs;
    }
    if (walk->at == walk->end)
        refuse_endless(walk, line);
    copy(walk, 1);
}

/* A decimal number of a size that the model can use; sets *whole. */
static bool
good_number(const char *token, bool *whole)
{
    const char *at = token + (*token == '-' || *token == '+');
    const size_t before = strspn(at, "0123456789");
    size_t after = 0;

    at += before;
    *whole = *at == '\0' && before > 0;
    if (*at == '.') {
        after = strspn(at + 1, "0123456789");
        at += 1 + after;
    }
    if (before + after == 0)
        return false;
    if (*at == 'e' || *at == 'E') {
        at += 1 + (at[1] == '-' || at[1] == '+');
        if (strspn(at, "0123456789") == 0)
            return false;
        at += strspn(at, "0123456789");
    }
    return *at == '\0';
}

static void
copy_number(struct walk *walk)
{
    char token[64], advice[ASY_ADVICE];
    const bool in_group = asy_grammar_in_group(&walk->grammar);
    /* What is set changes the advice, not whether there is any. */
    size_t n = asy_misread_number(walk->at, walk->end, in_group, NULL, advice);
    if (n > 0)
        n = asy_misread_number(walk->at, walk->end, in_group, asy_grammar_row(&walk->grammar),
                               advice);
    if (refuse_misread(walk, ASY_TOKEN_NUMBER, n, advice))
        return;
    while (walk->at + n < walk->end &&
           (isalnum((unsigned char) walk->at[n]) || strchr("+-._", walk->at[n])))
        n++;
    snprintf(token, sizeof token, "%.*s", (int) (n < sizeof token ? n : sizeof token - 1),
             walk->at);

    bool whole = false;
    if (n >= sizeof token || !good_number(token, &whole))
        refuse(walk, walk->line, "expected a plain decimal number", walk->at, n);
    else if (whole &&
             (strtoll(token, NULL, 10) > INT32_MAX || strtoll(token, NULL, 10) < INT32_MIN))
        refuse(walk, walk->line, "a whole number beyond 32 bits", walk->at, n);
    else if (!isfinite(strtod(token, NULL)))
        refuse(walk, walk->line, "number too large", walk->at, n);
    take(walk, ASY_TOKEN_NUMBER, n);
    copy(walk, n);
    if (whole) {
        memcpy(walk->out, ".0", 2);
        walk->out += 2;
    }
}

static bool
is_word(const char *at, size_t n, const char *word)
{
    if (n != strlen(word))
        return false;
    for (size_t i = 0; i < n; i++)
        if (tolower((unsigned char) at[i]) != word[i])
            return false;
    return true;
}

/* "dublin.p_request", which --set takes and a file does not. */
static void
refuse_path(struct walk *walk, size_t first)
{
    char what[ASY_ADVICE];
    size_t n = first;
    while (walk->at + n < walk->end &&
           (isalnum((unsigned char) walk->at[n]) || strchr("-_.", walk->at[n])))
        n++;
    snprintf(
        what, sizeof what,
        "a path with dots is for --set; in a file each part is a group: %.*s: { %.*s ... }",
        (int) (first < 40 ? first : 40), walk->at,
        (int) (n - first - 1 < 60 ? n - first - 1 : 60), walk->at + first + 1);
    refuse_misread(walk, ASY_TOKEN_WORD, n, what);
}

static void
copy_word(struct walk *walk)
{
    size_t n = 0;
    while (walk->at + n < walk->end &&
           (isalnum((unsigned char) walk->at[n]) || strchr("-_*", walk->at[n])))
        n++;
    if (asy_grammar_wants_value(&walk->grammar)) {
        if (is_word(walk->at, n, "nan") || is_word(walk->at, n, "inf") ||
            is_word(walk->at, n, "infinity")) {
            refuse(walk, walk->line, "expected a finite number", walk->at, n);
        } else if (!is_word(walk->at, n, "true") && !is_word(walk->at, n, "false")) {
            char advice[ASY_ADVICE];
            const struct asy_param *row = asy_grammar_row(&walk->grammar);
            if (row && row->kind == ASY_SET && !asy_grammar_in_group(&walk->grammar))
                row = NULL; /* it is a name in the list */
            n = asy_misread_word(walk->at, walk->end, row, advice);
            refuse_misread(walk, ASY_TOKEN_TEXT, n, advice);
            return;
        }
    } else if (walk->at + n + 1 < walk->end && walk->at[n] == '.' &&
               isalpha((unsigned char) walk->at[n + 1])) {
        refuse_path(walk, n);
        return;
    }
    take(walk, ASY_TOKEN_WORD, n);
    copy(walk, n);
}

static bool
keep_include(struct walk *walk, const char *path, size_t n)
{
    struct asy_scan *scan = walk->scan;
    struct asy_include *list = realloc(scan->includes, (scan->n_includes + 1) * sizeof *list);
    if (!list)
        return false;
    scan->includes = list;
    char *copied = malloc(n + 1);
    if (!copied)
        return false;
    memcpy(copied, path, n);
    copied[n] = '\0';
    list[scan->n_includes++] = (struct asy_include){ copied, walk->line };
    return true;
}

static void
take_include(struct walk *walk)
{
    static const char word[] = "@include";
    const char *at = walk->at;
    const size_t left = (size_t) (walk->end - at);

    if (left < sizeof word || memcmp(at, word, sizeof word - 1) != 0) {
        refuse_and_stop(walk, walk->line, "'@' begins only @include \"file\"");
        return;
    }
    if (walk->grammar.depth > 0 || asy_grammar_wants_value(&walk->grammar)) {
        const struct asy_bracket *const open = &walk->grammar.open[walk->grammar.depth];
        char what[120] = "@include stands at the top level only, not in a group";
        if (open->sign)
            snprintf(what, sizeof what, "%s: the %c of line %d is still open",
                     "@include stands at the top level only", open->sign, open->line);
        refuse_and_stop(walk, walk->line, what);
        return;
    }
    at += sizeof word - 1;
    while (at < walk->end && (*at == ' ' || *at == '\t'))
        at++;
    const char *path = at + 1;
    const char *close = at < walk->end && *at == '"' ? path : walk->end;
    while (close < walk->end && *close != '"' && *close != '\n')
        close++;
    if (close >= walk->end || *close != '"' || close == path) {
        refuse_and_stop(walk, walk->line, "expected @include \"file\"");
        return;
    }
    if (!keep_include(walk, path, (size_t) (close - path)))
        refuse_and_stop(walk, walk->line, "out of memory");
    walk->at = close + 1;
    if (walk->at < walk->end && *walk->at == ';') /* a habit that does no harm */
        walk->at++;
}

static void
copy_sign(struct walk *walk)
{
    const char sign = *walk->at;
    if (strchr("{[(", sign)) {
        if (walk->grammar.depth == ASY_MOST_DEPTH) {
            refuse_and_stop(walk, walk->line, "nested too deeply (more than 16 levels)");
            return;
        }
        walk->names[walk->grammar.depth + 1] = 0;
    } else if (strchr("}])", sign)) {
        if (walk->grammar.depth == 0) {
            refuse_and_stop(walk, walk->line, "a closing bracket without an opening one");
            return;
        }
    } else if ((sign == '=' || sign == ':') &&
               ++walk->names[walk->grammar.depth] > ASY_MOST_SIBLINGS) {
        refuse_and_stop(walk, walk->line, "too many names in one group (more than 1024)");
        return;
    }
    take(walk, ASY_TOKEN_SIGN, 1);
    copy(walk, 1);
}

/* Quotes of a word processor and what else is no sign of this notation. */
static bool
pass_sign(struct walk *walk)
{
    char advice[ASY_ADVICE];
    bool is_text;
    const size_t n = asy_misread_sign(walk->at, walk->end, &is_text, advice);
    if (n == 0)
        return false;
    refuse(walk, walk->line, advice, walk->at, n);
    if (is_text)
        take(walk, ASY_TOKEN_TEXT, n);
    walk->at += n;
    return true;
}

static void
step(struct walk *walk)
{
    const char c = *walk->at;
    const char next = walk->end - walk->at > 1 ? walk->at[1] : '\0';

    if (isspace((unsigned char) c))
        copy(walk, 1);
    else if (c == '#' || (c == '/' && next == '/'))
        skip_comment(walk, "\n");
    else if (c == '/' && next == '*') {
        walk->at += 2;
        skip_comment(walk, "*/");
    } else if (c == '"')
        copy_string(walk);
    else if (c == '@')
        take_include(walk);
    else if (isdigit((unsigned char) c) || strchr("+-.", c))
        copy_number(walk);
    else if (isalpha((unsigned char) c) || c == '*')
        copy_word(walk);
    else if (!pass_sign(walk))
        copy_sign(walk);
}

static int
line_of(const char *text, const char *at)
{
    int line = 1;
    for (; text < at; text++)
        line += *text == '\n';
    return line;
}

/* What concerns the bytes, before any token. */
static bool
check_bytes(struct walk *walk, const char *text, size_t size)
{
    const char *nul = memchr(text, '\0', size);
    if (nul) {
        refuse(walk, line_of(text, nul), "a NUL byte: this is not a text file", "", 0);
        return false;
    }
    if (size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        refuse(walk, 1, "begins with a byte order mark: save it as plain UTF-8", "", 0);
        return false;
    }
    for (const char *at = text; at < text + size;) {
        const size_t n = asy_utf8_length(at, (size_t) (text + size - at));
        if (n == 0) {
            refuse(walk, line_of(text, at), "not UTF-8 text", "", 0);
            return false;
        }
        at += n;
    }
    return true;
}

/* After the first few of what is none, once for all the rest. */
static void
doubt(struct walk *walk, const char *text, size_t n_before)
{
    enum { FEW = 3 };

    if (walk->stop || walk->errs->n < n_before + FEW || asy_begins_as_scenario(text, walk->end))
        return;
    refuse_and_stop(walk, walk->line,
                    "this does not look like a scenario, which consists of lines such as title "
                    "= \"...\"; and set: { ... }; 'asylsim new' writes one");
}

bool
asy_scan_init(struct asy_scan *self, const char *file, const char *text, size_t size,
              struct asy_errors *errs)
{
    *self = (struct asy_scan){ 0 };
    struct walk walk = { .file = file,
                         .at = text,
                         .end = text + size,
                         .head = text,
                         .line = 1,
                         .ok = true,
                         .scan = self,
                         .errs = errs };

    if (size > ASY_MOST_BYTES)
        refuse(&walk, 1, "larger than 4 MB", "", 0);
    if (!walk.ok || !check_bytes(&walk, text, size))
        return false;
    /* A lone digit becomes three bytes ("1" to "1.0"), and stands beside another sign. */
    self->text = malloc(3 * size + 4);
    if (!self->text) {
        asy_errors_add(errs, ASY_E_RESOURCES, file, "out of memory");
        return false;
    }
    walk.out = self->text;
    const size_t n_before = errs->n;
    for (size_t n = n_before; walk.at < walk.end && !walk.stop; n = errs->n) {
        step(&walk);
        if (errs->n > n)
            doubt(&walk, text, n_before);
    }
    *walk.out = '\0';
    asy_grammar_end(&walk.grammar);
    self->fault_line = walk.grammar.line;
    snprintf(self->fault, sizeof self->fault, "%s", walk.grammar.what);
    return walk.ok;
}

void
asy_scan_free(struct asy_scan *self)
{
    for (size_t i = 0; i < self->n_includes; i++)
        free(self->includes[i].path);
    free(self->includes);
    free(self->text);
    *self = (struct asy_scan){ 0 };
}
