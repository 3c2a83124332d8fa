/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Diplomatic assurances: the requesting state promises that the person will not be harmed. A
   court that has seen the danger may extradite all the same where it takes such a promise at
   its word, or where the promise passes the test of Othman v. the United Kingdom: specific and
   binding, given by those who can keep it, by a state that keeps its word, and monitored. What
   it is worth afterwards is another matter (Soering 14038/88; Saadi 37201/06, para. 148;
   Ismoilov 2947/06, para. 127). */
#include "life/scope.h"

#include "law/transit/search.h"

static const struct asy_param params[] = {
    ASY_PARAM_FLAG(assurances, weighed, 1,
                   "Whether courts may give any weight to an assurance.",
                   "Othman v. UK 8139/09, para. 187 to 189: a matter of the single case"),
    ASY_PARAM_PER(ASY_PER_COUNTRY, assurances, offered, 0, 0, 1, "share of requests",
                  "Share of its requests for which a state gives an assurance.",
                  "grade D: given with the request; Closing the Door, notes 204, 224 and 257"),
    ASY_PARAM_PER(
        ASY_PER_COUNTRY, assurances, reliable, 0, 0, 1, "share of assurances",
        "Share of a state's assurances that pass the Othman test.",
        "grade D: specific, binding, kept before, looked after; Othman v. UK, para. 189"),
    ASY_PARAM_PER(
        ASY_PER_COUNTRY, assurances, tested, 0, 0, 1, "share of decisions",
        "Share of decisions in which courts of the country apply that test to an assurance.",
        "grade D: by the country asked; Othman v. UK, para. 189"),
    ASY_PARAM_PER(
        ASY_PER_COUNTRY, assurances, at_word, 0, 0, 1, "share of the others",
        "Share of the other decisions in which they take the assurance at its word.",
        "grade D: by the country asked; I.U. v. Russia 48917/15: unquestioning reliance"),
    ASY_PARAM(assurances, kept, 0, 1, 1, "ratio",
              "How many times as often people extradited on an assurance are persecuted.",
              "grade D: on persecution, of those given up on standard terms"),
    ASY_PARAM(assurances, kept_reliable, 0, 1, 1, "ratio",
              "How many times as often people extradited on an assurance that passes the test "
              "are persecuted.",
              "grade D: on persecution, of those given up on one that passes the test"),
    { 0 },
};

const struct asy_law asy_law_assurances = {
    .name = "assurances",
    .file = __FILE__,
    .doc = "A requesting state's promise about a person: given, believed, kept or not.",
    .source = "Soering v. UK 14038/88; Saadi v. Italy 37201/06; Ismoilov v. Russia 2947/06; "
              "Othman v. UK 8139/09; Closing the Door, Trenina & Zharinov",
    .section = ASY_OF_WORLD,
    .size = sizeof(struct asy_assurances),
    .params = params,
};

enum { OFFERED, RELIABLE, TESTED, AT_WORD }; /* words of `assurance`, in Europe or not */

/* Of one request: in a transit country each is a wait of its own; a European state has decided
   once on a file, as on the extradition itself (law/transit/arrest.c), and the next one is
   asked anew. */
static struct asy_luck
luck_of(const struct asy_scene *scene, const struct asy_applicant *who)
{
    return scene->world->country[who->place].is_state
               ? asy_luck(scene, who, ASY_LUCK_assurance_in_europe)
               : asy_luck(scene, who, ASY_LUCK_assurance);
}

bool
asy_assurance_outweighs(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_assurances *law = ASY_TODAY(scene, assurances, 0);
    const struct asy_luck luck = luck_of(scene, who);
    const int seeker = asy_seeker(scene, who), here = who->place;
    if (!law->weighed || !asy_chance(&luck, OFFERED, law->offered[seeker]))
        return false;
    const bool reliable = asy_chance(&luck, RELIABLE, law->reliable[seeker]);
    const bool tested = asy_chance(&luck, TESTED, law->tested[here]);
    const bool believed = tested ? reliable : asy_chance(&luck, AT_WORD, law->at_word[here]);
    asy_tell(scene, who, assurances,
             tested ? "an assurance of the requesting state is put to the test"
                    : "an assurance of the requesting state is weighed without the test",
             tested ? law->reliable[seeker] : law->at_word[here],
             asy_u(&luck, tested ? RELIABLE : AT_WORD));
    if (!believed)
        return false;
    asy_mark(who, ASY_MARK_assured);
    if (reliable)
        asy_mark(who, ASY_MARK_assured_well);
    return true;
}

double
asy_assured_ratio(const struct asy_scene *scene, const struct asy_applicant *who)
{
    if (!asy_marked(who, ASY_MARK_assured))
        return 1.0;
    const struct asy_assurances *law = asy_law_on(scene, ASY_LAW_assurances, 0, who->since);
    return asy_marked(who, ASY_MARK_assured_well) ? law->kept_reliable : law->kept;
}
