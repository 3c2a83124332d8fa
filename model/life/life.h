/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One applicant, the scene in which a stage finds them, and what a stage answers: what happens
   and when the next thing is due. The stages know no loop; the loop knows no law. */
#ifndef ASY_LIFE_LIFE_H
#define ASY_LIFE_LIFE_H

#include "law/in_force.h"
#include "life/luck.h"
#include "life/tally.h"

enum asy_stage_id {
#define STAGE(name, label, draws, times) ASY_STAGE_##name,
#include "catalogue/stages.def"
#undef STAGE
    ASY_N_STAGES
};

/* What goes on beside a life: the search of the home state, a complaint (asides.def). */
enum asy_aside_id {
#define ASIDE(name, label) ASY_ASIDE_##name,
#include "catalogue/asides.def"
#undef ASIDE
    ASY_N_ASIDES
};

enum { ASY_NOBODY = 0xff }; /* no state, crossing or country, where a byte names one */

enum { ASY_MOST_FLIGHTS = 3 };

enum asy_trait {
    ASY_ACTIVIST = 1,
    ASY_PUBLICLY_KNOWN = 2,
    ASY_LGBTI = 4,
    ASY_WANTED = 8,
    ASY_KIN = 16, /* close family with protection in the state of ties */
};

/* The legal act behind a forced movement. */
enum asy_act {
    ASY_ACT_PUSH_BACK,
    ASY_ACT_DUBLIN_TRANSFER,
    ASY_ACT_THIRD_COUNTRY_REMOVAL,
    ASY_ACT_RETURN,
    ASY_ACT_EXTRADITION,
    ASY_ACT_ABDUCTION,
    ASY_ACT_EXPULSION,
    ASY_ACT_DEPORTATION,    /* after a decision that the stay is undesirable */
    ASY_ACT_HAND_OVER,      /* between security services, without any procedure */
    ASY_ACT_COERCED_RETURN, /* by threats to relatives at home */
    ASY_ACT_BORDER_REFUSAL, /* after a decision in the border procedure */
    ASY_N_ACTS
};

enum asy_flag {
    ASY_DUBLIN_DONE = 1,  /* responsibility settled: no further request here */
    ASY_ACCELERATED = 2,  /* the accelerated channel */
    ASY_DIVERTED = 4,     /* came from another crossing, with what money is left */
    ASY_STAYS = 8,        /* has decided, in this state, not to move on */
    ASY_WAITING = 16,     /* counted among those waiting at the crossing */
    ASY_ADMISSIBLE = 32,  /* admissibility has been answered in this state */
    ASY_APPEAL_OPEN = 64, /* may be returned before the court has ruled */
    ASY_LEAVES = 128,     /* transferred here, and will move on again */
};

/* What has come over an applicant on the way and stays with them: bits of asy_applicant.marks
   (catalogue/marks.def). */
enum asy_mark {
#define MARK(name, bit, label) ASY_MARK_##name = (int) (UINT32_C(1) << (bit)),
#include "catalogue/marks.def"
#undef MARK
};

/* Marks that outlast a return and a new flight: the search goes on, kin stay kin, a stamp
   stands in the passport. */
static const uint32_t ASY_MARKS_FOR_LIFE =
    (uint32_t) ASY_MARK_notice_out | (uint32_t) ASY_MARK_notice_deleted |
    (uint32_t) ASY_MARK_other_channel | (uint32_t) ASY_MARK_kin_of_active |
    (uint32_t) ASY_MARK_banned | (uint32_t) ASY_MARK_stamped | (uint32_t) ASY_MARK_complained;

enum { ASY_MOST_LINKS = 3 };

