/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Refuge for a time: scholars and activists at risk are given a place at a university for two
   years, with spouse and children but not with a parent who depends on them. Asylum is not
   asked for meanwhile; what comes after is open. It stands in this room because it is refuge
   found, and what follows it. */
#include "law/aftermath/aftermath.h"
#include "law/in_force.h"

static const struct asy_param params[] = {
    ASY_PARAM_SET(ASY_PER_GROUP, temporary_place, groups, "Groups that are given places.",
                  "groups that are given places"),
    ASY_PARAM(temporary_place, places, 0, 0, 1e6, "persons/year",
              "Number of persons given places in a year, spouses and children included.",
              "grade D: with spouse and children; as far as the funding goes"),
    ASY_PARAM(temporary_place, travel_days, 0, 60, 1000, "days",
              "Mean time for visa and travel.", "grade D: mean, visa and travel"),
    ASY_PARAM(temporary_place, stay_days, 1, 730, 36500, "days", "How long a place lasts.",
              "up to two years; Closing the Door, Alieva"),
    ASY_PARAM(temporary_place, parent_days, 0, 90, 365.25, "days/year",
              "How long a dependent parent may be there in a year.",
              "a dependent parent has a visitor's visa of 90 days; Closing the Door, Alieva"),
    ASY_PARAM(temporary_place, p_job, 0, 0.4, 1, "share",
              "Share of people whose place ends who find a post.",
              "grade D: find a post afterwards"),
    ASY_PARAM(temporary_place, p_home, 0, 0.2, 1, "share",
              "Share of people whose place ends who go home; the rest claim asylum.",
              "grade D: go home afterwards; the others claim asylum"),
    { 0 },
};

const struct asy_law asy_law_temporary_place = {
    .name = "temporary_place",
    .file = __FILE__,
    .doc = "Places for scholars and activists at risk: how many, how long, with whom.",
    .source =
        "Closing the Door, Alieva; Immigration Rules, appendix FM, adult dependent relatives",
    .section = ASY_OF_REFUGE,
    .size = sizeof(struct asy_temporary_place),
    .params = params,
};

static const struct asy_param scholar_params[] = {
    ASY_PARAM(scholar, p_applies, 0, 0, 1, "share",
              "Share of people setting out who apply for a place.",
              "grade D: who ask for a place"),
    ASY_PARAM(scholar, patience_days, 1, 270, 5000, "days",
              "Mean time for which they wait for a place.", "grade D: mean wait for a place"),
    ASY_PARAM(scholar, held_back, 0, 0, 100, "per year",
              "How often a person waiting at home is forbidden to travel, or arrested.",
              "grade D: forbidden to travel, or arrested, while waiting at home"),
    ASY_PARAM(scholar, p_parent, 0, 0, 1, "share",
              "Share who are the only carer of a parent at home.",
              "grade D: the only one to care for a parent at home"),
    ASY_PARAM(scholar, p_declines, 0, 0.3, 1, "share",
              "Share of carers who do not go if the parent cannot come at all.",
              "grade D: of these, who do not go if the parent cannot come at all"),
    ASY_PARAM(scholar, parent_pressed, 0, 0, 100, "per year",
              "How often the parent is put under pressure while alone.",
              "grade D: the parent is pressed, while alone"),
    ASY_PARAM(scholar, p_returns, 0, 0.2, 1, "share",
              "Share of people whose parent is put under pressure who go home.",
              "grade D: who then go home"),
    { 0 },
};

const struct asy_law asy_law_scholar = {
    .name = "scholar",
    .file = __FILE__,
    .doc = "Who applies for a place, and which relatives they would leave behind.",
    .source = "Closing the Door, Alieva",
    .section = ASY_OF_GROUP,
    .size = sizeof(struct asy_scholar),
    .params = scholar_params,
};

/* ---- the list ---------------------------------------------------------------- */

/* The country with the shortest list for the places it gives this group; -1 where there is
 * none.
 */
static int
country_of(const struct asy_scene *scene, const struct asy_applicant *who)
{
    double best = INFINITY;
    int country = -1;
    for (uint64_t left = scene->stock->gives[ASY_LIST_places]; left; left &= left - 1) {
        const int c = __builtin_ctzll(left);
        const struct asy_temporary_place *law = ASY_TODAY(scene, temporary_place, c);
        if (c == who->place || !(law->groups & asy_bit(who->group)))
            continue;
        const double years = (1.0 + scene->stock->listed[c][ASY_LIST_places]) / law->places;
        if (years < best) {
            best = years;
            country = c;
        }
    }
    return country;
}

/* Share of the year in which the parent is alone. */
static double
alone(const struct asy_temporary_place *law)
{
    return 1.0 - law->parent_days / 365.25;
}

/* Whether they go at all: those who would leave a parent without care may not. */
static bool
declines(struct asy_scene *scene, struct asy_applicant *who, int country,
         const struct asy_luck *luck)
{
    const struct asy_scholar *law = ASY_TODAY(scene, scholar, who->group);
    const double p = law->p_declines * alone(ASY_TODAY(scene, temporary_place, country));
    if (!asy_chance(luck, 0, law->p_parent))
        return false;
    asy_mark(who, ASY_MARK_parent);
    asy_tell(scene, who, temporary_place, "considers leaving a parent behind", p,
             asy_u(luck, 1));
    if (!asy_chance(luck, 1, p))
        return false;
    asy_count(scene, ASY_METRIC_places_declined, who, country, who->persons);
    return true;
}

