/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/progress.h"
#include "base/clock.h"
#include "cli/say.h"
#include "cli/screen.h"
#include "cli/terminal.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

enum { PIECE = 200 };

/* ---- pieces ------------------------------------------------------------------ */

static void
rate_words(char out[PIECE], double rate)
{
    char number[32];

    *out = '\0';
    if (!(rate > 0.0) || !isfinite(rate))
        return;
    asy_say_number(number, sizeof number, rate < 1.0 ? 1.0 / rate : rate, ASY_MEAN, false);
    snprintf(out, PIECE, rate < 1.0 ? ", %s s each" : ", %s/s", number);
}

/* "" of what is not known. */
static void
time_words(char out[PIECE], double seconds)
{
    *out = '\0';
    if (!isfinite(seconds) || seconds > 1e9)
        return;
    const long s = (long) ceil(seconds), minutes = (s + 59) / 60;

    if (s < 120)
        snprintf(out, PIECE, "%ld s", s);
    else if (minutes < 120)
        snprintf(out, PIECE, "%ld min", minutes);
    else
        snprintf(out, PIECE, "%ld h %ld min", minutes / 60, minutes % 60);
}

static void
left_words(char out[PIECE], double seconds)
{
    char time[PIECE];

    time_words(time, seconds);
    snprintf(out, PIECE, "%s%.180s%s", *time ? ", " : "", time, *time ? " left" : "");
}

void
asy_estimate_words(char *out, size_t size, const struct asy_progress *p, uint32_t n_before,
                   int threads, double seconds, double least)
{
    const uint32_t done = p->n_done - n_before, left = p->n_planned - p->n_done;
    char rest[PIECE];

    *out = '\0';
    if (p->n_planned <= p->n_done || done == 0 || done < (uint32_t) threads)
        return;
    const double lasts = seconds / done * left;
    if (!(lasts >= least))
        return;
    time_words(rest, lasts);
    snprintf(out, size, "estimate: about %s for the other %u of %u histories", rest, left,
             p->n_planned);
}

static void
error_words(char out[PIECE], const struct asy_progress *p, bool with_name, bool utf8)
{
    char mean[32], error[32], what[PIECE - 80];

    *out = '\0';
    if (!p->outcome || !isfinite(p->mean) || !isfinite(p->error))
        return;
    const enum asy_style style = p->error < 10.0 ? ASY_MEAN : ASY_COUNT;
    asy_say_number(mean, sizeof mean, p->mean, style, p->reform != NULL);
    asy_say_number(error, sizeof error, p->error, style, false);
    if (p->reform && with_name)
        snprintf(what, sizeof what, "%s, %.60s minus baseline", p->outcome, p->reform);
    else
        snprintf(what, sizeof what, "%s, %s", p->outcome,
                 p->reform ? "difference" : "baseline");
    snprintf(out, PIECE, "; %s %s %s %s", what, mean, utf8 ? "\u00b1" : "+/-", error);
}

/* ---- the line ---------------------------------------------------------------- */

static void
put_bar(char *out, size_t size, const struct asy_progress *p, int columns, const char *text)
{
    const double share = p->n_planned ? (double) p->n_done / p->n_planned : 0.0;
    const int filled = (int) (columns * fmin(share, 1.0));

    snprintf(out, size, "[%.*s%*s] %s", filled, "##############################",
             columns - filled, "", text);
}

void
asy_draw_progress(char *out, size_t size, int width, const struct asy_progress *p, double rate,
                  bool utf8)
{
    static const struct {
        bool rate, left, error, name;
    } ladder[] = { { true, true, true, true },
                   { true, true, true, false },
                   { false, true, true, false },
                   { false, true, false, false },
                   { false, false, false, false } };
    const int bar = width >= 110 ? 30 : width >= 70 ? 10 : 6; /* all along the same */
    char done[32], planned[32], pace[PIECE], left[PIECE], error[PIECE], text[4 * PIECE];

    asy_say_number(done, sizeof done, p->n_done, ASY_COUNT, false);
    asy_say_number(planned, sizeof planned, p->n_planned, ASY_COUNT, false);
    rate_words(pace, rate);
    left_words(left, (double) (p->n_planned - p->n_done) / rate);
    *out = '\0';
    for (size_t i = 0; i < sizeof ladder / sizeof *ladder; i++) {
        error_words(error, p, ladder[i].name, utf8);
        snprintf(text, sizeof text, "%s of %s%s%s%s", done, planned, ladder[i].rate ? pace : "",
                 ladder[i].left ? left : "", ladder[i].error ? error : "");
        if (bar + 3 + asy_say_width(text) <= width) {
            put_bar(out, size, p, bar, text);
            return;
        }
    }
    if (asy_say_width(text) <= width) /* a count is ASCII */
        snprintf(out, size, "%s", text);
}

/* ---- on the terminal --------------------------------------------------------- */

void
asy_bar_init(struct asy_bar *self, bool quiet)
{
    *self = (struct asy_bar){ .on = !quiet && asy_terminal_moves(STDERR_FILENO),
                              .began = asy_now() };
}

void
asy_bar_show(struct asy_bar *self, const struct asy_progress *progress)
{
    char line[1024];

    if (!self->on || progress->n_planned == 0)
        return;
    if (!self->has_before) { /* histories already there when a file is gone on with */
        self->has_before = true;
        self->n_before = progress->n_done - 1;
    }
    const double passed = asy_now() - self->began;
    const double rate = (double) (progress->n_done - self->n_before) / fmax(passed, 1e-3);

    /* the last column is left free: some terminals begin a new line there */
    asy_draw_progress(line, sizeof line, asy_terminal_width(STDERR_FILENO) - 1, progress, rate,
                      asy_terminal_is_utf8());
    fprintf(stderr, "%s%s%s", asy_screen_code(ASY_SCREEN_RETURN), line,
            asy_screen_code(ASY_SCREEN_CLEAR));
    fflush(stderr);
}

void
asy_bar_clear(const struct asy_bar *self)
{
    if (self->on)
        fprintf(stderr, "%s%s", asy_screen_code(ASY_SCREEN_RETURN),
                asy_screen_code(ASY_SCREEN_CLEAR));
}
