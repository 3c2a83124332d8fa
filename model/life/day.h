/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the day loop asks of the law, beside the stages and asides of the catalogue, and no
   more: asked by the engine, answered in law/. So the engine includes none of its rooms. */
#ifndef ASY_LIFE_DAY_H
#define ASY_LIFE_DAY_H

#include "life/trial.h"

/* ---- the environment of a history ------------------------------------------------------- */

/* What the law carries from day to day over one history, the same for all people: the
   thresholds in force, what the laws of today come to, for whom each state is responsible, the
   month's chances of the ways, what the groups believe, and how states answer to their caseload
   (law/environment.h). The engine
   holds it unseen; the scene points at its parts. */
struct asy_environment;

/* Of a history still to begin. NULL when memory is short. */
struct asy_environment *asy_environment_create(void);
void asy_environment_destroy(struct asy_environment *self); /* safe on NULL */
/* The eve of the first day of a history of so many months, whatever was lived here before.
   Borrows `thresholds`. False when memory is short. */
bool asy_environment_begin(struct asy_environment *self, int n_months,
                           const struct asy_thresholds *thresholds);
/* Makes `to` the same as `from`, of whose world this one has the groups and places; both have
   begun, `to` for at least as many months. */
void asy_environment_copy(struct asy_environment *to, const struct asy_environment *from,
                          const struct asy_world *world);
/* A reform sets in: from its first change of law on, files are decided under `thresholds`, and
   ways chosen by what is believed otherwise than at that time in `baseline`, which has been
   lived to the end, and states answer to what they have to decide otherwise. Borrows both. */
void asy_environment_reform(struct asy_environment *self,
                            const struct asy_environment *baseline,
                            const struct asy_thresholds *thresholds);
/* Points a scene at its parts. */
void asy_environment_show(struct asy_environment *self, struct asy_scene *scene);

/* Shows a scene, which has the laws of a kind of people (life/scope.h), what they come to; of
   kind 0, for nobody in particular. False when memory is short. */
bool asy_environment_show_kind(struct asy_environment *self, struct asy_scene *scene,
                               unsigned kind);

/* ---- each morning ----------------------------------------------------------------------- */

/* This law changes today, for one entity or several: said before the morning. */
void asy_environment_changes(struct asy_environment *self, enum asy_law_id law);
/* Whether by such a change everybody is asked today who is here already, by the aside of
   regularisation: told once. */
bool asy_environment_asks_all(struct asy_environment *self);
/* The morning of the scene's day, before anyone is met. `month`: of those lived, a warm-up's
   too, from 0, where this day begins one, else -1. `scale`: on departures and capacities. */
void asy_environment_morning(struct asy_environment *self, struct asy_scene *scene, int month,
                             double scale);
/* The last day of the horizon is over. */
void asy_environment_close(struct asy_environment *self, const struct asy_scene *scene);

/* How many times its capacity a queue of a state serves, for what others take of it; 1 where
   what was observed is what there is (law/response/crisis.c). */
double asy_capacity_left(const struct asy_scene *scene, int queue, int state);

/* ---- those who set out ------------------------------------------------------------------ */

/* Cases of a group expected to set out on a day: anyhow, and because of a crackdown. */
struct asy_expected {
    double usual, crackdown;
};
struct asy_expected asy_expected_today(const struct asy_scene *scene, int group, double scale);
/* The same of any day, unscaled. */
struct asy_expected asy_expected_on(const struct asy_world *world, int group, int32_t day);
/* At most so many times as many of the usual, because of the odds of getting in; 1 where nobody
   answers to them: not in the data, before a reform (law/response/demand.c). `reformed`: the
   first day that differs from the baseline; INT32_MAX of that itself. */
double asy_expected_most(const struct asy_world *world, int group, int32_t day,
                         int32_t reformed);
/* The value that was said last of those from which that follows: its path, borrowed, and
   `where`, its file:line; the law itself where only the program's own standards hold. */
const char *asy_expected_origin(const struct asy_scenario *scenario, int group, int32_t day,
                                char where[160]);

/* Names `n` applicants of a group, from `id` on, who are nothing else yet. */
void asy_people_name(struct asy_applicant *people, uint32_t n, const struct asy_scene *scene,
                     int group, uint32_t id);
/* Makes those named, of whatever groups: family, traits, need, ties. */
void asy_people_make(struct asy_applicant *people, uint32_t n, const struct asy_scene *scene);

/* ---- crossings -------------------------------------------------------------------------- */

/* One day at a crossing. `pool` are the n who try today; those let in are moved to its front
   and their number returned. `credit` carries the ceiling's fraction from day to day; `scratch`
   has room for n numbers, `scale` is on the ceiling. */
size_t asy_border_day(struct asy_scene *scene, int crossing, struct asy_applicant *people,
                      uint32_t *pool, size_t n, uint64_t *scratch, double scale,
                      double *credit);

#endif
