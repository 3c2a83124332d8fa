/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is taken into the border procedure, on which ground, and whether there is a place. */
#include "base/calendar.h"
#include "law/procedure/border_procedure.h"

enum { DANGER, MISLED, RECOGNITION, ORIGIN }; /* words of `border_ground` */
enum { AT_THE_AIRPORT };                      /* of `border_stay` */
static const double NO_LIMIT = 1e5;           /* places from which on there are always some */
static const double NO_END = 1000.0;          /* times a year */

int
asy_beyond_border(const struct asy_scene *scene, const struct asy_applicant *who)
{
    const int from = scene->world->crossing[who->crossing].from;
    return from >= 0 ? from : who->citizenship;
}

static bool
applies_at_the_airport(const struct asy_scene *scene, const struct asy_applicant *who,
                       const struct asy_border_procedure *law)
{
    if (!(law->at_airports > 0.0) || who->claims > 1)
        return false;
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_border_stay);
    return asy_chance(&luck, AT_THE_AIRPORT, law->at_airports);
}

/* Whether this is the first claim after coming from outside into here: by land from a transit
   country, or at an airport. */
static bool
claims_at_the_border(const struct asy_scene *scene, const struct asy_applicant *who,
                     const struct asy_border_procedure *law)
{
    if (who->crossing >= scene->world->n_crossings || (who->claimed & ~asy_bit(who->place)) ||
        asy_marked(who, ASY_MARK_dublin_done))
        return false;
    const struct asy_crossing *crossing = &scene->world->crossing[who->crossing];
    if (crossing->into < 0)
        return applies_at_the_airport(scene, who, law);
    return crossing->into == who->place && crossing->from >= 0 && who->first == who->place;
}

/* The ground on which they are taken, the strongest that there is. */
enum ground { NO_GROUND, ON_DANGER, ON_MISLEADING, ON_RECOGNITION, ON_OTHER };

static enum ground
ground_of(const struct asy_scene *scene, const struct asy_applicant *who,
          const struct asy_border_procedure *law)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_border_ground);
    const struct asy_luck file = asy_border_luck(scene, who);
    if (asy_chance(&luck, DANGER, law->security))
        return ON_DANGER;
    if (asy_chance(&luck, MISLED, law->misled))
        return ON_MISLEADING;
    if (asy_chance(&luck, RECOGNITION, law->low_recognition))
        return ON_RECOGNITION;
    if (asy_chance(&luck, ORIGIN, law->safe_origin) && asy_is_presumed_safe(scene, who))
        return ON_OTHER;
    return asy_chance(&file, 0, law->share) ? ON_OTHER : NO_GROUND;
}

/* Art. 24(3), 25(6)(b): of children alone only those from a safe country of origin; 2024/1348
   art. 53(1): only a danger. */
static bool
is_exempt(const struct asy_scene *scene, const struct asy_applicant *who,
          const struct asy_border_procedure *law, enum ground ground)
{
    if (law->exempts_families && who->children > 0)
        return true;
    if (law->minors_danger_only)
        return ground != ON_DANGER && asy_is_minor_alone(scene, who);
    return law->exempts_minors && !asy_is_presumed_safe(scene, who) &&
           asy_is_minor_alone(scene, who);
}

bool
asy_border_procedure_takes(struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_border_procedure *law = ASY_TODAY(scene, border_procedure, who->place);
    if (law->share + law->low_recognition + law->misled + law->security + law->safe_origin <=
            0.0 ||
        !claims_at_the_border(scene, who, law))
        return false;
    const enum ground ground = ground_of(scene, who, law);
    return ground != NO_GROUND && !is_exempt(scene, who, law, ground) &&
           !asy_needs_spare_border(scene, who);
}

/* ---- places ------------------------------------------------------------------ */

static double
persons_there(const struct asy_scene *scene, int state)
{
    double sum = 0.0;
    for (int g = 0; g < scene->world->n_groups; g++)
        sum += scene->stock->at_border[g][state];
    return sum;
}

/* 2024/1348 art. 44: who goes first. */
static bool
goes_first(const struct asy_scene *scene, const struct asy_applicant *who, enum ground ground)
{
    return ground == ON_DANGER || asy_beyond_border(scene, who) == who->citizenship ||
           (who->children == 0 && !asy_is_minor_alone(scene, who));
}

static bool
is_full(const struct asy_scene *scene, const struct asy_applicant *who,
        const struct asy_border_procedure *law, enum ground ground)
{
    if (law->places >= NO_LIMIT)
        return false;
    const double there = persons_there(scene, who->place) + who->persons,
                 places = scene->scale * law->places;
    return there > places ||
           (there > places * (1.0 - law->kept_free) && !goes_first(scene, who, ground));
}

static int
year_of(const struct asy_scene *scene)
{
    const int32_t first = asy_days_of_date((struct asy_date){ scene->world->first_year, 1, 1 });
    return asy_date_of_days(first + scene->day).year;
}

static bool
year_is_full(const struct asy_scene *scene, const struct asy_applicant *who,
             const struct asy_border_procedure *law)
{
    if (law->places >= NO_LIMIT || law->times_a_year >= NO_END)
        return false;
    const bool this_year = scene->stock->border_year_of[who->place] == year_of(scene);
    const double taken = this_year ? scene->stock->border_year[who->place] : 0;
    return taken + who->persons > scene->scale * law->places * law->times_a_year;
}

bool
asy_border_procedure_has_place(struct asy_scene *scene, const struct asy_applicant *who)
{
    const struct asy_border_procedure *law = ASY_TODAY(scene, border_procedure, who->place);
    if (law->places >= NO_LIMIT)
        return true;
    const enum ground ground = ground_of(scene, who, law);
    const bool full = is_full(scene, who, law, ground), year = year_is_full(scene, who, law);
    const bool excused = !law->duty || ground == ON_OTHER || ground == ON_RECOGNITION ||
                         (year && ground == ON_MISLEADING);
    if (!(full || year) || !excused)
        return true;
    asy_count(scene, ASY_METRIC_border_places_full, who, who->place, who->persons);
    asy_tell(scene, who, border_procedure,
             "there is no place in the border procedure: may enter", NAN, NAN);
    return false;
}

void
asy_border_place_take(struct asy_scene *scene, struct asy_applicant *who)
{
    asy_mark(who, ASY_MARK_at_border);
    scene->stock->at_border[who->group][who->place] += who->persons;
}

void
asy_border_place_leave(struct asy_scene *scene, struct asy_applicant *who)
{
    uint32_t *there = &scene->stock->at_border[who->group][who->place];
    asy_unmark(who, ASY_MARK_at_border);
    *there -= *there < who->persons ? *there : who->persons;
}

void
asy_border_count_in_year(struct asy_scene *scene, const struct asy_applicant *who)
{
    const int year = year_of(scene), s = who->place;
    if (scene->stock->border_year_of[s] != year)
        scene->stock->border_year[s] = 0;
    scene->stock->border_year_of[s] = (int16_t) year;
    scene->stock->border_year[s] += who->persons;
}
