/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of a run: made, copied at a branch, checked at the end. */
#ifdef __linux__
#define _DEFAULT_SOURCE /* madvise */
#endif
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

#include "engine/digest.h"
#include "engine/run.h"
#include "life/outcomes.h"
#include "life/scope.h"

static int
n_entities(const struct asy_world *world, enum asy_section section)
{
    switch (section) {
    case ASY_OF_WORLD:
        return 1;
    case ASY_OF_CROSSING:
        return world->n_crossings;
    case ASY_OF_GROUP:
        return world->n_groups;
    case ASY_OF_STATE:
    case ASY_OF_TRANSIT:
    case ASY_OF_REFUGE:
        return world->n_countries;
    }
    return 0;
}

static int
by_day(const void *a, const void *b)
{
    const struct asy_new_law *x = a, *y = b;
    return (x->day > y->day) - (x->day < y->day);
}

/* What a world says for some people only is looked up anew for each kind of them. */
static bool
take_kinds(struct asy_run *self, const struct asy_world *world)
{
    asy_kinds_destroy(self->kinds);
    self->kinds = world->n_scopes ? asy_kinds_create(world, self->law) : NULL;
    return self->kinds || !world->n_scopes;
}

/* Today's laws, and the list of changes to come after it, of a world. */
static bool
take_laws(struct asy_run *self, const struct asy_world *world, int32_t today)
{
    size_t n = 0;
    for (int l = 0; l < ASY_N_LAWS; l++)
        for (int e = 0; e < n_entities(world, asy_laws[l]->section); e++)
            n += (size_t) world->laws[l][e].n;
    struct asy_new_law *change = realloc(self->change, (n + 1) * sizeof *change);
    if (!change)
        return false;
    self->change = change;
    self->n_changes = 0;
    self->next_change = 0;
    memset(self->law, 0, sizeof self->law);
    for (int l = 0; l < ASY_N_LAWS; l++) {
        for (int e = 0; e < n_entities(world, asy_laws[l]->section); e++) {
            const struct asy_segments *segments = &world->laws[l][e];
            if (segments->n == 0)
                continue;
            self->law[l][e] = segments->list[0].law;
            for (int i = 0; i < segments->n; i++) {
                if (segments->list[i].from <= today)
                    self->law[l][e] = segments->list[i].law;
                else
                    self->change[self->n_changes++] =
                        (struct asy_new_law){ segments->list[i].from, (int16_t) l, (int16_t) e,
                                              segments->list[i].law };
            }
        }
    }
    qsort(self->change, self->n_changes, sizeof *self->change, by_day);
    self->world = world;
    return take_kinds(self, world);
}

/* The scene points into the run: made anew whenever the run is. */
static void
set_scene(struct asy_run *self)
{
    self->scene.world = self->scene.baseline = self->world;
    self->scene.scale = self->scale;
    self->scene.law = self->law;
    self->scene.kinds = self->kinds;
    if (self->kinds)
        self->kinds->environment = self->environment;
    for (int g = 0; g < self->world->n_groups; g++)
        self->scene.group_key[g] = (uint32_t) self->world->group[g].key;
    self->scene.tally = &self->tally;
    self->scene.stock = &self->stock;
    self->scene.begun = &self->begun;
    self->scene.ledger = &self->ledger;
    asy_environment_show(self->environment, &self->scene);
}

bool
asy_run_rule(struct asy_run *self, const struct asy_world *world)
{
    if (!take_laws(self, world, self->scene.day - 1))
        return false;
    set_scene(self);
    return true;
}

/* Over the cases expected: they are drawn, and looked at once a month. */
static const double MARGIN = 1.2;

/* Cases expected over the horizon and a little more, so that the people rarely move in memory.
 */
static uint32_t
cases_expected(const struct asy_run *self, const struct asy_world *world)
{
    const int32_t month = 30;
    double cases = 1000.0;
    for (int g = 0; g < world->n_groups; g++)
        for (int32_t day = world->first_day; day < world->n_days; day += month) {
            const struct asy_expected expected = asy_expected_on(world, g, day);
            cases += MARGIN * self->scale * month * (expected.usual + expected.crackdown);
        }
    return cases < 4e9 ? (uint32_t) cases : UINT32_MAX / 2;
}

