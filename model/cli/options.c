/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options, and how a command line is read by them and by the commands (commands.c). */
#include "cli/options.h"

#include "base/near.h"
#include "cli/say.h"
#include "outcome/verdict.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { FLAG, TEXT, TEXTS, U64, U32, INT, REAL, SHARD };

struct option_row {
    char letter; /* its name in the table of commands; the short option if has_short */
    bool has_short;
    const char *name, *argument, *doc;
    enum kind kind;
    size_t offset;
};

#define AT(member) offsetof(struct asy_options, member)

static const struct option_row rows[] = {
    { 'r', false, "reform", "FILE...",
      "one or more reforms or packages, each simulated separately (see --together)", TEXTS,
      AT(reforms) },
    { '5', false, "few", "FILE...",
      "further reforms, each on the first draws only (see --few-draws)", TEXTS, AT(few) },
    { '6', false, "few-draws", "N", "the number of draws for the reforms of --few (20)", U32,
      AT(few_draws) },
    { 't', false, "together", NULL, "apply all reforms at once, in the order given", FLAG,
      AT(together) },
    { 'K', false, "package", "FILE",
      "apply all reforms of the package at once, and split their effect", TEXT, AT(package) },
    { 'O', false, "orders", "N",
      "packages of more than six parts: orders to sample, in pairs (16)", U32, AT(orders) },
    { 'W', false, "package", NULL, "show how much each part of a package contributes", FLAG,
      AT(split) },
    { 'Q', false, "claims", NULL, "show only the claims and whether they are borne out", FLAG,
      AT(claims) },
    { 'E', false, "closures", NULL,
      "also test the claims under sixteen closures; compare: show only these", FLAG,
      AT(closures) },
    { 'H', false, "closure-draws", "N", "draws under each closure (20)", U32,
      AT(closure_draws) },
    { 'z', false, "strict", NULL, "require a source and a grade for every value", FLAG,
      AT(strict) },
    { 'Y', false, "no-pilot", NULL, "read only: no pilot run, no count of the people affected",
      FLAG, AT(no_pilot) },
    { 'S', false, "set", "PATH=VALUE", "change one value in every scenario; repeatable", TEXTS,
      AT(sets) },
    { 'U', false, "until", "DATE", "end the simulation on another day: 31 December of any year",
      TEXT, AT(until) },
    { 'a', false, "as-of", "DATE",
      "ignore observations after this day, the last of a month; validate: repeatable", TEXTS,
      AT(as_ofs) },
    { '4', false, "departures", "FILE",
      "read the number of departures from this CSV (group, period, persons)", TEXT,
      AT(departures) },
    { 'B', false, "write", "FILE",
      "write the scores into this document, between its two markers", TEXT, AT(write) },
    { 'X', false, "rows", "FILE", "give quantiles for the rows of this CSV instead of scores",
      TEXT, AT(rows) },
    { 's', false, "seed", "N", "seed of the random numbers: any whole number (1)", U64,
      AT(seed) },
    { 'd', false, "draws", "N",
      "samples of the uncertain parameters; 0: the stated values (60)", U32, AT(draws) },
    { 'n', false, "replicates", "N", "streams of random numbers for each draw (1)", U32,
      AT(replicates) },
    { '2', false, "second-streams", "N",
      "run the first N draws twice, to tell chance from parameter uncertainty (0)", U32,
      AT(second_streams) },
    { 'T', false, "threads", "N", "number of threads; 0: one for each processor (0)", INT,
      AT(threads) },
    { 'R', false, "resume", NULL, "continue an interrupted run (FILE.partial, or FILE)", FLAG,
      AT(resume) },
    { 'f', false, "force", NULL, "replace an existing file once the new one is complete", FLAG,
      AT(force) },
    { 'i', false, "shard", "I/N",
      "only every N-th draw, starting from the I-th (counted from 0)", SHARD, AT(shard) },
    { 'o', true, "output", "FILE", "file or folder to write", TEXT, AT(output) },
    { 'm', false, "metric", "NAME", "only this outcome; repeatable", TEXTS, AT(metrics) },
    { 'p', false, "population", "NAME", "a group, a citizenship or all (all)", TEXT,
      AT(population) },
    { 'l', false, "place", "NAME", "a state, a crossing, DEU>POL or all", TEXT, AT(place) },
    { 'e', false, "period", "PERIOD", "2016, 2016-07, 2016..2017 or all", TEXT, AT(period) },
    { 'A', false, "scenario", "NAME",
      "only this scenario: baseline, or the file name of a reform; repeatable", TEXTS,
      AT(scenarios) },
    { 'b', false, "by", "WHAT", "break down by group, state, crossing or year", TEXT, AT(by) },
    { 'L', false, "lives", NULL, "show who is protected in both worlds, in one or in neither",
      FLAG, AT(lives) },
    { 'Z', false, "all", NULL, "show every row, even where nothing changes", FLAG, AT(all) },
    { 'P', false, "pairing", NULL,
      "show how much pairing on the same luck sharpens each difference", FLAG, AT(pairing) },
    { 'D', false, "draw", "N",
      "the sample of the uncertain parameters; 0: the stated values (0)", U32, AT(draw) },
    { 'N', false, "replicate", "N", "the stream of random numbers (0)", U32, AT(replicate) },
    { 'k', false, "person", "KEY", "the simulated person with this key", TEXT, AT(person) },
    { 'F', false, "fate", "NAME", "someone with this fate", TEXT, AT(fate) },
    { 'g', false, "group", "NAME", "someone of this group", TEXT, AT(group) },
    { 'J', false, "life", "FILE", "add one simulated life, as written by explain --json", TEXT,
      AT(life) },
    { 'G', false, "grade", "LETTER", "only values of this grade: A, B, C or D", TEXT,
      AT(grade) },
    { 'w', false, "known", "WORD", "only values that are observed, or decreed", TEXT,
      AT(known) },
    { 'x', false, "grep", "TEXT", "only values whose path or source contains this text", TEXT,
      AT(grep) },
    { 'I', false, "in-force", "DATE",
      "day on which the reform enters into force (the first day without data)", TEXT,
      AT(in_force) },
    { 'v', false, "on", "DATE", "values as of this day (the first on which reforms apply)",
      TEXT, AT(on) },
    { 'c', false, "scale", "X", "multiply the number of people by X (1)", REAL, AT(scale) },
    { 'u', false, "runs", "N", "number of histories to time (4)", INT, AT(runs) },
    { 'j', false, "json", NULL, "machine-readable output: JSON on stdout", FLAG, AT(json) },
    { 'y', false, "markdown", NULL, "tables as printed in docs/", FLAG, AT(markdown) },
    { 'q', true, "quiet", NULL, "print errors only; run and merge print FILE DIGEST", FLAG,
      AT(quiet) },
    { 'M', false, "man", NULL, "print the man page of the program or of a command", FLAG,
      AT(man) },
    { 'C', false, "completion", NULL, "print the completion script for bash", FLAG,
      AT(completion) },
    { 'h', true, "help", NULL, "help on a command", FLAG, AT(help) },
    { 'V', true, "version", NULL, "print the version", FLAG, AT(version) },
};
enum { N_ROWS = sizeof rows / sizeof *rows, FIRST_CODE = 1000 };

