/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All keys of a scenario, a line each: what would be hundreds of values of one key, by state,
   by group, by year, is told as one series. */
#include "cli/params.h"
#include "cli/say.h"

#include "scenario/inside.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_SHOWN = 44 };

/* One key, as far as its values have been read. */
struct series {
    size_t n;
    uint64_t entities, members; /* bits */
    size_t n_dates;
    const char *first, *last_date; /* the first value; the last date seen */
    const char *unit, *file;
    bool all_same, is_number, many_files, standard;
    double least, most;
    bool grades[4];
};

/* The i-th part of a path, of which `n` is left in *size. */
static const char *
part_of(const char *path, int i, size_t *size)
{
    for (; i > 0 && *path; i--) {
        path += strcspn(path, ".");
        path += *path == '.';
    }
    *size = strcspn(path, ".");
    return path;
}

static bool
is_called(const char *name, const char *part, size_t size)
{
    return strlen(name) == size && strncmp(name, part, size) == 0;
}

/* Law and key of "states.POL.dublin.p_request.DEU"; false where the path has none. */
static bool
find_key(const char *path, int *law, int *param)
{
    size_t n_law, n_key;
    const int first = strncmp(path, "rules.", 6) == 0 ? 1 : 2;
    const char *const in = part_of(path, first, &n_law);
    const char *const key = part_of(path, first + 1, &n_key);

    for (*law = 0; *law < ASY_N_LAWS; (*law)++)
        for (*param = 0;
             is_called(asy_laws[*law]->name, in, n_law) && asy_laws[*law]->params[*param].name;
             (*param)++)
            if (is_called(asy_laws[*law]->params[*param].name, key, n_key))
                return true;
    return false;
}

/* A bit for a name, so that different ones are counted: of entities and members at most 64. */
static uint64_t
bit_of(const struct asy_scenario *scenario, enum asy_per per, const char *part, size_t size)
{
    for (int i = 0; i < asy_n_members(scenario, per) && i < 64; i++)
        if (is_called(asy_member_name(scenario, per, i), part, size))
            return UINT64_C(1) << i;
    return 0;
}

static void
note_value(struct series *self, const struct asy_param *row, const struct asy_value *value)
{
    char *end;
    const char *const text = value->value ? value->value : "";
    const double number = strtod(text, &end);
    const bool is_number = row->kind == ASY_REAL && *text && *end == '\0';

    if (self->n++ == 0) {
        self->first = text;
        self->all_same = self->is_number = true;
        self->least = self->most = number;
        self->unit = value->unit;
        self->file = value->file;
    }
    self->all_same = self->all_same && strcmp(self->first, text) == 0;
    self->is_number = self->is_number && is_number;
    self->least = number < self->least ? number : self->least;
    self->most = number > self->most ? number : self->most;
    self->standard |= strcmp(value->layer, "standard") == 0;
    self->many_files = self->many_files || strcmp(self->file, value->file) != 0;
    self->file = *self->file ? self->file : value->file;
    if (value->grade && *value->grade >= 'A' && *value->grade <= 'D')
        self->grades[*value->grade - 'A'] = true;
}

static void
note(const struct asy_scenario *scenario, struct series *self, int law,
     const struct asy_param *row, const struct asy_value *value)
{
    size_t size;
    const bool general = strncmp(value->path, "rules.", 6) == 0;
    const char *part;

    note_value(self, row, value);
    if (!general) {
        part = part_of(value->path, 1, &size);
        self->entities |= bit_of(scenario, asy_section_per(asy_laws[law]->section), part, size);
    }
    part = part_of(value->path, general ? 3 : 4, &size);
    if (size)
        self->members |= bit_of(scenario, row->per, part, size);
    if (*value->from && (!self->last_date || strcmp(self->last_date, value->from) != 0))
        self->n_dates++;
    self->last_date = *value->from ? value->from : self->last_date;
}

