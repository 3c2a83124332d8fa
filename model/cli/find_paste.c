/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line that changes a key, as a reform's `set` takes it: for whom and by how much the
   question says, else the value that stands, to be put another in its place. */
#define _XOPEN_SOURCE 700 /* open_memstream, fmemopen */
#include "cli/find.h"

#include "scenario/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct line {
    const struct asy_finding *finding;
    struct asy_find_place at;
    const struct asy_param *row;
    const struct asy_find_value *now;
    int direction; /* more of it (1), less (-1); 0: not told */
};

/* Whether the question says all or nothing of it, whatever the words for that are. */
static bool
is_extreme(const struct asy_question *query)
{
    return query->none || query->all || query->way.turned;
}

static const char *
why_not(const struct asy_law *law, const char *key)
{
    const struct asy_baseline_only *only = law->baseline_only;
    for (; only && only->param; only++)
        if (strcmp(only->param, key) == 0)
            return only->why;
    return NULL;
}

/* ---- for whom ---------------------------------------------------------------- */

static void
print_names(const struct asy_scenario *scenario, enum asy_per per, uint64_t set, FILE *out)
{
    const bool one = (set & (set - 1)) == 0;
    const char *comma = "";
    fputs(one ? "" : "[ ", out);
    for (int i = 0; i < asy_n_members(scenario, per); i++)
        if (set >> i & 1) {
            fprintf(out, "%s\"%s\"", comma, asy_member_name(scenario, per, i));
            comma = ", ";
        }
    fputs(one ? "" : " ]", out);
}

static uint64_t
citizens_named(const struct asy_question *query)
{
    uint64_t set = 0;
    for (int i = 0; i < query->n_countries; i++)
        if (query->countries[i].people)
            set |= UINT64_C(1) << query->countries[i].country;
    return set;
}

/* "only = ( { group = "tajik"; } ); ", where people are named and the key can tell them apart.
 */
static void
print_scope(const struct line *self, FILE *out)
{
    const struct asy_question *const query = self->finding->query;
    const uint64_t citizens = citizens_named(query);
    const bool apart =
        self->row->per == ASY_PER_GROUP || asy_laws[self->at.law]->section == ASY_OF_GROUP;

    if (asy_is_of_all(self->at.law, self->row->name))
        return;
    const bool groups = query->groups && !apart, countries = citizens && !apart &&
                                                             !(self->at.names & citizens) &&
                                                             self->at.member < 0;
    if (!groups && !countries && !query->n_whom)
        return;
    fputs(" only = ( { ", out);
    if (groups) {
        fputs("group = ", out);
        print_names(self->finding->scenario, ASY_PER_GROUP, query->groups, out);
        fputs("; ", out);
    } else if (countries) {
        fputs("citizenship = ", out);
        print_names(self->finding->scenario, ASY_PER_COUNTRY, citizens, out);
        fputs("; ", out);
    }
    for (int i = 0; i < query->n_whom; i++)
        fprintf(out, "%s; ", query->whom[i]);
    fputs("} );", out);
}

/* ---- how much ---------------------------------------------------------------- */

/* Of a list: what is said otherwise than by "no" is put on it. */
static bool
takes_away(const struct line *self)
{
    return self->direction < 0 || (self->direction == 0 && self->finding->query->way.turned);
}

static bool
says_days(const struct line *self)
{
    return self->row->kind == ASY_REAL && self->finding->query->days > 0.0 &&
           (strcmp(self->row->unit, "days") == 0 || strcmp(self->row->unit, "months") == 0 ||
            strcmp(self->row->unit, "years") == 0);
}

static bool
says_share(const struct line *self)
{
    return self->row->kind == ASY_REAL && strstr(self->row->unit, "share") != NULL &&
           self->direction != 0 && is_extreme(self->finding->query);
}

/* Whether the value differs from place to place, and the question says none. */
static bool
is_unsaid_everywhere(const struct line *self)
{
    return self->row->kind == ASY_REAL && !*self->now->same && !self->row->whence &&
           !says_days(self) && !says_share(self);
}

