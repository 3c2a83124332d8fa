/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The comparison for programs. Shares are 0 to 1 here; undefined numbers are null. Of a summary
   "n" is in how many histories it is defined, "draws" in how many draws; p_more, p_less and
   p_worse are shares of the "n" draws of their row (at the stated values: histories). */
#include "cli/compare.h"

#include <math.h>

json_t *
asy_summary_json(const struct asy_summary *s)
{
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:I}", "median",
                     asy_json_number(s->median), "low", asy_json_number(s->low), "high",
                     asy_json_number(s->high), "error", asy_json_number(s->error), "low_error",
                     asy_json_number(s->low_error), "high_error",
                     asy_json_number(s->high_error), "n", (json_int_t) s->n, "draws",
                     (json_int_t) s->n_draws);
}

static json_t *
row_json(const struct asy_comparison *self, const struct asy_compared *c, int scenario)
{
    static const char *const worse[] = { "less", "neither", "more" };
    static const char *const because[ASY_N_BECAUSE] = {
        [ASY_NOT_SHOWN] = "",
        [ASY_BECAUSE_CLAIM] = "claim",
        [ASY_BECAUSE_TOUCHED] = "touched",
        [ASY_BECAUSE_COMMON] = "common",
        [ASY_BECAUSE_ASKED] = "asked",
    };
    json_t *row = json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "metric", c->row->metric, "label",
        c->row->label, "population", c->row->population, "place", c->row->place, "period",
        c->period, "worse_is", worse[c->row->worse + 1], "because",
        because[c->row->because[scenario - 1]], "baseline", asy_summary_json(&c->baseline));

    asy_notes_json(row, c);
    if (!row || self->n_reforms == 0)
        return row;
    json_object_set_new(row, "scenario",
                        json_string(asy_results_scenario(self->results, scenario)->name));
    json_object_set_new(row, "reform", asy_summary_json(&c->reform));
    json_object_set_new(row, "difference", asy_summary_json(&c->difference.summary));
    json_object_set_new(row, "p_more", asy_json_number(c->difference.p_more));
    json_object_set_new(row, "p_less", asy_json_number(c->difference.p_less));
    json_object_set_new(row, "p_worse", asy_json_number(c->p_worse));
    json_object_set_new(row, "n", json_integer((json_int_t) c->difference.counted.of));
    json_object_set_new(row, "n_more", json_integer((json_int_t) c->difference.counted.more));
    json_object_set_new(row, "n_less", json_integer((json_int_t) c->difference.counted.less));
    json_object_set_new(row, "n_worse",
                        isnan(c->p_worse) ? json_null()
                                          : json_integer((json_int_t) c->n_worse));
    json_object_set_new(row, "verdict",
                        json_string(asy_moves_name(asy_moves_of(&c->difference.summary))));
    json_object_set_new(row, "times_less", asy_json_number(c->difference.times_less));
    return row;
}

static json_t *
scenarios_json(const struct asy_results *results)
{
    const struct asy_results_info *const info = asy_results_info(results);
    json_t *list = json_array();
    const struct asy_results_entry *entry;

    for (int i = 0; (entry = asy_results_scenario(results, i)); i++)
        json_array_append_new(
            list, json_pack("{s:s, s:s, s:s, s:s, s:s, s:i}", "name", entry->name, "title",
                            entry->title, "claim", entry->claim, "source", entry->source,
                            "in_force", entry->in_force, "draws", asy_draws_of(info, entry)));
    return list;
}

int
asy_compare_json(const struct asy_comparison *self)
{
    const struct asy_results_info *info = asy_results_info(self->results);
    const int n_tables = self->n_reforms ? self->n_reforms : 1;
    json_t *outcomes = json_array();

    for (int r = 0; r < n_tables; r++)
        for (size_t i = 0; i < self->n_rows && asy_compare_asked(self, r + 1); i++)
            if (!asy_notes_hidden(self, &self->list[(size_t) r * self->n_rows + i], r))
                json_array_append_new(
                    outcomes,
                    row_json(self, &self->list[(size_t) r * self->n_rows + i], r + 1));
    return asy_say_json(json_pack(
        "{s:s, s:s, s:I, s:i, s:i, s:i, s:b, s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "file",
        self->file, "digest", info->digest, "seed", (json_int_t) info->seed, "draws",
        (int) info->n_draws, "replicates", (int) info->n_replicates, "histories", self->n_jobs,
        "complete", (int) info->is_complete, "note", info->assumption, "set_out",
        asy_summary_json(&self->set_out), "scenarios", scenarios_json(self->results), "claims",
        asy_claims_json(self), "outcomes", outcomes, "sentences", asy_sentences_json(self),
        "matrix", self->sentences ? asy_matrix_json(self) : json_array()));
}
