/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program on the small world. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/small.h"

#include "support/program.h"

#include <stdio.h>

struct texts_folder small_folder;
char small_said[1 << 21];

void
small_open(void)
{
    texts_open(&small_folder);
    texts_copy_small(&small_folder);
}

void
small_close(void)
{
    texts_close(&small_folder);
}

void
small_reform(const char *name, const char *claim, const char *set)
{
    char text[1024], file[64], path[128];

    snprintf(text, sizeof text,
             "extends = \"small.cfg\"; title = \"%s\"; claim = \"C\"; claim_outcome = ( %s );\n"
             "source = \"invented\"; in_force = \"2013-01-01\"; set: { %s };\n",
             name, claim, set);
    snprintf(file, sizeof file, "%s.cfg", name);
    texts_put(&small_folder, file, text, path);
}

int
small_run(const char *arguments)
{
    char command[2048];

    snprintf(command, sizeof command, "cd %s && %s %s 2>&1", small_folder.name, ASY_PROGRAM,
             arguments);
    return program_say(command, small_said, sizeof small_said);
}

void
small_expect(const char *arguments)
{
    if (small_run(arguments) != 0)
        fail_msg("%s:\n%s", arguments, small_said);
}

json_t *
small_json(const char *arguments)
{
    json_error_t error;

    small_expect(arguments);
    json_t *const all = json_loads(small_said, 0, &error);
    if (!all)
        fail_msg("%s: %s:\n%s", arguments, error.text, small_said);
    return all;
}
