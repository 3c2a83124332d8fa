/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which group, country or crossing was meant: by its label, by another code or name of the
   country (scenarios/country-names.csv, built into the program), or by what is spelt alike. */
#include "scenario/inside.h"

#include "base/near.h"

#include <ctype.h>
#include <string.h>

extern const unsigned char asy_country_names_csv[];

static bool
is_same(const char *a, const char *b, size_t n)
{
    if (strlen(a) != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (tolower((unsigned char) a[i]) != tolower((unsigned char) b[i]))
            return false;
    return true;
}

/* The code of a country by one of its other names; "" if no country is called so. */
static void
code_of(const char *name, char code[4])
{
    code[0] = '\0';
    for (const char *line = (const char *) asy_country_names_csv; *line && !code[0];) {
        const size_t length = strcspn(line, "\n");
        const char *at = line + strcspn(line, ",\n");
        for (; at < line + length && line[0] != '#' && !code[0];) {
            const size_t n = strcspn(++at, "|\n");
            if (is_same(name, at, n))
                snprintf(code, 4, "%.3s", line);
            at += n;
        }
        line += length + (line[length] == '\n');
    }
}

static const char *
by_label(const struct asy_scenario *self, enum asy_per per, const char *name)
{
    const char *found = NULL;
    for (int i = 0; i < asy_n_members(self, per) && !found; i++)
        if (is_same(name, asy_member_label(self, per, i),
                    strlen(asy_member_label(self, per, i))))
            found = asy_member_name(self, per, i);
    for (int i = 0; per == ASY_PER_CROSSING && i < self->n_crossings && !found; i++)
        if (is_same(name, self->crossing[i].city, strlen(self->crossing[i].city)))
            found = asy_member_name(self, per, i);
    return found;
}

static const char *
by_spelling(const struct asy_scenario *self, enum asy_per per, const char *name)
{
    struct asy_near near = { .word = name };
    for (int i = 0; i < asy_n_members(self, per); i++) {
        asy_near_try(&near, asy_member_name(self, per, i));
        asy_near_try_as(&near, asy_member_label(self, per, i), asy_member_name(self, per, i));
    }
    return near.name;
}

const char *
asy_member_called(const struct asy_scenario *self, enum asy_per per, const char *name,
                  char *buffer, size_t size)
{
    const char *meant = by_label(self, per, name);
    char code[4] = "";

    buffer[0] = '\0';
    if (!meant && per == ASY_PER_COUNTRY)
        code_of(name, code);
    if (code[0] && asy_find_country(self, code) >= 0)
        meant = code;
    if (meant)
        snprintf(buffer, size, ", did you mean %s?", meant);
    else if (code[0])
        snprintf(buffer, size, ": that is %s, which `countries` does not name", code);
    return buffer;
}

const char *
asy_member_hint(const struct asy_scenario *self, enum asy_per per, const char *name,
                char *buffer, size_t size)
{
    if (*asy_member_called(self, per, name, buffer, size))
        return buffer;
    const char *const meant = by_spelling(self, per, name);
    if (meant)
        snprintf(buffer, size, ", did you mean %s?", meant);
    return buffer;
}
