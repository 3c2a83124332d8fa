/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of this room share and nobody else sees: the scenario's inside. */
#ifndef ASY_SCENARIO_INSIDE_H
#define ASY_SCENARIO_INSIDE_H

#include "base/calendar.h"
#include "base/pool.h"
#include "scenario/claim.h"
#include "scenario/form.h"
#include "scenario/known.h"
#include "scenario/package.h"
#include "scenario/prior.h"
#include "scenario/scenario.h"
#include "scenario/scope.h"
#include "scenario/shared_error.h"
#include "text/node.h"

enum { ASY_GENERAL = -1, ASY_ALL = -1 };
enum { ASY_WHOLE_YEAR = 12, ASY_LAST_SEASON = 2016 }; /* months; see level.c */
enum { ASY_MOST_REFORMS = 64, ASY_MOST_CLAIMS = 64 };
#define ASY_ALWAYS INT32_MIN
#define ASY_NEVER INT32_MAX

/* Which value: of which law and parameter, of which entity (ASY_GENERAL: under `rules`), for
   which member (ASY_ALL also where there are no members). */
struct asy_place {
    int law, param, entity, member;
};

/* One value as given, in one layer, from one day on. */
struct asy_entry {
    struct asy_place place;
    int layer;         /* 0 baseline, then reforms and sets in order: the higher wins */
    int order;         /* as read */
    int slot, n_slots; /* of its law that it fills; set when sorted */
    int scope;         /* for whom, counted from 1 in the scenario's list; 0: everybody */
    int32_t since;     /* day of the horizon, may lie outside it; ASY_ALWAYS */
    int32_t until;     /* the first day on which it no longer holds; ASY_NEVER */
    double number;     /* REAL, FLAG, CHOICE; of a form, what it is laid over with */
    uint64_t set;      /* SET; of a form, what it adds */
    struct asy_form form;
    const struct asy_stack *made; /* of an entry made of a form; NULL: it is as it was read */
    struct asy_prior prior;
    uint64_t key;         /* of the path: its luck */
    enum asy_hand hand;   /* the family with which it is wrong together; none */
    int sign;             /* 1 or -1: whether more of it is more of that */
    int32_t held_since;   /* from when on it is a series' last value or mean, held; see below */
    int held_months;      /* of which it is the mean; 0: it is given as it is */
    const double *months; /* [12], of a year of a series that was observed: what each month has,
                             over the year's value; in the pool; NULL: all the same */
    int32_t months_from;  /* the first day of that year */
    int over_months;   /* for so long it comes in, from the value before it; 0: it is there at
                          once */
    bool is_observed;  /* not decreed: what was seen to be so */
    int32_t known_day; /* day of the horizon by whose evening it was known; ASY_ALWAYS: decreed,
                          or an estimate that cannot be forgotten */
    enum asy_family
        family;          /* of the walk on which it goes on; ASY_FAMILY_none: it stands still */
    int32_t drifts_from; /* the first day of that walk; ASY_NEVER: it does not walk */
    char from[11];
    const char *path, *text, *unit, *prior_text, *range_text, *source, *grade, *conflict;
    const char *known, *fitted; /* as said beside it; NULL */
    const char *layer_name, *file;
    int line;
};

/* Of two parts of a package, from 0, that part over a key: which holds, and why. */
struct asy_settled {
    const char *key, *because;
    int law, param, holds, over;
    const char *file;
    int line;
};

