/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bare_journey [--header] [--mode events|sweep] N seed [reps]: runs the bare loop over the
   staged journey, one line of CSV per replication. --header names the columns on stderr. */
#include "bare_journey_core.h"

#include <getopt.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static const char columns[] =
    "# impl,N,seed,seconds,applicants,events,handled,s0,s1,s2,s3,s4,s5,maxrss_kib\n"
    "# s0 gave up, s1 protected, s2 protected on appeal, s3 returned, s4 irregular, s5 "
    "pending\n";

static const char usage[] =
    "usage: bare_journey [--header] [--mode events|sweep] N seed [reps]\n"
    "N 1 to 100000000 expected applicants, seed and reps whole numbers\n";

struct order {
    enum bare_mode mode;
    bool header;
    uint64_t n, seed, reps;
};

static bool
parse_number(const char *text, uint64_t min, uint64_t max, uint64_t *value)
{
    char *rest = NULL;
    *value = strtoull(text, &rest, 10);
    return text[0] >= '0' && text[0] <= '9' && *rest == '\0' && *value >= min && *value <= max;
}

static bool
parse_mode(const char *text, enum bare_mode *mode)
{
    *mode = strcmp(text, "sweep") == 0 ? BARE_SWEEP : BARE_EVENTS;
    return *mode == BARE_SWEEP || strcmp(text, "events") == 0;
}

static bool
parse_options(struct order *order, int argc, char **argv)
{
    static const struct option options[] = { { "header", no_argument, NULL, 'h' },
                                             { "mode", required_argument, NULL, 'm' },
                                             { 0 } };
    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (c == 'h')
            order->header = true;
        else if (c != 'm' || !parse_mode(optarg, &order->mode))
            return false;
    }
    return true;
}

static bool
parse(struct order *order, int argc, char **argv)
{
    *order = (struct order){ .mode = BARE_EVENTS, .reps = 1 };
    if (!parse_options(order, argc, argv) || argc - optind < 2 || argc - optind > 3)
        return false;
    return parse_number(argv[optind], 1, 100000000, &order->n) &&
           parse_number(argv[optind + 1], 0, UINT64_MAX, &order->seed) &&
           (argc - optind < 3 || parse_number(argv[optind + 2], 1, UINT32_MAX, &order->reps));
}

static void
print(const struct order *order, const struct bare_result *result)
{
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("bare-%s,%" PRIu64 ",%" PRIu64 ",%.6f,%" PRIu64 ",%" PRIu64 ",%" PRIu64,
           order->mode == BARE_SWEEP ? "sweep" : "events", order->n, order->seed,
           result->seconds, result->applicants, result->events, result->handled);
    for (int o = 0; o < 6; o++)
        printf(",%" PRIu64, result->outcome[o]);
    printf(",%ld\n", use.ru_maxrss);
}

/* Nobody may be lost, and the work done must be the work the journey is known for. Small runs
   are exempt from the latter: their lumpy quota goes unused more often. */
static bool
check(const struct order *order, const struct bare_result *result)
{
    uint64_t sum = 0;
    for (int o = 0; o < 6; o++)
        sum += result->outcome[o];
    if (sum != result->applicants)
        fprintf(stderr, "bare_journey: %" PRIu64 " outcomes of %" PRIu64 " applicants\n", sum,
                result->applicants);
    const double each = (double) result->events / (double) result->applicants;
    if (order->n >= 100000 && fabs(each - 33.5) > 1.0)
        fprintf(stderr, "bare_journey: %.2f events an applicant, expected 33.5\n", each);
    return sum == result->applicants;
}

int
main(int argc, char **argv)
{
    struct order order;
    if (!parse(&order, argc, argv)) {
        fputs(usage, stderr);
        return 2;
    }
    if (order.header)
        fputs(columns, stderr);
    bool ok = true;
    for (uint32_t rep = 0; ok && rep < order.reps; rep++) {
        struct bare_result result;
        ok = bare_journey_run((uint32_t) order.n, order.seed, rep, (int) order.mode, &result);
        if (!ok)
            fputs("bare_journey: out of memory\n", stderr);
        else
            print(&order, &result);
        ok = ok && check(&order, &result);
    }
    return ok ? 0 : 1;
}
