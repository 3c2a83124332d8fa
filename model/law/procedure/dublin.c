/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dublin III: the law, and whether this state asks another or examines the claim itself. Who is
   responsible is criteria.c, in which time it is asked and answers dublin_request.c, what
   becomes of an acceptance transfer.c. */
#include "law/procedure/procedure.h"
#include "law/response/crisis.h"
#include "life/scope.h"

#include "law/procedure/burden.h"

static const struct asy_param params[] = {
    ASY_PARAM_FLAG(dublin, member, 1, "Whether the state applies the Dublin regulation.",
                   "604/2013"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, dublin, p_request, 0, 0.5, 1, "share of hits",
                  "Share of cases for which another state is responsible in which it is "
                  "requested to take the person.",
                  "of those for whom that state is responsible"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, dublin, p_accept, 0, 0.85, 1, "share of answers",
                  "Share of answers that accept the request, by requested state.",
                  "Eurostat migr_dubdo, by the state asked"),
    ASY_PARAM(dublin, requests_per_day, 0, 1e6, 1e6, "persons/day",
              "Number of requests that the state's unit can send in a day.",
              "what the unit can send"),
    ASY_PARAM(dublin, request_days, 0, 25, 1000, "days",
              "Mean time from the claim to the request.",
              "grade D: mean, from the claim to the request"),
    ASY_PARAM(dublin, p_hit, 0, 0.5, 1, "share", "Share of requests made on a Eurodac hit.",
              "Eurostat migr_dubro: requests on a Eurodac hit, of all"),
    ASY_PARAM(dublin, charge_request_limit_days, 1, 92, 100000, "days",
              "Time limit for a take-charge request, after which the requesting state is "
              "responsible.",
              "604/2013 art. 21(1): 3 months; 343/2003 art. 17(1) the same"),
    ASY_PARAM(dublin, charge_request_limit_hit_days, 1, 61, 100000, "days",
              "The same limit after a Eurodac hit on an irregular entry.",
              "604/2013 art. 21(1), second sub-paragraph: 2 months; a visa is no such hit"),
    ASY_PARAM(
        dublin, back_request_limit_days, 1, 92, 100000, "days",
        "Time limit for a take-back request, after which the requesting state is responsible.",
        "604/2013 art. 23(2), (3): 3 months; 343/2003 art. 20 knew no limit"),
    ASY_PARAM(dublin, back_request_limit_hit_days, 1, 61, 100000, "days",
              "The same limit after a Eurodac hit.",
              "604/2013 art. 23(2): 2 months; 343/2003 art. 20 knew no limit"),
    ASY_PARAM(dublin, answer_days, 0, 4, 1000, "days", "Mean time to an answer.",
              "grade D: mean, to an answer"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, dublin, answer_factor, 0, 1, 100, "ratio",
                  "How many times slower than the mean the requested state answers.",
                  "grade D: slower than the mean, by the state asked"),
    ASY_PARAM(
        dublin, charge_answer_limit_days, 1, 61, 100000, "days",
        "Time limit for answering a take-charge request, after which silence is acceptance.",
        "604/2013 art. 22(1), (7): 2 months; silence is acceptance"),
    ASY_PARAM(dublin, charge_answer_limit_hit_days, 1, 100000, 100000, "days",
              "The same limit after a hit, where it is shorter.",
              "604/2013 art. 22 knows none; 2024/1351 art. 40: two weeks"),
    ASY_PARAM_FLAG(dublin, visa_hits, 0,
                   "Whether a visa found in the database shortens the limits of a take-charge "
                   "request as a Eurodac hit does.",
                   "604/2013 art. 21(1): a Eurodac hit alone; COM(2016) 270 art. 24, 2024/1351 "
                   "art. 39: a visa too"),
    ASY_PARAM(
        dublin, back_answer_limit_days, 1, 31, 100000, "days",
        "Time limit for answering a take-back request, after which silence is acceptance.",
        "604/2013 art. 25(1), (2): 1 month; silence is acceptance"),
    ASY_PARAM(dublin, back_answer_limit_hit_days, 1, 14, 100000, "days",
              "The same limit after a Eurodac hit.",
              "604/2013 art. 25(1), (2): 2 weeks after a Eurodac hit"),
    ASY_PARAM(
        dublin, p_family, 0, 0.5, 1, "share",
        "Share of cases with family there in which the family criteria are applied.",
        "grade D: art. 9-11, 16 applied where the family is there; of a child alone it always "
        "is"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, dublin, p_sovereign, 0, 0, 1, "share",
                  "Share of cases examined here although another state is responsible, by "
                  "responsible state.",
                  "604/2013 art. 17(1): examined here though that state is responsible"),
    ASY_PARAM(dublin, p_humanitarian, 0, 0, 1, "share of those with ties elsewhere",
              "Share of people with ties to another state for whom it is asked to take charge "
              "on humanitarian grounds.",
              "604/2013 art. 17(2): another state asked for humanity's sake"),
    ASY_PARAM_FLAG(dublin, humanity_any_time, 0,
                   "Whether such a request may be made at any time: also by a state that only "
                   "takes back, and after a decision.",
                   "343/2003 art. 15(1), (2): any state; 604/2013 art. 17(2): the state that "
                   "determines or is responsible, before a first decision"),
    ASY_PARAM(
        dublin, p_minor_united, 0, 0, 1, "share of such children",
        "Share of unaccompanied children with a relative elsewhere outside the legal "
        "definition of family for whom that state is asked to take charge.",
        "343/2003 art. 15(3): if possible; 604/2013 art. 8(2) made a criterion of it; the "
        "share is grade D"),
    ASY_PARAM_FLAG(dublin, refugees_only, 0,
                   "Whether family under protection counts only if recognised as refugees.",
                   "604/2013 art. 9: any protection; 343/2003 art. 7: refugees"),
    ASY_PARAM_FLAG(dublin, siblings, 0, "Whether siblings are family.",
                   "siblings are family; COM(2016) 270 art. 2(g)"),
    ASY_PARAM_FLAG(dublin, formed_in_transit, 0,
                   "Whether families formed after departure count as family.",
                   "so are families formed after departure; COM(2016) 270 art. 2(g)"),
    ASY_PARAM_FLAG(dublin, minors_stay, 1,
                   "Whether an unaccompanied child stays where the claim is.",
                   "604/2013 art. 8(4), C-648/11: a child alone stays where the claim is"),
    ASY_PARAM_FLAG(
        dublin, minor_relatives, 1,
        "Whether an unaccompanied child belongs with siblings, aunts, uncles or grandparents.",
        "604/2013 art. 8(1), (2); 343/2003 art. 6 knew parents only"),
    ASY_PARAM(dublin, p_passes_on, 0, 0, 1, "share",
              "Share of people let in who go on before any claim.",
              "grade D: of those let in, who go on before any claim"),
    ASY_PARAM(dublin, hidden_days, 1, 60, 5000, "days",
              "Mean time until they claim in another state.",
              "grade D: mean, until they claim in another state"),
    ASY_PARAM(dublin, visa_days, 1, 273, 100000, "days",
              "How long after entry a visa makes the issuing state responsible.",
              "604/2013 art. 12(2), (4): while it is valid, here 90 days (grade D), and six "
              "months more"),
    ASY_PARAM_FLAG(dublin, entry_binds, 1, "Whether entry into a state makes it responsible.",
                   "604/2013 art. 13, 14; A8-0345/2017 deletes the criterion"),
    ASY_PARAM(dublin, entry_days, 1, 365, 100000, "days",
              "How long responsibility because of irregular entry lasts.",
              "604/2013 art. 13(1): responsibility by irregular entry ends after 12 months"),
    ASY_PARAM(dublin, discontinue_days, 1, 40, 5000, "days",
              "Mean time until the requested state closes the file of a person who has left.",
              "of the state asked, grade D: mean, until the file of one who left is closed; "
              "604/2013 art. 18(1)(c)"),
    ASY_PARAM(dublin, p_abscond, 0, 0.3, 1, "share",
              "Share of people to be transferred who abscond.",
              "grade D: of those to be transferred"),
    ASY_PARAM(dublin, absconded_factor, 1, 3, 100, "ratio",
              "How many times slower the transfer of a person who absconds is.",
              "grade D: how much longer the clock of a transfer is for one who hides"),
    ASY_PARAM(dublin, p_imprisoned, 0, 0, 1, "share",
              "Share of people to be transferred who are in prison.",
              "grade D: of those to be transferred"),
    ASY_PARAM(dublin, prison_days, 0, 150, 5000, "days",
              "How long imprisonment lasts before a transfer is possible.",
              "grade D: before a transfer can be"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, dublin, transfer_days, 0, 400, 100000, "days",
                  "Mean time to a transfer, run against the limit, by receiving state.",
                  "mean of a geometric clock against the limit, by the receiving state"),
    ASY_PARAM(dublin, limit_days, 1, 183, 100000, "days",
              "Time limit for the transfer, after which the requesting state is responsible.",
              "604/2013 art. 29(1)"),
    ASY_PARAM(dublin, limit_imprisoned_days, 1, 365, 100000, "days",
              "The same limit for a person in prison.", "604/2013 art. 29(2)"),
    ASY_PARAM(dublin, limit_absconded_days, 1, 548, 100000, "days",
              "The same limit for a person who absconds.", "604/2013 art. 29(2)"),
    ASY_PARAM(dublin, p_remedy, 0, 0, 1, "share of acceptances",
              "Share of transfer decisions that are appealed.",
              "grade D: who go to court against the transfer; 604/2013 art. 27(1)"),
    ASY_PARAM(dublin, remedy_days, 1, 45, 3000, "days", "Mean time to the ruling.",
              "grade D: mean, to the ruling"),
    ASY_PARAM(dublin, p_remedy_won, 0, 0.1, 1, "share of remedies",
              "Share of these appeals in which the court stops the transfer on any ground, "
              "beyond those in which it finds the decision wrong.",
              "grade D"),
    ASY_PARAM_SET(
        ASY_PER_GROUND, dublin, remedy_grounds,
        "On which grounds the court may find the decision wrong: criteria, family, "
        "dependants, clocks, inhuman_treatment.",
        "604/2013 art. 27(1); Court of Justice, C-394/12, C-63/15, C-155/15, C-670/16, "
        "C-201/16; COM(2016) 270 art. 28; Regulation 2024/1351 art. 43(1)"),
    ASY_PARAM_FLAG(dublin, remedy_take_back, 0,
                   "Whether family in a third state may be pleaded against a take-back too.",
                   "Court of Justice, C-582/17, H. and R.: it may not"),
    ASY_PARAM(dublin, p_remedy_shown, 0, 0.5, 1, "share",
              "Share of appeals against a decision wrong on such a ground in which the court "
              "finds so.",
              "grade D"),
    ASY_PARAM(dublin, p_criteria_wrong, 0, 0, 1, "share",
              "Share of cases in which a visa or an entry was mistakenly thought to make the "
              "other state responsible.",
              "grade D: the entry was elsewhere, the stay longer, the visa annulled"),
    ASY_PARAM(dublin, p_late, 0, 0, 1, "share",
              "Share of acceptances before which a time limit had expired unnoticed.",
              "grade D"),
    ASY_PARAM_FLAG(
        dublin, remedy_suspends, 1, "Whether the person may stay until the court has ruled.",
        "604/2013 art. 27(3): one stays until the court has ruled; 343/2003 art. 19(2), "
        "20(1)(e): only where national law lets a court say so"),
    ASY_PARAM(dublin, p_detained_after, 0, 0, 1, "share",
              "Share of people transferred to this state who are detained there.",
              "of the receiving state: of those transferred to it, who are detained"),
    ASY_PARAM(dublin, detained_after_days, 1, 60, 1000, "days", "Mean time of that detention.",
              "grade D: mean"),
    ASY_PARAM_FLAG(dublin, lapse, 1,
                   "Whether responsibility passes to the requesting state after a limit.",
                   "604/2013 art. 21(1), 23(3), 29(2): after a limit the requesting state is "
                   "responsible"),
    ASY_PARAM_FLAG(dublin, notified, 0,
                   "Whether a take-back is notified, however late, rather than requested.",
                   "COM(2016) 270 art. 26, 2024/1351 art. 41; 604/2013 art. 23-25: asked for"),
    ASY_PARAM(dublin, notice_days, 1, 1, 100000, "days",
              "Time in which the receiving state must confirm such a notification; silence "
              "confirms it.",
              "COM(2016) 270 art. 26: at once; 2024/1351 art. 41: two weeks"),
    ASY_PARAM(dublin, p_notice_refused, 0, 0, 1, "share of notices",
              "Share of notifications refused because the receiving state is not, or no "
              "longer, responsible.",
              "2024/1351 art. 41: responsibility had ended or passed on, or wrong data; "
              "grade D"),
    ASY_PARAM_FLAG(
        dublin, withdrawn_subsequent, 0,
        "Whether a claim closed because the claimant had moved on counts as a subsequent one "
        "when this state takes them back.",
        "COM(2016) 270 art. 20(4); 604/2013 art. 18(2), second sub-paragraph: never"),
    ASY_PARAM_FLAG(
        dublin, rejected_final, 0,
        "Whether a refusal at first instance is final when this state takes back a claimant "
        "who had moved on.",
        "COM(2016) 270 art. 20(5); 604/2013 art. 18(2), third sub-paragraph: the way "
        "to the court is open"),
    ASY_PARAM_FLAG(dublin, admissibility_first, 0,
                   "Whether admissibility is examined before responsibility.",
                   "604/2013 art. 3(3): a power; COM(2016) 270: a duty"),
    ASY_PARAM_FLAG(
        dublin, keeps_safe_origin, 0,
        "Whether a state that examines admissibility first keeps claimants it presumes "
        "safe at home because of the Union's list (union_safe_origin).",
        "COM(2016) 270 art. 3(3)(b)(i), 3(4)"),
    ASY_PARAM_SET(ASY_PER_COUNTRY, dublin, union_safe_origin,
                  "Countries on the Union's common list of safe countries of origin. They are "
                  "presumed safe where channel.safe_origin names them too.",
                  "COM(2015) 452: Albania, Bosnia and Herzegovina, Kosovo, Montenegro, North "
                  "Macedonia, Serbia, Turkey: none whose nationals are modelled"),
    ASY_PARAM_FLAG(dublin, criteria_once, 0,
                   "Whether the criteria are closed once a first claim has been made: in a "
                   "later state neither family nor visa nor entry matters.",
                   "COM(2016) 270 art. 9(1); C-582/17 and C-583/17 keep the family there open"),
    ASY_PARAM_FLAG(
        dublin, determination_continues, 0,
        "Whether a state that takes a person back applies the criteria where no state had yet "
        "been found responsible.",
        "604/2013 art. 20(5): with a view to completing it; 2024/1351 art. 38; in practice the "
        "state of the first claim keeps the case"),
    ASY_PARAM_FLAG(dublin, wider_family_only, 0,
                   "Whether the discretionary clause covers only relatives here beyond the "
                   "legal definition of family, until a state has been found responsible.",
                   "COM(2016) 270 art. 19(1); 604/2013 art. 17(1): any claim"),
    ASY_PARAM_FLAG(dublin, diploma, 0,
                   "Whether a diploma makes the state where it was obtained responsible, after "
                   "visas and before entry.",
                   "2024/1351 art. 30"),
    ASY_PARAM(dublin, border_refusal_days, 1, 100000, 100000, "days",
              "How long after a final refusal in the border procedure the refusing state stays "
              "responsible.",
              "604/2013 knows no such end; 2024/1351 art. 37: 15 months"),
    ASY_PARAM(
        dublin, p_shown, 0, 0, 1, "share of those at risk",
        "Share of people whom the other state would have sent on into danger who show it.",
        "M.S.S. 30696/09, para 342; T.I. v. United Kingdom 43844/98; grade D"),
    ASY_PARAM_SET(ASY_PER_COUNTRY, dublin, suspended,
                  "States to which transfers are suspended.",
                  "states to which nobody is transferred; 604/2013 art. 3(2)"),
    { 0 },
};

