/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exile: the home state presses relatives of those who stay active after protection, and takes
   their passports; the exile falls silent, goes back, or goes on. Only lives in which something
   may still happen are followed; relatives at home are not applicants and have outcomes of
   their own. */
#include "law/aftermath/pressure.h"
#include "law/aftermath/status.h"

static const struct asy_param params[] = {
    ASY_PARAM(exile, left_behind, 0, 0, 1, "share",
              "Share of single applicants with spouse or children at home.",
              "grade D: of cases of one person, with spouse or children at home"),
    ASY_PARAM(exile, left_behind_family, 0, 0, 1, "share",
              "Share of one-parent families with other members at home.",
              "grade D: the same of families who travelled with one parent"),
    ASY_PARAM(exile, close, 1, 2.5, 9, "persons", "Mean number of close relatives left behind.",
              "grade D: mean of those left behind"),
    ASY_PARAM(exile, wider, 0, 4, 20, "persons",
              "Mean number of parents, brothers and sisters left behind.",
              "grade D: parents, brothers, sisters; mean"),
    ASY_PARAM(exile, stays_active, 0, 0.5, 1, "share",
              "Share of activists and publicly known people who stay active in exile.",
              "grade D: of activists and publicly known people, in exile"),
    ASY_PARAM(exile, pressed, 0, 0, 50, "per year",
              "How often relatives of a person who stays active are put under pressure.",
              "grade D: on relatives of one who stays active; Lemon et al., Alieva, by date"),
    ASY_PARAM(
        exile, known_factor, 1, 2, 100, "ratio",
        "How many times as often relatives of a publicly known person are put under pressure.",
        "grade D: of one publicly known"),
    ASY_PARAM(exile, passports, 0, 0.5, 50, "per year",
              "How often relatives' passports are seized once pressure has begun.",
              "grade D: seized once pressure has begun; Lemon et al."),
    ASY_PARAM(exile, returns, 0, 0.03, 1, "share of those pressed",
              "Share of people whose relatives are put under pressure who go back for them.",
              "grade D: two known in 2015; Lemon et al., note 157"),
    ASY_PARAM(exile, silenced, 0, 0.3, 1, "share of those pressed",
              "Share of people whose relatives are put under pressure who fall silent.",
              "grade C: the majority of 28 went on; Lemon et al., note 159"),
    ASY_PARAM(exile, threatened, 0, 1, 1000, "weight",
              "How often, among all forms, the pressure is threats and interrogation.",
              "grade D: weights are divided by their sum; Lemon et al., Types of targeting"),
    ASY_PARAM(exile, shamed, 0, 0, 1000, "weight",
              "The same for public humiliation: mobs, meetings, denunciation on television.",
              "grade D: the same; notes 136, 146, 152"),
    ASY_PARAM(exile, dismissed, 0, 0, 1000, "weight",
              "The same for dismissal, or refusal of work, school or care.",
              "grade D: the same; note 149"),
    ASY_PARAM(exile, detained, 0, 0, 1000, "weight", "The same for arrest or detention.",
              "grade D: the same; note 147; Alieva, note 103"),
    ASY_PARAM(exile, dispossessed, 0, 0, 1000, "weight",
              "The same for seizing or destroying home, business or belongings.",
              "grade D: the same; note 148"),
    ASY_PARAM(exile, assaulted, 0, 0, 1000, "weight",
              "The same for violence, including sexual violence and threats of it.",
              "grade D: the same; notes 145, 153, 154"),
    ASY_PARAM(exile, harsh_factor, 0, 1, 100, "ratio",
              "How many times as many exiles go back after detention, seizure or violence as "
              "after the other forms.",
              "grade D: over all ways `returns` stays what it is"),
    ASY_PARAM(exile, flee, 0, 0, 1, "share",
              "Share of wider families who flee each time they are harshly pressed and still "
              "have passports.",
              "grade D: many relatives of one exile fled; Lemon et al., note 147"),
    { 0 },
};

const struct asy_law asy_law_exile = {
    .name = "exile",
    .file = __FILE__,
    .doc = "Relatives left behind, and what the home state does to them.",
    .source = "Closing the Door, Lemon, Furstenberg & Heathershaw; Alieva",
    .section = ASY_OF_GROUP,
    .size = sizeof(struct asy_exile),
    .params = params,
};

/* ---- who is left behind ------------------------------------------------------ */

static int
poisson(double mean, double u)
{
    enum { MOST = 30 };
    double p = exp(-mean), sum = p;
    int n = 0;
    while (u > sum && n < MOST) {
        n++;
        p *= mean / n;
        sum += p;
    }
    return n;
}

enum { CLOSE_ONES, CLOSE_NUMBER, WIDER_NUMBER, ACTIVE }; /* words of the draw */

static struct asy_luck
luck_of(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return asy_luck(scene, who, ASY_LUCK_relatives);
}

