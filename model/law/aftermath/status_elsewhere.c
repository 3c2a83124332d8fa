/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protected in one state, and gone to another: not heard there, since they are protected; sent
   back, or tolerated; or, where the other state recognises what the first has given, settled.
   Dublin knows no take-back of them (604/2013 art. 18(1)(b)-(d) speak of applicants; C-36/17).
   The fate stays what it is as long as the protection is not lost. */
#include "law/aftermath/family.h"
#include "law/aftermath/status.h"
#include "law/journey/choice.h"
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM(status_elsewhere, p_apply, 0, 1, 1, "share",
              "Share of people protected in another member state whose claim is inadmissible "
              "on that ground.",
              "2013/32/EU art. 33(2)(a): a power; practice by date, grade D"),
    ASY_PARAM_SET(ASY_PER_COUNTRY, status_elsewhere, not_counted,
                  "States whose decisions do not count as those of a member state: their "
                  "protection is treated as that of a first country of asylum.",
                  "2013/32/EU art. 2(b), 2(e), 33(2)(a); Court of Justice, C-8/20, L.R., and "
                  "C-497/21: not Norway, nor Denmark"),
    ASY_PARAM_FLAG(status_elsewhere, refugees_only, 0,
                   "Whether only refugee status given elsewhere makes a claim inadmissible.",
                   "2005/85/EC art. 25(2)(a): refugee status; 2013/32/EU art. 33(2)(a): any "
                   "international protection"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, status_elsewhere, inhuman, 0, 0, 1, "share",
                  "Share of people protected who would be in extreme want there and whose "
                  "claim is examined, by protecting state.",
                  "C-297/17 Ibrahim para 88-94, C-540/17 Hamed; grade D: by the state that "
                  "protects"),
    ASY_PARAM(status_elsewhere, days, 0, 60, 3000, "days", "Mean time to this refusal.",
              "grade D: mean, to this refusal"),
    ASY_PARAM(status_elsewhere, p_appeal, 0, 0.4, 1, "share",
              "Share of people so refused who appeal.",
              "grade D: of those so refused, who go to court"),
    ASY_PARAM(status_elsewhere, p_overturn, 0, 0.05, 1, "share",
              "Share of their appeals that are allowed.", "grade D: of their appeals"),
    ASY_PARAM(status_elsewhere, appeal_days, 0, 120, 3000, "days",
              "Mean time from the refusal to the court's ruling.",
              "grade D: mean, from the refusal to the court's ruling"),
    ASY_PARAM_FLAG(status_elsewhere, suspensive, 0,
                   "Whether the person may stay until the court has ruled.",
                   "2013/32/EU art. 46(6)(b): it need not suspend"),
    ASY_PARAM_FLAG(status_elsewhere, taken_back, 0,
                   "Whether the protecting state must take them back on notification, before "
                   "any decision on the claim.",
                   "COM(2016) 270 art. 20(1)(e), 26; 604/2013 knows no such duty: C-36/17"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, status_elsewhere, p_returned, 0, 0.3, 1, "share",
                  "Share of people whose claim is inadmissible who are returned to the "
                  "protecting state, by that state; the others are tolerated.",
                  "grade D: bilateral readmission; 2008/115/EC art. 6(2)"),
    ASY_PARAM(status_elsewhere, return_days, 1, 180, 5000, "days", "Mean time to that return.",
              "grade D: mean, to that return"),
    ASY_PARAM_SET(ASY_PER_COUNTRY, status_elsewhere, recognises,
                  "States whose grant of protection is valid here too: beneficiaries may live "
                  "here, and need no claim.",
                  "none in law: a status gives free movement within the state that "
                  "protects"),
    ASY_PARAM(
        status_elsewhere, transfer_days, 0, 730, 36500, "days",
        "Length of lawful stay after which this state becomes responsible for the protection.",
        "European Agreement on Transfer of Responsibility for Refugees (1980), art. 2: two "
        "years"),
    ASY_PARAM(status_elsewhere, long_term_days, 0, 1826, 36500, "days",
              "Length of protection after which long-term resident status is available.",
              "2003/109/EC art. 4, as amended by 2011/51/EU: five years"),
    ASY_PARAM(status_elsewhere, p_long_term, 0, 0, 1, "share",
              "Share of people protected that long who move with that status and settle here.",
              "grade D: 2003/109/EC art. 14, 15: with means, or work"),
    { 0 },
};

