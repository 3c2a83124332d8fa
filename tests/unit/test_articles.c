/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger beside a reform: what of a text is modelled, held or left out, and every way in
   which such a table can be wrong. */
#define _XOPEN_SOURCE 700
#include "scenario/articles.h"
#include "support/mini.h"

#include <sys/stat.h>

#define HEAD "article,says,status,keys,case,mark,why\n"

static char folder[] = "/tmp/asylsim-articles-XXXXXX";
static char reform_file[80], ledger_file[80];
static struct asy_scenario *base, *reform;

/* p_apply is set to what holds already, accept_days of POL is changed. */
static int
set_up(void **state)
{
    (void) state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(reform_file, sizeof reform_file, "%s/text.cfg", folder);
    snprintf(ledger_file, sizeof ledger_file, "%s/text.csv", folder);
    write_reform(reform_file, MINI, "2016-05-01",
                 "rules: { dublin: { lapse = false; admissibility_first = false; }; };\n"
                 "states: { POL: { dublin: { p_request: { DEU = 0.123; }; }; }; };");
    const char *const files[] = { reform_file };
    base = load_mini();
    reform =
        load(&(struct asy_scenario_args){ .baseline = MINI, .reforms = files, .n_reforms = 1 });
    return 0;
}

static int
tear_down(void **state)
{
    (void) state;
    asy_scenario_destroy(base);
    asy_scenario_destroy(reform);
    unlink(reform_file);
    unlink(ledger_file);
    return rmdir(folder);
}

