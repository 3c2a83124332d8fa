/* SPDX-License-Identifier: GPL-3.0-or-later */
/* With what a day begins and ends: the laws in force, what each line serves by them, the month
   that is counted. */
#include "engine/run_inside.h"

#include "base/calendar.h"
#include "life/outcomes.h"
#include "life/scope.h"

void
asy_run_read_queues(struct asy_run *self)
{
    for (int q = 0; q < ASY_N_QUEUES; q++)
        for (int s = 0; s < self->world->n_states; s++) {
            self->served.queue[s][q] = asy_capacity_today(&self->scene, q, s);
            self->served.limit[s][q] = asy_limit_today(&self->scene, q, s);
        }
}

static void
read_lists(struct asy_run *self)
{
    for (int l = 0; l < ASY_N_LISTS; l++) {
        const struct asy_capacity *of = &asy_lists[l].capacity;
        const size_t offset = asy_law_offset(of->law, of->key);
        self->stock.gives[l] = 0;
        for (int c = 0; c < self->world->n_countries; c++) {
            self->served.list[c][l] = asy_number_today(&self->scene, of->law, c, offset);
            if (self->served.list[c][l] > 0.0)
                self->stock.gives[l] |= asy_bit(c);
        }
        self->on_list[l] |= self->stock.gives[l];
    }
}

static void
read_sittings(struct asy_run *self)
{
    for (int b = 0; b < ASY_N_SITTINGS; b++) {
        const enum asy_law_id law = asy_sittings[b].capacity.law;
        const size_t cases = asy_law_offset(law, asy_sittings[b].capacity.key),
                     sessions = asy_law_offset(law, asy_sittings[b].sessions);
        self->served.cases[b] = asy_number_today(&self->scene, law, 0, cases);
        self->served.sessions[b] = asy_number_today(&self->scene, law, 0, sessions);
    }
}

void
asy_run_read_lines(struct asy_run *self)
{
    asy_run_read_queues(self);
    read_lists(self);
    read_sittings(self);
}

void
asy_run_change_laws(struct asy_run *self)
{
    bool changed = self->scene.day == self->world->first_day;
    while (self->next_change < self->n_changes &&
           self->change[self->next_change].day <= self->scene.day) {
        const struct asy_new_law *change = &self->change[self->next_change++];
        self->law[change->law][change->entity] = change->values;
        if (self->scene.kinds)
            asy_kinds_change(self->scene.kinds, self->world, change->law, change->entity);
        asy_environment_changes(self->environment, (enum asy_law_id) change->law);
        changed = true;
    }
    if (changed)
        asy_run_read_lines(self);
}

void
asy_run_keep_stocks(struct asy_run *self)
{
    const struct asy_world *world = self->world;
    struct asy_tally *tally = &self->tally;
    for (int g = 0; g < world->n_groups; g++) {
        for (int x = 0; x < world->n_crossings; x++)
            tally->now[ASY_METRIC_waiting_at_crossing][g * world->n_crossings + x] =
                self->stock.waiting[g][x];
        for (int s = 0; s < world->n_states; s++) {
            tally->now[ASY_METRIC_backlog][g * world->n_countries + s] =
                self->stock.backlog[g][s];
            tally->now[ASY_METRIC_in_border_procedure][g * world->n_countries + s] =
                self->stock.at_border[g][s];
            tally->now[ASY_METRIC_families_parted][g * world->n_countries + s] =
                self->stock.parted[g][s];
        }
    }
}

int
asy_run_month_begun(const struct asy_run *self)
{
    const struct asy_world *world = self->world;
    const int32_t first = asy_days_of_date((struct asy_date){ world->first_year, 1, 1 });
    const bool begins = asy_date_of_days(first + self->scene.day).day == 1;
    return begins ? asy_world_month(world, self->scene.day) : -1;
}

void
asy_run_begin_month(struct asy_run *self, int month)
{
    if (month > 0)
        asy_run_keep_stocks(self);
    if (month >= 0)
        asy_tally_set_month(&self->tally, month);
}

void
asy_run_begin_counting(struct asy_run *self)
{
    asy_run_count_anew(self);
    self->n_before = self->n_people;
    for (uint32_t i = 0; i < self->n_people; i++) {
        const struct asy_applicant *who = &self->people[i];
        self->carried[who->group][who->stage] += who->persons;
    }
}

void
asy_run_count_waiting(struct asy_run *self)
{
    const int n = self->world->n_crossings;
    uint32_t *days = self->tally.now[ASY_METRIC_days_stranded];
    for (int g = 0; g < self->world->n_groups; g++)
        for (int x = 0; x < n; x++)
            days[g * n + x] += self->stock.waiting[g][x];
}
