/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choice by pivoting, and the rumour that moves it. */
#include "law/journey/choice.h"
#include "law/journey/journey.h"
#include "law/journey/visa.h"
#include "law/people/people.h"
#include "law/response/demand.h"

#include <string.h>

static const struct asy_param params[] = {
    ASY_PARAM(choice, access, 0, 1.0, 10, "per log point",
              "Weight of the chance of eventually getting in, in the choice of a route.",
              "grade D: weight of the chance of getting in at last"),
    ASY_PARAM(choice, recognition, 0, 1.5, 10, "per unit share",
              "Weight of the chance of protection, in the choice of a state.",
              "grade D: weight of the chance of protection"),
    ASY_PARAM(choice, sent_back, 0, 1.5, 10, "per unit share",
              "Weight of the risk of being transferred, in the choice of a state.",
              "grade D: weight of the risk of transfer"),
    ASY_PARAM(choice, memory_months, 0.1, 4, 60, "months",
              "How long the group remembers what became of its members.",
              "grade D: how long the group remembers"),
    ASY_PARAM_FLAG(choice, sees_waiting, 0,
                   "Whether people still waiting at a crossing count as not let in when its "
                   "odds are judged.",
                   "grade D: whether word of those who wait goes round before they give up"),
    ASY_PARAM(choice, follow_ties, 0, 0.7, 1, "share",
              "Share of people with ties to a state who go there whatever they hear.",
              "grade D: of those with ties, who go where they are whatever is said"),
    { 0 },
};

const struct asy_law asy_law_choice = {
    .name = "choice",
    .file = __FILE__,
    .doc = "Multinomial logit pivoted on the observed shares; beliefs follow the group's own "
           "experience.",
    .source = "Closing the Door, Kachanovich-Shlyk & Matusevich",
    .section = ASY_OF_WORLD,
    .size = sizeof(struct asy_choice),
    .params = params,
};

/* What is believed of a crossing or state where nothing has been lived through. The level
   itself cancels, for only differences from the reference world count. */
static const float UNKNOWN_ACCESS = 0.5f;

void
asy_beliefs_init(struct asy_beliefs *self)
{
    *self = (struct asy_beliefs){ 0 };
    for (int g = 0; g < ASY_MAX_GROUPS; g++)
        for (int x = 0; x < ASY_MAX_CROSSINGS; x++)
            self->access[g][x] = UNKNOWN_ACCESS;
}

/* Worlds have room for more groups than they have: what is kept by group is taken over, or
   cleared, of those that are there. */
#define COPY_OF_GROUPS(to, from, member, n)                                                    \
    memcpy((to)->member, (from)->member, (size_t) (n) * sizeof *(to)->member)
#define CLEAR_OF_GROUPS(self, member, n)                                                       \
    memset((self)->member, 0, (size_t) (n) * sizeof *(self)->member)

void
asy_beliefs_copy(struct asy_beliefs *to, const struct asy_beliefs *from,
                 const struct asy_world *world)
{
    const int n = world->n_groups;
    COPY_OF_GROUPS(to, from, access, n);
    COPY_OF_GROUPS(to, from, recognition, n);
    COPY_OF_GROUPS(to, from, sent_back, n);
    memcpy(to->arrivals, from->arrivals, sizeof to->arrivals);
}

void
asy_news_clear(struct asy_news *self, const struct asy_world *world)
{
    const int n = world->n_groups;
    CLEAR_OF_GROUPS(self, waits_ended, n);
    CLEAR_OF_GROUPS(self, admissions, n);
    CLEAR_OF_GROUPS(self, decisions, n);
    CLEAR_OF_GROUPS(self, grants, n);
    CLEAR_OF_GROUPS(self, onward, n);
    CLEAR_OF_GROUPS(self, transfers, n);
    memset(self->arrivals, 0, sizeof self->arrivals);
}

void
asy_chances_copy(struct asy_chances *to, const struct asy_chances *from,
                 const struct asy_world *world)
{
    const int n = world->n_groups;
    COPY_OF_GROUPS(to, from, route, n);
    COPY_OF_GROUPS(to, from, destination, n);
    COPY_OF_GROUPS(to, from, issuer, n);
    COPY_OF_GROUPS(to, from, target, n);
    COPY_OF_GROUPS(to, from, onward, n);
    COPY_OF_GROUPS(to, from, move, n);
    COPY_OF_GROUPS(to, from, pull, n);
    COPY_OF_GROUPS(to, from, would_come, n);
    COPY_OF_GROUPS(to, from, comes, n);
    COPY_OF_GROUPS(to, from, sets_out, n);
    COPY_OF_GROUPS(to, from, made_of, n);
}

/* Few cases say little: a month's share counts as much as its cases against this many. */
static const double CASES_TO_BE_BELIEVED = 20.0;

static void
learn(float *belief, uint32_t n, uint32_t n_good, double keep)
{
    if (n == 0)
        return;
    const double weight = (1.0 - keep) * n / (n + CASES_TO_BE_BELIEVED);
    *belief += (float) (weight * ((double) n_good / n - (double) *belief));
}

