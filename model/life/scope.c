/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who lies in a scope, and the laws of today for each kind of people. */
#include "life/scope.h"

#include "life/day.h"
#include "life/line.h"

#include <stdlib.h>
#include <string.h>

/* ---- conditions -------------------------------------------------------------------------- */

enum { MINOR_WORD };  /* of the draw `kinship` */
enum { REGION_WORD }; /* of `region` */

/* A share that a law of their group has at this offset. */
static double
share_of(const struct asy_scene *scene, const struct asy_applicant *who, enum asy_law_id law,
         size_t offset)
{
    double share;
    memcpy(&share, (const char *) scene->kinds->all[law][who->group] + offset, sizeof share);
    return share;
}

static bool
is_minor_alone(const struct asy_scene *scene, const struct asy_applicant *who)
{
    if (who->persons != 1)
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_kinship);
    return asy_chance(&luck, MINOR_WORD,
                      share_of(scene, who, ASY_LAW_kinship, scene->kinds->minor_alone));
}

static bool
is_from_uncontrolled(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_region);
    return asy_chance(&luck, REGION_WORD,
                      share_of(scene, who, ASY_LAW_people, scene->kinds->uncontrolled));
}

static bool
has_trait(const struct asy_scene *scene, const struct asy_applicant *who, int trait)
{
    switch (trait) {
    case ASY_IS_activist:
        return who->traits & ASY_ACTIVIST;
    case ASY_IS_publicly_known:
        return who->traits & ASY_PUBLICLY_KNOWN;
    case ASY_IS_lgbti:
        return who->traits & ASY_LGBTI;
    case ASY_IS_wanted:
        return who->traits & ASY_WANTED;
    case ASY_IS_kin:
        return who->traits & ASY_KIN;
    case ASY_IS_alone_minor:
        return is_minor_alone(scene, who);
    case ASY_IS_uncontrolled:
        return is_from_uncontrolled(scene, who);
    case ASY_IS_vulnerable:
        return asy_is_vulnerable(scene, who);
    case ASY_IS_gravely_ill:
        return who->traits & ASY_GRAVELY_ILL;
    default: /* ASY_IS_seen_vulnerable */
        return asy_is_seen_vulnerable(scene, who);
    }
}

static bool
has_traits(const struct asy_scene *scene, const struct asy_applicant *who, unsigned traits)
{
    for (int i = 0; i < ASY_N_TRAITS; i++)
        if (traits >> i & 1u && !has_trait(scene, who, i))
            return false;
    return true;
}

static bool
came(const struct asy_applicant *who, unsigned how)
{
    const bool is[ASY_N_CAME] = {
        [ASY_CAME_visa] = who->visa != ASY_NOBODY,
        [ASY_CAME_visa_free] = asy_marked(who, ASY_MARK_visa_free),
        [ASY_CAME_entry] = who->first != ASY_NOBODY,
        [ASY_CAME_earlier_claim] = who->claimed != 0,
        [ASY_CAME_asked_by_claim] = asy_marked(who, ASY_MARK_asked_by_claim),
        [ASY_CAME_asked_by_visa] = asy_marked(who, ASY_MARK_asked_by_visa),
        [ASY_CAME_asked_by_entry] = asy_marked(who, ASY_MARK_asked_by_entry),
        [ASY_CAME_asked_by_family] = asy_marked(who, ASY_MARK_asked_by_family),
        [ASY_CAME_stopped_at_line] = asy_marked(who, ASY_MARK_stopped_at_line),
        [ASY_CAME_found_without_claim] = asy_marked(who, ASY_MARK_found_without_claim),
        [ASY_CAME_detained] = asy_marked(who, ASY_MARK_detained),
    };
    for (int i = 0; i < ASY_N_CAME; i++)
        if (how >> i & 1u && !is[i])
            return false;
    return true;
}

static bool
is_one_of(uint64_t set, int country)
{
    return !set || (country < ASY_MAX_COUNTRIES && set & asy_bit(country));
}

static bool
meets_one_of(uint64_t set, uint64_t countries)
{
    return !set || set & countries;
}

static bool
is_family(const struct asy_condition *of, const struct asy_applicant *who)
{
    return who->persons >= of->persons &&
           (of->alone == ASY_EITHER || (who->persons == 1) == (of->alone == ASY_YES)) &&
           (of->children == ASY_EITHER || (who->children > 0) == (of->children == ASY_YES));
}

/* In the state where they are, without interruption. */
static bool
has_been_here(const struct asy_condition *of, const struct asy_applicant *who)
{
    return of->here_since == INT32_MAX ||
           (who->stay_day != ASY_NO_DAY && who->stay_day <= of->here_since);
}

/* By one draw for all shares, so that who lies in a smaller one lies in a larger one too. */
static bool
is_of_share(const struct asy_scene *scene, const struct asy_applicant *who, double share)
{
    if (share >= 1.0)
        return true;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_share);
    return asy_chance(&luck, 0, share);
}