const struct asy_law asy_law_dublin = {
    .name = "dublin",
    .file = __FILE__,
    .doc = "Requests, answers and transfers, by requesting state.",
    .source = "604/2013",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_dublin),
    .params = params,
};

enum { SOVEREIGN }; /* word of `clauses` that is used here */
enum { SHOWN = 3 }; /* word of `unheard` */

/* Art. 24(3): found without a claim, and too late to be taken back, they may claim here; nor is
   another state asked again. */
static struct asy_step
may_claim(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_unmark(who, ASY_MARK_found_without_claim);
    asy_mark(who, ASY_MARK_dublin_done);
    asy_mark(who, ASY_MARK_stays);
    who->fate = ASY_FATE_WAITING;
    asy_tell(scene, who, dublin, "is not taken back, and may claim here", NAN, NAN);
    return asy_at_once(ASY_STAGE_registration);
}

struct asy_step
asy_dublin_take_on(struct asy_scene *scene, struct asy_applicant *who)
{
    const bool settled = asy_marked(who, ASY_MARK_dublin_done);
    const bool by_visa = who->visa == who->place;
    if (asy_marked(who, ASY_MARK_found_without_claim))
        return may_claim(scene, who);
    asy_strasbourg_forget(who); /* nobody is transferred */
    asy_mark(who, ASY_MARK_dublin_done);
    if (ASY_TODAY(scene, dublin, who->place)->member) { /* else no detour changes who is */
        asy_mark(who, ASY_MARK_determined);
        who->first = who->place;
    }
    asy_unmark(who, ASY_MARK_rejected);
    asy_unmark(who, ASY_MARK_appeal_left);
    const int to = settled ? -1 : asy_allocate(scene, who, by_visa);
    if (to < 0) {
        asy_burden_take_on(scene, who);
        return asy_admissibility_enter(scene, who);
    }
    who->target = (uint8_t) to;
    const double days = asy_marked(who, ASY_MARK_by_pool)
                            ? ASY_TODAY(scene, solidarity, 0)->days
                            : ASY_TODAY(scene, corrective, 0)->days;
    return asy_wait(ASY_STAGE_dublin_transfer, (int32_t) days);
}

