/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One applicant: who they are, where they stand, what has come over them, and the chain of
   forced movements that has brought them here. */
#ifndef ASY_LIFE_APPLICANT_H
#define ASY_LIFE_APPLICANT_H

#include "life/memory.h"
#include "life/tally.h"

enum { ASY_MOST_FLIGHTS = 3 };

enum asy_trait {
    ASY_ACTIVIST = 1,
    ASY_PUBLICLY_KNOWN = 2,
    ASY_LGBTI = 4,
    ASY_WANTED = 8,
    ASY_KIN = 16,         /* close family with protection in the state of ties */
    ASY_VULNERABLE = 32,  /* special needs: after torture, rape or other violence, by illness,
                             trauma, disability or old age */
    ASY_GRAVELY_ILL = 64, /* of these, so ill that a journey would do lasting harm */
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
    ASY_ACT_DEPORTATION,         /* after a decision that the stay is undesirable */
    ASY_ACT_HAND_OVER,           /* between security services, without any procedure */
    ASY_ACT_COERCED_RETURN,      /* by threats to relatives at home */
    ASY_ACT_BORDER_REFUSAL,      /* after a decision in the border procedure */
    ASY_ACT_CONSTRUCTIVE_RETURN, /* by oneself, for the country removed to gave no protection */
    ASY_N_ACTS
};

enum { ASY_MOST_LINKS = 3 };

/* One applicant: a person or family travelling together. Two cache lines: what every step meets
   stands in the first. Fields that are memories grow from catalogue/memory.def, the first
   line's in their order there. */
struct asy_applicant {
#define LASTS(name, ends, held, label)
#define BIT(name, lasts, label)
#define MEMORY(name, kind, line, lasts, label) line(ASY_TYPE_##kind name)
    union {
        struct {
            uint32_t id; /* luck's name for them: day of departure, number in group and day */
            float need;  /* at risk if returned when > 0; nobody in the model sees it */
            uint64_t marks; /* the first 64 of enum asy_mark */
#define NEAR(field) field;
#define FAR(field)
#include "catalogue/memory.def"
#undef NEAR
#undef FAR
            uint8_t group, citizenship, persons, children, traits, tie, stage, fate;
            uint8_t place, crossing, target; /* the country where they are; aimed at */
        };
        uint8_t first_line[64];
    };
    union {
        struct {
#define NEAR(field)
#define FAR(field) field;
#include "catalogue/memory.def"
#undef NEAR
#undef FAR
            float error;         /* the same in every state: standard normal, times its noise */
            uint64_t more_marks; /* the others of enum asy_mark */
        };
        uint8_t second_line[64];
    };
#undef LASTS
#undef BIT
#undef MEMORY
};
_Static_assert(offsetof(struct asy_applicant, second_line) == 64, "the first line is full");
_Static_assert(sizeof(struct asy_applicant) == 128, "the second line is full");

/* Of whom nothing is known and nothing remembered. */
extern const struct asy_applicant asy_nobody;

/* The day on which they set out first; below 0 before the horizon. */
static inline int32_t
asy_departed(const struct asy_applicant *who)
{
    return (int16_t) (who->id >> 16);
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

static inline uint64_t
asy_bit(int index)
{
    return UINT64_C(1) << index;
}

/* ---- to remember, and to forget */

static inline bool
asy_marked(const struct asy_applicant *who, enum asy_mark mark)
{
    return (int) mark < ASY_NEAR_MARKS
               ? (who->marks & asy_bit((int) mark)) != 0
               : (who->more_marks & asy_bit((int) mark - ASY_NEAR_MARKS)) != 0;
}

static inline void
asy_mark(struct asy_applicant *who, enum asy_mark mark)
{
    if ((int) mark < ASY_NEAR_MARKS)
        who->marks |= asy_bit((int) mark);
    else
        who->more_marks |= asy_bit((int) mark - ASY_NEAR_MARKS);
}

static inline void
asy_unmark(struct asy_applicant *who, enum asy_mark mark)
{
    if ((int) mark < ASY_NEAR_MARKS)
        who->marks &= ~asy_bit((int) mark);
    else
        who->more_marks &= ~asy_bit((int) mark - ASY_NEAR_MARKS);
}

/* Whether a list is out with their name on it: a notice, a diffusion or another request. */
static inline bool
asy_is_sought(const struct asy_applicant *who)
{
    return asy_marked(who, ASY_MARK_notice_out) || asy_marked(who, ASY_MARK_other_channel);
}

/* The marks, in word 0 or 1, that are forgotten when `end` has come. */
static inline __attribute__((always_inline)) uint64_t
asy_marks_until(enum asy_lasts end, int word)
{
    uint64_t set = 0;
#define LASTS(name, ends, held, label)
#define MEMORY(name, kind, line, lasts, label)
#define BIT(name, lasts, label)                                                                \
    if (asy_ends(end, ASY_LASTS_##lasts) && ASY_MARK_##name / 64 == word)                      \
        set |= asy_bit(ASY_MARK_##name % 64);
#include "catalogue/memory.def"
#undef LASTS
#undef BIT
#undef MEMORY
    return set;
}

/* Forgets all that lasts until `end`, and what ends with it. What of the second line lasts
   longer is not touched, so that line is not fetched. */
static inline __attribute__((always_inline)) void
asy_forget(struct asy_applicant *who, enum asy_lasts end)
{
    who->marks &= ~asy_marks_until(end, 0);
    if (asy_marks_until(end, 1) != 0)
        who->more_marks &= ~asy_marks_until(end, 1);
#define LASTS(name, ends, held, label)
#define BIT(name, lasts, label)
#define MEMORY(name, kind, line, lasts, label)                                                 \
    if (asy_ends(end, ASY_LASTS_##lasts))                                                      \
        who->name = ASY_NONE_##kind;
#include "catalogue/memory.def"
#undef LASTS
#undef BIT
#undef MEMORY
}

/* Counts that something has come once more; of what has come more often than can be counted no
   time is told from the one before. */
static inline void
asy_once_more(uint8_t *times)
{
    *times = (uint8_t) (*times + (*times < UINT8_MAX));
}

/* Begins to wait for something else: what is drawn for a wait is drawn anew, and what was
   counted in the last one is counted from the start. */
static inline void
asy_next_wait(struct asy_applicant *who)
{
    who->waits++;
    who->stops = who->bars = who->removals_set = 0;
}

/* Comes to a country, by whatever way: what is known and decided elsewhere is nothing here. */
static inline void
asy_comes_to(struct asy_applicant *who, int country)
{
    asy_forget(who, ASY_LASTS_place);
    who->place = (uint8_t) country;
}

static inline bool
asy_at_risk(const struct asy_applicant *who)
{
    return who->need > 0.0f;
}

/* Whether a fate is protection. */
bool asy_fate_protects(enum asy_fate fate);

/* Notes a forced movement out of `sender` by `act`. */
void asy_sent_on(struct asy_applicant *who, int sender, enum asy_act act);

#endif
