/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/kept.h"
#include "life/outcomes.h"
#include "outcome/moves.h"
#include "outcome/shown.h"

#include "report/inside.h"

#include <string.h>

const struct asy_shape_row asy_shapes[ASY_N_SHAPES] = {
    [ASY_SHAPE_SHORT] = { 3, 0 }, /* of citizenships: the lottery shows no difference */
    [ASY_SHAPE_SLIM] = { 3, 5 },
    [ASY_SHAPE_FEW] = { 5, 5 },
};

double
asy_shape_level(int levels, int i)
{
    static const double three[] = { 0.05, 0.5, 0.95 }, five[] = { 0.05, 0.25, 0.5, 0.75, 0.95 };
    return levels == 3 ? three[i] : five[i];
}

/* What the picture of the recognition lottery is made of is kept by citizenship and state. */
static bool
is_of_lottery(const char *outcome)
{
    return strcmp(outcome, "recognition_rate") == 0 || strcmp(outcome, "lottery_index") == 0 ||
           strcmp(outcome, "decisions_merits") == 0;
}

/* What only stands beside another outcome: the children of a fate or harm, the rate of a count.
   Of these the page keeps everyone, everywhere, so that it stays small enough to mail. */
static bool
is_beside(const char *outcome)
{
    return asy_counts_children_of(outcome) || strcmp(outcome, "wrongful_refusal_rate") == 0 ||
           strcmp(outcome, "harmed_share") == 0;
}

/* Has a line in `compare`: of groups in one place the page keeps nothing else. */
static bool
is_listed(const char *outcome)
{
    return asy_shown_find(ASY_SHOWN_ALL, outcome, "") != NULL ||
           asy_shown_find(ASY_SHOWN_MORE, outcome, "") != NULL;
}

/* Of many reforms each keeps less: no group in one place, and single years of everyone only, so
   that the page stays small enough to mail. */
static enum asy_shape
shape_of_many(const struct asy_kept *row)
{
    if (row->whom == ASY_A_CITIZENSHIP)
        return row->is_in_force && is_of_lottery(row->outcome) ? ASY_SHAPE_SHORT
                                                               : ASY_SHAPE_NONE;
    if (!row->in_a_place && row->whom == ASY_EVERYONE)
        return ASY_SHAPE_FEW;
    /* fates are asked over all years, everything else over those in force */
    const bool asked = row->is_cohort ? row->is_all_years : row->is_in_force;
    return asked && (!row->in_a_place || row->whom == ASY_EVERYONE) ? ASY_SHAPE_SLIM
                                                                    : ASY_SHAPE_NONE;
}

enum asy_shape
asy_kept_shape(const struct asy_kept *row)
{
    if (is_beside(row->outcome))
        return row->whom == ASY_EVERYONE && !row->in_a_place &&
                       (row->is_all_years || row->is_in_force)
                   ? ASY_SHAPE_FEW
                   : ASY_SHAPE_NONE;
    if (row->is_of_many && row->is_reform)
        return shape_of_many(row);
    if (row->whom == ASY_A_CITIZENSHIP)
        return is_of_lottery(row->outcome) ? ASY_SHAPE_SHORT : ASY_SHAPE_NONE;
    if (!row->in_a_place || row->whom == ASY_EVERYONE)
        return ASY_SHAPE_FEW;
    return !row->is_pair && !row->is_of_many && row->is_in_force && is_listed(row->outcome)
               ? ASY_SHAPE_FEW
               : ASY_SHAPE_NONE;
}

uint64_t
asy_kept_bits(int outcome, bool is_of_many)
{
    const struct asy_derived *const derived = asy_derived_at(outcome - ASY_N_METRICS);
    const struct asy_metric_row *const metric =
        &asy_metrics[derived ? (int) derived->terms[0].metric : outcome];
    uint64_t bits = 0;

    for (unsigned bit = 0; bit < 2 * 3 * 2 * 2 * 2; bit++) {
        const struct asy_kept row = {
            .outcome = derived ? derived->name : metric->name,
            .is_pair = metric->where == ASY_PAIR,
            .is_cohort = metric->detail == ASY_COHORT,
            .is_of_many = is_of_many,
            .is_reform = bit / 24 == 1,
            .whom = (enum asy_whom)(bit / 8 % 3),
            .in_a_place = bit / 4 % 2 == 1,
            .is_all_years = bit / 2 % 2 == 1,
            .is_in_force = bit % 2 == 1,
        };
        if (asy_kept_shape(&row) != ASY_SHAPE_NONE)
            bits |= UINT64_C(1) << bit;
    }
    return bits;
}
