/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows a claim in another state than the one responsible: there, where reception may
   end before the transfer and people act upon it, and after the transfer, where the claim may
   be accelerated. And those who arrive in another state and claim nothing there until they are
   found (604/2013 art. 24). Whether an earlier claim counts as withdrawn is
   dublin.withdrawn_subsequent. A child alone is housed and has a guardian (2013/33/EU art. 24).
 */
#include "law/procedure/procedure.h"

static const char *const receptions[] = { [ASY_RECEPTION_KEPT] = "kept",
                                          [ASY_RECEPTION_TO_CLAIM] = "to_claim",
                                          [ASY_RECEPTION_TO_TRANSFER_DECISION] =
                                              "to_transfer_decision",
                                          NULL };

static const struct asy_param params[] = {
    ASY_PARAM_FLAG(secondary_movement, taken_back_accelerated, 0,
                   "Whether this state accelerates the claims of people it takes back.",
                   "COM(2016) 270 art. 20(3); 604/2013 art. 18(2): as any other claim"),
    ASY_PARAM_FLAG(secondary_movement, taken_charge_accelerated, 0,
                   "Whether it accelerates the claims of people of whom it takes charge, who "
                   "should have claimed here first.",
                   "COM(2016) 270 art. 4(1), 5(1)"),
    ASY_PARAM_CHOICE(secondary_movement, reception, receptions, ASY_RECEPTION_KEPT,
                     "How long a person for whom another state is responsible is entitled to "
                     "reception here: until the transfer, the claim or the transfer decision.",
                     "2013/33/EU art. 17, C-179/11, Cimade: until the transfer; COM(2016) 270 "
                     "art. 5(3): not at all; 2024/1351 art. 18: until the transfer decision"),
    ASY_PARAM(
        secondary_movement, p_withheld, 0, 1, 1, "share",
        "Share of people without a right to reception here from whom it is in fact withheld.",
        "grade D: practice; emergency health care remains"),
    ASY_PARAM(secondary_movement, days, 1, 30, 5000, "days",
              "Mean time until a person without reception acts on it.", "grade D: mean"),
    ASY_PARAM(secondary_movement, p_home, 0, 0.05, 1, "share",
              "Share of people who act who give up and go home.", "grade D"),
    ASY_PARAM(secondary_movement, p_back, 0, 0.15, 1, "share",
              "Share who go to the responsible state on their own.", "grade D"),
    ASY_PARAM(secondary_movement, p_onward, 0, 0.2, 1, "share",
              "Share who move on to yet another state. The others work irregularly and wait.",
              "grade D"),
    ASY_PARAM(secondary_movement, p_found, 0, 0.1, 1, "share",
              "Share of those others who are found at work and detained.", "grade D"),
    ASY_PARAM(secondary_movement, p_no_claim, 0, 0, 1, "share",
              "Share of people arriving after a claim elsewhere who do not claim here.",
              "grade D: 0, because arrivals are counted when they apply; 604/2013 art. 24"),
    ASY_PARAM(secondary_movement, found_days, 1, 180, 100000, "days",
              "Mean time until such a person is found.", "grade D: mean"),
    { 0 },
};

const struct asy_law asy_law_secondary_movement = {
    .name = "secondary_movement",
    .file = __FILE__,
    .doc = "What follows a claim, or a stay without one, in a state other than the responsible "
           "one.",
    .source = "604/2013 art. 18, 24; 2013/33/EU art. 17, 20; COM(2016) 270 art. 4, 5, 20; "
              "2024/1351 art. 17, 18",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_secondary_movement),
    .params = params,
};

/* ---- after the transfer ------------------------------------------------------ */

void
asy_accelerate_transferred(struct asy_scene *scene, struct asy_applicant *who, bool back)
{
    const struct asy_secondary_movement *law = ASY_TODAY(scene, secondary_movement, who->place);
    if (!(back ? law->taken_back_accelerated : law->taken_charge_accelerated) ||
        asy_is_minor_alone(scene, who) || /* 2013/32/EU art. 25(6)(a) */
        asy_needs_spare_accelerated(scene, who))
        return;
    asy_mark(who, ASY_MARK_accelerated);
    asy_tell(scene, who, channel,
             back ? "had moved on and was taken back: accelerated"
                  : "should have claimed here first: accelerated",
             NAN, NAN);
}

/* ---- without reception ------------------------------------------------------- */

enum { UNTIL, WAY, FOUND }; /* words of `unreceived` */
enum { WITHHELD = 0, NO_CLAIM, FOUND_DAYS };
enum { SIX_WEEKS = 42 }; /* 604/2013 art. 28(3): detention until a transfer */

static bool
is_withheld(struct asy_scene *scene, struct asy_applicant *who,
            const struct asy_secondary_movement *law, enum asy_reception step)
{
    if (law->reception > (int) step || asy_marked(who, ASY_MARK_found_without_claim) ||
        asy_is_minor_alone(scene, who))
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_moved_on);
    if (!asy_chance(&luck, WITHHELD, law->p_withheld))
        return false;
    if (!asy_marked(who, ASY_MARK_unreceived)) {
        asy_mark(who, ASY_MARK_unreceived);
        asy_count(scene, ASY_METRIC_reception_withheld, who, who->place, who->persons);
        asy_tell(scene, who, secondary_movement,
                 "is no longer received here, because another state is responsible",
                 law->p_withheld, asy_u(&luck, WITHHELD));
    }
    return true;
}

