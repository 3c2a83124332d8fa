/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "life/in_year.h"

#include "base/calendar.h"
#include "life/scene.h"

static int
year_of(const struct asy_scene *scene)
{
    const int32_t first = asy_days_of_date((struct asy_date){ scene->world->first_year, 1, 1 });
    return asy_date_of_days(first + scene->day).year;
}

uint32_t
asy_so_far_this_year(const struct asy_scene *scene, const struct asy_in_year *self)
{
    return self->year == year_of(scene) ? self->persons : 0;
}

void
asy_count_this_year(const struct asy_scene *scene, struct asy_in_year *self, uint32_t persons)
{
    const int year = year_of(scene);
    if (self->year != year)
        *self = (struct asy_in_year){ .year = (int16_t) year };
    self->persons += persons;
}
