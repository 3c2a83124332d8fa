/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue's laws: what each says, of whom, where it comes from, and its keys. */
#include "cli/catalogue.h"
#include "outcome/moves.h"
#include "scenario/inside.h"
#include "scenario/param.h"
#include "scenario/scope.h"

#include <stdio.h>
#include <string.h>

/* Of the outcomes that a key, or a law, moves: in docs/. */
enum { SHOWN = 3, MOST_SHOWN = 6 };

static const char *
section_name(enum asy_section section)
{
    static const char *const names[] = {
        [ASY_OF_WORLD] = "rules",     [ASY_OF_STATE] = "states",
        [ASY_OF_TRANSIT] = "transit", [ASY_OF_CROSSING] = "crossings",
        [ASY_OF_GROUP] = "groups",    [ASY_OF_REFUGE] = "refuges",
    };
    return names[section];
}

static const char *
whom(enum asy_section section)
{
    static const char *const names[] = {
        [ASY_OF_WORLD] = "everyone",
        [ASY_OF_STATE] = "each state",
        [ASY_OF_TRANSIT] = "each transit country",
        [ASY_OF_CROSSING] = "each crossing",
        [ASY_OF_GROUP] = "each group",
        [ASY_OF_REFUGE] = "each country of refuge",
    };
    return names[section];
}

/* ---- keys -------------------------------------------------------------------------------- */

enum {
    KEY,
    DOC,
    KIND,
    MAY_BE,
    MIN,
    STANDARD,
    MAX,
    SAID,
    UNIT,
    CHOICES,
    EACH,
    BASELINE_ONLY,
    OF_ALL,
    MOVES,
    MOVES_MOST,
    SOURCE,
    N_KEY_COLUMNS
};

static const struct asy_column key_columns[N_KEY_COLUMNS + 1] = {
    [KEY] = { "key", "key", ASY_CELL_NAME },
    [DOC] = { "doc", "meaning", ASY_CELL_WORDS },
    [KIND] = { "kind", NULL, ASY_CELL_WORDS },
    [MAY_BE] = { NULL, "may be", ASY_CELL_WORDS },
    [MIN] = { "min", NULL, ASY_CELL_VALUE },
    [STANDARD] = { "standard", NULL, ASY_CELL_VALUE },
    [MAX] = { "max", NULL, ASY_CELL_VALUE },
    [SAID] = { NULL, "standard", ASY_CELL_WORDS },
    [UNIT] = { "unit", "unit", ASY_CELL_WORDS },
    [CHOICES] = { "choices", NULL, ASY_CELL_NAMES },
    [EACH] = { "one_for_each", "one for each", ASY_CELL_WORDS },
    [BASELINE_ONLY] = { "baseline_only", NULL, ASY_CELL_WORDS },
    [OF_ALL] = { "of_all", NULL, ASY_CELL_VALUE },
    [MOVES] = { "moves", NULL, ASY_CELL_VALUE },
    [MOVES_MOST] = { NULL, "moves most", ASY_CELL_NAMES },
    [SOURCE] = { "source", "source", ASY_CELL_WORDS },
};

__attribute__((format(printf, 3, 4))) static void
put(struct asy_row *row, int column, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(row->cell[column], ASY_CELL_ROOM, format, args);
    va_end(args);
}

static void
fill_number(struct asy_row *row, const struct asy_param *param)
{
    put(row, KIND, "number");
    put(row, MAY_BE, "%.10g to %.10g", param->min, param->max);
    put(row, MIN, "%.10g", param->min);
    put(row, STANDARD, "%.10g", param->standard);
    put(row, MAX, "%.10g", param->max);
    put(row, SAID, "%.10g", param->standard);
    put(row, UNIT, "%s", param->unit);
}

static void
fill_choice(struct asy_row *row, const struct asy_param *param)
{
    const char *const standard = param->choices[(int) param->standard];

    put(row, KIND, "choice");
    for (int i = 0; param->choices[i]; i++)
        asy_add_name(row->cell[CHOICES], ASY_CELL_ROOM, param->choices[i]);
    put(row, MAY_BE, "%s", row->cell[CHOICES]);
    put(row, STANDARD, "\"%s\"", standard);
    put(row, SAID, "%s", standard);
}

static void
fill_values(struct asy_row *row, const struct asy_param *param)
{
    const char *const many = param->per == ASY_PER_COUNTRY ? "countries"
                             : param->per == ASY_PER_GROUP ? "groups"
                                                           : "crossings";
    switch (param->kind) {
    case ASY_FLAG:
        put(row, KIND, "switch");
        put(row, MAY_BE, "true or false");
        put(row, STANDARD, "%s", param->standard > 0.0 ? "true" : "false");
        put(row, SAID, "%s", row->cell[STANDARD]);
        break;
    case ASY_CHOICE:
        fill_choice(row, param);
        break;
    case ASY_SET:
        put(row, KIND, "list of %s", many);
        put(row, MAY_BE, "list of %s", many);
        put(row, STANDARD, "[]");
        put(row, SAID, "[]");
        break;
    case ASY_REAL:
        fill_number(row, param);
        break;
    }
    if (param->kind != ASY_SET)
        put(row, EACH, "%s", asy_per_of(param->per));
}

