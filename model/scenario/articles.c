/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger of a reform that bears the name of a text (articles.h), read and held against what
   the reform sets: all that is wrong with it in one pass, each at its line. */
#define _POSIX_C_SOURCE 200809L /* lstat, strtok_r */
#include "scenario/articles.h"

#include "base/near.h"
#include "scenario/change.h"
#include "scenario/inside.h"
#include "text/csv.h"
#include "text/scan.h"
#include "text/whole.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_BYTES = 1 << 20, MOST_ARTICLES = 1000, MOST_CELL = 1000, MOST_CELLS = 32 };
enum column { ARTICLE, SAYS, STATUS, KEYS, CASE, MARK, WHY, N_COLUMNS };
static const char *const columns[N_COLUMNS] = { "article", "says", "status", "keys",
                                                "case",    "mark", "why" };
static const char *const statuses[] = { "modelled", "held", "outside", NULL };
static const char *const marks[] = { "text", "press", "memory", NULL };

/* A key as a ledger names it; what it does not say is any (ANY). A country that the reform adds
   is no law's (COUNTRY), and stands in `member`. */
enum { ANY = -2, COUNTRY = -1 };
struct key {
    int law, param, entity, member;
};

struct ledger {
    struct asy_articles *out;
    const struct asy_scenario *base, *reform;
    const char *reform_name;
    bool alone;
    struct asy_errors *errs;
    int line; /* of the row at hand */
    int column[N_COLUMNS], n_columns;
    bool is_broken;            /* a cell of it cannot be read */
    struct asy_place *changed; /* what the reform changes; found when first asked for */
    size_t n_changed, room;
    bool is_found;
};

__attribute__((format(printf, 2, 3))) static void
fault(struct ledger *self, const char *format, ...)
{
    char where[160], what[480];
    va_list args;

    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    snprintf(where, sizeof where, "%.140s:%d", self->out->file, self->line);
    asy_errors_add(self->errs, ASY_E_INPUT, where, "%s", what);
}

/* ---- keys -------------------------------------------------------------------------------- */

/* The law of that name; what is wrong is said. */
static bool
find_law(struct ledger *self, const char *text, const char *name, struct key *key)
{
    struct asy_near near = { .word = name };
    char hint[80];

    for (key->law = 0; key->law < ASY_N_LAWS; key->law++) {
        if (strcmp(asy_laws[key->law]->name, name) == 0)
            return true;
        asy_near_try(&near, asy_laws[key->law]->name);
    }
    for (int i = 0; asy_section_at(i); i++)
        asy_near_try(&near, asy_section_at(i));
    fault(self, "keys: %.120s: there is no law or section %.60s%s", text, name,
          asy_near_hint(&near, hint, sizeof hint));
    return false;
}

static bool
find_param(struct ledger *self, const char *text, const char *name, struct key *key)
{
    const struct asy_law *const law = asy_laws[key->law];
    struct asy_near near = { .word = name };
    char hint[80];

    for (key->param = 0; law->params[key->param].name; key->param++) {
        if (strcmp(law->params[key->param].name, name) == 0)
            return true;
        asy_near_try(&near, law->params[key->param].name);
    }
    for (int other = 0; other < ASY_N_LAWS; other++)
        for (const struct asy_param *row = asy_laws[other]->params; row->name; row++)
            if (strcmp(row->name, name) == 0) {
                fault(self, "keys: %.120s: %s has no such key, but %s has %s", text, law->name,
                      asy_laws[other]->name, name);
                return false;
            }
    fault(self, "keys: %.120s: %s has no key %.60s%s", text, law->name, name,
          asy_near_hint(&near, hint, sizeof hint));
    return false;
}

static bool
find_member(struct ledger *self, const char *text, enum asy_per per, const char *name, int *id)
{
    char hint[160];

    *id = asy_find_member(self->reform, per, name);
    if (*id < 0)
        fault(self, "keys: %.120s: %.60s is not a %s in the scenario%s", text, name,
              asy_per_name(per), asy_member_hint(self->reform, per, name, hint, sizeof hint));
    return *id >= 0;
}

static bool
find_entity(struct ledger *self, const char *text, const char *name, struct key *key,
            enum asy_section of)
{
    const enum asy_per per = of == ASY_OF_GROUP      ? ASY_PER_GROUP
                             : of == ASY_OF_CROSSING ? ASY_PER_CROSSING
                                                     : ASY_PER_COUNTRY;
    int first;
    const int n = asy_law_entities(self->reform, of, &first);

