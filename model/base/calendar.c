/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The civil calendar, after the era arithmetic that needs no tables. */
#include "base/calendar.h"

#include <stddef.h>

int32_t
asy_days_of_date(struct asy_date date)
{
    const int y = date.month <= 2 ? date.year - 1 : date.year;
    const int era = (y >= 0 ? y : y - 399) / 400;
    const int year_of_era = y - era * 400;
    const int day_of_year =
        (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    const int day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct asy_date
asy_date_of_days(int32_t days)
{
    const int z = days + 719468;
    const int era = (z >= 0 ? z : z - 146096) / 146097;
    const int doe = z - era * 146097;
    const int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const int mp = (5 * doy + 2) / 153;
    const int month = mp < 10 ? mp + 3 : mp - 9;
    return (struct asy_date){ yoe + era * 400 + (month <= 2), month,
                              doy - (153 * mp + 2) / 5 + 1 };
}

static bool
read_digits(const char **text, int n, int *out)
{
    int value = 0;
    for (int i = 0; i < n; i++, (*text)++) {
        if (**text < '0' || **text > '9')
            return false;
        value = 10 * value + (**text - '0');
    }
    *out = value;
    return true;
}

bool
asy_date_read(const char *text, struct asy_date *date)
{
    struct asy_date d = { 0, 1, 1 };
    if (!read_digits(&text, 4, &d.year))
        return false;
    if (*text == '-') {
        text++;
        if (!read_digits(&text, 2, &d.month))
            return false;
        if (*text == '-') {
            text++;
            if (!read_digits(&text, 2, &d.day))
                return false;
        }
    }
    if (*text != '\0' || d.year < 1900 || d.year > 2200 || d.month < 1 || d.month > 12 ||
        d.day < 1)
        return false;
    const struct asy_date back = asy_date_of_days(asy_days_of_date(d));
    if (back.year != d.year || back.month != d.month || back.day != d.day)
        return false;
    *date = d;
    return true;
}
