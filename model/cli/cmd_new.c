/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim new: a valid reform of a few keys, with what a person has still to write marked. */
#define _GNU_SOURCE /* realpath, program_invocation_name */
#include "base/calendar.h"
#include "cli/new.h"
#include "cli/say.h"
#include "scenario/change.h"
#include "scenario/inside.h"
#include "scenario/shipped.h"
#include "text/utf8.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_WORDS = 14, NAME = 1024 };

struct new
{
    const struct asy_options *options;
    const char *baseline, *file; /* as named */
    char standard[NAME], found[NAME], partial[NAME], extends[NAME];
    const char **values; /* as --set reads them */
    size_t n;
    char in_force[40];
    struct asy_scenario *base;
    struct asy_draft draft;
};

/* ---- what was given ---------------------------------------------------------- */

static bool
check_title(const char *title, struct asy_error *err)
{
    bool any = false;

    for (const char *at = title; *at; at++) {
        if (iscntrl((unsigned char) *at))
            return asy_fail(err, ASY_E_INPUT, "new", "the title contains a control character");
        any |= !isspace((unsigned char) *at);
    }
    if (!any || strlen(title) > 300)
        return asy_fail(err, ASY_E_INPUT, "new",
                        "the title is %s; expected one of at most %d words",
                        any ? "too long" : "empty", MOST_WORDS);
    if (!asy_is_utf8(title, strlen(title)))
        return asy_fail(err, ASY_E_INPUT, "new", "the title is not UTF-8 text");
    if (strchr(title, '=') && !strchr(title, ' '))
        return asy_fail(err, ASY_E_INPUT, "new", "%.80s: the title comes first, then KEY=VALUE",
                        title);
    return true;
}

/* "no-transfers-to-poland.cfg" of its title. */
static void
name_after(const char *title, char out[NAME])
{
    size_t n = 0;
    for (; *title && n < 60; title++) {
        if (isalnum((unsigned char) *title))
            out[n++] = (char) tolower((unsigned char) *title);
        else if (n && out[n - 1] != '-')
            out[n++] = '-';
    }
    while (n && out[n - 1] == '-')
        n--;
    snprintf(out + n, NAME - n, "%s", n ? ".cfg" : "reform.cfg");
}

static bool
read_day(struct new *self, struct asy_error *err)
{
    const char *const text = self->options->in_force;
    const int32_t known = self->base->known_until;
    struct asy_date date =
        asy_date_of_days(self->base->start + (known == ASY_NEVER ? 0 : known + 1));

    if (text && !asy_date_read(text, &date))
        return asy_fail(err, ASY_E_INPUT, "new",
                        "--in-force %.40s: expected a day, as in --in-force 2017-03-01", text);
    snprintf(self->in_force, sizeof self->in_force, "%04d-%02d-%02d", date.year, date.month,
             date.day);
    return true;
}

/* The folder of a file, "." of a bare name. */
static void
folder_of(const char *file, char out[NAME])
{
    const char *const slash = strrchr(file, '/');
    snprintf(out, NAME, "%.*s", slash ? (int) (slash - file + 1) : 1, slash ? file : ".");
}

/* A file of another one beside the reform, which a bare name would mean. */
static bool
is_beside(const char *folder, const char *name)
{
    char path[2 * NAME];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return access(path, F_OK) == 0;
}

/* The baseline as the reform names it: by the way from its own folder where that lies below the
   baseline's; else by its bare name, which means the shipped one wherever the reform is sent;
   in full only where another file beside the reform has that name. */
static bool
find_extends(struct new *self, struct asy_error *err)
{
    char folder[NAME];
    folder_of(self->file, folder);
    char *const base = realpath(self->baseline, NULL), *const own = realpath(folder, NULL);
    bool ok = base && own;

    if (!own)
        asy_fail(err, ASY_E_INPUT, asy_say_name(self->file), "its folder: %s", strerror(errno));
    else if (!base)
        asy_fail(err, ASY_E_INPUT, asy_say_name(self->baseline), "%s", strerror(errno));
    if (ok) {
        const char *const name = strrchr(base, '/') + 1;
        const size_t n = (size_t) (name - base) - 1;
        char up[NAME] = "";
        if (strncmp(own, base, n) == 0 && (own[n] == '/' || own[n] == '\0'))
            for (const char *at = own + n; *at; at++)
                if (*at == '/' && strlen(up) + 4 < sizeof up)
                    strcat(up, "../");
        const bool below = *up || strlen(own) == n;
        ok = (size_t) snprintf(self->extends, NAME, "%s%s", below ? up : "",
                               below || !is_beside(own, name) ? name : base) < NAME ||
             asy_fail(err, ASY_E_INPUT, asy_say_name(self->file), "name too long");
    }
    free(base);
    free(own);
    return ok;
}

