/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/export_tables.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define ID "integer"
#define OF_SCENARIO                                                                            \
    {                                                                                          \
        "scenario", "scenario", "id"                                                           \
    }
#define OF_GROUP                                                                               \
    {                                                                                          \
        "population", "population", "name"                                                     \
    }
#define HISTORY                                                                                \
    { "scenario", "string", NULL, NULL }, { "draw", "integer", NULL, NULL },                   \
    {                                                                                          \
        "replicate", "integer", NULL, NULL                                                     \
    }
const struct asy_export_table asy_export_tables[ASY_EXPORT_TABLES] = {
    { "meta", "version, seed, draws, digest of the results; each value as text", .key = "key",
      .fields = { { "key", "string", NULL, NULL }, { "value", "string", NULL, NULL } } },
    { "scenario", "the baseline and each reform", .key = "id",
      .fields = { { "id", ID, NULL, "0 is the baseline" },
                  { "name", "string", NULL, NULL },
                  { "title", "string", NULL, NULL },
                  { "claim", "string", NULL, "what its authors expect of it" },
                  { "source", "string", NULL, NULL },
                  { "in_force", "date", NULL, "empty for the baseline" },
                  { "digest", "string", NULL, "of the scenario's text" },
                  { "draws", "integer", NULL,
                    "the first draws on which alone it is simulated; 0: all" } } },
    { "claim_outcome", "the outcomes by which claims are put to the test", .key = "scenario nr",
      .fields = { { "scenario", ID, NULL, NULL },
                  { "nr", "integer", NULL, NULL },
                  { "reform", "string", NULL, NULL },
                  { "metric", "string", NULL, "an outcome, or one made of others" },
                  { "population", "string", NULL, "a group, a citizenship or all" },
                  { "place", "string", NULL, "a state, a crossing, a pair or all" },
                  { "direction", "integer", NULL, "1: more; -1: less" } },
      .references = { OF_SCENARIO } },
    { "package_part", "of a package: the reforms that it holds", .key = "part",
      .fields = { { "part", ID, NULL, NULL },
                  { "name", "string", NULL, NULL },
                  { "title", "string", NULL, NULL } } },
    { "package_subset", "of a package: which scenario holds which of its parts",
      .key = "scenario",
      .fields = { { "scenario", ID, NULL, NULL },
                  { "parts", "integer", NULL,
                    "a sum: 1 for part 0, 2 for part 1, 4 for part 2" } },
      .references = { OF_SCENARIO } },
    { "package_order", "of a package: sampled orders in which its parts are brought in",
      .key = "nr position",
      .fields = { { "nr", "integer", NULL, NULL },
                  { "position", "integer", NULL, NULL },
                  { "part", ID, NULL, NULL } },
      .references = { { "part", "package_part", "part" } } },
    { "metric", "outcomes", .key = "id",
      .fields = { { "id", ID, NULL, NULL },
                  { "name", "string", NULL, NULL },
                  { "unit", "string", NULL, NULL },
                  { "where", "integer", NULL,
                    "0: without a place; 1: by country; 2: by crossing; 3: by pair of "
                    "countries" },
                  { "time", "string", NULL, "sum, or stock at the period's end" },
                  { "detail", "string", NULL,
                    "finest period: month, year, cohort (year of departure)" },
                  { "label", "string", NULL, NULL },
                  { "calendar", "integer", NULL,
                    "0 and 1: by month, 2 and 3: by year; 1 and 3 are stocks" } } },
    { "derived", "outcomes made of others", .key = "id",
      .fields = { { "id", ID, NULL, NULL },
                  { "name", "string", NULL, NULL },
                  { "unit", "string", NULL, NULL },
                  { "label", "string", NULL, NULL },
                  { "is_ratio", "boolean", NULL, NULL },
                  { "monthly", "boolean", NULL, NULL } } },
    { "derived_part",
      "of which outcomes they are made: sum of value times above, over sum of value times "
      "below",
      .key = "derived metric",
      .fields = { { "derived", ID, NULL, NULL },
                  { "metric", ID, NULL, NULL },
                  { "above", "integer", NULL, NULL },
                  { "below", "integer", NULL, NULL } },
      .references = { { "derived", "derived", "id" }, { "metric", "metric", "id" } } },
    { "population", "groups", .key = "id",
      .fields = { { "id", ID, NULL, NULL },
                  { "name", "string", NULL, NULL },
                  { "label", "string", NULL, NULL },
                  { "citizenship", "string", NULL, NULL } } },
    { "place", "countries and crossings", .key = "id",
      .fields = { { "id", ID, NULL, NULL },
                  { "name", "string", NULL, NULL },
                  { "label", "string", NULL, NULL },
                  { "kind", "string", NULL, "state, transit country, country or crossing" } } },
    { "fate", "what becomes of people", .key = "id",
      .fields = { { "id", ID, NULL, NULL },
                  { "name", "string", NULL, NULL },
                  { "label", "string", NULL, NULL } } },
    { "stage", "stages of the journey", .key = "id",
      .fields = { { "id", ID, NULL, NULL }, { "name", "string", NULL, NULL } } },
    { "run", "histories", .key = "id",
      .fields = { { "id", ID, NULL, NULL },
                  { "scenario", ID, NULL, NULL },
                  { "draw", "integer", NULL,
                    "sample of what is uncertain; 0: the stated values" },
                  { "replicate", "integer", NULL, "stream of luck" },
                  { "status", "string", NULL, NULL },
                  { "digest", "string", NULL, NULL },
                  { "events", "integer", "events", NULL },
                  { "cases", "integer", "cases", NULL } },
      .references = { OF_SCENARIO } },
    { "parameter", "every value with its source and grade", .key = "scenario path from",
      .fields = { { "scenario", ID, NULL, NULL },
                  { "path", "string", NULL, NULL },
                  { "from", "date", NULL, "empty: from the beginning" },
                  { "value", "string", NULL, "a number, true or false, a name or a list" },
                  { "unit", "string", NULL, NULL },
                  { "prior", "string", NULL, "the distribution of which it is sampled" },
                  { "range", "string", NULL, NULL },
                  { "grade", "string", NULL,
                    "A official, B several sources, C one report, D assumption" },
                  { "source", "string", NULL, NULL },
                  { "conflict", "string", NULL, "other published values" },
                  { "layer", "string", NULL, NULL },
                  { "file", "string", NULL, NULL },
                  { "line", "integer", NULL, NULL } },
      .references = { OF_SCENARIO } },
    { "sample",
      "what each draw made of each value that is uncertain (parameter.prior); of a reform "
      "those that it sets",
      .key = "scenario draw path from",
      .fields = { { "scenario", "string", NULL, NULL },
                  { "draw", "integer", NULL, NULL },
                  { "path", "string", NULL, NULL },
                  { "from", "date", NULL, "empty: from the beginning" },
                  { "value", "number", NULL, "in the unit of the parameter" } },
      .references = { { "scenario", "scenario", "name" } } },
    /* the numbers, by name; sums over populations, places and periods are for the reader */
    { "outcome",
      "each outcome of each history by group, place and month or year; what is not there is "
      "zero",
      .rows = ASY_ROWS_COUNTED,
      .key = "scenario draw replicate metric population place receiver period",
      .fields = { HISTORY,
                  { "metric", "string", NULL, NULL },
                  { "unit", "string", NULL,
                    "of the value: persons, cases, events, days, euro, thousand euro" },
                  { "population", "string", NULL, NULL },
                  { "place", "string", NULL,
                    "of a pair the sender; empty where there is none" },
                  { "receiver", "string", NULL, "of a pair" },
                  { "period", "string", NULL, "2016-07, or 2016 where kept by year" },
                  { "value", "integer", NULL, "in the unit of its row" } },
      .references = { { "scenario", "scenario", "name" },
                      { "metric", "metric", "name" },
                      OF_GROUP,
                      { "place", "place", "name" },
                      { "receiver", "place", "name" } } },
    { "paired",
      "persons by fate under the baseline and under the reform, over their whole lives; "
      "not_departed: set out in the other world only",
      .rows = ASY_ROWS_PAIRED,
      .key = "scenario draw replicate population fate_baseline fate_reform",
      .fields = { HISTORY,
                  { "population", "string", NULL, NULL },
                  { "fate_baseline", "string", NULL, NULL },
                  { "fate_reform", "string", NULL, NULL },
                  { "persons", "integer", "persons", NULL } },
      .references = { { "scenario", "scenario", "name" },
                      OF_GROUP,
                      { "fate_baseline", "fate", "name" },
                      { "fate_reform", "fate", "name" } } },
    { "flow", "persons who went from one stage to the next, over their whole lives",
      .rows = ASY_ROWS_FLOW, .key = "scenario draw replicate population from to",
      .fields = { HISTORY,
                  { "population", "string", NULL, NULL },
                  { "from", "string", NULL, NULL },
                  { "to", "string", NULL, NULL },
                  { "persons", "integer", "persons", NULL } },
      .references = { { "scenario", "scenario", "name" },
                      OF_GROUP,
                      { "from", "stage", "name" },
                      { "to", "stage", "name" } } },
    { "refoulement", "people at risk sent home by force: through which states, by which acts",
      .key = "scenario draw replicate population year chain acts",
      .fields = { HISTORY,
                  { "population", "string", NULL, NULL },
                  { "year", "integer", NULL, NULL },
                  { "chain", "string", NULL, "who sent, through whom, to whom" },
                  { "acts", "string", NULL, "the act of each link" },
                  { "persons", "integer", "persons", "exposed" },
                  { "harmed", "integer", "persons", "of whom persecuted" } },
      .references = { { "scenario", "scenario", "name" }, OF_GROUP } },
};

