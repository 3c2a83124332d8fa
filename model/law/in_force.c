/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laws of today read once for all. Here, for it asks the laws of every room. */
#include "law/in_force.h"

#include "law/aftermath/aftermath.h"
#include "law/journey/journey.h"
#include "law/people/people.h"
#include "law/procedure/procedure.h"

static void
read_states(struct asy_in_force *self, const struct asy_scene *scene)
{
    self->dublin = self->bars = 0;
    for (int s = 0; s < scene->world->n_states; s++) {
        if (ASY_TODAY(scene, dublin, s)->member)
            self->dublin |= asy_bit(s);
        if (asy_ipa_has_bars(ASY_TODAY(scene, internal_protection, s)))
            self->bars |= asy_bit(s);
        self->found[s] = asy_ipa_found_at_most(ASY_TODAY(scene, internal_protection, s));
    }
}

static void
read_groups(struct asy_in_force *self, const struct asy_scene *scene)
{
    const struct asy_world *world = scene->world;
    for (int g = 0; g < world->n_groups; g++) {
        asy_people_family_sizes(ASY_TODAY(scene, people, g), self->families[g]);
        self->stays[g] = self->closed[g] = 0;
        for (int c = world->n_states; c < world->n_states + world->n_transit; c++) {
            const struct asy_sojourn *law = ASY_TODAY(scene, sojourn, c);
            if (law->share[g] > 0.0)
                self->stays[g] |= asy_bit(c);
            if (law->p_refused_entry[g] > 0.0)
                self->closed[g] |= asy_bit(c);
        }
    }
}

void
asy_in_force_read(struct asy_in_force *self, const struct asy_scene *scene)
{
    read_states(self, scene);
    read_groups(self, scene);
    self->most_checks = asy_most_checks(scene, ASY_ASIDE_check);
    self->most_other_checks = asy_most_checks(scene, ASY_ASIDE_other_check);
    for (int x = 0; x < scene->world->n_crossings; x++)
        self->gate[x] = asy_border_gate(ASY_TODAY(scene, border, x));
}
