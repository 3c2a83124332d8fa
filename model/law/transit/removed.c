/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows a removal to a transit country, by any state and any act: handed to that
   country's police as a known person, held or not, the home state told, extradition, hand-over,
   expulsion or deportation; else free to ask for asylum there, to try again, to go home or to
   wait. It stands in this room because all of it is done by the country of transit and its
   procedures; what the sender does is law/procedure/ and law/aftermath/. */
#include "law/journey/journey.h"
#include "law/procedure/procedure.h"
#include "law/transit/search.h"
#include "life/ledger.h"

static const struct asy_param params[] = {
    ASY_PARAM(
        removed, p_handed, 0, 0.9, 1, "share of removals",
        "Share of people removed to the country who are handed to its police by name.",
        "2013/32/EU art. 38(3); EU readmission agreements: persons are handed over by name; "
        "practice grade D"),
    ASY_PARAM(removed, p_held, 0, 0.3, 1, "share of those handed over",
              "Share of people handed to the police who are detained on arrival.",
              "grade D: held on arrival, until it is decided what is done with them"),
    ASY_PARAM(removed, held_days, 1, 10, 1000, "days", "Mean length of detention on arrival.",
              "grade D: mean"),
    ASY_PARAM(removed, p_told, 0, 0.4, 1, "share of those handed over",
              "Share of people handed over who are reported to the home state, times the "
              "cooperation of the two states.",
              "grade D: the home state is told, times cooperation.with"),
    ASY_PARAM(
        removed, p_requested, 0, 0.5, 1, "share of the wanted",
        "Share of wanted people reported to the home state whose extradition it requests.",
        "grade D: of the wanted of whom the home state is told; Minsk Convention 1993"),
    ASY_PARAM(removed, p_handed_over, 0, 0.03, 1, "share of those told of",
              "Share of people reported to the home state who are handed over to it without a "
              "procedure.",
              "grade D: handed over without a procedure; Closing the Door, note 91"),
    ASY_PARAM(removed, p_claims, 0, 0.2, 1, "share of those removed",
              "Share of people removed who claim asylum in the country on arrival.",
              "grade D: ask for asylum on arrival"),
    ASY_PARAM(removed, p_expelled, 0, 0.2, 1, "share of those handed over",
              "Share of people handed over without a right to stay who are brought before a "
              "court for expulsion.",
              "grade D: without right of stay, brought before a court for expulsion"),
    ASY_PARAM(removed, p_undesirable, 0, 0.02, 1, "share of those handed over",
              "Share of people handed over whose stay is declared undesirable.",
              "grade D: the stay is declared undesirable"),
    ASY_PARAM(removed, permit_ratio, 0, 0.3, 1, "ratio",
              "How many times as often people with a visa or permit there are brought before a "
              "court.",
              "grade D: on p_expelled, of those who have a visa or permit there"),
    ASY_PARAM(removed, p_status_kept, 0, 0.8, 1, "share of the protected",
              "Share of people protected there before whose protection is honoured again.",
              "grade D; 2013/32/EU art. 35: who can still avail themselves of that protection"),
    ASY_PARAM(removed, p_tries_again, 0, 0.4, 1, "share of those left free",
              "Share of people left free who set out for Europe again.",
              "grade D: set out for Europe again"),
    ASY_PARAM(removed, p_home, 0, 0.4, 1, "share of the others",
              "Share of the others who go home voluntarily; people at risk less often, as they "
              "stop trying less often at a crossing.",
              "grade D: go home by themselves; of those at risk times border.give_up_at_risk"),
    ASY_PARAM(removed, p_looked_up, 0, 0, 1, "share of refusals of entry",
              "Share of refusals of entry after which the border guards on the other side look "
              "up the name in the home state's lists.",
              "grade D: sent back at a crossing, and looked up; Closing the Door, note 86"),
    { 0 },
};

