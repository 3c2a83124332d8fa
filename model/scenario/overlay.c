/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is laid over a baseline: reforms, each with those it extends; then single values
   (sets.c). Each is one layer. */
#include "scenario/inside.h"

#include "base/near.h"
#include "text/shipped.h"
#include "text/text.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_REFORMS = ASY_MOST_REFORMS };

struct overlay {
    struct asy_scenario *self;
    struct asy_texts *texts;
    struct asy_errors *errs;
    struct asy_file baseline;
    struct asy_file files[MOST_REFORMS]; /* `open`: its own `extends` is still being followed */
    int n;
    bool partial;
    bool is_full;      /* has been said */
    const char *given; /* the name of the reform now laid over, its `extends` included */
};

struct header {
    const char *title, *claim, *source;
    const struct asy_node *extends, *set;
    int32_t in_force;
    char date[11];
};

/* A text that must be there and say something. */
static const char *
need_text(struct asy_reader *reader, const struct asy_node *root, const char *name)
{
    const struct asy_node *node = asy_node_find(root, name);
    const char *text = asy_text_of(reader, root, name);
    if (!node)
        asy_node_error(root, reader->errs, ": %s is missing; a reform must have it", name);
    else if (text && !text[0])
        asy_node_error(node, reader->errs, ": is empty");
    return text ? text : "";
}

static void
read_in_force(struct asy_reader *reader, const struct asy_node *root, struct header *header)
{
    const struct asy_node *node = asy_node_find(root, "in_force");
    struct asy_date date;
    if (!node || (node->type == ASY_NODE_TEXT && !node->text[0])) {
        need_text(reader, root, "in_force");
        return;
    }
    if (!asy_date_of(reader, node, &date))
        return;
    header->in_force = asy_days_of_date(date) - reader->self->start;
    char shown[40];
    snprintf(shown, sizeof shown, "%04d-%02d-%02d", date.year, date.month, date.day);
    memcpy(header->date, shown, sizeof header->date - 1);
    if (header->in_force < 0 && reader->self->first_day < 0)
        asy_node_error(
            node, reader->errs,
            " = \"%s\": lies before the first day that is counted, %d-01-01, to which "
            "the baseline is lived alone",
            header->date, (int) reader->self->first_year);
    else if (header->in_force < 0 && !reader->self->early[0])
        memcpy(reader->self->early, header->date, sizeof header->date);
}

static void
read_header(struct asy_reader *reader, const struct asy_node *root, struct header *header)
{
    *header = (struct header){ .extends = asy_node_find(root, "extends"),
                               .set = asy_node_find(root, "set") };
    need_text(reader, root, "extends");
    header->title = need_text(reader, root, "title");
    header->claim = need_text(reader, root, "claim");
    header->source = need_text(reader, root, "source");
    read_in_force(reader, root, header);
    if (!header->set)
        asy_node_error(root, reader->errs, ": set is missing; a reform must have it");
    else if (header->set->type != ASY_NODE_GROUP)
        asy_node_error(header->set, reader->errs, ": expected a group { }, found %s",
                       asy_node_kind(header->set));
}

static void
check_top(struct asy_reader *reader, const struct asy_node *root)
{
    static const char *const keys[] = { "extends", "title",    "claim", "claim_outcome",
                                        "source",  "in_force", "set" };
    static const char *const dates[] = { "in_effect", "effective_from", "valid_from", "since" };
    for (const struct asy_node *node = root->first; node; node = node->next) {
        struct asy_near near = { .word = node->name };
        char hint[80];
        bool known = false;
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
            known |= strcmp(keys[i], node->name) == 0;
            asy_near_try(&near, keys[i]);
        }
        for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
            asy_near_try_as(&near, dates[i], "in_force");
        if (!known)
            asy_node_error(node, reader->errs,
                           ": unknown key in a reform%s; what it changes goes under `set`",
                           asy_near_hint(&near, hint, sizeof hint));
    }
}

void
asy_set_read(struct asy_reader *reader, const struct asy_node *set)
{
    static const char *const none[] = { NULL };
    static const char *const stage[] = { "horizon", "countries", NULL };
    static const char *const added[] = { "countries", NULL }, *const horizon[] = { "horizon",
                                                                                   NULL };
    const struct asy_node *const countries = asy_node_find(set, "countries");
    asy_sections_check(reader, set, reader->is_reform ? added : none,
                       reader->is_reform ? horizon : stage);
    if (countries && reader->is_reform)
        asy_countries_added(reader, countries);
    asy_sections_read(reader, set);
}

