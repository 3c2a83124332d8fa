/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario: text resolved into layers, every value with the layer, file and line it came
   from; and a world: the same with one draw of the uncertain parameters, ready to be lived in.
 */
#ifndef ASY_SCENARIO_SCENARIO_H
#define ASY_SCENARIO_SCENARIO_H

#include "asylsim/scenario.h"
#include "base/fail.h"
#include "scenario/claim.h"
#include "scenario/package.h"
#include "scenario/param.h"
#include "scenario/scope.h"

/* What to load. `reforms` are overlays that hold together, in this order; `sets` are
   "path=value" from the command line (rules.dublin.p_request=0.5), in force from the first day.
   `package` (or NULL) is a file that lists reforms, see package.h; `parts` has a bit for each
   of them that holds, 0 is all. All borrowed for the call only. */
struct asy_scenario_args {
    const char *baseline;
    const char *const *reforms;
    size_t n_reforms;
    const char *package;
    uint64_t parts;
    const char *const *sets;
    size_t n_sets;
    const char *const *closures; /* "path=value" too, laid over all else: how the world is read
                                    (catalogue/closures.def), horizon.level_months among them */
    size_t n_closures;
    const char *const *also; /* reforms with which it will be compared, or laid over: countries
                                that they add are on its map too */
    size_t n_also;
    const char *also_package;       /* the same of a package; or NULL */
    const struct asy_scenario *map; /* loaded with the same `also`: its countries are taken,
                                       and no file is looked into again; or NULL */
    bool sets_reform;  /* the sets are compared with a baseline without them: they may set no
                          more than a reform may */
    const char *until; /* another last day than the baseline's: a 31 December; or NULL */
    const char
        *as_of; /* forget what was observed after this day, the last of a month; or NULL */
    const char *departures; /* a table of how many set out, laid over the baseline
                               (departures_table.c); or NULL */
};

/* Loads, overlays and checks. On failure *out is NULL and every error of the pass is in `errs`.
   The caller frees *out with asy_scenario_destroy (safe on NULL). */
bool asy_scenario_load(struct asy_scenario **out, const struct asy_scenario_args *args,
                       struct asy_errors *errs);

/* The first day on which this scenario may differ from its baseline (days since the horizon's
   first day; 0 if an early reform touches the start, the first day of the warm-up if --set
   does; INT32_MAX for the baseline). */
int32_t asy_scenario_branch_day(const struct asy_scenario *self);

/* The first day that is lived: 0, or below it, where a warm-up goes before. */
int32_t asy_scenario_first_day(const struct asy_scenario *self);
/* Days of the horizon: a reform that branches later changes nothing in it. */
int32_t asy_scenario_days(const struct asy_scenario *self);

/* The i-th country that the reforms of this scenario add to the baseline's: its name, and the
   code; NULL past the last. */
const char *asy_scenario_adds(const struct asy_scenario *self, int i, const char **code);

/* "comes into force after the last day of the run, 2018-12-31: nothing will change", of a
   reform of which that is true: a placebo; of one in force before the first day, that it holds
   from there. "" of all others. Returns `out`. */
const char *asy_scenario_note(const struct asy_scenario *self, char out[96]);

/* "departures after 2016 are an assumption: held at the level of 2016 (grade D)": until when
   they are given, and what they are held at, or drift from, from then on. Returns `out`. */
const char *asy_scenario_assumption(const struct asy_scenario *self, char *out, size_t size);

/* How many values an --as-of forgot; the day itself, "2014-12-31", in `out` ("": none is
 * given). */
size_t asy_scenario_forgotten(const struct asy_scenario *self, char out[16]);

/* The canonical text (sorted keys, plain numbers, no comments), of which the digest is made. */
void asy_scenario_print(const struct asy_scenario *self, FILE *out);

/* What `reform` changes against `base`, in law: path, from when, old value, new value, source.
   Returns how many values differ. With out NULL only counts. */
size_t asy_scenario_changes(const struct asy_scenario *base, const struct asy_scenario *reform,
                            FILE *out);

/* Adds an error for every law and value without source, every value without grade, every
   assumption without prior, every reform that names no outcome of its claim. Of a scenario with
   reforms only what they say is looked at. */
