/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tidy CSV of a results file: one file for each table and view, and a datapackage.json that
   says what is in them (Frictionless Data). Cells that a spreadsheet would take for a formula
   begin with an apostrophe; numbers stay as they are. */
#include "report/buffer.h"
#include "report/report.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

struct resource {
    const char *name, *what, *sql;
};

static const struct resource resources[] = {
    { "meta", "version, seed, draws, digest of the results", "SELECT key, value FROM meta" },
    { "scenario", "the baseline and each reform",
      "SELECT id, name, title, claim, source, in_force, digest FROM scenario" },
    { "claim_outcome", "the outcomes by which claims are put to the test",
      "SELECT * FROM claim_outcome" },
    { "metric", "outcomes", "SELECT * FROM metric" },
    { "derived", "outcomes made of others", "SELECT * FROM derived" },
    { "population", "groups", "SELECT * FROM population" },
    { "place", "countries and crossings", "SELECT * FROM place" },
    { "fate", "what becomes of people", "SELECT * FROM fate" },
    { "run", "histories",
      "SELECT id, scenario, draw, replicate, status, digest, events, cases"
      " FROM run" },
    { "parameter", "every value with its source and grade", "SELECT * FROM parameter" },
    /* the numbers, by name; sums over populations, places and periods are for the reader */
    { "outcome",
      "each outcome of each history by group, place and month or year; what is not there is "
      "zero",
      "SELECT * FROM counted" },
    { "paired", "persons by fate under the baseline and under the reform",
      "SELECT s.name AS scenario, r.draw, r.replicate, p.name AS population,"
      " a.name AS fate_baseline, b.name AS fate_reform, c.persons FROM scenario s"
      " JOIN run r ON r.scenario = s.id JOIN paired_cell c ON c.run = r.id"
      " JOIN population p ON p.id = c.population JOIN fate a ON a.id = c.fate_baseline"
      " JOIN fate b ON b.id = c.fate_reform" },
    { "flow", "persons who went from one stage to the next",
      "SELECT s.name AS scenario, r.draw, r.replicate, p.name AS population,"
      " a.name AS \"from\", b.name AS \"to\", c.persons FROM scenario s"
      " JOIN run r ON r.scenario = s.id JOIN flow_cell c ON c.run = r.id"
      " JOIN population p ON p.id = c.population JOIN stage a ON a.id = c.\"from\""
      " JOIN stage b ON b.id = c.\"to\"" },
    { "refoulement", "people at risk sent home by force: through which states, by which acts",
      "SELECT * FROM refoulement WHERE population IN (SELECT name FROM population)" },
};
enum { N_RESOURCES = sizeof resources / sizeof *resources };

struct writing {
    FILE *file;
    struct asy_buffer line, *fields;
    bool began;
};

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
put_head(struct writing *self, const struct asy_texts_row *row)
{
    for (int i = 0; i < row->n; i++) {
        asy_buffer_text(&self->line, i ? "," : "");
        put_cell(&self->line, row->name[i], false);
        asy_buffer_text(self->fields, i ? ", {\"name\": " : "{\"name\": ");
        asy_buffer_json_text(self->fields, row->name[i]);
        asy_buffer_format(self->fields, ", \"type\": \"%s\"}",
                          row->is_number[i] ? "number"
                          : row->text[i]    ? "string"
                                            : "any");
    }
    asy_buffer_text(&self->line, "\r\n");
}

static bool
take_row(void *user, const struct asy_texts_row *row)
{
    struct writing *const self = user;

    self->line.n = 0;
    if (!self->began)
        put_head(self, row);
    self->began = true;
    for (int i = 0; i < row->n; i++) {
        asy_buffer_text(&self->line, i ? "," : "");
        put_cell(&self->line, row->text[i], row->is_number[i]);
    }
    asy_buffer_text(&self->line, "\r\n");
    return !self->line.failed &&
           fwrite(self->line.text, 1, self->line.n, self->file) == self->line.n;
}

/* What a table without rows has to say. */
static bool
take_head(void *user, const struct asy_texts_row *row)
{
    struct writing *const self = user;

    self->line.n = 0;
    put_head(self, row);
    return !self->line.failed &&
           fwrite(self->line.text, 1, self->line.n, self->file) == self->line.n;
}

static bool
write_one(struct asy_results *results, const struct resource *resource, const char *path,
          struct asy_buffer *fields, struct asy_error *err)
{
    struct writing writing = { .file = fopen(path, "wb"), .fields = fields };

    if (!writing.file)
        return asy_fail(err, ASY_E_RESOURCES, path, "could not be written: %s",
                        strerror(errno));
    bool ok = asy_results_texts(results, resource->sql, take_row, &writing, err);
    ok = ok && (writing.began ||
                asy_results_columns(results, resource->sql, take_head, &writing, err));
    asy_buffer_free(&writing.line);
    if (fclose(writing.file) != 0 && ok)
        ok = asy_fail(err, ASY_E_RESOURCES, path, "could not be written: %s", strerror(errno));
    return ok;
}

static bool
write_package(const struct asy_buffer *list, const char *folder, struct asy_error *err)
{
    char path[1100];

    snprintf(path, sizeof path, "%s/datapackage.json", folder);
    FILE *const file = fopen(path, "wb");
    bool ok = file != NULL;
    ok = ok && fprintf(file,
                       "{\n \"profile\": \"tabular-data-package\",\n \"name\": "
                       "\"asylsim-results\",\n \"title\": \"Results of asylsim: simulated"
                       " persons, not a forecast\",\n \"resources\": [%s\n ]\n}\n",
                       list->text) > 0;
    ok = (!file || fclose(file) == 0) && ok;
    return ok ||
           asy_fail(err, ASY_E_RESOURCES, path, "could not be written: %s", strerror(errno));
}

bool
asy_export_write(struct asy_results *results, const char *folder, struct asy_error *err)
{
    struct asy_buffer list = { 0 };
    char path[1100];
    bool ok = mkdir(folder, 0777) == 0 || errno == EEXIST ||
              asy_fail(err, ASY_E_RESOURCES, folder, "could not be made: %s", strerror(errno));

    for (size_t i = 0; ok && i < N_RESOURCES; i++) {
        struct asy_buffer fields = { 0 };
        snprintf(path, sizeof path, "%s/%s.csv", folder, resources[i].name);
        ok = write_one(results, &resources[i], path, &fields, err);
        asy_buffer_format(&list,
                          "%s\n  {\"name\": \"%s\", \"path\": \"%s.csv\", \"profile\": "
                          "\"tabular-data-resource\", \"mediatype\": \"text/csv\", \"encoding\""
                          ": \"utf-8\",\n   \"description\": ",
                          i ? "," : "", resources[i].name, resources[i].name);
        asy_buffer_json_text(&list, resources[i].what);
        asy_buffer_text(&list, ",\n   \"schema\": {\"fields\": [");
        asy_buffer_put(&list, fields.text ? fields.text : "", fields.n);
        asy_buffer_text(&list, "]}}");
        asy_buffer_free(&fields);
    }
    if (ok && list.failed)
        ok = asy_fail(err, ASY_E_RESOURCES, folder, "out of memory");
    ok = ok && write_package(&list, folder, err);
    asy_buffer_free(&list);
    return ok;
}
