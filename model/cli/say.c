/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/say.h"

#include "cli/screen.h"
#include "outcome/verdict.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int
asy_say_error(const struct asy_error *err)
{
    fprintf(stderr, "asylsim: %s: %s\n", err->where, err->what);
    return (int) err->code;
}

const char *
asy_say_name(const char *name)
{
    enum { SIZE = 2100 };
    static char texts[4][SIZE]; /* as many as are said at once */
    static int next;
    char *const out = texts[next++ % 4];
    size_t n = 0;

    for (; *name && n + 3 < SIZE; name++) {
        if (*name == '\n')
            out[n++] = '\\';
        out[n++] = *name == '\n' ? 'n' : *name;
    }
    out[n] = '\0';
    return out;
}

/* What was begun beside an older file is gone on with under that one's name. */
const char *
asy_say_unfinished(char *out, size_t size, const char *file, int n_runs, int n_planned)
{
    static const char beside[] = ".partial";
    const size_t n = strlen(file), m = strlen(beside);
    const bool is_beside = n > m && strcmp(file + n - m, beside) == 0;

    if (n_runs >= n_planned) /* then its closures are not all there */
        snprintf(out, size,
                 "unfinished: its closures are not all there; the same 'asylsim run ...' with "
                 "--closures --resume -o %.*s goes on",
                 (int) (is_beside ? n - m : n), file);
    else
        snprintf(
            out, size,
            "unfinished: %d of %d runs are there; the same 'asylsim run ...' with --resume -o "
            "%.*s goes on",
            n_runs, n_planned, (int) (is_beside ? n - m : n), file);
    return out;
}

/* "a.cfg" of "a.cfg:14"; the line is 0 where there is none. */
size_t
asy_say_file_of(const struct asy_error *err, int *line)
{
    const char *colon = strrchr(err->where, ':');
    char *end = NULL;
    const long number = colon ? strtol(colon + 1, &end, 10) : 0;
    const bool has_line = colon && end != colon + 1 && *end == '\0';

    *line = has_line ? (int) number : 0;
    return has_line ? (size_t) (colon - err->where) : strlen(err->where);
}

/* Where `err` belongs among the first n: after the last of its file that is not below it, or at
   the end if it is the first of its file. */
static size_t
place_of(const struct asy_errors *errs, size_t n, const struct asy_error *err)
{
    int line, other;
    const size_t size = asy_say_file_of(err, &line);
    size_t place = n;

    for (size_t i = 0; i < n; i++) {
        const struct asy_error *one = &errs->list[i];
        if (asy_say_file_of(one, &other) != size || strncmp(one->where, err->where, size) != 0)
            continue;
        if (other > line)
            return i;
        place = i + 1;
    }
    return place;
}

/* One file after the other, each from top to bottom. */
static void
sort_errors(struct asy_errors *errs)
{
    for (size_t i = 1; i < errs->n; i++) {
        const struct asy_error err = errs->list[i];
        const size_t place = place_of(errs, i, &err);
        memmove(errs->list + place + 1, errs->list + place, (i - place) * sizeof err);
        errs->list[place] = err;
    }
}

int
asy_say_errors(struct asy_errors *errs)
{
    const int code = errs->n ? (int) errs->list[0].code : ASY_E_INTERNAL;

    sort_errors(errs);
    asy_errors_print(errs, stderr);
    if (errs->n > 1)
        fprintf(stderr, "asylsim: %zu errors\n", errs->n + errs->n_more);
    return code;
}

/* ---- numbers ----------------------------------------------------------------- */

/* A whole number with a comma before each three digits. */
static void
with_commas(char *out, size_t size, double x, const char *sign)
{
    char digits[48];
    size_t used = strlen(sign);

    snprintf(digits, sizeof digits, "%.0f", fabs(x));
    snprintf(out, size, "%s", sign);
    const size_t n = strlen(digits);
    for (size_t i = 0; i < n && used + 2 < size; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            out[used++] = ',';
        out[used++] = digits[i];
    }
    out[used] = '\0';
}