void asy_scenario_lint(const struct asy_scenario *self, struct asy_errors *errs);

/* One value as given: for the results file, `params` and the report. Texts are borrowed. */
struct asy_entry;

struct asy_value {
    const char *path;  /* states.POL.dublin.p_request.DEU */
    const char *whom;  /* "for all but minors alone"; "" for everybody */
    const char *scope; /* the same in canonical text; "" */
    const char *from;  /* "2016-01-01", or "" when it always held */
    const char *until; /* its last day, "2017-05-26"; "" to the end */
    const char *value; /* as text: number, yes/no, choice, list; a form, "times 1.5" */
    const char *unit, *prior, *range, *source, *grade, *conflict;
    const char *known;      /* observed, decreed, or "" of what bears no date and is neither */
    const char *noted;      /* its note `known`, of the two or a date; "" */
    const char *known_from; /* the day by whose evening it was known, "2016-12-31"; "" */
    const char *family;     /* of the walk on which it goes on after the last day of data; "" */
    const char
        *held; /* what holds after a series: "held from 2017-01 at the mean of ..."; "" */
    const char *drifts_from; /* the first day of that walk, if the world lets it walk; "" */
    double walk;             /* its size, a year, on the family's scale; 0: it stands still */
    const char *fitted;      /* set by hand with data to this day in sight; "" */
    const char *layer;       /* standard, world, baseline, reform, command */
    const char *file;
    int line;
};
/* The i-th value, standards included, in canonical order; false past the end. */
bool asy_scenario_value(const struct asy_scenario *self, size_t i, struct asy_value *value);

/* A value that draws sample, of the baseline or (layer "reform") of a reform; borrowed. */
struct asy_uncertain {
    const char *path, *from, *layer;
    const struct asy_entry *entry;
    const struct asy_scenario *scenario;
};
/* The next one from *i on, which begins at 0; false past the last. */
bool asy_scenario_uncertain(const struct asy_scenario *self, size_t *i,
                            struct asy_uncertain *out);
/* What it is in that draw (scenario/sample.h). */
double asy_uncertain_sample(const struct asy_uncertain *self, uint64_t seed, uint32_t draw);

/* ---- the world -------------------------------------------------------------------------- */

struct asy_country {
    char code[4];
    const char *label;
    bool is_state, is_transit;
};
struct asy_group {
    const char *name, *label;
    int citizenship; /* country index */
    uint64_t
        key; /* hash of the name: luck is keyed by it, so that adding a group moves no other */
};
struct asy_crossing {
    const char *name, *label;
    const char *city; /* where one waits */
    int from;         /* transit country, index; -1: by air from home */
    int into;         /* state, index; -1: wherever one chooses (by air) */
};

/* The values of one law for one entity from one day on. */
struct asy_segment {
    int32_t from;    /* day of the horizon; the first is 0, the warm-up's lie below it */
    const void *law; /* for nobody in particular; behind it, one after the other, those for each
                        kind of people that the law tells apart (asy_variant) */
};
struct asy_segments {
    const struct asy_segment *list;
    int32_t n;
};

/* A published share that is solved for as it stands and then drifts by what is asked for: from
   a day on, what its odds are multiplied by, by month of the calendar. */
struct asy_leaning {
    int32_t from;
    const double *odds; /* NULL: it stands still */
};

/* Days on which a reform or the command line sets a value, [from, until); INT32_MAX never. */
struct asy_decree {
    int32_t from, until;
};

/* What the text says of a key of one number, of one entity: from which day on it no longer says
   what was observed (INT32_MAX: it is no observation, or one that stands), and when it is set:
   not by what is said of what it is laid over (times, plus). Days of the horizon. */
struct asy_span {
    int32_t ends;
    struct asy_decree set;
};

/* Numbers of practice at a crossing that may have been set to a demand: keys of border. */
enum asy_set_to_demand {
    ASY_SET_ceiling,
    ASY_SET_interview_minutes,
    ASY_SET_p_heard,
    ASY_N_SET_TO_DEMAND
};

