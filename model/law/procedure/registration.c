/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lodging the claim. */
#include "law/aftermath/status.h"
#include "law/procedure/procedure.h"
#include "law/response/crisis.h"

static const struct asy_param params[] = {
    ASY_PARAM(registration, lodge_days, 0, 6, 1000, "days",
              "Mean time from entering the state to the formal claim.",
              "2013/32/EU art. 6: 3 to 6 working days; mean, practice by date"),
    ASY_PARAM(registration, limit_days, 0, 1e5, 1e5, "days",
              "Time limit after entry for lodging the claim.",
              "2024/1348 art. 27, 28: five days to register, 21 to lodge; 2024/1359 art. 10: "
              "four weeks to register; 2013/32/EU art. 6 has not bound any "
              "applicant to one"),
    { 0 },
};

const struct asy_law asy_law_registration = {
    .name = "registration",
    .file = __FILE__,
    .doc = "From entering a state to the formal claim.",
    .source = "2013/32/EU art. 6",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_registration),
    .params = params,
};

struct asy_step
asy_stage_entry(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_registration *law = ASY_TODAY(scene, registration, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_lodge);

    asy_absence_ends_claims(scene, who);
    asy_forget(who, ASY_LASTS_choice); /* no forced movement leads here */
    who->fate = ASY_FATE_WAITING;
    asy_stay_begins(scene, who);
    if (asy_is_protected_as_group(scene, who)) {
        const struct asy_step protected = asy_protect_as_group(scene, who);
        if (protected.next != ASY_AT_ONCE)
            return protected;
    }
    const struct asy_step away = asy_passes_on(scene, who);
    if (away.next != ASY_AT_ONCE)
        return away;
    const struct asy_step hides = asy_without_claim(scene, who);
    if (hides.next != ASY_AT_ONCE)
        return hides;
    const struct asy_crisis *crisis = ASY_TODAY(scene, crisis, who->place);
    const double days = law->lodge_days * asy_crisis_delays(crisis, crisis->lodging);
    const int32_t lodged = asy_wait_days(days, asy_u(&luck, 0)),
                  limit = (int32_t) law->limit_days;
    return asy_wait(ASY_STAGE_registration, lodged < limit ? lodged : limit);
}

void
asy_claim_lodged(struct asy_scene *scene, struct asy_applicant *who)
{
    const uint64_t here = asy_bit(who->place);
    const bool first = !(who->claimed & here);

    if (first)
        asy_count(scene, ASY_METRIC_claims_first, who, who->place, who->persons);
    else
        asy_count(scene, ASY_METRIC_claims_repeat, who, who->place, who->persons);
    asy_tell(scene, who, registration, first ? "lodges a claim" : "resumes the claim", NAN,
             NAN);
    who->claimed |= here;
    if (first) {
        who->claims++;
        scene->stock->came[ASY_QUEUE_merits][who->place] += who->persons;
        asy_count(scene, ASY_METRIC_claims_first_children, who, who->place, who->children);
    }
    who->files++;
    who->since = (int16_t) scene->day;
    if (first) {
        asy_ceiling_count(scene, who);
        asy_counsel_lodged(scene, who);
        asy_needs_lodged(scene, who);
    }
    scene->stock->backlog[who->group][who->place] += who->persons;
    if (asy_is_sought(who))
        asy_search_checked(scene, who, ASY_CHECK_REGISTRATION);
}

/* Taken back after a final refusal, or come back: responsibility is for the return, not for a
   new look (604/2013 art. 18(1)(d)); under the proposal of 2016 after moving on, too. */
static struct asy_step
not_decided_anew(struct asy_scene *scene, struct asy_applicant *who)
{
    who->files++; /* what follows is luck of its own */
    asy_tell(scene, who, registration,
             asy_refused_in(who, who->place)
                 ? "was finally refused here, and there is no new decision"
                 : "had moved on, and the claim is not decided anew",
             NAN, NAN);
    who->refused_in |= asy_bit(who->place);
    return asy_repeat_not_heard(scene, who);
}

/* Transferred to where they had claimed before; one with a fresh claim has been found
   admissible (law/procedure/repeat_claim.c). */
static bool
is_taken_back(const struct asy_applicant *who)
{
    return asy_marked(who, ASY_MARK_dublin_done) && who->claimed & asy_bit(who->place) &&
           !asy_marked(who, ASY_MARK_admissible);
}

/* 604/2013 art. 20(5), 2024/1351 art. 38: taken back before anybody had been held responsible,
   the criteria are still to be applied. */
static void
go_on_determining(struct asy_applicant *who, const struct asy_dublin *law)
{
    if (law->determination_continues && !asy_marked(who, ASY_MARK_determined))
        asy_unmark(who, ASY_MARK_dublin_done);
}

/* Refused at first instance only, and taken back: the way to the court is open, and the claim
   is not decided anew (604/2013 art. 18(2), third sub-paragraph). */
static struct asy_step
goes_to_court(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_unmark(who, ASY_MARK_appeal_left);
    who->files++; /* what follows is luck of its own */
    asy_tell(scene, who, registration, "was refused here, and may still appeal", NAN, NAN);
    return asy_appeal_ask(scene, who);
}

/* COM(2016) 270 art. 20(4), 20(5): whoever moved on before a decision has withdrawn, and needs
   new elements when taken back; whoever did after a first refusal has lost the way to the
   court.
 */
static bool
has_forfeited(struct asy_scene *scene, struct asy_applicant *who, const struct asy_dublin *law)
{
    if (asy_marked(who, ASY_MARK_appeal_left))
        return law->rejected_final;
    return law->withdrawn_subsequent && asy_dublin_discontinued(scene, who, who->place) &&
           !asy_repeat_admitted(scene, who);
}

/* Whether the claim is decided at the border. Where another state may be responsible this one
   is asked to decide nothing there (604/2013 art. 3(1)), unless it examines first whether the
   claim is to be heard at all (COM(2016) 270 art. 3(3), 3(4)). */
static bool
is_decided_at_the_border(struct asy_scene *scene, const struct asy_applicant *who,
                         const struct asy_dublin *law)
{
    return asy_border_procedure_takes(scene, who) &&
           (law->admissibility_first || asy_dublin_responsible(scene, who) == who->place) &&
           asy_border_procedure_has_place(scene, who);
}

/* The order of questions: which state is responsible, whether the claim is heard at all, what
   it is worth. Where admissibility comes first (COM(2016) 270) the first two change places. */
struct asy_step
asy_stage_registration(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_dublin *dublin = ASY_TODAY(scene, dublin, who->place);

    asy_stay_begins(scene, who);
    asy_allocation_end(scene, who);
    if (asy_refused_in(who, who->place) && !asy_repeat_admitted(scene, who))
        return not_decided_anew(scene, who);
    const bool back = is_taken_back(who);
    if (back && has_forfeited(scene, who, dublin))
        return not_decided_anew(scene, who);
    if (back && asy_marked(who, ASY_MARK_appeal_left))
        return goes_to_court(scene, who);
    asy_claim_lodged(scene, who);
    if (back || asy_marked(who, ASY_MARK_dublin_sent))
        asy_accelerate_transferred(scene, who, back);
    if (back)
        go_on_determining(who, dublin);
    if (is_decided_at_the_border(scene, who, dublin))
        return asy_border_procedure_enter(scene, who);
    if (dublin->admissibility_first && !(who->claimed & ~asy_bit(who->place)))
        return asy_admissibility_enter(scene, who);
    const struct asy_step away = asy_onward_ask(scene, who);
    if (away.next != ASY_AT_ONCE)
        return away;
    return asy_dublin_enter(scene, who);
}
