/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Danger in refuge: attempts on the life or freedom of exiles, in Europe and in transit. They
   go on beside a life, as the search does, and reach people who have found a place to stay:
   those who are protected, and those who live or wait in a transit country. Abduction there is
   already a danger of the wait (law/transit/dangers.c); so here only Europe's exiles are taken
   home. */
#include "law/transit/search.h"

#include "law/aftermath/family.h"
#include "law/journey/journey.h"

static const struct asy_param params[] = {
    ASY_PARAM_PER(ASY_PER_COUNTRY, attacks, rate, 0, 0, 50, "per year",
                  "How often an attempt is made on a person who is active, publicly known or "
                  "wanted, by country of refuge.",
                  "grade D: of few cases; Closing the Door, Lemon et al.; Alieva, note 131"),
    ASY_PARAM(attacks, known_factor, 1, 1, 100, "ratio",
              "How many times as often on a publicly known person.",
              "grade D: journalists and leaders in the known cases"),
    ASY_PARAM(attacks, killed, 0, 0, 1, "share",
              "Share of attempts not prevented that are fatal.",
              "grade D: a gun or a knife, and no second attempt needed"),
    ASY_PARAM(attacks, taken, 0, 0, 1, "share",
              "Share of attempts not prevented in a European state in which the person is "
              "abducted home.",
              "grade D: none is known of people of these citizenships in the Union"),
    ASY_PARAM(attacks, deterred, 0, 0, 1, "share",
              "Share of the others who fall silent or, in a transit country, flee onward.",
              "grade D: as of pressure on relatives, or more"),
    { 0 },
};

const struct asy_law asy_law_attacks = {
    .name = "attacks",
    .file = __FILE__,
    .doc = "Attempts on the life or freedom of exiles in a country of refuge.",
    .source = "Closing the Door, Hug; Lemon, Furstenberg & Heathershaw; Alieva",
    .section = ASY_OF_GROUP,
    .size = sizeof(struct asy_attacks),
    .params = params,
};

static const struct asy_param guard_params[] = {
    ASY_PARAM(guard, prevents, 0, 0, 1, "share of attempts",
              "Share of attempts on exiles that the country's police prevent.",
              "grade D: a plan against one in Berlin became known in time; Alieva, note 131"),
    { 0 },
};

const struct asy_law asy_law_guard = {
    .name = "guard",
    .file = __FILE__,
    .doc = "How well a country protects exiles from attempts on them.",
    .source = "Closing the Door, Hug: Turkey not able, or not willing; ECHR art. 2",
    .section = ASY_OF_REFUGE,
    .size = sizeof(struct asy_guard),
    .params = guard_params,
};

/* ---- the clock -------------------------------------------------------------------------- */

static double
factor_of(const struct asy_attacks *law, const struct asy_applicant *who)
{
    return who->traits & ASY_PUBLICLY_KNOWN ? law->known_factor : 1.0;
}

/* The highest rate there ever is, wherever they may come to live. */
static double
most_ever(const struct asy_scene *scene, const struct asy_applicant *who)
{
    double most =
        asy_most_ever_of(scene, ASY_LAW_attacks, who->group, offsetof(struct asy_attacks, rate),
                         scene->world->n_countries);
    if (who->traits & ASY_PUBLICLY_KNOWN)
        most *= asy_most_ever(scene, ASY_LAW_attacks, who->group,
                              offsetof(struct asy_attacks, known_factor));
    return most;
}

static void
begin(struct asy_scene *scene, const struct asy_applicant *who, double most)
{
    if (most <= 0.0)
        return;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_attack);
    asy_aside_begin(scene, who, ASY_ASIDE_attack, asy_hazard_days(most, asy_u(&luck, 0)));
}

void
asy_attacks_begin(struct asy_scene *scene, const struct asy_applicant *who)
{
    begin(scene, who, most_ever(scene, who));
}

/* They have a place to stay, and no procedure of a European state is on the way to it. */
static bool
lives_in_refuge(const struct asy_applicant *who)
{
    if (who->place == who->citizenship)
        return false;
    switch ((enum asy_stage_id) who->stage) {
    case ASY_STAGE_exile:
    case ASY_STAGE_place:
    case ASY_STAGE_sojourn:
    case ASY_STAGE_adrift:
    case ASY_STAGE_local_refuge:
    case ASY_STAGE_local_claim:
    case ASY_STAGE_local_court:
        return true;
    default:
        return who->stage == ASY_STAGE_ended && asy_fate_protects((enum asy_fate) who->fate);
    }
}

/* ---- what comes of it ------------------------------------------------------------------- */

/* Families waiting to join them wait in vain; no more pressure follows. */
static void
leave_exile(struct asy_scene *scene, struct asy_applicant *who)
{
    if (who->stage == ASY_STAGE_exile && who->reunion_day != ASY_SETTLED)
        asy_parted_end(scene, who, who->place);
    asy_forget(who, ASY_LASTS_exile);
}