static char fault[1024];                     /* the only one: it ends the reading */
static const struct asy_command *of_command; /* whose help it points to; NULL */

__attribute__((format(printf, 1, 2))) static bool
complain(const char *what, ...)
{
    va_list args;

    va_start(args, what);
    vsnprintf(fault, sizeof fault, what, args);
    va_end(args);
    fprintf(stderr, "asylsim: %s\nTry 'asylsim help%s%s'.\n", asy_say_name(fault),
            of_command ? " " : "", of_command ? of_command->name : "");
    return false;
}

const char *
asy_options_fault(void)
{
    return fault;
}

bool
asy_option_at(int i, struct asy_option_text *out)
{
    if (i < 0 || i >= N_ROWS)
        return false;
    *out = (struct asy_option_text){ rows[i].letter, rows[i].name, rows[i].argument,
                                     rows[i].doc, rows[i].has_short };
    return true;
}

/* ---- values ------------------------------------------------------------------ */

static bool
read_count(const char *text, uint64_t most, uint64_t *out)
{
    char *end;

    errno = 0;
    if (*text < '0' || *text > '9')
        return false;
    *out = strtoull(text, &end, 10);
    return errno == 0 && *end == '\0' && *out <= most;
}

static bool
read_shard(struct asy_options *self, const char *text)
{
    char first[24];
    uint64_t shard, of;
    const char *const slash = strchr(text, '/');

    if (!slash || (size_t) (slash - text) >= sizeof first)
        return false;
    snprintf(first, sizeof first, "%.*s", (int) (slash - text), text);
    if (!read_count(first, 1000000, &shard) || !read_count(slash + 1, 1000000, &of) ||
        shard >= of)
        return false;
    self->shard = (uint32_t) shard;
    self->n_shards = (uint32_t) of;
    return true;
}

