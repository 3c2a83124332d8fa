/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L /* fileno, fstat */
#include "text/whole.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const long long MOST_BYTES = 64LL << 20;

static char *
refuse(const char *path, struct asy_error *err, const char *why)
{
    asy_fail(err, ASY_E_INPUT, path, "cannot be read: %s", why);
    return NULL;
}

static char *
take(FILE *file, const char *path, size_t size, struct asy_error *err)
{
    char *const text = malloc(size + 1);
    const size_t n = text ? fread(text, 1, size, file) : 0;

    if (!text)
        return refuse(path, err, strerror(ENOMEM));
    text[n] = '\0';
    if (!ferror(file) && memchr(text, '\0', n) == NULL)
        return text;
    refuse(path, err, ferror(file) ? "it could not be read to the end" : "it is not text");
    free(text);
    return NULL;
}

char *
asy_whole_read(const char *path, struct asy_error *err)
{
    struct stat about;
    const int number = open(path, O_RDONLY | O_NONBLOCK);
    FILE *const file = number >= 0 ? fdopen(number, "r") : NULL;
    char *text = NULL;

    if (!file) {
        const int why = errno;
        if (number >= 0)
            close(number);
        return refuse(path, err, strerror(why));
    }
    if (fstat(number, &about) != 0)
        refuse(path, err, strerror(errno));
    else if (!S_ISREG(about.st_mode))
        refuse(path, err, "it is not a regular file");
    else if (about.st_size > MOST_BYTES)
        refuse(path, err, "it is larger than 64 MB");
    else
        text = take(file, path, (size_t) about.st_size, err);
    fclose(file);
    return text;
}
