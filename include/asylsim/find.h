/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios by name. */
#ifndef ASYLSIM_FIND_H
#define ASYLSIM_FIND_H

#include "asylsim/error.h"

enum asy_file_of { ASY_FILE_SCENARIO, ASY_FILE_REFORM, ASY_FILE_PACKAGE };

/* The file that `name` means, as the program understands names, into `path` (room for `size`
   bytes). A name with a folder is itself. One without ("baseline", "dublin-iv.cfg") is a file
   here, with or without its ending, or else a shipped one: in the folder that the variable
   ASYLSIM_SCENARIOS names, then beside the program or library as installed, then in the source
   tree of a build. ASY_E_INPUT says where it was looked for. */
ASY_PUBLIC bool asy_scenario_find(char *path, size_t size, const char *name,
                                  enum asy_file_of what, struct asy_error *err);

#endif
