/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows where nobody asks for outcomes: those of all places together, always, and above them
   under each heading what the reform itself touches (store/touched.h). Where one place is asked
   for, all that is counted there. */
#include "cli/compare.h"
#include "outcome/reading.h"
#include "store/candidate.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool
out_of_memory(struct asy_error *err)
{
    return asy_fail(err, ASY_E_RESOURCES, "compare", "out of memory");
}

static void
show(struct asy_row *row, enum asy_because because)
{
    memset(row->because, (int) because, sizeof row->because);
}

/* ---- one place --------------------------------------------------------------- */

/* Of one place: a pair of states has two sides, unless the place names both. */
static bool
add_place_row(struct asy_rows *self, const struct asy_results *results,
              const struct asy_shown *s, const struct asy_options *o, struct asy_error *err)
{
    const bool both = asy_base_row(s->metric)->where == ASY_PAIR && !strchr(o->place, '>');
    const char *const where = asy_results_place_label(results, o->place);
    char place[ASY_PLACE_NAME + 1], label[320];
    bool any = false;

    for (int side = 0; side < (both ? 2 : 1); side++) {
        snprintf(place, sizeof place, "%s%s", side ? ">" : "", o->place);
        if (!asy_rows_is_counted(results, s->metric, place, o))
            continue;
        if (both)
            snprintf(label, sizeof label, "%s, %s %s", asy_label_of(results, s->metric),
                     side ? "to" : "from", where);
        else
            snprintf(label, sizeof label, "%s", asy_label_of(results, s->metric));
        struct asy_row *const row =
            asy_rows_add(self, asy_heading_text(s->heading), label, s->metric, o);
        if (!row)
            return out_of_memory(err);
        snprintf(row->place, sizeof row->place, "%.47s", place);
        any = true;
    }
    self->n_left_out += !any;
    return true;
}

/* All rows of a section stand together. */
static bool
add_place(struct asy_rows *self, const struct asy_results *results, const struct asy_options *o,
          struct asy_error *err)
{
    static const enum asy_shown_of kinds[] = { ASY_SHOWN_ALL, ASY_SHOWN_MORE };
    const struct asy_shown *s;

    for (int heading = 0; heading < ASY_N_HEADINGS; heading++)
        for (int k = 0; k < 2; k++)
            for (int i = 0; (s = asy_shown_at(kinds[k], i)); i++)
                if ((int) s->heading == heading && !add_place_row(self, results, s, o, err))
                    return false;
    return true;
}

/* ---- what a line is called --------------------------------------------------- */

enum { WORDS = 224 }; /* two labels of the file, and what stands between them */

/* A crossing is called as a way, "Brest to Terespol": one is let in at its end; "by air" is no
   place to stand at. */
static void
crossing_words(char out[WORDS], const char *label)
{
    const char *const to = strstr(label, " to ");

    if (islower((unsigned char) *label) && strchr(label, ' '))
        snprintf(out, WORDS, ", %s", label);
    else
        snprintf(out, WORDS, " at %s", to ? to + 4 : label);
}

/* Of an outcome without a line of its own: ", from Germany to Poland", ", in Poland". */
static void
pair_words(char out[WORDS], const struct asy_results *results,
           const struct asy_touched_line *line)
{
    const char *const arrow = strchr(line->place, '>');
    const bool is_pair = asy_base_row(line->metric)->where == ASY_PAIR;
    char from[ASY_PLACE_NAME];

    snprintf(from, sizeof from, "%.*s", arrow ? (int) (arrow - line->place) : 99, line->place);
    const char *const from_label = *from ? asy_results_place_label(results, from) : "";
    const char *const to_label =
        arrow && arrow[1] ? asy_results_place_label(results, arrow + 1) : "";
    snprintf(out, WORDS, "%s%s%s%s", *from ? is_pair ? ", from " : ", in " : "", from_label,
             *to_label ? *from ? " to " : ", to " : "", to_label);
}

