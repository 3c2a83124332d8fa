/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decision on the merits, as signal detection. */
#include "law/journey/choice.h"
#include "law/merits/thresholds.h"
#include "law/procedure/procedure.h"
#include "law/response/crisis.h"
#include "life/asked.h"
#include "life/line.h"

static const struct asy_param params[] = {
    ASY_PARAM(merits, capacity, 0, 1e6, 1e6, "persons/day",
              "Number of persons whose claims the state decides on the merits in a day.",
              "decisions on the merits a year over 365"),
    ASY_PARAM(merits, min_days, 0, 60, 3000, "days",
              "Time from the claim to the queue for a decision: interview and papers.",
              "from the claim to the queue: interview, papers"),
    ASY_PARAM(
        merits, limit_days, 0, ASY_NO_LIMIT, ASY_NO_LIMIT, "days",
        "Days since the claim after which a decision can be obtained by complaint and is taken "
        "at once, beyond the capacity; 3650 means that a limit, if any, has no such effect.",
        "none: who waits longer is informed, and the authority is not bound to decide"),
    ASY_PARAM(merits, noise, 0, 1, 10, "probit",
              "Standard deviation of what the state sees around the need.",
              "grade D: sd of what the state sees around the need"),
    ASY_PARAM(merits, presumed, 0, 0, 6, "probit",
              "How much less a person presumed to be in danger must show.",
              "none in law: 2011/95/EU art. 4(1); Closing the Door, Alieva, Lemon et al."),
    ASY_PARAM_STANDARD(
        merits, standard, standard_of, 6, "probit",
        "How much stronger a file must look than the threshold solved from published rates: "
        "above 0 is a harsher standard of recognition, below 0 a more lenient one; as_in "
        "replaces it by the standard of another state, or that of all together.",
        "none: the state's own standard"),
    ASY_PARAM(merits, unheard_cost, 0, 0, 1, "share",
              "Capacity used by a decision not to examine a claim (inadmissible, or subsequent "
              "without new elements), relative to one on the merits.",
              "grade D: 2013/32/EU art. 34, 40(2): a hearing, and a preliminary examination"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, merits, rate, 0, 0.1, 1, "share of merits decisions",
                  "Recognition rate by citizenship, from which the thresholds are solved.",
                  "published recognition rate by citizenship; thresholds are solved from it"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, merits, refugee_share, 0, 0.5, 1, "share of grants",
                  "Share of grants that are refugee status, by citizenship.",
                  "refugee status, by citizenship"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, merits, humanitarian_share, 0, 0.1, 1, "share of grants",
                  "Share of grants that are humanitarian status, by citizenship.",
                  "humanitarian status, by citizenship"),
    { 0 },
};

static const struct asy_baseline_only baseline_only[] = {
    { "rate", "published rates only set the thresholds of the baseline, which stay as "
              "they are; move the standard itself: merits.standard = { plus = 0.2; } or { "
              "as_in = \"AUT\"; }" },
    { 0 },
};

const struct asy_law asy_law_merits = {
    .name = "merits",
    .file = __FILE__,
    .doc = "Protection is granted when the need, seen through noise, exceeds the state's "
           "threshold.",
    .source = "2011/95/EU art. 2(d), 4, 15; Eurostat migr_asydcfsta",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_merits),
    .params = params,
    .baseline_only = baseline_only,
};

/* How the file errs, the same in every state: less where counsel has put it together. */
static float
error_of(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return (float) asy_counsel_leaves(scene, who, asy_aid_now(who), (double) who->error);
}

/* Of a relative of an activist each state sees another part of the need. */
static float
seen_in(const struct asy_scene *scene, const struct asy_applicant *who, int s)
{
    ASY_ASKED_WHAT_IF(s != who->place);
    const int as = scene->tau->read_as[s];
    const float seen =
        who->need + error_of(scene, who) * scene->tau->noise[who->citizenship][s] +
        (float) (asy_relocation_adds(scene, who, as) - asy_family_unseen(scene, who, as));
    ASY_ASKED_WHAT_IF(false);
    return seen;
}

