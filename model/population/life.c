/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of stages, and the few things that any stage may do to an applicant. */
#include "population/life.h"

const struct asy_stage asy_stages[ASY_N_STAGES] = {
#define STAGE(name, label, draws, times)                                                       \
    [ASY_STAGE_##name] = { #name, label, asy_stage_##name },
#include "population/stages.def"
#undef STAGE
};

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
    };
    return act >= 0 && act < ASY_N_ACTS ? names[act] : "?";
}

bool
asy_fate_protects(enum asy_fate fate)
{
    return fate <= ASY_FATE_TEMPORARY;
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
    const int most = (int) sizeof who->sender;
    if (who->n_links == most) { /* keep the first two links and the last */
        who->sender[most - 1] = (uint8_t) sender;
        who->act[most - 1] = (uint8_t) act;
        return;
    }
    who->sender[who->n_links] = (uint8_t) sender;
    who->act[who->n_links] = (uint8_t) act;
    who->n_links++;
}
