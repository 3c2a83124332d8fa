/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The claims in sixteen readings of the world, as `compare --closures` tells them.

   "closures": { axes: [name, key, standard, other, words, other words] of each, draws, table:
   of which seed and version where it is not of the file, told: [scenario, direction, metric,
   population, place, period, a sign for each world, holds, turns, unclear, words] }. */
#include "store/closures.h"
#include "report/inside.h"

static void
put_texts(struct asy_buffer *out, const char *const *text, int n)
{
    for (int i = 0; i < n; i++) {
        asy_buffer_text(out, i ? "," : "");
        asy_buffer_json_text(out, text[i]);
    }
}

static void
put_axes(struct asy_buffer *out)
{
    asy_buffer_text(out, "\"axes\":[");
    for (int a = 0; a < ASY_N_CLOSURES; a++) {
        const struct asy_closure_axis *const x = &asy_closure_axes[a];
        const char *const texts[] = { x->name,       x->key,      x->reading[0],
                                      x->reading[1], x->words[0], x->words[1] };
        asy_buffer_text(out, a ? ",[" : "[");
        put_texts(out, texts, 6);
        asy_buffer_text(out, "]");
    }
    asy_buffer_text(out, "]");
}

static void
put_told(struct asy_buffer *out, const struct asy_closure_told *told)
{
    char letters[ASY_N_WORLDS + 1], words[ASY_SIGNS_WORDS];
    const char *const texts[] = { told->claim->metric, told->claim->population,
                                  told->claim->place, told->period,
                                  asy_signs_letters(letters, &told->signs) };

    asy_buffer_format(out, "[%d,%d,", told->scenario, told->claim->direction);
    put_texts(out, texts, 5);
    asy_buffer_format(out, ",%d,%d,%d,", asy_signs_count(&told->signs, ASY_SIGN_HOLDS),
                      asy_signs_count(&told->signs, ASY_SIGN_TURNS),
                      asy_signs_count(&told->signs, ASY_SIGN_UNCLEAR));
    asy_buffer_json_text(out, asy_signs_words(words, &told->signs));
    asy_buffer_text(out, "]");
}

bool
asy_report_closures(struct asy_reporting *self)
{
    struct asy_closures closures;
    char table[96] = "";
    const bool ok = asy_results_closures(self->results, &closures, self->err);

    if (closures.is_of_table)
        snprintf(table, sizeof table, "asylsim %s, seed %s", closures.version, closures.seed);
    asy_buffer_text(self->out, ",\"closures\":{");
    put_axes(self->out);
    asy_buffer_format(self->out, ",\"draws\":%zu,\"table\":", closures.n_draws);
    asy_buffer_json_text(self->out, table);
    asy_buffer_text(self->out, ",\"told\":[");
    for (size_t i = 0; ok && i < closures.n; i++) {
        asy_buffer_text(self->out, i ? ",\n" : "");
        put_told(self->out, &closures.list[i]);
    }
    asy_buffer_text(self->out, "]}");
    asy_closures_free(&closures);
    return ok;
}
