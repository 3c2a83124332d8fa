/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Practice at a crossing follows how many come: a daily number, the minutes of an interview,
   the share of claims that are heeded were set to a demand, and move when it does. Compared as
   in law/response/demand.c: within the span of the data a reform with the baseline of the same
   month, after it both with the baseline on its last day. What a reform says itself is decreed
   and follows nothing. */
#include "law/response/practice.h"
#include "law/journey/journey.h"
#include "law/response/response.h"
#include "life/scope.h"

#include <string.h>

static const struct asy_param params[] = {
    ASY_PARAM_FLAG(practice, claims_tell, 1,
                   "Whether claims show how many come; where they do not, departures are what "
                   "they would be had the odds stayed the same, and respond to them.",
                   "whether claims tell how many come: not where a daily number binds"),
    ASY_PARAM(
        practice, unseen, 0.01, 1, 100, "ratio",
        "How many times as many would come as departures say, where claims do not show it.",
        "1: as many as they say"),
    ASY_PARAM(practice, on_ceiling, -2, 0, 2, "elasticity",
              "Change of the daily number, in per cent, when one per cent more people come.",
              "grade D: 0: unchanged by the number of arrivals"),
    ASY_PARAM(practice, on_minutes, -2, 0, 2, "elasticity",
              "Change of the length of the interview, in per cent, when one per cent more "
              "people come.",
              "grade D: 0: unchanged by the number of arrivals"),
    ASY_PARAM(practice, on_heed, -2, 0, 2, "elasticity",
              "Change of the share of claims heeded, in per cent, when one per cent more "
              "people come.",
              "grade D: 0: unchanged by the number of arrivals"),
    ASY_PARAM(practice, lag_months, 0.1, 3, 60, "months",
              "How long the guards remember how many came.",
              "grade D: mean age of what practice is set to"),
    ASY_PARAM(practice, most, 1, 3, 100, "ratio",
              "Largest factor by which practice changes because more or fewer come.",
              "grade D: a bound, no behaviour"),
    { 0 },
};

static const struct asy_baseline_only baseline_only[] = {
    { "claims_tell", "whether claims tell how many come is how the baseline was read; a reform "
                     "sets rules.closure.demand" },
    { "unseen", "how many would come is not law; a reform sets rules.closure.demand" },
    { 0 },
};

const struct asy_law asy_law_practice = {
    .name = "practice",
    .file = __FILE__,
    .doc = "How practice at a crossing changes with the number of people who come.",
    .source = "Closing the Door, Kachanovich-Shlyk & Matusevich: a few families a day, however "
              "many ask",
    .section = ASY_OF_CROSSING,
    .size = sizeof(struct asy_practice),
    .params = params,
    .baseline_only = baseline_only,
};

void
asy_practice_learn(struct asy_beliefs *self, const struct asy_news *news,
                   const struct asy_scene *scene, int month)
{
    for (int x = 0; x < scene->world->n_crossings; x++) {
        const double keep = exp(-1.0 / ASY_TODAY(scene, practice, x)->lag_months);
        const double came = news->arrivals[x], before = (double) self->arrivals[x];
        self->arrivals[x] = (float) (month == 1 ? came : keep * before + (1.0 - keep) * came);
    }
}

/* So many persons a month more on both sides: a handful is no demand that practice follows. */
static const double TOO_FEW = 20.0;

/* How many times as many come as did in the month that practice is known from. */
static double
more_come(const struct asy_scene *scene, const struct asy_rumour *rumour, int x, double scale)
{
    const struct asy_beliefs *baseline = rumour->baseline ? rumour->baseline : rumour->own;
    const int32_t until = scene->world->spans.practice[x];
    const int last = until < INT32_MAX ? asy_world_month(scene->world, until) : INT32_MAX;
    const int known = rumour->month < last ? rumour->month : last > 0 ? last : 0;
    const double few = TOO_FEW * scale;
    return ((double) rumour->own[rumour->month].arrivals[x] + few) /
           ((double) baseline[known].arrivals[x] + few);
}

static double
follow(double number, double more, double elasticity, double most)
{
    const double moved = pow(more, elasticity);
    return number * (moved > most ? most : moved < 1.0 / most ? 1.0 / most : moved);
}

/* Whether a number of practice is decreed for whoever is at hand. */
static bool
is_decreed(const struct asy_scene *scene, int x, enum asy_set_to_demand key)
{
    const struct asy_spans *spans = &scene->world->spans;
    return asy_decree_holds(&spans->decreed[x][key], scene->day) ||
           (scene->kinds && asy_decree_holds(&spans->decreed_for[x][key], scene->day) &&
            scene->kinds->kind & spans->decreed_scopes[x][key]);
}

/* The crossing's law with what practice makes of it; whether that is anything. */
static bool
moves(struct asy_border *border, const struct asy_scene *scene, int x, double more)
{
    const struct asy_practice *law = ASY_TODAY(scene, practice, x);
    const struct asy_border was = *border;
    if (!is_decreed(scene, x, ASY_SET_ceiling))
        border->ceiling = follow(border->ceiling, more, law->on_ceiling, law->most);
    if (!is_decreed(scene, x, ASY_SET_interview_minutes))
        border->interview_minutes =
            follow(border->interview_minutes, more, law->on_minutes, law->most);
    if (!is_decreed(scene, x, ASY_SET_p_heard))
        border->p_heard = fmin(follow(border->p_heard, more, law->on_heed, law->most), 1.0);
    return memcmp(&was, border, sizeof was) != 0;
}

void
asy_practice_answers(struct asy_gate gate[ASY_MAX_CROSSINGS], const struct asy_scene *scene,
                     const struct asy_rumour *rumour, double scale)
{
    if (!asy_closure_demand_answers(scene))
        return;
    for (int x = 0; x < scene->world->n_crossings; x++) {
        struct asy_border border = *ASY_TODAY(scene, border, x);
        if (moves(&border, scene, x, more_come(scene, rumour, x, scale)))
            gate[x] = asy_border_gate(&border);
    }
}
