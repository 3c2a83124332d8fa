/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laws of what follows a final answer. */
#ifndef ASY_AFTERMATH_AFTERMATH_H
#define ASY_AFTERMATH_AFTERMATH_H

#include "population/life.h"

struct asy_refused {
    double p_voluntary, voluntary_days;
    double forced_days;
};

struct asy_readmission {
    double nationals[ASY_MAX_COUNTRIES], third_country[ASY_MAX_COUNTRIES];
    double days;
};

struct asy_after_return {
    double p_persecuted, persecuted_days;
    double p_flee_again, flee_days;
};

#endif