struct asy_scenario {
    struct asy_pool pool;
    const char *title, *claim, *source, *name;
    int32_t start; /* of the horizon, days since 1970 */
    int32_t n_days, first_year, branch_day;
    int32_t first_day;                        /* of the warm-up, 0 or below */
    int32_t departures_given[ASY_MAX_GROUPS]; /* from when a table says how many set out;
                                                 ASY_NEVER (departures_table.c) */
    const char *until, *as_of_text;           /* of the command line, while loading; or NULL */
    int32_t as_of; /* day of the horizon after which nothing was observed yet; ASY_NEVER: all
                      that the scenario gives is known */
    int32_t known_until; /* the last day of which the baseline knows what was observed;
                            ASY_NEVER: it does not say */
    int level_months;  /* after a monthly series the mean of so many of its last months holds */
    int level_closure; /* the same as a closure has it, whatever the baseline says; 0: none */
    size_t n_forgotten; /* values */
    int n_countries, n_states, n_transit, n_groups, n_crossings;
    int n_own_countries; /* the baseline's: behind them stand those that reforms add */
    uint64_t adds;       /* of these, those that its own reforms name */
    struct asy_country country[ASY_MAX_COUNTRIES];
    struct asy_group group[ASY_MAX_GROUPS];
    struct asy_crossing crossing[ASY_MAX_CROSSINGS];
    struct asy_entry *entries; /* sorted so that later ones win over earlier ones of a slot */
    size_t n_entries, room;
    size_t law_first[ASY_N_LAWS + 1]; /* entries of law i: [law_first[i], law_first[i + 1]) */
    bool looks_elsewhere[ASY_N_LAWS]; /* some entity's law is as in another's */
    struct asy_value *values;         /* canonical order, in the pool */
    size_t n_values;
    struct asy_scope scopes[ASY_MOST_SCOPES]; /* the baseline's first */
    int n_scopes;
    int n_layers;
    int closure_layer; /* the first of a closure, which holds in the baseline too; 0: none */
    char early[11];    /* when a reform comes into force before the first day; "" */
    const char *layer_reform[ASY_MOST_REFORMS + 1]; /* of each reform's layer, and of those that
                                                       it extends: the reform as given */
    struct asy_claim_outcome claims[ASY_MOST_CLAIMS];
    int n_claims;
    struct asy_part parts[ASY_MOST_PARTS]; /* of a package */
    int n_parts;
    struct asy_settled settled[ASY_MOST_SETTLED];
    int n_settled;
    struct asy_undone undone[ASY_MOST_SETTLED];
    int n_undone;
    struct asy_clash *clashes; /* in the pool */
    size_t n_clashes;
};

/* What reads one tree into one layer. */
struct asy_reader {
    struct asy_scenario *self;
    struct asy_errors *errs;
    int layer;
    const char *layer_name;
    const char *main_file; /* what other files say is "world"; NULL: no such difference */
    bool is_reform;
    int32_t since; /* of what bears no date */
    char from[11];
    const char *source; /* of what names none of its own */
    bool over_baseline; /* what is read is laid over a baseline that holds beside it */
    bool in_warm_up;    /* what is read is said of the years before the horizon */
    bool partial;       /* a file is missing: do not call names unknown that it may have held */
};

/* What is said about a value beside it, inherited inwards. */
struct asy_notes {
    const char *unit, *source, *grade, *conflict, *prior_text, *range_text;
    const char *known, *fitted;
    int32_t known_day; /* where `known` is a date, that day of the horizon */
    struct asy_prior prior;
    bool wide;          /* the prior was stated once over several values */
    bool among_members; /* said of one or all of the members of a key, not of the key */
    bool ends;
    int32_t until; /* where it ends, the first day on which it no longer holds */
    int scope;     /* as in asy_entry */
};
struct asy_when {
    int32_t since;
    char from[11];
    int32_t held_since;
    int held_months;
    const double *months; /* of a year of a series: see asy_entry */
    int32_t months_from;
    int over_months; /* see asy_entry */
    int32_t seen; /* the day by whose evening one could see it; ASY_ALWAYS: it bears no date */
};

/* ---- entity.c: horizon, countries, groups, crossings ------------------------------------- */
void asy_entities_read(struct asy_reader *reader, const struct asy_node *root);
int asy_find_country(const struct asy_scenario *self, const char *code);
int asy_find_group(const struct asy_scenario *self, const char *name);
int asy_find_crossing(const struct asy_scenario *self, const char *name);