const struct asy_law asy_law_removed = {
    .name = "removed",
    .file = __FILE__,
    .doc = "What becomes of people removed to a transit country, in that country.",
    .source =
        "ECHR art. 3 (Hirsi Jamaa 27765/09; Ilias and Ahmed 47287/15); 2013/32/EU art. 38; "
        "Closing the Door, Hug, Kachanovich-Shlyk & Matusevich, Coynash",
    .section = ASY_OF_TRANSIT,
    .size = sizeof(struct asy_removed),
    .params = params,
};

enum { HANDED, HELD, DAYS_HELD, STATUS_KEPT };          /* words of `removed` */
enum { TOLD, REQUESTED, HANDED_OVER, CLAIMS };          /* words of `received` */
enum { EXPELLED, UNDESIRABLE, TRIES_AGAIN, GOES_HOME }; /* words of `left_free` */

/* A removal is what led home where no more than this lies between the two. */
enum { A_YEAR = 365 };

/* ---- what others ask of it --------------------------------------------------- */

bool
asy_removed_lately(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return who->removed_day != ASY_NO_DAY && scene->day - who->removed_day <= A_YEAR;
}

void
asy_removal_leads_home(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count(scene, ASY_METRIC_home_after_removal, who, who->place, who->persons);
    if (who->fate == ASY_FATE_REFOULED_CHAIN) /* by force: the sending state has noted it */
        return;
    asy_tell(scene, who, removed, "goes home within a year of the removal: a link of its chain",
             NAN, NAN);
    asy_sent_on(who, who->place, ASY_ACT_CONSTRUCTIVE_RETURN);
    who->fate = (uint8_t) asy_refouled(scene, who);
}

bool
asy_sends_on(const struct asy_scene *scene, const struct asy_applicant *who, int country)
{
    const struct asy_removed *law = ASY_TODAY(scene, removed, country);
    const struct asy_dangers *dangers = ASY_TODAY(scene, dangers, country);
    const double with = ASY_TODAY(scene, cooperation, country)->with[who->citizenship];
    const int g = who->group;
    const bool wanted = (who->traits & ASY_WANTED) != 0;
    const double procedures =
        law->p_handed *
        (law->p_expelled + law->p_undesirable +
         law->p_told * with * (law->p_handed_over + (wanted ? law->p_requested : 0.0)));
    return asy_holds_home(scene, who, country) || procedures > 0.0 ||
           dangers->found[g] + dangers->undesirable[g] > 0.0 ||
           with * dangers->handed_over[g] + dangers->abducted[g] > 0.0;
}

/* ---- sent back at a crossing ------------------------------------------------- */

struct asy_step
asy_turned_back(struct asy_scene *scene, struct asy_applicant *who, double u)
{
    const double p = ASY_TODAY(scene, removed, who->place)->p_looked_up;
    asy_tell(scene, who, removed, "the guards on the other side may look up the name", p, u);
    if (u >= p)
        return asy_at_once((enum asy_stage_id) who->stage);
    asy_tell(scene, who, removed, "is on a list of the home state", NAN, NAN);
    return asy_arrested_on_request(scene, who);
}

/* ---- arrival ----------------------------------------------------------------- */

/* Free to choose. While they wait, the country's dangers reach them as a known person. */
static struct asy_step
left_free(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_removed *law = ASY_TODAY(scene, removed, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_left_free);
    const struct asy_luck way = asy_luck(scene, who, ASY_LUCK_set_free);
    const double ratio =
        asy_at_risk(who) ? ASY_TODAY(scene, border, who->crossing)->give_up_at_risk : 1.0;
    const double p_home = fmin(1.0, law->p_home * ratio);

    asy_tell(scene, who, removed, "is free, and might set out for Europe again",
             law->p_tries_again, asy_u(&luck, TRIES_AGAIN));
    if (asy_chance(&luck, TRIES_AGAIN, law->p_tries_again))
        return asy_goes_on(scene, who, asy_u(&way, 0));
    asy_tell(scene, who, removed, "stays there, and might go home", p_home,
             asy_u(&luck, GOES_HOME));
    if (asy_chance(&luck, GOES_HOME, p_home)) {
        who->fate = ASY_FATE_GAVE_UP;
        return asy_return_home(scene, who);
    }
    const struct asy_step visa = asy_safe_route_ask(scene, who);
    if (visa.next != ASY_AT_ONCE)
        return visa;
    asy_tell(scene, who, removed, "waits there without status", NAN, NAN);
    return asy_goes_adrift(scene, who);
}

