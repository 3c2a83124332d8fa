/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dublin III, chapter III: the criteria in their order, asked of one applicant. Each points to
   a state or leaves the question to the next; one that points to a state to which nobody may be
   transferred leaves it too (art. 3(2)). Before them stands an earlier claim: the state where
   it was made takes back, and nobody asks the criteria again (art. 18(1)(b)-(d), 20(5); Court
   of Justice, C-582/17 and C-583/17), unless family is here, or it is about a child alone. */
#include "law/in_force.h"
#include "law/journey/visa.h"
#include "law/procedure/procedure.h"
#include "life/scope.h"

enum { NOBODY_TAKES_BACK = -1 };

/* The criteria are asked as things stood when the claim was lodged, however long it lies before
   another state is asked (art. 7(2)), and by the law of that day (art. 49, second paragraph).
 */
const struct asy_dublin *
asy_dublin_of_claim(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return who->since == scene->day ? ASY_TODAY(scene, dublin, who->place)
                                    : asy_law_on(scene, ASY_LAW_dublin, who->place, who->since);
}

/* Where transfers are suspended no criterion leads (art. 3(2), second sub-paragraph). */
static bool
may_answer(const struct asy_scene *scene, const struct asy_applicant *who, int state)
{
    return state < ASY_MAX_COUNTRIES && scene->in_force->dublin & asy_bit(state) &&
           (state == who->place ||
            !(ASY_TODAY(scene, dublin, who->place)->suspended & asy_bit(state)));
}

/* Whether a claim binds the state where it was made: not long after it was refused there in the
   border procedure, where the law knows such an end (2024/1351 art. 37). */
static bool
binds(const struct asy_scene *scene, const struct asy_applicant *who, int state)
{
    return may_answer(scene, who, state) &&
           (who->border_refused_by != state ||
            scene->day - who->border_refused_day <=
                ASY_TODAY(scene, dublin, who->place)->border_refusal_days);
}

/* The state where a claim has been made that binds: that of the first, else any other. None
   where the first was made here, or where this state has become responsible. */
static int
takes_back(const struct asy_scene *scene, const struct asy_applicant *who)
{
    if (who->first == who->place && who->claimed & asy_bit(who->place))
        return NOBODY_TAKES_BACK;
    if (who->first < ASY_MAX_COUNTRIES && who->claimed & asy_bit(who->first) &&
        binds(scene, who, who->first))
        return who->first;
    for (uint64_t left = who->claimed & ~asy_bit(who->place); left; left &= left - 1)
        if (binds(scene, who, __builtin_ctzll(left)))
            return __builtin_ctzll(left);
    return NOBODY_TAKES_BACK;
}

/* Whether the state that takes back has decided on the merits: from then on no family is looked
   for (art. 7(3), 17(2)), and no child can have another state decide again (C-648/11, para
   63). */
static bool
has_decided(const struct asy_applicant *who, int back)
{
    return back != NOBODY_TAKES_BACK &&
           (asy_marked(who, ASY_MARK_rejected) || asy_marked(who, ASY_MARK_appeal_left) ||
            asy_refused_in(who, back));
}

/* ---- visa, entry ------------------------------------------------------------- */

/* Art. 12: a visa counts while it is valid, and for six months more; after that the state where
   the claim is lodged is responsible, as they came in lawfully and art. 13 does not apply
   (12(4), second sub-paragraph). */
static bool
visa_counts(const struct asy_applicant *who, const struct asy_dublin *law)
{
    return who->entry_day == ASY_NO_DAY || who->since - who->entry_day <= law->visa_days;
}

/* A state of the system, even if transfers to it are suspended. */
static bool
has_visa(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return who->visa < ASY_MAX_COUNTRIES && scene->in_force->dublin & asy_bit(who->visa);
}

bool
asy_entered_freely(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const int32_t day = who->entry_day == ASY_NO_DAY ? scene->day : who->entry_day;
    return asy_marked(who, ASY_MARK_visa_free) || asy_visa_free_on(scene, who, who->first, day);
}

/* Whether the entry into the first state still makes it responsible. A visa-free entry does
   without a time limit, but not where the state of the claim requires no visa either (art. 14);
   an irregular entry does for twelve months (art. 13(1)). */
