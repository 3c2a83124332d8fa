/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The day loop. It knows when people are due, who stands in which line and how many may pass;
   what happens to them it asks the stages. */
#include "engine/run_inside.h"

#include <stdlib.h>
#include <string.h>

#include "life/draw.h"
#include "life/scope.h"

static const double MOST_OWED = 30.0; /* days of a capacity that may be used up ahead */
enum { AHEAD = 10 };  /* how many applicants are fetched from memory before they are met */
enum { TOO_FEW = 2 }; /* draws made side by side come in fours: so many cost less one by one */

static bool
add_to_pool(struct asy_run *self, int crossing, uint32_t index)
{
    if (self->n_pool[crossing] == self->room_pool[crossing]) {
        const size_t room = self->room_pool[crossing] ? 2 * self->room_pool[crossing] : 256;
        uint32_t *pool = realloc(self->pool[crossing], room * sizeof *pool);
        if (!pool)
            return false;
        self->pool[crossing] = pool;
        self->room_pool[crossing] = room;
    }
    self->pool[crossing][self->n_pool[crossing]++] = index;
    return true;
}

static bool
join_queue(struct asy_run *self, const struct asy_applicant *who, uint32_t index, int queue)
{
    const bool is_line = self->served.queue[who->place][queue] < ASY_NO_LINE;
    uint32_t priority = 0;
    ASY_ASKED_IN_LINE(who, asy_queues[queue].capacity.law, asy_queues[queue].capacity.key,
                      who->place);
    self->in_line[queue] |= asy_bit(who->place);
    if (is_line) { /* else there is no order in it */
        const struct asy_luck luck = asy_luck_of(&self->scene, who, ASY_LUCK_line, queue);
        priority = asy_word(&luck, 0);
    }
    return asy_queue_join(&self->queue[who->place][queue], index, priority);
}

/* Stands on the list of the country in `target`, in the order of a draw among today's. */
static bool
join_list(struct asy_run *self, const struct asy_applicant *who, uint32_t index, int list)
{
    const struct asy_luck luck = asy_luck_of(&self->scene, who, ASY_LUCK_listed, list);
    ASY_ASKED_IN_LINE(who, asy_lists[list].capacity.law, asy_lists[list].capacity.key,
                      who->target);
    self->on_list[list] |= asy_bit(who->target);
    return asy_queue_join(&self->list[who->target][list], index, asy_word(&luck, 0));
}

/* Stands before the body that decides on such asides, for its next session. */
static bool
join_sitting(struct asy_run *self, const struct asy_applicant *who, uint32_t index,
             enum asy_aside_id aside)
{
    const struct asy_luck luck = asy_luck(&self->scene, who, ASY_LUCK_commission_line);
    int body = 0;
    while (body < ASY_N_SITTINGS - 1 && asy_sittings[body].aside != aside)
        body++;
    ASY_ASKED_IN_LINE(who, asy_sittings[body].capacity.law, asy_sittings[body].capacity.key, 0);
    ASY_ASKED_IN_LINE(who, asy_sittings[body].capacity.law, asy_sittings[body].sessions, 0);
    return asy_queue_join(&self->sitting[body], index, asy_word(&luck, 0));
}

/* Takes over what was begun beside the lives just met. */
static void
take_begun(struct asy_run *self)
{
    struct asy_begun *begun = &self->begun;
    for (int i = 0; i < begun->n; i++) {
        const struct asy_applicant *who = begun->item[i].who;
        const enum asy_aside_id aside = begun->item[i].aside;
        const uint32_t index = (uint32_t) (who - self->people);
        const int32_t days = begun->item[i].days;
        const bool ok = days > 0 ? asy_due_add(&self->aside, self->scene.day + days,
                                               (uint32_t) aside << ASY_STAGE_SHIFT | index)
                                 : join_sitting(self, who, index, aside);
        self->failed |= !ok;
    }
    begun->n = 0;
}

static inline void
count_flow(struct asy_run *self, const struct asy_applicant *who, enum asy_stage_id to)
{
    self->flow[asy_flow_at(self, who->stage, (int) to, who->group)] += who->persons;
}

/* Takes the applicant into the stage that comes next, and lets them live on until they wait for
   something. */
