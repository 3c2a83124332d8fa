/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of this room share. */
#ifndef ASY_STORE_INSIDE_H
#define ASY_STORE_INSIDE_H

#include "engine/digest.h"
#include "outcome/closures.h"
#include "store/results.h"
#include "store/series.h"

#include <sqlite3.h>

enum {
    ASY_APPLICATION_ID = 0x6173796c, /* "asyl": what `file` and we know a results file by */
    /* Places share one space of ids in the file: nowhere, countries, crossings. Small ones are
       stored in one byte, 0 in none. */
    ASY_PLACE_NONE = 0,
    ASY_PLACE_COUNTRY = 1,
    ASY_PLACE_CROSSING = ASY_PLACE_COUNTRY + ASY_MAX_COUNTRIES,
    ASY_N_PLACES = ASY_PLACE_CROSSING + ASY_MAX_CROSSINGS,
};

/* How the periods of a metric add up; `calendar` in the file. */
enum asy_calendar { ASY_MONTHS_SUM, ASY_MONTHS_STOCK, ASY_YEARS_SUM, ASY_YEARS_STOCK };

struct asy_stored_metric {
    char name[48], label[96];
    enum asy_where where;
    enum asy_calendar calendar;
    enum asy_detail detail;
};
struct asy_stored_group {
    char name[48], label[96], citizenship[8];
};
struct asy_stored_place {
    char name[48], label[96];
    bool is_crossing, is_state, is_transit;
};

/* What is now being written. */
struct asy_cell_source {
    sqlite3_int64 run;
    struct asy_series_list series;
};

struct asy_results {
    sqlite3 *db;
    char path[1024];
    struct asy_lock *lock; /* of the file being written; dropped when it is closed */
    char place[1024]; /* the file whose place it takes when complete; "" if it has its own */
    int held;         /* a descriptor of the file being written (stay.h); -1 of none */
    int format;
    bool is_writing, is_immutable, is_new; /* new: made by this call, not gone on with */
    uint32_t seen_stages[8], seen_acts[8]; /* bits: names already in the file */
    struct asy_cell_source source;
    sqlite3_stmt *add_run, *add_cell, *add_paired, *add_flow, *add_chain, *add_value;
    struct asy_results_info info;
    struct asy_results_entry *entries;
    struct asy_stored_claim {
        int scenario;
        struct asy_claim_outcome is; /* its texts lie in one block, `reform` first */
    } * claims;
    int n_claims;
    struct asy_results_package package; /* its texts are owned one by one */
    struct asy_stored_metric metrics[ASY_MOST_METRICS];
    struct asy_stored_group groups[ASY_MAX_GROUPS];
    struct asy_stored_place places[ASY_N_PLACES];
    int n_metrics, n_groups;
    struct asy_touched *touched; /* [n_touched], once they are found: by a comparison twice */
    int n_touched;
};

extern const char asy_results_schema[]; /* tables */
extern const char asy_results_views[], asy_results_views_of_lives[];

/* The table of fates, with those who did not set out where an older file has them not. */
#define ASY_FATES_SQL                                                                          \
    "SELECT id, name, label FROM fate UNION SELECT count(*), '" ASY_NOT_DEPARTED               \
    "', '" ASY_NOT_DEPARTED_LABEL "' FROM fate WHERE name <> '" ASY_NOT_DEPARTED "'"

/* Columns of a query about row c of the table `chain`: year, chain, acts, each with a comma. */
#define ASY_CHAIN_NAMES                                                                        \
    " (SELECT value FROM meta WHERE key = 'first_year') + c.year AS year,"                     \
    " coalesce((SELECT name || '>' FROM place WHERE id = c.sender1), '')"                      \
    " || coalesce((SELECT name || '>' FROM place WHERE id = c.sender2), '')"                   \
    " || coalesce((SELECT name || '>' FROM place WHERE id = c.sender3), '')"                   \
    " || coalesce((SELECT name || '>' FROM place WHERE id = c.sender4), '')"                   \
    " || coalesce((SELECT name FROM place WHERE id = c.receiver), '') AS chain,"               \
    " coalesce((SELECT name FROM act WHERE id = c.act1), '')"                                  \
    " || coalesce((SELECT '>' || name FROM act WHERE id = c.act2), '')"                        \
    " || coalesce((SELECT '>' || name FROM act WHERE id = c.act3), '')"                        \
    " || coalesce((SELECT '>' || name FROM act WHERE id = c.act4), '') AS acts,"

/* sql.c: SQLite's errors as ours, false in each case. */
bool asy_sql_fail(const struct asy_results *self, struct asy_error *err);
bool asy_sql_run(struct asy_results *self, const char *sql, struct asy_error *err);
bool asy_sql_prepare(struct asy_results *self, sqlite3_stmt **out, const char *sql,
                     struct asy_error *err);
