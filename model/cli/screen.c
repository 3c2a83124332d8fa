/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE 1 /* fopencookie, getrandom */
#include "cli/screen.h"

#include <errno.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

/* ---- our own codes: each begins with a control character, and what tells it from one in a
   text of somebody else is a word behind that which only this process knows
   ----------------------- */

static char password[17]; /* "" until asy_screen_begin */

static void
choose_password(void)
{
    uint64_t word;
    struct timespec t = { 0 };

    if (getrandom(&word, sizeof word, 0) != (ssize_t) sizeof word) {
        clock_gettime(CLOCK_REALTIME, &t);
        word = ((uint64_t) t.tv_nsec << 32) ^ (uint64_t) t.tv_sec ^ (uint64_t) getpid() << 20;
    }
    snprintf(password, sizeof password, "%016" PRIx64, word);
}

const char *
asy_screen_code(enum asy_screen_code code)
{
    static const char *const codes[ASY_SCREEN_N_CODES] = { "\033[1m", "\033[2m", "\033[0m",
                                                           "\r", "\033[K" };
    static char signed_codes[ASY_SCREEN_N_CODES][32];
    char *const out = signed_codes[code];

    snprintf(out, sizeof *signed_codes, "%c%s%s", *codes[code], password, codes[code] + 1);
    return out;
}

/* ---- one piece after the other ----------------------------------------------- */

/* Bytes of the UTF-8 character that begins so; 0 where none does. */
static size_t
length_of(unsigned char first)
{
    return first < 0x80                    ? 1
           : first >= 0xc2 && first < 0xe0 ? 2
           : first >= 0xe0 && first < 0xf0 ? 3
           : first >= 0xf0 && first < 0xf5 ? 4
                                           : 0;
}

/* The character of n bytes; UINT32_MAX if they are no UTF-8. */
static uint32_t
decode(const unsigned char *text, size_t n)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    uint32_t c = n == 1 ? text[0] : text[0] & (0x7fu >> n);

    for (size_t i = 1; i < n; i++) {
        if ((text[i] & 0xc0u) != 0x80)
            return UINT32_MAX;
        c = c << 6 | (text[i] & 0x3fu);
    }
    return c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000) ? UINT32_MAX : c;
}

/* What a terminal obeys (C0 but for the end of a line and tabs, DEL, C1), what turns the order
   of letters round, and what ends a line elsewhere. */
static bool
is_hidden(uint32_t c)
{
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0x61c ||
           c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

size_t
asy_screen_piece(char out[ASY_SCREEN_PIECE], const char *text, size_t n, bool last,
                 const char *pass, size_t *used)
{
    const unsigned char *const bytes = (const unsigned char *) text;
    const size_t length = length_of(bytes[0]), more = strlen(pass);
    size_t have = 1;

    while (have < n && have < length && (bytes[have] & 0xc0u) == 0x80)
        have++;
    *used = 0;
    if (have < length && have == n && !last)
        return 0;
    const uint32_t c = length && have == length ? decode(bytes, length) : UINT32_MAX;
    *used = c == UINT32_MAX ? 1 : length;
    if (c == UINT32_MAX)
        return (size_t) snprintf(out, ASY_SCREEN_PIECE, "\\x%02x", bytes[0]);
    if (!is_hidden(c)) {
        memcpy(out, text, length);
        return length;
    }
    const size_t seen = n - 1 < more ? n - 1 : more;
    if (more && c < 0x20 && memcmp(text + 1, pass, seen) == 0) {
        if (seen == more) {
            *used += more;
            *out = *text;
            return 1;
        }
        if (!last) {
            *used = 0;
            return 0;
        }
    }
    return (size_t) snprintf(out, ASY_SCREEN_PIECE, "\\u%04" PRIx32, c);
}

/* ---- the two streams --------------------------------------------------------- */

struct stream {
    int fd;
    char held[ASY_SCREEN_PIECE]; /* the begin of a piece */
    size_t n_held;
};

static bool
write_all(int fd, const char *text, size_t n)
{
    while (n > 0) {
        const ssize_t done = write(fd, text, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        text += done;
        n -= (size_t) done;
    }
    return true;
}

enum { CHUNK = 1024 };

/* At most CHUNK bytes, after those held. */
static bool
show(struct stream *self, const char *text, size_t n, bool last)
{
    char in[ASY_SCREEN_PIECE + CHUNK], out[(ASY_SCREEN_PIECE + CHUNK) * 6];
    size_t n_in = self->n_held + n, at = 0, n_out = 0, used = 1;
    char piece[ASY_SCREEN_PIECE];

    memcpy(in, self->held, self->n_held);
    memcpy(in + self->n_held, text, n);
    while (at < n_in) {
        const size_t put = asy_screen_piece(piece, in + at, n_in - at, last, password, &used);
        if (used == 0)
            break;
        memcpy(out + n_out, piece, put);
        n_out += put;
        at += used;
    }
    self->n_held = n_in - at;
    memcpy(self->held, in + at, self->n_held);
    return write_all(self->fd, out, n_out);
}

static ssize_t
take(void *cookie, const char *text, size_t size)
{
    struct stream *const self = cookie;

    for (size_t at = 0; at < size; at += CHUNK)
        if (!show(self, text + at, size - at < CHUNK ? size - at : CHUNK, false))
            return 0; /* an error to stdio */
    return (ssize_t) size;
}

static struct stream streams[] = { { .fd = STDOUT_FILENO }, { .fd = STDERR_FILENO } };

/* Where there is no memory for it the stream stays as it is. */
static void
put_before(FILE **stream, struct stream *self, bool by_line)
{
    FILE *const mine = fopencookie(self, "w", (cookie_io_functions_t){ .write = take });

    if (!mine)
        return;
    setvbuf(mine, NULL, by_line ? _IOLBF : _IOFBF, BUFSIZ);
    *stream = mine;
}

void
asy_screen_begin(void)
{
    choose_password();
    put_before(&stdout, &streams[0], isatty(STDOUT_FILENO) == 1);
    put_before(&stderr, &streams[1], true);
}

bool
asy_screen_end(void)
{
    bool ok = true;

    fflush(stderr);
    show(&streams[1], "", 0, true);
    if (fflush(stdout) != 0 || ferror(stdout))
        ok = false;
    const int why = errno;
    if (!show(&streams[0], "", 0, true))
        return false;
    errno = why;
    return ok;
}