/* ---- countries_added.c: countries that reforms add */
struct asy_texts;
/* Puts those of all the reforms of a job behind the baseline's own; `like` has its folder. */
void asy_countries_foresee(struct asy_scenario *self, const struct asy_texts *like,
                           const struct asy_scenario_args *args);
/* Reads `countries` of a reform, whose countries have been put there: says what is wrong. */
void asy_countries_added(struct asy_reader *reader, const struct asy_node *countries);

/* ---- member.c, member_hint.c: what is one for each --------------------------- */
/* Has the parameter an array of values, one for each member? */
bool asy_has_members(const struct asy_param *row);
int asy_n_members(const struct asy_scenario *self, enum asy_per per);
const char *asy_member_name(const struct asy_scenario *self, enum asy_per per, int member);
const char *asy_member_label(const struct asy_scenario *self, enum asy_per per, int member);
int asy_find_member(const struct asy_scenario *self, enum asy_per per, const char *name);
const char *asy_per_name(enum asy_per per); /* "group", "country", "crossing" */
/* As the catalogue has it: "" of one value, "family" of either kind. */
const char *asy_per_of(enum asy_per per);
/* Says that `name`, found at `node`, is none of those, and which is near. */
void asy_unknown_member(struct asy_reader *reader, const struct asy_node *node,
                        enum asy_per per, const char *name);
/* ", did you mean RUS?" of "Russia", "RU" or "Russian"; "" where nothing is called so. Writes
   to `buffer` and returns it. */
const char *asy_member_called(const struct asy_scenario *self, enum asy_per per,
                              const char *name, char *buffer, size_t size);
/* The same, and of what is spelt alike. */
const char *asy_member_hint(const struct asy_scenario *self, enum asy_per per, const char *name,
                            char *buffer, size_t size);
bool asy_is_reserved(const char *word);
/* The entities of a law: indices [*first, *first + n). */
int asy_law_entities(const struct asy_scenario *self, enum asy_section section, int *first);

/* ---- section.c: the sections of a tree --------------------------------------- */
void asy_sections_read(struct asy_reader *reader, const struct asy_node *root);
/* Of what the section of that name (states, transit, ...) holds laws; false where it is none.
   And the i-th name of one; NULL past the last. */
bool asy_section_of(const char *name, enum asy_section *of);
const char *asy_section_at(int i);
/* Every key of `root` must be a section or one of `others`; `refused` are known but misplaced.
   Both end with NULL. */
void asy_sections_check(struct asy_reader *reader, const struct asy_node *root,
                        const char *const *others, const char *const *refused);

/* ---- value.c: the value of one parameter, in all its forms ------------------- */
void asy_value_read(struct asy_reader *reader, const struct asy_node *node, int law, int param,
                    int entity);
/* The text at `name` below `node`, NULL if absent; a wrong type is an error. */
const char *asy_text_of(struct asy_reader *reader, const struct asy_node *node,
                        const char *name);
/* The date that `node` holds; else an error there, with what to write instead. */
bool asy_date_of(struct asy_reader *reader, const struct asy_node *node, struct asy_date *date);

/* The date at `name` below `group`, which must be there. */
bool asy_date_at(struct asy_reader *reader, const struct asy_node *group, const char *name,
                 struct asy_date *date);
/* From when the value of that date holds: the first one given in a baseline also before. */
struct asy_when asy_when_of(const struct asy_reader *reader, struct asy_date date, bool first);
/* Refuses what a reform dates before it is in force. */
bool asy_is_in_force(struct asy_reader *reader, const struct asy_node *node,
                     struct asy_when when);
/* A prior over `n` dates: a factor, or none. */
void asy_prior_over_dates(struct asy_reader *reader, const struct asy_node *node, size_t n,
                          struct asy_notes *notes);

/* ---- series.c: a value by month or year -------------------------------------- */
/* `group` holds the series; its notes have been read. */
void asy_series_read(struct asy_reader *reader, const struct asy_node *group, bool monthly,
                     struct asy_place place, struct asy_notes notes);

