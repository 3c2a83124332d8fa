/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Size and sureness are told apart, each in words of its own: the first sentence has the size,
   the last one the sureness. */
#include "outcome/sentences.h"

#include "outcome/closures.h"
#include "outcome/phrase.h"
#include "outcome/verdict.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double likely = 0.9;

/* ---- sureness ---------------------------------------------------------------- */

enum asy_sureness
asy_sureness_of(const struct asy_difference *d)
{
    const struct asy_summary *const s = &d->summary;
    const double same = s->median > 0.0 ? d->p_more : d->p_less;

    if (s->n == 0 || s->median == 0.0 || fabs(s->median) <= s->error)
        return ASY_SURE_NONE;
    if (asy_moves_of(s) == ASY_MOVES_TOO_FEW)
        return ASY_SURE_TOO_FEW;
    if (asy_moves_sign(asy_moves_of(s)) != 0)
        return ASY_SURE_FIRM;
    return same >= likely ? ASY_SURE_LIKELY : ASY_SURE_OPEN;
}

const char *
asy_sureness_name(enum asy_sureness sureness)
{
    static const char *const names[] = { [ASY_SURE_NONE] = "none",
                                         [ASY_SURE_TOO_FEW] = "too few draws",
                                         [ASY_SURE_OPEN] = "open",
                                         [ASY_SURE_LIKELY] = "likely",
                                         [ASY_SURE_FIRM] = "firm" };
    return names[sureness];
}

static bool
is(const struct asy_sentences *s, enum asy_sureness sureness)
{
    return strcmp(s->sureness, asy_sureness_name(sureness)) == 0;
}

/* ---- what changes ------------------------------------------------------------ */

/* "1 January 2017" of "2017-01-01". */
static void
put_date(char out[64], const char *date)
{
    static const char *const months[] = { "January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December" };
    int year, month, day;

    if (sscanf(date, "%d-%d-%d", &year, &month, &day) == 3 && month >= 1 && month <= 12)
        snprintf(out, 64, "%d %s %d", day, months[month - 1], year);
    else
        snprintf(out, 64, "%.40s", date);
}

/* "Title (from 1 January 2017)". */
static size_t
put_law(char *out, const struct asy_sentences *s)
{
    size_t n = strlen(s->title);
    char date[64];

    while (n > 0 && (s->title[n - 1] == '.' || s->title[n - 1] == ' '))
        n--;
    put_date(date, s->in_force);
    n = n < 500 ? n : 500;
    return (size_t) snprintf(out, ASY_SENTENCE, "%.*s%s%s%s", (int) n, s->title,
                             *s->in_force ? " (from " : "", *s->in_force ? date : "",
                             *s->in_force ? ")" : "");
}

/* When it is counted: what becomes of people in the end, by the last day; all else in the years
   in force. */
static void
put_when(char out[64], const struct asy_sentence_words *words, bool is_final, const char *end)
{
    if (is_final)
        snprintf(out, 64, "by the end of %d%s", words->last_year, end);
    else if (words->first_year >= words->last_year)
        snprintf(out, 64, "in %d%s", words->last_year, end);
    else if (words->last_year == words->first_year + 1)
        snprintf(out, 64, "in %d and %d%s", words->first_year, words->last_year, end);
    else
        snprintf(out, 64, "from %d to %d%s", words->first_year, words->last_year, end);
}

/* Another outcome says when where that is another time than that of the outcome told.
   The last sentence is of the outcome told alone: where another is not the same in all draws,
   it says so itself. */
static size_t
put_other(char *out, size_t used, const char *before, const struct asy_sentence_other *other,
          const size_t draws[2], const struct asy_where_and_who *where,
          const struct asy_sentence_words *words)
{
    char clause[600], when[64] = "", held[80] = "";

    if (!other->metric)
        return 0;
    asy_clause_text(clause, sizeof clause,
                    &(struct asy_clause){ other->metric, where->people, where->place,
                                          other->difference.median, (double) NAN });
    if (where->is_final != words->is_final)
        put_when(when, words, where->is_final, " ");
    if (draws[0] < draws[1])
        snprintf(held, sizeof held, " (in %zu of %zu draws)", draws[0], draws[1]);
    return (size_t) snprintf(out + used, ASY_SENTENCE - used, "%s%s%s%s", before, when, clause,
                             held);
}

