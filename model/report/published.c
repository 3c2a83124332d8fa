/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published figures (scenarios/published.csv, embedded at build time) beside the simulated, and
   the months of the outcomes that are published by month.

   "published": rows [metric, population, place, period, value, source, note, and of the
   baseline: median, its error, 5 %, 95 %, histories].
   "monthly": rows [metric, population, place, scenario, months: 5, 25, 50, 75, 95 % of each];
   of a reform: [..., scenario, month in which it enters into force, then 5, 50, 95 % of each].
 */
#include "outcome/quantile.h"
#include "report/inside.h"
#include "text/csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

extern const unsigned char asy_report_published_csv[]; /* made by cmake/Embed.cmake */

enum { COLUMNS = 7, METRIC = 0, POPULATION, PLACE, PERIOD, VALUE, SOURCE, NOTE };

struct table {
    char *text;
    char *(*row)[COLUMNS];
    struct asy_ask *ask;
    int n, room;
};

static bool
keep_row(struct table *self, const struct asy_reporting *of, char *const cells[COLUMNS])
{
    const struct asy_ask ask = { cells[METRIC], cells[POPULATION], cells[PLACE],
                                 cells[PERIOD] };

    if (!asy_results_knows(of->results, &ask))
        return true; /* another world: its groups, states or years are others */
    if (self->n == self->room) {
        self->room = 2 * self->room + 256;
        void *const row = realloc(self->row, (size_t) self->room * sizeof *self->row);
        self->row = row ? row : self->row;
        void *const asks = realloc(self->ask, (size_t) self->room * sizeof *self->ask);
        self->ask = asks ? asks : self->ask;
        if (!row || !asks)
            return false;
    }
    memcpy(self->row[self->n], cells, sizeof self->row[0]);
    self->ask[self->n++] = ask;
    return true;
}

static bool
read_table(struct table *self, const struct asy_reporting *of)
{
    const char *const csv = (const char *) asy_report_published_csv;
    const char *const body = strchr(csv, '\n'); /* below the head */
    char *cells[COLUMNS];

    self->text = body ? strdup(body + 1) : NULL;
    if (!self->text)
        return false;
    for (char *p = self->text; *p;) {
        bool ends = false;
        int n = 0;
        while (!ends && n < COLUMNS)
            p = asy_csv_cell(p, &cells[n++], &ends);
        if (n == COLUMNS && ends && !keep_row(self, of, cells))
            return false;
    }
    return true;
}

static void
put_row(struct asy_reporting *self, char *const cells[COLUMNS], const struct asy_summary *s)
{
    const double numbers[] = { s->median, s->error, s->low, s->high, (double) s->n };

    for (int i = 0; i < COLUMNS; i++) {
        asy_buffer_text(self->out, i ? "," : "[");
        if (i == VALUE)
            asy_buffer_json_number(self->out, strtod(cells[i], NULL), 10);
        else
            asy_buffer_json_text(self->out, cells[i]);
    }
    for (int i = 0; i < 5; i++) {
        asy_buffer_text(self->out, ",");
        asy_buffer_json_number(self->out, numbers[i], 8);
    }
    asy_buffer_text(self->out, "]");
}

static bool
put_table(struct asy_reporting *self, const struct table *table)
{
    struct asy_answers answers;
    struct asy_summary s;
    bool ok =
        asy_results_ask_first(self->results, 1, table->ask, table->n, &answers, self->err);

    asy_buffer_text(self->out, ",\"published\":[");
    for (int i = 0; ok && i < table->n; i++) {
        ok = asy_summarize(&s, asy_answers_of(&answers, i, 0), answers.draw,
                           (size_t) answers.n_jobs) ||
             asy_reporting_memory(self);
        asy_buffer_text(self->out, i ? ",\n" : "");
        put_row(self, table->row[i], &s);
    }
    asy_buffer_text(self->out, "]");
    asy_answers_free(&answers);
    return ok;
}

/* ---- by month ---------------------------------------------------------------- */

/* One outcome by month: for everyone and for the citizenships published, in each place. */
struct months {
    struct asy_reporting *of;
    struct asy_bag bag;
    uint32_t citizens; /* bits */
};
enum { MOST_MONTHS = 512 };

