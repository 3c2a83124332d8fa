/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comma-separated values, as the tables of scenarios/ are written: cell by cell. */
#ifndef ASY_TEXT_CSV_H
#define ASY_TEXT_CSV_H

#include "base/fail.h"

/* Reads the cell at `p`, takes its quotation marks off in place and ends it with a zero byte:
 *cell. *ends_row where it was the last of its line. Returns where the next one begins. */
char *asy_csv_cell(char *p, char **cell, bool *ends_row);

/* "name:line: what, found 'found'", as an error of input; false. */
bool asy_csv_fault(struct asy_error *err, const char *name, int line, const char *what,
                   const char *found);

#endif
