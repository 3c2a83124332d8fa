/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A job: from scenario files to a results file. */
#ifndef ASYLSIM_JOB_H
#define ASYLSIM_JOB_H

#include "asylsim/error.h"

#include <stdint.h>

/* What to do with an output file that is already there. One that is overwritten stays until the
   new one is complete: until then that is beside it, with the ending ".partial", and RESUME
   goes on with it. */
enum asy_output { ASY_OUTPUT_NEW, ASY_OUTPUT_OVERWRITE, ASY_OUTPUT_RESUME };

/* How far a simulation is. The library's, with its size: it may be longer than yours. */
struct asy_progress {
    size_t size;
    uint32_t n_done, n_planned; /* histories: one (draw, replicate) under all scenarios */
    const char *outcome;        /* "refouled": persons, directly and through chains */
    const char *reform;         /* the paired difference of this one; NULL: the baseline's */
    double mean, error;         /* of `outcome` so far, and its Monte Carlo error; NAN where too
                                   few are done */
};

/* A simulation from scenario files to a results file. `size` is set by the caller (asylsim.h);
   the other members, where zeroed, take their standard; all texts are borrowed for the call. */
struct asy_job {
    size_t size;
    const char *baseline;
    const char *const *reforms; /* each alone beside the baseline, or all together */
    size_t n_reforms;
    bool together;
    const char
        *package; /* a file that lists reforms, to be split over them; not with reforms */
    int n_orders; /* of more than six parts: so many orders are sampled; 0 is the standard */
    const char *const *sets; /* "path=value", on top of the baseline and every reform */
    size_t n_sets;
    const char *until; /* "2016-12-31": another last day than the scenario's; NULL: that */
    uint64_t seed;
    uint32_t n_draws;         /* 0: the stated values only; then no `few` */
    uint32_t n_replicates;    /* 0 is 1 */
    uint32_t shard, n_shards; /* 0, 0: everything */
    int n_threads;            /* 0: as many as there are processors */
    const char *output;
    enum asy_output mode;
    const volatile int *stop; /* not 0: finish what runs, write it, return; may be NULL */
    /* By one thread at a time, at most four times a second, and at the end; may be NULL. */
    void (*progress)(void *user, const struct asy_progress *progress);
    void (*note)(void *user, const char *line); /* what should be known before it starts; may
                                                   be NULL */
    void *user;
    const char *as_of;         /* "2014-12-31", the last of a month: what was observed later is
                                  forgotten; NULL: nothing is */
    uint32_t n_second_streams; /* so many first draws have two replicates where n_replicates is
                                  1: enough to tell chance from what is uncertain */
    uint32_t n_closure_draws; /* the claims of the reforms are tested on draws 1 to this in each
                                 of the sixteen worlds of catalogue/closures.def too; 0: not.
                                 Not with shards */
    const char *departures;   /* CSV of how many set out (group, period, persons), laid over the
                                 baseline and every reform; NULL: as the scenario says */
    const char *const *few; /* more reforms, each alone, simulated on draws 1 to few_draws only
                               and compared with the baseline in these; not with a package */
    size_t n_few;
    uint32_t few_draws; /* 0: 20, the fewest from which a verdict is given */
};

/* Of the caller, who sets `size`. */
struct asy_job_report {
    size_t size;
    char file[1024];                         /* the output; or, beside an older one, what is not
                                                complete yet */
    int n_scenarios, n_runs, n_runs_planned; /* in the file, when done */
    bool is_complete;                        /* false: interrupted, can be resumed */
    char digest[17];                         /* of the results */
    double seconds;
    uint64_t events;      /* of this call */
    uint32_t n_new;       /* histories simulated by this call */
    char assumption[320]; /* what the world assumes of departures */
    /* with n_closure_draws: histories in the sixteen worlds, in the file when done, and planned
     */
    uint32_t n_closures, n_closures_planned;
    char closures_digest[17];         /* of what they hold; "" where there are none */
    int n_few;                        /* scenarios that are simulated on the first draws only */
    int n_histories, n_few_histories; /* in the file: (draw, replicate), and those on which such
                                         a scenario was simulated */
};

/* Reads all that asy_job_run would read and refuses what it would refuse before the first day;
   simulates and writes nothing. */
ASY_PUBLIC bool asy_job_check(const struct asy_job *job, struct asy_errors *errs);

/* Runs the job. On failure false, with every error in `errs`; what was stored stays stored, and
   nothing is written when a scenario or the job itself is at fault. ASY_E_RESULTS where another
   process is writing the output. `report` may be NULL. */
ASY_PUBLIC bool asy_job_run(const struct asy_job *job, struct asy_job_report *report,
                            struct asy_errors *errs);

#endif