static int
grants_to_kin(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const float *threshold = scene->tau->ruled[who->citizenship];
    int grants = 0;
    for (int s = 0; s < scene->world->n_states; s++)
        grants += s != who->place && seen_in(scene, who, s) > threshold[s];
    return grants;
}

/* States that read an earlier move inside the country in favour of the claim see the file
   stronger: how many of them that turns. */
static int
turned_by_relocation(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const float *threshold = scene->tau->ruled[who->citizenship],
                *noise = scene->tau->noise[who->citizenship];
    const float error = error_of(scene, who);
    int turned = 0;
    ASY_ASKED_WHAT_IF(true);
    for (uint64_t left = scene->tau->in_favour & ~asy_bit(who->place); left; left &= left - 1) {
        const int s = __builtin_ctzll(left);
        const float seen = who->need + error * noise[s];
        const int as = scene->tau->read_as[s];
        const float adds = (float) ASY_TODAY(scene, internal_protection, as)->relocation_weight;
        turned += seen <= threshold[s] && seen + adds > threshold[s];
    }
    ASY_ASKED_WHAT_IF(false);
    return turned > 0 && asy_had_relocated(scene, who) ? turned : 0;
}

/* Other states in which the need would be established on the same file, seen with the same
   error. */
static int
established_in_others(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const float *threshold = scene->tau->ruled[who->citizenship],
                *noise = scene->tau->noise[who->citizenship];
    const float need = who->need, error = error_of(scene, who);
    const int here = who->place, n = scene->world->n_states;
    if (__builtin_expect(asy_marked(who, ASY_MARK_kin_of_active), 0))
        return grants_to_kin(scene, who);
    int grants = 0;
    for (int s = 0; s < n; s++)
        grants += need + error * noise[s] > threshold[s];
    grants -= need + error * noise[here] > threshold[here];
    if (scene->tau->in_favour)
        grants += turned_by_relocation(scene, who);
    return grants;
}

/* How the other states would have ruled: `established` there in so many, of which those in
   `elsewhere` refuse all the same. */
static void
count_lottery(struct asy_scene *scene, const struct asy_applicant *who, bool granted,
              int established, uint64_t elsewhere)
{
    const float *threshold = scene->tau->ruled[who->citizenship];
    int grants = established;
    for (uint64_t left = elsewhere & ~asy_bit(who->place); left; left &= left - 1) {
        const int s = __builtin_ctzll(left);
        grants -= seen_in(scene, who, s) > threshold[s];
    }
    const uint32_t others = (uint32_t) (scene->world->n_states - 1);
    const uint32_t otherwise = granted ? others - (uint32_t) grants : (uint32_t) grants;
    asy_count(scene, ASY_METRIC_lottery_rulings, who, who->place, others * who->persons);
    asy_count(scene, ASY_METRIC_lottery_otherwise, who, who->place, otherwise * who->persons);
}

static enum asy_fate
status_of(struct asy_scene *scene, const struct asy_applicant *who,
          const struct asy_merits *law)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_status);
    const struct asy_tau *tau = scene->tau;
    const int c = who->citizenship;
    const bool pooled = (tau->pooled[who->place] & asy_bit(c)) != 0;
    const double u = asy_u(&luck, 0);
    const double refugee = pooled ? (double) tau->refugee[c] : law->refugee_share[c],
                 other = pooled ? (double) tau->humanitarian[c] : law->humanitarian_share[c];
    if (u < refugee)
        return ASY_FATE_REFUGEE;
    return u < refugee + other ? ASY_FATE_HUMANITARIAN : ASY_FATE_SUBSIDIARY;
}

struct asy_step
asy_protect(struct asy_scene *scene, struct asy_applicant *who)
{
    const int as = scene->tau->read_as[who->place];
    who->fate = (uint8_t) status_of(scene, who, ASY_TODAY(scene, merits, as));
    asy_tell(scene, who, merits, "is protected", NAN, NAN);
    return asy_exile_enter(scene, who);
}

