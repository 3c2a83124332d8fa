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

/* Runs come sorted, as jobs are, so that it is the last one or the next; one that is no job is
   left out. */
static bool
find_job(struct counting *self, const int64_t *v)
{
    const struct asy_jobs *const jobs = self->jobs;

    for (int k = 0; k < self->out->n_jobs; k++) {
        const int j = (self->job + k) % self->out->n_jobs;
        if (jobs->draw[j] == v[0] && jobs->replicate[j] == v[1]) {
            self->job = j;
            return true;
        }
    }
    return false;
}

/* Of somebody who sets out in both worlds. */
static void
count_both(const struct counting *self, enum asy_fate before, enum asy_fate after,
           int64_t persons)
{
    const bool was = asy_fate_protects(before), is = asy_fate_protects(after);

    count(self,
          was && is ? ASY_WHOM_BOTH
          : is      ? ASY_WHOM_GAINED
          : was     ? ASY_WHOM_LOST
                    : ASY_WHOM_NEITHER,
          persons);
    if (before != after)
        count(self, ASY_WHOM_OTHERWISE, persons);
    if (was != is)
        count(self, ASY_WHOM_NET, is ? persons : -persons);
    if (is && before == ASY_FATE_WAITING)
        count(self, ASY_WHOM_GAINED_WAITING, persons);
    if (was && after == ASY_FATE_WAITING)
        count(self, ASY_WHOM_LOST_WAITING, persons);
}

static bool
take(void *user, const int64_t *v)
{
    struct counting *const self = user;
    const int64_t group = v[2], before = v[3], after = v[4], persons = v[5];

    if (!find_job(self, v))
        return true;
    if (before == ASY_FATE_NOT_DEPARTED)
        count(self, ASY_WHOM_CAME, persons);
    else if (after == ASY_FATE_NOT_DEPARTED)
        count(self, ASY_WHOM_STAYED, persons);
    else
        count_both(self, (enum asy_fate) before, (enum asy_fate) after, persons);
    if (before == after)
        return true;
    count(self, ASY_WHOM_TOUCHED, persons);
    count(self, ASY_N_WHOM + (int) group, persons);
    return true;
}

bool
asy_results_for_whom(struct asy_results *self, int n_scenarios, struct asy_answers *out,
                     struct asy_error *err)
{
    struct asy_jobs jobs = { 0 }, taken;
    const int n_asks = ASY_N_WHOM + self->n_groups;

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
