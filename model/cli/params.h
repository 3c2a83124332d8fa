/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim params without a word of what is wanted: a line for each key. */
#ifndef ASY_CLI_PARAMS_H
#define ASY_CLI_PARAMS_H

#include "scenario/scenario.h"

/* Prints and returns the exit code. */
int asy_params_overview(const struct asy_scenario *scenario, bool quiet);

#endif
