/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `compare` shows in place of its table, and which options then have nothing to choose:
   what is asked for and would not be done is refused. */
#include "cli/compare.h"

struct chosen {
    const char *option;
    bool is_given;
};

/* The first that is given. */
static const char *
first_of(const struct chosen *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (list[i].is_given)
            return list[i].option;
    return NULL;
}

/* The effect of a package, split; its claims stand above it in any case. */
static bool
package_takes(const struct asy_options *o, struct asy_error *err)
{
    const struct chosen no[] = {
        { "--by", o->by != NULL },           { "--lives", o->lives },
        { "--claims", o->claims },           { "--closures", o->closures },
        { "--pairing", o->pairing },         { "--all", o->all },
        { "--scenario", o->scenarios.n > 0 }
    };
    const char *const option = first_of(no, sizeof no / sizeof *no);

    return !o->split || !option ||
           asy_fail(err, ASY_E_INPUT, option,
                    "does not go with --package, which splits the effect of a package over its "
                    "parts, below the package's claims; --metric, --population, --place and "
                    "--period choose what is split");
}

/* What says nothing about a fate: it belongs to a whole life, and to no place. */
static bool
lives_take(const struct asy_options *o, struct asy_error *err)
{
    const struct chosen no[] = {
        { "--by", o->by != NULL },       { "--metric", o->metrics.n > 0 },
        { "--place", o->place != NULL }, { "--period", o->period != NULL },
        { "--claims", o->claims },       { "--closures", o->closures },
        { "--pairing", o->pairing },     { "--all", o->all },
    };
    const char *const option = first_of(no, sizeof no / sizeof *no);

    return !o->lives || !option ||
           asy_fail(err, ASY_E_INPUT, option,
                    "does not go with --lives, which is about the whole life of each person; "
                    "--population chooses among them");
}

/* A claim names its outcome, its people and its place itself. */
static bool
claims_take(const struct asy_options *o, struct asy_error *err)
{
    const struct chosen no[] = { { "--by", o->by != NULL },
                                 { "--metric", o->metrics.n > 0 },
                                 { "--population", o->population != NULL },
                                 { "--place", o->place != NULL },
                                 { "--period", o->period != NULL },
                                 { "--pairing", o->pairing },
                                 { "--all", o->all } };
    const char *const option = first_of(no, sizeof no / sizeof *no);

    return !o->claims || !option ||
           asy_fail(err, ASY_E_INPUT, option,
                    "does not go with --claims, which tests each claim on the outcome, the "
                    "people and the place that it names, over the years in force; without "
                    "--claims the outcomes are shown as asked");
}

/* The same, and claims alone are read in other worlds. */
static bool
closures_take(const struct asy_options *o, struct asy_error *err)
{
    const struct chosen no[] = { { "--by", o->by != NULL },
                                 { "--metric", o->metrics.n > 0 },
                                 { "--population", o->population != NULL },
                                 { "--place", o->place != NULL },
                                 { "--period", o->period != NULL },
                                 { "--claims", o->claims },
                                 { "--pairing", o->pairing },
                                 { "--all", o->all } };
    const char *const option = first_of(no, sizeof no / sizeof *no);

    return !o->closures || !option ||
           asy_fail(
               err, ASY_E_INPUT, option,
               "cannot be combined with --closures, which tests each claim on its own outcome, "
               "people and place under sixteen closures");
}

bool
asy_views_take(const struct asy_options *options, struct asy_error *err)
{
    return package_takes(options, err) && lives_take(options, err) &&
           claims_take(options, err) && closures_take(options, err);
}
