/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Living under occupation: citizenship is imposed; those who refuse it are foreigners at home,
   may stay 180 days a year and be deported by a court; bans at the line, abductions, pressure
   to leave or to keep silent. Nearly all who leave find refuge in the rest of their own
   country. Those who go on to Europe are another group's departures: here nobody claims asylum.
   It stands in this room because it drives people out, before any way is taken. */
#include "law/journey/journey.h"
#include "life/ledger.h"
#include "life/scope.h"

#define PER_YEAR(member, doc, source)                                                          \
    ASY_PARAM(occupation, member, 0, 0, 100, "per year", doc, source)

static const struct asy_param params[] = {
    ASY_PARAM_FLAG(occupation, under, 0, "Whether the group lives in occupied territory.",
                   "the group lives in occupied territory"),
    ASY_PARAM_SET(ASY_PER_COUNTRY, occupation, occupier,
                  "The country that holds the territory.", "who holds it"),
    ASY_PARAM_SET(ASY_PER_COUNTRY, occupation, mainland,
                  "The country to which the territory belongs.", "whose it is"),
    ASY_PARAM(occupation, p_renounces, 0, 0, 1, "share",
              "Share of people who renounce the imposed citizenship while that is possible.",
              "who renounce the citizenship imposed, while that is possible"),
    ASY_PARAM(occupation, p_no_passport, 0, 0, 1, "share",
              "Share of the others who refuse the passport or cannot obtain one.",
              "grade D: of the others, who take no passport, or could not"),
    ASY_PARAM(
        occupation, p_permit, 0, 0, 1, "share",
        "Share of these foreigners who get a residence permit when they apply, once a year.",
        "grade D: of these foreigners, who get a residence permit; asked once a year"),
    ASY_PARAM(occupation, lawful_days, 0, 180, 366, "days/year",
              "Days in a year for which a foreigner without a permit may stay.",
              "lawful stay of a foreigner without a permit; Closing the Door on Crimea"),
    PER_YEAR(deported,
             "How often a foreigner is deported by a court while the stay is unlawful.",
             "grade D: by a court, while the stay is unlawful"),
    PER_YEAR(abducted, "How often a person is abducted.", "grade D: by date"),
    PER_YEAR(leaves, "How often a person leaves under pressure.",
             "grade D: leave under pressure; by date"),
    PER_YEAR(deprived,
             "How often a person is convicted, deprived of the citizenship and deported.",
             "grade D: convicted, deprived of the citizenship and deported; by date"),
    ASY_PARAM(occupation, crossings, 0, 1, 100, "per year",
              "Number of journeys over the line and back in a year.",
              "grade D: journeys over the line and back"),
    ASY_PARAM(occupation, p_banned, 0, 0, 1, "share of journeys",
              "Share of journeys on which the person is banned when coming back.",
              "grade D: banned when coming back"),
    ASY_PARAM(occupation, ban_days, 1, 1826, 36500, "days", "Length of a ban.",
              "five years; Closing the Door"),
    ASY_PARAM(occupation, activist_factor, 1, 5, 1000, "ratio",
              "How many times greater all this is for a person who is active, known or wanted.",
              "grade D: on all this, of one who is active, known or wanted"),
    ASY_PARAM(occupation, p_known, 0, 0.3, 1, "share",
              "Share of deportations that become known.", "grade D: of deportations, reported"),
    ASY_PARAM(occupation, p_registered, 0, 0.5, 1, "share",
              "Share of displaced people who are registered.",
              "grade D: of the displaced, registered"),
    PER_YEAR(silenced,
             "How often a person who is active or known falls silent, and is left alone.",
             "must either leave or keep silent, 0: nobody does; Closing the Door, Andreyuk & "
             "Gliesche"),
    ASY_PARAM(occupation, foreigner_factor, 1, 1, 100, "ratio",
              "How many times as often a person without the occupier's citizenship leaves.",
              "of foreigners at home, kept from work, school and hospital; 1: no more"),
    ASY_PARAM(
        occupation, detention_days, 0, 0, 2000, "days",
        "Mean length of detention in the occupier's country before a deportation.",
        "mean, held before the deportation; 0: at once; Closing the Door, notes 171, 172"),
    { 0 },
};

