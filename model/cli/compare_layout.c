/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How wide the columns of a comparison stand, here and in a pipe. */
#include "cli/compare.h"
#include "cli/terminal.h"

#include <unistd.h>

const struct asy_layout asy_layout_plain = {
    .width = 100, .label = 31, .column = 20, .last = 9
};
enum { LEAST_WIDTH = 80, NARROWEST = 24 };

/* "200 of 200" takes more room than "20 of 20". */
static void
make_room_for(struct asy_layout *layout, size_t n_draws)
{
    char last[32];
    const int wanted = 1 + snprintf(last, sizeof last, "%zu of %zu", n_draws, n_draws);

    if (wanted > layout->last) {
        layout->label -= wanted - layout->last;
        layout->last = wanted;
    }
}

struct asy_layout
asy_layout_here(size_t n_draws)
{
    struct asy_layout layout = asy_layout_plain;
    const int width = asy_terminal_width(STDOUT_FILENO);

    make_room_for(&layout, n_draws);
    if (!asy_terminal_draws(STDOUT_FILENO) || width < LEAST_WIDTH)
        return layout;
    layout.bars = true;
    if (width >= layout.width)
        return layout;
    layout.width = width;
    layout.column = 18; /* "-12,345 to -11,345" */
    layout.label = width - 3 * layout.column - layout.last;
    return layout;
}

/* A terminal wraps what is wider than itself, drawn upon or not. */
void
asy_layout_fit(struct asy_layout *layout)
{
    const int width = isatty(STDOUT_FILENO) ? asy_terminal_width(STDOUT_FILENO) : layout->width;

    if (width >= layout->width)
        return;
    layout->width = width < NARROWEST ? NARROWEST : width;
    layout->stacked = width < LEAST_WIDTH;
    layout->column = 18;
    layout->label = width - 3 * layout->column - layout->last;
}
