/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edit distance with transpositions (optimal string alignment); case counts half a step. */
#include "scenario/near.h"

#include <ctype.h>
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

void
asy_near_try(struct asy_near *self, const char *candidate)
{
    const size_t n = strlen(self->word), m = strlen(candidate);

    if (n > LONGEST || m > LONGEST || n == 0)
        return;
    /* Up to a third of the letters may be wrong, and one in the shortest names. */
    const size_t most = STEP * (1 + (n > m ? n : m) / 4);
    const size_t d = distance(self->word, n, candidate, m);
    if ((d <= most || self->however_far) && (!self->name || d < self->distance)) {
        self->name = candidate;
        self->distance = d;
    }
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
