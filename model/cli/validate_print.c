/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores as tables that read alike on a terminal and in docs/: what failed first, then each
   family, the whole, what is left out and why, what was set with later data in sight. */
#include "cli/validate.h"

#include "cli/say.h"
#include "inference/hindsight.h"

#include <string.h>

const char *
asy_validation_family(const struct asy_validation *self, int family)
{
    return family < 0 ? "all" : self->targets->family[family];
}

int
asy_validation_misses(const struct asy_validation *self, asy_take_miss *take, void *user)
{
    int n = 0;

    for (int f = -1; f < self->targets->n_families; f++) {
        struct asy_scored scored;
        char why[256];
        if (!asy_rehearsal_score(self->rehearsal, f, ASY_AHEAD_ALL, &scored) ||
            !asy_scored_misses(&scored, why, sizeof why))
            continue;
        if (take)
            take(user, asy_validation_family(self, f), why);
        n++;
    }
    return n;
}

/* ---- the head ---------------------------------------------------------------- */

static void
print_head(const struct asy_validation *self, FILE *out)
{
    const struct asy_options *const o = self->options;

    fprintf(out, "asylsim %s, scenario %s, %u draws, seed %llu; as of ", asy_version(),
            self->digest, o->draws, (unsigned long long) o->seed);
    for (size_t i = 0; i < o->as_ofs.n; i++)
        fprintf(out, "%s%s", i ? ", " : "", o->as_ofs.list[i]);
    fprintf(out, "; scored to %s.\n", self->until);
    for (size_t i = 0; i < o->sets.n; i++)
        fprintf(out, "With --set %s.\n", o->sets.list[i]);
}

static void
print_miss(void *user, const char *family, const char *why)
{
    fprintf(user, "- %s: %s\n", family, why);
}

/* What no promise is broken by, and yet is not what "90 in 100" says. */
static void
print_narrow(const struct asy_validation *self, FILE *out)
{
    static const char narrow[] =
        "\nRanges of 90 in 100 contain fewer, by more than two errors, for: ";
    bool any = false;

    for (int f = 0; f < self->targets->n_families; f++) {
        struct asy_scored s;
        if (!asy_rehearsal_score(self->rehearsal, f, ASY_AHEAD_ALL, &s) ||
            !asy_scored_is_narrow(&s))
            continue;
        fprintf(out, "%s%s (%.0f \xc2\xb1 %.0f)", any ? ", " : narrow,
                asy_validation_family(self, f), 100.0 * s.holds[ASY_RANGE_90],
                100.0 * s.holds_error[ASY_RANGE_90]);
        any = true;
    }
    fputs(any ? ".\n" : "", out);
}

static void
print_misses(const struct asy_validation *self, FILE *out)
{
    fputs("\n### What is missed\n\n", out);
    if (asy_validation_misses(self, print_miss, out) == 0)
        fputs("No promise was missed.\n", out);
    if (self->options->draws < 19)
        fprintf(out, "A range of 90 in 100 needs at least 19 draws; there are %u.\n",
                self->options->draws);
    print_narrow(self, out);
}

/* ---- the tables -------------------------------------------------------------- */

/* A share in per cent with its error, or nothing. */
static void
print_share(FILE *out, double x, double error)
{
    char text[32] = "";

    if (isfinite(x) && isfinite(error))
        snprintf(text, sizeof text, "%.0f ± %.0f", 100.0 * x, 100.0 * error);
    else if (isfinite(x))
        snprintf(text, sizeof text, "%.0f", 100.0 * x);
    fputs(" ", out);
    asy_say_padded(out, text, -8);
    fputs(" |", out);
}

static void
print_score(FILE *out, double x)
{
    char text[32] = "";

    if (isfinite(x))
        snprintf(text, sizeof text, "%.3f", x);
    fputs(" ", out);
    asy_say_padded(out, text, -6);
    fputs(" |", out);
}

