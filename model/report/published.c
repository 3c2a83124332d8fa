/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/inside.h"

bool
asy_report_published(struct asy_reporting *self)
{
    (void) self;
    return true;
}
