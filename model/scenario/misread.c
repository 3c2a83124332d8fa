/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers, words and quotes as they come out of letters, spreadsheets and word processors. */
#include "scenario/misread.h"

#include "scenario/param.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- numbers ----------------------------------------------------------------------------- */

static bool
is_digit(const char *at, const char *end)
{
    return at < end && isdigit((unsigned char) *at);
}

static size_t
span(const char *at, const char *end, const char *of)
{
    size_t n = 0;
    while (at + n < end && at[n] && strchr(of, at[n]))
        n++;
    return n;
}

static size_t
letters(const char *at, const char *end)
{
    size_t n = 0;
    while (at + n < end && (isalpha((unsigned char) at[n]) || (at[n] & 0x80) ||
                            (n > 0 && (at[n] == '_' || at[n] == '/'))))
        n++;
    return n;
}

static size_t
count(const char *text, size_t n, char sign)
{
    size_t found = 0;
    for (size_t i = 0; i < n; i++)
        found += text[i] == sign;
    return found;
}

/* Do all signs of this kind part three digits from three? */
static bool
parts_thousands(const char *text, size_t n, char sign)
{
    size_t since = 0;
    bool seen = false;
    for (size_t i = 0; i <= n; i++) {
        const bool stops = i == n || !isdigit((unsigned char) text[i]);
        if (!stops) {
            since++;
            continue;
        }
        if (seen && since != 3)
            return false;
        if (i < n && text[i] != sign && seen) /* the decimal sign: what follows is free */
            return true;
        seen |= i < n && text[i] == sign;
        since = 0;
    }
    return seen;
}

/* The number without `drop`, and `point` made the decimal point. */
static void
rewrite(const char *text, size_t n, char point, char *out, size_t size)
{
    size_t used = 0;
    for (size_t i = 0; i < n && used + 1 < size; i++) {
        if (isdigit((unsigned char) text[i]) || (i == 0 && strchr("+-", text[i])))
            out[used++] = text[i];
        else if (point && text[i] == point)
            out[used++] = '.';
    }
    out[used] = '\0';
}

/* "0,5", "1.000,5", "1,000", "1'000", "1 000", "1_000": digits with signs between them. */
static void
advise_digits(const char *text, size_t n, char advice[ASY_ADVICE])
{
    const size_t commas = count(text, n, ','), points = count(text, n, '.');
    const char *const comma = memchr(text, ',', n), *const dot = memchr(text, '.', n);
    char one[48], other[48];
    char point = '\0';

    if (points > 1 && !parts_thousands(text, n, '.')) {
        snprintf(advice, ASY_ADVICE, "expected a plain decimal number");
        return;
    }
    if (commas == 1 && !(dot && dot > comma))
        point = ',';
    else if (points == 1 && (!comma || comma < dot))
        point = '.';
    rewrite(text, n, point, one, sizeof one);
    if (commas == 1 && points == 0 && *text != '0' && parts_thousands(text, n, ',')) {
        rewrite(text, n, '\0', other, sizeof other);
        snprintf(advice, ASY_ADVICE,
                 "a number has a decimal point and nothing between its thousands: write %s or "
                 "%s",
                 other, one);
    } else {
        snprintf(advice, ASY_ADVICE,
                 commas
                     ? "a number has a decimal point, not a comma: write %s"
                     : "expected a plain decimal number, with nothing between its thousands: "
                       "write %s",
                 one);
    }
}

static size_t
run_of_digits(const char *at, const char *end, bool in_group)
{
    size_t n = span(at, end, "+-");
    for (;;) {
        n += span(at + n, end, "0123456789");
        const char *next = at + n;
        if (next >= end)
            break;
        const bool parts =
            *next == '.' || *next == '_' || (*next == ',' && in_group) ||
            ((*next == ' ' || *next == '\'') && span(next + 1, end, "0123456789") == 3);
        if (!parts || !is_digit(next + 1, end))
            break;
        n++;
    }
    return n;
}

static bool
is_plain(const char *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isdigit((unsigned char) at[i]) && at[i] != '.' && !(i == 0 && strchr("+-", at[i])))
            return false;
    return count(at, n, '.') < 2;
}

