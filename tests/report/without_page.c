/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What asylsim without the page has in place of report/pack.c and the embedded page: with the
   other objects of the build it is the program of -DASYLSIM_REPORT=OFF, and needs no zlib. */
#define ASY_REPORT 0
#include "report/pack.c"

extern const unsigned char asy_report_page[];
const unsigned char asy_report_page[] = "";
