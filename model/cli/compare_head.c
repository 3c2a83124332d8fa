/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands above every comparison for people: of whom, of how many histories, how to read
 * it. */
#include "cli/compare.h"
#include "store/place_words.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static const char *
plural(unsigned n)
{
    return n == 1 ? "" : "s";
}

enum { FACT = 15 }; /* columns before what is said of it */

/* A line of the head; on a page too narrow for it, words below one another. */
static void
put_fact(const struct asy_comparison *self, const char *name, const char *text)
{
    char line[1600];
    const int width = self->layout.width;

    if (width >= asy_layout_plain.width || FACT + asy_say_width(text) <= width) {
        printf("  %-12s ", name);
        asy_say_beside(stdout, text, FACT, width);
        return;
    }
    snprintf(line, sizeof line, "%s: %s", name, text);
    asy_say_hanging(stdout, line, 2, 4, width);
}

static void
put_unfinished(const struct asy_comparison *self, const struct asy_results_info *info)
{
    char how[1400];

    printf("  %sunfinished%s   ", asy_say_bold(), asy_say_plain());
    asy_say_unfinished(how, sizeof how, self->file, info->n_runs, info->n_runs_planned);
    asy_say_beside(stdout, how + strlen("unfinished: "), FACT, self->layout.width);
}

/* "; 11 of 15 reforms on the first 20 draws": "" where all are on all. */
static const char *
few_words(char *out, size_t size, const struct asy_comparison *self,
          const struct asy_results_info *info)
{
    int n = 0, draws = 0;

    for (int s = 1; s <= self->n_reforms; s++) {
        const int here = asy_draws_of(info, asy_results_scenario(self->results, s));
        if (here == (int) info->n_draws)
            continue;
        n++;
        draws = here;
    }
    out[0] = '\0';
    if (n)
        snprintf(out, size, "; %d of %d reforms on the first %d draws", n, self->n_reforms,
                 draws);
    return out;
}

static void
put_histories(const struct asy_comparison *self, const struct asy_results_info *info)
{
    const unsigned n = (unsigned) self->n_jobs;
    char of[32] = "", what[160], text[360], second[48] = "", few[80];

    if (!info->is_complete)
        snprintf(of, sizeof of, " of %ld", asy_histories_planned(info));
    if (info->n_replicates == 1 && info->n_second_streams)
        snprintf(second, sizeof second, ", the first %u with a second",
                 info->n_second_streams < info->n_draws ? info->n_second_streams
                                                        : info->n_draws);
    if (info->n_draws)
        snprintf(what, sizeof what,
                 ": %u draw%s of the uncertain parameters x %u stream%s of luck%s",
                 info->n_draws, plural(info->n_draws), info->n_replicates,
                 plural(info->n_replicates), second);
    else
        snprintf(what, sizeof what, "%s at the stated values",
                 n == 1 ? "" : ", each with its own luck,");
    snprintf(text, sizeof text, "%u%s%s, seed %" PRIu64 "%s", n, of, what, info->seed,
             few_words(few, sizeof few, self, info));
    put_fact(self, "histories", text);
}

/* In how many of 100 it may yet be worse where it was so in none of n draws: the upper end of a
   one-sided 95 % interval (Clopper and Pearson 1934). */
static int
at_most_in_100(size_t n)
{
    return (int) lround(100.0 * (1.0 - pow(0.05, 1.0 / (double) n)));
}

/* More draws come of the rest of an unfinished run, if that has enough; else of another run. */
static void
put_too_few(char *out, size_t size, const struct asy_results_info *info, size_t n)
{
    char few[48], more[64];

    if (!info->is_complete && info->n_draws >= ASY_LEAST_DRAWS)
        snprintf(more, sizeof more, "the run is unfinished, and --resume continues it");
    else
        snprintf(more, sizeof more, "\"asylsim run\" with --draws %d or more", ASY_LEAST_DRAWS);
    snprintf(out, size,
             "There are %s for a verdict or for counting how often people fare worse: %s.",
             asy_too_few_text(few, sizeof few, n), more);
}

/* The fewest and the most draws of the reforms shown. */
static void
find_draws(const struct asy_comparison *self, const struct asy_results_info *info, size_t n[2])
{
    const size_t all = asy_compare_draws(self);

    n[0] = all;
    n[1] = 0;
    for (int s = 1; s <= self->n_reforms; s++) {
        const size_t of = (size_t) asy_draws_of(info, asy_results_scenario(self->results, s)),
                     here = of < all ? of : all;
        if (!asy_compare_asked(self, s))
            continue;
        n[0] = here < n[0] ? here : n[0];
        n[1] = here > n[1] ? here : n[1];
    }
    n[1] = n[1] < n[0] ? n[0] : n[1];
}

