/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verdicts are decided on the numbers, not on what is printed of them: they hang neither on the
   unit shown (days or years, shares or per cent) nor on who prints. So the printing has to
   follow the verdict, see asy_rounded. */
#include "outcome/verdict.h"

#include <math.h>
#include <stdio.h>

enum asy_moves
asy_moves_of(const struct asy_summary *d)
{
    if (d->of_draws < ASY_LEAST_DRAWS)
        return ASY_MOVES_TOO_FEW;
    if (d->n == 0)
        return ASY_MOVES_NOBODY;
    if (d->n_draws < ASY_LEAST_DRAWS)
        return ASY_MOVES_TOO_FEW;
    return d->low > 0.0 ? ASY_MOVES_MORE : d->high < 0.0 ? ASY_MOVES_LESS : ASY_MOVES_UNSURE;
}

int
asy_moves_sign(enum asy_moves moves)
{
    return (moves == ASY_MOVES_MORE) - (moves == ASY_MOVES_LESS);
}

const char *
asy_moves_name(enum asy_moves moves)
{
    static const char *const names[] = { [ASY_MOVES_TOO_FEW] = "too few draws",
                                         [ASY_MOVES_NOBODY] = "nobody",
                                         [ASY_MOVES_UNSURE] = "unsure",
                                         [ASY_MOVES_LESS] = "less",
                                         [ASY_MOVES_MORE] = "more" };
    return names[moves];
}

void
asy_whole_ends(struct asy_summary *d)
{
    if (d->low > 0.0 && asy_round_to(d->low, 1.0) == 0.0)
        d->low = 0.0;
    if (d->high < 0.0 && asy_round_to(d->high, 1.0) == 0.0)
        d->high = 0.0;
}

enum asy_verdict
asy_verdict_of(const struct asy_summary *difference, int direction)
{
    const enum asy_moves moves = asy_moves_of(difference);
    const int toward = asy_moves_sign(moves) * direction;

    if (moves == ASY_MOVES_TOO_FEW)
        return ASY_TOO_FEW_DRAWS;
    if (moves == ASY_MOVES_NOBODY)
        return ASY_UNTESTED;
    return toward > 0 ? ASY_SUPPORTED : toward < 0 ? ASY_CONTRADICTED : ASY_NOT_SUPPORTED;
}

enum asy_verdict
asy_claim_verdict(const struct asy_summary *difference, int direction, bool in_force)
{
    return in_force ? asy_verdict_of(difference, direction) : ASY_NOT_IN_FORCE;
}

const char *
asy_verdict_name(enum asy_verdict verdict)
{
    static const char *const names[] = {
        [ASY_TOO_FEW_DRAWS] = "too few draws", [ASY_UNTESTED] = "untested",
        [ASY_NOT_IN_FORCE] = "untested",       [ASY_NOT_SUPPORTED] = "not supported",
        [ASY_CONTRADICTED] = "contradicted",   [ASY_SUPPORTED] = "supported"
    };
    return names[verdict];
}

const char *
asy_too_few_text(char *out, size_t size, size_t n_draws)
{
    *out = '\0';
    if (n_draws < ASY_LEAST_DRAWS)
        snprintf(out, size, "too few draws (%zu of %d)", n_draws, ASY_LEAST_DRAWS);
    return out;
}

const char *
asy_verdict_text(char *out, size_t size, enum asy_verdict verdict,
                 const struct asy_summary *difference)
{
    if (verdict == ASY_TOO_FEW_DRAWS)
        return asy_too_few_text(out, size,
                                difference->of_draws < ASY_LEAST_DRAWS ? difference->of_draws
                                                                       : difference->n_draws);
    snprintf(out, size, "%s",
             verdict == ASY_UNTESTED ? "cannot be tested"
             : verdict == ASY_NOT_IN_FORCE
                 ? "not in force before the last day: nothing is tested"
                 : asy_verdict_name(verdict));
    return out;
}

/* Smaller differences of persons, days and shares there are none. */
enum { MOST_DECIMALS = 9 };

/* A half as decimals write it goes away from zero, be it stored a hair below: 47.65 is 47.7, on
   the page as here. */
double
asy_round_to(double x, double unit)
{
    const double parts = round(1.0 / unit), hair = 1e-13;
    const bool is_fraction = unit < 1.0 && fabs(parts * unit - 1.0) < 1e-9;
    const double y = fabs(is_fraction ? x * parts : x / unit);
    const double whole = copysign(floor(y * (1.0 + hair) + 0.5), x);

    return is_fraction ? whole / parts : whole * unit;
}

double
asy_rounded(double x, double unit, int *decimals)
{
    double rounded = asy_round_to(x, unit);
    int n = 0;

    while (n < MOST_DECIMALS && unit < 0.75 * pow(10.0, -n))
        n++;
    if (rounded == 0.0 && x != 0.0) {
        const double first = fmin(ceil(-log10(fabs(x)) - 1e-12), MOST_DECIMALS);
        n = first > n ? (int) first : n;
        const double times = pow(10.0, n);
        rounded = copysign(fmax(round(fabs(x) * times), 1.0), x) / times;
    }
    *decimals = n;
    return rounded;
}