/* ---- datapackage.json -------------------------------------------------------- */

/* A list of the words of a text. */
static void
put_words(struct asy_buffer *out, const char *words)
{
    char word[48];

    asy_buffer_text(out, "[");
    for (const char *p = words; *p; p += strspn(p, " ")) {
        const size_t n = strcspn(p, " ");
        snprintf(word, sizeof word, "%.*s", (int) n, p);
        asy_buffer_text(out, p == words ? "" : ", ");
        asy_buffer_json_text(out, word);
        p += n;
    }
    asy_buffer_text(out, "]");
}

static void
put_member(struct asy_buffer *out, const char *name, const char *text)
{
    if (!text)
        return;
    asy_buffer_format(out, ", \"%s\": ", name);
    asy_buffer_json_text(out, text);
}

static void
put_field(struct asy_buffer *out, const struct asy_export_field *field)
{
    asy_buffer_text(out, "{\"name\": ");
    asy_buffer_json_text(out, field->name);
    put_member(out, "type", field->type);
    if (strcmp(field->type, "boolean") == 0)
        asy_buffer_text(out, ", \"trueValues\": [\"1\"], \"falseValues\": [\"0\"]");
    put_member(out, "unit", field->unit);
    put_member(out, "description", field->what);
    asy_buffer_text(out, "}");
}

