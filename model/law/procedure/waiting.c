/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting without means. Where one may not work while the claim is pending, savings and support
   run out: some give up and go home, some move on, some work all the same and are detained.
   A child alone is housed and has a guardian (2013/33/EU art. 24).
   Only the wait for an interview, for a court, and that of one who prepares a fresh claim
   (law/procedure/repeat_claim.c) count, not the days in a line. */
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM(waiting, work_after_days, 0, 274, 100000, "days",
              "Time from the claim until the applicant may work.",
              "2013/33/EU art. 15: at the latest nine months after the claim"),
    ASY_PARAM(waiting, destitute, 0, 0, 100, "per year",
              "How often an applicant who may not work runs out of means.",
              "grade D: of those who wait and may not work, who run out of means"),
    ASY_PARAM(waiting, p_home, 0, 0.3, 1, "share",
              "Share of destitute people who give up and go home.",
              "grade D: of these, who give up and go home"),
    ASY_PARAM(waiting, p_onward, 0, 0.1, 1, "share",
              "Share of destitute people who try another state.",
              "grade D: of these, who try another state"),
    ASY_PARAM(waiting, p_detained, 0, 0.2, 1, "share",
              "Share of the others who work and are found and detained.",
              "grade D: of the others, who work and are found and detained"),
    ASY_PARAM(waiting, p_agrees, 0, 0.5, 1, "share",
              "Share of people detained who agree to an assisted return.",
              "grade D: of the detained, who agree to an assisted return"),
    ASY_PARAM(waiting, detained_days, 0, 0, 2000, "days",
              "Length of detention after being found at work.",
              "held where found at work; 0: not told of"),
    ASY_PARAM(waiting, p_removed, 0, 0, 1, "share",
              "Share of the others detained, without a pending claim, who are removed.",
              "of the others whose claim has failed, removed from detention; 0: not told of"),
    { 0 },
};

const struct asy_law asy_law_waiting = {
    .name = "waiting",
    .file = __FILE__,
    .doc = "Work and means while waiting for a decision.",
    .source = "2013/33/EU art. 15, 17; Immigration Rules 360; Closing the Door, Alieva",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_waiting),
    .params = params,
};

struct asy_step
asy_wait_on_means(struct asy_scene *scene, struct asy_applicant *who, enum asy_stage_id stage,
                  int32_t days)
{
    const struct asy_waiting *law = ASY_TODAY(scene, waiting, who->place);
    if (law->destitute <= 0.0 || law->work_after_days <= 0.0)
        return asy_wait(stage, days);
    const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_waiting, (int) stage);
    const int32_t until = asy_hazard_days(law->destitute, asy_u(&luck, 0));
    const int32_t after_claim = scene->day - who->since + until;
    if (until >= days || after_claim >= law->work_after_days || asy_is_minor_alone(scene, who))
        return asy_wait(stage, days);
    who->resume_day = asy_day_after(scene, days);
    who->resumes = (uint8_t) stage;
    return asy_wait(ASY_STAGE_destitute, until);
}

/* Departs voluntarily, assisted or not. The file, if it is open, is closed. */
static struct asy_step
give_up(struct asy_scene *scene, struct asy_applicant *who)
{
    if (who->resumes == ASY_STAGE_channel)
        asy_file_close(scene, who);
    who->fate = ASY_FATE_NO_STATUS_EUROPE;
    asy_count(scene, ASY_METRIC_disheartened, who, who->place, who->persons);
    asy_tell(scene, who, waiting, "gives up the claim and goes home", NAN, NAN);
    return asy_wait(ASY_STAGE_voluntary_return, 1);
}

static struct asy_step
move_on(struct asy_scene *scene, struct asy_applicant *who, const struct asy_luck *luck)
{
    const struct asy_step away = asy_onward_leave(scene, who, luck);
    if (away.next != ASY_AT_ONCE && who->resumes != ASY_STAGE_channel)
        who->fate = ASY_FATE_NO_STATUS_EUROPE; /* no open file is left behind */
    if (away.next != ASY_AT_ONCE && who->resumes == ASY_STAGE_fresh_claim)
        asy_mark(who, ASY_MARK_rejected); /* the last court has spoken */
    if (away.next != ASY_AT_ONCE && who->resumes == ASY_STAGE_appeal)
        asy_mark(who, ASY_MARK_appeal_left);
    return away;
}

/* Found at work and held. Agrees to be returned, is removed where no claim is pending any more,
   or waits on, no sooner than they are let out. */
static struct asy_step
detained(struct asy_scene *scene, struct asy_applicant *who, const struct asy_luck *luck)
{
    const struct asy_waiting *law = ASY_TODAY(scene, waiting, who->place);
    const int16_t out = asy_day_after(scene, (int32_t) law->detained_days);
    asy_count(scene, ASY_METRIC_detained_at_work, who, who->place, who->persons);
    asy_count(scene, ASY_METRIC_days_detained, who, who->place,
              (uint32_t) law->detained_days * who->persons);
    asy_tell(scene, who, waiting, "works all the same, and is detained", law->p_agrees,
             asy_u(luck, 2));
    if (asy_chance(luck, 2, law->p_agrees))
        return give_up(scene, who);
    if (who->resumes == ASY_STAGE_fresh_claim && asy_chance(luck, 3, law->p_removed)) {
        asy_tell(scene, who, waiting, "has no pending claim, and is to be removed",
                 law->p_removed, asy_u(luck, 3));
        return asy_wait(ASY_STAGE_forced_return, out > scene->day ? out - scene->day : 1);
    }
    if (who->resume_day < out)
        who->resume_day = out;
    return asy_wait((enum asy_stage_id) who->resumes, who->resume_day - scene->day);
}

struct asy_step
asy_stage_destitute(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_waiting *law = ASY_TODAY(scene, waiting, who->place);
    const struct asy_luck luck = asy_luck_of(scene, who, ASY_LUCK_destitute, who->resumes);
    const double u = asy_u(&luck, 0);

    asy_count(scene, ASY_METRIC_destitute, who, who->place, who->persons);
    asy_tell(scene, who, waiting, "has no means left and may not work", law->p_home, u);
    if (u < law->p_home)
        return give_up(scene, who);
    if (u < law->p_home + law->p_onward) {
        const struct asy_luck way = asy_luck(scene, who, ASY_LUCK_onward_destitute);
        const struct asy_step away = move_on(scene, who, &way);
        if (away.next != ASY_AT_ONCE)
            return away;
    }
    if (asy_chance(&luck, 1, law->p_detained))
        return detained(scene, who, &luck);
    return asy_wait((enum asy_stage_id) who->resumes, who->resume_day - scene->day);
}
