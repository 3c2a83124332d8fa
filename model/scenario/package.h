/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A package: several reforms in force together, as scenarios/packages/<name>.cfg lists them;
   and where two reforms laid over one baseline set the same value differently. */
#ifndef ASY_SCENARIO_PACKAGE_H
#define ASY_SCENARIO_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>

struct asy_scenario;

enum { ASY_MOST_PARTS = 32, ASY_MOST_SETTLED = 64 };

/* Of a scenario loaded with asy_scenario_args.package: the i-th of all parts, whether it holds
   here or not; false past the end. Texts borrowed. */
struct asy_part {
    const char *name, *title, *file;
    bool holds;
};
bool asy_scenario_part(const struct asy_scenario *self, size_t i, struct asy_part *part);

/* A value that two reforms set, and not alike. The later one wins, even over a narrower one. */
struct asy_clash {
    const char *path;                             /* as the winner writes it */
    const char *loser, *loser_value, *loser_file; /* the reform, its value, where it stands */
    const char *winner, *winner_value, *winner_file;
    int loser_line, winner_line;
    const char *because; /* the package's word for it; NULL: it says none, or there is none */
    bool would_join;     /* laid over each other the other way round, neither would be lost */
};
bool asy_scenario_clash(const struct asy_scenario *self, size_t i, struct asy_clash *clash);

/* The i-th of what a package says its parts do to each other: with `part`, `of` moves an
   outcome by which it is tested less than alone. False past the end. */
struct asy_undone {
    const char *part, *of, *metric, *because;
};
bool asy_scenario_undone(const struct asy_scenario *self, size_t i, struct asy_undone *undone);

#endif
