/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Solidarity with states under pressure, 2024/1351 part IV: people who claim there are
   relocated from a yearly pool to other states, by the fair share of each (art. 57, 66 to 69);
   a state may give money instead, so much for each person it does not take (art. 56); and where
   too few places are pledged, it takes over cases that are in its own territory and that a
   state under pressure would have to take back in charge (offsets, art. 63). States under
   pressure owe nothing (art. 58, 59), nor do those whose contribution is waived (art. 61, 62).

   The pool is of people of all origins: those of the model get as large a part of it as they
   are of all who claim in the states relieved. */
#include "law/procedure/burden.h"
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM_FLAG(solidarity, in_use, 0, "Whether there is a yearly solidarity pool.",
                   "2024/1351 art. 12, 57; 604/2013 knows none"),
    ASY_PARAM_SET(ASY_PER_COUNTRY, solidarity, relieved,
                  "States under pressure, which draw on the pool and owe nothing to it.",
                  "2024/1351 art. 58, 59"),
    ASY_PARAM_SET(ASY_PER_COUNTRY, solidarity, freed,
                  "States whose contribution is waived, and which do not draw on the pool.",
                  "2024/1351 art. 61, 62: a deduction on request"),
    ASY_PARAM(solidarity, relocations, 0, 30000, 1e7, "persons/year",
              "Persons of all origins to be relocated in a year.",
              "2024/1351 art. 12: at least 30,000; the first year 21,000"),
    ASY_PARAM(solidarity, days, 1, 42, 1000, "days", "Time to the relocation.",
              "2024/1351 art. 67-69: answer 1 week, decision 1 week, transfer 4 weeks"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, solidarity, in_money, 0, 0, 1, "share",
                  "Part of its share of the pool that a state contributes in money instead.",
                  "2024/1351 art. 57: the kind of help is each state's choice; 0: places only"),
    ASY_PARAM(solidarity, per_person, 0, 20, 1e5, "thousand euro",
              "Payment for each person whom it does not take.",
              "2024/1351 art. 12: 600 million euro for 30,000 persons, 20,000 euro each"),
    ASY_PARAM(solidarity, offset_least, 0, 30000, 1e7, "persons/year",
              "Number of places pledged in a year below which states take over cases instead.",
              "2024/1351 art. 63: 30,000, a duty"),
    ASY_PARAM(solidarity, offset_share, 0, 0.6, 1, "share",
              "Part of the pool pledged in places below which states take over cases instead.",
              "2024/1351 art. 63: 60 %, a duty"),
    ASY_PARAM(solidarity, offset_asked, 0, 0.5, 2, "share",
              "Part of the pool pledged in places from which a state under pressure requests "
              "responsibility offsets for the rest; above 1 is never.",
              "2024/1351 art. 63(1): 50 %, on request"),
    { 0 },
};

const struct asy_law asy_law_solidarity = {
    .name = "solidarity",
    .file = __FILE__,
    .doc = "Relocation from states under pressure, money instead, and cases taken over.",
    .source = "2024/1351 art. 12, 56-69",
    .section = ASY_OF_WORLD,
    .size = sizeof(struct asy_solidarity),
    .params = params,
};

/* Words of `relocation`. */
enum { RELOCATED, FROM_WHOM, MONEY };

/* The fair share of each state that owes, half population and half product (art. 66). */
static void
share_out(const struct asy_solidarity *law, struct asy_burden *burden, int n_states)
{
    double total = 0.0;
    for (int s = 0; s < n_states; s++) {
        const bool owes = !((law->relieved | law->freed) & asy_bit(s));
        burden->owes[s] = owes ? burden->reference[s] : 0.0;
        total += burden->owes[s];
    }
    for (int s = 0; s < n_states && total > 0.0; s++)
        burden->owes[s] /= total;
}

/* How many persons a year too few are pledged places for: as a duty up to 30,000 or 60 % of the
   pool (art. 63(2), (3)), and on request up to the whole of it where half is pledged (63(1)).
 */
