/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words for people: errors and progress on stderr, numbers as one reads them. */
#ifndef ASY_CLI_SAY_H
#define ASY_CLI_SAY_H

#include "asylsim/asylsim.h"
#include "cli/options.h"

#include <jansson.h>

/* Print and return the exit code. Several errors are put into the order of their lines. */
int asy_say_error(const struct asy_error *err);
int asy_say_errors(struct asy_errors *errs);
/* How much of `where` is the name of a file; the line is 0 where there is none. */
size_t asy_say_file_of(const struct asy_error *err, int *line);

/* The name of a file on one line, its ends of line shown as "\n". Of the function: good for the
   next three calls. */
const char *asy_say_name(const char *name);

/* "unfinished: 204 of 4000 runs are there; the same 'asylsim run ...' with --resume -o FILE
   goes on", of a results file that is not complete; or, where all runs are there, that its
   closures are not. Returns `out`. */
const char *asy_say_unfinished(char *out, size_t size, const char *file, int n_runs,
                               int n_planned);

/* A number as text: thousands apart by commas, no more digits than it deserves. With its sign,
   as differences are, one that is not zero never reads as zero (outcome/verdict.h). */
enum asy_style { ASY_COUNT, ASY_SHARE, ASY_MEAN }; /* a share is shown in per cent */
void asy_say_number(char *out, size_t size, double x, enum asy_style style, bool sign);

/* How many columns a UTF-8 text takes (one for each character). */
int asy_say_width(const char *text);
/* Prints padded to `width` columns; a negative width pads on the left. */
void asy_say_padded(FILE *out, const char *text, int width);

/* Prints words into lines of `width` columns, each indented. */
void asy_say_wrapped(FILE *out, const char *text, int indent, int width);
/* The same, the first line indented otherwise. */
void asy_say_hanging(FILE *out, const char *text, int first, int indent, int width);

/* The same behind what fills `column` columns already: all lines begin there. */
void asy_say_beside(FILE *out, const char *text, int column, int width);

/* Escape codes where stdout is a terminal and NO_COLOR is not set; else "". */
const char *asy_say_bold(void);
const char *asy_say_dim(void);
const char *asy_say_plain(void);

/* Prints as indented JSON and frees it. */
int asy_say_json(json_t *json);
/* A number, or null where it is not finite. */
json_t *asy_json_number(double x);

#endif
