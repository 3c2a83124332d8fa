/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deportation of a foreigner declared undesirable. The decision is taken without the person;
   unless they leave within the days given, if any, the order follows by itself and is carried
   out at once. What awaits them is not examined. After a prison sentence the danger to public
   order is presumed, and no days are given. */
#include "law/journey/journey.h"

static const struct asy_param params[] = {
    ASY_PARAM(deportation, p_given_time, 0, 0.5, 1, "share of decisions",
              "Share of decisions of which the person is informed, and left free to leave.",
              "grade D: told, and left free to leave by themselves"),
    ASY_PARAM(deportation, leave_days, 1, 3, 1000, "days", "Time allowed for leaving.",
              "Russia: 115-FZ art. 31, three days from the decision"),
    ASY_PARAM(deportation, p_leaves, 0, 0.5, 1, "share of those given time",
              "Share of people given time who leave the country voluntarily.",
              "grade D: leave the country by themselves in these days"),
    ASY_PARAM(deportation, risk_assessed, 0, 0, 1, "share of orders",
              "Share of orders in which the harm that awaits the person at home is considered.",
              "practice: the harm that awaits at home is considered; ECHR art. 3, 13"),
    ASY_PARAM(deportation, p_risk_seen, 0, 0.7, 1, "share of those at risk",
              "Share of people at risk whose risk is recognised where it is considered, so "
              "that no order is made.",
              "grade D: where it is considered, and so the order is not made"),
    ASY_REMEDY_PARAMS(deportation),
    ASY_PARAM(deportation, sentence_days, 1, 730, 10000, "days",
              "Mean prison term of people convicted of an offence.",
              "grade D: mean sentence served; 115-FZ art. 31(11) and (12)"),
    { 0 },
};

const struct asy_law asy_law_deportation = {
    .name = "deportation",
    .file = __FILE__,
    .doc = "Deportation after a decision that the stay is undesirable.",
    .source =
        "114-FZ of 1996 art. 25.10; 115-FZ of 2002 art. 31; administrative procedure code "
        "ch. 22, art. 85-87; Closing the Door, Trenina & Zharinov",
    .section = ASY_OF_TRANSIT,
    .size = sizeof(struct asy_deportation),
    .params = params,
};

static struct asy_step
order_follows(struct asy_scene *scene, struct asy_applicant *who, const struct asy_luck *luck)
{
    const struct asy_deportation *law = ASY_TODAY(scene, deportation, who->place);
    if (asy_at_risk(who) && asy_chance(luck, 2, law->risk_assessed * law->p_risk_seen)) {
        asy_tell(scene, who, deportation, "the harm that awaits them is considered: no order",
                 law->risk_assessed * law->p_risk_seen, asy_u(luck, 2));
        return asy_set_free(scene, who);
    }
    asy_is_held(scene, who);
    if (asy_claim_in_custody(scene, who))
        return asy_set_free(scene, who);
    asy_tell(scene, who, deportation, "the deportation order follows", NAN, NAN);
    return asy_ordered_out(scene, who);
}

struct asy_step
asy_deportation_begins(struct asy_scene *scene, struct asy_applicant *who, bool rearrested)
{
    const struct asy_deportation *law = ASY_TODAY(scene, deportation, who->place);
    asy_border_leave(scene, who);
    asy_is_released(scene, who);
    asy_danger_clock(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_deportation);

    asy_mark(who, ASY_MARK_undesirable);
    asy_tell(scene, who, deportation, "the stay is declared undesirable", law->p_given_time,
             asy_u(&luck, 0));
    if (rearrested || !asy_chance(&luck, 0, law->p_given_time))
        return order_follows(scene, who, &luck);
    return asy_wait(ASY_STAGE_deportation, (int32_t) law->leave_days);
}

struct asy_step
asy_told_to_leave(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_mark(who, ASY_MARK_undesirable);
    asy_tell(scene, who, deportation, "is told to leave the country by a day", NAN, NAN);
    return asy_wait(ASY_STAGE_deportation,
                    (int32_t) ASY_TODAY(scene, deportation, who->place)->leave_days);
}

/* The days to leave are over. Who leaves goes on to a crossing of another country, or home. */
struct asy_step
asy_stage_deportation(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_deportation *law = ASY_TODAY(scene, deportation, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_deportation);

    if (asy_marked(who, ASY_MARK_no_papers) || !asy_chance(&luck, 1, law->p_leaves))
        return order_follows(scene, who, &luck);
    asy_tell(scene, who, deportation, "leaves within the days given", law->p_leaves,
             asy_u(&luck, 1));
    asy_unmark(who, ASY_MARK_undesirable);
    const int from = scene->world->crossing[who->crossing].from; /* -1: by air */
    if (from != who->place && from != who->citizenship)
        return asy_goes_on(scene, who, asy_u(&luck, 3));
    who->fate = ASY_FATE_GAVE_UP;
    return asy_return_home(scene, who);
}

/* ---- after a sentence -------------------------------------------------------- */

struct asy_step
asy_convicted(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_deportation *law = ASY_TODAY(scene, deportation, who->place);
    asy_border_leave(scene, who);
    asy_danger_clock(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_custody);
    asy_mark(who, ASY_MARK_undesirable);
    asy_count(scene, ASY_METRIC_convicted_in_transit, who, who->place, who->persons);
    asy_tell(scene, who, deportation, "is sent to prison: the stay is declared undesirable",
             NAN, NAN);
    return asy_wait(ASY_STAGE_prison, asy_wait_days(law->sentence_days, asy_u(&luck, 1)));
}

/* From the prison to the airport: no days to leave, and nothing that they could be heard on. */
struct asy_step
asy_stage_prison(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_deportation);
    asy_tell(scene, who, deportation, "is released after serving the sentence", NAN, NAN);
    if (asy_local_claim_protects(scene, who)) /* made before the conviction */
        return asy_set_free(scene, who);
    return order_follows(scene, who, &luck);
}