static void
put_references(struct asy_buffer *out, const struct asy_export_table *table)
{
    if (!table->references[0].field)
        return;
    asy_buffer_text(out, ",\n    \"foreignKeys\": [");
    for (int i = 0; i < ASY_EXPORT_REFERENCES && table->references[i].field; i++) {
        const struct asy_export_reference *const r = &table->references[i];
        asy_buffer_format(out,
                          "%s{\"fields\": \"%s\", \"reference\": {\"resource\": \"%s\", "
                          "\"fields\": \"%s\"}}",
                          i ? ", " : "", r->field, r->table, r->column);
    }
    asy_buffer_text(out, "]");
}

static void
put_table(struct asy_buffer *out, const struct asy_export_table *table)
{
    asy_buffer_format(out,
                      "\n  {\"name\": \"%s\", \"path\": \"%s.csv\", \"profile\": "
                      "\"tabular-data-resource\", \"format\": \"csv\", \"mediatype\": "
                      "\"text/csv\", \"encoding\": \"utf-8\"",
                      table->name, table->name);
    put_member(out, "description", table->what);
    asy_buffer_text(out, ",\n   \"schema\": {\"fields\": [");
    for (int i = 0; i < ASY_EXPORT_FIELDS && table->fields[i].name; i++) {
        asy_buffer_text(out, i ? ", " : "");
        put_field(out, &table->fields[i]);
    }
    asy_buffer_text(out, "],\n    \"primaryKey\": ");
    put_words(out, table->key);
    put_references(out, table);
    asy_buffer_text(out, "}}");
}

