/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The claims put to the test as an HTML table: what is read where no script runs. The numbers
   are those of the page's first picture; all text is escaped. */
#include "life/outcomes.h"
#include "outcome/phrase.h"
#include "report/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void
put_text(struct asy_buffer *out, const char *text)
{
    asy_buffer_text(out, "<td>");
    asy_buffer_html(out, text);
    asy_buffer_text(out, "</td>");
}

/* "2017..2018" as "2017 to 2018"; "DEU>POL", places by name, as "Germany to Poland". */
static void
put_between(struct asy_buffer *out, const char *text, const char *mark,
            const struct asy_results *names)
{
    const char *const at = strstr(text, mark), *const second = at ? at + strlen(mark) : text;
    char first[64];

    asy_buffer_text(out, "<td>");
    if (at) {
        snprintf(first, sizeof first, "%.*s", (int) (at - text), text);
        asy_buffer_html(out, names ? asy_results_place_label(names, first) : first);
        asy_buffer_text(out, at > text ? " to " : "to ");
    }
    asy_buffer_html(out, names ? asy_results_place_label(names, second) : second);
    asy_buffer_text(out, "</td>");
}

/* The number that the page is handed (asy_report_summary): a half of it is rounded alike. */
static double
handed(double x)
{
    char text[40];

    snprintf(text, sizeof text, "%.10g", x);
    return strtod(text, NULL);
}

/* As the page shows it: thousands apart, from 100 on whole, from 10 on at most one decimal,
   else two; shares in per cent. */
static void
put_number(struct asy_buffer *out, double x, bool is_share, bool is_difference)
{
    const double y = handed(x), shown = is_share ? handed(100.0 * y) : y, size = fabs(shown);
    const double times = size >= 100.0 ? 1.0 : size >= 10.0 ? 10.0 : 100.0;
    char text[64], whole[64];

    asy_buffer_text(out, "<td class=\"number\">");
    if (!isfinite(x)) {
        asy_buffer_text(out, "none</td>");
        return;
    }
    int decimals;
    const double rounded = asy_rounded(size, 1.0 / times, &decimals);
    snprintf(text, sizeof text, "%.10g",
             is_difference ? rounded : asy_round_to(size, 1.0 / times));
    const size_t n = strcspn(text, ".");
    size_t to = 0;
    for (size_t i = 0; i < n && to + 2 < sizeof whole; i++) {
        if (i && (n - i) % 3 == 0)
            whole[to++] = ',';
        whole[to++] = text[i];
    }
    whole[to] = '\0';
    const bool is_zero = strspn(text, "0.") == strlen(text);
    const char *const sign = is_zero ? "" : shown < 0.0 ? "&minus;" : is_difference ? "+" : "";
    const char *const unit = !is_share ? "" : is_difference ? " points" : "%";
    asy_buffer_format(out, "%s%s%s%s</td>", sign, whole, text + n, unit);
}

static void
put_worse(struct asy_buffer *out, const char *metric, const struct asy_difference *d)
{
    const int worse = asy_metric_worse(metric);

    if (worse == 0 || !d->summary.n)
        asy_buffer_text(out, "<td>neither</td>");
    else if (asy_moves_of(&d->summary) == ASY_MOVES_TOO_FEW)
        asy_buffer_text(out, "<td>too few draws</td>");
    else
        asy_buffer_format(out, "<td class=\"number\">%zu of %zu</td>",
                          worse > 0 ? d->counted.more : d->counted.less, d->counted.of);
}

void
asy_report_plain_begin(struct asy_reporting *self)
{
    if (self->n_scenarios < 2) /* no reform, so nothing is claimed */
        return;
    asy_buffer_text(
        &self->plain,
        "<div class=\"scroll whole\" tabindex=\"0\" role=\"region\" aria-label=\"Key figures\">"
        "<table><caption>What does each reform change, by how much, and how sure is it? Median "
        "of"
        " the paired difference, range of 90 in 100 histories. Supported: zero lies outside "
        "that"
        " range, on the side claimed; of fewer than 20 draws nothing is "
        "said.</caption><thead><tr>");
    static const char *const heads[] = { "reform",
                                         "outcome claimed",
                                         "whose",
                                         "where",
                                         "claimed to be",
                                         "period",
                                         "baseline, median",
                                         "with the reform, median",
                                         "difference, median",
                                         "from (5 %)",
                                         "to (95 %)",
                                         "worse for people, in draws",
                                         "verdict" };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        asy_buffer_format(&self->plain, "<th scope=\"col\">%s</th>", heads[i]);
    asy_buffer_text(&self->plain, "</tr></thead><tbody>");
}

void
asy_report_plain_claim(struct asy_reporting *self, int scenario,
                       const struct asy_claim_outcome *claim, const char *period,
                       const struct asy_summary *before, const struct asy_summary *after,
                       const struct asy_difference *d, const char *verdict)
{
    struct asy_buffer *const out = &self->plain;
    const struct asy_derived *const derived = asy_derived_find(claim->metric);
    const bool is_share = derived && strcmp(derived->unit, "share") == 0;
    const char *label = derived ? derived->label : claim->metric;
    const struct asy_results_entry *const entry = asy_results_scenario(self->results, scenario);

    for (int m = 0; !derived && m < ASY_N_METRICS; m++)
        if (strcmp(asy_metrics[m].name, claim->metric) == 0)
            label = asy_metrics[m].label;
    asy_buffer_text(out, "<tr><th scope=\"row\">");
    asy_buffer_html(out, entry->title);
    asy_buffer_text(out, "</th>");
    put_text(out, label);
    put_text(out, asy_results_people_label(self->results, claim->population));
    put_between(out, claim->place, ">", self->results);
    put_text(out, asy_direction_word(claim->metric, claim->direction, false));
    put_between(out, period, "..", NULL);
    put_number(out, before->median, is_share, false);
    put_number(out, after->median, is_share, false);
    put_number(out, d->summary.median, is_share, true);
    put_number(out, d->summary.low, is_share, true);
    put_number(out, d->summary.high, is_share, true);
    put_worse(out, claim->metric, d);
    put_text(out, verdict);
    asy_buffer_text(out, "</tr>");
}

void
asy_report_plain_end(struct asy_reporting *self)
{
    if (self->n_scenarios > 1)
        asy_buffer_text(&self->plain, "</tbody></table></div>");
}
