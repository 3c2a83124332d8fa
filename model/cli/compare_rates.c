/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside the count of a harm its rate: of 100 of those among whom it is decided, or for 1,000
   who set out in the same time. A count falls where fewer are decided at all; whether they fare
   better only the rate says. */
#include "cli/compare.h"
#include "outcome/reading.h"

#include <string.h>

static const double per_decided = 100.0, per_set_out = 1000.0;

static bool
has_rate(const struct asy_compared *c)
{
    return (c->among || c->per_set_out) && c->row->worse == ASY_WORSE && !c->is_empty &&
           c->moved.rate[0].n && c->moved.rate[1].n;
}

/* "per 100 who set out", "per 100 (people at risk decided on the merits)". */
static const char *
among_words(char *out, size_t size, const struct asy_compared *c, double per)
{
    const char *many = per > 1.0 ? "per 100" : "for each";
    if (c->per_set_out) /* not of them: who is harmed may have set out before */
        snprintf(out, size, "per 1,000 who set out in the same period");
    else if (strcmp(c->among, "departures") == 0)
        snprintf(out, size, "%s who set out", many);
    else
        snprintf(out, size, "%s (%.160s)", many, asy_outcome_label(c->among));
    return out;
}

const char *
asy_rate_words(char *out, size_t size, const struct asy_compared *c)
{
    const bool is_many =
        c->among && (c->moved.rate[0].median > 1.0 || c->moved.rate[1].median > 1.0);
    const double per = c->per_set_out ? per_set_out : is_many ? 1.0 : per_decided;
    char texts[3][32], of[200];

    *out = '\0';
    if (!has_rate(c))
        return out;
    asy_say_number(texts[0], sizeof *texts, per * c->moved.rate[0].median, ASY_MEAN, false);
    asy_say_number(texts[1], sizeof *texts, per * c->moved.rate[1].median, ASY_MEAN, false);
    asy_say_number(texts[2], sizeof *texts, per * c->moved.rate_moved.summary.median, ASY_MEAN,
                   true);
    snprintf(out, size, "%s: %s, with the reform %s (%s)", among_words(of, sizeof of, c, per),
             texts[0], texts[1], texts[2]);
    return out;
}

json_t *
asy_rate_json(const struct asy_moved *moved, double per, const char *of)
{
    struct asy_summary s[] = { moved->rate[0], moved->rate[1], moved->rate_moved.summary };
    json_t *list[3];

    for (int i = 0; i < 3; i++) {
        s[i].median *= per;
        s[i].low *= per;
        s[i].high *= per;
        s[i].error *= per;
        s[i].low_error *= per;
        s[i].high_error *= per;
        list[i] = asy_summary_json(&s[i]);
    }
    return json_pack("{s:f, s:s, s:o, s:o, s:o, s:s}", "per", per, "of", of, "baseline",
                     list[0], "reform", list[1], "difference", list[2], "verdict",
                     asy_moves_name(asy_moves_of(&moved->rate_moved.summary)));
}

json_t *
asy_row_rate_json(const struct asy_compared *c)
{
    if (!has_rate(c))
        return json_null();
    return c->per_set_out ? asy_rate_json(&c->moved, per_set_out, "departures")
                          : asy_rate_json(&c->moved, per_decided, c->among);
}
