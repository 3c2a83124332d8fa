/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/buffer.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
asy_buffer_free(struct asy_buffer *self)
{
    free(self->text);
    *self = (struct asy_buffer){ 0 };
}

void
asy_buffer_put(struct asy_buffer *self, const void *bytes, size_t n)
{
    if (!self->failed && self->n + n + 1 > self->room) {
        const size_t room = 2 * self->room + n + 4096;
        char *const text = realloc(self->text, room);
        self->failed = !text;
        self->text = text ? text : self->text;
        self->room = text ? room : self->room;
    }
    if (self->failed)
        return;
    memcpy(self->text + self->n, bytes, n);
    self->n += n;
    self->text[self->n] = '\0';
}

void
asy_buffer_text(struct asy_buffer *self, const char *text)
{
    asy_buffer_put(self, text, strlen(text));
}

void
asy_buffer_format(struct asy_buffer *self, const char *format, ...)
{
    char text[512];
    va_list args;

    va_start(args, format);
    const int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    asy_buffer_put(self, text,
                   n < 0                      ? 0
                   : (size_t) n < sizeof text ? (size_t) n
                                              : sizeof text - 1);
}

void
asy_buffer_json_text(struct asy_buffer *self, const char *text)
{
    asy_buffer_put(self, "\"", 1);
    for (const char *p = text ? text : ""; *p; p++) {
        if (*p == '"' || *p == '\\')
            asy_buffer_format(self, "\\%c", *p);
        else if ((unsigned char) *p < 0x20)
            asy_buffer_format(self, "\\u%04x", (unsigned) (unsigned char) *p);
        else
            asy_buffer_put(self, p, 1);
    }
    asy_buffer_put(self, "\"", 1);
}

void
asy_buffer_json_texts(struct asy_buffer *self, const char *const *texts, int n)
{
    for (int i = 0; i < n; i++) {
        asy_buffer_text(self, i ? "," : "[");
        asy_buffer_json_text(self, texts[i]);
    }
    asy_buffer_text(self, n ? "]" : "[]");
}

void
asy_buffer_json_number(struct asy_buffer *self, double x, int digits)
{
    if (isfinite(x))
        asy_buffer_format(self, "%.*g", digits, x);
    else
        asy_buffer_text(self, "null");
}

void
asy_buffer_json_whole(struct asy_buffer *self, double x)
{
    if (isfinite(x))
        asy_buffer_format(self, "%.0f", x == 0.0 ? 0.0 : x); /* no "-0" */
    else
        asy_buffer_text(self, "null");
}

/* U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069: three bytes each. */
static bool
turns_direction(const unsigned char *p)
{
    if (p[0] != 0xe2 || !p[1] || !p[2])
        return false;
    return p[1] == 0x80 ? p[2] == 0x8e || p[2] == 0x8f || (p[2] >= 0xaa && p[2] <= 0xae)
                        : p[1] == 0x81 && p[2] >= 0xa6 && p[2] <= 0xa9;
}

void
asy_buffer_html(struct asy_buffer *self, const char *text)
{
    for (const unsigned char *p = (const unsigned char *) text; *p; p++) {
        if (strchr("<>&\"'", *p)) {
            asy_buffer_format(self, "&#%u;", (unsigned) *p);
        } else if (turns_direction(p)) {
            asy_buffer_text(self, "&#65533;");
            p += 2;
        } else {
            asy_buffer_put(self, p, 1);
        }
    }
}
