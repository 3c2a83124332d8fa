/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One word of luck, one question. The model is compiled once more so that every reading of a
   word is noted, and lived on the reduced world under all its reforms. A word that the table of
   draws does not declare (catalogue/draws.def), a word that two places of the code read, and
   one that is read on a second occasion all fail, unless excused below by name; and so does a
   word that is declared and never read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/world.h"

#include "life/draw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER ASY_SOURCE_DIR "/tests/golden/"

enum { REPLICATES = 10 };

/* Who had flown in is sent to a transit country, finds thin protection there and flies on. */
#define SENT_ON                                                                                \
    "rules.third_country.list=[\"BLR\",\"RUS\",\"TUR\"]", "rules.third_country.p_apply=1",     \
        "rules.third_country.p_shown=0", "rules.readmission.third_country=1",                  \
        "rules.connection.stay_months=12", "rules.dangers.local_claim=5",                      \
        "rules.local_asylum.p_accepted=1", "rules.local_asylum.p_granted=1",                   \
        "rules.local_asylum.p_too_thin=1", "rules.local_asylum.thin_days=5"

static const char *const sent_on[] = { SENT_ON, NULL };

/* And measures of Strasbourg that no state obeys, so that one removes the same person twice; or
   that all obey until the court finds no violation. */
static const char *const disobeyed[] = { SENT_ON,
                                         "rules.strasbourg.p_ask=1",
                                         "rules.strasbourg.p_grant=1",
                                         "rules.strasbourg.p_grant_unfounded=1",
                                         "rules.strasbourg.compliance=0",
                                         NULL };
static const char *const obeyed[] = { SENT_ON,
                                      "rules.strasbourg.p_ask=1",
                                      "rules.strasbourg.p_grant=1",
                                      "rules.strasbourg.p_grant_unfounded=1",
                                      "rules.strasbourg.days=5",
                                      "rules.strasbourg.p_violation=0",
                                      NULL };

/* Without a passport and refused asylum in a transit country, and found a safe route there. */
static const char *const stranded[] = { "transit.RUS.extradition.p_papers_lost=1",
                                        "transit.RUS.extradition.p_rearrested=0",
                                        "transit.RUS.extradition.p_claims=1",
                                        "transit.RUS.local_asylum.p_accepted_detained=1",
                                        "transit.RUS.local_asylum.p_expelled=0",
                                        "groups.tajik.referral.p_reached=1",
                                        "rules.search.by.RUS=0",
                                        NULL };

static const struct {
    const char *reform;
    const char *const *sets;
} lived[] = {
    { NULL, NULL },
    { FOLDER "reform_everything.cfg", NULL },
    { FOLDER "reform_open.cfg", NULL },
    { FOLDER "reform_dublin.cfg", NULL },
    { FOLDER "reform_island.cfg", NULL },
    { FOLDER "reform_families.cfg", NULL },
    { FOLDER "reform_later.cfg", NULL },
    { FOLDER "reform_scope.cfg", NULL },
    { NULL, sent_on },
    { NULL, disobeyed },
    { NULL, obeyed },
    { NULL, stranded },
};

/* Why a word may be read at more than one place, or again on the same occasion: it decides one
   thing, which is worked out again, stands in two branches or has one answer by law. */
