/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim validate --json: the same as the tables hold, for programs. */
#include "cli/say.h"
#include "cli/validate.h"
#include "inference/hindsight.h"

static void
add_miss(void *user, const char *family, const char *why)
{
    json_array_append_new(user, json_pack("{s:s, s:s}", "family", family, "why", why));
}

static void
add_hindsight(void *user, const char *path, int n_values, const char *last)
{
    json_array_append_new(
        user, json_pack("{s:s, s:i, s:s}", "path", path, "values", n_values, "last", last));
}

static json_t *
ranges_of(const struct asy_scored *s)
{
    json_t *const out = json_array();

    for (int r = 0; r < ASY_N_RANGES; r++)
        json_array_append_new(out, json_pack("{s:f, s:o, s:o}", "level", asy_range_level[r],
                                             "holds", asy_json_number(s->holds[r]), "error",
                                             asy_json_number(s->holds_error[r])));
    return out;
}

static json_t *
naive_of(const struct asy_scored *s)
{
    json_t *const out = json_array();

    for (int k = 0; k < ASY_N_NAIVE; k++)
        json_array_append_new(
            out, json_pack("{s:s, s:i, s:o, s:o, s:o, s:o}", "forecast",
                           asy_naive_name((enum asy_naive) k), "values", s->against[k].n,
                           "score", asy_json_number(s->against[k].naive), "score_of_model",
                           asy_json_number(s->against[k].model), "skill",
                           asy_json_number(s->against[k].skill), "error",
                           asy_json_number(s->against[k].skill_error)));
    return out;
}

static json_t *
scores_of(const struct asy_validation *self)
{
    json_t *const out = json_array();

    for (int f = -1; f < self->targets->n_families; f++)
        for (int a = 0; a < ASY_N_AHEAD; a++) {
            struct asy_scored s;
            if (!asy_rehearsal_score(self->rehearsal, f, (enum asy_ahead) a, &s))
                continue;
            json_array_append_new(
                out, json_pack("{s:s, s:s, s:i, s:i, s:o, s:o, s:o, s:o}", "family",
                               asy_validation_family(self, f), "ahead",
                               asy_ahead_name((enum asy_ahead) a), "series", s.n_series,
                               "values", s.n_values, "ranges", ranges_of(&s), "score",
                               asy_json_number(s.weighted), "off", asy_json_number(s.off),
                               "naive", naive_of(&s)));
        }
    return out;
}

static json_t *
left_out_of(const struct asy_validation *self)
{
    const struct asy_rehearsal *const r = self->rehearsal;
    json_t *const out = json_array();

    for (int i = 0; i < r->n_left; i++)
        json_array_append_new(out, json_pack("{s:s, s:i, s:s}", "family",
                                             asy_validation_family(self, r->left[i].family),
                                             "values", r->left[i].n, "why", r->left[i].why));
    return out;
}

int
asy_validation_json(const struct asy_validation *self)
{
    const struct asy_options *const o = self->options;
    json_t *const as_of = json_array(), *const missed = json_array(),
                  *const by_hand = json_array();

    for (size_t i = 0; i < o->as_ofs.n; i++)
        json_array_append_new(as_of, json_string(o->as_ofs.list[i]));
    asy_validation_misses(self, add_miss, missed);
    asy_hindsight_list(self->scenario, add_hindsight, by_hand);
    return asy_say_json(json_pack(
        "{s:s, s:s, s:i, s:I, s:o, s:s, s:o, s:o, s:o, s:o}", "version", asy_version(),
        "scenario", self->digest, "draws", (int) o->draws, "seed", (json_int_t) o->seed,
        "as_of", as_of, "until", self->until, "missed", missed, "scores", scores_of(self),
        "left_out", left_out_of(self), "by_hand", by_hand));
}
