/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help, man page and completion, all from the tables of commands.c and options.c. */
#include "cli/options.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char exits[][2][64] = {
    { "0", "done" },
    { "1", "a target was missed, or nothing was found" },
    { "2", "invalid arguments or scenario" },
    { "3", "results file unusable or from another scenario" },
    { "4", "out of disk space or memory" },
    { "5", "internal error: please report it" },
    { "129, 130, 143", "interrupted; run --resume continues" },
};
enum { N_EXITS = sizeof exits / sizeof *exits };

static bool
takes(const struct asy_command *command, const struct asy_option_text *option)
{
    return strchr(command->options, option->letter) != NULL;
}

static void
print_options(const struct asy_command *command)
{
    struct asy_option_text o;
    char left[64];

    for (int i = 0; asy_option_at(i, &o); i++) {
        if (!takes(command, &o))
            continue;
        snprintf(left, sizeof left, "%c%c%s --%s%s%s", o.has_short ? '-' : ' ',
                 o.has_short ? o.letter : ' ', o.has_short ? "," : " ", o.name,
                 o.argument ? " " : "", o.argument ? o.argument : "");
        printf("  %-26s %s\n", left, o.doc);
    }
}

static void
print_command(const struct asy_command *command)
{
    printf("asylsim %s %s\n%s\n", command->name, command->arguments, command->doc);
    if (command->more)
        printf("\n%s\n", command->more);
    puts("\nOptions:");
    print_options(command);
}

void
asy_help_print(const struct asy_command *command)
{
    if (command) {
        print_command(command);
        return;
    }
    puts("asylsim simulates asylum law: what a change of rules would mean for the people it "
         "affects.\n\n"
         "Commands ('asylsim help COMMAND' says more):");
    for (const struct asy_command *c = asy_commands; c->name; c++)
        printf("  %-9s %s\n", c->name, c->doc);
    puts("\nFirst steps:\n"
         "  asylsim check dublin-iv\n"
         "  asylsim run baseline --reform dublin-iv -o mine.sqlite\n"
         "  asylsim compare mine.sqlite\n\n"
         "A name without a folder means a file in the current folder or, failing that, a "
         "shipped\n"
         "scenario.\n\n"
         "Exit codes:");
    for (int i = 0; i < N_EXITS; i++)
        printf("  %-14s %s\n", exits[i][0], exits[i][1]);
}

/* Text for troff: no line begins with a dot, hyphens and backslashes as they are. */
static void
put_troff(const char *text)
{
    for (const char *c = text; *c; c++) {
        if (*c == '-' || *c == '\\')
            putchar('\\');
        putchar(*c);
    }
}

static void
man_option(const struct asy_option_text *o)
{
    fputs(".TP\n.B ", stdout);
    if (o->has_short)
        printf("\\-%c, ", o->letter);
    fputs("\\-\\-", stdout);
    put_troff(o->name);
    if (o->argument)
        printf(" \\fI%s\\fP", o->argument);
    putchar('\n');
    put_troff(o->doc);
    putchar('\n');
}

static void
man_exits(void)
{
    puts(".SH EXIT STATUS");
    for (int i = 0; i < N_EXITS; i++)
        printf(".TP\n.B %s\n%s\n", exits[i][0], exits[i][1]);
}

static void
man_environment(void)
{
    puts(".SH ENVIRONMENT\n.TP\n.B ASYLSIM_SCENARIOS\nthe folder searched first for scenarios "
         "named without a folder\n.TP\n.B NO_COLOR\nno colour if set and "
         "not empty\n.TP\n.B OMP_NUM_THREADS\nthreads where \\-\\-threads is not given\n.TP\n"
         ".B TMPDIR\nfolder for temporary files instead of /tmp");
}

static void
man_of_command(const struct asy_command *command)
{
    struct asy_option_text o;
    const char *c;

    fputs(".TH ASYLSIM\\-", stdout);
    for (c = command->name; *c; c++)
        putchar(toupper((unsigned char) *c));
    printf(" 1 \"\" \"asylsim %s\" \"User Commands\"\n.SH NAME\nasylsim\\-%s \\- ",
           asy_version(), command->name);
    put_troff(command->doc);
    printf("\n.SH SYNOPSIS\n.B asylsim %s\n", command->name);
    put_troff(command->arguments);
    puts("\n.SH DESCRIPTION");
    put_troff(command->more ? command->more : command->doc);
    puts(command->more ? "" : ".");
    puts(".SH OPTIONS");
    for (int i = 0; asy_option_at(i, &o); i++)
        if (takes(command, &o))
            man_option(&o);
    man_exits();
    man_environment();
    puts(".SH SEE ALSO\n.BR asylsim (1)");
}

static void
man_of_program(void)
{
    printf(
        ".TH ASYLSIM 1 \"\" \"asylsim %s\" \"User Commands\"\n"
        ".SH NAME\nasylsim \\- agent\\-based simulation of asylum law\n"
        ".SH SYNOPSIS\n.B asylsim\n.I COMMAND\n[\\fIOPTION\\fP]...\n"
        ".SH DESCRIPTION\nSimulates many times what becomes of people who seek protection "
        "under the rules as they were and under reforms, and gives the distribution of each "
        "outcome and of each difference.\nResults go to standard output, messages to standard "
        "error.\n.PP\nA scenario or reform is a file. Named without a folder "
        "(\\fBbaseline\\fP, \\fBdublin\\-iv\\fP), it is a file in the current folder or, "
        "failing that, a shipped scenario.\n.SH COMMANDS\nEach has its own man page.\n",
        asy_version());
    for (const struct asy_command *c = asy_commands; c->name; c++) {
        printf(".TP\n.BR asylsim\\-%s (1)\n", c->name);
        put_troff(c->doc);
        putchar('\n');
    }
    man_exits();
    man_environment();
    puts(".SH SEE ALSO");
    for (const struct asy_command *c = asy_commands; c->name; c++)
        printf(".BR asylsim\\-%s (1)%s\n", c->name, c[1].name ? "," : "");
}

void
asy_help_man(const struct asy_command *command)
{
    if (command)
        man_of_command(command);
    else
        man_of_program();
}

void
asy_help_completion(void)
{
    struct asy_option_text o;

    puts("# bash completion for asylsim: asylsim help --completion\n"
         "_asylsim()\n{\n"
         "    local word=${COMP_WORDS[COMP_CWORD]} options=\n"
         "    if ((COMP_CWORD == 1)); then");
    fputs("        mapfile -t COMPREPLY < <(compgen -W '", stdout);
    for (const struct asy_command *c = asy_commands; c->name; c++)
        printf("%s%s", c == asy_commands ? "" : " ", c->name);
    puts("' -- \"$word\")\n        return\n    fi\n    case ${COMP_WORDS[1]} in");
    for (const struct asy_command *c = asy_commands; c->name; c++) {
        printf("        %s) options='", c->name);
        for (int i = 0; asy_option_at(i, &o); i++)
            if (takes(c, &o))
                printf("--%s ", o.name);
        puts("' ;;");
    }
    puts("    esac\n"
         "    if [[ $word == -* ]]; then\n"
         "        mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\")\n"
         "    else\n"
         "        mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
         "    fi\n}\ncomplete -o filenames -F _asylsim asylsim");
}
