/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands against living in another part of the country, under any persecutor: the
   conditions that the law names beside safety. Each is of the person, and the same for every
   state. */
#include "law/circle.h"
#include "law/people/persecutor.h"
#include "life/draw.h"

static const struct asy_param params[] = {
    ASY_PARAM(another_part, no_travel, 0, 0.1, 1, "share",
              "Share of people who cannot travel safely and lawfully to another part of their "
              "country.",
              "grade D: 2011/95/EU art. 8(1): safely and legally travel to"),
    ASY_PARAM(another_part, no_admission, 0, 0.2, 1, "share",
              "Share of people who would not be admitted to another part: no registration of "
              "residence there.",
              "grade D: 2011/95/EU art. 8(1): gain admittance to"),
    ASY_PARAM(another_part, no_settlement, 0, 0.3, 1, "share",
              "Share of people who cannot reasonably be expected to settle in another part: "
              "health, family, language, livelihood.",
              "grade D: 2011/95/EU art. 8(1)-(2): reasonably be expected to settle"),
    ASY_PARAM(another_part, no_care, 0, 0.7, 1, "share of children alone",
              "Share of unaccompanied children for whom appropriate care and custody are not "
              "available in another part.",
              "grade D: COM(2016) 466 art. 8(4)"),
    ASY_PARAM(another_part, by_state, 0, 0.6, 1, "share",
              "Share of people at risk who are persecuted by the State or its agents.",
              "grade D: 2011/95/EU art. 6, recital 27"),
    { 0 },
};

const struct asy_law asy_law_another_part = {
    .name = "another_part",
    .file = __FILE__,
    .doc = "Ability to travel to, be admitted to and settle in another part of the country.",
    .source = "2011/95/EU art. 8; COM(2016) 466 art. 8; Regulation 2024/1347 art. 8",
    .section = ASY_OF_GROUP,
    .size = sizeof(struct asy_another_part),
    .params = params,
};

void
asy_elsewhere_read(const struct asy_scene *scene, const struct asy_applicant *who,
                   struct asy_elsewhere *self)
{
    const struct asy_another_part *law = ASY_TODAY(scene, another_part, who->group);
    const struct asy_luck of_place = asy_luck(scene, who, ASY_LUCK_another_part);
    const struct asy_luck of_proof = asy_luck(scene, who, ASY_LUCK_another_part_shown);
    self->no_travel = asy_chance(&of_place, 0, law->no_travel);
    self->no_admission = asy_chance(&of_place, 1, law->no_admission);
    self->no_settlement = asy_chance(&of_place, 2, law->no_settlement);
    self->no_care = asy_is_minor_alone(scene, who) && asy_chance(&of_place, 3, law->no_care);
    self->by_state = asy_chance(&of_proof, 0, law->by_state);
    self->shown = asy_u(&of_proof, 1);
}