static double
unmet(const struct asy_solidarity *law, const struct asy_burden *burden, int n_states)
{
    double pledged = 0.0;
    for (int s = 0; s < n_states; s++)
        pledged += burden->owes[s] * (1.0 - law->in_money[s]) * law->relocations;
    const bool asked =
        law->relocations > 0.0 && pledged >= law->offset_asked * law->relocations;
    const double due = fmax(law->offset_least, law->offset_share * law->relocations);
    return fmax(fmax(due, asked ? law->relocations : 0.0) - pledged, 0.0);
}

void
asy_solidarity_morning(struct asy_scene *scene, double scale)
{
    const struct asy_solidarity *law = ASY_TODAY(scene, solidarity, 0);
    struct asy_burden *burden = scene->burden;
    const int n = scene->world->n_states;
    double claims = 0.0, of_model = 0.0;
    burden->relieved = 0;
    if (!law->in_use)
        return;
    burden->relieved = law->relieved;
    for (int s = 0; s < n; s++)
        if (law->relieved & asy_bit(s)) {
            const double came = burden->taken.year[s] + burden->spared.year[s];
            of_model += came;
            claims += came + scale * ASY_TODAY(scene, corrective, 0)->other_claims[s];
        }
    share_out(law, burden, n);
    const double missing = scale * unmet(law, burden, n);
    burden->p_relocated = claims > 0.0 ? fmin(scale * law->relocations / claims, 1.0) : 0.0;
    for (int s = 0; s < n; s++)
        burden->offset[s] = claims > 0.0 ? burden->owes[s] * missing * of_model / claims : 0.0;
}

static int
owing_state(const struct asy_scene *scene, double u)
{
    const double *owes = scene->burden->owes;
    double left = u;
    int last = -1;
    for (int s = 0; s < scene->world->n_states; s++) {
        if (!(owes[s] > 0.0))
            continue;
        last = s;
        left -= owes[s];
        if (left < 0.0)
            break;
    }
    return last;
}

int
asy_relocate(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_solidarity *law = ASY_TODAY(scene, solidarity, 0);
    struct asy_burden *burden = scene->burden;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_relocation);
    const int to = owing_state(scene, asy_u(&luck, FROM_WHOM));
    if (to < 0 || asy_is_kept_here(scene, who))
        return -1;
    asy_tell(scene, who, solidarity,
             "may be relocated from this state, which is under pressure", burden->p_relocated,
             asy_u(&luck, RELOCATED));
    if (!asy_chance(&luck, RELOCATED, burden->p_relocated) ||
        asy_is_filtered(scene, who, false))
        return -1;
    if (asy_chance(&luck, MONEY, law->in_money[to])) {
        asy_tally_add(scene->tally, ASY_METRIC_solidarity_money, who->group,
                      to * scene->tally->n_countries + who->place,
                      (uint32_t) (law->per_person * who->persons + 0.5));
        asy_tell(scene, who, solidarity, "stays: the contributing state pays instead",
                 law->in_money[to], asy_u(&luck, MONEY));
        return -1;
    }
    asy_mark(who, ASY_MARK_by_pool);
    asy_burden_allot(scene, who, to);
    return to;
}

/* Only where the way decides (art. 29 to 33): no child alone, no family, no earlier claim. And
   up to what the state's fair share leaves it to take over in a year. */
bool
asy_offsets(struct asy_scene *scene, const struct asy_applicant *who,
            struct asy_responsibility responsible)
{
    struct asy_burden *burden = scene->burden;
    if (!(burden->relieved & asy_bit(responsible.state)) ||
        (responsible.by != ASY_BY_VISA && responsible.by != ASY_BY_ENTRY) ||
        burden->taken_over.year[who->place] + who->persons > burden->offset[who->place])
        return false;
    asy_running_add(&burden->taken_over, burden->today, who->place, who->persons);
    asy_count_pair(scene, ASY_METRIC_offsets, who, who->place, responsible.state);
    asy_tell(scene, who, solidarity,
             "another state under pressure is responsible: this one takes the case over", NAN,
             NAN);
    return true;
}
