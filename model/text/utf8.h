/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8: shortest forms only, and no surrogates. */
#ifndef ASY_TEXT_UTF8_H
#define ASY_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* How many bytes the character at `text` takes, of `size` that are there; 0 if it is none. */
size_t asy_utf8_length(const char *text, size_t size);
bool asy_is_utf8(const char *text, size_t size);

#endif