static inline __attribute__((always_inline)) void
go_on(struct asy_run *self, uint32_t index, struct asy_step step)
{
    struct asy_applicant *who = &self->people[index];
    bool ok = true;

    for (;;) {
        count_flow(self, who, step.stage);
        who->stage = (uint8_t) step.stage;
        if (step.next != ASY_AT_ONCE)
            break;
        asy_turn_to(&self->scene, who);
        ASY_ASKED_AT_STAGE(who);
        step = asy_stages[who->stage].handle(&self->scene, who);
        asy_assert_stage_leads(who->stage, step.stage);
        self->events++;
    }
    if (__builtin_expect(self->begun.n > 0, 0))
        take_begun(self);
    if (step.next == ASY_WAIT)
        ok = asy_due_add(&self->due, self->scene.day + step.n,
                         (uint32_t) step.stage << ASY_STAGE_SHIFT | index);
    else if (step.next == ASY_TRY)
        ok = add_to_pool(self, who->crossing, index);
    else if (step.next == ASY_QUEUE)
        ok = join_queue(self, who, index, step.n);
    else if (step.next == ASY_LIST)
        ok = join_list(self, who, index, step.n);
    self->failed |= !ok;
}

static inline __attribute__((always_inline)) void
live(struct asy_run *self, uint32_t index)
{
    struct asy_applicant *who = &self->people[index];
    self->events++;
    asy_turn_to(&self->scene, who);
    ASY_ASKED_AT_STAGE(who);
    const struct asy_step step = asy_stages[who->stage].handle(&self->scene, who);
    asy_assert_stage_leads(who->stage, step.stage);
    go_on(self, index, step);
}

/* Lets people of one stage live on, the first draws of several made side by side. `known`: how
   many stand in `index`, those of the next stages too. */
static void
live_side_by_side(struct asy_run *self, enum asy_stage_id stage, const uint32_t *index,
                  uint32_t n, uint32_t known)
{
    struct asy_luck_name name[ASY_LUCK_AT_ONCE];
    struct asy_luck luck[ASY_LUCK_AT_ONCE];
    struct asy_foreseen *ahead = &self->scene.foreseen;
    const bool draws = asy_stage_draws(stage);

    for (uint32_t from = 0; from < n; from += ASY_LUCK_AT_ONCE) {
        const uint32_t k = n - from < ASY_LUCK_AT_ONCE ? n - from : ASY_LUCK_AT_ONCE;
        const bool foresees = draws && k > TOO_FEW;
        if (foresees) {
            for (uint32_t i = 0; i < k; i++)
                name[i] =
                    asy_stage_expects(&self->scene, &self->people[index[from + i]], stage);
            for (uint32_t i = k; i < asy_luck_padded(k); i++)
                name[i] = name[0];
            asy_luck_many(&self->scene.key, name, luck, asy_luck_padded(k));
        }
        for (uint32_t i = from; i < from + k; i++) {
            if (i + AHEAD < known)
                __builtin_prefetch(&self->people[index[i + AHEAD]], 1);
            if (foresees)
                *ahead = (struct asy_foreseen){ &self->people[index[i]], &name[i - from],
                                                &luck[i - from] };
            live(self, index[i]);
        }
    }
    ahead->who = NULL;
}

/* Who stands in no calendar stands in a line of the state, if anywhere. */
static void
leave_line(struct asy_run *self, int state, uint32_t index)
{
    for (int q = 0; q < ASY_N_QUEUES; q++)
        if (asy_queue_remove(&self->queue[state][q], index))
            return;
}

/* What goes on beside a life. Where it takes the life over, what was due there is off. */
static __attribute__((noinline)) void
live_beside(struct asy_run *self, enum asy_aside_id aside, uint32_t index)
{
    struct asy_applicant *who = &self->people[index];
    const uint32_t due = (uint32_t) who->stage << ASY_STAGE_SHIFT | index;
    struct asy_step step;
    self->events++;
    asy_turn_to(&self->scene, who);
    if (asy_asides[aside].handle(&self->scene, who, &step)) {
        asy_assert_aside_takes(aside, who->stage, step.stage);
        if (!asy_due_remove(&self->due, self->scene.day, due))
            leave_line(self, who->place, index);
        go_on(self, index, step);
    } else if (self->begun.n > 0) {
        take_begun(self);
    }
}

/* ---- the parts of a day ------------------------------------------------------ */

/* Those of all groups are made, and then set out, side by side. */
static void
set_out(struct asy_run *self)
{
    const uint32_t first = self->n_people;
    asy_run_name_cases(self);
    const uint32_t n = self->n_people - first;
    if (self->failed || !asy_run_make_room_today(self, n)) {
        self->failed = true;
        return;
    }
    asy_people_make(&self->people[first], n, &self->scene);
    for (uint32_t i = 0; i < n; i++)
        self->today[i] = first + i;
    live_side_by_side(self, ASY_STAGE_departure, self->today, n, n);
}

static bool
make_scratch(struct asy_run *self, size_t n)
{
    if (n <= self->room_scratch)
        return true;
    uint64_t *scratch = realloc(self->scratch, 2 * n * sizeof *scratch);
    if (!scratch)
        return false;
    self->scratch = scratch;
    self->room_scratch = 2 * n;
    return true;
}

