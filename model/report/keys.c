/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the keys mean that a reform sets: the sentence of the law's table, as `check` prints it.

   "keys": [law.key, what it means]. Read by page/src/reforms.ts. */
#include "report/inside.h"
#include "scenario/param.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* The law and the key of a path: rules.LAW.KEY, or SECTION.NAME.LAW.KEY; in either a member may
   follow. */
struct parts {
    char law[64], key[64];
};

static const char *
part(char *to, size_t room, const char *from)
{
    const size_t n = strcspn(from, "."), fits = n < room ? n : room - 1;

    memcpy(to, from, fits);
    to[fits] = '\0';
    return from[n] ? from + n + 1 : from + n;
}

static struct parts
parts_of(const char *path)
{
    struct parts parts;
    const char *at = part(parts.law, sizeof parts.law, path);

    if (strcmp(parts.law, "rules") != 0)
        at = part(parts.law, sizeof parts.law, at);
    at = part(parts.law, sizeof parts.law, at);
    part(parts.key, sizeof parts.key, at);
    return parts;
}

static const char *
meaning_of(const struct parts *parts)
{
    for (int l = 0; l < ASY_N_LAWS; l++)
        if (strcmp(asy_laws[l]->name, parts->law) == 0)
            for (const struct asy_param *p = asy_laws[l]->params; p->name; p++)
                if (strcmp(p->name, parts->key) == 0)
                    return p->doc;
    return NULL;
}

struct taking {
    struct asy_buffer *out;
    bool began;
};

/* A key that several reforms set stands more than once, with the same words. */
static bool
take(void *user, const struct asy_texts_row *row)
{
    enum { SCENARIO, PATH };
    struct taking *const self = user;
    const struct parts parts = parts_of(row->text[PATH]);
    const char *const doc = strcmp(row->text[SCENARIO], "0") == 0 ? NULL : meaning_of(&parts);

    if (doc) {
        char name[sizeof parts.law + sizeof parts.key];
        snprintf(name, sizeof name, "%s.%s", parts.law, parts.key);
        asy_buffer_text(self->out, self->began ? ",\n[" : "[");
        self->began = true;
        asy_buffer_json_text(self->out, name);
        asy_buffer_text(self->out, ",");
        asy_buffer_json_text(self->out, doc);
        asy_buffer_text(self->out, "]");
    }
    return !self->out->failed;
}

bool
asy_report_keys(struct asy_reporting *self)
{
    struct taking taking = { .out = self->out };

    asy_buffer_text(self->out, ",\"keys\":[");
    const bool ok = asy_results_texts(self->results, ASY_QUERY_parameters, self->n_scenarios,
                                      take, &taking, self->err);
    asy_buffer_text(self->out, "]");
    return ok;
}
