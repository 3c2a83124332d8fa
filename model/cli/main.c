/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: reads the command line, hands over to the command, and makes sure that what was
   printed has arrived. */
#include "cli/check.h"
#include "cli/options.h"
#include "cli/screen.h"
#include "scenario/alone.h"

#include <errno.h>
#include <gsl/gsl_errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

/* A reform given without its baseline names it: that one is taken, and the reform laid over it.
   For commands that take reforms. */
static int
find_baseline(struct asy_options *options)
{
    struct asy_errors errs = { 0 };
    int code = ASY_OK;

    if (!strchr(options->command->options, 'r') || options->help)
        return ASY_OK;
    switch (asy_reform_alone(options->files.list[0], options->baseline, &errs)) {
    case ASY_ALONE:
        memmove(options->reforms.list + 1, options->reforms.list,
                options->reforms.n * sizeof *options->reforms.list);
        options->reforms.list[0] = options->files.list[0];
        options->reforms.n++;
        options->files.list[0] = options->baseline;
        break;
    case ASY_ALONE_LOST:
        code = asy_check_refuse(options, &errs);
        break;
    case ASY_ALONE_NOT:
        break;
    }
    asy_errors_free(&errs);
    return code;
}

static int
dispatch(struct asy_options *options)
{
    if (options->version) {
        printf("asylsim %s\n", asy_version());
        return ASY_OK;
    }
    if (options->help || !options->command) {
        asy_help_print(options->command);
        return options->help ? ASY_OK : ASY_E_INPUT;
    }
    const int code = asy_options_find_files(options) ? find_baseline(options) : ASY_E_RESOURCES;
    return code ? code : options->command->run(options);
}

int
main(int argc, char **argv)
{
    struct asy_options options;

    gsl_set_error_handler_off(); /* the standard one aborts; we look at what comes back */
    signal(SIGXFSZ, SIG_IGN);    /* a file over its limit is an error like a full disk */
    asy_screen_begin();
    int code = asy_options_read(&options, argc, argv)
                   ? dispatch(&options)
                   : asy_check_refuse_usage(&options, argc, argv);
    asy_options_free(&options);
    if (!asy_screen_end()) {
        fprintf(stderr, "asylsim: standard output: %s\n", strerror(errno));
        code = code ? code : ASY_E_RESOURCES;
    }
    return code;
}