/* To the end of the value: where another sign of the notation stands, or the line ends. */
static size_t
rest_of_value(const char *at, const char *end)
{
    size_t n = 0;
    while (at + n < end && !strchr(";{}[]()=:\"#\n", at[n]))
        n++;
    while (n > 0 && strchr(" \t\r,", at[n - 1]))
        n--;
    return n;
}

static size_t
advise_date(const char *at, const char *end, char advice[ASY_ADVICE])
{
    char said[ASY_ADVICE];
    const size_t n = rest_of_value(at, end);
    const bool may_be = n >= 7 && (count(at, n, '-') > 1 || count(at, n, '/') > 1 ||
                                   count(at, n, '.') > 1 || memchr(at, ' ', n));

    if (!may_be || !*asy_misread_date(at, n, said) || strncmp(said, ": write", 7) != 0) {
        const size_t days = span(at, end, "0123456789-");
        if (days != 10 || at[4] != '-' || at[7] != '-')
            return 0;
        snprintf(advice, ASY_ADVICE,
                 "expected a plain decimal number; a date needs double "
                 "quotes: write \"%.10s\"",
                 at);
        return days;
    }
    snprintf(advice, ASY_ADVICE,
             "expected a plain decimal number; a date needs double quotes%.130s", said);
    return n;
}

/* 1e5, 0x10, 5L: judged as numbers. */
static bool
is_other_notation(const char *at, const char *end, size_t n)
{
    if (at + n >= end || !strchr("eExXL", at[n]))
        return false;
    const size_t word = letters(at + n, end);
    return word == 1 || isalnum((unsigned char) at[n + 1]);
}

size_t
asy_misread_number(const char *at, const char *end, bool in_group, const struct asy_param *row,
                   char advice[ASY_ADVICE])
{
    const size_t dated = advise_date(at, end, advice);
    const size_t n = run_of_digits(at, end, in_group);

    if (dated)
        return dated;
    if (n == 0 || !is_digit(at + n - 1, end))
        return 0;
    const bool plain = is_plain(at, n);
    if (plain && is_other_notation(at, end, n))
        return 0;
    const size_t all = asy_misread_after(at, end, n, row, advice);
    if (all)
        return all;
    if (plain)
        return 0;
    advise_digits(at, n, advice);
    return n;
}

/* ---- words ------------------------------------------------------------------------------- */

const char *
asy_misread_flag(const char *word, size_t n)
{
    static const struct {
        const char *word, *flag;
    } known[] = {
        { "yes", "true" },     { "on", "true" },        { "y", "true" },
        { "1", "true" },       { "no", "false" },       { "off", "false" },
        { "n", "false" },      { "0", "false" },        { "true", "true" },
        { "false", "false" },  { "ja", "true" },        { "nein", "false" },
        { "enabled", "true" }, { "disabled", "false" }, { "wahr", "true" },
        { "falsch", "false" },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t k = 0;
        while (k < n && known[i].word[k] == tolower((unsigned char) word[k]))
            k++;
        if (k == n && known[i].word[k] == '\0')
            return known[i].flag;
    }
    return NULL;
}

/* "beta(2, 3)": through its closing bracket, on this line; 0 if it is none. */
static size_t
call(const char *at, const char *end)
{
    size_t n = letters(at, end);
    n += span(at + n, end, " ");
    if (at + n >= end || at[n] != '(')
        return 0;
    while (at + n < end && !strchr(")\n;{}\"", at[n]))
        n++;
    return at + n < end && at[n] == ')' ? n + 1 : 0;
}

/* What is said of a word in place of a number, a switch or a list. */
static void
advise_kind(const char *at, size_t n, const struct asy_param *row, char *advice)
{
    const int most = n < 60 ? (int) n : 60;
    if (row && row->kind == ASY_REAL)
        snprintf(advice, ASY_ADVICE, "expected a number for %.40s (%s)", row->name, row->unit);
    else if (row && row->kind == ASY_FLAG)
        snprintf(advice, ASY_ADVICE, "expected true or false for %.40s", row->name);
    else if (row && row->kind == ASY_SET)
        snprintf(advice, ASY_ADVICE,
                 "expected a list of texts: write [\"%.*s\"], each in its own quotes", most,
                 at);
    else
        snprintf(advice, ASY_ADVICE, "a text needs double quotes: write \"%.*s\"", most, at);
}

