/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/utf8.h"

size_t
asy_utf8_length(const char *at, size_t size)
{
    const unsigned char *const text = (const unsigned char *) at;
    static const struct {
        unsigned char first, last, low, high; /* first byte; bounds of the second */
        size_t n;
    } forms[] = {
        { 0x00, 0x7f, 0, 0, 1 },       { 0xc2, 0xdf, 0x80, 0xbf, 2 },
        { 0xe0, 0xe0, 0xa0, 0xbf, 3 }, { 0xe1, 0xec, 0x80, 0xbf, 3 },
        { 0xed, 0xed, 0x80, 0x9f, 3 }, { 0xee, 0xef, 0x80, 0xbf, 3 },
        { 0xf0, 0xf0, 0x90, 0xbf, 4 }, { 0xf1, 0xf3, 0x80, 0xbf, 4 },
        { 0xf4, 0xf4, 0x80, 0x8f, 4 },
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (text[0] < forms[i].first || text[0] > forms[i].last)
            continue;
        if (forms[i].n > size)
            return 0;
        if (forms[i].n > 1 && (text[1] < forms[i].low || text[1] > forms[i].high))
            return 0;
        for (size_t k = 2; k < forms[i].n; k++)
            if ((text[k] & 0xc0) != 0x80)
                return 0;
        return forms[i].n;
    }
    return 0;
}

bool
asy_is_utf8(const char *text, size_t size)
{
    while (size > 0) {
        const size_t n = asy_utf8_length(text, size);
        if (n == 0)
            return false;
        text += n;
        size -= n;
    }
    return true;
}
