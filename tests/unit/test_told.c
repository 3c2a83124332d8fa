/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `explain` tells of a life. Every sentence that the sources can say stands in told.txt,
   and is heard in some life of the small world or stands there with the reason why not; and
   whatever becomes of somebody on a day, they are told something that day, or untold.txt says
   why not. So a step that is told no longer fails a test here. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "life/trace.h"
#include "support/world.h"

#include <ftw.h>
#include <stdlib.h>
#include <string.h>

#define MODEL ASY_SOURCE_DIR "/model"
#define SMALL ASY_SOURCE_DIR "/tests/golden/small.cfg"
#define TOLD ASY_SOURCE_DIR "/tests/unit/told.txt"
#define UNTOLD ASY_SOURCE_DIR "/tests/unit/untold.txt"

enum { MOST_SENTENCES = 512, MOST_TEXT = 240, MOST_UNTOLD = 512 };

/* ---- the committed lists ----------------------------------------------------- */

struct line {
    char text[MOST_TEXT];
    bool has_reason; /* " | why": it is never heard, or never told */
    bool in_source;
    long heard;
};

struct lines {
    struct line line[MOST_SENTENCES];
    int n;
};

static struct lines told, untold;

static void
read_lines(struct lines *self, const char *path)
{
    char text[1024];
    FILE *file = fopen(path, "r");
    if (!file)
        fail_msg("%s cannot be opened", path);
    while (fgets(text, sizeof text, file)) {
        text[strcspn(text, "\n")] = '\0';
        if (text[0] == '#' || text[0] == '\0')
            continue;
        assert_true(self->n < MOST_SENTENCES);
        struct line *line = &self->line[self->n++];
        char *bar = strstr(text, " | ");
        line->has_reason = bar && strlen(bar) > 8;
        if (bar)
            *bar = '\0';
        snprintf(line->text, sizeof line->text, "%.*s", MOST_TEXT - 1, text);
    }
    fclose(file);
}

static struct line *
find_line(struct lines *self, const char *text)
{
    for (int i = 0; i < self->n; i++)
        if (strcmp(self->line[i].text, text) == 0)
            return &self->line[i];
    return NULL;
}

/* ---- what the sources can say ------------------------------------------------ */

static int n_wrong, n_sites;

/* The end of the text literal that begins at `at`. */
static const char *
literal_end(const char *at)
{
    for (at++; *at != '"'; at++)
        at += *at == '\\';
    return at;
}

static void
note_sentence(const char *path, const char *law, const char *text)
{
    char sentence[MOST_TEXT];
    snprintf(sentence, sizeof sentence, "%s: %.200s", law, text);
    struct line *line = find_line(&told, sentence);
    if (line && !line->in_source) {
        line->in_source = true;
        return;
    }
    print_error("%s says \"%s\"%s\n", path + strlen(MODEL) + 1, sentence,
                line ? " in two places: one of them would not be missed" : ", not in told.txt");
    n_wrong++;
}

/* All texts from `at` to `end`; those that stand beside each other are one. Returns how many.
 */
static int
note_texts(const char *path, const char *law, const char *at, const char *end)
{
    char text[MOST_TEXT] = "";
    int n = 0;
    for (; at < end; at++) {
        if (*at == '"') {
            const char *close = literal_end(at);
            strncat(text, at + 1, (size_t) (close - at - 1));
            at = close;
        } else if (!strchr(" \n", *at) && text[0]) {
            note_sentence(path, law, text);
            text[0] = '\0';
            n++;
        }
    }
    if (text[0])
        note_sentence(path, law, text);
    return n + (text[0] != '\0');
}

/* The first `stop` outside texts and brackets. */
static const char *
skip_to(const char *at, char stop)
{
    for (int depth = 0; *at && (depth > 0 || *at != stop); at++) {
        if (*at == '"')
            at = literal_end(at);
        depth += strchr("([{", *at) ? 1 : strchr(")]}", *at) ? -1 : 0;
    }
    return at;
}

/* Where `name` is made: the body of the function, or what the table holds. */
static const char *
find_maker(const char *source, const char *name, bool is_table, const char **end)
{
    char head[80];
    snprintf(head, sizeof head, is_table ? "%s[" : "\n%s(", name);
    const char *maker = strstr(source, head);
    *end = !maker ? NULL : is_table ? skip_to(maker, ';') : strstr(maker, "\n}");
    return *end ? maker : NULL;
}

