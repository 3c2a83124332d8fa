/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many visas there are, and how many ask. Everyone who flew in the data had a visa: so
   those who fly in the baseline could be had, and a share of what is asked beyond
   (`p_further`); after the data as the baseline's series go on. That is an issuer's doing: the
   more ask, the less their will to leave again is believed (Visa Code art. 21, 32). Both sides
   are expectations, so that in the baseline every request is met, and needs no draw, as long as
   there are data; after them a few are not, where more would fly for the odds of other ways. */
#include "law/journey/choice.h"
#include "law/journey/journey.h"
#include "law/journey/visa.h"
#include "law/response/demand.h"
#include "law/response/response.h"
#include "life/day.h"

/* The day's numbers and ways, of the run or of its baseline; and the laws of visas, of the run
   today, or of the baseline on some day. */
enum { TODAY = INT32_MAX };
struct day {
    const struct asy_scene *scene;
    bool of_baseline;
    int32_t visas;
};

static const void *
law_of(const struct day *day, enum asy_law_id law, int entity)
{
    return day->of_baseline ? asy_world_law(day->scene->baseline, law, entity, day->scene->day)
                            : day->scene->law[law][entity];
}

static const void *
visas_of(const struct day *day, enum asy_law_id law, int entity)
{
    return day->visas != TODAY ? asy_world_law(day->scene->baseline, law, entity, day->visas)
                               : day->scene->law[law][entity];
}

/* The day of the baseline by whose visas those of the series flew: today; after the data,
   where departures answer, the last of them. */
static int32_t
data_day(const struct asy_scene *scene, int group, bool answers)
{
    const int32_t until = scene->world->spans.departures[group];
    return answers && scene->day >= until ? until - 1 : scene->day;
}

/* Of those who fly to a state as the series say, the share who need no visa by the laws of
   `day`. */
static double
spared(const struct day *day, int group, int state)
{
    const struct asy_visa *visa = visas_of(day, ASY_LAW_visa, state);
    const struct asy_visa_request *law = visas_of(day, ASY_LAW_visa_request, group);
    const uint64_t citizenship = asy_bit(day->scene->world->group[group].citizenship);
    return visa->free_for & citizenship ? law->biometric : 0.0;
}

struct asy_drawn
asy_visa_drawn(const struct asy_scene *scene, int group, int state)
{
    const bool answers =
        ASY_TODAY(scene, demand, group)->total > 0.0 && asy_closure_demand_answers(scene);
    const struct day today = { scene, false, TODAY },
                     then = { scene, true, data_day(scene, group, answers) };
    const double now = spared(&today, group, state), before = spared(&then, group, state);
    if (now <= before && before <= now)
        return (struct asy_drawn){ 1.0, now };
    const double odds = ASY_TODAY(scene, visa_request, group)->odds;
    const double more = pow(odds, -ASY_TODAY(scene, choice, 0)->access);
    if (now < before)
        return (struct asy_drawn){ 1.0 + (before - now) * (1.0 / more - 1.0),
                                   now / (1.0 + (before - now) * (1.0 / more - 1.0)) };
    const double times = 1.0 + (now - before) * (more - 1.0);
    return (struct asy_drawn){ times, (before + (now - before) * more) / times };
}

static void
cumulate(float *out, const double *weight, int n)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        out[i] = (float) (sum += weight[i]);
}

/* The i-th share of cumulative weights; 0 where there are none. */
static double
share_of(const float *cumulative, int n, int i)
{
    const double total = (double) cumulative[n - 1];
    const double before = i > 0 ? (double) cumulative[i - 1] : 0.0;
    return total > 0.0 ? ((double) cumulative[i] - before) / total : 0.0;
}

/* Of those who set out, the share by air. */
static double
flying(const struct asy_world *world, const float *route)
{
    double share = 0.0;
    for (int x = 0; x < world->n_crossings; x++)
        if (world->crossing[x].into < 0)
            share += share_of(route, world->n_crossings, x);
    return share;
}

/* Of those by air, the share who need no visa. */
static double
without_visa(const struct day *day, int group, const float *destination)
{
    const struct asy_world *world = day->scene->world;
    double share = 0.0;
    for (int s = 0; s < world->n_states; s++) {
        const double free = day->of_baseline ? spared(day, group, s)
                                             : asy_visa_drawn(day->scene, group, s).spared;
        if (free > 0.0)
            share += free * share_of(destination, world->n_states, s);
    }
    return share;
}

