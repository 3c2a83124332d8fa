/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be known to read a table rightly: what all places together count, which rows are
   parts of one whole, and which move only since more or fewer people come so far. */
#include "cli/compare.h"
#include "outcome/reading.h"

#include <math.h>
#include <string.h>

enum { NAME = 2 * ASY_ROW_LABEL };

const char *
asy_note_mark(const struct asy_compared *c)
{
    return asy_is_by_exposure(c->among, c->per_set_out, &c->moved) ? " *" : "";
}

/* What the row is of: under --by its label is a part of the outcome above it. */
static const char *
name_of(char out[NAME], const struct asy_comparison *self, const struct asy_compared *c)
{
    if (self->options->by)
        snprintf(out, NAME, "%s, %s", c->row->section, c->row->label);
    else
        snprintf(out, NAME, "%s", c->row->label);
    return out;
}

static void
put(const struct asy_comparison *self, const char *text)
{
    fputs(asy_say_dim(), stdout);
    asy_say_wrapped(stdout, text, 2, self->layout.width);
    fputs(asy_say_plain(), stdout);
}

/* ---- all places together ----------------------------------------------------- */

static const char *
together(const struct asy_compared *c)
{
    return strcmp(c->row->place, "all") == 0 ? asy_reading_of(c->row->metric).together : NULL;
}

static void
put_together(const struct asy_comparison *self, const struct asy_compared *begin,
             const struct asy_compared *end)
{
    for (const struct asy_compared *c = begin; c < end; c++) {
        const char *const note = together(c);
        bool is_said = !note;
        for (const struct asy_compared *before = begin; note && before < c; before++)
            is_said = is_said || together(before) == note;
        if (!is_said)
            put(self, note);
    }
}

/* ---- parts of one whole ------------------------------------------------------ */

/* Do two rows of parts of the total, of the same people, place and years, move against each
   other? */
static bool
parts_part(const struct asy_comparison *self, const struct asy_compared *of, int table,
           const struct asy_derived *total)
{
    const struct asy_compared *const list = &self->list[(size_t) table * self->n_rows];
    bool more = false, less = false;

    for (size_t i = 0; i < self->n_rows; i++) {
        const double median = list[i].difference.summary.median;
        if (list[i].ask < 0 || !asy_rows_are_alike(list[i].row, of->row) ||
            !asy_is_part_of(list[i].row->metric, total))
            continue;
        more = more || median > 0.0;
        less = less || median < 0.0;
    }
    return more && less;
}

bool
asy_notes_hidden(const struct asy_comparison *self, const struct asy_compared *c, int table)
{
    return c->ask < 0 ||
           (c->row->spare && (self->n_reforms == 0 ||
                              !parts_part(self, c, table, asy_derived_find(c->row->metric))));
}

/* Is there a row of the total; is there one of another part that moves the other way? */
static void
look(const struct asy_comparison *self, const struct asy_compared *c, int table,
     const struct asy_derived *total, bool *is_there, bool *is_against)
{
    const struct asy_compared *const list = &self->list[(size_t) table * self->n_rows];

    *is_there = *is_against = false;
    for (size_t i = 0; i < self->n_rows; i++) {
        const struct asy_compared *const other = &list[i];
        if (other->ask < 0 || !asy_rows_are_alike(other->row, c->row))
            continue;
        *is_there =
            *is_there || (!other->row->spare && strcmp(other->row->metric, total->name) == 0);
        *is_against = *is_against ||
                      (asy_is_part_of(other->row->metric, total) &&
                       other->difference.summary.median * c->difference.summary.median < 0.0);
    }
}

/* Of a part that somebody asked for alone, and of parts that move against each other. */
static void
put_part(const struct asy_comparison *self, const struct asy_compared *c, int table)
{
    const struct asy_derived *total;
    char text[1200 + NAME], name[NAME];
    bool is_there, is_against;

    for (int i = 0; (total = asy_total_of(c->row->metric, i)); i++) {
        look(self, c, table, total, &is_there, &is_against);
        if (is_there || (!is_against && self->options->metrics.n == 0))
            continue;
        snprintf(text, sizeof text,
                 is_against ? "\"%s\" moves against another part of the same whole: read it "
                              "together with %s (%s)."
                            : "\"%s\" is a part of %s (%s), whose parts may move against "
                              "each other: ask for the whole as well.",
                 name_of(name, self, c), total->name, total->label);
        put(self, text);
        return;
    }
}

/* ---- moved by how many come so far ------------------------------------------- */

