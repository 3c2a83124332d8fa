/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands behind a number: a unit, per cent, the other end of a range. A number is only
   proposed where it is certain which one was meant, in the unit of its key. */
#include "scenario/misread.h"
#include "scenario/param.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is left of the value. */
struct tail {
    const char *at, *end;
};

static bool
takes(struct tail *self, const char *what)
{
    const size_t n = strlen(what);
    if ((size_t) (self->end - self->at) < n)
        return false;
    for (size_t i = 0; i < n; i++)
        if ((char) tolower((unsigned char) self->at[i]) != what[i])
            return false;
    self->at += n;
    return true;
}

static void
skip_blanks(struct tail *self)
{
    while (takes(self, " ") || takes(self, "\t") || takes(self, "\r") ||
           takes(self, "\xc2\xa0") || takes(self, "\xe2\x80\xaf"))
        ;
}

static bool
is_letter(char c)
{
    return isalpha((unsigned char) c) || (c & 0x80) || c == '_';
}

/* To where another sign of the notation stands or the line ends, without the name of the next
   setting. */
static const char *
end_of_value(const char *at, const char *end)
{
    const char *to = at;
    while (to < end && !strchr(";{}[]()=:\"#\n", *to) &&
           !(*to == ',' && !(to + 1 < end && isdigit((unsigned char) to[1]))))
        to++;
    const bool names = to < end && strchr("=:", *to);
    while (to > at && strchr(" \t\r", to[-1]))
        to--;
    while (names && to > at && (is_letter(to[-1]) || isdigit((unsigned char) to[-1])))
        to--;
    while (to > at && strchr(" \t\r", to[-1]))
        to--;
    return to;
}

/* ---- per cent ---------------------------------------------------------------------------- */

static bool
is_share(const struct asy_param *row)
{
    return !row || strncmp(row->unit, "share", 5) == 0 || strcmp(row->unit, "ratio") == 0;
}

/* "days", "persons": what can be counted, not "per year" or "persons/day". */
static bool
is_counted(const struct asy_param *row)
{
    const size_t n = strlen(row->unit);
    return n > 0 && row->unit[n - 1] == 's' && !strpbrk(row->unit, " /");
}

static bool
advise_percent(struct tail tail, const char *written, const char *number,
               const struct asy_param *row, char *advice)
{
    static const char *const words[] = { "%",    "percent", "per cent", "pct.",       "pct",
                                         "p.c.", "prozent", "v.h.",     "vom hundert" };
    bool found = false;
    for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++)
        found = takes(&tail, words[i]) &&
                (tail.at == tail.end || words[i][0] == '%' || !is_letter(*tail.at));
    if (!found)
        return false;
    skip_blanks(&tail);
    if (!is_share(row))
        snprintf(advice, ASY_ADVICE,
                 is_counted(row) ? "%.40s is a number of %s, not a share: it has no %%"
                                 : "%.40s is not a share: its unit is \"%s\"",
                 row->name, row->unit);
    else if (tail.at < tail.end || !*number)
        snprintf(advice, ASY_ADVICE,
                 "expected one plain number, without %%: a share of 100 %% is 1");
    else
        snprintf(advice, ASY_ADVICE,
                 "a number is written without %%: a share of %s %% is %.10g", written,
                 strtod(number, NULL) / 100.0);
    return true;
}

/* ---- ranges ------------------------------------------------------------------------------ */

static bool
advise_range(struct tail tail, const char *number, char *advice)
{
    static const char *const words[] = { "to ",          "bis ",         "and ", "-",
                                         "\xe2\x80\x93", "\xe2\x80\x94", "...",  "..",
                                         "\xe2\x80\xa6", "+/-",          "+-",   "\xc2\xb1" };
    char other[16] = "";
    size_t n = 0, i = 0;

    while (i < sizeof words / sizeof *words && !takes(&tail, words[i]))
        i++;
    if (i == sizeof words / sizeof *words)
        return false;
    skip_blanks(&tail);
    while (tail.at < tail.end && n < sizeof other - 1 &&
           (isdigit((unsigned char) *tail.at) || *tail.at == '.' || *tail.at == ','))
        other[n++] = *tail.at++;
    if (n == 0)
        return false;
    skip_blanks(&tail);
    if (tail.at == tail.end && *number && !strchr(other, ',') && i < 9 &&
        strtod(number, NULL) < strtod(other, NULL))
        snprintf(advice, ASY_ADVICE,
                 "a value is one number; its range goes next to it: { value = ...; range = "
                 "[%.14s, %.14s]; }, or a prior, prior = \"uniform(%.14s, %.14s)\"",
                 number, other, number, other);
    else
        snprintf(advice, ASY_ADVICE,
                 "a value is one number; its range goes next to it: { value = ...; range = "
                 "[low, high]; }, or a prior, prior = \"uniform(low, high)\"");
    return true;
}

/* ---- units ------------------------------------------------------------------------------- */