/* ---- what is wrong with a value ---------------------------------------------- */

/* "--set:2" is the second value as given. */
static void
name_values(struct new *self, struct asy_errors *errs)
{
    for (size_t i = 0; i < errs->n; i++) {
        struct asy_error *const err = &errs->list[i];
        char *end;
        if (strncmp(err->where, "--set:", 6) != 0)
            continue;
        const unsigned long number = strtoul(err->where + 6, &end, 10);
        if (number > 0 && number <= self->n)
            snprintf(err->where, sizeof err->where, "%.150s",
                     self->options->files.list[number]);
    }
}

static bool
read_values(struct new *self, struct asy_errors *errs)
{
    struct asy_scenario *tried = NULL;

    for (size_t i = 0; i < self->n; i++) {
        self->values[i] =
            asy_draft_value(&self->draft.pool, self->options->files.list[1 + i], errs);
        if (self->values[i] && !asy_is_utf8(self->values[i], strlen(self->values[i])))
            asy_errors_add(errs, ASY_E_INPUT, "new", "a value is not UTF-8 text");
    }
    if (errs->n)
        return false;
    const struct asy_scenario_args args = {
        .baseline = self->baseline, .sets = self->values, .n_sets = self->n, .sets_reform = true
    };
    const bool ok = asy_draft_read(&self->draft, self->values, self->n, errs) &&
                    asy_scenario_load(&tried, &args, errs);
    asy_scenario_destroy(tried);
    name_values(self, errs);
    return ok;
}

/* ---- the file ---------------------------------------------------------------- */

static bool
write_partial(struct new *self, struct asy_error *err)
{
    FILE *const out = fopen(self->partial, "w");

    if (out)
        asy_draft_print(&self->draft, out);
    if (out && fflush(out) == 0 && fsync(fileno(out)) == 0 && fclose(out) == 0)
        return true;
    return asy_fail(err, ASY_E_RESOURCES, asy_say_name(self->file), "could not be written: %s",
                    strerror(errno));
}

static bool
load_partial(struct new *self, struct asy_scenario **out, struct asy_errors *errs)
{
    const char *const name = self->partial;
    const struct asy_scenario_args args = { .baseline = self->baseline,
                                            .reforms = &name,
                                            .n_reforms = 1 };
    const size_t before = errs->n;
    const bool ok = asy_scenario_load(out, &args, errs);

    for (size_t i = before; i < errs->n; i++) /* it goes under another name */
        if (strncmp(errs->list[i].where, self->partial, strlen(self->partial)) == 0)
            snprintf(errs->list[i].where, sizeof errs->list[i].where, "%.150s",
                     asy_say_name(self->file));
    return ok;
}

/* A name beside the file, of nobody's. */
static bool
make_partial(struct new *self, struct asy_error *err)
{
    char folder[NAME];

    folder_of(self->file, folder);
    snprintf(self->partial, NAME, "%.900s/.new-%ld.cfg", folder, (long) getpid());
    const int fd = open(self->partial, O_CREAT | O_EXCL | O_WRONLY, 0666);
    if (fd < 0) {
        *self->partial = '\0';
        return asy_fail(err, ASY_E_RESOURCES, asy_say_name(self->file),
                        "could not be written: %s", strerror(errno));
    }
    close(fd);
    return true;
}

