/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tidy CSV of a results file: one file for each table, and a datapackage.json that says what is
   in them (Frictionless Data). Cells that a spreadsheet would take for a formula begin with an
   apostrophe; numbers stay as they are. The long tables are not joined by SQLite but put
   together here, of names that are made ready once. */
#include "report/export_tables.h"
#include "report/report.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { AT_ONCE = 1 << 16, MOST_NAMES = 4096 };

/* Names as they stand in a cell, by the ids of the file. */
struct names {
    char *text[MOST_NAMES];
    size_t length[MOST_NAMES];
};

struct exporting {
    struct asy_results *results;
    const struct asy_choice *choice;
    struct names scenarios, metrics, units, groups, places, fates, stages, months;
    int scenario; /* whose lives are being read */
    FILE *file;
    struct asy_buffer text; /* not yet written */
    struct asy_error *err;
};

/* ---- cells ------------------------------------------------------------------- */

static bool
looks_like_formula(const char *text)
{
    const char *const p = text + strspn(text, " ");
    return *p && strchr("=+-@\t\r", *p) != NULL;
}

static void
put_cell(struct asy_buffer *line, const char *text, bool is_number)
{
    if (!text)
        return;
    const bool guard = !is_number && looks_like_formula(text);
    const bool quote = text[strcspn(text, ",\"\r\n")] != '\0';

    asy_buffer_text(line, quote ? "\"" : "");
    asy_buffer_text(line, guard ? "'" : "");
    for (const char *p = text; *p; p++)
        asy_buffer_put(line, *p == '"' ? "\"\"" : p, *p == '"' ? 2 : 1);
    asy_buffer_text(line, quote ? "\"" : "");
}

static void
put_whole(struct asy_buffer *line, int64_t number)
{
    char text[24], *p = text + sizeof text;
    uint64_t left = number < 0 ? 0 - (uint64_t) number : (uint64_t) number;

    do
        *--p = (char) ('0' + left % 10);
    while (left /= 10);
    if (number < 0)
        *--p = '-';
    asy_buffer_put(line, p, (size_t) (text + sizeof text - p));
}

static void
put_name(struct asy_buffer *line, const struct names *names, int64_t id)
{
    if (id >= 0 && id < MOST_NAMES && names->text[id])
        asy_buffer_put(line, names->text[id], names->length[id]);
}

/* What has been put so far goes to the file, when it is much or at the end. */
static bool
write_out(struct exporting *self, size_t least)
{
    struct asy_buffer *const text = &self->text;
    bool ok = !text->failed;

    if (ok && text->n >= least) {
        ok = fwrite(text->text, 1, text->n, self->file) == text->n;
        text->n = 0;
    }
    return ok;
}

static bool
end_row(struct exporting *self)
{
    asy_buffer_put(&self->text, "\r\n", 2);
    return write_out(self, AT_ONCE);
}

/* ---- rows -------------------------------------------------------------------- */

static bool
take_texts(void *user, const struct asy_texts_row *row)
{
    struct exporting *const self = user;

    for (int i = 0; i < row->n; i++) {
        asy_buffer_text(&self->text, i ? "," : "");
        put_cell(&self->text, row->text[i], row->is_number[i]);
    }
    return end_row(self);
}

static void
put_history(struct exporting *self, int64_t scenario, int64_t draw, int64_t replicate)
{
    put_name(&self->text, &self->scenarios, scenario);
    asy_buffer_put(&self->text, ",", 1);
    put_whole(&self->text, draw);
    asy_buffer_put(&self->text, ",", 1);
    put_whole(&self->text, replicate);
}

static void
put_next(struct exporting *self, const struct names *names, int64_t id)
{
    asy_buffer_put(&self->text, ",", 1);
    put_name(&self->text, names, id);
}

