/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim check, as people and programs meet it: it refuses what run refuses, in words and as
   JSON; a reform given alone finds its baseline. */
#include "support/fake_results.h"
#include "support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MINI ASY_SOURCE_DIR "/tests/support/mini.cfg"

__attribute__((format(printf, 2, 3))) static void
run(struct said *said, const char *format, ...)
{
    char arguments[1500], command[2048];
    va_list args;
    va_start(args, format);
    vsnprintf(arguments, sizeof arguments, format, args);
    va_end(args);
    snprintf(command, sizeof command, "%s %s", ASY_PROGRAM, arguments);
    program_run(said, command);
}

static void
expect(const struct said *said, int code, const char *word)
{
    if (said->code != code || !strstr(said->text, word))
        fail_msg("exit %d, expected %d and '%s':\n%s", said->code, code, word, said->text);
}

static void
put_reform(const char *path, const char *extends, const char *set)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file,
            "extends = \"%s\"; title = \"A reform\"; claim = \"C\"; source = \"S\";\n"
            "in_force = \"2016-05-01\";\n"
            "set: {\n%s\n};\n",
            extends, set);
    assert_int_equal(fclose(file), 0);
}

/* ---- a reform alone ---------------------------------------------------------------------- */

static void
a_reform_alone_is_laid_over_the_baseline_it_extends(void **state)
{
    struct fake_folder folder;
    struct said said;
    char extending[192];
    (void) state;
    fake_folder_make(&folder, "reform.cfg");
    put_reform(folder.file, MINI, "crossings: { terespol: { border: { p_heard = 1; }; }; };");
    run(&said, "check %s 2>&1", folder.file);
    expect(&said, 0, "A small world: fine");
    expect(&said, 0, "border.p_heard");
    run(&said, "params %s --grep terespol.border.p_heard 2>&1", folder.file);
    expect(&said, 0, "reform.cfg:4");
    run(&said, "explain %s 2>&1", folder.file);
    expect(&said, 0, "A reform");
    run(&said, "run %s -q -o %s/out.sqlite && %s verify %s/out.sqlite 2>&1", folder.file,
        folder.name, ASY_PROGRAM, folder.name);
    expect(&said, 0, "");
    run(&said, "compare %s/out.sqlite 2>&1", folder.name);
    expect(&said, 0, "A reform");
    /* through another reform, and from the folder itself */
    snprintf(extending, sizeof extending, "%s/second.cfg", folder.name);
    put_reform(extending, "reform.cfg", "rules: { dublin: { answer_days = 10; }; };");
    run(&said, "check %s 2>&1", extending);
    assert_int_equal(said.code, 2); /* its neighbour lies outside the baseline's folder */
    expect(&said, 2, "second.cfg:1: extends");
    fake_folder_remove(&folder);
}

static void
a_reform_alone_whose_baseline_is_not_there_is_told_so(void **state)
{
    struct fake_folder folder;
    struct said said;
    (void) state;
    fake_folder_make(&folder, "reform.cfg");
    put_reform(folder.file, "../no/baseline.cfg", "rules: { dublin: { lapse = false; }; };");
    run(&said, "check %s 2>&1", folder.file);
    expect(&said, 2, "reform.cfg:1: extends = \"../no/baseline.cfg\": No such file");
    put_reform(folder.file, "reform.cfg", "rules: { dublin: { lapse = false; }; };");
    run(&said, "run %s -o %s/out.sqlite 2>&1", folder.file, folder.name);
    expect(&said, 2, "leads to no baseline");
    fake_folder_remove(&folder);
}

/* ---- what run refuses -------------------------------------------------------------------- */

static void
all_errors_of_all_reforms_come_at_once_and_nothing_is_written(void **state)
{
    struct fake_folder folder;
    struct said said;
    char good[192], out[192];
    (void) state;
    fake_folder_make(&folder, "rate.cfg");
    snprintf(good, sizeof good, "%s/good.cfg", folder.name);
    snprintf(out, sizeof out, "%s/out.sqlite", folder.name);
    put_reform(folder.file, MINI,
               "rules: { merits: { rate = 0.5; }; appeal: { success = 0.2; };\n"
               "dublin: { answer_days = 92 days; }; };");
    put_reform(good, MINI, "rules: { dublin: { lapse = false; }; };");
    for (int i = 0; i < 2; i++) {
        run(&said, "%s %s --reform %s %s %s%s 2>&1", i ? "run" : "check", MINI, folder.file,
            good, i ? "-o " : "", i ? out : "");
        expect(&said, 2, "rate.cfg:5: 92 days");
        assert_int_not_equal(access(out, F_OK), 0);
    }
    put_reform(folder.file, MINI,
               "rules: { merits: { rate = 0.5; }; appeal: { success = 0.2; }; };");
    put_reform(good, MINI, "rules: { dublin: { answer_dys = 3; }; };");
    for (int i = 0; i < 2; i++) {
        run(&said, "%s %s --reform %s %s %s%s 2>&1", i ? "run" : "check", MINI, folder.file,
            good, i ? "-o " : "", i ? out : "");
        expect(&said, 2, "rate.cfg:4: rules.merits.rate: a reform cannot set this");
        expect(&said, 2, "rate.cfg:4: rules.appeal.success: a reform cannot set this");
        expect(&said, 2, "good.cfg:4: rules.dublin.answer_dys: unknown key");
        assert_int_not_equal(access(out, F_OK), 0);
    }
    run(&said, "explain %s --set rules.merits.rate=0.5 2>&1", MINI);
    expect(&said, 2, "--set:1: rules.merits.rate: a reform cannot set this");
    run(&said, "check %s --set rules.merits.rate=0.5 2>&1", MINI);
    expect(&said, 0, "Set on the command line"); /* of the baseline, where it belongs */
    fake_folder_remove(&folder);
}