static void
fill_baseline_only(struct asy_row *row, const struct asy_law *law, const char *param)
{
    const struct asy_baseline_only *only = law->baseline_only;

    for (; only && only->param; only++)
        if (strcmp(only->param, param) == 0) {
            put(row, BASELINE_ONLY, "%s", only->why);
            asy_add_name(row->cell[MAY_BE], ASY_CELL_ROOM, "only in a baseline");
        }
}

/* What a key moves, or with NULL a law: as JSON, and the first few as names. */
static void
fill_moves(char *json, char *names, const char *law, const char *key)
{
    struct asy_move moves[ASY_MOST_OF_LAW];
    const int n = asy_moved_by(law, key, moves);
    size_t used = (size_t) snprintf(json, ASY_CELL_ROOM, "[");

    for (int i = 0; i < n; i++) {
        used += (size_t) snprintf(json + used, ASY_CELL_ROOM - used,
                                  "%s{\"outcome\":\"%s\",\"percent\":%d}", i ? "," : "",
                                  moves[i].outcome, moves[i].percent);
        if (i < SHOWN)
            asy_add_name(names, ASY_CELL_ROOM, moves[i].outcome);
    }
    snprintf(json + used, ASY_CELL_ROOM - used, "]");
}

static bool
key_row(int of, int i, struct asy_row *row)
{
    const struct asy_law *const law = asy_laws[of];
    const struct asy_param *const param = &law->params[i];

    if (!param->name)
        return false;
    put(row, KEY, "%s", param->name);
    put(row, DOC, "%s", param->doc);
    put(row, SOURCE, "%s", param->source);
    fill_values(row, param);
    fill_baseline_only(row, law, param->name);
    put(row, OF_ALL, "%s", asy_is_of_all(of, param->name) ? "true" : "false");
    if (asy_is_of_all(of, param->name))
        asy_add_name(row->cell[MAY_BE], ASY_CELL_ROOM, "for all alike");
    fill_moves(row->cell[MOVES], row->cell[MOVES_MOST], law->name, param->name);
    return true;
}

static const struct asy_table keys = {
    .name = "keys",
    .doc = "the keys of a law",
    .columns = key_columns,
    .row = key_row,
};

/* ---- laws -------------------------------------------------------------------------------- */

enum { LAW, LAW_DOC, SECTION, WHOM, LAW_SOURCE, FILE_OF, LAW_MOVES, LAW_MOST, N_LAW_COLUMNS };

static const struct asy_column law_columns[N_LAW_COLUMNS + 1] = {
    [LAW] = { "law", "law", ASY_CELL_NAME },
    [LAW_DOC] = { "doc", "meaning", ASY_CELL_WORDS },
    [SECTION] = { "section", "section", ASY_CELL_NAME },
    [WHOM] = { "one_for", "one for", ASY_CELL_WORDS },
    [LAW_SOURCE] = { "source", "source", ASY_CELL_WORDS },
    [FILE_OF] = { "file", "file", ASY_CELL_NAME },
    [LAW_MOVES] = { "moves", NULL, ASY_CELL_VALUE },
    [LAW_MOST] = { NULL, "moves most", ASY_CELL_NAMES },
};

static bool
law_row(int of, int i, struct asy_row *row)
{
    (void) of;
    if (i >= ASY_N_LAWS)
        return false;
    const struct asy_law *const law = asy_laws[i];
    put(row, LAW, "%s", law->name);
    put(row, LAW_DOC, "%s", law->doc);
    put(row, SECTION, "%s", section_name(law->section));
    put(row, WHOM, "%s", whom(law->section));
    put(row, LAW_SOURCE, "%s", law->source);
    put(row, FILE_OF, "%s", asy_law_file(law));
    fill_moves(row->cell[LAW_MOVES], row->cell[LAW_MOST], law->name, NULL);
    return true;
}

/* **dublin** (`states`, `model/law/procedure/dublin.c`). What it says. *Where it comes from.*
 */
static void
head(int i)
{
    const struct asy_law *const law = asy_laws[i];

    struct asy_move moves[ASY_MOST_OF_LAW];
    const int n = asy_moved_by(law->name, NULL, moves);

    printf("**%s** (`%s`%s, `%s`). %s *%s.*", law->name, section_name(law->section),
           law->section == ASY_OF_WORLD ? " only" : "", asy_law_file(law), law->doc,
           law->source);
    for (int m = 0; m < MOST_SHOWN && m < n; m++)
        printf("%s`%s`", m ? ", " : " Moves most: ", moves[m].outcome);
    puts(n ? "." : "");
}

const struct asy_table asy_table_laws = {
    .name = "laws",
    .doc = "every law, where it belongs in a scenario, and its keys",
    .columns = law_columns,
    .row = law_row,
    .inner = &keys,
    .head = head,
};
