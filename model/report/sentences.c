/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each reform in the three sentences that `compare` prints (asylsim/sentences.h), with every
   figure that stands in them, so that a test can hold the page against the file.

   "sentences": [null, { said: [what, for whom, how sure], metric, population, place, period:
   of the outcome told (metric null: none), sureness, draws: [same, of], worlds: [same, tried],
   baseline, reform, difference, beside, against: { metric, population, place, difference, draws
   }, touched, otherwise, gained, lost, came, stayed, gained_waiting, lost_waiting, net:
   persons, groups: [name, label, share] },
   ...]: one for each scenario, none of the baseline. */
#include "asylsim/sentences.h"
#include "report/inside.h"

static void
put_named(struct asy_buffer *out, const char *name, const char *text)
{
    asy_buffer_format(out, ",\"%s\":", name);
    if (text)
        asy_buffer_json_text(out, text);
    else
        asy_buffer_text(out, "null");
}

static void
put_other(struct asy_buffer *out, const char *name, const struct asy_sentence_other *other,
          const size_t draws[2])
{
    if (!other->metric) {
        put_named(out, name, NULL);
        return;
    }
    asy_buffer_format(out, ",\"%s\":{\"metric\":", name);
    asy_buffer_json_text(out, other->metric);
    put_named(out, "population", other->population);
    put_named(out, "place", other->place);
    asy_report_summary(out, "difference", &other->difference);
    asy_buffer_format(out, ",\"draws\":[%zu,%zu]", draws[0], draws[1]);
    asy_buffer_text(out, "}");
}

static void
put_told(struct asy_buffer *out, const struct asy_sentences *s)
{
    put_named(out, "metric", s->metric);
    put_named(out, "population", s->population);
    put_named(out, "place", s->place);
    put_named(out, "period", s->period);
    put_named(out, "sureness", s->sureness);
    asy_buffer_format(out, ",\"draws\":[%zu,%zu],\"worlds\":[%d,%d]", s->n_same, s->n,
                      s->n_worlds_same, s->n_worlds_tried);
    if (s->metric) {
        asy_report_summary(out, "baseline", &s->baseline);
        asy_report_summary(out, "reform", &s->reform);
        asy_report_summary(out, "difference", &s->difference);
    }
    put_other(out, "beside", &s->beside, s->beside_draws);
    put_other(out, "against", &s->against, s->against_draws);
}

static void
put_whom(struct asy_buffer *out, const struct asy_sentences *s)
{
    asy_report_summary(out, "touched", &s->touched);
    asy_report_summary(out, "otherwise", &s->otherwise);
    asy_report_summary(out, "gained", &s->gained);
    asy_report_summary(out, "lost", &s->lost);
    asy_report_summary(out, "came", &s->came);
    asy_report_summary(out, "stayed", &s->stayed);
    asy_report_summary(out, "gained_waiting", &s->gained_waiting);
    asy_report_summary(out, "lost_waiting", &s->lost_waiting);
    asy_report_summary(out, "net", &s->net);
    asy_buffer_text(out, ",\"groups\":[");
    for (size_t g = 0; g < s->n_groups; g++) {
        asy_buffer_text(out, g ? ",[" : "[");
        asy_buffer_json_text(out, s->groups[g].name);
        asy_buffer_text(out, ",");
        asy_buffer_json_text(out, s->groups[g].label);
        asy_buffer_text(out, ",");
        asy_buffer_json_number(out, s->groups[g].share, 10);
        asy_buffer_text(out, "]");
    }
    asy_buffer_text(out, "]");
}

static void
put_sentences(struct asy_buffer *out, const struct asy_sentences *s)
{
    asy_buffer_text(out, "{\"said\":");
    asy_buffer_json_texts(out, (const char *const[]){ s->what, s->for_whom, s->how_sure }, 3);
    put_told(out, s);
    put_whom(out, s);
    asy_buffer_text(out, "}");
}

bool
asy_report_sentences(struct asy_reporting *self)
{
    struct asy_sentences_list *list = NULL;
    struct asy_sentences s = { .size = sizeof s };

    if (!asy_sentences_find(&list, self->results, self->err))
        return false;
    asy_buffer_text(self->out, ",\"sentences\":[null");
    for (int i = 0; i + 1 < self->n_scenarios; i++, s.size = sizeof s) {
        asy_buffer_text(self->out, ",\n");
        if (asy_sentences_at(list, (size_t) i, &s))
            put_sentences(self->out, &s);
        else
            asy_buffer_text(self->out, "null");
    }
    asy_buffer_text(self->out, "]");
    asy_sentences_destroy(list);
    return true;
}
