/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One reader of cells for the published figures of the page and for those that the model is
   scored on. */
#include "text/csv.h"

char *
asy_csv_cell(char *p, char **cell, bool *ends_row)
{
    char *to = p;
    const bool quoted = *p == '"';

    *cell = p;
    p += quoted;
    while (*p && (quoted || (*p != ',' && *p != '\n'))) {
        if (quoted && *p == '"' && *++p != '"')
            break;
        *to++ = *p++;
    }
    *ends_row = *p != ',';
    p += *p != '\0';
    *to = '\0';
    return p;
}

bool
asy_csv_fault(struct asy_error *err, const char *name, int line, const char *what,
              const char *found)
{
    char where[160];

    snprintf(where, sizeof where, "%.140s:%d", name, line);
    return asy_fail(err, ASY_E_INPUT, where, "%s, found '%.60s'", what, found);
}