static void
meet_the_due(struct asy_run *self)
{
    struct asy_gathered of;
    uint32_t from = 0;
    asy_run_gather(self, &of);
    for (uint32_t w = 0; w < ASY_STAGE_WORDS; w++)
        for (uint64_t left = of.there[w]; left; left &= left - 1) {
            const uint32_t s = 64 * w + (uint32_t) __builtin_ctzll(left);
            live_side_by_side(self, (enum asy_stage_id) s, self->today + from, of.end[s] - from,
                              of.n - from);
            from = of.end[s];
        }
}

/* What is due beside lives, before those lives are met: so nobody stands in a pool, and who is
   taken from where they wait is in the calendar. */
static void
meet_asides(struct asy_run *self)
{
    struct asy_due *aside = &self->aside;
    for (uint32_t c = aside->first[self->scene.day], next; c; c = next) {
        const uint32_t n = asy_due_items(aside, self->scene.day, c);
        struct asy_chunk chunk = aside->chunk[c]; /* the calendar may grow meanwhile */
        next = chunk.next;
        asy_due_release(aside, c);
        for (uint32_t i = 0; i < n; i++)
            live_beside(self, (enum asy_aside_id)(chunk.item[i] >> ASY_STAGE_SHIFT),
                        chunk.item[i] & ASY_INDEX_MASK);
    }
}

/* A law that counts years has changed: of everybody who is here it is asked today. */
static void
ask_all(struct asy_run *self)
{
    for (uint32_t i = 0; i < self->n_people; i++)
        if (self->people[i].stage != ASY_STAGE_ended && self->people[i].stay_day != ASY_NO_DAY)
            live_beside(self, ASY_ASIDE_regularisation, i);
}

/* Each body sits so many times a year and decides so many cases each time. */
static void
sit(struct asy_run *self, int body)
{
    const double sessions = self->served.sessions[body], year = 365.25, day = self->scene.day;
    struct asy_queue *line = &self->sitting[body];
    self->failed |= !asy_queue_settle(line);
    if (floor((day + 1.0) * sessions / year) <= floor(day * sessions / year))
        return;
    line->credit = fmin(line->credit, 1.0) + self->scale * self->served.cases[body];
    for (; line->n > 0 && line->credit >= 1.0; line->credit -= 1.0)
        live_beside(self, asy_sittings[body].aside, asy_queue_take(line));
}

static void
open_crossing(struct asy_run *self, int x)
{
    const size_t n = self->n_pool[x];
    asy_turn_to_all(&self->scene); /* the ceiling is */
    if (!make_scratch(self, n)) {
        self->failed = true;
        return;
    }
    const size_t in = asy_border_day(&self->scene, x, self->people, self->pool[x], n,
                                     self->scratch, self->scale, &self->ceiling_credit[x]);
    for (size_t i = 0; i < n; i++) {
        struct asy_applicant *who = &self->people[self->pool[x][i]];
        const enum asy_stage_id stage = i < in ? ASY_STAGE_admitted : ASY_STAGE_pushed_back;
        who->stage = ASY_STAGE_crossing;
        count_flow(self, who, stage);
        who->stage = (uint8_t) stage;
    }
    live_side_by_side(self, ASY_STAGE_admitted, self->pool[x], (uint32_t) in, (uint32_t) n);
    live_side_by_side(self, ASY_STAGE_pushed_back, self->pool[x] + in, (uint32_t) (n - in),
                      (uint32_t) (n - in));
    self->n_pool[x] = 0;
}

/* Serves a line while there is credit; what a short line leaves of the day's capacity is lost.
   Whoever has waited out a limit is served whatever it is.
 */
static void
serve(struct asy_run *self, struct asy_queue *queue, double *credit, double limit)
{
    self->failed |= !asy_queue_settle(queue);
    while (queue->n > 0 && *credit >= 1.0) {
        __builtin_prefetch(&self->people[asy_queue_peek(queue, 4)], 1);
        const uint32_t index = asy_queue_take(queue);
        *credit -= self->people[index].persons;
        live(self, index);
    }
    while (queue->n > 0 && __builtin_expect(limit < HUGE_VAL, 0)) {
        const struct asy_applicant *first = &self->people[asy_queue_peek(queue, 0)];
        if (self->scene.day - first->since < limit)
            break;
        live(self, asy_queue_take(queue));
    }
}

/* The same of a line that is left, undecided, on a day: who leaves it costs nothing. */
static void
serve_while_they_stay(struct asy_run *self, struct asy_queue *queue, double *credit)
{
    self->failed |= !asy_queue_settle(queue);
    for (size_t left = self->failed ? 0 : queue->n; left > 0; left--) {
        const uint32_t index = asy_queue_take(queue);
        const bool leaves = self->scene.day >= self->people[index].leave_day;
        if (!leaves && *credit < 1.0) {
            asy_queue_put_back(queue, index);
            continue;
        }
        if (!leaves)
            *credit -= self->people[index].persons;
        live(self, index);
    }
}

