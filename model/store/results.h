/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The results file: one SQLite database for an ensemble, one transaction for each (draw,
   replicate). What other programs find in it: output/README.md. */
#ifndef ASY_STORE_RESULTS_H
#define ASY_STORE_RESULTS_H

#include "asylsim/results.h"
#include "engine/digest.h"
#include "engine/ensemble.h"
#include "outcome/split.h"

enum { ASY_MOST_SCENARIOS = 1024 /* in a file */ };
enum {
    ASY_RESULTS_FORMAT = 4,  /* 3 had its cells in a table; it is read and verified */
    ASY_RESULTS_BY_NAME = 3, /* from here on digests are made of names */
    ASY_RESULTS_OLDEST = 2   /* is read, but neither gone on with, nor verified, nor merged: its
                                digests were made of the numbers of outcomes, not of names */
};

enum asy_results_mode {
    ASY_RESULTS_NEW,       /* the file must not be there yet */
    ASY_RESULTS_OVERWRITE, /* replaces an older results file, see below; any other file is kept
                              and refused */
    ASY_RESULTS_RESUME,    /* goes on with FILE.partial, else with the file; made if neither is
                              there */
};

/* A scenario as the file keeps it. All texts borrowed; none NULL. */
struct asy_results_scenario {
    const char *name, *title, *claim, *source, *digest, *text;
    int32_t branch_day; /* of the horizon; INT32_MAX for the baseline */
    uint32_t n_draws;   /* the first draws on which alone it is simulated; 0: all. Those of
                           which not all are there come last and have the same number */
};

/* What a file is about. All borrowed. */
struct asy_results_head {
    const struct asy_world *world; /* for names: groups, countries, crossings, horizon */
    const struct asy_results_scenario *scenarios;
    int n_scenarios;
    const char *assumption; /* of departures (asy_scenario_assumption); NULL: nothing is said */
    uint64_t seed;
    uint32_t n_draws, n_replicates, n_second_streams, shard,
        n_shards;                /* as in struct asy_plan */
    const char *const *in_force; /* of each scenario, "2017-01-01"; where that or all is NULL or
                                    empty, the date of its branch_day */
};

/* Makes, overwrites or goes on with the file. An older file stays until the new one, written to
   FILE.partial beside it, is closed complete. ASY_E_INPUT if either is there and `mode` is NEW;
   ASY_E_RESULTS if RESUME finds another seed, scenario, catalogue or version, or if the file is
   no results file, or another process is writing it: it is locked until it is closed. On
   failure *out is NULL and no new file is left behind. */
bool asy_results_create(struct asy_results **out, const char *path, enum asy_results_mode mode,
                        const struct asy_results_head *head, struct asy_error *err);

/* The same with the scenarios of a plan, and writes every value of each of them into the table
   `parameter`. */
bool asy_results_create_for(struct asy_results **out, const char *path,
                            enum asy_results_mode mode, const struct asy_plan *plan,
                            struct asy_error *err);

/* Whether the file is there, or its folder is and may be written. ASY_E_RESULTS says what is
   wrong with it. */
bool asy_output_has_folder(const char *path, struct asy_error *err);

/* Writes what the package of plan->scenarios[1] is made of; scenario 1 + i is subset i of the
   split. Does nothing where it is written already. */
bool asy_results_add_package(struct asy_results *self, const struct asy_plan *plan,
                             const struct asy_split *split, struct asy_error *err);

/* Adds a value to the table `parameter`, for the scenario with this index. */
bool asy_results_add_value(struct asy_results *self, int scenario,
                           const struct asy_value *value, struct asy_error *err);

/* Adds the results of one (draw, replicate), all scenarios, in one transaction: all or none. */
bool asy_results_add(struct asy_results *self, const struct asy_result *results, int n_results,
                     struct asy_error *err);

/* Whether that (draw, replicate) is already there, for all scenarios. */
bool asy_results_has(struct asy_results *self, uint32_t draw, uint32_t replicate);

