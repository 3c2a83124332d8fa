/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Country information: who knows more about a country sees a file of its citizens less darkly,
   and then asks for less to be as sure as before. */
#include "law/procedure/procedure.h"

static const struct asy_param params[] = {
    ASY_PARAM_SET(ASY_PER_COUNTRY, country_information, covered,
                  "Citizenships covered by in-depth, up-to-date reports.",
                  "citizenships covered by reports that are in depth and up to date"),
    ASY_PARAM(
        country_information, noise_ratio, 0, 0.7, 1, "ratio",
        "Noise through which authority and court see the files covered, relative to the usual.",
        "grade D: on the noise of authority and court, of citizenships covered"),
    { 0 },
};

const struct asy_law asy_law_country_information = {
    .name = "country_information",
    .file = __FILE__,
    .doc = "Country reports reduce the noise through which claims of its citizens are seen.",
    .source = "2013/32/EU art. 10(3)(b); Closing the Door, Hug, conclusions",
    .section = ASY_OF_STATE,
    .size = sizeof(struct asy_country_information),
    .params = params,
};

double
asy_informed_noise(const struct asy_country_information *law, int citizenship, double noise)
{
    return law->covered & asy_bit(citizenship) ? noise * law->noise_ratio : noise;
}
