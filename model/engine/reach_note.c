/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rules of the pilot read, noted by changed value and person. The hooks have no
   argument but an address, so what listens is kept by the thread. */
#include "engine/reach.h"
#include "life/asked.h"
#include "life/scope.h"

#include <stdlib.h>
#include <string.h>

/* The values of a law of one entity, from one change to the next, for one kind of people. */
struct span {
    uintptr_t at;
    size_t size;
    int law, entity;
    int32_t first, end;
    unsigned kind; /* scopes told apart there, of which it holds */
};

struct asy_note {
    struct asy_reach *reach;
    const struct asy_run *run;
    const struct asy_applicant *who; /* NULL: nobody in particular */
    const struct asy_world *reform;  /* in whose scopes the baseline's people lie */
    struct asy_kinds by_reform;      /* with what its scopes ask for, and no tables */
    bool what_if, is_reform, earlier, failed;
    bool less; /* since the lines were marked, earlier values were heard of: once is enough */
    int32_t again;             /* the day from which on they may be marked anew */
    bool stands[ASY_N_STAGES]; /* whether a changed value is asked of whoever comes there */
    struct span *span;         /* by address */
    size_t n_spans, room;
    /* Of [low, low + width), for each line of 1 << line_bits bytes: 0 where no changed value
       lies that is still to be heard of, else 1 + the last span that begins before its end. */
    uint32_t *watched;
    int line_bits;
    size_t *by_law; /* reach->list in the order of law, entity, offset */
    /* [law][entity]: where in by_law its values begin, and end */
    struct stretch {
        size_t from, until;
    } of[ASY_N_LAWS][ASY_MAX_ENTITIES];
    uint64_t **met; /* [reach->n]: of the reform's people, as they are numbered there */
    size_t *n_met;
};

/* Outside of [low, low + width) no law is watched; `lines` is the listener's table of it. */
static _Thread_local struct asy_note *listening;
static _Thread_local uintptr_t low;
static _Thread_local size_t width;
static _Thread_local const uint32_t *lines;
static _Thread_local int bits;

/* A line of the processor's memory; of a wide stretch more, so that the table stays small. */
enum { LINE_BITS = 6, MOST_LINES = 1 << 20 };
enum { MARKED_FOR = 60 }; /* days: marking costs as much as many readings */

/* ---- who ----------------------------------------------------------------------------------
 */

/* Takes the person into the set of those met; false without memory. */
static bool
meet(uint64_t **met, size_t *n, size_t index)
{
    const size_t word = index / 64;
    if (word >= *n) {
        const size_t room = word + 1 > 2 * *n ? word + 1 : 2 * *n;
        uint64_t *more = realloc(*met, room * sizeof *more);
        if (!more)
            return false;
        memset(more + *n, 0, (room - *n) * sizeof *more);
        *met = more;
        *n = room;
    }
    (*met)[word] |= UINT64_C(1) << index % 64;
    return true;
}

static void
mark(struct asy_note *self, size_t i, const struct asy_applicant *who)
{
    struct asy_reached *one = &self->reach->list[i];
    const size_t index = (size_t) (who - self->run->people);
    if (one->name >= 0 && !(asy_met_by(one->law, one->param, who) & asy_bit(one->name)))
        return;
    if (self->earlier) {
        self->less |= !one->earlier;
        one->earlier = true;
        return;
    }
    self->failed |= self->is_reform ? !meet(&self->met[i], &self->n_met[i], index)
                                    : !meet(&one->met, &one->n_met, index);
}

/* ---- of which value ------------------------------------------------------------------------
 */

static bool
holds_on(const struct asy_reached *one, int32_t day)
{
    return day >= one->first && day < one->end;
}

static bool
any_scoped(const struct asy_note *self, struct stretch stretch)
{
    for (size_t k = stretch.from; k < stretch.until; k++)
        if (self->reach->list[self->by_law[k]].scope)
            return true;
    return false;
}

/* The scopes of the reform in which one lies who lives as it was, without them. */
static unsigned
kind_in_reform(struct asy_note *self)
{
    struct asy_scene scene = self->run->scene;
    self->by_reform.all = scene.kinds ? scene.kinds->all : scene.law;
    scene.kinds = &self->by_reform;
    scene.world = self->reform;
    return asy_kind_of(&scene, self->who);
}

