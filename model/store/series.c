/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of SQLite's with six keys and one small number spends nine tenths of itself on the
   keys: kept period by period in one row, a file takes a third. */
#include "store/series.h"

#include "life/outcomes.h"

#include <stdlib.h>
#include <string.h>

/* So many characters cost more than the keys of another row. A cell lengthens its row by its
   own digits, by the gap before it and by what it widens the row. */
enum { MOST_WASTED = 20, MOST_DIGITS = 10 };

struct asy_series_key {
    uint64_t at; /* metric, group, place, receiver, period, 16 and 8 bits */
    uint32_t value;
};

static int
by_key(const void *a, const void *b)
{
    const uint64_t x = ((const struct asy_series_key *) a)->at;
    const uint64_t y = ((const struct asy_series_key *) b)->at;

    return x < y ? -1 : x > y;
}

static struct asy_series_key
key_of(const struct asy_cell *cell)
{
    return (struct asy_series_key){ (uint64_t) cell->metric << 40 |
                                        (uint64_t) cell->group << 32 |
                                        (uint64_t) cell->place << 24 |
                                        (uint64_t) cell->receiver << 16 | cell->period,
                                    cell->value };
}

static int
period_of(const struct asy_series_key *key)
{
    return (int) (key->at & UINT16_MAX);
}

static int
digits(uint32_t value)
{
    int n = 1;

    while (value >= 10) {
        value /= 10;
        n++;
    }
    return n;
}

static bool
make_room(struct asy_series_list *self, size_t n)
{
    if (n <= self->room)
        return true;
    free(self->list);
    free(self->key);
    self->list = malloc(n * sizeof *self->list);
    self->key = malloc(n * sizeof *self->key);
    self->room = self->list && self->key ? n : 0;
    return self->room == n;
}

/* Room for the longest text that n cells can make. */
static bool
make_text(struct asy_series_list *self, size_t n)
{
    const size_t size = n * (MOST_DIGITS + 2 * MOST_WASTED) + 1;

    if (size <= self->text_room)
        return true;
    free(self->text);
    self->text = malloc(size);
    self->text_room = self->text ? size : 0;
    return self->text != NULL;
}

/* The cells to be kept, in the order of the table. */
static size_t
sort(struct asy_series_list *self, const struct asy_result *result, int months_shared,
     int years_shared)
{
    const int shared[] = {
        [ASY_MONTH] = months_shared, [ASY_YEAR] = years_shared, [ASY_COHORT] = 0
    };
    size_t n = 0;

    for (size_t i = 0; i < result->n_cells; i++) {
        const struct asy_cell *const cell = &result->cells[i];
        if (cell->period >= shared[asy_metrics[cell->metric].detail])
            self->key[n++] = key_of(cell);
    }
    qsort(self->key, n, sizeof *self->key, by_key);
    return n;
}

/* Past the last cell that goes into one row with the first; its width. */
static const struct asy_series_key *
end_of_row(const struct asy_series_key *first, const struct asy_series_key *end, int *width)
{
    const struct asy_series_key *next = first + 1;

    *width = digits(first->value);
    for (; next < end && next->at >> 16 == first->at >> 16; next++) {
        const int gap = period_of(next) - period_of(next - 1) - 1, here = digits(next->value);
        const int wider = here > *width ? here : *width;
        const int so_far = period_of(next - 1) - period_of(first) + 1;
        if (gap * wider > MOST_WASTED || so_far * (wider - *width) > MOST_WASTED)
            break;
        *width = wider;
    }
    return next;
}

static void
write_number(char *field, int width, uint32_t value)
{
    memset(field, ' ', (size_t) width);
    for (int i = width; i-- > 0 && value > 0; value /= 10)
        field[i] = (char) ('0' + value % 10);
}

static struct asy_series
row_of(const struct asy_series_key *first, const struct asy_series_key *end, int width,
       char *text)
{
    const int from = period_of(first), n = period_of(end - 1) - from + 1;
    const size_t length = (size_t) n * (size_t) width;

    memset(text, ' ', length);
    for (const struct asy_series_key *key = first; key < end; key++)
        write_number(text + (size_t) (period_of(key) - from) * (size_t) width, width,
                     key->value);
    return (struct asy_series){ .metric = (int) (first->at >> 40),
                                .group = (int) (first->at >> 32 & UINT8_MAX),
                                .place = (int) (first->at >> 24 & UINT8_MAX),
                                .receiver = (int) (first->at >> 16 & UINT8_MAX),
                                .first = from,
                                .width = width,
                                .counts = text,
                                .length = length };
}

bool
asy_series_fill(struct asy_series_list *self, const struct asy_result *result,
                int months_shared, int years_shared)
{
    self->n = 0;
    if (!make_room(self, result->n_cells + 1))
        return false;
    const size_t n = sort(self, result, months_shared, years_shared);
    const struct asy_series_key *const end = self->key + n, *next;
    int width;

    if (!make_text(self, n))
        return false;
    char *text = self->text;
    for (const struct asy_series_key *key = self->key; key < end; key = next) {
        next = end_of_row(key, end, &width);
        self->list[self->n] = row_of(key, next, width, text);
        text += self->list[self->n++].length;
    }
    return true;
}

void
asy_series_free(struct asy_series_list *self)
{
    free(self->list);
    free(self->key);
    free(self->text);
    *self = (struct asy_series_list){ 0 };
}