/* One applicant: a person or family travelling together. One cache line. */
struct asy_applicant {
    uint32_t id;       /* luck's name for them: day of departure, number within group and day */
    float need;        /* at risk if returned when > 0; nobody in the model sees it */
    float error;       /* the same in every state: standard normal, times the state's noise */
    uint16_t attempts; /* at crossings, on all flights: occurrence of those draws */
    uint16_t waits;    /* in transit countries and for removal: occurrence of those draws */
    uint64_t claimed;  /* states where they have claimed */
    uint64_t via;      /* transit countries passed; states that have refused for good */
    union {
        int16_t since;        /* day the present wait began: arrival in transit, claim */
        int16_t passport_day; /* in exile: passports of relatives are seized */
    };
    union {
        int16_t danger_day; /* the earliest danger of this wait in transit */
        int16_t strike_day; /* in exile: relatives are pressed next */
    };
    union {
        int16_t leave_day;   /* money or legal stay ends; in Europe the day of entry, of one
                                who has not claimed in the state of entry */
        int16_t reunion_day; /* in exile: the answer to the relatives' application */
    };
    uint8_t refuge; /* transit country where protection was found; ASY_NOBODY: none */
    uint8_t files;  /* times a claim was lodged or taken up; occurrence of the draws in a
                       procedure */
    uint32_t marks; /* enum asy_mark */
    uint32_t chain; /* of forced movements since the last free choice; asy_link() */
    uint8_t group, citizenship, persons, children;
    uint8_t traits, stage, place,
        first; /* place: country where they are; first: responsible by entry */
    uint8_t crossing, tie, visa, target; /* visa: whose; target: state aimed at */
    uint8_t flags, flights, claims, fate;
};
_Static_assert(sizeof(struct asy_applicant) <= 64, "one cache line an applicant");

/* The day on which they set out first. */
static inline int32_t
asy_departed(const struct asy_applicant *who)
{
    return (int32_t) (who->id >> 16);
}

/* Whether they set out because of a crackdown: such people are numbered from here on, so that
   without the crackdown all others are who they were. */
enum { ASY_CRACKDOWN_FROM = 0x8000 };
static inline bool
asy_of_crackdown(const struct asy_applicant *who)
{
    return (who->id & ASY_CRACKDOWN_FROM) != 0;
}

/* The links of the chain: two bits for their number, then ten for each. */
struct asy_link {
    int sender, act;
};

static inline int
asy_n_links(const struct asy_applicant *who)
{
    return (int) (who->chain & 3u);
}

static inline struct asy_link
asy_link(const struct asy_applicant *who, int i)
{
    const uint32_t link = who->chain >> (2 + 10 * i);
    return (struct asy_link){ (int) (link & 63u), (int) (link >> 6 & 15u) };
}

static inline bool
asy_marked(const struct asy_applicant *who, enum asy_mark mark)
{
    return (who->marks & (uint32_t) mark) != 0;
}

/* Whether a list is out with their name on it: a notice, a diffusion or another request. */
static inline bool
asy_is_sought(const struct asy_applicant *who)
{
    return (who->marks & (uint32_t) (ASY_MARK_notice_out | ASY_MARK_other_channel)) != 0;
}

/* Chances in this month, made from the observed shares and from rumour (law/journey/choice.c).
   Cumulative weights: the last is the total, which may be 0 where there is no way. */
struct asy_chances {
    float route[ASY_MAX_GROUPS][ASY_MAX_CROSSINGS];
    float destination[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES];
    float issuer[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES];
    float target[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES]; /* onward, unpivoted: where ties are */
    float onward[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES][ASY_MAX_COUNTRIES]; /* from, to */
    float move[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES]; /* share that moves on from here */
    const void
        *made_of[ASY_MAX_GROUPS]; /* the law of moving on, where rumour has not moved it */
};

/* What the groups live through in a month, for rumour. */
struct asy_news {
    uint32_t waits_ended[ASY_MAX_GROUPS][ASY_MAX_CROSSINGS]; /* let in, gave up or seized */
    uint32_t admissions[ASY_MAX_GROUPS][ASY_MAX_CROSSINGS];
    uint32_t decisions[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES];
    uint32_t grants[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES];
    uint32_t onward[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES];
    uint32_t transfers[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES];
};

/* People standing somewhere now. */
struct asy_stock {
    uint32_t waiting[ASY_MAX_GROUPS][ASY_MAX_CROSSINGS];
    uint32_t backlog[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES];
    uint32_t parted[ASY_MAX_GROUPS][ASY_MAX_COUNTRIES]; /* relatives, by state of refuge */
    uint32_t listed[ASY_MAX_COUNTRIES][ASY_N_LISTS];    /* cases, last evening */
};