/* Asked on the first flight only, while still at home. */
struct asy_step
asy_scholar_ask(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_scholar *law = ASY_TODAY(scene, scholar, who->group);
    if (law->p_applies <= 0.0 || who->flights > 0)
        return asy_at_once(ASY_STAGE_way);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_scholar_application);
    const int country = country_of(scene, who);
    if (country < 0 || !asy_chance(&luck, 0, law->p_applies))
        return asy_at_once(ASY_STAGE_way);
    const struct asy_luck parent = asy_luck(scene, who, ASY_LUCK_scholar_parent);
    if (declines(scene, who, country, &parent))
        return asy_end(who, ASY_FATE_AT_HOME);
    who->target = (uint8_t) country;
    who->danger_day = asy_day_after(scene, asy_hazard_days(law->held_back, asy_u(&luck, 1)));
    who->leave_day = asy_day_after(scene, asy_wait_days(law->patience_days, asy_u(&luck, 2)));
    asy_tell(scene, who, scholar, "applies for a place at a university abroad", NAN, NAN);
    return asy_stand_on(ASY_STAGE_place_list, ASY_LIST_places);
}

static struct asy_step
held_back(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count(scene, ASY_METRIC_held_back, who, 0, who->persons);
    asy_tell(scene, who, scholar, "is no longer allowed to leave the country", NAN, NAN);
    return asy_end(who, ASY_FATE_AT_HOME);
}

struct asy_step
asy_stage_place_list(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_scholar_travel);
    if (scene->day >= who->danger_day && who->danger_day <= who->leave_day)
        return held_back(scene, who);
    if (scene->day >= who->leave_day) {
        asy_tell(scene, who, scholar, "finds no place in time", NAN, NAN);
        return asy_at_once(ASY_STAGE_way);
    }
    asy_tell(scene, who, temporary_place, "is given a place", NAN, NAN);
    const double mean = ASY_TODAY(scene, temporary_place, who->target)->travel_days;
    return asy_wait(ASY_STAGE_place, asy_wait_days(mean, asy_u(&luck, 0)));
}

/* ---- the place --------------------------------------------------------------- */

/* To the end of the stay, or to the day on which the parent is pressed. */
static struct asy_step
stay_on(struct asy_scene *scene, struct asy_applicant *who)
{
    double rate = 0.0;
    if (asy_marked(who, ASY_MARK_parent))
        rate = ASY_TODAY(scene, scholar, who->group)->parent_pressed *
               alone(ASY_TODAY(scene, temporary_place, who->place));
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_scholar_stay);
    const int32_t pressed = asy_hazard_days(rate, asy_u(&luck, 0));
    const int32_t left = who->leave_day - scene->day;
    asy_next_wait(who);
    return asy_wait(ASY_STAGE_place, pressed < left ? pressed : left);
}

static struct asy_step
arrive(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_temporary_place *law = ASY_TODAY(scene, temporary_place, who->target);
    asy_comes_to(who, who->target);
    who->first = who->visa = who->target;
    who->fate = ASY_FATE_TEMPORARY;
    who->leave_day = asy_day_after(scene, (int32_t) law->stay_days);
    asy_count(scene, ASY_METRIC_temporary_places, who, who->place, who->persons);
    if (asy_marked(who, ASY_MARK_parent) && alone(law) > 0.0)
        asy_tally_add(scene->tally, ASY_METRIC_parents_left_behind, who->group, who->place, 1);
    asy_tell(scene, who, temporary_place, "begins a temporary stay", NAN, NAN);
    return stay_on(scene, who);
}

static struct asy_step
go_home(struct asy_scene *scene, struct asy_applicant *who)
{
    who->fate = ASY_FATE_RETURNED_UNHARMED;
    asy_count_pair(scene, ASY_METRIC_returns_voluntary, who, who->place, who->citizenship);
    asy_tell(scene, who, temporary_place, "goes home", NAN, NAN);
    return asy_return_home(scene, who);
}

static struct asy_step
pressed(struct asy_scene *scene, struct asy_applicant *who, const struct asy_luck *luck)
{
    const struct asy_scholar *law = ASY_TODAY(scene, scholar, who->group);
    asy_tally_add(scene->tally, ASY_METRIC_parents_pressed, who->group, who->place, 1);
    asy_tell(scene, who, scholar, "hears that the parent is under pressure", law->p_returns,
             asy_u(luck, 1));
    if (!asy_chance(luck, 1, law->p_returns))
        return stay_on(scene, who);
    return go_home(scene, who);
}

/* The stay is over and home is as it was: a post, home all the same, or asylum at last. */
static struct asy_step
end_of_stay(struct asy_scene *scene, struct asy_applicant *who, const struct asy_luck *luck)
{
    const struct asy_temporary_place *law = ASY_TODAY(scene, temporary_place, who->place);
    const double u = asy_u(luck, 0);
    asy_count(scene, ASY_METRIC_places_ended, who, who->place, who->persons);
    asy_tell(scene, who, temporary_place, "the stay is over", law->p_job, u);
    if (u < law->p_job) {
        asy_tell(scene, who, temporary_place, "finds a post, and stays", NAN, NAN);
        return asy_end(who, ASY_FATE_TEMPORARY);
    }
    if (u >= law->p_job + law->p_home && !scene->world->country[who->place].is_state) {
        asy_tell(scene, who, temporary_place, "stays on where no state examines a claim", NAN,
                 NAN);
        return asy_end(who, ASY_FATE_TEMPORARY);
    }
    if (u < law->p_job + law->p_home)
        return go_home(scene, who);
    asy_count(scene, ASY_METRIC_claims_after_place, who, who->place, who->persons);
    return asy_at_once(ASY_STAGE_entry);
}

struct asy_step
asy_stage_place(struct asy_scene *scene, struct asy_applicant *who)
{
    if (who->place != who->target)
        return arrive(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_scholar);
    if (scene->day >= who->leave_day)
        return end_of_stay(scene, who, &luck);
    return pressed(scene, who, &luck);
}