static int
bits_in(uint64_t set)
{
    int n = 0;
    for (; set; set &= set - 1)
        n++;
    return n;
}

static const char *
many(enum asy_per per)
{
    static const char *const names[] = {
        [ASY_PER_GROUP] = "groups",       [ASY_PER_COUNTRY] = "countries",
        [ASY_PER_CROSSING] = "crossings", [ASY_PER_FAMILY] = "families",
        [ASY_PER_HAND] = "families",      [ASY_PER_GROUND] = "grounds",
    };
    return names[per];
}

static void
print_amount(const struct series *self, const struct asy_law *law, const struct asy_param *row,
             FILE *out)
{
    const int entities = bits_in(self->entities), members = bits_in(self->members);
    const char *comma = "  [";

    if (self->n < 2)
        return;
    fprintf(out, "%s%zu values", comma, self->n);
    comma = ", ";
    if (entities > 1)
        fprintf(out, "%s%d %s", comma, entities,
                law->section == ASY_OF_STATE ? "states" : many(asy_section_per(law->section)));
    if (members > 1)
        fprintf(out, "%s%d %s", comma, members, many(row->per));
    if (self->n_dates > 1)
        fprintf(out, "%sdated", comma);
    fputc(']', out);
}

static void
print_series(const struct series *self, const struct asy_law *law, const struct asy_param *row)
{
    char line[600] = "";
    FILE *const out = fmemopen(line, sizeof line - 1, "w");

    if (!out)
        return;
    if (self->is_number && !self->all_same)
        fprintf(out, "%.6g to %.6g", self->least, self->most);
    else if (self->all_same)
        fprintf(out, "%.*s%s", MOST_SHOWN, self->first,
                strlen(self->first) > MOST_SHOWN ? "..." : "");
    else
        fputs("different ones", out);
    fprintf(out, " %s", row->kind == ASY_REAL ? self->unit : "");
    print_amount(self, law, row, out);
    if (self->standard && self->n == 1)
        fputs("  the program's standard", out);
    fputs("  grade ", out);
    for (int i = 0; i < 4; i++)
        if (self->grades[i])
            fputc('A' + i, out);
    fprintf(out, "%s%s%s", *self->file ? "  " : "", self->file, self->many_files ? " ..." : "");
    fclose(out);
    char key[100];
    snprintf(key, sizeof key, "%s.%s", law->name, row->name);
    asy_say_padded(stdout, key, 44);
    printf(" %s\n", line);
}

int
asy_params_overview(const struct asy_scenario *scenario, bool quiet)
{
    struct asy_value value;
    size_t n = 0, n_keys = 0;
    int offsets[ASY_N_LAWS + 1] = { 0 };

    for (int law = 0; law < ASY_N_LAWS; law++) {
        offsets[law + 1] = offsets[law];
        while (asy_laws[law]->params[offsets[law + 1] - offsets[law]].name)
            offsets[law + 1]++;
    }
    struct series *const all = calloc((size_t) offsets[ASY_N_LAWS] + 1, sizeof *all);
    if (!all)
        return ASY_E_RESOURCES;
    for (int law, param; asy_scenario_value(scenario, n, &value); n++)
        if (find_key(value.path, &law, &param))
            note(scenario, &all[offsets[law] + param], law, &asy_laws[law]->params[param],
                 &value);
    for (int law = 0; law < ASY_N_LAWS; law++)
        for (int k = 0; offsets[law] + k < offsets[law + 1]; k++)
            if (all[offsets[law] + k].n) {
                print_series(&all[offsets[law] + k], asy_laws[law], &asy_laws[law]->params[k]);
                n_keys++;
            }
    free(all);
    if (!quiet)
        fprintf(
            stderr,
            "%zu values of %zu keys; each with its source by --grep TEXT or --grade LETTER, "
            "all by --json\n",
            n, n_keys);
    return ASY_OK;
}
