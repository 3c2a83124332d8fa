/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim catalogue: what the program knows of itself, as tables. The tables of docs/ are made
   by it (`cmake --build build --target docs`), and programs written against this one read it as
   JSON. */
#include "base/near.h"
#include "cli/catalogue.h"
#include "cli/say.h"
#include "scenario/param.h"

#include <string.h>
#include <unistd.h>

extern const struct asy_table asy_table_parts;

static const struct asy_table *const parts[] = {
    &asy_table_laws,   &asy_table_stages,   &asy_table_asides,   &asy_table_draws,
    &asy_table_memory, &asy_table_lines,    &asy_table_outcomes, &asy_table_derived,
    &asy_table_page,   &asy_table_commands, &asy_table_options,  &asy_table_parts,
};
enum { N_PARTS = sizeof parts / sizeof *parts };

/* ---- the parts themselves ---------------------------------------------------------------- */

enum { PART, DOC, ROWS, KEYS, N_COLUMNS };

static const struct asy_column part_columns[N_COLUMNS + 1] = {
    [PART] = { "part", "part", ASY_CELL_NAME },
    [DOC] = { "doc", "what it lists", ASY_CELL_WORDS },
    [ROWS] = { "rows", NULL, ASY_CELL_VALUE },
    [KEYS] = { "fields", "a row as JSON", ASY_CELL_NAMES },
};

/* A table's fields, those of the rows below a row as "keys.min". */
static void
add_fields(char *out, const struct asy_table *table, const char *above)
{
    char name[64];

    for (const struct asy_column *c = table->columns; c->key || c->title; c++) {
        if (!c->key)
            continue;
        snprintf(name, sizeof name, "%s%s", above, c->key);
        asy_add_name(out, ASY_CELL_ROOM, name);
    }
    if (table->inner) {
        snprintf(name, sizeof name, "%s.", table->inner->name);
        add_fields(out, table->inner, name);
    }
}

static bool
part_row(int of, int i, struct asy_row *row)
{
    (void) of;
    if (i >= N_PARTS)
        return false;
    const int n = parts[i] == &asy_table_parts ? N_PARTS : asy_table_length(parts[i]);
    row->cell[0][0] = '\0';
    snprintf(row->cell[PART], ASY_CELL_ROOM, "%s", parts[i]->name);
    snprintf(row->cell[DOC], ASY_CELL_ROOM, "%s", parts[i]->doc);
    snprintf(row->cell[ROWS], ASY_CELL_ROOM, "%d", n);
    row->cell[KEYS][0] = '\0';
    add_fields(row->cell[KEYS], parts[i], "");
    return true;
}

const struct asy_table asy_table_parts = {
    .name = "parts",
    .doc = "the parts of this catalogue",
    .columns = part_columns,
    .row = part_row,
};

/* ---- choosing and printing --------------------------------------------------------------- */

static const struct asy_table *
find(const char *name)
{
    for (int i = 0; i < N_PARTS; i++)
        if (strcmp(parts[i]->name, name) == 0)
            return parts[i];
    return NULL;
}

/* The index of a law, which may stand for a part; -1 if there is none. */
static int
find_law(const char *name)
{
    for (int i = 0; i < ASY_N_LAWS; i++)
        if (strcmp(asy_laws[i]->name, name) == 0)
            return i;
    return -1;
}

static int
refuse(const char *name)
{
    struct asy_near near = { .word = name };
    char hint[96];

    for (int i = 0; i < N_PARTS; i++)
        asy_near_try(&near, parts[i]->name);
    for (int i = 0; i < ASY_N_LAWS; i++)
        asy_near_try(&near, asy_laws[i]->name);
    fprintf(stderr, "asylsim: catalogue: no part or law '%s'%s\n", asy_say_name(name),
            asy_near_hint(&near, hint, sizeof hint));
    return ASY_E_INPUT;
}

/* One law with its keys. */
static int
print_law(int law)
{
    static struct asy_row row;

    asy_table_row_for_people(&asy_table_laws, -1, law, 0);
    for (int k = 0; asy_table_laws.inner->row(law, k, &row); k++)
        asy_table_row_for_people(asy_table_laws.inner, law, k, 4);
    return ASY_OK;
}

static void
print_contents(void)
{
    static struct asy_row row;

    for (int i = 0; part_row(-1, i, &row); i++)
        printf("%-9s %4s  %s\n", row.cell[PART], row.cell[ROWS], row.cell[DOC]);
    puts("\nLaws ('asylsim catalogue dublin' says more):");
    for (int i = 0; asy_table_laws.row(-1, i, &row); i++)
        printf("  %-20s %s\n", row.cell[0], row.cell[1]);
}

static void
print_markdown(const struct asy_table *part)
{
    for (int i = 0; i < N_PARTS; i++) {
        if (part && part != parts[i])
            continue;
        if (!part)
            printf("%s## %s\n\n%c%s.\n\n", i ? "\n" : "", parts[i]->name,
                   parts[i]->doc[0] - 'a' + 'A', parts[i]->doc + 1);
        asy_table_markdown(parts[i]);
    }
}

static json_t *
json_of(const struct asy_table *part)
{
    json_t *const all = json_pack("{s:s}", "version", asy_version());

    for (int i = 0; i < N_PARTS; i++)
        if (!part || part == parts[i])
            json_object_set_new(all, parts[i]->name, asy_table_json(parts[i]));
    return all;
}

static json_t *
json_of_law(int law)
{
    return json_pack("{s:s, s:o}", "version", asy_version(), asy_table_laws.name,
                     asy_table_row_json(&asy_table_laws, law));
}

int
asy_cmd_catalogue(const struct asy_options *o)
{
    const char *const name = o->files.n ? o->files.list[0] : NULL;
    const struct asy_table *const part = name ? find(name) : NULL;
    const int law = name && !part ? find_law(name) : -1;

    if (o->json && o->markdown) {
        fputs("asylsim: catalogue: --json or --markdown, not both\n", stderr);
        return ASY_E_INPUT;
    }
    if (name && !part && law < 0)
        return refuse(name);
    if (law >= 0 && o->markdown) {
        fprintf(stderr,
                "asylsim: catalogue: --markdown prints whole parts: 'asylsim catalogue laws "
                "--markdown' has %s among all laws\n",
                asy_laws[law]->name);
        return ASY_E_INPUT;
    }
    if (o->json)
        return asy_say_json(law >= 0 ? json_of_law(law) : json_of(part));
    if (o->markdown)
        print_markdown(part);
    else if (law >= 0)
        return print_law(law);
    else if (part)
        asy_table_for_people(part);
    else
        print_contents();
    return ASY_OK;
}
