/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the sections of a tree to the values of laws, and every key that is none. */
#include "scenario/inside.h"

#include "base/near.h"

#include <string.h>

static const char *const group_keys[] = { "label", "citizenship", NULL };
static const char *const crossing_keys[] = { "label", "city", "from", "into", NULL };
static const char *const no_keys[] = { NULL };

/* `structure` is what the stage is made of; entity.c has read it. */
static const struct section {
    const char *name;
    enum asy_section of;
    enum asy_per per;
    const char *const *structure;
} sections[] = {
    { "states", ASY_OF_STATE, ASY_PER_COUNTRY, no_keys },
    { "transit", ASY_OF_TRANSIT, ASY_PER_COUNTRY, no_keys },
    { "groups", ASY_OF_GROUP, ASY_PER_GROUP, group_keys },
    { "crossings", ASY_OF_CROSSING, ASY_PER_CROSSING, crossing_keys },
    { "refuges", ASY_OF_REFUGE, ASY_PER_COUNTRY, no_keys },
};
enum { N_SECTIONS = sizeof sections / sizeof *sections };

bool
asy_section_of(const char *name, enum asy_section *of)
{
    for (int i = 0; i < N_SECTIONS; i++)
        if (strcmp(sections[i].name, name) == 0) {
            *of = sections[i].of;
            return true;
        }
    return false;
}

const char *
asy_section_at(int i)
{
    return i < N_SECTIONS ? sections[i].name : NULL;
}

static void
unknown_key(struct asy_reader *reader, const struct asy_node *node, const struct asy_near *near)
{
    char hint[80];
    asy_node_error(node, reader->errs, ": unknown key%s",
                   asy_near_hint(near, hint, sizeof hint));
}

static bool
expect_group(struct asy_reader *reader, const struct asy_node *node)
{
    if (node->type == ASY_NODE_GROUP)
        return true;
    asy_node_error(node, reader->errs, ": expected a group { }, found %s", asy_node_kind(node));
    return false;
}

/* The first keys of a law, as many as fit. */
static void
list_keys(int law, char *keys, size_t size)
{
    *keys = '\0';
    for (const struct asy_param *row = asy_laws[law]->params; row->name; row++) {
        const size_t used = strlen(keys);
        const bool fits = used + strlen(row->name) + 8 < size;
        snprintf(keys + used, size - used, "%s%s", used ? ", " : "", fits ? row->name : "...");
        if (!fits)
            break;
    }
}

/* What is spelt alike comes first; then another law that has the very key, beside the keys of
   this one, for either may be meant; then what a parameter's own words tell of. */
static void
unknown_param(struct asy_reader *reader, const struct asy_node *node, int law)
{
    struct asy_near near = { .word = node->name };
    char keys[160];
    list_keys(law, keys, sizeof keys);
    for (const struct asy_param *row = asy_laws[law]->params; row->name; row++)
        asy_near_try(&near, row->name);
    for (int other = 0; other < ASY_N_LAWS && !near.name; other++)
        for (const struct asy_param *row = asy_laws[other]->params; row->name; row++)
            if (strcmp(row->name, node->name) == 0) {
                asy_node_error(node, reader->errs,
                               ": unknown key; %s is a key of `%s`; `%s` has %s", row->name,
                               asy_laws[other]->name, asy_laws[law]->name, keys);
                return;
            }
    for (const struct asy_param *row = asy_laws[law]->params; row->name && !near.name; row++) {
        asy_near_try_text(&near, row->source, row->name);
        asy_near_try_text(&near, row->unit, row->name);
    }
    if (near.name) {
        unknown_key(reader, node, &near);
        return;
    }
    asy_node_error(node, reader->errs, ": unknown key; `%s` has %s", asy_laws[law]->name, keys);
}

static void
read_law(struct asy_reader *reader, const struct asy_node *node, int law, int entity)
{
    const struct asy_param *params = asy_laws[law]->params;
    if (!expect_group(reader, node))
        return;
    for (const struct asy_node *child = node->first; child; child = child->next) {
        int param = 0;
        while (params[param].name && strcmp(params[param].name, child->name) != 0)
            param++;
        if (params[param].name)
            asy_value_read(reader, child, law, param, entity);
        else
            unknown_param(reader, child, law);
    }
}

static int
find_law(const char *name)
{
    int law = 0;
    while (law < ASY_N_LAWS && strcmp(asy_laws[law]->name, name) != 0)
        law++;
    return law < ASY_N_LAWS ? law : -1;
}

static const char *
section_name(enum asy_section of)
{
    for (int i = 0; i < N_SECTIONS; i++)
        if (sections[i].of == of)
            return sections[i].name;
    return "rules";
}

static bool
is_structure(const struct section *section, const char *name)
{
    for (const char *const *key = section->structure; *key; key++)
        if (strcmp(*key, name) == 0)
            return true;
    return false;
}

/* The law of the section that has the key; -1 if none has, or more than one. */
static int
law_with_key(const struct section *section, const char *name)
{
    int found = -1;
    for (int law = 0; law < ASY_N_LAWS; law++)
        for (const struct asy_param *row = asy_laws[law]->params; row->name; row++) {
            if ((section && asy_laws[law]->section != section->of) ||
                strcmp(row->name, name) != 0)
                continue;
            if (found >= 0)
                return -1;
            found = law;
        }
    return found;
}

