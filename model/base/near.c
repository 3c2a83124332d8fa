/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edit distance with transpositions (optimal string alignment); case counts half a step. */
#include "base/near.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST = 48, STEP = 2 /* so that half a step is a whole number */ };

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t
swap_cost(char a, char b)
{
    if (a == b)
        return 0;
    return tolower((unsigned char) a) == tolower((unsigned char) b) ? STEP / 2 : STEP;
}

static size_t
distance(const char *a, size_t n, const char *b, size_t m)
{
    size_t row[3][LONGEST + 1] = { 0 }; /* [i % 3]: this row and the two before */

    for (size_t i = 0; i <= n; i++) {
        size_t *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];
        now[0] = i * STEP;
        for (size_t j = 1; j <= m; j++) {
            if (i == 0) {
                now[j] = j * STEP;
                continue;
            }
            now[j] = least(least(last[j], now[j - 1]) + STEP,
                           last[j - 1] + swap_cost(a[i - 1], b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], before[j - 2] + STEP);
        }
    }
    return row[n % 3][m];
}

/* ---- parts in common --------------------------------------------------------------------- */

enum { SHORTEST_PART = 3, SHORTEST_WORD = 4 /* of a text */ };
enum { PARTS_IN_COMMON = 200, TEXT_IN_COMMON = 400 /* behind every likeness of spelling */ };

static bool
begins(const char *text, const char *part, size_t n)
{
    size_t i = 0;
    while (i < n && text[i] &&
           tolower((unsigned char) text[i]) == tolower((unsigned char) part[i]))
        i++;
    return i == n;
}

static bool
is_break(char c)
{
    return !isalnum((unsigned char) c) && !(c & 0x80);
}

/* Does some word of the text begin with the part? */
static bool
holds(const char *text, const char *part, size_t n)
{
    for (const char *at = text; *at; at++)
        if ((at == text || is_break(at[-1])) && begins(at, part, n))
            return true;
    return false;
}

/* Does the text hold every part of the word that is long enough to mean something? */
static bool
holds_all(const char *text, const char *word, size_t shortest)
{
    bool any = false;
    while (*word) {
        size_t n = 0;
        while (word[n] && !is_break(word[n]))
            n++;
        if (n >= shortest && !holds(text, word, n))
            return false;
        any |= n >= shortest;
        word += n + (word[n] != '\0');
    }
    return any;
}

/* Does a part of the name turn the rest round? */
static bool
denies(const char *name)
{
    static const char *const parts[] = { "never", "not", "no", "non", "without", "except" };
    for (const char *at = name; *at; at++)
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
            const size_t n = strlen(parts[i]);
            if ((at == name || is_break(at[-1])) && begins(at, parts[i], n) &&
                (at[n] == '\0' || is_break(at[n])))
                return true;
        }
    return false;
}

/* "safe" and "unsafe" */
static bool
is_turned(const char *a, const char *b)
{
    static const char *const heads[] = { "un", "in", "non", "dis" };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        const size_t n = strlen(heads[i]);
        if (begins(a, heads[i], n) && strlen(a + n) == strlen(b) && begins(b, a + n, strlen(b)))
            return true;
    }
    return false;
}

static void
keep(struct asy_near *self, size_t distance, const char *name)
{
    if (self->name && distance >= self->distance)
        return;
    self->name = name;
    self->distance = distance;
}

void
asy_near_try_as(struct asy_near *self, const char *candidate, const char *name)
{
    const size_t n = strlen(self->word), m = strlen(candidate);

    if (n > LONGEST || m > LONGEST || n == 0)
        return;
    /* Up to a third of the letters may be wrong, and one in the shortest names. */
    const size_t most = STEP * (1 + (n > m ? n : m) / 4);
    const size_t d = distance(self->word, n, candidate, m);
    if (is_turned(self->word, candidate) || is_turned(candidate, self->word))
        return;
    if (d <= most || self->however_far)
        keep(self, d, name);
    else if (denies(self->word) != denies(candidate))
        return;
    else if (holds_all(candidate, self->word, SHORTEST_PART) ||
             holds_all(self->word, candidate, SHORTEST_PART))
        keep(self, PARTS_IN_COMMON + (n > m ? n - m : m - n), name);
}

void
asy_near_try(struct asy_near *self, const char *candidate)
{
    asy_near_try_as(self, candidate, candidate);
}

void
asy_near_try_text(struct asy_near *self, const char *text, const char *name)
{
    if (denies(self->word) == denies(name) && holds_all(text, self->word, SHORTEST_WORD))
        keep(self, TEXT_IN_COMMON, name);
}

const char *
asy_near_hint(const struct asy_near *self, char *buffer, size_t size)
{
    if (self->name)
        snprintf(buffer, size, ", did you mean %s?", self->name);
    else
        snprintf(buffer, size, "%s", "");
    return buffer;
}
