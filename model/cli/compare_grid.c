/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reforms beside one another: a column for each where they fit the width, else a row for each,
   and as many columns at a time as fit. */
#include "cli/compare.h"

#include <string.h>

enum {
    GAP = 2,
    LEAST_LABEL = 14,
    MOST_LABEL = 36,
    LEAST_CELL = 12,
    MOST_CELL = 20,
    MOST_WORDS = 12,
    HEAD = 64
};

/* What is printed: the grid as it stands, or turned. */
struct view {
    const struct asy_grid *grid;
    bool is_turned;
    int label, column; /* columns of the page */
};

static size_t
n_rows(const struct view *v)
{
    return v->is_turned ? v->grid->n_columns : v->grid->n_rows;
}

static size_t
n_columns(const struct view *v)
{
    return v->is_turned ? v->grid->n_rows : v->grid->n_columns;
}

static const char *
name_of(const struct view *v, bool is_row, size_t i)
{
    return is_row != v->is_turned ? v->grid->row_names[i] : v->grid->column_names[i];
}

static const char *
cell(const struct view *v, size_t row, size_t column)
{
    const size_t r = v->is_turned ? column : row, c = v->is_turned ? row : column;
    return v->grid->cells[r * v->grid->n_columns + c];
}

/* Takes as much of a name as a line holds, cut behind a blank or a hyphen, else anywhere. */
static void
take_line(const char **text, int width, char out[HEAD])
{
    const int n = (int) strlen(*text);
    int end = n <= width ? n : 0;

    for (int i = 0; n > width && i < width && (*text)[i]; i++)
        if ((*text)[i + 1] == ' ' || (*text)[i] == '-')
            end = i + 1;
    if (end == 0)
        end = width;
    snprintf(out, HEAD, "%.*s", end < HEAD - 1 ? end : HEAD - 1, *text);
    *text += end;
    *text += strspn(*text, " ");
}

/* A row's name in lines of the first column, its cells beside the first of them. */
static void
put_row(const struct view *v, size_t row, size_t first, size_t end)
{
    const char *name = name_of(v, true, row);
    char line[HEAD];

    for (int k = 0; k == 0 || (*name && k < MOST_WORDS); k++) {
        take_line(&name, v->label - GAP - (k ? 2 : 0), line);
        printf("  %s", k ? "  " : "");
        if (k > 0) {
            puts(line);
            continue;
        }
        asy_say_padded(stdout, line, v->label - GAP);
        for (size_t c = first; c < end; c++)
            asy_say_padded(stdout, cell(v, row, c), -v->column);
        putchar('\n');
    }
}

/* The names of columns, each in lines of its own, the last ones level. */
static void
put_heads(const struct view *v, size_t first, size_t end)
{
    char heads[ASY_GRID_COLUMNS][MOST_WORDS][HEAD];
    int n[ASY_GRID_COLUMNS], most = 0;

    for (size_t c = first; c < end; c++) {
        const char *name = name_of(v, false, c);
        const size_t at = c - first;
        n[at] = 0;
        while (*name && n[at] < MOST_WORDS)
            take_line(&name, v->column - GAP, heads[at][n[at]++]);
        most = n[at] > most ? n[at] : most;
    }
    fputs(asy_say_dim(), stdout);
    for (int k = 0; k < most; k++) {
        size_t n_here = end - first; /* without blanks behind the last */
        while (n_here > 0 && k < most - n[n_here - 1])
            n_here--;
        printf("%*s", v->label, "");
        for (size_t at = 0; at < n_here; at++) {
            const int line = k - (most - n[at]);
            asy_say_padded(stdout, line >= 0 ? heads[at][line] : "", -v->column);
        }
        putchar('\n');
    }
    fputs(asy_say_plain(), stdout);
}

static int
widest_name(const struct view *v)
{
    int widest = LEAST_LABEL;

    for (size_t r = 0; r < n_rows(v); r++) {
        const int width = asy_say_width(name_of(v, true, r)) + GAP;
        widest = width > widest ? width : widest;
    }
    return widest < MOST_LABEL ? widest : MOST_LABEL;
}

/* How many columns stand beside the names of rows, which give way first. */
static size_t
fit(struct view *v, int width)
{
    const size_t wanted = n_columns(v);
    int label = widest_name(v);

    while (label > LEAST_LABEL + 10 && label + (int) wanted * v->column > width)
        label--;
    if (label + v->column > width)
        label = width - v->column > LEAST_LABEL ? width - v->column : LEAST_LABEL;
    int n = (width - label) / v->column;
    n = n < 1 ? 1 : (size_t) n < wanted ? n : (int) wanted;
    v->label = label;
    while (v->column < MOST_CELL && label + n * (v->column + 1) <= width)
        v->column++; /* names of columns are cut less */
    return (size_t) n;
}

static int
widest_cell(const struct asy_grid *grid)
{
    int widest = LEAST_CELL;

    for (size_t i = 0; i < grid->n_rows * grid->n_columns; i++) {
        const int width = asy_say_width(grid->cells[i]);
        widest = width > widest ? width : widest;
    }
    return widest + GAP;
}

void
asy_grid_print(const struct asy_grid *grid, int width)
{
    struct view v = { .grid = grid, .column = widest_cell(grid) };
    size_t at_once = fit(&v, width);

    if (at_once < grid->n_columns) {
        v.is_turned = true;
        v.column = widest_cell(grid);
        at_once = fit(&v, width);
    }
    at_once = at_once < ASY_GRID_COLUMNS ? at_once : ASY_GRID_COLUMNS;
    for (size_t first = 0; first < n_columns(&v); first += at_once) {
        const size_t end = first + at_once < n_columns(&v) ? first + at_once : n_columns(&v);
        if (first > 0)
            putchar('\n');
        put_heads(&v, first, end);
        for (size_t r = 0; r < n_rows(&v); r++)
            put_row(&v, r, first, end);
    }
}
