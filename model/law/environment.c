/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The environment of a history. Here, for it asks the rooms of the journey, of merits and of
   procedure. */
#include "law/environment.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct asy_environment *
asy_environment_create(void)
{
    return calloc(1, sizeof(struct asy_environment));
}

void
asy_environment_destroy(struct asy_environment *self)
{
    if (!self)
        return;
    free(self->history);
    free(self);
}

bool
asy_environment_begin(struct asy_environment *self, int n_months,
                      const struct asy_thresholds *thresholds)
{
    struct asy_beliefs *history = self->history;
    const size_t size = (size_t) n_months * sizeof *history;
    if (self->n_months != n_months) {
        history = realloc(history, size);
        if (!history)
            return false;
    }
    memset(history, 0, size);
    memset(self, 0, sizeof *self);
    self->thresholds = thresholds;
    self->laws_changed = true;
    self->history = history;
    self->n_months = n_months;
    asy_beliefs_init(&self->beliefs);
    return true;
}

void
asy_environment_copy(struct asy_environment *to, const struct asy_environment *from)
{
    struct asy_beliefs *const history = to->history;
    const int n_months = to->n_months;
    assert(n_months >= from->n_months);
    memcpy(history, from->history, (size_t) from->n_months * sizeof *history);
    *to = *from;
    to->history = history;
    to->n_months = n_months;
}

void
asy_environment_reform(struct asy_environment *self, const struct asy_environment *baseline,
                       const struct asy_thresholds *thresholds)
{
    self->reference = baseline->history;
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
}

void
asy_environment_changes(struct asy_environment *self, enum asy_law_id law)
{
    self->laws_changed = true;
    self->new_chances |= law == ASY_LAW_departure || law == ASY_LAW_onward ||
                         law == ASY_LAW_choice || law == ASY_LAW_visa ||
                         law == ASY_LAW_visa_request;
}

/* What the laws of today say that is asked every day, put together. */
static void
read_laws(struct asy_environment *self, const struct asy_scene *scene)
{
    asy_thresholds_on(self->thresholds, scene->world, scene->day, &self->tau);
    asy_in_force_read(&self->in_force, scene);
    self->laws_changed = false;
}

static void
begin_month(struct asy_environment *self, const struct asy_scene *scene, int month)
{
    if (month > 0) {
        asy_beliefs_learn(&self->beliefs, &self->news, ASY_TODAY(scene, choice, 0),
                          scene->world);
        asy_visas_pass_month(&self->visas, scene);
    }
    self->news = (struct asy_news){ 0 };
    self->history[month] = self->beliefs;
    self->month = month;
    self->new_chances = true;
}

void
asy_environment_morning(struct asy_environment *self, struct asy_scene *scene, int month,
                        double scale)
{
    const bool leans = month >= 0 && scene->day >= scene->world->leans_from;
    if (self->laws_changed || leans)
        read_laws(self, scene);
    if (month >= 0)
        begin_month(self, scene, month);
    if (self->new_chances) {
        asy_chances_make(&self->chances, scene, &self->beliefs,
                         self->reference ? &self->reference[self->month] : NULL);
        asy_visas_make(&self->visas, scene);
    }
    self->new_chances = false;
    asy_burden_morning(scene, scale);
}