/* ---- closures: the claims of the reforms in each of the sixteen worlds of outcome/closures.h
   (closures.c). A file has them or not; they are no part of its digest, but have one of their
   own.

   Plans them for draws 1 to n, or goes on with what was planned: ASY_E_RESULTS where that was
   for more draws. With n 0 refuses a file that was begun with them and is not done. */
bool asy_results_closures_plan(struct asy_results *self, uint32_t n_draws,
                               struct asy_error *err);
/* Adds what the claims' outcomes come to in one draw of a world, baseline first, in one
   transaction; and whether it is there. */
bool asy_results_closures_add(struct asy_results *self, int world,
                              const struct asy_result *results, struct asy_error *err);
bool asy_results_closures_has(struct asy_results *self, int world, uint32_t draw);

/* Whether a file being written is still under its name: it may have been removed meanwhile. */
bool asy_results_is_there(const struct asy_results *self);

/* The file being written or read. Borrowed. */
const char *asy_results_path(const struct asy_results *self);
/* The same where it is FILE.partial, and an older one may still be in its place; else NULL. */
const char *asy_results_beside(const struct asy_results *self);

/* What asy_results_close does with a file being written: writes status and digest, folds the
   write-ahead log into the one file and closes. The file is
   "complete" when every run of its plan is there, else "interrupted"; complete, it takes the
   place of the older file that it was to replace. That the log cannot be folded in, for
   somebody has the file open, is no failure. */

/* Closes a file that is being written and into which no history has come; made by this call, it
   goes. */
void asy_results_abandon(struct asy_results *self);

/* Merges shards (same seed, scenarios and catalogue) into a new file. */
bool asy_results_merge(const char *path, enum asy_results_mode mode, const char *const *shards,
                       size_t n_shards, struct asy_error *err);

/* ---- reading ----------------------------------------------------------------- */

struct asy_results_info {
    uint64_t seed;
    uint32_t n_draws, n_replicates, n_second_streams, shard, n_shards;
    int first_year, n_years, n_months, n_days;
    int n_scenarios, n_runs, n_runs_planned;
    int n_histories; /* (draw, replicate) that are there */
    bool is_complete;
    double seconds;
    uint64_t events, cases; /* summed over runs; cases: of the baseline's runs */
    char version[32], digest[17];
    uint32_t n_closure_draws; /* planned in each world; 0: the file has no closures */
    uint32_t n_closures;      /* histories of closures that it has */
    char closures_digest[17]; /* "" where it has none, or is written now */
    char assumption[320];     /* what the world assumes of departures, as a sentence has it */
};

/* A scenario as read. Texts are owned by the results. */
struct asy_results_entry {
    const char *name, *title, *claim, *source, *in_force; /* in_force "2017-01-01" or "" */
    int first_year;   /* of being in force; the horizon's first for the baseline */
    bool is_in_force; /* on a day of the run */
    uint32_t n_draws; /* the first draws on which alone it is simulated; 0: all */
};

const struct asy_results_info *asy_results_info(const struct asy_results *self);
const struct asy_results_entry *asy_results_scenario(const struct asy_results *self, int i);

/* The draws on which a scenario is simulated, or is to be. */
int asy_draws_of(const struct asy_results_info *info, const struct asy_results_entry *entry);
/* The histories of a file of this plan, by shard, when complete. */
long asy_histories_planned(const struct asy_results_info *info);

/* The outcomes by which the claim of scenario i is put to the test, in order; NULL past the
   last one. Texts are owned by the results. */
const struct asy_claim_outcome *asy_results_claim(const struct asy_results *self, int scenario,
                                                  int i);

/* What the package of the file is made of; n_parts 0: the file is of no package. Scenario 1 + i
   is subset i of the split, so that scenario 1 is the package itself. Owned by the results. */
struct asy_results_package {
    int n_parts;
    const char *name[ASY_MOST_PARTS], *title[ASY_MOST_PARTS];
    struct asy_split split;
};
const struct asy_results_package *asy_results_package(const struct asy_results *self);

