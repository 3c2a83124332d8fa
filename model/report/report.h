/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report: one HTML file that opens offline, made from a results file. */
#ifndef ASY_REPORT_REPORT_H
#define ASY_REPORT_REPORT_H

#include "store/choice.h"

/* What was written. */
struct asy_report_size {
    size_t page, data, plain; /* bytes: the file, the data in it, the data before packing */
    double seconds;
};

/* Writes the report of an open results file to `path`, which is overwritten. `life`: a life as
   `explain --json` prints it, told beside the results; NULL: none. ASY_E_INPUT where the
   program was built without the page (-DASYLSIM_REPORT=OFF). */
bool asy_report_write(struct asy_results *results, const char *life, const char *path,
                      struct asy_report_size *size, struct asy_error *err);

/* Tidy CSV of every table into a folder, with a datapackage.json (frictionlessdata.io). The
   folder is made; files in it are overwritten. `wanted` narrows what was counted: scenarios and
   population in all tables of numbers, outcomes and places in `outcome`, periods in `outcome`
   and by year in `refoulement`. ASY_E_INPUT before anything is written where it names what the
   file knows not. */
bool asy_export_write(struct asy_results *results, const struct asy_wanted *wanted,
                      const char *folder, struct asy_error *err);

#endif
