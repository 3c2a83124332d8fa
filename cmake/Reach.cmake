# SPDX-License-Identifier: GPL-3.0-or-later
# The rules once more, for the pilot history of `asylsim check` (model/engine/reach.h): compiled
# so that each reading of memory calls a function, as for the thread sanitizer, with functions of
# our own in its place (model/engine/watched/hooks.c). All of it is linked into one object of
# which only asy_reach_run_to is seen, beside the plain rules that run. Sets reach_object.
option(ASYLSIM_REACH "Have `asylsim check` say how many people each change is asked about" ON)
include(CheckCSourceCompiles)
set(CMAKE_REQUIRED_FLAGS "-fno-sanitize=all -fsanitize=thread -c")
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
check_c_source_compiles("int one(const int *at) { return *at; }" asy_notes_reads)
unset(CMAKE_TRY_COMPILE_TARGET_TYPE)
unset(CMAKE_REQUIRED_FLAGS)

if(NOT ASYLSIM_REACH OR NOT asy_notes_reads OR NOT CMAKE_OBJCOPY OR APPLE)
  target_sources(asylsim_objects PRIVATE model/engine/watched/none.c)
  set(reach_object)
  return()
endif()

set(watched_rules ${library_sources})
list(FILTER watched_rules INCLUDE REGEX "/model/law/")
set(watched_loop ${library_sources})
list(FILTER watched_loop INCLUDE REGEX
     "/model/(life/.*|engine/(run|run_day|run_due|due|queue|departures|crowd))\\.c$")
add_library(reach_rules OBJECT ${watched_rules})
add_library(reach_loop OBJECT ${watched_loop} model/engine/watched/hooks.c)
foreach(part reach_rules reach_loop)
  set_target_properties(${part} PROPERTIES POSITION_INDEPENDENT_CODE ON
    C_VISIBILITY_PRESET hidden INTERPROCEDURAL_OPTIMIZATION OFF)
  target_include_directories(${part} PRIVATE include model)
  target_include_directories(${part} SYSTEM PRIVATE ${RANDOM123_INCLUDE_DIR})
  target_compile_definitions(${part} PRIVATE ASY_REACH)
  # One level of optimisation: a reading that the text makes on a condition stays on it.
  target_compile_options(${part} PRIVATE -O1 -g0 -w -fno-lto -fno-sanitize=all)
  target_link_libraries(${part} PRIVATE ${library_needs} asy_flags)
endforeach()
target_compile_options(reach_rules PRIVATE -fsanitize=thread)

set(reach_object ${PROJECT_BINARY_DIR}/reach.o)
add_custom_command(OUTPUT ${reach_object}
  COMMAND ${CMAKE_C_COMPILER} -r -nostdlib -o ${reach_object}.all
          $<TARGET_OBJECTS:reach_rules> $<TARGET_OBJECTS:reach_loop>
  COMMAND ${CMAKE_OBJCOPY} --keep-global-symbol=asy_reach_run_to
          --keep-global-symbol=asy_reach_is_built ${reach_object}.all ${reach_object}
  DEPENDS $<TARGET_OBJECTS:reach_rules> $<TARGET_OBJECTS:reach_loop>
  COMMAND_EXPAND_LISTS VERBATIM)
set_source_files_properties(${reach_object} PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