void
asy_sentence_what(char *out, const struct asy_sentences *s,
                  const struct asy_sentence_words *words)
{
    size_t used = put_law(out, s);
    char clause[700], years[64];

    if (!words->is_in_force) {
        snprintf(out + used, ASY_SENTENCE - used,
                 ": that is after the last day simulated, so nothing changes.");
        return;
    }
    if (!s->metric) {
        snprintf(out + used, ASY_SENTENCE - used, ": no outcome %s.",
                 words->n_histories > 1 ? "moves clearly in one direction" : "changes");
        return;
    }
    put_when(years, words, words->is_final, ", ");
    asy_clause_text(clause, sizeof clause,
                    &(struct asy_clause){ s->metric, words->people, words->place,
                                          s->difference.median, s->baseline.median });
    used += (size_t) snprintf(out + used, ASY_SENTENCE - used, ": %s%s", years, clause);
    used += put_other(out, used, ", and ", &s->beside, s->beside_draws, &words->beside, words);
    used +=
        put_other(out, used, ", but ", &s->against, s->against_draws, &words->against, words);
    snprintf(out + used, ASY_SENTENCE - used, ".");
}

/* ---- for whom ---------------------------------------------------------------- */

static bool
is_nobody(const struct asy_summary *s)
{
    return !(s->median >= 0.5);
}

/* As many gain protection as lose it, for all that the draws say. */
static bool
is_unclear(const struct asy_sentences *s)
{
    const enum asy_moves moves = asy_moves_of(&s->net);
    return moves == ASY_MOVES_UNSURE || moves == ASY_MOVES_NOBODY;
}

/* ", most of them Chechens (61%)", ", above all Georgians (17%) and Chechens (17%)". Among few
   people, or where some gain and others lose by chance, the largest groups are touched first
   whatever the reform. */
static void
put_groups(char *out, size_t size, const struct asy_sentences *s)
{
    static const double most = 0.5, many = 0.1, few = 100.0;
    char percent[2][32];
    const struct asy_people_touched *const g = s->groups;

    *out = '\0';
    if (s->n_groups == 0 || !(g[0].share > 0.0) || s->touched.median < few ||
        (s->n_groups > 1 && g[0].share < most && is_unclear(s)))
        return;
    asy_percent_words(percent[0], sizeof percent[0], g[0].share);
    const int n = snprintf(out, size, ", %s %.100s (%s)",
                           s->n_groups > 1 && g[0].share < most ? "above all" : "most of them",
                           g[0].label, percent[0]);
    if (s->n_groups < 2 || g[1].share < many || n < 0 || (size_t) n >= size)
        return;
    asy_percent_words(percent[1], sizeof percent[1], g[1].share);
    snprintf(out + n, size - (size_t) n, " and %.100s (%s)", g[1].label, percent[1]);
}

/* "; of those who gain it, about 1,100 would still be waiting at the end of 2018 without the
   reform, and of those who lose it, 780 with it". */
static void
put_waiting(char *out, size_t size, const struct asy_sentences *s, int last_year)
{
    const bool gain = !is_nobody(&s->gained_waiting), lose = !is_nobody(&s->lost_waiting);
    const double first = gain ? s->gained_waiting.median : s->lost_waiting.median;
    char some[64], also[64], others[64];

    *out = '\0';
    if (!gain && !lose)
        return;
    asy_about_words(some, sizeof some, first);
    asy_about_words(also, sizeof also, s->lost_waiting.median);
    asy_number_words(others, sizeof others, s->lost_waiting.median);
    const int n = snprintf(out, size,
                           "; of those who %s it, %s would still be waiting at the end of %d "
                           "%s the reform",
                           gain ? "gain" : "lose", some, last_year, gain ? "without" : "with");
    if (gain && lose && n > 0 && (size_t) n < size)
        snprintf(out + n, size - (size_t) n, ", and of those who lose it, %s with it",
                 strcmp(some, also) == 0 ? "as many" : others);
}