/* The digest of everything in the file: over the digests of its runs, in the order of scenario,
   draw, replicate. Does not depend on threads, shards, interruption. 16 hex digits. */
bool asy_results_digest(struct asy_results *self, char digest[17], struct asy_error *err);

/* The digest of its closures; "" where it has none. */
bool asy_results_closures_digest(struct asy_results *self, char digest[17],
                                 struct asy_error *err);

/* One figure asked of every run. */
struct asy_ask {
    const char *metric;     /* catalogue, or derived (outcome/derived.h) */
    const char *population; /* group, citizenship or all */
    const char *place;      /* state, crossing, DEU>POL, DEU, >POL or all */
    const char *period;     /* 2016, 2016-07, 2017..2018, 2016-07..2016-12 or all */
};

/* values[(ask * n_scenarios + scenario) * n_jobs + job]; NAN where a rate has nobody in its
   denominator, and where the scenario was not simulated on that draw. Jobs are the (draw,
   replicate) that have all their scenarios, sorted, so that what is simulated on the first
   draws only has the first of them: asy_answers_jobs(). */
struct asy_answers {
    double *values;
    uint32_t *draw, *replicate; /* [n_jobs] */
    int *jobs_of;               /* [n_scenarios] */
    int n_asks, n_scenarios, n_jobs;
};

/* Answers all in one pass. ASY_E_INPUT names an unknown metric, population, place or period. */
bool asy_results_ask(struct asy_results *self, const struct asy_ask *asks, int n_asks,
                     struct asy_answers *out, struct asy_error *err);
/* The same of the first scenarios only: of a package, the baseline and the whole are two. */
bool asy_results_ask_first(struct asy_results *self, int n_scenarios,
                           const struct asy_ask *asks, int n_asks, struct asy_answers *out,
                           struct asy_error *err);
/* The same of one history of this program that is not in the file, whose names it has: into
   value[n_asks]. */
bool asy_results_ask_of(const struct asy_results *self, const struct asy_ask *asks, int n_asks,
                        const struct asy_result *result, double *value, struct asy_error *err);
/* Whether the file knows the metric, population, place and period of a question. */
bool asy_results_knows(const struct asy_results *self, const struct asy_ask *ask);
const double *asy_answers_of(const struct asy_answers *self, int ask, int scenario);
/* How many of the jobs, the first, the scenario has. */
int asy_answers_jobs(const struct asy_answers *self, int scenario);
void asy_answers_free(struct asy_answers *self);

/* The file's name for what people call a place or population: "Poland", "pol" and POL are one,
   and so are "Germany>Poland" and DEU>POL. ASY_E_INPUT names the nearest. */
enum { ASY_PLACE_NAME = 100 };
bool asy_results_find_place(const struct asy_results *self, const char *text,
                            char out[ASY_PLACE_NAME], struct asy_error *err);
bool asy_results_find_population(const struct asy_results *self, const char *text,
                                 char out[ASY_PLACE_NAME], struct asy_error *err);
/* Whether it is a period of the file. */
bool asy_results_check_period(const struct asy_results *self, const char *text,
                              struct asy_error *err);
/* Of a name of the file: "a state", "a crossing", "a country", "a pair of states". */
const char *asy_results_place_kind(const struct asy_results *self, const char *place);
/* Its label, or the name itself. */
const char *asy_results_place_label(const struct asy_results *self, const char *place);
/* The label of a group, the country of a citizenship; or the name itself. */
const char *asy_results_people_label(const struct asy_results *self, const char *population);

/* ---- rows, for the report and the export ------------------------------------- */
enum { ASY_MOST_COLUMNS = 24 };

/* What is read row by row (queries.def, which also says which columns a row has). */
enum asy_query {
#define QUERY(name, sql) ASY_QUERY_##name,
#include "store/queries.def"
#undef QUERY
    ASY_N_QUERIES
};