    if (!find_member(self, text, per, name, &key->entity))
        return false;
    if (key->entity >= first && key->entity < first + n)
        return true;
    fault(self, "keys: %.120s: %.60s belongs in `%s`", text, name,
          key->entity < self->reform->n_states ? "states" : "transit");
    return false;
}

/* "rules.dublin.lapse", "states.POL.dublin.p_request.DEU", or "dublin.lapse" of any. */
static bool
read_key(struct ledger *self, const char *text, struct key *key)
{
    char copy[MOST_CELL + 1];
    const char *part[6] = { NULL };
    int n = 0, at = 0;
    enum asy_section of = ASY_OF_WORLD;
    bool named = false;

    *key = (struct key){ .entity = ANY, .member = ANY };
    snprintf(copy, sizeof copy, "%s", text);
    for (char *p = copy; p && n < 6; n++) {
        part[n] = p;
        p = strchr(p, '.');
        if (p)
            *p++ = '\0';
    }
    if (strcmp(part[0], "countries") == 0 && n == 2) {
        key->law = COUNTRY;
        return find_member(self, text, ASY_PER_COUNTRY, part[1], &key->member);
    }
    if (strcmp(part[0], "rules") == 0)
        at = 1;
    else if (asy_section_of(part[0], &of)) {
        named = true;
        at = 2;
    }
    if (n < at + 2 || n > at + 3) {
        fault(self,
              "keys: %.120s: expected law.key, rules.law.key or states.POL.law.key, and .DEU "
              "or another name behind it where the key has one value for each",
              text);
        return false;
    }
    if (!find_law(self, text, part[at], key) || !find_param(self, text, part[at + 1], key) ||
        (named && !find_entity(self, text, part[1], key, of)))
        return false;
    const struct asy_law *const law = asy_laws[key->law];
    const struct asy_param *const row = &law->params[key->param];
    if (named && law->section != of) {
        fault(self, "keys: %.120s: %s does not stand in `%s`; write %s.%s for all", text,
              law->name, part[0], law->name, row->name);
        return false;
    }
    if (!part[at + 2])
        return true;
    if (asy_has_members(row))
        return find_member(self, text, row->per, part[at + 2], &key->member);
    fault(self, "keys: %.120s: %s.%s is one value, without .%.60s", text, law->name, row->name,
          part[at + 2]);
    return false;
}

static bool
agrees(int asked, int given, int all)
{
    return asked == ANY || given == all || asked == given;
}

/* Does the reform say anything of it? *later: only of days past the last one that is lived. */
static bool
is_set(const struct ledger *self, const struct key *key, bool *later)
{
    const struct asy_scenario *const reform = self->reform;
    bool found = false;

    *later = false;
    for (size_t i = reform->law_first[key->law]; i < reform->law_first[key->law + 1]; i++) {
        const struct asy_entry *const entry = &reform->entries[i];
        const char *const by =
            entry->layer > 0 && entry->layer <= ASY_MOST_REFORMS &&
                    (reform->closure_layer == 0 || entry->layer < reform->closure_layer)
                ? reform->layer_reform[entry->layer]
                : NULL;
        if (!by || strcmp(by, self->reform_name) != 0 || entry->place.param != key->param ||
            !agrees(key->entity, entry->place.entity, ASY_GENERAL) ||
            !agrees(key->member, entry->place.member, ASY_ALL))
            continue;
        found = true;
        *later |= entry->since >= reform->n_days;
    }
    return found;
}

static void
keep_change(void *user, const struct asy_change *change)
{
    struct ledger *const self = user;
    const struct asy_place place = { change->law_id,
                                     (int) (change->row - asy_laws[change->law_id]->params),
                                     change->entity_id, change->member_id };

    if (self->n_changed == self->room) {
        const size_t room = self->room ? 2 * self->room : 256;
        struct asy_place *const list = realloc(self->changed, room * sizeof *list);
        if (!list) {
            self->out->pool.failed = true;
            return;
        }
        self->changed = list;
        self->room = room;
    }
    self->changed[self->n_changed++] = place;
}