/* Marks those of the stretch that `fits` takes on a day: what is said for a scope in which the
   person lies, or, where nothing is, what is said for everybody. */
static void
mark_all(struct asy_note *self, struct stretch stretch, int32_t day, unsigned kind,
         bool (*fits)(const void *user, const struct asy_reached *one), const void *user)
{
    bool scoped = false;
    if (!self->is_reform && self->reform && any_scoped(self, stretch))
        kind = kind_in_reform(self);
    for (int pass = kind ? 0 : 1; pass < 2; pass++)
        for (size_t k = stretch.from; k < stretch.until; k++) {
            const struct asy_reached *one = &self->reach->list[self->by_law[k]];
            const bool is_mine = pass == 0 ? one->scope && kind >> (one->scope - 1) & 1u
                                           : !one->scope && !scoped;
            if (!is_mine || !(self->earlier || holds_on(one, day)) || !fits(user, one))
                continue;
            scoped |= pass == 0;
            mark(self, self->by_law[k], self->who);
        }
}

static bool
is_of_person(const void *user, const struct asy_reached *one)
{
    (void) user;
    return !one->serves_line;
}

/* Of the values of a law those that lie from `at` on, in so many bytes of it. */
static struct stretch
read_there(const struct asy_note *self, struct stretch all, size_t at, size_t size)
{
    size_t from = all.from, until = all.until;
    while (from < until) {
        const size_t middle = from + (until - from) / 2;
        if (self->reach->list[self->by_law[middle]].offset < at)
            from = middle + 1;
        else
            until = middle;
    }
    while (until < all.until && self->reach->list[self->by_law[until]].offset < at + size)
        until++;
    return (struct stretch){ from, until };
}

/* `last`: a span from which on none holds the address. */
static const struct span *
span_at(const struct asy_note *self, uintptr_t at, size_t last)
{
    const struct span *span = &self->span[last];
    while (span > self->span && span->at > at)
        span--;
    return at >= span->at && at - span->at < span->size ? span : NULL;
}

/* Today, where today lies in the span: else a day on which it holds, for the law of another
   day is read. */
static int32_t
day_of(const struct asy_note *self, const struct span *span)
{
    const int32_t today = self->run->scene.day;
    return today < span->first ? span->first : today >= span->end ? span->end - 1 : today;
}

/* Whether a changed value may lie in these bytes: of most that are read, none does. */
static uint32_t
watched_in(const struct asy_note *self, size_t from, size_t size)
{
    const size_t until = from + size < width ? from + size : width;
    for (size_t line = from >> self->line_bits; line << self->line_bits < until; line++)
        if (self->watched[line])
            return self->watched[line];
    return 0;
}

static __attribute__((noinline)) void
read_of_law(const void *at, size_t size)
{
    struct asy_note *self = listening;
    const uint32_t watched = watched_in(self, (uintptr_t) at - low, size);
    if (!watched || !self->who || self->what_if)
        return;
    const struct span *span = span_at(self, (uintptr_t) at, watched - 1);
    if (!span)
        return;
    const struct stretch read =
        read_there(self, self->of[span->law][span->entity], (uintptr_t) at - span->at, size);
    if (read.from < read.until)
        mark_all(self, read, day_of(self, span), span->kind, is_of_person, NULL);
}

/* What lives in memory between two laws, people say, is read far oftener than they are: so the
   table is asked here. */
void
asy_reach_read(const void *at, size_t size)
{
    const uintptr_t from = (uintptr_t) at - low;
    if (from < width &&
        (size > 1u << LINE_BITS || lines[from >> bits] || lines[(from + size - 1) >> bits]))
        read_of_law(at, size);
}

/* ---- what the loop says --------------------------------------------------------------------
 */

static void mark_lines(struct asy_note *self);
static void find_standing(struct asy_note *self);

void
asy_asked_about(const struct asy_applicant *who)
{
    if (!listening)
        return;
    listening->who = who;
    if (who == NULL && listening->less && listening->run->scene.day >= listening->again) {
        mark_lines(listening);
        find_standing(listening);
    }
}

void
asy_asked_what_if(bool begins)
{
    if (listening)
        listening->what_if = begins;
}

