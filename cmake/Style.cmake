# SPDX-License-Identifier: GPL-3.0-or-later
# How the sources look, and that they build where they must: `cmake --build build --target format`
# formats C and TypeScript, the tests style_* check them.
find_program(CLANG_FORMAT_PROGRAM NAMES clang-format-14 clang-format)
if(NOT CLANG_FORMAT_PROGRAM)
  set(CLANG_FORMAT_PROGRAM clang-format) # the test says that it is missing
endif()
execute_process(COMMAND ${CLANG_FORMAT_PROGRAM} --version OUTPUT_VARIABLE version ERROR_QUIET)
if(NOT version MATCHES "version 14[.]")
  asy_left_out("the format of C: needs clang-format 14")
endif()
set(style ${PROJECT_SOURCE_DIR}/tests/style)
add_test(NAME style_of_c
  COMMAND ${style}/format_c.sh ${CLANG_FORMAT_PROGRAM} ${PROJECT_SOURCE_DIR})
set_tests_properties(style_of_c PROPERTIES LABELS unit TIMEOUT 120 SKIP_RETURN_CODE 77)

# Rooms include only rooms below them.
if(EXISTS /usr/bin/python3)
  add_test(NAME style_of_arrows COMMAND /usr/bin/python3 ${style}/arrows.py ${PROJECT_SOURCE_DIR})
  # Places and people are known by scenarios/ alone.
  add_test(NAME style_no_place_by_name
    COMMAND /usr/bin/python3 ${style}/no_place_by_name.py ${PROJECT_SOURCE_DIR})
  # Adding an outcome compiles few objects anew.
  add_test(NAME style_of_rebuilt COMMAND /usr/bin/python3 ${style}/rebuilt.py ${PROJECT_SOURCE_DIR})
  set_tests_properties(style_of_arrows style_no_place_by_name style_of_rebuilt
    PROPERTIES LABELS unit TIMEOUT 60)
endif()

file(GLOB_RECURSE c_files CONFIGURE_DEPENDS include/*.h model/*.[ch] notebooks/*.c tests/*.[ch])
add_custom_target(format COMMAND ${CLANG_FORMAT_PROGRAM} -i ${c_files} VERBATIM)

if(ASYLSIM_REPORT)
  set(tools ${CMAKE_CURRENT_BINARY_DIR}/page/node_modules/.bin)
  file(GLOB_RECURSE ts_files CONFIGURE_DEPENDS model/report/page/src/*.ts)
  file(GLOB js_files CONFIGURE_DEPENDS model/report/page/*.mjs tests/report/*.mjs)
  set(prettier ${tools}/prettier --config ${PROJECT_SOURCE_DIR}/.prettierrc.json)
  add_test(NAME style_of_typescript COMMAND ${prettier} --check ${ts_files})
  add_test(NAME style_no_constant_conditions COMMAND ${tools}/oxlint --deny-warnings
    -c ${PROJECT_SOURCE_DIR}/.oxlintrc.json ${ts_files} ${js_files})
  add_test(NAME style_page_from_read_only_source
    COMMAND ${style}/page_builds.sh read_only ${PROJECT_SOURCE_DIR})
  set_tests_properties(style_of_typescript style_no_constant_conditions
    style_page_from_read_only_source PROPERTIES LABELS report TIMEOUT 600)
  # twice, for prettier takes a second look at its own breaks of a chain of calls
  add_custom_target(format_typescript
    COMMAND ${prettier} --write --log-level warn ${ts_files}
    COMMAND ${prettier} --write --log-level warn ${ts_files} VERBATIM)
  add_dependencies(format_typescript report_packages)
  add_dependencies(format format_typescript)
endif()
if(NPM_PROGRAM)
  add_test(NAME style_build_without_registry
    COMMAND ${style}/page_builds.sh no_registry ${PROJECT_SOURCE_DIR})
  set_tests_properties(style_build_without_registry PROPERTIES LABELS report TIMEOUT 600)
endif()
