/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ledger being read, between articles.c, which says what its rows mean, ledger_keys.c, which
   holds keys against the reform, and ledger_rows.c, which takes the table apart. For these
   three only. */
#ifndef ASY_SCENARIO_LEDGER_H
#define ASY_SCENARIO_LEDGER_H

#include "scenario/articles.h"
#include "scenario/inside.h"

enum { ASY_LEDGER_MOST_CELL = 1000 }; /* bytes */
enum asy_ledger_column {
    ASY_LEDGER_ARTICLE,
    ASY_LEDGER_SAYS,
    ASY_LEDGER_STATUS,
    ASY_LEDGER_KEYS,
    ASY_LEDGER_CASE,
    ASY_LEDGER_MARK,
    ASY_LEDGER_WHY,
    ASY_LEDGER_COLUMNS
};

struct asy_ledger {
    struct asy_articles *out;
    const struct asy_scenario *base, *reform;
    const char *reform_name;
    bool alone;
    struct asy_errors *errs;
    int line; /* of the row at hand */
    int column[ASY_LEDGER_COLUMNS], n_columns;
    bool is_broken;            /* a cell of it cannot be read */
    struct asy_place *changed; /* what the reform changes; found when first asked for */
    size_t n_changed, room;
    bool is_found;
};

/* An error of the row at hand. */
__attribute__((format(printf, 2, 3))) void asy_ledger_fault(struct asy_ledger *self,
                                                            const char *format, ...);

/* All keys of a cell, in the articles' pool, and whether the reform changes one of them (or one
   is wrong, which is said). */
const char *asy_ledger_keys(struct asy_ledger *self, const char *cell, bool *changed);

/* Takes the text apart, and hands on each row whose cells can be read, in the order of the
   columns above. */
void asy_ledger_read(struct asy_ledger *self, char *text,
                     void (*take)(struct asy_ledger *self,
                                  char *const cell[ASY_LEDGER_COLUMNS]));

#endif
