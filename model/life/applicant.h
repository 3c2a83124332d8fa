/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One applicant: who they are, where they stand, what has come over them, and the chain of
   forced movements that has brought them here. */
#ifndef ASY_LIFE_APPLICANT_H
#define ASY_LIFE_APPLICANT_H

#include "life/tally.h"

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

static inline void
asy_mark(struct asy_applicant *who, enum asy_mark mark)
{
    who->marks |= (uint32_t) mark;
}

static inline void
asy_unmark(struct asy_applicant *who, enum asy_mark mark)
{
    who->marks &= ~(uint32_t) mark;
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

/* Whether a fate is protection. */
bool asy_fate_protects(enum asy_fate fate);

/* Notes a forced movement out of `sender` by `act`. */
void asy_sent_on(struct asy_applicant *who, int sender, enum asy_act act);

#endif
