/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of this room share: the axes of the data, and its parts one after another. */
#ifndef ASY_REPORT_INSIDE_H
#define ASY_REPORT_INSIDE_H

#include "outcome/attribution.h"
#include "outcome/derived.h"
#include "outcome/distribution.h"
#include "outcome/verdict.h"
#include "report/bag.h"
#include "report/buffer.h"
#include "report/columns.h"
#include "report/report.h"

/* How the keys of rows are made: (population * PLACES + place) * PERIODS + period of a cell,
   (population * PERIODS + period) * CHAINS + chain of the ledger, (population * STEPS + from) *
   STEPS + to of lives and journeys. The page reads them from its data, "layout". */
enum {
    ASY_REPORT_PLACES = 256,
    ASY_REPORT_PERIODS = 60,
    ASY_REPORT_CHAINS = 4096,
    ASY_REPORT_STEPS = 256,
    ASY_REPORT_QUANTILES = 5, /* at most, of a distribution (kept.h) */
    ASY_REPORT_MANY = 8       /* scenarios, beyond which each keeps less */
};

/* Whole years in a row: all, each single one, and those in which a reform is in force. */
struct asy_report_period {
    char name[32];   /* all, 2016, 2017..2018 */
    int first, last; /* years of the horizon, from 0 */
};

struct asy_report_kept;    /* moved.c: the values of both worlds, outcome by outcome */
struct asy_report_factors; /* spread.c: what is sampled, draw by draw */

struct asy_reporting {
    struct asy_results *results;
    const struct asy_results_info *info;
    struct asy_error *err;
    struct asy_buffer *out, spread;
    struct asy_buffer plain; /* the claims as HTML, for readers without scripts */
    struct asy_report_factors *factors;
    struct asy_report_kept *kept;
    bool is_thrifty;            /* there are many scenarios: each keeps less */
    int n_scenarios;            /* of a package: the baseline and the whole */
    uint32_t *draw, *replicate; /* [n_jobs], sorted */
    size_t n_jobs, last_job;
    int *jobs_of; /* [n_scenarios]: how many of the jobs, the first, each scenario has */
    size_t n_draws, counted; /* of the jobs: draws; what is counted (asy_count_moves) */
    /* [n_scenarios][n_jobs]: years shared with the baseline as a whole, of what is kept by
       month and of what is kept by year */
    struct asy_report_shared {
        int monthly, yearly;
    } * shared;
    struct asy_report_period period[ASY_REPORT_PERIODS];
    int n_periods;
    int in_force[1024]; /* period of each scenario */
    /* populations: 0 all, then the groups, then citizenships */
    int n_groups, n_populations, citizen_of[ASY_MAX_GROUPS];
    char citizenship[ASY_MAX_GROUPS][16];
    bool is_outer[ASY_REPORT_PLACES]; /* a transit country: decides nothing */
};

bool asy_reporting_init(struct asy_reporting *self, struct asy_results *results,
                        struct asy_buffer *out, struct asy_error *err);
void asy_reporting_free(struct asy_reporting *self);
/* Where (draw, replicate) stands; -1: not in every scenario. */
int64_t asy_reporting_job(struct asy_reporting *self, int64_t draw, int64_t replicate);
unsigned
asy_report_second_streams(const struct asy_results_info *info); /* draws that have one */
bool asy_reporting_memory(struct asy_reporting *self);          /* false, and says so */

/* One member of the page's JSON object each. */
bool asy_report_about(struct asy_reporting *self);
/* plain.c: the table of claims as HTML: begin, a row each, end. */
void asy_report_plain_begin(struct asy_reporting *self);
void asy_report_plain_claim(struct asy_reporting *self, int scenario,
                            const struct asy_claim_outcome *claim, const char *period,
                            const struct asy_summary *before, const struct asy_summary *after,
                            const struct asy_difference *d, const char *verdict);
void asy_report_plain_end(struct asy_reporting *self);
bool asy_report_keys(struct asy_reporting *self); /* what the keys mean that reforms set */
/* closures.c: the claims in sixteen worlds, after them. */
bool asy_report_closures(struct asy_reporting *self);
bool asy_report_sentences(struct asy_reporting *self); /* sentences.c: the cards' */
/* As a member of an object: median, its error, both ends, their errors. */
void asy_report_summary(struct asy_buffer *out, const char *name, const struct asy_summary *s);
bool asy_report_cells(struct asy_reporting *self);
bool asy_report_lives(struct asy_reporting *self);
bool asy_report_chains(struct asy_reporting *self);
bool asy_report_published(struct asy_reporting *self);
bool asy_report_spread(struct asy_reporting *self);
/* spread.c: before the cells, and at the end. */
bool asy_report_spread_init(struct asy_reporting *self);
void asy_report_spread_free(struct asy_reporting *self);
/* spread.c: takes in the values of one outcome, in the order of the histories. */
void asy_report_spread_of(struct asy_reporting *self, int outcome, int scenario,
                          const double *x);

/* moved.c: of one outcome among whom it is counted, what all places together count, of what it
   is a part, as members of an object. */
void asy_report_reading(struct asy_reporting *self, const char *outcome);
/* moved.c: takes in the values of one outcome in both worlds, for the years in force or all of
   them; then which outcomes move since more or fewer people come so far. */
bool asy_report_keep(struct asy_reporting *self, int outcome, int scenario, bool in_force,
                     const double *base, const double *here);
bool asy_report_moved(struct asy_reporting *self);
void asy_report_moved_free(struct asy_reporting *self);

/* Into `out`: mean, its standard error, 5, 50 and 95 % of the values of a scenario's jobs; the
   last three alone. */
bool asy_report_mean(struct asy_reporting *self, int scenario, const double *x, double *out);
bool asy_report_range(struct asy_reporting *self, int scenario, const double *x, double *out);
/* The five of asy_report_mean as they are packed: median; by how much the mean lies above it;
   error; how far below and above it 5 and 95 % lie. */
void asy_report_five(const double *x, double *out);

/* pack.c: deflated without a head (RFC 1951) and as base64. */
bool asy_report_pack(struct asy_buffer *out, const struct asy_buffer *in);

#endif