/* ---- gradual.c: what came in over months ------------------------------------- */
/* Reads `over_months` of a dated value of `when`, where it stands; false where it is wrong.
   `scope`: for whom, as in asy_entry; `first`: no value stands before it. */
bool asy_gradual_read(struct asy_reader *reader, const struct asy_node *item,
                      struct asy_place place, int scope, bool first, struct asy_when *when);
/* The same value as it was said in the same layer, for the same people, before; NULL. Entries
 * must be sorted. */
const struct asy_entry *asy_entry_before(const struct asy_scenario *self,
                                         const struct asy_entry *entry);
/* How much of what comes in over months is in on a day, 0 to 1. */
double asy_gradual_share(const struct asy_scenario *self, const struct asy_entry *entry,
                         int32_t day);
/* "comes in month by month, in full after 2015-06". Returns `out`. */
const char *asy_gradual_words(const struct asy_scenario *self, const struct asy_entry *entry,
                              char *out, size_t size);

/* ---- entry.c: one value, written down ---------------------------------------- */
void asy_entry_add(struct asy_reader *reader, const struct asy_node *node,
                   struct asy_place place, struct asy_when when, const struct asy_notes *notes);
/* "POL" of the laws of states. */
const char *asy_entity_name(const struct asy_scenario *self, enum asy_section section,
                            int entity);
/* The path of a value, however it was written: under `set`, with `all`, as `value`. */
const char *asy_entry_path(struct asy_pool *pool, const struct asy_scenario *self,
                           struct asy_place place);
void asy_notes_read(struct asy_reader *reader, const struct asy_node *node,
                    const struct asy_param *row, bool wide, struct asy_notes *notes);
/* Reads an array of names into the entry's set. */
bool asy_names_read(struct asy_reader *reader, const struct asy_node *node,
                    const struct asy_param *row, struct asy_entry *entry);
/* As members of what one finds the entities of a section. */
enum asy_per asy_section_per(enum asy_section section);

/* ---- as_of.c: what is known on a day, and what goes on from there ------------ */
/* Reads `known` and `fitted`, notes beside a value. */
void asy_known_read(struct asy_reader *reader, const struct asy_node *node,
                    const struct asy_param *row, struct asy_notes *notes);
/* Is a value observed, by its note or else by its key? Then fills the family of its walk. */
bool asy_is_seen(const struct asy_reader *reader, struct asy_place place,
                 const struct asy_notes *notes, enum asy_family *family);
/* By which day's evening it was known; ASY_ALWAYS: it was never not. */
int32_t asy_known_day(const struct asy_reader *reader, struct asy_place place,
                      struct asy_when when, const struct asy_notes *notes);
/* Refuses a date of the note that lies before what it is said of, found at `node`. */
void asy_known_check(struct asy_reader *reader, const struct asy_node *node,
                     struct asy_when when, const struct asy_notes *notes);
/* Reads the day of --as-of, in a horizon of these days (since 1970), and known_until of
 * `horizon`.
 */
void asy_as_of_read(struct asy_reader *reader, const struct asy_node *horizon, int32_t from,
                    int32_t until);
/* From when on each observed value walks; entries must be as read. */
void asy_walks_begin(struct asy_scenario *self);
/* How far a family walks in a year, on its scale, by what holds on that day; 0: not at all.
   Entries must be sorted. */
double asy_walk_size(const struct asy_scenario *self, enum asy_family family, int32_t day);
/* "held from 2017-01 at the mean of October to December 2016": "" of what is given as it is.
   Returns `out`. */
const char *asy_held_words(const struct asy_scenario *self, const struct asy_entry *entry,
                           char *out, size_t size);

/* ---- warm_up.c: what is said of the years before the horizon ----------------- */
/* Reads `warm_up` of a baseline, where there is one; the text's own sections have been read. */
void asy_warm_up_read(struct asy_reader *reader, const struct asy_node *root);
/* Refuses what the warm-up dates after its end, found at `node`. */
bool asy_warm_up_takes(struct asy_reader *reader, const struct asy_node *node,
                       struct asy_when when);

