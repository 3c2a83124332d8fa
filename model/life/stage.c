/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of stages, and the few things that any stage may do to an applicant. */
#include "life/scope.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef ASY_WATCH_DRAWS /* tests/draws/ tells one call from the next */
#define STAGE(name, label, draws, later, ...)                                                  \
    static struct asy_step watched_##name(struct asy_scene *scene, struct asy_applicant *who)  \
    {                                                                                          \
        watch_call();                                                                          \
        return asy_stage_##name(scene, who);                                                   \
    }
#include "catalogue/stages.def"
#undef STAGE
#define ASIDE(name, label, ...)                                                                \
    static bool watched_beside_##name(struct asy_scene *scene, struct asy_applicant *who,      \
                                      struct asy_step *step)                                   \
    {                                                                                          \
        watch_call();                                                                          \
        return asy_aside_##name(scene, who, step);                                             \
    }
#include "catalogue/asides.def"
#undef ASIDE
#define HANDLER(name) watched_##name
#define BESIDE(name) watched_beside_##name
#else
#define HANDLER(name) asy_stage_##name
#define BESIDE(name) asy_aside_##name
#endif

const struct asy_stage asy_stages[ASY_N_STAGES] = {
#define STAGE(name, label, draws, later, ...)                                                  \
    [ASY_STAGE_##name] = { #name, label, HANDLER(name) },
#include "catalogue/stages.def"
#undef STAGE
};

const struct asy_aside asy_asides[ASY_N_ASIDES] = {
#define ASIDE(name, label, ...) [ASY_ASIDE_##name] = { #name, label, BESIDE(name) },
#include "catalogue/asides.def"
#undef ASIDE
};

/* ---- what may follow what ---------------------------------------------------------------- */

#define NEXT(stage) [ASY_STAGE_##stage] = true,
#define LAST [ASY_STAGE_ended] = false,
static const bool stage_leads[ASY_N_STAGES][ASY_N_STAGES] = {
#define STAGE(name, label, draws, later, ...) [ASY_STAGE_##name] = { __VA_ARGS__ },
#include "catalogue/stages.def"
#undef STAGE
};

#undef NEXT
#undef LAST

#define TAKES(from, to) [ASY_STAGE_##from][ASY_STAGE_##to] = true,
#define NEVER [ASY_STAGE_ended] = { false },
static const bool aside_takes[ASY_N_ASIDES][ASY_N_STAGES][ASY_N_STAGES] = {
#define ASIDE(name, label, ...) [ASY_ASIDE_##name] = { __VA_ARGS__ },
#include "catalogue/asides.def"
#undef ASIDE
};
#undef TAKES
#undef NEVER

bool
asy_stage_leads(enum asy_stage_id from, enum asy_stage_id to)
{
    return stage_leads[from][to];
}

bool
asy_aside_takes(enum asy_aside_id aside, enum asy_stage_id from, enum asy_stage_id to)
{
    return aside_takes[aside][from][to];
}

bool
asy_aside_leads(enum asy_aside_id aside, enum asy_stage_id to)
{
    for (int from = 0; from < ASY_N_STAGES; from++)
        if (aside_takes[aside][from][to])
            return true;
    return false;
}

bool
asy_any_aside_takes(enum asy_stage_id from, enum asy_stage_id to)
{
    for (int a = 0; a < ASY_N_ASIDES; a++)
        if (aside_takes[a][from][to])
            return true;
    return false;
}

void
asy_undeclared(enum asy_stage_id from, enum asy_stage_id to, const char *file)
{
    fprintf(stderr, "%s leads to %s: catalogue/%s does not say so\n", asy_stage_name(from),
            asy_stage_name(to), file);
    abort();
}

/* Of n numbers side by side in a law's struct, none below 0. */
static double
most_among(const char *values, int n)
{
    double most = 0.0;
    for (int i = 0; i < n; i++) {
        double value;
        memcpy(&value, values + (size_t) i * sizeof value, sizeof value);
        most = value > most ? value : most;
    }
    return most;
}

/* Of one segment, for the kinds of people that whoever is at hand is or may become. */
static double
most_for(const struct asy_scene *scene, enum asy_law_id law, const char *values, size_t offset,
         int n, unsigned apart)
{
    const unsigned passing = asy_variant(apart, scene->kinds->passing);
    const unsigned lasting = asy_variant(apart, scene->kinds->kind) & ~passing;
    double most = 0.0;
    for (unsigned v = 0; v < 1u << __builtin_popcount(apart); v++)
        if ((v & ~passing) == lasting)
            most = fmax(most, most_among(values + v * asy_laws[law]->size + offset, n));
    return most;
}

double
asy_most_ever_of(const struct asy_scene *scene, enum asy_law_id law, int entity, size_t offset,
                 int n)
{
    const struct asy_segments *segments = &scene->world->laws[law][entity];
    const unsigned apart = scene->kinds ? scene->world->apart[law][entity] : 0;
    double most = 0.0;
    for (int32_t i = 0; i < segments->n; i++) {
        const char *const values = segments->list[i].law;
        most = fmax(most, apart ? most_for(scene, law, values, offset, n, apart)
                                : most_among(values + offset, n));
    }
    return most;
}

double
asy_most_ever(const struct asy_scene *scene, enum asy_law_id law, int entity, size_t offset)
{
    return asy_most_ever_of(scene, law, entity, offset, 1);
}

const char *
asy_stage_name(int stage)
{
    return stage >= 0 && stage < ASY_N_STAGES ? asy_stages[stage].name : "?";
}

const char *
asy_act_name(int act)
{
    static const char *const names[ASY_N_ACTS] = {
        [ASY_ACT_PUSH_BACK] = "push-back",
        [ASY_ACT_DUBLIN_TRANSFER] = "Dublin transfer",
        [ASY_ACT_THIRD_COUNTRY_REMOVAL] = "safe-third-country removal",
        [ASY_ACT_RETURN] = "return",
        [ASY_ACT_EXTRADITION] = "extradition",
        [ASY_ACT_ABDUCTION] = "abduction",
        [ASY_ACT_EXPULSION] = "expulsion",
        [ASY_ACT_DEPORTATION] = "deportation",
        [ASY_ACT_HAND_OVER] = "hand-over",
        [ASY_ACT_COERCED_RETURN] = "coerced return",
        [ASY_ACT_BORDER_REFUSAL] = "border-procedure refusal",
        [ASY_ACT_CONSTRUCTIVE_RETURN] = "constructive refoulement",
    };
    return act >= 0 && act < ASY_N_ACTS ? names[act] : "?";
}

bool
asy_fate_protects(enum asy_fate fate)
{
    return fate <= ASY_FATE_SAFE_ROUTE;
}

struct asy_step
asy_end(struct asy_applicant *who, enum asy_fate fate)
{
    who->fate = (uint8_t) fate;
    return (struct asy_step){ ASY_END, ASY_STAGE_ended, 0 };
}

struct asy_step
asy_stage_ended(struct asy_scene *scene, struct asy_applicant *who)
{
    (void) scene;
    return asy_end(who, (enum asy_fate) who->fate);
}

void
asy_sent_on(struct asy_applicant *who, int sender, enum asy_act act)
{
    const int n = asy_n_links(who);
    const int at = n < ASY_MOST_LINKS ? n : n - 1; /* full: the first two and the last stay */
    const uint32_t link = (uint32_t) act << 6 | (uint32_t) sender;
    who->chain &= ~(UINT32_C(0x3ff) << (2 + 10 * at)) & ~UINT32_C(3);
    who->chain |= link << (2 + 10 * at) | (uint32_t) (at + 1);
}