static bool
is_changed(struct ledger *self, const struct key *key)
{
    bool later;

    if (key->law == COUNTRY)
        return (self->reform->adds >> key->member & 1) != 0;
    if (!is_set(self, key, &later))
        return false;
    if (!self->alone || later)
        return true;
    if (!self->is_found)
        asy_scenario_each_change(self->base, self->reform, keep_change, self);
    self->is_found = true;
    for (size_t i = 0; i < self->n_changed; i++) {
        const struct asy_place *const place = &self->changed[i];
        if (place->law == key->law && place->param == key->param &&
            agrees(key->entity, place->entity, ANY) &&
            agrees(key->member, place->member, ASY_NO_MEMBER))
            return true;
    }
    return false;
}

/* ---- a row ------------------------------------------------------------------------------- */

/* Which of the words it is; -1, and said, where it is none. */
static int
read_word(struct ledger *self, const char *column, const char *text, const char *const *words)
{
    struct asy_near near = { .word = text };
    char hint[80];
    int i = 0;

    for (; words[i]; i++) {
        if (strcmp(words[i], text) == 0)
            return i;
        asy_near_try(&near, words[i]);
    }
    fault(self, "%s = '%.60s', expected %s, %s or %s%s", column, text, words[0], words[1],
          words[2], asy_near_hint(&near, hint, sizeof hint));
    return -1;
}

/* All keys of the cell, and whether the reform changes one of them. */
static void
read_keys(struct ledger *self, const char *cell, bool *changed, const char **text)
{
    char copy[MOST_CELL + 1], joined[2 * MOST_CELL] = "";
    size_t used = 0;

    *changed = false;
    snprintf(copy, sizeof copy, "%s", cell);
    for (char *save, *word = strtok_r(copy, " \t", &save); word;
         word = strtok_r(NULL, " \t", &save)) {
        struct key key;
        if (!read_key(self, word, &key)) {
            *changed = true; /* has been called wrong already */
            continue;
        }
        *changed = *changed || is_changed(self, &key);
        used += (size_t) snprintf(joined + used, sizeof joined - used, "%s%s", used ? " " : "",
                                  word);
    }
    *text = asy_pool_text(&self->out->pool, joined);
}

static void
need(struct ledger *self, const char *cell, const char *what, const char *why)
{
    if (!*cell)
        fault(self, "%s is empty: %s", what, why);
}

static void
check_status(struct ledger *self, const struct asy_article *one, const char *keys, bool changed)
{
    if (one->status == ASY_ARTICLE_OUTSIDE)
        need(self, one->why, "why", "an article outside the model says why it is left out");
    if (one->status != ASY_ARTICLE_MODELLED)
        return;
    need(self, keys, "keys", "a modelled article names the keys that the reform sets");
    need(self, one->example, "case",
         "a modelled article names a rule case, as 'file: name of the case' of tests/cases");
    if (*keys && !changed)
        fault(
            self,
            "%.60s is modelled, but the reform changes none of its keys (%.200s): is it held, "
            "or outside?",
            one->article, keys);
}

static bool
is_said_before(const struct asy_articles *self, const struct asy_article *one, int *line)
{
    for (size_t i = 0; i < self->n; i++)
        if (strcmp(self->list[i].article, one->article) == 0 &&
            strcmp(self->list[i].says, one->says) == 0) {
            *line = self->list[i].line;
            return true;
        }
    return false;
}

static void
keep(struct ledger *self, const struct asy_article *one)
{
    struct asy_articles *const out = self->out;

    if (out->n == out->room) {
        const size_t room = out->room ? 2 * out->room : 32;
        struct asy_article *const list = realloc(out->list, room * sizeof *list);
        if (!list) {
            out->pool.failed = true;
            return;
        }
        out->list = list;
        out->room = room;
    }
    out->list[out->n++] = *one;
    out->n_of[one->status]++;
    out->n_marked[one->mark]++;
}

