/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seconds: on the wall, and of the processor in this thread. No result depends on them. */
#ifndef ASY_BASE_CLOCK_H
#define ASY_BASE_CLOCK_H

/* Since some moment that does not change while the program runs. */
double asy_now(void);
/* Spent by the processor in the thread that asks. */
double asy_thread_seconds(void);

#endif
