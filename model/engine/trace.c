/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps what is told of one applicant, and forgets the rest. */
#include "engine/trace.h"

#include <stdlib.h>

void
asy_trace_free(struct asy_trace *self)
{
    free(self->told);
    *self = (struct asy_trace){ 0 };
}

void
asy_trace_tell(struct asy_scene *scene, const struct asy_applicant *who, enum asy_law_id law,
               const char *what, double p, double u)
{
    struct asy_trace *self = scene->trace;
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
    self->told[self->n++] = (struct asy_told){ scene->day, law, who->place, what, p, u };
}