/* "times = 3"; "" where the question says no form. */
static void
print_form(const struct line *self, FILE *out)
{
    const struct asy_question *const query = self->finding->query;
    const struct asy_scenario *const scenario = self->finding->scenario;

    if (self->at.as_in >= 0 && self->at.as_in != self->at.entity)
        fprintf(out, "as_in = \"%s\"; ", scenario->country[self->at.as_in].code);
    else if (self->at.names) {
        fputs(takes_away(self) ? "remove = [" : "add = [", out);
        const char *comma = "";
        for (int i = 0; i < asy_n_members(scenario, self->row->per); i++)
            if (self->at.names >> i & 1) {
                fprintf(out, "%s\"%s\"", comma, asy_member_name(scenario, self->row->per, i));
                comma = ", ";
            }
        fputs("]; ", out);
    } else if (self->row->kind == ASY_REAL && query->times > 0.0 && !self->row->whence)
        fprintf(out, "times = %g; ", query->times);
    else if (is_unsaid_everywhere(self))
        fputs("times = 1; ", out);
}

static double
within(const struct asy_param *row, double number)
{
    return fmin(fmax(number, row->min), row->max);
}

/* The value by itself. */
static void
print_plain(const struct line *self, FILE *out)
{
    const struct asy_question *const query = self->finding->query;
    const struct asy_param *const row = self->row;
    const char *const same = self->now->same;

    if (row->kind == ASY_FLAG && self->direction != 0)
        fputs(self->direction > 0 ? "true" : "false", out);
    else if (row->kind == ASY_REAL && query->days > 0.0 && strcmp(row->unit, "days") == 0)
        fprintf(out, "%.6g", within(row, query->days));
    else if (row->kind == ASY_REAL && query->days > 0.0 && strcmp(row->unit, "months") == 0)
        fprintf(out, "%.6g", within(row, round(query->days / 365.25 * 12.0)));
    else if (row->kind == ASY_REAL && query->days > 0.0 && strcmp(row->unit, "years") == 0)
        fprintf(out, "%.6g", within(row, round(query->days / 365.25 * 12.0) / 12.0));
    else if (says_share(self))
        fprintf(out, "%.6g", within(row, self->direction > 0 ? 1.0 : 0.0));
    else if (*same)
        fputs(same, out);
    else if (row->kind == ASY_CHOICE)
        fprintf(out, "\"%s\"", row->choices[(int) row->standard]);
    else if (row->kind == ASY_SET)
        fputs("[]", out);
    else if (row->kind == ASY_FLAG)
        fputs(row->standard > 0.5 ? "true" : "false", out);
    else
        fprintf(out, "%.6g", row->standard);
}

static void
print_key_value(const struct line *self, FILE *out)
{
    char form[500] = "", scope[500] = "", plain[200] = "";
    FILE *parts[3] = { fmemopen(form, sizeof form - 1, "w"),
                       fmemopen(scope, sizeof scope - 1, "w"),
                       fmemopen(plain, sizeof plain - 1, "w") };

    if (parts[0] && parts[1] && parts[2]) {
        print_form(self, parts[0]);
        print_scope(self, parts[1]);
        print_plain(self, parts[2]);
    }
    for (int i = 0; i < 3; i++)
        if (parts[i])
            fclose(parts[i]);
    if (*form)
        fprintf(out, "{ %s%s%s}", form, *scope ? scope + 1 : "", *scope ? " " : "");
    else if (*scope)
        fprintf(out, "{ value = %s;%s }", plain, scope);
    else
        fputs(plain, out);
}

static void
print_line(const struct line *self, FILE *out)
{
    const struct asy_law *const law = asy_laws[self->at.law];
    const struct asy_scenario *const scenario = self->finding->scenario;
    static const char *const sections[] = {
        [ASY_OF_STATE] = "states",       [ASY_OF_TRANSIT] = "transit",
        [ASY_OF_CROSSING] = "crossings", [ASY_OF_GROUP] = "groups",
        [ASY_OF_REFUGE] = "refuges",
    };
    const char *const section =
        law->section == ASY_OF_WORLD || self->at.entity < 0 ? "rules" : sections[law->section];
    const bool named = self->at.entity >= 0 && law->section != ASY_OF_WORLD;

    fprintf(out, "%s: { ", section);
    if (named)
        fprintf(out, "%s: { ", asy_entity_name(scenario, law->section, self->at.entity));
    fprintf(out, "%s: { %s", law->name, self->row->name);
    if (self->at.member >= 0)
        fprintf(out, ": { %s", asy_member_name(scenario, self->row->per, self->at.member));
    fputs(" = ", out);
    print_key_value(self, out);
    fprintf(out, "; };%s%s };", self->at.member >= 0 ? " };" : "", named ? " };" : "");
}

