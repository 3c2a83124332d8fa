/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is printed passes through here. A title from somebody else's results file, or the name
   of a file, may hold characters that a terminal obeys, or that turn the order of letters
   round: they are shown as \u001b or \u202e are written, so that JSON stays what it was, and
   bytes that are no UTF-8 as \x9b. The few codes of our own pass. */
#ifndef ASY_CLI_SCREEN_H
#define ASY_CLI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

/* Puts itself before stdout and stderr, for the whole program. */
void asy_screen_begin(void);
/* What was printed has arrived; false with errno set if not. */
bool asy_screen_end(void);

/* Codes of our own, as they are to be printed. */
enum asy_screen_code {
    ASY_SCREEN_BOLD,
    ASY_SCREEN_DIM,
    ASY_SCREEN_PLAIN,
    ASY_SCREEN_RETURN, /* to the start of the line */
    ASY_SCREEN_CLEAR,  /* the rest of the line */
    ASY_SCREEN_N_CODES
};
const char *asy_screen_code(enum asy_screen_code code);

/* Shows one piece of text: at most `room` bytes at `out`, from n bytes at `text`, of which
   *used are taken; 0 where the piece goes on beyond its end, unless it is the `last`. Returns
   how many were put. `pass` is what follows a character that a terminal may obey. For the test.
 */
enum { ASY_SCREEN_PIECE = 32 };
size_t asy_screen_piece(char out[ASY_SCREEN_PIECE], const char *text, size_t n, bool last,
                        const char *pass, size_t *used);

#endif
