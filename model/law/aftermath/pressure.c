/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How relatives are pressed, in its kinds: threats, humiliation, dismissal, detention, seizure,
   violence. How often is the law's `pressed`; the kinds only divide it, so that they add up to
   it whatever their weights are. Passports are taken beside (law/aftermath/family.c), since a
   passport is taken once and keeps them from leaving. */
#include "law/aftermath/pressure.h"

static double
weight_of(const struct asy_exile *law, enum asy_pressing kind)
{
    const double weight[ASY_N_PRESSINGS] = {
        [ASY_PRESSED_BY_THREATS] = law->threatened,
        [ASY_PRESSED_BY_SHAME] = law->shamed,
        [ASY_PRESSED_BY_DISMISSAL] = law->dismissed,
        [ASY_PRESSED_BY_DETENTION] = law->detained,
        [ASY_PRESSED_BY_SEIZURE] = law->dispossessed,
        [ASY_PRESSED_BY_VIOLENCE] = law->assaulted,
    };
    return weight[kind];
}

static double
weights(const struct asy_exile *law, enum asy_pressing from)
{
    double sum = 0.0;
    for (int kind = (int) from; kind < ASY_N_PRESSINGS; kind++)
        sum += weight_of(law, (enum asy_pressing) kind);
    return sum;
}

enum asy_pressing
asy_pressing_of(const struct asy_exile *law, double u)
{
    double left = u * weights(law, ASY_PRESSED_BY_THREATS);
    int last = ASY_PRESSED_BY_THREATS; /* of those that occur, should rounding leave a rest */
    for (int kind = 0; kind < ASY_N_PRESSINGS; kind++) {
        const double weight = weight_of(law, (enum asy_pressing) kind);
        if (left < weight)
            return (enum asy_pressing) kind;
        left -= weight;
        last = weight > 0.0 ? kind : last;
    }
    return (enum asy_pressing) last;
}

static const char *
sentence(enum asy_pressing kind)
{
    static const char *const text[ASY_N_PRESSINGS] = {
        [ASY_PRESSED_BY_THREATS] = "relatives at home are threatened",
        [ASY_PRESSED_BY_SHAME] = "relatives at home are humiliated in public",
        [ASY_PRESSED_BY_DISMISSAL] = "relatives at home are dismissed",
        [ASY_PRESSED_BY_DETENTION] = "relatives at home are detained",
        [ASY_PRESSED_BY_SEIZURE] = "relatives at home are dispossessed",
        [ASY_PRESSED_BY_VIOLENCE] = "relatives at home are assaulted",
    };
    return text[kind];
}

bool
asy_pressing_is_harsh(enum asy_pressing kind)
{
    return kind >= ASY_PRESSED_BY_DETENTION;
}

double
asy_pressing_returns(const struct asy_exile *law, enum asy_pressing kind)
{
    const double all = weights(law, ASY_PRESSED_BY_THREATS),
                 harsh = weights(law, ASY_PRESSED_BY_DETENTION);
    const double factor = asy_pressing_is_harsh(kind) ? law->harsh_factor : 1.0;
    const double mean = all > 0.0 ? 1.0 + (law->harsh_factor - 1.0) * harsh / all : factor;
    const double share = law->returns * factor / mean;
    return share < 1.0 ? share : 1.0;
}

void
asy_pressing_count(struct asy_scene *scene, const struct asy_applicant *who,
                   enum asy_pressing kind, int n)
{
    const uint32_t pressed = (uint32_t) n;
    asy_count(scene, ASY_METRIC_relatives_pressed, who, who->place, pressed);
    asy_tell(scene, who, exile, sentence(kind), NAN, NAN);
    switch (kind) {
    case ASY_PRESSED_BY_SHAME:
        asy_count(scene, ASY_METRIC_relatives_shamed, who, who->place, pressed);
        break;
    case ASY_PRESSED_BY_DISMISSAL:
        asy_count(scene, ASY_METRIC_relatives_dismissed, who, who->place, pressed);
        break;
    case ASY_PRESSED_BY_DETENTION:
        asy_count(scene, ASY_METRIC_relatives_detained, who, who->place, pressed);
        break;
    case ASY_PRESSED_BY_SEIZURE:
        asy_count(scene, ASY_METRIC_relatives_dispossessed, who, who->place, pressed);
        break;
    case ASY_PRESSED_BY_VIOLENCE:
        asy_count(scene, ASY_METRIC_relatives_assaulted, who, who->place, pressed);
        break;
    case ASY_PRESSED_BY_THREATS:
    case ASY_N_PRESSINGS:
        asy_count(scene, ASY_METRIC_relatives_threatened, who, who->place, pressed);
    }
}

void
asy_pressing_flight(struct asy_scene *scene, struct asy_applicant *who, enum asy_pressing kind,
                    double u)
{
    const double flee = ASY_TODAY(scene, exile, who->group)->flee;
    const int wider = asy_wider_relatives(scene, who);
    if (!asy_pressing_is_harsh(kind) || wider == 0 ||
        asy_marked(who, ASY_MARK_passports_seized))
        return;
    asy_tell(scene, who, exile, "parents, brothers and sisters consider fleeing", flee, u);
    if (u >= flee)
        return;
    asy_mark(who, ASY_MARK_relatives_fled);
    asy_count(scene, ASY_METRIC_relatives_fled, who, who->place, (uint32_t) wider);
    asy_tell(scene, who, exile, "they flee the country", NAN, NAN);
}
