/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a key is on a day: of the one place that is named, or how it differs among all. */
#define _XOPEN_SOURCE 700 /* fmemopen */
#include "cli/find.h"

#include "scenario/inside.h"

#include <stdlib.h>
#include <string.h>

enum { FEW = 3 };

/* The same key wherever it holds a value of its own. */
struct spot {
    int entity, member;
    const struct asy_entry *entry; /* NULL: the standard */
};
struct spots {
    const struct asy_scenario *scenario;
    const struct asy_law *law;
    const struct asy_param *row;
    struct spot *list;
    int n;
    struct asy_pool pool; /* of what forms come to */
};

/* ---- where ------------------------------------------------------------------- */

static void
add_entity(struct spots *self, const struct asy_finding *finding, struct asy_find_place at,
           int entity)
{
    const int slot = asy_first_slot(self->scenario, at.law, self->row->name);
    const int n =
        asy_has_members(self->row) ? asy_n_members(self->scenario, self->row->per) : 1;
    const struct asy_entry **const slots =
        calloc((size_t) asy_n_slots(self->scenario, at.law) + 1, sizeof *slots);

    if (!slots)
        return;
    asy_resolve_made(self->scenario, at.law, entity, finding->day, self->scenario->n_layers, 0,
                     &self->pool, slots);
    for (int k = 0; k < n; k++)
        if (at.member < 0 || at.member == k)
            self->list[self->n++] = (struct spot){ entity, k, slots[slot + k] };
    free(slots);
}

static bool
find_spots(struct spots *self, const struct asy_finding *finding, struct asy_find_place at)
{
    const struct asy_law *const law = asy_laws[at.law];
    int first;

    *self = (struct spots){ .scenario = finding->scenario,
                            .law = law,
                            .row = &law->params[at.param] };
    const int n = asy_law_entities(finding->scenario, law->section, &first);
    self->list = calloc((size_t) n * ASY_MAX_ENTITIES + 1, sizeof *self->list);
    for (int i = 0; self->list && i < n; i++)
        if (at.entity < 0 || at.entity == first + i)
            add_entity(self, finding, at, first + i);
    return self->n > 0;
}

static double
number_at(const struct spots *self, int i)
{
    return self->list[i].entry ? self->list[i].entry->number : self->row->standard;
}

static uint64_t
set_at(const struct spots *self, int i)
{
    return self->list[i].entry ? self->list[i].entry->set : 0;
}

static bool
are_same(const struct spots *self, int a, int b)
{
    if (self->row->kind == ASY_SET)
        return set_at(self, a) == set_at(self, b);
    return !(number_at(self, a) < number_at(self, b)) &&
           !(number_at(self, a) > number_at(self, b));
}

/* ---- in words ---------------------------------------------------------------- */

static const char *
entity_label(const struct spots *self, int entity)
{
    return self->law->section == ASY_OF_WORLD
               ? "everywhere"
               : asy_member_label(self->scenario, asy_section_per(self->law->section), entity);
}

static void
print_spot(const struct spots *self, int i, bool with_entity, bool with_member, FILE *out)
{
    const struct spot *const one = &self->list[i];
    if (with_entity)
        fputs(entity_label(self, one->entity), out);
    if (with_member && asy_has_members(self->row))
        fprintf(out, "%s%s", with_entity ? ", " : "",
                asy_member_label(self->scenario, self->row->per, one->member));
}

static bool
varies(const struct spots *self, bool by_member)
{
    for (int i = 1; i < self->n; i++)
        if (by_member ? self->list[i].member != self->list[0].member
                      : self->list[i].entity != self->list[0].entity)
            return true;
    return false;
}

static void
print_value(const struct spots *self, int i, bool labels, FILE *out)
{
    if (self->row->kind == ASY_REAL)
        fprintf(out, "%.6g", number_at(self, i));
    else
        asy_value_print(self->scenario, self->row, number_at(self, i), set_at(self, i), labels,
                        out);
}

/* "0.1 to 0.9 (least Norway, most Germany)" */
static void
print_range(const struct spots *self, FILE *out)
{
    const bool entities = varies(self, false), members = varies(self, true);
    int least = 0, most = 0;

    for (int i = 1; i < self->n; i++) {
        least = number_at(self, i) < number_at(self, least) ? i : least;
        most = number_at(self, i) > number_at(self, most) ? i : most;
    }
    print_value(self, least, true, out);
    fputs(" (", out);
    print_spot(self, least, entities, members, out);
    fputs(") to ", out);
    print_value(self, most, true, out);
    fputs(" (", out);
    print_spot(self, most, entities, members, out);
    fputc(')', out);
}

