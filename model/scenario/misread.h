/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people write for a number, a switch, a text or a date where this notation wants another
   form, and what they should write. Each function says it in a sentence. */
#ifndef ASY_SCENARIO_MISREAD_H
#define ASY_SCENARIO_MISREAD_H

#include <stdbool.h>
#include <stddef.h>

enum { ASY_ADVICE = 200 };

struct asy_param;

/* A number at `at` that is written otherwise ("0,5", "92 days", "50 %", "1 000"): how many
   bytes of it, and the advice; 0 if it is not. In a group a comma ends a value and so cannot
   stand between two; in a list (`in_group` false) it does. `row` is what is set, whose unit is
   meant; NULL if unknown. */
size_t asy_misread_number(const char *at, const char *end, bool in_group,
                          const struct asy_param *row, char advice[ASY_ADVICE]);

/* What stands behind the `n` bytes of a number: a unit, per cent, the end of a range. How many
   bytes with the number; 0 if it is nothing that belongs to it. */
size_t asy_misread_after(const char *at, const char *end, size_t n, const struct asy_param *row,
                         char advice[ASY_ADVICE]);

/* A word without quotes where a value is due, never a number: how many bytes of it, with the
   words that follow and belong to it. */
size_t asy_misread_word(const char *at, const char *end, const struct asy_param *row,
                        char advice[ASY_ADVICE]);

/* Typographic or single quotes with the text between them, no-break blanks, long dashes: how
   many bytes; 0 if it is none of these. *is_text: it stands for a text. */
size_t asy_misread_sign(const char *at, const char *end, bool *is_text,
                        char advice[ASY_ADVICE]);

/* "yes" for true and its likes; NULL for any other word. */
const char *asy_misread_flag(const char *word, size_t n);

/* What to write for a date that is no date to this program; "" if nothing comes to mind. It
   begins with ": ". */
const char *asy_misread_date(const char *text, size_t n, char advice[ASY_ADVICE]);

#endif
