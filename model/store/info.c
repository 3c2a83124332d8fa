/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading back what a file is about, once, when it is opened. */
#include "base/calendar.h"
#include "store/inside.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void
take_meta(struct asy_results_info *info, const char *key, const char *value)
{
    const struct {
        const char *key;
        int *into;
    } numbers[] = {
        { "first_year", &info->first_year },
        { "years", &info->n_years },
        { "months", &info->n_months },
        { "days", &info->n_days },
        { "runs_planned", &info->n_runs_planned },
    };
    const struct {
        const char *key;
        uint32_t *into;
    } counts[] = {
        { "draws", &info->n_draws },
        { "replicates", &info->n_replicates },
        { "second_streams", &info->n_second_streams },
        { "shard", &info->shard },
        { "shards", &info->n_shards },
        { "closure_draws", &info->n_closure_draws },
    };

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (strcmp(key, numbers[i].key) == 0)
            *numbers[i].into = atoi(value);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (strcmp(key, counts[i].key) == 0)
            *counts[i].into = (uint32_t) strtoul(value, NULL, 10);
    if (strcmp(key, "seed") == 0)
        info->seed = strtoull(value, NULL, 10);
    else if (strcmp(key, "version") == 0)
        snprintf(info->version, sizeof info->version, "%.31s", value);
    else if (strcmp(key, "digest") == 0)
        snprintf(info->digest, sizeof info->digest, "%.16s", value);
    else if (strcmp(key, "closure_digest") == 0)
        snprintf(info->closures_digest, sizeof info->closures_digest, "%.16s", value);
    else if (strcmp(key, "note") == 0)
        snprintf(info->assumption, sizeof info->assumption, "%s", value);
    else if (strcmp(key, "status") == 0)
        info->is_complete = strcmp(value, "complete") == 0;
}

static bool
broken(const struct asy_results *self, struct asy_error *err)
{
    return asy_fail(err, ASY_E_RESULTS, self->path, "is damaged: numbers out of their range");
}

static bool
take_meta_row(struct asy_results *self, sqlite3_stmt *stmt, struct asy_error *err)
{
    char key[64], value[320];
    (void) err;
    asy_sql_text(stmt, 0, key, sizeof key);
    asy_sql_text(stmt, 1, value, sizeof value);
    take_meta(&self->info, key, value);
    return true;
}

static bool
take_metric(struct asy_results *self, sqlite3_stmt *stmt, struct asy_error *err)
{
    const int id = sqlite3_column_int(stmt, 0), where = sqlite3_column_int(stmt, 2);
    const int calendar = sqlite3_column_int(stmt, 3);
    char detail[16];

    if (id != self->n_metrics || id >= ASY_MOST_METRICS || where < 0 || where > ASY_PAIR ||
        calendar < 0 || calendar > ASY_YEARS_STOCK)
        return broken(self, err);
    struct asy_stored_metric *metric = &self->metrics[self->n_metrics++];
    asy_sql_text(stmt, 1, metric->name, sizeof metric->name);
    asy_sql_text(stmt, 4, metric->label, sizeof metric->label);
    asy_sql_text(stmt, 5, detail, sizeof detail);
    metric->detail = strcmp(detail, "month") == 0  ? ASY_MONTH
                     : strcmp(detail, "year") == 0 ? ASY_YEAR
                                                   : ASY_COHORT;
    metric->where = (enum asy_where) where;
    metric->calendar = (enum asy_calendar) calendar;
    return true;
}

static bool
take_group(struct asy_results *self, sqlite3_stmt *stmt, struct asy_error *err)
{
    const int id = sqlite3_column_int(stmt, 0);

    if (id != self->n_groups || id >= ASY_MAX_GROUPS)
        return broken(self, err);
    struct asy_stored_group *group = &self->groups[self->n_groups++];
    asy_sql_text(stmt, 1, group->name, sizeof group->name);
    asy_sql_text(stmt, 2, group->label, sizeof group->label);
    asy_sql_text(stmt, 3, group->citizenship, sizeof group->citizenship);
    return true;
}

static bool
take_place(struct asy_results *self, sqlite3_stmt *stmt, struct asy_error *err)
{
    const int id = sqlite3_column_int(stmt, 0);
    char kind[32];

    if (id <= 0 || id >= ASY_N_PLACES)
        return broken(self, err);
    struct asy_stored_place *place = &self->places[id];
    asy_sql_text(stmt, 1, place->name, sizeof place->name);
    asy_sql_text(stmt, 2, place->label, sizeof place->label);
    asy_sql_text(stmt, 3, kind, sizeof kind);
    place->is_crossing = strcmp(kind, "crossing") == 0;
    place->is_state = strcmp(kind, "state") == 0;
    place->is_transit = strcmp(kind, "transit country") == 0;
    return true;
}

/* Whether the reform holds on any day of the run; the baseline, of no date, does. */
static bool
is_in_force(const struct asy_results_info *info, const char *date)
{
    const struct asy_date first = { info->first_year, 1, 1 };
    struct asy_date from;

    return !asy_date_read(date, &from) || info->n_days < 1 ||
           asy_days_of_date(from) - asy_days_of_date(first) < info->n_days;
}

