/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known beforehand: the generator's published answer, how often a chance comes true,
   and quantiles that can be counted off. */
#include "cli/selftest.h"
#include "life/luck.h"
#include "outcome/quantile.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

bool
asy_selftest_generator(struct asy_selftest *self)
{
    /* Random123's file kat_vectors: philox4x32, 10 rounds, counter and key zero */
    static const uint32_t answer[4] = { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 };
    struct asy_luck_key key = asy_luck_key(0, 0, 0);

    key.word[0] = key.word[1] = 0;
    const struct asy_luck luck = asy_luck_reference(&key, 0, 0, 0, 0);
    bool ok = memcmp(luck.word, answer, sizeof answer) == 0;
    for (uint32_t i = 0; ok && i < 1000; i++) { /* and the fast way to the same bits */
        const struct asy_luck_key run = asy_luck_key(i, 1, 2);
        const struct asy_luck a = asy_luck_reference(&run, i, 3, 4, 5),
                              b = asy_luck_at(&run, i, 3, 4, 5);
        ok = memcmp(a.word, b.word, sizeof a.word) == 0;
    }
    snprintf(self->said, sizeof self->said, "%s",
             ok ? "random numbers are those that Philox 4x32-10 is published with"
                : "random numbers differ from those that Philox 4x32-10 is published with");
    return ok;
}

bool
asy_selftest_chances(struct asy_selftest *self)
{
    enum { N = 100000 };
    const double p = 0.25, error = sqrt(N * p * (1.0 - p));
    const struct asy_luck_key key = asy_luck_key(1, 0, 0);
    int n = 0;

    for (uint32_t i = 0; i < N; i++) {
        const struct asy_luck luck = asy_luck_at(&key, i, 0, 0, 0);
        n += asy_chance(&luck, 0, p);
    }
    const bool ok = fabs(n - N * p) <= 5.0 * error;
    snprintf(
        self->said, sizeof self->said,
        "a chance of 1 in 4 came true %d times in %d; 25000 are expected, give or take %.0f "
        "(five standard errors)",
        n, (int) N, 5.0 * error);
    return ok;
}

bool
asy_selftest_quantiles(struct asy_selftest *self)
{
    enum { N = 19 };
    double x[N];
    struct asy_ranked ranked[N];

    for (int i = 0; i < N; i++)
        x[i] = (i * 7) % N + 1; /* 1 to 19, shuffled */
    const size_t n = asy_rank(ranked, x, NULL, N);
    const double low = asy_quantile(ranked, n, 0.05), middle = asy_quantile(ranked, n, 0.5),
                 high = asy_quantile(ranked, n, 0.95);
    const bool ok = fabs(low - 1.0) + fabs(middle - 10.0) + fabs(high - 19.0) < 1e-9;
    snprintf(self->said, sizeof self->said,
             "of the numbers 1 to 19 the median is %g, and the range for 90 in 100 new ones is "
             "%g to %g; 10, and 1 to 19, are expected",
             middle, low, high);
    return ok;
}