static bool
read_real(const char *text, double *out)
{
    char *end;
    *out = strtod(text, &end);
    return end != text && *end == '\0' && isfinite(*out) && *out > 0.0;
}

static void
append(struct asy_texts *self, const char *text)
{
    self->list[self->n++] = text; /* room for all of argv: asy_options_read */
}

static bool
take_value(struct asy_options *self, const struct option_row *row, const char *text)
{
    void *const at = (char *) self + row->offset;
    uint64_t count;
    bool ok = true;

    if (row->argument && !*text)
        return complain("--%s needs a value, found an empty one", row->name);
    switch (row->kind) {
    case FLAG:
        *(bool *) at = true;
        return true;
    case TEXT:
        *(const char **) at = text;
        return true;
    case TEXTS:
        append(at, text);
        return true;
    case U64:
        if ((ok = read_count(text, UINT64_MAX, &count)))
            *(uint64_t *) at = count;
        break;
    case U32:
        if ((ok = read_count(text, 1000000, &count)))
            *(uint32_t *) at = (uint32_t) count;
        break;
    case INT:
        if ((ok = read_count(text, 4096, &count)))
            *(int *) at = (int) count;
        break;
    case REAL:
        ok = read_real(text, at);
        break;
    case SHARD:
        ok = read_shard(self, text);
        break;
    }
    self->has_draws |= strcmp(row->name, "draws") == 0;
    self->has_closure_draws |= strcmp(row->name, "closure-draws") == 0;
    self->has_few_draws |= strcmp(row->name, "few-draws") == 0;
    self->has_replicates |= strcmp(row->name, "replicates") == 0;
    return ok || complain("--%s %s: expected %s", row->name, text,
                          row->kind == SHARD  ? "I/N with I from 0 to N-1"
                          : row->kind == REAL ? "a number above 0"
                          : row->kind == U32  ? "a whole number from 0 to 1,000,000"
                          : row->kind == INT  ? "a whole number from 0 to 4,096"
                                              : "a whole number of at most 2^64 - 1");
}

/* ---- reading ----------------------------------------------------------------- */

/* Two options may share a name (run --package FILE, compare --package): the command's own. */
static bool
is_another_ones(const struct asy_command *command, int row)
{
    for (int i = 0; command && i < N_ROWS; i++)
        if (i != row && strcmp(rows[i].name, rows[row].name) == 0 &&
            strchr(command->options, rows[i].letter))
            return true;
    return false;
}

static void
fill_getopt(const struct asy_command *command, struct option long_rows[N_ROWS + 1],
            char *short_rows)
{
    int n = 0;

    *short_rows++ = '-'; /* in order: what follows --reform or --few are reforms */
    *short_rows++ = ':'; /* a missing argument is told apart */
    for (int i = 0; i < N_ROWS; i++) {
        if (is_another_ones(command, i))
            continue;
        long_rows[n++] =
            (struct option){ rows[i].name, rows[i].argument ? required_argument : no_argument,
                             NULL, FIRST_CODE + i };
        if (rows[i].has_short) {
            *short_rows++ = rows[i].letter;
            if (rows[i].argument)
                *short_rows++ = ':';
        }
    }
    long_rows[n] = (struct option){ 0 };
    *short_rows = '\0';
}

static const struct option_row *
row_of_code(int code)
{
    if (code >= FIRST_CODE)
        return &rows[code - FIRST_CODE];
    for (int i = 0; i < N_ROWS; i++)
        if (rows[i].has_short && rows[i].letter == code)
            return &rows[i];
    return NULL;
}

static bool
unknown_option(const struct asy_command *command, const char *word)
{
    struct asy_near near = { .word = word + strspn(word, "-") };
    char hint[96];

    for (int i = 0; i < N_ROWS; i++)
        if (!command || strchr(command->options, rows[i].letter))
            asy_near_try(&near, rows[i].name);
    asy_near_hint(&near, hint, sizeof hint);
    const char *const dashes = *word == '-' ? "" : "--";
    return command ? complain("%s: no option %s%s%s", command->name, dashes, word, hint)
                   : complain("no option %s%s%s", dashes, word, hint);
}