/* Binds texts and integers by a format, one letter a parameter: i int, I sqlite3_int64 (as long
   long), s const char *; NULL texts are NULL. Steps to the end and resets. */
bool asy_sql_put(struct asy_results *self, sqlite3_stmt *stmt, struct asy_error *err,
                 const char *format, ...);
/* Prepares, puts once and finalizes. */
bool asy_sql_once(struct asy_results *self, const char *sql, struct asy_error *err,
                  const char *format, ...);
/* Steps: true with *row set when there is a row, true with *row clear at the end. */
bool asy_sql_step(struct asy_results *self, sqlite3_stmt *stmt, bool *row,
                  struct asy_error *err);
/* Calls `take` for each row of a query, until it is false. */
typedef bool asy_sql_take(struct asy_results *self, sqlite3_stmt *stmt, struct asy_error *err);
bool asy_sql_each_row(struct asy_results *self, const char *sql, asy_sql_take *take,
                      struct asy_error *err);
/* Copies a text column, cut to size. */
void asy_sql_text(sqlite3_stmt *stmt, int column, char *out, size_t size);

/* results.c */
/* What a file is called where SQLite is to open it; an address where it is to be read as it
   stands (place.h), for which SQLITE_OPEN_URI is needed. False where `out` is too short. */
bool asy_results_sqlite_name(const char *path, bool immutable, char *out, size_t size);
bool asy_results_connect(struct asy_results **out, const char *path, int flags,
                         struct asy_error *err);
/* The same with an existing file of ours, of a format that is read (or, to be written, of this
   one) or `any_format`. */
bool asy_results_connect_ours(struct asy_results **out, const char *path, int flags,
                              bool any_format, struct asy_error *err);
bool asy_results_disconnect(struct asy_results *self, struct asy_error *err);

/* create.c */
/* Takes the lock of a file that is to be written and clears up what a program that was stopped
   has left. The path: a link followed. */
bool asy_results_reserve(struct asy_lock **lock, const char *path, struct asy_error *err);
/* Whether a file may be made there: none is, or one that is to be replaced. */
bool asy_results_may_make(const char *path, enum asy_results_mode mode, struct asy_error *err);
bool asy_results_may_replace(const char *path, struct asy_error *err);
/* Names the file in an error that names the one under which it is born. */
void asy_results_name_as_asked(const char *born, const char *path, struct asy_error *err);

/* head.c: writes what the file is about; or checks that it is about the same. */
bool asy_head_write(struct asy_results *self, const struct asy_results_head *head,
                    struct asy_error *err);
bool asy_head_check(struct asy_results *self, const struct asy_results_head *head,
                    struct asy_error *err);

/* same.c: that it holds the scenarios of `head`; or which of them, and what in it, differs. */
bool asy_same_scenarios(struct asy_results *self, const struct asy_results_head *head,
                        struct asy_error *err);

/* shared.c: the periods before which all cells of `here` are those of `base`, for outcomes kept
   by month and by year. */
void asy_shared_periods(const struct asy_result *base, const struct asy_result *here,
                        int *months, int *years);

/* samples.c: opens a transaction, with the tables of samples made where they are not; adds what
   is uncertain in a scenario of the plan and its samples in the draws of this shard, what is
   there already once. *id counts on from 0. */
bool asy_samples_begin(struct asy_results *self, struct asy_error *err);
bool asy_samples_add(struct asy_results *self, int scenario, const struct asy_plan *plan,
                     int *id, struct asy_error *err);
/* Whether the file, "main" or attached, has these tables: older ones do not. */
bool asy_samples_there(struct asy_results *self, const char *schema, bool *there,
                       struct asy_error *err);

/* info.c: reads it back. */
bool asy_info_load(struct asy_results *self, struct asy_error *err);

/* closures.c: counts the histories of closures that are there; writes their digest. */
bool asy_closures_count(struct asy_results *self, struct asy_error *err);
bool asy_closures_seal(struct asy_results *self, struct asy_error *err);
/* closures_table.c: those of the committed table that are of these scenarios. */
struct asy_closures;
bool asy_closures_of_table(struct asy_results *self, struct asy_closures *out,
                           struct asy_error *err);

/* package.c: claims and the package, written and read back. */
bool asy_claims_write(struct asy_results *self, const struct asy_plan *plan,
                      struct asy_error *err);
bool asy_package_load(struct asy_results *self, struct asy_error *err);
void asy_package_forget(struct asy_results *self);

/* naming.c: the names behind its numbers. */
bool asy_results_naming(struct asy_results *self, struct asy_naming *naming,
                        struct asy_error *err);

/* load.c: one run as it was handed over; free with asy_result_free. `naming` is borrowed. */
bool asy_results_load_run(struct asy_results *self, sqlite3_int64 run,
                          const struct asy_naming *naming, struct asy_result *out,
                          struct asy_error *err);

#endif