/* asy_tell(scene, who, law, what, p, u) with `at` behind its bracket. `what` is a text, or a
   choice of texts, or comes from a function or a table of the same file that holds them. */
static void
note_call(const char *path, const char *source, const char *at)
{
    char law[64], name[64], bracket;
    for (int i = 0; i < 2; i++)
        at = skip_to(at, ',') + 1;
    assert_int_equal(sscanf(at, " %63[a-z_]", law), 1);
    at = skip_to(at, ',') + 1;
    const char *end = skip_to(at, ','), *close;
    n_sites++;
    if (note_texts(path, law, at, end) > 0)
        return;
    if (sscanf(at, " %63[a-z_]%c", name, &bracket) == 2 && strchr("([", bracket)) {
        const char *maker = find_maker(source, name, bracket == '[', &close);
        if (maker && note_texts(path, law, maker, close) > 0)
            return;
    }
    print_error("%s tells %.*s, whose texts are not found\n", path, (int) (end - at), at);
    n_wrong++;
}

static int
read_source(const char *path, const struct stat *stat, int type, struct FTW *walk)
{
    const size_t n = strlen(path);
    (void) walk;
    if (type != FTW_F || n < 2 || strcmp(path + n - 2, ".c") != 0)
        return 0;
    char *source = calloc(1, (size_t) stat->st_size + 1);
    FILE *file = fopen(path, "r");
    assert_non_null(source);
    assert_non_null(file);
    assert_int_equal(fread(source, 1, (size_t) stat->st_size, file), stat->st_size);
    fclose(file);
    for (const char *at = source; (at = strstr(at, "asy_tell")) != NULL; at++) {
        const size_t word = strspn(at, "asy_teljudgdof");
        if (at[word] == '(')
            note_call(path, source, at + word + 1);
    }
    free(source);
    return 0;
}

static void
the_list_holds_every_sentence_of_the_sources(void **state)
{
    (void) state;
    n_wrong = 0;
    assert_int_equal(nftw(MODEL, read_source, 16, FTW_PHYS), 0);
    for (int i = 0; i < told.n; i++)
        if (!told.line[i].in_source) {
            print_error("nobody says \"%s\" any longer\n", told.line[i].text);
            n_wrong++;
        }
    print_message("%d sentences at %d places\n", told.n, n_sites);
    assert_int_equal(n_wrong, 0);
}

/* ---- what is heard ----------------------------------------------------------- */

struct listener {
    struct asy_run run;
    struct asy_trace trace;
    struct asy_applicant *before;
    bool *is_told;
    size_t room;
};

static void
hear(void *of, const struct asy_applicant *who, const struct asy_told *step)
{
    struct listener *self = of;
    const size_t index = (size_t) (who - self->run.people);
    char sentence[MOST_TEXT];
    snprintf(sentence, sizeof sentence, "%s: %.200s", asy_laws[step->law]->name, step->what);
    struct line *line = find_line(&told, sentence);
    if (line)
        line->heard++;
    else
        n_wrong++;
    if (index < self->room)
        self->is_told[index] = true;
}

/* What has changed of somebody, in words; "" if nothing. */
static const char *
changes_of(const struct asy_applicant *a, const struct asy_applicant *b, char *text,
           size_t size)
{
    const struct {
        const char *name;
        bool differs;
    } part[] = {
        { "place", a->place != b->place },    { "fate", a->fate != b->fate },
        { "claims", a->claims != b->claims }, { "files", a->files != b->files },
        { "chain", a->chain != b->chain },    { "flights", a->flights != b->flights },
        { "refuge", a->refuge != b->refuge }, { "attempts", a->attempts != b->attempts },
    };
    text[0] = '\0';
    if (a->stage != b->stage)
        snprintf(text, size, " to %s", asy_stages[b->stage].name);
    for (int m = 0; m < ASY_N_MEMORIES; m++) {
        const int mark = asy_memories[m].mark;
        if (mark >= 0 &&
            asy_marked(a, (enum asy_mark) mark) != asy_marked(b, (enum asy_mark) mark))
            snprintf(text + strlen(text), size - strlen(text), ", %s", asy_memories[m].name);
    }
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        if (part[i].differs)
            snprintf(text + strlen(text), size - strlen(text), ", %s", part[i].name);
    return text;
}

