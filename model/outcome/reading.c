/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How outcomes are to be read: what the catalogue says of each, in words. */
#include "outcome/reading.h"
#include "life/outcomes.h"

#include <string.h>

static const char claims[] =
    "First claims in all states together count a person in each state where one is lodged: "
    "those who move on, and those allocated to another state, count again.";
static const char decisions[] =
    "In all states together a person whose case is closed or decided in several states, or "
    "anew after a fresh claim, counts each time.";
static const char admissions[] =
    "At all crossings together a person who is let in, or turns back, more than once counts "
    "each time.";
static const char transfers[] = "Every onward move, request and transfer counts: in all states "
                                "together a person may count several times.";
static const char returns[] =
    "A person who flees again and is returned again counts each time.";

/* Among whom an outcome is decided: that fewer come so far is not that fewer of them fare so.
   Harms that end a way (return, seizure, persecution) are counted among nobody: where fewer
   come so far, that itself is the good. Nor are what attempts end in: whoever is refused tries
   again, so that their number follows from the refusals. */
#define ROOT                                                                                   \
    {                                                                                          \
        .is_root = true                                                                        \
    }
#define EACH(note)                                                                             \
    {                                                                                          \
        .is_root = true, .together = (note)                                                    \
    }
#define ROOT_AT(outcome)                                                                       \
    {                                                                                          \
        .is_root = true, .by_place = #outcome                                                  \
    }
#define OF(outcome)                                                                            \
    {                                                                                          \
        .of = #outcome                                                                         \
    }
#define OF_EACH(outcome, note)                                                                 \
    {                                                                                          \
        .of = #outcome, .together = (note)                                                     \
    }
#define OF_AT(outcome, instead)                                                                \
    {                                                                                          \
        .of = #outcome, .by_place = #instead                                                   \
    }

static const struct asy_reading table[ASY_N_METRICS] = {
#define METRIC(name, unit, where, time, detail, grows, among, label)                           \
    [ASY_METRIC_##name] = among,
#include "catalogue/metrics.def"
#undef METRIC
};

/* What a sum is asked by where its terms have no place. */
static const struct {
    const char *outcome, *by_place;
} sums[] = {
    { "protected", "grants" },
    { "without_status", "overstayed" },
    { "ended_refouled", "refouled" },
};

const struct asy_reading *
asy_reading_at(int metric)
{
    return &table[metric];
}

static bool
is_same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static struct asy_reading
of_derived(const struct asy_derived *derived)
{
    struct asy_reading reading = table[derived->terms[0].metric];

    for (int t = 1; t < derived->n_terms; t++) {
        const struct asy_reading *const term = &table[derived->terms[t].metric];
        reading.of = is_same(reading.of, term->of) ? reading.of : NULL;
        reading.together = reading.together ? reading.together : term->together;
    }
    if (derived->is_ratio)
        reading.of = reading.together = NULL;
    reading.is_root = !reading.of;
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
        if (strcmp(sums[i].outcome, derived->name) == 0)
            reading.by_place = sums[i].by_place;
    return reading;
}

struct asy_reading
asy_reading_of(const char *outcome)
{
    const struct asy_derived *const derived = asy_derived_find(outcome);

    if (derived)
        return of_derived(derived);
    for (int m = 0; m < ASY_N_METRICS; m++)
        if (strcmp(asy_metrics[m].name, outcome) == 0)
            return table[m];
    return (struct asy_reading){ .is_root = true };
}

const struct asy_metric_row *
asy_outcome_row(const char *outcome)
{
    const struct asy_derived *const derived = asy_derived_find(outcome);

    if (derived)
        return &asy_metrics[derived->terms[0].metric];
    for (int m = 0; m < ASY_N_METRICS; m++)
        if (strcmp(asy_metrics[m].name, outcome) == 0)
            return &asy_metrics[m];
    return NULL;
}

bool
asy_outcome_is_ratio(const char *outcome)
{
    const struct asy_derived *const derived = asy_derived_find(outcome);
    return derived && derived->is_ratio;
}

bool
asy_outcome_is_final(const char *outcome)
{
    const struct asy_metric_row *const row = asy_outcome_row(outcome);
    return row && row->detail == ASY_COHORT;
}

const char *
asy_outcome_label(const char *outcome)
{
    const struct asy_derived *const derived = asy_derived_find(outcome);
    const struct asy_metric_row *const row = asy_outcome_row(outcome);

    return derived ? derived->label : row ? row->label : NULL;
}
