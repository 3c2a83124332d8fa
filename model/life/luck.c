/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several draws side by side: the rounds of one wait for each other, those of several do not.
   The bits are those of one draw after the other, on any processor. */
#include "life/luck.h"

#if defined __x86_64__ && defined __GNUC__ && !defined ASY_WATCH_DRAWS
#define ASY_WIDE 1
#include <immintrin.h>

enum { IN_PAIRS = 4 };

/* Twice `pairs` draws, two in each register: as asy_luck_side_by_side lays out one. */
__attribute__((target("avx2"), always_inline)) static inline void
in_pairs(const struct asy_luck_key *key, const struct asy_luck_name *name,
         struct asy_luck *luck, int pairs)
{
    const __m256i by = _mm256_set_epi32(0, (int) PHILOX_M4x32_1, 0, (int) PHILOX_M4x32_0, 0,
                                        (int) PHILOX_M4x32_1, 0, (int) PHILOX_M4x32_0);
    __m256i even[IN_PAIRS], odd[IN_PAIRS];
    for (int i = 0; i < pairs; i++) {
        even[i] = _mm256_loadu_si256((const __m256i *) (const void *) &name[2 * i]);
        odd[i] = _mm256_srli_epi64(even[i], 32);
    }
#pragma GCC unroll 10
    for (int r = 0; r < ASY_LUCK_ROUNDS; r++) {
        const __m256i round = _mm256_broadcastsi128_si256(key->round[r]);
#pragma GCC unroll 4
        for (int i = 0; i < pairs; i++) {
            const __m256i product = _mm256_mul_epu32(even[i], by);
            odd[i] = _mm256_xor_si256(odd[i], round);
            even[i] = _mm256_xor_si256(_mm256_shuffle_epi32(product, _MM_SHUFFLE(0, 1, 2, 3)),
                                       odd[i]);
            odd[i] = _mm256_shuffle_epi32(product, _MM_SHUFFLE(1, 0, 3, 2));
        }
    }
    for (int i = 0; i < pairs; i++) {
        const __m256i words = _mm256_blend_epi32(even[i], _mm256_slli_epi64(odd[i], 32), 0xaa);
        _mm256_storeu_si256((__m256i *) (void *) &luck[2 * i], words);
    }
}

__attribute__((target("avx2"))) static void
many_in_pairs(const struct asy_luck_key *key, const struct asy_luck_name *name,
              struct asy_luck *luck, uint32_t n)
{
    uint32_t i = 0;
    for (; i + 8 <= n; i += 8)
        in_pairs(key, name + i, luck + i, 4);
    for (; i < n; i += 4)
        in_pairs(key, name + i, luck + i, 2);
}
#endif

void
asy_luck_many(const struct asy_luck_key *key, const struct asy_luck_name *name,
              struct asy_luck *luck, uint32_t n)
{
#ifdef ASY_WIDE
    if (__builtin_cpu_supports("avx2")) {
        many_in_pairs(key, name, luck, n);
        return;
    }
#endif
    for (uint32_t i = 0; i < n; i += 4)
        asy_luck_side_by_side(key, name + i, luck + i, 4);
#ifdef ASY_WATCH_DRAWS
    for (uint32_t i = 0; i < n; i++)
        luck[i].name = name[i];
#endif
}