static struct asy_step
grant(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_step step = asy_protect(scene, who);
    if (who->fate == ASY_FATE_REFUGEE)
        asy_count(scene, ASY_METRIC_grants_refugee, who, who->place, who->persons);
    else if (who->fate == ASY_FATE_SUBSIDIARY)
        asy_count(scene, ASY_METRIC_grants_subsidiary, who, who->place, who->persons);
    else
        asy_count(scene, ASY_METRIC_grants_humanitarian, who, who->place, who->persons);
    scene->news->grants[who->group][who->place] += who->persons;
    if (!asy_at_risk(who))
        asy_count(scene, ASY_METRIC_wrongful_grants, who, who->place, who->persons);
    return step;
}

static void
count_refusal(struct asy_scene *scene, const struct asy_applicant *who, bool elsewhere)
{
    asy_count(scene, ASY_METRIC_refusals, who, who->place, who->persons);
    if (elsewhere)
        asy_count(scene, ASY_METRIC_refusals_internal_protection, who, who->place,
                  who->persons);
    if (!asy_at_risk(who))
        return;
    asy_count(scene, ASY_METRIC_wrongful_refusals, who, who->place, who->persons);
    asy_count(scene, ASY_METRIC_wrongful_refusals_children, who, who->place, who->children);
    if (asy_marked(who, ASY_MARK_kin_of_active))
        asy_count(scene, ASY_METRIC_refused_relatives_at_risk, who, who->place, who->persons);
}

void
asy_backlog_leave(struct asy_scene *scene, const struct asy_applicant *who)
{
    scene->stock->backlog[who->group][who->place] -= who->persons;
}

/* How strong the file looks where it is read as in a state. */
static double
strength(const struct asy_scene *scene, const struct asy_applicant *who, int as)
{
    const double noise =
        asy_informed_noise(ASY_TODAY(scene, country_information, as), who->citizenship,
                           ASY_TODAY(scene, merits, as)->noise);
    return (double) who->need + noise * (double) error_of(scene, who) +
           asy_relocation_adds(scene, who, as) - asy_family_unseen(scene, who, as);
}

bool
asy_need_established(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return strength(scene, who, scene->tau->read_as[who->place]) >
           (double) scene->tau->merits[who->citizenship][who->place];
}

double
asy_falls_short(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return (double) scene->tau->merits[who->citizenship][who->place] -
           strength(scene, who, scene->tau->read_as[who->place]);
}

static void
count_decision(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_count(scene, ASY_METRIC_decisions_merits, who, who->place, who->persons);
    asy_count(scene, ASY_METRIC_days_to_decision, who, who->place,
              (uint32_t) (scene->day - who->since) * who->persons);
    const double limit = ASY_TODAY(scene, merits, who->place)->limit_days;
    if (limit < ASY_NO_LIMIT && scene->day - who->since >= limit) {
        asy_count(scene, ASY_METRIC_decided_at_limit, who, who->place, who->persons);
        asy_tell(scene, who, merits, "the time limit has expired: the decision is due at once",
                 NAN, NAN);
    }
    asy_backlog_leave(scene, who);
    scene->news->decisions[who->group][who->place] += who->persons;
    asy_unmark(who, ASY_MARK_sent_elsewhere); /* what an earlier decision said */
}

/* How much lower the threshold lies today than it was solved. */
static double
eased(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_opinion *opinion = ASY_TODAY(scene, opinion, who->place);
    return ASY_TODAY(scene, merits, who->place)->presumed +
           asy_opinion_spares(opinion, opinion->authority);
}

