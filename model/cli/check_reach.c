/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim check: how many people of the baseline each change is asked about (engine/reach.h),
   and the warning where that is nobody: in words, as JSON, and with --strict as an error. */
#include "cli/check.h"

#include "scenario/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 100, FEW = 12, MOST_WHOSE = 4 };

/* ---- which ones -------------------------------------------------------------- */

/* Those that agree with `like` in what is asked for; -1 and NULL ask for nothing. */
struct wanted {
    const struct asy_reached *like;
    bool entity, name, said;
    long change;
};

static bool
same_file(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool
is_wanted(const void *user, const struct asy_reached *one)
{
    const struct wanted *wanted = user;
    const struct asy_reached *like = wanted->like;
    if (wanted->change >= 0 && (size_t) wanted->change != one->change)
        return false;
    return one->law == like->law && one->param == like->param &&
           (!wanted->entity || one->entity == like->entity) &&
           (!wanted->name || one->name == like->name) &&
           (!wanted->said || (one->line == like->line && one->scope == like->scope &&
                              same_file(one->file, like->file)));
}

static double
persons_of(const struct asy_reach *reach, struct wanted wanted)
{
    return asy_reach_persons(reach, is_wanted, &wanted);
}

/* Whether the i-th is the first of those that are told together. */
static bool
is_first(const struct asy_reach *reach, size_t i, struct wanted wanted)
{
    for (size_t k = 0; k < i; k++)
        if (is_wanted(&wanted, &reach->list[k]))
            return false;
    return true;
}

/* ---- names ------------------------------------------------------------------- */

static const struct asy_param *
row_of(const struct asy_reached *one)
{
    return &asy_laws[one->law]->params[one->param];
}

static const char *
entity_label(const struct asy_scenario *self, const struct asy_reached *one)
{
    const enum asy_section section = asy_laws[one->law]->section;
    return section == ASY_OF_WORLD
               ? "everywhere"
               : asy_member_label(self, asy_section_per(section), one->entity);
}

static const char *
name_label(const struct asy_scenario *self, const struct asy_reached *one)
{
    return asy_member_label(self, row_of(one)->per, one->name);
}

/* ---- in words ---------------------------------------------------------------- */

/* Of a part of the people no more than three digits are known, and fewer of few. */
static void
print_number(const struct asy_reach *reach, FILE *out, double persons)
{
    char number[40];
    double unit = 1.0;
    while (reach->scale < 1.0 && persons / unit >= 1000.0)
        unit *= 10.0;
    asy_say_number(number, sizeof number, unit * round(persons / unit), ASY_COUNT, false);
    fputs(persons > 0.0 ? number : "nobody", out);
}

/* "Belgium 12, Sweden nobody": each entity, or each name of a list; the first few. */
static void
print_parts(const struct asy_reach *reach, const struct asy_scenario *reform,
            const struct asy_reached *like, bool by_name, FILE *out)
{
    int n = 0;
    for (size_t i = 0; i < reach->n; i++) {
        const struct asy_reached *one = &reach->list[i];
        const struct wanted key = { .like = like, .change = -1 }, part = {
            .like = one, .entity = !by_name, .name = by_name, .change = -1
        };
        if (!is_wanted(&key, one) || !is_first(reach, i, part) || ++n > FEW)
            continue;
        fprintf(out, "%s%s ", n == 1 ? "" : ", ",
                by_name ? name_label(reform, one) : entity_label(reform, one));
        print_number(reach, out, persons_of(reach, part));
    }
    if (n > FEW)
        fprintf(out, " and %d more", n - FEW);
}

static bool
is_several(const struct asy_reach *reach, const struct asy_reached *like, bool by_name)
{
    const struct wanted key = { .like = like, .change = -1 };
    for (size_t i = 0; i < reach->n; i++)
        if (is_wanted(&key, &reach->list[i]) &&
            (by_name ? reach->list[i].name != like->name
                     : reach->list[i].entity != like->entity))
            return true;
    return false;
}

static void
print_key(const struct asy_reach *reach, const struct asy_scenario *reform,
          const struct asy_reached *like, FILE *out)
{
    const bool places = asy_laws[like->law]->section != ASY_OF_WORLD;
    const double persons = persons_of(reach, (struct wanted){ .like = like, .change = -1 });
    fprintf(out, "%s.%s: ", asy_laws[like->law]->name, row_of(like)->name);
    print_number(reach, out, persons);
    if (persons > 0.0 && places) {
        fputs(" (", out);
        print_parts(reach, reform, like, false, out);
        fputc(')', out);
    }
    if (persons > 0.0 && like->name >= 0 && is_several(reach, like, true)) {
        fputs("; by list entry: ", out);
        print_parts(reach, reform, like, true, out);
    }
}

void
asy_check_reach_print(const struct asy_reach *reach, const struct asy_scenario *reform)
{
    char line[4000];
    if (reach->n_people == 0)
        return;
    printf("  people in the baseline affected by each change, from a pilot run%s:\n",
           reach->scale < 1.0 ? " of a sample" : "");
    for (size_t i = 0; i < reach->n; i++) {
        const struct wanted key = { .like = &reach->list[i], .change = -1 };
        FILE *out = is_first(reach, i, key) ? fmemopen(line, sizeof line, "w") : NULL;
        if (!out)
            continue;
        print_key(reach, reform, &reach->list[i], out);
        fclose(out);
        asy_say_hanging(stdout, line, 4, 6, WIDTH);
    }
}

/* ---- the warning ------------------------------------------------------------- */

/* Whether somebody was asked any of those in the years before: then there are such people, if
   few. */
static bool
was_asked(const struct asy_reach *reach, struct wanted said)
{
    for (size_t i = 0; i < reach->n; i++)
        if (reach->list[i].earlier && is_wanted(&said, &reach->list[i]))
            return true;
    return false;
}

/* Whether all of them are of the same entity, or of the same member. */
static bool
is_alone(const struct asy_reach *reach, struct wanted said, bool of_member)
{
    for (size_t i = 0; i < reach->n; i++) {
        const struct asy_reached *one = &reach->list[i];
        if (is_wanted(&said, one) &&
            (of_member ? one->member != said.like->member : one->entity != said.like->entity))
            return false;
    }
    return true;
}

/* "of Poland, Belarus", of whom or what it is said: "" of all; behind another of the same
   entity
   (`last`, or -1), which is not named once more, "Russia". */
static void
write_whose(const struct asy_reach *reach, const struct asy_scenario *reform,
            struct wanted said, int last, FILE *out)
{
    const struct asy_reached *one = said.like;
    const bool alone =
        asy_laws[one->law]->section != ASY_OF_WORLD && is_alone(reach, said, false);
    if (alone && one->entity != last)
        fprintf(out, "%s of %s", last >= 0 ? ";" : "", entity_label(reform, one));
    if (one->name >= 0)
        fprintf(out, ", %s", name_label(reform, one));
    else if (one->member != ASY_NO_MEMBER && is_alone(reach, said, true))
        fprintf(out, ", %s", asy_member_label(reform, row_of(one)->per, one->member));
}

/* What is told in one warning: a key on however many lines, or several keys on one. */
struct silence {
    const struct asy_reach *reach;
    const struct asy_scenario *reform;
    const struct asy_reached **list; /* those that nobody is asked about, first ones */
    bool *told;
    size_t n;
};

static struct wanted
said_by(const struct asy_reached *one)
{
    return (struct wanted){ .like = one, .name = true, .said = true, .change = -1 };
}

static bool
same_key(const struct asy_reached *a, const struct asy_reached *b)
{
    return a->law == b->law && a->param == b->param && same_file(a->file, b->file);
}

static bool
same_line(const struct asy_reached *a, const struct asy_reached *b)
{
    return a->line == b->line && same_file(a->file, b->file);
}

/* Whether the key is silent on this line alone. */
static bool
is_on_one_line(const struct silence *self, const struct asy_reached *one)
{
    for (size_t i = 0; i < self->n; i++)
        if (same_key(self->list[i], one) && self->list[i]->line != one->line)
            return false;
    return true;
}

/* The key, and of whom, the first few. Marks them as told. */
static void
write_key(struct silence *self, const struct asy_reached *lead, FILE *out)
{
    int n = 0, last = -1;
    fprintf(out, "%s.%s", asy_laws[lead->law]->name, row_of(lead)->name);
    for (size_t i = 0; i < self->n; i++) {
        if (self->told[i] || !same_key(self->list[i], lead))
            continue;
        self->told[i] = true;
        if (++n > MOST_WHOSE)
            continue;
        write_whose(self->reach, self->reform, said_by(self->list[i]), last, out);
        last = self->list[i]->entity;
    }
    if (n > MOST_WHOSE)
        fprintf(out, " and %d more", n - MOST_WHOSE);
}

/* ", 14 and 20": the other lines on which it stands. */
static void
write_lines(const struct silence *self, const struct asy_reached *lead, FILE *out)
{
    int last = lead->line, n = 0;
    for (size_t i = 0; i < self->n; i++) {
        if (!same_key(self->list[i], lead) || self->list[i]->line == last ||
            self->list[i]->line == lead->line)
            continue;
        last = self->list[i]->line;
        if (++n <= MOST_WHOSE)
            fprintf(out, "%s%d", n == 1 ? "; also on line " : ", ", last);
    }
    if (n > MOST_WHOSE)
        fputs(", ...", out);
}

static void
write_end(const struct silence *self, int keys, FILE *out)
{
    fprintf(out, ": nobody in the baseline is affected by %s%s", keys > 1 ? "them" : "it",
            self->reach->scale < 1.0 ? " (in a pilot run of a sample)" : "");
}

static void
write_warning(struct silence *self, const struct asy_reached *lead, FILE *out)
{
    const bool alone = is_on_one_line(self, lead);
    int keys = 1;
    write_key(self, lead, out);
    for (size_t i = 0; alone && i < self->n; i++)
        if (!self->told[i] && same_line(self->list[i], lead) &&
            is_on_one_line(self, self->list[i])) {
            fputs(", ", out);
            write_key(self, self->list[i], out);
            keys++;
        }
    write_end(self, keys, out);
    if (!alone)
        write_lines(self, lead, out);
}

/* Those that the reform says, on one line for the same people, and that nobody is asked about.
 */
static bool
find_silence(struct silence *self, const struct asy_reach *reach,
             const struct asy_scenario *reform)
{
    *self = (struct silence){ .reach = reach, .reform = reform };
    self->list = calloc(reach->n + 1, sizeof *self->list);
    self->told = calloc(reach->n + 1, sizeof *self->told);
    for (size_t i = 0; self->list && self->told && reach->n_people > 0 && i < reach->n; i++) {
        const struct wanted said = said_by(&reach->list[i]);
        if (is_first(reach, i, said) && !(persons_of(reach, said) > 0.0) &&
            !was_asked(reach, said))
            self->list[self->n++] = &reach->list[i];
    }
    return self->n > 0;
}

/* Hands on each thing of which nobody is asked, once, at the first line that says it. */
static void
each_warning(const struct asy_reach *reach, const struct asy_scenario *reform,
             void (*take)(void *user, const struct asy_reached *one, const char *text),
             void *user)
{
    struct silence silence;
    const bool any = find_silence(&silence, reach, reform);
    for (size_t i = 0; any && i < silence.n; i++) {
        char text[900] = "";
        FILE *const out = silence.told[i] ? NULL : fmemopen(text, sizeof text - 1, "w");
        if (!out)
            continue;
        write_warning(&silence, silence.list[i], out);
        fclose(out);
        take(user, silence.list[i], text);
    }
    free(silence.list);
    free(silence.told);
}

static void
where_of(const struct asy_reached *one, char where[160])
{
    const struct asy_node node = { .file = one->file ? one->file : "--set", .line = one->line };
    asy_node_where(&node, where, 160);
}

static void
say_warning(void *user, const struct asy_reached *one, const char *text)
{
    char where[160];
    (void) user;
    where_of(one, where);
    fprintf(stderr, "%s: warning: %s\n", where, text);
}

/* A ceiling that is raised where nobody waits. Of people who pass beneath it there may be many,
   so that the pilot's count of those affected does not tell. */
static void
each_idle(const struct asy_reach *reach, const struct asy_scenario *reform,
          void (*take)(void *user, const struct asy_reached *one, const char *text), void *user)
{
    for (size_t i = 0; reach->n_people > 0 && i < reach->n; i++) {
        const struct asy_reached *const one = &reach->list[i];
        const bool of_one = asy_laws[one->law]->section != ASY_OF_WORLD;
        char text[400];
        if (!one->is_raised || one->waits)
            continue;
        snprintf(text, sizeof text,
                 "%s.%s%s%s: nobody is kept waiting there%s: raising a ceiling that "
                 "is not reached changes nothing",
                 asy_laws[one->law]->name, row_of(one)->name, of_one ? " of " : "",
                 of_one ? entity_label(reform, one) : "",
                 reach->scale < 1.0 ? " in a pilot run of a sample" : "");
        take(user, one, text);
    }
}

void
asy_check_reach_warn(const struct asy_reach *reach, const struct asy_scenario *reform)
{
    fflush(stdout);
    each_warning(reach, reform, say_warning, NULL);
    each_idle(reach, reform, say_warning, NULL);
}

static void
add_error(void *user, const struct asy_reached *one, const char *text)
{
    char where[160];
    where_of(one, where);
    asy_errors_add(user, ASY_E_INPUT, where, "%s", text);
}

void
asy_check_reach_refuse(const struct asy_reach *reach, const struct asy_scenario *reform,
                       struct asy_errors *errs)
{
    each_warning(reach, reform, add_error, errs);
}

/* ---- JSON -------------------------------------------------------------------- */

static void
append_warning(void *user, const struct asy_reached *one, const char *text)
{
    json_array_append_new(
        user,
        json_pack("{s:o, s:o, s:s}", "file", one->file ? json_string(one->file) : json_null(),
                  "line", one->line ? json_integer(one->line) : json_null(), "warning", text));
}

/* For programs each by itself, a line for each thing said. */
json_t *
asy_check_reach_warnings(const struct asy_reach *reach, const struct asy_scenario *reform)
{
    json_t *const list = json_array();
    struct silence silence;
    const bool any = find_silence(&silence, reach, reform);
    for (size_t i = 0; any && i < silence.n; i++) {
        const struct asy_reached *const one = silence.list[i];
        char text[400] = "";
        FILE *const out = fmemopen(text, sizeof text - 1, "w");
        if (!out)
            continue;
        fprintf(out, "%s.%s", asy_laws[one->law]->name, row_of(one)->name);
        write_whose(reach, reform, said_by(one), -1, out);
        write_end(&silence, 1, out);
        fclose(out);
        append_warning(list, one, text);
    }
    free(silence.list);
    free(silence.told);
    each_idle(reach, reform, append_warning, list);
    return list;
}

/* The people of the i-th change, and of each name that it adds to a list or removes. */
void
asy_check_reach_json(json_t *change, const struct asy_reach *reach,
                     const struct asy_scenario *reform, size_t i)
{
    json_t *names = NULL;
    double persons = NAN;
    for (size_t k = 0; reach && reach->n_people > 0 && k < reach->n; k++) {
        const struct asy_reached *one = &reach->list[k];
        if (one->change != i)
            continue;
        persons = persons_of(reach, (struct wanted){ .like = one, .change = (long) i });
        if (one->name < 0)
            continue;
        const struct wanted name = { .like = one, .name = true, .change = (long) i };
        names = names ? names : json_object();
        json_object_set_new(names, asy_scenario_member(reform, row_of(one), one->name),
                            asy_json_number(persons_of(reach, name)));
    }
    json_object_set_new(change, "asked_about", asy_json_number(persons));
    json_object_set_new(change, "asked_about_by_name", names ? names : json_null());
}