static void
place_words(char out[WORDS], const struct asy_results *results,
            const struct asy_touched_line *line)
{
    const char *const place = line->place + (*line->place == '>');

    if (strcmp(place, "all") == 0)
        *out = '\0';
    else if (asy_base_row(line->metric)->where == ASY_CROSSING)
        crossing_words(out, asy_results_place_label(results, place));
    else if (line->shown)
        snprintf(out, WORDS, " %s %s", line->shown->at,
                 asy_results_place_label(results, place));
    else
        pair_words(out, results, line);
}

/* ", Chechens" of a group, ", citizens of Russia" of a citizenship. */
static void
people_words(char out[WORDS], const struct asy_results *results, const char *population)
{
    const char *name;
    bool is_group = false;

    for (int i = 0; (name = asy_results_name(results, ASY_NAMES_GROUP, i, NULL)); i++)
        is_group = is_group || strcmp(name, population) == 0;
    if (strcmp(population, "all") == 0)
        *out = '\0';
    else
        snprintf(out, WORDS, "%s%s", is_group ? ", " : ", citizens of ",
                 asy_results_people_label(results, population));
}

/* What a label says in brackets stands behind the place. */
static void
name_line(char out[ASY_ROW_LABEL], const struct asy_results *results,
          const struct asy_touched_line *line)
{
    const struct asy_shown *const shown = line->shown;
    const char *const label = shown ? shown->label : asy_label_of(results, line->metric);
    const char *const bracket = strstr(label, " (");
    const int length = bracket ? (int) (bracket - label) : (int) strlen(label);
    char place[WORDS], people[WORDS];

    place_words(place, results, line);
    people_words(people, results, line->population);
    snprintf(out, ASY_ROW_LABEL, "%.*s%s%s%s%s", length, label, place,
             shown && shown->tail ? shown->tail : "", people, bracket ? bracket : "");
}

/* A claim is told in the outcome's own unit: a line that shows days as years is none. */
void
asy_name_claim(char out[ASY_ROW_LABEL], const struct asy_results *results,
               const struct asy_claim_outcome *claim)
{
    struct asy_touched_line line = { .metric = claim->metric,
                                     .shown = asy_claim_shown(results, claim) };

    if (line.shown && line.shown->per != 1.0)
        line.shown = NULL;
    snprintf(line.place, sizeof line.place, "%s", claim->place);
    snprintf(line.population, sizeof line.population, "%s", claim->population);
    name_line(out, results, &line);
}

/* ---- what reforms touch ------------------------------------------------------ */

/* The row of a line; one that several reforms touch is there once. */
static struct asy_row *
row_of(struct asy_rows *self, const struct asy_touched_line *line, const char *population)
{
    for (size_t i = 0; i < self->n; i++) {
        struct asy_row *const row = &self->list[i];
        if (strcmp(row->metric, line->metric) == 0 && strcmp(row->place, line->place) == 0 &&
            strcmp(row->population, population) == 0)
            return row;
    }
    return NULL;
}

/* What is of everyone is asked of the people asked for. */
static bool
add_line(struct asy_rows *self, const struct asy_results *results,
         const struct asy_touched_line *line, int table, const struct asy_options *o)
{
    const bool is_asked = o->population && strcmp(line->population, "all") == 0;
    const char *const population = is_asked ? o->population : line->population;
    struct asy_row *row = row_of(self, line, population);
    char label[ASY_ROW_LABEL];

    if (!row) {
        name_line(label, results, line);
        row = asy_rows_add(self, asy_heading_text(asy_shown_heading(line->metric)), label,
                           line->metric, o);
        if (!row)
            return false;
        show(row, ASY_NOT_SHOWN);
        row->per = line->shown ? line->shown->per : 1.0;
        snprintf(row->place, sizeof row->place, "%.47s", line->place);
        snprintf(row->population, sizeof row->population, "%s", population);
    }
    row->because[table] = (unsigned char) line->because;
    return true;
}

