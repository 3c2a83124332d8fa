/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The refoulement ledger: forced movements of people at risk, as chains of states, each link
   with its legal act.

   "chainNames": [states, acts]; "chains": for each scenario two lists [rows, columns
   (columns.h)] of key ((population * periods + period) * chains + chain) and the five of
   asy_report_five of the exposed; the second list has those of the harmed too, in the first
   there are none. Chain ALL: all of them; CHAINED: those of more than one link. */
#include "report/inside.h"

#include <stdlib.h>
#include <string.h>

enum { LINKS = 4, TUPLE = 2 * LINKS + 1 };
enum { ALL = ASY_REPORT_CHAINS - 1, CHAINED = ASY_REPORT_CHAINS - 2 };

/* A chain as the file holds it: sender, act, sender, act, ..., receiver; -1 where there is
 * none.
 */
struct chain {
    int64_t part[TUPLE];
};

struct ledger {
    struct asy_reporting *of;
    int scenario;
    struct chain *chain;
    int n_chains;
    struct asy_bag exposed, harmed;
    char place[ASY_REPORT_PLACES][24], act[32][48];
};

static int
find_chain(struct ledger *self, const struct chain *chain)
{
    for (int i = 0; i < self->n_chains; i++)
        if (memcmp(&self->chain[i], chain, sizeof *chain) == 0)
            return i;
    if (self->n_chains == CHAINED)
        return -1;
    self->chain[self->n_chains] = *chain;
    return self->n_chains++;
}

static bool
add_at(struct ledger *self, int population, int period, int chain, size_t job, const int64_t *v)
{
    const uint64_t key =
        ((uint64_t) population * ASY_REPORT_PERIODS + (uint64_t) period) * ASY_REPORT_CHAINS +
        (uint64_t) chain;
    double *const exposed = asy_bag_at(&self->exposed, key);
    double *const harmed = asy_bag_at(&self->harmed, key);

    if (!exposed || !harmed)
        return false;
    exposed[job] += (double) v[13];
    harmed[job] += (double) v[14];
    return true;
}

/* draw, replicate, population, year, four times sender and act, receiver, persons, harmed */
static bool
take_chain(void *user, const int64_t *v)
{
    struct ledger *const self = user;
    struct asy_reporting *const of = self->of;
    const int64_t job = asy_reporting_job(of, v[0], v[1]);
    struct chain chain;

    memcpy(chain.part, v + 4, sizeof chain.part);
    const int at = find_chain(self, &chain);
    if (job < 0 || at < 0 || v[2] < 0 || v[2] >= of->n_groups)
        return true;
    for (int t = 0; t < of->n_periods; t++) {
        const struct asy_report_period *const p = &of->period[t];
        const bool kept = self->scenario == 0 || t == of->in_force[self->scenario] ||
                          (t <= of->info->n_years && !of->is_thrifty);
        if (!kept || v[3] < p->first || v[3] > p->last)
            continue;
        const int chains[] = { at, ALL, CHAINED };
        for (int i = 0; i < (chain.part[2] >= 0 ? 3 : 2); i++)
            if (!add_at(self, 0, t, chains[i], (size_t) job, v) ||
                !add_at(self, 1 + (int) v[2], t, chains[i], (size_t) job, v))
                return false;
    }
    return true;
}

static bool
is_nobody(const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (x[i] > 0.0)
            return false;
    return true;
}

static bool
put_rows(struct ledger *self)
{
    struct asy_reporting *const of = self->of;
    struct asy_columns columns[2] = { { .width = 6 }, { .width = 11 } };
    double x[5];
    bool ok = true;

    for (size_t i = 0; ok && i < self->exposed.n; i++) {
        const double *const harmed = self->harmed.value[i];
        const bool some = !is_nobody(harmed, of->n_jobs);
        double *const row = asy_columns_row(&columns[some], self->exposed.key[i]);
        ok = (row || asy_reporting_memory(of)) &&
             asy_report_mean(of, self->scenario, self->exposed.value[i], x);
        if (ok)
            asy_report_five(x, row + 1);
        ok = ok && (!some || asy_report_mean(of, self->scenario, harmed, x));
        if (ok && some)
            asy_report_five(x, row + 6);
    }
    for (int i = 0; i < 2; i++) {
        asy_buffer_text(of->out, i ? ",[" : "[");
        asy_columns_put(&columns[i], of->out);
        asy_buffer_text(of->out, "]");
        asy_columns_free(&columns[i]);
    }
    return ok;
}

