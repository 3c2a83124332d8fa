/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Luck: every random number is a function of (seed, draw, replicate), the applicant, what it is
   for and which time it is drawn for that; never of how much luck others have used. So a reform
   that changes one decision leaves every other draw as it was, and any thread count gives the
   same bits. The generator is Philox 4x32-10 of Random123 (Salmon et al., SC 2011). */
#ifndef ASY_LIFE_LUCK_H
#define ASY_LIFE_LUCK_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wundef"
#include <Random123/philox.h>
#pragma GCC diagnostic pop
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* What a draw is called: whose, its number (catalogue/draws.def), which time. */
struct asy_luck_name {
    uint32_t applicant, group_key, purpose, occurrence;
};

/* Four uniform words of one draw. */
struct asy_luck {
    uint32_t word[4];
#ifdef ASY_WATCH_DRAWS /* in the build of tests/draws/, which notes every word that is read */
    struct asy_luck_name name;
#endif
};

enum { ASY_LUCK_ROUNDS = 10, ASY_LUCK_AT_ONCE = 8 };

/* The key of a run's luck, from (seed, draw, replicate); and as each round uses it. */
struct asy_luck_key {
    uint32_t word[2];
#ifdef __SSE2__
    __m128i round[ASY_LUCK_ROUNDS];
#endif
};

/* The draw as Random123 computes it. */
static inline struct asy_luck
asy_luck_reference(const struct asy_luck_key *key, uint32_t applicant, uint32_t group_key,
                   uint32_t purpose, uint32_t occurrence)
{
    const philox4x32_ctr_t ctr = { { applicant, group_key, purpose, occurrence } };
    const philox4x32_key_t k = { { key->word[0], key->word[1] } };
    const philox4x32_ctr_t out = philox4x32(ctr, k);
    return (struct asy_luck){ { out.v[0], out.v[1], out.v[2], out.v[3] } };
}

#ifdef __SSE2__
/* The same bits in less time, for every stage draws: words 0 and 2 side by side in `even`, 1
   and 3 in `odd`, each in the low half of 64 bits, so that one multiplication serves both. The
   rounds of a draw wait for each other, those of `n` draws do not: made side by side, several
   cost little more than one. */
static inline __attribute__((always_inline)) void
asy_luck_side_by_side(const struct asy_luck_key *key, const struct asy_luck_name *name,
                      struct asy_luck *luck, int n)
{
    const __m128i by = _mm_set_epi32(0, (int) PHILOX_M4x32_1, 0, (int) PHILOX_M4x32_0);
    __m128i even[4], odd[4];
    for (int i = 0; i < n; i++) {
        even[i] = _mm_set_epi32(0, (int) name[i].purpose, 0, (int) name[i].applicant);
        odd[i] = _mm_set_epi32(0, (int) name[i].occurrence, 0, (int) name[i].group_key);
    }
#pragma GCC unroll 10
    for (int r = 0; r < ASY_LUCK_ROUNDS; r++) {
#pragma GCC unroll 4
        for (int i = 0; i < n; i++) {
            const __m128i product = _mm_mul_epu32(even[i], by);
            odd[i] = _mm_xor_si128(odd[i], key->round[r]);
            even[i] =
                _mm_xor_si128(_mm_shuffle_epi32(product, _MM_SHUFFLE(0, 1, 2, 3)), odd[i]);
            odd[i] = _mm_shuffle_epi32(product, _MM_SHUFFLE(1, 0, 3, 2));
        }
    }
    for (int i = 0; i < n; i++) {
        const __m128i low = _mm_unpacklo_epi32(even[i], odd[i]),
                      high = _mm_unpackhi_epi32(even[i], odd[i]);
        _mm_storeu_si128((__m128i *) (void *) luck[i].word, _mm_unpacklo_epi64(low, high));
    }
}
#else
static inline void
asy_luck_side_by_side(const struct asy_luck_key *key, const struct asy_luck_name *name,
                      struct asy_luck *luck, int n)
{
    for (int i = 0; i < n; i++)
        luck[i] = asy_luck_reference(key, name[i].applicant, name[i].group_key, name[i].purpose,
                                     name[i].occurrence);
}
#endif

