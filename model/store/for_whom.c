/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/for_whom.h"

#include "store/inside.h"
#include "store/jobs.h"
#include "store/pairs.h"

#include <string.h>

struct counting {
    struct asy_answers *out;
    int scenario, job;
    const struct asy_jobs *jobs;
};

static void
count(const struct counting *self, int ask, int64_t persons)
{
    struct asy_answers *const out = self->out;

    out->values[(ask * out->n_scenarios + self->scenario) * out->n_jobs + self->job] +=
        (double) persons;
}

/* Runs come sorted, as jobs are; one that is no job is left out. */
static bool
find_job(struct counting *self, const int64_t *v)
{
    const struct asy_jobs *const jobs = self->jobs;

    for (int j = self->job; j < self->out->n_jobs; j++)
        if (jobs->draw[j] == v[0] && jobs->replicate[j] == v[1]) {
            self->job = j;
            return true;
        }
    return false;
}

static bool
take(void *user, const int64_t *v)
{
    struct counting *const self = user;
    const int64_t group = v[2], before = v[3], after = v[4], persons = v[5];

    if (before == after || !find_job(self, v))
        return true;
    count(self, ASY_TOUCHED, persons);
    count(self, ASY_N_FOR_WHOM + (int) group, persons);
    if (before == ASY_FATE_NOT_DEPARTED) {
        count(self, ASY_CAME, persons);
    } else if (after == ASY_FATE_NOT_DEPARTED) {
        count(self, ASY_STAYED, persons);
    } else {
        const bool was = asy_fate_protects((enum asy_fate) before);
        const bool is = asy_fate_protects((enum asy_fate) after);
        count(self, ASY_OTHERWISE, persons);
        if (was != is)
            count(self, is ? ASY_GAINED : ASY_LOST, persons);
    }
    return true;
}

bool
asy_results_for_whom(struct asy_results *self, int n_scenarios, struct asy_answers *out,
                     struct asy_error *err)
{
    struct asy_jobs jobs = { 0 }, taken;
    const int n_asks = ASY_N_FOR_WHOM + self->n_groups;

    *out = (struct asy_answers){ 0 };
    bool ok = asy_jobs_load(&jobs, self, err);
    taken = jobs;
    ok = ok && asy_answers_init(out, self, &jobs, n_asks, n_scenarios, err);
    taken.draw = out->draw;
    taken.replicate = out->replicate;
    for (int s = 1; ok && s < n_scenarios; s++) {
        struct counting counting = { .out = out, .scenario = s, .jobs = &taken };
        ok = asy_results_pairs(self, s, take, &counting, err);
    }
    asy_jobs_free(&jobs);
    if (!ok)
        asy_answers_free(out);
    return ok;
}
