/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file as one text. */
#ifndef ASY_TEXT_WHOLE_H
#define ASY_TEXT_WHOLE_H

#include "base/fail.h"

/* The content of a regular file of at most 64 MB, ended by a zero byte; the caller frees it.
   NULL with an error of input where it cannot be read, is no file (a FIFO would hang), is
   larger, or holds a zero byte. */
char *asy_whole_read(const char *path, struct asy_error *err);

#endif
