/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One value checked against its row and written down, with what is said about it. */
#include "base/hash.h"
#include "scenario/inside.h"

#include "base/near.h"
#include "scenario/misread.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct asy_param *
row_of(struct asy_place place)
{
    return &asy_laws[place.law]->params[place.param];
}

/* ---- notes ------------------------------------------------------------------------------- */

static void
read_note(struct asy_reader *reader, const struct asy_node *node, const char *name,
          const char **text)
{
    const char *found = asy_text_of(reader, node, name);
    if (found)
        *text = found;
}

/* The unit is the key's own: a number said to be "per month" where the program takes it by the
   year would be wrong by twelve, in silence. Weights alone are of any unit, for only their
   proportions count. */
static void
read_unit(struct asy_reader *reader, const struct asy_node *node, const struct asy_param *row,
          struct asy_notes *notes)
{
    const struct asy_node *unit = asy_node_find(node, "unit");

    read_note(reader, node, "unit", &notes->unit);
    if (unit && unit->type == ASY_NODE_TEXT && strcmp(row->unit, "weight") != 0 &&
        strcmp(unit->text, row->unit) != 0)
        asy_node_error(unit, reader->errs,
                       " = \"%.60s\", expected \"%s\": the unit of %s; change the number "
                       "to it, or leave the unit out",
                       unit->text, row->unit, row->name);
}

static bool
read_range(struct asy_reader *reader, const struct asy_node *node, const struct asy_param *row,
           bool has_prior, struct asy_notes *notes)
{
    const struct asy_node *low = node->first;
    if (node->type != ASY_NODE_ARRAY || node->n != 2 || low->type != ASY_NODE_NUMBER ||
        !(low->number < low->next->number)) {
        asy_node_error(node, reader->errs, ": expected [low, high], low before high");
        return false;
    }
    if (!has_prior && (low->number < row->min || low->next->number > row->max)) {
        asy_node_error(node, reader->errs, " = [%g, %g], expected within %g to %g (%s)",
                       low->number, low->next->number, row->min, row->max, row->unit);
        return false;
    }
    notes->prior.truncated = true;
    notes->prior.low = low->number;
    notes->prior.high = low->next->number;
    notes->range_text =
        asy_pool_format(&reader->self->pool, "[%.15g, %.15g]", low->number, low->next->number);
    return true;
}

/* "uniform(0,3, 0,7)": a comma between two digits is a decimal one, if so it becomes a prior.
 */
static const char *
advice_for_prior(const char *text, char *out, size_t size)
{
    char plain[80], what[80];
    struct asy_prior prior;
    const size_t n = strlen(text);

    out[0] = '\0';
    if (n >= sizeof plain)
        return out;
    memcpy(plain, text, n + 1);
    for (size_t i = 1; i < n; i++)
        if (text[i] == ',' && strchr("0123456789", text[i - 1]) && text[i + 1] &&
            strchr("0123456789", text[i + 1]))
            plain[i] = '.';
    for (char *c = plain; *c; c++) /* where ; parts the numbers */
        *c = *c == ';' ? ',' : *c;
    if (strcmp(plain, text) != 0 && asy_prior_read(&prior, plain, what, sizeof what))
        snprintf(out, size, ": numbers have a decimal point: write \"%s\"", plain);
    return out;
}

static void
read_prior(struct asy_reader *reader, const struct asy_node *prior,
           const struct asy_node *range, const struct asy_param *row, bool wide,
           struct asy_notes *notes)
{
    char what[80], advice[120];
    notes->prior = (struct asy_prior){ 0 };
    notes->prior_text = notes->range_text = NULL;
    notes->wide = wide;
    if (row->kind != ASY_REAL) {
        asy_node_error(prior ? prior : range, reader->errs, ": only a number has a %s",
                       prior ? "prior" : "range");
        return;
    }
    if (prior) {
        if (prior->type != ASY_NODE_TEXT) {
            asy_node_error(prior, reader->errs, ": expected a text such as \"beta(2, 5)\"");
            return;
        }
        if (!asy_prior_read(&notes->prior, prior->text, what, sizeof what)) {
            asy_node_error(prior, reader->errs, " = \"%.60s\": %s%s", prior->text, what,
                           advice_for_prior(prior->text, advice, sizeof advice));
            notes->prior = (struct asy_prior){ 0 };
            return;
        }
        notes->prior_text = prior->text;
    }
    if (range && !read_range(reader, range, row, prior != NULL, notes))
        notes->prior = (struct asy_prior){ 0 };
    else if (range && !prior)
        notes->prior = (struct asy_prior){ .form = ASY_PRIOR_UNIFORM,
                                           .a = notes->prior.low,
                                           .b = notes->prior.high,
                                           .low = notes->prior.low,
                                           .high = notes->prior.high };
}

