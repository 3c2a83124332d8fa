/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the intervals are made of: how much of an outcome's variance is chance (histories of one
   draw differ by luck alone) and how much is ignorance (draws differ by what is uncertain), by
   a one-way analysis of variance. Needs second streams of some draws. From
   ASY_ATTRIBUTION_DRAWS draws on also which uncertain values it goes with, by the grade of
   their source (outcome/attribution.h).

   What was sampled need not be read: the uniform number behind a value follows from seed, draw
   and path (scenario/prior.h), and as every prior is sampled by its rising quantile function,
   the ranks of the one are the ranks of the other, but for what values of one hand share
   (scenario/shared_error.h), which is a factor beside them. Values of one path at several dates
   share it.

   "factors": paths of what is sampled; "factorGrades": 0 to 3 for A to D, of values of several
   grades the worst. "spread": rows [outcome, scenario, chance, ignorance]: variances of the
   outcome under the baseline, of the difference under a reform; everyone, all places, years in
   force. Then, in per cent of their sum, [share, error] of A, B, C, D, of all, and the
   strongest [path, share, error, how likely by chance]. */
#include "asylsim/version.h"
#include "base/hash.h"
#include "report/inside.h"

#include "scenario/prior.h"
#include "scenario/shared_error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { GRADES_SHOWN = 3 }; /* of the strongest, so that the page stays small */

struct asy_report_factors {
    struct asy_factors factors;
    uint64_t *key;  /* [n] */
    uint32_t *draw; /* [n_draws] */
    double *y;      /* [n_draws] room */
    size_t n, room, n_draws;
    bool is_ready, failed;
    struct asy_buffer names, grades;
    int *class_of;
};

static bool
make_room(struct asy_report_factors *self)
{
    if (self->n < self->room)
        return true;
    const size_t room = 2 * self->room + 256;
    uint64_t *const key = realloc(self->key, room * sizeof *key);
    self->key = key ? key : self->key;
    int *const class_of = realloc(self->class_of, room * sizeof *class_of);
    self->class_of = class_of ? class_of : self->class_of;
    if (!key || !class_of)
        return false;
    self->room = room;
    return true;
}

static bool
add_factor(struct asy_report_factors *self, const char *name, uint64_t key, char grade)
{
    if (!make_room(self))
        return false;
    self->key[self->n] = key;
    self->class_of[self->n] = grade >= 'A' && grade <= 'D' ? grade - 'A' : 3;
    asy_buffer_text(&self->names, self->n ? "," : "");
    asy_buffer_json_text(&self->names, name);
    asy_buffer_format(&self->grades, "%s%d", self->n ? "," : "", self->class_of[self->n]);
    self->n++;
    return true;
}

/* What a family of errors has in common is a factor of its own, beside each value's own part.
 */
static bool
add_shared(struct asy_report_factors *self, const char *member)
{
    char name[80];
    for (int hand = 0; hand < ASY_N_HANDS; hand++) {
        if (*member && strcmp(member, asy_hand_name(hand)) != 0)
            continue;
        snprintf(name, sizeof name, "shared error: %s", asy_hand_name(hand));
        if (!add_factor(self, name, asy_hand_key(hand), 'D'))
            return false;
    }
    return true;
}

static bool
take_factor(void *user, const struct asy_texts_row *row)
{
    static const char part[] = "rules.shared_error.part";
    const size_t n = sizeof part - 1;
    struct asy_report_factors *const self = user;
    const char *const path = row->text[0] ? row->text[0] : "";
    const char grade = row->text[1] && row->text[1][0] ? row->text[1][0] : 'D';

    if (!add_factor(self, path, asy_fnv(ASY_FNV_BASE, path), grade))
        return false;
    if (strncmp(path, part, n) != 0 || (path[n] && path[n] != '.'))
        return true;
    return add_shared(self, path[n] ? path + n + 1 : "");
}

static void
list_draws(struct asy_report_factors *self, const struct asy_reporting *of)
{
    for (size_t i = 0; i < of->n_jobs; i++)
        if (i == 0 || of->draw[i] != of->draw[i - 1])
            self->draw[self->n_draws++] = of->draw[i];
}

static bool
sample(struct asy_report_factors *self, const struct asy_reporting *of)
{
    struct asy_factors *const factors = &self->factors;

    if (!asy_factors_init(factors, self->n, self->n_draws))
        return false;
    for (size_t d = 0; d < self->n_draws; d++)
        factors->layer[d] = self->draw[d] ? (self->draw[d] - 1) / ASY_DRAWS_BLOCK : 0;
    for (size_t f = 0; f < self->n; f++) {
        factors->class_of[f] = self->class_of[f];
        for (size_t d = 0; d < self->n_draws; d++)
            factors->score[f * self->n_draws + d] =
                asy_prior_luck(of->info->seed, self->draw[d], self->key[f]);
    }
    return asy_factors_ready(factors);
}