/* ---- level.c: what holds after a series -------------------------------------- */
/* The mean of the last months of the first `n` values of a monthly series, of which the last is
   of the month before `after`; the season is taken out of less than a year. */
struct asy_level {
    size_t n;
    int months;            /* at most */
    struct asy_date after; /* the first of a month */
    int season_year;       /* by what was known then of the season; 0: take none out */
};
double asy_level(const struct asy_node *series, const struct asy_level *how);
/* How far the claims of a month (1 to 12) lie above the year's, on the logarithm, by what was
   known at the end of that year; 0 where nothing was. */
double asy_season(int year, int month);
/* The same of those who set out in that month. */
double asy_departure_season(int year, int month);

/* ---- scenario.c -------------------------------------------------------------------------- */
/* Whether a file has the key by which another kind of file is known; then says so, there, once
   and instead of all that such a file lacks. */
bool asy_is_of_kind(const struct asy_node *root, const char *key, struct asy_errors *errs,
                    const char *what);

/* ---- departures_table.c ------------------------------------------------------ */
/* Lays the departures of a table over the baseline; errors with the table's line. */
void asy_departures_read(struct asy_scenario *self, const char *path, struct asy_errors *errs);

/* ---- overlay.c: reforms and sets, each a layer ------------------------------- */
struct asy_texts;
void asy_reforms_read(struct asy_scenario *self, struct asy_texts *texts,
                      const struct asy_scenario_args *args, bool partial);
/* The values in a reform's `set`, or of a command line. */
void asy_set_read(struct asy_reader *reader, const struct asy_node *set);
/* sets.c: the sets and the closures of the arguments; months of a level (horizon.level_months)
   of the closures, 0 where they say nothing of it. */
void asy_sets_read(struct asy_scenario *self, struct asy_texts *texts,
                   const struct asy_scenario_args *args, bool partial);
void asy_closures_read(struct asy_scenario *self, struct asy_texts *texts,
                       const struct asy_scenario_args *args, bool partial);
int asy_closures_level(const struct asy_scenario_args *args);
/* "path=value" as the text of a scenario would have it, for the caller to free; its number
   becomes the line. NULL where it is none, and without memory. */
char *asy_set_text(const char *set, size_t number);

/* What an overlay says of itself. */
struct asy_said {
    const char *title, *claim, *source, *name;
};

/* ---- package.c: several reforms together ------------------------------------- */
/* Reads the package of `args`: fills self->parts, and the names of the files that hold. NULL
   where it cannot be read. */
const struct asy_node *asy_package_read(struct asy_scenario *self, struct asy_texts *texts,
                                        const struct asy_scenario_args *args,
                                        const char **names, size_t *n, struct asy_said *said);
/* Whether a file lists parts, as a package does; `like`: with its root. Says nothing. */
bool asy_package_is(const struct asy_texts *like, const char *name);

/* ---- clash.c, settle.c: where parts meet ------------------------------------- */
/* Finds the values on which two reforms part; entries must be sorted. */
void asy_clashes_find(struct asy_scenario *self);
/* Refuses what parts of a package part over without a word of it. */
void asy_clashes_judge(const struct asy_scenario *self, struct asy_errors *errs);
/* Reads `settles` and `undoes` of a package whose parts have been read. */
void asy_settles_read(struct asy_reader *reader, const struct asy_node *root);
/* Why `later` holds, by the package's word; NULL. */
const char *asy_settled_because(const struct asy_scenario *self,
                                const struct asy_entry *earlier, const struct asy_entry *later);
/* Refuses a word that settles nothing, where all parts hold. */
void asy_settles_judge(const struct asy_scenario *self, struct asy_errors *errs);