/* Whether it says what was asked, and not what stands. */
static bool
says_what_was_asked(const struct line *self)
{
    const struct asy_question *const query = self->finding->query;

    if (self->at.as_in >= 0 && self->at.as_in != self->at.entity)
        return true;
    if (self->row->kind == ASY_SET)
        return self->at.names && (self->direction != 0 || query->way.sign == 0);
    if (self->row->kind == ASY_FLAG)
        return self->direction != 0;
    return self->row->kind == ASY_REAL &&
           (says_days(self) || says_share(self) || (query->times > 0.0 && !self->row->whence));
}

static bool
holds_already(const struct line *self)
{
    char plain[200] = "";
    const uint64_t names = self->at.names;

    if (!says_what_was_asked(self) ||
        (self->at.as_in >= 0 && self->at.as_in != self->at.entity))
        return false;
    if (self->row->kind == ASY_SET)
        return takes_away(self) ? !(self->now->in_any & names)
                                : (self->now->in_all & names) == names;
    if (!*self->now->same || self->finding->query->times > 0.0)
        return false;
    FILE *const out = fmemopen(plain, sizeof plain - 1, "w");
    if (!out)
        return false;
    print_plain(self, out);
    fclose(out);
    return strcmp(plain, self->now->same) == 0;
}

static void
print_note(const struct line *self, FILE *out)
{
    const bool asked = says_what_was_asked(self);

    if (self->row->kind == ASY_CHOICE) {
        fputs("the present value, or one of:", out);
        for (int i = 0; self->row->choices[i]; i++)
            fprintf(out, "%s %s", i ? "," : "", self->row->choices[i]);
        return;
    }
    if (holds_already(self))
        fputs("already so: this line changes nothing", out);
    else if (!asked && self->row->kind == ASY_SET && self->at.names)
        fputs("which way is yours to say: add, or remove", out);
    else if (!asked && (*self->now->same || is_unsaid_everywhere(self)))
        fputs(*self->now->same ? "the present value: replace it with yours"
                               : "the present values, times 1: replace it with yours",
              out);
    else if (!asked)
        fputs("the values differ from place to place: replace it with yours", out);
    if (self->row->kind == ASY_REAL)
        fprintf(out, "%s%g to %g", !asked || holds_already(self) ? "; " : "may be ",
                self->row->min, self->row->max);
}

static struct line
line_of(const struct asy_finding *self, struct asy_find_place at,
        const struct asy_find_value *now)
{
    return (struct line){ self, at, &asy_laws[at.law]->params[at.param], now,
                          asy_find_direction(self->query, at.law, at.param) };
}

bool
asy_find_holds(const struct asy_finding *self, struct asy_find_place at,
               const struct asy_find_value *now)
{
    const struct line line = line_of(self, at, now);
    return holds_already(&line);
}

void
asy_find_paste(const struct asy_finding *self, struct asy_find_place at,
               const struct asy_find_value *now, char *line, size_t size, char *note,
               size_t note_size)
{
    const struct line paste = line_of(self, at, now);
    const char *const why = why_not(asy_laws[at.law], paste.row->name);

    line[0] = note[0] = '\0';
    if (why) {
        snprintf(note, note_size, "no reform sets it: %s", why);
        return;
    }
    FILE *out = fmemopen(line, size, "w");
    if (out) {
        print_line(&paste, out);
        fclose(out);
    }
    out = fmemopen(note, note_size, "w");
    if (out) {
        print_note(&paste, out);
        fclose(out);
    }
}
