/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of lines, and how many each serves today: looked up by the name of the key, for
   only the law itself knows the struct behind it. */
#include "life/line.h"

#include "life/day.h"

#include <assert.h>
#include <math.h>

const struct asy_queue_row asy_queues[ASY_N_QUEUES] = {
#define QUEUE(name, law, key, limit, pot, label)                                               \
    [ASY_QUEUE_##                                                                              \
        name] = { #name, label, { ASY_LAW_##law, #key }, limit, ASY_QUEUE_##pot, false },
#define QUEUE_LEFT(name, law, key, limit, pot, label)                                          \
    [ASY_QUEUE_##                                                                              \
        name] = { #name, label, { ASY_LAW_##law, #key }, limit, ASY_QUEUE_##pot, true },
#include "catalogue/lines.def"
};

const struct asy_list_row asy_lists[ASY_N_LISTS] = {
#define LIST(name, law, key, label)                                                            \
    [ASY_LIST_##name] = { #name, label, { ASY_LAW_##law, #key } },
#include "catalogue/lines.def"
};

const struct asy_sitting_row asy_sittings[ASY_N_SITTINGS] = {
#define SITTING(aside, law, key, sessions, label)                                              \
    [ASY_SITTING_##                                                                            \
        aside] = { #aside, label, { ASY_LAW_##law, #key }, #sessions, ASY_ASIDE_##aside },
#include "catalogue/lines.def"
};

const struct asy_param *
asy_law_key(enum asy_law_id law, const char *key)
{
    const struct asy_param *param = asy_laws[law]->params;
    while (param->name && strcmp(param->name, key) != 0)
        param++;
    return param->name ? param : NULL;
}

size_t
asy_law_offset(enum asy_law_id law, const char *key)
{
    const struct asy_param *param = asy_law_key(law, key);
    assert(param && param->kind == ASY_REAL && param->per == ASY_ONE);
    return param->offset;
}

double
asy_capacity_today(const struct asy_scene *scene, int queue, int state)
{
    const struct asy_capacity *of = &asy_queues[queue].capacity;
    return scene->answers->capacity[queue][state] * asy_capacity_left(scene, queue, state) *
           asy_number_today(scene, of->law, state, asy_law_offset(of->law, of->key));
}

double
asy_limit_today(const struct asy_scene *scene, int queue, int state)
{
    const struct asy_queue_row *of = &asy_queues[queue];
    if (!of->limit)
        return HUGE_VAL;
    const size_t offset = asy_law_offset(of->capacity.law, of->limit);
    const double days = asy_number_today(scene, of->capacity.law, state, offset);
    return days < ASY_NO_LIMIT ? days : HUGE_VAL;
}