/* Options and files, once the command is known (or that there is none). */
static bool
read_rest(struct asy_options *self, int argc, char **argv)
{
    const struct asy_command *command = self->command;
    struct option long_rows[N_ROWS + 1];
    char short_rows[3 * N_ROWS + 3];
    struct asy_texts *into = &self->files; /* what stands without an option */
    int code;

    fill_getopt(command, long_rows, short_rows);
    opterr = 0;
    while ((code = getopt_long(argc, argv, short_rows, long_rows, NULL)) != -1) {
        if (code == 1) { /* no option */
            if (!*optarg)
                return complain("an empty file name");
            append(into, optarg);
            continue;
        }
        if (code == '?')
            return unknown_option(command, argv[optind - 1]);
        if (code == ':')
            return complain("%s needs a value", argv[optind - 1]);
        const struct option_row *row = row_of_code(code);
        if (!row || !strchr(command ? command->options : "hV", row->letter))
            return unknown_option(command, row ? row->name : argv[optind - 1]);
        if (!take_value(self, row, optarg))
            return false;
        into = row->letter == 'r'   ? &self->reforms /* they go on */
               : row->letter == '5' ? &self->few
                                    : &self->files;
    }
    while (optind < argc) /* after -- */
        append(&self->files, argv[optind++]);
    return true;
}

static bool
check_files(const struct asy_options *self)
{
    const struct asy_command *command = self->command;

    if (self->help || self->version)
        return true;
    if (self->files.n < (size_t) command->least)
        return complain("%s: expected %s%s", command->name, command->arguments,
                        self->reforms.n ? " (the scenario before --reform)" : "");
    if (self->files.n > (size_t) command->most)
        return complain("%s: '%s' is one too many; expected %s", command->name,
                        self->files.list[command->most], command->arguments);
    return true;
}

static bool
find_command(struct asy_options *self, const char *word)
{
    struct asy_near near = { .word = word };
    char hint[96];

    self->command = asy_command_find(word);
    of_command = self->command;
    if (self->command)
        return true;
    for (const struct asy_command *c = asy_commands; c->name; c++)
        asy_near_try(&near, c->name);
    return complain("no command '%s'%s", word, asy_near_hint(&near, hint, sizeof hint));
}

/* Several days are rehearsed; everything else is known as of one. */
static bool
check_as_of(struct asy_options *self)
{
    self->as_of = self->as_ofs.n ? self->as_ofs.list[0] : NULL;
    if (self->as_ofs.n > 1 && self->command->run != asy_cmd_validate)
        return complain("%s: --as-of: expected one day", self->command->name);
    return true;
}

bool
asy_options_read(struct asy_options *self, int argc, char **argv)
{
    struct asy_texts *const lists[] = { &self->files, &self->reforms, &self->few,
                                        &self->sets,  &self->metrics, &self->scenarios,
                                        &self->as_ofs };

    /* as many draws as a verdict needs */
    *self = (struct asy_options){ .seed = 1,
                                  .draws = ASY_USUAL_DRAWS,
                                  .closure_draws = ASY_LEAST_DRAWS,
                                  .few_draws = ASY_LEAST_DRAWS,
                                  .replicates = 1,
                                  .scale = 1.0,
                                  .runs = 4 };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        lists[i]->list = calloc((size_t) argc + 1, sizeof *lists[i]->list);
        if (!lists[i]->list)
            return complain("out of memory");
    }
    if (argc > 1 && argv[1][0] != '-') {
        if (!find_command(self, argv[1]))
            return false;
        argc--;
        argv++;
    }
    if (!read_rest(self, argc, argv))
        return false;
    return !self->command || (check_files(self) && check_as_of(self));
}

void
asy_options_free(struct asy_options *self)
{
    free(self->files.list);
    free(self->reforms.list);
    free(self->few.list);
    free(self->sets.list);
    free(self->metrics.list);
    free(self->scenarios.list);
    free(self->as_ofs.list);
    for (size_t i = 0; i < self->n_found; i++)
        free(self->found[i]);
    free(self->found);
}
