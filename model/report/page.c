/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills the page with the data of a results file. The page (page/) is bundled at build time and
   embedded; it holds two marks, for what can be read without a script and for the data. */
#include "base/clock.h"
#include "report/inside.h"
#include "scenario/draft.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* made by cmake/Embed.cmake; empty where the program is built without the page */
extern const unsigned char asy_report_page[];
extern const unsigned char asy_report_world_json[]; /* scenarios/page.json */

static const char plain_mark[] = "<!--asylsim:plain-->", data_mark[] = "<!--asylsim:data-->";

static bool
gather(struct asy_reporting *self, const char *life)
{
    const bool ok = asy_report_about(self) && asy_report_spread_init(self) &&
                    asy_report_cells(self) && asy_report_lives(self) &&
                    asy_report_chains(self) && asy_report_published(self) &&
                    asy_report_spread(self);

    asy_buffer_text(self->out, ",\"world\":");
    asy_buffer_text(self->out, (const char *) asy_report_world_json);
    if (life) {
        asy_buffer_text(self->out, ",\"life\":");
        asy_buffer_text(self->out, life);
    }
    asy_buffer_text(self->out, "}");
    return ok && (!self->out->failed || asy_reporting_memory(self));
}

static const char *
plural(unsigned n)
{
    return n == 1 ? "" : "s";
}

/* Of what the histories are: draws and streams of luck (context.ts says the same). */
static void
put_histories(struct asy_buffer *page, const struct asy_results_info *info)
{
    const unsigned draws = info->n_draws, streams = info->n_replicates,
                   second = asy_report_second_streams(info);

    if (draws == 0)
        asy_buffer_text(page, "at the stated values: the range is chance alone");
    else if (second)
        asy_buffer_format(
            page, "%u draw%s of what is uncertain, %u of them with a second stream of luck",
            draws, plural(draws), second);
    else
        asy_buffer_format(page, "%u draw%s of what is uncertain, %u stream%s of luck each",
                          draws, plural(draws), streams, plural(streams));
}

/* "; 11 of 15 reforms on the first 20 draws": those that have fewer. */
static void
put_few(struct asy_buffer *page, const struct asy_reporting *self)
{
    int n = 0, most = 0;

    for (int s = 1; s < self->n_scenarios; s++) {
        const int here = asy_draws_of(self->info, asy_results_scenario(self->results, s));
        if (here >= (int) self->info->n_draws)
            continue;
        n++;
        most = here > most ? here : most;
    }
    if (n)
        asy_buffer_format(page, "; %d of %d reform%s on the first %d draws", n,
                          self->n_scenarios - 1, plural((unsigned) self->n_scenarios - 1),
                          most);
}

/* "70", "30 or 70" where reforms are simulated on the first draws only. */
static void
put_runs(struct asy_buffer *page, const struct asy_reporting *self)
{
    int least = (int) self->n_jobs;
    bool is_between = false;

    for (int s = 0; s < self->n_scenarios; s++)
        least = self->jobs_of[s] < least ? self->jobs_of[s] : least;
    for (int s = 0; s < self->n_scenarios; s++)
        is_between =
            is_between || (self->jobs_of[s] > least && self->jobs_of[s] < (int) self->n_jobs);
    if (least < (int) self->n_jobs)
        asy_buffer_format(page, "%d %s ", least, is_between ? "to" : "or");
    asy_buffer_format(page, "%zu", self->n_jobs);
}

/* What is read where scripts are off, and until they have run: what this is, and the table of
   the claims put to the test, written by about.c. */
static void
put_plain(struct asy_buffer *page, const struct asy_reporting *self)
{
    const struct asy_results_info *const info = self->info;
    const struct asy_results_entry *entry;

    asy_buffer_text(page, "<p>Baseline: ");
    asy_buffer_html(page, asy_results_scenario(self->results, 0)->title);
    asy_buffer_text(page, ". ");
    put_runs(page, self);
    asy_buffer_format(page, " simulated histor%s of each of %d scenario%s (",
                      self->n_jobs == 1 ? "y" : "ies", self->n_scenarios,
                      plural((unsigned) self->n_scenarios));
    put_histories(page, info);
    put_few(page, self);
    asy_buffer_format(page, "), seed %" PRIu64 ", digest ", info->seed);
    asy_buffer_html(page, info->digest);
    asy_buffer_text(page, ". ");
    if (*info->assumption) {
        asy_buffer_text(page, "The world's assumption: ");
        asy_buffer_html(page, info->assumption);
        asy_buffer_text(page, ". ");
    }
    asy_buffer_text(page, self->n_scenarios > 1
                              ? "Each reform is simulated on the same people with the same "
                                "luck as the baseline.</p><ul>"
                              : "</p><ul>");
    for (int i = 1;
         i < self->n_scenarios && (entry = asy_results_scenario(self->results, i)) != NULL;
         i++) {
        asy_buffer_text(page, "<li><b>");
        asy_buffer_html(page, entry->title);
        asy_buffer_text(page, "</b> ");
        asy_buffer_html(page, asy_is_written(entry->claim) ? entry->claim
                                                           : "The claim is not yet written");
        if (*entry->in_force) {
            asy_buffer_text(page, ". In force from ");
            asy_buffer_html(page, entry->in_force);
        }
        if (*entry->source) {
            asy_buffer_text(page, ". Source: ");
            asy_buffer_html(page, entry->source);
        }
        asy_buffer_text(page, "</li>");
    }
    asy_buffer_text(page, "</ul>");
    if (self->plain.n)
        asy_buffer_put(page, self->plain.text, self->plain.n);
}

