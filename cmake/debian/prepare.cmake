# SPDX-License-Identifier: GPL-3.0-or-later
# Before cpack packs: the static library holds code for one compiler's link-time optimisation and
# stays out of the package; programs link with the shared one.
file(GLOB_RECURSE static "${CPACK_TEMPORARY_DIRECTORY}/*.a")
if(static)
  file(REMOVE ${static})
endif()