struct asy_step
asy_dublin_enter(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_dublin *law = ASY_TODAY(scene, dublin, who->place);
    if (!law->member || asy_marked(who, ASY_MARK_dublin_done) ||
        asy_dublin_responsible(scene, who) == who->place)
        return asy_dublin_take_on(scene, who);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_dublin);
    return asy_wait_unreceived(scene, who, ASY_STAGE_dublin_check,
                               asy_wait_days(law->request_days, asy_u(&luck, 0)),
                               ASY_RECEPTION_TO_CLAIM);
}

static const char *
reason(enum asy_criterion by)
{
    static const char *const text[] = {
        [ASY_BY_NONE] = "no other state is responsible",
        [ASY_BY_MINOR] =
            "another state may be responsible: relatives of an unaccompanied child",
        [ASY_BY_FAMILY] = "another state may be responsible: family there",
        [ASY_BY_PENDING_FAMILY] = "another state may be responsible: family with a claim there",
        [ASY_BY_DEPENDANT] = "another state may be responsible: a dependent relative",
        [ASY_BY_VISA] = "another state may be responsible: its visa",
        [ASY_BY_DIPLOMA] = "another state may be responsible: a diploma from there",
        [ASY_BY_ENTRY] = "another state may be responsible: entry there",
        [ASY_BY_FIRST_CLAIM] = "another state may be responsible: an earlier claim there",
        [ASY_BY_HUMANITY] = "another state may be requested on humanitarian grounds",
    };
    return text[by];
}

