/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps what is told of one applicant, and forgets the rest. */
#include "life/trace.h"

#include <math.h>
#include <stdlib.h>

void
asy_trace_free(struct asy_trace *self)
{
    free(self->told);
    *self = (struct asy_trace){ 0 };
}

static void
note(struct asy_trace *self, const struct asy_applicant *who, const struct asy_told *step)
{
    if (self->hear) {
        self->hear(self->of, who, step);
        return;
    }
    if (who->id != self->id || who->group != self->group)
        return;
    if (self->n == self->room) {
        const size_t room = self->room ? 2 * self->room : 64;
        struct asy_told *told = realloc(self->told, room * sizeof *told);
        if (!told)
            return; /* a shorter tale is better than none */
        self->told = told;
        self->room = room;
    }
    self->told[self->n++] = *step;
}

void
asy_trace_tell(struct asy_scene *scene, const struct asy_applicant *who, enum asy_law_id law,
               const char *what, double p, double u)
{
    const struct asy_told step = { scene->day, law, who->place, false, what, p, u };
    note(scene->trace, who, &step);
}

void
asy_trace_tell_of(struct asy_scene *scene, const struct asy_applicant *who, enum asy_law_id law,
                  const char *what, int country)
{
    const struct asy_told step = { scene->day, law,          (uint8_t) country, false,
                                   what,       (double) NAN, (double) NAN };
    note(scene->trace, who, &step);
}

void
asy_trace_judge(struct asy_scene *scene, const struct asy_applicant *who, enum asy_law_id law,
                const char *what, double needed, double seen)
{
    const struct asy_told step = { scene->day, law, who->place, true, what, needed, seen };
    note(scene->trace, who, &step);
}
