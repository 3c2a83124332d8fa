/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare --package: which part moves the outcome of its own claim less among the others than
   alone. A package need not be as strong as each of its parts, but says where it is not. It is
   read from the histories, so older files, which may hold one part laid over another, are
   judged as well. */
#include "cli/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Less than so much of what it moves alone is no matter. */
static const double least_share = 0.1;

struct asked {
    int part;
    const struct asy_claim_outcome *claim;
    char period[32];
};

/* What is needed of each history; all of [n_jobs]. */
struct room {
    double *effect, *alone, *whole, *lost, *share[ASY_MOST_PARTS];
};

static size_t
list_claims(struct asked *list, const struct asy_comparison *c)
{
    const struct asy_results_package *const package = asy_results_package(c->results);
    const struct asy_claim_outcome *claim;
    size_t n = 0;

    for (int p = 0; p < package->n_parts; p++) {
        const int alone = asy_split_find(&package->split, UINT64_C(1) << p);
        for (int i = 0; alone >= 0 && (claim = asy_results_claim(c->results, 1 + alone, i));
             i++) {
            const struct asy_metric_row *const base = asy_base_row(claim->metric);
            if (list) {
                list[n] = (struct asked){ .part = p, .claim = claim };
                if (base && base->detail == ASY_COHORT)
                    snprintf(list[n].period, sizeof list[n].period, "all");
                else
                    asy_years_in_force(c->results, 1, list[n].period);
            }
            n++;
        }
    }
    return n;
}

static bool
room_init(struct room *self, const struct asy_split *split, size_t n_jobs)
{
    const size_t n_parts = (size_t) split->n_parts;
    double *const all =
        calloc((size_t) split->n_subsets + (3 + n_parts) * n_jobs + 1, sizeof *all);

    self->effect = all;
    if (!all)
        return false;
    self->alone = all + split->n_subsets;
    self->whole = self->alone + n_jobs;
    self->lost = self->whole + n_jobs;
    for (size_t p = 0; p < n_parts; p++)
        self->share[p] = self->lost + (1 + p) * n_jobs;
    return true;
}

static void
take_history(struct room *room, const struct asy_split *split,
             const struct asy_answers *answers, int ask, int job, const struct asked *asked)
{
    const double base = asy_answers_of(answers, ask, 0)[job];
    double share[ASY_MOST_PARTS];

    for (int i = 0; i < split->n_subsets; i++)
        room->effect[i] = asy_answers_of(answers, ask, 1 + i)[job] - base;
    asy_split_shares(split, room->effect, share);
    for (int p = 0; p < split->n_parts; p++)
        room->share[p][job] = share[p];
    room->alone[job] = asy_split_alone(split, room->effect, asked->part);
    room->whole[job] = room->effect[0];
    room->lost[job] = asked->claim->direction * (room->alone[job] - room->whole[job]);
}

/* The part whose share goes most against the claim; -1: none does. */
static int
find_against(struct room *room, const struct asy_split *split,
             const struct asy_answers *answers, const struct asked *asked)
{
    struct asy_summary s;
    double least = 0.0;
    int found = -1;

    for (int p = 0; p < split->n_parts; p++)
        if (p != asked->part &&
            asy_summarize(&s, room->share[p], answers->draw, (size_t) answers->n_jobs) &&
            asked->claim->direction * s.median < least) {
            least = asked->claim->direction * s.median;
            found = p;
        }
    return found;
}

static bool
judge(struct asy_undoing *out, struct room *room, const struct asy_split *split,
      const struct asy_answers *answers, int ask, const struct asked *asked)
{
    const size_t n = (size_t) answers->n_jobs;

    for (int job = 0; job < answers->n_jobs; job++)
        take_history(room, split, answers, ask, job, asked);
    *out = (struct asy_undoing){ .part = asked->part, .claim = asked->claim };
    memcpy(out->period, asked->period, sizeof out->period);
    if (!asy_summarize(&out->alone, room->alone, answers->draw, n) ||
        !asy_summarize(&out->whole, room->whole, answers->draw, n) ||
        !asy_summarize(&out->lost, room->lost, answers->draw, n))
        return false;
    out->is_weaker = asked->claim->direction * out->alone.median > 0.0 && out->lost.low > 0.0 &&
                     out->lost.median >= least_share * fabs(out->alone.median);
    out->against = out->is_weaker ? find_against(room, split, answers, asked) : -1;
    return true;
}

