/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page's data made small, and safe to stand in HTML: base64 holds no "<". */
#include "report/inside.h"

#if ASY_REPORT

#include <stdlib.h>
#include <zlib.h>

static bool
deflate_all(unsigned char **to, size_t *n, const struct asy_buffer *in)
{
    z_stream z = { 0 };

    /* no head and no checksum: what browsers call deflate-raw */
    if (in->n > UINT32_MAX / 2 ||
        deflateInit2(&z, 7, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    const uLong room = deflateBound(&z, (uLong) in->n);
    *to = malloc(room);
    z.next_in = (z_const Bytef *) in->text;
    z.avail_in = (uInt) in->n;
    z.next_out = *to;
    z.avail_out = (uInt) room;
    const bool ok = *to && deflate(&z, Z_FINISH) == Z_STREAM_END;
    *n = z.total_out;
    deflateEnd(&z);
    return ok;
}

static void
put_base64(struct asy_buffer *out, const unsigned char *p, size_t n)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < n; i += 3) {
        const unsigned a = p[i], b = i + 1 < n ? p[i + 1] : 0, c = i + 2 < n ? p[i + 2] : 0;
        const unsigned v = a << 16 | b << 8 | c;
        const char four[4] = { letters[v >> 18], letters[v >> 12 & 63],
                               i + 1 < n ? letters[v >> 6 & 63] : '=',
                               i + 2 < n ? letters[v & 63] : '=' };
        asy_buffer_put(out, four, sizeof four);
    }
}

bool
asy_report_pack(struct asy_buffer *out, const struct asy_buffer *in)
{
    unsigned char *packed = NULL;
    size_t n = 0;
    const bool ok = !in->failed && deflate_all(&packed, &n, in);

    if (ok)
        put_base64(out, packed, n);
    free(packed);
    return ok && !out->failed;
}

#else

bool
asy_report_pack(struct asy_buffer *out, const struct asy_buffer *in)
{
    (void) out;
    (void) in;
    return false;
}

#endif
