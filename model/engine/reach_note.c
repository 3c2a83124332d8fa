/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rules of the pilot read, noted by changed value and person. The hooks have no
   argument but an address, so what listens is kept by the thread. */
#include "engine/reach_note.h"
#include "life/asked.h"

#include <stdlib.h>
#include <string.h>

/* Outside of [low, low + width) no law is watched; `lines` is the listener's table of it. */
static _Thread_local struct asy_note *listening;
static _Thread_local uintptr_t low;
static _Thread_local size_t width;
static _Thread_local const uint32_t *lines;
static _Thread_local int bits;

/* ---- who --------------------------------------------------------------------- */

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

/* ---- of which value ---------------------------------------------------------- */

static bool
holds_on(const struct asy_reached *one, int32_t day)
{
    return day >= one->first && day < one->end;
}

static bool
any_scoped(const struct asy_note *self, struct asy_law_stretch stretch)
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
mark_all(struct asy_note *self, struct asy_law_stretch stretch, int32_t day, unsigned kind,
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
static struct asy_law_stretch
read_there(const struct asy_note *self, struct asy_law_stretch all, size_t at, size_t size)
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
    return (struct asy_law_stretch){ from, until };
}

/* `last`: a span from which on none holds the address. */
static const struct asy_law_span *
span_at(const struct asy_note *self, uintptr_t at, size_t last)
{
    const struct asy_law_span *span = &self->span[last];
    while (span > self->span && span->at > at)
        span--;
    return at >= span->at && at - span->at < span->size ? span : NULL;
}

/* Today, where today lies in the span: else a day on which it holds, for the law of another
   day is read. */
static int32_t
day_of(const struct asy_note *self, const struct asy_law_span *span)
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
    const struct asy_law_span *span = span_at(self, (uintptr_t) at, watched - 1);
    if (!span)
        return;
    const struct asy_law_stretch read =
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
    if (from < width && (size > 1u << ASY_NOTE_LINE_BITS || lines[from >> bits] ||
                         lines[(from + size - 1) >> bits]))
        read_of_law(at, size);
}

/* ---- what the loop says ------------------------------------------------------ */

static void find_standing(struct asy_note *self);

void
asy_asked_about(const struct asy_applicant *who)
{
    if (!listening)
        return;
    listening->who = who;
    if (who == NULL && listening->less && listening->run->scene.day >= listening->again) {
        asy_note_mark_lines(listening);
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
    const struct asy_law_stretch values = listening->of[law][entity];
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
            const struct asy_law_stretch of = self->of[standing[i].law][__builtin_ctzll(asked)];
            if (of.from < of.until)
                mark_all(self, of, self->run->scene.day, kind_now(self), is_standing, &coming);
        }
    }
}

/* The stages at which a changed value applies to everyone who comes. */
static void
find_standing(struct asy_note *self)
{
    memset(self->stands, 0, sizeof self->stands);
    for (size_t i = 0; i < sizeof standing / sizeof *standing; i++)
        for (int entity = 0; entity < ASY_MAX_ENTITIES; entity++) {
            const struct asy_law_stretch of = self->of[standing[i].law][entity];
            for (size_t k = of.from; k < of.until; k++)
                self->stands[standing[i].stage] |=
                    asy_note_is_awaited(self, &self->reach->list[self->by_law[k]]);
        }
}

/* ---- to listen, and to stop -------------------------------------------------- */

void
asy_note_destroy(struct asy_note *self)
{
    if (!self)
        return;
    if (listening == self) {
        listening = NULL;
        width = 0;
    }
    for (size_t i = 0; self->met && i < self->reach->n; i++)
        free(self->met[i]);
    free(self->met);
    free(self->n_met);
    free(self->by_law);
    free(self->span);
    free(self->watched);
    free(self);
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
    self->low = self->width = 0;
    for (int law = 0; law < ASY_N_LAWS; law++)
        for (int entity = 0; entity < ASY_MAX_ENTITIES; entity++)
            if (self->of[law][entity].until > self->of[law][entity].from &&
                !asy_note_add_spans(self, run->world, law, entity))
                return false;
    if (self->n_spans > 0)
        asy_note_sort_spans(self);
    if (!asy_note_watch_lines(self))
        return false;
    find_standing(self);
    low = self->low;
    width = self->width;
    lines = self->watched;
    bits = self->line_bits;
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
