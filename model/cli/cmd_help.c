/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include <stdio.h>

int
asy_cmd_help(const struct asy_options *options)
{
    const struct asy_command *command = NULL;

    if (options->man) {
        asy_help_man();
        return ASY_OK;
    }
    if (options->completion) {
        asy_help_completion();
        return ASY_OK;
    }
    if (options->files.n > 0) {
        command = asy_command_find(options->files.list[0]);
        if (!command) {
            fprintf(stderr, "asylsim: no command '%s'\n", options->files.list[0]);
            return ASY_E_INPUT;
        }
    }
    asy_help_print(command);
    return ASY_OK;
}