static void
reforms_of_one_name_are_refused_by_check_as_by_run(void **state)
{
    struct fake_folder folder;
    struct said said;
    char other[192], package[192], third[192];
    (void) state;
    fake_folder_make(&folder, "one.cfg");
    snprintf(other, sizeof other, "%s/sub", folder.name);
    assert_int_equal(mkdir(other, 0700), 0);
    snprintf(other, sizeof other, "%s/sub/one.cfg", folder.name);
    snprintf(third, sizeof third, "%s/baseline.cfg", folder.name);
    snprintf(package, sizeof package, "%s/package.cfg", folder.name);
    put_reform(folder.file, MINI, "rules: { dublin: { lapse = false; }; };");
    put_reform(other, MINI, "rules: { dublin: { answer_days = 3; }; };");
    put_reform(third, MINI, "rules: { dublin: { answer_days = 3; }; };");
    run(&said, "check %s --reform %s %s 2>&1", MINI, folder.file, other);
    expect(&said, 2, "sub/one.cfg: one is the name of two reforms");
    run(&said, "check %s --reform %s %s --together 2>&1", MINI, folder.file, other);
    expect(&said, 2, "sub/one.cfg: one is the name of two reforms");
    run(&said, "check %s --reform %s 2>&1", MINI, third);
    expect(&said, 2, "a reform cannot be called baseline");
    FILE *file = fopen(package, "w");
    assert_non_null(file);
    fputs("title = \"P\"; claim = \"C\"; source = \"S\";\n"
          "parts = [ \"one.cfg\",\n  \"sub/one.cfg\" ];\n",
          file);
    assert_int_equal(fclose(file), 0);
    for (int i = 0; i < 2; i++) {
        run(&said, "%s %s --package %s 2>&1", i ? "run -o /nowhere/out" : "check", MINI,
            package);
        expect(&said, 2, "package.cfg:3: parts: sub/one.cfg has the name one");
    }
    unlink(other);
    fake_folder_remove(&folder);
}

static void
a_sixty_fifth_reform_at_once_is_named_and_the_way_out(void **state)
{
    struct fake_folder folder;
    struct said said;
    char path[192], arguments[65 * 24 + 1] = "";
    (void) state;
    fake_folder_make(&folder, "r0.cfg");
    for (int i = 0; i < 65; i++) {
        snprintf(path, sizeof path, "%s/r%d.cfg", folder.name, i);
        put_reform(path, MINI, "rules: { dublin: { lapse = false; }; };");
        snprintf(arguments + strlen(arguments), sizeof arguments - strlen(arguments),
                 " r%d.cfg", i);
    }
    run(&said, "2>&1; cd %s && %s check %s --together --reform%s 2>&1", folder.name,
        ASY_PROGRAM, MINI, arguments);
    expect(&said, 2, "r64.cfg: one reform too many: at most 64 hold at once");
    fake_folder_remove(&folder);
}

static void
a_package_beside_reforms_is_refused_by_check_as_by_run(void **state)
{
    static const char *const baselines[] = { MINI, MINI, "" };
    struct fake_folder folder;
    struct said said;
    char package[192], with[3][256];
    (void) state;
    fake_folder_make(&folder, "one.cfg");
    snprintf(package, sizeof package, "%s/package.cfg", folder.name);
    put_reform(folder.file, MINI, "rules: { dublin: { lapse = false; }; };");
    FILE *file = fopen(package, "w");
    assert_non_null(file);
    fputs("title = \"P\"; claim = \"C\"; source = \"S\"; parts = [ \"one.cfg\" ];\n", file);
    assert_int_equal(fclose(file), 0);
    snprintf(with[0], sizeof with[0], "--together");
    snprintf(with[1], sizeof with[1], "--reform %s", folder.file);
    snprintf(with[2], sizeof with[2], "%s", folder.file);
    for (int i = 0; i < 3; i++)
        for (int runs = 0; runs < 2; runs++) {
            run(&said, "%s %s %s --package %s 2>&1", runs ? "run -o /nowhere/out" : "check",
                baselines[i], with[i], package);
            expect(
                &said, 2,
                "package.cfg: --package cannot be combined with --reform, --together or --few");
        }
    run(&said, "check %s --package %s 2>&1", MINI, package);
    assert_null(strstr(said.text, "by itself"));
    fake_folder_remove(&folder);
}