static void
read_article(struct ledger *self, char *const cell[N_COLUMNS])
{
    struct asy_pool *const pool = &self->out->pool;
    struct asy_article one = { .article = asy_pool_text(pool, cell[ARTICLE]),
                               .says = asy_pool_text(pool, cell[SAYS]),
                               .why = asy_pool_text(pool, cell[WHY]),
                               .example = asy_pool_text(pool, cell[CASE]),
                               .line = self->line };
    bool changed;
    int other;

    if (pool->failed)
        return;
    const int status = read_word(self, "status", cell[STATUS], statuses);
    const int mark = read_word(self, "mark", cell[MARK], marks);
    need(self, one.article, "article", "which article of the text is it, as 'art. 20(4)'?");
    need(self, one.says, "says", "what the article says, in a few words");
    read_keys(self, cell[KEYS], &changed, &one.keys);
    const char *const colon = strstr(one.example, ": ");
    if (*one.example && (!colon || colon == one.example || !colon[2]))
        fault(self, "case = '%.60s', expected 'file: name of the case', as in 'dublin: ...'",
              one.example);
    if (status >= 0) {
        one.status = (enum asy_article_status) status;
        check_status(self, &one, cell[KEYS], changed);
    }
    if (is_said_before(self->out, &one, &other))
        fault(self, "%.60s says the same as in line %d", one.article, other);
    one.mark = mark >= 0 ? (enum asy_article_mark) mark : ASY_READ_IN_MEMORY;
    if (one.keys)
        keep(self, &one);
}

/* ---- lines and cells --------------------------------------------------------------------- */

/* The end of the row that begins at `p`, in quotation marks or not; how many lines it takes.
   NULL where its quotation marks are not closed, or are followed by more. */
static char *
end_of_row(char *p, int *n_lines)
{
    bool quoted = false, begins = true;

    *n_lines = 1;
    for (; *p && (quoted || *p != '\n'); p++) {
        if (*p == '\n')
            ++*n_lines;
        if (quoted && p[0] == '"' && p[1] == '"') {
            p++;
        } else if (*p == '"' && (quoted || begins)) {
            if (quoted && p[1] && p[1] != ',' && p[1] != '\n')
                return NULL;
            quoted = !quoted;
        }
        begins = !quoted && *p == ',';
    }
    return quoted ? NULL : p;
}

/* Fit to be printed: no control characters, nor those that turn the direction of writing. */
static bool
is_plain(const char *cell, size_t n)
{
    bool plain = asy_is_utf8(cell, n);

    for (size_t k = 0; k < n && plain; k++) {
        const unsigned char *const c = (const unsigned char *) cell + k;
        const bool turns = c[0] == 0xe2 && ((c[1] == 0x80 && c[2] >= 0xaa && c[2] <= 0xae) ||
                                            (c[1] == 0x81 && c[2] >= 0xa6 && c[2] <= 0xa9));
        plain = c[0] >= 0x20 && c[0] != 0x7f && !turns &&
                !(c[0] == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0);
    }
    return plain;
}

/* Blanks at both ends go; what cannot be printed is refused. */
static char *
clean(struct ledger *self, char *cell, int i)
{
    size_t n;

    cell += strspn(cell, " \t");
    for (n = strlen(cell); n > 0 && strchr(" \t", cell[n - 1]); n--)
        cell[n - 1] = '\0';
    const bool plain = is_plain(cell, n);
    if (!plain)
        fault(self, "%s contains a control character, an end of line or invalid UTF-8",
              columns[i]);
    if (n > MOST_CELL)
        fault(self, "%s holds more than %d characters", columns[i], MOST_CELL);
    self->is_broken |= !plain || n > MOST_CELL;
    return cell;
}

static int
split(char *row, char *cells[MOST_CELLS])
{
    bool ends = false;
    int n = 0;

    while (!ends && n < MOST_CELLS)
        row = asy_csv_cell(row, &cells[n++], &ends);
    return ends ? n : MOST_CELLS + 1;
}

static bool
read_head(struct ledger *self, char *row)
{
    char *cells[MOST_CELLS], missing[120] = "";
    const size_t before = self->errs->n + self->errs->n_more;

    self->n_columns = split(row, cells);
    for (int c = 0; c < N_COLUMNS; c++)
        self->column[c] = -1;
    for (int i = 0; i < self->n_columns && i < MOST_CELLS; i++) {
        const char *const name = clean(self, cells[i], ARTICLE);
        struct asy_near near = { .word = name };
        char hint[80];
        int c = 0;
        while (c < N_COLUMNS && strcmp(columns[c], name) != 0)
            asy_near_try(&near, columns[c++]);
        if (c == N_COLUMNS)
            fault(self, "unknown column '%.60s'%s", name,
                  asy_near_hint(&near, hint, sizeof hint));
        else if (self->column[c] >= 0)
            fault(self, "column %s appears twice", name);
        else
            self->column[c] = i;
    }
    for (int c = 0; c < N_COLUMNS; c++)
        if (self->column[c] < 0)
            snprintf(missing + strlen(missing), sizeof missing - strlen(missing), "%s%s",
                     *missing ? ", " : "", columns[c]);
    if (*missing)
        fault(self,
              "missing in the head: %s; expected article,says,status,keys,case,mark,why (a "
              "table beside a reform, of the same name, is its ledger)",
              missing);
    return self->errs->n + self->errs->n_more == before;
}

