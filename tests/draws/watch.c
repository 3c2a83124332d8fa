/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes of watch.h: of each word of each draw of a history the call in which it was read
   first, and of each word of the table the places that read it. */
#include "life/draw.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_STRAYS = 64 };

struct note {
    struct asy_luck_name name;
    int word; /* one more, so that 0 is an empty place */
    unsigned call;
};

static struct note *notes;
static size_t room, n_notes;
static unsigned call;
static bool watching;
static struct watch_word words[ASY_N_DRAWS][4];
static struct watch_stray strays[MOST_STRAYS];
static int n_strays;

void
watch_begin(void)
{
    if (!notes) {
        room = (size_t) 1 << 16;
        notes = calloc(room, sizeof *notes);
    } else {
        memset(notes, 0, room * sizeof *notes);
    }
    n_notes = 0;
    watching = notes != NULL;
}

void
watch_end(void)
{
    watching = false;
}

void
watch_call(void)
{
    call++;
}

/* Where a word is noted, or would be. */
static struct note *
find(const struct asy_luck_name *name, int word)
{
    uint64_t hash = asy_mix((uint64_t) name->applicant << 32 | name->occurrence);
    hash = asy_mix(hash ^ ((uint64_t) name->purpose << 32 | name->group_key)) + (unsigned) word;
    size_t at = hash & (room - 1);
    while (notes[at].word &&
           (notes[at].word != word + 1 || memcmp(&notes[at].name, name, sizeof *name) != 0))
        at = (at + 1) & (room - 1);
    return &notes[at];
}

static void
make_room(void)
{
    if (2 * n_notes < room)
        return;
    struct note *const old = notes;
    const size_t n = room;
    notes = calloc(2 * n, sizeof *notes);
    if (!notes)
        abort();
    room = 2 * n;
    for (size_t i = 0; i < n; i++)
        if (old[i].word)
            *find(&old[i].name, old[i].word - 1) = old[i];
    free(old);
}

/* The line that gives a draw and uses the word; -1: none. */
static int
line_of(const struct asy_luck_name *name, int word)
{
    for (int d = 0; d < ASY_N_DRAWS; d++) {
        const struct asy_draw_row *row = &asy_draws[d];
        if (row->number != name->purpose || !row->word[word] || name->occurrence < row->from ||
            (name->occurrence - row->from) % row->step != 0)
            continue;
        if ((name->occurrence - row->from) / row->step <= asy_occasions[row->per].most)
            return d;
    }
    return -1;
}

static void
note_stray(const struct asy_luck_name *name, int word, struct watch_site site)
{
    for (int i = 0; i < n_strays; i++)
        if (strays[i].site.line == site.line && strcmp(strays[i].site.file, site.file) == 0)
            return;
    if (n_strays < MOST_STRAYS)
        strays[n_strays++] =
            (struct watch_stray){ name->purpose, name->occurrence, word, site };
}

static void
note_site(struct watch_word *its, struct watch_site site)
{
    for (int i = 0; i < its->n_sites; i++)
        if (its->site[i].line == site.line && strcmp(its->site[i].file, site.file) == 0)
            return;
    if (its->n_sites < WATCH_MOST_SITES)
        its->site[its->n_sites++] = site;
}

#undef asy_word
#undef asy_u
#undef asy_chance
void
watch_read(const struct asy_luck *luck, int word, const char *file, int line)
{
    const struct watch_site site = { file, line };
    if (!watching)
        return;
    const int draw = line_of(&luck->name, word);
    if (draw < 0) {
        note_stray(&luck->name, word, site);
        return;
    }
    struct watch_word *its = &words[draw][word];
    struct note *note = find(&luck->name, word);
    its->reads++;
    note_site(its, site);
    if (note->word) {
        its->again += note->call != call;
        return;
    }
    *note = (struct note){ luck->name, word + 1, call };
    n_notes++;
    make_room();
}

const struct watch_word *
watch_word_of(int draw, int word)
{
    return &words[draw][word];
}

int
watch_strays(const struct watch_stray **list)
{
    *list = strays;
    return n_strays;
}