static bool
take_counted(void *user, const struct asy_counted *cell)
{
    struct exporting *const self = user;
    const struct names *const months = &self->months;

    put_history(self, cell->scenario, cell->draw, cell->replicate);
    put_next(self, &self->metrics, cell->metric);
    put_next(self, &self->units, cell->metric);
    put_next(self, &self->groups, cell->population);
    put_next(self, &self->places, cell->place);
    put_next(self, &self->places, cell->receiver);
    asy_buffer_put(&self->text, ",", 1);
    if (cell->is_month)
        put_name(&self->text, months, cell->period);
    else
        put_whole(&self->text, asy_results_info(self->results)->first_year + cell->period);
    asy_buffer_put(&self->text, ",", 1);
    put_whole(&self->text, cell->value);
    return end_row(self);
}

/* Draw, replicate, population, two ids, persons. */
static bool
take_lives(struct exporting *self, const struct names *names, const int64_t *v)
{
    if (!asy_choice_has_group(self->choice, v[2]))
        return true;
    put_history(self, self->scenario, v[0], v[1]);
    put_next(self, &self->groups, v[2]);
    put_next(self, names, v[3]);
    put_next(self, names, v[4]);
    asy_buffer_put(&self->text, ",", 1);
    put_whole(&self->text, v[5]);
    return end_row(self);
}

static bool
take_pair(void *user, const int64_t *v)
{
    struct exporting *const self = user;
    return take_lives(self, &self->fates, v);
}

static bool
take_flow(void *user, const int64_t *v)
{
    struct exporting *const self = user;
    return take_lives(self, &self->stages, v);
}

static bool
write_lives(struct exporting *self, bool is_flow)
{
    const int n = asy_results_info(self->results)->n_scenarios;
    bool ok = true;

    for (int s = 0; ok && s < n; s++) {
        if (!asy_choice_has_scenario(self->choice, s))
            continue;
        self->scenario = s;
        ok = is_flow ? asy_results_numbers(self->results, ASY_QUERY_flows, s, take_flow, self,
                                           self->err)
                     : asy_results_pairs(self->results, s, take_pair, self, self->err);
    }
    return ok;
}

static bool
write_stored(struct exporting *self, const struct asy_export_table *table)
{
    const char *columns[ASY_EXPORT_FIELDS];
    int n = 0;

    for (; n < ASY_EXPORT_FIELDS && table->fields[n].name; n++)
        columns[n] = table->fields[n].name;
    return asy_results_table(self->results, table->name, columns, n, take_texts, self,
                             self->err);
}

static bool
write_rows(struct exporting *self, const struct asy_export_table *table)
{
    switch (table->rows) {
    case ASY_ROWS_COUNTED:
        return asy_results_chosen(self->results, self->choice, take_counted, self, self->err);
    case ASY_ROWS_PAIRED:
    case ASY_ROWS_FLOW:
        return write_lives(self, table->rows == ASY_ROWS_FLOW);
    case ASY_ROWS_STORED:
        break;
    }
    return write_stored(self, table);
}

/* As where a query ends for want of room. */
static bool
cannot_write(struct exporting *self)
{
    return asy_fail(self->err, ASY_E_RESOURCES, asy_results_path(self->results),
                    "its rows could not be written: %s", strerror(errno));
}

static bool
write_table(struct exporting *self, const struct asy_export_table *table, const char *folder)
{
    char path[1100];

    snprintf(path, sizeof path, "%s/%s.csv", folder, table->name);
    self->file = fopen(path, "wb");
    self->text.n = 0;
    if (!self->file)
        return asy_fail(self->err, ASY_E_RESOURCES, path, "could not be written: %s",
                        strerror(errno));
    for (int i = 0; table->fields[i].name; i++) {
        asy_buffer_text(&self->text, i ? "," : "");
        asy_buffer_text(&self->text, table->fields[i].name);
    }
    bool ok = end_row(self) && write_rows(self, table);
    if (ok && !write_out(self, 1))
        ok = cannot_write(self);
    if (fclose(self->file) != 0 && ok)
        ok = cannot_write(self);
    return ok;
}

/* ---- names ------------------------------------------------------------------- */

struct naming {
    struct names *names;
    bool failed;
};

