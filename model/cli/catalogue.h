/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program knows of itself, as tables: laws and keys, stages, outcomes, commands. A
   part of the catalogue says its columns and gives its rows as texts; for people, for docs/ and
   for programs it is printed by the same few functions (catalogue_print.c). To add a part: one
   table here and its line in cmd_catalogue.c. */
#ifndef ASY_CLI_CATALOGUE_H
#define ASY_CLI_CATALOGUE_H

#include <jansson.h>
#include <stdbool.h>

enum { ASY_MOST_COLUMNS = 16, ASY_CELL_ROOM = 12288 };

/* What stands in a cell: words; the name of a thing; names, with commas between them; or a
   value written as JSON. */
enum asy_cell_kind { ASY_CELL_WORDS, ASY_CELL_NAME, ASY_CELL_NAMES, ASY_CELL_VALUE };

struct asy_column {
    const char *key;   /* in JSON; NULL: not there */
    const char *title; /* for people and in Markdown; NULL: not there */
    enum asy_cell_kind kind;
};

struct asy_row {
    char cell[ASY_MOST_COLUMNS][ASY_CELL_ROOM]; /* "" is nothing: null or an empty list */
};

struct asy_table {
    const char *name;                 /* in JSON, and on the command line */
    const char *doc;                  /* what it lists */
    const struct asy_column *columns; /* ends with neither key nor title */
    /* Fills the i-th row; false past the last. `of` is the row of the table above, or -1. */
    bool (*row)(int of, int i, struct asy_row *row);
    const struct asy_table *inner; /* what each row has below it; or NULL */
    void (*head)(int i);           /* over each inner table, in Markdown */
};

extern const struct asy_table asy_table_laws, asy_table_stages, asy_table_asides,
    asy_table_draws, asy_table_memory, asy_table_lines, asy_table_outcomes, asy_table_derived,
    asy_table_page, asy_table_commands, asy_table_options;

/* Appends to a text in a buffer of `size`: after a comma where something is there. */
void asy_add_name(char *text, size_t size, const char *name);

/* catalogue_print.c */
void asy_table_for_people(const struct asy_table *table);
void asy_table_row_for_people(const struct asy_table *table, int of, int i, int indent);
void asy_table_markdown(const struct asy_table *table);
json_t *asy_table_json(const struct asy_table *table);
/* The list of one row alone. */
json_t *asy_table_row_json(const struct asy_table *table, int i);
int asy_table_length(const struct asy_table *table);

#endif
