/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The staged journey, as a bare loop. Whole days, 1825 of them (5 years of 365); n applicants
   are expected, lam = n / 1825 a day; G(m) is a geometric wait on {1, 2, ...} with mean m days.

   arrival   Poisson(lam) a day; nationality by 8 weights, first country 0 or 1 by .8 and .2
   transit   G(20), then the first border attempt on the day it ends
   border    one attempt a day, lucky with 1/25; the lucky are admitted while the day's quota
             lasts (.88 lam, whole numbers, the unused part lost); whoever is not admitted gives
             up with .004 or tries again tomorrow
   lodge     G(5) after admission; .8 move on, G(20), to one of four destinations
   Dublin    .1 of those who moved on are sent back, G(120), to the queue of the first country
   queue     first in, first out, one per country, a share of lam decided at the end of each day
   decision  protected by nationality and country; else .3 appeal, G(200), allowed with .25
   removal   of the finally refused .4 are returned after G(150), the others irregular at once

   Events: arrival, end of transit, each border attempt, lodging, onward arrival, Dublin
   transfer, decision, appeal ruling, return; about 33.5 an applicant, most of them attempts.

   Each draw is Philox 4x32-10 at (applicant, purpose, occurrence) under a key from (seed, rep),
   never the next number of a stream. Hence both modes give the same people the same luck: the
   same numbers arrive, try and give up. In the queues, people who join on one day may stand in
   another order, so a few of those near the end of the line are decided a day apart. */
#include "bare_journey_core.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wundef"
#include <Random123/philox.h>
#pragma GCC diagnostic pop

#if defined __SSE2__ && !defined BARE_PORTABLE
#define BARE_SSE2 1
#include <emmintrin.h>
#else
#define BARE_SSE2 0
#endif

enum { N_DAYS = 1825, N_YEARS = 5, N_NATIONS = 8, N_COUNTRIES = 6, N_FIRST = 2 };
enum { CHUNK = 63, BATCH = 4, N_ROUNDS = 10 };

/* Where a person stands: one of the six outcomes, or what the next event will be. */
enum stage {
    GAVE_UP,
    PROTECTED,
    PROTECTED_ON_APPEAL,
    RETURNED,
    IRREGULAR,
    PENDING,
    N_OUTCOMES,
    IN_TRANSIT = N_OUTCOMES,
    AT_BORDER,
    LODGING,
    MOVING_ON,
    SENT_BACK,
    IN_QUEUE,
    APPEALING,
    LEAVING,
};

enum purpose { ARRIVALS, TRAITS, ATTEMPT, ADMISSION, LODGE, ONWARD, DECISION, RULING, REMOVAL };

enum wait { TRANSIT, TO_LODGE, TO_DESTINATION, TRANSFER, APPEAL, RETURN, N_WAITS };

/* Made up, like all numbers here: round figures that keep every branch in use. */
static const double mean_days[N_WAITS] = { 20, 5, 20, 120, 200, 150 };
static const double nation_up_to[N_NATIONS] = { 0.26, 0.46, 0.61, 0.73, 0.83, 0.91, 0.96, 1 };
static const double first_up_to[N_FIRST] = { 0.8, 1 };
static const double destination_up_to[N_COUNTRIES - N_FIRST] = { 0.45, 0.7, 0.9, 1 };
static const double border_share = 0.88;
static const double queue_share[N_COUNTRIES] = { 0.19, 0.045, 0.27, 0.16, 0.12, 0.06 };
static const double p_protected[N_NATIONS][N_COUNTRIES] = {
    { 0.70, 0.65, 0.90, 0.85, 0.80, 0.88 }, { 0.45, 0.40, 0.55, 0.70, 0.60, 0.50 },
    { 0.40, 0.35, 0.60, 0.50, 0.65, 0.55 }, { 0.60, 0.55, 0.80, 0.75, 0.85, 0.80 },
    { 0.15, 0.10, 0.12, 0.20, 0.15, 0.10 }, { 0.10, 0.08, 0.15, 0.25, 0.12, 0.18 },
    { 0.20, 0.15, 0.30, 0.25, 0.35, 0.20 }, { 0.05, 0.04, 0.03, 0.06, 0.05, 0.04 },
};

