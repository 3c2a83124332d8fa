/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a text begins, behind its comments: as a scenario does, or as another text. */
#include "text/beginning.h"

#include <ctype.h>
#include <string.h>

static const char *
behind_comments(const char *at, const char *end)
{
    while (at < end) {
        const size_t left = (size_t) (end - at);
        const bool is_line = *at == '#' || (left > 1 && memcmp(at, "//", 2) == 0);
        if (isspace((unsigned char) *at)) {
            at++;
        } else if (is_line) {
            const char *const next = memchr(at, '\n', left);
            at = next ? next : end;
        } else if (left > 1 && memcmp(at, "/*", 2) == 0) {
            const char *close = at + 2;
            while (end - close > 1 && memcmp(close, "*/", 2) != 0)
                close++;
            at = end - close > 1 ? close + 2 : end;
        } else {
            return at;
        }
    }
    return end;
}

bool
asy_begins_as_scenario(const char *text, const char *end)
{
    const char *at = behind_comments(text, end);

    if (at < end && *at == '@')
        return true;
    while (at < end && (isalnum((unsigned char) *at) || strchr("_-*", *at)))
        at++;
    at = behind_comments(at, end);
    return at < end && strchr("=:", *at);
}
