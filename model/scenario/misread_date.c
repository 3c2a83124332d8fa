/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as they are written in letters and spreadsheets. */
#include "scenario/misread.h"

#include "base/calendar.h"
#include "base/near.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const months[] = { "January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December" };

/* The parts of a date as written: up to three numbers, and a word. */
struct parts {
    int number[3], digits[3], n;
    char word[24];
    size_t n_word;
    char sign; /* between the first two numbers */
};

static bool
split(const char *text, size_t n, struct parts *out)
{
    *out = (struct parts){ 0 };
    for (size_t i = 0; i < n;) {
        if (isdigit((unsigned char) text[i])) {
            if (out->n == 3)
                return out->digits[0] == 4 && (text[i - 1] == 'T' || text[i - 1] == ' ');
            size_t k = i;
            while (k < n && isdigit((unsigned char) text[k]))
                k++;
            if (k - i > 8)
                return false;
            out->digits[out->n] = (int) (k - i);
            for (; i < k; i++) /* no text ends here: strtol would read on */
                out->number[out->n] = 10 * out->number[out->n] + (text[i] - '0');
            out->n++;
        } else if (isalpha((unsigned char) text[i]) || (text[i] & 0x80)) {
            size_t k = i;
            while (k < n && (isalpha((unsigned char) text[k]) || (text[k] & 0x80)))
                k++;
            const bool ordinal =
                out->n && k - i == 2 &&
                (memcmp(text + i, "st", 2) == 0 || memcmp(text + i, "nd", 2) == 0 ||
                 memcmp(text + i, "rd", 2) == 0 || memcmp(text + i, "th", 2) == 0);
            if (!ordinal && !(k - i == 1 && text[i] == 'T')) {
                if (out->n_word || k - i >= sizeof out->word)
                    return false;
                out->n_word = k - i;
                memcpy(out->word, text + i, out->n_word);
            }
            i = k;
        } else if (strchr("-./, ", text[i])) {
            out->sign = out->n == 1 && !out->sign ? text[i] : out->sign;
            i++;
        } else {
            return false;
        }
    }
    return out->n > 0;
}

static int
days_of(int year, int month)
{
    const struct asy_date first = { year, month, 1 };
    const struct asy_date next = { year + month / 12, month % 12 + 1, 1 };
    return asy_days_of_date(next) - asy_days_of_date(first);
}

static bool
is_day(int year, int month, int day)
{
    return year >= 1900 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days_of(year, month);
}

/* 1 to 12 of a name or at least three letters of its head; 0, and the nearest, if it is none.
 */
static int
month_of(const struct parts *parts, const char **near_one)
{
    char word[24];
    struct asy_near near = { .word = word };

    memcpy(word, parts->word, sizeof word);
    word[0] = (char) toupper((unsigned char) word[0]);
    for (size_t i = 1; i < parts->n_word; i++)
        word[i] = (char) tolower((unsigned char) word[i]);
    for (int m = 0; m < 12; m++)
        if (parts->n_word >= 3 && strncmp(months[m], word, parts->n_word) == 0)
            return m + 1;
    for (int m = 0; m < 12; m++)
        asy_near_try(&near, months[m]);
    *near_one = near.name;
    return 0;
}

static const char *
say_written(char *advice, int year, int month, int day)
{
    if (!is_day(year, month, day ? day : 1))
        return "";
    if (day)
        snprintf(advice, ASY_ADVICE, ": write \"%04d-%02d-%02d\"", year, month, day);
    else
        snprintf(advice, ASY_ADVICE, ": write \"%04d-%02d\"", year, month);
    return advice;
}

/* "1 March 2017", "March 1, 2017", "March 2017" */
static const char *
say_worded(const struct parts *p, char *advice)
{
    const int last = p->number[p->n - 1];
    const char *near = NULL;
    const int month = month_of(p, &near);

    if (p->n > 2 || p->digits[p->n - 1] != 4)
        return "";
    if (month)
        return say_written(advice, last, month, p->n == 2 ? p->number[0] : 0);
    snprintf(advice, ASY_ADVICE, ": %s is not a month%s%s%s", p->word,
             near ? ", did you mean " : "", near ? near : "", near ? "?" : "");
    return advice;
}

/* Day, month and year in this order, or with the month before the day where a / or - leaves it
   open. */
static const char *
say_day_first(const struct parts *p, char *advice)
{
    const int a = p->number[0], b = p->number[1], year = p->number[2];
    const bool open = p->sign != '.' && a != b && is_day(year, a, b) && is_day(year, b, a);

    if (open)
        snprintf(advice, ASY_ADVICE,
                 ": write \"%04d-%02d-%02d\" for %d %s, \"%04d-%02d-%02d\" for %d %s", year, b,
                 a, a, months[b - 1], year, a, b, b, months[a - 1]);
    else
        return say_written(advice, year, is_day(year, b, a) ? b : a,
                           is_day(year, b, a) ? a : b);
    return advice;
}

/* In the right order, but there is no such day. */
static const char *
say_impossible(const struct parts *p, char *advice)
{
    const int year = p->number[0], month = p->n > 1 ? p->number[1] : 1;

    if (year < 1900 || year > 2200)
        snprintf(
            advice, ASY_ADVICE,
            ": the year lies outside 1900 to 2200; what never begins or never ends is left "
            "out");
    else if (month < 1 || month > 12)
        snprintf(advice, ASY_ADVICE, ": a year has no month %d", month);
    else if (p->n > 2 && !is_day(year, month, p->number[2]))
        snprintf(advice, ASY_ADVICE, ": %s %d has %d days", months[month - 1], year,
                 days_of(year, month));
    else
        return say_written(advice, year, month, p->n > 2 ? p->number[2] : 0);
    return advice;
}

const char *
asy_misread_date(const char *text, size_t n, char advice[ASY_ADVICE])
{
    struct parts p;

    if (!split(text, n, &p))
        return "";
    if (p.n_word)
        return say_worded(&p, advice);
    if (p.n == 1 && p.digits[0] == 8)
        return say_written(advice, p.number[0] / 10000, p.number[0] / 100 % 100,
                           p.number[0] % 100);
    if (p.digits[0] == 4)
        return say_impossible(&p, advice);
    if (p.n == 3 && p.digits[2] == 4)
        return say_day_first(&p, advice);
    if (p.n == 2 && p.digits[1] == 4)
        return say_written(advice, p.number[1], p.number[0], 0);
    return "";
}