const struct asy_law asy_law_occupation = {
    .name = "occupation",
    .file = __FILE__,
    .doc = "Pressure on the people of occupied territory, until they leave or fall silent.",
    .source = "Closing the Door, Andreyuk & Gliesche",
    .section = ASY_OF_GROUP,
    .size = sizeof(struct asy_occupation),
    .params = params,
};

enum { LEAVES, ABDUCTED, BANNED, DEPORTED, DEPRIVED, SILENCED, N_KINDS };

/* A foreigner without a permit is lawfully there until the days of the year are used up. */
static bool
is_foreigner(const struct asy_applicant *who)
{
    return asy_marked(who, ASY_MARK_foreigner) && !asy_marked(who, ASY_MARK_permit);
}

static double
rates_of(const struct asy_occupation *law, const struct asy_applicant *who, bool unlawful,
         double rate[N_KINDS])
{
    const unsigned traits = ASY_ACTIVIST | ASY_PUBLICLY_KNOWN | ASY_WANTED;
    const bool seen = who->traits & traits && !asy_marked(who, ASY_MARK_silent);
    const double factor = seen ? law->activist_factor : 1.0;
    const double kept_out = asy_marked(who, ASY_MARK_foreigner) ? law->foreigner_factor : 1.0;
    rate[LEAVES] = law->leaves * factor * kept_out;
    rate[ABDUCTED] = law->abducted * factor;
    rate[BANNED] = law->crossings * law->p_banned * factor;
    rate[DEPORTED] = unlawful ? law->deported * factor : 0.0;
    rate[DEPRIVED] = asy_marked(who, ASY_MARK_foreigner) ? 0.0 : law->deprived * factor;
    rate[SILENCED] = seen ? law->silenced : 0.0;
    double sum = 0.0;
    for (int k = 0; k < N_KINDS; k++)
        sum += rate[k];
    return sum;
}

static int
country_in(uint64_t set, int none)
{
    return set ? __builtin_ctzll(set) : none;
}

/* ---- the years --------------------------------------------------------------- */

/* Day of the horizon on which its year number `n` begins, from 0, or below it before the
   horizon; good from 1901 to 2099. */
static int32_t
new_year(const struct asy_world *world, int32_t n)
{
    const int32_t last = world->first_year - 1;
    return 365 * n + (last + n) / 4 - last / 4;
}

/* The year of the horizon, from 0, in which today falls; below 0 before it. */
static int32_t
year_now(const struct asy_scene *scene)
{
    int32_t n = scene->day / 366 - (scene->day < 0); /* not later */
    while (new_year(scene->world, n + 1) <= scene->day)
        n++;
    return n;
}

bool
asy_holds_home(const struct asy_scene *scene, const struct asy_applicant *who, int country)
{
    const struct asy_occupation *law = ASY_TODAY(scene, occupation, who->group);
    return law->under && law->occupier & asy_bit(country);
}

/* A year's count of lawful days begins; a permit may be asked for. */
static void
begin_year(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_occupation *law = ASY_TODAY(scene, occupation, who->group);
    if (!is_foreigner(who))
        return;
    const struct asy_luck luck =
        asy_luck_of(scene, who, ASY_LUCK_occupation_year, year_now(scene));
    who->leave_day = asy_day_after(scene, (int32_t) law->lawful_days);
    asy_tell(scene, who, occupation, "applies for a residence permit", law->p_permit,
             asy_u(&luck, 2));
    if (asy_chance(&luck, 2, law->p_permit))
        asy_mark(who, ASY_MARK_permit);
}

/* To the next event, or to the day on which the stay becomes unlawful or the year ends. */
static struct asy_step
live_on(struct asy_scene *scene, struct asy_applicant *who)
{
    double rate[N_KINDS];
    const bool unlawful = is_foreigner(who) && scene->day >= who->leave_day;
    const double sum = rates_of(ASY_TODAY(scene, occupation, who->group), who, unlawful, rate);
    asy_next_wait(who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_occupation);
    const int32_t event = asy_hazard_days(sum, asy_u(&luck, 0));
    int32_t days = new_year(scene->world, year_now(scene) + 1) - scene->day;
    if (is_foreigner(who) && !unlawful && who->leave_day - scene->day < days)
        days = who->leave_day - scene->day;
    who->since = (int16_t) scene->day;
    who->danger_day = asy_day_after(scene, event);
    return asy_wait(ASY_STAGE_occupied, event < days ? event : days);
}