static unsigned
kind_now(const struct asy_note *self)
{
    return self->is_reform && self->run->scene.kinds ? self->run->scene.kinds->kind : 0;
}

struct key_of {
    const char *key;
    const struct asy_applicant *who;
};

/* Of a value for each group it is theirs. */
static bool
is_key(const void *user, const struct asy_reached *one)
{
    const struct key_of *of = user;
    const struct asy_param *param = &asy_laws[one->law]->params[one->param];
    return strcmp(param->name, of->key) == 0 &&
           (param->per != ASY_PER_GROUP || one->member == of->who->group);
}

void
asy_asked_in_line(const struct asy_applicant *who, int law, const char *key, int entity)
{
    const struct key_of of = { key, who };
    if (!listening)
        return;
    listening->who = who;
    const struct stretch values = listening->of[law][entity];
    if (values.from < values.until)
        mark_all(listening, values, listening->run->scene.day, kind_now(listening), is_key,
                 &of);
}

enum members { EACH, HERE, ENTERED };

static const struct standing {
    int law;
    const char *key; /* NULL: all */
    enum asy_stage_id stage;
    enum members members;
} standing[] = {
#define STANDING(law, key, stage, members) { ASY_LAW_##law, #key, ASY_STAGE_##stage, members },
#define STANDING_LAW(law, stage, members) { ASY_LAW_##law, NULL, ASY_STAGE_##stage, members },
#include "catalogue/standing.def"
};

static int
entity_of(int law, const struct asy_applicant *who)
{
    switch (asy_laws[law]->section) {
    case ASY_OF_WORLD:
        return 0;
    case ASY_OF_CROSSING:
        return who->crossing;
    case ASY_OF_GROUP:
        return who->group;
    case ASY_OF_STATE:
    case ASY_OF_TRANSIT:
    case ASY_OF_REFUGE:
    default:
        return who->stage == ASY_STAGE_departure ? who->target : who->place;
    }
}

struct coming {
    const struct standing *row;
    const struct asy_applicant *who;
};

/* Whether a value that stands is about them. */
static bool
is_standing(const void *user, const struct asy_reached *one)
{
    const struct coming *coming = user;
    const struct asy_param *param = &asy_laws[one->law]->params[one->param];
    if (coming->row->key && strcmp(coming->row->key, param->name) != 0)
        return false;
    if (one->member == ASY_NO_MEMBER || param->kind == ASY_SET)
        return true;
    if (param->per == ASY_PER_GROUP)
        return one->member == coming->who->group;
    return coming->row->members == EACH || one->member == coming->who->place;
}

/* The states that may be held responsible for them. */
static uint64_t
responsible_for(const struct asy_applicant *who)
{
    uint64_t states = who->claimed;
    states |= who->first < ASY_MAX_ENTITIES ? asy_bit(who->first) : 0; /* ASY_NOBODY has none */
    return states | (who->visa < ASY_MAX_ENTITIES ? asy_bit(who->visa) : 0);
}

void
asy_asked_at_stage(const struct asy_applicant *who)
{
    struct asy_note *self = listening;
    if (!self || !self->stands[who->stage])
        return;
    for (size_t i = 0; i < sizeof standing / sizeof *standing; i++) {
        if (standing[i].stage != (enum asy_stage_id) who->stage)
            continue;
        const struct coming coming = { &standing[i], who };
        const int here = entity_of(standing[i].law, who);
        const uint64_t others = standing[i].members == ENTERED ? responsible_for(who) : 0;
        uint64_t asked = here < ASY_MAX_ENTITIES ? others | asy_bit(here) : others;
        for (; asked; asked &= asked - 1) {
            const struct stretch of = self->of[standing[i].law][__builtin_ctzll(asked)];
            if (of.from < of.until)
                mark_all(self, of, self->run->scene.day, kind_now(self), is_standing, &coming);
        }
    }
}

/* Whether anybody is still to be heard of who is asked it. */
static bool
is_awaited(const struct asy_note *self, const struct asy_reached *one)
{
    return !(self->earlier && one->earlier);
}

