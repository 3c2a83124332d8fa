/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ASY_TEXT_BEGINNING_H
#define ASY_TEXT_BEGINNING_H

#include <stdbool.h>

/* Does it begin as a scenario does, with "name =", "name:" or @include? Of a letter, a table or
   a program every word would be refused by itself. */
bool asy_begins_as_scenario(const char *text, const char *end);

#endif