bool
asy_report_spread_init(struct asy_reporting *self)
{
    struct asy_report_factors *const own = calloc(1, sizeof *own);

    self->factors = own;
    if (!own || !(own->draw = calloc(self->n_jobs + 1, sizeof *own->draw)) ||
        !(own->y = calloc(self->n_jobs + 1, sizeof *own->y)))
        return asy_reporting_memory(self);
    list_draws(own, self);
    /* another version may have drawn its luck otherwise */
    if (own->n_draws < ASY_ATTRIBUTION_DRAWS || strcmp(self->info->version, asy_version()) != 0)
        return true;
    if (!asy_results_texts(self->results, ASY_QUERY_uncertain, 0, take_factor, own, self->err))
        return false;
    own->is_ready = own->n > 0;
    return !own->is_ready || sample(own, self) || asy_reporting_memory(self);
}

void
asy_report_spread_free(struct asy_reporting *self)
{
    struct asy_report_factors *const own = self->factors;

    if (!own)
        return;
    asy_factors_free(&own->factors);
    asy_buffer_free(&own->names);
    asy_buffer_free(&own->grades);
    free(own->class_of);
    free(own->key);
    free(own->draw);
    free(own->y);
    free(own);
    self->factors = NULL;
}

static void
put_share(struct asy_buffer *out, const struct asy_share *share, double times)
{
    asy_buffer_format(out, ",[%.1f,%.1f]", times * share->share, times * share->error);
}

/* own->y holds the mean of each draw; `times` makes of a share of their variance one of the
   variance of single histories, in per cent. */
static void
put_shares(struct asy_reporting *self, double times)
{
    struct asy_report_factors *const own = self->factors;
    struct asy_buffer *const out = &self->spread;
    struct asy_attribution got;

    if (!own->is_ready)
        return;
    if (!asy_attribute(&got, &own->factors, own->y))
        own->failed = true;
    if (got.n_strongest < 0)
        return;
    for (int c = 0; c < ASY_CLASSES; c++)
        put_share(out, &got.of_class[c], times);
    put_share(out, &got.all, times);
    for (int i = 0; i < got.n_strongest && i < GRADES_SHOWN; i++)
        asy_buffer_format(out, ",[%zu,%.1f,%.1f,%.2g]", got.strongest[i].factor,
                          times * got.strongest[i].its.share,
                          times * got.strongest[i].its.error, fmin(got.strongest[i].p, 1.0));
}

void
asy_report_spread_of(struct asy_reporting *self, int outcome, int scenario, const double *x)
{
    double sum = 0.0, within = 0.0, between = 0.0;
    size_t draws = 0;
    const size_t n = (size_t) self->jobs_of[scenario];

    for (size_t i = 0; i < n; i++)
        sum += x[i];
    const double mean = sum / (double) n;
    for (size_t i = 0, end; i < n; i = end, draws++) {
        double here = 0.0;
        for (end = i; end < n && self->draw[end] == self->draw[i]; end++)
            here += x[end];
        const double size = (double) (end - i);
        here /= size;
        self->factors->y[draws] = here;
        between += size * (here - mean) * (here - mean);
        for (size_t k = i; k < end; k++)
            within += (x[k] - here) * (x[k] - here);
    }
    if (draws < 5 || draws == n || !isfinite(mean))
        return; /* too few to tell, or no replicates */
    const double msw = within / (double) (n - draws), msb = between / (double) (draws - 1);
    const double ignorance = fmax((msb - msw) * (double) draws / (double) n, 0.0);
    if (!(msw + ignorance > 0.0))
        return;
    asy_buffer_format(&self->spread, "%s[%d,%d,%.4g,%.4g", self->spread.n ? ",\n" : "", outcome,
                      scenario, msw, ignorance);
    if (n == self->n_jobs) /* the factors are of all draws */
        put_shares(self, 100.0 * msb * (double) draws / (double) n / (msw + ignorance));
    asy_buffer_text(&self->spread, "]");
}

static void
put_list(struct asy_reporting *self, const char *name, const struct asy_buffer *list)
{
    asy_buffer_format(self->out, ",\"%s\":[", name);
    if (list->n)
        asy_buffer_put(self->out, list->text, list->n);
    asy_buffer_text(self->out, "]");
}

bool
asy_report_spread(struct asy_reporting *self)
{
    const struct asy_report_factors *const own = self->factors;

    put_list(self, "factors", &own->names);
    put_list(self, "factorGrades", &own->grades);
    put_list(self, "spread", &self->spread);
    asy_buffer_format(self->out, ",\"sharesFrom\":%d", ASY_ATTRIBUTION_DRAWS);
    return !(self->spread.failed || own->failed || own->names.failed || own->grades.failed) ||
           asy_reporting_memory(self);
}