static void
put_key_of_worse(const struct asy_comparison *self, const struct asy_results_info *info)
{
    size_t draws[2];
    char line[600], streams[80] = "", fewer[32] = "", allows[48] = "";

    if (info->n_replicates > 1)
        snprintf(streams, sizeof streams, " (of a draw, the mean of its %u streams of luck)",
                 info->n_replicates);
    else if (info->n_second_streams > 0)
        snprintf(streams, sizeof streams, " (of one with two streams of luck, their mean)");
    find_draws(self, info, draws);
    const size_t n = draws[1];
    if (draws[0] < n) {
        snprintf(fewer, sizeof fewer, "%zu or ", draws[0]);
        snprintf(allows, sizeof allows, ", none of %zu up to %d", draws[0],
                 at_most_in_100(draws[0]));
    }
    if (n < ASY_LEAST_DRAWS)
        put_too_few(line, sizeof line, info, n);
    else
        snprintf(line, sizeof line,
                 "\"Worse\": in how many of the %s%zu draws the people concerned fare worse%s;"
                 " \"-\" where more is neither better nor worse. It is a count, not a"
                 " probability: none of %zu still allows up to %d in 100%s.",
                 fewer, n, streams, n, at_most_in_100(n), allows);
    asy_say_wrapped(stdout, line, 2, self->layout.width);
}

static void
put_key_of_pairing(const struct asy_comparison *self, const struct asy_results_info *info)
{
    asy_say_wrapped(
        stdout,
        info->n_replicates > 1 || info->n_second_streams > 0
            ? "\"Same luck\": how many times less the difference varies by chance than it would"
              " if each world had its own luck; both within one draw, whose uncertain values"
              " the two worlds share."
            : "\"Same luck\": how much it sharpens a difference cannot be told without a second"
              " stream of luck for some draws: \"asylsim run\" with --second-streams 10.",
        2, self->layout.width);
}

static void
put_key_of_differences(const struct asy_comparison *self, const struct asy_results_info *info)
{
    asy_say_wrapped(
        stdout,
        self->n_jobs == 1
            ? "The difference is between the same people with the same luck."
            : "The difference is between the same people with the same luck, taken history by"
              " history: its median is not the difference of the two medians. After \xc2\xb1"
              " comes its Monte Carlo error.",
        2, self->layout.width);
    put_key_of_worse(self, info);
    if (self->options->pairing)
        put_key_of_pairing(self, info);
}

/* How to read the table. */
static void
put_key(const struct asy_comparison *self, const struct asy_results_info *info)
{
    char line[600];

    if (self->n_jobs == 1)
        snprintf(line, sizeof line,
                 "There is only one history, so chance and effect cannot be told apart. Figures"
                 " are in persons unless the line says otherwise.");
    else
        snprintf(
            line, sizeof line,
            "Each figure is a median, in persons unless the line says otherwise; below it the"
            " range within which 90 in 100 of the simulated histories lie%s.",
            info->n_draws ? ": chance and parameter uncertainty together"
                          : ": chance alone, because nothing uncertain was sampled");
    asy_say_wrapped(stdout, line, 2, self->layout.width);
    if (self->n_reforms > 0)
        put_key_of_differences(self, info);
    if (asy_compare_has_bars(self) && !self->options->claims)
        asy_say_wrapped(
            stdout,
            self->n_reforms > 0
                ? "The bar: that range of the difference, \u25cf its median, \u2502 no"
                  " difference; less lies to the left, more to the right, and each"
                  " outcome has its own scale."
                : "The bar: that range from zero, \u25cf the median; each outcome has"
                  " its own scale.",
            2, self->layout.width);
}

void
asy_compare_header(const struct asy_comparison *self)
{
    const struct asy_results_info *info = asy_results_info(self->results);
    const char *const population = self->options->population;
    const bool of_some = population && strcmp(population, "all") != 0;
    char median[64], range[64], text[600];
    struct asy_pool pool = { 0 };
    const char *const people =
        of_some ? asy_people_words(&pool, self->results, population) : NULL;

    asy_cell_median(median, sizeof median, &self->set_out, ASY_COUNT, false);
    asy_cell_range(range, sizeof range, &self->set_out, self->set_out_fixed, ASY_COUNT, false);
    printf("%s%s%s", asy_say_bold(), "What becomes of people", asy_say_plain());
    if (self->layout.stacked)
        printf("\n%s\n", self->file);
    else
        printf("   %s\n", asy_say_name(self->file));
    put_fact(self, "baseline", asy_results_scenario(self->results, 0)->title);
    snprintf(
        text, sizeof text, "%s persons%s%.299s%s, or came under pressure at home, %d-%d%s%s%s",
        median, people ? " (" : "", people ? people : "", people ? ")" : "", info->first_year,
        info->first_year + info->n_years - 1, *range ? " (" : "", range, *range ? ")" : "");
    put_fact(self, "set out", text);
    asy_pool_free(&pool);
    if (!info->is_complete)
        put_unfinished(self, info);
    put_histories(self, info);
    snprintf(text, sizeof text, "%s%s", info->digest[0] ? info->digest : "none yet",
             info->is_complete ? "" : ": the run is unfinished");
    put_fact(self, "digest", text);
    if (*info->assumption)
        put_fact(self, "assumption", info->assumption);
    putchar('\n');
    put_key(self, info);
}