struct asy_step
asy_occupation_enter(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_occupation *law = ASY_TODAY(scene, occupation, who->group);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_occupation_status);
    who->fate = ASY_FATE_AT_HOME;
    who->place = (uint8_t) country_in(law->mainland, who->citizenship);
    asy_tell(scene, who, occupation, "comes under pressure in occupied territory", NAN, NAN);
    if (law->p_renounces > 0.0)
        asy_tell(scene, who, occupation,
                 "will be asked within the treaty's month to renounce the citizenship imposed",
                 law->p_renounces, asy_u(&luck, 0));
    if (asy_chance(&luck, 0, law->p_renounces)) {
        asy_count(scene, ASY_METRIC_citizenship_refused, who, 0, who->persons);
        asy_mark(who, ASY_MARK_foreigner);
    } else if (asy_chance(&luck, 1, law->p_no_passport)) {
        asy_tell(scene, who, occupation, "has no passport of the occupier", law->p_no_passport,
                 asy_u(&luck, 1));
        asy_mark(who, ASY_MARK_foreigner);
    }
    begin_year(scene, who);
    return live_on(scene, who);
}

/* ---- what happens ------------------------------------------------------------ */

/* Gone to the rest of the country, registered there or not. */
static void
displaced(struct asy_scene *scene, struct asy_applicant *who, const struct asy_luck *luck)
{
    const struct asy_occupation *law = ASY_TODAY(scene, occupation, who->group);
    asy_count(scene, ASY_METRIC_displaced_to_mainland, who, 0, who->persons);
    if (asy_chance(luck, 3, law->p_registered))
        asy_count(scene, ASY_METRIC_displaced_registered, who, 0, who->persons);
    who->fate = ASY_FATE_DISPLACED;
    asy_tell(scene, who, occupation, "goes to the mainland", NAN, NAN);
}

/* By a court, to the country of a foreign citizenship, whatever awaits them there. */
struct asy_step
asy_occupation_deports(struct asy_scene *scene, struct asy_applicant *who)
{
    who->fate = ASY_FATE_RETURNED_UNHARMED;
    if (asy_at_risk(who)) {
        asy_sent_on(who, who->place, ASY_ACT_DEPORTATION);
        who->fate = (uint8_t) asy_refouled(scene, who);
        asy_count(scene, ASY_METRIC_refouled_direct, who, who->place, who->persons);
        asy_count(scene, ASY_METRIC_refouled_direct_children, who, who->place, who->children);
    }
    return asy_return_home(scene, who);
}

/* Ordered by a court: to the mainland, or abroad, where the occupier answers for it before
   Strasbourg (ECHR art. 1: effective control). */
static struct asy_step
deport(struct asy_scene *scene, struct asy_applicant *who, const struct asy_luck *event)
{
    const struct asy_occupation *law = ASY_TODAY(scene, occupation, who->group);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_occupation_report);
    const bool to_mainland = (law->mainland & asy_bit(who->citizenship)) != 0;
    const int occupier = country_in(law->occupier, who->place);
    if (!to_mainland && asy_strasbourg_stops(scene, who, occupier, ASY_STOPS_REMOVAL)) {
        who->place = (uint8_t) occupier;
        return asy_strasbourg_wait(scene, who, ASY_STAGE_occupied);
    }
    asy_tally_add(scene->tally, ASY_METRIC_occupation_deportations, who->group,
                  who->citizenship, 1);
    if (asy_chance(&luck, 0, law->p_known))
        asy_tally_add(scene->tally, ASY_METRIC_occupation_deportations_known, who->group, 0, 1);
    if (to_mainland) {
        displaced(scene, who, event);
        return asy_end(who, ASY_FATE_DISPLACED);
    }
    who->place = (uint8_t) occupier;
    return asy_occupation_deports(scene, who);
}

/* Which event it is, by the rates of the day on which the clock was set; -1 where the law of
   today is milder by as much. */
