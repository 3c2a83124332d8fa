/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Internal protection alternative: refused though in need, because of another part of the
 * country. */
#include "law/in_force.h"
#include "law/merits/thresholds.h"
#include "law/procedure/procedure.h"
#include "life/asked.h"

static const char *const modes[] = { "never",          "case_by_case", "urban_areas",
                                     "publicly_known", "mandatory",    NULL };
static const char *const whom[] = { "groups", "everybody", "not_by_state", NULL };
static const char *const readings[] = { "ignored", "for_the_claim", "shows_it_works",
                                        "shows_the_reach", NULL };

static const struct asy_param params[] = {
    ASY_PARAM_CHOICE(internal_protection, mode, modes, ASY_IPA_NEVER,
                     "How internal protection is examined: never, case by case, by a rule of "
                     "thumb, or for everybody without exemptions. Where it is a duty "
                     "(asked_of), never means case by case.",
                     "2011/95/EU art. 8: optional"),
    ASY_PARAM_CHOICE(
        internal_protection, asked_of, whom, ASY_ASKED_GROUPS,
        "Whose claims it applies to: the groups listed; everybody in need, as a duty; or "
        "everybody but people persecuted by a State whose power is not regional.",
        "as today: optional, and each state chooses of whom"),
    ASY_PARAM_FLAG(internal_protection, presumes_none, 0,
                   "Whether another part is presumed unsafe where the State or its agents "
                   "persecute, unless their power is clearly regional (2011/95/EU recital 27).",
                   "as today: what practice heeds lies in care and heeds_reach"),
    ASY_PARAM_FLAG(internal_protection, heeds_travel, 0,
                   "Whether people who cannot travel there safely and lawfully are exempt "
                   "(2011/95/EU art. 8(1)).",
                   "as today: what practice heeds lies in p_found"),
    ASY_PARAM_FLAG(
        internal_protection, heeds_admission, 0,
        "Whether people who would not be admitted there are exempt (2011/95/EU art. 8(1)).",
        "as today: what practice heeds lies in p_found"),
    ASY_PARAM_FLAG(internal_protection, heeds_settlement, 0,
                   "Whether people who cannot reasonably be expected to settle there are "
                   "exempt (2011/95/EU art. 8(1)).",
                   "as today: what practice heeds lies in p_found"),
    ASY_PARAM_FLAG(internal_protection, heeds_care, 0,
                   "Whether an unaccompanied child is exempt if appropriate care and custody "
                   "are not available there.",
                   "as today: what practice heeds lies in p_found"),
    ASY_PARAM_FLAG(internal_protection, burden, 0,
                   "Whether the authority must show that another part is open, with the "
                   "benefit of the doubt for the applicant.",
                   "as today: what practice heeds lies in p_found"),
    ASY_PARAM(internal_protection, p_shown, 0, 0.8, 1, "share of those for whom it is found",
              "Share of people with another part available for whom the authority can show it, "
              "where it bears the burden.",
              "grade D: where the burden is on the authority"),
    ASY_PARAM_SET(ASY_PER_GROUP, internal_protection, groups,
                  "Groups to which the state applies it.",
                  "groups to which the state applies it"),
    ASY_PARAM_SET(ASY_PER_GROUP, internal_protection, exempt,
                  "Groups to which it may not be applied.",
                  "groups to which it may not be applied"),
    ASY_PARAM(
        internal_protection, p_found, 0, 0.3, 1, "share of those in need",
        "Share of people in need for whom another part is found where practice looks for one.",
        "grade D: where practice looks for one"),
    ASY_PARAM(
        internal_protection, p_found_mandatory, 0, 0.5, 1, "share of those in need",
        "Share of people in need for whom another part is found where it must be looked for.",
        "grade D: where it must be looked for, COM(2016) 466"),
    ASY_PARAM(
        internal_protection, care, 0, 1, 1, "share",
        "Share of persecutors with a long reach who are recognised as such, case by case.",
        "2011/95/EU art. 8(1)-(2): the look must see it; practice by state"),
    ASY_PARAM(internal_protection, heeds_reach, 0, 1, 1, "share",
              "Share of people persecuted throughout the country who are exempt for that "
              "reason, where the case is not examined individually.",
              "2011/95/EU art. 8(1), recital 27; COM(2016) 466 art. 8: no alternative there; "
              "practice by state"),
    ASY_PARAM_CHOICE(internal_protection, relocation, readings, ASY_RELOCATION_IGNORED,
                     "How an earlier move inside the country is read.",
                     "an earlier move inside the country; EMN ad-hoc query 2013"),
    ASY_PARAM(internal_protection, relocation_weight, 0, 0.5, 6, "probit",
              "What an earlier move adds to the file where it counts for the claim.",
              "grade D: what it adds to the file where it counts for the claim"),
    ASY_PARAM(internal_protection, relocation_ratio, 0, 1.5, 10, "ratio",
              "How many times as often another part is found where the move is taken to show "
              "that relocation works.",
              "grade D: on p_found where it is held to show that moving works"),
    { 0 },
};