static const struct {
    const char *draw, *words;
    int places;
    bool again;
    const char *why;
} excused[] = {
    /* what people are is asked for whenever it matters */
    { "persecutor", "01", 1, true, "who persecutes stays who it is" },
    { "disposition", "0", 1, true, "at each way to a crossing, the same" },
    { "search_state", "01", 1, true,
      "who looks for them, and of what they are accused, stays" },
    { "kinship", "0", 2, true, "the same in every state, and for whom a law is" },
    { "kinship", "12", 1, true, "the same in every state" },
    { "share", "0", 1, true, "who is exempt stays so" },
    { "region", "0", 2, true, "for each list, and for whom a law is" },
    { "special_needs", "0123", 1, true, "one answer of each state on a flight" },
    { "regularisation", "0", 1, true, "what stands against them in one year does in the next" },
    { "counsel", "012", 1, true, "one counsel in each state" },
    { "pregnancy", "01", 1, true, "for the special needs and for the transfer" },
    { "passport", "0", 1, true, "at each border, the same" },
    { "route", "3", 1, true, "refused, the same state is asked again" },
    { "visa", "0", 1, true, "refused, the same state is asked again" },
    { "dublin_family", "3", 1, true, "the same in every state" },
    { "removal_bars", "01", 1, true, "of the person, at each removal" },
    { "links", "1", 1, true, "the same in every state" },
    { "diploma", "0", 1, true, "the same in every state" },
    { "moved_on", "0", 1, true, "withheld or not, for the whole of this claim" },
    { "connection", "0123", 1, true, "to one country, for each state that asks" },
    { "internal_protection", "01", 1, true, "for the decision and for the court" },
    { "another_part", "0123", 1, true, "for the decision and for the court" },
    { "another_part_shown", "01", 1, true, "for the decision and for the court" },
    { "border_ground", "0123", 1, true, "on the border and when its time is over" },
    { "listed", "0", 1, true, "one place by lot in the list of a country, whenever joined" },
    { "lodge", "0", 2, true, "the same time for each claim of a flight, protected or not" },
    { "over_ceiling", "01", 1, true,
      "one answer of each state on a flight, however often met" },
    { "return_hub", "0123", 1, true, "one answer of each state on a flight" },
    { "return_order", "01", 1, true, "one answer of each state on a flight" },
    /* those protected go on living: what they are like is asked at each turn */
    { "status_moves", "0123", 1, true, "brought back, they move on again, the same way" },
    { "status_back", "3", 2, true, "one time, after an answer at once or after a court's" },
    { "status_review", "0123", 1, true,
      "the same file before the same authority, at each term" },
    { "status_appeal", "012", 1, true, "and before the same court" },
    { "need_later", "0", 1, true,
      "how the danger changes is one course, asked at each review" },
    { "long_term", "0", 1, true, "once for a file, whenever it is asked" },
    { "group_protection", "01", 1, true, "one answer of each state on a flight" },
    { "reunion", "1", 1, true, "an application made again takes as long" },
    { "reunion_answer", "01", 1, true, "and is answered as before" },
    { "relatives", "3", 1, true, "active in exile or not, whenever relatives are pressed" },
    { "consulate", "03", 1, true, "knows of it and waits as long, at each refusal" },
    { "safe_route", "2", 1, true, "one time in hiding, whenever it begins" },
    /* a removal that may not be made: the same state hears or refuses the same file again */
    { "withdrawal", "012", 1, true, "heard after all, in the same file" },
    { "line", "0", 1, true, "and in the same place among those of that day" },
    { "external", "0123", 1, true, "heard after all: the same country, the same answer" },
    { "external_days", "1", 1, true, "as above" },
    { "refused", "013", 1, true, "refused again, in the same file" },
    { "leaving", "2", 1, true, "as above" },
    { "repeat", "23", 1, true, "as above" },
    { "onward_refused", "123", 1, true, "taken back and refused again, the same way on" },
    { "passes_on", "012", 1, true, "sent back before any claim, the same way on" },
    { "relatives", "012", 1, true, "counted when they are parted, pressed and reunited" },
    { "reunion", "0", 1, true, "whether in time is asked when it is answered" },
    { "leaving", "0", 2, true, "whether supported, on leaving and on fleeing again" },
    { "watched", "0", 1, true, "on the return, and when harm is done" },
    { "after_return", "0", 3, true, "on the return home or being kept abroad, and on the day" },
    /* clocks and answers are not kept in memory but worked out again when they are due */
    { "danger", "0", 1, true, "the clock of a wait, on each of its days that count" },
    { "remedy", "02", 1, true, "whether told, before the appeal and before the removal" },
    { "border_procedure", "12", 1, true,
      "the day of the decision, and when a court has ruled" },
    { "withdrawal", "3", 1, true, "for the channel and for the decision" },
    { "clauses", "13", 1, true, "for the request and for the answer" },
    { "answer", "0", 1, true, "the day of the answer" },
    { "detention", "12", 1, true, "when it begins and when it ends" },
    { "unheard", "0", 2, false, "would appeal, asked before readmission or after" },
    { "appeal", "0", 2, true, "one court, asked from the border or from within" },
    { "appeal", "1", 2, false, "one court, asked from the border or from within" },
    { "transfer", "012", 1, true, "the clocks, when a measure stops the transfer" },
    { "wrong_decision", "01", 1, true, "for the court, and when they are transferred" },
    { "repeat_removal", "0", 2, true, "one removal, before a court or before a fresh claim" },
    { "set_free", "0", 2, false, "one way on, after detention or after a removal" },
    { "received", "3", 2, false, "the held are asked first, and answer the same when free" },
    { "after_return", "1", 3, false,
      "one clock, for who is kept abroad and who was coerced back too" },
    { "passes_on", "3", 2, true, "the days of moving on are replaced by those in hiding" },
    { "local_last_word", "2", 2, false, "one way on, after a refusal or a thin protection" },
    { "search_request", "012", 2, false, "no request falls on the day of setting out" },
    /* once for a person, or for a flight and country, whatever happens later */
    { "complaint", "01", 1, true, "each arrest gives the thought, one answers it once" },
    { "refugee_policy", "012", 1, true, "one answer for each person, whenever asked" },
    { "occupation_year", "2", 1, true, "one answer for each year" },
    { "strasbourg_border", "012", 1, true, "one answer for each flight and country" },
    { "strasbourg", "012", 1, true,
      "the same complaint against one state: ECHR art. 35(2)(b), from memory" },
    { "strasbourg_judgment", "01", 1, true, "and the same judgment" },
    { "readmission_ground", "0123", 1, true, "what can be shown of a way stays so" },
    { "off_post_will", "0", 1, true, "whether one would go that way, at each refusal" },
    { "on_the_spot", "012", 1, true, "exempt by person, not by attempt" },
    { "arrest_decision", "0", 1, true, "a state that has refused does not decide anew" },
    { "assurance_in_europe", "0123", 1, true, "nor does it weigh the same assurance anew" },
};