/* The stages at which a value that is changed stands for whoever comes. */
static void
find_standing(struct asy_note *self)
{
    memset(self->stands, 0, sizeof self->stands);
    for (size_t i = 0; i < sizeof standing / sizeof *standing; i++)
        for (int entity = 0; entity < ASY_MAX_ENTITIES; entity++) {
            const struct stretch of = self->of[standing[i].law][entity];
            for (size_t k = of.from; k < of.until; k++)
                self->stands[standing[i].stage] |=
                    is_awaited(self, &self->reach->list[self->by_law[k]]);
        }
}

/* ---- to listen, and to stop ----------------------------------------------------------------
 */

static _Thread_local const struct asy_reach *sorting;

static int
by_law_entity_and_offset(const void *left, const void *right)
{
    const struct asy_reached *a = &sorting->list[*(const size_t *) left],
                             *b = &sorting->list[*(const size_t *) right];
    const int law = (a->law > b->law) - (a->law < b->law),
              entity = (a->entity > b->entity) - (a->entity < b->entity);
    return law ? law : entity ? entity : (a->offset > b->offset) - (a->offset < b->offset);
}

struct asy_note *
asy_note_create(struct asy_reach *reach)
{
    struct asy_note *self = calloc(1, sizeof *self);
    if (!self)
        return NULL;
    self->reach = reach;
    self->by_law = calloc(reach->n + 1, sizeof *self->by_law);
    self->met = calloc(reach->n + 1, sizeof *self->met);
    self->n_met = calloc(reach->n + 1, sizeof *self->n_met);
    if (!self->by_law || !self->met || !self->n_met) {
        asy_note_destroy(self);
        return NULL;
    }
    for (size_t i = 0; i < reach->n; i++)
        self->by_law[i] = i;
    sorting = reach;
    qsort(self->by_law, reach->n, sizeof *self->by_law, by_law_entity_and_offset);
    for (size_t i = 0; i < reach->n; i++) {
        const struct asy_reached *one = &reach->list[self->by_law[i]];
        struct stretch *of = &self->of[one->law][one->entity];
        of->from = of->until > of->from ? of->from : i;
        of->until = i + 1;
    }
    return self;
}

void
asy_note_destroy(struct asy_note *self)
{
    if (!self)
        return;
    listening = listening == self ? NULL : listening;
    for (size_t i = 0; self->met && i < self->reach->n; i++)
        free(self->met[i]);
    free(self->met);
    free(self->n_met);
    free(self->by_law);
    free(self->span);
    free(self->watched);
    free(self);
}

static bool
add_span(struct asy_note *self, struct span span)
{
    if (self->n_spans == self->room) {
        const size_t room = self->room ? 2 * self->room : 256;
        struct span *more = realloc(self->span, room * sizeof *more);
        if (!more)
            return false;
        self->span = more;
        self->room = room;
    }
    self->span[self->n_spans++] = span;
    return true;
}

/* The scopes of a variant: the i-th of its bits is the i-th of those told apart. */
static unsigned
kind_of_variant(unsigned apart, unsigned variant)
{
    unsigned kind = 0;
    for (; apart; apart &= apart - 1, variant >>= 1)
        kind |= variant & 1u ? apart & -apart : 0;
    return kind;
}

static bool
add_spans(struct asy_note *self, const struct asy_world *world, int law, int entity)
{
    const struct asy_segments *segments = &world->laws[law][entity];
    const unsigned apart = world->apart[law][entity];
    const unsigned variants = 1u << __builtin_popcount(apart);
    for (int32_t i = 0; i < segments->n; i++)
        for (unsigned v = 0; v < variants; v++) {
            const size_t size = asy_laws[law]->size;
            const struct span span = {
                .at = (uintptr_t) segments->list[i].law + v * size,
                .size = size,
                .law = law,
                .entity = entity,
                .first = segments->list[i].from,
                .end = i + 1 < segments->n ? segments->list[i + 1].from : INT32_MAX,
                .kind = self->is_reform ? kind_of_variant(apart, v) : 0,
            };
            if (!add_span(self, span))
                return false;
        }
    return true;
}

static int
by_address(const void *left, const void *right)
{
    const struct span *a = left, *b = right;
    return (a->at > b->at) - (a->at < b->at);
}