/* ": about 1,300 gain protection and 1,600 lose it". */
static void
put_protection(char *out, size_t size, const struct asy_sentences *s, int last_year,
               const char *before)
{
    const bool gain = !is_nobody(&s->gained), lose = !is_nobody(&s->lost);
    const char *const net = is_unclear(s) ? ", with no clear change on balance" : "";
    char gained[64], lost[64], waiting[320];

    put_waiting(waiting, sizeof waiting, s, last_year);
    asy_about_words(gained, sizeof gained, s->gained.median);
    if (gain)
        asy_number_words(lost, sizeof lost, s->lost.median);
    else
        asy_about_words(lost, sizeof lost, s->lost.median);
    if (gain && lose)
        snprintf(out, size, "%s%s gain protection and %s lose it%s%s", before, gained, lost,
                 net, waiting);
    else if (gain || lose)
        snprintf(out, size, "%s%s %s protection%s%s", before, gain ? gained : lost,
                 gain ? "gain" : "lose", net, waiting);
    else
        snprintf(out, size, "%snone of them gains or loses protection", before);
}

/* Those who set out in one world only. */
static void
put_one_world(char *out, size_t size, const struct asy_sentences *s)
{
    const bool come = !is_nobody(&s->came), stay = !is_nobody(&s->stayed);
    char came[64], stayed[64];

    asy_about_words(came, sizeof came, s->came.median);
    asy_about_words(stayed, sizeof stayed, s->stayed.median);
    if (come && stay && s->stayed.median > 0.05 * s->came.median &&
        s->came.median > 0.05 * s->stayed.median)
        snprintf(out, size, "%s set out only because of it, %s no longer do", came, stayed);
    else if (s->came.median >= s->stayed.median)
        snprintf(out, size, "%s set out only because of it", came);
    else
        snprintf(out, size, "%s no longer set out", stayed);
}

void
asy_sentence_for_whom(char *out, const struct asy_sentences *s,
                      const struct asy_sentence_words *words)
{
    static const double nearly_all = 0.9;
    char touched[64], otherwise[64], groups[320], one[200], protection[640], share[80] = "",
                                                                             percent[32];

    if (!words->is_in_force || is_nobody(&s->touched)) {
        snprintf(out, ASY_SENTENCE, "%s case ends differently.",
                 words->is_in_force && s->touched.high > 0.0 ? "Hardly anybody's" : "Nobody's");
        return;
    }
    asy_about_words(touched, sizeof touched, s->touched.median);
    asy_about_words(otherwise, sizeof otherwise, s->otherwise.median);
    put_groups(groups, sizeof groups, s);
    if (words->set_out > 0.0) {
        asy_percent_words(percent, sizeof percent, s->touched.median / words->set_out);
        snprintf(share, sizeof share, " (%s of all who set out)", percent);
    }
    if (s->otherwise.median >= nearly_all * s->touched.median) {
        put_protection(protection, sizeof protection, s, words->last_year, ": ");
        snprintf(out, ASY_SENTENCE, "The outcome is different for %s people%s%s%s.", otherwise,
                 share, groups, protection);
        return;
    }
    put_protection(protection, sizeof protection, s, words->last_year, ", of whom ");
    put_one_world(one, sizeof one, s);
    snprintf(out, ASY_SENTENCE,
             "It touches %s people%s: %s, and the outcome is different for %s others%s.",
             touched, groups, one, otherwise, is_nobody(&s->otherwise) ? "" : protection);
}

/* ---- how sure ---------------------------------------------------------------- */

/* "the same in all 20 draws of what is uncertain, and under all 16 sets of assumptions". */
static void
put_held(char *out, size_t size, const struct asy_sentences *s)
{
    char worlds[120];

    if (s->n_worlds_tried == 0)
        snprintf(worlds, sizeof worlds, "; not tested under other sets of assumptions");
    else if (s->n_worlds_same == s->n_worlds_tried)
        snprintf(worlds, sizeof worlds, " and under all %d sets of assumptions tested",
                 s->n_worlds_tried);
    else
        snprintf(worlds, sizeof worlds, " and under %d of the %d sets of assumptions tested",
                 s->n_worlds_same, s->n_worlds_tried);
    if (s->n_same == s->n)
        snprintf(out, size, "the same in all %zu draws of the uncertain values%s", s->n,
                 worlds);
    else
        snprintf(out, size, "the same in %zu of %zu draws of the uncertain values%s", s->n_same,
                 s->n, worlds);
}