static void
live(const char *reform, const char *const *sets, uint32_t replicate)
{
    struct asy_scenario *scenario = test_scenario(FOLDER "small.cfg", reform, sets);
    const struct asy_scenario *list[1] = { scenario };
    const struct asy_plan plan = { .scenarios = list,
                                   .n_scenarios = 1,
                                   .seed = 1,
                                   .n_replicates = 1,
                                   .n_shards = 1,
                                   .n_threads = 1,
                                   .scale = 1 };
    struct asy_draw draw;
    struct asy_run run;
    struct asy_error err = { 0 };
    if (!asy_draw_init(&draw, &plan, 0, NULL, &err))
        fail_msg("%s: %s", err.where, err.what);
    assert_true(asy_run_init(&run, &draw.world[0], draw.thresholds,
                             asy_luck_key(1, 0, replicate), 1.0));
    watch_begin();
    for (int32_t day = 1; day <= run.world->n_days; day++) {
        watch_call();
        asy_run_to(&run, day);
    }
    watch_end();
    assert_true(asy_run_finish(&run, &err));
    asy_run_free(&run);
    asy_draw_free(&draw);
    asy_scenario_destroy(scenario);
}

static int
live_all(void **state)
{
    (void) state;
    for (size_t i = 0; i < sizeof lived / sizeof *lived; i++)
        for (uint32_t r = 0; r < REPLICATES; r++)
            live(lived[i].reform, lived[i].sets, r);
    return 0;
}

