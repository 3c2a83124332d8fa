/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a results file is about: seed, horizon, scenarios, and the names behind its numbers. */
#include "asylsim/version.h"
#include "base/calendar.h"
#include "life/outcomes.h"
#include "outcome/derived.h"
#include "store/inside.h"

#include <inttypes.h>
#include <string.h>

static int
n_years(const struct asy_world *world)
{
    const struct asy_date first = { world->first_year, 1, 1 };
    const struct asy_date last =
        asy_date_of_days(asy_days_of_date(first) + (world->n_days > 0 ? world->n_days - 1 : 0));
    return last.year - world->first_year + 1;
}

/* Months that the horizon touches, its last one perhaps in part. */
static int
n_months(const struct asy_world *world)
{
    const struct asy_date first = { world->first_year, 1, 1 };
    const struct asy_date last =
        asy_date_of_days(asy_days_of_date(first) + (world->n_days > 0 ? world->n_days - 1 : 0));
    return 12 * (last.year - world->first_year) + last.month;
}

static long long
runs_planned(const struct asy_results_head *head)
{
    const uint32_t draws = head->n_draws ? head->n_draws : 1;
    const uint32_t shards = head->n_shards ? head->n_shards : 1;
    const uint64_t n = asy_shard_size(draws, head->n_replicates, head->shard, shards) +
                       asy_shard_seconds(draws, head->n_replicates, head->n_second_streams,
                                         head->shard, shards);
    long long sum = 0;

    for (int i = 0; i < head->n_scenarios; i++) {
        const uint32_t own = head->scenarios[i].n_draws;
        sum +=
            (long long) (own ? asy_shard_few(draws, head->n_replicates, head->n_second_streams,
                                             own, head->shard, shards)
                             : n);
    }
    return sum;
}

static const char put_meta[] = "INSERT OR REPLACE INTO meta(key, value) VALUES(?, ?)";

static bool
write_meta(struct asy_results *self, const struct asy_results_head *head, struct asy_error *err)
{
    const struct {
        const char *key;
        long long value;
    } numbers[] = {
        { "format", ASY_RESULTS_FORMAT },
        { "draws", head->n_draws },
        { "replicates", head->n_replicates },
        { "second_streams", head->n_second_streams },
        { "shard", head->shard },
        { "shards", head->n_shards ? head->n_shards : 1 },
        { "first_year", head->world->first_year },
        { "years", n_years(head->world) },
        { "months", n_months(head->world) },
        { "days", head->world->n_days },
        { "runs_planned", runs_planned(head) },
    };
    char seed[24];

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (!asy_sql_once(self, put_meta, err, "sI", numbers[i].key, numbers[i].value))
            return false;
    snprintf(seed, sizeof seed, "%" PRIu64,
             head->seed); /* text: may not fit SQLite's integers */
    return asy_sql_once(self, put_meta, err, "ss", "seed", seed) &&
           asy_sql_once(self, put_meta, err, "ss", "version", asy_version()) &&
           asy_sql_once(self, put_meta, err, "ss", "status", "running") &&
           asy_sql_once(self, put_meta, err, "ss", "digest", "") &&
           asy_sql_once(self, put_meta, err, "ss", "note",
                        head->assumption ? head->assumption : "");
}

static bool
write_scenarios(struct asy_results *self, const struct asy_results_head *head,
                struct asy_error *err)
{
    const struct asy_date first = { head->world->first_year, 1, 1 };

    for (int i = 0; i < head->n_scenarios; i++) {
        const struct asy_results_scenario *s = &head->scenarios[i];
        char in_force[16] = "";
        const char *const own = head->in_force ? head->in_force[i] : NULL;
        if (own && *own) {
            snprintf(in_force, sizeof in_force, "%s", own);
        } else if (s->branch_day != INT32_MAX) {
            const struct asy_date d = asy_date_of_days(asy_days_of_date(first) + s->branch_day);
            snprintf(in_force, sizeof in_force, "%04d-%02d-%02d", d.year % 10000, d.month % 100,
                     d.day % 100);
        }
        if (!asy_sql_once(self, "INSERT INTO scenario VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                          err, "isssssissi", i, s->name, s->title, s->claim, s->source,
                          in_force, (int) s->branch_day, s->digest, s->text, (int) s->n_draws))
            return false;
    }
    return true;
}

