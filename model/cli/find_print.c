/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asylsim find, in words. */
#include "cli/find.h"
#include "cli/say.h"

#include "engine/reach.h"
#include "outcome/moves.h"
#include "scenario/inside.h"

#include <string.h>

enum {
    WIDTH = 100,
    MOST_KEYS = 8,
    IN_FULL = 4,
    MOST_REFORMS = 6,
    MOST_OUTCOMES = 6,
    MOVED = 4
};

/* What most keys move says little of one of them. */
static bool
is_moved_by_most(const char *outcome)
{
    static const char *const common[] = { "solidarity_money", "transfer_refunds", "fair_share",
                                          NULL };
    for (int i = 0; common[i]; i++)
        if (strcmp(common[i], outcome) == 0)
            return true;
    return false;
}

static void
print_moves(const struct asy_law *law, const struct asy_param *row)
{
    struct asy_move moves[ASY_MOST_OF_LAW];
    const int n = asy_moved_by(law->name, row->name, moves);
    char line[400] = "moves most:";
    int told = 0;

    for (int common = 0; common < 2; common++)
        for (int i = 0; i < n && told < MOVED; i++) {
            const size_t used = strlen(line);
            if (is_moved_by_most(moves[i].outcome) != (common != 0))
                continue;
            snprintf(line + used, sizeof line - used, "%s %.63s", told++ ? "," : "",
                     moves[i].outcome);
        }
    if (n)
        asy_say_hanging(stdout, line, 4, 6, WIDTH);
}

static void
print_value(const struct asy_finding *self, const struct asy_find_value *value,
            const struct asy_param *row)
{
    char line[1400];
    const bool has_unit = row->kind == ASY_REAL;

    snprintf(line, sizeof line, "%s%s%s: %s%s%s%s", value->of, *value->of ? " on " : "on ",
             self->date, value->value, has_unit ? " (" : "", has_unit ? row->unit : "",
             has_unit ? ")" : "");
    asy_say_hanging(stdout, line, 4, 6, WIDTH);
    if (value->is_range)
        return;
    snprintf(line, sizeof line, "grade %s%s%s; %.400s%s%.200s",
             *value->grade ? value->grade : "-", value->prior ? "; prior " : "",
             value->prior ? value->prior : "", value->source, value->file ? "; " : "",
             value->file ? value->file : "");
    if (value->file && value->line) {
        const size_t used = strlen(line);
        snprintf(line + used, sizeof line - used, ":%d", value->line);
    }
    fputs(asy_say_dim(), stdout);
    asy_say_hanging(stdout, line, 6, 6, WIDTH);
    fputs(asy_say_plain(), stdout);
}

static void
print_paste(const struct asy_finding *self, struct asy_find_place at,
            const struct asy_find_value *value)
{
    char line[900], note[400], both[1400];

    asy_find_paste(self, at, value, line, sizeof line, note, sizeof note);
    if (*line)
        printf("    set: { %s };\n", line);
    snprintf(both, sizeof both, "%s", note);
    if (*note) {
        fputs(asy_say_dim(), stdout);
        asy_say_hanging(stdout, both, *line ? 9 : 4, 9, WIDTH);
        fputs(asy_say_plain(), stdout);
    }
}

static void
print_key(const struct asy_finding *self, size_t i, bool in_full)
{
    const struct asy_found *const key = &self->keys[i];
    const struct asy_law *const law = asy_laws[key->law];
    const struct asy_param *const row = &law->params[key->param];
    const struct asy_find_place at = asy_find_place(self, key->law, key->param);
    struct asy_find_value value;
    char head[600], whom[200];

    snprintf(head, sizeof head, "%s%s.%s%s: %s", asy_say_bold(), law->name, row->name,
             asy_say_plain(), row->doc);
    asy_say_hanging(stdout, head, 2, 4, WIDTH);
    asy_find_value(self, at, &value);
    print_value(self, &value, row);
    if (in_full) {
        asy_find_whom(at, whom, sizeof whom);
        asy_say_hanging(stdout, whom, 4, 6, WIDTH);
    }
    print_paste(self, at, &value);
    if (asy_serves_line(key->law, row->name))
        asy_say_hanging(stdout,
                        "a ceiling, at most so many: raising it changes something only where "
                        "people wait",
                        9, 11, WIDTH);
    if (in_full)
        print_moves(law, row);
}

static void
print_keys(const struct asy_finding *self)
{
    const size_t n = self->n_keys < MOST_KEYS ? self->n_keys : MOST_KEYS;

    if (!n)
        return;
    puts("\nKeys, the best first");
    for (size_t i = 0; i < n; i++) {
        if (i)
            putchar('\n');
        print_key(self, i, i < IN_FULL);
    }
    if (self->n_keys > n)
        printf(
            "\n  %zu more: narrow by another word, a law ('asylsim catalogue %s') or a place; "
            "all with --json\n",
            self->n_keys - n, asy_laws[self->keys[0].law]->name);
}

static void
print_reforms(const struct asy_finding *self)
{
    const size_t n = self->n_reforms < MOST_REFORMS ? self->n_reforms : MOST_REFORMS;
    char line[700];

    if (n)
        puts("\nShipped reforms whose title fits, or that set these keys");
    for (size_t i = 0; i < n; i++) {
        const struct asy_shipped *const one = &self->shipped[self->reforms[i].i];
        snprintf(line, sizeof line, "%.300s: %.300s", one->file, one->title);
        asy_say_hanging(stdout, line, 2, 4, WIDTH);
    }
    if (self->n_reforms > n)
        printf("  %zu more\n", self->n_reforms - n);
}

static void
print_outcomes(const struct asy_finding *self)
{
    const size_t n = self->n_outcomes < MOST_OUTCOMES ? self->n_outcomes : MOST_OUTCOMES;
    struct asy_outcome_about about = { .size = sizeof about };
    char line[400];

    if (n)
        puts("\nOutcomes, for a claim_outcome or compare --metric");
    for (size_t i = 0; i < n; i++) {
        asy_catalogue_outcome((size_t) self->outcomes[i].i, &about);
        snprintf(line, sizeof line, "%s: %s (%s%s%s)", about.name, about.label, about.unit,
                 *about.place ? ", by " : "", about.place);
        asy_say_hanging(stdout, line, 2, 4, WIDTH);
    }
    if (self->n_outcomes > n)
        printf("  %zu more\n", self->n_outcomes - n);
}

void
asy_find_print(const struct asy_finding *self)
{
    fputs("Looked for: ", stdout);
    asy_question_print(self->query, self->scenario, stdout);
    putchar('\n');
    print_keys(self);
    print_reforms(self);
    print_outcomes(self);
}