static bool
entry_binds(const struct asy_scene *scene, const struct asy_applicant *who,
            const struct asy_dublin *law)
{
    if (!law->entry_binds)
        return false;
    if (asy_entered_freely(scene, who))
        return !asy_visa_free_on(scene, who, who->place, who->since);
    return who->since - who->entry_day <= law->entry_days;
}

static struct asy_responsibility
by_the_way(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_dublin *law = asy_dublin_of_claim(scene, who);
    if (asy_marked(who, ASY_MARK_determined) && who->first == who->place)
        return (struct asy_responsibility){ who->place, ASY_BY_NONE }; /* it has become so */
    if (has_visa(scene, who) && !visa_counts(who, law))
        return (struct asy_responsibility){ who->place, ASY_BY_NONE };
    if (may_answer(scene, who, who->visa))
        return (struct asy_responsibility){ who->visa, ASY_BY_VISA };
    if (law->diploma && may_answer(scene, who, who->tie) && asy_has_diploma(scene, who))
        return (struct asy_responsibility){ who->tie, ASY_BY_DIPLOMA };
    if (who->first != who->place && may_answer(scene, who, who->first) &&
        entry_binds(scene, who, law))
        return (struct asy_responsibility){ who->first, ASY_BY_ENTRY };
    return (struct asy_responsibility){ who->place, ASY_BY_NONE };
}

/* ---- children alone, family -------------------------------------------------- */

/* Art. 8: a child alone belongs with family or relatives, wherever they are; without any it
   stays where it is (`minors_stay`), and is not taken back for an earlier claim, or is. Its
   visa or way is not asked about in either law (343/2003 art. 6; COM(2016) 270 art. 10). */
static enum asy_criterion
of_minor(const struct asy_dublin *law, const struct asy_applicant *who,
         enum asy_criterion there, bool taken_back, int *state)
{
    *state = there == ASY_BY_MINOR ? who->tie : who->place;
    return there == ASY_BY_MINOR || law->minors_stay || !taken_back ? ASY_BY_MINOR
                                                                    : ASY_BY_NONE;
}

static bool
is_applied(const struct asy_scene *scene, const struct asy_applicant *who,
           const struct asy_dublin *law)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_dublin_family);
    return asy_chance(&luck, 3, law->p_family);
}

static bool
is_asked(const struct asy_scene *scene, const struct asy_applicant *who, double share)
{
    if (share <= 0.0 || who->tie == who->place)
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_clauses);
    return asy_chance(&luck, 1, share);
}

/* Art. 17(2): on humanitarian grounds another state is asked, where a relative is; by the state
   that determines responsibility, or is responsible, and so not by one entitled only to a
   take-back. */
static bool
for_humanity(const struct asy_scene *scene, const struct asy_applicant *who,
             const struct asy_dublin *law)
{
    return is_asked(scene, who, law->p_humanitarian);
}

/* 343/2003 art. 15(3): an unaccompanied child with a relative elsewhere able to care for it. */
static bool
unites_minor(const struct asy_scene *scene, const struct asy_applicant *who,
             const struct asy_dublin *law)
{
    return is_asked(scene, who, law->p_minor_united) && asy_has_relative_there(scene, who);
}

/* After a decision elsewhere the criteria are not applied; 343/2003 art. 15 could still be
   used. */
static bool
asks_after_decision(const struct asy_scene *scene, const struct asy_applicant *who, int back)
{
    const struct asy_dublin *law = asy_dublin_of_claim(scene, who);
    return law->humanity_any_time && who->tie != back && for_humanity(scene, who, law);
}

/* Relatives in the state of ties. Where another state has to take back, only family here is
   looked at: that state is to find out about all others (C-582/17, para 81 to 83). */
