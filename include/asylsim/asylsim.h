/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public C API of libasylsim: load a scenario and its reforms, simulate them into a results
   file. All functions and types begin with asy_; all texts are UTF-8. */
#ifndef ASYLSIM_ASYLSIM_H
#define ASYLSIM_ASYLSIM_H

#include "asylsim/error.h"

#include <stdint.h>

/* "0.1.0". Within a version the same seed gives the same bits. */
const char *asy_version(void);

/* A scenario: a baseline, with or without reforms. Opaque, constant once open. */
struct asy_scenario;

/* Opens a baseline with the n_reforms overlays (all together, in this order). On failure *out
   is NULL and every error of the files is in `errs`. Destroy with asy_scenario_destroy. */
bool asy_scenario_open(struct asy_scenario **out, const char *baseline,
                       const char *const *reforms, size_t n_reforms, struct asy_errors *errs);
void asy_scenario_destroy(struct asy_scenario *self); /* safe on NULL */

const char *asy_scenario_name(const struct asy_scenario *self);
const char *asy_scenario_title(const struct asy_scenario *self);
void asy_scenario_digest(const struct asy_scenario *self, char digest[33]);
/* The first day from which a reform's own values hold, as "2017-01-01", whatever --set changes
   from the start; "" for a baseline. Borrowed. */
const char *asy_scenario_in_force(const struct asy_scenario *self);

/* What to do with an output file that is already there. One that is overwritten stays until the
   new one is complete: until then that is beside it, with the ending ".partial", and RESUME
   goes on with it. */
enum asy_output { ASY_OUTPUT_NEW, ASY_OUTPUT_OVERWRITE, ASY_OUTPUT_RESUME };

/* How far a simulation is. */
struct asy_progress {
    uint32_t n_done, n_planned; /* histories: one (draw, replicate) under all scenarios */
    const char *outcome;        /* "refouled": persons, directly and through chains */
    const char *reform;         /* the paired difference of this one; NULL: the baseline's */
    double mean, error;         /* of `outcome` so far, and its Monte Carlo error; NAN where too
                                   few are done */
};

/* A simulation from scenario files to a results file. Zeroed members take their standard; all
   texts are borrowed for the call. */
struct asy_job {
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
    uint32_t n_draws;         /* 0: the stated values only */
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
};

struct asy_job_report {
    char file[1024];                         /* the output; or, beside an older one, what is not
                                                complete yet */
    int n_scenarios, n_runs, n_runs_planned; /* in the file, when done */
    bool is_complete;                        /* false: interrupted, can be resumed */
    char digest[17];                         /* of the results */
    double seconds;
    uint64_t events;      /* of this call */
    uint32_t n_new;       /* histories simulated by this call */
    char assumption[320]; /* what the world assumes of departures */
};

/* Runs the job. On failure false, with every error in `errs`; what was stored stays stored, and
   nothing is written when a scenario or the job itself is at fault. ASY_E_RESULTS where another
   process is writing the output. */
bool asy_job_run(const struct asy_job *job, struct asy_job_report *report,
                 struct asy_errors *errs);

#endif