static bool
fill(struct asy_buffer *page, const struct asy_reporting *self, const struct asy_buffer *data,
     struct asy_report_size *size)
{
    const char *const form = (const char *) asy_report_page;
    const char *const plain = strstr(form, plain_mark);
    if (!plain)
        return false;
    const char *const rest = strstr(plain, data_mark);
    if (!rest)
        return false;
    asy_buffer_put(page, form, (size_t) (plain - form));
    put_plain(page, self);
    asy_buffer_put(page, plain + sizeof plain_mark - 1,
                   (size_t) (rest - plain) - (sizeof plain_mark - 1));
    const size_t before = page->n;
    if (!asy_report_pack(page, data))
        return false;
    size->data = page->n - before;
    asy_buffer_text(page, rest + sizeof data_mark - 1);
    return !page->failed;
}

/* Whether a file may be written over: there is none, it is no common file, or it is a report of
   ours. Results, and what anybody else has written, are never lost to a slip of the pen. */
static bool
may_write(const char *path, struct asy_error *err)
{
    static const char ours[] = "<title>asylsim:";
    char head[4096] = { 0 };
    struct stat there;

    if (stat(path, &there) != 0 || !S_ISREG(there.st_mode) || there.st_size == 0)
        return true;
    FILE *const file = fopen(path, "rb");
    const size_t n = file ? fread(head, 1, sizeof head - 1, file) : 0;
    if (file)
        fclose(file);
    return (n > 0 && strstr(head, ours)) ||
           asy_fail(err, ASY_E_INPUT, path,
                    "exists and is not a report of asylsim: name another file with -o");
}

/* Anything but a common file may be the pipe to another program; an absent reader is not waited
   for. */
static FILE *
open_stream(const char *path)
{
    const int fd = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    const int flags = fd < 0 ? -1 : fcntl(fd, F_GETFL);

    if (flags < 0 || fcntl(fd, F_SETFL, flags & ~O_NONBLOCK) != 0)
        return NULL;
    return fdopen(fd, "wb");
}

/* Written beside, under a name of this process, and put in place when whole: no half of a page
   is ever found, nor that of another. */
static bool
save(const struct asy_buffer *page, const char *path, struct asy_error *err)
{
    static const char ending[] = ".asylsim-new-";
    struct stat there;
    const bool common = stat(path, &there) != 0 || S_ISREG(there.st_mode);
    const size_t room = strlen(path) + sizeof ending + 24;
    char *const beside = malloc(room);
    if (!beside)
        return asy_fail(err, ASY_E_RESOURCES, "report", "out of memory");
    if (common)
        snprintf(beside, room, "%s%s%ld", path, ending, (long) getpid());
    else
        snprintf(beside, room, "%s", path);

    FILE *const file = common ? fopen(beside, "wb") : open_stream(beside);
    bool ok = file && fwrite(page->text, 1, page->n, file) == page->n;
    if (file)
        ok = fclose(file) == 0 && ok;
    ok = ok && (!common || rename(beside, path) == 0);
    if (!ok) {
        asy_fail(err, ASY_E_RESOURCES, path, "could not be written: %s", strerror(errno));
        if (common)
            remove(beside);
    }
    free(beside);
    return ok;
}

bool
asy_report_write(struct asy_results *results, const char *life, const char *path,
                 struct asy_report_size *size, struct asy_error *err)
{
    struct asy_reporting self = { 0 };
    struct asy_buffer data = { 0 }, page = { 0 };
    const double began = asy_now();

    *size = (struct asy_report_size){ 0 };
    if (!*asy_report_page)
        return asy_fail(err, ASY_E_INPUT, "report",
                        "this program was built without the page; build it with "
                        "-DASYLSIM_REPORT=ON, which needs nodejs and npm");
    bool ok = may_write(path, err) && asy_reporting_init(&self, results, &data, err) &&
              gather(&self, life);
    if (ok && !fill(&page, &self, &data, size))
        ok = asy_fail(err, ASY_E_RESOURCES, "report", "out of memory");
    ok = ok && save(&page, path, err);
    size->page = page.n;
    size->plain = data.n;
    size->seconds = asy_now() - began;
    asy_buffer_free(&data);
    asy_buffer_free(&page);
    asy_reporting_free(&self);
    return ok;
}
