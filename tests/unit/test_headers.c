/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each public header compiles alone, for C and C++, and the library exports nothing but asy_.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
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
                 "printf '#include <asylsim/%s>\\nextern int asy_alone;\\n' | '%s' -std=c17 "
                 "-Wall -Wextra -Wpedantic -Werror"
                 " -I'%s/include' -fsyntax-only -x c -",
                 entry->d_name, ASY_COMPILER, ASY_SOURCE_DIR);
        if (system(command) != 0) /* NOLINT: the compiler is the judge */
            fail_msg("%s does not compile alone", entry->d_name);
        n++;
    }
    closedir(folder);
    assert_true(n >= 2);
}

/* Where the compiler can do C++ at all. */
static void
headers_serve_cxx(void **state)
{
    static const char program[] =
        "echo '#include <asylsim/asylsim.h>\nint main() { return asy_version() == nullptr; }' |"
        " '" ASY_COMPILER "' -std=c++17 -Wall -Wextra -Werror -I'" ASY_SOURCE_DIR "/include'"
        " -S -o - -x c++ - | grep -qw asy_version";

    (void) state;
    if (system("'" ASY_COMPILER "' -fsyntax-only -x c++ /dev/null 2>/dev/null") != 0)
        skip();
    assert_int_equal(system(program), 0); /* NOLINT: by a name that is plain C's */
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_public_header_compiles_alone),
        cmocka_unit_test(headers_serve_cxx),
        cmocka_unit_test(library_exports_only_asy_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
