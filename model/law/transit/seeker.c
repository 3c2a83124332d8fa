/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which state looks for a person: mostly their own, but some are sought by another, as are
   people from land that it has annexed, or who once entered a region that it claims. And what
   becomes of those extradited to it. Drawn on demand, always the same. */
#include "law/transit/search.h"

static const struct asy_param params[] = {
    ASY_PARAM_PER(ASY_PER_COUNTRY, search, by, 0, 0, 1, "share of those looked for",
                  "Share of wanted people sought by this state instead of their own.",
                  "grade D: looked for by a state that is not their own; ECE art. 1, 2"),
    ASY_PARAM(search, handed_on, 0, 0, 1, "share of those given up",
              "Share of people extradited to a state other than their own whom it hands on to "
              "their own.",
              "grade D: handed on home; ECE art. 15 and Minsk Convention art. 66 ask for the "
              "consent of the state that gave them up"),
    { 0 },
};

const struct asy_law asy_law_search = {
    .name = "search",
    .file = __FILE__,
    .doc = "The state that is seeking them, where it is not their own, and what it does with "
           "them.",
    .source =
        "European Convention on Extradition art. 1, 2, 15; Minsk Convention 1993 art. 56, "
        "66; Closing the Door, Min on Lapshin and Stetina, Coynash on Dzhemilev",
    .section = ASY_OF_GROUP,
    .size = sizeof(struct asy_search),
    .params = params,
};

enum { STATE, TERRORISM, HANDED_ON }; /* words of `search_state` */

int
asy_seeker(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_search *law = ASY_TODAY(scene, search, who->group);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_search_state);
    double u = asy_u(&luck, STATE);
    for (int c = 0; c < scene->world->n_countries; c++) {
        if (c != who->citizenship && u < law->by[c])
            return c;
        u -= c == who->citizenship ? 0.0 : law->by[c];
    }
    return who->citizenship;
}

bool
asy_is_called_terrorist(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_search_state);
    const double share = ASY_TODAY(scene, notices, 0)->terrorism[asy_seeker(scene, who)];
    return asy_chance(&luck, TERRORISM, share);
}

bool
asy_is_abroad(const struct asy_scene *scene, const struct asy_applicant *who)
{
    if (who->place == who->citizenship ||
        (who->stage == ASY_STAGE_ended && !asy_fate_protects((enum asy_fate) who->fate)))
        return false;
    return who->place != asy_seeker(scene, who);
}

/* Whether a state other than the requesting one has them: then home, by any way. */
struct asy_step
asy_given_up(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_search *law = ASY_TODAY(scene, search, who->group);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_search_state);
    const int seeker = asy_seeker(scene, who);
    if (seeker == who->citizenship)
        return asy_return_home(scene, who);
    asy_count(scene, ASY_METRIC_given_to_third_state, who, who->place, who->persons);
    asy_tell(scene, who, search, "is in the hands of a state other than their own",
             law->handed_on, asy_u(&luck, HANDED_ON));
    if (!asy_chance(&luck, HANDED_ON, law->handed_on))
        return asy_kept_abroad(scene, who, seeker);
    asy_tell(scene, who, search, "and is handed on to their own", NAN, NAN);
    return asy_return_home(scene, who);
}