const struct asy_law asy_law_status_elsewhere = {
    .name = "status_elsewhere",
    .file = __FILE__,
    .doc = "How a state treats people protected by another member state.",
    .source = "2013/32/EU art. 33(2)(a); C-36/17, C-297/17; 2011/51/EU",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_status_elsewhere),
    .params = params,
};

enum { MOVES, DAYS, TIES, WHERE };               /* words of `status_moves` */
enum { INADMISSIBLE, WANT, DECIDED, APPEALS };   /* of `status_elsewhere` */
enum { RESTORED, RULED, RETURNED, RETURN_DAYS }; /* of `status_back` */

static const struct asy_status_elsewhere *
law_here(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return ASY_TODAY(scene, status_elsewhere, who->place);
}

/* ---- who moves --------------------------------------------------------------------------- */

static int
state_aimed_at(const struct asy_scene *scene, const struct asy_applicant *who,
               const struct asy_luck *luck)
{
    if (who->tie != ASY_NOBODY && who->tie != who->place &&
        asy_chance(luck, TIES, ASY_TODAY(scene, choice, 0)->follow_ties))
        return who->tie;
    return asy_pick(scene->chances->onward[who->group][who->place], scene->world->n_states,
                    asy_u(luck, WHERE));
}

static bool
holds_in(const struct asy_scene *scene, const struct asy_applicant *who, int state)
{
    return ASY_TODAY(scene, status_elsewhere, state)->recognises &
           asy_bit(asy_protecting_state(who));
}

/* On the odds of moving: as for others, by what has become of the states' reputation; and more
   where they would settle with the protection they have. */
static double
share_that_moves(const struct asy_scene *scene, const struct asy_applicant *who, int to)
{
    const struct asy_onward *law = ASY_TODAY(scene, onward, who->group);
    const double p = law->after_protection[who->place];
    const double times = (double) scene->chances->pull[who->group][who->place] *
                         (holds_in(scene, who, to) ? law->settles_ratio : 1.0);
    return p * times / (1.0 - p + p * times);
}

static void
moves_with(struct asy_scene *scene, struct asy_applicant *who, double share)
{
    const struct asy_onward *law = ASY_TODAY(scene, onward, who->group);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_status_moves);
    if (!asy_chance(&luck, MOVES, share))
        return;
    who->target = (uint8_t) state_aimed_at(scene, who, &luck);
    asy_tell(scene, who, onward, "is protected, and will move to another state", share,
             asy_u(&luck, MOVES));
    asy_mark(who, ASY_MARK_will_move);
    who->leave_day =
        asy_day_after(scene, asy_wait_days(law->after_protection_days, asy_u(&luck, DAYS)));
}

void
asy_status_moves_set(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_onward *law = ASY_TODAY(scene, onward, who->group);
    if (law->after_protection[who->place] <= 0.0 || who->claims >= law->most_claims)
        return;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_status_moves);
    const int to = state_aimed_at(scene, who, &luck);
    if (to >= 0 && to != who->place)
        moves_with(scene, who, share_that_moves(scene, who, to));
}

void
asy_status_moves_freely(struct asy_scene *scene, struct asy_applicant *who)
{
    if (asy_marked(who, ASY_MARK_will_move) || asy_marked(who, ASY_MARK_protected_elsewhere) ||
        ASY_TODAY(scene, onward, who->group)->after_protection[who->place] <= 0.0)
        return;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_status_moves);
    const int to = state_aimed_at(scene, who, &luck);
    if (to >= 0 && to != who->place && holds_in(scene, who, to))
        moves_with(scene, who, share_that_moves(scene, who, to));
}

/* In exile again, here: relatives who were still to come apply here. */
static struct asy_step
lives_on(struct asy_scene *scene, struct asy_applicant *who)
{
    return asy_exile_resume(scene, who);
}

/* ---- with a status that holds ------------------------------------------------------------ */

/* Of those protected for so long, who are long-term residents (2003/109/EC): by the law of the
   state that protects, and in one that knows that status too. */
static bool
is_long_term(const struct asy_scene *scene, const struct asy_applicant *who,
             const struct asy_status_elsewhere *law)
{
    if (law->p_long_term <= 0.0 ||
        ASY_TODAY(scene, status_elsewhere, who->first)->p_long_term <= 0.0 ||
        scene->day - who->since < law->long_term_days)
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_long_term);
    return asy_chance(&luck, 0, law->p_long_term);
}

static bool
may_settle(const struct asy_scene *scene, const struct asy_applicant *who)
{
    if (who->fate == ASY_FATE_TEMPORARY) /* 2001/55 art. 11; 2022/382 recital 15 */
        return asy_is_protected_as_group(scene, who) &&
               ASY_TODAY(scene, temporary_protection, who->place)->take_back_waived;
    return holds_in(scene, who, who->place) || is_long_term(scene, who, law_here(scene, who));
}