static enum asy_calendar
calendar_of(const struct asy_metric_row *row)
{
    if (row->detail == ASY_MONTH)
        return row->time == ASY_STOCK ? ASY_MONTHS_STOCK : ASY_MONTHS_SUM;
    return row->time == ASY_STOCK ? ASY_YEARS_STOCK : ASY_YEARS_SUM;
}

static bool
write_metrics(struct asy_results *self, struct asy_error *err)
{
    static const char *const details[] = { "month", "year", "cohort" };
    static const char put_fate[] = "INSERT INTO fate VALUES(?, ?, ?)";

    for (int m = 0; m < ASY_N_METRICS; m++) {
        const struct asy_metric_row *row = &asy_metrics[m];
        if (!asy_sql_once(self, "INSERT INTO metric VALUES(?, ?, ?, ?, ?, ?, ?, ?)", err,
                          "ississsi", m, row->name, row->unit, (int) row->where,
                          row->time == ASY_STOCK ? "stock" : "sum", details[row->detail],
                          row->label, (int) calendar_of(row)))
            return false;
    }
    for (int f = 0; f < ASY_N_FATES; f++) {
        const struct asy_metric_row *row = &asy_metrics[ASY_METRIC_fate_refugee + f];
        if (!asy_sql_once(self, put_fate, err, "iss", f, row->name + strlen("fate_"),
                          row->label))
            return false;
    }
    return asy_sql_once(self, put_fate, err, "iss", (int) ASY_N_FATES, ASY_NOT_DEPARTED,
                        ASY_NOT_DEPARTED_LABEL);
}

static bool
write_derived(struct asy_results *self, struct asy_error *err)
{
    const struct asy_derived *d;

    for (int i = 0; (d = asy_derived_at(i)) != NULL; i++) {
        if (!asy_sql_once(self, "INSERT INTO derived VALUES(?, ?, ?, ?, ?, ?)", err, "isssii",
                          i, d->name, d->unit, d->label, (int) d->is_ratio,
                          (int) asy_derived_is_monthly(d)))
            return false;
        for (int t = 0; t < d->n_terms; t++)
            if (!asy_sql_once(self, "INSERT INTO derived_part VALUES(?, ?, ?, ?)", err, "iiii",
                              i, (int) d->terms[t].metric, d->terms[t].above,
                              d->terms[t].below))
                return false;
    }
    return true;
}

static bool
write_groups(struct asy_results *self, const struct asy_world *world, struct asy_error *err)
{
    static const char member[] = "INSERT OR IGNORE INTO population_member VALUES(?, ?)";

    for (int g = 0; g < world->n_groups; g++) {
        const struct asy_group *group = &world->group[g];
        const char *const citizenship =
            group->citizenship >= 0 ? world->country[group->citizenship].code : "";
        if (!asy_sql_once(self, "INSERT INTO population VALUES(?, ?, ?, ?)", err, "isss", g,
                          group->name, group->label, citizenship) ||
            !asy_sql_once(self, member, err, "is", g, group->name) ||
            !asy_sql_once(self, member, err, "is", g, "all") ||
            (*citizenship && !asy_sql_once(self, member, err, "is", g, citizenship)))
            return false;
    }
    return true;
}

static const char put_place_member[] = "INSERT OR IGNORE INTO place_member VALUES(?, ?, ?, ?)";

static bool
write_place(struct asy_results *self, int id, const char *name, const char *label,
            const char *kind, enum asy_where where, struct asy_error *err)
{
    return asy_sql_once(self, "INSERT INTO place VALUES(?, ?, ?, ?)", err, "isss", id, name,
                        label, kind) &&
           asy_sql_once(self, put_place_member, err, "iiis", (int) where, id, ASY_PLACE_NONE,
                        name) &&
           asy_sql_once(self, put_place_member, err, "iiis", (int) where, id, ASY_PLACE_NONE,
                        "all");
}

