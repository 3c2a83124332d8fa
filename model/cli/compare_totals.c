/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may move against another part of one whole is read with the whole: behind two such rows
   stands that of their total, spare until they do. */
#include "cli/compare.h"

#include <stdlib.h>
#include <string.h>

bool
asy_rows_are_alike(const struct asy_row *a, const struct asy_row *b)
{
    return strcmp(a->place, b->place) == 0 && strcmp(a->population, b->population) == 0 &&
           strcmp(a->period, b->period) == 0;
}

bool
asy_is_part_of(const char *metric, const struct asy_derived *total)
{
    const struct asy_derived *one;

    for (int i = 0; (one = asy_total_of(metric, i)); i++)
        if (one == total)
            return true;
    return false;
}

/* Behind the last row of a part that stands like this one; 0 where there are not two parts, or
   the total has a row. */
static size_t
behind_parts(const struct asy_rows *self, const struct asy_row *part,
             const struct asy_derived *total)
{
    size_t n_parts = 0, last = 0;

    for (size_t i = 0; i < self->n; i++) {
        const struct asy_row *const row = &self->list[i];
        if (!asy_rows_are_alike(row, part))
            continue;
        if (strcmp(row->metric, total->name) == 0)
            return 0;
        if (asy_is_part_of(row->metric, total)) {
            n_parts++;
            last = i + 1;
        }
    }
    return n_parts > 1 ? last : 0;
}

/* Under --by the rows of a part are a section, and behind it those of the total are one. */
static size_t
end_of_section(const struct asy_rows *self, size_t at, const struct asy_derived *total)
{
    while (at < self->n && (strcmp(self->list[at].section, self->list[at - 1].section) == 0 ||
                            strcmp(self->list[at].metric, total->name) == 0))
        at++;
    return at;
}

/* As the part is called, "..., from Poland", or under --by as its line is. */
static void
name(struct asy_row *row, const struct asy_row *part, const struct asy_results *results,
     const struct asy_derived *total, bool by)
{
    const char *const label = asy_label_of(results, part->metric);
    const size_t n = strlen(label);

    if (by)
        row->section = total->label;
    else
        snprintf(row->label, sizeof row->label, "%s%s", total->label,
                 strncmp(part->label, label, n) == 0 ? part->label + n : "");
}

static bool
add(struct asy_rows *self, const struct asy_row *part, const struct asy_results *results,
    const struct asy_derived *total, size_t at, bool by)
{
    struct asy_row row = *part, *const list = realloc(self->list, (self->n + 1) * sizeof *list);

    if (!list)
        return false;
    self->list = list;
    row.metric = total->name;
    row.style = asy_style_of(total->name);
    row.worse = asy_metric_worse(total->name);
    row.spare = true;
    name(&row, part, results, total, by);
    memmove(&list[at + 1], &list[at], (self->n++ - at) * sizeof row);
    list[at] = row;
    return true;
}

static bool
is_known(const struct asy_results *results, const struct asy_row *part, const char *total)
{
    return asy_results_knows(results,
                             &(struct asy_ask){ total, part->population, part->place,
                                                *part->period ? part->period : "all" });
}

bool
asy_rows_add_totals(struct asy_rows *self, const struct asy_results *results,
                    const struct asy_options *options, struct asy_error *err)
{
    for (size_t i = 0; i < self->n; i++) {
        const struct asy_row row = self->list[i]; /* the list moves */
        const struct asy_derived *total;
        for (int t = 0; (total = asy_total_of(row.metric, t)); t++) {
            size_t at = behind_parts(self, &row, total);
            if (!at || !is_known(results, &row, total->name))
                continue;
            at = options->by ? end_of_section(self, at, total) : at;
            if (!add(self, &row, results, total, at, options->by != NULL))
                return asy_fail(err, ASY_E_RESOURCES, "compare", "out of memory");
        }
    }
    return true;
}