/* Whose standard decides, where it is not the state's own. */
static void
tell_standard(struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_tau *tau = scene->tau;
    const int as = tau->read_as[who->place];
    if (tau->pooled[who->place] & asy_bit(who->citizenship))
        asy_tell(scene, who, merits, "the standard of all states together decides", NAN, NAN);
    else if (as != who->place)
        asy_tell_of(scene, who, merits, "the standard of recognition of this state decides",
                    as);
    else
        asy_tell(scene, who, merits, "the standard of recognition is shifted", NAN, NAN);
}

/* Whether the state's own standard would have ruled the other way, and who gains by it. */
static void
count_moved(struct asy_scene *scene, const struct asy_applicant *who, double presumption,
            bool established)
{
    const double needed = (double) scene->tau->own[who->citizenship][who->place] + presumption;
    const bool by_own = strength(scene, who, who->place) > needed;
    if (established && !by_own)
        asy_count(scene, ASY_METRIC_established_by_standard, who, who->place, who->persons);
    if (!established && by_own)
        asy_count(scene, ASY_METRIC_failed_by_standard, who, who->place, who->persons);
    asy_tell_judged(scene, who, merits,
                    by_own ? "by the state's own standard the need would be established"
                           : "by the state's own standard the need would not be established",
                    needed, strength(scene, who, who->place));
}

/* Why another part of the country is not held against them. */
static const char *const barred[] = {
    [ASY_BAR_STATE] = "no part of the country is presumed safe from persecution by the State",
    [ASY_BAR_TRAVEL] = "could not travel safely and lawfully to another part of the country",
    [ASY_BAR_ADMISSION] = "would not be admitted to another part of the country",
    [ASY_BAR_SETTLEMENT] = "cannot be expected to settle in another part of the country",
    [ASY_BAR_CARE] = "is an unaccompanied child, and would have no care there",
    [ASY_BAR_NOT_SHOWN] = "the authority cannot show that another part is open to them",
};

struct asy_step
asy_merits_decide(struct asy_scene *scene, struct asy_applicant *who, double presumption,
                  struct asy_step (*refused)(struct asy_scene *, struct asy_applicant *))
{
    const double seen = strength(scene, who, scene->tau->read_as[who->place]);
    const double threshold =
        (double) scene->tau->merits[who->citizenship][who->place] + presumption;
    const bool established = seen > threshold;
    const int in_others = established_in_others(scene, who);
    /* where no claim would be granted, another part of the country is not examined */
    enum asy_ipa_bar bar = ASY_BAR_NONE;
    const uint64_t states =
        established || in_others > 0 || scene->pilot ? asy_ipa_states(scene, who, &bar) : 0;
    const bool elsewhere = (states & asy_bit(who->place)) != 0;

    count_decision(scene, who);
    if (scene->pilot)
        asy_pilot_note(scene->pilot, who, scene->day,
                       strength(scene, who, who->place) - presumption + eased(scene, who),
                       elsewhere);
    const bool moved = (scene->tau->moved & asy_bit(who->place)) != 0;
    if (__builtin_expect(moved, 0))
        tell_standard(scene, who);
    count_lottery(scene, who, established && !elsewhere, in_others, states);
    asy_tell_judged(scene, who, merits,
                    established ? "the need is established" : "the need is not established",
                    threshold, seen);
    if (__builtin_expect(moved, 0))
        count_moved(scene, who, presumption, established);
    if (established && bar != ASY_BAR_NONE) {
        asy_count(scene, ASY_METRIC_spared_internal_protection, who, who->place, who->persons);
        asy_tell(scene, who, internal_protection, barred[bar], NAN, NAN);
    }
    if (established && elsewhere) {
        asy_tell(scene, who, internal_protection,
                 "but could live in another part of the country", NAN, NAN);
        asy_mark(who, ASY_MARK_sent_elsewhere);
    }
    if (established && !elsewhere)
        return grant(scene, who);
    count_refusal(scene, who, established);
    return refused(scene, who);
}

struct asy_step
asy_stage_merits(struct asy_scene *scene, struct asy_applicant *who)
{
    return asy_merits_decide(scene, who, asy_presumption(scene, who), asy_appeal_ask);
}
