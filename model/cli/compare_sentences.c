/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `compare` answers first: each reform in three sentences (asylsim/sentences.h). */
#include "cli/compare.h"
#include "outcome/sentences.h"

#include <string.h>

/* A question about some outcomes, places or people is answered with those alone. */
bool
asy_answers_first(const struct asy_options *o)
{
    return o->metrics.n == 0 && !o->by && !o->population && !o->place && !o->period &&
           !o->claims && !o->closures && !o->lives && !o->split;
}

/* Before any sentence is quoted. */
static void
put_unfinished(const struct asy_comparison *self)
{
    const struct asy_results_info *const info = asy_results_info(self->results);
    char how[1400];

    if (info->is_complete)
        return;
    asy_say_unfinished(how, sizeof how, self->file, info->n_runs, info->n_runs_planned);
    asy_say_wrapped(stdout, how, 0, self->layout.width);
    putchar('\n');
}

void
asy_sentences_print(const struct asy_comparison *self,
                    const struct asy_sentences_list *sentences)
{
    struct asy_sentences s = { .size = sizeof s };

    put_unfinished(self);
    for (size_t i = 0, n = 0; asy_sentences_at(sentences, i, &s); i++) {
        s.size = sizeof s;
        if (!asy_compare_asked(self, (int) i + 1))
            continue;
        printf("%s%s", n++ ? "\n" : "", asy_say_bold());
        asy_say_wrapped(stdout, s.what, 0, self->layout.width);
        fputs(asy_say_plain(), stdout);
        asy_say_wrapped(stdout, s.for_whom, 2, self->layout.width);
        asy_say_wrapped(stdout, s.how_sure, 2, self->layout.width);
    }
}

static json_t *
outcome_json(const struct asy_sentences *s)
{
    if (!s->metric)
        return json_null();
    return json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:o, s:o, s:o, s:I, s:I}", "metric", s->metric,
        "label", s->label, "population", s->population, "place", s->place, "period", s->period,
        "because", s->because, "worse", s->worse, "baseline", asy_summary_json(&s->baseline),
        "reform", asy_summary_json(&s->reform), "difference", asy_summary_json(&s->difference),
        "n", (json_int_t) s->n, "n_same", (json_int_t) s->n_same);
}

static json_t *
worlds_json(const struct asy_sentences *s)
{
    if (s->n_worlds_tried == 0)
        return json_null();
    return json_pack("{s:i, s:i, s:b}", "same", s->n_worlds_same, "of", s->n_worlds_tried,
                     "of_table", (int) s->of_table);
}

static json_t *
other_json(const struct asy_sentence_other *other, const size_t draws[2])
{
    if (!other->metric)
        return json_null();
    return json_pack("{s:s, s:s, s:s, s:o, s:I, s:I}", "metric", other->metric, "population",
                     other->population, "place", other->place, "difference",
                     asy_summary_json(&other->difference), "n", (json_int_t) draws[1], "n_same",
                     (json_int_t) draws[0]);
}

static json_t *
groups_json(const struct asy_sentences *s)
{
    json_t *const list = json_array();

    for (size_t i = 0; i < s->n_groups; i++)
        json_array_append_new(list,
                              json_pack("{s:s, s:s, s:o, s:o}", "group", s->groups[i].name,
                                        "label", s->groups[i].label, "persons",
                                        asy_summary_json(&s->groups[i].persons), "share",
                                        asy_json_number(s->groups[i].share)));
    return list;
}

/* How many outcomes of its claim move as claimed; null where too few draws say nothing. */
static json_t *
as_claimed(const struct asy_sentences *s)
{
    return strcmp(s->sureness, asy_sureness_name(ASY_SURE_TOO_FEW)) == 0
               ? json_null()
               : json_integer(s->n_supported);
}

json_t *
asy_sentences_json(const struct asy_comparison *self)
{
    json_t *const list = json_array();
    struct asy_sentences s = { .size = sizeof s };

    for (size_t i = 0; asy_sentences_at(self->sentences, i, &s); i++) {
        s.size = sizeof s;
        if (!asy_compare_asked(self, (int) i + 1))
            continue;
        json_array_append_new(
            list,
            json_pack(
                "{s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, "
                "s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:{s:i, s:o}}",
                "scenario", s.scenario, "what", s.what, "for_whom", s.for_whom, "how_sure",
                s.how_sure, "sureness", s.sureness, "outcome", outcome_json(&s), "worlds",
                worlds_json(&s), "beside", other_json(&s.beside, s.beside_draws), "against",
                other_json(&s.against, s.against_draws), "touched",
                asy_summary_json(&s.touched), "otherwise", asy_summary_json(&s.otherwise),
                "both", asy_summary_json(&s.both), "neither", asy_summary_json(&s.neither),
                "gained", asy_summary_json(&s.gained), "lost", asy_summary_json(&s.lost),
                "came", asy_summary_json(&s.came), "stayed", asy_summary_json(&s.stayed),
                "gained_waiting", asy_summary_json(&s.gained_waiting), "lost_waiting",
                asy_summary_json(&s.lost_waiting), "net", asy_summary_json(&s.net), "groups",
                groups_json(&s), "claim", "outcomes", s.n_claims, "as_claimed",
                as_claimed(&s)));
    }
    return list;
}