static int
kind_of(const struct asy_scene *scene, const struct asy_applicant *who,
        const struct asy_luck *luck)
{
    const struct asy_occupation *then =
        asy_law_on(scene, ASY_LAW_occupation, who->group, who->since);
    const bool unlawful = is_foreigner(who) && who->since >= who->leave_day;
    double drawn[N_KINDS], now[N_KINDS];
    double left = asy_u(luck, 1) * rates_of(then, who, unlawful, drawn);
    int kind = 0;
    rates_of(ASY_TODAY(scene, occupation, who->group), who, unlawful, now);
    while (kind < N_KINDS - 1 && left >= drawn[kind])
        left -= drawn[kind++];
    return asy_u(luck, 2) * drawn[kind] < now[kind] ? kind : -1;
}

/* Held in the occupier's country until the deportation. */
static struct asy_step
is_to_be_deported(struct asy_scene *scene, struct asy_applicant *who,
                  const struct asy_luck *event)
{
    const struct asy_occupation *law = ASY_TODAY(scene, occupation, who->group);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_occupation_report);
    if (law->detention_days <= 0.0)
        return deport(scene, who, event);
    const int32_t days = asy_wait_days(law->detention_days, asy_u(&luck, 1));
    asy_tally_add(scene->tally, ASY_METRIC_days_detained, who->group,
                  country_in(law->occupier, who->place), (uint32_t) days);
    asy_tell(scene, who, occupation, "is held, to be deported", NAN, NAN);
    return asy_wait(ASY_STAGE_occupied_removal, days);
}

struct asy_step
asy_stage_occupied_removal(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_luck event = asy_luck(scene, who, ASY_LUCK_occupation);
    asy_tell(scene, who, occupation, "is taken from detention to be deported", NAN, NAN);
    return deport(scene, who, &event);
}

/* Of no more interest than the others, and no more in danger. */
static struct asy_step
falls_silent(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_mark(who, ASY_MARK_silent);
    asy_count(scene, ASY_METRIC_silenced_under_occupation, who, 0, 1);
    return live_on(scene, who);
}

static struct asy_step
happens(struct asy_scene *scene, struct asy_applicant *who, int kind,
        const struct asy_luck *luck)
{
    static const char *const told[N_KINDS] = {
        [LEAVES] = "leaves under pressure",
        [ABDUCTED] = "is abducted, and leaves when free",
        [BANNED] = "is banned when coming back",
        [DEPORTED] = "is deported by a court",
        [DEPRIVED] = "is deprived of the citizenship",
        [SILENCED] = "falls silent, and is left alone",
    };
    asy_tell(scene, who, occupation, told[kind], NAN, NAN);
    if (kind == ABDUCTED)
        asy_count(scene, ASY_METRIC_occupation_abductions, who, 0, 1);
    else if (kind == BANNED)
        asy_count(scene, ASY_METRIC_occupation_bans, who, 0, 1);
    else if (kind == DEPRIVED)
        asy_count(scene, ASY_METRIC_citizenship_deprived, who, 0, 1);
    if (kind == DEPORTED || kind == DEPRIVED)
        return is_to_be_deported(scene, who, luck);
    if (kind == SILENCED)
        return falls_silent(scene, who);
    displaced(scene, who, luck);
    if (kind == BANNED)
        return asy_wait(ASY_STAGE_banned,
                        (int32_t) ASY_TODAY(scene, occupation, who->group)->ban_days);
    return asy_end(who, ASY_FATE_DISPLACED);
}

struct asy_step
asy_stage_occupied(struct asy_scene *scene, struct asy_applicant *who)
{
    if (scene->day >= who->danger_day) {
        const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_occupation);
        const int kind = kind_of(scene, who, &luck);
        if (kind >= 0)
            return happens(scene, who, kind, &luck);
    }
    if (scene->day == new_year(scene->world, year_now(scene)))
        begin_year(scene, who);
    return live_on(scene, who);
}

/* The ban has ended: one may come home. */
struct asy_step
asy_stage_banned(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_tell(scene, who, occupation, "comes home after the ban", NAN, NAN);
    who->fate = ASY_FATE_AT_HOME;
    begin_year(scene, who);
    return live_on(scene, who);
}