/* At liberty: asks for asylum there first, or not. */
static struct asy_step
at_large(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_removed *law = ASY_TODAY(scene, removed, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_received);
    if (!asy_marked(who, ASY_MARK_local_decided) && asy_chance(&luck, CLAIMS, law->p_claims))
        return asy_local_claim(scene, who);
    return left_free(scene, who);
}

static struct asy_step
handed_to_police(struct asy_scene *scene, struct asy_applicant *who,
                 const struct asy_luck *luck)
{
    const struct asy_removed *law = ASY_TODAY(scene, removed, who->place);
    asy_count(scene, ASY_METRIC_handed_to_police, who, who->place, who->persons);
    asy_mark(who, ASY_MARK_known);
    asy_tell(scene, who, removed, "is handed to the police, who know the name", law->p_handed,
             asy_u(luck, HANDED));
    if (!asy_chance(luck, HELD, law->p_held))
        return asy_wait(ASY_STAGE_received, 1);
    asy_mark(who, ASY_MARK_held);
    asy_count(scene, ASY_METRIC_held_on_arrival, who, who->place, who->persons);
    asy_tell(scene, who, removed, "is held on arrival", law->p_held, asy_u(luck, HELD));
    return asy_wait(ASY_STAGE_received, asy_wait_days(law->held_days, asy_u(luck, DAYS_HELD)));
}

/* Whether protection found there before is honoured: then they are at home in it again. */
static bool
is_protected_again(struct asy_scene *scene, struct asy_applicant *who,
                   const struct asy_luck *luck)
{
    const double kept = ASY_TODAY(scene, removed, who->place)->p_status_kept;
    asy_tell(scene, who, removed, "had found protection there, which may be honoured again",
             kept, asy_u(luck, STATUS_KEPT));
    if (!asy_chance(luck, STATUS_KEPT, kept)) {
        who->refuge = ASY_NOBODY;
        return false;
    }
    who->refuge = who->place;
    return true;
}

struct asy_step
asy_removed_to(struct asy_scene *scene, struct asy_applicant *who, int country,
               enum asy_act act)
{
    const bool status =
        asy_marked(who, ASY_MARK_unheard_first_country) || who->refuge == country;
    asy_sent_on(who, who->place, act);
    who->fate = ASY_FATE_WAITING;
    asy_transit_enter(scene, who, country);
    who->removed_day = (int16_t) scene->day;
    asy_count(scene, ASY_METRIC_removed_at_risk, who, country,
              asy_at_risk(who) ? who->persons : 0);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_removed);
    if (status && is_protected_again(scene, who, &luck))
        return asy_local_settles(scene, who);
    if (asy_chance(&luck, HANDED, ASY_TODAY(scene, removed, country)->p_handed))
        return handed_to_police(scene, who, &luck);
    return at_large(scene, who);
}

/* ---- with the police --------------------------------------------------------- */

/* Removed to the very state that looks for them, which is not their own: it keeps them. */
static struct asy_step
kept_by_seeker(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_tell(scene, who, removed, "is wanted by this very state, and kept", NAN, NAN);
    who->fate = ASY_FATE_SEIZED;
    if (asy_at_risk(who)) {
        const int sender = asy_link(who, 0).sender;
        who->fate = (uint8_t) asy_refouled(scene, who);
        if (who->fate == ASY_FATE_REFOULED_DIRECT) {
            asy_count(scene, ASY_METRIC_refouled_direct, who, sender, who->persons);
            asy_count(scene, ASY_METRIC_refouled_direct_children, who, sender, who->children);
        }
    }
    return asy_kept_abroad(scene, who, who->place);
}