struct asy_step
asy_wait_unreceived(struct asy_scene *scene, struct asy_applicant *who, enum asy_stage_id stage,
                    int32_t days, enum asy_reception step)
{
    const struct asy_secondary_movement *law = ASY_TODAY(scene, secondary_movement, who->place);
    if (law->reception == ASY_RECEPTION_KEPT || !is_withheld(scene, who, law, step))
        return asy_wait(stage, days);
    const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_unreceived, (int) stage);
    const int32_t until = asy_wait_days(law->days, asy_u(&luck, UNTIL));
    if (until >= days)
        return asy_wait(stage, days);
    who->resume_day = asy_day_after(scene, days);
    who->resumes = (uint8_t) stage;
    return asy_wait(ASY_STAGE_unreceived, until);
}

static void
closes_file(struct asy_scene *scene, struct asy_applicant *who)
{
    if (who->claimed & asy_bit(who->place) && !asy_marked(who, ASY_MARK_found_without_claim))
        asy_file_close(scene, who);
}

static struct asy_step
gives_up(struct asy_scene *scene, struct asy_applicant *who)
{
    closes_file(scene, who);
    who->fate = ASY_FATE_NO_STATUS_EUROPE;
    asy_count(scene, ASY_METRIC_gave_up_unreceived, who, who->place, who->persons);
    asy_tell(scene, who, secondary_movement, "gives up the claim and goes home", NAN, NAN);
    return asy_wait(ASY_STAGE_voluntary_return, 1);
}

/* To the state responsible, as by a transfer, but of their own choice. */
static struct asy_step
goes_back(struct asy_scene *scene, struct asy_applicant *who)
{
    const int state = asy_dublin_criteria(scene, who).state;
    if (state == who->place)
        return asy_at_once(ASY_STAGE_unreceived);
    asy_count_pair(scene, ASY_METRIC_went_back, who, who->place, state);
    asy_tell(scene, who, secondary_movement, "goes to the responsible state on their own", NAN,
             NAN);
    closes_file(scene, who);
    asy_forget(who, ASY_LASTS_choice);
    asy_comes_to(who, state);
    who->first = (uint8_t) state;
    who->fate = ASY_FATE_WAITING;
    asy_mark(who, ASY_MARK_dublin_done);
    asy_mark(who, ASY_MARK_dublin_sent);
    asy_mark(who, ASY_MARK_stays);
    return asy_wait(ASY_STAGE_registration, 1);
}

/* Works irregularly until the procedure goes on; some are found, and held until the transfer.
 */
static struct asy_step
stays(struct asy_scene *scene, struct asy_applicant *who,
      const struct asy_secondary_movement *law, const struct asy_luck *luck)
{
    const int32_t left = who->resume_day > scene->day ? who->resume_day - scene->day : 1;
    if (asy_chance(luck, FOUND, law->p_found)) {
        asy_count(scene, ASY_METRIC_detained_at_work, who, who->place, who->persons);
        asy_count(scene, ASY_METRIC_days_detained, who, who->place,
                  (uint32_t) (left < SIX_WEEKS ? left : SIX_WEEKS) * who->persons);
        asy_tell(scene, who, secondary_movement, "works irregularly, and is found and detained",
                 law->p_found, asy_u(luck, FOUND));
    }
    return asy_wait((enum asy_stage_id) who->resumes, left);
}

struct asy_step
asy_stage_unreceived(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_secondary_movement *law = ASY_TODAY(scene, secondary_movement, who->place);
    const struct asy_luck luck =
        asy_luck_of(scene, who, ASY_LUCK_unreceived, (int) who->resumes);
    const double u = asy_u(&luck, WAY), home = law->p_home, back = home + law->p_back;

    asy_tell(scene, who, secondary_movement, "has neither reception nor work", home, u);
    if (u < home)
        return gives_up(scene, who);
    struct asy_step away = asy_at_once(ASY_STAGE_unreceived);
    if (u < back)
        away = goes_back(scene, who);
    else if (u < back + law->p_onward) {
        const struct asy_luck way =
            asy_luck_of(scene, who, ASY_LUCK_onward_unreceived, (int) who->resumes);
        away = asy_onward_leave(scene, who, &way);
    }
    return away.next == ASY_AT_ONCE ? stays(scene, who, law, &luck) : away;
}

/* ---- without a claim --------------------------------------------------------- */

struct asy_step
asy_without_claim(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_secondary_movement *law = ASY_TODAY(scene, secondary_movement, who->place);
    const struct asy_step claims = asy_at_once(ASY_STAGE_registration);
    if (law->p_no_claim <= 0.0 || !who->claimed || who->claimed & asy_bit(who->place) ||
        asy_is_minor_alone(scene, who))
        return claims;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_moved_on);
    if (!asy_chance(&luck, NO_CLAIM, law->p_no_claim))
        return claims;
    who->fate = ASY_FATE_NO_STATUS_EUROPE;
    asy_stay_without_status(scene, who);
    asy_tell(scene, who, secondary_movement, "does not claim here, and lives without status",
             law->p_no_claim, asy_u(&luck, NO_CLAIM));
    return asy_wait(ASY_STAGE_found, asy_wait_days(law->found_days, asy_u(&luck, FOUND_DAYS)));
}

/* Art. 24: no new claim has been made here. Where another state has to take back it is asked,
   from the day on which they are found; where none has, or its return decision is enforced
   here, they are returned as anybody else. */
struct asy_step
asy_stage_found(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count(scene, ASY_METRIC_found_without_claim, who, who->place, who->persons);
    asy_tell(scene, who, secondary_movement, "is found, without a claim here", NAN, NAN);
    who->since = (int16_t) scene->day;
    who->files++; /* what follows is luck of its own */
    if (asy_dublin_responsible(scene, who) == who->place || asy_order_of_another(scene, who))
        return asy_wait(ASY_STAGE_forced_return, 1);
    asy_mark(who, ASY_MARK_found_without_claim);
    return asy_dublin_enter(scene, who);
}