static bool
holds(const struct asy_scene *scene, const struct asy_condition *of,
      const struct asy_applicant *who)
{
    return is_one_of(of->groups, who->group) && is_one_of(of->citizens, who->citizenship) &&
           is_one_of(of->refused, who->citizenship) && is_family(of, who) &&
           is_one_of(of->visa_of, who->visa) && is_one_of(of->entered, who->first) &&
           meets_one_of(of->claimed_in, who->claimed) && meets_one_of(of->passed, who->via) &&
           asy_departed(who) >= of->set_out_from && has_been_here(of, who) &&
           came(who, of->came) && has_traits(scene, who, of->traits) &&
           is_of_share(scene, who, of->share);
}

static bool
any_holds(const struct asy_scene *scene, const struct asy_condition *list, int n,
          const struct asy_applicant *who)
{
    for (int i = 0; i < n; i++)
        if (holds(scene, &list[i], who))
            return true;
    return false;
}

bool
asy_in_scope(const struct asy_scene *scene, const struct asy_scope *scope,
             const struct asy_applicant *who)
{
    return (scope->n_only == 0 || any_holds(scene, scope->only, scope->n_only, who)) &&
           !any_holds(scene, scope->except, scope->n_except, who);
}

unsigned
asy_kind_of(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_world *world = scene->world;
    unsigned kind = 0;
    for (int i = 0; i < world->n_scopes; i++)
        if (asy_in_scope(scene, &world->scopes[i], who))
            kind |= 1u << i;
    return kind;
}

/* ---- the laws of a kind ------------------------------------------------------------------ */

/* Needs may come with a pregnancy, and are seen by one state and not by another. */
enum { PASSING_TRAITS = 1 << ASY_IS_vulnerable | 1 << ASY_IS_seen_vulnerable };

/* Whether any of the conditions asks what comes over somebody. */
static bool
any_passes(const struct asy_condition *list, int n)
{
    for (int i = 0; i < n; i++)
        if (list[i].came || list[i].traits & PASSING_TRAITS || list[i].visa_of ||
            list[i].entered || list[i].claimed_in || list[i].passed ||
            list[i].here_since != INT32_MAX)
            return true;
    return false;
}

void
asy_kinds_find_shares(struct asy_kinds *self)
{
    self->minor_alone = asy_law_offset(ASY_LAW_kinship, "minor_alone");
    self->uncontrolled = asy_law_offset(ASY_LAW_people, "uncontrolled");
}

struct asy_kinds *
asy_kinds_create(const struct asy_world *world, const void *(*all)[ASY_MAX_ENTITIES])
{
    struct asy_kinds *self = calloc(1, sizeof *self);
    if (!self)
        return NULL;
    self->all = self->of[0] = all;
    asy_kinds_find_shares(self);
    for (int i = 0; i < world->n_scopes; i++)
        if (any_passes(world->scopes[i].only, world->scopes[i].n_only) ||
            any_passes(world->scopes[i].except, world->scopes[i].n_except))
            self->passing |= 1u << i;
    return self;
}

void
asy_kinds_destroy(struct asy_kinds *self)
{
    for (int i = 1; self && i < ASY_MOST_KINDS; i++)
        free(self->of[i]);
    free(self);
}

static const void *
variant_of(const struct asy_world *world, const void *law, int id, int entity, unsigned kind)
{
    const unsigned apart = world->apart[id][entity];
    if (!apart)
        return law;
    return (const char *) law + asy_laws[id]->size * asy_variant(apart, kind);
}

void
asy_kinds_change(struct asy_kinds *self, const struct asy_world *world, int law, int entity)
{
    for (unsigned kind = 1; kind < ASY_MOST_KINDS; kind++)
        if (self->of[kind])
            self->of[kind][law][entity] =
                variant_of(world, self->all[law][entity], law, entity, kind);
}

/* Those of a kind that is met for the first time. */
static void
put_together(struct asy_kinds *self, const struct asy_world *world, unsigned kind)
{
    self->of[kind] = calloc(ASY_N_LAWS, sizeof *self->of[kind]);
    if (!self->of[kind])
        return;
    for (int law = 0; law < ASY_N_LAWS; law++)
        for (int entity = 0; entity < ASY_MAX_ENTITIES; entity++)
            self->of[kind][law][entity] =
                variant_of(world, self->all[law][entity], law, entity, kind);
}

void
asy_show_kind(struct asy_scene *scene, unsigned kind)
{
    struct asy_kinds *self = scene->kinds;
    if (kind == self->kind)
        return;
    if (!self->of[kind])
        put_together(self, scene->world, kind);
    if (!self->of[kind]) {
        self->failed = true;
        return;
    }
    self->kind = kind;
    scene->law = self->of[kind];
    self->failed |= !asy_environment_show_kind(self->environment, scene, kind);
}

const void *
asy_law_for(const struct asy_world *world, enum asy_law_id law, int entity, int32_t day,
            unsigned kind)
{
    return variant_of(world, asy_world_law(world, law, entity, day), (int) law, entity, kind);
}

const void *
asy_law_on(const struct asy_scene *scene, enum asy_law_id law, int entity, int32_t day)
{
    return asy_law_for(scene->world, law, entity, day, scene->kinds ? scene->kinds->kind : 0);
}