static const struct span {
    const char *words[8];
    const char *one;     /* in the advice, what an approximation rests upon */
    double days, months; /* one of them is exact; the other is 0, or approximates it */
} spans[] = {
    { { "minute", "minutes", "min", "mins", "minuten", NULL }, "", 1.0 / 1440, 0 },
    { { "hour", "hours", "h", "hrs", "stunde", "stunden", NULL }, "", 1.0 / 24, 0 },
    { { "day", "days", "d", "tag", "tage", "tagen", NULL }, "", 1, 0 },
    { { "week", "weeks", "wk", "wks", "woche", "wochen", NULL }, "", 7, 0 },
    { { "fortnight", "fortnights", NULL }, "", 14, 0 },
    { { "month", "months", "mo", "monat", "monate", "monaten", NULL },
      "months differ in length",
      365.25 / 12,
      1 },
    { { "year", "years", "yr", "yrs", "jahr", "jahre", "jahren", NULL },
      "years differ in length",
      365.25,
      12 },
};

static const struct span *
span_of(const char *word)
{
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        for (int k = 0; spans[i].words[k]; k++)
            if (strcmp(spans[i].words[k], word) == 0)
                return &spans[i];
    return NULL;
}

/* "persons per day" and "Persons/Day" as "persons/day" would be written. */
static void
unit_of(struct tail tail, char *out, size_t size)
{
    size_t n = 0;
    while (tail.at < tail.end && n + 1 < size) {
        if (takes(&tail, " per ")) {
            out[n++] = '/';
            continue;
        }
        out[n++] = (char) tolower((unsigned char) *tail.at++);
    }
    out[n] = '\0';
}

/* Of a key in days, months or minutes. */
static bool
advise_span(const char *number, const char *said, const struct asy_param *row, char *advice)
{
    const struct span *const from = span_of(said), *const to = span_of(row->unit);

    if (!from || !to)
        return false;
    const double value = strtod(number, NULL);
    const bool by_month = from->months > 0 && to->months > 0;
    const double times = by_month ? from->months / to->months : from->days / to->days;
    if (by_month || (from->months <= 0 && to->months <= 0))
        snprintf(advice, ASY_ADVICE, "%.40s is in %s: write %.10g for %s %s", row->name,
                 row->unit, value * times, number, said);
    else
        snprintf(advice, ASY_ADVICE, "%.40s is in %s: %s %s is about %.*f, since %s", row->name,
                 row->unit, number, said, value * times < 10 ? 1 : 0, value * times,
                 *from->one ? from->one : to->one);
    return true;
}

static void
advise_unit(struct tail tail, const char *number, const struct asy_param *row, char *advice)
{
    char said[48];

    unit_of(tail, said, sizeof said);
    if (!row) {
        snprintf(advice, ASY_ADVICE, "a number is written without its unit");
        return;
    }
    const struct span *const span = span_of(said);
    const bool same = strcmp(said, row->unit) == 0 || (span && span == span_of(row->unit)) ||
                      (strcmp(said, "share") == 0 && is_share(row));
    if (*number && same)
        snprintf(advice, ASY_ADVICE,
                 "a number is written without its unit, which is the one of its key: write %s",
                 number);
    else if (!*number || !advise_span(number, said, row, advice))
        snprintf(advice, ASY_ADVICE,
                 "a plain number is expected, in the unit of %.40s, \"%s\": change it to that "
                 "and leave the unit out",
                 row->name, row->unit);
}

/* The number alone, with a decimal point; "" if it is not certain which one is meant. */
static void
number_of(const char *at, size_t n, char *out, size_t size)
{
    size_t points = 0;
    out[0] = '\0';
    if (n >= size)
        return;
    for (size_t i = 0; i < n; i++) {
        out[i] = at[i] == ',' ? '.' : at[i];
        points += out[i] == '.';
        if (!isdigit((unsigned char) out[i]) && out[i] != '.' && !(i == 0 && out[i] == '-'))
            points = 2;
    }
    out[points < 2 ? n : 0] = '\0';
}

size_t
asy_misread_after(const char *at, const char *end, size_t n, const struct asy_param *row,
                  char advice[ASY_ADVICE])
{
    struct tail tail = { at + n, end_of_value(at + n, end) };
    char number[16], written[16];

    skip_blanks(&tail);
    if (tail.at >= tail.end)
        return 0;
    number_of(at, n, number, sizeof number);
    snprintf(written, sizeof written, "%.*s", (int) (n < sizeof written ? n : 0), at);
    if (row && row->kind == ASY_FLAG && is_letter(*tail.at)) {
        snprintf(advice, ASY_ADVICE, "expected true or false for %.40s", row->name);
        return (size_t) (tail.end - at);
    }
    if (row && row->kind != ASY_REAL)
        row = NULL;
    if (!advise_percent(tail, written, number, row, advice) &&
        !advise_range(tail, number, advice)) {
        if (!is_letter(*tail.at))
            return 0;
        advise_unit(tail, number, row, advice);
    }
    return (size_t) (tail.end - at);
}