static bool
keep_name(struct naming *self, int64_t id, const char *text)
{
    struct asy_buffer cell = { 0 };

    if (id < 0 || id >= MOST_NAMES || self->names->text[id])
        return true; /* a stranger's file */
    asy_buffer_put(&cell, "", 0);
    put_cell(&cell, text, false);
    self->names->text[id] = cell.text;
    self->names->length[id] = cell.n;
    return !cell.failed;
}

/* id, name */
static bool
take_name(void *user, const struct asy_texts_row *row)
{
    return keep_name(user, row->text[0] ? strtoll(row->text[0], NULL, 10) : -1, row->text[1]);
}

static bool
read_names(struct exporting *self, struct names *names, enum asy_query query)
{
    struct naming naming = { .names = names };
    return asy_results_texts(self->results, query, 0, take_name, &naming, self->err);
}

static bool
make_months(struct exporting *self)
{
    const struct asy_results_info *const info = asy_results_info(self->results);
    struct naming naming = { .names = &self->months };
    char text[32];
    bool ok = true;

    for (int m = 0; ok && m < 12 * info->n_years; m++) {
        snprintf(text, sizeof text, "%d-%02d", info->first_year + m / 12, m % 12 + 1);
        ok = keep_name(&naming, m, text);
    }
    return ok || asy_fail(self->err, ASY_E_RESOURCES, "export", "out of memory");
}

static bool
read_all_names(struct exporting *self)
{
    return read_names(self, &self->scenarios, ASY_QUERY_scenario_names) &&
           read_names(self, &self->metrics, ASY_QUERY_metric_names) &&
           read_names(self, &self->units, ASY_QUERY_metric_units) &&
           read_names(self, &self->groups, ASY_QUERY_group_names) &&
           read_names(self, &self->places, ASY_QUERY_place_names) &&
           read_names(self, &self->fates, ASY_QUERY_fates) &&
           read_names(self, &self->stages, ASY_QUERY_stages) && make_months(self);
}

static void
free_names(struct exporting *self)
{
    struct names *const all[] = { &self->scenarios, &self->metrics, &self->units,
                                  &self->groups,    &self->places,  &self->fates,
                                  &self->stages,    &self->months };

    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        for (int i = 0; i < MOST_NAMES; i++)
            free(all[k]->text[i]);
}

/* ---- all --------------------------------------------------------------------- */

static bool
write_description(struct exporting *self, const struct asy_wanted *wanted, const char *folder)
{
    char path[1100];

    snprintf(path, sizeof path, "%s/datapackage.json", folder);
    self->file = fopen(path, "wb");
    self->text.n = 0;
    asy_export_describe(&self->text, self->results, wanted);
    bool ok = self->file && write_out(self, 1);
    ok = (!self->file || fclose(self->file) == 0) && ok;
    return ok || asy_fail(self->err, ASY_E_RESOURCES, path, "could not be written: %s",
                          strerror(errno));
}

static bool
write_all(struct exporting *self, const struct asy_wanted *wanted, const char *folder)
{
    bool ok = mkdir(folder, 0777) == 0 || errno == EEXIST ||
              asy_fail(self->err, ASY_E_RESOURCES, folder, "could not be created: %s",
                       strerror(errno));

    for (size_t i = 0; ok && i < ASY_EXPORT_TABLES; i++)
        ok = write_table(self, &asy_export_tables[i], folder);
    return ok && write_description(self, wanted, folder);
}

bool
asy_export_write(struct asy_results *results, const struct asy_wanted *wanted,
                 const char *folder, struct asy_error *err)
{
    struct exporting *const self = calloc(1, sizeof *self);
    struct asy_choice *choice = NULL;

    if (!self)
        return asy_fail(err, ASY_E_RESOURCES, folder, "out of memory");
    self->results = results;
    self->err = err;
    bool ok = asy_choice_create(&choice, results, wanted, err);
    self->choice = choice;
    ok = ok && asy_choice_offer(choice, results, err) && read_all_names(self) &&
         write_all(self, wanted, folder);
    free_names(self);
    asy_buffer_free(&self->text);
    free(self);
    asy_choice_destroy(choice);
    return ok;
}