/* The people are met in no order of memory: large pages spare the processor much looking up. */
static struct asy_applicant *
people_for(uint32_t n)
{
    const size_t page = (size_t) 1 << 21;
    const size_t size = ((size_t) n * sizeof(struct asy_applicant) + page - 1) & ~(page - 1);
    struct asy_applicant *people = aligned_alloc(page, size);
#ifdef MADV_HUGEPAGE
    if (people)
        madvise(people, size, MADV_HUGEPAGE);
#endif
    return people;
}

static void
begin(struct asy_run *self, struct asy_luck_key key, double scale)
{
    self->scale = scale;
    self->scene.key = key;
    self->scene.day = self->world->first_day;
}

static bool
begin_environment(struct asy_run *self, const struct asy_thresholds *thresholds)
{
    return asy_environment_begin(
        self->environment, self->world->warm_up_months + self->tally.n_months, thresholds);
}

static bool
make_people(struct asy_run *self)
{
    const uint32_t n = cases_expected(self, self->world);
    if (self->room_people >= n)
        return true;
    free(self->people);
    self->people = people_for(n);
    self->room_people = self->people ? n : 0;
    return self->people != NULL;
}

bool
asy_run_init(struct asy_run *self, const struct asy_world *world,
             const struct asy_thresholds *thresholds, struct asy_luck_key key, double scale)
{
    memset(self, 0, sizeof *self);
    if (!take_laws(self, world, world->first_day) || !asy_tally_init(&self->tally, world) ||
        !asy_due_init(&self->due, world->first_day, world->n_days) ||
        !asy_due_init(&self->aside, world->first_day, world->n_days))
        return false;
    begin(self, key, scale);
    if (!make_people(self))
        return false;
    self->environment = asy_environment_create();
    self->flow = calloc(asy_flow_size(world), sizeof *self->flow);
    self->naming = malloc(sizeof *self->naming);
    if (!self->environment || !self->flow || !self->naming ||
        !begin_environment(self, thresholds))
        return false;
    asy_naming_init(self->naming, world);
    set_scene(self);
    return true;
}

/* ---- the same memory for another history ------------------------------------- */

static void
keep_queues(struct asy_run *self, const struct asy_run *was)
{
    memcpy(self->queue, was->queue, sizeof self->queue);
    memcpy(self->list, was->list, sizeof self->list);
    memcpy(self->sitting, was->sitting, sizeof self->sitting);
    for (int c = 0; c < ASY_MAX_COUNTRIES; c++) {
        for (int q = 0; q < ASY_N_QUEUES; q++)
            asy_queue_clear(&self->queue[c][q]);
        for (int l = 0; l < ASY_N_LISTS; l++)
            asy_queue_clear(&self->list[c][l]);
    }
    for (int b = 0; b < ASY_N_SITTINGS; b++)
        asy_queue_clear(&self->sitting[b]);
}

/* What asy_run_free frees; the rest is left zero, so that whatever is added to a run begins
   anew by itself. */
static void
keep_memory(struct asy_run *self, const struct asy_run *was)
{
    self->people = was->people;
    self->room_people = was->room_people;
    self->due = was->due;
    self->aside = was->aside;
    keep_queues(self, was);
    memcpy(self->pool, was->pool, sizeof self->pool);
    memcpy(self->room_pool, was->room_pool, sizeof self->room_pool);
    self->scratch = was->scratch;
    self->room_scratch = was->room_scratch;
    self->today = was->today;
    self->room_today = was->room_today;
    self->tally = was->tally;
    self->ledger = was->ledger;
    self->environment = was->environment;
    self->flow = was->flow;
    self->naming = was->naming;
    self->change = was->change;
    self->kinds = was->kinds;
}

/* What grows with the days: the same again, or made for a world of another length. */
static bool
fit_days(struct asy_run *self, const struct asy_world *world)
{
    if (asy_due_spans(&self->due, world->first_day, world->n_days) &&
        asy_due_spans(&self->aside, world->first_day, world->n_days) && self->tally.count) {
        asy_due_clear(&self->due);
        asy_due_clear(&self->aside);
        asy_tally_clear(&self->tally);
        return true;
    }
    asy_due_free(&self->due);
    asy_due_free(&self->aside);
    asy_tally_free(&self->tally);
    return asy_tally_init(&self->tally, world) &&
           asy_due_init(&self->due, world->first_day, world->n_days) &&
           asy_due_init(&self->aside, world->first_day, world->n_days);
}