/* What the home state does with the news, or had asked before; ASY_AT_ONCE where nothing. */
static struct asy_step
home_state_acts(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_removed *law = ASY_TODAY(scene, removed, who->place);
    const double with = ASY_TODAY(scene, cooperation, who->place)->with[who->citizenship];
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_received);
    const double p_told = fmin(1.0, with * law->p_told);

    if (asy_is_sought(who) && asy_seeker(scene, who) == who->place)
        return kept_by_seeker(scene, who);
    if (asy_is_on_list_here(scene, who)) {
        asy_tell(scene, who, removed, "is on a list of the seeking state", NAN, NAN);
        return asy_arrested_on_request(scene, who);
    }
    asy_tell(scene, who, removed, "the home state may be informed", p_told, asy_u(&luck, TOLD));
    if (!asy_chance(&luck, TOLD, p_told))
        return asy_at_once(ASY_STAGE_received);
    asy_mark(who, ASY_MARK_told_of);
    asy_count(scene, ASY_METRIC_home_state_told, who, who->place, who->persons);
    if (who->traits & ASY_WANTED && asy_seeker(scene, who) == who->citizenship &&
        asy_chance(&luck, REQUESTED, law->p_requested)) {
        asy_tell(scene, who, removed, "is wanted: the home state requests extradition",
                 law->p_requested, asy_u(&luck, REQUESTED));
        return asy_arrested_on_request(scene, who);
    }
    if (!asy_chance(&luck, HANDED_OVER, law->p_handed_over))
        return asy_at_once(ASY_STAGE_received);
    asy_tell(scene, who, removed, "is handed over to the home state without a procedure",
             law->p_handed_over, asy_u(&luck, HANDED_OVER));
    return asy_seized(scene, who, ASY_ACT_HAND_OVER);
}

/* Removed further, unless a claim for asylum stands in the way; ASY_AT_ONCE where not. */
static struct asy_step
is_removed_further(struct asy_scene *scene, struct asy_applicant *who, bool held)
{
    const struct asy_removed *law = ASY_TODAY(scene, removed, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_left_free);
    const double p_expelled =
        law->p_expelled *
        (asy_connection_to(scene, who, who->place).permit ? law->permit_ratio : 1.0);
    const bool undesirable = asy_chance(&luck, UNDESIRABLE, law->p_undesirable);

    asy_tell(scene, who, removed, "might be brought before a court for expulsion", p_expelled,
             asy_u(&luck, EXPELLED));
    if ((!undesirable && !asy_chance(&luck, EXPELLED, p_expelled)) ||
        asy_local_claim_protects(scene, who))
        return asy_at_once(ASY_STAGE_received);
    return undesirable ? asy_deportation_begins(scene, who, held)
                       : asy_expulsion_begins(scene, who, held);
}

struct asy_step
asy_stage_received(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_removed *law = ASY_TODAY(scene, removed, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_received);
    const bool held = asy_marked(who, ASY_MARK_held);

    asy_is_released(scene, who);
    struct asy_step step = home_state_acts(scene, who);
    if (step.next != ASY_AT_ONCE)
        return step;
    if (held && asy_chance(&luck, CLAIMS, law->p_claims) &&
        !asy_local_claim_detained(scene, who))
        asy_mark(who, ASY_MARK_local_decided); /* not registered */
    step = is_removed_further(scene, who, held);
    if (step.next != ASY_AT_ONCE)
        return step;
    if (asy_marked(who, ASY_MARK_local_claim))
        return asy_local_pending(scene, who);
    return at_large(scene, who);
}
