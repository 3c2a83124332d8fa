/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which version this is (CMakeLists.txt says it), and how large its public structs are. */
#include "asylsim/asylsim.h"

#include <string.h>

const char *
asy_version(void)
{
    return ASY_VERSION;
}

#define SIZE(name)                                                                             \
    {                                                                                          \
#name, sizeof(struct name)                                                             \
    }

size_t
asy_size_of(const char *name)
{
    static const struct {
        const char *name;
        size_t size;
    } sizes[] = {
        SIZE(asy_error),
        SIZE(asy_errors),
        SIZE(asy_law_about),
        SIZE(asy_param_about),
        SIZE(asy_outcome_about),
        SIZE(asy_law_value),
        SIZE(asy_law_change),
        SIZE(asy_progress),
        SIZE(asy_job),
        SIZE(asy_job_report),
        SIZE(asy_results_about),
        SIZE(asy_scenario_about),
        SIZE(asy_asked),
        SIZE(asy_values),
        SIZE(asy_summary),
        SIZE(asy_paired_difference),
        SIZE(asy_life_asked),
        SIZE(asy_story_person),
        SIZE(asy_story_world),
        SIZE(asy_story_step),
        SIZE(asy_people_touched),
        SIZE(asy_sentences),
        SIZE(asy_sentence_other),
    };

    for (size_t i = 0; name && i < sizeof sizes / sizeof *sizes; i++)
        if (strcmp(sizes[i].name, name) == 0)
            return sizes[i].size;
    return 0;
}
