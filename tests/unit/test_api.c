/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public face: each header compiles alone, and the library exports nothing but asy_. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "asylsim/asylsim.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static void
each_public_header_compiles_alone(void **state)
{
    DIR *folder = opendir(ASY_SOURCE_DIR "/include/asylsim");
    const struct dirent *entry;
    char command[1024];
    int n = 0;

    (void) state;
    assert_non_null(folder);
    while ((entry = readdir(folder)) != NULL) {
        const size_t length = strlen(entry->d_name);
        if (length < 3 || strcmp(entry->d_name + length - 2, ".h") != 0)
            continue;
        snprintf(command, sizeof command,
                 "echo '#include <asylsim/%s>' | '%s' -std=c17 -Wall -Wextra -Wpedantic -Werror"
                 " -I'%s/include' -fsyntax-only -x c -",
                 entry->d_name, ASY_COMPILER, ASY_SOURCE_DIR);
        if (system(command) != 0) /* NOLINT: the compiler is the judge */
            fail_msg("%s does not compile alone", entry->d_name);
        n++;
    }
    closedir(folder);
    assert_true(n >= 2);
}

/* Symbols that the compiler or a sanitizer adds begin with an underscore. */
static void
library_exports_only_asy_names(void **state)
{
    char line[512], name[256], kind;
    FILE *nm = popen("nm -g --defined-only '" ASY_LIBRARY "'", "r");
    int n = 0;

    (void) state;
    assert_non_null(nm);
    while (fgets(line, sizeof line, nm)) {
        const size_t digits = strspn(line, "0123456789abcdef");
        if ((digits != 8 && digits != 16) || line[digits] != ' ' || /* "file.o:" */
            sscanf(line + digits, " %c %255s", &kind, name) != 2)
            continue;
        if (strncmp(name, "asy_", 4) != 0 && name[0] != '_' && name[0] != '.')
            fail_msg("the library exports %s", name);
        n++;
    }
    assert_int_equal(pclose(nm), 0);
    assert_true(n > 20);
}

static void
scenario_opens_by_the_public_header_alone(void **state)
{
    struct asy_scenario *scenario;
    struct asy_errors errs = { 0 };
    char digest[33];

    (void) state;
    assert_true(
        asy_scenario_open(&scenario, ASY_SOURCE_DIR "/tests/support/mini.cfg", NULL, 0, &errs));
    assert_string_equal(asy_scenario_name(scenario), "baseline");
    asy_scenario_digest(scenario, digest);
    assert_int_equal(strlen(digest), 32);
    asy_scenario_destroy(scenario);
    assert_false(asy_scenario_open(&scenario, "/nowhere.cfg", NULL, 0, &errs));
    assert_null(scenario);
    assert_true(errs.n > 0);
    asy_errors_free(&errs);
    assert_true(strchr(asy_version(), '.') != NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_public_header_compiles_alone),
        cmocka_unit_test(library_exports_only_asy_names),
        cmocka_unit_test(scenario_opens_by_the_public_header_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
