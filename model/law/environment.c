/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The environment of a history. Here, for it asks the rooms of the journey, of merits and of
   procedure. */
#include "law/environment.h"
#include "law/response/demand.h"
#include "law/response/practice.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct asy_environment *
asy_environment_create(void)
{
    struct asy_environment *self = calloc(1, sizeof *self);
    if (self)
        self->kinds = calloc(1, sizeof *self->kinds);
    if (self && self->kinds)
        return self;
    free(self);
    return NULL;
}

void
asy_environment_destroy(struct asy_environment *self)
{
    if (!self)
        return;
    asy_caseloads_free(&self->caseloads);
    for (int kind = 0; kind < ASY_MOST_KINDS; kind++)
        free(self->kinds->of[kind]);
    free(self->kinds);
    free(self->history);
    free(self);
}

static void
read_kinds_anew(struct asy_environment *self)
{
    memset(self->kinds->read, 0, sizeof self->kinds->read);
}

bool
asy_environment_begin(struct asy_environment *self, int n_months,
                      const struct asy_thresholds *thresholds)
{
    struct asy_caseloads caseloads = self->caseloads;
    struct asy_kinds_read *const kinds = self->kinds;
    struct asy_beliefs *history = self->history;
    const size_t size = (size_t) n_months * sizeof *history;
    if (self->n_months != n_months) {
        history = realloc(history, size);
        if (!history)
            return false;
        self->history = history;
    }
    if (!asy_caseloads_begin(&caseloads, n_months))
        return false;
    /* the history of a month is written as it begins, the chances on the first morning */
    memset(self, 0, offsetof(struct asy_environment, chances));
    memset(self->chances.made_of, 0, sizeof self->chances.made_of);
    self->new_chances = true;
    self->caseloads = caseloads;
    self->kinds = kinds;
    read_kinds_anew(self);
    self->thresholds = thresholds;
    self->laws_changed = true;
    self->history = history;
    self->n_months = n_months;
    for (int x = 0; x < ASY_MAX_CROSSINGS; x++)
        self->hidden[x] = -1;
    asy_beliefs_init(&self->beliefs);
    return true;
}

void
asy_environment_copy(struct asy_environment *to, const struct asy_environment *from,
                     const struct asy_world *world)
{
    struct asy_beliefs *const history = to->history;
    struct asy_caseloads caseloads = to->caseloads;
    struct asy_kinds_read *const kinds = to->kinds;
    const int n_months = to->n_months;
    assert(n_months >= from->n_months);
    for (int month = 0; month <= from->month; month++)
        asy_beliefs_copy(&history[month], &from->history[month], world);
    asy_caseloads_copy(&caseloads, &from->caseloads);
    memcpy(to, from, offsetof(struct asy_environment, chances));
    asy_chances_copy(&to->chances, &from->chances, world);
    to->caseloads = caseloads;
    to->kinds = kinds;
    read_kinds_anew(to);
    to->history = history;
    to->n_months = n_months;
}

void
asy_environment_reform(struct asy_environment *self, const struct asy_environment *baseline,
                       const struct asy_thresholds *thresholds)
{
    self->reference = baseline->history;
    self->caseloads.reference = baseline->caseloads.load;
    self->thresholds = thresholds;
}

void
asy_environment_show(struct asy_environment *self, struct asy_scene *scene)
{
    scene->news = &self->news;
    scene->burden = &self->burden;
    scene->chances = &self->chances;
    scene->visas = &self->visas;
    scene->tau = &self->tau;
    scene->in_force = &self->in_force;
    scene->answers = &self->caseloads.answers;
    asy_caseloads_rule(&self->caseloads, scene->world);
}

void
asy_environment_changes(struct asy_environment *self, enum asy_law_id law)
{
    self->laws_changed = true;
    self->asks_all |= law == ASY_LAW_regularisation;
    self->new_chances |=
        law == ASY_LAW_departure || law == ASY_LAW_onward || law == ASY_LAW_choice ||
        law == ASY_LAW_demand || law == ASY_LAW_occupation || law == ASY_LAW_visa ||
        law == ASY_LAW_visa_request || law == ASY_LAW_closure || law == ASY_LAW_practice;
}

