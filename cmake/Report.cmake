# SPDX-License-Identifier: GPL-3.0-or-later
# The page of `asylsim report`: packages by `npm ci` (lock file), bundled by Vite into one HTML
# file, embedded in the library as bytes. And the table of published figures, embedded too,
# and what countries are called otherwise, for hints in errors.
target_compile_definitions(libasylsim PRIVATE ASY_REPORT=$<BOOL:${ASYLSIM_REPORT}>)

# asy_embed(SYMBOL FILE [DEPENDS...]): FILE as `const char SYMBOL[]`, ending with a zero byte.
function(asy_embed symbol file)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.c)
  add_custom_command(OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DSYMBOL=${symbol} -DFROM=${file} -DTO=${source}
            -P ${PROJECT_SOURCE_DIR}/cmake/Embed.cmake
    DEPENDS ${file} ${PROJECT_SOURCE_DIR}/cmake/Embed.cmake VERBATIM)
  target_sources(libasylsim PRIVATE ${source})
endfunction()

asy_embed(asy_report_published_csv ${PROJECT_SOURCE_DIR}/scenarios/published.csv)
asy_embed(asy_country_names_csv ${PROJECT_SOURCE_DIR}/scenarios/country-names.csv)

if(ASYLSIM_REPORT)
  set(page ${PROJECT_SOURCE_DIR}/model/report/page)
  set(page_built ${CMAKE_CURRENT_BINARY_DIR}/page/report.html)
  # Installed once for all builds of this tree; the stamp is as new as the lock file it is of.
  add_custom_command(OUTPUT ${page}/node_modules/.asylsim-stamp
    COMMAND ${NPM_PROGRAM} ci --no-audit --no-fund --loglevel=error
    COMMAND ${CMAKE_COMMAND} -E touch ${page}/node_modules/.asylsim-stamp
    DEPENDS ${page}/package.json ${page}/package-lock.json
    WORKING_DIRECTORY ${page} COMMENT "Fetching the page's packages" VERBATIM)
  file(GLOB_RECURSE page_sources CONFIGURE_DEPENDS ${page}/src/*)
  add_custom_command(OUTPUT ${page_built}
    COMMAND ${CMAKE_COMMAND} -E env ASYLSIM_PAGE=${page_built} ${NPM_PROGRAM} run --silent build
    DEPENDS ${page_sources} ${page}/index.html ${page}/vite.config.mjs ${page}/tsconfig.json
            ${page}/node_modules/.asylsim-stamp
    WORKING_DIRECTORY ${page} COMMENT "Bundling the report's page" VERBATIM)
  asy_embed(asy_report_page ${page_built})
  target_link_libraries(libasylsim PRIVATE PkgConfig::zlib)
endif()
