/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which outcomes a comparison shows where nobody asks for others: a short list for all places
   together, always, for harm is never left out; and of a place or a population, by its kind,
   what can happen there. No place is known here by name: which ones are shown, the file says
   (store/touched.h). */
#ifndef ASY_OUTCOME_SHOWN_H
#define ASY_OUTCOME_SHOWN_H

enum asy_heading {
    ASY_HEADING_CLAIM, /* of what stands under no other heading */
    ASY_HEADING_BORDERS,
    ASY_HEADING_CLAIMS,
    ASY_HEADING_DECISIONS,
    ASY_HEADING_RETURNS,
    ASY_HEADING_HARM,
    ASY_HEADING_BECAME,
    ASY_N_HEADINGS
};

/* What an outcome is shown of. */
enum asy_shown_of {
    ASY_SHOWN_ALL,  /* all places together */
    ASY_SHOWN_MORE, /* beside these where one place is asked for; has no label of its own */
    ASY_SHOWN_CROSSING,
    ASY_SHOWN_STATE,
    ASY_SHOWN_TRANSIT,
    ASY_SHOWN_REFUGE, /* a country in which one may be given refuge from afar */
    ASY_SHOWN_POPULATION
};

/* Reads "<label> <at> <place><tail>": "refused entry", "at", ", each time counted". */
struct asy_shown {
    enum asy_shown_of of;
    enum asy_heading heading;
    const char *label, *at, *tail; /* NULL where there is none */
    const char *metric;
    const char *side; /* ">": of the receiving side of a pair; else "" */
    double per;       /* what is shown is divided by this: 365.25 for days shown as years */
};

const char *asy_heading_text(enum asy_heading heading);

/* The i-th outcome of that kind, under headings in their order; NULL past the end. */
const struct asy_shown *asy_shown_at(enum asy_shown_of of, int i);
/* The line of an outcome of that kind; NULL if it has none. */
const struct asy_shown *asy_shown_find(enum asy_shown_of of, const char *metric,
                                       const char *side);
/* Under which heading an outcome stands wherever it has a line; else by what it is counted. */
enum asy_heading asy_shown_heading(const char *metric);

#endif
