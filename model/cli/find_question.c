/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was asked: names, articles, how much, for whom, and the words that are left. */
#include "cli/find.h"

#include "base/fail.h"
#include "scenario/inside.h"
#include "text/utf8.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_TOKENS = 64, LONGEST_QUERY = 2000 };

/* ---- tokens ------------------------------------------------------------------ */

struct tokens {
    const char *typed[MOST_TOKENS], *lower[MOST_TOKENS];
    int n;
};

static bool
is_between(char c)
{
    return isspace((unsigned char) c) || iscntrl((unsigned char) c) ||
           (c && strchr(",;:?!\"|+*=<>", c));
}

static const char *
lower(struct asy_pool *pool, const char *text)
{
    char *const copy = asy_pool_alloc(pool, strlen(text) + 1);
    for (size_t i = 0; copy && text[i]; i++)
        copy[i] = (char) tolower((unsigned char) text[i]);
    return copy ? copy : "";
}

/* "Poland's" is Poland, "three-month" two words, "recht." has no dot. */
static void
add_token(struct asy_question *self, struct tokens *tokens, const char *from, size_t n)
{
    static const char own[] = "'s", typographic[] = "\xe2\x80\x99s";

    while (n > 0 && strchr(".'/-_", from[n - 1]))
        n--;
    while (n > 0 && strchr("./'-_", *from)) {
        from++;
        n--;
    }
    if (n > 2 && memcmp(from + n - 2, own, 2) == 0)
        n -= 2;
    if (n > 4 && memcmp(from + n - 4, typographic, 4) == 0)
        n -= 4;
    if (n == 0 || tokens->n == MOST_TOKENS)
        return;
    const char *const word = asy_pool_format(&self->pool, "%.*s", (int) n, from);
    tokens->typed[tokens->n] = word ? word : "";
    tokens->lower[tokens->n++] = lower(&self->pool, word ? word : "");
}

/* The dot of a path, "dublin.p_request", and not of "art.17" or "1.5". */
static bool
is_dot_of_path(const char *text, size_t n)
{
    return text[n] == '.' && n > 0 && isalpha((unsigned char) text[n - 1]) &&
           isalpha((unsigned char) text[n + 1]);
}

static bool
is_section(const char *text, size_t n)
{
    const char *name;
    for (int i = 0; (name = asy_section_at(i)) != NULL; i++)
        if (strlen(name) == n && strncmp(name, text, n) == 0)
            return true;
    return n == 5 && strncmp(text, "rules", n) == 0;
}

static void
split(struct asy_question *self, struct tokens *tokens, const char *text)
{
    while (*text) {
        size_t n = 0;
        while (text[n] && !is_between(text[n]) && text[n] != '-' && !is_dot_of_path(text, n))
            n++;
        if (text[n] != '.' || !is_section(text, n))
            add_token(self, tokens, text, n);
        text += n + (text[n] != '\0');
    }
}

/* ---- how much ---------------------------------------------------------------- */

/* "three", "3", "1.5"; 0 of no number. */
static double
number_of(const char *word)
{
    static const char *const words[] = {
        "one",   "two",   "three", "four", "five",   "six",
        "seven", "eight", "nine",  "ten",  "eleven", "twelve"
    };
    char *end;
    for (int i = 0; i < 12; i++)
        if (strcmp(words[i], word) == 0)
            return i + 1;
    const double number = isdigit((unsigned char) *word) ? strtod(word, &end) : 0.0;
    return number > 0.0 && isfinite(number) && *end == '\0' && number < 1e6 ? number : 0.0;
}

static double
days_in(const char *unit)
{
    static const struct {
        const char *names;
        double days;
    } units[] = { { "day days", 1.0 },
                  { "week weeks", 7.0 },
                  { "month months", 365.25 / 12.0 },
                  { "year years", 365.25 } };
    for (int i = 0; i < 4; i++)
        if (is_one_of(unit, units[i].names))
            return units[i].days;
    return 0.0;
}

/* A measure at the i-th word: "three times", "twice", "six months", "no", "all". How many
   words; 0: none. */