void
asy_notes_read(struct asy_reader *reader, const struct asy_node *node,
               const struct asy_param *row, bool wide, struct asy_notes *notes)
{
    const struct asy_node *prior = asy_node_find(node, "prior");
    const struct asy_node *range = asy_node_find(node, "range");
    const struct asy_node *grade = asy_node_find(node, "grade");

    read_unit(reader, node, row, notes);
    read_note(reader, node, "source", &notes->source);
    read_note(reader, node, "grade", &notes->grade);
    read_note(reader, node, "conflict", &notes->conflict);
    asy_known_read(reader, node, row, notes);
    asy_scope_read(reader, node, &notes->scope);
    asy_until_read(reader, node, notes);
    if (grade && grade->type == ASY_NODE_TEXT &&
        (strlen(grade->text) != 1 || !strchr("ABCD", grade->text[0])))
        asy_node_error(grade, reader->errs,
                       " = \"%.20s\", expected \"A\", \"B\", \"C\" or \"D\"", grade->text);
    if (prior || range)
        read_prior(reader, prior, range, row, wide, notes);
}

/* ---- values ------------------------------------------------------------------------------ */

/* "A, B" as ["A", "B"] */
static void
advise_list(const char *text, char *out, size_t size)
{
    char names[120] = "";
    for (size_t used = 0; *text;) {
        text += strspn(text, " ,;");
        const size_t n = strcspn(text, ",;");
        size_t shown = n;
        while (shown > 0 && text[shown - 1] == ' ')
            shown--;
        if (used + shown + 8 > sizeof names) {
            snprintf(names + used, sizeof names - used, ", ...");
            break;
        }
        if (shown > 0)
            snprintf(names + used, sizeof names - used, "%s\"%.*s\"", used ? ", " : "",
                     (int) shown, text);
        used = strlen(names);
        text += n;
    }
    snprintf(out, size, ": write [%s]", names);
}

/* What to write for a value of another kind: ", write 0.5 without quotes"; "" if unknown. */
static const char *
advice_for(const struct asy_node *node, const struct asy_param *row, char *out, size_t size)
{
    const bool is_text = node->type == ASY_NODE_TEXT;
    const char *const text = is_text ? node->text : "";
    const size_t n = strlen(text);
    char said[ASY_ADVICE] = "", digit[2] = "";

    out[0] = '\0';
    if (row->kind == ASY_REAL && is_text && n > 0) {
        char *end;
        strtod(text, &end);
        if (*end == '\0' && !strpbrk(text, "xXnN"))
            snprintf(out, size, ": write %.40s without quotes", text);
        else if (asy_misread_number(text, text + n, true, row, said) == n)
            snprintf(out, size, ": \"%.40s\": %s%s", text, said,
                     strstr(said, "write ") ? ", without quotes" : "");
    } else if (row->kind == ASY_REAL && node->type == ASY_NODE_ARRAY && node->n == 2) {
        snprintf(out, size, ": a range goes next to the value: { value = ...; range = [ ]; }");
    } else if (row->kind == ASY_FLAG) {
        if (node->type == ASY_NODE_NUMBER && (node->number == 0.0 || node->number == 1.0))
            digit[0] = node->number == 0.0 ? '0' : '1';
        const char *const flag = is_text    ? asy_misread_flag(text, n)
                                 : digit[0] ? asy_misread_flag(digit, 1)
                                            : NULL;
        if (flag)
            snprintf(out, size, ": write %s%s", flag, is_text ? ", without quotes" : "");
    } else if (row->kind == ASY_SET) {
        if (node->type == ASY_NODE_LIST)
            snprintf(out, size, ": write [ ] for ( )");
        else if (is_text && n > 0)
            advise_list(text, out, size);
    }
    return out;
}

static bool
wrong_kind(struct asy_reader *reader, const struct asy_node *node, const struct asy_param *row,
           const char *expected, const char *unit)
{
    char advice[ASY_ADVICE + 64];
    asy_node_error(node, reader->errs, ": expected %s (%s), found %s%s", expected, unit,
                   asy_node_kind(node), advice_for(node, row, advice, sizeof advice));
    return false;
}

static bool
read_real(struct asy_reader *reader, const struct asy_node *node, const struct asy_param *row,
          const struct asy_notes *notes, struct asy_entry *entry)
{
    if (node->type != ASY_NODE_NUMBER)
        return wrong_kind(reader, node, row, "a number", row->unit);
    if (!(node->number >= row->min && node->number <= row->max)) {
        char hint[48] = "";
        if (row->max == 1.0 && node->number > 1.0 && node->number <= 100.0)
            snprintf(hint, sizeof hint, ": %g per cent is %g", node->number,
                     node->number / 100.0);
        asy_node_error(node, reader->errs, " = %g, expected %g to %g (%s)%s", node->number,
                       row->min, row->max, row->unit, hint);
        return false;
    }
    const struct asy_prior *prior = &notes->prior;
    if (notes->range_text && !prior->is_factor &&
        !(node->number >= prior->low && node->number <= prior->high)) {
        asy_node_error(node, reader->errs, " = %g lies outside its range %s", node->number,
                       notes->range_text);
        return false;
    }
    entry->number = node->number;
    return true;
}