static bool add_reform(struct overlay *overlay, const struct asy_file *file,
                       const struct asy_node *from, int depth, const char **title,
                       const char **claim, const char **source);

static bool
same_file(const struct asy_file *a, const struct asy_file *b)
{
    return a->device == b->device && a->number == b->number;
}

/* First what this reform builds upon, for the one that extends wins. */
static bool
follow(struct overlay *overlay, const struct asy_node *extends, int depth)
{
    struct asy_file file;
    const char *ignored;
    char shipped[ASY_MOST_NAME];
    if (!extends || extends->type != ASY_NODE_TEXT || !extends->text[0])
        return false;
    if (!asy_text_locate(overlay->texts, extends, asy_shipped_extends(extends, shipped), &file))
        return false;
    if (same_file(&file, &overlay->baseline))
        return true;
    if (depth >= ASY_MOST_INCLUDES) {
        asy_node_error(extends, overlay->errs,
                       ": extends nested too deeply (more than 8 levels)");
        return false;
    }
    return add_reform(overlay, &file, extends, depth + 1, &ignored, &ignored, &ignored);
}

/* Says once what the file is, instead of all that it lacks as a reform. */
static bool
is_no_reform(const struct asy_node *root, struct asy_errors *errs)
{
    if (asy_is_of_kind(root, "parts", errs,
                       "this is a package: --reform takes it alone, not with others that hold "
                       "together, and no reform extends it") ||
        (!asy_node_find(root, "extends") &&
         asy_is_of_kind(root, "horizon", errs,
                        "this is a baseline: give it first and on its own, not as a reform")))
        return true;
    if (asy_node_find(root, "extends") || asy_node_find(root, "set") ||
        asy_node_find(root, "in_force") || asy_node_find(root, "title"))
        return false;
    asy_node_error(
        root, errs,
        "is not a reform, which has extends, title, claim, source, in_force and set");
    return true;
}

static bool
apply(struct overlay *overlay, const struct asy_node *root, int depth, const char **title,
      const char **claim, const char **source)
{
    struct asy_reader reader = { .self = overlay->self,
                                 .errs = overlay->errs,
                                 .layer = 1,
                                 .layer_name = "reform",
                                 .is_reform = true,
                                 .over_baseline = true,
                                 .partial = overlay->partial };
    struct header header;
    if (is_no_reform(root, overlay->errs))
        return false;
    check_top(&reader, root);
    read_header(&reader, root, &header);
    *title = header.title;
    *claim = header.claim;
    *source = header.source;
    if (depth == 0)
        asy_claim_outcomes_read(&reader, asy_node_find(root, "claim_outcome"), overlay->given);
    const bool ok = follow(overlay, header.extends, depth);
    reader.layer = ++overlay->self->n_layers;
    overlay->self->layer_reform[reader.layer] = overlay->given;
    reader.source = header.source;
    reader.since = header.in_force;
    memcpy(reader.from, header.date, sizeof reader.from);
    if (header.set && header.set->type == ASY_NODE_GROUP)
        asy_set_read(&reader, header.set);
    return ok;
}

static bool
add_reform(struct overlay *overlay, const struct asy_file *file, const struct asy_node *from,
           int depth, const char **title, const char **claim, const char **source)
{
    const struct asy_node given = { .file = file->name };
    for (int i = 0; i < overlay->n; i++) {
        if (!same_file(file, &overlay->files[i]))
            continue;
        if (overlay->files[i].open)
            asy_node_error(from ? from : &given, overlay->errs, ": extends itself (a cycle)");
        return !overlay->files[i].open; /* has been laid over already, by another's extends */
    }
    if (overlay->n == MOST_REFORMS) {
        if (!overlay->is_full)
            asy_node_error(from ? from : &given, overlay->errs,
                           "%sone reform too many: at most %d hold at once, with those that "
                           "they extend; put several into one file, or run them apart",
                           from ? ": " : "", MOST_REFORMS);
        overlay->is_full = true;
        return false;
    }
    const int index = overlay->n++;
    overlay->files[index] = *file;
    overlay->files[index].open = true;
    const struct asy_node *root = asy_text_load(overlay->texts, file->name);
    const bool ok = root && apply(overlay, root, depth, title, claim, source);
    overlay->files[index].open = false;
    return ok;
}