struct person {
    uint16_t n_attempts; /* occurrence of the next attempt; kept in events mode alone */
    uint16_t end_day;
    uint8_t stage, nation, first, country;
};

/* A piece of a day's list. Chunk 0 is never filled: it ends each list. */
struct chunk {
    uint32_t next, who[CHUNK];
};

struct bucket {
    uint32_t head, tail, n_in_tail;
};

struct queue {
    uint32_t *who;
    uint32_t head, tail;
};

/* Somebody who waits at the border in sweep mode. */
struct waiting {
    uint32_t who, first_day;
};

struct chances {
    uint32_t lucky, gives_up;
};

struct run {
    philox4x32_key_t key;
#if BARE_SSE2
    __m128i round_key[N_ROUNDS], wide_key[N_ROUNDS][2]; /* `key` as each round uses it */
#endif
    double lam, per_log[N_WAITS];
    uint32_t day, n_people, n_arrived, quota;
    enum bare_mode mode;
    uint64_t n_events;
    struct person *people;
    struct chunk *chunks;
    uint32_t n_chunks, free_chunk;
    struct waiting *pool;
    uint32_t n_pool;
    uint32_t n_new[N_DAYS];
    struct bucket bucket[N_DAYS];
    struct queue queue[N_COUNTRIES];
    uint64_t tally[N_YEARS][N_OUTCOMES][N_NATIONS];
};

/* Luck. */

#if BARE_SSE2
static inline void
philox_round(__m128i x[4], const __m128i key[2])
{
    const __m128i m0 = _mm_mul_epu32(x[0], _mm_set1_epi64x(PHILOX_M4x32_0));
    const __m128i m1 = _mm_mul_epu32(x[2], _mm_set1_epi64x(PHILOX_M4x32_1));
    x[0] = _mm_xor_si128(_mm_srli_epi64(m1, 32), _mm_xor_si128(x[1], key[0]));
    x[2] = _mm_xor_si128(_mm_srli_epi64(m0, 32), _mm_xor_si128(x[3], key[1]));
    x[1] = m1;
    x[3] = m0;
}

/* The bits of philox4x32() in half its time: words 0 and 2 side by side in `even`, 1 and 3 in
   `odd`, each in the low half of 64 bits, so that one multiplication serves both. */
static inline philox4x32_ctr_t
draw(const struct run *run, uint32_t who, enum purpose purpose, uint32_t occurrence)
{
    const __m128i by = _mm_set_epi32(0, (int) PHILOX_M4x32_1, 0, (int) PHILOX_M4x32_0);
    __m128i even = _mm_set_epi32(0, (int) occurrence, 0, (int) who);
    __m128i odd = _mm_cvtsi32_si128((int) purpose);
    for (int r = 0; r < N_ROUNDS; r++) {
        const __m128i product = _mm_mul_epu32(even, by), key = run->round_key[r];
        odd = _mm_xor_si128(odd, key);
        even = _mm_xor_si128(_mm_shuffle_epi32(product, _MM_SHUFFLE(0, 1, 2, 3)), odd);
        odd = _mm_shuffle_epi32(product, _MM_SHUFFLE(1, 0, 3, 2));
    }
    philox4x32_ctr_t out;
    const __m128i low = _mm_unpacklo_epi32(even, odd), high = _mm_unpackhi_epi32(even, odd);
    _mm_storeu_si128((__m128i *) (void *) out.v, _mm_unpacklo_epi64(low, high));
    return out;
}
#else
static inline philox4x32_ctr_t
draw(const struct run *run, uint32_t who, enum purpose purpose, uint32_t occurrence)
{
    const philox4x32_ctr_t ctr = { { who, (uint32_t) purpose, occurrence, 0 } };
    return philox4x32(ctr, run->key);
}
#endif