const struct asy_law asy_law_internal_protection = {
    .name = "internal_protection",
    .file = __FILE__,
    .doc = "Refusals of people in need who could live in another part of their country.",
    .source =
        "2011/95/EU art. 8; COM(2016) 466; Regulation 2024/1347 art. 8; EMN ad-hoc query 2013",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_internal_protection),
    .params = params,
};

/* The question is the law's, and not left to practice. */
static bool
is_duty(const struct asy_internal_protection *law)
{
    return law->mode == ASY_IPA_MANDATORY || law->asked_of != ASY_ASKED_GROUPS;
}

bool
asy_ipa_asked(const struct asy_internal_protection *law, const struct asy_rulings *rulings,
              const struct asy_applicant *who)
{
    const uint64_t group = asy_bit(who->group);
    if (law->exempt & group)
        return false;
    if (is_duty(law))
        return true;
    if (law->mode == ASY_IPA_NEVER)
        return false;
    const uint64_t ruled = rulings->heeded ? rulings->internal_protection : 0;
    return ((law->groups | ruled) & group) != 0;
}

/* The case is looked at; where the question is new and practice has no rule of thumb, art. 8(2)
   asks for the personal circumstances. */
static bool
looks_at_case(const struct asy_internal_protection *law)
{
    return law->mode == ASY_IPA_CASE_BY_CASE || law->mode == ASY_IPA_NEVER;
}

/* Whether the persecutor reaches the whole country and the state heeds it. That bars the
   alternative whatever the question rests on (art. 8(1); recital 27 of the directive: a
   presumption where the State persecutes); how often it is heeded is practice: a look at the
   case sees it by `care`, a duty or a rule of thumb by `heeds_reach`. */
static bool
is_reached(const struct asy_internal_protection *law, const struct asy_elsewhere *elsewhere)
{
    const bool looks = looks_at_case(law);
    const bool shown = looks && law->relocation == ASY_RELOCATION_SHOWS_THE_REACH &&
                       elsewhere->pursuit.relocated;
    return elsewhere->pursuit.reach != ASY_REACH_LOCAL &&
           (shown || elsewhere->seen < (looks ? law->care : law->heeds_reach));
}

/* Whether their circumstances exempt them: only a person unknown to the public can live
   elsewhere unseen (EMN ad-hoc query 2013, Finland); individual assessment also sees who is
   wanted or LGBTI. "Unspecified urban areas" assesses nobody. */
static bool
is_spared(const struct asy_internal_protection *law, const struct asy_applicant *who)
{
    if (law->mode == ASY_IPA_PUBLICLY_KNOWN)
        return who->traits & ASY_PUBLICLY_KNOWN;
    return looks_at_case(law) && who->traits & (ASY_PUBLICLY_KNOWN | ASY_WANTED | ASY_LGBTI);
}

/* The share referred to another place, among those not exempt. */
static double
share_found(const struct asy_internal_protection *law, bool relocated)
{
    const double p = is_duty(law) ? law->p_found_mandatory : law->p_found;
    return law->relocation == ASY_RELOCATION_SHOWS_IT_WORKS && relocated
               ? p * law->relocation_ratio
               : p;
}

double
asy_ipa_found_at_most(const struct asy_internal_protection *law)
{
    return fmax(share_found(law, false), share_found(law, true));
}

bool
asy_ipa_has_bars(const struct asy_internal_protection *law)
{
    return law->presumes_none || law->asked_of == ASY_ASKED_NOT_BY_STATE || law->heeds_travel ||
           law->heeds_admission || law->heeds_settlement || law->heeds_care || law->burden;
}