void
asy_beliefs_learn(struct asy_beliefs *self, const struct asy_news *news,
                  const struct asy_stock *stock, const struct asy_choice *law,
                  const struct asy_world *world)
{
    const double keep = exp(-1.0 / law->memory_months);
    for (int g = 0; g < world->n_groups; g++) {
        for (int x = 0; x < world->n_crossings; x++)
            learn(&self->access[g][x],
                  news->waits_ended[g][x] + (law->sees_waiting ? stock->waiting[g][x] : 0),
                  news->admissions[g][x], keep);
        for (int s = 0; s < world->n_states; s++) {
            learn(&self->recognition[g][s], news->decisions[g][s], news->grants[g][s], keep);
            learn(&self->sent_back[g][s], news->onward[g][s], news->transfers[g][s], keep);
        }
    }
}

/* Change in the utility of claiming in a state. */
static double
state_gain(const struct asy_choice *law, const struct asy_beliefs *now,
           const struct asy_beliefs *ref, int g, int s)
{
    return law->recognition *
               ((double) now->recognition[g][s] - (double) ref->recognition[g][s]) -
           law->sent_back * ((double) now->sent_back[g][s] - (double) ref->sent_back[g][s]);
}

/* Cumulates weight[i] * exp(gain[i]) into `out`. */
static void
cumulate(float *out, const double *weight, const double *gain, int n)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        sum += weight[i] * (gain[i] != 0.0 ? exp(gain[i]) : 1.0);
        out[i] = (float) sum;
    }
    asy_pick_end(out, n);
}

/* Staying is one alternative, each other state one more. */
static void
make_onward(struct asy_chances *self, const struct asy_onward *shares, const double *gain,
            int g, int n_states)
{
    for (int from = 0; from < n_states; from++) {
        double total = 0.0, pull = 0.0, sum = 0.0;
        for (int to = 0; to < n_states; to++) {
            const double w = to == from ? 0.0 : shares->to[to];
            total += w;
            sum += w * (gain[to] != 0.0 ? exp(gain[to]) : 1.0);
            self->onward[g][from][to] = (float) sum;
        }
        asy_pick_end(self->onward[g][from], n_states);
        if (total > 0.0)
            pull = sum / total * exp(-gain[from]);
        self->pull[g][from] = (float) pull;
        const double m = total > 0.0 ? shares->move[from] : 0.0;
        self->move[g][from] = (float) (m * pull / (1.0 - m + m * pull));
    }
}

/* What is gained at each crossing: by the odds of getting in, and by what waits behind it. */
static void
gain_ways(struct asy_chances *self, const struct asy_scene *scene,
          const struct asy_rumour *rumour, int g, const double *to_state, double *to_crossing)
{
    const struct asy_world *world = scene->world;
    struct asy_pull pull;
    asy_demand_pull(&pull, scene, rumour, g, ASY_TODAY(scene, departure, g)->routes);
    for (int x = 0; x < world->n_crossings; x++) {
        to_crossing[x] = pull.in_data[x] + pull.gain[x] + log(pull.unseen[x]);
        if (world->crossing[x].into >= 0)
            to_crossing[x] += to_state[world->crossing[x].into];
    }
    self->would_come[g] = pull.would_come;
    self->comes[g] = pull.comes;
    self->sets_out[g] = pull.sets_out;
}

void
asy_chances_make(struct asy_chances *self, const struct asy_scene *scene,
                 const struct asy_rumour *rumour)
{
    const struct asy_world *world = scene->world;
    const struct asy_choice *law = ASY_TODAY(scene, choice, 0);
    const struct asy_beliefs *now = &rumour->own[rumour->month];
    const struct asy_beliefs *reference =
        rumour->baseline ? &rumour->baseline[rumour->month] : NULL;
    const double none[ASY_MAX_ENTITIES] = { 0.0 };

    for (int g = 0; g < world->n_groups; g++) {
        const struct asy_departure *ways = ASY_TODAY(scene, departure, g);
        const struct asy_onward *shares = ASY_TODAY(scene, onward, g);
        double to_crossing[ASY_MAX_ENTITIES] = { 0.0 }, to_state[ASY_MAX_ENTITIES] = { 0.0 };
        for (int s = 0; reference && s < world->n_states; s++)
            to_state[s] = state_gain(law, now, reference, g, s);
        gain_ways(self, scene, rumour, g, to_state, to_crossing);
        cumulate(self->route[g], ways->routes, to_crossing, world->n_crossings);
        double flying[ASY_MAX_ENTITIES];
        for (int s = 0; s < world->n_states; s++)
            flying[s] = to_state[s] + log(asy_visa_drawn(scene, g, s).times);
        cumulate(self->destination[g], ways->destinations, flying, world->n_states);
        cumulate(self->issuer[g], ways->visa_issuers, none, world->n_states);
        cumulate(self->target[g], shares->to, none, world->n_states);
        if (!reference && self->made_of[g] == shares)
            continue;
        make_onward(self, shares, to_state, g, world->n_states);
        self->made_of[g] = reference ? NULL : shares;
    }
}