bool
asy_undoings_find(struct asy_undoing **list, size_t *n, struct asy_results *results,
                  const struct asy_comparison *c, struct asy_error *err)
{
    const struct asy_split *const split = &asy_results_package(results)->split;
    const size_t n_asked = list_claims(NULL, c);
    struct asked *const asked = calloc(n_asked + 1, sizeof *asked);
    struct asy_ask *const asks = calloc(n_asked + 1, sizeof *asks);
    struct asy_answers answers = { 0 };
    struct room room = { 0 };
    bool ok = (*list = calloc(n_asked + 1, sizeof **list)) && asked && asks;

    *n = 0;
    if (ok)
        list_claims(asked, c);
    for (size_t i = 0; ok && i < n_asked; i++)
        asks[i] = (struct asy_ask){ asked[i].claim->metric, asked[i].claim->population,
                                    asked[i].claim->place, asked[i].period };
    ok = ok ? n_asked == 0 || asy_results_ask(results, asks, (int) n_asked, &answers, err)
            : asy_fail(err, ASY_E_RESOURCES, "compare", "out of memory");
    const bool has_room = ok && room_init(&room, split, (size_t) answers.n_jobs);
    for (size_t i = 0; has_room && i < n_asked; i++)
        *n += judge(&(*list)[*n], &room, split, &answers, (int) i, &asked[i]) &&
              (*list)[*n].is_weaker;
    if (ok && !has_room)
        ok = asy_fail(err, ASY_E_RESOURCES, "compare", "out of memory");
    asy_answers_free(&answers);
    free(room.effect);
    free(asks);
    free(asked);
    return ok;
}

void
asy_undoings_print(const struct asy_comparison *c, const struct asy_undoing *list, size_t n)
{
    const struct asy_results_package *const package = asy_results_package(c->results);
    char alone[64], whole[64], line[1600], name[ASY_ROW_LABEL];

    for (size_t i = 0; i < n; i++) {
        const enum asy_style style = asy_style_of(list[i].claim->metric);
        const char *const against = list[i].against < 0 ? NULL : package->name[list[i].against];
        asy_cell_median(alone, sizeof alone, &list[i].alone, style, true);
        asy_cell_median(whole, sizeof whole, &list[i].whole, style, true);
        asy_name_claim(name, c->results, list[i].claim);
        snprintf(line, sizeof line, "%.200s, %.700s: %s alone, %s in the package%s%.200s",
                 package->name[list[i].part], name, alone, whole,
                 against ? "; most against it: " : "", against ? against : "");
        if (i == 0)
            printf(
                "\n%sWarning%s: parts that move the outcome of their own claim less together "
                "than alone\n",
                asy_say_bold(), asy_say_plain());
        asy_say_hanging(stdout, line, 4, 6, c->layout.width);
    }
}

json_t *
asy_undoings_json(const struct asy_comparison *c, const struct asy_undoing *list, size_t n)
{
    const struct asy_results_package *const package = asy_results_package(c->results);
    json_t *const array = json_array();

    for (size_t i = 0; i < n; i++)
        json_array_append_new(
            array,
            json_pack("{s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:s?}", "part",
                      package->name[list[i].part], "metric", list[i].claim->metric,
                      "population", list[i].claim->population, "place", list[i].claim->place,
                      "period", list[i].period, "alone", asy_summary_json(&list[i].alone),
                      "package", asy_summary_json(&list[i].whole), "lost",
                      asy_summary_json(&list[i].lost), "most_against",
                      list[i].against < 0 ? NULL : package->name[list[i].against]));
    return array;
}
