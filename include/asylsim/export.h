/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a program may call. Everything else in the shared library is hidden. */
#ifndef ASYLSIM_EXPORT_H
#define ASYLSIM_EXPORT_H

#if defined(__cplusplus)
#define ASY_PUBLIC extern "C" __attribute__((visibility("default")))
#else
#define ASY_PUBLIC __attribute__((visibility("default")))
#endif

#endif
