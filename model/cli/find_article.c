/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles, as one cites them: "2013/32/EU art. 33(2)(c), 38-40; Schengen Borders Code art.
 * 14".
 */
#define _GNU_SOURCE /* strcasestr */
#include "cli/find.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

size_t
asy_article_read(struct asy_article *self, const char *text)
{
    size_t n = 0, k = 0;

    self->n = 0;
    while (isdigit((unsigned char) text[n]) && n < 4)
        n++;
    if (n == 0 || n == 4) /* a year */
        return 0;
    while (isalpha((unsigned char) text[n]) && k++ < 2 && n < 6)
        n++;
    snprintf(self->level[self->n++], sizeof *self->level, "%.*s", (int) n, text);
    while (text[n] == '(' && self->n < ASY_FIND_LEVELS) {
        const size_t inner = strcspn(text + n + 1, "()");
        if (inner == 0 || inner > 5 || text[n + 1 + inner] != ')')
            break;
        snprintf(self->level[self->n++], sizeof *self->level, "%.*s", (int) inner,
                 text + n + 1);
        n += inner + 2;
    }
    return n;
}

/* Of two articles: the same; one a part of the other; or none of that. */
static double
likeness(const struct asy_article *wanted, const struct asy_article *cited)
{
    const int n = wanted->n < cited->n ? wanted->n : cited->n;
    for (int i = 0; i < n; i++)
        if (strcasecmp(wanted->level[i], cited->level[i]) != 0)
            return 0.0;
    return wanted->n == cited->n ? 1.0 : wanted->n < cited->n ? 0.85 : 0.6;
}

static double
best(double a, double b)
{
    return a > b ? a : b;
}

/* "33(2)(c), 38-40 and 46": each, and what lies within a span. Moves `at` behind them. */
static double
in_list(const struct asy_article *wanted, const char **at)
{
    struct asy_article one, last = { .n = 0 };
    double found = 0.0;
    bool span = false;
    size_t n;

    while ((n = asy_article_read(&one, *at)) > 0) {
        found = best(found, likeness(wanted, &one));
        const int number = atoi(wanted->level[0]);
        if (span && number > atoi(last.level[0]) && number < atoi(one.level[0]))
            found = best(found, 0.6);
        last = one;
        *at += n;
        span = **at == '-';
        if (span)
            (*at)++;
        else if (strncmp(*at, ", ", 2) == 0)
            *at += 2;
        else if (strncmp(*at, " and ", 5) == 0)
            *at += 5;
        else
            break;
    }
    return found;
}

/* Whether the words before "art." name the instrument that is wanted. */
static bool
is_of(const struct asy_article *wanted, const char *from, const char *to)
{
    char text[200];

    snprintf(text, sizeof text, "%.*s", (int) (to - from), from);
    return !*wanted->instrument || strcasestr(text, wanted->instrument);
}

double
asy_article_in(const struct asy_article *self, const char *citation)
{
    const char *from = citation, *art;
    double found = 0.0;

    if (!self->n)
        return *self->instrument && strcasestr(citation, self->instrument) ? 0.5 : 0.0;
    while ((art = strcasestr(from, "art. ")) != NULL) {
        const char *begin = art, *after = art + 5;
        while (begin > citation && begin[-1] != ';')
            begin--;
        const double in = in_list(self, &after);
        if (is_of(self, begin, art))
            found = best(found, in);
        from = after;
    }
    return found;
}
