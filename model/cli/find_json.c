/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim find, for programs: all that is found, the best first. */
#define _XOPEN_SOURCE 700 /* open_memstream */
#include "cli/find.h"
#include "cli/say.h"

#include "outcome/moves.h"
#include "scenario/inside.h"

#include <stdlib.h>
#include <string.h>

static json_t *
text_or_null(const char *text)
{
    return text && *text ? json_string(text) : json_null();
}

static json_t *
moves_of(const struct asy_law *law, const struct asy_param *row)
{
    struct asy_move moves[ASY_MOST_OF_LAW];
    const int n = asy_moved_by(law->name, row->name, moves);
    json_t *const list = json_array();

    for (int i = 0; i < n; i++)
        json_array_append_new(list, json_pack("{s:s, s:i}", "outcome", moves[i].outcome,
                                              "percent", moves[i].percent));
    return list;
}

static json_t *
value_of(const struct asy_finding *self, const struct asy_find_value *value)
{
    return json_pack("{s:o, s:s, s:s, s:b, s:o, s:o, s:o, s:o, s:o}", "of",
                     text_or_null(value->of), "on", self->date, "value", value->value,
                     "differs", value->is_range, "grade", text_or_null(value->grade), "prior",
                     text_or_null(value->prior), "source", text_or_null(value->source), "file",
                     text_or_null(value->file), "line",
                     value->line ? json_integer(value->line) : json_null());
}

static json_t *
key_of(const struct asy_finding *self, const struct asy_found *key)
{
    const struct asy_law *const law = asy_laws[key->law];
    const struct asy_param *const row = &law->params[key->param];
    const struct asy_find_place at = asy_find_place(self, key->law, key->param);
    struct asy_find_value value;
    char whom[200], line[900], note[400];

    asy_find_value(self, at, &value);
    asy_find_whom(at, whom, sizeof whom);
    asy_find_paste(self, at, &value, line, sizeof line, note, sizeof note);
    return json_pack("{s:s, s:s, s:s, s:s, s:o, s:s, s:o, s:o, s:o, s:f}", "law", law->name,
                     "key", row->name, "doc", row->doc, "unit", row->unit, "value",
                     value_of(self, &value), "whom", whom, "set", text_or_null(line), "note",
                     text_or_null(note), "moves", moves_of(law, row), "score", key->score);
}

static json_t *
understood(const struct asy_finding *self)
{
    char *text = NULL;
    size_t size = 0;
    FILE *const out = open_memstream(&text, &size);
    json_t *json = NULL;

    if (out) {
        asy_question_print(self->query, self->scenario, out);
        if (fclose(out) == 0)
            json = json_string(text);
        free(text);
    }
    return json ? json : json_null();
}

json_t *
asy_find_json(const struct asy_finding *self)
{
    json_t *const keys = json_array(), *const reforms = json_array(),
                  *const outcomes = json_array();
    struct asy_outcome_about about = { .size = sizeof about };

    for (size_t i = 0; i < self->n_keys; i++)
        json_array_append_new(keys, key_of(self, &self->keys[i]));
    for (size_t i = 0; i < self->n_reforms; i++) {
        const struct asy_shipped *const one = &self->shipped[self->reforms[i].i];
        json_array_append_new(reforms, json_pack("{s:s, s:s, s:f}", "file", one->file, "title",
                                                 one->title, "score", self->reforms[i].score));
    }
    for (size_t i = 0; i < self->n_outcomes; i++) {
        asy_catalogue_outcome((size_t) self->outcomes[i].i, &about);
        json_array_append_new(outcomes,
                              json_pack("{s:s, s:s, s:s, s:s, s:f}", "outcome", about.name,
                                        "label", about.label, "unit", about.unit, "place",
                                        about.place, "score", self->outcomes[i].score));
    }
    return json_pack("{s:o, s:s, s:o, s:o, s:o}", "understood", understood(self), "on",
                     self->date, "keys", keys, "reforms", reforms, "outcomes", outcomes);
}
