/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Allocation of applicants by a key. A state's share is its key of all claims of the last
   twelve months (COM(2016) 270 art. 34(2), 35). By that proposal a state that has passed 150 %
   of its share is spared further applicants until it no longer has (art. 34, 36, 43), and they
   go to states below their share, none of which is brought above it (art. 36(1)). By the report
   of Parliament (A8-0345/2017) all go by the key whom nothing links to a state: a threshold of
   0.

   Over a year the first rule keeps the state at the threshold: of those who come, the part
   above it is allocated. That part is what is simulated, for two claims in three of a large
   state are of origins that are not in the model: held at their number, they would keep it over
   or under its threshold for ever, and all of the model's people or none would go. So the same
   part goes of all origins alike. Nor can what is missing in the states below their share be
   filled by the model's people alone: each gets them in proportion to what it lacks, in
   persons, which is its key times how far it is below its share. What the state where they are
   lacks itself is weighed with the others: else two states below their share would exchange
   their applicants.

   Who is allocated, and what they do then: allocated.c. */
#include "law/journey/choice.h"
#include "law/procedure/burden.h"
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM_FLAG(corrective, in_use, 0,
                   "Whether the corrective allocation mechanism is in use.",
                   "COM(2016) 270 art. 34"),
    ASY_PARAM(corrective, threshold, 0, 1.5, 1000, "ratio",
              "How many times its reference share must arrive before the excess is allocated; "
              "0 is all of them.",
              "COM(2016) 270 art. 34(2): 150 % of the reference share; of those who come, the "
              "part above it is allocated; A8-0345/2017: all without a link"),
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
                  "Claims in each state by people of origins outside the model.",
                  "claims of origins that are not in the model"),
    ASY_PARAM_FLAG(
        corrective, others_by_key, 0,
        "Whether the claims of those other origins are allocated by the key as well.",
        "where all are allocated, those of other origins are too"),
    ASY_PARAM(corrective, by_past, 0, 0, 1, "share",
              "Part of the key that is the state's share of past claims rather than of "
              "population and product.",
              "A8-0345/2017: a transition of three years from the shares of the past"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, corrective, past_claims, 0, 0, 1e8, "persons/year",
                  "Claims of all origins in each state, in the years before.",
                  "claims of the years before, of all origins"),
    ASY_PARAM(corrective, choices, 0, 0, 64, "states",
              "Number of states offered, those with the fewest relative to their share; 0 is "
              "no choice.",
              "A8-0345/2017: four; none made: the state with the fewest"),
    ASY_PARAM_SET(ASY_PER_COUNTRY, corrective, not_from,
                  "States from which nobody is allocated for the time being.",
                  "A8-0345/2017: a state that does not register those who arrive"),
    ASY_PARAM_SET(ASY_PER_COUNTRY, corrective, opted_out,
                  "States that take nobody for the time being, and pay instead.",
                  "COM(2016) 270 art. 37(1): out for twelve months"),
    ASY_PARAM(corrective, contribution, 0, 250, 1e5, "thousand euro",
              "What such a state pays for each person it would have been allocated, to the "
              "state where they are.",
              "COM(2016) 270 art. 37(3): 250,000 euro"),
    ASY_PARAM(corrective, refund, 0, 500, 1e5, "euro",
              "What the Union refunds to the transferring state, for each person allocated.",
              "COM(2016) 270 art. 42: 500 euro, from memory"),
    { 0 },
};

const struct asy_law asy_law_corrective = {
    .name = "corrective",
    .file = __FILE__,
    .doc = "Allocates applicants among states by a key, from a state above its share or all of "
           "them.",
    .source = "COM(2016) 270 art. 34-43; A8-0345/2017",
    .section = ASY_OF_WORLD,
    .size = sizeof(struct asy_corrective),
    .params = params,
};

/* Words of `allocation`, `allocation_look` and `allocation_way` that are used here. */
enum { TO, ABOVE };
enum { INSTEAD = 1, CHOOSES, WHICH };
enum { TOGETHER };

/* ---- the key, and what each state has and lacks ------------------------------ */

/* Shares of population and product, half each, over the states that take part; and the key by
   which people are allocated, which may be, in part, the share of the claims of the past. */