static struct asy_step
settles(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count_pair(scene, ASY_METRIC_settled_with_status, who, who->first, who->place);
    asy_tell(scene, who, status_elsewhere, "settles, because the protection is valid here too",
             NAN, NAN);
    asy_mark(who, ASY_MARK_will_move); /* what falls due: the state answers for them */
    who->leave_day = asy_day_after(scene, (int32_t) law_here(scene, who)->transfer_days);
    return lives_on(scene, who);
}

static void
responsibility_passes(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count_pair(scene, ASY_METRIC_responsibility_passed, who, who->first, who->place);
    asy_tell(scene, who, status_elsewhere,
             "has lived here long enough: this state is responsible for the protection", NAN,
             NAN);
    asy_unmark(who, ASY_MARK_protected_elsewhere);
    who->first = who->place;
}

struct asy_step
asy_status_moves_due(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_unmark(who, ASY_MARK_will_move);
    if (!asy_marked(who, ASY_MARK_protected_elsewhere))
        return asy_at_once(ASY_STAGE_status_moves);
    responsibility_passes(scene, who);
    return asy_at_once(ASY_STAGE_exile);
}

struct asy_step
asy_stage_status_moves(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count_pair(scene, ASY_METRIC_protected_moved_on, who, who->place, who->target);
    if (who->reunion_day != ASY_SETTLED)
        asy_parted_end(scene, who, who->place);
    asy_mark(who, ASY_MARK_protected_elsewhere);
    who->first = who->place;
    asy_comes_to(who, who->target);
    asy_tell(scene, who, onward, "is protected in one state, and comes to another", NAN, NAN);
    if (may_settle(scene, who))
        return settles(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_lodge);
    const int32_t days =
        asy_wait_days(ASY_TODAY(scene, registration, who->place)->lodge_days, asy_u(&luck, 0));
    return asy_wait(
        who->fate == ASY_FATE_TEMPORARY ? ASY_STAGE_status_back : ASY_STAGE_status_claim, days);
}

/* ---- the claim --------------------------------------------------------------------------- */

static struct asy_step
is_heard(struct asy_scene *scene, struct asy_applicant *who)
{
    who->since = (int16_t) scene->day;
    return asy_stand_in(ASY_STAGE_status_heard, ASY_QUEUE_merits);
}

/* Whether the state that protects receives them. */
static bool
is_received_there(struct asy_scene *scene, const struct asy_applicant *who,
                  const struct asy_status_elsewhere *law)
{
    const double p = law->taken_back ? 1.0 : law->p_returned[who->first];
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_status_back);
    asy_tell(scene, who, status_elsewhere, "may be returned to the protecting state", p,
             asy_u(&luck, RETURNED));
    return asy_chance(&luck, RETURNED, p);
}

static struct asy_step
is_sent_back(struct asy_scene *scene, struct asy_applicant *who, int32_t after)
{
    const struct asy_status_elsewhere *law = law_here(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_status_back);
    if (is_received_there(scene, who, law))
        return asy_wait(ASY_STAGE_status_back,
                        after + asy_wait_days(law->return_days, asy_u(&luck, RETURN_DAYS)));
    asy_count(scene, ASY_METRIC_tolerated_protected, who, who->place, who->persons);
    asy_tell(scene, who, status_elsewhere, "is tolerated here, and protected elsewhere", NAN,
             NAN);
    return lives_on(scene, who);
}

static bool
counts_here(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return !(law_here(scene, who)->not_counted & asy_bit(who->first));
}

/* How likely protection by a state that the directive does not bind is held against the claim:
   as that of a first country of asylum, if this state uses that power and the other takes them
   back (2013/32/EU art. 33(2)(b), 35). */
static double
p_first_country(struct asy_scene *scene, const struct asy_applicant *who,
                const struct asy_status_elsewhere *law)
{
    const struct asy_first_country *first = ASY_TODAY(scene, first_country, who->place);
    const bool spared = first->never & asy_bit(who->first) ||
                        (asy_is_minor_alone(scene, who) && first->spares_minors);
    return !spared && is_received_there(scene, who, law) ? first->p_apply : 0.0;
}