static int
close_of(const struct asy_exile *law, const struct asy_applicant *who,
         const struct asy_luck *luck)
{
    const double share = who->persons > 1 ? law->left_behind_family : law->left_behind;
    if (who->persons - who->children > 1 || !asy_chance(luck, CLOSE_ONES, share))
        return 0; /* two parents leave no spouse or child behind */
    return 1 + poisson(law->close - 1.0, asy_u(luck, CLOSE_NUMBER));
}

int
asy_close_relatives(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_luck luck = luck_of(scene, who);
    return close_of(ASY_TODAY(scene, exile, who->group), who, &luck);
}

int
asy_wider_relatives(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_luck luck = luck_of(scene, who);
    if (asy_marked(who, ASY_MARK_relatives_fled))
        return 0;
    return poisson(ASY_TODAY(scene, exile, who->group)->wider, asy_u(&luck, WIDER_NUMBER));
}

static bool
is_active(const struct asy_exile *law, const struct asy_applicant *who,
          const struct asy_luck *luck)
{
    return who->traits & (ASY_ACTIVIST | ASY_PUBLICLY_KNOWN) &&
           asy_chance(luck, ACTIVE, law->stays_active);
}

/* ---- pressure ---------------------------------------------------------------- */

static int16_t
day_after(const struct asy_scene *scene, int32_t days)
{
    const int32_t day = scene->day + days;
    return (int16_t) (day < ASY_NEVER ? day : ASY_NEVER);
}

static double
factor_of(const struct asy_exile *law, const struct asy_applicant *who)
{
    return who->traits & ASY_PUBLICLY_KNOWN ? law->known_factor : 1.0;
}

/* The greatest rate there ever is sets the clock; the rate of the day decides when it rings. */
static double
most_pressed(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_exile *law = ASY_TODAY(scene, exile, who->group);
    return factor_of(law, who) *
           asy_most_ever(scene, ASY_LAW_exile, who->group, offsetof(struct asy_exile, pressed));
}

static void
next_strike(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_pressure);
    who->strike_day =
        day_after(scene, asy_hazard_days(most_pressed(scene, who), asy_u(&luck, 0)));
}

static void
end_pressure(struct asy_applicant *who)
{
    who->strike_day = ASY_NEVER;
    who->passport_day = ASY_NEVER;
}

/* Returns so that relatives are left alone, and is tried. In the ledger it is a movement forced
   by the home state. */
static struct asy_step
go_back(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count(scene, ASY_METRIC_coerced_returns, who, who->place, who->persons);
    asy_tell(scene, who, exile, "goes home, because relatives are threatened", NAN, NAN);
    if (who->reunion_day != ASY_SETTLED)
        asy_parted_end(scene, who, who->place);
    asy_sent_on(who, who->place, ASY_ACT_COERCED_RETURN);
    asy_refouled(scene, who);
    asy_forget(who, ASY_LASTS_exile);
    return asy_return_to_persecution(scene, who);
}

/* The first time, the exile answers: goes back, falls silent, or goes on; and from then on the
   passports of those at home are in danger. True where they go back. */
static bool
answer(struct asy_scene *scene, struct asy_applicant *who, const struct asy_luck *luck,
       enum asy_pressing kind)
{
    const struct asy_exile *law = ASY_TODAY(scene, exile, who->group);
    const double returns = asy_pressing_returns(law, kind), u = asy_u(luck, 2);
    asy_mark(who, ASY_MARK_pressed);
    asy_tell(scene, who, exile, "considers going back, falling silent or staying active",
             returns + law->silenced, u);
    if (u < returns)
        return true;
    if (u < returns + law->silenced) {
        asy_count(scene, ASY_METRIC_exiles_silenced, who, who->place, 1);
        asy_tell(scene, who, exile, "falls silent", NAN, NAN);
        end_pressure(who);
        return false;
    }
    asy_count(scene, ASY_METRIC_exiles_undeterred, who, who->place, 1);
    asy_tell(scene, who, exile, "stays active", NAN, NAN);
    who->passport_day = day_after(scene, asy_hazard_days(law->passports, asy_u(luck, 3)));
    return false;
}

/* Those still at home. */
static int
at_home(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return asy_wider_relatives(scene, who) +
           (who->reunion_day == ASY_SETTLED ? 0 : asy_close_relatives(scene, who));
}

/* True where the exile goes back. */
static bool
strike(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_exile *law = ASY_TODAY(scene, exile, who->group);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_pressure);
    const bool rings =
        asy_u(&luck, 1) * most_pressed(scene, who) < factor_of(law, who) * law->pressed;
    const int n = at_home(scene, who);
    next_strike(scene, who);
    if (!rings || n == 0)
        return false;
    const struct asy_luck way = asy_luck(scene, who, ASY_LUCK_pressure_kind);
    const enum asy_pressing kind = asy_pressing_of(law, asy_u(&way, 0));
    asy_pressing_count(scene, who, kind, n);
    if (!asy_marked(who, ASY_MARK_pressed) && answer(scene, who, &luck, kind))
        return true;
    asy_pressing_flight(scene, who, kind, asy_u(&way, 1));
    if (who->strike_day != ASY_NEVER && asy_reunion_of_wider(scene, who))
        end_pressure(who);
    return false;
}

