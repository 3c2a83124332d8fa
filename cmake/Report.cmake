# SPDX-License-Identifier: GPL-3.0-or-later
# The page of `asylsim report`: packages by `npm ci` (lock file), bundled by Vite into one HTML
# file, embedded in the library as bytes. And the tables of published figures, of targets and of the
# shipped reforms in sixteen worlds, embedded too, and what countries are called otherwise, for
# hints in errors.
# All of it is made in the build folder, ${page}, from copies: the source tree may be read-only.

# asy_embed(SYMBOL FILE): FILE as `const unsigned char SYMBOL[]`, ending with a zero byte.
function(asy_embed symbol file)
  get_filename_component(name ${file} NAME_WE)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${symbol}-${name}.c)
  add_custom_command(OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DSYMBOL=${symbol} -DFROM=${file} -DTO=${source}
            -P ${PROJECT_SOURCE_DIR}/cmake/Embed.cmake
    DEPENDS ${file} ${PROJECT_SOURCE_DIR}/cmake/Embed.cmake VERBATIM)
  target_sources(asylsim_objects PRIVATE ${source})
endfunction()

asy_embed(asy_report_published_csv ${PROJECT_SOURCE_DIR}/scenarios/published.csv)
asy_embed(asy_closures_csv ${PROJECT_SOURCE_DIR}/scenarios/closures/table.csv)
asy_embed(asy_targets_csv ${PROJECT_SOURCE_DIR}/scenarios/targets/targets.csv)
asy_embed(asy_report_world_json ${PROJECT_SOURCE_DIR}/scenarios/page.json)
asy_embed(asy_country_names_csv ${PROJECT_SOURCE_DIR}/scenarios/country-names.csv)

# The small world by which `asylsim selftest` knows whether it computes here what it should.
set(golden ${PROJECT_SOURCE_DIR}/tests/golden)
asy_embed(asy_selftest_small ${golden}/small.cfg)
asy_embed(asy_selftest_admissibility ${golden}/small_admissibility.cfg)
asy_embed(asy_selftest_status ${golden}/small_status.cfg)
asy_embed(asy_selftest_open ${golden}/reform_open.cfg)
asy_embed(asy_selftest_dublin ${golden}/reform_dublin.cfg)
asy_embed(asy_selftest_digests ${golden}/digests.txt)

set(page_source ${PROJECT_SOURCE_DIR}/model/report/page)
set(page ${CMAKE_CURRENT_BINARY_DIR}/page)
file(MAKE_DIRECTORY ${page})
set_source_files_properties(${PROJECT_SOURCE_DIR}/model/report/pack.c PROPERTIES
  COMPILE_DEFINITIONS ASY_REPORT=$<BOOL:${ASYLSIM_REPORT}>)
if(NOT ASYLSIM_REPORT)
  # The same program with an empty page, which `asylsim report` refuses to fill.
  file(WRITE ${page}/none.html "")
  asy_embed(asy_report_page ${page}/none.html)
  return()
endif()

# npm is told to give up within minutes: where its registry does not answer one goes on without
# the page (run.sh, test.sh). report_packages is a target of its own so that they can tell.
set(page_packages ${page}/node_modules/.asylsim-stamp)
add_custom_command(OUTPUT ${page_packages}
  COMMAND ${CMAKE_COMMAND} -E copy ${page_source}/package.json ${page_source}/package-lock.json
          ${page}
  COMMAND ${NPM_PROGRAM} ci --no-audit --no-fund --loglevel=error --prefer-offline
          --fetch-retries=2 --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000
          --fetch-timeout=30000
  COMMAND ${CMAKE_COMMAND} -E touch ${page_packages}
  DEPENDS ${page_source}/package.json ${page_source}/package-lock.json
  WORKING_DIRECTORY ${page} COMMENT "Fetching the page's packages" VERBATIM)
add_custom_target(report_packages DEPENDS ${page_packages})

file(GLOB_RECURSE page_sources CONFIGURE_DEPENDS ${page_source}/src/*)
set(page_rest ${page_source}/index.html ${page_source}/vite.config.mjs
    ${page_source}/tsconfig.json)
add_custom_command(OUTPUT ${page}/dist/report.html
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${page}/src
  COMMAND ${CMAKE_COMMAND} -E copy_directory ${page_source}/src ${page}/src
  COMMAND ${CMAKE_COMMAND} -E copy ${page_rest} ${page}
  COMMAND ${NPM_PROGRAM} run --silent build
  DEPENDS ${page_sources} ${page_rest} ${page_packages}
  WORKING_DIRECTORY ${page} COMMENT "Bundling the report's page" VERBATIM)
add_custom_target(report_page DEPENDS ${page}/dist/report.html)
asy_embed(asy_report_page ${page}/dist/report.html)
# Ninja and Make may build the program and these targets at once: npm runs once.
add_dependencies(report_page report_packages)
add_dependencies(asylsim_objects report_page)
