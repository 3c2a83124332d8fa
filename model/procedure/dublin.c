/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dublin III: which state is responsible, and whether the transfer comes in time. */
#include "procedure/procedure.h"

#include "population/people.h"

static const struct asy_param params[] = {
    ASY_PARAM_FLAG(dublin, member, 1, "604/2013"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, dublin, p_request, 0, 0.5, 1, "share of hits",
                  "of those for whom that state is responsible"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, dublin, p_accept, 0, 0.85, 1, "share of requests",
                  "Eurostat migr_dubdo, by the state asked"),
    ASY_PARAM(dublin, requests_per_day, 0, 1e6, 1e6, "persons/day", "what the unit can send"),
    ASY_PARAM(dublin, request_days, 0, 45, 1000, "days",
              "604/2013 art. 23: at most 2 months after a hit; mean"),
    ASY_PARAM(dublin, answer_days, 0, 14, 1000, "days",
              "604/2013 art. 25: 2 weeks after a hit"),
    ASY_PARAM(dublin, p_family, 0, 0.5, 1, "share",
              "grade D: art. 9-11 applied where the family is there"),
    ASY_PARAM(dublin, p_abscond, 0, 0.3, 1, "share", "grade D: of those to be transferred"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, dublin, transfer_days, 0, 400, 100000, "days",
                  "mean of an exponential clock against the limit, by the receiving state"),
    ASY_PARAM(dublin, limit_days, 1, 183, 100000, "days", "604/2013 art. 29(1)"),
    ASY_PARAM(dublin, limit_absconded_days, 1, 548, 100000, "days", "604/2013 art. 29(2)"),
    ASY_PARAM_FLAG(dublin, lapse, 1,
                   "604/2013 art. 29(2): after the limit the requesting state is responsible"),
    ASY_PARAM_FLAG(dublin, admissibility_first, 0,
                   "604/2013 art. 3(3): a power; COM(2016) 270: a duty"),
    ASY_PARAM_FLAG(dublin, suspended, 0, "transfers suspended"),
    { 0 },
};

const struct asy_law asy_law_dublin = {
    .name = "dublin",
    .doc = "Requests, answers and transfers by the state that asks.",
    .source = "604/2013",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_dublin),
    .params = params,
};

int
asy_dublin_responsible(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_world *world = scene->world;
    /* Art. 7: the criteria in their order. Family 9-11, visa 12, entry 13 or first claim 3(2).
     */
    if (who->traits & ASY_KIN && who->tie < world->n_states &&
        ASY_TODAY(scene, dublin, who->tie)->member) {
        const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_DUBLIN, 0);
        if (asy_chance(&luck, 3, ASY_TODAY(scene, dublin, who->place)->p_family))
            return who->tie;
    }
    if (who->visa < world->n_states && ASY_TODAY(scene, dublin, who->visa)->member)
        return who->visa;
    if (who->first < world->n_states && ASY_TODAY(scene, dublin, who->first)->member)
        return who->first;
    return who->place;
}

/* This state takes the claim on: no other is responsible, or any longer. */
static struct asy_step
take_on(struct asy_scene *scene, struct asy_applicant *who)
{
    who->flags |= ASY_DUBLIN_DONE;
    who->first = who->place;
    who->visa = ASY_NOBODY;
    return asy_admissibility_enter(scene, who);
}

struct asy_step
asy_dublin_enter(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_dublin *law = ASY_TODAY(scene, dublin, who->place);
    if (!law->member || who->flags & ASY_DUBLIN_DONE ||
        asy_dublin_responsible(scene, who) == who->place)
        return take_on(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_DUBLIN, who->files);
    return asy_wait(ASY_STAGE_dublin_check, asy_wait_days(law->request_days, asy_u(&luck, 0)));
}

struct asy_step
asy_stage_dublin_check(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_dublin *law = ASY_TODAY(scene, dublin, who->place);
    const int responsible = asy_dublin_responsible(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_DUBLIN, who->files);
    const double p = law->p_request[responsible];

    asy_tell(scene, who, dublin, "another state may be responsible: a request is considered", p,
             asy_u(&luck, 1));
    if (law->suspended || !asy_chance(&luck, 1, p))
        return take_on(scene, who);
    who->target = (uint8_t) responsible;
    return asy_stand_in(ASY_STAGE_dublin_request, ASY_QUEUE_DUBLIN);
}

struct asy_step
asy_stage_dublin_request(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_dublin *law = ASY_TODAY(scene, dublin, who->place);
    asy_count_pair(scene, ASY_METRIC_dublin_requests, who, who->place, who->target);
    asy_tell(scene, who, dublin, "the other state is asked", NAN, NAN);
    return asy_wait(ASY_STAGE_dublin_answer, (int32_t) law->answer_days);
}

/* The race between the transfer and the time limit of art. 29. One who absconds is not found
   within the common limit; the longer one then runs. */
static struct asy_step
race(struct asy_scene *scene, struct asy_applicant *who, const struct asy_dublin *law)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_TRANSFER, who->files);
    const bool absconds = asy_chance(&luck, 0, law->p_abscond);
    const double mean = law->transfer_days[who->target];
    int32_t days = asy_wait_days(mean, asy_u(&luck, 1));
    double limit = law->limit_days;
    if (absconds) {
        days += (int32_t) (limit + mean);
        limit = law->limit_absconded_days;
    }
    asy_tell(scene, who, dublin, absconds ? "is accepted, and absconds" : "is accepted",
             law->p_abscond, asy_u(&luck, 0));
    if (days <= limit || !law->lapse)
        return asy_wait(ASY_STAGE_dublin_transfer, days);
    who->target = who->place;
    return asy_wait(ASY_STAGE_dublin_transfer, (int32_t) limit);
}

struct asy_step
asy_stage_dublin_answer(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_dublin *law = ASY_TODAY(scene, dublin, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_DUBLIN, who->files);
    const double p = law->p_accept[who->target];

    asy_tell(scene, who, dublin, "the other state answers", p, asy_u(&luck, 2));
    if (!asy_chance(&luck, 2, p))
        return take_on(scene, who);
    asy_count_pair(scene, ASY_METRIC_dublin_acceptances, who, who->place, who->target);
    return race(scene, who, law);
}

struct asy_step
asy_stage_dublin_transfer(struct asy_scene *scene, struct asy_applicant *who)
{
    if (who->target == who->place) {
        asy_tell(scene, who, dublin, "the time limit has passed: this state is responsible",
                 NAN, NAN);
        return take_on(scene, who);
    }
    asy_count_pair(scene, ASY_METRIC_dublin_transfers, who, who->place, who->target);
    scene->news->transfers[who->group][who->place] += who->persons;
    asy_file_close(scene, who);
    asy_sent_on(who, who->place, ASY_ACT_DUBLIN_TRANSFER);
    who->place = who->target;
    who->first = who->target;
    who->marks &= ~(uint32_t) ASY_MARK_arrested;
    asy_tell(scene, who, dublin, "is transferred", NAN, NAN);

    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_ONWARD, 4u * who->files + 2u);
    const struct asy_onward *onward = ASY_TODAY(scene, onward, who->group);
    who->flags = ASY_DUBLIN_DONE | ASY_LEAVES;
    if (!asy_chance(&luck, 0, onward->after_transfer) || who->claims >= onward->most_claims)
        who->flags = ASY_DUBLIN_DONE | ASY_STAYS;
    return asy_wait(ASY_STAGE_registration, 1);
}