void
asy_run_count_anew(struct asy_run *self)
{
    asy_tally_clear_now(&self->tally);
    asy_ledger_clear(&self->ledger);
    memset(self->flow, 0, asy_flow_size(self->world) * sizeof *self->flow);
}

bool
asy_run_again(struct asy_run *self, const struct asy_world *world,
              const struct asy_thresholds *thresholds, struct asy_luck_key key, double scale)
{
    struct asy_run *was = malloc(sizeof *was);
    if (!was)
        return false;
    assert(self->tally.n_groups == world->n_groups);
    *was = *self;
    memset(self, 0, sizeof *self);
    keep_memory(self, was);
    free(was);
    if (!fit_days(self, world) || !take_laws(self, world, world->first_day))
        return false;
    asy_run_count_anew(self);
    begin(self, key, scale);
    if (!make_people(self) || !begin_environment(self, thresholds))
        return false;
    asy_naming_init(self->naming, world);
    set_scene(self);
    return true;
}

void
asy_run_free(struct asy_run *self)
{
    free(self->people);
    asy_due_free(&self->due);
    asy_due_free(&self->aside);
    for (int b = 0; b < ASY_N_SITTINGS; b++)
        asy_queue_free(&self->sitting[b]);
    for (int s = 0; s < ASY_MAX_COUNTRIES; s++)
        for (int q = 0; q < ASY_N_QUEUES; q++)
            asy_queue_free(&self->queue[s][q]);
    for (int c = 0; c < ASY_MAX_COUNTRIES; c++)
        for (int l = 0; l < ASY_N_LISTS; l++)
            asy_queue_free(&self->list[c][l]);
    for (int x = 0; x < ASY_MAX_CROSSINGS; x++)
        free(self->pool[x]);
    free(self->scratch);
    free(self->today);
    asy_tally_free(&self->tally);
    asy_ledger_free(&self->ledger);
    asy_environment_destroy(self->environment);
    free(self->flow);
    free(self->naming);
    free(self->change);
    asy_kinds_destroy(self->kinds);
    memset(self, 0, sizeof *self);
}

static bool
copy_people(struct asy_run *to, const struct asy_run *from)
{
    if (to->room_people < from->n_people) {
        struct asy_applicant *people = realloc(to->people, from->room_people * sizeof *people);
        if (!people)
            return false;
        to->people = people;
        to->room_people = from->room_people;
    }
    memcpy(to->people, from->people, from->n_people * sizeof *to->people);
    to->n_people = from->n_people;
    return true;
}

static bool
copy_lines(struct asy_run *to, const struct asy_run *from, const struct asy_world *world)
{
    bool ok = true;
    for (int b = 0; ok && b < ASY_N_SITTINGS; b++)
        ok = asy_queue_copy(&to->sitting[b], &from->sitting[b]);
    for (int s = 0; s < world->n_states; s++)
        for (int q = 0; ok && q < ASY_N_QUEUES; q++)
            ok = asy_queue_copy(&to->queue[s][q], &from->queue[s][q]);
    for (int c = 0; c < world->n_countries; c++)
        for (int l = 0; ok && l < ASY_N_LISTS; l++)
            ok = asy_queue_copy(&to->list[c][l], &from->list[c][l]);
    memcpy(to->ceiling_credit, from->ceiling_credit, sizeof to->ceiling_credit);
    to->served = from->served;
    memcpy(to->credit, from->credit, sizeof to->credit);
    memcpy(to->in_line, from->in_line, sizeof to->in_line);
    memcpy(to->on_list, from->on_list, sizeof to->on_list);
    return ok;
}

bool
asy_run_copy(struct asy_run *to, const struct asy_run *from, const struct asy_world *world)
{
    if (!take_laws(to, world, from->scene.day - 1) || !copy_people(to, from) ||
        !asy_due_copy(&to->due, &from->due) || !asy_due_copy(&to->aside, &from->aside) ||
        !copy_lines(to, from, world) || !asy_ledger_copy(&to->ledger, &from->ledger))
        return false;
    memset(to->n_pool, 0, sizeof to->n_pool); /* empty between two days */
    asy_tally_copy(&to->tally, &from->tally);
    to->stock = from->stock;
    asy_environment_copy(to->environment, from->environment, world);
    memcpy(to->flow, from->flow, asy_flow_size(world) * sizeof *to->flow);
    to->n_before = from->n_before;
    memcpy(to->carried, from->carried, sizeof to->carried);
    to->scale = from->scale;
    to->events = from->events;
    to->failed = from->failed;
    to->scene = from->scene;
    set_scene(to);
    return true;
}

