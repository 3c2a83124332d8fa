/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The remedy against a transfer: where the decision is wrong, and what of it a court may
   review. The model knows who has family where, whose entry was not shown and whom the other
   state would remove onward; the authority does not always. Dublin II and the judgment in
   Abdullahi (C-394/12) left inhuman treatment; Ghezelbash and Karim (C-63/15, C-155/15) opened
   the criteria, Mengesteab and Shiri (C-670/16, C-201/16) the time limits. */
#include "law/procedure/procedure.h"
#include "scenario/ground.h"

enum { CRITERION, LATE }; /* words of `wrong_decision` */

static unsigned
of_family(const struct asy_scene *scene, const struct asy_applicant *who, bool take_back_too)
{
    const enum asy_criterion by = asy_family_overlooked(scene, who, take_back_too);
    if (by == ASY_BY_NONE)
        return 0;
    return by == ASY_BY_DEPENDANT ? 1u << ASY_GROUND_dependants : 1u << ASY_GROUND_family;
}

/* A visa or an entry is asked about where another state is to take charge only; to take back a
   state answers for its own hit (C-582/17). Of time limits one knows none where none lapse. */
static unsigned
of_the_file(const struct asy_scene *scene, const struct asy_applicant *who,
            const struct asy_dublin *law)
{
    const bool take_back = who->claimed & asy_bit(who->target);
    const bool by_the_way =
        !take_back && (who->target == who->visa || who->target == who->first);
    unsigned wrong = 0;
    if (!(law->p_criteria_wrong > 0.0 || law->p_late > 0.0))
        return 0;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_wrong_decision);
    if (by_the_way && asy_chance(&luck, CRITERION, law->p_criteria_wrong))
        wrong |= 1u << ASY_GROUND_criteria;
    if ((law->lapse || !take_back) && asy_chance(&luck, LATE, law->p_late))
        wrong |= 1u << ASY_GROUND_clocks;
    return wrong;
}

static unsigned
of_treatment(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const bool ill = who->traits & ASY_GRAVELY_ILL;
    return ill || (asy_at_risk(who) && asy_state_sends_on(scene, who, who->target))
               ? 1u << ASY_GROUND_inhuman_treatment
               : 0;
}

static unsigned
errors(const struct asy_scene *scene, const struct asy_applicant *who, bool take_back_too)
{
    const struct asy_dublin *law = ASY_TODAY(scene, dublin, who->place);
    return of_family(scene, who, take_back_too) | of_the_file(scene, who, law) |
           of_treatment(scene, who);
}

unsigned
asy_dublin_errors(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return errors(scene, who, false);
}

struct asy_court_found
asy_dublin_remedy(const struct asy_scene *scene, const struct asy_applicant *who, double u)
{
    const struct asy_dublin *law = ASY_TODAY(scene, dublin, who->place);
    const bool wrong = law->remedy_grounds != 0 &&
                       errors(scene, who, law->remedy_take_back) & law->remedy_grounds;
    const double shown =
        wrong ? asy_counsel_shows(scene, who, ASY_AID_TRANSFER, law->p_remedy_shown) : 0.0;
    const double p = fmax(shown, law->p_remedy_won);
    return (struct asy_court_found){ .won = u < p, .right = u < shown, .p = p };
}
