/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sign is less than a verdict (verdict.h): it asks on which side the median lies, not whether
   90 of 100 histories lie there, for the same draws are compared from world to world. */
#include "outcome/closures.h"

#include "outcome/verdict.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const struct asy_closure_axis asy_closure_axes[ASY_N_CLOSURES] = {
#define CLOSURE(name, key, standard, other, words, other_words)                                \
    { #name, key, { standard, other }, { words, other_words } },
#include "catalogue/closures.def"
#undef CLOSURE
};

const char *
asy_closure_setting(char out[ASY_CLOSURE_SETTING], int world, int axis)
{
    const struct asy_closure_axis *const a = &asy_closure_axes[axis];

    snprintf(out, ASY_CLOSURE_SETTING, "%s=%s", a->key,
             a->reading[asy_closure_reading(world, axis)]);
    return out;
}

/* ---- one world --------------------------------------------------------------------------- */

enum asy_sign
asy_sign_of(const struct asy_summary *difference, int direction)
{
    static const double errors = 2.0;

    if (difference->of_draws < ASY_LEAST_DRAWS ||
        (difference->n > 0 && difference->n_draws < ASY_LEAST_DRAWS))
        return ASY_SIGN_TOO_FEW;
    if (difference->n == 0 || fabs(difference->median) <= errors * difference->error)
        return ASY_SIGN_UNCLEAR;
    return difference->median * direction > 0.0 ? ASY_SIGN_HOLDS : ASY_SIGN_TURNS;
}

static const struct {
    const char *name;
    char letter;
} signs[ASY_N_SIGNS] = { [ASY_SIGN_TOO_FEW] = { "too few draws", '?' },
                         [ASY_SIGN_UNCLEAR] = { "unclear", '0' },
                         [ASY_SIGN_TURNS] = { "turns", '-' },
                         [ASY_SIGN_HOLDS] = { "holds", '+' } };

const char *
asy_sign_name(enum asy_sign sign)
{
    return signs[sign].name;
}

char
asy_sign_letter(enum asy_sign sign)
{
    return signs[sign].letter;
}

bool
asy_sign_read(char letter, enum asy_sign *out)
{
    for (int s = 0; s < ASY_N_SIGNS; s++) {
        if (signs[s].letter != letter)
            continue;
        *out = (enum asy_sign) s;
        return true;
    }
    return false;
}

/* ---- all worlds -------------------------------------------------------------------------- */

int
asy_signs_count(const struct asy_signs *self, enum asy_sign sign)
{
    int n = 0;

    for (int w = 0; w < ASY_N_WORLDS; w++)
        n += self->of[w] == sign;
    return n;
}

int
asy_signs_turned_by(const struct asy_signs *self, int axis)
{
    int n = 0;

    for (int w = 0; w < ASY_N_WORLDS; w++)
        n += asy_closure_reading(w, axis) == 0 && self->of[w] != self->of[w | 1 << axis];
    return n;
}

const char *
asy_signs_letters(char out[ASY_N_WORLDS + 1], const struct asy_signs *self)
{
    for (int w = 0; w < ASY_N_WORLDS; w++)
        out[w] = asy_sign_letter(self->of[w]);
    out[ASY_N_WORLDS] = '\0';
    return out;
}

bool
asy_signs_read(const char *letters, struct asy_signs *out)
{
    if (strlen(letters) != ASY_N_WORLDS)
        return false;
    for (int w = 0; w < ASY_N_WORLDS; w++)
        if (!asy_sign_read(letters[w], &out->of[w]))
            return false;
    return true;
}

/* ---- in words ---------------------------------------------------------------------------- */

__attribute__((format(printf, 2, 3))) static void
say(char out[ASY_SIGNS_WORDS], const char *format, ...)
{
    const size_t n = strlen(out);
    va_list args;

    va_start(args, format);
    vsnprintf(out + n, ASY_SIGNS_WORDS - n, format, args);
    va_end(args);
}

/* Of the worlds of a sign, the axes that have one reading in all of them; true where these
   readings make the sign, for no other world has them. */
static bool
share_readings(const struct asy_signs *self, enum asy_sign sign, int shared[ASY_N_CLOSURES])
{
    int n = ASY_N_WORLDS;

    for (int a = 0; a < ASY_N_CLOSURES; a++) {
        int seen[2] = { 0, 0 };
        for (int w = 0; w < ASY_N_WORLDS; w++)
            seen[asy_closure_reading(w, a)] += self->of[w] == sign;
        shared[a] = seen[0] && seen[1] ? -1 : seen[1] != 0;
        n /= shared[a] < 0 ? 1 : 2;
    }
    return n == asy_signs_count(self, sign);
}

static void
say_where(char out[ASY_SIGNS_WORDS], const int shared[ASY_N_CLOSURES])
{
    const char *between = " where ";

    for (int a = 0; a < ASY_N_CLOSURES; a++) {
        if (shared[a] < 0)
            continue;
        say(out, "%s%s", between, asy_closure_axes[a].words[shared[a]]);
        between = " and ";
    }
}

/* The axes on which the sign hangs, where no reading alone makes it. */
static void
say_pairs(char out[ASY_SIGNS_WORDS], const struct asy_signs *self)
{
    const char *between = "; it changes with ";

    for (int a = 0; a < ASY_N_CLOSURES; a++) {
        const int n = asy_signs_turned_by(self, a);
        if (!n)
            continue;
        say(out, "%s%s in %d of %d pairs of worlds", between, asy_closure_axes[a].name, n,
            ASY_N_WORLDS / 2);
        between = ", ";
    }
}

/* Where each sign but the first, the most frequent, is found. */
static void
say_hinges(char out[ASY_SIGNS_WORDS], const struct asy_signs *self, const enum asy_sign *order)
{
    int shared[ASY_N_CLOSURES];
    bool all_said = true;
    const char *between = ": ";

    for (int i = 1; i < ASY_N_SIGNS && asy_signs_count(self, order[i]); i++) {
        if (!share_readings(self, order[i], shared)) {
            all_said = false;
            continue;
        }
        say(out, "%s%s", between, asy_sign_name(order[i]));
        say_where(out, shared);
        between = "; ";
    }
    if (!all_said)
        say_pairs(out, self);
}

/* The most frequent first; of equals the one that holds, then the one that turns. */
static void
order_signs(const struct asy_signs *self, enum asy_sign order[ASY_N_SIGNS])
{
    for (int i = 0; i < ASY_N_SIGNS; i++) {
        const enum asy_sign sign = (enum asy_sign)(ASY_N_SIGNS - 1 - i);
        int at = i;
        for (; at > 0 && asy_signs_count(self, order[at - 1]) < asy_signs_count(self, sign);
             at--)
            order[at] = order[at - 1];
        order[at] = sign;
    }
}

const char *
asy_signs_words(char out[ASY_SIGNS_WORDS], const struct asy_signs *self)
{
    enum asy_sign order[ASY_N_SIGNS];

    *out = '\0';
    order_signs(self, order);
    if (asy_signs_count(self, ASY_SIGN_TOO_FEW)) {
        say(out, "too few draws: fewer than %d allow no statement", ASY_LEAST_DRAWS);
        return out;
    }
    for (int i = 0; i < ASY_N_SIGNS && asy_signs_count(self, order[i]); i++)
        say(out, "%s%s in %d%s", i ? ", " : "", asy_sign_name(order[i]),
            asy_signs_count(self, order[i]), i ? "" : " of 16 worlds");
    say_hinges(out, self, order);
    return out;
}
