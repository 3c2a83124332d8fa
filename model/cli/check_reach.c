/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim check: how many people of the baseline each change is asked about (engine/reach.h),
   and the warning where that is nobody: in words, as JSON, and with --strict as an error. */
#include "cli/check.h"

#include "scenario/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 100, FEW = 12 };

/* ---- which ones ----------------------------------------------------------------------------
 */

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

/* ---- names ---------------------------------------------------------------------------------
 */

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

/* ---- in words ------------------------------------------------------------------------------
 */

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
        fputs("; by what is listed: ", out);
        print_parts(reach, reform, like, true, out);
    }
}

void
asy_check_reach_print(const struct asy_reach *reach, const struct asy_scenario *reform)
{
    char line[4000];
    if (reach->n_people == 0)
        return;
    printf("  people of the baseline whom each change is asked about, by a pilot history%s:\n",
           reach->scale < 1.0 ? " of a part of them" : "");
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

/* ---- the warning ---------------------------------------------------------------------------
 */

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

static void
write_warning(const struct asy_reach *reach, const struct asy_scenario *reform,
              struct wanted said, char *text, size_t size)
{
    const struct asy_reached *one = said.like;
    const bool alone =
        asy_laws[one->law]->section != ASY_OF_WORLD && is_alone(reach, said, false);
    const char *name = NULL;
    if (one->name >= 0)
        name = name_label(reform, one);
    else if (one->member != ASY_NO_MEMBER && is_alone(reach, said, true))
        name = asy_member_label(reform, row_of(one)->per, one->member);
    snprintf(text, size, "%s.%s%s%s%s%s: nobody in the baseline is asked about it%s",
             asy_laws[one->law]->name, row_of(one)->name, alone ? " of " : "",
             alone ? entity_label(reform, one) : "", name ? ", " : "", name ? name : "",
             reach->scale < 1.0 ? " (in a pilot history of a part of them)" : "");
}

/* Hands on each thing that the reform says, on one line for the same people, and that nobody is
   asked about. */
static void
each_warning(const struct asy_reach *reach, const struct asy_scenario *reform,
             void (*take)(void *user, const struct asy_reached *one, const char *text),
             void *user)
{
    for (size_t i = 0; reach->n_people > 0 && i < reach->n; i++) {
        const struct asy_reached *one = &reach->list[i];
        const struct wanted said = { .like = one, .name = true, .said = true, .change = -1 };
        char text[400];
        if (!is_first(reach, i, said) || persons_of(reach, said) > 0.0 ||
            was_asked(reach, said))
            continue;
        write_warning(reach, reform, said, text, sizeof text);
        take(user, one, text);
    }
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

void
asy_check_reach_warn(const struct asy_reach *reach, const struct asy_scenario *reform)
{
    fflush(stdout);
    each_warning(reach, reform, say_warning, NULL);
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

/* ---- JSON ----------------------------------------------------------------------------------
 */

static void
append_warning(void *user, const struct asy_reached *one, const char *text)
{
    json_array_append_new(
        user,
        json_pack("{s:o, s:o, s:s}", "file", one->file ? json_string(one->file) : json_null(),
                  "line", one->line ? json_integer(one->line) : json_null(), "warning", text));
}

json_t *
asy_check_reach_warnings(const struct asy_reach *reach, const struct asy_scenario *reform)
{
    json_t *const list = json_array();
    each_warning(reach, reform, append_warning, list);
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
