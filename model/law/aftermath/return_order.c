/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A return decision follows people into another state, which enforces it rather than to decide
   anew or to send them back; and time to leave is not given to everybody. */
#include "law/aftermath/aftermath.h"
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM_SET(ASY_PER_COUNTRY, return_order, recognises,
                  "States whose return decisions are enforced here.",
                  "2001/40/EC art. 3: a power, hardly used; COM(2025) 101 art. 9: a duty"),
    ASY_PARAM(return_order, p_enforced, 0, 1, 1, "share of those decisions",
              "Share of these decisions that are known here and enforced.",
              "Regulation 2018/1860 art. 3: entered into the Schengen Information System; the "
              "share is grade D"),
    ASY_PARAM(return_order, p_no_time, 0, 0, 1, "share of the refused",
              "Share of finally refused people who are given no period for departure.",
              "2008/115/EC art. 7(4): risk of absconding, manifestly unfounded, danger; "
              "COM(2025) 101 art. 12: no cooperation, security"),
    ASY_PARAM(
        return_order, p_no_time_moved, 0, 0, 1, "share of those who had moved on",
        "The same for people who had claimed in another state before; the larger applies.",
        "COM(2025) 101 art. 12(1)(b): moved to another state without authorisation"),
    { 0 },
};

const struct asy_law asy_law_return_order = {
    .name = "return_order",
    .file = __FILE__,
    .doc = "Return decisions of other states, the period for departure, and the length of "
           "entry bans.",
    .source =
        "2001/40/EC; 2008/115/EC art. 6(2), 7(4), 11; Regulation 2018/1860; COM(2025) 101 "
        "art. 9, 10, 12",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_return_order),
    .params = params,
};

enum { ENFORCED, NO_TIME }; /* words of `return_order` */

bool
asy_order_of_another(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_return_order *law = ASY_TODAY(scene, return_order, who->place);
    const uint64_t orders = who->refused_in & law->recognises & ~asy_bit(who->place);
    if (!orders)
        return false;
    const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_return_order, who->place);
    if (!asy_chance(&luck, ENFORCED, law->p_enforced))
        return false;
    asy_count_pair(scene, ASY_METRIC_orders_recognised, who, who->place,
                   __builtin_ctzll(orders));
    asy_tell(scene, who, return_order,
             "is under a return decision of another state, which is enforced here",
             law->p_enforced, asy_u(&luck, ENFORCED));
    return true;
}

bool
asy_has_no_time_to_leave(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_return_order *law = ASY_TODAY(scene, return_order, who->place);
    if (asy_order_of_another(scene, who))
        return true;
    const bool moved = (who->claimed & ~asy_bit(who->place)) != 0;
    const double p = moved ? fmax(law->p_no_time, law->p_no_time_moved) : law->p_no_time;
    if (!(p > 0.0))
        return false;
    const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_return_order, who->place);
    if (!asy_chance(&luck, NO_TIME, p))
        return false;
    asy_count(scene, ASY_METRIC_given_no_time, who, who->place, who->persons);
    asy_tell(scene, who, return_order, "is given no period for departure", p,
             asy_u(&luck, NO_TIME));
    return true;
}

void
asy_ban_entry(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count(scene, ASY_METRIC_entry_bans, who, who->place, who->persons);
    asy_mark(who, ASY_MARK_banned);
    asy_ban_until(scene, who, who->place, ASY_TODAY(scene, readmission, who->place)->ban_days);
}
