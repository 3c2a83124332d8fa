/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/place_words.h"

#include "outcome/phrase.h"
#include "outcome/reading.h"
#include "store/inside.h"

#include <ctype.h>
#include <string.h>

/* A crossing is called as a way, "A to B": one stands at its end; "by air" is no place. */
static const char *
crossing_words(struct asy_pool *pool, const char *at, const char *label)
{
    const char *const to = strstr(label, " to ");
    const bool is_way = islower((unsigned char) *label) && strchr(label, ' ');

    return asy_pool_format(pool, " %s%s%s", is_way ? "" : at, is_way ? "" : " ",
                           to ? to + 4 : label);
}

const char *
asy_place_words(struct asy_pool *pool, const struct asy_results *results, const char *metric,
                const char *place)
{
    const struct asy_metric_row *const row = asy_outcome_row(metric);
    const struct asy_phrase phrase = asy_phrase_of(metric);
    const char *const arrow = strchr(place, '>');
    char from[ASY_PLACE_NAME];

    if (strcmp(place, "all") == 0)
        return "";
    if (row && row->where == ASY_CROSSING)
        return crossing_words(pool, *phrase.at ? phrase.at : "at",
                              asy_results_place_label(results, place));
    if (!arrow && !(row && row->where == ASY_PAIR))
        return asy_pool_format(pool, " %s %s", *phrase.at ? phrase.at : "in",
                               asy_results_place_label(results, place));
    snprintf(from, sizeof from, "%.*s", arrow ? (int) (arrow - place) : 99, place);
    const bool has_to = arrow && arrow[1];
    return asy_pool_format(pool, "%s%s%s%s", *from ? " from " : "",
                           *from ? asy_results_place_label(results, from) : "",
                           has_to ? " to " : "",
                           has_to ? asy_results_place_label(results, arrow + 1) : "");
}

const char *
asy_people_words(struct asy_pool *pool, const struct asy_results *results,
                 const char *population)
{
    const char *const label = asy_results_people_label(results, population);

    if (strcmp(population, "all") == 0)
        return NULL;
    for (int g = 0; g < results->n_groups; g++)
        if (strcmp(results->groups[g].name, population) == 0)
            return label;
    return asy_pool_format(pool, "citizens of %s", label);
}
