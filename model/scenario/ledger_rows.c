/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of a ledger (ledger.h): its head, its rows and their cells, every one of them fit
   to be printed. */
#include "scenario/ledger.h"

#include "base/near.h"
#include "text/csv.h"
#include "text/utf8.h"

#include <string.h>

enum { MOST_ARTICLES = 1000, MOST_CELLS = 32 };
static const char *const columns[ASY_LEDGER_COLUMNS] = { "article", "says", "status", "keys",
                                                         "case",    "mark", "why" };

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
clean(struct asy_ledger *self, char *cell, int i)
{
    size_t n;

    cell += strspn(cell, " \t");
    for (n = strlen(cell); n > 0 && strchr(" \t", cell[n - 1]); n--)
        cell[n - 1] = '\0';
    const bool plain = is_plain(cell, n);
    if (!plain)
        asy_ledger_fault(self,
                         "%s contains a control character, an end of line or invalid UTF-8",
                         columns[i]);
    if (n > ASY_LEDGER_MOST_CELL)
        asy_ledger_fault(self, "%s holds more than %d characters", columns[i],
                         ASY_LEDGER_MOST_CELL);
    self->is_broken |= !plain || n > ASY_LEDGER_MOST_CELL;
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
read_head(struct asy_ledger *self, char *row)
{
    char *cells[MOST_CELLS], missing[120] = "";
    const size_t before = self->errs->n + self->errs->n_more;

    self->n_columns = split(row, cells);
    for (int c = 0; c < ASY_LEDGER_COLUMNS; c++)
        self->column[c] = -1;
    for (int i = 0; i < self->n_columns && i < MOST_CELLS; i++) {
        const char *const name = clean(self, cells[i], ASY_LEDGER_ARTICLE);
        struct asy_near near = { .word = name };
        char hint[80];
        int c = 0;
        while (c < ASY_LEDGER_COLUMNS && strcmp(columns[c], name) != 0)
            asy_near_try(&near, columns[c++]);
        if (c == ASY_LEDGER_COLUMNS)
            asy_ledger_fault(self, "unknown column '%.60s'%s", name,
                             asy_near_hint(&near, hint, sizeof hint));
        else if (self->column[c] >= 0)
            asy_ledger_fault(self, "column %s appears twice", name);
        else
            self->column[c] = i;
    }
    for (int c = 0; c < ASY_LEDGER_COLUMNS; c++)
        if (self->column[c] < 0)
            snprintf(missing + strlen(missing), sizeof missing - strlen(missing), "%s%s",
                     *missing ? ", " : "", columns[c]);
    if (*missing)
        asy_ledger_fault(
            self,
            "missing in the head: %s; expected article,says,status,keys,case,mark,why (a "
            "table beside a reform, of the same name, is its ledger)",
            missing);
    return self->errs->n + self->errs->n_more == before;
}

static void
read_row(struct asy_ledger *self, char *row,
         void (*take)(struct asy_ledger *self, char *const cell[ASY_LEDGER_COLUMNS]))
{
    char *cells[MOST_CELLS], *cell[ASY_LEDGER_COLUMNS];
    const int n = split(row, cells);

    if (n != self->n_columns) {
        asy_ledger_fault(
            self, "%s%d cells, expected %d, as the head has%s", n > MOST_CELLS ? "over " : "",
            n > MOST_CELLS ? MOST_CELLS : n, self->n_columns,
            n > self->n_columns ? ": a text with a comma needs quotation marks" : "");
        return;
    }
    self->is_broken = false;
    for (int c = 0; c < ASY_LEDGER_COLUMNS; c++)
        cell[c] = clean(self, cells[self->column[c]], c);
    if (self->out->n == MOST_ARTICLES)
        asy_ledger_fault(self, "more than %d articles", MOST_ARTICLES);
    else if (!self->is_broken)
        take(self, cell);
}

void
asy_ledger_read(struct asy_ledger *self, char *text,
                void (*take)(struct asy_ledger *self, char *const cell[ASY_LEDGER_COLUMNS]))
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
            asy_ledger_fault(
                self, "quotation marks that are not closed, or followed by more than a comma; "
                      "within a text they are written twice");
            return;
        }
        end += *end == '\n' ? (*end = '\0', 1) : 0;
        if (!row[strspn(row, " \t")] || *row == '#')
            continue;
        if (n_rows++ > 0)
            read_row(self, row, take);
        else if (!read_head(self, row))
            return;
    }
    if (n_rows < 2)
        asy_ledger_fault(
            self, "is empty: expected article,says,status,keys,case,mark,why and a line for "
                  "each article");
}