/* Until when data speak, and from when a reform does: days of the horizon, INT32_MAX never. */
struct asy_spans {
    int32_t departures[ASY_MAX_GROUPS]; /* the first day after the data on who sets out */
    int32_t given[ASY_MAX_GROUPS];      /* from when the user says how many do (--departures) */
    int32_t practice[ASY_MAX_CROSSINGS]; /* the first day after the data on practice there */
    /* when a reform says it: for all; and for some, in which scopes (bits) they lie */
    struct asy_decree decreed[ASY_MAX_CROSSINGS][ASY_N_SET_TO_DEMAND];
    struct asy_decree decreed_for[ASY_MAX_CROSSINGS][ASY_N_SET_TO_DEMAND];
    uint8_t decreed_scopes[ASY_MAX_CROSSINGS][ASY_N_SET_TO_DEMAND];
};

/* One draw of everything uncertain. Read-only while it is lived in. */
struct asy_world {
    int32_t n_days;     /* of the horizon; what laws say stands beyond it too */
    int32_t first_year; /* the horizon starts on 1 January of this year */
    int32_t first_day;  /* that is lived: 0, or below it, where a warm-up goes before */
    int warm_up_months; /* lived before the horizon, of which nothing is counted */
    int n_countries, n_states, n_transit, n_groups, n_crossings;
    struct asy_country country[ASY_MAX_COUNTRIES]; /* [0, n_states) states, then n_transit */
    struct asy_group group[ASY_MAX_GROUPS];
    struct asy_crossing crossing[ASY_MAX_CROSSINGS];
    /* [law][entity]; entity 0 for ASY_OF_WORLD, the country index for states and transit */
    struct asy_segments laws[ASY_N_LAWS][ASY_MAX_ENTITIES];
    uint8_t apart[ASY_N_LAWS][ASY_MAX_ENTITIES]; /* scopes that each tells apart, as bits */
    int n_scopes;
    const struct asy_scope *scopes; /* [n_scopes], borrowed from the scenario */
    /* [law][entity][member], or NULL: of laws that have such a share */
    const struct asy_leaning *leanings[ASY_N_LAWS][ASY_MAX_ENTITIES];
    int32_t leans_from; /* the first day of any; INT32_MAX */
    struct asy_spans spans;
    const struct asy_scenario *scenario; /* borrowed */
    void *memory;                        /* owns the segments that are not the baseline's */
};

/* Samples the priors for `draw` (0: the stated values themselves; 1, 2, ...: samples, keyed by
   seed, draw and path, so that every scenario of an ensemble shares them). `self` need not be
   zeroed; free with asy_world_free. Borrows from the scenario, which must outlive it. */
bool asy_world_init(struct asy_world *self, const struct asy_scenario *scenario, uint64_t seed,
                    uint32_t draw, struct asy_error *err);
/* The same draw of a scenario over the baseline whose world is given: what the two have in
   common is not made anew but shared, so the baseline's world must outlive this one. */
bool asy_world_branch(struct asy_world *self, const struct asy_scenario *scenario,
                      const struct asy_world *baseline, const struct asy_scenario *of_baseline,
                      uint64_t seed, uint32_t draw, struct asy_error *err);
void asy_world_free(struct asy_world *self);

/* The members of a key, as bits, of which the text says something for this very entity, and not
   only for all. */
uint64_t asy_members_told(const struct asy_scenario *self, enum asy_law_id law, const char *key,
                          int entity);

/* Index by code or name, -1 if there is none. */
int asy_world_country(const struct asy_world *self, const char *code);
int asy_world_group(const struct asy_world *self, const char *name);
int asy_world_crossing(const struct asy_world *self, const char *name);

/* What the odds of a law's published share of a member (0 where it has none) are multiplied by
   on a day: 1 where it stands still. */
double asy_world_leaning(const struct asy_world *self, enum asy_law_id law, int entity,
                         int member, int32_t day);

/* How far the text's observation of a key of one number goes, by its row in the law's table. */
struct asy_span asy_world_span(const struct asy_world *self, enum asy_law_id law, int entity,
                               int param);

/* Whether a day is one of these. */
bool asy_decree_holds(const struct asy_decree *self, int32_t day);

/* The month lived in which a day lies: 0 is the first, of the warm-up where there is one. */
int asy_world_month(const struct asy_world *self, int32_t day);

/* The values of a law for an entity on a day. */
const void *asy_world_law(const struct asy_world *self, enum asy_law_id law, int entity,
                          int32_t day);

#endif
