/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place where it is decided whether a reform moves an outcome. All that say so ask
   here: the claims, the tables, the split of a package, JSON, the bars of a terminal, and the
   report, whose page is handed the answer. */
#ifndef ASY_OUTCOME_VERDICT_H
#define ASY_OUTCOME_VERDICT_H

#include "outcome/distribution.h"

/* From fewer draws there is no verdict. A reform that does next to nothing would get one in 80,
   64, 25, 13 of 100 ensembles of 1, 2, 3, 4 histories. Draws are counted, not histories: second
   streams of luck share all that is uncertain, so that 10 draws x 4 streams are 10. */
enum { ASY_LEAST_DRAWS = 20 };
/* What a run makes where nothing else is asked: enough that ranges hold what they promise and
   to tell with which uncertain values an outcome goes (outcome/attribution.h). */
enum { ASY_USUAL_DRAWS = 60 };

/* Where zero lies with respect to the range of 90 in 100 of a paired difference. */
enum asy_moves {
    ASY_MOVES_TOO_FEW, /* draws: nothing is said */
    ASY_MOVES_NOBODY,  /* defined in no history */
    ASY_MOVES_UNSURE,  /* zero lies inside, or is an end */
    ASY_MOVES_LESS,    /* the range lies below zero */
    ASY_MOVES_MORE     /* above it */
};
enum asy_moves asy_moves_of(const struct asy_summary *difference);
/* 1, -1 and, for all else, 0. */
int asy_moves_sign(enum asy_moves moves);
/* "more", "less", "unsure", "nobody", "too few draws": for programs. */
const char *asy_moves_name(enum asy_moves moves);

/* A claim, that there be more (direction 1) or less (-1), against what moved. */
enum asy_verdict {
    ASY_TOO_FEW_DRAWS,
    ASY_UNTESTED,
    ASY_NOT_IN_FORCE, /* at any time of the run */
    ASY_NOT_SUPPORTED,
    ASY_CONTRADICTED,
    ASY_SUPPORTED
};
enum asy_verdict asy_verdict_of(const struct asy_summary *difference, int direction);
/* The same of a reform that may come into force only after the last day: then there is nothing
   to test, and no difference speaks against it. */
enum asy_verdict asy_claim_verdict(const struct asy_summary *difference, int direction,
                                   bool in_force);
/* "supported", "not supported", "contradicted", "untested", "too few draws": for programs. */
const char *asy_verdict_name(enum asy_verdict verdict);
/* The same for people: "too few draws (2 of 20)", "cannot be tested". Returns `out`. */
const char *asy_verdict_text(char *out, size_t size, enum asy_verdict verdict,
                             const struct asy_summary *difference);

/* "too few draws (2 of 20)" of an ensemble of so many draws; "" from ASY_LEAST_DRAWS on. */
const char *asy_too_few_text(char *out, size_t size, size_t n_draws);

/* x rounded to a multiple of `unit` (1, 0.1, ...), with the number of decimals that show it.
   What would be rounded to zero, but is not zero, keeps one digit: an end of a range is never
   printed on the zero of which the verdict says that it lies outside. Order is kept. */
double asy_rounded(double x, double unit, int *decimals);
/* Of a difference of counts: the end of its range next to zero, where it is less than half a
   person, case or event away, is on zero, for the verdict and in print. An end between two
   histories may come as close, and in one of twenty nothing moves. */
void asy_whole_ends(struct asy_summary *difference);
/* To whole units, halves away from zero. */
double asy_round_to(double x, double unit);

#endif
