/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public C API of libasylsim: list laws, parameters and outcomes; open a scenario and see
   what a reform changes; run it into a results file; compare; tell one life. All functions and
   types begin with asy_, all macros and constants with ASY_; all texts are UTF-8. What is
   promised to stay is in docs/library.md.

   Structs begin with `size`. Whoever makes one sets it, and zeroes the rest:

       struct asy_job job = { .size = sizeof job, .baseline = "scenarios/baseline.cfg" };
       struct asy_paired_difference row = { .size = sizeof row };

   New members come at the end only. A library that is newer than the program sees from `size`
   how much there is to read and to fill; one that is older refuses members set that it does not
   know, and leaves in `size` how much it has filled. What has no `size` (asy_error, asy_errors,
   asy_summary, asy_law_value, asy_people_touched,
   asy_sentence_other) never changes while the SOVERSION stays.

   Whoever gives a NULL where something is needed, or asks past an end, is told so: an
   asy_error, or false. Opaque objects are freed by their destroy or close, which take NULL.

   GSL's standard handler of errors, which ends the process, is switched off by the functions
   that compute; one that the program has set itself stays. */
#ifndef ASYLSIM_ASYLSIM_H
#define ASYLSIM_ASYLSIM_H

#include "asylsim/catalogue.h"
#include "asylsim/compare.h"
#include "asylsim/error.h"
#include "asylsim/find.h"
#include "asylsim/job.h"
#include "asylsim/life.h"
#include "asylsim/results.h"
#include "asylsim/scenario.h"
#include "asylsim/sentences.h"
#include "asylsim/version.h"

#endif
