/* SPDX-License-Identifier: GPL-3.0-or-later */
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
      "a reform or a package, or several: each alone, see --together", TEXTS, AT(reforms) },
    { '5', false, "few", "FILE...",
      "more reforms, each alone, on the first draws only, see --few-draws", TEXTS, AT(few) },
    { '6', false, "few-draws", "N", "how many draws these are simulated on (20)", U32,
      AT(few_draws) },
    { 't', false, "together", NULL, "all reforms hold at once, in this order", FLAG,
      AT(together) },
    { 'K', false, "package", "FILE", "reforms that hold at once, to be split over its parts",
      TEXT, AT(package) },
    { 'O', false, "orders", "N", "beyond six parts: sampled orders, in pairs (16)", U32,
      AT(orders) },
    { 'W', false, "package", NULL, "split the effect of a package over its parts", FLAG,
      AT(split) },
    { 'Q', false, "claims", NULL, "only the claims put to the test", FLAG, AT(claims) },
    { 'E', false, "closures", NULL,
      "the claims in sixteen readings of the world too; compare: only these", FLAG,
      AT(closures) },
    { 'H', false, "closure-draws", "N", "draws in each of these readings (20)", U32,
      AT(closure_draws) },
    { 'z', false, "strict", NULL, "every value must say its source and grade", FLAG,
      AT(strict) },
    { 'Y', false, "no-pilot", NULL, "only read: no pilot history, no count of people asked",
      FLAG, AT(no_pilot) },
    { 'S', false, "set", "PATH=VALUE", "change one value everywhere; repeatable", TEXTS,
      AT(sets) },
    { 'U', false, "until", "DATE",
      "another last day than the scenario's: the 31 December of a year", TEXT, AT(until) },
    { 'a', false, "as-of", "DATE",
      "forget what was observed after this day, the last of a month; validate: repeatable",
      TEXTS, AT(as_ofs) },
    { '4', false, "departures", "FILE",
      "how many set out, from this CSV (group, period, persons)", TEXT, AT(departures) },
    { 'B', false, "write", "FILE", "write the scores into a document, between its two marks",
      TEXT, AT(write) },
    { 'X', false, "rows", "FILE", "quantiles of the rows of this CSV instead of scores", TEXT,
      AT(rows) },
    { 's', false, "seed", "N", "which luck: any whole number (1)", U64, AT(seed) },
    { 'd', false, "draws", "N", "samples of what is uncertain; 0: the stated values (60)", U32,
      AT(draws) },
    { 'n', false, "replicates", "N", "streams of luck for each draw (1)", U32, AT(replicates) },
    { '2', false, "second-streams", "N",
      "the first N draws have a second stream, which tells chance from what is uncertain (0)",
      U32, AT(second_streams) },
    { 'T', false, "threads", "N", "0: as many as there are processors (0)", INT, AT(threads) },
    { 'R', false, "resume", NULL, "go on with an interrupted run: FILE.partial, or FILE", FLAG,
      AT(resume) },
    { 'f', false, "force", NULL, "replace an older file, once all is done", FLAG, AT(force) },
    { 'i', false, "shard", "I/N", "only every N-th draw from the I-th, counted from 0", SHARD,
      AT(shard) },
    { 'o', true, "output", "FILE", "the file to be written", TEXT, AT(output) },
    { 'm', false, "metric", "NAME", "only this outcome; repeatable", TEXTS, AT(metrics) },
    { 'p', false, "population", "NAME", "a group, a citizenship or all (all)", TEXT,
      AT(population) },
    { 'l', false, "place", "NAME", "a state, a crossing, DEU>POL or all", TEXT, AT(place) },
    { 'e', false, "period", "PERIOD", "2016, 2016-07, 2016..2017 or all", TEXT, AT(period) },
    { 'A', false, "scenario", "NAME",
      "only this scenario: baseline, or a reform by the name of its file; repeatable", TEXTS,
      AT(scenarios) },
    { 'b', false, "by", "WHAT", "one line for each group, state, crossing or year", TEXT,
      AT(by) },
    { 'L', false, "lives", NULL, "who is protected in both worlds, in one, in none", FLAG,
      AT(lives) },
    { 'Z', false, "all", NULL, "every row, also where nothing changes", FLAG, AT(all) },
    { 'P', false, "pairing", NULL, "how much the same luck sharpens each difference", FLAG,
      AT(pairing) },
    { 'D', false, "draw", "N", "which sample of what is uncertain; 0: the stated values (0)",
      U32, AT(draw) },
    { 'N', false, "replicate", "N", "which stream of luck (0)", U32, AT(replicate) },
    { 'k', false, "person", "KEY", "the simulated person with this key", TEXT, AT(person) },
    { 'F', false, "fate", "NAME", "someone with this fate", TEXT, AT(fate) },
    { 'g', false, "group", "NAME", "someone of this group", TEXT, AT(group) },
    { 'J', false, "life", "FILE", "a life to tell beside the results: what explain --json says",
      TEXT, AT(life) },
    { 'G', false, "grade", "LETTER", "only values of this grade: A, B, C or D", TEXT,
      AT(grade) },
    { 'w', false, "known", "WORD", "only values that are observed, or decreed", TEXT,
      AT(known) },
    { 'x', false, "grep", "TEXT", "only values whose path or source holds this text", TEXT,
      AT(grep) },
    { 'I', false, "in-force", "DATE", "from when the reform holds (the first day not known)",
      TEXT, AT(in_force) },
    { 'v', false, "on", "DATE", "the values of this day (the first on which reforms hold)",
      TEXT, AT(on) },
    { 'c', false, "scale", "X", "times as many people (1)", REAL, AT(scale) },
    { 'u', false, "runs", "N", "histories to time (4)", INT, AT(runs) },
    { 'j', false, "json", NULL, "for programs: JSON on stdout", FLAG, AT(json) },
    { 'y', false, "markdown", NULL, "tables as they stand in docs/", FLAG, AT(markdown) },
    { 'q', true, "quiet", NULL, "no words but errors; run and merge print FILE DIGEST", FLAG,
      AT(quiet) },
    { 'M', false, "man", NULL, "the man page, of the program or of a command", FLAG, AT(man) },
    { 'C', false, "completion", NULL, "completion for bash", FLAG, AT(completion) },
    { 'h', true, "help", NULL, "what there is to say about a command", FLAG, AT(help) },
    { 'V', true, "version", NULL, "the version", FLAG, AT(version) },
};
enum { N_ROWS = sizeof rows / sizeof *rows, FIRST_CODE = 1000 };

