/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim find: from what people say to keys, reforms and outcomes. For its files only. */
#ifndef ASY_CLI_FIND_H
#define ASY_CLI_FIND_H

#include "base/pool.h"
#include "cli/options.h"
#include "scenario/scenario.h"
#include "scenario/shipped.h"

#include <jansson.h>
#include <string.h>

enum { ASY_FIND_WORDS = 32, ASY_FIND_COUNTRIES = 8, ASY_FIND_LEVELS = 6 };

/* A word of a list, "week" of "week weeks". */
static inline bool
is_one_of(const char *word, const char *list)
{
    const size_t n = strlen(word);
    for (const char *at = list; n && (at = strstr(at, word)) != NULL; at += n)
        if ((at == list || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return true;
    return false;
}

/* ---- find_article.c: articles ------------------------------------------------ */

/* "33(2)(c)" of "2013/32": where it stands in a text, and what of it. */
struct asy_article {
    char instrument[48]; /* "" of any */
    char level[ASY_FIND_LEVELS][8];
    int n; /* levels; 0: the instrument alone */
};
/* Reads "33(2)(c)", "17"; returns how many characters it takes, 0 where it is none. */
size_t asy_article_read(struct asy_article *self, const char *text);
/* How well a citation has it: 0 not at all, 1 the very article. */
double asy_article_in(const struct asy_article *self, const char *citation);

/* ---- find_question.c, find_names.c: what was asked --------------------------- */

/* How a country stands in the sentence. */
enum asy_find_role {
    ASY_FIND_NAMED, /* Germany decides ... */
    ASY_FIND_TO,    /* transfers to Germany */
    ASY_FIND_AS_IN  /* as in Germany */
};
struct asy_find_country {
    int country;
    enum asy_find_role role;
    bool people; /* citizens, not the state */
    bool first;  /* the first word: who acts */
};

/* In what matter, and for (1) or against (-1) the person; 0: not known. */
struct asy_find_way {
    int matter, sign;
    bool turned; /* by a "no", or by an odd number of them */
};

struct asy_question {
    struct asy_pool pool;
    struct asy_find_way way;
    const char *words[ASY_FIND_WORDS];   /* what is looked for, in lower case */
    const char *read_as[ASY_FIND_WORDS]; /* of a word misspelt the one that was meant; NULL */
    const char
        *nearest[ASY_FIND_WORDS]; /* of a word that stands nowhere and is near none; NULL */
    bool is_name[ASY_FIND_WORDS]; /* of a country, a group or a crossing */
    bool found[ASY_FIND_WORDS];
    int n_words;
    struct asy_find_country countries[ASY_FIND_COUNTRIES];
    int n_countries;
    uint64_t groups, crossings; /* bits of the scenario's */
    struct asy_article article;
    bool has_article;
    double times;        /* so many times as much; 0: not said */
    double days;         /* a span; 0: not said */
    bool none, all;      /* no transfers; all are heard */
    const char *whom[4]; /* "children = true", of the people said otherwise */
    int n_whom;
    char misspelt[64],
        meant[64]; /* a place that is not called so, and the nearest that is; "" */
};

/* Reads the words. False where they are no text. Free with asy_question_free, also then. */
bool asy_question_read(struct asy_question *self, const struct asy_scenario *scenario,
                       const char *const *words, size_t n, struct asy_error *err);
void asy_question_free(struct asy_question *self);
/* "safe third country; Finland (FIN)": what was understood. */
void asy_question_print(const struct asy_question *self, const struct asy_scenario *scenario,
                        FILE *out);

/* Whom or what the words from the i-th on name, the longest that is called so: how many words,
   0 for none. */
int asy_find_name(struct asy_question *self, const struct asy_scenario *scenario,
                  const char *const *tokens, const char *const *typed, int n, int i);

/* The place whose name is spelt nearly like a word, as it is called; "" where none is near. */
void asy_find_near_place(const struct asy_scenario *scenario, const char *word, char out[64]);

/* ---- find_way.c: which way ------------------------------------------------- */

struct asy_find_way asy_find_way_of_words(const char *const *words, int n);
struct asy_find_way asy_find_way_of_key(int law, int param);
/* Whether what is asked is more of a key (1) or less (-1); 0: it cannot be told. */
int asy_find_direction(const struct asy_question *query, int law, int param);

/* ---- find_rank.c: what answers --------------------------------------------- */

struct asy_found {
    int law, param; /* of a key */
    int i;          /* of a reform or an outcome */
    double score;
};

struct asy_finding {
    const struct asy_scenario *scenario;
    struct asy_question *query;
    int32_t day;
    char date[11];
    struct asy_found *keys;
    size_t n_keys;
    struct asy_shipped *shipped;
    size_t n_shipped;
    struct asy_found *reforms;
    size_t n_reforms;
    struct asy_found *outcomes;
    size_t n_outcomes;
    struct asy_pool pool;
};

/* Fills keys, reforms and outcomes, the best first. */
bool asy_find_rank(struct asy_finding *self, struct asy_error *err);

/* ---- find_value.c, find_paste.c: what it is, and how to change it ------------ */

/* Where a key is looked at: of one entity or of all (-1), of one member or of all (-1). */
struct asy_find_place {
    int law, param, entity, member;
    uint64_t names; /* to be added to a list, or taken away */
    int as_in;      /* an entity; -1 */
};
struct asy_find_place asy_find_place(const struct asy_finding *self, int law, int param);

struct asy_find_value {
    char of[160];    /* "Finland", "all states" */
    char value[300]; /* "0.3", "0.1 to 0.9: least Norway, most Germany" */
    bool is_range;   /* then it has no one source */
    char same[80];   /* of a value by itself: as the line would have it; "" */
    const char *prior, *grade, *source, *file;
    int line;
    uint64_t in_all, in_any; /* of lists: what each of them has, and what any of them */
};
void asy_find_value(const struct asy_finding *self, struct asy_find_place at,
                    struct asy_find_value *out);
/* "states: { FIN: { ... }; };" and what to say of it; both may be "". */
void asy_find_paste(const struct asy_finding *self, struct asy_find_place at,
                    const struct asy_find_value *now, char *line, size_t size, char *note,
                    size_t note_size);
/* Whether what is asked holds already, so that the line changes nothing. */
bool asy_find_holds(const struct asy_finding *self, struct asy_find_place at,
                    const struct asy_find_value *now);
/* "one for each state and group; may be said for some people only". */
void asy_find_whom(struct asy_find_place at, char *out, size_t size);

/* ---- find_print.c, find_json.c ----------------------------------------------- */
void asy_find_print(const struct asy_finding *self);
json_t *asy_find_json(const struct asy_finding *self);

#endif