/* What the draws say of one set of assumptions, others may not bear out. */
static const char *
firm_words(const struct asy_sentences *s)
{
    static const double most = 0.75;
    const double same = (double) s->n_worlds_same, tried = (double) s->n_worlds_tried;

    return same >= tried          ? "The direction is firm"
           : same >= most * tried ? "The direction is firm, if not under every assumption"
                                  : "The direction depends on the assumptions";
}

static void
put_firm(char *out, const struct asy_sentences *s, const char *held)
{
    const double a = fabs(s->difference.low), b = fabs(s->difference.high);
    char between[200];

    asy_between_text(between, sizeof between, s->metric, a, b);
    if (!strstr(between, " and "))
        snprintf(out, ASY_SENTENCE, "%s (%s); the size is certain: %s.", firm_words(s), held,
                 between);
    else
        snprintf(
            out, ASY_SENTENCE,
            "%s (%s); the size is %s certain: in nine out of ten simulated histories it is "
            "between %s.",
            firm_words(s), held, fmax(a, b) > 2.0 * fmin(a, b) ? "less" : "fairly", between);
}

static void
put_unsure(char *out, const struct asy_sentences *s, const char *held)
{
    char low[96], high[96];

    asy_amount_text(low, sizeof low, s->metric, s->difference.low, true);
    asy_amount_text(high, sizeof high, s->metric, s->difference.high, true);
    snprintf(out, ASY_SENTENCE,
             "%s (%s): nine out of ten simulated histories range from %s to %s.",
             is(s, ASY_SURE_LIKELY) ? "The direction is likely, not certain"
                                    : "Even the direction is open",
             held, low, high);
}

/* " Of the three outcomes of its claim, one is supported."; nothing where all are. */
static void
put_claims(char *out, size_t used, const struct asy_sentences *s)
{
    char of[48], number[48], some[64];

    if (s->n_supported >= s->n_claims)
        return;
    asy_number_words(of, sizeof of, s->n_claims);
    snprintf(some, sizeof some, "%s are",
             asy_number_words(number, sizeof number, s->n_supported));
    if (s->n_claims == 1)
        snprintf(out + used, ASY_SENTENCE - used,
                 " The outcome of its claim is not supported.");
    else if (s->n_supported == 0)
        snprintf(out + used, ASY_SENTENCE - used,
                 " %s of the %s outcomes of its claim is supported.",
                 s->n_claims == 2 ? "Neither" : "None", of);
    else
        snprintf(out + used, ASY_SENTENCE - used,
                 " Of the %s outcomes of its claim, %s supported.", of,
                 s->n_supported == 1 ? "one is" : some);
}

void
asy_sentence_how_sure(char *out, const struct asy_sentences *s,
                      const struct asy_sentence_words *words)
{
    char held[240], has[32] = "none";

    if (!words->is_in_force) {
        snprintf(out, ASY_SENTENCE, "There is no effect to judge.");
        return;
    }
    if (s->touched.of_draws < ASY_LEAST_DRAWS) {
        if (s->touched.of_draws == 1)
            snprintf(has, sizeof has, "one");
        else if (s->touched.of_draws)
            snprintf(has, sizeof has, "%zu", s->touched.of_draws);
        snprintf(out, ASY_SENTENCE,
                 "How sure that is cannot be said: it takes at least %d draws of the uncertain "
                 "values, and there %s %s.",
                 ASY_LEAST_DRAWS, s->touched.of_draws == 1 ? "is" : "are", has);
        return;
    }
    if (!s->metric) {
        snprintf(out, ASY_SENTENCE,
                 "An effect too small to show in %zu draws is not ruled out.",
                 s->touched.of_draws);
    } else {
        put_held(held, sizeof held, s);
        if (is(s, ASY_SURE_FIRM))
            put_firm(out, s, held);
        else
            put_unsure(out, s, held);
    }
    put_claims(out, strlen(out), s);
}