static void
a_reform_before_the_first_day_is_noted(void **state)
{
    struct fake_folder folder;
    struct said said;
    (void) state;
    fake_folder_make(&folder, "early.cfg");
    FILE *file = fopen(folder.file, "w");
    assert_non_null(file);
    fprintf(file,
            "extends = \"%s\"; title = \"t\"; claim = \"C\"; source = \"S\";\n"
            "in_force = \"2001-01-01\"; set: { rules: { dublin: { lapse = false; }; }; };\n",
            MINI);
    assert_int_equal(fclose(file), 0);
    run(&said, "check %s 2>&1", folder.file);
    expect(&said, 0, "before the first day of the run, 2015-01-01: it holds");
    fake_folder_remove(&folder);
}

/* ---- JSON -------------------------------------------------------------------------------- */

static json_t *
parse(const struct said *said)
{
    json_error_t error;
    json_t *const json = json_loads(said->text, 0, &error);
    if (!json)
        fail_msg("%s in:\n%s", error.text, said->text);
    return json;
}

static json_t *
change_of(json_t *json, const char *path)
{
    json_t *const reform = json_array_get(json_object_get(json, "reforms"), 0);
    json_t *const changes = json_object_get(reform, "changes");
    assert_int_equal(json_array_size(changes),
                     json_integer_value(json_object_get(reform, "n_changes")));
    for (size_t i = 0; i < json_array_size(changes); i++) {
        json_t *const one = json_array_get(changes, i);
        if (strcmp(json_string_value(json_object_get(one, "path")), path) == 0)
            return one;
    }
    fail_msg("no change of %s", path);
    return NULL;
}

static const char *
text(json_t *object, const char *name)
{
    const char *const found = json_string_value(json_object_get(object, name));
    return found ? found : "";
}

/* What is lived and not counted, and what counts. */
static void
json_tells_the_days_that_are_lived_and_those_that_count(void **state)
{
    struct fake_folder folder;
    struct said said;
    (void) state;
    fake_folder_make(&folder, "warm.cfg");
    run(&said, "check %s --until 2016-12-31 --json", MINI);
    json_t *json = parse(&said);
    json_t *horizon = json_object_get(json_object_get(json, "scenario"), "horizon");
    assert_string_equal(text(horizon, "from"), "2015-01-01");
    assert_string_equal(text(horizon, "until"), "2016-12-31");
    assert_true(json_is_null(json_object_get(horizon, "warm_up_from")));
    assert_int_equal(json_integer_value(json_object_get(horizon, "warm_up_days")), 0);
    json_decref(json);
    run(&said,
        "--version > /dev/null && sed 's/^horizon: { /&warm_up_from = \"2012-01-01\"; /' %s > "
        "%s && "
        "%s check %s --json",
        MINI, folder.file, ASY_PROGRAM, folder.file);
    json = parse(&said);
    horizon = json_object_get(json_object_get(json, "scenario"), "horizon");
    assert_string_equal(text(horizon, "from"), "2015-01-01");
    assert_string_equal(text(horizon, "warm_up_from"), "2012-01-01");
    assert_int_equal(json_integer_value(json_object_get(horizon, "warm_up_days")), 3 * 365 + 1);
    json_decref(json);
    fake_folder_remove(&folder);
}