static void
make_keys(const struct asy_corrective *law, int n_states, double *reference, double *key)
{
    double people = 0.0, wealth = 0.0, past = 0.0;
    for (int s = 0; s < n_states; s++) {
        if (!(law->members & asy_bit(s)))
            continue;
        people += law->population[s];
        wealth += law->gdp[s];
        past += law->past_claims[s];
    }
    const bool is_set = people > 0.0 && wealth > 0.0;
    const double by_past = past > 0.0 ? law->by_past : 0.0;
    for (int s = 0; s < n_states; s++) {
        const bool takes_part = (law->members & asy_bit(s)) != 0;
        reference[s] = takes_part && is_set
                           ? 0.5 * law->population[s] / people + 0.5 * law->gdp[s] / wealth
                           : 0.0;
        key[s] = reference[s];
        if (by_past > 0.0 && takes_part)
            key[s] = (1.0 - by_past) * reference[s] + by_past * law->past_claims[s] / past;
    }
}

/* Which states are above the threshold this morning, by what part of those who come, and what
   each has and should have. */
static void
look(struct asy_scene *scene, double scale)
{
    const struct asy_corrective *law = ASY_TODAY(scene, corrective, 0);
    struct asy_burden *burden = scene->burden;
    const int n = scene->world->n_states;
    double total = 0.0, others = 0.0;
    for (int s = 0; s < n; s++)
        others += law->members & asy_bit(s) ? scale * law->other_claims[s] : 0.0;
    for (int s = 0; s < n; s++) {
        burden->has[s] = burden->share[s] = 0.0;
        if (!(law->members & asy_bit(s)))
            continue;
        burden->has[s] =
            burden->taken.year[s] +
            (law->others_by_key ? burden->key[s] * others : scale * law->other_claims[s]);
        total += burden->has[s];
    }
    total = fmax(total, 1.0); /* while nobody has been allocated yet, by the key itself */
    for (int s = 0; s < n; s++) {
        const double share = burden->key[s] * total;
        const double came = burden->has[s] + burden->spared.year[s];
        burden->share[s] = share;
        if (law->not_from & asy_bit(s) || !(law->members & asy_bit(s)))
            continue;
        if (!(law->threshold > 0.0) ||
            (burden->has[s] > 0.0 && came > law->threshold * share)) {
            burden->over |= asy_bit(s);
            burden->share_above[s] = came > 0.0 ? 1.0 - law->threshold * share / came : 1.0;
        }
    }
}

void
asy_burden_morning(struct asy_scene *scene, double scale)
{
    const struct asy_corrective *law = ASY_TODAY(scene, corrective, 0);
    asy_burden_turn(scene->burden, scene->world->n_states);
    make_keys(law, scene->world->n_states, scene->burden->reference, scene->burden->key);
    scene->burden->over = 0;
    if (law->in_use)
        look(scene, scale);
    asy_solidarity_morning(scene, scale);
}

/* The state whose share by the reference key they are: what is dealt out so comes out even (the
   golden section of a circle of 2^32). */
static int
deal(struct asy_burden *burden, int n_states)
{
    burden->dealt += UINT32_C(2654435769);
    double left = burden->dealt * 0x1p-32;
    int last = 0;
    for (int s = 0; s < n_states; s++) {
        if (!(burden->reference[s] > 0.0))
            continue;
        last = s;
        left -= burden->reference[s];
        if (left < 0.0)
            break;
    }
    return last;
}

void
asy_burden_take_on(struct asy_scene *scene, const struct asy_applicant *who)
{
    struct asy_burden *burden = scene->burden;
    asy_burden_add(burden, who->place, who->persons);
    asy_count(scene, ASY_METRIC_taken_on, who, who->place, who->persons);
    if (burden->reference[who->place] > 0.0)
        asy_count(scene, ASY_METRIC_fair_share, who, deal(burden, scene->world->n_states),
                  who->persons);
}

void
asy_burden_allot(struct asy_scene *scene, const struct asy_applicant *who, int to)
{
    struct asy_burden *burden = scene->burden;
    burden->has[to] += who->persons;
    asy_running_add(&burden->spared, burden->today, who->place, who->persons);
    asy_burden_add(burden, to, who->persons);
}

/* ---- to which state ---------------------------------------------------------- */

/* A state drawn in proportion to what each lacks of its share, but for those in `without`; -1
   where none lacks any. */
static int
pick_by_gap(const struct asy_scene *scene, uint64_t without, double u)
{
    const struct asy_burden *burden = scene->burden;
    double total = 0.0;
    int last = -1;
    for (int s = 0; s < scene->world->n_states; s++)
        total += without & asy_bit(s) ? 0.0 : asy_burden_gap(burden, s);
    double left = u * total;
    for (int s = 0; s < scene->world->n_states; s++) {
        const double gap = without & asy_bit(s) ? 0.0 : asy_burden_gap(burden, s);
        if (!(gap > 0.0))
            continue;
        last = s;
        left -= gap;
        if (left < 0.0)
            break;
    }
    return last;
}

