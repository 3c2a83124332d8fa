/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Let into a transit country or not; and those who hope to live there stay for a time, and go
   on only when that has failed. */
#include "law/journey/journey.h"
#include "law/people/people.h"

static const struct asy_param params[] = {
    ASY_PARAM_PER(ASY_PER_GROUP, sojourn, share, 0, 0, 1, "share of departures",
                  "Share of people setting out who first stay in this country.",
                  "who first stay in this country"),
    ASY_PARAM_PER(ASY_PER_GROUP, sojourn, wanted_ratio, 0, 1, 1000, "ratio",
                  "How many times as often a wanted person first stays in this country.",
                  "grade D: on `share`, of one who is looked for and gets no visa"),
    ASY_PARAM_PER(ASY_PER_GROUP, sojourn, days, 1, 200, 4000, "days",
                  "Mean length of such a stay.", "grade D: mean"),
    ASY_PARAM_PER(ASY_PER_GROUP, sojourn, p_refused_entry, 0, 0, 1, "share of arrivals",
                  "Share of people coming from home who are refused entry to this country.",
                  "from home, not let into this country"),
    { 0 },
};

const struct asy_law asy_law_sojourn = {
    .name = "sojourn",
    .file = __FILE__,
    .doc = "Entry to a transit country, and attempts to live there first.",
    .source = "Closing the Door, Coynash, Alieva, Kislov & Zhanaev",
    .section = ASY_OF_TRANSIT,
    .size = sizeof(struct asy_sojourn),
    .params = params,
};

/* The transit countries where they may first stay. Only on the chosen way: the crossing's own
   country, one that the group passes, or any for those who go by air; a wanted person goes
   wherever they are admitted. */
static uint64_t
places_of_stay(struct asy_scene *scene, const struct asy_applicant *who, int from)
{
    const uint64_t passes = ASY_TODAY(scene, people, who->group)->passes;
    const bool any = from < 0 || who->traits & ASY_WANTED;
    const uint64_t ways = any ? ~UINT64_C(0) : passes | asy_bit(from);
    return scene->in_force->stays[who->group] & ways & ~asy_bit(who->citizenship);
}

/* Which of them; -1: none. */
static int
place_of_stay(struct asy_scene *scene, const struct asy_applicant *who, uint64_t places,
              double u)
{
    for (uint64_t left = places; left; left &= left - 1) {
        const int c = __builtin_ctzll(left);
        const struct asy_sojourn *law = ASY_TODAY(scene, sojourn, c);
        const double ratio = who->traits & ASY_WANTED ? law->wanted_ratio[who->group] : 1.0;
        const double share = ratio * law->share[who->group];
        if (u < share)
            return c;
        u -= share;
    }
    return -1;
}

static bool
is_kept_out(struct asy_scene *scene, struct asy_applicant *who, int country,
            const struct asy_luck *luck)
{
    if (country < 0 || country == who->citizenship)
        return false;
    const double p = ASY_TODAY(scene, sojourn, country)->p_refused_entry[who->group];
    if (p <= 0.0)
        return false;
    asy_tell(scene, who, sojourn, "comes to the border of a transit country", p,
             asy_u(luck, 2));
    if (!asy_chance(luck, 2, p))
        return false;
    asy_count(scene, ASY_METRIC_entry_refused_in_transit, who, country, who->persons);
    asy_tell(scene, who, sojourn, "is refused entry by the transit country", NAN, NAN);
    return true;
}

bool
asy_sojourn(struct asy_scene *scene, struct asy_applicant *who, struct asy_step *step)
{
    const int from = scene->world->crossing[who->crossing].from;
    const uint64_t places = places_of_stay(scene, who, from);
    const uint64_t closed = scene->in_force->closed[who->group];
    if (!places && (from < 0 || !(closed & asy_bit(from)))) /* nothing to draw for */
        return false;
    asy_once_more(&who->sojourns);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_sojourn);
    const int stay = place_of_stay(scene, who, places, asy_u(&luck, 0));
    const int next = stay >= 0 ? stay : from;
    if (is_kept_out(scene, who, next, &luck)) {
        who->leave_day = INT16_MAX; /* not money stops them */
        asy_next_wait(who);
        *step = asy_transit_stop(scene, who);
        asy_unmark(who, ASY_MARK_diverted); /* with all their money still */
        return true;
    }
    if (stay < 0)
        return false;
    asy_transit_enter(scene, who, stay);
    if (asy_is_sought(who))
        asy_search_checked(scene, who, ASY_CHECK_BORDER);
    const double days = ASY_TODAY(scene, sojourn, stay)->days[who->group];
    who->leave_day = asy_day_after(scene, asy_wait_days(days, asy_u(&luck, 1)));
    asy_tell(scene, who, sojourn, "stays in a transit country and hopes to live there", NAN,
             NAN);
    *step = asy_until_danger(scene, who, ASY_STAGE_sojourn, who->leave_day);
    return true;
}

struct asy_step
asy_stage_sojourn(struct asy_scene *scene, struct asy_applicant *who)
{
    if (scene->day >= who->danger_day)
        return asy_danger_strikes(scene, who);
    if (scene->day < who->leave_day)
        return asy_until_danger(scene, who, ASY_STAGE_sojourn, who->leave_day);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_sojourn);
    asy_tell(scene, who, sojourn, "gives up hope of living there, and goes on", NAN, NAN);
    return asy_goes_on(scene, who, asy_u(&luck, 3));
}