static void
look_for_untold(struct listener *self, uint32_t n_before)
{
    char change[MOST_TEXT], what[MOST_TEXT + 40];
    for (uint32_t i = 0; i < self->run.n_people; i++) {
        const struct asy_applicant *old = &self->before[i], *now = &self->run.people[i];
        if (self->is_told[i])
            continue;
        if (i < n_before && !changes_of(old, now, change, sizeof change)[0])
            continue;
        if (i < n_before)
            snprintf(what, sizeof what, "%s%s", asy_stages[old->stage].name, change);
        else
            snprintf(what, sizeof what, "nobody to %s", asy_stages[now->stage].name);
        struct line *line = find_line(&untold, what);
        if (line && line->has_reason) {
            line->heard++;
            continue;
        }
        if (!line && untold.n < MOST_UNTOLD) { /* say it once */
            line = &untold.line[untold.n++];
            snprintf(line->text, sizeof line->text, "%.*s", MOST_TEXT - 1, what);
            print_error("untold: %s\n", what);
        }
        n_wrong++;
    }
}

static void
make_room(struct listener *self)
{
    const size_t room = 2 * (size_t) self->run.n_people + 4096;
    if (room <= self->room)
        return;
    self->before = realloc(self->before, room * sizeof *self->before);
    self->is_told = realloc(self->is_told, room * sizeof *self->is_told);
    assert_non_null(self->before);
    assert_non_null(self->is_told);
    self->room = room;
}

/* Lives a history, and listens on the days from `from` to `until`, at most to the horizon. */
static void
listen_to(const char *path, const char *const *sets, uint32_t replicate, int32_t from,
          int32_t until)
{
    struct listener *self = calloc(1, sizeof *self);
    struct test_world world;
    assert_non_null(self);
    test_world_open(&world, path, sets);
    const struct asy_luck_key key = asy_luck_key(world.plan.seed, 0, replicate);
    assert_true(
        asy_run_init(&self->run, test_world_of(&world), world.draw.thresholds, key, 1.0));
    self->trace.hear = hear;
    self->trace.of = self;
    asy_run_to(&self->run, from);
    self->run.scene.trace = &self->trace;
    for (int32_t day = from; day < until && day < self->run.world->n_days; day++) {
        const uint32_t n = self->run.n_people;
        make_room(self);
        memcpy(self->before, self->run.people, n * sizeof *self->before);
        memset(self->is_told, 0, self->room * sizeof *self->is_told);
        asy_run_to(&self->run, day + 1);
        look_for_untold(self, n);
    }
    assert_false(self->run.failed);
    asy_run_free(&self->run);
    test_world_close(&world);
    free(self->before);
    free(self->is_told);
    free(self);
}

/* What the small world leaves out: notices of transfer, a second review, rulings and
   suspensions that come while somebody waits for a court or a transfer, births, new counsel,
   detention before a transfer. */
static const char *const elsewhere[] = {
    "rules.dublin.notified=true",
    "rules.dublin.keeps_safe_origin=true",
    "rules.dublin.union_safe_origin=[\"TJK\"]",
    "rules.dublin.diploma=true",
    "rules.kinship.diploma=0.5",
    "rules.secondary_movement.reception=\"to_claim\"",
    "rules.secondary_movement.days=5",
    "rules.secondary_movement.p_no_claim=0.3",
    "rules.secondary_movement.found_days=60",
    "rules.secondary_movement.taken_back_accelerated=true",
    "rules.secondary_movement.taken_charge_accelerated=true",
    "rules.internal_border.checked=0.5",
    "rules.internal_border.p_asks=0.5",
    "rules.internal_border.p_refused_claim=0.5",
    "rules.internal_border.agreement_with=[\"POL\"]",
    "states.POL.dublin.admissibility_first=true",
    "states.BGR.dublin.admissibility_first=true",
    "rules.dublin.suspended=({from=\"2012-01-01\";value=[];},{from=\"2013-07-01\";value=["
    "\"POL\","
    "\"FRA\"];})",
    "rules.other_channels.review=0.5",
    "rules.pregnancy.share=0.5",
    "rules.legal_aid.reached=0.4",
    "rules.legal_aid.reached_appeal=0.7",
    "rules.legal_aid.reached_crossing=0.4",
    "rules.regularisation.years=1",
    "rules.transfer_detention.held_absconding=0.6",
    "rules.transfer_detention.held_others=0.3",
    "rules.third_country.individual_look=true",
    "rules.first_country.individual_look=true",
    "rules.connection.without_permit=0.5",
    "states.POL.rulings.struck=({from=\"2012-01-01\";value=[];},{from=\"2013-07-01\";value="
    "[\"BLR\"];})",
    "states.POL.third_country.individual_look=false",
    "states.POL.third_country.p_apply=1",
    "states.POL.third_country.p_appeal=1",
    "states.POL.third_country.appeal_days=200",
    "states.POL.third_country.suspensive=true",
    NULL,
};