size_t
asy_misread_word(const char *at, const char *end, const struct asy_param *row,
                 char advice[ASY_ADVICE])
{
    char said[ASY_ADVICE];
    size_t n = letters(at, end);
    const char *const flag = asy_misread_flag(at, n);
    const size_t all = rest_of_value(at, end), called = call(at, end);
    const bool alone = at + all >= end || strchr(";}\n", at[all]);

    if (flag && (!row || row->kind == ASY_FLAG)) {
        snprintf(advice, ASY_ADVICE, "expected true or false: write %s", flag);
        return n;
    }
    if (called) {
        advise_kind(at, called, row, advice);
        return called;
    }
    if (!row && alone && memchr(at, ' ', all) && *asy_misread_date(at, all, said)) {
        snprintf(advice, ASY_ADVICE, "a date needs double quotes%.160s", said);
        return all;
    }
    while (at + n < end && (isalnum((unsigned char) at[n]) || strchr("-_*", at[n])))
        n++;
    n = alone && all > n ? all : n;
    advise_kind(at, n, row, advice);
    return n;
}

/* ---- signs ------------------------------------------------------------------------------- */

static const struct sign {
    const char *open, *closes[3]; /* NULL: no quotes */
    const char *advice;
} signs[] = {
    { "\xe2\x80\x9c", { "\xe2\x80\x9d", "\xe2\x80\x9c", "\"" }, NULL }, /* the English ones */
    { "\xe2\x80\x9d", { "\xe2\x80\x9d", "\xe2\x80\x9c", "\"" }, NULL },
    { "\xe2\x80\x9e", { "\xe2\x80\x9c", "\xe2\x80\x9d", "\"" }, NULL }, /* low */
    { "\xc2\xab", { "\xc2\xbb", "\"", NULL }, NULL },                   /* angles */
    { "\xc2\xbb", { "\xc2\xab", "\"", NULL }, NULL },
    { "\xe2\x80\x98", { "\xe2\x80\x99", "'", NULL }, NULL }, /* single ones */
    { "\xe2\x80\x99", { "\xe2\x80\x99", "'", NULL }, NULL },
    { "\xe2\x80\x9a", { "\xe2\x80\x98", "\xe2\x80\x99", NULL }, NULL },
    { "'", { "'", NULL, NULL }, NULL },
    { "\xc2\xa0", { NULL }, "this is a non-breaking space: write a plain space" },
    { "\xe2\x80\xaf", { NULL }, "this is a non-breaking space: write a plain space" },
    { "\xe2\x80\x93", { NULL }, "this is a dash: a minus sign is a plain -" },
    { "\xe2\x80\x94", { NULL }, "this is a dash: a minus sign is a plain -" },
    { "\xe2\x88\x92", { NULL }, "expected a plain -" },
};

static bool
stands(const char *at, const char *end, const char *what)
{
    const size_t n = strlen(what);
    return (size_t) (end - at) >= n && memcmp(at, what, n) == 0;
}

/* The end of the text that a quote opens, on its line; NULL if there is none. */
static const char *
closing(const struct sign *sign, const char *at, const char *end)
{
    for (; at < end && *at != '\n'; at++)
        for (int i = 0; i < 3 && sign->closes[i]; i++)
            if (stands(at, end, sign->closes[i]))
                return at + strlen(sign->closes[i]);
    return NULL;
}

size_t
asy_misread_sign(const char *at, const char *end, bool *is_text, char advice[ASY_ADVICE])
{
    *is_text = false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const size_t n = strlen(signs[i].open);
        if (!stands(at, end, signs[i].open))
            continue;
        const char *const close = closing(&signs[i], at + n, end);
        *is_text = signs[i].advice == NULL;
        snprintf(advice, ASY_ADVICE, "%s",
                 signs[i].advice ? signs[i].advice
                                 : "a text needs plain double quotes, \"...\"");
        return close ? (size_t) (close - at) : n;
    }
    if (!(*at & 0x80))
        return 0;
    size_t n = 1;
    while (at + n < end && (at[n] & 0xc0) == 0x80)
        n++;
    snprintf(advice, ASY_ADVICE, "letters beyond ASCII stand in texts only");
    return n;
}