/* No transfer to a state that would remove them, through a country it holds safe, into danger;
   an applicant at risk may show it. */
static bool
shows_removal_from(struct asy_scene *scene, struct asy_applicant *who,
                   const struct asy_dublin *law, int state)
{
    if (!(law->p_shown > 0.0) || !asy_at_risk(who) || !asy_state_sends_on(scene, who, state))
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_unheard);
    if (!asy_chance(&luck, SHOWN, law->p_shown))
        return false;
    asy_count(scene, ASY_METRIC_dangers_on_the_way_shown, who, who->place, who->persons);
    asy_tell(scene, who, dublin,
             "shows that the other state would send them on: the claim is decided here",
             law->p_shown, asy_u(&luck, SHOWN));
    return true;
}

/* How likely this state examines the claim of its own free will. COM(2016) 270 art. 19(1)
   leaves that for relatives here who are not family in law, while no state has been determined
   responsible. */
static double
p_examines(const struct asy_scene *scene, const struct asy_applicant *who,
           const struct asy_dublin *law, int state)
{
    if (law->wider_family_only &&
        (asy_marked(who, ASY_MARK_determined) || !asy_has_wider_family_here(scene, who)))
        return 0.0;
    return law->p_sovereign[state];
}

/* On which ground another state is to be asked: the law may say something else by it (`only`,
   `except`: criterion), from this step on. */