static bool
put_scenario(struct ledger *self, int scenario)
{
    struct asy_reporting *const of = self->of;

    self->scenario = scenario;
    asy_buffer_text(of->out, scenario ? ",\n[" : "[");
    bool ok =
        (asy_bag_init(&self->exposed, of->n_jobs) && asy_bag_init(&self->harmed, of->n_jobs)) ||
        asy_reporting_memory(of);
    ok = ok &&
         asy_results_numbers(of->results, ASY_QUERY_chains, scenario, take_chain, self,
                             of->err) &&
         put_rows(self);
    asy_buffer_text(of->out, "]");
    asy_bag_free(&self->exposed);
    asy_bag_free(&self->harmed);
    return ok;
}

/* ---- names ------------------------------------------------------------------- */

static bool
take_place(void *user, const struct asy_texts_row *row)
{
    struct ledger *const self = user;
    const int id = atoi(row->text[0]);

    if (id > 0 && id < ASY_REPORT_PLACES)
        snprintf(self->place[id], sizeof self->place[id], "%.23s",
                 row->text[1] ? row->text[1] : "?");
    return true;
}

static bool
take_act(void *user, const struct asy_texts_row *row)
{
    struct ledger *const self = user;
    const int id = atoi(row->text[0]);

    if (id >= 0 && id < 32)
        snprintf(self->act[id], sizeof self->act[id], "%.47s",
                 row->text[1] ? row->text[1] : "?");
    return true;
}

static void
put_name(struct ledger *self, const struct chain *chain)
{
    char states[256] = "", acts[320] = "";
    size_t n = 0, m = 0;

    for (int i = 0; i < LINKS && chain->part[2 * i] >= 0; i++) {
        const int64_t sender = chain->part[2 * i], act = chain->part[2 * i + 1];
        n += (size_t) snprintf(states + n, sizeof states - n, "%s>",
                               sender < ASY_REPORT_PLACES ? self->place[sender] : "?");
        m += (size_t) snprintf(acts + m, sizeof acts - m, "%s%s", i ? ">" : "",
                               act >= 0 && act < 32 ? self->act[act] : "?");
    }
    const int64_t last = chain->part[TUPLE - 1];
    snprintf(states + n, sizeof states - n, "%s",
             last >= 0 && last < ASY_REPORT_PLACES ? self->place[last] : "?");
    asy_buffer_text(self->of->out, "[");
    asy_buffer_json_text(self->of->out, states);
    asy_buffer_text(self->of->out, ",");
    asy_buffer_json_text(self->of->out, acts);
    asy_buffer_text(self->of->out, "]");
}

bool
asy_report_chains(struct asy_reporting *self)
{
    struct ledger *const ledger = calloc(1, sizeof *ledger);
    bool ok = ledger && (ledger->chain = calloc(ASY_REPORT_CHAINS, sizeof *ledger->chain));

    if (!ok) {
        free(ledger);
        return asy_reporting_memory(self);
    }
    ledger->of = self;
    ok = asy_results_texts(self->results, ASY_QUERY_place_names, 0, take_place, ledger,
                           self->err) &&
         asy_results_texts(self->results, ASY_QUERY_act_names, 0, take_act, ledger, self->err);
    asy_buffer_text(self->out, ",\"chains\":[");
    for (int s = 0; ok && s < self->n_scenarios; s++)
        ok = put_scenario(ledger, s);
    asy_buffer_text(self->out, "],\"chainNames\":[");
    for (int i = 0; i < ledger->n_chains; i++) {
        asy_buffer_text(self->out, i ? ",\n" : "");
        put_name(ledger, &ledger->chain[i]);
    }
    asy_buffer_text(self->out, "]");
    free(ledger->chain);
    free(ledger);
    return ok;
}
