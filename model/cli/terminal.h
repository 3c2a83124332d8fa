/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a stream can show. Where it is no terminal, nothing here is asked for: what goes into a
   pipe or a file is the same everywhere. */
#ifndef ASY_CLI_TERMINAL_H
#define ASY_CLI_TERMINAL_H

#include <stdbool.h>

/* A terminal that moves its cursor (not TERM=dumb). */
bool asy_terminal_moves(int fd);
/* Texts of this user's terminals are UTF-8. */
bool asy_terminal_is_utf8(void);
/* One to draw on: both, and the user did not set NO_COLOR. */
bool asy_terminal_draws(int fd);
/* Columns: COLUMNS, else what the terminal says, else 80. */
int asy_terminal_width(int fd);

#endif