static int
read_measure(struct asy_question *self, const struct tokens *tokens, int i)
{
    const char *const word = tokens->lower[i];
    const char *const next = i + 1 < tokens->n ? tokens->lower[i + 1] : "";
    const double number = number_of(word);

    if (number > 0.0 && is_one_of(next, "times fold")) {
        self->times = number;
        return 2;
    }
    if (number > 0.0 && days_in(next) > 0.0) {
        self->days = round(number * days_in(next));
        return 2;
    }
    if (is_one_of(word,
                  "twice double doubled doubles triple tripled triples half halved halves")) {
        self->times = *word == 't' && word[1] == 'r' ? 3.0 : *word == 'h' ? 0.5 : 2.0;
        return 1;
    }
    if (is_one_of(word, "no none nobody not neither never without stop stops stopping abolish "
                        "abolished abolishes lift lifts lifted scrap scraps scrapped off")) {
        self->none = true;
        return 1 + is_one_of(next, "longer more");
    }
    if (is_one_of(word, "all every everyone everybody each always get gets getting receive "
                        "receives given")) {
        self->all = true;
        return 1;
    }
    if (is_one_of(word,
                  "remove removes removed removing take takes taken strike strikes delete "
                  "deletes deleted drop drops dropped"))
        for (int k = i + 1; k < tokens->n; k++)
            if (is_one_of(tokens->lower[k], "list lists off"))
                return 1;
    return 0;
}

/* ---- for whom ---------------------------------------------------------------- */

/* People whom a scope can name; their words are looked for as well. */
static void
read_whom(struct asy_question *self, const struct tokens *tokens, int i)
{
    static const struct {
        const char *words, *with, *condition;
    } people[] = {
        { "unaccompanied", "", "trait = \"alone_minor\"" },
        { "minors children", "alone", "trait = \"alone_minor\"" },
        { "children families", "", "children = true" },
        { "vulnerable", "", "trait = \"vulnerable\"" },
        { "activists activist opponents dissidents", "", "trait = \"activist\"" },
        { "ill sick", "", "trait = \"gravely_ill\"" },
        { "lgbti lgbt gay", "", "trait = \"lgbti\"" },
    };
    const char *const next = i + 1 < tokens->n ? tokens->lower[i + 1] : "";

    for (size_t k = 0; k < sizeof people / sizeof *people; k++)
        if (is_one_of(tokens->lower[i], people[k].words) &&
            (!*people[k].with || strcmp(next, people[k].with) == 0)) {
            if (self->n_whom == 0)
                self->whom[self->n_whom++] = people[k].condition;
            return;
        }
}

/* ---- articles ---------------------------------------------------------------- */

/* "604/2013" or "2013/32/EU": the number by which citations know it. */
static bool
is_instrument(const char *word)
{
    int digits = 0, slashes = 0;
    for (; *word; word++) {
        digits += isdigit((unsigned char) *word) != 0;
        slashes += *word == '/';
        if (!isalnum((unsigned char) *word) && *word != '/')
            return false;
    }
    return slashes >= 1 && digits >= 5;
}

/* Names that lawyers give to instruments. */
static int
read_called(struct asy_question *self, const struct tokens *tokens, int i)
{
    static const struct {
        const char *first, *second, *instrument;
    } called[] = {
#define INSTRUMENT(first, second, instrument) { first, second, instrument },
#define SAME(words)
#define ALSO(law, key, words)
#include "catalogue/words.def"
    };
    const char *const next = i + 1 < tokens->n ? tokens->lower[i + 1] : "";

    for (size_t k = 0; k < sizeof called / sizeof *called; k++) {
        if (strcmp(tokens->lower[i], called[k].first) != 0 ||
            (*called[k].second && !is_one_of(next, called[k].second)))
            continue;
        snprintf(self->article.instrument, sizeof self->article.instrument, "%s",
                 called[k].instrument);
        self->has_article = true;
        return 1 + (*called[k].second != '\0');
    }
    return 0;
}

/* How many words are of a citation. */
static int
read_article(struct asy_question *self, const struct tokens *tokens, int i)
{
    const char *const word = tokens->lower[i];
    const char *const next = i + 1 < tokens->n ? tokens->lower[i + 1] : "";
    struct asy_article one = self->article;

    if (is_instrument(word)) {
        const size_t n = strspn(word, "0123456789/");
        snprintf(self->article.instrument, sizeof self->article.instrument, "%.*s",
                 (int) (n > 0 && word[n - 1] == '/' ? n - 1 : n), word);
        self->has_article = true;
        return 1;
    }
    if (is_one_of(word, "art article articles arts") &&
        asy_article_read(&one, next) == strlen(next) && *next) {
        self->article = one;
        self->has_article = true;
        return 2;
    }
    one = self->article;
    if (strncmp(word, "art.", 4) == 0 && asy_article_read(&one, word + 4) > 0) {
        self->article = one;
        self->has_article = true;
        return 1;
    }
    one = self->article;
    if ((strchr(word, '(') || self->has_article) &&
        asy_article_read(&one, word) == strlen(word)) {
        self->article = one;
        self->has_article = true;
        return 1;
    }
    return read_called(self, tokens, i);
}

/* ---- all of it --------------------------------------------------------------- */

static bool
says_nothing(const char *word)
{
    return is_one_of(word, "a an the of to in at is are be been as for and or by with on from "
                           "not who whom what how must may can than more less much many they "
                           "them it its their this that these those there would will shall "
                           "should do does did has have had being into within under over if "
                           "when only also any same after before until since during like i we "
                           "you my our would were was out up treat "
                           "treats treated");
}