static void
put(const char *text, size_t size)
{
    FILE *const file = fopen(ledger_file, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static bool
read_ledger(struct asy_articles *out, struct asy_errors *errs)
{
    *out = (struct asy_articles){ 0 };
    *errs = (struct asy_errors){ 0 };
    return asy_articles_read(out, reform_file, "text", true, base, reform, errs);
}

/* The rows below the head are good, and as many of each status as said. */
static void
expect_counts(const char *rows, size_t modelled, size_t held, size_t outside)
{
    char text[4096];
    struct asy_articles ledger;
    struct asy_errors errs;

    snprintf(text, sizeof text, HEAD "%s", rows);
    put(text, strlen(text));
    if (!read_ledger(&ledger, &errs))
        asy_errors_print(&errs, stderr);
    assert_int_equal(errs.n, 0);
    assert_int_equal(ledger.n_of[ASY_ARTICLE_MODELLED], modelled);
    assert_int_equal(ledger.n_of[ASY_ARTICLE_HELD], held);
    assert_int_equal(ledger.n_of[ASY_ARTICLE_OUTSIDE], outside);
    asy_articles_free(&ledger);
    asy_errors_free(&errs);
}

/* The whole text is refused: the n-th error says the n-th of `words`, at its line, and there
   is none besides. */
static void
expect_errors(const char *text, const char *const *words)
{
    struct asy_articles ledger;
    struct asy_errors errs;
    size_t n = 0;

    put(text, strlen(text));
    assert_false(read_ledger(&ledger, &errs));
    for (; words[n]; n++) {
        char line[700] = "no such error";
        if (n < errs.n)
            snprintf(line, sizeof line, "%s: %s", errs.list[n].where, errs.list[n].what);
        if (!strstr(line, words[n]))
            fail_msg("expected '%s', found '%s'", words[n], line);
    }
    if (errs.n != n)
        asy_errors_print(&errs, stderr);
    assert_int_equal(errs.n, n);
    asy_articles_free(&ledger);
    asy_errors_free(&errs);
}

static void
expect_error(const char *rows, const char *word)
{
    char text[4096];
    const char *const words[] = { word, NULL };

    snprintf(text, sizeof text, HEAD "%s", rows);
    expect_errors(text, words);
}

/* ---- good ones --------------------------------------------------------------------------- */

static void
a_reform_without_a_table_beside_it_has_no_ledger(void **state)
{
    struct asy_articles ledger;
    struct asy_errors errs;
    (void) state;
    unlink(ledger_file);
    assert_true(read_ledger(&ledger, &errs));
    assert_null(ledger.file);
    assert_int_equal(ledger.n, 0);
    asy_articles_free(&ledger);
}

static void
articles_are_counted_by_what_becomes_of_them(void **state)
{
    (void) state;
    expect_counts(
        "# a remark\n\n"
        "\"art. 1\",\"clocks, and more\",modelled,rules.dublin.lapse,dublin: a,text,\n"
        "art. 2,one key of two,modelled,dublin.admissibility_first dublin.lapse,a: b,press,\n"
        "art. 3,held,held,dublin.admissibility_first,,memory,so since 2013\n"
        "art. 4,\"says \"\"no\"\"\",outside,,,text,no money moves\n",
        2, 1, 1);
}

static void
a_key_may_be_named_of_one_state_and_one_member_or_of_any(void **state)
{
    (void) state;
    expect_counts("art. 1,a,modelled,states.POL.dublin.p_request.DEU,a: b,text,\n"
                  "art. 1,b,modelled,states.POL.dublin.p_request,a: b,text,\n"
                  "art. 1,c,modelled,dublin.p_request,a: b,text,\n"
                  "art. 1,d,modelled,states.DEU.dublin.lapse,a: b,text,\n",
                  4, 0, 0);
    expect_error("art. 1,a,modelled,states.POL.dublin.p_request.EST,a: b,text,\n",
                 "text.csv:2: art. 1 is modelled, but the reform changes none of its keys");
    expect_error("art. 1,a,modelled,states.DEU.dublin.p_request,a: b,text,\n",
                 "changes none of its keys");
}

static void
tables_of_spreadsheets_are_read(void **state)
{
    static const char text[] = "\xef\xbb\xbf"
                               "mark,article,says,status,keys,case,why\r\n"
                               "text,art. 1,a,modelled,dublin.lapse,a: b,\r\n";
    struct asy_articles ledger;
    struct asy_errors errs;
    (void) state;
    put(text, strlen(text));
    assert_true(read_ledger(&ledger, &errs));
    assert_int_equal(ledger.n, 1);
    assert_string_equal(ledger.list[0].article, "art. 1");
    assert_string_equal(ledger.list[0].keys, "dublin.lapse");
    assert_string_equal(ledger.list[0].example, "a: b");
    assert_int_equal(ledger.list[0].line, 2);
    asy_articles_free(&ledger);
}

static void
in_company_a_key_need_only_be_set(void **state)
{
    struct asy_articles ledger = { 0 };
    struct asy_errors errs = { 0 };
    (void) state;
    put(HEAD "art. 1,a,modelled,dublin.admissibility_first,a: b,text,\n",
        strlen(HEAD "art. 1,a,modelled,dublin.admissibility_first,a: b,text,\n"));
    assert_true(asy_articles_read(&ledger, reform_file, "text", false, base, reform, &errs));
    asy_articles_free(&ledger);
    /* of another's layers it is not set */
    ledger = (struct asy_articles){ 0 };
    assert_false(asy_articles_read(&ledger, reform_file, "other", false, base, reform, &errs));
    asy_articles_free(&ledger);
    asy_errors_free(&errs);
}

/* ---- what is wrong ----------------------------------------------------------------------- */

static void
a_modelled_article_names_keys_that_the_reform_changes_and_a_case(void **state)
{
    (void) state;
    expect_error("art. 1,a,modelled,dublin.admissibility_first,a: b,text,\n",
                 "text.csv:2: art. 1 is modelled, but the reform changes none of its keys "
                 "(dublin.admissibility_first): is it held, or outside?");
    expect_error("art. 1,a,modelled,,a: b,text,\n", "keys is empty");
    expect_error("art. 1,a,modelled,dublin.lapse,,text,\n", "case is empty");
    expect_error("art. 1,a,modelled,dublin.lapse,a,text,\n",
                 "case = 'a', expected 'file: name");
    expect_error("art. 1,a,modelled,dublin.lapse,: b,text,\n", "case = ': b'");
}

static void
what_is_left_out_says_why(void **state)
{
    (void) state;
    expect_error("art. 1,a,outside,,,text,\n", "text.csv:2: why is empty");
    expect_error("art. 1,a,outside,,,text, \n", "text.csv:2: why is empty");
}

static void
words_that_are_none_come_with_the_nearest(void **state)
{
    (void) state;
    expect_error("art. 1,a,modeled,dublin.lapse,a: b,text,\n",
                 "status = 'modeled', expected modelled, held or outside, did you mean "
                 "modelled?");
    expect_error("art. 1,a,,,,text,x\n", "status = ''");
    expect_error("art. 1,a,outside,,,pres,x\n", "mark = 'pres', expected text, press or "
                                                "memory, did you mean press?");
    expect_error("art. 1,a,held,dublin.laps,,text,\n", "dublin has no key laps, did you mean "
                                                       "lapse?");
    expect_error("art. 1,a,held,dublni.lapse,,text,\n", "no law or section dublni, did you "
                                                        "mean dublin?");
    expect_error("art. 1,a,held,third_country.lapse,,text,\n", "but dublin has lapse");
    expect_error("art. 1,a,held,states.POLL.dublin.lapse,,text,\n",
                 "POLL is not a country in the scenario, did you mean POL?");
    expect_error("art. 1,a,held,states.BLR.dublin.lapse,,text,\n", "BLR belongs in `transit`");
    expect_error("art. 1,a,held,crossings.terespol.dublin.lapse,,text,\n",
                 "dublin does not stand in `crossings`; write dublin.lapse for all");
    expect_error("art. 1,a,held,dublin.p_request.XXX,,text,\n", "XXX is not a country");
    expect_error("art. 1,a,held,dublin.lapse.POL,,text,\n", "is one value, without .POL");
    expect_error("art. 1,a,held,dublin,,text,\n", "expected law.key");
    expect_error("art. 1,a,held,a.b.c.d.e.f.g,,text,\n", "expected law.key");
    expect_error(",a,outside,,,text,x\n", "article is empty");
    expect_error("art. 1,,outside,,,text,x\n", "says is empty");
    expect_error("art. 1,a,outside,,,text,x\nart. 1,a,outside,,,text,y\n",
                 "text.csv:3: art. 1 says the same as in line 2");
}

static void
every_error_comes_in_one_pass(void **state)
{
    static const char *const words[] = { "text.csv:2: status", "text.csv:2: mark",
                                         "text.csv:3: why is empty",
                                         "text.csv:4: 6 cells, expected 7", NULL };
    (void) state;
    expect_errors(HEAD "art. 1,a,model,,,txt,\nart. 2,a,outside,,,text,\n"
                       "art. 3,a,outside,,text,x\n",
                  words);
}

static void
a_head_without_its_columns_is_refused_by_name(void **state)
{
    static const char *const lacks[] = { "text.csv:1: missing in the head: case, why", NULL };
    static const char *const odd[] = { "unknown column 'reason'", "missing in the head: why",
                                       NULL };
    static const char *const spelt[] = { "unknown column 'artcle', did you mean article?",
                                         "missing in the head: article", NULL };
    static const char *const twice[] = { "column mark appears twice", NULL };
    static const char *const empty[] = { "text.csv:1: is empty", NULL };
    (void) state;
    expect_errors("article,says,status,keys,mark\nart. 1,a,b,c,d\n", lacks);
    expect_errors("article,says,status,keys,case,mark,reason\n", odd);
    expect_errors("artcle,says,status,keys,case,mark,why\n", spelt);
    expect_errors("article,says,status,keys,case,mark,mark,why\n", twice);
    expect_errors("", empty);
    expect_errors(HEAD, empty);
}

static void
broken_rows_are_told_at_their_line(void **state)
{
    (void) state;
    expect_error("art. 1,a,outside,,,text,x,y\n", "8 cells, expected 7, as the head has: a "
                                                  "text with a comma needs quotation marks");
    expect_error("art. 1,\"a,outside,,,text,x\n", "text.csv:2: quotation marks");
    expect_error("art. 1,\"a\" b,outside,,,text,x\n", "text.csv:2: quotation marks");
    expect_error("art. 1,\"a\nb\",outside,,,text,x\n", "says contains a control character");
    expect_error("art. 1,a\033[2J,outside,,,text,x\n", "says contains a control character");
    expect_error("art. 1,a\xff,outside,,,text,x\n", "invalid UTF-8");
}

static void
what_is_no_ledger_at_all_is_refused(void **state)
{
    struct asy_articles ledger;
    struct asy_errors errs;
    char *const large = calloc(2 << 20, 1);
    (void) state;
    put("a\0b", 3);
    assert_false(read_ledger(&ledger, &errs));
    assert_non_null(strstr(errs.list[0].what, "it is not text"));
    asy_articles_free(&ledger);
    asy_errors_free(&errs);
    assert_non_null(large);
    memset(large, 'a', 2 << 20);
    put(large, 2 << 20);
    free(large);
    assert_false(read_ledger(&ledger, &errs));
    assert_non_null(strstr(errs.list[0].what, "more than 1 MB"));
    asy_articles_free(&ledger);
    asy_errors_free(&errs);
    unlink(ledger_file);
    assert_int_equal(mkdir(ledger_file, 0700), 0);
    assert_false(read_ledger(&ledger, &errs));
    assert_non_null(strstr(errs.list[0].what, "not a regular file"));
    asy_articles_free(&ledger);
    asy_errors_free(&errs);
    assert_int_equal(rmdir(ledger_file), 0);
    assert_int_equal(symlink("/nonexistent", ledger_file), 0);
    assert_false(read_ledger(&ledger, &errs));
    assert_non_null(strstr(errs.list[0].what, "cannot be read"));
    asy_articles_free(&ledger);
    asy_errors_free(&errs);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reform_without_a_table_beside_it_has_no_ledger),
        cmocka_unit_test(articles_are_counted_by_what_becomes_of_them),
        cmocka_unit_test(a_key_may_be_named_of_one_state_and_one_member_or_of_any),
        cmocka_unit_test(tables_of_spreadsheets_are_read),
        cmocka_unit_test(in_company_a_key_need_only_be_set),
        cmocka_unit_test(a_modelled_article_names_keys_that_the_reform_changes_and_a_case),
        cmocka_unit_test(what_is_left_out_says_why),
        cmocka_unit_test(words_that_are_none_come_with_the_nearest),
        cmocka_unit_test(every_error_comes_in_one_pass),
        cmocka_unit_test(a_head_without_its_columns_is_refused_by_name),
        cmocka_unit_test(broken_rows_are_told_at_their_line),
        cmocka_unit_test(what_is_no_ledger_at_all_is_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