/* ---- claim.c: the outcome of a claim ----------------------------------------- */
/* `node` is claim_outcome, or NULL. */
void asy_claim_outcomes_read(struct asy_reader *reader, const struct asy_node *node,
                             const char *reform);
/* Whether an outcome is called so, with an error at the node where none is. */
bool asy_claim_metric_known(struct asy_reader *reader, const struct asy_node *at,
                            const char *name, enum asy_counted_by *by);

/* ---- resolve.c: which entry holds -------------------------------------------- */
void asy_entries_sort(struct asy_scenario *self);
/* Whether an entry says something of an entity, or of all. */
bool asy_concerns(const struct asy_entry *entry, int entity);
/* The same, or whether what is said of an entity may look at it. */
bool asy_touches(const struct asy_scenario *self, const struct asy_entry *entry, int entity);
/* Slots of a law: one for each parameter, or for each of its members. */
int asy_n_slots(const struct asy_scenario *self, int law);
/* Which entry holds on a day in each slot (NULL: the standard), of layers up to `most`: where
   nobody in particular is at hand, so that what is said for some only is not. */
void asy_resolve(const struct asy_scenario *self, int law, int entity, int32_t day, int most,
                 const struct asy_entry **slots);
/* The same of a person who lies in the scopes of `kind`, bits by their place in the list. */
void asy_resolve_for(const struct asy_scenario *self, int law, int entity, int32_t day,
                     int most, unsigned kind, const struct asy_entry **slots);
/* Whether it is said of such a person. */
bool asy_is_for(const struct asy_entry *entry, unsigned kind);
/* The first slot of a key, which the law has. */
int asy_first_slot(const struct asy_scenario *self, int law, const char *key);
/* The days on which something may change, sorted, from the first that is lived on, which is one
   of them. -1 without memory. */
ptrdiff_t asy_change_days(const struct asy_scenario *self, int law, int entity, int32_t **days);
/* Do two slots of a parameter hold the same, in every draw? */
bool asy_same_value(const struct asy_param *row, const struct asy_entry *a,
                    const struct asy_entry *b);
/* The first day on which the layers above 0 change something; -1: they never do; -2: memory. */
int64_t asy_first_difference(const struct asy_scenario *self);

/* ---- scope.c, scope_read.c, scope_words.c: for whom a value holds ------------ */
/* Reads `only` and `except`; where there is none of them, `scope` stays what it is. */
void asy_scope_read(struct asy_reader *reader, const struct asy_node *node, int *scope);
/* Its place in the list of the scenario, from 1, which it joins if it is new; 0 after an error.
 */
int asy_scope_add(struct asy_reader *reader, const struct asy_node *node,
                  const struct asy_scope *scope);
/* Whether a value may be said for some only; else says why not, at `node`. */
bool asy_scope_takes(struct asy_reader *reader, const struct asy_node *node,
                     struct asy_place place);
/* Finds what of them depends on values; entries must be sorted. */
void asy_scopes_settle(struct asy_scenario *self, struct asy_errors *errs);
/* The scopes, as bits, of values that a law has of an entity; entries must be sorted. */
unsigned asy_told_apart(const struct asy_scenario *self, int law, int entity);
/* Both in the pool; NULL without memory. */
const char *asy_scope_text(struct asy_scenario *self, const struct asy_scope *scope);
const char *asy_scope_words(struct asy_scenario *self, const struct asy_scope *scope);
const char *asy_trait_name(int trait); /* NULL past the last */
const char *asy_came_name(int came);

/* ---- canon.c ----------------------------------------------------------------- */
/* "D" of "grade D: mean", of what a law says of its standard. */
const char *asy_grade_of(const char *source);
/* Fills values; false without memory. */
bool asy_values_list(struct asy_scenario *self);
/* "0.5", "yes", "urban_areas", "[RUS, BLR]"; with `labels` for reading: "Russia, Belarus". */
void asy_value_print(const struct asy_scenario *self, const struct asy_param *row,
                     double number, uint64_t set, bool labels, FILE *out);

#endif