static void
read_row(struct ledger *self, char *row)
{
    char *cells[MOST_CELLS], *cell[N_COLUMNS];
    const int n = split(row, cells);

    if (n != self->n_columns) {
        fault(self, "%s%d cells, expected %d, as the head has%s", n > MOST_CELLS ? "over " : "",
              n > MOST_CELLS ? MOST_CELLS : n, self->n_columns,
              n > self->n_columns ? ": a text with a comma needs quotation marks" : "");
        return;
    }
    self->is_broken = false;
    for (int c = 0; c < N_COLUMNS; c++)
        cell[c] = clean(self, cells[self->column[c]], c);
    if (self->out->n == MOST_ARTICLES)
        fault(self, "more than %d articles", MOST_ARTICLES);
    else if (!self->is_broken)
        read_article(self, cell);
}

static void
read_text(struct ledger *self, char *text)
{
    char *to = text;
    int n_lines = 0, n_rows = 0;

    for (const char *from = text; *from; from++) /* ends of line as Windows has them */
        if (from[0] != '\r' || from[1] != '\n')
            *to++ = *from;
    *to = '\0';
    if (strncmp(text, "\xef\xbb\xbf", 3) == 0) /* spreadsheets write one */
        text += 3;
    for (char *row = text, *end; *row; row = end) {
        self->line += n_lines;
        end = end_of_row(row, &n_lines);
        if (!end) {
            fault(self,
                  "quotation marks that are not closed, or followed by more than a comma; "
                  "within a text they are written twice");
            return;
        }
        end += *end == '\n' ? (*end = '\0', 1) : 0;
        if (!row[strspn(row, " \t")] || *row == '#')
            continue;
        if (n_rows++ > 0)
            read_row(self, row);
        else if (!read_head(self, row))
            return;
    }
    if (n_rows < 2)
        fault(self, "is empty: expected article,says,status,keys,case,mark,why and a line for "
                    "each article");
}

/* ---- the file ---------------------------------------------------------------------------- */

/* "reforms/x.csv" of "reforms/x.cfg". */
static const char *
file_of(struct asy_pool *pool, const char *reform)
{
    const char *const slash = strrchr(reform, '/'), *const name = slash ? slash + 1 : reform;
    const char *const dot = strrchr(name, '.');
    const size_t n = dot && dot > name ? (size_t) (dot - reform) : strlen(reform);

    return asy_pool_format(pool, "%.*s.csv", (int) n, reform);
}

bool
asy_articles_read(struct asy_articles *self, const char *reform_file, const char *name,
                  bool alone, const struct asy_scenario *base,
                  const struct asy_scenario *reform, struct asy_errors *errs)
{
    const size_t before = errs->n + errs->n_more;
    const char *const file = file_of(&self->pool, reform_file);
    struct asy_error err = { 0 };
    struct stat about;

    self->reform = asy_pool_text(&self->pool, name);
    if (file &&
        (strcmp(file, reform_file) == 0 || (lstat(file, &about) != 0 && errno == ENOENT)))
        return true;
    self->file = file;
    char *const text = file ? asy_whole_read(file, &err) : NULL;
    struct ledger ledger = { .out = self,
                             .base = base,
                             .reform = reform,
                             .reform_name = name,
                             .alone = alone,
                             .errs = errs,
                             .line = 1 };
    if (file && !text)
        asy_errors_add(errs, err.code, err.where, "%s", err.what);
    else if (text && strlen(text) > MOST_BYTES)
        fault(&ledger, "a ledger of more than 1 MB");
    else if (text)
        read_text(&ledger, text);
    free(text);
    free(ledger.changed);
    if (self->pool.failed)
        asy_errors_add(errs, ASY_E_RESOURCES, "ledger", "out of memory");
    return errs->n + errs->n_more == before;
}

void
asy_articles_free(struct asy_articles *self)
{
    free(self->list);
    asy_pool_free(&self->pool);
    *self = (struct asy_articles){ 0 };
}

const char *
asy_article_status_name(enum asy_article_status status)
{
    return statuses[status];
}

const char *
asy_article_mark_name(enum asy_article_mark mark)
{
    return marks[mark];
}
