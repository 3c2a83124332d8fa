/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days of the horizon and the calendar's dates: proleptic Gregorian, no time zones. */
#ifndef ASY_BASE_CALENDAR_H
#define ASY_BASE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

struct asy_date {
    int year, month, day;
};

/* Days since 1970-01-01. */
int32_t asy_days_of_date(struct asy_date date);
struct asy_date asy_date_of_days(int32_t days);

/* Reads "2016", "2016-07" or "2016-07-15" (a missing part is the first); false if it is no date
   of the years 1900 to 2200. */
bool asy_date_read(const char *text, struct asy_date *date);

#endif
