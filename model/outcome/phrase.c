/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outcome/phrase.h"

#include "outcome/reading.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *outcome;
    struct asy_phrase phrase;
} table[] = {
#define PHRASE(outcome, kind, subject, predicate, at, anywhere)                                \
    { #outcome, { ASY_PHRASE_##kind, subject, predicate, at, anywhere, "" } },
#include "outcome/phrases.def"
#undef PHRASE
};
enum { N_PHRASES = sizeof table / sizeof *table };

static const double days_of_year = 365.25;

/* ---- outcomes ---------------------------------------------------------------- */

static const struct asy_phrase *
find(const char *outcome)
{
    for (int i = 0; i < N_PHRASES; i++)
        if (strcmp(table[i].outcome, outcome) == 0)
            return &table[i].phrase;
    return NULL;
}

bool
asy_phrase_is_known(const char *outcome)
{
    return find(outcome) != NULL;
}

/* Of a derived one its own, else that of the catalogue. */
static const char *
unit_of(const char *outcome)
{
    const struct asy_derived *const derived = asy_derived_find(outcome);
    const struct asy_metric_row *const row = asy_outcome_row(outcome);

    return derived ? derived->unit : row ? row->unit : "";
}

struct asy_phrase
asy_phrase_of(const char *outcome)
{
    const struct asy_phrase *const found = find(outcome);
    const char *const label = asy_outcome_label(outcome), *const unit = unit_of(outcome);
    const bool is_share = strcmp(unit, "share") == 0;
    struct asy_phrase phrase = { .kind = is_share ? ASY_PHRASE_RATE : ASY_PHRASE_LABEL,
                                 .subject = label ? label : outcome,
                                 .predicate = "",
                                 .at = "in",
                                 .anywhere = "" };

    if (found)
        phrase = *found;
    phrase.unit = unit;
    return phrase;
}

const char *
asy_direction_word(const char *outcome, int direction, bool is_first)
{
    static const char *const counted[] = { "persons", "events", "cases", "attempts" };
    const char *const unit = unit_of(outcome);

    if (direction > 0)
        return is_first ? "More" : "more";
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
        if (strcmp(unit, counted[i]) == 0)
            return is_first ? "Fewer" : "fewer";
    return is_first ? "Less" : "less";
}

/* ---- numbers ----------------------------------------------------------------- */

/* To two digits from 100 on. */
static double
kept(double x)
{
    if (x < 99.5)
        return floor(x + 0.5);
    const double unit = pow(10.0, floor(log10(x)) - 1.0);
    return floor(x / unit + 0.5) * unit;
}

static void
put_thousands(char *out, size_t size, double x)
{
    char digits[32];
    const int n = snprintf(digits, sizeof digits, "%.0f", x);
    size_t used = 0;

    for (int i = 0; i < n && used + 2 < size; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            out[used++] = ',';
        out[used++] = digits[i];
    }
    out[used] = '\0';
}

const char *
asy_number_words(char *out, size_t size, double x)
{
    static const char *const small[] = { "no",   "one or two", "two",   "three", "four",
                                         "five", "six",        "seven", "eight", "nine" };
    const double k = kept(fabs(x));

    if (k < 10.0)
        snprintf(out, size, "%s", small[(int) k]);
    else if (k >= 1e6)
        snprintf(out, size, "%.*f million", k < 1e7 && fmod(k, 1e6) > 0.0 ? 1 : 0, k / 1e6);
    else
        put_thousands(out, size, k);
    return out;
}

const char *
asy_about_words(char *out, size_t size, double x)
{
    char number[48];

    asy_number_words(number, sizeof number, x);
    snprintf(out, size, "%s%s", kept(fabs(x)) >= 10.0 ? "about " : "", number);
    return out;
}

const char *
asy_percent_words(char *out, size_t size, double share)
{
    const double percent = 100.0 * fabs(share);

    if (percent < 1.0)
        snprintf(out, size, "less than 1%%");
    else
        snprintf(out, size, "%.0f%%", percent > 99.0 && percent < 100.0 ? 99.0 : percent);
    return out;
}

/* One decimal below ten, for what is no count: "0.4", "12". */
static void
put_decimal(char *out, size_t size, double x)
{
    const double a = fabs(x);

    if (a < 0.05)
        snprintf(out, size, "less than 0.1");
    else
        snprintf(out, size, "%.*f", a < 9.95 ? 1 : 0, a);
}

/* ---- amounts ----------------------------------------------------------------- */

/* An amount is one where so many people are one or two: "by one", "from one fewer to 30 more".
 */
static const char *
count_words(char *out, size_t size, double x)
{
    if (kept(fabs(x)) != 1.0)
        return asy_number_words(out, size, x);
    snprintf(out, size, "one");
    return out;
}

static void
put_time(char *out, size_t size, double days)
{
    char number[48];
    const bool is_long = fabs(days) >= 2.0 * days_of_year;

    count_words(number, sizeof number, is_long ? days / days_of_year : days);
    snprintf(out, size, "%s person-%s%s", number, is_long ? "year" : "day",
             strcmp(number, "one") == 0 ? "" : "s");
}

/* What stands behind "by" or between two ends of a range. */
static void
put_amount(char *out, size_t size, const struct asy_phrase *phrase, double x)
{
    char number[48];

    switch (phrase->kind) {
    case ASY_PHRASE_TIME:
        put_time(out, size, x);
        return;
    case ASY_PHRASE_RATE:
        put_decimal(number, sizeof number, 100.0 * x);
        snprintf(out, size, "%s percentage points", number);
        return;
    case ASY_PHRASE_MEAN:
        put_decimal(number, sizeof number, x);
        snprintf(out, size, "%s%s%s", number, strcmp(phrase->unit, "ratio") == 0 ? "" : " ",
                 strcmp(phrase->unit, "ratio") == 0 ? "" : phrase->unit);
        return;
    case ASY_PHRASE_MONEY:
        asy_number_words(number, sizeof number,
                         strcmp(phrase->unit, "euro") == 0 ? x : 1000.0 * x);
        snprintf(out, size, "\xe2\x82\xac%s", number);
        return;
    case ASY_PHRASE_PEOPLE:
    case ASY_PHRASE_THINGS:
    case ASY_PHRASE_LABEL:
        break;
    }
    count_words(out, size, x);
}

const char *
asy_amount_text(char *out, size_t size, const char *outcome, double amount, bool is_signed)
{
    const struct asy_phrase phrase = asy_phrase_of(outcome);
    const bool is_many = phrase.kind == ASY_PHRASE_PEOPLE || phrase.kind == ASY_PHRASE_THINGS;
    char text[80];

    put_amount(text, sizeof text, &phrase, amount);
    if (is_signed && amount == 0.0)
        snprintf(out, size, "no change");
    else
        snprintf(out, size, "%s%s%s", text, is_signed ? " " : "",
                 !is_signed     ? ""
                 : amount > 0.0 ? "more"
                 : is_many      ? "fewer"
                                : "less");
    return out;
}

/* Both in the unit of the larger. */
static void
put_times(char *out, size_t size, double a, double b)
{
    const bool is_long = b >= 2.0 * days_of_year;
    const double unit = is_long ? days_of_year : 1.0;
    char low[48], high[48];

    if (is_long && a / unit < 9.5)
        put_decimal(low, sizeof low, a / unit);
    else
        count_words(low, sizeof low, a / unit);
    count_words(high, sizeof high, b / unit);
    snprintf(out, size, "%s and %s person-%s", low, high, is_long ? "years" : "days");
}

/* A unit behind both is said once. */
const char *
asy_between_text(char *out, size_t size, const char *outcome, double a, double b)
{
    char low[96], high[96];

    if (asy_phrase_of(outcome).kind == ASY_PHRASE_TIME && fabs(a) != fabs(b)) {
        put_times(out, size, fmin(fabs(a), fabs(b)), fmax(fabs(a), fabs(b)));
        return out;
    }
    asy_amount_text(low, sizeof low, outcome, fmin(fabs(a), fabs(b)), false);
    asy_amount_text(high, sizeof high, outcome, fmax(fabs(a), fabs(b)), false);
    const char *const unit[2] = { strchr(low, ' '), strchr(high, ' ') };
    const bool is_one = strcmp(low, high) == 0;
    const bool is_said_once = unit[0] && unit[1] && strcmp(unit[0], unit[1]) == 0;
    snprintf(out, size, "%.*s%s%s", is_said_once && !is_one ? (int) (unit[0] - low) : 95, low,
             is_one ? "" : " and ", is_one ? "" : high);
    return out;
}

/* ---- clauses ----------------------------------------------------------------- */

/* "Chechens at risk" of "people at risk"; "relatives of Chechens at home" of "relatives| at
 * home". */
static void
put_subject(char *out, size_t size, const struct asy_phrase *phrase, const char *people)
{
    static const char everyone[] = "people";
    const size_t n = sizeof everyone - 1;
    const int before = (int) strcspn(phrase->subject, "|");
    const char *const behind = phrase->subject + before + (phrase->subject[before] == '|');
    const bool is_measured = phrase->kind == ASY_PHRASE_RATE || phrase->kind == ASY_PHRASE_MEAN;

    if (!people)
        snprintf(out, size, "%.*s%s", before, phrase->subject, behind);
    else if (strncmp(phrase->subject, everyone, n) == 0)
        snprintf(out, size, "%s%s", people, phrase->subject + n);
    else
        snprintf(out, size, "%.*s %s %s%s", before, phrase->subject,
                 phrase->kind == ASY_PHRASE_TIME && strstr(phrase->subject, " spent ") ? "by"
                 : is_measured ? *behind ? "among" : "for"
                               : "of",
                 people, behind);
}

/* "twice", "2.6 times", "seven times", "42 times". */
static void
put_times_words(char *out, size_t size, double times)
{
    const double tenths = floor(10.0 * times + 0.5) / 10.0;
    char number[48];

    if (tenths == 2.0)
        snprintf(out, size, "twice");
    else if (tenths < 10.0 && fmod(10.0 * tenths, 10.0) > 0.01)
        snprintf(out, size, "%.1f times", tenths);
    else
        snprintf(out, size, "%s times", asy_number_words(number, sizeof number, times));
}

/* How much that is of the baseline: ", 12% more", ", seven times as many"; of a count that was
   small what it was: ", from about 60"; "" of what is a rate or starts from nothing. */
static void
put_relative(char *out, size_t size, const struct asy_phrase *phrase, double difference,
             double baseline)
{
    static const double many_times = 10.0;
    const bool is_people = phrase->kind == ASY_PHRASE_PEOPLE;
    const bool is_count = is_people || phrase->kind == ASY_PHRASE_THINGS;
    const double times = 1.0 + difference / baseline;
    char text[64];

    *out = '\0';
    if (phrase->kind == ASY_PHRASE_RATE || phrase->kind == ASY_PHRASE_MEAN || isnan(baseline))
        return;
    if (!(baseline >= 0.5)) {
        if (difference > 0.0)
            snprintf(out, size, baseline > 0.0 ? ", from next to nothing" : ", from none");
        return;
    }
    if (is_count && times >= many_times) {
        snprintf(out, size, ", from %s", asy_about_words(text, sizeof text, baseline));
    } else if (times >= 1.95) {
        put_times_words(text, sizeof text, times);
        snprintf(out, size, ", %s%s as %s", is_people ? "" : "to ", text,
                 phrase->kind == ASY_PHRASE_TIME || phrase->kind == ASY_PHRASE_MONEY ? "much"
                                                                                     : "many");
    } else if (times < 0.005) {
        snprintf(out, size, ", down to %s",
                 phrase->kind == ASY_PHRASE_TIME || phrase->kind == ASY_PHRASE_MONEY ? "nothing"
                                                                                     : "none");
    } else {
        asy_percent_words(text, sizeof text, difference / baseline);
        snprintf(out, size, is_people ? ", %s %s" : ", or %s", text,
                 difference > 0.0 ? "more" : "fewer");
    }
}

/* "are removed from X to a transit country", "are removed to Y". */
static void
put_place(char *out, size_t size, const struct asy_phrase *phrase, const char *place)
{
    const bool goes = strncmp(phrase->anywhere, "to ", 3) == 0 && !strstr(place, " to ");
    const bool is_said = *phrase->anywhere && (!*place || goes);

    snprintf(out, size, "%s%s%s", place, is_said ? " " : "", is_said ? phrase->anywhere : "");
}

const char *
asy_clause_text(char *out, size_t size, const struct asy_clause *c)
{
    const struct asy_phrase phrase = asy_phrase_of(c->outcome);
    const bool is_more = c->difference > 0.0;
    const bool is_plural = phrase.kind == ASY_PHRASE_THINGS || phrase.kind == ASY_PHRASE_MONEY;
    char subject[200], place[240], amount[80], number[64], relative[80];

    put_subject(subject, sizeof subject, &phrase, c->people);
    put_place(place, sizeof place, &phrase, c->place);
    put_relative(relative, sizeof relative, &phrase, c->difference, c->baseline);
    put_amount(amount, sizeof amount, &phrase, c->difference);
    switch (phrase.kind) {
    case ASY_PHRASE_PEOPLE:
        snprintf(out, size, "%s %s %s %s%s%s",
                 asy_about_words(number, sizeof number, c->difference),
                 is_more ? "more" : "fewer", subject, phrase.predicate, place, relative);
        break;
    case ASY_PHRASE_LABEL:
        snprintf(out, size, "the count of \"%s\"%s %s by %s%s", subject, place,
                 is_more ? "rises" : "falls", amount, relative);
        break;
    default:
        snprintf(out, size, "%s%s %s%s by %s%s%s", subject, place, is_more ? "rise" : "fall",
                 is_plural ? "" : "s",
                 phrase.kind == ASY_PHRASE_RATE || phrase.kind == ASY_PHRASE_MEAN ||
                         strpbrk(amount, "0123456789") != amount
                     ? ""
                     : "about ",
                 amount, relative);
    }
    return out;
}
