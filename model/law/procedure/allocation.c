/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The corrective allocation of the Dublin IV proposal. A state's share is its key of all claims
   of the last twelve months (COM(2016) 270 art. 34(2), 35). A state that has passed 150 % of it
   is spared further applicants until it no longer has (art. 34, 36, 43), and they go to states
   below their share, none of which is brought above it (art. 36(1)).

   Over a year that rule keeps the state at the threshold: of those who come, the part above it
   is allocated. That part is what is simulated, for two claims in three of a large state are of
   origins that are not in the model: held at their number, they would keep it over or under its
   threshold for ever, and all of the model's people or none would go. So the same part goes of
   all origins alike. Nor can what is missing in the states below their share be filled by the
   model's people alone: each gets them in proportion to what it lacks, in persons, which is its
   key times how far it is below its share. */
#include "law/procedure/procedure.h"

#include "law/procedure/burden.h"

static const struct asy_param params[] = {
    ASY_PARAM_FLAG(corrective, in_use, 0,
                   "Whether the corrective allocation mechanism is in use.",
                   "COM(2016) 270 art. 34"),
    ASY_PARAM(
        corrective, threshold, 0.01, 1.5, 1000, "ratio",
        "How many times its reference share must come for the part above that to be allocated.",
        "COM(2016) 270 art. 34(2): 150 % of the reference share; of those who come, the "
        "part above "
        "it is allocated"),
    ASY_PARAM(corrective, days, 1, 30, 1000, "days",
              "Mean time to the allocation and the transfer.",
              "grade D: to the allocation and the transfer; COM(2016) 270 art. 38, 39"),
    ASY_PARAM_SET(ASY_PER_COUNTRY, corrective, members, "States that take part.",
                  "states that take part"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, corrective, population, 0, 0, 1000, "million",
                  "Population of each state, one half of the reference key.",
                  "half of the reference key; COM(2016) 270 art. 35(2)"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, corrective, gdp, 0, 0, 1e6, "thousand million euro",
                  "Gross domestic product of each state, the other half of the reference key.",
                  "the other half"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, corrective, other_claims, 0, 0, 1e8, "persons/year",
                  "Claims in each state of origins that are not in the model.",
                  "claims of origins that are not in the model"),
    { 0 },
};

const struct asy_law asy_law_corrective = {
    .name = "corrective",
    .file = __FILE__,
    .doc = "Allocates applicants away from a state that has passed its share.",
    .source = "COM(2016) 270 art. 34-43",
    .section = ASY_OF_WORLD,
    .size = sizeof(struct asy_corrective),
    .params = params,
};

/* Words of `allocation`. */
enum { TO, ABOVE };

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

/* Which states are above the threshold this morning, by what part of those who come, and which
   lack how many of their share. */
static void
look(struct asy_scene *scene, double scale)
{
    const struct asy_corrective *law = ASY_TODAY(scene, corrective, 0);
    struct asy_burden *burden = scene->burden;
    const int n = scene->world->n_states;
    double key[ASY_MAX_COUNTRIES], claims[ASY_MAX_COUNTRIES] = { 0.0 }, total = 0.0;
    make_key(law, n, key);
    for (int s = 0; s < n; s++)
        if (law->members & asy_bit(s)) {
            claims[s] = burden->taken.year[s] + scale * law->other_claims[s];
            total += claims[s];
        }
    for (int s = 0; s < n; s++) {
        const double share = key[s] * total, came = claims[s] + burden->spared.year[s];
        burden->gap[s] = fmax(share - claims[s], 0.0);
        if (claims[s] > 0.0 && came > law->threshold * share) {
            burden->over |= asy_bit(s);
            burden->share_above[s] = 1.0 - law->threshold * share / came;
        }
    }
}

void
asy_burden_morning(struct asy_scene *scene, double scale)
{
    asy_burden_turn(scene->burden, scene->world->n_states);
    scene->burden->over = 0;
    if (ASY_TODAY(scene, corrective, 0)->in_use)
        look(scene, scale);
}

/* Another state, drawn in proportion to what each lacks of its share; -1 where none does. */
static int
pick_other(const struct asy_scene *scene, int state, double u)
{
    const double *gap = scene->burden->gap;
    double total = 0.0;
    int last = -1;
    for (int s = 0; s < scene->world->n_states; s++)
        total += s == state ? 0.0 : gap[s];
    double left = u * total;
    for (int s = 0; s < scene->world->n_states; s++) {
        if (s == state || !(gap[s] > 0.0))
            continue;
        last = s;
        left -= gap[s];
        if (left < 0.0)
            break;
    }
    return last;
}

/* COM(2016) 270 art. 36(2): not where family makes this state responsible. */
static bool
is_kept(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const enum asy_criterion by = asy_dublin_criteria(scene, who).by;
    return by == ASY_BY_MINOR || by == ASY_BY_FAMILY || by == ASY_BY_PENDING_FAMILY ||
           by == ASY_BY_DEPENDANT;
}

int
asy_allocate(struct asy_scene *scene, const struct asy_applicant *who)
{
    struct asy_burden *burden = scene->burden;
    const int from = who->place;
    if (!(burden->over & asy_bit(from)) || is_kept(scene, who))
        return -1;
    const double p = burden->share_above[from];
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_allocation);
    const int to = pick_other(scene, from, asy_u(&luck, TO));
    if (to < 0)
        return -1;
    asy_tell(scene, who, corrective,
             "this state has passed its share: may be allocated to another", p,
             asy_u(&luck, ABOVE));
    if (!asy_chance(&luck, ABOVE, p))
        return -1;
    burden->gap[to] = fmax(burden->gap[to] - who->persons, 0.0);
    asy_running_add(&burden->spared, burden->today, from, who->persons);
    asy_burden_add(burden, to, who->persons);
    return to;
}

/* Settled, and not asked yet whether they stay: so they came by an allocation (transfer.c).
   From now on they are counted as all are whom the state takes on. */
void
asy_allocation_end(struct asy_scene *scene, const struct asy_applicant *who)
{
    if (asy_marked(who, ASY_MARK_dublin_done) && !asy_marked(who, ASY_MARK_stays) &&
        !asy_marked(who, ASY_MARK_leaves))
        asy_burden_add(scene->burden, who->place, -who->persons);
}