static enum asy_criterion
of_relatives(const struct asy_scene *scene, const struct asy_applicant *who, bool ties,
             bool taken_back, int *state)
{
    const struct asy_dublin *law = asy_dublin_of_claim(scene, who);
    const enum asy_criterion there = ties ? asy_family_there(scene, who) : ASY_BY_NONE;

    *state = who->tie;
    if (there == ASY_BY_MINOR || asy_is_minor_alone(scene, who))
        return there != ASY_BY_MINOR && ties && unites_minor(scene, who, law)
                   ? ASY_BY_HUMANITY
                   : of_minor(law, who, there, taken_back, state);
    const bool at_any_time = law->humanity_any_time;
    if (there != ASY_BY_NONE &&
        (!taken_back || who->tie == who->place ||
         (there == ASY_BY_DEPENDANT && at_any_time)) && /* 343/2003 art. 15(2) */
        is_applied(scene, who, law))
        return there;
    return ties && (!taken_back || at_any_time) && for_humanity(scene, who, law)
               ? ASY_BY_HUMANITY
               : ASY_BY_NONE;
}

/* Whether the criteria are closed by a first claim elsewhere (COM(2016) 270 art. 9(1)); not to
   an unaccompanied child who may stay. */
static bool
is_closed(const struct asy_scene *scene, const struct asy_applicant *who, int back)
{
    if (back == NOBODY_TAKES_BACK)
        return false;
    const struct asy_dublin *law = asy_dublin_of_claim(scene, who);
    return law->criteria_once && !(law->minors_stay && asy_is_minor_alone(scene, who));
}

struct asy_responsibility
asy_dublin_criteria(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const bool ties = may_answer(scene, who, who->tie);
    const int back = takes_back(scene, who);
    int state = who->place;

    if ((ties || who->persons == 1) && !has_decided(who, back) &&
        !is_closed(scene, who, back)) {
        const enum asy_criterion by =
            of_relatives(scene, who, ties, back != NOBODY_TAKES_BACK, &state);
        if (by != ASY_BY_NONE)
            return (struct asy_responsibility){ state, by };
    }
    if (ties && has_decided(who, back) && asks_after_decision(scene, who, back))
        return (struct asy_responsibility){ who->tie, ASY_BY_HUMANITY };
    return back != NOBODY_TAKES_BACK ? (struct asy_responsibility){ back, ASY_BY_FIRST_CLAIM }
                                     : by_the_way(scene, who);
}

/* Family is there and was not looked for; or, where another state takes back, was not looked
   for since that state is to do it, which only those with family here may plead (C-582/17). */
enum asy_criterion
asy_family_overlooked(const struct asy_scene *scene, const struct asy_applicant *who,
                      bool take_back_too)
{
    const int back = takes_back(scene, who);
    if (!may_answer(scene, who, who->tie) || who->tie == who->target ||
        has_decided(who, back) || asy_is_minor_alone(scene, who))
        return ASY_BY_NONE;
    const bool elsewhere = back != NOBODY_TAKES_BACK && who->tie != who->place;
    if (elsewhere && !take_back_too)
        return ASY_BY_NONE;
    const enum asy_criterion there = asy_family_there(scene, who);
    return elsewhere || !is_applied(scene, who, asy_dublin_of_claim(scene, who)) ? there
                                                                                 : ASY_BY_NONE;
}

int
asy_dublin_responsible(const struct asy_scene *scene, const struct asy_applicant *who)
{
    /* no criterion can point elsewhere where neither ties nor the way do: no draw is needed */
    const bool ties = who->tie != who->place && may_answer(scene, who, who->tie);
    if (!ties && takes_back(scene, who) == NOBODY_TAKES_BACK &&
        by_the_way(scene, who).state == who->place)
        return who->place;
    return asy_dublin_criteria(scene, who).state;
}

struct asy_step
asy_passes_on(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_dublin *law = ASY_TODAY(scene, dublin, who->place);
    const struct asy_step stays = asy_at_once(ASY_STAGE_registration);
    if (law->p_passes_on <= 0.0 || who->first != who->place || who->claimed ||
        who->visa != ASY_NOBODY || asy_marked(who, ASY_MARK_visa_free))
        return stays;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_passes_on);
    if (!asy_chance(&luck, 0, law->p_passes_on))
        return stays;
    struct asy_step away = asy_onward_leave(scene, who, &luck);
    if (away.next == ASY_AT_ONCE)
        return stays;
    away.n = asy_wait_days(law->hidden_days, asy_u(&luck, 3));
    asy_tell(scene, who, dublin, "goes on before any claim is lodged", law->p_passes_on,
             asy_u(&luck, 0));
    return away;
}