bool
asy_environment_asks_all(struct asy_environment *self)
{
    const bool asks = self->asks_all;
    self->asks_all = false;
    return asks;
}

/* What has been believed here and in the baseline, to this month. */
static struct asy_rumour
rumour_of(const struct asy_environment *self)
{
    return (struct asy_rumour){ self->history, self->reference, self->month, self->hidden };
}

/* What the laws of today say that is asked every day, put together; and what practice answers
   to the demand of this month. */
static void
read_laws(struct asy_environment *self, const struct asy_scene *scene)
{
    const struct asy_rumour rumour = rumour_of(self);
    asy_thresholds_on(self->thresholds, scene->world, scene->day, &self->tau);
    asy_in_force_read(&self->in_force, scene);
    asy_practice_answers(self->in_force.gate, scene, &rumour, self->scale);
    read_kinds_anew(self);
    self->laws_changed = false;
}

/* The same for a kind of people, whose laws the scene shows. */
static void
read_laws_for(const struct asy_environment *self, const struct asy_scene *scene, unsigned kind,
              struct asy_of_kind *of)
{
    const struct asy_rumour rumour = rumour_of(self);
    asy_thresholds_for(self->thresholds, scene->world, scene->day, kind, &of->tau);
    asy_in_force_read(&of->in_force, scene);
    asy_practice_answers(of->in_force.gate, scene, &rumour, self->scale);
}

bool
asy_environment_show_kind(struct asy_environment *self, struct asy_scene *scene, unsigned kind)
{
    struct asy_of_kind **of = &self->kinds->of[kind];
    if (kind == 0) {
        scene->in_force = &self->in_force;
        scene->tau = &self->tau;
        return true;
    }
    if (!*of && !(*of = calloc(1, sizeof **of)))
        return false;
    if (!self->kinds->read[kind])
        read_laws_for(self, scene, kind, *of);
    self->kinds->read[kind] = true;
    scene->in_force = &(*of)->in_force;
    scene->tau = &(*of)->tau;
    return true;
}

static void
begin_month(struct asy_environment *self, const struct asy_scene *scene, int month,
            double scale)
{
    if (month > 0) {
        asy_beliefs_learn(&self->beliefs, &self->news, scene->stock,
                          ASY_TODAY(scene, choice, 0), scene->world);
        asy_practice_learn(&self->beliefs, &self->news, scene, month);
        asy_visas_pass_month(&self->visas, scene);
    }
    asy_news_clear(&self->news, scene->world);
    asy_beliefs_copy(&self->history[month], &self->beliefs, scene->world);
    asy_caseloads_learn(&self->caseloads, scene, month, scale);
    self->month = month;
    for (int x = 0; x < scene->world->n_crossings; x++)
        if (self->hidden[x] < 0 && !ASY_TODAY(scene, practice, x)->claims_tell)
            self->hidden[x] = (int16_t) month;
    self->new_chances = true;
}

void
asy_environment_close(struct asy_environment *self, const struct asy_scene *scene)
{
    asy_caseloads_close(&self->caseloads, scene);
}

void
asy_environment_morning(struct asy_environment *self, struct asy_scene *scene, int month,
                        double scale)
{
    self->scale = scale;
    if (month >= 0)
        begin_month(self, scene, month, scale);
    if (self->laws_changed || month >= 0)
        read_laws(self, scene);
    if (self->new_chances) {
        const struct asy_rumour rumour = rumour_of(self);
        asy_chances_make(&self->chances, scene, &rumour);
        asy_visas_make(&self->visas, scene);
    }
    self->new_chances = false;
    asy_demand_count_kept(self->kept, scene, scale);
    asy_burden_morning(scene, scale);
}