static void
json_has_each_value_by_its_path(void **state)
{
    struct fake_folder folder;
    struct said said;
    (void) state;
    fake_folder_make(&folder, "reform.cfg");
    put_reform(folder.file, MINI,
               "states: { DEU: { dublin: { p_request: { POL = { value = 0.2; source = \"own\"; "
               "}; }; lapse = false; };\n"
               "internal_protection: { mode = \"urban_areas\"; }; };\n"
               "EST: { third_country: { list = [ \"BLR\" ]; }; }; };");
    run(&said, "check %s --json 2>/dev/null", folder.file);
    assert_int_equal(said.code, 0);
    json_t *const json = parse(&said);
    assert_int_equal(json_array_size(json_object_get(json, "errors")), 0);
    assert_string_equal(text(json_object_get(json, "scenario"), "title"), "A small world");
    json_t *one = change_of(json, "states.DEU.dublin.p_request.POL");
    assert_true(json_is_number(json_object_get(one, "before")));
    assert_float_equal(json_number_value(json_object_get(one, "before")), 0.7, 1e-12);
    assert_float_equal(json_number_value(json_object_get(one, "after")), 0.2, 1e-12);
    assert_string_equal(text(one, "entity"), "DEU");
    assert_string_equal(text(one, "law"), "dublin");
    assert_string_equal(text(one, "key"), "p_request");
    assert_string_equal(text(one, "member"), "POL");
    assert_string_equal(text(one, "from"), "2016-05-01");
    assert_string_equal(text(one, "source"), "own");
    assert_true(json_is_null(json_object_get(one, "until")));
    assert_int_equal(json_integer_value(json_object_get(one, "line")), 4);
    one = change_of(json, "states.DEU.dublin.lapse");
    assert_true(json_is_true(json_object_get(one, "before")));
    assert_true(json_is_false(json_object_get(one, "after")));
    one = change_of(json, "states.DEU.internal_protection.mode");
    assert_string_equal(text(one, "after"), "urban_areas");
    one = change_of(json, "states.EST.third_country.list");
    assert_int_equal(json_array_size(json_object_get(one, "before")), 2);
    assert_string_equal(json_string_value(json_array_get(json_object_get(one, "after"), 0)),
                        "BLR");
    json_decref(json);
    fake_folder_remove(&folder);
}

static void
json_has_every_error_by_file_and_line(void **state)
{
    struct fake_folder folder;
    struct said said;
    (void) state;
    fake_folder_make(&folder, "reform.cfg");
    put_reform(folder.file, MINI,
               "rules: { dublin: { answer_dys = 3; };\nmerits: { rate = 0.1; }; };");
    run(&said, "check %s --json --reform %s 2>/dev/null", MINI, folder.file);
    assert_int_equal(said.code, 2);
    json_t *const json = parse(&said), *const errors = json_object_get(json, "errors");
    assert_int_equal(json_array_size(errors), 2);
    for (int i = 0; i < 2; i++) {
        json_t *const one = json_array_get(errors, (size_t) i);
        assert_string_equal(text(one, "file"), folder.file);
        assert_int_equal(json_integer_value(json_object_get(one, "line")), 4 + i);
        assert_non_null(strstr(text(one, "error"), i ? "a reform cannot" : "answer_days?"));
    }
    assert_int_equal(json_array_size(json_object_get(json, "reforms")), 0);
    json_decref(json);
    put_reform(folder.file, "nowhere.cfg", "rules: { dublin: { lapse = false; }; };");
    run(&said, "check %s --json 2>/dev/null", folder.file);
    assert_int_equal(said.code, 2);
    json_decref(parse(&said));
    fake_folder_remove(&folder);
}

static void
json_has_what_is_wrong_with_the_command_line(void **state)
{
    static const struct {
        const char *arguments, *error;
    } wrong[] = { { "--json", "expected SCENARIO" },
                  { "--bogus --json " MINI, "no option --bogus" },
                  { MINI " --json --draws 3", "no option --draws" },
                  { MINI " " MINI " --json", "one too many" },
                  { "--json " MINI " --set", "needs a value" } };
    struct said said;
    (void) state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        run(&said, "check %s 2>/dev/null", wrong[i].arguments);
        assert_int_equal(said.code, 2);
        json_t *const json = parse(&said), *const errors = json_object_get(json, "errors");
        assert_int_equal(json_array_size(errors), 1);
        assert_non_null(strstr(text(json_array_get(errors, 0), "error"), wrong[i].error));
        json_decref(json);
    }
    run(&said, "run --bogus --json 2>/dev/null");
    expect(&said, 2, "");
    assert_string_equal(said.text, "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reform_alone_is_laid_over_the_baseline_it_extends),
        cmocka_unit_test(a_reform_alone_whose_baseline_is_not_there_is_told_so),
        cmocka_unit_test(all_errors_of_all_reforms_come_at_once_and_nothing_is_written),
        cmocka_unit_test(reforms_of_one_name_are_refused_by_check_as_by_run),
        cmocka_unit_test(a_sixty_fifth_reform_at_once_is_named_and_the_way_out),
        cmocka_unit_test(a_package_beside_reforms_is_refused_by_check_as_by_run),
        cmocka_unit_test(a_reform_before_the_first_day_is_noted),
        cmocka_unit_test(json_tells_the_days_that_are_lived_and_those_that_count),
        cmocka_unit_test(json_has_each_value_by_its_path),
        cmocka_unit_test(json_has_every_error_by_file_and_line),
        cmocka_unit_test(json_has_what_is_wrong_with_the_command_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
