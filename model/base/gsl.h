/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GSL ends the process at the first number that it cannot make, unless it is told otherwise. */
#ifndef ASY_BASE_GSL_H
#define ASY_BASE_GSL_H

/* Called by what is public and computes: from here on GSL returns, and we look at what comes
   back. A handler that the program has set itself stays. */
void asy_gsl_returns(void);

#endif