static void
note_ground(struct asy_scene *scene, struct asy_applicant *who, enum asy_criterion by)
{
    static const struct {
        enum asy_mark mark;
        unsigned by;
    } grounds[] = {
        { ASY_MARK_asked_by_claim, 1u << ASY_BY_FIRST_CLAIM },
        { ASY_MARK_asked_by_visa, 1u << ASY_BY_VISA },
        { ASY_MARK_asked_by_entry, 1u << ASY_BY_ENTRY },
        { ASY_MARK_asked_by_family, 1u << ASY_BY_MINOR | 1u << ASY_BY_FAMILY |
                                        1u << ASY_BY_PENDING_FAMILY | 1u << ASY_BY_DEPENDANT },
    };
    for (size_t i = 0; i < sizeof grounds / sizeof *grounds; i++)
        if (grounds[i].by >> by & 1u)
            asy_mark(who, grounds[i].mark);
        else
            asy_unmark(who, grounds[i].mark);
    asy_turn_to(scene, who);
}

struct asy_step
asy_stage_dublin_check(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_responsibility responsible = asy_dublin_criteria(scene, who);
    note_ground(scene, who, responsible.by);
    const struct asy_dublin *law = ASY_TODAY(scene, dublin, who->place);
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_dublin);
    const struct asy_crisis *crisis = ASY_TODAY(scene, crisis, who->place);
    const double p = fmin(1.0, law->p_request[responsible.state] *
                                   asy_crisis_leaves(crisis, crisis->requests));

    asy_tell(scene, who, dublin, reason(responsible.by), p, asy_u(&luck, 1));
    if (responsible.state == who->place || !asy_chance(&luck, 1, p))
        return asy_dublin_take_on(scene, who);
    const struct asy_luck clauses = asy_luck(scene, who, ASY_LUCK_clauses);
    const double sovereign = p_examines(scene, who, law, responsible.state);
    if (asy_chance(&clauses, SOVEREIGN, sovereign)) {
        asy_tell(scene, who, dublin, "this state examines the claim at its own discretion",
                 sovereign, asy_u(&clauses, SOVEREIGN));
        return asy_dublin_take_on(scene, who);
    }
    if (shows_removal_from(scene, who, law, responsible.state))
        return asy_dublin_take_on(scene, who);
    if (scene->burden->relieved && asy_offsets(scene, who, responsible))
        return asy_dublin_take_on(scene, who);
    who->target = (uint8_t) responsible.state;
    return asy_stand_in(ASY_STAGE_dublin_request, ASY_QUEUE_dublin);
}