static bool
write_pairs(struct asy_results *self, const struct asy_world *world, struct asy_error *err)
{
    sqlite3_stmt *stmt;
    char pair[16], receiver[16];
    bool ok = asy_sql_prepare(self, &stmt, put_place_member, err);

    for (int a = 0; ok && a < world->n_countries; a++) {
        for (int b = 0; ok && b < world->n_countries; b++) {
            const char *const names[] = { pair, world->country[a].code, receiver, "all" };
            snprintf(pair, sizeof pair, "%s>%s", world->country[a].code,
                     world->country[b].code);
            snprintf(receiver, sizeof receiver, ">%s", world->country[b].code);
            for (size_t i = 0; ok && i < sizeof names / sizeof *names; i++)
                ok = asy_sql_put(self, stmt, err, "iiis", (int) ASY_PAIR, ASY_PLACE_COUNTRY + a,
                                 ASY_PLACE_COUNTRY + b, names[i]);
        }
    }
    sqlite3_finalize(stmt);
    return ok;
}

static bool
write_places(struct asy_results *self, const struct asy_world *world, struct asy_error *err)
{
    for (int c = 0; c < world->n_countries; c++) {
        const struct asy_country *country = &world->country[c];
        const char *const kind = country->is_state     ? "state"
                                 : country->is_transit ? "transit country"
                                                       : "country";
        if (!write_place(self, ASY_PLACE_COUNTRY + c, country->code, country->label, kind,
                         ASY_STATE, err))
            return false;
    }
    for (int c = 0; c < world->n_crossings; c++)
        if (!write_place(self, ASY_PLACE_CROSSING + c, world->crossing[c].name,
                         world->crossing[c].label, "crossing", ASY_CROSSING, err))
            return false;
    return write_pairs(self, world, err) &&
           asy_sql_once(self, put_place_member, err, "iiis", (int) ASY_NOWHERE, ASY_PLACE_NONE,
                        ASY_PLACE_NONE, "all");
}

/* A stock is that of the period's last month or year; all else is summed. */
static bool
write_periods(struct asy_results *self, const struct asy_world *world, struct asy_error *err)
{
    static const char put[] = "INSERT OR IGNORE INTO period_member VALUES(?, ?, ?)";
    const int years = n_years(world), months = n_months(world);
    char name[16];

    for (int m = 0; m < 12 * years; m++) {
        const bool last = m == months - 1;
        const bool ends_year = m % 12 == 11 || last;
        const int year = world->first_year + m / 12;
        if (!asy_sql_once(self, "INSERT INTO nth_period VALUES(?)", err, "i", m))
            return false;
        snprintf(name, sizeof name, "%04d-%02d", year % 10000, m % 12 + 1);
        if (!asy_sql_once(self, put, err, "iis", ASY_MONTHS_SUM, m, name) ||
            !asy_sql_once(self, put, err, "iis", ASY_MONTHS_SUM, m, "all") ||
            !asy_sql_once(self, put, err, "iis", ASY_MONTHS_STOCK, m, name) ||
            (last && !asy_sql_once(self, put, err, "iis", ASY_MONTHS_STOCK, m, "all")))
            return false;
        name[4] = '\0';
        if (!asy_sql_once(self, put, err, "iis", ASY_MONTHS_SUM, m, name) ||
            (ends_year && !asy_sql_once(self, put, err, "iis", ASY_MONTHS_STOCK, m, name)))
            return false;
    }
    for (int y = 0; y < years; y++) {
        snprintf(name, sizeof name, "%04d", (world->first_year + y) % 10000);
        if (!asy_sql_once(self, put, err, "iis", ASY_YEARS_SUM, y, name) ||
            !asy_sql_once(self, put, err, "iis", ASY_YEARS_SUM, y, "all") ||
            !asy_sql_once(self, put, err, "iis", ASY_YEARS_STOCK, y, name) ||
            (y == years - 1 && !asy_sql_once(self, put, err, "iis", ASY_YEARS_STOCK, y, "all")))
            return false;
    }
    return true;
}

