/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a text, article by article: beside a reform X.cfg a table X.csv, its ledger.
   Each article is modelled by keys that the reform sets, held as the law stands without it, or
   outside the model, with the reason. */
#ifndef ASY_SCENARIO_ARTICLES_H
#define ASY_SCENARIO_ARTICLES_H

#include "base/pool.h"
#include "scenario/scenario.h"

enum asy_article_status {
    ASY_ARTICLE_MODELLED,
    ASY_ARTICLE_HELD,
    ASY_ARTICLE_OUTSIDE,
    ASY_N_ARTICLE_STATUSES
};
/* Where what is said of the article was read. */
enum asy_article_mark {
    ASY_READ_IN_TEXT,
    ASY_READ_IN_PRESS,
    ASY_READ_IN_MEMORY,
    ASY_N_ARTICLE_MARKS
};

struct asy_article {
    const char *article, *says, *why, *example; /* `example`: the rule case; "" if none */
    const char *keys; /* with one blank between each and the next; "" if none */
    enum asy_article_status status;
    enum asy_article_mark mark;
    int line;
};

/* Zero it first, free it last. */
struct asy_articles {
    struct asy_pool pool; /* owns every text */
    const char *file;     /* NULL: the reform has no ledger */
    const char *reform;   /* its name */
    struct asy_article *list;
    size_t n, room;
    size_t n_of[ASY_N_ARTICLE_STATUSES], n_marked[ASY_N_ARTICLE_MARKS];
};

/* Reads the ledger beside the file of a reform. `name` is the reform's within `reform`, which
   may hold others too (`alone` false: then a key need only be set by it, for another may have
   set it anew). True where it is good and where there is none; else every error of it is in
   `errs`. */
bool asy_articles_read(struct asy_articles *self, const char *reform_file, const char *name,
                       bool alone, const struct asy_scenario *base,
                       const struct asy_scenario *reform, struct asy_errors *errs);
void asy_articles_free(struct asy_articles *self);

/* "modelled", "held", "outside"; "text", "press", "memory". */
const char *asy_article_status_name(enum asy_article_status status);
const char *asy_article_mark_name(enum asy_article_mark mark);

#endif