static void
serve_line(struct asy_run *self, int state, int q)
{
    struct asy_queue *queue = &self->queue[state][q];
    double *credit = &self->credit[state][asy_queues[q].pot];
    if (asy_queues[q].is_left)
        serve_while_they_stay(self, queue, credit);
    else
        serve(self, queue, credit, self->served.limit[state][q]);
    if (queue->n + queue->n_today == 0)
        self->in_line[q] &= ~asy_bit(state);
}

/* What decisions that stand in no line have taken of a pot since yesterday, less what they took
   in the baseline, whose capacity is what was left beside them (life/scene.h). */
static double
taken_beside(struct asy_run *self, int state, int q)
{
    const struct asy_answered *answers = self->scene.answers;
    const double took = self->stock.beside[q][state];
    self->stock.beside[q][state] = 0.0;
    return answers->compared ? took - answers->usual_beside[q][state] : 0.0;
}

/* The queues of all states, one kind after the other, so that the processor does the same thing
   many times over; of those that share a pot the first is served first. */
static void
serve_all(struct asy_run *self)
{
    for (int s = 0; s < self->world->n_states; s++)
        for (int q = 0; q < ASY_N_QUEUES; q++)
            if ((int) asy_queues[q].pot == q) {
                const double day = self->scale * self->served.queue[s][q],
                             credit = fmin(self->credit[s][q], 1.0) + day;
                self->credit[s][q] = credit - fmin(taken_beside(self, s, q),
                                                   fmax(credit + MOST_OWED * day, 0.0));
            }
    for (int pass = 0; pass < 2; pass++) /* those that are left first */
        for (int q = 0; q < ASY_N_QUEUES; q++)
            for (uint64_t left = asy_queues[q].is_left == (pass == 0) ? self->in_line[q] : 0;
                 left; left &= left - 1)
                serve_line(self, __builtin_ctzll(left), q);
}

/* One day of a list: who can wait no longer leaves it, who stands first is given what is free,
   the others stay in their order. A place kept free for nobody is lost, but for one. */
static void
look_through(struct asy_run *self, int country, int which)
{
    struct asy_queue *list = &self->list[country][which];
    const double places = self->served.list[country][which];
    list->credit = fmin(list->credit, 1.0) + self->scale * places / 365.25;
    self->failed |= !asy_queue_settle(list);
    for (size_t left = self->failed ? 0 : list->n; left > 0; left--) {
        const uint32_t index = asy_queue_take(list);
        const struct asy_applicant *who = &self->people[index];
        const bool leaves =
            self->scene.day >= who->danger_day || self->scene.day >= who->leave_day;
        if (!leaves && list->credit < 1.0) {
            asy_queue_put_back(list, index);
            continue;
        }
        if (!leaves)
            list->credit -= who->persons;
        live(self, index);
    }
    self->stock.listed[country][which] = (uint32_t) (list->n + list->n_today);
    if (places <= 0.0 && self->stock.listed[country][which] == 0)
        self->on_list[which] &= ~asy_bit(country);
}

static void
look_through_lists(struct asy_run *self)
{
    for (int l = 0; l < ASY_N_LISTS; l++)
        for (uint64_t left = self->on_list[l]; left; left &= left - 1)
            look_through(self, __builtin_ctzll(left), l);
}

void
asy_run_to(struct asy_run *self, int32_t until)
{
    for (; self->scene.day < until && !self->failed; self->scene.day++) {
        asy_turn_to_all(&self->scene);
        asy_run_change_laws(self);
        const int month = asy_run_month_begun(self);
        if (self->scene.day == 0 && self->world->first_day < 0)
            asy_run_begin_counting(self);
        if (month >= 0)
            asy_run_begin_month(self, month - self->world->warm_up_months);
        asy_environment_morning(self->environment, &self->scene, month, self->scale);
        if (month >= 0) /* states have answered */
            asy_run_read_queues(self);
        set_out(self);
        if (asy_environment_asks_all(self->environment))
            ask_all(self);
        meet_asides(self);
        for (int b = 0; b < ASY_N_SITTINGS; b++)
            sit(self, b);
        meet_the_due(self);
        for (int x = 0; x < self->world->n_crossings; x++)
            if (self->n_pool[x] > 0)
                open_crossing(self, x);
        serve_all(self);
        look_through_lists(self);
        asy_run_count_waiting(self);
        self->failed |= self->scene.kinds && self->scene.kinds->failed;
    }
    if (self->scene.day == self->world->n_days)
        asy_environment_close(self->environment, &self->scene);
}
