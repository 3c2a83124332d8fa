/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: reads the command line, hands over to the command, and makes sure that what was
   printed has arrived. */
#include "cli/options.h"
#include "cli/screen.h"

#include <errno.h>
#include <gsl/gsl_errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static int
dispatch(const struct asy_options *options)
{
    if (options->version) {
        printf("asylsim %s\n", asy_version());
        return ASY_OK;
    }
    if (options->help || !options->command) {
        asy_help_print(options->command);
        return options->help ? ASY_OK : ASY_E_INPUT;
    }
    return options->command->run(options);
}

int
main(int argc, char **argv)
{
    struct asy_options options;

    gsl_set_error_handler_off(); /* the standard one aborts; we look at what comes back */
    signal(SIGXFSZ, SIG_IGN);    /* a file over its limit is an error like a full disk */
    asy_screen_begin();
    int code = asy_options_read(&options, argc, argv) ? dispatch(&options) : ASY_E_INPUT;
    asy_options_free(&options);
    if (!asy_screen_end()) {
        fprintf(stderr, "asylsim: standard output: %s\n", strerror(errno));
        code = code ? code : ASY_E_RESOURCES;
    }
    return code;
}
