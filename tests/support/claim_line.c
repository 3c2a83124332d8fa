/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/claim_line.h"

void
claim_line(FILE *out, const char *reform, const struct asy_claim_outcome *claim,
           const char *period, const struct asy_difference *count,
           const struct asy_moved *moved, const char *among, bool in_force)
{
    const struct asy_summary *const s = &count->summary;
    const struct asy_judged judged =
        asy_judge(claim->metric, claim->direction, in_force, count, among ? moved : NULL);
    const struct asy_summary *const by = &judged.by->summary;

    fprintf(out, "%s: %s %s %s %s %s: %.6g [%.6g, %.6g] +- %.3g; %s, by the ", reform,
            claim->direction > 0 ? "more" : "less", claim->metric, claim->population,
            claim->place, period, s->median, s->low, s->high, s->error,
            asy_verdict_name(judged.verdict));
    if (judged.by_rate) {
        const double per = asy_rate_per(moved);
        fprintf(out, "rate per %g of %s: %.4g [%.4g, %.4g]\n", per, among, per * by->median,
                per * by->low, per * by->high);
    } else {
        fprintf(out, "count\n");
    }
}
