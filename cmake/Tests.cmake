# SPDX-License-Identifier: GPL-3.0-or-later
# One cmocka program for each file of tests/unit, tests/stat, tests/golden, tests/targets and
# tests/expected.
file(GLOB support_sources CONFIGURE_DEPENDS tests/support/*.c)

# What tests are compiled with. They do without LTO: each would optimise the library once more.
# Their time goes by in the library; one level of optimisation spares a third of the compiling.
add_library(test_flags INTERFACE)
target_compile_options(test_flags INTERFACE -O1)
target_include_directories(test_flags INTERFACE model tests)
target_include_directories(test_flags SYSTEM INTERFACE ${RANDOM123_INCLUDE_DIR})
target_compile_definitions(test_flags INTERFACE
  ASY_SOURCE_DIR="${PROJECT_SOURCE_DIR}" ASY_PROGRAM="$<TARGET_FILE:asylsim>"
  ASY_LIBRARY="$<TARGET_FILE:libasylsim>" ASY_COMPILER="${CMAKE_C_COMPILER}")
target_link_libraries(test_flags INTERFACE libasylsim asy_flags PkgConfig::cmocka)
target_link_options(test_flags INTERFACE $<$<C_COMPILER_ID:GNU>:-fno-lto>)

add_library(test_support STATIC ${support_sources})
target_link_libraries(test_support PRIVATE test_flags)
set_target_properties(test_support PROPERTIES INTERPROCEDURAL_OPTIMIZATION OFF)

function(asy_tests label pattern timeout)
  add_custom_target(${label}_tests) # builds what `ctest -L <label>` runs
  file(GLOB sources CONFIGURE_DEPENDS ${pattern})
  foreach(source IN LISTS sources)
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} ${source})
    set_target_properties(${name} PROPERTIES INTERPROCEDURAL_OPTIMIZATION OFF)
    target_compile_definitions(${name} PRIVATE ASY_TEST_NAME="${name}")
    target_link_libraries(${name} PRIVATE test_support test_flags)
    add_dependencies(${name} asylsim)
    add_dependencies(${label}_tests ${name})
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS ${label} TIMEOUT ${timeout})
  endforeach()
endfunction()

asy_tests(unit tests/unit/test_*.c 900)
asy_tests(stat tests/stat/stat_*.c 300)
asy_tests(golden tests/golden/*.c 900)
asy_tests(targets tests/targets/*.c 600)
asy_tests(expected tests/expected/*.c 1800)
if(EXISTS /usr/bin/python3)
  add_test(NAME expected_reach COMMAND /usr/bin/python3
    ${PROJECT_SOURCE_DIR}/tests/expected/reach_shipped.py $<TARGET_FILE:asylsim>
    ${PROJECT_SOURCE_DIR})
  set_tests_properties(expected_reach PROPERTIES LABELS expected TIMEOUT 900
    SKIP_RETURN_CODE 77)
endif()

# The main job, held against what README shows of it.
if(EXISTS /usr/bin/python3)
  add_test(NAME main_job COMMAND ${PROJECT_SOURCE_DIR}/tests/main_job/main_job.sh
    $<TARGET_FILE:asylsim> ${PROJECT_BINARY_DIR})
  set_tests_properties(main_job PROPERTIES LABELS expected TIMEOUT 1200 PROCESSORS 2)
endif()

# What ./test.sh runs with --all alone, so that without it takes a quarter of an hour.
set(long_tests expected_lives expected_packages expected_reforms golden_scope key_moves)
if(EXISTS /usr/bin/python3)
  list(APPEND long_tests expected_reach main_job)
endif()
set_property(TEST ${long_tests} APPEND PROPERTY LABELS long)

# One word of luck, one question: what draws, once more, noting every word that is read. The rest
# is taken from the library.
set(watched_sources ${library_sources})
list(FILTER watched_sources INCLUDE REGEX "/model/(life|law|engine)/")
add_executable(draws_one_question tests/draws/draws_one_question.c tests/draws/watch.c
  tests/support/world.c ${watched_sources})
set_target_properties(draws_one_question PROPERTIES INTERPROCEDURAL_OPTIMIZATION OFF)
target_include_directories(draws_one_question PRIVATE model tests include)
target_include_directories(draws_one_question SYSTEM PRIVATE ${RANDOM123_INCLUDE_DIR})
target_compile_definitions(draws_one_question PRIVATE ASY_WATCH_DRAWS
  ASY_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
target_compile_options(draws_one_question PRIVATE -O1 -Wno-missing-field-initializers)
target_link_libraries(draws_one_question PRIVATE asy_flags PkgConfig::gsl PkgConfig::libconfig
  PkgConfig::sqlite3 PkgConfig::jansson PkgConfig::cmocka OpenMP::OpenMP_C m
  $<LINK_ONLY:libasylsim>)
add_dependencies(golden_tests draws_one_question)
add_test(NAME draws_one_question COMMAND draws_one_question)
set_tests_properties(draws_one_question PROPERTIES LABELS golden TIMEOUT 600)

# What is drawn on a terminal is no part of the library: its test brings it along. Then the
# program itself under a terminal that Python makes.
target_sources(test_bars PRIVATE model/cli/bars.c model/cli/progress.c model/cli/say.c
  model/cli/screen.c model/cli/terminal.c)
target_sources(test_verdict PRIVATE model/cli/say.c model/cli/screen.c)
target_sources(test_find PRIVATE model/cli/find_article.c)
if(EXISTS /usr/bin/python3)
  add_test(NAME test_terminal COMMAND /usr/bin/python3
    ${PROJECT_SOURCE_DIR}/tests/terminal/terminal.py $<TARGET_FILE:asylsim> ${PROJECT_SOURCE_DIR})
  set_tests_properties(test_terminal PROPERTIES LABELS unit TIMEOUT 300)
else()
  set(no_terminal ON)
endif()

# Scenarios by name, wherever the program is started; `asylsim selftest`; the manual's pages.
if(EXISTS /usr/bin/python3)
  add_test(NAME test_named COMMAND /usr/bin/python3
    ${PROJECT_SOURCE_DIR}/tests/package/named.py $<TARGET_FILE:asylsim> ${PROJECT_SOURCE_DIR})
  set_tests_properties(test_named PROPERTIES LABELS unit TIMEOUT 300)
endif()

# Runs that are killed, that fill the disk and that meet each other at one results file. What
# stops them at a chosen point is loaded before the program, and has no part in its sanitizers.
if(EXISTS /usr/bin/python3)
  add_library(stop_at MODULE tests/edges/stop_at.c)
  set_target_properties(stop_at PROPERTIES PREFIX "" INTERPROCEDURAL_OPTIMIZATION OFF)
  target_compile_options(stop_at PRIVATE -Wall -Wextra -fno-sanitize=all)
  target_link_options(stop_at PRIVATE -fno-sanitize=all)
  target_link_libraries(stop_at PRIVATE ${CMAKE_DL_LIBS})
  add_dependencies(unit_tests stop_at)
  # Under a sanitizer, where each is slow, at every third of the points of the other builds.
  set(every 17)
  if(CMAKE_C_FLAGS MATCHES "-fsanitize")
    set(every 51)
  endif()
  add_test(NAME test_edges COMMAND /usr/bin/python3 ${PROJECT_SOURCE_DIR}/tests/edges/edges.py
    $<TARGET_FILE:asylsim> ${PROJECT_SOURCE_DIR} $<TARGET_FILE:stop_at> ${every})
  set_tests_properties(test_edges PROPERTIES LABELS unit TIMEOUT 1800)
endif()

# The catalogue, the tables of docs/ that are made of it, and what README and docs/ show of the
# program: `cmake --build build --target docs` writes both.
if(EXISTS /usr/bin/python3)
  set(docs /usr/bin/python3 ${PROJECT_SOURCE_DIR}/tests/docs/blocks.py $<TARGET_FILE:asylsim>
    ${PROJECT_SOURCE_DIR})
  # The shipped reforms in sixteen readings of the world, scenarios/closures/table.csv: hours of
  # one processor. It is gone on with in the build folder; begin anew by removing it there.
  add_custom_target(closures_table COMMAND /usr/bin/python3
    ${PROJECT_SOURCE_DIR}/scenarios/closures/table.py $<TARGET_FILE:asylsim>
    ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/closures.sqlite
    DEPENDS asylsim USES_TERMINAL VERBATIM)
  set(shown /usr/bin/python3 ${PROJECT_SOURCE_DIR}/tests/docs/transcripts.py
    $<TARGET_FILE:asylsim> ${PROJECT_SOURCE_DIR})
  # The simulated figures of docs/evidence.md: a minute or two. essay_figures says when they are due.
  add_custom_target(evidence COMMAND /usr/bin/python3
    ${PROJECT_SOURCE_DIR}/tests/docs/evidence.py $<TARGET_FILE:asylsim> ${PROJECT_SOURCE_DIR}
    ${PROJECT_BINARY_DIR}/evidence.sqlite --write DEPENDS asylsim USES_TERMINAL VERBATIM)
  # The readings of what follows a removal, docs/removal.md: two minutes.
  add_custom_target(removal_tables COMMAND /usr/bin/python3
    ${PROJECT_SOURCE_DIR}/tests/docs/removal.py $<TARGET_FILE:asylsim> ${PROJECT_SOURCE_DIR}
    --write DEPENDS asylsim USES_TERMINAL VERBATIM)
  # What the essays ask for and warn of, with what the committed outcomes of the reforms show.
  set(recommendations /usr/bin/python3 ${PROJECT_SOURCE_DIR}/tests/docs/recommendations.py
    ${PROJECT_SOURCE_DIR})
  # What the texts hold whose names reforms bear: the ledgers beside them.
  set(ledgers /usr/bin/python3 ${PROJECT_SOURCE_DIR}/tests/docs/ledgers.py
    $<TARGET_FILE:asylsim> ${PROJECT_SOURCE_DIR})
  # The values of grade D, ranked; with a results file after --write also what was measured.
  set(assumptions /usr/bin/python3 ${PROJECT_SOURCE_DIR}/tests/docs/assumptions.py
    $<TARGET_FILE:asylsim> ${PROJECT_SOURCE_DIR})
  # Figures in prose that are those of tests/expected/reforms.txt.
  set(figures /usr/bin/python3 ${PROJECT_SOURCE_DIR}/tests/docs/expected_figures.py
    ${PROJECT_SOURCE_DIR})
  add_custom_target(docs COMMAND ${docs} --write COMMAND ${recommendations} --write
    COMMAND ${figures} --write
    COMMAND ${ledgers} --write COMMAND ${assumptions} --write COMMAND ${shown} --write
    COMMAND ${shown} --tutorial --write DEPENDS asylsim VERBATIM)
  add_test(NAME docs_expected_figures COMMAND ${figures})
  set_tests_properties(docs_expected_figures PROPERTIES LABELS unit TIMEOUT 60)
  add_test(NAME docs_ledgers COMMAND ${ledgers})
  set_tests_properties(docs_ledgers PROPERTIES LABELS unit TIMEOUT 300)
  add_test(NAME docs_recommendations COMMAND ${recommendations})
  # The essays' systems, each with its mechanisms, cases and numbers.
  add_test(NAME docs_systems COMMAND /usr/bin/python3 ${PROJECT_SOURCE_DIR}/tests/docs/systems.py
    ${PROJECT_SOURCE_DIR})
  set_tests_properties(docs_recommendations docs_systems PROPERTIES LABELS unit TIMEOUT 60)
  add_test(NAME docs_are_the_catalogue COMMAND ${docs})
  add_test(NAME test_catalogue COMMAND /usr/bin/python3
    ${PROJECT_SOURCE_DIR}/tests/docs/catalogue.py $<TARGET_FILE:asylsim> ${PROJECT_SOURCE_DIR})
  set_tests_properties(docs_are_the_catalogue test_catalogue PROPERTIES LABELS unit TIMEOUT 600)
  add_test(NAME docs_links COMMAND /usr/bin/python3 ${PROJECT_SOURCE_DIR}/tests/docs/links.py
    ${PROJECT_SOURCE_DIR})
  add_test(NAME docs_assumptions COMMAND ${assumptions})
  add_test(NAME docs_readme COMMAND /usr/bin/python3 ${PROJECT_SOURCE_DIR}/tests/docs/readme_table.py
    --standing ${PROJECT_SOURCE_DIR})
  set_tests_properties(docs_links docs_assumptions docs_readme PROPERTIES LABELS unit TIMEOUT 60)
  # What README and docs/ show of the program, played; a life of the baseline takes some seconds.
  add_test(NAME docs_show_what_is_printed COMMAND ${shown})
  set_tests_properties(docs_show_what_is_printed PROPERTIES LABELS docs TIMEOUT 300)
  # From a question to a sentence, as a reader does it: one run of half a minute.
  if(NOT CMAKE_C_FLAGS MATCHES "-fsanitize")
    add_test(NAME docs_tutorial COMMAND ${shown} --tutorial)
    set_tests_properties(docs_tutorial PROPERTIES LABELS docs TIMEOUT 600)
  endif()
endif()

# What the baseline says of years that came, at small size.
if(EXISTS /usr/bin/python3)
  add_test(NAME validate_at_small_size COMMAND /usr/bin/python3
    ${PROJECT_SOURCE_DIR}/tests/targets/validate.py $<TARGET_FILE:asylsim> ${PROJECT_SOURCE_DIR})
  set_tests_properties(validate_at_small_size PROPERTIES LABELS targets TIMEOUT 300)
endif()

# What is not tested here, a line each: test.sh tells it at its end, CI takes none.
set(left_out ${CMAKE_CURRENT_BINARY_DIR}/left_out.txt)
file(WRITE ${left_out} "")
function(asy_left_out what)
  message(STATUS "Not tested here: ${what}")
  file(APPEND ${left_out} "${what}\n")
endfunction()

if(no_terminal)
  asy_left_out("the program under a terminal: needs python3")
endif()
include(cmake/Style.cmake)

# The sizes of walks and the answers of states are what the scripts make of the published series, and
# the scripts find again what series were made with.
execute_process(COMMAND /usr/bin/python3 -c "import numpy"
                RESULT_VARIABLE no_numpy OUTPUT_QUIET ERROR_QUIET)
if(NOT no_numpy)
  add_test(NAME history_walks_are_of_the_script COMMAND /usr/bin/python3
    ${PROJECT_SOURCE_DIR}/scenarios/history/walks.py --check)
  add_test(NAME history_responses_are_of_the_script COMMAND /usr/bin/python3
    ${PROJECT_SOURCE_DIR}/scenarios/history/responses.py --check)
  add_test(NAME history_responses_are_found_again COMMAND /usr/bin/python3
    ${PROJECT_SOURCE_DIR}/tests/history/responses.py ${PROJECT_SOURCE_DIR})
  add_test(NAME history_sizes_are_found_again COMMAND /usr/bin/python3
    ${PROJECT_SOURCE_DIR}/tests/history/sizes.py ${PROJECT_SOURCE_DIR})
  set_tests_properties(history_walks_are_of_the_script history_sizes_are_found_again
    history_responses_are_of_the_script history_responses_are_found_again
    PROPERTIES LABELS stat TIMEOUT 300)
  # ... and what is scored is what the other script makes of them.
  add_test(NAME history_published_is_of_the_script COMMAND /usr/bin/python3
    ${PROJECT_SOURCE_DIR}/scenarios/history/published.py --check)
  add_test(NAME history_warm_up_is_of_the_script COMMAND /usr/bin/python3
    ${PROJECT_SOURCE_DIR}/scenarios/history/warm_up.py --check)
  add_test(NAME history_crisis_is_of_the_script COMMAND /usr/bin/python3
    ${PROJECT_SOURCE_DIR}/scenarios/history/crisis.py --check)
  add_test(NAME history_warm_up_tells_its_years_apart COMMAND /usr/bin/python3
    ${PROJECT_SOURCE_DIR}/tests/history/warm_up.py ${PROJECT_SOURCE_DIR})
  set_tests_properties(history_published_is_of_the_script history_warm_up_is_of_the_script
    history_crisis_is_of_the_script
    history_warm_up_tells_its_years_apart
    PROPERTIES LABELS stat TIMEOUT 60)
else()
  asy_left_out("the sizes of walks: needs python3-numpy")
endif()

# The shared library: what it exports; installed, for C by pkg-config; from Python. Under a
# sanitizer it could be loaded by no other program.
if(ASYLSIM_SHARED AND NOT CMAKE_C_FLAGS MATCHES "-fsanitize" AND EXISTS /usr/bin/python3)
  set(tests ${PROJECT_SOURCE_DIR}/tests/library)
  add_test(NAME library_exports COMMAND /usr/bin/python3
    ${tests}/exports.py $<TARGET_FILE:libasylsim_shared> ${PROJECT_SOURCE_DIR})
  add_test(NAME library_installed COMMAND /usr/bin/python3
    ${tests}/install.py ${CMAKE_COMMAND} ${PROJECT_BINARY_DIR} ${PROJECT_SOURCE_DIR}
    ${CMAKE_C_COMPILER})
  execute_process(COMMAND /usr/bin/python3 -c "import pandas" RESULT_VARIABLE no_pandas
                  OUTPUT_QUIET ERROR_QUIET)
  set(library_tests library_exports library_installed)
  if(no_pandas)
    asy_left_out("the library from Python: needs python3-pandas")
  else()
    add_test(NAME library_from_python COMMAND /usr/bin/python3 ${tests}/library.py
      $<TARGET_FILE:asylsim> $<TARGET_FILE:libasylsim_shared> ${PROJECT_SOURCE_DIR})
    list(APPEND library_tests library_from_python)
  endif()
  set_tests_properties(${library_tests} PROPERTIES LABELS library TIMEOUT 600)
endif()

# The Debian package of this build, unpacked into an empty root; and installed without it. Under a
# sanitizer it would need more than it names.
find_program(SHLIBDEPS_PROGRAM dpkg-shlibdeps)
find_program(LINTIAN_PROGRAM lintian)
if(NOT SHLIBDEPS_PROGRAM OR NOT LINTIAN_PROGRAM)
  asy_left_out("the Debian package, or what Debian thinks of it: needs dpkg-dev and lintian")
endif()
if(NOT CMAKE_C_FLAGS MATCHES "-fsanitize" AND EXISTS /usr/bin/python3)
  add_test(NAME package_installs COMMAND /usr/bin/python3
    ${PROJECT_SOURCE_DIR}/tests/package/installs.py ${CMAKE_COMMAND} ${CMAKE_CPACK_COMMAND}
    ${PROJECT_BINARY_DIR} ${PROJECT_SOURCE_DIR})
  set_tests_properties(package_installs PROPERTIES LABELS package TIMEOUT 600
    SKIP_RETURN_CODE 77)
endif()

# What a whole run costs, in instructions: of the build that is shipped alone.
find_program(VALGRIND_PROGRAM valgrind)
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND CMAKE_C_COMPILER_ID STREQUAL "GNU" AND
   VALGRIND_PROGRAM AND EXISTS /usr/bin/python3)
  add_test(NAME bench_instructions COMMAND /usr/bin/python3
    ${PROJECT_SOURCE_DIR}/tests/bench/instructions.py $<TARGET_FILE:asylsim> ${PROJECT_SOURCE_DIR})
  set_tests_properties(bench_instructions PROPERTIES LABELS bench TIMEOUT 300)
elseif(CMAKE_BUILD_TYPE STREQUAL "Release")
  asy_left_out("what a whole run costs in instructions: needs gcc, valgrind and python3")
endif()

# The report in a real browser, the notebook in a real kernel; where they are installed (test.sh
# sees to it).
find_program(NODE_PROGRAM node)
find_program(CHROMIUM_PROGRAM chromium)
add_custom_target(report_tests DEPENDS asylsim)
if(ASYLSIM_REPORT AND NODE_PROGRAM AND CHROMIUM_PROGRAM)
  add_test(NAME report_in_browser COMMAND ${NODE_PROGRAM}
    ${PROJECT_SOURCE_DIR}/tests/report/report.mjs $<TARGET_FILE:asylsim> ${PROJECT_SOURCE_DIR})
  # Weight and readiness at a fifth of the histories; `node tests/report/large.mjs build/asylsim .`
  # takes the full 1,000, in about a minute.
  add_test(NAME report_of_twenty_scenarios COMMAND ${NODE_PROGRAM}
    ${PROJECT_SOURCE_DIR}/tests/report/large.mjs $<TARGET_FILE:asylsim> ${PROJECT_SOURCE_DIR} 200)
  add_test(NAME report_of_one_world COMMAND ${NODE_PROGRAM}
    ${PROJECT_SOURCE_DIR}/tests/report/one_world.mjs $<TARGET_FILE:asylsim> ${PROJECT_SOURCE_DIR})
  add_test(NAME report_of_closures COMMAND ${NODE_PROGRAM}
    ${PROJECT_SOURCE_DIR}/tests/report/closures.mjs $<TARGET_FILE:asylsim> ${PROJECT_SOURCE_DIR})
  set_tests_properties(report_in_browser report_of_twenty_scenarios report_of_one_world
    report_of_closures
    PROPERTIES
    LABELS report TIMEOUT 900
    ENVIRONMENT "CHROMIUM=${CHROMIUM_PROGRAM};ASYLSIM_PAGE=${CMAKE_CURRENT_BINARY_DIR}/page")
  # How soon the page is ready is timed: nothing else runs meanwhile.
  set_tests_properties(report_of_twenty_scenarios PROPERTIES RUN_SERIAL ON)
elseif(NOT ASYLSIM_REPORT)
  asy_left_out("the report's page, its TypeScript, the report in a browser: built without the page, \
which needs npm and its registry")
else()
  asy_left_out("the report in a browser: needs nodejs and chromium")
endif()

# The program without its page: the objects of this build but two, and no zlib.
if(ASYLSIM_REPORT)
  set(objects $<TARGET_OBJECTS:asylsim_objects>)
  add_executable(asylsim_without_page tests/report/without_page.c $<TARGET_OBJECTS:asylsim>
    $<FILTER:${objects},EXCLUDE,report/pack|asy_report_page-> ${reach_object})
  set_target_properties(asylsim_without_page PROPERTIES INTERPROCEDURAL_OPTIMIZATION OFF)
  target_include_directories(asylsim_without_page PRIVATE include model)
  set(needs_no_zlib ${library_needs})
  list(REMOVE_ITEM needs_no_zlib PkgConfig::zlib)
  target_link_libraries(asylsim_without_page PRIVATE ${needs_no_zlib} asy_flags)
  target_link_options(asylsim_without_page PRIVATE $<$<C_COMPILER_ID:GNU>:-fno-lto>)
  add_test(NAME report_without_the_page COMMAND ${PROJECT_SOURCE_DIR}/tests/report/without_page.sh
    $<TARGET_FILE:asylsim_without_page> ${PROJECT_SOURCE_DIR})
  set_tests_properties(report_without_the_page PROPERTIES LABELS report TIMEOUT 120)
endif()

# The export by the library of those who made data packages; left out, and said so, where npm's
# registry cannot be reached.
if(NODE_PROGRAM)
  add_test(NAME export_is_a_data_package COMMAND ${NODE_PROGRAM}
    ${PROJECT_SOURCE_DIR}/tests/export/datapackage.mjs $<TARGET_FILE:asylsim>
    ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
  set_tests_properties(export_is_a_data_package PROPERTIES LABELS report TIMEOUT 300
    SKIP_RETURN_CODE 77)
endif()
# The notebooks, each in a kernel; all but the first use the library.
execute_process(COMMAND /usr/bin/python3 -c "import nbclient, ipykernel, pandas, matplotlib"
                RESULT_VARIABLE no_notebook OUTPUT_QUIET ERROR_QUIET)
set(notebooks /usr/bin/python3 ${PROJECT_SOURCE_DIR}/tests/report/notebooks.py
  $<TARGET_FILE:asylsim> ${PROJECT_SOURCE_DIR})
if(no_notebook)
  asy_left_out("the notebooks: needs python3-nbclient, -ipykernel, -pandas, -matplotlib")
else()
  file(GLOB notebook_files CONFIGURE_DEPENDS notebooks/*.ipynb)
  foreach(file IN LISTS notebook_files)
    get_filename_component(name ${file} NAME_WE)
    if(NOT name STREQUAL "first_results" AND (NOT ASYLSIM_SHARED OR CMAKE_C_FLAGS MATCHES "-fsanitize"))
      continue()
    endif()
    add_test(NAME notebook_${name} COMMAND ${notebooks} ${name})
    set_tests_properties(notebook_${name} PROPERTIES LABELS report TIMEOUT 900
      ENVIRONMENT "ASYLSIM_LIBRARY=$<TARGET_FILE:libasylsim_shared>")
  endforeach()
  # Outputs and pictures of all, the first of them of the results of ./run.sh.
  add_custom_target(notebooks COMMAND ${CMAKE_COMMAND} -E env
    ASYLSIM_LIBRARY=$<TARGET_FILE:libasylsim_shared> ${notebooks} --write
    ${PROJECT_SOURCE_DIR}/output/baseline.sqlite DEPENDS asylsim libasylsim_shared USES_TERMINAL VERBATIM)
endif()
find_program(RSCRIPT_PROGRAM Rscript)
if(RSCRIPT_PROGRAM)
  execute_process(COMMAND ${RSCRIPT_PROGRAM} -e "library(RSQLite)"
                  RESULT_VARIABLE no_rsqlite OUTPUT_QUIET ERROR_QUIET)
endif()
if(NOT RSCRIPT_PROGRAM OR no_rsqlite)
  asy_left_out("the first results in R: needs r-base-core and r-cran-rsqlite")
else()
  add_test(NAME notebook_in_r COMMAND ${PROJECT_SOURCE_DIR}/tests/report/notebook_in_r.sh
    $<TARGET_FILE:asylsim> ${PROJECT_SOURCE_DIR} ${RSCRIPT_PROGRAM})
  set_tests_properties(notebook_in_r PROPERTIES LABELS report TIMEOUT 300)
endif()