/* One row as whole numbers; false when memory is short: the query ends. */
typedef bool asy_take_numbers(void *user, const int64_t *v);
/* `number`: of the scenario, or whatever the query asks for; else not looked at. */
bool asy_results_numbers(struct asy_results *self, enum asy_query query, int number,
                         asy_take_numbers *take, void *user, struct asy_error *err);

/* One row as texts, NULL where there is none. All borrowed until the next row. */
struct asy_texts_row {
    int n;
    const char *name[ASY_MOST_COLUMNS], *text[ASY_MOST_COLUMNS];
    bool is_number[ASY_MOST_COLUMNS];
};
typedef bool asy_take_texts(void *user, const struct asy_texts_row *row);
bool asy_results_texts(struct asy_results *self, enum asy_query query, int number,
                       asy_take_texts *take, void *user, struct asy_error *err);
/* The same of so many columns of a table of the file, or of one that is made of others: `fate`,
   with those who did not set out; `run`, of the chosen scenarios; `refoulement`, chosen and by
   name (store/choice.h). */
bool asy_results_table(struct asy_results *self, const char *table, const char *const *columns,
                       int n_columns, asy_take_texts *take, void *user, struct asy_error *err);

/* Persons who set out in both worlds: protected under both, under the reform only, the baseline
   only, neither. Those who set out only with the reform, and only under the baseline, each
   protected or not. Of each job; asks are enum asy_lives. ASY_E_RESULTS where more are paired
   than set out. */
enum asy_lives {
    ASY_LIVES_BOTH,
    ASY_LIVES_REFORM,
    ASY_LIVES_BASELINE,
    ASY_LIVES_NEITHER,
    ASY_LIVES_CAME, /* set out only with the reform: protected */
    ASY_LIVES_CAME_UNPROTECTED,
    ASY_LIVES_STAYED, /* set out only under the baseline: protected */
    ASY_LIVES_STAYED_UNPROTECTED,
    ASY_N_LIVES
};
bool asy_results_lives(struct asy_results *self, const char *population,
                       struct asy_answers *out, struct asy_error *err);

/* In place of a fate: those who set out in the other world only. */
#define ASY_NOT_DEPARTED "not_departed"
#define ASY_NOT_DEPARTED_LABEL "did not set out in this world"
enum { ASY_FATE_NOT_DEPARTED = ASY_N_FATES };

/* Persons by both fates (ASY_FATE_NOT_DEPARTED among them) in all runs of a scenario: draw,
   replicate, population, fate under the baseline, fate under the scenario, persons. */
bool asy_results_pairs(struct asy_results *self, int scenario, asy_take_numbers *take,
                       void *user, struct asy_error *err);

/* All cells of a metric of the catalogue under one scenario: draw, replicate, period,
   population, place, value. Those the scenario shares with the baseline are given too. */
bool asy_results_cells(struct asy_results *self, int scenario, const char *metric,
                       asy_take_numbers *take, void *user, struct asy_error *err);

/* The same but for the years that the scenario shares with the baseline as a whole: who has
   read the baseline has them (a run's months_shared / 12, or years_shared). */
bool asy_results_own_cells(struct asy_results *self, int scenario, const char *metric,
                           asy_take_numbers *take, void *user, struct asy_error *err);

/* Recomputes every run's digest from its stored values and names, and the file's. Calls
   `report` (may be NULL) for each run that differs; false with ASY_E_RESULTS if any does. */
typedef void asy_report_run(void *user, const char *scenario, uint32_t draw,
                            uint32_t replicate);
bool asy_results_verify(struct asy_results *self, asy_report_run *report, void *user,
                        struct asy_error *err);

/* The digests of all histories of a scenario together, in parts: by the number of an outcome in
   the file (asy_results_name tells its name). Equal where two files hold the same draws and
   replicates of it and the part is equal in each, wherever the outcome stands. */
bool asy_results_digest_parts(struct asy_results *self, int scenario, struct asy_digest *parts,
                              struct asy_error *err);

/* Whether the runs that it holds are those of its digest, which is quick: what each holds is
   not looked at. */
bool asy_results_has_its_runs(struct asy_results *self, struct asy_error *err);

#endif