/* Persons a day who need a visa, of so many who set out. */
static double
requests(const struct day *day, int group, struct asy_expected cases, const float *route,
         const float *destination)
{
    const struct asy_people *people = law_of(day, ASY_LAW_people, group);
    const double persons = (cases.usual + cases.crackdown) *
                           (1.0 + people->family_share * (people->family_size - 1.0));
    return persons * flying(day->scene->world, route) *
           (1.0 - without_visa(day, group, destination));
}

/* As the series of the baseline say, whatever its people make of the odds. */
static double
requests_of_series(const struct asy_scene *scene, int group, int32_t visas)
{
    const struct day day = { scene, true, visas };
    const struct asy_departure *law = law_of(&day, ASY_LAW_departure, group);
    float route[ASY_MAX_CROSSINGS], destination[ASY_MAX_COUNTRIES];
    cumulate(route, law->routes, scene->world->n_crossings);
    cumulate(destination, law->destinations, scene->world->n_states);
    return requests(&day, group, asy_expected_on(scene->baseline, group, scene->day), route,
                    destination);
}

/* Of the visas that the series show could be had, those needed today: a person now visa-free
   leaves no visa to others, and one who loses that freedom may have one where there was. */
static double
could_be_had(const struct asy_scene *scene, int group)
{
    return fmin(requests_of_series(scene, group, TODAY),
                requests_of_series(scene, group, data_day(scene, group, true)));
}

/* Of requests, the share refused: those to the state they go to, and those to others. */
static double
share_refused(const struct asy_visas *self, const struct asy_scene *scene, int group)
{
    const int n = scene->world->n_states;
    const double own = ASY_TODAY(scene, departure, group)->p_own_visa;
    double refused = 0.0;
    for (int s = 0; s < n; s++)
        refused += (1.0 - (double) self->given[group][s]) *
                   (own * share_of(scene->chances->destination[group], n, s) +
                    (1.0 - own) * share_of(scene->chances->issuer[group], n, s));
    return refused;
}

/* Visas a day, where so many ask. */
static double
there_are(const struct asy_scene *scene, int group, double asked)
{
    const struct asy_visa_request *law = ASY_TODAY(scene, visa_request, group);
    const double usual = fmin(could_be_had(scene, group), asked);
    return usual + law->p_further * (asked - usual) + law->places / 365.25;
}

/* Shares are cumulated as floats: what differs by less is the same. */
static const double BY_ROUNDING = 1e-6;

static void
make_of_group(struct asy_visas *self, const struct asy_scene *scene, int group)
{
    const struct asy_visa_request *law = ASY_TODAY(scene, visa_request, group);
    const struct day today = { scene, false, TODAY };
    self->new_requests[group] =
        requests(&today, group, asy_expected_today(scene, group, 1.0),
                 scene->chances->route[group], scene->chances->destination[group]);
    const double asked =
        self->new_requests[group] + self->asking_again[group] / law->again_days;
    const double there = asked > 0.0 ? there_are(scene, group, asked) / asked : 1.0;
    const double met = there < 1.0 - BY_ROUNDING ? there : 1.0;
    for (int s = 0; s < scene->world->n_states; s++)
        self->given[group][s] =
            (float) fmin(met * ASY_TODAY(scene, visa, s)->issued[group], 1.0);
    self->refused[group] = share_refused(self, scene, group);
}

void
asy_visas_make(struct asy_visas *self, const struct asy_scene *scene)
{
    for (int g = 0; g < scene->world->n_groups; g++)
        make_of_group(self, scene, g);
}

/* Those refused who wait join them; those who ask leave, or are refused and wait again. Solved
   for the month's end, so that no step overshoots. */
void
asy_visas_pass_month(struct asy_visas *self, const struct asy_scene *scene)
{
    const double days = 365.25 / 12.0;
    for (int g = 0; g < scene->world->n_groups; g++) {
        const struct asy_visa_request *law = ASY_TODAY(scene, visa_request, g);
        const double wait = self->refused[g] * law->p_again;
        self->asking_again[g] = (self->asking_again[g] + days * self->new_requests[g] * wait) /
                                (1.0 + days / law->again_days * (1.0 - wait));
    }
}

double
asy_visa_ease(const struct asy_scene *scene, int group)
{
    const struct asy_departure *ways =
        asy_world_law(scene->baseline, ASY_LAW_departure, group, scene->day);
    double all = 0.0, drawn = 0.0;
    for (int s = 0; s < scene->world->n_states; s++) {
        all += ways->destinations[s];
        drawn += ways->destinations[s] * asy_visa_drawn(scene, group, s).times;
    }
    return all > 0.0 ? log(drawn / all) : 0.0;
}
