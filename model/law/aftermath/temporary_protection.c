/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Temporary protection after a decision of the Council on a mass influx: given to everyone in
   the group, without a claim or an individual decision, and for as long as the decision holds.
   Dated in the text: `groups` with `until`, and whom it names with `only`. */
#include "law/aftermath/family.h"
#include "law/aftermath/status.h"
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM_SET(ASY_PER_GROUP, temporary_protection, groups,
                  "Groups given temporary protection in this state, without a claim.",
                  "2001/55/EC art. 5: by decision of the Council; none before 4 March 2022"),
    ASY_PARAM(temporary_protection, term_days, 1, 365, 36500, "days",
              "Initial term of temporary protection.", "2001/55/EC art. 4(1): one year"),
    ASY_PARAM(temporary_protection, period_days, 1, 183, 36500, "days",
              "Length of each extension, as long as the decision is in force.",
              "2001/55/EC art. 4(1): six-monthly periods"),
    ASY_PARAM(temporary_protection, most_days, 1, 1096, 36500, "days",
              "Longest total duration.",
              "2001/55/EC art. 4: one year, one more by itself, a third by decision of the "
              "Council"),
    ASY_PARAM_FLAG(
        temporary_protection, take_back_waived, 0,
        "Whether a person who moves on is protected in this state too, and not taken back.",
        "2001/55/EC art. 11: taken back, unless states agree otherwise; the "
        "statement beside Decision 2022/382: they do"),
    ASY_PARAM(temporary_protection, p_excluded, 0, 0.005, 1, "share",
              "Share of the group that is excluded.",
              "2001/55/EC art. 28: crimes, danger to security; grade D"),
    ASY_PARAM(temporary_protection, p_claims, 0, 0.02, 1, "share",
              "Share of the group who claim asylum all the same.",
              "2001/55/EC art. 17, 19: at any time; a state may choose not to combine the two; "
              "grade D"),
    ASY_PARAM(temporary_protection, p_claims_after, 0, 0.4, 1, "share",
              "Share who claim asylum when it ends.",
              "2001/55/EC art. 17: who claim when it is over; grade D"),
    ASY_PARAM(temporary_protection, p_home, 0, 0.2, 1, "share",
              "Share who go home when it ends.",
              "2001/55/EC art. 21: voluntary return; grade D"),
    ASY_PARAM(
        temporary_protection, p_permit, 0, 0.3, 1, "share",
        "Share who stay on another permit when it ends; the others have no right to stay.",
        "2001/55/EC art. 20, 22: the general law; grade D"),
    { 0 },
};

const struct asy_law asy_law_temporary_protection = {
    .name = "temporary_protection",
    .file = __FILE__,
    .doc = "Group protection under a decision of the Council, without an individual claim.",
    .source = "2001/55/EC; Decision 2022/382",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_temporary_protection),
    .params = params,
};

enum { EXCLUDED, CLAIMS, AFTERWARDS }; /* words of `group_protection` */

static const struct asy_temporary_protection *
law_here(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return ASY_TODAY(scene, temporary_protection, who->place);
}

bool
asy_is_protected_as_group(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return (law_here(scene, who)->groups & asy_bit(who->group)) != 0;
}

void
asy_temporary_term_begin(struct asy_scene *scene, struct asy_applicant *who)
{
    who->resume_day = asy_day_after(scene, (int32_t) law_here(scene, who)->term_days);
    asy_mark(who, ASY_MARK_term_runs);
}

/* On entry into a state; ASY_AT_ONCE where the way goes on to a claim. Nothing is decided, and
   no capacity is used. */
struct asy_step
asy_protect_as_group(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_temporary_protection *law = law_here(scene, who);
    const struct asy_step claims = asy_at_once(ASY_STAGE_registration);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_group_protection);
    if (asy_marked(who, ASY_MARK_temporary_over))
        return claims;
    if (asy_chance(&luck, EXCLUDED, law->p_excluded)) {
        asy_tell(scene, who, temporary_protection, "is excluded from temporary protection",
                 law->p_excluded, asy_u(&luck, EXCLUDED));
        return claims;
    }
    if (asy_chance(&luck, CLAIMS, law->p_claims)) {
        asy_tell(scene, who, temporary_protection,
                 "might have temporary protection, and claims asylum", law->p_claims,
                 asy_u(&luck, CLAIMS));
        return claims;
    }
    asy_count(scene, ASY_METRIC_temporary_protection, who, who->place, who->persons);
    asy_tell(scene, who, temporary_protection, "is given temporary protection with the group",
             NAN, NAN);
    who->first = who->place;
    who->fate = ASY_FATE_TEMPORARY;
    return asy_exile_enter(scene, who);
}

/* ---- when it is over --------------------------------------------------------------------- */

static struct asy_step
goes_home(struct asy_scene *scene, struct asy_applicant *who)
{
    who->fate = ASY_FATE_RETURNED_UNHARMED;
    asy_count_pair(scene, ASY_METRIC_returns_voluntary, who, who->place, who->citizenship);
    asy_tell(scene, who, temporary_protection, "goes home", NAN, NAN);
    return asy_return_home(scene, who);
}

static struct asy_step
is_over(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_temporary_protection *law = law_here(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_group_protection);
    const double u = asy_u(&luck, AFTERWARDS);
    asy_count(scene, ASY_METRIC_temporary_protection_over, who, who->place, who->persons);
    asy_tell(scene, who, temporary_protection, "temporary protection ends", law->p_claims_after,
             u);
    asy_exile_end(scene, who);
    asy_unmark(who, ASY_MARK_protected_elsewhere);
    asy_mark(who, ASY_MARK_temporary_over);
    if (u < law->p_claims_after)
        return asy_at_once(ASY_STAGE_entry);
    if (u < law->p_claims_after + law->p_home)
        return goes_home(scene, who);
    if (u < law->p_claims_after + law->p_home + law->p_permit) {
        asy_tell(scene, who, temporary_protection, "stays on another permit", NAN, NAN);
        return asy_end(who, ASY_FATE_TEMPORARY);
    }
    return asy_refused_for_good(scene, who);
}

struct asy_step
asy_temporary_period_ends(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_temporary_protection *law = law_here(scene, who);
    const int32_t had = scene->day - who->since;
    asy_unmark(who, ASY_MARK_term_runs);
    if (!asy_is_protected_as_group(scene, who) || had >= (int32_t) law->most_days)
        return is_over(scene, who);
    const int32_t left = (int32_t) law->most_days - had, next = (int32_t) law->period_days;
    who->resume_day = asy_day_after(scene, next < left ? next : left);
    asy_mark(who, ASY_MARK_term_runs);
    asy_tell(scene, who, temporary_protection, "temporary protection is extended", NAN, NAN);
    return asy_at_once(ASY_STAGE_exile);
}