/* Up to `most` states below their share, those with the fewest against it first. */
static int
offer(const struct asy_scene *scene, uint64_t without, int most, int *out)
{
    const struct asy_burden *burden = scene->burden;
    int n = 0;
    for (int s = 0; s < scene->world->n_states; s++) {
        if (without & asy_bit(s) || !(asy_burden_gap(burden, s) > 0.0))
            continue;
        const double filled = burden->has[s] / burden->share[s];
        int at = n < most ? n++ : most;
        for (; at > 0 && filled < burden->has[out[at - 1]] / burden->share[out[at - 1]]; at--)
            if (at < most)
                out[at] = out[at - 1];
        if (at < most)
            out[at] = s;
    }
    return n;
}

/* How much they would like to be in a state: as those do of their group who move on from where
   they are, or stay. */
static double
liking(const struct asy_scene *scene, const struct asy_applicant *who, int state)
{
    const float *onward = scene->chances->onward[who->group][who->place];
    const double p = (double) scene->chances->move[who->group][who->place];
    const double all = (double) onward[scene->world->n_states - 1];
    if (state == who->place)
        return p > 0.0 ? all * (1.0 - p) / p : 1.0;
    return (double) (onward[state] - (state > 0 ? onward[state - 1] : 0.0f));
}

/* Of the states offered: that of their ties, else by what their group likes, else the first. */
static int
choose(const struct asy_scene *scene, const struct asy_applicant *who, const int *offered,
       int n, double u)
{
    double weight[ASY_MAX_COUNTRIES], total = 0.0;
    for (int i = 0; i < n; i++) {
        if (offered[i] == who->tie)
            return offered[i];
        total += weight[i] = liking(scene, who, offered[i]);
    }
    double left = u * total;
    for (int i = 0; i < n && total > 0.0; i++) {
        left -= weight[i];
        if (left < 0.0)
            return offered[i];
    }
    return offered[0];
}

/* Companions who may still be joined, of their group and in the same state. */
static struct asy_party *
party_of(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return &scene->burden->party[who->group][who->place];
}

static bool
joins(const struct asy_scene *scene, const struct asy_applicant *who,
      const struct asy_allocated *law, bool together)
{
    const struct asy_party *party = party_of(scene, who);
    return together && party->persons > 0 &&
           scene->day - party->since < (int32_t) law->together_days &&
           party->persons + who->persons <= (int) law->together_most && party->to != who->place;
}

struct destination {
    int to; /* the state where they are: they stay; -1: there is none */
    bool chosen, joined;
    int payer; /* that would have had them, and has opted out; -1: none */
};

static struct destination
destination_of(struct asy_scene *scene, const struct asy_applicant *who, bool together)
{
    const struct asy_corrective *law = ASY_TODAY(scene, corrective, 0);
    const struct asy_allocated *people = ASY_TODAY(scene, allocated, 0);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_allocation);
    struct destination out = { -1, false, false, -1 };
    if (joins(scene, who, people, together)) {
        out.to = party_of(scene, who)->to;
        out.joined = true;
        return out;
    }
    if (law->choices > 0.0) {
        const struct asy_luck look = asy_luck(scene, who, ASY_LUCK_allocation_look);
        int offered[ASY_MAX_COUNTRIES];
        const int n = offer(scene, law->opted_out, (int) law->choices, offered);
        if (n == 0)
            return out;
        out.chosen = asy_chance(&look, CHOOSES, people->chooses);
        out.to = out.chosen ? choose(scene, who, offered, n, asy_u(&look, WHICH)) : offered[0];
        return out;
    }
    out.to = pick_by_gap(scene, 0, asy_u(&luck, TO));
    if (out.to >= 0 && law->opted_out & asy_bit(out.to) && out.to != who->place) {
        const struct asy_luck look = asy_luck(scene, who, ASY_LUCK_allocation_look);
        out.payer = out.to;
        out.to = pick_by_gap(scene, law->opted_out, asy_u(&look, INSTEAD));
        if (out.to < 0)
            out.to = who->place;
    }
    return out;
}

/* ---- whether ----------------------------------------------------------------- */

/* Links come before the key: a visa or permit of this state, or a diploma or a sponsor in that
   of their ties. Whether they have one; in `*to` the state, -1 where it is this one. */