/* Recital 27 of the directive, art. 8 of both texts after it: where the State or its agents
   persecute no alternative is presumed, unless their power is clearly limited to a region. */
static bool
is_presumed_absent(const struct asy_internal_protection *law,
                   const struct asy_elsewhere *elsewhere)
{
    return (law->presumes_none || law->asked_of == ASY_ASKED_NOT_BY_STATE) &&
           elsewhere->by_state && elsewhere->pursuit.reach != ASY_REACH_LOCAL;
}

enum asy_ipa_bar
asy_ipa_bar(const struct asy_internal_protection *law, const struct asy_elsewhere *elsewhere)
{
    if (is_presumed_absent(law, elsewhere))
        return ASY_BAR_STATE;
    if (law->heeds_travel && elsewhere->no_travel)
        return ASY_BAR_TRAVEL;
    if (law->heeds_admission && elsewhere->no_admission)
        return ASY_BAR_ADMISSION;
    if (law->heeds_settlement && elsewhere->no_settlement)
        return ASY_BAR_SETTLEMENT;
    if (law->heeds_care && elsewhere->no_care)
        return ASY_BAR_CARE;
    return law->burden && elsewhere->shown >= law->p_shown ? ASY_BAR_NOT_SHOWN : ASY_BAR_NONE;
}

bool
asy_ipa_found(const struct asy_internal_protection *law, const struct asy_rulings *rulings,
              const struct asy_applicant *who, const struct asy_elsewhere *elsewhere)
{
    return asy_ipa_asked(law, rulings, who) &&
           elsewhere->found < share_found(law, elsewhere->pursuit.relocated) &&
           !is_spared(law, who) && !is_reached(law, elsewhere);
}

/* The states of `asking` that would find a place. The draws are the same in every state, so
   that only law parts them; who persecutes is asked only where it could matter. */
static uint64_t
find_in(const struct asy_scene *scene, const struct asy_applicant *who, uint64_t asking,
        enum asy_ipa_bar *why)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_internal_protection);
    struct asy_elsewhere elsewhere = { .found = asy_u(&luck, 0), .seen = asy_u(&luck, 1) };
    uint64_t states = 0;
    bool known = false;
    for (; asking; asking &= asking - 1) {
        const int s = __builtin_ctzll(asking);
        if (elsewhere.found >= scene->in_force->found[s])
            continue;
        if (!known)
            elsewhere.pursuit = asy_pursuit_of(scene, who);
        if (!known && __builtin_expect(scene->in_force->bars != 0, 0))
            asy_elsewhere_read(scene, who, &elsewhere);
        known = true;
        ASY_ASKED_WHAT_IF(s != who->place); /* how another state would rule */
        const struct asy_internal_protection *law = ASY_TODAY(scene, internal_protection, s);
        if (asy_ipa_found(law, ASY_TODAY(scene, rulings, s), who, &elsewhere)) {
            const enum asy_ipa_bar bar = scene->in_force->bars & asy_bit(s)
                                             ? asy_ipa_bar(law, &elsewhere)
                                             : ASY_BAR_NONE;
            states |= bar == ASY_BAR_NONE ? asy_bit(s) : 0;
            *why = s == who->place ? bar : *why;
        }
        ASY_ASKED_WHAT_IF(false);
    }
    return states;
}

bool
asy_lives_elsewhere(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const uint64_t here = asy_bit(who->place) & scene->tau->asks[who->group];
    enum asy_ipa_bar bar = ASY_BAR_NONE;
    return here && find_in(scene, who, here, &bar) != 0;
}

uint64_t
asy_ipa_states(const struct asy_scene *scene, const struct asy_applicant *who,
               enum asy_ipa_bar *bar)
{
    const uint64_t asking = scene->tau->asks[who->group];
    *bar = ASY_BAR_NONE;
    return asking ? find_in(scene, who, asking, bar) : 0;
}

double
asy_relocation_adds(const struct asy_scene *scene, const struct asy_applicant *who, int state)
{
    const struct asy_internal_protection *law = ASY_TODAY(scene, internal_protection, state);
    return law->relocation == ASY_RELOCATION_FOR_THE_CLAIM && asy_had_relocated(scene, who)
               ? law->relocation_weight
               : 0.0;
}