static inline struct asy_luck
asy_luck_named(const struct asy_luck_key *key, const struct asy_luck_name *name)
{
    struct asy_luck luck;
    asy_luck_side_by_side(key, name, &luck, 1);
#ifdef ASY_WATCH_DRAWS
    luck.name = *name;
#endif
    return luck;
}

static inline struct asy_luck
asy_luck_at(const struct asy_luck_key *key, uint32_t applicant, uint32_t group_key,
            uint32_t purpose, uint32_t occurrence)
{
    const struct asy_luck_name name = { applicant, group_key, purpose, occurrence };
    return asy_luck_named(key, &name);
}

/* How many are drawn for `n`: those made side by side come in fours. */
static inline uint32_t
asy_luck_padded(uint32_t n)
{
    return (n + 3u) & ~UINT32_C(3);
}

/* The draws of `n` names, a multiple of four, each the same as asy_luck_at gives. */
void asy_luck_many(const struct asy_luck_key *key, const struct asy_luck_name *name,
                   struct asy_luck *luck, uint32_t n);

static inline struct asy_luck
asy_luck_draw(struct asy_luck_key key, uint32_t applicant, uint32_t group_key, uint32_t purpose,
              uint32_t occurrence)
{
    return asy_luck_at(&key, applicant, group_key, purpose, occurrence);
}

/* Word i as it was drawn: for an order among those who draw alike. */
static inline uint32_t
asy_word(const struct asy_luck *luck, int i)
{
    return luck->word[i];
}

/* Word i as a uniform number strictly between 0 and 1. */
static inline double
asy_u(const struct asy_luck *luck, int i)
{
    return ((double) luck->word[i] + 0.5) * 0x1p-32;
}

static inline bool
asy_chance(const struct asy_luck *luck, int i, double p)
{
    return asy_u(luck, i) < p;
}

#ifdef ASY_WATCH_DRAWS
#include "draws/watch.h"
#endif

/* A waiting time on {1, 2, ...} days with the given mean: geometric, the discrete memoryless
   clock. Means of 1 or less give 1. */
static inline int32_t
asy_wait_days(double mean, double u)
{
    if (mean <= 1.0)
        return 1;
    /* -1 / log1p(-1 / mean); from 4 days on its series in 1 / mean, exact to 2e-6 there */
    const double x = 1.0 / mean;
    const double scale =
        mean < 4.0
            ? -1.0 / log1p(-x)
            : mean - 0.5 - x * (1.0 / 12 + x * (1.0 / 24 + x * (19.0 / 720 + x * 3.0 / 160)));
    const double days = 1.0 - scale * (double) logf((float) u);
    return days < 1e6 ? (int32_t) days : 1000000;
}

/* Days until an event of a yearly rate; beyond any horizon where the rate is 0. */
static inline int32_t
asy_hazard_days(double per_year, double u)
{
    if (per_year <= 0.0)
        return 1000000;
    const double days = 1.0 - (double) logf((float) u) * 365.25 / per_year;
    return days < 1e6 ? (int32_t) days : 1000000;
}

/* Scrambles 64 bits (splitmix64's finaliser, Steele et al. 2014). */
static inline uint64_t
asy_mix(uint64_t x)
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static inline struct asy_luck_key
asy_luck_key(uint64_t seed, uint32_t draw, uint32_t replicate)
{
    const uint64_t x = asy_mix(asy_mix(seed) ^ ((uint64_t) draw << 32 | replicate));
    struct asy_luck_key key = { .word = { (uint32_t) x, (uint32_t) (x >> 32) } };
#ifdef __SSE2__
    for (uint32_t r = 0; r < ASY_LUCK_ROUNDS; r++)
        key.round[r] = _mm_set_epi32(0, (int) (key.word[1] + r * PHILOX_W32_1), 0,
                                     (int) (key.word[0] + r * PHILOX_W32_0));
#endif
    return key;
}

#endif