void
asy_say_number(char *out, size_t size, double x, enum asy_style style, bool sign)
{
    if (isnan(x)) {
        snprintf(out, size, "-");
        return;
    }
    const double shown = style == ASY_SHARE ? 100.0 * x : x;
    const double unit =
        style == ASY_SHARE || (style == ASY_MEAN && fabs(shown) < 100.0) ? 0.1 : 1.0;
    int decimals = unit < 1.0;
    const double rounded =
        sign ? asy_rounded(shown, unit, &decimals) : asy_round_to(shown, unit);
    const char *const mark = rounded < 0.0 ? "-" : sign && rounded > 0.0 ? "+" : "";

    if (!isfinite(x))
        snprintf(out, size, "%sinfinite", mark);
    else if (decimals)
        snprintf(out, size, "%s%.*f", mark, decimals, fabs(rounded));
    else
        with_commas(out, size, rounded, mark);
}

int
asy_say_width(const char *text)
{
    int n = 0;
    for (; *text; text++)
        n += ((unsigned char) *text & 0xc0) != 0x80;
    return n;
}

void
asy_say_padded(FILE *out, const char *text, int width)
{
    const int pad = abs(width) - asy_say_width(text);

    if (width < 0 && pad > 0)
        fprintf(out, "%*s", pad, "");
    fputs(text, out);
    if (width > 0 && pad > 0)
        fprintf(out, "%*s", pad, "");
}

/* From `column` on, where that is not the begin of a line. */
static void
put_words(FILE *out, const char *text, int column, int first, int indent, int width)
{
    bool begun = column > 0, beside = begun;

    while (*text) {
        const size_t length = strcspn(text, " \n");
        char word[512];
        snprintf(word, sizeof word, "%.*s", (int) (length < 511 ? length : 511), text);
        const int wide = asy_say_width(word);
        if (column > 0 && column + 1 + wide > width) {
            fputc('\n', out);
            column = 0;
        }
        if (column == 0)
            column = fprintf(out, "%*s", begun ? indent : first, "");
        else if (!beside)
            column += fprintf(out, " ");
        fputs(word, out);
        begun = true;
        beside = false;
        column += wide;
        text += length;
        text += strspn(text, " \n");
    }
    fputc('\n', out);
}

void
asy_say_hanging(FILE *out, const char *text, int first, int indent, int width)
{
    put_words(out, text, 0, first, indent, width);
}

void
asy_say_beside(FILE *out, const char *text, int column, int width)
{
    put_words(out, text, column, 0, column, width);
}

void
asy_say_wrapped(FILE *out, const char *text, int indent, int width)
{
    asy_say_hanging(out, text, indent, indent, width);
}

/* ---- colour ------------------------------------------------------------------ */

static const char *
escape(enum asy_screen_code code)
{
    const char *const no_color = getenv("NO_COLOR");
    return isatty(STDOUT_FILENO) && !(no_color && *no_color) ? asy_screen_code(code) : "";
}

const char *
asy_say_bold(void)
{
    return escape(ASY_SCREEN_BOLD);
}

const char *
asy_say_dim(void)
{
    return escape(ASY_SCREEN_DIM);
}

const char *
asy_say_plain(void)
{
    return escape(ASY_SCREEN_PLAIN);
}

/* ---- JSON -------------------------------------------------------------------- */

json_t *
asy_json_number(double x)
{
    return isfinite(x) ? json_real(x) : json_null();
}

int
asy_say_json(json_t *json)
{
    if (!json || json_dumpf(json, stdout, JSON_INDENT(1) | JSON_REAL_PRECISION(12)) != 0) {
        json_decref(json);
        fputs("asylsim: out of memory\n", stderr);
        return ASY_E_RESOURCES;
    }
    putchar('\n');
    json_decref(json);
    return ASY_OK;
}