/* Where people are asked for, a line of others says nothing of them. */
static bool
is_wanted(const struct asy_results *results, const struct asy_touched_line *line,
          const struct asy_options *o)
{
    const bool is_of_others = o->population && strcmp(o->population, "all") != 0 &&
                              strcmp(line->population, "all") != 0;
    return !is_of_others && asy_rows_is_counted(results, line->metric, line->place, o);
}

/* How many worlds there are tables of: of a package, the whole; else the baseline alone. */
static int
scenarios_shown(const struct asy_results *results)
{
    return asy_results_package(results)->n_parts ? 2 : asy_results_info(results)->n_scenarios;
}

static bool
add_touched(struct asy_rows *self, struct asy_results *results, const struct asy_options *o,
            struct asy_error *err)
{
    const int n = scenarios_shown(results), first = n > 1 ? 1 : 0;
    struct asy_touched *const touched = calloc((size_t) n, sizeof *touched);

    bool ok = touched || out_of_memory(err);
    ok = ok && asy_results_touched(results, touched, n, err);
    for (int s = first; ok && s < n; s++)
        for (int i = 0; ok && i < touched[s].n; i++)
            ok = !is_wanted(results, &touched[s].list[i], o) ||
                 add_line(self, results, &touched[s].list[i], s - first, o) ||
                 out_of_memory(err);
    free(touched);
    return ok;
}

/* ---- all places together ----------------------------------------------------- */

/* Shown of every reform; because of its claim, where that speaks of it. */
static void
say_why(struct asy_row *row, const struct asy_results *results)
{
    const struct asy_claim_outcome *claim;

    show(row, ASY_BECAUSE_COMMON);
    for (int s = 1; s < scenarios_shown(results); s++)
        for (int i = 0; (claim = asy_results_claim(results, s, i)); i++)
            if (strcmp(claim->metric, row->metric) == 0 && strcmp(claim->place, "all") == 0 &&
                strcmp(claim->population, "all") == 0)
                row->because[s - 1] = ASY_BECAUSE_CLAIM;
}

static bool
add_common(struct asy_rows *self, const struct asy_results *results, enum asy_heading heading,
           const struct asy_options *o, struct asy_error *err)
{
    const struct asy_shown *s;

    for (int i = 0; (s = asy_shown_at(ASY_SHOWN_ALL, i)); i++) {
        if (s->heading != heading)
            continue;
        if (!asy_rows_is_counted(results, s->metric, "all", o)) {
            self->n_left_out++;
            continue;
        }
        struct asy_row *const row =
            asy_rows_add(self, asy_heading_text(heading), s->label, s->metric, o);
        if (!row)
            return out_of_memory(err);
        row->per = s->per;
        say_why(row, results);
    }
    return true;
}

static bool
take_over(struct asy_rows *self, const struct asy_rows *own, const char *section)
{
    for (size_t i = 0; i < own->n; i++) {
        if (own->list[i].section != section)
            continue;
        struct asy_row *const list = realloc(self->list, (self->n + 1) * sizeof *list);
        if (!list)
            return false;
        self->list = list;
        list[self->n++] = own->list[i];
    }
    return true;
}

bool
asy_rows_add_standard(struct asy_rows *self, struct asy_results *results,
                      const struct asy_options *o, struct asy_error *err)
{
    struct asy_rows own = { 0 };

    if (o->place && strcmp(o->place, "all") != 0)
        return add_place(self, results, o, err);
    bool ok = o->place || add_touched(&own, results, o, err);
    for (int heading = 0; ok && heading < ASY_N_HEADINGS; heading++) {
        const enum asy_heading here = (enum asy_heading) heading;
        ok = (take_over(self, &own, asy_heading_text(here)) || out_of_memory(err)) &&
             add_common(self, results, here, o, err);
    }
    asy_rows_free(&own);
    return ok;
}
