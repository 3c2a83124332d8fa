/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>

int
program_say(const char *line, char *text, size_t size)
{
    FILE *const pipe = popen(line, "r");
    assert_non_null(pipe);
    text[fread(text, 1, size - 1, pipe)] = '\0';
    char rest[4096];
    while (fread(rest, 1, sizeof rest, pipe) > 0) /* else it is told that nobody reads */
        ;
    const int status = pclose(pipe);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void
program_run(struct said *said, const char *line)
{
    said->code = program_say(line, said->text, sizeof said->text);
}