/* A link fails where somebody was faster; a rename does not. */
static bool
put_in_place(struct new *self, struct asy_error *err)
{
    const bool ok = self->options->force
                        ? rename(self->partial, self->file) == 0
                        : link(self->partial, self->file) == 0 && unlink(self->partial) == 0;
    if (ok) {
        *self->partial = '\0';
        return true;
    }
    if (errno == EEXIST)
        return asy_fail(err, ASY_E_INPUT, asy_say_name(self->file),
                        "is there already: another name with -o, or --force to replace it");
    return asy_fail(err, ASY_E_RESOURCES, asy_say_name(self->file), "could not be written: %s",
                    strerror(errno));
}

/* ---- all of it --------------------------------------------------------------- */

static bool
write_reform(struct new *self, struct asy_errors *errs, struct asy_error *err)
{
    struct asy_scenario *reform = NULL, *done = NULL;
    bool ok = make_partial(self, err) && write_partial(self, err);

    ok = ok && load_partial(self, &reform, errs);
    ok = ok && asy_new_fill(&self->draft, self->base, reform, self->baseline, err) &&
         write_partial(self, err) && load_partial(self, &done, errs);
    asy_scenario_destroy(reform);
    asy_scenario_destroy(done);
    return ok && put_in_place(self, err);
}

static bool
prepare(struct new *self, struct asy_errors *errs, struct asy_error *err)
{
    const struct asy_options *const o = self->options;
    const char *const title = o->files.list[0];

    self->baseline =
        asy_shipped_file("scenarios/baseline.cfg", self->found, sizeof self->found);
    if (!self->baseline)
        return asy_fail(err, ASY_E_INPUT, "new",
                        "no scenarios/baseline.cfg in this folder or next to the program");
    name_after(title, self->standard);
    self->file = o->output ? o->output : self->standard;
    const struct asy_scenario_args args = { .baseline = self->baseline };
    if (!check_title(title, err) || !asy_scenario_load(&self->base, &args, errs) ||
        !read_day(self, err) || !find_extends(self, err))
        return false;
    if (!o->force && access(self->file, F_OK) == 0)
        return asy_fail(err, ASY_E_INPUT, asy_say_name(self->file),
                        "is there already: another name with -o, or --force to replace it");
    self->draft.title = title;
    self->draft.extends = self->extends;
    self->draft.in_force = self->in_force;
    return read_values(self, errs);
}

static void
tell(const struct new *self)
{
    const struct asy_draft *const draft = &self->draft;
    const char *const name = asy_say_name(self->file);
    int words = 0;

    if (self->options->quiet) {
        printf("%s\n", name);
        return;
    }
    printf("%s: %zu key%s from %s on\n", name, self->n, self->n == 1 ? "" : "s",
           self->in_force);
    printf("To be filled in: source%s%s\n", draft->claim ? "" : ", claim",
           draft->direction ? "; claim and claim_outcome are proposals"
           : draft->metric  ? ", claim_outcome (which way)"
                            : ", claim_outcome");
    for (const char *at = draft->title; *at; at++)
        words +=
            !isspace((unsigned char) *at) && (at[1] == '\0' || isspace((unsigned char) at[1]));
    if (words > MOST_WORDS)
        printf("The title has %d words: tables and pages have room for %d\n", words,
               MOST_WORDS);
    printf("Then: %s check %s\n", program_invocation_name, name);
}

int
asy_cmd_new(const struct asy_options *o)
{
    struct new self = { .options = o, .n = o->files.n - 1 };
    struct asy_errors errs = { 0 };
    struct asy_error err = { 0 };
    int code = ASY_OK;

    self.values = calloc(self.n + 1, sizeof *self.values);
    const bool ok =
        self.values && prepare(&self, &errs, &err) && write_reform(&self, &errs, &err);
    if (*self.partial)
        unlink(self.partial);
    if (ok && o->json)
        code = asy_say_json(json_pack("{s:s, s:s, s:s?, s:s?, s:s?}", "reform", self.file,
                                      "in_force", self.in_force, "metric", self.draft.metric,
                                      "place", self.draft.place, "direction",
                                      self.draft.direction > 0   ? "more"
                                      : self.draft.direction < 0 ? "less"
                                                                 : NULL));
    else if (ok)
        tell(&self);
    else
        code = errs.n ? asy_say_errors(&errs) : asy_say_error(&err);
    asy_draft_free(&self.draft);
    asy_scenario_destroy(self.base);
    asy_errors_free(&errs);
    free(self.values);
    return code;
}