static bool
read_choice(struct asy_reader *reader, const struct asy_node *node, const struct asy_param *row,
            struct asy_entry *entry)
{
    char hint[80];
    struct asy_near near;
    if (node->type != ASY_NODE_TEXT)
        return wrong_kind(reader, node, row, "a text", "one of its choices");
    near = (struct asy_near){ .word = node->text };
    for (int i = 0; row->choices[i]; i++) {
        if (strcmp(row->choices[i], node->text) == 0) {
            entry->number = i;
            return true;
        }
        asy_near_try(&near, row->choices[i]);
    }
    asy_near_hint(&near, hint, sizeof hint);
    char choices[120] = "";
    for (int i = 0; row->choices[i] && strlen(choices) + strlen(row->choices[i]) < 110; i++)
        snprintf(choices + strlen(choices), sizeof choices - strlen(choices), "%s%s",
                 i ? ", " : "", row->choices[i]);
    asy_node_error(node, reader->errs, " = \"%.40s\", expected one of %s%s", node->text,
                   choices, hint);
    return false;
}

bool
asy_names_read(struct asy_reader *reader, const struct asy_node *node,
               const struct asy_param *row, struct asy_entry *entry)
{
    if (node->type != ASY_NODE_ARRAY)
        return wrong_kind(reader, node, row, "an array of names such as [\"A\", \"B\"]",
                          asy_per_name(row->per));
    for (const struct asy_node *member = node->first; member; member = member->next) {
        if (member->type != ASY_NODE_TEXT)
            return wrong_kind(reader, member, row, "a name in quotes", asy_per_name(row->per));
        const int i = asy_find_member(reader->self, row->per, member->text);
        if (i < 0) {
            asy_unknown_member(reader, member, row->per, member->text);
            continue;
        }
        if (entry->set >> i & 1)
            asy_node_error(member, reader->errs, ": %s appears twice", member->text);
        entry->set |= UINT64_C(1) << i;
    }
    return true;
}

static bool
read_kind(struct asy_reader *reader, const struct asy_node *node, const struct asy_param *row,
          const struct asy_notes *notes, struct asy_entry *entry)
{
    switch (row->kind) {
    case ASY_FLAG:
        if (node->type != ASY_NODE_FLAG)
            return wrong_kind(reader, node, row, "true or false", row->unit);
        entry->number = node->flag;
        return true;
    case ASY_CHOICE:
        return read_choice(reader, node, row, entry);
    case ASY_SET:
        return asy_names_read(reader, node, row, entry);
    case ASY_REAL:
    default:
        return read_real(reader, node, row, notes, entry);
    }
}

/* A value, or in a group a form of it. */
static bool
read_said(struct asy_reader *reader, const struct asy_node *node, const struct asy_notes *notes,
          struct asy_entry *entry)
{
    return asy_form_is_said(node) ? asy_form_read(reader, node, notes, entry)
                                  : read_kind(reader, node, row_of(entry->place), notes, entry);
}

/* ---- the entry --------------------------------------------------------------------------- */

static struct asy_entry *
new_entry(struct asy_scenario *self)
{
    if (self->n_entries == self->room) {
        const size_t room = self->room ? 2 * self->room : 256;
        struct asy_entry *entries = realloc(self->entries, room * sizeof *entries);
        if (!entries) {
            self->pool.failed = true;
            return NULL;
        }
        self->entries = entries;
        self->room = room;
    }
    struct asy_entry *entry = &self->entries[self->n_entries];
    *entry = (struct asy_entry){ .order = (int) self->n_entries };
    self->n_entries++;
    return entry;
}

static const struct {
    const char *section;
    enum asy_per per;
} sections[] = { [ASY_OF_WORLD] = { "rules", ASY_ONE },
                 [ASY_OF_STATE] = { "states", ASY_PER_COUNTRY },
                 [ASY_OF_TRANSIT] = { "transit", ASY_PER_COUNTRY },
                 [ASY_OF_CROSSING] = { "crossings", ASY_PER_CROSSING },
                 [ASY_OF_GROUP] = { "groups", ASY_PER_GROUP },
                 [ASY_OF_REFUGE] = { "refuges", ASY_PER_COUNTRY } };

enum asy_per
asy_section_per(enum asy_section section)
{
    return sections[section].per;
}

const char *
asy_entity_name(const struct asy_scenario *self, enum asy_section section, int entity)
{
    return asy_member_name(self, sections[section].per, entity);
}

