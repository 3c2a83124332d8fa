/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/near.h"
#include "cli/options.h"

#include <stdio.h>

static int
no_command(const char *word)
{
    struct asy_near near = { .word = word };
    char hint[96];

    for (const struct asy_command *c = asy_commands; c->name; c++)
        asy_near_try(&near, c->name);
    fprintf(stderr, "asylsim: no command '%s'%s\n", word,
            asy_near_hint(&near, hint, sizeof hint));
    return ASY_E_INPUT;
}

int
asy_cmd_help(const struct asy_options *options)
{
    const struct asy_command *command = NULL;

    if (options->files.n > 0) {
        command = asy_command_find(options->files.list[0]);
        if (!command)
            return no_command(options->files.list[0]);
    }
    if (options->man)
        asy_help_man(command);
    else if (options->completion)
        asy_help_completion();
    else
        asy_help_print(command);
    return ASY_OK;
}