/* "no in 20; yes in Poland and Hungary": each value with those who have it, if few. */
static void
print_kinds(const struct spots *self, FILE *out)
{
    const bool entities = varies(self, false), members = varies(self, true);
    const char *between = "";

    for (int i = 0; i < self->n; i++) {
        bool told = false;
        int n = 0;
        for (int k = 0; k < self->n; k++) {
            told |= k < i && are_same(self, i, k);
            n += are_same(self, i, k);
        }
        if (told)
            continue;
        fputs(between, out);
        between = "; ";
        print_value(self, i, true, out);
        fprintf(out, n > FEW ? " in %d of %d" : "", n, self->n);
        const char *comma = " in ";
        for (int k = i; n <= FEW && k < self->n; k++)
            if (are_same(self, i, k)) {
                fputs(comma, out);
                print_spot(self, k, entities, members, out);
                comma = ", ";
            }
    }
}

/* As the text of a scenario would have it. */
static void
write_same(const struct spots *self, FILE *out)
{
    const char *comma = "";
    switch (self->row->kind) {
    case ASY_FLAG:
        fputs(number_at(self, 0) > 0.5 ? "true" : "false", out);
        break;
    case ASY_CHOICE:
        fprintf(out, "\"%s\"", self->row->choices[(int) number_at(self, 0)]);
        break;
    case ASY_SET:
        fputc('[', out);
        for (int i = 0; i < asy_n_members(self->scenario, self->row->per); i++)
            if (set_at(self, 0) >> i & 1) {
                fprintf(out, "%s\"%s\"", comma,
                        asy_member_name(self->scenario, self->row->per, i));
                comma = ", ";
            }
        fputc(']', out);
        break;
    case ASY_REAL:
    default:
        fprintf(out, "%.6g", number_at(self, 0));
        break;
    }
}

static void
name_place(const struct spots *self, struct asy_find_place at, char *out, size_t size)
{
    const bool named = at.entity >= 0, member = at.member >= 0 && asy_has_members(self->row);
    snprintf(out, size, "%s%s%s", named ? entity_label(self, at.entity) : "",
             named && member ? ", " : "",
             member ? asy_member_label(self->scenario, self->row->per, at.member) : "");
}

void
asy_find_value(const struct asy_finding *self, struct asy_find_place at,
               struct asy_find_value *out)
{
    struct spots spots;
    bool same = true;

    *out = (struct asy_find_value){ .grade = "" };
    FILE *const text = fmemopen(out->value, sizeof out->value - 1, "w");
    FILE *const as_is = fmemopen(out->same, sizeof out->same - 1, "w");
    const bool any = find_spots(&spots, self, at) && text && as_is;
    for (int i = 1; any && i < spots.n; i++)
        same = same && are_same(&spots, 0, i);
    if (any && same) {
        const struct asy_entry *const entry = spots.list[0].entry;
        print_value(&spots, 0, true, text);
        write_same(&spots, as_is);
        out->source = entry && entry->source ? entry->source : spots.row->source;
        out->grade = !entry         ? asy_grade_of(spots.row->source)
                     : entry->grade ? entry->grade
                                    : "";
        out->prior = entry ? entry->prior_text : NULL;
        out->file = entry ? entry->file : NULL;
        out->line = entry ? entry->line : 0;
    } else if (any) {
        out->is_range = true;
        if (spots.row->kind == ASY_REAL)
            print_range(&spots, text);
        else
            print_kinds(&spots, text);
    }
    out->in_all = any ? ~UINT64_C(0) : 0;
    for (int i = 0; any && i < spots.n; i++) {
        out->in_all &= set_at(&spots, i);
        out->in_any |= set_at(&spots, i);
    }
    if (any)
        name_place(&spots, at, out->of, sizeof out->of);
    if (text)
        fclose(text);
    if (as_is)
        fclose(as_is);
    free(spots.list);
    asy_pool_free(&spots.pool);
}

void
asy_find_whom(struct asy_find_place at, char *out, size_t size)
{
    static const char *const sections[] = {
        [ASY_OF_WORLD] = "one for all",
        [ASY_OF_STATE] = "one for each state",
        [ASY_OF_TRANSIT] = "one for each transit country",
        [ASY_OF_CROSSING] = "one for each crossing",
        [ASY_OF_GROUP] = "one for each group",
        [ASY_OF_REFUGE] = "one for each country of refuge",
    };
    const struct asy_param *const row = &asy_laws[at.law]->params[at.param];
    const bool world = asy_laws[at.law]->section == ASY_OF_WORLD, each = asy_has_members(row);

    snprintf(out, size, "%s%s%s%s",
             world && each ? "one for each " : sections[asy_laws[at.law]->section],
             each && !world ? " and " : "", each ? asy_per_name(row->per) : "",
             asy_is_of_all(at.law, row->name)
                 ? "; for all people alike"
                 : "; may be said for some people alone (only, except)");
}
