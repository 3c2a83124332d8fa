/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a run is: one line on stderr, where that is a terminal. */
#ifndef ASY_CLI_PROGRESS_H
#define ASY_CLI_PROGRESS_H

#include "asylsim/asylsim.h"

struct asy_bar {
    bool on;
    double began; /* seconds */
    uint32_t n_before;
    bool has_before;
};
void asy_bar_init(struct asy_bar *self, bool quiet);
void asy_bar_show(struct asy_bar *self, const struct asy_progress *progress);
void asy_bar_clear(const struct asy_bar *self);

/* "estimate: about 14 min for the other 58 of 60 histories", once the pace is known: after as
   many histories as there are threads, done in so many seconds beyond the `n_before`. "" until
   then, and where less than `least` seconds are left. */
void asy_estimate_words(char *out, size_t size, const struct asy_progress *progress,
                        uint32_t n_before, int threads, double seconds, double least);

/* The line, at most `width` columns of text: as much as there is room for, the count last to
   go; `rate` in histories a second. With or without UTF-8. */
void asy_draw_progress(char *out, size_t size, int width, const struct asy_progress *progress,
                       double rate, bool utf8);

#endif