/* Each name once, for the views to go through. */
static const char name_members[] =
    "INSERT INTO population_name SELECT DISTINCT name FROM population_member;"
    "INSERT INTO period_name SELECT DISTINCT calendar, name FROM period_member;";

bool
asy_head_write(struct asy_results *self, const struct asy_results_head *head,
               struct asy_error *err)
{
    return write_meta(self, head, err) && write_scenarios(self, head, err) &&
           write_metrics(self, err) && write_derived(self, err) &&
           write_groups(self, head->world, err) && write_places(self, head->world, err) &&
           write_periods(self, head->world, err) && asy_sql_run(self, name_members, err);
}

/* ---- going on with a file ---------------------------------------------------- */

static bool
same_catalogue(const struct asy_results *self)
{
    if (self->n_metrics != ASY_N_METRICS)
        return false;
    for (int m = 0; m < ASY_N_METRICS; m++)
        if (strcmp(self->metrics[m].name, asy_metrics[m].name) != 0)
            return false;
    return true;
}

bool
asy_head_check(struct asy_results *self, const struct asy_results_head *head,
               struct asy_error *err)
{
    const struct asy_results_info *info = &self->info;
    const uint32_t shards = head->n_shards ? head->n_shards : 1;

    if (info->seed != head->seed)
        return asy_fail(err, ASY_E_RESULTS, self->path,
                        "was made with seed %" PRIu64 ", not %" PRIu64 ": not resumed",
                        info->seed, head->seed);
    if (strcmp(info->version, asy_version()) != 0 || !same_catalogue(self))
        return asy_fail(err, ASY_E_RESULTS, self->path,
                        "was made by another asylsim (%s; this is %s): not resumed",
                        info->version, asy_version());
    if (info->shard != head->shard || info->n_shards != shards)
        return asy_fail(err, ASY_E_RESULTS, self->path,
                        "is shard %u/%u, not %u/%u: not resumed", info->shard, info->n_shards,
                        head->shard, shards);
    if ((info->n_draws == 0) != (head->n_draws == 0) || info->n_draws > head->n_draws ||
        info->n_replicates > head->n_replicates ||
        (head->n_replicates == 1 && info->n_second_streams > head->n_second_streams))
        return asy_fail(err, ASY_E_RESULTS, self->path,
                        "was planned with %u draws and %u replicates: ask for as many or more",
                        info->n_draws, info->n_replicates);
    if (info->n_draws > 0 && info->n_draws < shards && info->n_draws < head->n_draws)
        return asy_fail(err, ASY_E_RESULTS, self->path,
                        "shares %u draws among %u shards, and more draws would be dealt out "
                        "otherwise: not resumed",
                        info->n_draws, shards);
    if (info->first_year == head->world->first_year && info->n_years != n_years(head->world))
        return asy_fail(err, ASY_E_RESULTS, self->path,
                        "was simulated until %d-12-31, not until %d-12-31: not resumed",
                        info->first_year + info->n_years - 1,
                        info->first_year + n_years(head->world) - 1);
    if (!asy_same_scenarios(self, head, err))
        return false;

    self->info.n_draws = head->n_draws;
    self->info.n_replicates = head->n_replicates;
    self->info.n_second_streams = head->n_second_streams;
    self->info.n_runs_planned = (int) runs_planned(head);
    return asy_sql_once(self, put_meta, err, "sI", "draws", (long long) head->n_draws) &&
           asy_sql_once(self, put_meta, err, "sI", "replicates",
                        (long long) head->n_replicates) &&
           asy_sql_once(self, put_meta, err, "sI", "second_streams",
                        (long long) head->n_second_streams) &&
           asy_sql_once(self, put_meta, err, "sI", "runs_planned", runs_planned(head));
}