static void
seize_passports(struct asy_scene *scene, struct asy_applicant *who)
{
    const int n = at_home(scene, who);
    who->passport_day = ASY_NEVER;
    if (n == 0)
        return;
    asy_mark(who, ASY_MARK_passports_seized);
    asy_count(scene, ASY_METRIC_passports_seized, who, who->place, (uint32_t) n);
    asy_tell(scene, who, exile, "passports of relatives are seized", NAN, NAN);
}

/* ---- the stage --------------------------------------------------------------- */

/* To the next thing, or the end of the way where there is none. */
static struct asy_step
live_on(const struct asy_scene *scene, struct asy_applicant *who)
{
    int16_t next = who->strike_day < who->passport_day ? who->strike_day : who->passport_day;
    if (who->reunion_day != ASY_SETTLED && who->reunion_day < next)
        next = who->reunion_day;
    if (asy_marked(who, ASY_MARK_will_move) && who->leave_day < next)
        next = who->leave_day;
    if (asy_marked(who, ASY_MARK_term_runs) && who->resume_day < next)
        next = who->resume_day;
    if (next == ASY_NEVER)
        return asy_end(who, (enum asy_fate) who->fate);
    return asy_wait(ASY_STAGE_exile, next - scene->day);
}

struct asy_step
asy_exile_enter(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_exile *law = ASY_TODAY(scene, exile, who->group);
    const struct asy_luck luck = luck_of(scene, who);
    const int close = close_of(law, who, &luck);
    asy_forget(who,
               ASY_LASTS_choice); /* what may force them home from here is another movement */
    asy_forget(who, ASY_LASTS_file);
    if (asy_marked(who, ASY_MARK_arrested)) { /* the claim was open, and is granted */
        asy_tell(scene, who, arrests, "is released: protected, and so not extradited", NAN,
                 NAN);
        asy_unmark(who, ASY_MARK_arrested);
        asy_complaint_begin(scene, who);
    }
    end_pressure(who);
    if (!asy_marked(who, ASY_MARK_protected_elsewhere) || who->reunion_day != ASY_SETTLED) {
        who->reunion_day = ASY_SETTLED; /* else they have come to the state that protected */
        if (close > 0)
            asy_reunion_begin(scene, who, close);
    }
    asy_unmark(who, ASY_MARK_protected_elsewhere);
    who->since = (int16_t) scene->day;
    if (who->fate == ASY_FATE_TEMPORARY)
        asy_temporary_term_begin(scene, who);
    else
        asy_status_term_begin(scene, who);
    asy_status_moves_set(scene, who);
    if (is_active(law, who, &luck) && most_pressed(scene, who) > 0.0)
        next_strike(scene, who);
    return live_on(scene, who);
}

struct asy_step
asy_exile_resume(struct asy_scene *scene, struct asy_applicant *who)
{
    const int close = asy_close_relatives(scene, who);
    if (who->reunion_day != ASY_SETTLED && close > 0)
        asy_reunion_begin(scene, who, close);
    return live_on(scene, who);
}

void
asy_exile_end(struct asy_scene *scene, struct asy_applicant *who)
{
    if (who->reunion_day != ASY_SETTLED)
        asy_parted_end(scene, who, who->place);
    asy_forget(who, ASY_LASTS_exile);
}

/* What falls due of the protection itself: a term, a move; ASY_STAGE_exile at once where it
   goes on here. */
static struct asy_step
protection_due(struct asy_scene *scene, struct asy_applicant *who)
{
    if (asy_marked(who, ASY_MARK_term_runs) && who->resume_day <= scene->day) {
        const struct asy_step step = who->fate == ASY_FATE_TEMPORARY
                                         ? asy_temporary_period_ends(scene, who)
                                         : asy_status_term_ends(scene, who);
        if (step.next != ASY_AT_ONCE || step.stage != ASY_STAGE_exile)
            return step;
    }
    if (asy_marked(who, ASY_MARK_will_move) && who->leave_day <= scene->day)
        return asy_status_moves_due(scene, who);
    return asy_at_once(ASY_STAGE_exile);
}

struct asy_step
asy_stage_exile(struct asy_scene *scene, struct asy_applicant *who)
{
    if (who->passport_day <= scene->day)
        seize_passports(scene, who);
    if (who->reunion_day != ASY_SETTLED && who->reunion_day <= scene->day)
        asy_reunion_answered(scene, who);
    if (who->strike_day <= scene->day && strike(scene, who))
        return go_back(scene, who);
    const struct asy_step due = protection_due(scene, who);
    return due.next == ASY_AT_ONCE && due.stage == ASY_STAGE_exile ? live_on(scene, who) : due;
}