const struct asy_command asy_commands[] = {
    { "check", "SCENARIO [--reform FILE...]",
      "reads scenarios and says what each reform changes in law", asy_cmd_check,
      "r5tKSUa4zYjqh", 1, 1,
      "Reads the baseline and the reforms with all they include. Prints every error with its "
      "file\n"
      "and line, or, if there is none, what each reform changes: value before and after, from\n"
      "which day, by which source; and where reforms that hold at once set one value "
      "differently.\n"
      "With --strict a value without source or grade, an assumption without prior and a "
      "reform\n"
      "that names no outcome of its claim are errors too. Then it lives a short pilot history "
      "and\n"
      "says of each change how many people of the baseline it is asked about, with a warning "
      "where\n"
      "that is nobody (an error with --strict); --no-pilot spares the seconds it takes. A "
      "reform may be given alone: its baseline is "
      "the\n"
      "one it extends (run, explain and params do so too). With --as-of it says how many "
      "observed\n"
      "values are forgotten. --json gives each change by path, before, after, from, source "
      "and how\n"
      "many people it is asked about, and each warning and error by file and line." },
    { "run", "SCENARIO [--reform FILE... | --package FILE] -o FILE",
      "simulates the baseline and each reform into a results file", asy_cmd_run,
      "r56tKOSUa4sdn2TEHRfiojqh", 1, 1,
      "Every applicant of the baseline is simulated once for each draw and replicate, and "
      "again\n"
      "under each reform from the day it enters into force, with the same luck. Interrupted\n"
      "(Ctrl-C), it finishes what is running and can be taken up again with --resume. With\n"
      "--force the older file stays until the new one is complete: until then that is beside "
      "it,\n"
      "in FILE.partial, where --resume looks first. The same seed gives the same results on "
      "any\n"
      "number of threads. With --package all that is needed to split the package's effect "
      "over\n"
      "its parts is simulated: every subset up to six parts, beyond that subsets met by "
      "sampled\n"
      "orders. An estimate of the time is printed first. Without --draws 60 are taken; of a "
      "package\n"
      "20, the fewest from which 'compare' gives a verdict. With --closures the outcomes that "
      "the\n"
      "reforms claim are also counted in sixteen readings of the world, on 20 draws that all "
      "share:\n"
      "capacity fixed or following, need or rate held, demand still or answering, departures "
      "from\n"
      "the last quarter or the last year's mean; 'compare --closures' tells in how many they "
      "hold.\n"
      "A package given to --reform is one overlay: all its parts at once, and no split. What "
      "is given\n"
      "to --few is simulated on the first 20 draws only (--few-draws), and compared with the "
      "baseline\n"
      "in these: many reforms beside a few, in a third of the time." },
    { "merge", "SHARD... -o FILE", "joins the results of shards into one file", asy_cmd_merge,
      "ofjqh", 1, 10000, "The shards must come from runs alike in all but --shard." },
    { "compare", "RESULTS", "what becomes of people: baseline, reforms, differences",
      asy_cmd_compare, "mplebLPZQEWjqh", 1, 1,
      "First each reform in three sentences: what changes, for whom, how sure that is. Then "
      "who is protected with the reform and without it, and the reforms side by side by the "
      "main "
      "outcomes. Then for each reform its claim, put to the test, and the outcomes that it "
      "touches or changes (--all: every one; with --by too): the median of the baseline and of "
      "the reform, the range within which 90\n"
      "of 100 simulated histories lie, the difference on the same people with the same luck, "
      "how\n"
      "far its median may be off for want of more histories, and how often it is for the "
      "worse.\n"
      "--package: which part of a package does how much (Shapley values; they sum to the "
      "whole).\n"
      "--closures: in how many of sixteen readings of the world each claim holds, and what it "
      "hangs\n"
      "on; of a file run without them, as the table of the shipped reforms has it." },
    { "report", "RESULTS [-o FILE]", "writes the results as one HTML page that opens offline",
      asy_cmd_report, "oJjqh", 1, 1,
      "One file with pictures, tables, every value and its source. It opens in any browser "
      "without\n"
      "a network, prints, and can be mailed. Without -o it lands beside the results. --life "
      "adds "
      "a\n"
      "simulated life in both worlds: asylsim explain ... --json > life.json" },
    { "export", "RESULTS -o FOLDER", "writes the results as tidy CSV with a datapackage.json",
      asy_cmd_export, "oAmpleqh", 1, 1,
      "One CSV for each table: outcomes, paired fates, flows, the refoulement ledger, every\n"
      "value with its source. Texts that a spreadsheet would run as formulas are made safe.\n"
      "--scenario and --population choose rows of all of these; --metric and --place, rows of\n"
      "outcome.csv; --period, of outcome.csv and, by year, of refoulement.csv." },
    { "explain", "SCENARIO [--reform FILE... | --package FILE]",
      "tells one simulated life, day by day", asy_cmd_explain, "rtKSUa4sDNkFgjqh", 1, 1,
      "Each step with its day, rule, draw and source. With --reform or --package the same "
      "life\n"
      "in two worlds: up to where they part, and what comes after in each; several reforms "
      "hold\n"
      "at once here, and values of --set hold in both. With --set alone, without and with "
      "those\n"
      "values. These are simulated persons." },
    { "params", "SCENARIO", "every key; with --grep or --grade each value with its source",
      asy_cmd_params, "rtSa4Gwxjqh", 1, 1,
      "One line for each key: its value, or how many it has (by state, group, crossing, date) "
      "and\n"
      "how they range, unit, grades, and where they stand; keys at the program's standard too. "
      "With\n"
      "--grep, --grade or --known each value in full, with prior, range, source and what "
      "others "
      "say;\n"
      "--json gives all of that." },
    { "find", "WORDS... [SCENARIO]",
      "a key by what people call it: value, source, and the line that changes it", asy_cmd_find,
      "vjh", 1, 100,
      "Words, labels, articles (\"604/2013 art. 17\"), names of countries, groups and "
      "crossings,\n"
      "in any order and case. For each key: what it says, its value on a day (--on), source "
      "and\n"
      "grade, whom it concerns, a line for a reform's `set` that says what was asked, and the\n"
      "outcomes it moves. Then shipped reforms and outcomes that fit. Exit 1 if nothing does. "
      "The\n"
      "scenario is the shipped baseline unless a file is named last." },
    { "new", "TITLE KEY=VALUE... [-o FILE]",
      "writes a reform of these keys, ready to be checked", asy_cmd_new, "oIfjqh", 2, 65,
      "KEY as 'find' and 'params' print it (dublin.limit_days: for all; "
      "states.<ISO>.merits.capacity),\n"
      "VALUE as a reform says it. KEY+=NAME and KEY-=NAME change a list, KEY*=1.5 multiplies,\n"
      "KEY+=2 adds; 'KEY from DATE until DATE=VALUE' says when. Above each key the file says "
      "what\n"
      "it means and what held before. A claim and its outcome are proposed from what the keys "
      "move;\n"
      "source is to be filled in. Nothing is written where a value is refused; without -o the "
      "file\n"
      "is named after the title." },
    { "catalogue", "[PART | LAW]", "what there is: laws and keys, stages, outcomes, options",
      asy_cmd_catalogue, "yjh", 0, 1,
      "Without PART the parts and the laws. Of a law: what it says, whom it concerns, its "
      "keys\n"
      "with meaning, range, unit and source, and the outcomes they move most. --json and\n"
      "--markdown give a part, or all, for programs and for docs/." },
    { "verify", "RESULTS [OTHER]",
      "recomputes every digest of a results file, or compares two files", asy_cmd_verify, "jqh",
      1, 2,
      "Exit 3 if a value was changed, added or lost since the file was written. With a second\n"
      "file: whether both hold the same results in every outcome that both know, be they of\n"
      "versions that know others; exit 3 if not, and the outcomes that differ are named." },
    { "validate", "SCENARIO --as-of DATE [--rows FILE]",
      "rehearses past years and scores the ranges on what was published", asy_cmd_validate,
      "aS4sdTBXojqh", 1, 1,
      "Forgets what was observed after each day, simulates the years after it, and holds the\n"
      "ranges against the figures published of them: how many of 100 lie inside, the weighted\n"
      "interval score, and how much better that is than three naive forecasts with the spread "
      "of\n"
      "their own past errors; by family and by how far ahead, with errors over series. What "
      "is\n"
      "missed stands first, and makes the exit code 1. With --rows nine quantiles of each row "
      "of "
      "a\n"
      "CSV (id, quantity, origin, place, period, unit), and scores where it has a column "
      "value: "
      "made\n"
      "for judging the model, no forecast for use." },
    { "bench", "SCENARIO", "events a second, bytes an applicant, thread scaling", asy_cmd_bench,
      "sTcujqh", 1, 1, NULL },
    { "selftest", "",
      "tests whether this installation computes what it was published to compute",
      asy_cmd_selftest, "jqh", 0, 0,
      "Compares the random numbers with the published ones, counts off a chance and a "
      "quantile,\n"
      "finds and reads the shipped scenarios, lives a small world on one thread and on two,\n"
      "holds its digest against the one published with this version, writes, verifies and\n"
      "compares results in a temporary folder, and removes that. Some seconds; exit 5 if "
      "anything\n"
      "is not as it must be." },
    { "help", "[COMMAND]", "this, or what there is to say about a command", asy_cmd_help, "MCh",
      0, 1, NULL },
    { 0 },
};

static char fault[1024]; /* the only one: it ends the reading */

__attribute__((format(printf, 1, 2))) static bool
complain(const char *what, ...)
{
    va_list args;

    va_start(args, what);
    vsnprintf(fault, sizeof fault, what, args);
    va_end(args);
    fprintf(stderr, "asylsim: %s\nTry 'asylsim help'.\n", asy_say_name(fault));
    return false;
}

const char *
asy_options_fault(void)
{
    return fault;
}

const struct asy_command *
asy_command_find(const char *name)
{
    for (const struct asy_command *c = asy_commands; c->name; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
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

/* ---- values --------------------------------------------------------------------------------
 */

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
                                              : "a whole number in its range");
}

/* ---- reading -------------------------------------------------------------------------------
 */

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
                return complain("an empty name of a file");
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
