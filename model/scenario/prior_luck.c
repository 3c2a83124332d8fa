/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The luck of samples, one number at a time and without a table: which twentieth a draw has is
   read off a shuffle that its block and key alone decide, made anew for each number. One call
   of Philox holds a whole shuffle of twenty. */
#include "scenario/prior.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wundef"
#pragma GCC diagnostic ignored "-Wcast-qual"
#pragma GCC diagnostic ignored "-Wmissing-prototypes"
#pragma GCC diagnostic ignored "-Wstrict-prototypes"
#pragma GCC diagnostic ignored "-Wshadow"
#include <Random123/philox.h>
#pragma GCC diagnostic pop

/* What a number is for: the second word of the counter. */
enum { WITHIN = 0x70726972, SHUFFLE = 0x7368756c };

struct bits {
    uint64_t first, second;
};

static struct bits
bits_of(uint64_t seed, uint32_t number, uint32_t purpose, uint64_t key)
{
    const philox4x32_ctr_t counter = { { number, purpose, (uint32_t) key,
                                         (uint32_t) (key >> 32) } };
    const philox4x32_key_t secret = { { (uint32_t) seed, (uint32_t) (seed >> 32) } };
    const philox4x32_ctr_t random = philox4x32(counter, secret);
    return (struct bits){ (uint64_t) random.v[0] << 32 | random.v[1],
                          (uint64_t) random.v[2] << 32 | random.v[3] };
}

double
asy_prior_uniform(uint64_t seed, uint32_t draw, uint64_t key)
{
    const uint64_t bits = bits_of(seed, draw, WITHIN, key).first >> 11;
    return ((double) bits + 0.5) * 0x1p-53;
}

/* Element `at` of the shuffle of 0 .. 19 by Fisher and Yates, up to that element. The digits to
   the bases 20, 19, ... come from one word for the first half and another for the rest, so that
   no order is likelier than another by more than one part in 2^24. */
static uint64_t
shuffled(uint64_t seed, uint32_t block, uint64_t key, uint32_t at)
{
    uint8_t order[ASY_DRAWS_BLOCK];
    const struct bits bits = bits_of(seed, block, SHUFFLE, key);
    uint64_t left = bits.first;

    for (uint32_t i = 0; i < ASY_DRAWS_BLOCK; i++)
        order[i] = (uint8_t) i;
    for (uint32_t i = 0; i <= at; i++) {
        const uint32_t rest = ASY_DRAWS_BLOCK - i;
        left = i == ASY_DRAWS_BLOCK / 2 ? bits.second : left;
        const uint32_t other = i + (uint32_t) (left % rest);
        left /= rest;
        const uint8_t here = order[other];
        order[other] = order[i];
        order[i] = here;
    }
    return order[at];
}

/* The twentieth, and 47 bits within it: with the half added that is exact in a double, so that
   neither 0 nor 1 is ever reached. */
double
asy_prior_luck(uint64_t seed, uint32_t draw, uint64_t key)
{
    if (draw == 0)
        return asy_prior_uniform(seed, draw, key);
    const uint32_t block = (draw - 1) / ASY_DRAWS_BLOCK, at = (draw - 1) % ASY_DRAWS_BLOCK;
    const uint64_t within = bits_of(seed, draw, WITHIN, key).first >> 17;
    const uint64_t all = shuffled(seed, block, key, at) << 47 | within;
    return ((double) all + 0.5) * (0x1p-47 / ASY_DRAWS_BLOCK);
}
