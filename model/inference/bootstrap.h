/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a score of a family may be off because it has only so many series. */
#ifndef ASY_INFERENCE_BOOTSTRAP_H
#define ASY_INFERENCE_BOOTSTRAP_H

#include <stddef.h>

/* Standard error of sum(above) / sum(below) over n series drawn anew with replacement: all
   values of a series come or go together, as they miss together. 1000 samples of a generator
   with a fixed seed, so the same every time. NAN with fewer than two series. */
double asy_bootstrap_ratio(const double *above, const double *below, size_t n);

#endif
