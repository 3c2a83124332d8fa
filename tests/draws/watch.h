/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes every word of luck that is read: whose, which draw, which time, which word, and where
   in the code. life/luck.h includes this in the build of tests/draws/ alone, and from there on
   each reading of a word says so first. Not for several threads. */
#ifndef ASY_TESTS_DRAWS_WATCH_H
#define ASY_TESTS_DRAWS_WATCH_H

#include <stddef.h>

struct asy_luck;

/* Begins to watch a history; forgets who has read what in the one before. */
void watch_begin(void);
void watch_end(void);
/* A day, or another call of a stage, begins. */
void watch_call(void);
void watch_read(const struct asy_luck *luck, int word, const char *file, int line);

/* A place in the code that reads words. */
struct watch_site {
    const char *file;
    int line;
};

enum { WATCH_MOST_SITES = 8 };

/* What has been read of one word of a line of the table, in all histories. */
struct watch_word {
    struct watch_site site[WATCH_MOST_SITES];
    int n_sites;
    size_t reads, again; /* again: once more by the same person on the same occasion, later */
};
const struct watch_word *watch_word_of(int draw, int word);

/* Reads of a draw that no line of the table gives, or of a word that its line does not use. */
struct watch_stray {
    unsigned number, occurrence;
    int word;
    struct watch_site site;
};
int watch_strays(const struct watch_stray **list);

#define asy_word(luck, i) (watch_read(luck, i, __FILE__, __LINE__), asy_word(luck, i))
#define asy_u(luck, i) (watch_read(luck, i, __FILE__, __LINE__), asy_u(luck, i))
#define asy_chance(luck, i, p) (watch_read(luck, i, __FILE__, __LINE__), asy_chance(luck, i, p))

#endif
