/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For whom the laws of the day are read. Where a world says something for some people only, a
   table of today's laws is kept for each kind of people that is met, and the scene shows the
   one of the person at hand: so a rule reads its law as ever (ASY_TODAY), and it is that
   person's. Where nobody in particular is at hand, it is the one that holds what is said for
   everybody. */
#ifndef ASY_LIFE_SCOPE_H
#define ASY_LIFE_SCOPE_H

#include "life/asked.h"
#include "life/draw.h"

struct asy_environment;

/* A kind of people: the scopes of the world in which they lie, as bits. 0: in none. */
enum { ASY_MOST_KINDS = 1 << ASY_MOST_SCOPES };

struct asy_kinds {
    const void *(*all)[ASY_MAX_ENTITIES]; /* today's, for nobody in particular; borrowed */
    const void *(*of[ASY_MOST_KINDS])[ASY_MAX_ENTITIES]; /* NULL until met; owned but of[0] */
    struct asy_environment *environment;                 /* borrowed */
    size_t minor_alone;  /* where the law of kinship has that share */
    size_t uncontrolled; /* and that of people this */
    unsigned passing;    /* scopes, as bits, in which one may come to lie, or lie no longer */
    unsigned kind;       /* shown now */
    bool failed;         /* memory was short */
};

/* For a world with scopes whose laws of today stand in `all`. NULL when memory is short. */
struct asy_kinds *asy_kinds_create(const struct asy_world *world,
                                   const void *(*all)[ASY_MAX_ENTITIES]);
void asy_kinds_destroy(struct asy_kinds *self); /* safe on NULL */
/* Where the laws have the shares that scopes ask for. */
void asy_kinds_find_shares(struct asy_kinds *self);
/* A law of today has changed. */
void asy_kinds_change(struct asy_kinds *self, const struct asy_world *world, int law,
                      int entity);

/* Whether a person, or one of a family, has special needs now; whether the state in whose hands
   they are, or at whose border, has seen them. Asked here, answered in
   law/procedure/vulnerability.c, of what the law says for everybody. */
bool asy_is_vulnerable(const struct asy_scene *scene, const struct asy_applicant *who);
bool asy_is_seen_vulnerable(const struct asy_scene *scene, const struct asy_applicant *who);

/* Whether a person lies in a scope now. */
bool asy_in_scope(const struct asy_scene *scene, const struct asy_scope *scope,
                  const struct asy_applicant *who);
/* The scopes of the world in which they lie. */
unsigned asy_kind_of(const struct asy_scene *scene, const struct asy_applicant *who);
/* Shows the laws for a kind. */
void asy_show_kind(struct asy_scene *scene, unsigned kind);

/* The laws are this person's from here on. */
static inline void
asy_turn_to(struct asy_scene *scene, const struct asy_applicant *who)
{
    ASY_ASKED_ABOUT(who);
    if (__builtin_expect(scene->kinds != NULL, 0)) {
        const unsigned kind = asy_kind_of(scene, who);
        ASY_ASKED_WHAT_IF(true); /* tables made for a kind are made for all states */
        asy_show_kind(scene, kind);
        ASY_ASKED_WHAT_IF(false);
    }
}

/* Nobody in particular is at hand. */
static inline void
asy_turn_to_all(struct asy_scene *scene)
{
    ASY_ASKED_ABOUT(NULL);
    if (__builtin_expect(scene->kinds != NULL, 0))
        asy_show_kind(scene, 0);
}

/* The values of a law on a day, for a kind of people. */
const void *asy_law_for(const struct asy_world *world, enum asy_law_id law, int entity,
                        int32_t day, unsigned kind);
/* On another day than this, for whoever is at hand. */
const void *asy_law_on(const struct asy_scene *scene, enum asy_law_id law, int entity,
                       int32_t day);

#endif