/* All are allocated whom nothing links or holds, and some are relocated. */
static const char *const allocated[] = {
    "rules.corrective.threshold=0",
    "rules.allocated.diploma=true",
    "rules.kinship.diploma=0.2",
    "rules.allocated.filter=true",
    "rules.allocated.security=0.1",
    "rules.allocated.abscond=0.3",
    "rules.allocated.together=0.5",
    "rules.corrective.choices=({from=\"2012-01-01\";value=3;},{from=\"2013-01-01\";value=0;})",
    "rules.corrective.opted_out=[\"DEU\"]",
    "rules.corrective.not_from=[\"FRA\"]",
    "rules.solidarity.in_use=true",
    "rules.solidarity.relieved=[\"FRA\",\"POL\"]",
    "rules.solidarity.in_money=0.5",
    NULL,
};

/* Standards that are moved, a limit that binds, the conditions of internal protection. */
static const char *const standards[] = {
    "states.POL.merits.standard={as_in=\"FRA\";}",
    "states.POL.appeal.standard={as_in=\"FRA\";}",
    "states.DEU.merits.standard=-0.7",
    "states.DEU.appeal.standard=0.7",
    "states.FRA.merits.standard={as_in=\"pooled\";}",
    "rules.merits.limit_days=150",
    "rules.internal_protection.asked_of=\"everybody\"",
    "rules.internal_protection.p_found_mandatory=0.8",
    "rules.internal_protection.presumes_none=true",
    "rules.internal_protection.heeds_travel=true",
    "rules.internal_protection.heeds_admission=true",
    "rules.internal_protection.heeds_settlement=true",
    "rules.internal_protection.heeds_care=true",
    "rules.internal_protection.burden=true",
    "rules.internal_protection.p_shown=0.5",
    "rules.another_part.by_state=0.5",
    "rules.kinship.minor_alone=0.4",
    "rules.readmission.child_received=0.5",
    "rules.people.vulnerable=0.5",
    "rules.people.gravely_ill=0.6",
    "rules.vulnerability.seen=0.8",
    "rules.vulnerability.too_ill_to_remove=0.5",
    "rules.status_elsewhere.not_counted=[\"POL\"]",
    NULL,
};

static void
nothing_becomes_of_anybody_untold(void **state)
{
    (void) state;
    n_wrong = 0;
    for (uint32_t replicate = 0; replicate < 5; replicate++)
        listen_to(SMALL, NULL, replicate, 0, INT32_MAX);
    listen_to(SMALL, elsewhere, 0, 0, INT32_MAX);
    listen_to(SMALL, allocated, 0, 0, INT32_MAX);
    listen_to(SMALL, standards, 0, 0, INT32_MAX);
    assert_int_equal(n_wrong, 0);
}

static void
nothing_becomes_of_anybody_untold_in_the_shipped_baseline(void **state)
{
    enum { MARCH_2016 = 1521, DAYS = 45 };
    (void) state;
    n_wrong = 0;
    listen_to(ASY_SOURCE_DIR "/scenarios/baseline.cfg", NULL, 0, MARCH_2016, MARCH_2016 + DAYS);
    assert_int_equal(n_wrong, 0);
}

static void
every_sentence_is_heard(void **state)
{
    (void) state;
    n_wrong = 0;
    for (int i = 0; i < told.n; i++) {
        const struct line *line = &told.line[i];
        if ((line->heard > 0) != line->has_reason)
            continue;
        print_error("%s: %s\n", line->heard > 0 ? "heard after all" : "never heard",
                    line->text);
        n_wrong++;
    }
    assert_int_equal(n_wrong, 0);
}

static int
begin(void **state)
{
    (void) state;
    read_lines(&told, TOLD);
    read_lines(&untold, UNTOLD);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_holds_every_sentence_of_the_sources),
        cmocka_unit_test(nothing_becomes_of_anybody_untold),
        cmocka_unit_test(every_sentence_is_heard),
        cmocka_unit_test(nothing_becomes_of_anybody_untold_in_the_shipped_baseline),
    };
    return cmocka_run_group_tests(tests, begin, NULL);
}
