/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/shared_error.h"

#include "base/hash.h"
#include "scenario/param.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

static const struct {
    const char *name, *doc;
} families[ASY_N_HANDS] = {
#define HAND(name, doc) [ASY_HAND_##name] = { #name, doc },
#define SET_BY(family, law, key, sign)
#include "catalogue/hands.def"
#undef HAND
#undef SET_BY
};

static const struct {
    enum asy_law_id law;
    const char *key;
    enum asy_hand family;
    int sign;
} shares[] = {
#define HAND(name, doc)
#define SET_BY(family, law, key, sign) { ASY_LAW_##law, #key, ASY_HAND_##family, sign },
#include "catalogue/hands.def"
#undef HAND
#undef SET_BY
};

const char *
asy_hand_name(int family)
{
    return family >= 0 && family < ASY_N_HANDS ? families[family].name : NULL;
}

const char *
asy_hand_doc(int family)
{
    return family >= 0 && family < ASY_N_HANDS ? families[family].doc : NULL;
}

enum asy_hand
asy_hand_of(int law, const char *key, int *sign)
{
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        if ((int) shares[i].law == law && strcmp(shares[i].key, key) == 0) {
            *sign = shares[i].sign;
            return shares[i].family;
        }
    *sign = 0;
    return ASY_HAND_none;
}

uint64_t
asy_hand_key(int family)
{
    return asy_fnv(asy_fnv(ASY_FNV_BASE, "shared error/"), asy_hand_name(family));
}

double
asy_hand_mix(double u, double common, double part, double shift, int sign)
{
    if (!(part > 0.0) && fabs(shift) <= 0.0)
        return u;
    const double score = sqrt(1.0 - part) * gsl_cdf_ugaussian_Pinv(u) +
                         sign * (sqrt(part) * gsl_cdf_ugaussian_Pinv(common) + shift);
    const double mixed = gsl_cdf_ugaussian_P(score);
    const double least = 0x1p-53; /* neither 0 nor 1, where a quantile may be infinite */
    return fmin(fmax(mixed, least), 1.0 - least);
}

static const struct asy_param params[] = {
    ASY_PARAM_PER(ASY_PER_HAND, shared_error, part, 0, 0, 1, "share of variance",
                  "Share of the error that values set by the same reasoning have in common.",
                  "0: each is wrong for itself"),
    ASY_PARAM_PER(
        ASY_PER_HAND, shared_error, shift, -4, 0, 4, "standard deviations",
        "How far all values of the family are shifted together, in addition to what is drawn.",
        "0: as drawn; to see what hangs on a common error"),
    { 0 },
};

#define SHARED                                                                                 \
    "what is not known of the world is not known under a reform either, and its errors are "   \
    "shared in the same way"

static const struct asy_baseline_only baseline_only[] = {
    { "part", SHARED },
    { "shift", SHARED },
    { 0 },
};

const struct asy_law asy_law_shared_error = {
    .name = "shared_error",
    .file = __FILE__,
    .doc = "How far values set by the same reasoning are wrong together.",
    .source = "an assumption of its own; docs/model.md, Uncertainty",
    .section = ASY_OF_WORLD,
    .size = sizeof(struct asy_shared_error),
    .params = params,
    .baseline_only = baseline_only,
};
