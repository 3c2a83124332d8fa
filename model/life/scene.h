/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scene in which a stage finds an applicant: the day, the laws of the day, where to count,
   what to tell. */
#ifndef ASY_LIFE_SCENE_H
#define ASY_LIFE_SCENE_H

#include "life/in_year.h"
#include "life/luck.h"
#include "life/stage.h"

/* People standing somewhere now. */
struct asy_stock {
    uint32_t waiting[ASY_MAX_GROUPS][ASY_MAX_CROSSINGS];
    uint32_t backlog[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES];
    uint32_t came[ASY_N_QUEUES][ASY_MAX_COUNTRIES]; /* persons so far: first claims, and appeals
                                                       lodged, by the line that decides them */
    double beside[ASY_N_QUEUES]
                 [ASY_MAX_COUNTRIES]; /* persons of a pot's capacity that decisions
                                         which stand in no line took today */
    double beside_so_far[ASY_N_QUEUES][ASY_MAX_COUNTRIES]; /* since the first day */
    uint32_t at_border[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES]; /* persons in the border procedure */
    uint32_t border_year[ASY_MAX_COUNTRIES]; /* persons taken into it in the calendar year */
    int16_t border_year_of[ASY_MAX_COUNTRIES];
    struct asy_in_year claims_in_year[ASY_MAX_COUNTRIES]; /* first claims, by state */
    struct asy_in_year to_hubs[ASY_MAX_COUNTRIES];        /* sent to a hub, by sender */
    uint32_t parted[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES];   /* relatives, by state of refuge */
    uint32_t visas_given[ASY_MAX_GROUPS];            /* humanitarian visas so far, persons */
    uint32_t listed[ASY_MAX_COUNTRIES][ASY_N_LISTS]; /* cases, last evening */
    uint64_t gives[ASY_N_LISTS]; /* countries that have places for a list today */
};

/* By what the answers of states and claimants multiply what the laws of the day say: this month
   (law/response/caseload.c). */
struct asy_answered {
    double capacity[ASY_N_QUEUES][ASY_MAX_COUNTRIES]; /* of a line */
    double withdrawal[ASY_MAX_COUNTRIES];             /* the odds that a claim is withdrawn */
    bool compared; /* with a baseline: then decisions that stand in no line cost what they cost
                      more than there, for what was observed is what was left beside them */
    double usual_beside[ASY_N_QUEUES][ASY_MAX_COUNTRIES]; /* persons of a pot a day, there */
};

struct asy_news;     /* what the groups live through in a month; law/journey/choice.h */
struct asy_chances;  /* of the ways, this month; law/journey/choice.h */
struct asy_visas;    /* of those who would fly, this month; law/journey/visa.h */
struct asy_tau;      /* the thresholds in force today; law/merits/thresholds.h */
struct asy_in_force; /* law/in_force.h */
struct asy_pilot;    /* where a trial run notes who reaches a decision; life/trial.h */
struct asy_ledger;   /* chains of refoulement; life/ledger.h */
struct asy_trace;    /* the one life being told; life/trace.h */
struct asy_kinds;    /* the laws of each kind of people; life/scope.h */
struct asy_burden;   /* for whom each state is responsible over the year; law/procedure/burden.h
                      */

/* A draw made ahead, beside those of others, for whoever is met now; `who` NULL: none. */
struct asy_foreseen {
    const struct asy_applicant *who;
    const struct asy_luck_name *name;
    const struct asy_luck *luck;
};

/* Asides begun by a stage or another aside, until the loop has taken them over. `days` 0:
   before the body that decides on them (SITTING of lines.def). */
enum { ASY_MOST_BEGUN = 8 };
struct asy_begun {
    int n;
    struct {
        const struct asy_applicant *who;
        enum asy_aside_id aside;
        int32_t days;
    } item[ASY_MOST_BEGUN];
};

/* All that a stage may know and touch. */
struct asy_scene {
    int32_t day;
    double scale; /* on departures and capacities */
    const struct asy_world *world;
    const struct asy_world *baseline; /* the world as it was: in the baseline `world` itself */
    const void *(*law)[ASY_MAX_ENTITIES]; /* [law][entity], today's, for whoever is at hand */
    struct asy_kinds *kinds;              /* NULL where all say the same for everybody */
    uint32_t group_key[ASY_MAX_GROUPS];   /* what luck calls the groups */
    struct asy_luck_key key;
    struct asy_foreseen foreseen;
    struct asy_tally *tally;
    struct asy_news *news;
    struct asy_stock *stock;
    struct asy_begun *begun;
    struct asy_ledger *ledger;
    struct asy_burden *burden;
    const struct asy_chances *chances;
    const struct asy_visas *visas;
    const struct asy_tau *tau;
    const struct asy_in_force *in_force;
    const struct asy_answered *answers;
    struct asy_pilot *pilot; /* NULL but in a trial run */
    struct asy_trace *trace; /* NULL but when a life is told */
};

/* Today's values of a law for an entity; what is said for some people only holds where one of
   them is at hand. */
#define ASY_TODAY(scene, name, entity)                                                         \
    ((const struct asy_##name *) (scene)->law[ASY_LAW_##name][entity])

/* A decision that stands in no line takes so much of what a line's authority or court can do.
 */
static inline void
asy_decided_beside(struct asy_scene *scene, const struct asy_applicant *who,
                   enum asy_queue_id queue, double cost)
{
    scene->stock->beside[queue][who->place] += cost * who->persons;
    scene->stock->beside_so_far[queue][who->place] += cost * who->persons;
}

/* A day so many days from now, where it is kept. */
static inline int16_t
asy_day_after(const struct asy_scene *scene, int32_t days)
{
    const int32_t day = scene->day + days;
    return (int16_t) (day < INT16_MAX ? day : INT16_MAX);
}

static inline void
asy_aside_begin(struct asy_scene *scene, const struct asy_applicant *who,
                enum asy_aside_id aside, int32_t days)
{
    struct asy_begun *begun = scene->begun;
    if (begun->n < ASY_MOST_BEGUN) {
        begun->item[begun->n].who = who;
        begun->item[begun->n].aside = aside;
        begun->item[begun->n++].days = days;
    }
}

/* The greatest value that a number of a law ever has, for whomever, `offset` within the law's
   struct: a clock set by it and thinned by today's value is exact where rates change in
   between. */
double asy_most_ever(const struct asy_scene *scene, enum asy_law_id law, int entity,
                     size_t offset);

/* The greatest of a row of n such numbers, one for each member. */
double asy_most_ever_of(const struct asy_scene *scene, enum asy_law_id law, int entity,
                        size_t offset, int n);

/* Counts an outcome that is written out (see asy_tally_add): n of the applicant's group; or all
   persons of the case, from a sender to a receiver. */
#define asy_count(scene, metric, who, place, n)                                                \
    asy_tally_add((scene)->tally, metric, (who)->group, place, n)

#define asy_count_pair(scene, metric, who, sender, receiver)                                   \
    do {                                                                                       \
        extern const uint16_t asy_##metric;                                                    \
        asy_tally_add_pair_to((scene)->tally, asy_##metric, (who)->group, sender, receiver,    \
                              (who)->persons);                                                 \
    } while (0)

#endif
