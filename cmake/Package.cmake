# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed, `cmake --install build --prefix DIR`; and of the same files a Debian package,
# `cpack --config build/CPackConfig.cmake`. For a package as Debian has them: the preset `package`.
# No path of the machine that built it is in what is installed, so that it can be moved.
set(ASYLSIM_PYTHON_DIR lib/python3/dist-packages CACHE STRING
  "Below the prefix, the folder of Python modules")
set(ASYLSIM_CONTACT "The asylsim authors <asylsim@noreply.invalid>" CACHE STRING
  "Who answers for the package, as Debian has it: NAME <ADDRESS>")

set(installed libasylsim asylsim)
if(ASYLSIM_SHARED)
  list(APPEND installed libasylsim_shared)
endif()
install(TARGETS ${installed}
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/asylsim DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  FILES_MATCHING PATTERN "*.h")
file(RELATIVE_PATH pc_to_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" pc_to_prefix ${pc_to_prefix})
# Named one by one: who links with the shared library need not have what it stands on.
set(needed_by_static ${gsl_LIBRARIES} ${libconfig_LIBRARIES} ${sqlite3_LIBRARIES}
    ${jansson_LIBRARIES})
if(ASYLSIM_REPORT)
  list(APPEND needed_by_static ${zlib_LIBRARIES})
endif()
list(REMOVE_DUPLICATES needed_by_static)
list(REMOVE_ITEM needed_by_static m)
list(TRANSFORM needed_by_static PREPEND -l)
list(JOIN needed_by_static " " needed_by_static)
configure_file(cmake/asylsim.pc.in asylsim.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/asylsim.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# The scenarios, without the scripts that have made some of them.
install(DIRECTORY scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/asylsim
  PATTERN "*.py" EXCLUDE PATTERN "__pycache__" EXCLUDE)
install(FILES notebooks/asylsim.py DESTINATION ${ASYLSIM_PYTHON_DIR}/asylsim
  RENAME __init__.py)

# ---- texts ---------------------------------------------------------------------------------
install(FILES README.md CITATION.cff DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY notebooks DESTINATION ${CMAKE_INSTALL_DOCDIR}
  PATTERN "asylsim.py" EXCLUDE PATTERN "__pycache__" EXCLUDE
  PATTERN ".ipynb_checkpoints" EXCLUDE)
install(FILES cmake/debian/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES cmake/debian/lintian-overrides RENAME asylsim
  DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides)

# Manual pages, one for each command (model/cli/cmd_NAME.c), and completion: from the program's
# own table of options. A program without its sources' commands would fail here.
find_program(GZIP_PROGRAM gzip REQUIRED)
set(texts ${CMAKE_CURRENT_BINARY_DIR}/texts)
file(GLOB commands RELATIVE ${PROJECT_SOURCE_DIR}/model/cli CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/model/cli/cmd_*.c)
list(TRANSFORM commands REPLACE "cmd_(.*)[.]c" "\\1")
set(pages ${texts}/asylsim.1.gz)
add_custom_command(OUTPUT ${texts}/asylsim.1.gz
  COMMAND asylsim help --man > asylsim.1
  COMMAND ${GZIP_PROGRAM} -9nf asylsim.1
  DEPENDS asylsim WORKING_DIRECTORY ${texts} VERBATIM)
foreach(command IN LISTS commands)
  add_custom_command(OUTPUT ${texts}/asylsim-${command}.1.gz
    COMMAND asylsim help --man ${command} > asylsim-${command}.1
    COMMAND ${GZIP_PROGRAM} -9nf asylsim-${command}.1
    DEPENDS asylsim WORKING_DIRECTORY ${texts} VERBATIM)
  list(APPEND pages ${texts}/asylsim-${command}.1.gz)
endforeach()
add_custom_command(OUTPUT ${texts}/asylsim.bash
  COMMAND asylsim help --completion > asylsim.bash
  DEPENDS asylsim WORKING_DIRECTORY ${texts} VERBATIM)

# Changes: the project's own, and what Debian asks of a package.
string(TIMESTAMP package_day "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file(cmake/debian/changelog.in ${texts}/changelog.Debian @ONLY)
add_custom_command(OUTPUT ${texts}/changelog.gz ${texts}/changelog.Debian.gz
  COMMAND ${GZIP_PROGRAM} -9nc ${PROJECT_SOURCE_DIR}/CHANGELOG.md > changelog.gz
  COMMAND ${GZIP_PROGRAM} -9nc changelog.Debian > changelog.Debian.gz
  DEPENDS ${PROJECT_SOURCE_DIR}/CHANGELOG.md ${texts}/changelog.Debian
  WORKING_DIRECTORY ${texts} VERBATIM)
add_custom_target(texts ALL
  DEPENDS ${pages} ${texts}/asylsim.bash ${texts}/changelog.gz ${texts}/changelog.Debian.gz)
install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${texts}/asylsim.bash RENAME asylsim
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${texts}/changelog.gz ${texts}/changelog.Debian.gz
  DESTINATION ${CMAKE_INSTALL_DOCDIR})

# ---- the package ---------------------------------------------------------------------------
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME asylsim)
set(CPACK_PACKAGE_CONTACT "${ASYLSIM_CONTACT}")
set(CPACK_PACKAGE_VENDOR "asylsim")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "agent-based simulation of asylum law")
set(CPACK_PACKAGE_DESCRIPTION
"asylsim simulates what becomes of people who ask for protection under the
rules of asylum law as they were and under reforms: the same people with the
same luck in both, many times. It gives the distribution of each outcome and
of each difference, and tells single lives step by step.

This package holds the program, the library with its headers, the Python
module, the scenarios with the source of every value, and the documentation.
Begin with 'asylsim selftest' and 'asylsim check dublin-iv'.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE
  GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ${ASYLSIM_SHARED})
if(ASYLSIM_SHARED)
  set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/cmake/debian/triggers)
endif()
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "python3, python3-pandas")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "pkgconf, gcc")
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/debian/prepare.cmake)
include(CPack)