/* Whether the claim is heard all the same. */
static bool
is_admissible(struct asy_scene *scene, struct asy_applicant *who,
              const struct asy_status_elsewhere *law, const struct asy_luck *luck)
{
    const double want = law->inhuman[who->first];
    const bool counts = counts_here(scene, who);
    if (counts && law->refugees_only && who->fate != ASY_FATE_REFUGEE) {
        asy_tell(scene, who, status_elsewhere,
                 "has protection other than refugee status there: the claim is examined", NAN,
                 NAN);
        return true;
    }
    if (asy_chance(luck, WANT, want)) {
        asy_tell(scene, who, status_elsewhere,
                 "would be in extreme want in the protecting state: the claim is examined",
                 want, asy_u(luck, WANT));
        return true;
    }
    const double p = counts ? law->p_apply : p_first_country(scene, who, law);
    asy_tell(scene, who, status_elsewhere,
             counts ? "is protected in another member state: inadmissible?"
                    : "is protected by a state that the directive does not bind: first country "
                      "of asylum?",
             p, asy_u(luck, INADMISSIBLE));
    return !asy_chance(luck, INADMISSIBLE, p);
}

struct asy_step
asy_stage_status_claim(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_status_elsewhere *law = law_here(scene, who);
    const int16_t since = who->since;
    asy_claim_lodged(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_status_elsewhere);
    if (law->taken_back) {
        who->since = since;
        asy_backlog_leave(scene, who);
        asy_tell(scene, who, status_elsewhere,
                 "the protecting state is notified, and must take them back", NAN, NAN);
        return is_sent_back(scene, who, 0);
    }
    if (is_admissible(scene, who, law, &luck))
        return is_heard(scene, who);
    who->since = since; /* the protection goes on */
    return asy_wait(ASY_STAGE_status_decided, asy_wait_days(law->days, asy_u(&luck, DECIDED)));
}

struct asy_step
asy_stage_status_decided(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_status_elsewhere *law = law_here(scene, who);
    const struct asy_luck asked = asy_luck(scene, who, ASY_LUCK_status_elsewhere);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_status_back);
    const int32_t court = asy_wait_days(law->appeal_days, asy_u(&luck, RULED));
    const int32_t gone = asy_wait_days(law->return_days, asy_u(&luck, RETURN_DAYS));
    const bool is_ruled_on =
        asy_chance(&asked, APPEALS, law->p_appeal) && (law->suspensive || court < gone);

    if (counts_here(scene, who))
        asy_count(scene, ASY_METRIC_inadmissible_protected, who, who->place, who->persons);
    else
        asy_count(scene, ASY_METRIC_inadmissible_first_country, who, who->place, who->persons);
    asy_tell(scene, who, status_elsewhere, "inadmissible: protected in another state", NAN,
             NAN);
    if (is_ruled_on && asy_chance(&luck, RESTORED, law->p_overturn)) {
        asy_tell(scene, who, status_elsewhere, "a court finds that the claim must be examined",
                 law->p_overturn, asy_u(&luck, RESTORED));
        return is_heard(scene, who);
    }
    asy_backlog_leave(scene, who);
    return is_sent_back(scene, who, is_ruled_on && law->suspensive ? court : 0);
}

/* Not protected here, and protected there all the same. */
static struct asy_step
not_protected_here(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_unmark(who, ASY_MARK_sent_elsewhere); /* no return home */
    asy_tell(scene, who, status_elsewhere, "is refused here, but still protected elsewhere",
             NAN, NAN);
    return is_sent_back(scene, who, 0);
}

/* A full examination, not bound by the other state's decision (C-753/22). */
struct asy_step
asy_stage_status_heard(struct asy_scene *scene, struct asy_applicant *who)
{
    return asy_merits_decide(scene, who, 0.0, not_protected_here);
}

struct asy_step
asy_stage_status_back(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_onward *onward = ASY_TODAY(scene, onward, who->group);
    if (asy_is_unfit_to_travel(scene, who) ||
        asy_strasbourg_stops(scene, who, who->place, ASY_STOPS_TRANSFER)) {
        asy_count(scene, ASY_METRIC_tolerated_protected, who, who->place, who->persons);
        return lives_on(scene, who);
    }
    asy_count_pair(scene, ASY_METRIC_returned_to_status, who, who->place, who->first);
    asy_comes_to(who, who->first);
    asy_unmark(who, ASY_MARK_protected_elsewhere);
    asy_tell(scene, who, status_elsewhere, "is back in the protecting state", NAN, NAN);
    if (who->claims < onward->most_claims) {
        const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_status_moves);
        const int to = state_aimed_at(scene, who, &luck);
        if (to >= 0 && to != who->place)
            moves_with(scene, who, onward->after_transfer);
    }
    return lives_on(scene, who);
}
