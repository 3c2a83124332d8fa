/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/terminal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { STANDARD_WIDTH = 80, MOST_WIDTH = 10000 };

bool
asy_terminal_moves(int fd)
{
    const char *const term = getenv("TERM");

    return isatty(fd) && !(term && strcmp(term, "dumb") == 0);
}

/* The program itself stays in the locale "C", so that no number is ever written otherwise. */
bool
asy_terminal_is_utf8(void)
{
    const locale_t locale = newlocale(LC_CTYPE_MASK, "", (locale_t) 0);

    if (locale == (locale_t) 0)
        return false;
    const bool is = strcmp(nl_langinfo_l(CODESET, locale), "UTF-8") == 0;
    freelocale(locale);
    return is;
}

bool
asy_terminal_draws(int fd)
{
    const char *const no_color = getenv("NO_COLOR"); /* no-color.org: set and not empty */

    return asy_terminal_moves(fd) && !(no_color && *no_color) && asy_terminal_is_utf8();
}

int
asy_terminal_width(int fd)
{
    const char *const columns = getenv("COLUMNS");
    const long asked = columns ? strtol(columns, NULL, 10) : 0;

    if (asked > 0)
        return asked < MOST_WIDTH ? (int) asked : MOST_WIDTH;
#ifdef TIOCGWINSZ
    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
#else
    (void) fd;
#endif
    return STANDARD_WIDTH;
}