static void
rates(char *out, size_t size, const struct asy_moved *moved, bool per_set_out)
{
    const double before = moved->rate[0].median, after = moved->rate[1].median;
    const bool of_hundred = !(before > 1.0) && !(after > 1.0);
    const double per = per_set_out ? 1000.0 : of_hundred ? 100.0 : 1.0;
    char texts[2][32];

    asy_say_number(texts[0], sizeof *texts, per * before, ASY_MEAN, false);
    asy_say_number(texts[1], sizeof *texts, per * after, ASY_MEAN, false);
    if (moved->rate[0].n == 0 || moved->rate[1].n == 0)
        snprintf(out, size, "nobody does %s",
                 moved->rate[0].n ? "with the reform" : "in the baseline");
    else
        snprintf(out, size, "%s it is %s in the baseline and %s with the reform",
                 per_set_out  ? "for 1,000 who set out"
                 : of_hundred ? "of 100 of them"
                              : "for each of them",
                 texts[0], texts[1]);
}

static void
put_moved(const struct asy_comparison *self, const struct asy_compared *c)
{
    const struct asy_summary *const exposed = &c->moved.exposed.summary;
    const double difference = c->difference.summary.median;
    char more[64], of[160], stage[300], text[1200 + NAME], name[NAME];

    if (!*asy_note_mark(c))
        return;
    asy_say_number(more, sizeof more, exposed->median, ASY_COUNT, true);
    rates(of, sizeof of, &c->moved, c->per_set_out);
    if (c->per_set_out)
        snprintf(stage, sizeof stage, "set out in the same period (%s)", more);
    else
        snprintf(stage, sizeof stage, "reach this stage (%.200s: %s)",
                 asy_outcome_label(c->among), more);
    snprintf(text, sizeof text, "* \"%s\" %s %s because %s %s: %s.", name_of(name, self, c),
             difference < 0.0 ? "falls" : "rises",
             c->moved.by_rate.median * difference > 0.0 ? "mostly" : "only",
             exposed->median < 0.0 ? "fewer" : "more", stage, of);
    put(self, text);
}

void
asy_notes_print(const struct asy_comparison *self, const struct asy_compared *begin,
                const struct asy_compared *end, int table)
{
    put_together(self, begin, end);
    for (const struct asy_compared *c = begin; self->n_reforms && c < end; c++) {
        if ((c->is_empty && self->options->by) || asy_notes_hidden(self, c, table))
            continue;
        put_part(self, c, table);
        put_moved(self, c);
    }
}

void
asy_notes_short(const struct asy_comparison *self, int table)
{
    const struct asy_compared *const list = &self->list[(size_t) table * self->n_rows];
    char text[4096];
    size_t used =
        (size_t) snprintf(text, sizeof text,
                          "Only or mostly because more or fewer people set out or reach this "
                          "stage (* below):");
    int n = 0;

    for (size_t i = 0; i < self->n_rows && used + ASY_ROW_LABEL + 96 < sizeof text; i++)
        if (*asy_note_mark(&list[i]) && list[i].row->worse &&
            !asy_notes_hidden(self, &list[i], table))
            used += (size_t) snprintf(text + used, sizeof text - used, "%s %s", n++ ? ";" : "",
                                      list[i].row->label);
    if (n == 0 || self->options->by || self->n_jobs < 2)
        return;
    snprintf(text + used, sizeof text - used, ".");
    asy_say_wrapped(stdout, text, 2, self->layout.width);
    putchar('\n');
}

/* ---- for programs ------------------------------------------------------------ */

static json_t *
moved_json(const struct asy_compared *c)
{
    const struct asy_moved *const m = &c->moved;

    if (!c->among)
        return json_null();
    return json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o}", "among", c->among, "moved_by",
                     asy_mover_name(m->by), "by_exposure", asy_summary_json(&m->by_exposure),
                     "by_rate", asy_summary_json(&m->by_rate), "exposed_difference",
                     asy_summary_json(&m->exposed.summary), "rate_baseline",
                     asy_summary_json(&m->rate[0]), "rate_reform",
                     asy_summary_json(&m->rate[1]));
}

void
asy_notes_json(json_t *row, const struct asy_compared *c)
{
    const char *const note = together(c);
    const struct asy_derived *total;
    json_t *totals = json_array();

    for (int i = 0; (total = asy_total_of(c->row->metric, i)); i++)
        json_array_append_new(totals, json_string(total->name));
    json_object_set_new(row, "note", note ? json_string(note) : json_null());
    json_object_set_new(row, "part_of", totals);
    json_object_set_new(row, "exposure", moved_json(c));
    json_object_set_new(row, "rate", asy_row_rate_json(c));
    json_object_set_new(row, "rests_on",
                        json_string(c->among && asy_rests_on_rate(&c->moved, c->row->worse)
                                        ? "rate"
                                        : "count"));
}