/* One block for the texts of a scenario, the name first. */
static bool
take_scenario(struct asy_results *self, sqlite3_stmt *stmt, struct asy_error *err)
{
    struct asy_results_entry *entry = &self->entries[self->info.n_scenarios];
    const char **const into[] = { &entry->name, &entry->title, &entry->claim, &entry->source,
                                  &entry->in_force };
    size_t size = 0;

    if (sqlite3_column_int(stmt, 0) != self->info.n_scenarios ||
        self->info.n_scenarios >= ASY_MOST_SCENARIOS)
        return broken(self, err);
    for (int i = 1; i <= 5; i++)
        size += (size_t) sqlite3_column_bytes(stmt, i) + 1;
    char *text = calloc(1, size);
    if (!text)
        return asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
    for (int i = 1; i <= 5; i++) {
        *into[i - 1] = text;
        asy_sql_text(stmt, i, text, (size_t) sqlite3_column_bytes(stmt, i) + 1);
        text += strlen(text) + 1;
    }
    const int year = atoi(entry->in_force);
    const int start = self->info.first_year;
    entry->first_year = year > start ? year : start; /* it may be older than the horizon */
    entry->is_in_force = is_in_force(&self->info, entry->in_force);
    entry->n_draws = (uint32_t) sqlite3_column_int64(stmt, 6);
    self->info.n_scenarios++;
    return true;
}

static bool
take_sums(struct asy_results *self, sqlite3_stmt *stmt, struct asy_error *err)
{
    (void) err;
    self->info.n_runs = sqlite3_column_int(stmt, 0);
    self->info.events = (uint64_t) sqlite3_column_int64(stmt, 1);
    self->info.cases = (uint64_t) sqlite3_column_int64(stmt, 2);
    self->info.seconds = sqlite3_column_double(stmt, 3);
    self->info.n_histories = sqlite3_column_int(stmt, 4);
    return true;
}

static const char scenarios[] = "SELECT id, name, title, claim, source, in_force, draws"
                                " FROM scenario ORDER BY id";
static const char older_scenarios[] = "SELECT id, name, title, claim, source, in_force, 0"
                                      " FROM scenario ORDER BY id";

bool
asy_info_load(struct asy_results *self, struct asy_error *err)
{
    struct asy_results_info *info = &self->info;

    self->entries = calloc(ASY_MOST_SCENARIOS, sizeof *self->entries);
    if (!self->entries)
        return asy_fail(err, ASY_E_RESOURCES, self->path, "out of memory");
    if (!asy_sql_each_row(self, "SELECT key, value FROM meta", take_meta_row, err) ||
        !asy_sql_each_row(
            self, "SELECT id, name, \"where\", calendar, label, detail FROM metric ORDER BY id",
            take_metric, err) ||
        !asy_sql_each_row(self,
                          "SELECT id, name, label, citizenship FROM population ORDER BY id",
                          take_group, err) ||
        !asy_sql_each_row(self, "SELECT id, name, label, kind FROM place", take_place, err) ||
        !asy_sql_each_row(self, self->format < ASY_RESULTS_FORMAT ? older_scenarios : scenarios,
                          take_scenario, err) ||
        !asy_sql_each_row(
            self,
            "SELECT count(*), total(events), (SELECT total(cases) FROM run WHERE scenario"
            " = 0), total(seconds), (SELECT count(*) FROM run WHERE scenario = 0) FROM run",
            take_sums, err))
        return false;
    if (info->n_scenarios < 1 || info->n_years < 1 || info->n_years > 200 ||
        info->n_months < 1 || info->n_months > 12 * info->n_years)
        return broken(self, err);
    return asy_package_load(self, err) && asy_closures_count(self, err);
}

int
asy_draws_of(const struct asy_results_info *info, const struct asy_results_entry *entry)
{
    return (int) (entry->n_draws && entry->n_draws < info->n_draws ? entry->n_draws
                                                                   : info->n_draws);
}

long
asy_histories_planned(const struct asy_results_info *info)
{
    const uint32_t draws = info->n_draws ? info->n_draws : 1;
    const uint32_t shards = info->n_shards ? info->n_shards : 1;

    return (long) (asy_shard_size(draws, info->n_replicates, info->shard, shards) +
                   asy_shard_seconds(draws, info->n_replicates, info->n_second_streams,
                                     info->shard, shards));
}

const struct asy_results_info *
asy_results_info(const struct asy_results *self)
{
    return &self->info;
}

const struct asy_results_entry *
asy_results_scenario(const struct asy_results *self, int i)
{
    return i >= 0 && i < self->info.n_scenarios ? &self->entries[i] : NULL;
}

/* The i-th place of a kind. */
static const struct asy_stored_place *
place_at(const struct asy_results *self, bool crossing, int i)
{
    for (int p = 0; p < ASY_N_PLACES; p++) {
        const struct asy_stored_place *place = &self->places[p];
        if ((crossing ? place->is_crossing : place->is_state) && i-- == 0)
            return place;
    }
    return NULL;
}

const char *
asy_results_name(const struct asy_results *self, enum asy_names kind, int i, const char **label)
{
    const struct asy_stored_place *place;
    const char *name = NULL, *text = NULL;

    if (label)
        *label = NULL;
    if (!self || i < 0)
        return NULL;
    switch (kind) {
    case ASY_NAMES_GROUP:
        name = i < self->n_groups ? self->groups[i].name : NULL;
        text = name ? self->groups[i].label : NULL;
        break;
    case ASY_NAMES_METRIC:
        name = i < self->n_metrics ? self->metrics[i].name : NULL;
        text = name ? self->metrics[i].label : NULL;
        break;
    case ASY_NAMES_STATE:
    case ASY_NAMES_CROSSING:
        place = place_at(self, kind == ASY_NAMES_CROSSING, i);
        name = place ? place->name : NULL;
        text = place ? place->label : NULL;
        break;
    }
    if (label)
        *label = text;
    return name;
}
