/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which way a question goes, and a key: for or against the person who seeks protection, and in
   what matter (catalogue/ways.def). A line is written only where both are known and the matter
   is one: else it keeps the present value. */
#include "cli/find.h"

#include "scenario/inside.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    DETENTION = 1,
    SENT = 2,
    ACCESS = 4,
    SAFE = 8,
    ORIGIN = 16,
    BORDER = 32,
    COUNSEL = 64,
    PROTECTION = 128,
    APPEAL = 256,
    FAMILY = 512,
    WORK = 1024
};

struct meaning {
    const char *words;
    int matter, sign; /* sign 0: it turns the others */
};

static const struct meaning meanings[] = {
#define TURN(words) { words, 0, 0 },
#define AGAINST(matter, words) { words, matter, -1 },
#define FOR(matter, words) { words, matter, 1 },
#define WAY(law, key, matter, sign)
#include "catalogue/ways.def"
#undef TURN
#undef AGAINST
#undef FOR
#undef WAY
};

static const struct {
    const char *law, *key;
    int matter, sign;
} told[] = {
#define TURN(words)
#define AGAINST(matter, words)
#define FOR(matter, words)
#define WAY(law, key, matter, sign) { #law, #key, matter, sign },
#include "catalogue/ways.def"
};

/* The meaning of one word is added; the first matter stands, a sign against it makes it
 * unknown. */
static void
add_word(struct asy_find_way *self, const char *word, bool *mixed)
{
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        const struct meaning *const one = &meanings[i];
        if (!is_one_of(word, one->words))
            continue;
        if (one->sign == 0)
            self->turned = !self->turned;
        else if (self->sign == 0)
            *self = (struct asy_find_way){ one->matter, one->sign, self->turned };
        else if (one->sign != self->sign)
            *mixed = true;
        return;
    }
}

/* "the end of", "removed from the list": what a word is by those around it. */
static bool
is_word_here(const char *const *words, int n, int i, const char **as)
{
    const char *const before = i > 0 ? words[i - 1] : "";

    *as = words[i];
    if (is_one_of(words[i], "end ends") && is_one_of(before, "the at an until"))
        return false;
    if (is_one_of(words[i], "remove removes removed removing take takes taken strike strikes "
                            "delete deletes deleted drop drops dropped")) {
        for (int k = i + 1; k < n; k++)
            if (is_one_of(words[k], "list lists"))
                *as = strcmp(before, "no") == 0 ? words[i] : "not";
        for (int k = i + 1; k < n; k++)
            if (strcmp(words[k], "off") == 0)
                *as = words[i];
        if (*as == words[i] && is_one_of(words[i], "remove removes removed removing"))
            *as = "removal";
    }
    return true;
}

struct asy_find_way
asy_find_way_of_words(const char *const *words, int n)
{
    struct asy_find_way self = { 0, 0, false };
    bool mixed = false;

    for (int i = 0; i < n; i++) {
        const char *as;
        if (is_word_here(words, n, i, &as))
            add_word(&self, as, &mixed);
    }
    if (mixed)
        self.sign = 0;
    if (self.turned)
        self.sign = -self.sign;
    return self;
}

/* What is said of the share: behind "who", of "Share of people found who are detained". */
static const char *
said_in(const char *doc)
{
    static const char *const begins[] = { " who ", " whom ", " that ", " which " };
    const char *from = NULL;
    for (size_t i = 0; strncmp(doc, "Share", 5) == 0 && i < sizeof begins / sizeof *begins;
         i++) {
        const char *const at = strstr(doc, begins[i]);
        if (at && at < doc + strcspn(doc, ",;:"))
            from = !from || at < from ? at : from;
    }
    return from ? from : doc;
}

struct asy_find_way
asy_find_way_of_key(int law, int param)
{
    const struct asy_param *const row = &asy_laws[law]->params[param];
    struct asy_find_way self = { 0, 0, false };
    bool mixed = false;
    char word[40];
    size_t n;

    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (strcmp(told[i].law, asy_laws[law]->name) == 0 &&
            strcmp(told[i].key, row->name) == 0)
            return (struct asy_find_way){ told[i].matter, told[i].sign, false };
    for (const char *at = said_in(row->doc); *at && !strchr(",;:", *at); at += n) {
        for (n = 0; isalpha((unsigned char) at[n]) && n + 1 < sizeof word; n++)
            word[n] = (char) tolower((unsigned char) at[n]);
        word[n] = '\0';
        add_word(&self, word, &mixed);
        n += n == 0;
    }
    if (mixed)
        self.sign = 0;
    if (self.turned)
        self.sign = -self.sign;
    self.turned = false;
    return self;
}

int
asy_find_direction(const struct asy_question *query, int law, int param)
{
    const struct asy_find_way key = asy_find_way_of_key(law, param);

    return (key.matter & query->way.matter) != 0 ? key.sign * query->way.sign : 0;
}