void
asy_run_reform(struct asy_run *self, const struct asy_run *baseline,
               const struct asy_thresholds *thresholds)
{
    self->scene.baseline = baseline->world;
    asy_environment_reform(self->environment, baseline->environment, thresholds);
}

/* ---- conservation ------------------------------------------------------------ */

/* Persons carried into a stage from the warm-up, and those that entered it, less those that
   left it, are those in it. */
static bool
check_stages(const struct asy_run *self, const uint64_t *in_stage, struct asy_error *err)
{
    const struct asy_world *world = self->world;
    for (int g = 0; g < world->n_groups; g++) {
        uint64_t departures = 0;
        for (int m = 0; m < self->tally.n_months; m++)
            departures += asy_tally_block(&self->tally, ASY_METRIC_departures, m)[g];
        for (int s = 0; s < ASY_N_STAGES; s++) {
            uint64_t in = self->carried[g][s], out = 0;
            in += s == ASY_STAGE_departure ? departures : 0;
            for (int other = 0; other < ASY_N_STAGES; other++) {
                in += self->flow[asy_flow_at(self, other, s, g)];
                out += self->flow[asy_flow_at(self, s, other, g)];
            }
            if (in - out != in_stage[g * ASY_N_STAGES + s])
                return asy_fail(
                    err, ASY_E_INTERNAL, world->group[g].name,
                    "persons are not conserved in stage %s: %llu in, %llu out, %llu there",
                    asy_stages[s].name, (unsigned long long) in, (unsigned long long) out,
                    (unsigned long long) in_stage[g * ASY_N_STAGES + s]);
        }
    }
    return true;
}

static bool
check_waiting(const struct asy_run *self, struct asy_error *err)
{
    struct asy_stock *there = calloc(1, sizeof *there);
    if (!there)
        return asy_fail(err, ASY_E_RESOURCES, "memory", "not enough to check the run");
    for (uint32_t i = 0; i < self->n_people; i++) {
        const struct asy_applicant *who = &self->people[i];
        if (asy_marked(who, ASY_MARK_waiting))
            there->waiting[who->group][who->crossing] += who->persons;
    }
    const bool same = memcmp(there->waiting, self->stock.waiting, sizeof there->waiting) == 0;
    free(there);
    return same || asy_fail(err, ASY_E_INTERNAL, "conservation",
                            "those counted at the crossings are not those who wait there");
}

/* Fates stand by the year of departure, beside whatever month it is; of who set out in the
   warm-up none is counted. People are in the order in which they set out, so the year is sought
   only where it turns. */
static void
count_fates(struct asy_run *self)
{
    struct asy_tally *tally = &self->tally;
    int year = 0;
    int32_t next = asy_year_starts(self->world, 1);
    for (uint32_t i = self->n_before; i < self->n_people; i++) {
        const struct asy_applicant *who = &self->people[i];
        while (asy_departed(who) >= next)
            next = asy_year_starts(self->world, ++year + 1);
        *asy_tally_at(tally, ASY_METRIC_fate_refugee + who->fate, year, who->group) +=
            who->persons;
        *asy_tally_at(tally, ASY_METRIC_children_refugee + who->fate, year, who->group) +=
            who->children;
    }
}

static void
count_stages(const struct asy_run *self, uint64_t *in_stage)
{
    for (uint32_t i = 0; i < self->n_people; i++) {
        const struct asy_applicant *who = &self->people[i];
        in_stage[who->group * ASY_N_STAGES + who->stage] += who->persons;
    }
}

bool
asy_run_finish(struct asy_run *self, struct asy_error *err)
{
    if (self->failed || self->ledger.failed)
        return asy_fail(err, ASY_E_RESOURCES, "memory", "not enough for a run of %u cases",
                        self->n_people);
    uint64_t *in_stage =
        calloc((size_t) self->world->n_groups * ASY_N_STAGES, sizeof *in_stage);
    if (!in_stage)
        return asy_fail(err, ASY_E_RESOURCES, "memory", "not enough to check the run");
    asy_tally_set_month(&self->tally, self->tally.n_months - 1);
    asy_run_keep_stocks(self);
    count_fates(self);
    count_stages(self, in_stage);
    const bool ok = check_stages(self, in_stage, err) && check_waiting(self, err);
    free(in_stage);
    return ok;
}
