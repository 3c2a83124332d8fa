/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be remembered of an applicant and until when, as a table (catalogue/memory.def). The
   record itself, and how one remembers and forgets, is life/applicant.h. */
#ifndef ASY_LIFE_MEMORY_H
#define ASY_LIFE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct asy_applicant;
struct asy_error;
struct asy_world;

/* ---- kinds: the type of the field, and what stands there when nothing is remembered */
enum { ASY_NOBODY = 0xff };      /* no state, crossing or country, where a byte names one */
enum { ASY_NO_DAY = INT16_MAX }; /* none, or beyond the horizon */

#define ASY_TYPE_day int16_t
#define ASY_TYPE_clock int16_t
#define ASY_TYPE_stage uint8_t
#define ASY_TYPE_country uint8_t
#define ASY_TYPE_countries uint64_t
#define ASY_TYPE_few uint8_t
#define ASY_TYPE_many uint16_t
#define ASY_TYPE_chain uint32_t

#define ASY_NONE_day ASY_NO_DAY
#define ASY_NONE_clock 0
#define ASY_NONE_stage 0
#define ASY_NONE_country ASY_NOBODY
#define ASY_NONE_countries 0
#define ASY_NONE_few 0
#define ASY_NONE_many 0
#define ASY_NONE_chain 0

/* ---- the lines of the table */

/* Until when a memory lasts. */
enum asy_lasts {
#define LASTS(name, ends, held, label) ASY_LASTS_##name,
#define BIT(name, lasts, label)
#define MEMORY(name, kind, line, lasts, label)
#include "catalogue/memory.def"
#undef LASTS
#undef BIT
#undef MEMORY
    ASY_N_LASTS
};

/* Memories that are a bit, which somebody bears or not. */
enum asy_mark {
#define LASTS(name, ends, held, label)
#define BIT(name, lasts, label) ASY_MARK_##name,
#define MEMORY(name, kind, line, lasts, label)
#include "catalogue/memory.def"
#undef LASTS
#undef BIT
#undef MEMORY
    ASY_N_MARKS
};
enum { ASY_NEAR_MARKS = 64, ASY_MOST_MARKS = 128 };
_Static_assert((int) ASY_N_MARKS <= (int) ASY_MOST_MARKS, "two words of bits");

enum asy_memory_id {
#define LASTS(name, ends, held, label)
#define BIT(name, lasts, label) ASY_MEMORY_##name,
#define MEMORY(name, kind, line, lasts, label) ASY_MEMORY_##name,
#include "catalogue/memory.def"
#undef LASTS
#undef BIT
#undef MEMORY
    ASY_N_MEMORIES
};

/* Whether what lasts until `lasts` is forgotten when `end` has come. */
static inline __attribute__((always_inline)) bool
asy_ends(enum asy_lasts end, enum asy_lasts lasts)
{
#define ENDS(name) (UINT32_C(1) << ASY_LASTS_##name)
    static const uint32_t ends_with[ASY_N_LASTS] = {
#define LASTS(name, ends, held, label) [ASY_LASTS_##name] = (ends),
#define BIT(name, lasts, label)
#define MEMORY(name, kind, line, lasts, label)
#include "catalogue/memory.def"
#undef LASTS
#undef BIT
#undef MEMORY
    };
#undef ENDS
    return (ends_with[end] >> lasts & 1u) != 0;
}

/* ---- the table, for those who read it */

/* Where a life stands, as far as memories depend on it; bits. */
enum asy_whereabouts {
    ASY_AT_HOME = 1, /* before leaving, and back again */
    ASY_IN_TRANSIT = 2,
    ASY_IN_STATE = 4,
    ASY_IN_EXILE = 8, /* protected, and followed further */
};

struct asy_memory {
    const char *name, *kind, *label;
    enum asy_lasts lasts;
    int mark;            /* enum asy_mark of a bit; -1: a field */
    size_t offset, size; /* of a field, in struct asy_applicant */
};
extern const struct asy_memory asy_memories[ASY_N_MEMORIES];

/* "this flight, until another begins" and the like. */
const char *asy_lasts_label(enum asy_lasts lasts);
/* Whereabouts in which a memory that lasts so long may be held. */
unsigned asy_lasts_where(enum asy_lasts lasts);

/* Whether somebody remembers it: bears the mark, or the field holds something. */
bool asy_memory_held(const struct asy_applicant *who, enum asy_memory_id memory);

/* Nothing is remembered longer than it lasts: fails with ASY_E_INTERNAL and says what is. Of a
   life that has ended nothing is asked, for nothing is forgotten there. */
bool asy_memory_check(const struct asy_world *world, const struct asy_applicant *who,
                      struct asy_error *err);

#endif