/* The luck of BATCH attempts on one day, two to a vector: who tries stands in the low half of
   each 64 bits, the first day in the high half. */
static inline void
draw_attempts(const struct run *run, const struct waiting *w, struct chances *out)
{
#if BARE_SSE2
    const __m128i low = _mm_set1_epi64x(0xffffffff), today = _mm_set1_epi64x(run->day);
    __m128i x[BATCH / 2][4];
    for (int i = 0; i < BATCH / 2; i++) {
        x[i][0] = _mm_loadu_si128((const __m128i *) (const void *) (w + 2 * i));
        x[i][1] = _mm_set1_epi64x(ATTEMPT);
        x[i][2] = _mm_sub_epi64(today, _mm_srli_epi64(x[i][0], 32));
        x[i][3] = _mm_setzero_si128();
    }
    for (int r = 0; r < N_ROUNDS; r++)
        for (int i = 0; i < BATCH / 2; i++)
            philox_round(x[i], run->wide_key[r]);
    for (int i = 0; i < BATCH / 2; i++) {
        const __m128i both =
            _mm_or_si128(_mm_and_si128(x[i][0], low), _mm_slli_epi64(x[i][1], 32));
        _mm_storeu_si128((__m128i *) (void *) (out + 2 * i), both);
    }
#else
    for (int i = 0; i < BATCH; i++) {
        const philox4x32_ctr_t luck = draw(run, w[i].who, ATTEMPT, run->day - w[i].first_day);
        out[i] = (struct chances){ luck.v[0], luck.v[1] };
    }
#endif
}

static void
set_key(struct run *run, uint64_t key)
{
    run->key = (philox4x32_key_t){ { (uint32_t) key, (uint32_t) (key >> 32) } };
#if BARE_SSE2
    for (uint32_t r = 0; r < N_ROUNDS; r++) {
        const uint32_t k0 = run->key.v[0] + r * PHILOX_W32_0;
        const uint32_t k1 = run->key.v[1] + r * PHILOX_W32_1;
        run->round_key[r] = _mm_set_epi32(0, (int) k1, 0, (int) k0);
        run->wide_key[r][0] = _mm_set1_epi64x(k0);
        run->wide_key[r][1] = _mm_set1_epi64x(k1);
    }
#endif
}

static inline double
uniform(uint32_t word)
{
    return ((double) word + 0.5) * 0x1p-32;
}

static inline bool
chance(uint32_t word, double p)
{
    return word < (uint32_t) (p * 0x1p32);
}

static inline uint32_t
wait_days(const struct run *run, enum wait wait, uint32_t word)
{
    return 1 + (uint32_t) (log(uniform(word)) * run->per_log[wait]);
}

/* Counts the shares passed rather than stopping at one: no branch to guess wrong. */
static inline uint8_t
pick(const double *up_to, int n, uint32_t word)
{
    const double u = uniform(word);
    int i = 0;
    for (int k = 0; k < n - 1; k++)
        i += u >= up_to[k];
    return (uint8_t) i;
}

static uint64_t
mix(uint64_t x) /* splitmix64's finaliser */
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/* Poisson by inversion, in parts small enough that exp(-mean) is no zero. */
static uint32_t
poisson(const struct run *run, uint32_t day)
{
    uint32_t n = 0, part = 0;
    for (double left = run->lam; left > 0; left -= 500, part++) {
        const philox4x32_ctr_t luck = draw(run, day, ARRIVALS, part);
        const double mean = fmin(left, 500), u = uniform(luck.v[0]) + luck.v[1] * 0x1p-64;
        double p = exp(-mean), below = p;
        for (uint32_t k = 1; u >= below && p > 0; k++, n++)
            below += p *= mean / k;
    }
    return n;
}

/* Whole cases of day `day` at `rate` a day, the fractions carried over. */
static uint32_t
whole(double rate, uint32_t day)
{
    return (uint32_t) (floor((day + 1) * rate) - floor(day * rate));
}

