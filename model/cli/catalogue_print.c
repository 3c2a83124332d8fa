/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of the catalogue in three ways: for people, in Markdown, as JSON. */
#include "cli/catalogue.h"
#include "cli/say.h"

#include <string.h>

enum { WIDTH = 100 };

static bool
is_column(const struct asy_column *column)
{
    return column->key || column->title;
}

/* A row is large: one is enough, for a table is printed row by row; the inner table's is
   another. */
static struct asy_row *
blank(int of)
{
    static struct asy_row rows[2];
    struct asy_row *const row = &rows[of >= 0];

    for (int c = 0; c < ASY_MOST_COLUMNS; c++)
        row->cell[c][0] = '\0';
    return row;
}

void
asy_add_name(char *text, size_t size, const char *name)
{
    const size_t used = strlen(text);

    snprintf(text + used, size - used, "%s%s", used ? ", " : "", name);
}

int
asy_table_length(const struct asy_table *table)
{
    int n = 0;

    while (table->row(-1, n, blank(-1)))
        n++;
    return n;
}

/* ---- for people -------------------------------------------------------------------------- */

/* The name, and beside it the next column; below, dim, what else there is. */
void
asy_table_row_for_people(const struct asy_table *table, int of, int i, int indent)
{
    struct asy_row *const row = blank(of);
    char rest[ASY_CELL_ROOM] = "";
    size_t used = 0;

    if (!table->row(of, i, row))
        return;
    printf("%*s%s%s%s\n", indent, "", asy_say_bold(), row->cell[0], asy_say_plain());
    asy_say_wrapped(stdout, row->cell[1], indent + 4, WIDTH);
    for (int c = 2; is_column(&table->columns[c]) && used < sizeof rest; c++)
        if (table->columns[c].title && row->cell[c][0])
            used += (size_t) snprintf(rest + used, sizeof rest - used, "%s%s: %s",
                                      used ? "; " : "", table->columns[c].title, row->cell[c]);
    fputs(asy_say_dim(), stdout);
    if (*rest)
        asy_say_wrapped(stdout, rest, indent + 4, WIDTH);
    fputs(asy_say_plain(), stdout);
}

void
asy_table_for_people(const struct asy_table *table)
{
    for (int i = 0; table->row(-1, i, blank(-1)); i++) {
        asy_table_row_for_people(table, -1, i, 0);
        for (int k = 0; table->inner && table->inner->row(i, k, blank(i)); k++)
            asy_table_row_for_people(table->inner, i, k, 4);
    }
}

/* ---- Markdown ---------------------------------------------------------------------------- */

/* Words, with names between backquotes, and bars that do not end the cell. */
static void
put_cell(const char *text, enum asy_cell_kind kind)
{
    const bool names = kind == ASY_CELL_NAME || kind == ASY_CELL_NAMES;

    fputs(names && *text ? "`" : "", stdout);
    for (const char *c = text; *c; c++) {
        if (*c == '|')
            putchar('\\');
        if (kind == ASY_CELL_NAMES && strncmp(c, ", ", 2) == 0) {
            fputs("`, `", stdout);
            c++;
        } else {
            putchar(*c);
        }
    }
    fputs(names && *text ? "`" : "", stdout);
}

static void
put_rows(const struct asy_table *table, int of)
{
    struct asy_row *const row = blank(of);

    putchar('|');
    for (const struct asy_column *c = table->columns; is_column(c); c++)
        if (c->title)
            printf(" %s |", c->title);
    fputs("\n|", stdout);
    for (const struct asy_column *c = table->columns; is_column(c); c++)
        if (c->title)
            fputs(" --- |", stdout);
    putchar('\n');
    for (int i = 0; table->row(of, i, blank(of)); i++) {
        putchar('|');
        for (int c = 0; is_column(&table->columns[c]); c++) {
            if (!table->columns[c].title)
                continue;
            putchar(' ');
            put_cell(row->cell[c], table->columns[c].kind);
            fputs(" |", stdout);
        }
        putchar('\n');
    }
}

void
asy_table_markdown(const struct asy_table *table)
{
    if (!table->inner) {
        put_rows(table, -1);
        return;
    }
    for (int i = 0; table->row(-1, i, blank(-1)); i++) {
        if (i)
            putchar('\n');
        table->head(i);
        putchar('\n');
        put_rows(table->inner, i);
    }
}

/* ---- JSON -------------------------------------------------------------------------------- */

static json_t *
json_of_names(const char *text)
{
    json_t *const list = json_array();

    while (*text) {
        const char *const comma = strstr(text, ", ");
        const size_t length = comma ? (size_t) (comma - text) : strlen(text);
        json_array_append_new(list, json_stringn(text, length));
        text += length + (comma ? 2 : 0);
    }
    return list;
}

static json_t *
json_of_cell(const char *text, enum asy_cell_kind kind)
{
    if (kind == ASY_CELL_NAMES)
        return json_of_names(text);
    if (!*text)
        return json_null();
    return kind == ASY_CELL_VALUE ? json_loads(text, JSON_DECODE_ANY, NULL) : json_string(text);
}

static json_t *json_of_rows(const struct asy_table *table, int of);

/* NULL past the last. */
static json_t *
json_of_row(const struct asy_table *table, int of, int i)
{
    struct asy_row *const row = blank(of);

    if (!table->row(of, i, row))
        return NULL;
    json_t *const object = json_object();
    for (int c = 0; is_column(&table->columns[c]); c++)
        if (table->columns[c].key)
            json_object_set_new(object, table->columns[c].key,
                                json_of_cell(row->cell[c], table->columns[c].kind));
    if (table->inner)
        json_object_set_new(object, table->inner->name, json_of_rows(table->inner, i));
    return object;
}

static json_t *
json_of_rows(const struct asy_table *table, int of)
{
    json_t *const list = json_array(), *row;

    for (int i = 0; (row = json_of_row(table, of, i)) != NULL; i++)
        json_array_append_new(list, row);
    return list;
}

json_t *
asy_table_json(const struct asy_table *table)
{
    return json_of_rows(table, -1);
}

json_t *
asy_table_row_json(const struct asy_table *table, int i)
{
    json_t *const list = json_array(), *const row = json_of_row(table, -1, i);

    if (row)
        json_array_append_new(list, row);
    return list;
}