static bool
take_month(void *user, const int64_t *v)
{
    struct months *const self = user;
    struct asy_reporting *const of = self->of;
    const int64_t job = asy_reporting_job(of, v[0], v[1]);

    if (job < 0 || v[2] < 0 || v[2] >= of->info->n_months || v[2] >= MOST_MONTHS || v[3] < 0 ||
        v[3] >= of->n_groups || v[4] < 0 || v[4] >= ASY_REPORT_PLACES)
        return true;
    const int citizen = of->citizen_of[v[3]];
    for (int all = 0; all < 2; all++) {
        const int population = all ? 0 : 1 + of->n_groups + citizen;
        if (!all && !(self->citizens >> citizen & 1u))
            continue;
        double *const at = asy_bag_at(
            &self->bag,
            ((uint64_t) population * ASY_REPORT_PLACES + (uint64_t) v[4]) * MOST_MONTHS +
                (uint64_t) v[2]);
        if (!at)
            return false;
        at[job] += (double) v[5];
    }
    return true;
}

/* Quantiles of a month over the histories that the scenario has, rounded to a tenth. */
static void
put_month(struct months *self, uint64_t key, int scenario, const double *levels, int n_levels,
          struct asy_ranked *room)
{
    const double *const x = asy_bag_find(&self->bag, key);
    const size_t n_jobs = (size_t) self->of->jobs_of[scenario];
    const size_t n = x ? asy_rank(room, x, self->of->draw, n_jobs) : 0;

    for (int i = 0; i < n_levels; i++) {
        asy_buffer_text(self->of->out, ",");
        asy_buffer_json_number(
            self->of->out, n ? round(10.0 * asy_quantile(room, n, levels[i])) / 10.0 : 0.0, 7);
    }
}

static bool
put_series(struct months *self, const char *metric, int scenario, struct asy_ranked *room,
           bool *first)
{
    struct asy_reporting *const of = self->of;
    static const double levels[] = { 0.05, 0.25, 0.5, 0.75, 0.95 },
                        three[] = { 0.05, 0.5, 0.95 };
    const int start = scenario > 0 ? 12 * of->period[of->in_force[scenario]].first : 0;
    bool done[(ASY_MAX_GROUPS * 2 + 1) * ASY_REPORT_PLACES] = { false };

    for (size_t i = 0; i < self->bag.n; i++) {
        const uint64_t series = self->bag.key[i] / MOST_MONTHS;
        if (series >= sizeof done || done[series])
            continue;
        done[series] = true;
        asy_buffer_text(of->out, *first ? "[" : ",\n[");
        *first = false;
        asy_buffer_json_text(of->out, metric);
        asy_buffer_format(of->out, ",%d,%d,%d", (int) (series / ASY_REPORT_PLACES),
                          (int) (series % ASY_REPORT_PLACES), scenario);
        if (scenario > 0)
            asy_buffer_format(of->out, ",%d", start);
        for (int m = start; m < of->info->n_months; m++)
            put_month(self, series * MOST_MONTHS + (uint64_t) m, scenario,
                      scenario > 0 ? three : levels, scenario > 0 ? 3 : 5, room);
        asy_buffer_text(of->out, "]");
    }
    return true;
}

/* The citizenships that the table has this outcome of by month. */
static uint32_t
citizens_of(const struct asy_reporting *self, const struct table *table, const char *metric)
{
    uint32_t bits = 0;

    for (int i = 0; i < table->n; i++)
        for (int c = 0; c < ASY_MAX_GROUPS && *self->citizenship[c]; c++)
            if (strcmp(table->row[i][METRIC], metric) == 0 &&
                strlen(table->row[i][PERIOD]) == 7 &&
                strcmp(table->row[i][POPULATION], self->citizenship[c]) == 0)
                bits |= UINT32_C(1) << c;
    return bits;
}

static bool
put_months(struct asy_reporting *self, const struct table *table)
{
    static const char *const metrics[] = { "claims_first", "border_admissions" };
    struct asy_ranked *const room = calloc(self->n_jobs + 1, sizeof *room);
    bool ok = room || asy_reporting_memory(self), first = true;

    asy_buffer_text(self->out, ",\"monthly\":[");
    for (size_t m = 0; m < sizeof metrics / sizeof *metrics; m++) {
        for (int s = 0; ok && s < self->n_scenarios; s++) {
            struct months months = { .of = self,
                                     .citizens = citizens_of(self, table, metrics[m]) };
            ok = asy_bag_init(&months.bag, self->n_jobs) || asy_reporting_memory(self);
            ok = ok &&
                 asy_results_cells(self->results, s, metrics[m], take_month, &months,
                                   self->err) &&
                 put_series(&months, metrics[m], s, room, &first);
            asy_bag_free(&months.bag);
        }
    }
    asy_buffer_text(self->out, "]");
    free(room);
    return ok;
}

bool
asy_report_published(struct asy_reporting *self)
{
    struct table table = { 0 };
    bool ok = read_table(&table, self) || asy_reporting_memory(self);

    ok = ok && put_table(self, &table) && put_months(self, &table);
    free(table.text);
    free(table.row);
    free(table.ask);
    return ok;
}