const char *
asy_entry_path(struct asy_pool *pool, const struct asy_scenario *self, struct asy_place place)
{
    const struct asy_law *law = asy_laws[place.law];
    const struct asy_param *row = row_of(place);
    const bool general = place.entity == ASY_GENERAL;
    const bool named = place.member != ASY_ALL;
    const char *entity = general ? "" : asy_entity_name(self, law->section, place.entity);
    const char *member = named ? asy_member_name(self, row->per, place.member) : "";

    return asy_pool_format(
        pool, "%s%s%s.%s.%s%s%s", general ? "rules" : sections[law->section].section,
        general ? "" : ".", entity, law->name, row->name, named ? "." : "", member);
}

static void
annotate(struct asy_reader *reader, const struct asy_node *node, const struct asy_notes *notes,
         struct asy_entry *entry)
{
    entry->unit = notes->unit;
    entry->source = notes->source ? notes->source : reader->source;
    entry->grade = notes->grade;
    entry->conflict = notes->conflict;
    entry->known = notes->known;
    entry->fitted = notes->fitted;
    entry->prior = notes->prior;
    entry->prior_text = notes->prior_text;
    entry->range_text = notes->range_text;
    entry->layer = reader->layer;
    entry->layer_name = reader->layer_name;
    if (reader->main_file && strcmp(node->file, reader->main_file) != 0)
        entry->layer_name = "world";
    entry->file = node->file;
    entry->line = node->line;
}

/* Says that only a baseline sets it, if so. */
static bool
is_of_baseline(struct asy_reader *reader, const struct asy_node *node, struct asy_place place)
{
    const struct asy_baseline_only *only = asy_laws[place.law]->baseline_only;

    while (only && only->param && strcmp(only->param, row_of(place)->name) != 0)
        only++;
    if (!only || !only->param)
        return false;
    asy_node_error(node, reader->errs, ": a reform cannot set this: %s", only->why);
    return true;
}

/* With what it is wrong together: what is better than an assumption is not with the others. */
static void
find_hand(const struct asy_reader *reader, struct asy_entry *entry)
{
    const bool graded = entry->grade && entry->grade[0];

    entry->hand = asy_hand_of(entry->place.law, row_of(entry->place)->name, &entry->sign);
    if (entry->form.kind != ASY_FORM_VALUE || /* a factor errs by itself */
        (graded ? strcmp(entry->grade, "D") != 0 : reader->layer == 0))
        entry->hand = ASY_HAND_none; /* what a reform does not grade errs as the baseline's */
}

void
asy_entry_add(struct asy_reader *reader, const struct asy_node *node, struct asy_place place,
              struct asy_when when, const struct asy_notes *notes)
{
    struct asy_notes own = *notes;
    struct asy_entry read = { .place = place,
                              .since = when.since,
                              .held_since = when.held_since,
                              .held_months = when.held_months,
                              .until = own.ends ? own.until : ASY_NEVER };

    /* Stated once over several values, a prior around 1 says how far they all may be off. */
    if (own.wide && own.prior.form == ASY_PRIOR_LOGNORMAL && fabs(own.prior.a - 1) < 1e-12)
        own.prior.is_factor = true;
    if (reader->over_baseline && is_of_baseline(reader, node, place))
        return;
    if (own.scope && !asy_scope_takes(reader, node, place))
        return;
    if (!asy_warm_up_takes(reader, node, when) || !read_said(reader, node, &own, &read) ||
        !asy_until_leaves(reader, node, &read))
        return;

    asy_known_check(reader, node, when, &own);
    const int32_t known_day = asy_known_day(reader, place, when, &own);
    if (known_day > reader->self->as_of) {
        reader->self->n_forgotten++;
        return;
    }
    struct asy_entry *entry = new_entry(reader->self);
    if (!entry)
        return;
    entry->number = read.number;
    entry->set = read.set;
    entry->form = read.form;
    entry->place = place;
    entry->scope = own.scope;
    entry->since = when.since;
    entry->until = read.until;
    entry->held_since = when.held_since;
    entry->held_months = when.held_months;
    entry->months = when.months;
    entry->months_from = when.months_from;
    entry->over_months = when.over_months;
    entry->known_day = known_day;
    entry->is_observed = asy_is_seen(reader, place, &own, &entry->family);
    if (reader->in_warm_up) /* nothing goes on from there */
        entry->family = ASY_FAMILY_none;
    entry->drifts_from = ASY_NEVER; /* asy_walks_begin */
    memcpy(entry->from, when.from, sizeof entry->from);
    annotate(reader, node, &own, entry);
    entry->path = asy_entry_path(&reader->self->pool, reader->self, place);
    if (entry->path)
        entry->key = asy_form_key(&read.form, asy_fnv(ASY_FNV_BASE, entry->path));
    find_hand(reader, entry);
}
