/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Those who set out answer to the odds of getting in: a nested logit. Below, the ways are
   pivoted on their observed weights (law/journey/choice.c); above, so much of what the ways
   lose together stays at home as `total` says.

   What is compared with what. Within the span of the data the series are the observed answer:
   the baseline is left as they say, and a reform answers to what is believed otherwise than in
   the baseline in the same month. After their last day the baseline answers too: both to what
   is believed otherwise than in the baseline on that day. Where the claims of a crossing no
   longer tell how many come (practice.claims_tell), the series say how many would have come had
   the odds stayed, and the baseline answers within the span as well; the other ways are then as
   observed, so that whoever is lost to the crossing is lost to the series (its `comes`). Nobody
   counted them: `practice.unseen` is by how much the series may be wrong there. */
#include "law/response/demand.h"
#include "law/journey/journey.h"
#include "law/journey/visa.h"
#include "law/response/practice.h"
#include "law/response/response.h"
#include "life/day.h"

static const struct asy_param params[] = {
    ASY_PARAM(demand, total, 0, 0, 1, "share",
              "How much of what one route loses stays at home rather than going by another; 0 "
              "means that as many set out whatever the odds.",
              "grade D: 0: as many set out whatever the odds of getting in"),
    ASY_PARAM(demand, lag_months, 0, 0, 24, "months",
              "Delay until conditions at a crossing change how many set out.",
              "grade D: until the news has come and people have prepared"),
    ASY_PARAM(demand, most, 1, 4, 100, "ratio",
              "Largest factor, up or down, by which the odds may change how many set out.",
              "grade D: a bound, no behaviour"),
    { 0 },
};

const struct asy_law asy_law_demand = {
    .name = "demand",
    .file = __FILE__,
    .doc = "How many of a group set out, as the odds of getting in change.",
    .source = "nested logit (McFadden 1978) pivoted on observed numbers; Closing the Door, "
              "Kachanovich-Shlyk & Matusevich",
    .section = ASY_OF_GROUP,
    .size = sizeof(struct asy_demand),
    .params = params,
};

/* The share of those who ended their wait by being let in, as heard of at a time in months. */
static double
heard(const struct asy_beliefs *history, double month, int g, int x)
{
    const double at = month > 0.0 ? month : 0.0;
    const int before = (int) at;
    const double later = at - before;
    const double belief = (double) history[before].access[g][x];
    return later > 0.0 ? belief + later * ((double) history[before + 1].access[g][x] - belief)
                       : belief;
}

static double
log_odds(const struct asy_beliefs *history, double month, int g, int x)
{
    const double floor_share = 0.02; /* a closed crossing is not infinitely bad */
    return log(fmax(heard(history, month, g, x), floor_share));
}

/* Months that are compared: the last of the data, and since when news is what it was. */
struct compared {
    int data, reference; /* months of the baseline */
    double lag;          /* of news on what has changed since `reference` */
};

static struct compared
months_of(const struct asy_scene *scene, const struct asy_rumour *rumour, int group,
          bool answers)
{
    const struct asy_demand *law = ASY_TODAY(scene, demand, group);
    const int32_t until = scene->world->spans.departures[group];
    const int last = until < INT32_MAX ? asy_world_month(scene->world, until) : INT32_MAX;
    const int data = rumour->month < last ? rumour->month : last > 0 ? last : 0;
    return answers ? (struct compared){ data, data, law->lag_months }
                   : (struct compared){ data, rumour->month, 0.0 };
}

