/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gsl.h"

#include <gsl/gsl_errno.h>

void
asy_gsl_returns(void)
{
    gsl_error_handler_t *const own = gsl_set_error_handler_off();

    if (own)
        gsl_set_error_handler(own);
}