/* The calendar. */

static uint32_t
take_chunk(struct run *run)
{
    const uint32_t c = run->free_chunk ? run->free_chunk : ++run->n_chunks;
    run->free_chunk = run->chunks[c].next;
    run->chunks[c].next = 0;
    return c;
}

static void
grow_bucket(struct run *run, struct bucket *bucket)
{
    const uint32_t c = take_chunk(run);
    if (bucket->head)
        run->chunks[bucket->tail].next = c;
    else
        bucket->head = c;
    bucket->tail = c;
    bucket->n_in_tail = 0;
}

/* Beyond the last day nothing happens, so nothing is written down. */
static inline void
schedule(struct run *run, uint32_t who, enum stage stage, uint32_t days)
{
    const uint32_t day = run->day + days;
    run->people[who].stage = (uint8_t) stage;
    if (day >= N_DAYS)
        return;
    struct bucket *bucket = &run->bucket[day];
    if (bucket->head == 0 || bucket->n_in_tail == CHUNK)
        grow_bucket(run, bucket);
    run->chunks[bucket->tail].who[bucket->n_in_tail++] = who;
}

/* The journey. */

static void
end(struct run *run, uint32_t who, enum stage outcome)
{
    struct person *p = &run->people[who];
    p->stage = (uint8_t) outcome;
    p->end_day = (uint16_t) run->day;
    run->tally[run->day / 365][outcome][p->nation]++;
}

static void
arrive(struct run *run, uint32_t who)
{
    const philox4x32_ctr_t luck = draw(run, who, TRAITS, 0);
    struct person *p = &run->people[who];
    p->nation = pick(nation_up_to, N_NATIONS, luck.v[0]);
    p->first = pick(first_up_to, N_FIRST, luck.v[1]);
    p->country = p->first;
    schedule(run, who, IN_TRANSIT, wait_days(run, TRANSIT, luck.v[2]));
}

static void
reach_border(struct run *run, uint32_t who)
{
    if (run->mode == BARE_EVENTS)
        schedule(run, who, AT_BORDER, 0);
    else
        run->pool[run->n_pool++] = (struct waiting){ who, run->day };
}

static void
admit(struct run *run, uint32_t who)
{
    const philox4x32_ctr_t luck = draw(run, who, ADMISSION, 0);
    run->quota--;
    schedule(run, who, LODGING, wait_days(run, TO_LODGE, luck.v[0]));
}

/* True when the person is still at the border afterwards. */
static inline bool
attempt(struct run *run, uint32_t who, uint32_t lucky, uint32_t gives_up)
{
    if (chance(lucky, 1.0 / 25) && run->quota > 0) {
        admit(run, who);
        return false;
    }
    if (chance(gives_up, 0.004)) {
        end(run, who, GAVE_UP);
        return false;
    }
    return true;
}

static inline void
try_border(struct run *run, uint32_t who)
{
    const philox4x32_ctr_t luck = draw(run, who, ATTEMPT, run->people[who].n_attempts++);
    if (attempt(run, who, luck.v[0], luck.v[1]))
        schedule(run, who, AT_BORDER, 1);
}

static void
join_queue(struct run *run, uint32_t who)
{
    struct queue *queue = &run->queue[run->people[who].country];
    run->people[who].stage = IN_QUEUE;
    queue->who[queue->tail++] = who;
}

static void
lodge(struct run *run, uint32_t who)
{
    const philox4x32_ctr_t luck = draw(run, who, LODGE, 0);
    if (!chance(luck.v[0], 0.8)) {
        join_queue(run, who);
        return;
    }
    const int to = N_FIRST + pick(destination_up_to, N_COUNTRIES - N_FIRST, luck.v[1]);
    run->people[who].country = (uint8_t) to;
    schedule(run, who, MOVING_ON, wait_days(run, TO_DESTINATION, luck.v[2]));
}

