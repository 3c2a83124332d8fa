/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of memories, and the check that none outlives its end. */
#include "asylsim/error.h"
#include "life/scene.h"

#include <string.h>

const struct asy_memory asy_memories[ASY_N_MEMORIES] = {
#define LASTS(name, ends, held, label)
#define BIT(name, lasts, label)                                                                \
    [ASY_MEMORY_##name] = { #name, "bit", label, ASY_LASTS_##lasts, ASY_MARK_##name, 0, 0 },
#define MEMORY(name, kind, line, lasts, label)                                                 \
    [ASY_MEMORY_##name] = { #name,                                                             \
                            #kind,                                                             \
                            label,                                                             \
                            ASY_LASTS_##lasts,                                                 \
                            -1,                                                                \
                            offsetof(struct asy_applicant, name),                              \
                            sizeof(ASY_TYPE_##kind) },
#include "catalogue/memory.def"
#undef LASTS
#undef BIT
#undef MEMORY
};

enum {
    IN_TRANSIT = ASY_IN_TRANSIT,
    IN_STATE = ASY_IN_STATE,
    IN_EXILE = ASY_IN_EXILE,
    ANYWHERE = ASY_AT_HOME | ASY_IN_TRANSIT | ASY_IN_STATE | ASY_IN_EXILE,
};

static const struct {
    const char *label;
    unsigned where;
} lasting[ASY_N_LASTS] = {
#define LASTS(name, ends, held, label) [ASY_LASTS_##name] = { label, held },
#define BIT(name, lasts, label)
#define MEMORY(name, kind, line, lasts, label)
#include "catalogue/memory.def"
#undef LASTS
#undef BIT
#undef MEMORY
};

const char *
asy_lasts_label(enum asy_lasts lasts)
{
    return lasting[lasts].label;
}

unsigned
asy_lasts_where(enum asy_lasts lasts)
{
    return lasting[lasts].where;
}

const struct asy_applicant asy_nobody = {
#define LASTS(name, ends, held, label)
#define BIT(name, lasts, label)
#define MEMORY(name, kind, line, lasts, label) .name = ASY_NONE_##kind,
#include "catalogue/memory.def"
#undef LASTS
#undef BIT
#undef MEMORY
    .tie = ASY_NOBODY,
    .crossing = ASY_NOBODY,
    .target = ASY_NOBODY,
};

bool
asy_memory_held(const struct asy_applicant *who, enum asy_memory_id memory)
{
    const struct asy_memory *line = &asy_memories[memory];
    if (line->mark >= 0)
        return asy_marked(who, (enum asy_mark) line->mark);
    return memcmp((const char *) who + line->offset, (const char *) &asy_nobody + line->offset,
                  line->size) != 0;
}

/* Where a life stands; 0 where it has ended. */
static unsigned
whereabouts(const struct asy_world *world, const struct asy_applicant *who)
{
    switch ((enum asy_stage_id) who->stage) {
    case ASY_STAGE_ended:
        return 0;
    case ASY_STAGE_exile:
        return ASY_IN_EXILE;
    case ASY_STAGE_status_moves:
    case ASY_STAGE_status_claim:
    case ASY_STAGE_status_decided:
    case ASY_STAGE_status_heard:
    case ASY_STAGE_status_back:
    case ASY_STAGE_status_withdrawn: /* protected still, whatever is asked for here */
        return ASY_IN_EXILE | ASY_IN_STATE;
    case ASY_STAGE_departure:
    case ASY_STAGE_hunted:
    case ASY_STAGE_way:
    case ASY_STAGE_visa_wanted:
    case ASY_STAGE_place_list:
    case ASY_STAGE_occupied:
    case ASY_STAGE_banned:
    case ASY_STAGE_away:
    case ASY_STAGE_home:
        return ASY_AT_HOME;
    default:
        return world->country[who->place].is_state ? ASY_IN_STATE : ASY_IN_TRANSIT;
    }
}

bool
asy_memory_check(const struct asy_world *world, const struct asy_applicant *who,
                 struct asy_error *err)
{
    const unsigned where = whereabouts(world, who);
    for (int m = 0; where != 0 && m < ASY_N_MEMORIES; m++) {
        const struct asy_memory *memory = &asy_memories[m];
        if (lasting[memory->lasts].where & where ||
            !asy_memory_held(who, (enum asy_memory_id) m))
            continue;
        return asy_fail(err, ASY_E_INTERNAL, memory->name,
                        "is remembered longer than %s, in stage %s of case %u of group %s",
                        lasting[memory->lasts].label, asy_stage_name(who->stage), who->id,
                        world->group[who->group].name);
    }
    return true;
}
