/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chains of refoulement, each packed into one number so that a table of them is small. */
#include "life/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"

/* 1 bit mark, 5 group, 8 year, 6 receiver, then the chain as the applicant carries it: 52 bits.
 */
static uint64_t
key_of(const struct asy_applicant *who, int year)
{
    uint64_t key = 1;
    key = key << 5 | who->group;
    key = key << 8 | (uint64_t) (year & 0xff);
    key = key << 6 | who->citizenship;
    key = key << 32 | who->chain;
    return key;
}

struct asy_ledger_chain
asy_ledger_chain_of(uint64_t key)
{
    struct asy_ledger_chain chain = { 0 };
    const struct asy_applicant who = { .chain = (uint32_t) key };
    chain.n_links = asy_n_links(&who);
    for (int i = 0; i < chain.n_links; i++) {
        chain.sender[i] = asy_link(&who, i).sender;
        chain.act[i] = asy_link(&who, i).act;
    }
    chain.receiver = (int) (key >> 32 & 63);
    chain.year = (int) (key >> 38 & 255);
    chain.group = (int) (key >> 46 & 31);
    return chain;
}

static struct asy_ledger_row *
find(struct asy_ledger_row *row, size_t room, uint64_t key)
{
    size_t i = (size_t) asy_mix(key) & (room - 1);
    while (row[i].key != 0 && row[i].key != key)
        i = (i + 1) & (room - 1);
    return &row[i];
}

static bool
grow(struct asy_ledger *self)
{
    const size_t room = self->room ? 2 * self->room : 256;
    struct asy_ledger_row *row = calloc(room, sizeof *row);
    if (!row)
        return false;
    for (size_t i = 0; i < self->room; i++)
        if (self->row[i].key)
            *find(row, room, self->row[i].key) = self->row[i];
    free(self->row);
    self->row = row;
    self->room = room;
    return true;
}

void
asy_ledger_add(struct asy_ledger *self, const struct asy_applicant *who, int year,
               uint32_t persons, uint32_t harmed)
{
    if (year < 0) /* led home before anything is counted */
        return;
    if (4 * (self->n + 1) > 3 * self->room && !grow(self)) {
        self->failed = true;
        return;
    }
    const uint64_t key = key_of(who, year);
    struct asy_ledger_row *row = find(self->row, self->room, key);
    if (row->key == 0) {
        row->key = key;
        self->n++;
    }
    row->persons += persons;
    row->harmed += harmed;
}

bool
asy_ledger_copy(struct asy_ledger *to, const struct asy_ledger *from)
{
    if (to->room != from->room) {
        free(to->row);
        *to = (struct asy_ledger){ 0 };
        if (from->room == 0)
            return true;
        to->row = malloc(from->room * sizeof *to->row);
        if (!to->row)
            return false;
    }
    if (from->room)
        memcpy(to->row, from->row, from->room * sizeof *to->row);
    to->room = from->room;
    to->n = from->n;
    to->failed = from->failed;
    return true;
}

void
asy_ledger_clear(struct asy_ledger *self)
{
    if (self->room)
        memset(self->row, 0, self->room * sizeof *self->row);
    self->n = 0;
    self->failed = false;
}

void
asy_ledger_free(struct asy_ledger *self)
{
    free(self->row);
    *self = (struct asy_ledger){ 0 };
}

int
asy_year_of(const struct asy_world *world, int32_t day)
{
    const int32_t first = asy_days_of_date((struct asy_date){ world->first_year, 1, 1 });
    return asy_date_of_days(first + day).year - world->first_year;
}

int32_t
asy_year_starts(const struct asy_world *world, int year)
{
    const struct asy_date first = { world->first_year, 1, 1 },
                          begins = { world->first_year + year, 1, 1 };
    return asy_days_of_date(begins) - asy_days_of_date(first);
}

enum asy_fate
asy_refouled(struct asy_scene *scene, const struct asy_applicant *who)
{
    asy_ledger_add(scene->ledger, who, asy_year_of(scene->world, scene->day), who->persons, 0);
    if (asy_n_links(who) <= 1)
        return ASY_FATE_REFOULED_DIRECT;
    asy_count(scene, ASY_METRIC_refouled_chain, who, asy_link(who, 0).sender, who->persons);
    asy_count(scene, ASY_METRIC_refouled_chain_children, who, asy_link(who, 0).sender,
              who->children);
    return ASY_FATE_REFOULED_CHAIN;
}
