/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outcome/judged.h"

#include "outcome/derived.h"

struct asy_judged
asy_judge(const char *metric, int direction, bool in_force, const struct asy_difference *count,
          const struct asy_moved *moved)
{
    const bool by_rate = moved && asy_rests_on_rate(moved, asy_metric_worse(metric));
    const struct asy_difference *const by = by_rate ? &moved->rate_moved : count;

    return (struct asy_judged){ by_rate, by,
                                asy_claim_verdict(&by->summary, direction, in_force) };
}

double
asy_rate_per(const struct asy_moved *moved)
{
    return moved->rate[0].median > 1.0 || moved->rate[1].median > 1.0 ? 1.0 : 100.0;
}