static void
put_list(struct asy_buffer *out, const char *name, const char *const *list, size_t n)
{
    if (n == 0)
        return;
    asy_buffer_format(out, ", \"%s\": [", name);
    for (size_t i = 0; i < n; i++) {
        asy_buffer_text(out, i ? ", " : "");
        asy_buffer_json_text(out, list[i]);
    }
    asy_buffer_text(out, "]");
}

static bool
asks_for_all(const struct asy_wanted *wanted)
{
    return wanted->n_scenarios == 0 && wanted->n_metrics == 0 && !wanted->population &&
           !wanted->place && !wanted->period;
}

/* Which results these are, and what was left out of them. */
static void
put_results(struct asy_buffer *out, const struct asy_results *results,
            const struct asy_wanted *wanted)
{
    const struct asy_results_info *const info = asy_results_info(results);

    asy_buffer_format(out,
                      ",\n \"results\": {\"digest\": \"%s\", \"seed\": \"%" PRIu64
                      "\", \"draws\": %" PRIu32 ", \"replicates\": %" PRIu32
                      ", \"second_streams\": %" PRIu32 ", \"complete\": %s",
                      info->digest, info->seed, info->n_draws, info->n_replicates,
                      info->n_second_streams, info->is_complete ? "true" : "false");
    put_member(out, "assumption", *info->assumption ? info->assumption : NULL);
    asy_buffer_format(out, "},\n \"filters\": {\"all\": %s",
                      asks_for_all(wanted) ? "true" : "false");
    put_list(out, "scenario", wanted->scenarios, wanted->n_scenarios);
    put_list(out, "metric", wanted->metrics, wanted->n_metrics);
    put_member(out, "population", wanted->population);
    put_member(out, "place", wanted->place);
    put_member(out, "period", wanted->period);
    asy_buffer_text(out, "}");
}

static void
put_sources(struct asy_buffer *out, const struct asy_results *results)
{
    const struct asy_results_entry *entry;

    asy_buffer_text(out, ",\n \"sources\": [{\"title\": \"asylsim ");
    asy_buffer_text(out, asy_results_info(results)->version);
    asy_buffer_text(out, "; the source of each value is in parameter.csv\"}");
    for (int i = 0; (entry = asy_results_scenario(results, i)); i++) {
        if (!*entry->source)
            continue;
        asy_buffer_text(out, ",\n  {\"title\": ");
        asy_buffer_json_text(out, entry->source);
        asy_buffer_text(out, "}");
    }
    asy_buffer_text(out, "]");
}

void
asy_export_describe(struct asy_buffer *out, struct asy_results *results,
                    const struct asy_wanted *wanted)
{
    asy_buffer_text(out, "{\n \"profile\": \"tabular-data-package\",\n \"name\": "
                         "\"asylsim-results\",\n \"title\": \"Results of asylsim: simulated "
                         "persons, not a forecast\",\n \"version\": ");
    asy_buffer_json_text(out, asy_results_info(results)->version);
    asy_buffer_text(out, ",\n \"licenses\": [{\"name\": \"CC-BY-4.0\", \"title\": \"Creative "
                         "Commons Attribution 4.0\", \"path\": "
                         "\"https://creativecommons.org/licenses/by/4.0/\"}]");
    put_results(out, results, wanted);
    put_sources(out, results);
    asy_buffer_text(out, ",\n \"resources\": [");
    for (size_t i = 0; i < ASY_EXPORT_TABLES; i++) {
        asy_buffer_text(out, i ? "," : "");
        put_table(out, &asy_export_tables[i]);
    }
    asy_buffer_text(out, "\n ]\n}\n");
}