static void
reach_destination(struct run *run, uint32_t who)
{
    const philox4x32_ctr_t luck = draw(run, who, ONWARD, 0);
    if (chance(luck.v[0], 0.1))
        schedule(run, who, SENT_BACK, wait_days(run, TRANSFER, luck.v[1]));
    else
        join_queue(run, who);
}

static void
transfer(struct run *run, uint32_t who)
{
    run->people[who].country = run->people[who].first;
    join_queue(run, who);
}

static void
refuse(struct run *run, uint32_t who)
{
    const philox4x32_ctr_t luck = draw(run, who, REMOVAL, 0);
    if (chance(luck.v[0], 0.4))
        schedule(run, who, LEAVING, wait_days(run, RETURN, luck.v[1]));
    else
        end(run, who, IRREGULAR);
}

static void
decide(struct run *run, uint32_t who)
{
    const philox4x32_ctr_t luck = draw(run, who, DECISION, 0);
    const struct person *p = &run->people[who];
    if (chance(luck.v[0], p_protected[p->nation][p->country]))
        end(run, who, PROTECTED);
    else if (chance(luck.v[1], 0.3))
        schedule(run, who, APPEALING, wait_days(run, APPEAL, luck.v[2]));
    else
        refuse(run, who);
}

static void
rule(struct run *run, uint32_t who)
{
    if (chance(draw(run, who, RULING, 0).v[0], 0.25))
        end(run, who, PROTECTED_ON_APPEAL);
    else
        refuse(run, who);
}

/* The day. */

static inline void
handle(struct run *run, uint32_t who)
{
    switch (run->people[who].stage) {
    case AT_BORDER:
        try_border(run, who);
        break;
    case IN_TRANSIT:
        reach_border(run, who);
        break;
    case LODGING:
        lodge(run, who);
        break;
    case MOVING_ON:
        reach_destination(run, who);
        break;
    case SENT_BACK:
        transfer(run, who);
        break;
    case APPEALING:
        rule(run, who);
        break;
    case LEAVING:
        end(run, who, RETURNED);
        break;
    default:
        break;
    }
}

static void
arrivals(struct run *run)
{
    for (uint32_t i = 0; i < run->n_new[run->day]; i++)
        arrive(run, run->n_arrived++);
    run->n_events += run->n_new[run->day];
}

/* Handlers may append to the list being walked (first attempts), so its end is looked up each
   time. People lie about in memory: while one is handled, the one a chunk later is fetched. */
static uint32_t
drain_chunk(struct run *run, uint32_t c)
{
    const struct bucket *bucket = &run->bucket[run->day];
    const struct chunk *chunk = &run->chunks[c];
    uint32_t i = 0;
    for (; i < (c == bucket->tail ? bucket->n_in_tail : CHUNK); i++) {
        __builtin_prefetch(&run->people[run->chunks[chunk->next].who[i]], 1);
        handle(run, chunk->who[i]);
    }
    return i;
}

static void
drain(struct run *run)
{
    for (uint32_t c = run->bucket[run->day].head; c != 0;) {
        run->n_events += drain_chunk(run, c);
        const uint32_t next = run->chunks[c].next;
        run->chunks[c].next = run->free_chunk;
        run->free_chunk = c;
        c = next;
    }
}

/* Draws for a batch at a time, then does what follows. The last batch reads past the pool's
   end, into room allocated for that, and what it draws there is not used. */
static void
sweep(struct run *run)
{
    const uint32_t n = run->n_pool;
    struct waiting *pool = run->pool;
    uint32_t n_left = 0;
    for (uint32_t from = 0; from < n; from += BATCH) {
        struct chances luck[BATCH];
        draw_attempts(run, pool + from, luck);
        for (uint32_t i = 0; i < BATCH && from + i < n; i++) {
            const struct waiting w = pool[from + i];
            pool[n_left] = w;
            n_left += attempt(run, w.who, luck[i].lucky, luck[i].gives_up);
        }
    }
    run->n_pool = n_left;
    run->n_events += n;
}

