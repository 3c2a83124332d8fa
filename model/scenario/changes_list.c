/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The changes of one value for programs: each as a row of its own. */
#include "scenario/changes.h"

#include "base/calendar.h"

#include <stdio.h>
#include <string.h>

static struct asy_shown
shown(const struct asy_param *row, const struct asy_entry *entry)
{
    if (!entry)
        return (struct asy_shown){ .number = row->standard };
    return (struct asy_shown){ entry->number, entry->set, entry->prior_text,
                               entry->range_text };
}

static void
write_date(const struct asy_scenario *self, int32_t day, char out[11])
{
    const struct asy_date date = asy_date_of_days(self->start + day);
    char text[40];

    snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
    memcpy(out, text, 10);
    out[10] = '\0';
}

/* Do two neighbouring days tell the same? */
static bool
goes_on(const struct asy_law_days *self, const struct asy_param *row, int slot, ptrdiff_t i)
{
    const ptrdiff_t now = i * self->n_slots + slot, before = now - self->n_slots;
    return asy_same_value(row, self->old[now], self->old[before]) &&
           asy_same_value(row, self->new[now], self->new[before]);
}

/* Hands on the slot's change that begins on the i-th day. */
static void
hand_on(struct asy_changes *self, const struct asy_law_days *of, const struct asy_param *row,
        int slot, ptrdiff_t i, struct asy_change *change)
{
    const struct asy_entry *const new = of->new[i * of->n_slots + slot];
    ptrdiff_t end = i + 1;

    while (end < of->n && goes_on(of, row, slot, end))
        end++;
    write_date(self->base, of->days[i], change->from);
    change->until[0] = '\0';
    change->first = of->days[i];
    change->end = end < of->n ? of->days[end] : INT32_MAX;
    if (end < of->n && of->days[end] < self->base->n_days)
        write_date(self->base, of->days[end] - 1, change->until);
    change->before = shown(row, of->old[i * of->n_slots + slot]);
    change->after = shown(row, new);
    change->source = new ? new->source : NULL;
    change->grade = new ? new->grade : NULL;
    change->file = new ? new->file : NULL;
    change->line = new ? new->line : 0;
    change->form = asy_change_form(new);
    self->take(self->user, change);
}

void
asy_changes_list(struct asy_changes *self, const struct asy_law_days *of,
                 const struct asy_param *row, int slot, int member)
{
    const struct asy_law *const law = asy_laws[of->law];
    const int entity = of->entity;
    const bool of_world = law->section == ASY_OF_WORLD, named = asy_has_members(row);
    struct asy_pool pool = { 0 };
    const struct asy_place place = { of->law, (int) (row - law->params),
                                     of_world ? ASY_GENERAL : entity,
                                     named ? member : ASY_ALL };
    struct asy_change change = {
        .law = law,
        .row = row,
        .path = asy_entry_path(&pool, self->base, place),
        .entity = of_world ? NULL : asy_entity_name(self->base, law->section, entity),
        .member = named ? asy_member_name(self->base, row->per, member) : NULL,
        .whom = of->whom,
        .law_id = of->law,
        .entity_id = entity,
        .member_id = named ? member : ASY_NO_MEMBER,
        .scope = of->scope,
    };

    self->failed |= change.path == NULL;
    for (ptrdiff_t i = 0; i < of->n && change.path; i++) {
        const ptrdiff_t at = i * of->n_slots + slot;
        const bool differs = !asy_same_value(row, of->old[at], of->new[at]);
        if (differs && (i == 0 || !goes_on(of, row, slot, i)))
            hand_on(self, of, row, slot, i, &change);
    }
    asy_pool_free(&pool);
}