static void
print_line(const struct asy_validation *self, FILE *out, const struct asy_scored *s)
{
    fputs("| ", out);
    asy_say_padded(out, asy_validation_family(self, s->family), 28);
    fputs(" | ", out);
    asy_say_padded(out, asy_ahead_name(s->ahead), 15);
    fprintf(out, " | %6d | %6d |", s->n_series, s->n_values);
    for (int r = 0; r < ASY_N_RANGES; r++)
        print_share(out, s->holds[r], s->holds_error[r]);
    print_score(out, s->weighted);
    print_score(out, s->against[ASY_LAST_YEAR].naive);
    for (int k = 0; k < ASY_N_NAIVE; k++)
        print_share(out, s->against[k].skill, s->against[k].skill_error);
    fprintf(out, " %+6.2f |\n", s->off);
}

static void
print_table(const struct asy_validation *self, FILE *out)
{
    fputs(
        "\n### By family, and all\n\n"
        "Of 100 published values, the number inside the ranges that should contain 50, 80, 90 "
        "and 95 "
        "of them,\n± the error over series. Score: the weighted interval score, of counts on "
        "the "
        "logarithm of (x + 1), of\nshares as they are; lower is better. Skill: by how many per "
        "cent it is lower than that of a naive forecast\nwith the spread of its own past "
        "errors, "
        "where there is one. Off: the median minus the published value.\n"
        "\n",
        out);
    fputs(
        "| family                       | ahead           | series | values | in 50    | in 80"
        "    | in 90    | in 95    | score  | of last year | skill on last year | on last "
        "quarter | on trend | off |\n| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | "
        "---: | ---: | ---: | ---: | ---: | ---: |\n",
        out);
    for (int f = 0; f <= self->targets->n_families; f++)
        for (int a = 0; a < ASY_N_AHEAD; a++) {
            struct asy_scored scored;
            const int family = f < self->targets->n_families ? f : -1;
            if (asy_rehearsal_score(self->rehearsal, family, (enum asy_ahead) a, &scored))
                print_line(self, out, &scored);
        }
}

/* ---- what is not scored ------------------------------------------------------ */

static void
print_left_out(const struct asy_validation *self, FILE *out)
{
    const struct asy_rehearsal *const r = self->rehearsal;

    fputs("\n### What is left out\n\n", out);
    for (int i = 0; i < r->n_left; i++)
        fprintf(out, "- %s: %d value%s: %s\n", self->targets->family[r->left[i].family],
                r->left[i].n, r->left[i].n == 1 ? "" : "s", r->left[i].why);
    if (r->n_left == 0)
        fputs("- nothing from the table\n", out);
    fputs("- recognition and files closed in states that count first instance and appeal in "
          "one; shares of fewer\n  than 50 decisions; destinations of fewer than 100 claims\n"
          "- the level of returns and refusals of entry, which counts people who never claimed "
          "asylum: its\n  change from the last year known is scored\n"
          "- shares of all applications, admission on a single day, readmissions approved: one "
          "day or one state each\n",
          out);
}

struct listing {
    FILE *out;
    int n_values;
};

static void
print_hindsight(void *user, const char *path, int n_values, const char *last)
{
    struct listing *const self = user;

    self->n_values += n_values;
    if (!self->out)
        return;
    fprintf(self->out, "- %s", path);
    if (n_values > 1)
        fprintf(self->out, ", %d values", n_values);
    fprintf(self->out, "%s%s\n", *last ? ", the last from " : "", last);
}

static void
print_by_hand(const struct asy_validation *self, FILE *out)
{
    struct listing listing = { 0 };
    const int n = asy_hindsight_list(self->scenario, print_hindsight, &listing);

    fprintf(out,
            "\n### Set by hand, with later data in view\n\n%d values in %d places that no "
            "as-of day undoes. They flatter the scores.\n\n",
            listing.n_values, n);
    listing.out = out;
    asy_hindsight_list(self->scenario, print_hindsight, &listing);
}

void
asy_validation_print(const struct asy_validation *self, FILE *out)
{
    print_head(self, out);
    print_misses(self, out);
    print_table(self, out);
    print_left_out(self, out);
    print_by_hand(self, out);
}
