/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* mkdtemp, nftw */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/texts.h"

#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
texts_open(struct texts_folder *self)
{
    snprintf(self->name, sizeof self->name, "/tmp/asylsim-texts-XXXXXX");
    assert_non_null(mkdtemp(self->name));
}

static int
remove_one(const char *path, const struct stat *info, int flag, struct FTW *ftw)
{
    (void) info;
    (void) flag;
    (void) ftw;
    return remove(path);
}

void
texts_close(const struct texts_folder *self)
{
    nftw(self->name, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

void
texts_put(const struct texts_folder *self, const char *name, const char *text, char *path)
{
    char own[128];
    snprintf(own, sizeof own, "%s/%s", self->name, name);
    FILE *file = fopen(own, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    if (path)
        memcpy(path, own, sizeof own);
}

void
texts_copy(const struct texts_folder *self, const char *from, const char *name)
{
    FILE *file = fopen(from, "r");
    char *text = calloc(1, 1 << 20);
    assert_non_null(file);
    assert_non_null(text);
    const size_t n = fread(text, 1, (1 << 20) - 1, file);
    assert_in_range(n, 1, (1 << 20) - 2);
    fclose(file);
    texts_put(self, name, text, NULL);
    free(text);
}

void
texts_copy_small(const struct texts_folder *self)
{
    texts_copy(self, ASY_SOURCE_DIR "/tests/golden/small.cfg", "small.cfg");
    texts_copy(self, ASY_SOURCE_DIR "/tests/golden/small_admissibility.cfg",
               "small_admissibility.cfg");
    texts_copy(self, ASY_SOURCE_DIR "/tests/golden/small_status.cfg", "small_status.cfg");
}

void
texts_print_errors(const struct asy_errors *errs, char *said, size_t size)
{
    size_t used = strlen(said);
    for (size_t i = 0; i < errs->n && used < size; i++)
        used += (size_t) snprintf(said + used, size - used, "%s: %s\n", errs->list[i].where,
                                  errs->list[i].what);
}

struct asy_scenario *
texts_load(const struct asy_scenario_args *args, char *said, size_t size)
{
    struct asy_scenario *scenario = NULL;
    struct asy_errors errs = { 0 };
    said[0] = '\0';
    asy_scenario_load(&scenario, args, &errs);
    texts_print_errors(&errs, said, size);
    asy_errors_free(&errs);
    return scenario;
}
