/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screening interview: whether a claim comes out in the minutes that are given to it.
   People are not alike in this, and stay as they are from one attempt to the next: a family
   with small children is seen to be one; some speak the guard's language, have papers, or say
   the word; others are afraid to speak in front of the rest of the batch. So some are let in
   within days and others try for months, under one and the same practice. */
#include "law/journey/journey.h"

/* Means of a standard normal variable within its four quarters. */
static const float QUARTER[ASY_N_DISPOSITIONS] = { -1.27111f, -0.32466f, 0.32466f, 1.27111f };

enum { DISPOSITION_BITS = ASY_N_DISPOSITIONS - 1 };

int
asy_disposition(const struct asy_applicant *who)
{
    _Static_assert(ASY_MARK_disposition_low == 0 && ASY_MARK_disposition_high == 1,
                   "read as a number");
    return (int) (who->marks & (uint64_t) DISPOSITION_BITS);
}

void
asy_disposition_give(struct asy_scene *scene, struct asy_applicant *who)
{
    const struct asy_luck luck = asy_luck(scene, who, ASY_LUCK_disposition);
    who->marks = (who->marks & ~(uint64_t) DISPOSITION_BITS) | asy_word(&luck, 0) >> 30;
}

/* The claim comes out at a constant rate, of one in `minutes_needed` for a person of middling
   disposition; a disposition multiplies the rate (a frailty, on the log scale). Where officers
   ask everyone in person, as art. 8 has it, nothing has to come out by itself. */
void
asy_screening_chances(const struct asy_border *law, float p[2][ASY_N_DISPOSITIONS])
{
    const bool comes_out = law->asks || law->minutes_needed <= 0.0;
    const float minutes =
        comes_out ? 0.0f : (float) (law->interview_minutes / law->minutes_needed);
    const float children = comes_out ? 1.0f : expf((float) law->children_effect);
    for (int d = 0; d < ASY_N_DISPOSITIONS; d++) {
        const float rate =
            comes_out ? 0.0f : minutes * expf((float) law->disposition_spread * QUARTER[d]);
        p[0][d] = comes_out ? 1.0f : 1.0f - expf(-rate);
        p[1][d] = comes_out ? 1.0f : 1.0f - expf(-rate * children);
    }
}
