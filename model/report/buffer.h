/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that grows: the page's data as JSON, and the page itself. */
#ifndef ASY_REPORT_BUFFER_H
#define ASY_REPORT_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

/* Once memory was short, nothing more is put in and `failed` stays set: ask once, at the end.
 */
struct asy_buffer {
    char *text; /* ends with a zero byte once something was put */
    size_t n, room;
    bool failed;
};

void asy_buffer_free(struct asy_buffer *self);
void asy_buffer_put(struct asy_buffer *self, const void *bytes, size_t n);
void asy_buffer_text(struct asy_buffer *self, const char *text);
__attribute__((format(printf, 2, 3))) void asy_buffer_format(struct asy_buffer *self,
                                                             const char *format, ...);

/* JSON: a text in quotes (NULL is ""), a number with `digits` significant ones (null where it
   is not finite), a whole number. */
void asy_buffer_json_text(struct asy_buffer *self, const char *text);
void asy_buffer_json_texts(struct asy_buffer *self, const char *const *texts,
                           int n); /* a list */
void asy_buffer_json_number(struct asy_buffer *self, double x, int digits);
void asy_buffer_json_whole(struct asy_buffer *self, double x);

/* Text as HTML shows it: < > & " ' and what turns the direction of writing are escaped. */
void asy_buffer_html(struct asy_buffer *self, const char *text);

#endif
