/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a rule says which numbers it needs: one table of parameters per law, from which the
   reader loads, checks, names unknown keys, prints the tables of docs/ and the provenance. */
#ifndef ASY_SCENARIO_PARAM_H
#define ASY_SCENARIO_PARAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    ASY_MAX_COUNTRIES = 64, /* states first, then transit countries, then the rest */
    ASY_MAX_GROUPS = 32,
    ASY_MAX_CROSSINGS = 32,
    ASY_MAX_ENTITIES = 64, /* the largest of the three */
};

/* What a parameter is. In a law struct: a REAL is a double, a FLAG a bool, a CHOICE an int
   (index into `choices`), a SET a uint64_t of bits over `per`. */
enum asy_kind { ASY_REAL, ASY_FLAG, ASY_CHOICE, ASY_SET };

/* One value, or one for each group, country (as citizenship, state or transit country) or
   crossing: an array of ASY_MAX_<dimension> values; or one for each family of observed series
   (known.h): an array of ASY_N_FAMILIES; or for each family of shared errors (shared_error.h).
   For a SET: what its members are. */
enum asy_per {
    ASY_ONE,
    ASY_PER_GROUP,
    ASY_PER_COUNTRY,
    ASY_PER_CROSSING,
    ASY_PER_FAMILY,
    ASY_PER_HAND,
    ASY_PER_GROUND /* of a remedy (ground.h) */
};

/* Which section of a scenario holds one instance of a law each. A value under `rules.<law>` is
   the general one, a value in the section (`states.POL.<law>`) the particular one. */
enum asy_section {
    ASY_OF_WORLD,    /* rules.<law> only */
    ASY_OF_STATE,    /* states.<ISO>.<law> */
    ASY_OF_TRANSIT,  /* transit.<ISO>.<law> */
    ASY_OF_CROSSING, /* crossings.<name>.<law> */
    ASY_OF_GROUP,    /* groups.<name>.<law> */
    ASY_OF_REFUGE, /* refuges.<ISO>.<law>: any country, also one that decides no claims here */
};

struct asy_param {
    const char *name;
    enum asy_kind kind;
    enum asy_per per;
    size_t offset;              /* within the law struct */
    double min, standard, max;  /* REAL, FLAG (0 or 1) and CHOICE (an index) */
    const char *unit;           /* "share", "days", "persons/day", "per year", ... */
    const char *doc;            /* what it says, in one sentence */
    const char *source;         /* where the standard comes from, with its grade if it is D */
    const char *const *choices; /* CHOICE: NULL-ended names */
    size_t whence; /* REAL, 0 if none: where the law struct has an int of whose value it is:
                      ASY_OWN, ASY_POOLED, or of the entity named by `as_in`, its index */
};

/* Whose value a key with `whence` has where it is not that of an entity. */
enum { ASY_OWN = -1, ASY_POOLED = -2 };

#define ASY_PARAM(law, name, min, standard, max, unit, doc, source)                            \
    {                                                                                          \
#name, ASY_REAL, ASY_ONE, offsetof(struct asy_##law, name), min, standard, max, unit,  \
            doc, source, NULL, 0                                                               \
    }
/* A shift of a standard that may be another's altogether: `as_in` takes over whose it is. */
#define ASY_PARAM_STANDARD(law, name, whose, most, unit, doc, source)                          \
    {                                                                                          \
#name, ASY_REAL, ASY_ONE, offsetof(struct asy_##law, name), -most, 0, most, unit, doc, \
            source, NULL, offsetof(struct asy_##law, whose)                                    \
    }
#define ASY_PARAM_PER(per, law, name, min, standard, max, unit, doc, source)                   \
    {                                                                                          \
#name, ASY_REAL, per, offsetof(struct asy_##law, name), min, standard, max, unit, doc, \
            source, NULL, 0                                                                    \
    }
#define ASY_PARAM_FLAG(law, name, standard, doc, source)                                       \
    {                                                                                          \
#name, ASY_FLAG, ASY_ONE, offsetof(struct asy_##law, name), 0, standard, 1,            \
            "yes or no", doc, source, NULL, 0                                                  \
    }
#define ASY_PARAM_CHOICE(law, name, choices, standard, doc, source)                            \
    {                                                                                          \
#name, ASY_CHOICE, ASY_ONE, offsetof(struct asy_##law, name), 0, standard, 99,         \
            "one of", doc, source, choices, 0                                                  \
    }
#define ASY_PARAM_SET(per, law, name, doc, source)                                             \
    {                                                                                          \
#name, ASY_SET, per, offsetof(struct asy_##law, name), 0, 0, 0, "list", doc, source,   \
            NULL, 0                                                                            \
    }

/* A parameter that only a baseline sets; `why` says so, and what a reform sets in its place. */
struct asy_baseline_only {
    const char *param, *why;
};

/* A law: one table of parameters, held once by the world or once by each state, transit
   country, crossing or group. `params` ends with a row whose name is NULL. */
struct asy_law {
    const char *name;   /* the key in a scenario: states.POL.<name>.<param> */
    const char *file;   /* where it is: __FILE__, see asy_law_file */
    const char *doc;    /* one sentence */
    const char *source; /* article, judgment, essay */
    enum asy_section section;
    size_t size; /* of the law struct */
    const struct asy_param *params;
    const struct asy_baseline_only
        *baseline_only; /* ends with a NULL; NULL: a reform sets all */
};

/* The list of all laws: ASY_LAW_<name> is the index, asy_law_<name> the definition in the
   file of that name. To add a rule, add its file and its line to laws.def. */
enum asy_law_id {
#define LAW(name) ASY_LAW_##name,
#include "catalogue/laws.def"
#undef LAW
    ASY_N_LAWS
};
#define LAW(name) extern const struct asy_law asy_law_##name;
#include "catalogue/laws.def"
#undef LAW
extern const struct asy_law *const asy_laws[ASY_N_LAWS];

/* The file of a law in the sources: "model/law/transit/agents.c"; "" if none. Borrowed. */
const char *asy_law_file(const struct asy_law *law);

#endif
