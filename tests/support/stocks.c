/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L /* strtok_r */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/stocks.h"

#include "support/asked.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMN_2012 = 11 };
const char *const stocks_origin[STOCKS_ORIGINS] = { "RUS", "UKR", "GEO", "TJK", "ARM" };

static int
origin_of(const char *code)
{
    for (int i = 0; i < STOCKS_ORIGINS; i++)
        if (strcmp(stocks_origin[i], code) == 0)
            return i;
    return -1;
}

static bool
is_state_here(const char *code)
{
    const struct asy_world *const world = asked_world();
    for (int c = 0; c < world->n_countries; c++)
        if (world->country[c].is_state && strcmp(world->country[c].code, code) == 0)
            return true;
    return false;
}

/* One line of the table; false where it says nothing of a state here at the end of 2012. */
static bool
read_pending(char *line, struct stock *out)
{
    char *left = NULL;
    const char *field = strtok_r(line, ",", &left);
    if (!field || strcmp(field, "pending") != 0)
        return false;
    out->origin = origin_of(strtok_r(NULL, ",", &left));
    snprintf(out->state, sizeof out->state, "%s", strtok_r(NULL, ",", &left));
    for (int column = 3; column <= COLUMN_2012; column++)
        field = strtok_r(NULL, ",\n", &left);
    out->claims = field ? strtod(field, NULL) : 0.0;
    return out->origin >= 0 && out->claims > 0.0 && is_state_here(out->state);
}

int
stocks_read(struct stock out[STOCKS_MOST])
{
    FILE *file = fopen(ASY_SOURCE_DIR "/scenarios/history/stocks.csv", "r");
    char line[512];
    int n = 0;
    assert_non_null(file);
    while (n < STOCKS_MOST && fgets(line, sizeof line, file))
        n += read_pending(line, &out[n]);
    fclose(file);
    return n;
}
