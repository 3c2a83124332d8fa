/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stages of a life, what goes on beside it, and what a stage answers: what comes next and
   when. The stages know no loop; the loop knows no law. */
#ifndef ASY_LIFE_STAGE_H
#define ASY_LIFE_STAGE_H

#include "life/applicant.h"

struct asy_scene;

enum asy_stage_id {
#define STAGE(name, label, draws, later, ...) ASY_STAGE_##name,
#include "catalogue/stages.def"
#undef STAGE
    ASY_N_STAGES
};

/* What goes on beside a life: the search of the home state, a complaint (asides.def). */
enum asy_aside_id {
#define ASIDE(name, label, ...) ASY_ASIDE_##name,
#include "catalogue/asides.def"
#undef ASIDE
    ASY_N_ASIDES
};

/* What comes next. */
enum asy_next { ASY_WAIT, ASY_TRY, ASY_QUEUE, ASY_AT_ONCE, ASY_END, ASY_LIST };

/* Where people wait for a decision or a place, and before which body asides stand (lines.def;
   who serves them: life/line.h). */
enum asy_queue_id {
#define QUEUE(name, ...) ASY_QUEUE_##name,
#include "catalogue/lines.def"
    ASY_N_QUEUES
};
enum asy_list_id {
#define LIST(name, ...) ASY_LIST_##name,
#include "catalogue/lines.def"
    ASY_N_LISTS
};
enum asy_sitting_id {
#define SITTING(aside, ...) ASY_SITTING_##aside,
#include "catalogue/lines.def"
    ASY_N_SITTINGS
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

/* A stage: its handler is called when what it waited for is due. */
struct asy_stage {
    const char *name, *label;
    struct asy_step (*handle)(struct asy_scene *scene, struct asy_applicant *who);
};
extern const struct asy_stage asy_stages[ASY_N_STAGES];
#define STAGE(name, label, draws, later, ...)                                                  \
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
#define ASIDE(name, label, ...)                                                                \
    bool asy_aside_##name(struct asy_scene *scene, struct asy_applicant *who,                  \
                          struct asy_step *step);
#include "catalogue/asides.def"
#undef ASIDE

/* Whether a stage may lead to another, by the table of stages. */
bool asy_stage_leads(enum asy_stage_id from, enum asy_stage_id to);
/* Whether what goes on beside a life may take it from a stage to another; to it from any;
   whether anything may. */
bool asy_aside_takes(enum asy_aside_id aside, enum asy_stage_id from, enum asy_stage_id to);
bool asy_aside_leads(enum asy_aside_id aside, enum asy_stage_id to);
bool asy_any_aside_takes(enum asy_stage_id from, enum asy_stage_id to);

/* Assertions: a step that no table declares is named, and ends the program. */
#ifdef NDEBUG
#define asy_assert_stage_leads(from, to) ((void) 0)
#define asy_assert_aside_takes(aside, from, to) ((void) 0)
#else
#define asy_assert_stage_leads(from, to)                                                       \
    (asy_stage_leads(from, to) ? (void) 0 : asy_undeclared(from, to, "stages.def"))
#define asy_assert_aside_takes(aside, from, to)                                                \
    (asy_aside_takes(aside, from, to) ? (void) 0 : asy_undeclared(from, to, "asides.def"))
#endif
void asy_undeclared(enum asy_stage_id from, enum asy_stage_id to, const char *file);

const char *asy_stage_name(int stage); /* "?" where there is none */
const char *asy_act_name(int act);

#endif
