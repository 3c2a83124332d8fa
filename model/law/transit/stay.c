/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Staying on in a transit country to try again: the days without registration and what follows
   them, the end of the money, going back to earn and coming again. */
#include "law/journey/journey.h"
#include "law/people/people.h"

static const struct asy_param params[] = {
    ASY_PARAM_PER(
        ASY_PER_GROUP, stay, registered, 0, 0, 1, "share",
        "Share of people who find an address and register before their permitted days are "
        "over.",
        "grade D: who find a permanent address and register before their days are over"),
    ASY_PARAM(stay, term_days, 0, 0, 365, "days",
              "Time allowed for leaving after the stamp; 0 is at once.",
              "grade D: from the stamp to the day by which one must be gone; 0: at once"),
    ASY_PARAM(stay, p_barred, 0, 0, 1, "share",
              "Share of people with a stamp who are refused entry when they come again.",
              "grade D: of those with a stamp who come again, whom it keeps out"),
    ASY_PARAM(
        stay, p_travel_document, 0, 0, 1, "share",
        "Share of people without a passport who are given a travel document to leave with.",
        "grade D: 1951 Convention art. 28; Closing the Door, note 264"),
    { 0 },
};

const struct asy_law asy_law_stay = {
    .name = "stay",
    .file = __FILE__,
    .doc = "Registration, deportation stamps and repeat visits in a transit country.",
    .source = "Closing the Door, Kachanovich-Shlyk & Matusevich, notes 77 to 79",
    .section = ASY_OF_TRANSIT,
    .size = sizeof(struct asy_stay),
    .params = params,
};

/* Most of those who stay on are tolerated. Some are stamped: told to be gone by a day, and not
   to come again. */
struct asy_step
asy_stay_ends(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_stay *law = ASY_TODAY(scene, stay, who->place);
    const double ordered = ASY_TODAY(scene, dangers, who->place)->p_ordered_out;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_stay);
    const double registered = law->registered[who->group];

    asy_tell(scene, who, stay, "the permitted days without registration are over", NAN, NAN);
    if (asy_chance(&luck, 0, registered)) {
        asy_tell(scene, who, stay, "has an address, and is registered", registered,
                 asy_u(&luck, 0));
        return asy_at_once((enum asy_stage_id) who->stage);
    }
    asy_count(scene, ASY_METRIC_overstayed, who, who->place, who->persons);
    asy_tell(scene, who, stay, "stays on unregistered", NAN, NAN);
    if (!asy_chance(&luck, 1, ordered))
        return asy_at_once((enum asy_stage_id) who->stage);
    asy_mark(who, ASY_MARK_stamped);
    asy_count(scene, ASY_METRIC_stamped, who, who->place, who->persons);
    asy_tell(scene, who, stay, "is given a deportation stamp", ordered, asy_u(&luck, 1));
    if (who->stage == ASY_STAGE_adrift || law->term_days < 1.0)
        return asy_transit_stop(scene, who);
    const int32_t last = scene->day + (int32_t) law->term_days;
    if (who->leave_day > last)
        who->leave_day = (int16_t) last;
    return asy_at_once((enum asy_stage_id) who->stage);
}

bool
asy_stay_barred(struct asy_scene *scene, struct asy_applicant *who, int country)
{
    if (!asy_marked(who, ASY_MARK_stamped) || country == who->citizenship ||
        !scene->world->country[country].is_transit)
        return false;
    const double barred = ASY_TODAY(scene, stay, country)->p_barred;
    asy_once_more(&who->bars);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_barred);
    if (!asy_chance(&luck, 2, barred))
        return false;
    asy_count(scene, ASY_METRIC_barred_by_stamp, who, country, who->persons);
    asy_tell(scene, who, stay, "is refused entry because of the stamp", barred,
             asy_u(&luck, 2));
    return true;
}

bool
asy_sleeps_rough(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_border *law = ASY_TODAY(scene, border, who->crossing);
    if (law->p_rough <= 0.0 || who->place == who->citizenship ||
        asy_marked(who, ASY_MARK_rough) || asy_marked(who, ASY_MARK_stamped))
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_rough);
    asy_tell(scene, who, border, "has no money left", law->p_rough, asy_u(&luck, 0));
    if (!asy_chance(&luck, 0, law->p_rough))
        return false;
    const int32_t until = scene->day + asy_wait_days(law->rough_days, asy_u(&luck, 1));
    who->leave_day = (int16_t) (until < INT16_MAX ? until : INT16_MAX);
    asy_mark(who, ASY_MARK_rough);
    asy_count(scene, ASY_METRIC_slept_at_station, who, who->crossing, who->persons);
    asy_count(scene, ASY_METRIC_slept_at_station_children, who, who->crossing, who->children);
    asy_tell(scene, who, border, "sleeps at the station and keeps trying", NAN, NAN);
    return true;
}

struct asy_step
asy_goes_to_earn(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_border *law = ASY_TODAY(scene, border, who->crossing);
    const bool cannot = asy_at_risk(who) && asy_removed_lately(scene, who);
    if (law->p_comes_again <= 0.0 || cannot) /* removed, one would be home as one removed */
        return asy_at_once((enum asy_stage_id) who->stage);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_comes_again);
    if (!asy_chance(&luck, 0, law->p_comes_again))
        return asy_at_once((enum asy_stage_id) who->stage);
    asy_count(scene, ASY_METRIC_went_to_earn, who, who->crossing, who->persons);
    asy_tell(scene, who, border, "goes back to earn money, to come again", law->p_comes_again,
             asy_u(&luck, 0));
    asy_comes_to(who, who->citizenship);
    asy_forget(who, ASY_LASTS_choice);
    return asy_wait(ASY_STAGE_away, asy_wait_days(law->away_days, asy_u(&luck, 1)));
}

/* Comes again to the same crossing, with new money. A person at risk keeps out of sight
   meanwhile: no danger is drawn for this time. */
struct asy_step
asy_stage_away(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_tell(scene, who, border, "sets out for the crossing again", NAN, NAN);
    return asy_at_once(ASY_STAGE_transit);
}

bool
asy_travel_document(struct asy_scene *scene, struct asy_applicant *who, double u)
{
    const double p = ASY_TODAY(scene, stay, who->place)->p_travel_document;
    asy_tell(scene, who, stay, "applies for a travel document, because the passport is lost", p,
             u);
    if (u < p) {
        asy_unmark(who, ASY_MARK_no_papers);
        return true;
    }
    asy_count(scene, ASY_METRIC_travel_document_refused, who, who->place, who->persons);
    return false;
}