static void
add_word(struct asy_question *self, const char *word, bool is_name)
{
    if (self->n_words == ASY_FIND_WORDS)
        return;
    for (int i = 0; i < self->n_words; i++)
        if (strcmp(self->words[i], word) == 0)
            return;
    self->is_name[self->n_words] = is_name;
    self->words[self->n_words++] = word;
}

static void
read_tokens(struct asy_question *self, const struct asy_scenario *scenario,
            const struct tokens *t)
{
    self->way = asy_find_way_of_words(t->lower, t->n);
    for (int i = 0; i < t->n;) {
        int n = asy_find_name(self, scenario, t->lower, t->typed, t->n, i);
        for (int k = i; k < i + n; k++)
            if (!says_nothing(t->lower[k]))
                add_word(self, t->lower[k], true);
        read_whom(self, t, i);
        n = n ? n : read_article(self, t, i);
        n = n ? n : read_measure(self, t, i);
        if (n == 0 && !says_nothing(t->lower[i]))
            add_word(self, t->lower[i], false);
        i += n ? n : 1;
    }
}

bool
asy_question_read(struct asy_question *self, const struct asy_scenario *scenario,
                  const char *const *words, size_t n, struct asy_error *err)
{
    struct tokens tokens = { .n = 0 };
    size_t length = 0;

    *self = (struct asy_question){ .n_words = 0 };
    for (size_t i = 0; i < n; i++) {
        length += strlen(words[i]);
        if (!asy_is_utf8(words[i], strlen(words[i])))
            return asy_fail(err, ASY_E_INPUT, "find", "the words are not text in UTF-8");
        if (length > LONGEST_QUERY)
            return asy_fail(err, ASY_E_INPUT, "find", "more than %d characters: a few words do",
                            LONGEST_QUERY);
        split(self, &tokens, words[i]);
    }
    read_tokens(self, scenario, &tokens);
    if (self->pool.failed)
        return asy_fail(err, ASY_E_RESOURCES, "find", "out of memory");
    if (!self->n_words && !self->has_article)
        return asy_fail(err, ASY_E_INPUT, "find",
                        "no word to look for; as in asylsim find \"safe third country\"");
    return true;
}

void
asy_question_free(struct asy_question *self)
{
    asy_pool_free(&self->pool);
}

/* ---- in words ---------------------------------------------------------------- */

static const char *
print_countries(const struct asy_question *self, const struct asy_scenario *scenario,
                const char *comma, FILE *out)
{
    static const char *const roles[] = { "", "to ", "as in " };
    for (int i = 0; i < self->n_countries; i++) {
        const struct asy_find_country *one = &self->countries[i];
        const struct asy_country *country = &scenario->country[one->country];
        fprintf(out, "%s%s%s%s (%s)", comma, one->people ? "citizens of " : "",
                roles[one->role], country->label, country->code);
        comma = "; ";
    }
    return comma;
}

void
asy_question_print(const struct asy_question *self, const struct asy_scenario *scenario,
                   FILE *out)
{
    const char *comma = "";
    for (int i = 0; i < self->n_words; i++) {
        if (self->is_name[i])
            continue;
        fprintf(out, "%s%s", comma, self->words[i]);
        if (self->read_as[i])
            fprintf(out, " (read as %s)", self->read_as[i]);
        comma = " ";
    }
    comma = *comma ? "; " : "";
    comma = print_countries(self, scenario, comma, out);
    for (int i = 0; i < scenario->n_groups; i++)
        if (self->groups >> i & 1) {
            fprintf(out, "%s%s (%s)", comma, scenario->group[i].label, scenario->group[i].name);
            comma = "; ";
        }
    for (int i = 0; i < scenario->n_crossings; i++)
        if (self->crossings >> i & 1) {
            fprintf(out, "%s%s (%s)", comma, scenario->crossing[i].label,
                    scenario->crossing[i].name);
            comma = "; ";
        }
    if (self->has_article) {
        fprintf(out, "%s%s%s", comma, self->article.instrument,
                self->article.n ? *self->article.instrument ? " art. " : "art. " : "");
        for (int i = 0; i < self->article.n; i++)
            fprintf(out, i ? "(%s)" : "%s", self->article.level[i]);
        comma = "; ";
    }
    if (self->times > 0.0)
        fprintf(out, "%s%g times", comma, self->times);
    if (self->days > 0.0)
        fprintf(out, "%s%g days", *comma || self->times > 0.0 ? "; " : "", self->days);
    if (*self->misspelt)
        fprintf(out, " (%s read as %s)", self->misspelt, self->meant);
}
