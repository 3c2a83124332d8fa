/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: one table of commands (commands.c) and one of options (options.c), from
   which reading, help, the man page and shell completion come. A command is one file,
   cmd_<name>.c, and one row. */
#ifndef ASY_CLI_OPTIONS_H
#define ASY_CLI_OPTIONS_H

#include "asylsim/asylsim.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Texts in a row, borrowed from argv. */
struct asy_texts {
    const char **list;
    size_t n;
};

/* All options of all commands; those not given hold their standard. */
struct asy_options {
    const struct asy_command *command;
    struct asy_texts files;   /* what stands without an option: scenario, results, topic */
    struct asy_texts reforms; /* --reform */
    struct asy_texts few;     /* run, check: --few */
    struct asy_texts sets;    /* --set path=value */
    const char *package;      /* run: --package FILE */
    uint32_t orders;
    bool split;    /* compare: --package */
    bool claims;   /* compare */
    bool closures; /* run, compare */
    bool strict;   /* check */
    bool no_pilot; /* check */
    bool markdown; /* catalogue */
    bool together, json, quiet, force, resume, lives, pairing, all, man, completion, help,
        version;
    uint64_t seed;
    uint32_t draws, replicates, second_streams, shard, n_shards, draw, replicate, closure_draws,
        few_draws;
    int threads, runs;
    double scale;
    const char *output;
    const char *departures;     /* run, check, explain, params, validate: a table */
    const char *until;          /* run, check, explain: the last day */
    const char *as_of;          /* run, check, explain, params: what is known */
    struct asy_texts metrics;   /* --metric, repeatable */
    struct asy_texts scenarios; /* --scenario, repeatable */
    struct asy_texts as_ofs;    /* validate: --as-of, repeatable */
    const char *write, *rows;   /* validate */
    const char *population, *place, *period, *by;
    const char *grade, *grep, *known;
    const char *on;       /* find: a day */
    const char *in_force; /* new: a day */
    const char *person, *fate, *group;
    bool has_draws, has_replicates, has_closure_draws,
        has_few_draws;  /* given on the command line */
    char baseline[512]; /* of a reform given alone */
    char **found;       /* files of names without a folder */
    size_t n_found;
    const char *life; /* report: what explain --json told */
};

/* A command returns the program's exit code (enum asy_code, or 128 + signal). */
struct asy_command {
    const char *name, *arguments, *doc;
    int (*run)(const struct asy_options *options);
    const char *options; /* letters of the options it takes, see options.c */
    int least, most;     /* how many files */
    const char *more;    /* for `help NAME`: what a reader wants to know */
};

extern const struct asy_command asy_commands[]; /* ends with a row without name */

/* Reads the command line. On failure says why on stderr and returns false: exit 2. */
bool asy_options_read(struct asy_options *self, int argc, char **argv);
/* ... and this once more. */
const char *asy_options_fault(void);
void asy_options_free(struct asy_options *self);

/* Has each scenario, reform and package that is named without a folder be the file that is
   meant (asy_scenario_find). A name that means none stays: its reader will say so. False when
   memory is short, which it says. */
bool asy_options_find_files(struct asy_options *self);

const struct asy_command *asy_command_find(const char *name);

/* help.c, all on stdout. */
void asy_help_print(const struct asy_command *command); /* NULL: of the program */
void asy_help_man(const struct asy_command *command);   /* NULL: of the program */
void asy_help_completion(void);

/* For help.c: the i-th option as text. */
struct asy_option_text {
    char letter;
    const char *name, *argument, *doc;
    bool has_short; /* the letter is also the short option */
};
bool asy_option_at(int i, struct asy_option_text *out);

int asy_cmd_bench(const struct asy_options *options);
int asy_cmd_catalogue(const struct asy_options *options);
int asy_cmd_check(const struct asy_options *options);
int asy_cmd_compare(const struct asy_options *options);
int asy_cmd_explain(const struct asy_options *options);
int asy_cmd_export(const struct asy_options *options);
int asy_cmd_find(const struct asy_options *options);
int asy_cmd_help(const struct asy_options *options);
int asy_cmd_merge(const struct asy_options *options);
int asy_cmd_new(const struct asy_options *options);
int asy_cmd_params(const struct asy_options *options);
int asy_cmd_report(const struct asy_options *options);
int asy_cmd_run(const struct asy_options *options);
int asy_cmd_selftest(const struct asy_options *options);
int asy_cmd_validate(const struct asy_options *options);
int asy_cmd_verify(const struct asy_options *options);

#endif
