/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The corrective allocation of the Dublin IV proposal: a state that has passed a multiple of
   its reference share over the running year is spared further applicants; they are allocated to
   the others in proportion to their shares. */
#include "procedure/procedure.h"

#include "population/burden.h"

static const struct asy_param params[] = {
    ASY_PARAM_FLAG(corrective, in_use, 0, "COM(2016) 270 art. 34"),
    ASY_PARAM(corrective, threshold, 0.01, 1.5, 1000, "ratio",
              "COM(2016) 270 art. 34(2): 150 % of the reference share"),
    ASY_PARAM(corrective, days, 1, 30, 1000, "days",
              "grade D: to the allocation and the transfer; COM(2016) 270 art. 38, 39"),
    ASY_PARAM_SET(ASY_PER_COUNTRY, corrective, members, "states that take part"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, corrective, population, 0, 0, 1000, "million",
                  "half of the reference key; COM(2016) 270 art. 35(2)"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, corrective, gdp, 0, 0, 1e6, "thousand million euro",
                  "the other half"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, corrective, other_claims, 0, 0, 1e8, "persons/year",
                  "claims of origins that are not in the model"),
    { 0 },
};

const struct asy_law asy_law_corrective = {
    .name = "corrective",
    .doc = "Allocates applicants away from a state that has passed its share.",
    .source = "COM(2016) 270 art. 34-43",
    .section = ASY_OF_WORLD,
    .size = sizeof(struct asy_corrective),
    .params = params,
};

/* Shares of the key: population and GDP, half each, over the states that take part. */
static void
make_key(const struct asy_corrective *law, int n_states, double *key)
{
    double people = 0.0, wealth = 0.0;
    for (int s = 0; s < n_states; s++) {
        if (!(law->members & asy_bit(s)))
            continue;
        people += law->population[s];
        wealth += law->gdp[s];
    }
    for (int s = 0; s < n_states; s++)
        key[s] = law->members & asy_bit(s) && people > 0.0 && wealth > 0.0
                     ? 0.5 * law->population[s] / people + 0.5 * law->gdp[s] / wealth
                     : 0.0;
}

/* Which states are over their share this morning, and where others are sent. */
static void
look(struct asy_scene *scene, double scale)
{
    const struct asy_corrective *law = ASY_TODAY(scene, corrective, 0);
    struct asy_burden *burden = scene->burden;
    const int n = scene->world->n_states;
    double key[ASY_MAX_COUNTRIES], total = 0.0, sum = 0.0;
    make_key(law, n, key);
    for (int s = 0; s < n; s++)
        if (law->members & asy_bit(s))
            total += burden->year[s] + scale * law->other_claims[s];
    burden->over = 0;
    for (int s = 0; s < n; s++)
        if (law->members & asy_bit(s) &&
            burden->year[s] + scale * law->other_claims[s] > law->threshold * key[s] * total)
            burden->over |= asy_bit(s);
    for (int s = 0; s < n; s++) {
        sum += burden->over & asy_bit(s) ? 0.0 : key[s];
        burden->to[s] = (float) sum;
    }
    asy_pick_end(burden->to, n);
}

void
asy_burden_morning(struct asy_scene *scene, double scale)
{
    asy_burden_turn(scene->burden, scene->world->n_states);
    if (ASY_TODAY(scene, corrective, 0)->in_use)
        look(scene, scale);
    else
        scene->burden->over = 0;
}

int
asy_allocation_of(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_burden *burden = scene->burden;
    if (!(burden->over & asy_bit(who->place)))
        return -1;
    /* COM(2016) 270 art. 36(2): not where family makes this state responsible */
    const enum asy_criterion by = asy_dublin_criteria(scene, who).by;
    if (by == ASY_BY_MINOR || by == ASY_BY_FAMILY || by == ASY_BY_PENDING_FAMILY ||
        by == ASY_BY_DEPENDANT)
        return -1;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_ALLOCATION, who->files);
    return asy_pick(burden->to, scene->world->n_states, asy_u(&luck, 0));
}
