/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands: what each is called, takes and says of itself. */
#include "cli/options.h"

#include <string.h>

const struct asy_command asy_commands[] = {
    { "check", "SCENARIO [--reform FILE...]",
      "checks scenarios and says what each reform changes in law", asy_cmd_check,
      "r5tKSUa4zYjqh", 1, 1,
      "Reads the baseline and the reforms with every file they include. Lists all errors with "
      "file\n"
      "and line; if there are none, what each reform changes: the value before and after, from "
      "which\n"
      "day and on what source, and where reforms applied together set the same value "
      "differently.\n"
      "With --strict, a value without source or grade, an assumption without a prior, and a "
      "reform\n"
      "that names no outcome for its claim are errors as well. A short pilot run then counts "
      "how many\n"
      "people of the baseline each change affects and warns where it affects nobody (an error "
      "with\n"
      "--strict); --no-pilot saves the few seconds this takes. A reform may be given alone: "
      "its\n"
      "baseline is the one it extends (likewise for run, explain and params). With --as-of it "
      "says\n"
      "how many observed values are ignored. --json gives each change by path, before, after, "
      "from,\n"
      "source and number of people affected, and each warning and error by file and line." },
    { "run", "SCENARIO [--reform FILE... | --package FILE] -o FILE",
      "simulates the baseline and each reform and writes a results file", asy_cmd_run,
      "r56tKOSUa4sdn2TEHRfiojqh", 1, 1,
      "Simulates every applicant of the baseline once for each draw and replicate, and again "
      "under\n"
      "each reform from the day it enters into force, with the same luck. If interrupted "
      "(Ctrl-C), it\n"
      "finishes the histories in progress and can be continued with --resume. With --force "
      "the\n"
      "existing file stays in place until the new one is complete; until then the new one is "
      "written\n"
      "to FILE.partial, where --resume looks first. The same seed gives the same results on "
      "any\n"
      "number of threads. How long it will take is said after the first histories, on a "
      "terminal all\n"
      "along; of a package before the first.\n"
      "\n"
      "--package also simulates what is needed to split the effect of the package among its "
      "parts:\n"
      "every subset for up to six parts, beyond that the subsets that occur in sampled orders. "
      "A\n"
      "package given to --reform is one overlay: all its parts at once, with no split. The "
      "default is\n"
      "60 draws, or 20 for --package, the fewest on which 'compare' gives a verdict.\n"
      "\n"
      "With --closures the outcomes that the reforms claim are also counted under sixteen "
      "closures,\n"
      "that is, ways of reading the world on which a result may depend, on 20 draws common to "
      "all:\n"
      "capacity fixed or adjusting, need or recognition rate held constant, demand fixed or\n"
      "responsive, departures from the last quarter or the mean of the last year. 'compare\n"
      "--closures' says under how many of them each claim is borne out. Reforms given to --few "
      "are\n"
      "simulated on the first 20 draws only (--few-draws) and compared with the baseline on "
      "those: a\n"
      "third of the time, where there are many." },
    { "merge", "SHARD... -o FILE", "joins the results of shards into one file", asy_cmd_merge,
      "ofjqh", 1, 10000,
      "The shards must come from runs that are identical except for --shard." },
    { "compare", "RESULTS", "shows what becomes of people: baseline, reforms, differences",
      asy_cmd_compare, "mpleAbLPZQEWjqh", 1, 1,
      "First, each reform in three sentences: what changes, for whom, and how certain that is. "
      "Then\n"
      "who is protected with the reform and without it, and the reforms side by side on the "
      "main\n"
      "outcomes. Then, for each reform, its claim put to the test and the outcomes that it "
      "touches or\n"
      "changes (--all: every outcome, also with --by): the medians of the baseline and of the "
      "reform,\n"
      "the range that contains 90 of 100 simulated histories, the difference for the same "
      "people with\n"
      "the same luck, how far its median may be off for want of more histories, and how often "
      "the\n"
      "change is for the worse.\n"
      "--package: how much each part of a package contributes (Shapley values; they sum to "
      "the\n"
      "whole).\n"
      "--closures: under how many of sixteen closures each claim is borne out, and what that "
      "depends\n"
      "on; for a file run without them, as recorded in the table of the shipped reforms." },
    { "report", "RESULTS [-o FILE]", "writes the results as one HTML page that works offline",
      asy_cmd_report, "oJjqh", 1, 1,
      "A single file with charts, tables and every value with its source. It opens in any "
      "browser\n"
      "without a network connection and can be printed or mailed. Without -o it is written "
      "next to\n"
      "the results file. --life adds a simulated life in both worlds: asylsim explain ... "
      "--json >\n"
      "life.json" },
    { "export", "RESULTS -o FOLDER", "writes the results as tidy CSV with a datapackage.json",
      asy_cmd_export, "oAmpleqh", 1, 1,
      "One CSV for each table: outcomes, paired fates, flows, the refoulement ledger, every "
      "value\n"
      "with its source. Text that a spreadsheet would run as a formula is made safe. "
      "--scenario and\n"
      "--population filter all tables; --metric and --place filter outcome.csv; --period "
      "filters\n"
      "outcome.csv and, by year, refoulement.csv." },
    { "explain", "SCENARIO [--reform FILE... | --package FILE]",
      "tells one simulated life, day by day", asy_cmd_explain, "rtKSUa4sDNkFgjqh", 1, 1,
      "Each step with its day, rule, draw and source. With --reform or --package, the same "
      "life in\n"
      "two worlds: the common part up to where they diverge, then what follows in each. "
      "Several\n"
      "reforms apply together here; values of --set apply in both worlds. With --set alone, "
      "the life\n"
      "without and with those values. All persons are simulated." },
    { "params", "SCENARIO",
      "lists every key; with --grep or --grade, each value with its source", asy_cmd_params,
      "rtSa4Gwxjqh", 1, 1,
      "One line for each key: its value, or how many values it has (by state, group, crossing, "
      "date)\n"
      "and their range; unit, grades, and the files that set them. Keys left at the program's "
      "default\n"
      "are listed too. With --grep, --grade or --known, each value in full, with prior, range, "
      "source\n"
      "and what other sources say; --json gives all of that." },
    { "find", "WORDS... [SCENARIO]",
      "finds a key in plain words: value, source, and the line that changes it", asy_cmd_find,
      "vjh", 1, 100,
      "Searches for words, labels, articles (\"604/2013 art. 17\") and names of countries, "
      "groups and\n"
      "crossings, in any order and in upper or lower case. For each key: what it means, its "
      "value on\n"
      "a day (--on), source and grade, whom it affects, a line for a reform's `set` that does "
      "what was\n"
      "asked, and the outcomes it moves. Then the shipped reforms and the outcomes that match. "
      "Exit\n"
      "code 1 if nothing matches. Searches the shipped baseline unless a scenario file is "
      "named\n"
      "last." },
    { "new", "TITLE KEY=VALUE... [-o FILE]",
      "writes a reform that sets these keys, ready to check", asy_cmd_new, "oIfjqh", 2, 65,
      "KEY as 'find' and 'params' print it (dublin.limit_days for all states;\n"
      "states.<ISO>.merits.capacity for one), VALUE as in a reform. KEY+=NAME and KEY-=NAME "
      "change a\n"
      "list, KEY*=1.5 multiplies, KEY+=2 adds; 'KEY from DATE until DATE=VALUE' sets the "
      "dates. Above\n"
      "each key the file states what it means and its value so far. It proposes a claim and "
      "an\n"
      "outcome from what the keys move, and leaves the source for you to fill in. If any value "
      "is\n"
      "rejected, nothing is written. Without -o the file is named after the title." },
    { "catalogue", "[PART | LAW]", "lists laws and keys, stages, outcomes and options",
      asy_cmd_catalogue, "yjh", 0, 1,
      "Without PART, lists the parts and the laws. For a law: what it says, whom it affects, "
      "its keys\n"
      "with meaning, range, unit and source, and the outcomes they move most. --json and "
      "--markdown\n"
      "give one part, or all, for programs and for docs/." },
    { "verify", "RESULTS [OTHER]",
      "recomputes every digest of a results file, or compares two files", asy_cmd_verify, "jqh",
      1, 2,
      "Exit code 3 if a value was changed, added or lost since the file was written. With a "
      "second\n"
      "file: whether both have the same results in every outcome known to both, even where "
      "their\n"
      "versions of the program differ; if not, exit code 3, and the outcomes that differ are "
      "named." },
    { "validate", "SCENARIO --as-of DATE [--rows FILE]",
      "rehearses past years and scores the ranges against published figures", asy_cmd_validate,
      "aS4sdTBXojqh", 1, 1,
      "Ignores what was observed after each day given, simulates the years that follow, and "
      "compares\n"
      "the ranges with the figures published for them: how many in 100 lie inside, the "
      "weighted\n"
      "interval score, and how much better that is than three naive forecasts with the spread "
      "of\n"
      "their own past errors; by family and by how far ahead, with errors over series. What "
      "was\n"
      "missed is printed first and makes the exit code 1. With --rows, nine quantiles for each "
      "row of\n"
      "a CSV (id, quantity, origin, place, period, unit), and scores where it has a column "
      "value:\n"
      "meant for judging the model, not as a forecast." },
    { "bench", "SCENARIO",
      "measures events per second, bytes per applicant and scaling over threads", asy_cmd_bench,
      "sTcujqh", 1, 1, NULL },
    { "selftest", "", "tests that this installation computes what was published",
      asy_cmd_selftest, "jqh", 0, 0,
      "Compares the random numbers with the published ones, checks a probability and a "
      "quantile,\n"
      "finds and reads the shipped scenarios, simulates a small world on one thread and on "
      "two,\n"
      "compares its digest with the one published with this version, and writes, verifies and\n"
      "compares results in a temporary folder, which it then removes. Takes a few seconds; "
      "exit code\n"
      "5 if anything differs." },
    { "help", "[COMMAND]", "this list, or help on a command", asy_cmd_help, "MCh", 0, 1, NULL },
    { 0 },
};

const struct asy_command *
asy_command_find(const char *name)
{
    for (const struct asy_command *c = asy_commands; c->name; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}
