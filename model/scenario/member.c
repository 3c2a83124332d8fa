/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups, countries, crossings and families of series and errors as the members of a parameter,
 * and as the holders of laws. */
#include "scenario/ground.h"
#include "scenario/inside.h"

#include <string.h>

static const struct {
    const char *name, *label;
} grounds[ASY_N_GROUNDS] = {
#define GROUND(name, label) [ASY_GROUND_##name] = { #name, label },
#include "catalogue/grounds.def"
#undef GROUND
};

const char *
asy_ground_name(int ground)
{
    return grounds[ground].name;
}

const char *
asy_ground_label(int ground)
{
    return grounds[ground].label;
}

bool
asy_has_members(const struct asy_param *row)
{
    return row->per != ASY_ONE && row->kind != ASY_SET;
}

int
asy_n_members(const struct asy_scenario *self, enum asy_per per)
{
    switch (per) {
    case ASY_PER_GROUP:
        return self->n_groups;
    case ASY_PER_COUNTRY:
        return self->n_countries;
    case ASY_PER_CROSSING:
        return self->n_crossings;
    case ASY_PER_FAMILY:
        return ASY_N_FAMILIES;
    case ASY_PER_HAND:
        return ASY_N_HANDS;
    case ASY_PER_GROUND:
        return ASY_N_GROUNDS;
    case ASY_ONE:
    default:
        return 1;
    }
}

const char *
asy_member_name(const struct asy_scenario *self, enum asy_per per, int member)
{
    switch (per) {
    case ASY_PER_GROUP:
        return self->group[member].name;
    case ASY_PER_COUNTRY:
        return self->country[member].code;
    case ASY_PER_CROSSING:
        return self->crossing[member].name;
    case ASY_PER_FAMILY:
        return asy_family_name(member);
    case ASY_PER_HAND:
        return asy_hand_name(member);
    case ASY_PER_GROUND:
        return asy_ground_name(member);
    case ASY_ONE:
    default:
        return "";
    }
}

const char *
asy_member_label(const struct asy_scenario *self, enum asy_per per, int member)
{
    switch (per) {
    case ASY_PER_GROUP:
        return self->group[member].label;
    case ASY_PER_COUNTRY:
        return self->country[member].label;
    case ASY_PER_CROSSING:
        return self->crossing[member].label;
    case ASY_PER_FAMILY:
        return asy_family_doc(member);
    case ASY_PER_HAND:
        return asy_hand_doc(member);
    case ASY_PER_GROUND:
        return asy_ground_label(member);
    case ASY_ONE:
    default:
        return "";
    }
}

int
asy_find_member(const struct asy_scenario *self, enum asy_per per, const char *name)
{
    for (int i = 0; i < asy_n_members(self, per); i++)
        if (strcmp(asy_member_name(self, per, i), name) == 0)
            return i;
    return -1;
}

int
asy_find_country(const struct asy_scenario *self, const char *code)
{
    return asy_find_member(self, ASY_PER_COUNTRY, code);
}

int
asy_find_group(const struct asy_scenario *self, const char *name)
{
    return asy_find_member(self, ASY_PER_GROUP, name);
}

int
asy_find_crossing(const struct asy_scenario *self, const char *name)
{
    return asy_find_member(self, ASY_PER_CROSSING, name);
}

const char *
asy_per_name(enum asy_per per)
{
    static const char *const names[] = { [ASY_ONE] = "member",
                                         [ASY_PER_GROUP] = "group",
                                         [ASY_PER_COUNTRY] = "country",
                                         [ASY_PER_CROSSING] = "crossing",
                                         [ASY_PER_FAMILY] = "family of series",
                                         [ASY_PER_HAND] = "family of shared errors",
                                         [ASY_PER_GROUND] = "ground of a remedy" };
    return names[per];
}

const char *
asy_per_of(enum asy_per per)
{
    static const char *const names[] = { [ASY_ONE] = "",
                                         [ASY_PER_GROUP] = "group",
                                         [ASY_PER_COUNTRY] = "country",
                                         [ASY_PER_CROSSING] = "crossing",
                                         [ASY_PER_FAMILY] = "family",
                                         [ASY_PER_HAND] = "family",
                                         [ASY_PER_GROUND] = "ground" };
    return names[per];
}

void
asy_unknown_member(struct asy_reader *reader, const struct asy_node *node, enum asy_per per,
                   const char *name)
{
    char hint[80];
    if (reader->partial)
        return;
    asy_node_error(node, reader->errs, ": unknown %s %.40s%s", asy_per_name(per), name,
                   asy_member_hint(reader->self, per, name, hint, sizeof hint));
}

bool
asy_is_reserved(const char *word)
{
    static const char *const words[] = { "value",     "source",       "grade",    "unit",
                                         "prior",     "range",        "conflict", "all",
                                         "over_time", "monthly_from", "monthly",  "yearly_from",
                                         "yearly",    "from",         "until",    "times",
                                         "plus",      "as_in",        "add",      "remove",
                                         "only",      "except" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

int
asy_law_entities(const struct asy_scenario *self, enum asy_section section, int *first)
{
    *first = 0;
    switch (section) {
    case ASY_OF_STATE:
        return self->n_states;
    case ASY_OF_TRANSIT:
        *first = self->n_states;
        return self->n_transit;
    case ASY_OF_CROSSING:
        return self->n_crossings;
    case ASY_OF_GROUP:
        return self->n_groups;
    case ASY_OF_REFUGE:
        return self->n_countries;
    case ASY_OF_WORLD:
    default:
        return 1;
    }
}
