/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/on_mini.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

void
run(struct said *said, const char *arguments)
{
    char command[2048];
    snprintf(command, sizeof command, "%s %s 2>&1", ASY_PROGRAM, arguments);
    program_run(said, command);
}

void
expect(const char *arguments, int code, const char *word)
{
    struct said said;
    run(&said, arguments);
    if (said.code != code)
        fail_msg("asylsim %s: exit %d, not %d:\n%s", arguments, said.code, code, said.text);
    if (word && !strstr(said.text, word))
        fail_msg("asylsim %s does not say '%s':\n%s", arguments, word, said.text);
}

void
make_results(const struct fake_folder *folder)
{
    char arguments[512];
    snprintf(arguments, sizeof arguments, "run %s -q --draws 0 --replicates 3 -o %s", MINI,
             folder->file);
    expect(arguments, 0, folder->file);
}

void
put_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

void
make_reform(const char *path, const char *set)
{
    char text[2048];
    snprintf(text, sizeof text,
             "extends = \"%s\"; title = \"R\"; claim = \"C\"; source = \"S\";\n"
             "in_force = \"2017-01-01\";\nset: {\n%s};\n",
             MINI, set);
    put_file(path, text);
}

void
make_package(const struct fake_folder *folder, char package[160])
{
    char path[160], text[1024];
    snprintf(path, sizeof path, "%s/one.cfg", folder->name);
    make_reform(path, "crossings: { terespol: { border: { p_heard = 1.0; }; }; };\n"
                      "rules: { dublin: { answer_days = 7; }; };\n");
    snprintf(path, sizeof path, "%s/two.cfg", folder->name);
    make_reform(path, "rules: { dublin: { answer_days = 9; lapse = false; }; };\n");
    snprintf(package, 160, "%s/both.cfg", folder->name);
    snprintf(text, sizeof text,
             "title = \"Both\"; claim = \"More get in\"; source = \"S\";\n"
             "claim_outcome = { metric = \"border_admissions\"; place = \"terespol\"; "
             "direction = \"more\"; };\nparts = [ \"one.cfg\", \"two.cfg\" ];\n"
             "settles = { key = \"dublin.answer_days\"; holds = \"two\"; over = \"one\"; "
             "because = \"nine is more\"; };\n");
    put_file(package, text);
}