/* Fills what has moved the ways; a sum of weights before, then by `in_data`, then by both. */
static void
compare(struct asy_pull *self, const struct asy_scene *scene, const struct asy_rumour *rumour,
        int g, const struct compared *months)
{
    const double access = ASY_TODAY(scene, choice, 0)->access;
    const double lag = ASY_TODAY(scene, demand, g)->lag_months;
    const struct asy_beliefs *baseline = rumour->baseline ? rumour->baseline : rumour->own;
    const double ease = asy_visa_ease(scene, g);
    for (int x = 0; x < scene->world->n_crossings; x++) {
        const int hidden = rumour->hidden ? rumour->hidden[x] : -1;
        self->in_data[x] = hidden >= 0 && hidden < months->data
                               ? access * (log_odds(baseline, months->data - lag, g, x) -
                                           log_odds(baseline, hidden - lag, g, x))
                               : 0.0;
        self->unseen[x] = hidden >= 0 ? ASY_TODAY(scene, practice, x)->unseen : 1.0;
        self->gain[x] = access * (log_odds(rumour->own, rumour->month - months->lag, g, x) -
                                  log_odds(baseline, months->reference - months->lag, g, x));
        if (scene->world->crossing[x].into < 0) /* by air: and by who may fly */
            self->gain[x] += ease;
    }
}

static double
within(double x, double most)
{
    return x > most ? most : x < 1.0 / most ? 1.0 / most : x;
}

void
asy_demand_pull(struct asy_pull *self, const struct asy_scene *scene,
                const struct asy_rumour *rumour, int group,
                const double weight[ASY_MAX_CROSSINGS])
{
    const struct asy_demand *law = ASY_TODAY(scene, demand, group);
    const bool answers = law->total > 0.0 && asy_closure_demand_answers(scene);
    const struct compared months = months_of(scene, rumour, group, answers);
    double all = 0.0, would = 0.0, come = 0.0, drawn = 0.0;
    compare(self, scene, rumour, group, &months);
    for (int x = 0; x < scene->world->n_crossings; x++) {
        const double comes = weight[x] * self->unseen[x] * exp(self->in_data[x]);
        all += weight[x];
        would += weight[x] * self->unseen[x];
        come += comes;
        drawn += comes * exp(self->gain[x]);
    }
    const bool is_given = scene->day >= scene->world->spans.given[group];
    const bool chooses =
        answers && !is_given && come > 0.0 && !ASY_TODAY(scene, occupation, group)->under;
    self->would_come = all > 0.0 && !is_given ? would / all : 1.0;
    self->comes = all > 0.0 && !is_given ? come / all : 1.0;
    self->sets_out = chooses ? within(pow(drawn / come, law->total), law->most) : 1.0;
}

double
asy_expected_most(const struct asy_world *world, int group, int32_t day, int32_t reformed)
{
    const struct asy_demand *law = asy_world_law(world, ASY_LAW_demand, group, day);
    const struct asy_closure *closure = asy_world_law(world, ASY_LAW_closure, 0, day);
    const struct asy_occupation *occupation =
        asy_world_law(world, ASY_LAW_occupation, group, day);
    const bool answers = closure->demand == ASY_DEMAND_ANSWERS && law->total > 0.0 &&
                         !occupation->under &&
                         (day >= reformed || day >= world->spans.departures[group]);
    return answers ? law->most : 1.0;
}

void
asy_demand_count_kept(double left[ASY_MAX_GROUPS], const struct asy_scene *scene, double scale)
{
    for (int g = 0; g < scene->world->n_groups; g++) {
        const struct asy_expected go = asy_expected_today(scene, g, scale);
        const double comes = scene->chances->comes[g], sets_out = scene->chances->sets_out[g];
        const struct asy_people *people = ASY_TODAY(scene, people, g);
        const double persons = 1.0 + people->family_share * (people->family_size - 1.0);
        const double would = scene->chances->would_come[g];
        const double kept = go.usual * would / (comes * sets_out) - go.usual +
                            go.crackdown * would / comes - go.crackdown;
        left[g] += persons * (kept > 0.0 ? kept : 0.0);
        if (left[g] >= 1.0) {
            asy_tally_add(scene->tally, ASY_METRIC_kept_by_odds, g, 0, (uint32_t) left[g]);
            left[g] -= floor(left[g]);
        }
    }
}