/* The thresholds in force today (law/merits/thresholds.c). */
struct asy_tau {
    float merits[ASY_MAX_COUNTRIES][ASY_MAX_COUNTRIES]; /* [citizenship][state] */
    float ruled[ASY_MAX_COUNTRIES]
               [ASY_MAX_COUNTRIES]; /* the same, raised where the origin is listed as safe */
    float appeal[ASY_MAX_COUNTRIES][ASY_MAX_COUNTRIES]; /* [citizenship][state] */
    float noise[ASY_MAX_COUNTRIES]
               [ASY_MAX_COUNTRIES]; /* [citizenship][state], of the first instance */
    uint64_t asks[ASY_MAX_GROUPS];  /* states that ask for internal protection, by group */
    uint64_t
        in_favour; /* states where an earlier move inside the country counts for the claim */
};

struct asy_pilot;  /* where a trial run notes who reaches a decision; engine */
struct asy_ledger; /* chains of refoulement; outcome */
struct asy_trace;  /* the one life being told; engine */
struct asy_burden; /* for whom each state is responsible over the year; law/procedure/burden.h
                    */

/* A draw made ahead, beside those of others, for whoever is met now; `who` NULL: none. */
struct asy_foreseen {
    const struct asy_applicant *who;
    const struct asy_luck_name *name;
    const struct asy_luck *luck;
};

/* Asides begun by a stage or another aside, until the loop has taken them over. `days` 0: in
   the line of the commission (engine/run.c). */
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
    const struct asy_world *world;
    const void *(*law)[ASY_MAX_ENTITIES]; /* [law][entity], today's */
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
    const struct asy_tau *tau;
    const struct asy_in_force *in_force;
    struct asy_pilot *pilot; /* NULL but in a trial run */
    struct asy_trace *trace; /* NULL but when a life is told */
};