/* Relatives of an exile who has fallen silent are not pressed. In exile that ends the way,
   unless an answer to relatives who would join is still to come. */
static bool
falls_silent(struct asy_applicant *who, struct asy_step *step)
{
    who->strike_day = who->passport_day = ASY_NEVER;
    if (who->stage != ASY_STAGE_exile ||
        (who->reunion_day != ASY_SETTLED && who->reunion_day != ASY_NEVER) ||
        asy_marked(who, ASY_MARK_will_move) || asy_marked(who, ASY_MARK_term_runs))
        return false;
    *step = asy_end(who, (enum asy_fate) who->fate);
    return true;
}

/* Of those who came alone it is the end. Of a family the others live on. */
static bool
killed(struct asy_scene *scene, struct asy_applicant *who, struct asy_step *step)
{
    asy_count(scene, ASY_METRIC_killed_in_refuge, who, who->place, 1);
    asy_tell(scene, who, attacks, who->persons > 1 ? "one of them is killed" : "is killed", NAN,
             NAN);
    if (who->persons > 1)
        return falls_silent(who, step);
    const bool lives = who->stage != ASY_STAGE_ended;
    leave_exile(scene, who);
    *step = asy_end(who, ASY_FATE_KILLED);
    return lives;
}

/* Taken home from a state that protects them: a movement forced by the home state, as a coerced
   return is, and what awaits is known. */
static bool
taken(struct asy_scene *scene, struct asy_applicant *who, struct asy_step *step)
{
    asy_count(scene, ASY_METRIC_taken_from_refuge, who, who->place, who->persons);
    asy_tell(scene, who, attacks, "is abducted home by agents", NAN, NAN);
    asy_sent_on(who, who->place, ASY_ACT_ABDUCTION);
    asy_refouled(scene, who);
    leave_exile(scene, who);
    *step = asy_return_to_persecution(scene, who);
    return true;
}

/* Who lives in a transit country flees on. */
static bool
driven_away(struct asy_scene *scene, struct asy_applicant *who, struct asy_step *step)
{
    if (who->stage != ASY_STAGE_sojourn && who->stage != ASY_STAGE_local_refuge)
        return false;
    asy_count(scene, ASY_METRIC_driven_from_refuge, who, who->place, who->persons);
    asy_tell(scene, who, attacks, "flees the country after an attack", NAN, NAN);
    who->leave_day = (int16_t) scene->day;
    *step = asy_at_once((enum asy_stage_id) who->stage);
    return true;
}

static bool
deterred(struct asy_scene *scene, struct asy_applicant *who, struct asy_step *step)
{
    if (driven_away(scene, who, step))
        return true;
    asy_count(scene, ASY_METRIC_silenced_by_attack, who, who->place, 1);
    asy_tell(scene, who, attacks, "falls silent after an attack", NAN, NAN);
    return falls_silent(who, step);
}

static bool
carried_out(struct asy_scene *scene, struct asy_applicant *who, double u, struct asy_step *step)
{
    const struct asy_attacks *law = ASY_TODAY(scene, attacks, who->group);
    if (u < law->killed)
        return killed(scene, who, step);
    u = (u - law->killed) / (1.0 - law->killed); /* of those who live */
    const double home = scene->world->country[who->place].is_state ? law->taken : 0.0;
    if (u < home)
        return taken(scene, who, step);
    if (u < home + (1.0 - home) * law->deterred)
        return deterred(scene, who, step);
    asy_tell(scene, who, attacks, "carries on all the same", NAN, NAN);
    return false;
}

bool
asy_aside_attack(struct asy_scene *scene, struct asy_applicant *who, struct asy_step *step)
{
    const struct asy_attacks *law = ASY_TODAY(scene, attacks, who->group);
    if (who->stage == ASY_STAGE_ended && !asy_is_abroad(scene, who))
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_attack);
    const double most = most_ever(scene, who);
    begin(scene, who, most);
    if (!lives_in_refuge(who) ||
        asy_u(&luck, 1) * most >= factor_of(law, who) * law->rate[who->place])
        return false;
    const double prevents = ASY_TODAY(scene, guard, who->place)->prevents;
    asy_count(scene, ASY_METRIC_attacks_on_exiles, who, who->place, 1);
    asy_tell(scene, who, attacks, "an attempt is made on their life or freedom", prevents,
             asy_u(&luck, 2));
    if (asy_chance(&luck, 2, prevents)) {
        asy_count(scene, ASY_METRIC_attacks_prevented, who, who->place, 1);
        asy_tell(scene, who, attacks, "the police prevent it", NAN, NAN);
        return false;
    }
    return carried_out(scene, who, asy_u(&luck, 3), step);
}
