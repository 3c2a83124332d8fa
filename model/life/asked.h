/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of whom a law is asked, for the pilot of `asylsim check` (engine/reach.h). The rules are
   compiled once more for it, with ASY_REACH defined, and there the loop says whose turn it is;
   in what runs these words come to nothing, so that nobody pays for them. */
#ifndef ASY_LIFE_ASKED_H
#define ASY_LIFE_ASKED_H

#include "life/applicant.h"

/* Whatever law is read from here on is asked about them; NULL: about nobody in particular. */
void asy_asked_about(const struct asy_applicant *who);
/* They come to the stage in which they are. */
void asy_asked_at_stage(const struct asy_applicant *who);
/* They stand in a line that is served by a number of a law, of an entity. */
void asy_asked_in_line(const struct asy_applicant *who, int law, const char *key, int entity);
/* What is read from here on is asked of what would have been elsewhere: of nobody; or no
 * longer. */
void asy_asked_what_if(bool begins);

#ifdef ASY_REACH
#define ASY_ASKED_ABOUT(who) asy_asked_about(who)
#define ASY_ASKED_AT_STAGE(who) asy_asked_at_stage(who)
#define ASY_ASKED_IN_LINE(who, law, key, entity) asy_asked_in_line(who, law, key, entity)
#define ASY_ASKED_WHAT_IF(begins) asy_asked_what_if(begins)

#else

#define ASY_ASKED_ABOUT(who) ((void) 0)
#define ASY_ASKED_AT_STAGE(who) ((void) 0)
#define ASY_ASKED_IN_LINE(who, law, key, entity) ((void) 0)
#define ASY_ASKED_WHAT_IF(begins) ((void) 0)

#endif

#endif