/* Today's values of a law for an entity. */
#define ASY_TODAY(scene, name, entity)                                                         \
    ((const struct asy_##name *) (scene)->law[ASY_LAW_##name][entity])

/* What comes next. */
enum asy_next { ASY_WAIT, ASY_TRY, ASY_QUEUE, ASY_AT_ONCE, ASY_END, ASY_LIST };
enum asy_queue_id {
    ASY_QUEUE_PRIORITY,
    ASY_QUEUE_MERITS,
    ASY_QUEUE_APPEAL,
    ASY_QUEUE_DUBLIN,
    ASY_N_QUEUES
};

struct asy_step {
    enum asy_next next;
    enum asy_stage_id stage;
    int32_t n; /* days for ASY_WAIT, queue for ASY_QUEUE (of the state in `place`), list for
                  ASY_LIST (of the country in `target`) */
};

static inline struct asy_step
asy_wait(enum asy_stage_id stage, int32_t days)
{
    return (struct asy_step){ ASY_WAIT, stage, days < 1 ? 1 : days };
}

static inline struct asy_step
asy_at_once(enum asy_stage_id stage)
{
    return (struct asy_step){ ASY_AT_ONCE, stage, 0 };
}

static inline struct asy_step
asy_stand_in(enum asy_stage_id stage, enum asy_queue_id queue)
{
    return (struct asy_step){ ASY_QUEUE, stage, (int32_t) queue };
}

static inline struct asy_step
asy_stand_on(enum asy_stage_id stage, enum asy_list_id list)
{
    return (struct asy_step){ ASY_LIST, stage, (int32_t) list };
}

struct asy_step asy_end(struct asy_applicant *who, enum asy_fate fate);

/* ---- what one room asks of another --------------------------------------------------------
 */

/* Back in the country of origin, `fate` and `place` set by whoever sent them (aftermath). */
struct asy_step asy_return_home(struct asy_scene *scene, struct asy_applicant *who);
/* Refused for good in this state (aftermath). */
struct asy_step asy_refused_for_good(struct asy_scene *scene, struct asy_applicant *who);
/* A removal from the present place that was put off goes on (aftermath). */
struct asy_step asy_forced_removal(struct asy_scene *scene, struct asy_applicant *who);
/* Days to a forced return, found or not (aftermath). */
int32_t asy_forced_days(struct asy_scene *scene, const struct asy_applicant *who, double u);
/* Whether a country takes back one who only passed through it, and how soon (aftermath). */
struct asy_readmitted {
    bool accepts;
    int32_t days;
};
struct asy_readmitted asy_readmits_third(struct asy_scene *scene, struct asy_applicant *who,
                                         int country);
/* A day so many days from now, where it is kept. */
static inline int16_t
asy_day_after(const struct asy_scene *scene, int32_t days)
{
    const int32_t day = scene->day + days;
    return (int16_t) (day < INT16_MAX ? day : INT16_MAX);
}

/* Whether an organisation finds a country that gives a visa; ASY_AT_ONCE where none (journey).
 */
struct asy_step asy_safe_route_ask(struct asy_scene *scene, struct asy_applicant *who);
/* Scholars: whether a temporary place is asked for; ASY_AT_ONCE where not (aftermath). */
struct asy_step asy_scholar_ask(struct asy_scene *scene, struct asy_applicant *who);
/* A wait of `days` in a procedure, then `stage`; or less, if means run out before (procedure).
 */
struct asy_step asy_wait_on_means(struct asy_scene *scene, struct asy_applicant *who,
                                  enum asy_stage_id stage, int32_t days);
/* Leaves the transit country's crossing: another one, home, or adrift (journey). */
struct asy_step asy_transit_stop(struct asy_scene *scene, struct asy_applicant *who);
/* Arrives in a transit country, or is sent back to one: the clocks of its dangers, of money and
   of legal stay start (journey). */
void asy_transit_enter(struct asy_scene *scene, struct asy_applicant *who, int country);
/* A request for extradition reaches the transit country where they wait, or is acted upon
   there: held pending extradition, or not found (law/transit/extradition.c). */
struct asy_step asy_request_arrives(struct asy_scene *scene, struct asy_applicant *who,
                                    int country);
/* The same of one whom the police there have already arrested on a notice (journey). */
struct asy_step asy_arrested_on_request(struct asy_scene *scene, struct asy_applicant *who);
/* A removal from a transit country that a measure had stopped goes on (journey). */
struct asy_step asy_transit_removal(struct asy_scene *scene, struct asy_applicant *who);
/* About to be removed by `country`, turns to Strasbourg or not (procedure): whether the removal
   stops, because a measure was granted and is obeyed. Asked once in each place. `at_border`: of
   one who has not been let in. */
bool asy_strasbourg_stops(struct asy_scene *scene, struct asy_applicant *who, int country,
                          bool at_border);
/* What follows a measure that is obeyed: the wait for the judgment. */
struct asy_step asy_strasbourg_wait(struct asy_scene *scene, const struct asy_applicant *who);
/* The home state begins to look for them abroad (journey). */
void asy_search_begin(struct asy_scene *scene, struct asy_applicant *who);
/* At a border or when a claim is registered, lists are looked at; only for those on one
   (journey). */
enum asy_check { ASY_CHECK_POLICE, ASY_CHECK_BORDER, ASY_CHECK_REGISTRATION };
void asy_search_checked(struct asy_scene *scene, struct asy_applicant *who,
                        enum asy_check check);
/* Knows of the notice, and may try to have it deleted (journey). */
void asy_complaint_begin(struct asy_scene *scene, const struct asy_applicant *who);
/* Refused for good after an arrest on a notice or request: extradited, or ASY_AT_ONCE
   (journey). */
struct asy_step asy_extradition_ask(struct asy_scene *scene, struct asy_applicant *who);
/* Protected by a state: what goes on with relatives at home, or the end of the way
   (aftermath). */
struct asy_step asy_exile_enter(struct asy_scene *scene, struct asy_applicant *who);
/* Back home after a threat to relatives: persecution is certain (aftermath). */
struct asy_step asy_return_to_persecution(struct asy_scene *scene, struct asy_applicant *who);
/* Goes to another state of its choice; ASY_AT_ONCE where there is none (procedure). */
struct asy_step asy_onward_leave(struct asy_scene *scene, struct asy_applicant *who,
                                 const struct asy_luck *luck);
/* A trial run notes who reaches a decision, and how strong the file looked (engine). */
void asy_pilot_note(struct asy_pilot *pilot, const struct asy_applicant *who, int32_t day,
                    double seen, bool elsewhere);
void asy_pilot_note_appeal(struct asy_pilot *pilot, const struct asy_applicant *who,
                           double seen, double success, bool elsewhere);

/* A stage: its handler is called when what it waited for is due. */
struct asy_stage {
    const char *name, *label;
    struct asy_step (*handle)(struct asy_scene *scene, struct asy_applicant *who);
};
extern const struct asy_stage asy_stages[ASY_N_STAGES];
#define STAGE(name, label, draws, times)                                                       \
    struct asy_step asy_stage_##name(struct asy_scene *scene, struct asy_applicant *who);
#include "catalogue/stages.def"
#undef STAGE

/* An aside: called when what it waited for is due. Where it says true, it takes over the life:
   `step` is what comes next, and what was due is off. */
struct asy_aside {
    const char *name, *label;
    bool (*handle)(struct asy_scene *scene, struct asy_applicant *who, struct asy_step *step);
};
extern const struct asy_aside asy_asides[ASY_N_ASIDES];
#define ASIDE(name, label)                                                                     \
    bool asy_aside_##name(struct asy_scene *scene, struct asy_applicant *who,                  \
                          struct asy_step *step);
#include "catalogue/asides.def"
#undef ASIDE

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

/* The greatest value that a number of a law ever has, `offset` within the law's struct: a clock
   set by it and thinned by today's value is exact where rates change in between. */
double asy_most_ever(const struct asy_scene *scene, enum asy_law_id law, int entity,
                     size_t offset);

const char *asy_stage_name(int stage); /* "?" where there is none */
const char *asy_act_name(int act);

/* What a draw is keyed by where it is about a country: the code, 24 bits; never the index,
   which moves when a country is added. */
static inline uint32_t
asy_country_key(const struct asy_scene *scene, int country)
{
    const char *code = scene->world->country[country].code;
    return (uint32_t) (uint8_t) code[0] << 16 | (uint32_t) (uint8_t) code[1] << 8 |
           (uint32_t) (uint8_t) code[2];
}

/* The name of a draw of this applicant for a purpose, the n-th time. */
static inline struct asy_luck_name
asy_luck_name(const struct asy_scene *scene, const struct asy_applicant *who,
              enum asy_luck_for purpose, uint32_t occurrence)
{
    return (struct asy_luck_name){ who->id, scene->group_key[who->group], (uint32_t) purpose,
                                   occurrence };
}

/* The draw of this applicant for a purpose, the n-th time. It may have been made ahead. */
static inline struct asy_luck
asy_luck(const struct asy_scene *scene, const struct asy_applicant *who,
         enum asy_luck_for purpose, uint32_t occurrence)
{
    const struct asy_foreseen *ahead = &scene->foreseen;
    if (ahead->who == who && ahead->name->purpose == (uint32_t) purpose &&
        ahead->name->occurrence == occurrence)
        return *ahead->luck;
    return asy_luck_at(&scene->key, who->id, scene->group_key[who->group], purpose, occurrence);
}

enum { ASY_LUCK_NONE = 0 };
/* Whether a stage is expected to draw at once (catalogue/stages.def). */
static inline bool
asy_stage_draws(enum asy_stage_id stage)
{
    static const bool draws[ASY_N_STAGES] = {
#define STAGE(name, label, draws, times) [ASY_STAGE_##name] = ASY_LUCK_##draws != 0,
#include "catalogue/stages.def"
#undef STAGE
    };
    return draws[stage];
}

/* The name of the draw that a stage is expected to make first (catalogue/stages.def). A wrong
   expectation costs time, never a result. Purpose 0 where a stage draws nothing. */
static inline struct asy_luck_name
asy_stage_expects(const struct asy_scene *scene, const struct asy_applicant *who,
                  enum asy_stage_id stage)
{
    switch (stage) {
#define STAGE(name, label, draws, times)                                                       \
    case ASY_STAGE_##name:                                                                     \
        return asy_luck_name(scene, who, (enum asy_luck_for) ASY_LUCK_##draws,                 \
                             (uint32_t) (times));
#include "catalogue/stages.def"
#undef STAGE
    case ASY_N_STAGES:
        break;
    }
    return (struct asy_luck_name){ 0 };
}

static inline void
asy_count(struct asy_scene *scene, enum asy_metric metric, const struct asy_applicant *who,
          int place, uint32_t n)
{
    asy_tally_add(scene->tally, metric, who->group, place, n);
}

static inline void
asy_count_pair(struct asy_scene *scene, enum asy_metric metric, const struct asy_applicant *who,
               int sender, int receiver)
{
    asy_tally_add_pair(scene->tally, metric, who->group, sender, receiver, who->persons);
}

static inline bool
asy_at_risk(const struct asy_applicant *who)
{
    return who->need > 0.0f;
}

static inline uint64_t
asy_bit(int index)
{
    return UINT64_C(1) << index;
}

/* Cumulative weights are read so many at a time; behind the last stand ends nobody passes. */
enum { ASY_PICK_STEP = 8 };
_Static_assert(ASY_MAX_CROSSINGS % ASY_PICK_STEP == 0 && ASY_MAX_COUNTRIES % ASY_PICK_STEP == 0,
               "room for the ends");

static inline void
asy_pick_end(float *cumulative, int n)
{
    for (; n % ASY_PICK_STEP != 0; n++)
        cumulative[n] = INFINITY;
}

/* Index drawn from cumulative weights, ended by asy_pick_end, with the uniform u; -1 where all
   are 0. Counts the weights passed instead of stopping at one: no branch to guess wrong. */
static inline int
asy_pick(const float *cumulative, int n, double u)
{
    const float total = cumulative[n - 1];
    const float drawn = (float) u * total, last = total * (1.0f - 0x1p-23f);
    const float x = drawn < last ? drawn : last;
    int passed = 0;
    if (!(total > 0.0f))
        return -1;
    for (int i = 0; i < n; i += ASY_PICK_STEP)
        for (int k = i; k < i + ASY_PICK_STEP; k++)
            passed += x >= cumulative[k];
    return passed;
}

/* Names `n` applicants of a group, from `id` on, who are nothing else yet
 * (law/people/people.c).
 */
void asy_people_name(struct asy_applicant *people, uint32_t n, const struct asy_scene *scene,
                     int group, uint32_t id);
/* Makes those named: family, traits, need, ties. */
void asy_people_make(struct asy_applicant *people, uint32_t n, const struct asy_scene *scene);

/* Whether a fate is protection. */
bool asy_fate_protects(enum asy_fate fate);

/* Notes a forced movement out of `sender` by `act`. */
void asy_sent_on(struct asy_applicant *who, int sender, enum asy_act act);
/* The chain has led home: counts it and says which fate it is (outcome/ledger.c). */
enum asy_fate asy_refouled(struct asy_scene *scene, const struct asy_applicant *who);

/* Tells one step of the life being told: the law, what was asked, the chance and the draw (both
   NAN where there is none), what came of it. Free when nobody listens. */
__attribute__((cold)) void asy_trace_tell(struct asy_scene *scene,
                                          const struct asy_applicant *who, enum asy_law_id law,
                                          const char *what, double p, double u);
/* The same of a judgment: how strong the file had to be, and how strong it was seen to be. */
__attribute__((cold)) void asy_trace_judge(struct asy_scene *scene,
                                           const struct asy_applicant *who, enum asy_law_id law,
                                           const char *what, double needed, double seen);
#define asy_tell(scene, who, law, what, p, u)                                                  \
    do {                                                                                       \
        if (__builtin_expect((scene)->trace != NULL, 0))                                       \
            asy_trace_tell(scene, who, ASY_LAW_##law, what, p, u);                             \
    } while (0)
#define asy_tell_judged(scene, who, law, what, needed, seen)                                   \
    do {                                                                                       \
        if (__builtin_expect((scene)->trace != NULL, 0))                                       \
            asy_trace_judge(scene, who, ASY_LAW_##law, what, needed, seen);                    \
    } while (0)

#endif
