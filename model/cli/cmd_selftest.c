/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim selftest: does what is installed here compute what it was published to compute? */
#include "base/clock.h"
#include "cli/say.h"
#include "cli/selftest.h"

#include <errno.h>
#include <string.h>

static const struct {
    const char *name; /* for --json */
    asy_selftest_step *run;
} steps[] = {
    { "generator", asy_selftest_generator }, { "chances", asy_selftest_chances },
    { "quantiles", asy_selftest_quantiles }, { "scenarios", asy_selftest_scenarios },
    { "world", asy_selftest_world },         { "threads", asy_selftest_threads },
    { "file", asy_selftest_file },           { "compared", asy_selftest_compared },
    { "fates", asy_selftest_fates },
};
enum { N_STEPS = sizeof steps / sizeof *steps };

static void
say_step(const struct asy_options *o, json_t *list, int i, bool ok, const char *said)
{
    if (o->json) {
        json_array_append_new(list, json_pack("{s:s, s:b, s:s}", "step", steps[i].name,
                                              "passed", (int) ok, "said", said));
        return;
    }
    if (o->quiet && ok)
        return;
    printf(ok ? "  ok      " : "  FAILED  ");
    asy_say_hanging(stdout, said, 0, 10, 88);
}

static int
say_end(const struct asy_options *o, json_t *list, int n_failed, double seconds)
{
    if (o->json)
        asy_say_json(json_pack("{s:s, s:b, s:f, s:o}", "version", asy_version(), "passed",
                               n_failed == 0, "seconds", seconds, "steps", list));
    else if (n_failed)
        printf(
            "%d of %d failed: do not rely on results of this installation, and please report "
            "the lines above.\n",
            n_failed, (int) N_STEPS);
    else if (!o->quiet)
        printf("All %d passed in %.1f seconds: asylsim works here as it was published.\n",
               (int) N_STEPS, seconds);
    return n_failed ? ASY_E_INTERNAL : ASY_OK;
}

int
asy_cmd_selftest(const struct asy_options *o)
{
    struct asy_selftest self = { 0 };
    json_t *const list = o->json ? json_array() : NULL;
    const double began = asy_now();
    int n_failed = 0;

    if (!asy_selftest_make_folder(&self)) {
        fprintf(stderr, "asylsim: selftest: no temporary folder: %s; TMPDIR names another\n",
                strerror(errno));
        asy_selftest_remove_folder(&self);
        json_decref(list);
        return ASY_E_RESOURCES;
    }
    if (!o->json && !o->quiet)
        printf("asylsim %s tests itself, in a temporary folder that it removes again.\n",
               asy_version());
    for (int i = 0; i < N_STEPS; i++) {
        self.said[0] = '\0';
        const bool ok = steps[i].run(&self);
        n_failed += !ok;
        say_step(o, list, i, ok, self.said);
    }
    asy_selftest_remove_folder(&self);
    return say_end(o, list, n_failed, asy_now() - began);
}
