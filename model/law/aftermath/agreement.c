/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readmission to a country other than one's own, as one rule: whether an agreement with the
   country binds the state that asks, and which of its grounds the person meets. Asked before
   every such removal: after a refusal unheard, by force after a refusal, and by a court of
   another transit country. How often a request is granted is the asking state's
   (readmission). */
#include "law/aftermath/aftermath.h"
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM_FLAG(
        agreement, in_force, 1,
        "Whether a readmission agreement with the country covers people who came through it.",
        "EU agreements with Russia art. 3, Ukraine art. 3, Georgia art. 4, Turkey "
        "art. 4"),
    ASY_PARAM_SET(
        ASY_PER_COUNTRY, agreement, not_bound, "States that it does not bind.",
        "Protocol 22: not Denmark; Norway and Switzerland by agreements of their own"),
    ASY_PARAM_FLAG(
        agreement, permit_and_straight, 0,
        "Whether a visa or permit counts only for a person who came directly from there.",
        "EU-Ukraine agreement art. 3(1): held at entry, having come straight"),
    ASY_PARAM(agreement, request_days, 0, 0, 10000, "days",
              "Time limit after the refusal for the readmission request; 0 is no limit.",
              "EU agreements: 180 days to a year from the day on which the state knows"),
    ASY_PARAM_SET(ASY_PER_COUNTRY, agreement, open_to,
                  "Countries from which anybody is readmitted, whatever an agreement says.",
                  "no border control between the two, or a passage of one's own choice"),
    { 0 },
};

const struct asy_law asy_law_agreement = {
    .name = "agreement",
    .file = __FILE__,
    .doc = "The readmission agreement on people who came through a transit country.",
    .source = "EU readmission agreements: Russia (2007/341/EC) art. 3, Ukraine (2007/839/EC) "
              "art. 3, Georgia (2011/118/EU) art. 4, Turkey (2014/252/EU) art. 4; from memory "
              "and not confirmed but for art. 3 and 4",
    .section = ASY_OF_TRANSIT,
    .size = sizeof(struct asy_agreement),
    .params = params,
};

enum { PROVEN, ALL_THE_SAME, OBSTACLE, SHOWN }; /* words of `readmission_ground` */

/* ---- the grounds ------------------------------------------------------------- */

/* Straight from the country into the first member state, by the crossing of this way; nothing
   is known of those who came by air. */
static bool
came_straight(const struct asy_scene *scene, const struct asy_applicant *who, int country)
{
    return who->crossing != ASY_NOBODY && scene->world->crossing[who->crossing].from == country;
}

/* Neither with a visa of a member state nor where none is needed. */
static bool
entered_unlawfully(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return who->visa == ASY_NOBODY && !asy_entered_freely(scene, who);
}

enum ground { BY_NONE, BY_PERMIT, BY_ENTRY };

static enum ground
ground_of(const struct asy_scene *scene, const struct asy_applicant *who, int country)
{
    const struct asy_agreement *law = ASY_TODAY(scene, agreement, country);
    const bool straight = came_straight(scene, who, country);
    if (!law->in_force || law->not_bound & asy_bit(who->place))
        return BY_NONE;
    if ((straight || !law->permit_and_straight) &&
        asy_connection_to(scene, who, country).permit)
        return BY_PERMIT;
    return straight && entered_unlawfully(scene, who) ? BY_ENTRY : BY_NONE;
}

/* How often the ground is held to be given: a visa or permit lies before both sides; an entry
   must be proven; without a ground there is only practice. */
static double
share_of(const struct asy_scene *scene, const struct asy_applicant *who, int country,
         enum ground ground)
{
    if (ground == BY_PERMIT)
        return 1.0;
    if (ground == BY_ENTRY && who->place < scene->world->n_states)
        return ASY_TODAY(scene, readmission, who->place)->by_entry[country];
    return ASY_TODAY(scene, connection, country)->without_permit;
}

bool
asy_may_be_asked(struct asy_scene *scene, struct asy_applicant *who, int country)
{
    if (ASY_TODAY(scene, agreement, country)->open_to & asy_bit(who->place))
        return true;
    const enum ground ground = ground_of(scene, who, country);
    const double share = share_of(scene, who, country, ground);
    if (share >= 1.0)
        return true;
    const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_readmission_ground, country);
    const int word = ground == BY_ENTRY ? PROVEN : ALL_THE_SAME;
    if (asy_chance(&luck, word, share))
        return true;
    asy_tell(scene, who, agreement,
             ground == BY_ENTRY ? "came directly from there, which cannot be proved"
                                : "there is no ground on which the country must readmit them",
             share, asy_u(&luck, word));
    return false;
}

/* ---- by force, after a refusal ----------------------------------------------- */

/* The time for the request, from the refusal; it stands still while an obstacle lasts. */
static bool
is_in_time(const struct asy_scene *scene, const struct asy_applicant *who,
           const struct asy_readmission *law, const struct asy_luck *luck, int country)
{
    const double limit = ASY_TODAY(scene, agreement, country)->request_days;
    return limit <= 0.0 || (who->removals_set == 0 && scene->day - who->since <= limit) ||
           asy_chance(luck, OBSTACLE, law->p_obstacle);
}

/* 2008/115/EC art. 5: who shows the danger there is not sent there. */
static bool
shows_danger(struct asy_scene *scene, struct asy_applicant *who,
             const struct asy_readmission *law, const struct asy_luck *luck, int country)
{
    if (!(law->p_shown > 0.0) ||
        !asy_shows_danger(scene, who, country, law->p_shown, asy_u(luck, SHOWN)))
        return false;
    asy_count(scene, ASY_METRIC_dangers_on_the_way_shown, who, who->place, who->persons);
    asy_tell(scene, who, agreement, "shows a danger in the country, and is not sent there",
             law->p_shown, asy_u(luck, SHOWN));
    return true;
}

static bool
may_be_sent(struct asy_scene *scene, struct asy_applicant *who,
            const struct asy_readmission *law, int country)
{
    const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_readmission_ground, country);
    if (!is_in_time(scene, who, law, &luck, country)) {
        asy_tell(scene, who, agreement,
                 "the time limit for the readmission request has expired", law->p_obstacle,
                 asy_u(&luck, OBSTACLE));
        return false;
    }
    return asy_may_be_asked(scene, who, country) &&
           !shows_danger(scene, who, law, &luck, country);
}

/* An unaccompanied child is returned only to family, a guardian or a home for children, and in
   a country of transit there are none (2008/115/EC art. 10(2)). */
int
asy_asked_by_transit(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_readmission *law = ASY_TODAY(scene, readmission, who->place);
    int best = -1;
    if (asy_is_minor_alone(scene, who))
        return best;
    for (uint64_t left = asy_passed(scene, who); left; left &= left - 1) {
        const int c = __builtin_ctzll(left);
        if (law->third_country[c] > (best < 0 ? 0.0 : law->third_country[best]) &&
            may_be_sent(scene, who, law, c))
            best = c;
    }
    return best;
}
