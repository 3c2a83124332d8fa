/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pregnant applicant is not transferred in the weeks around the birth. No article of
   604/2013 says so: a transfer may be put off for physical reasons, and the limit runs on.
   Until then she is among those with special needs (vulnerability.c). */
#include "law/procedure/procedure.h"
#include "life/scope.h"

static const struct asy_param params[] = {
    ASY_PARAM(pregnancy, share, 0, 0, 1, "share of claims",
              "Share of claims on the day of which a woman among the applicants is pregnant.",
              "grade D: of all cases, a woman alone or a family"),
    ASY_PARAM(pregnancy, weeks_before, 0, 6, 40, "weeks",
              "Weeks before the birth without transfers.",
              "grade D: six weeks, German practice by analogy to Mutterschutz, from memory"),
    ASY_PARAM(pregnancy, weeks_after, 0, 6, 52, "weeks",
              "Weeks after the birth without transfers.",
              "grade D: set as before the birth; German practice has eight, from memory"),
    { 0 },
};

const struct asy_law asy_law_pregnancy = {
    .name = "pregnancy",
    .file = __FILE__,
    .doc = "Postpones a Dublin transfer that would fall in the weeks around a birth.",
    .source = "1560/2003 art. 9; 2013/33/EU art. 21; 604/2013 art. 29 (from memory)",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_pregnancy),
    .params = params,
};

enum { PREGNANT, BIRTH }; /* words of `pregnancy` */
enum { NINE_MONTHS = 274 };

/* A birth is the same for every state that asks on this flight; a second one is not looked for.
   On the day of the claim each day of the nine months is as likely. */
static bool
expects_birth(const struct asy_scene *scene, struct asy_applicant *who, double share)
{
    if (who->birth_day != ASY_NO_DAY)
        return true;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_pregnancy);
    if (!asy_chance(&luck, PREGNANT, share))
        return false;
    who->birth_day = (int16_t) (who->since + 1 + (int32_t) (NINE_MONTHS * asy_u(&luck, BIRTH)));
    return true;
}

/* The state in which they have claimed, or beyond the crossing, where the next claim would be.
 */
static int
state_of_claim(const struct asy_scene *scene, const struct asy_applicant *who)
{
    if (scene->world->country[who->place].is_state)
        return who->place;
    return who->crossing < scene->world->n_crossings
               ? scene->world->crossing[who->crossing].into
               : -1;
}

/* The draw is that of a transfer: of this claim, or of the one that would be lodged today. */
static int32_t
birth_of(const struct asy_scene *scene, const struct asy_applicant *who, int state,
         const struct asy_pregnancy *law)
{
    struct asy_applicant of_claim = *who;
    if (!(who->claimed & asy_bit(state))) {
        of_claim.files++;
        of_claim.since = (int16_t) scene->day;
    }
    return expects_birth(scene, &of_claim, law->share) ? of_claim.birth_day : ASY_NO_DAY;
}

static bool
is_pregnant(const struct asy_scene *scene, const struct asy_applicant *who,
            const void *(*laws)[ASY_MAX_ENTITIES])
{
    const int state = state_of_claim(scene, who);
    if (state < 0)
        return false;
    const struct asy_pregnancy *law = laws[ASY_LAW_pregnancy][state];
    if (who->birth_day == ASY_NO_DAY && !(law->share > 0.0))
        return false;
    const int32_t birth = birth_of(scene, who, state, law);
    return birth != ASY_NO_DAY && scene->day <= birth + 7.0 * law->weeks_after;
}

bool
asy_is_pregnant(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return is_pregnant(scene, who, scene->law);
}

bool
asy_is_pregnant_to_all(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return is_pregnant(scene, who, scene->kinds ? scene->kinds->all : scene->law);
}

int32_t
asy_transfer_put_off(struct asy_scene *scene, struct asy_applicant *who, int32_t days)
{
    const struct asy_pregnancy *law = ASY_TODAY(scene, pregnancy, who->place);
    if (!expects_birth(scene, who, law->share))
        return days;
    const int32_t birth = who->birth_day - scene->day; /* below 0: has been */
    if (days < birth - 7.0 * law->weeks_before || days > birth + 7.0 * law->weeks_after)
        return days;
    asy_count_pair(scene, ASY_METRIC_dublin_put_off, who, who->place, who->target);
    asy_tell(scene, who, pregnancy, "a birth is near: the transfer is postponed", NAN, NAN);
    return birth + (int32_t) (7.0 * law->weeks_after) + 1;
}
