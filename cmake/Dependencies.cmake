# SPDX-License-Identifier: GPL-3.0-or-later
# What asylsim stands on. Every missing part is named at once, with its Debian package.
set(missing "")

find_package(PkgConfig QUIET)
if(NOT PKG_CONFIG_FOUND)
  message(FATAL_ERROR "pkg-config is missing: apt-get install pkg-config")
endif()

function(asy_need module package)
  pkg_check_modules(${module} QUIET IMPORTED_TARGET GLOBAL ${module})
  if(NOT ${module}_FOUND)
    list(APPEND missing ${package})
    set(missing "${missing}" PARENT_SCOPE)
  endif()
endfunction()

asy_need(gsl libgsl-dev)
asy_need(libconfig libconfig-dev)
asy_need(sqlite3 libsqlite3-dev)
asy_need(jansson libjansson-dev)
if(ASYLSIM_REPORT)
  asy_need(zlib zlib1g-dev)
  find_program(NPM_PROGRAM npm)
  if(NOT NPM_PROGRAM)
    list(APPEND missing nodejs npm)
  endif()
endif()
if(BUILD_TESTING)
  asy_need(cmocka libcmocka-dev)
endif()

find_path(RANDOM123_INCLUDE_DIR Random123/philox.h)
if(NOT RANDOM123_INCLUDE_DIR)
  list(APPEND missing librandom123-dev)
endif()

find_package(OpenMP QUIET COMPONENTS C)
if(NOT OpenMP_C_FOUND)
  if(CMAKE_C_COMPILER_ID MATCHES "Clang")
    list(APPEND missing libomp-dev)
  else()
    list(APPEND missing gcc)
  endif()
endif()

if(missing)
  list(JOIN missing " " missing)
  message(FATAL_ERROR "asylsim needs packages that are not installed. On Debian or Ubuntu:\n"
                      "  apt-get install ${missing}\n"
                      "(nodejs, npm and zlib1g-dev are for the report; -DASYLSIM_REPORT=OFF does "
                      "without)\n")
endif()