static const char *
short_name(const char *file)
{
    const char *model = strstr(file, "model/");
    return model ? model + strlen("model/") : file;
}

static int
excuse_of(const char *draw, int word)
{
    for (size_t i = 0; i < sizeof excused / sizeof *excused; i++)
        if (strcmp(excused[i].draw, draw) == 0 && strchr(excused[i].words, '0' + word))
            return (int) i;
    return -1;
}

static void
print_sites(const struct watch_word *word)
{
    for (int i = 0; i < word->n_sites; i++)
        print_error("    %s:%d\n", short_name(word->site[i].file), word->site[i].line);
}

/* Whether a word decides one thing, or is excused to the letter. */
static bool
is_one_question(int draw, int word)
{
    const struct asy_draw_row *row = &asy_draws[draw];
    const struct watch_word *read = watch_word_of(draw, word);
    const int e = excuse_of(row->name, word);
    const int places = e < 0 ? 1 : excused[e].places;
    if (read->n_sites > places)
        print_error("%s word %d (%s) is read at %d places, not %d:\n", row->name, word,
                    row->word[word], read->n_sites, places);
    else if (read->again > 0 && (e < 0 || !excused[e].again))
        print_error("%s word %d (%s) is read again on the same occasion, %zu of %zu times:\n",
                    row->name, word, row->word[word], read->again, read->reads);
    else
        return true;
    print_sites(read);
    return false;
}

static void
no_word_serves_two_questions(void **state)
{
    int faults = 0;
    size_t reads = 0;
    (void) state;
    for (int d = 0; d < ASY_N_DRAWS; d++)
        for (int w = 0; w < 4; w++) {
            reads += watch_word_of(d, w)->reads;
            faults += !is_one_question(d, w);
        }
    print_message("%zu words read\n", reads);
    assert_true(reads > 1000000);
    assert_int_equal(faults, 0);
}

static void
every_word_read_is_declared(void **state)
{
    const struct watch_stray *list;
    const int n = watch_strays(&list);
    (void) state;
    for (int i = 0; i < n; i++)
        print_error("%s:%d reads word %d of number %u, occurrence %#x: not in draws.def\n",
                    short_name(list[i].site.file), list[i].site.line, list[i].word,
                    list[i].number, list[i].occurrence);
    assert_int_equal(n, 0);
}

static void
every_word_declared_is_read(void **state)
{
    int dead = 0;
    (void) state;
    for (int d = 0; d < ASY_N_DRAWS; d++)
        for (int w = 0; w < 4; w++)
            if (asy_draws[d].word[w] && watch_word_of(d, w)->reads == 0) {
                print_error("%s word %d (%s) is never read\n", asy_draws[d].name, w,
                            asy_draws[d].word[w]);
                dead++;
            }
    assert_int_equal(dead, 0);
}

static int
draw_called(const char *name)
{
    for (int d = 0; d < ASY_N_DRAWS; d++)
        if (strcmp(asy_draws[d].name, name) == 0)
            return d;
    fail_msg("%s is excused, but there is no such draw", name);
    return 0;
}

static void
every_excuse_is_needed(void **state)
{
    int idle = 0;
    (void) state;
    for (size_t i = 0; i < sizeof excused / sizeof *excused; i++)
        for (const char *w = excused[i].words; *w; w++) {
            const struct watch_word *word =
                watch_word_of(draw_called(excused[i].draw), *w - '0');
            if (word->n_sites == excused[i].places && (word->again > 0) == excused[i].again)
                continue;
            print_error("%s word %c (%s) needs no such excuse: %d places, again %zu times\n",
                        excused[i].draw, *w, excused[i].why, word->n_sites, word->again);
            idle++;
        }
    assert_int_equal(idle, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_read_is_declared),
        cmocka_unit_test(no_word_serves_two_questions),
        cmocka_unit_test(every_excuse_is_needed),
        cmocka_unit_test(every_word_declared_is_read),
    };
    return cmocka_run_group_tests(tests, live_all, NULL);
}