static bool
has_link(struct asy_scene *scene, const struct asy_applicant *who, bool by_visa, int *to)
{
    const uint64_t members = ASY_TODAY(scene, corrective, 0)->members;
    const bool visa = by_visa && ASY_TODAY(scene, allocated, 0)->visa_links;
    const bool there = !visa && who->tie < ASY_MAX_COUNTRIES && members & asy_bit(who->tie) &&
                       asy_is_linked(scene, who);
    if (!visa && !there)
        return false;
    *to = visa || who->tie == who->place ? -1 : who->tie;
    if (*to < 0)
        asy_count(scene, ASY_METRIC_kept_by_link, who, who->place, who->persons);
    else
        asy_count_pair(scene, ASY_METRIC_allocated_by_link, who, who->place, *to);
    asy_tell(scene, who, allocated,
             *to < 0 ? "is linked to this state, which keeps the case"
                     : "is linked to another state, and is sent there",
             NAN, NAN);
    return true;
}

static void
settle(struct asy_scene *scene, struct asy_applicant *who, const struct destination *of,
       bool together)
{
    if (together && !of->joined && of->to != who->place)
        *party_of(scene, who) =
            (struct asy_party){ scene->day, who->persons, (uint8_t) of->to };
    else if (of->joined)
        party_of(scene, who)->persons =
            (uint8_t) (party_of(scene, who)->persons + who->persons);
    if (of->payer >= 0) {
        asy_tally_add(
            scene->tally, ASY_METRIC_solidarity_money, who->group,
            of->payer * scene->tally->n_countries + of->to,
            (uint32_t) (ASY_TODAY(scene, corrective, 0)->contribution * who->persons + 0.5));
        asy_tell(scene, who, corrective, "the state of allocation has opted out, and pays", NAN,
                 NAN);
    }
    if (of->to == who->place)
        return;
    if (of->joined)
        asy_count_pair(scene, ASY_METRIC_allocated_together, who, who->place, of->to);
    if (of->chosen)
        asy_count_pair(scene, ASY_METRIC_allocated_by_choice, who, who->place, of->to);
    if (!of->joined && !of->chosen)
        return;
    asy_mark(who, ASY_MARK_where_wished);
    asy_tell(scene, who, allocated,
             of->joined ? "is to go where companions were allocated"
                        : "chooses among the states furthest below their share",
             NAN, NAN);
}

static int
allocate_by_key(struct asy_scene *scene, struct asy_applicant *who, bool by_visa)
{
    struct asy_burden *burden = scene->burden;
    const int from = who->place;
    const double p = burden->share_above[from];
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_allocation);
    const struct asy_luck way = asy_luck(scene, who, ASY_LUCK_allocation_way);
    const struct asy_allocated *people = ASY_TODAY(scene, allocated, 0);
    const bool together = asy_chance(&way, TOGETHER, people->together);
    int linked = -1;
    if (asy_is_kept_here(scene, who))
        return -1;
    const struct destination of = destination_of(scene, who, together);
    if (of.to < 0)
        return -1;
    asy_tell(scene, who, corrective,
             "this state has exceeded its share: may be allocated to another", p,
             asy_u(&luck, ABOVE));
    if (!asy_chance(&luck, ABOVE, p))
        return -1;
    if (asy_is_filtered(scene, who, false)) /* a threat is moved nowhere, link or none */
        return -1;
    if (has_link(scene, who, by_visa, &linked)) {
        if (linked >= 0)
            asy_burden_allot(scene, who, linked);
        return linked;
    }
    if (asy_is_filtered(scene, who, people->filter))
        return -1;
    settle(scene, who, &of, together);
    if (of.to == from) {
        burden->has[from] += who->persons;
        asy_tell(scene, who, corrective, "the key allocates the case to this state", NAN, NAN);
        return -1;
    }
    asy_burden_allot(scene, who, of.to);
    return of.to;
}

int
asy_allocate(struct asy_scene *scene, struct asy_applicant *who, bool by_visa)
{
    const struct asy_burden *burden = scene->burden;
    const uint64_t here = asy_bit(who->place);
    int to = -1;
    if (!((burden->over | burden->relieved) & here))
        return -1;
    if (burden->over & here)
        to = allocate_by_key(scene, who, by_visa);
    return to < 0 && burden->relieved & here ? asy_relocate(scene, who) : to;
}

/* Registers in the state of the allocation: from now on counted like all others it takes on. */
void
asy_allocation_end(struct asy_scene *scene, struct asy_applicant *who)
{
    if (!asy_marked(who, ASY_MARK_counted_ahead))
        return;
    asy_unmark(who, ASY_MARK_counted_ahead);
    asy_burden_add(scene->burden, who->place, -who->persons);
}
