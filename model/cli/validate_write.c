/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim validate --write FILE: between two marks of a document stands what was found, so that
   the words around it are a person's and the figures the program's. */
#include "base/fail.h"
#include "cli/validate.h"
#include "text/whole.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char first_mark[] = "<!-- written by asylsim validate -->\n";
static const char last_mark[] = "<!-- end of what asylsim validate writes -->\n";

/* Where the marks are in a text: after the first, and at the last; false if not so. */
static bool
find_marks(const char *text, const char **from, const char **until)
{
    *from = strstr(text, first_mark);
    if (!*from)
        return false;
    *from += strlen(first_mark);
    *until = strstr(*from, last_mark);
    return *until;
}

static bool
no_marks(const char *path, struct asy_error *err)
{
    return asy_fail(err, ASY_E_INPUT, path, "expected the lines '%.*s' and '%.*s' after it",
                    (int) strlen(first_mark) - 1, first_mark, (int) strlen(last_mark) - 1,
                    last_mark);
}

bool
asy_validation_has_marks(const char *path, struct asy_error *err)
{
    const char *from, *until;
    char *const text = asy_whole_read(path, err);
    const bool ok = text && (find_marks(text, &from, &until) || no_marks(path, err));

    free(text);
    return ok;
}

/* Beside the file first, then in its place. */
static bool
replace(const struct asy_validation *self, const char *path, const char *text, const char *from,
        const char *until, struct asy_error *err)
{
    char beside[4096];

    if (snprintf(beside, sizeof beside, "%s.partial", path) >= (int) sizeof beside)
        return asy_fail(err, ASY_E_INPUT, path, "the name is too long");
    FILE *const out = fopen(beside, "w");
    bool ok = out;
    if (out) {
        fwrite(text, 1, (size_t) (from - text), out);
        fputc('\n', out);
        asy_validation_print(self, out);
        fprintf(out, "\n%s", until);
        ok = !ferror(out);
        ok = fclose(out) == 0 && ok;
    }
    if (ok && rename(beside, path) == 0)
        return true;
    const int why = errno;
    unlink(beside);
    return asy_fail(err, ASY_E_RESOURCES, path, "cannot be written: %s", strerror(why));
}

bool
asy_validation_write(const struct asy_validation *self, const char *path, struct asy_error *err)
{
    const char *from, *until;
    char *const text = asy_whole_read(path, err);
    const bool ok = text && (find_marks(text, &from, &until) || no_marks(path, err)) &&
                    replace(self, path, text, from, until, err);

    free(text);
    return ok;
}