/* The last span that begins before the end of a line of this one. */
static uint32_t
last_span_in(const struct asy_note *self, uint32_t i, size_t line)
{
    while (i + 1 < self->n_spans && (self->span[i + 1].at - low) >> self->line_bits <= line)
        i++;
    return i;
}

/* Marks the lines in which a value lies that a rule may read for a person, `is` or no more. */
static void
mark_values(struct asy_note *self, uint32_t i, bool is)
{
    const struct span *span = &self->span[i];
    const struct stretch of = self->of[span->law][span->entity];
    for (size_t k = of.from; k < of.until; k++) {
        const struct asy_reached *one = &self->reach->list[self->by_law[k]];
        const size_t line = (span->at + one->offset - low) >> self->line_bits;
        if (!is)
            self->watched[line] = 0;
        else if (!one->serves_line && is_awaited(self, one))
            self->watched[line] = 1 + last_span_in(self, i, line);
    }
}

static void
mark_lines(struct asy_note *self)
{
    for (uint32_t i = 0; i < self->n_spans; i++)
        mark_values(self, i, false);
    for (uint32_t i = 0; i < self->n_spans; i++)
        mark_values(self, i, true);
    self->less = false;
    self->again = self->run->scene.day + MARKED_FOR;
}

static bool
watch_lines(struct asy_note *self)
{
    self->line_bits = LINE_BITS;
    while (width >> self->line_bits >= MOST_LINES)
        self->line_bits++;
    free(self->watched);
    self->watched = calloc((width >> self->line_bits) + 2, sizeof *self->watched);
    if (!self->watched)
        return false;
    lines = self->watched;
    bits = self->line_bits;
    mark_lines(self);
    find_standing(self);
    return true;
}

void
asy_note_scopes(struct asy_note *self, const struct asy_world *reform)
{
    self->reform = reform;
    asy_kinds_find_shares(&self->by_reform);
}

bool
asy_note_listen(struct asy_note *self, const struct asy_run *run, bool is_reform)
{
    self->run = run;
    self->who = NULL;
    self->what_if = false;
    self->is_reform = is_reform;
    self->n_spans = 0;
    for (int law = 0; law < ASY_N_LAWS; law++)
        for (int entity = 0; entity < ASY_MAX_ENTITIES; entity++)
            if (self->of[law][entity].until > self->of[law][entity].from &&
                !add_spans(self, run->world, law, entity))
                return false;
    if (self->n_spans > 0) {
        const struct span *last = &self->span[self->n_spans - 1];
        qsort(self->span, self->n_spans, sizeof *self->span, by_address);
        low = self->span[0].at;
        width = last->at + last->size - low;
    }
    if (!watch_lines(self)) {
        width = 0;
        return false;
    }
    listening = self;
    return true;
}

void
asy_note_earlier(struct asy_note *self, bool earlier)
{
    self->earlier = earlier;
}

enum { NOT_THERE = -1 };

/* Who of the baseline each of the reform's people is; NULL without memory. */
static int64_t *
same_people(const struct asy_run *baseline, const struct asy_run *reform)
{
    int64_t *same = malloc(((size_t) reform->n_people + 64) * sizeof *same);
    uint32_t hint = 0;
    for (uint32_t i = 0; same && i < reform->n_people + 64; i++)
        same[i] = i < reform->n_people ? asy_run_same(baseline, reform, i, &hint) : NOT_THERE;
    return same;
}

/* Takes those met under the reform to those met as it was. */
static bool
join(struct asy_reached *one, const uint64_t *met, size_t n, const int64_t *same)
{
    for (size_t word = 0; word < n; word++)
        for (uint64_t left = met[word]; left; left &= left - 1) {
            const int64_t index = same[64 * word + (size_t) __builtin_ctzll(left)];
            if (index != NOT_THERE && !meet(&one->met, &one->n_met, (size_t) index))
                return false;
        }
    return true;
}

bool
asy_note_stop(struct asy_note *self, const struct asy_run *baseline)
{
    listening = NULL;
    width = 0;
    if (!self->is_reform)
        return !self->failed;
    int64_t *same = same_people(baseline, self->run);
    self->failed |= same == NULL;
    for (size_t i = 0; !self->failed && i < self->reach->n; i++)
        self->failed |= !join(&self->reach->list[i], self->met[i], self->n_met[i], same);
    free(same);
    return !self->failed;
}