/* "no-stc" of "scenarios/reforms/no-stc.cfg". */
static const char *
short_name(struct asy_scenario *self, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return asy_pool_format(&self->pool, "%.*s",
                           (int) (dot && dot > name ? dot - name : (ptrdiff_t) strlen(name)),
                           name);
}

static const char *
join(struct asy_scenario *self, const char *a, const char *sign, const char *b)
{
    if (!a || !b)
        return a;
    return a[0] && b[0] ? asy_pool_format(&self->pool, "%s%s%s", a, sign, b) : a[0] ? a : b;
}

static bool
is_given_twice(const char *const *names, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(names[k], names[i]) == 0)
            return true;
    return false;
}

/* One reform as given; what it says of itself is joined to what the others said. */
static void
lay_over(struct overlay *overlay, const char *const *names, size_t i, struct asy_said *said)
{
    struct asy_scenario *self = overlay->self;
    const char *title = "", *claim = "", *source = "";
    struct asy_file file;

    if (!asy_text_find(overlay->texts, names[i], &file))
        return;
    const bool is_baseline = same_file(&file, &overlay->baseline);
    if (is_baseline || is_given_twice(names, i)) {
        const struct asy_node given = { .file = file.name };
        asy_node_error(&given, overlay->errs, "%s",
                       is_baseline
                           ? "this is the baseline, not a reform: the world with which reforms "
                             "are compared; name a reform, as in --reform dublin-iv"
                           : "given twice");
        return;
    }
    overlay->given = short_name(self, names[i]);
    for (size_t k = 0; k < i && overlay->given; k++) {
        const char *const other = short_name(self, names[k]);
        const struct asy_node given = { .file = file.name };
        if (self->n_parts == 0 && other && strcmp(other, overlay->given) == 0)
            asy_node_error(&given, overlay->errs,
                           "%s is the name of two reforms that hold at once (%s), and they are "
                           "told apart by it: rename one of the files",
                           other, names[k]);
    }
    add_reform(overlay, &file, NULL, 0, &title, &claim, &source);
    said->title = join(self, said->title, " + ", title);
    said->claim = join(self, said->claim, "; ", claim);
    said->source = join(self, said->source, "; ", source);
    said->name = join(self, said->name, "+", overlay->given);
    for (int part = 0; part < self->n_parts; part++)
        if (strcmp(self->parts[part].file, names[i]) == 0)
            self->parts[part].title = title;
}

/* "all:1+4": the names of sixteen parts in a row would be no name. */
static const char *
subset_name(struct asy_scenario *self, const char *package)
{
    char text[4 * ASY_MOST_PARTS] = "";
    size_t used = 0;

    for (int i = 0; i < self->n_parts; i++)
        if (self->parts[i].holds)
            used += (size_t) snprintf(text + used, sizeof text - used, "%s%d", used ? "+" : "",
                                      i + 1);
    return asy_pool_format(&self->pool, "%s:%s", package, text);
}

void
asy_reforms_read(struct asy_scenario *self, struct asy_texts *texts,
                 const struct asy_scenario_args *args, bool partial)
{
    struct overlay overlay = {
        .self = self, .texts = texts, .errs = texts->errs, .partial = partial
    };
    const char *parts[ASY_MOST_PARTS];
    const char *const *names = args->reforms;
    size_t n = args->n_reforms;
    struct asy_said said = { "", "", "", "" }, package = { 0 };
    const struct asy_node *root = NULL;

    if ((n == 0 && !args->package) || !asy_text_find(texts, args->baseline, &overlay.baseline))
        return;
    if (args->package) {
        root = asy_package_read(self, texts, args, parts, &n, &package);
        names = parts;
        if (!root)
            return;
    }
    for (size_t i = 0; i < n; i++)
        lay_over(&overlay, names, i, &said);
    if (root && n < (size_t) self->n_parts)
        said.name = subset_name(self, package.name);
    if (root && n == (size_t) self->n_parts) { /* all of it: it speaks for itself */
        struct asy_reader reader = { .self = self, .errs = texts->errs };
        const struct asy_node *own = asy_node_find(root, "claim_outcome");
        self->n_claims = own ? 0 : self->n_claims;
        asy_claim_outcomes_read(&reader, own, package.name);
        said = package;
    }
    self->title = said.title;
    self->claim = said.claim;
    self->source = said.source;
    self->name = said.name;
}