/* A key that stands outside of its law, or keys in a group of another name: says so. */
static bool
belongs_elsewhere(struct asy_reader *reader, const struct asy_node *node,
                  const struct section *section)
{
    int law = law_with_key(section, node->name);

    if (law >= 0) {
        asy_node_error(node, reader->errs, ": is a key of `%s`: write %s: { %s ... }",
                       asy_laws[law]->name, asy_laws[law]->name, node->name);
        return true;
    }
    for (const struct asy_node *child = node->first;
         node->type == ASY_NODE_GROUP && child && law < 0; child = child->next)
        if ((law = law_with_key(section, child->name)) >= 0)
            asy_node_error(node, reader->errs, ": unknown key; %s belongs to `%s`", child->name,
                           asy_laws[law]->name);
    return law >= 0;
}

static void
unknown_law(struct asy_reader *reader, const struct asy_node *node,
            const struct section *section)
{
    struct asy_near near = { .word = node->name };
    for (int law = 0; law < ASY_N_LAWS; law++)
        if (!section || asy_laws[law]->section == section->of)
            asy_near_try(&near, asy_laws[law]->name);
    for (int law = 0; law < ASY_N_LAWS && !near.name; law++)
        if (!section || asy_laws[law]->section == section->of)
            asy_near_try_text(&near, asy_laws[law]->doc, asy_laws[law]->name);
    for (const char *const *key = section ? section->structure : no_keys; *key; key++)
        asy_near_try(&near, *key);
    if (near.name || !belongs_elsewhere(reader, node, section))
        unknown_key(reader, node, &near);
}

static void
read_entity(struct asy_reader *reader, const struct asy_node *node,
            const struct section *section, int entity)
{
    if (!expect_group(reader, node))
        return;
    for (const struct asy_node *child = node->first; child; child = child->next) {
        const int law = find_law(child->name);
        if (is_structure(section, child->name)) {
            if (reader->layer > 0)
                asy_node_error(child, reader->errs,
                               ": a reform sets law, not what the stage is made of");
        } else if (law < 0) {
            unknown_law(reader, child, section);
        } else if (asy_laws[law]->section != section->of) {
            asy_node_error(child, reader->errs,
                           ": this law belongs in `%s`, or for all in `rules`",
                           section_name(asy_laws[law]->section));
        } else {
            read_law(reader, child, law, entity);
        }
    }
}

static void
read_section(struct asy_reader *reader, const struct asy_node *node,
             const struct section *section)
{
    int first;
    const int n = asy_law_entities(reader->self, section->of, &first);
    if (!expect_group(reader, node))
        return;
    for (const struct asy_node *child = node->first; child; child = child->next) {
        const int entity = asy_find_member(reader->self, section->per, child->name);
        if (entity >= first && entity < first + n) {
            read_entity(reader, child, section, entity);
        } else if (reader->layer == 0 && section->of != ASY_OF_REFUGE) {
            continue; /* entity.c has said why it is none */
        } else if (entity >= 0) {
            asy_node_error(child, reader->errs, ": belongs in `%s`",
                           entity < reader->self->n_states ? "states" : "transit");
        } else {
            asy_unknown_member(reader, child, section->per, child->name);
        }
    }
}

static void
read_rules(struct asy_reader *reader, const struct asy_node *node)
{
    if (!expect_group(reader, node))
        return;
    for (const struct asy_node *child = node->first; child; child = child->next) {
        const int law = find_law(child->name);
        if (law < 0)
            unknown_law(reader, child, NULL);
        else
            read_law(reader, child, law, ASY_GENERAL);
    }
}

static bool
is_section(const char *name)
{
    bool found = strcmp(name, "rules") == 0;
    for (int i = 0; i < N_SECTIONS; i++)
        found |= strcmp(name, sections[i].name) == 0;
    return found;
}

void
asy_sections_check(struct asy_reader *reader, const struct asy_node *root,
                   const char *const *others, const char *const *refused)
{
    for (const struct asy_node *node = root->first; node; node = node->next) {
        struct asy_near near = { .word = node->name };
        bool known = is_section(node->name), wrong = false;
        for (const char *const *key = others; *key; key++) {
            known |= strcmp(*key, node->name) == 0;
            asy_near_try(&near, *key);
        }
        for (const char *const *key = refused; *key; key++)
            wrong |= strcmp(*key, node->name) == 0;
        asy_near_try(&near, "rules");
        for (int i = 0; i < N_SECTIONS; i++)
            asy_near_try(&near, sections[i].name);
        if (wrong)
            asy_node_error(node, reader->errs,
                           reader->layer > 0
                               ? ": a reform sets law, not what the stage is made of"
                               : ": only a reform says this, and this is a baseline");
        else if (!known && find_law(node->name) >= 0)
            asy_node_error(node, reader->errs,
                           ": unknown key; it is a law, which stands inside `rules` (or `%s`): "
                           "rules: { %s: { ... } }",
                           section_name(asy_laws[find_law(node->name)]->section), node->name);
        else if (!known)
            unknown_key(reader, node, &near);
    }
}

void
asy_sections_read(struct asy_reader *reader, const struct asy_node *root)
{
    const struct asy_node *rules = asy_node_find(root, "rules");
    if (rules)
        read_rules(reader, rules);
    for (int i = 0; i < N_SECTIONS; i++) {
        const struct asy_node *node = asy_node_find(root, sections[i].name);
        if (node)
            read_section(reader, node, &sections[i]);
    }
}
