/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outcomes by number, for whoever goes through all of them or looks them up in a table.
   What includes this is compiled anew with each outcome that is added: to count one,
   life/tally.h is enough. */
#ifndef ASY_LIFE_OUTCOMES_H
#define ASY_LIFE_OUTCOMES_H

#include "life/tally.h"

enum asy_metric {
#define METRIC(name, unit, where, time, detail, grows, among, label) ASY_METRIC_##name,
#include "catalogue/metrics.def"
#undef METRIC
    ASY_N_METRICS
};

#endif
