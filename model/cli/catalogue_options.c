/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue's commands and options, from the tables of commands.c and options.c. */
#include "cli/catalogue.h"
#include "cli/options.h"

#include <stdio.h>
#include <string.h>

static const struct asy_column command_columns[] = {
    { "command", "command", ASY_CELL_NAME },
    { "doc", "what it does", ASY_CELL_WORDS },
    { "arguments", "arguments", ASY_CELL_NAME },
    { NULL, NULL, ASY_CELL_WORDS },
};

static bool
command_row(int of, int i, struct asy_row *row)
{
    const struct asy_command *const command = &asy_commands[i];

    (void) of;
    if (!command->name)
        return false;
    snprintf(row->cell[0], ASY_CELL_ROOM, "%s", command->name);
    snprintf(row->cell[1], ASY_CELL_ROOM, "%s", command->doc);
    snprintf(row->cell[2], ASY_CELL_ROOM, "%s", command->arguments);
    return true;
}

const struct asy_table asy_table_commands = {
    .name = "commands",
    .doc = "the commands",
    .columns = command_columns,
    .row = command_row,
};

enum { NAME, DOC, ARGUMENT, SHORT, LETTER, COMMANDS, N_COLUMNS };

static const struct asy_column option_columns[N_COLUMNS + 1] = {
    [NAME] = { "option", "option", ASY_CELL_NAME },
    [DOC] = { "doc", "meaning", ASY_CELL_WORDS },
    [ARGUMENT] = { "argument", "with", ASY_CELL_NAME },
    [SHORT] = { "short", "short", ASY_CELL_NAME },
    [LETTER] = { "letter", NULL, ASY_CELL_WORDS }, /* in the table of commands */
    [COMMANDS] = { "commands", "of", ASY_CELL_NAMES },
};

static bool
option_row(int of, int i, struct asy_row *row)
{
    struct asy_option_text option;

    (void) of;
    if (!asy_option_at(i, &option))
        return false;
    snprintf(row->cell[NAME], ASY_CELL_ROOM, "--%s", option.name);
    snprintf(row->cell[DOC], ASY_CELL_ROOM, "%s", option.doc);
    snprintf(row->cell[ARGUMENT], ASY_CELL_ROOM, "%s", option.argument ? option.argument : "");
    if (option.has_short)
        snprintf(row->cell[SHORT], ASY_CELL_ROOM, "-%c", option.letter);
    snprintf(row->cell[LETTER], ASY_CELL_ROOM, "%c", option.letter);
    for (const struct asy_command *c = asy_commands; c->name; c++)
        if (strchr(c->options, option.letter))
            asy_add_name(row->cell[COMMANDS], ASY_CELL_ROOM, c->name);
    return true;
}

const struct asy_table asy_table_options = {
    .name = "options",
    .doc = "the options of the commands",
    .columns = option_columns,
    .row = option_row,
};
