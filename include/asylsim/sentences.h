/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each reform of a results file in three sentences: what changes, for whom, how sure that is.
   The same ones wherever they stand (`asylsim compare`, the report, a brief), with the figures
   that are in them. */
#ifndef ASYLSIM_SENTENCES_H
#define ASYLSIM_SENTENCES_H

#include "asylsim/compare.h"

/* Some of the people whom a reform touches. Texts are the list's. */
struct asy_people_touched {
    const char *name, *label; /* of the group */
    struct asy_summary persons;
    double share; /* of all whom it touches: the median over the histories, 0 to 1 */
};

/* Another outcome that is told. Texts are the list's. */
struct asy_sentence_other {
    const char *metric, *place, *population; /* metric NULL: there is none */
    struct asy_summary difference;
};

/* One reform; of a package the whole. Of the caller, who sets `size`; texts are the list's.

   A person is touched whose fate at the end of the run differs between the two worlds, or who
   sets out in one of them only. The outcome told is chosen by what the reform touches and how
   sure it is, never by its size: of the outcomes of the claim, then of those of the places and
   people for which it sets law, then of those shown of every reform, the first that moves one
   way in nine of ten draws; where none does, the first of the claim whose median difference is
   larger than its Monte Carlo error (below twenty draws, of all). One that moves only because
   more or fewer people come so far comes after the others.
   Where that is a burden, as Dublin transfers are, `beside` is what it means for people: an
   outcome of the claim whose whole range lies on one side of zero, else the largest harm, else
   the largest good. `against` is the largest that goes the other way for the people concerned.
   Largest: of the outcomes counted in persons whose whole range lies on that side and that move
   by a fiftieth of the baseline or more (or from next to nothing), the one of most persons; not
   one that moves only because more or fewer people come so far, nor one of whose whole (such as
   refused on either ground) more go the other way. */
struct asy_sentences {
    size_t size;
    const char *scenario, *title, *in_force; /* in_force "2017-01-01" */
    const char *what, *for_whom, *how_sure;  /* the sentences; UTF-8 */

    /* the outcome told; metric NULL where there is none */
    const char *metric, *label, *population, *place, *period;
    const char *because; /* "claim", "touched", "common": why that one */
    int worse;           /* as in asy_paired_difference */
    struct asy_summary baseline, reform, difference; /* in its unit */
    size_t n, n_same;     /* draws, and those in which it moves as in the median */
    const char *sureness; /* "firm": the range lies on one side of zero; "likely": nine of ten
                             draws; "open"; "too few draws"; "none": nothing moves */
    /* of the sixteen sets of assumptions (closures), in how many it moves that way; tried is 0
       where it was not tried, of_table true where the table that comes with asylsim says it */
    int n_worlds_tried, n_worlds_same;
    bool of_table;

    struct asy_sentence_other beside, against;

    /* persons, over the whole run: whom it touches; of those who set out in both worlds, who
       end otherwise, and who is protected in both, with the reform only, without it only, in
       neither; who set out with the reform only, and without it only */
    struct asy_summary touched, otherwise, both, gained, lost, neither, came, stayed;
    const struct asy_people_touched *groups; /* those touched most first */
    size_t n_groups;

    /* persons: of the gained, who without the reform is still waiting on the last day, and of
       the lost, who with it is: for them the reform is a matter of time; and gained less lost,
       history by history: where zero lies in its range there is no clear change on balance */
    struct asy_summary gained_waiting, lost_waiting, net;
    /* draws in which `beside` and `against` move as in the median, and of how many */
    size_t beside_draws[2], against_draws[2];
    /* outcomes of its claim, and those that move as claimed: supported, as the claim is tested
       everywhere */
    int n_claims, n_supported;
};

/* All reforms, in the order of the file. Fails with ASY_E_RESULTS where no history is finished.
   Keeps nothing of `results`. Destroy with asy_sentences_destroy. */
struct asy_sentences_list;
ASY_PUBLIC bool asy_sentences_find(struct asy_sentences_list **out, struct asy_results *results,
                                   struct asy_error *err);
ASY_PUBLIC size_t asy_sentences_count(const struct asy_sentences_list *self);
/* False past the end. */
ASY_PUBLIC bool asy_sentences_at(const struct asy_sentences_list *self, size_t i,
                                 struct asy_sentences *out);
ASY_PUBLIC void asy_sentences_destroy(struct asy_sentences_list *self); /* safe on NULL */

#endif
