/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each table of the export holds, column by column; what datapackage.json says of it. */
#ifndef ASY_REPORT_EXPORT_TABLES_H
#define ASY_REPORT_EXPORT_TABLES_H

#include "report/buffer.h"
#include "store/choice.h"

enum { ASY_EXPORT_FIELDS = 14, ASY_EXPORT_REFERENCES = 6, ASY_EXPORT_TABLES = 20 };

/* `type` as in Table Schema; `unit` and `what` may be NULL. */
struct asy_export_field {
    const char *name, *type, *unit, *what;
};

/* A column whose values are those of a column of another table. */
struct asy_export_reference {
    const char *field, *table, *column;
};

/* Where the rows come from: the table of that name in the store (asy_results_table), or what
   export.c writes faster than SQLite joins. */
enum asy_export_rows { ASY_ROWS_STORED, ASY_ROWS_COUNTED, ASY_ROWS_PAIRED, ASY_ROWS_FLOW };

struct asy_export_table {
    const char *name, *what;
    enum asy_export_rows rows;
    const char *key; /* names with blanks between */
    struct asy_export_field fields[ASY_EXPORT_FIELDS];
    struct asy_export_reference references[ASY_EXPORT_REFERENCES];
};

extern const struct asy_export_table asy_export_tables[ASY_EXPORT_TABLES];

/* The whole of datapackage.json. */
void asy_export_describe(struct asy_buffer *out, struct asy_results *results,
                         const struct asy_wanted *wanted);

#endif