static void
decisions(struct run *run)
{
    for (int c = 0; c < N_COUNTRIES; c++) {
        struct queue *queue = &run->queue[c];
        const uint32_t waiting = queue->tail - queue->head;
        const uint32_t room = whole(queue_share[c] * run->lam, run->day);
        const uint32_t n = room < waiting ? room : waiting;
        for (uint32_t i = 0; i < n; i++)
            decide(run, queue->who[queue->head++]);
        run->n_events += n;
    }
}

static void
live(struct run *run)
{
    for (run->day = 0; run->day < N_DAYS; run->day++) {
        run->quota = whole(border_share * run->lam, run->day);
        arrivals(run);
        drain(run);
        if (run->mode == BARE_SWEEP)
            sweep(run);
        decisions(run);
    }
}

static void
close_books(struct run *run)
{
    for (uint32_t who = 0; who < run->n_people; who++) {
        struct person *p = &run->people[who];
        if (p->stage < PENDING)
            continue;
        p->stage = PENDING;
        p->end_day = N_DAYS;
        run->tally[N_YEARS - 1][PENDING][p->nation]++;
    }
}

/* Setting up and summing up. */

/* Everybody is in one place at a time, which bounds each list; pages never written cost
   nothing. Two chunks a day may be part empty, and today's are freed when read. */
static bool
allocate(struct run *run)
{
    const size_t n = (size_t) run->n_people + 1, n_chunks = 2 * (n / CHUNK) + 2 * N_DAYS + 8;
    run->people = calloc(n, sizeof *run->people);
    run->chunks = calloc(n_chunks, sizeof *run->chunks);
    run->pool = run->mode == BARE_SWEEP ? calloc(n + BATCH, sizeof *run->pool) : NULL;
    bool ok = run->people && run->chunks && (run->pool || run->mode != BARE_SWEEP);
    for (int c = 0; c < N_COUNTRIES; c++) {
        run->queue[c].who = malloc(n * sizeof *run->queue[c].who);
        ok = ok && run->queue[c].who;
    }
    return ok;
}

static bool
begin(struct run *run, uint32_t n, uint64_t seed, uint32_t rep, int mode)
{
    memset(run, 0, sizeof *run);
    run->mode = mode == BARE_SWEEP ? BARE_SWEEP : BARE_EVENTS;
    set_key(run, mix(mix(seed) ^ rep));
    run->lam = (double) n / N_DAYS;
    for (int w = 0; w < N_WAITS; w++)
        run->per_log[w] = 1 / log1p(-1 / mean_days[w]);
    for (uint32_t day = 0; day < N_DAYS; day++)
        run->n_people += run->n_new[day] = poisson(run, day);
    return allocate(run);
}

static void
finish(struct run *run)
{
    free(run->people);
    free(run->chunks);
    free(run->pool);
    for (int c = 0; c < N_COUNTRIES; c++)
        free(run->queue[c].who);
}

static void
sum_up(const struct run *run, struct bare_result *out)
{
    *out = (struct bare_result){ .applicants = run->n_people,
                                 .events = run->n_events,
                                 .handled = run->n_events };
    for (int y = 0; y < N_YEARS; y++)
        for (int o = 0; o < N_OUTCOMES; o++)
            for (int k = 0; k < N_NATIONS; k++)
                out->outcome[o] += run->tally[y][o][k];
}

static double
now(void)
{
    struct timespec t;
    timespec_get(&t, TIME_UTC);
    return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

bool
bare_journey_run(uint32_t n, uint64_t seed, uint32_t rep, int mode, struct bare_result *out)
{
    const double start = now();
    struct run run;
    const bool ok = begin(&run, n, seed, rep, mode);
    if (ok) {
        live(&run);
        close_books(&run);
        sum_up(&run, out);
    }
    finish(&run);
    out->seconds = now() - start;
    return ok;
}
