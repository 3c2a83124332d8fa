/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies the settings out of libconfig, with the line of each. */
#include "text/tree.h"

#include "text/scan.h"
#include "text/utf8.h"

#include <libconfig.h>
#include <string.h>

static bool
read_text(struct asy_node *node, const char *text, struct asy_pool *pool,
          struct asy_errors *errs)
{
    const size_t n = strlen(text);
    bool plain = asy_is_utf8(text, n); /* escapes may have brought in anything */

    if (n > ASY_MOST_STRING) {
        asy_node_error(node, errs, ": a text of more than 4096 bytes");
        return false;
    }
    for (size_t i = 0; i < n; i++)
        plain &= (unsigned char) text[i] >= ' ' || text[i] == '\n' || text[i] == '\t';
    if (!plain) {
        asy_node_error(node, errs, ": a text contains a control character or invalid UTF-8");
        return false;
    }
    node->type = ASY_NODE_TEXT;
    node->text = asy_pool_text(pool, text);
    return node->text != NULL;
}

static bool
read_scalar(struct asy_node *node, const config_setting_t *setting, struct asy_pool *pool,
            struct asy_errors *errs)
{
    switch (config_setting_type(setting)) {
    case CONFIG_TYPE_INT: /* none: the scan gave every number a point */
    case CONFIG_TYPE_INT64:
        node->type = ASY_NODE_NUMBER;
        node->number = (double) config_setting_get_int64(setting);
        return true;
    case CONFIG_TYPE_FLOAT:
        node->type = ASY_NODE_NUMBER;
        node->number = config_setting_get_float(setting);
        return true;
    case CONFIG_TYPE_BOOL:
        node->type = ASY_NODE_FLAG;
        node->flag = config_setting_get_bool(setting);
        return true;
    case CONFIG_TYPE_STRING: {
        const char *text = config_setting_get_string(setting);
        return read_text(node, text ? text : "", pool, errs);
    }
    default:
        asy_node_error(node, errs, ": no value");
        return false;
    }
}

static bool
read_node(struct asy_node *node, const config_setting_t *setting, struct asy_pool *pool,
          struct asy_errors *errs)
{
    bool ok = true;
    if (config_setting_source_line(setting) > 0)
        node->line = (int) config_setting_source_line(setting);
    if (config_setting_is_group(setting))
        node->type = ASY_NODE_GROUP;
    else if (config_setting_is_list(setting))
        node->type = ASY_NODE_LIST;
    else if (config_setting_is_array(setting))
        node->type = ASY_NODE_ARRAY;
    else
        return read_scalar(node, setting, pool, errs);

    for (int i = 0; i < config_setting_length(setting); i++) {
        const config_setting_t *part = config_setting_get_elem(setting, (unsigned) i);
        struct asy_node *child = asy_node_add(pool, node, config_setting_name(part));
        if (!child || !read_node(child, part, pool, errs))
            ok = false;
    }
    return ok;
}

static struct asy_node *
copy_tree(const config_t *config, const char *file, struct asy_pool *pool,
          struct asy_errors *errs)
{
    struct asy_node *root = asy_node_add(pool, NULL, NULL);
    if (!root)
        return NULL;
    root->file = asy_pool_text(pool, file);
    root->line = 1;
    return read_node(root, config_root_setting(config), pool, errs) ? root : NULL;
}

/* The name at `at`, followed by = or :, and how long it is; 0 if it is none. */
static size_t
name_at(const char *at)
{
    const size_t n =
        strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-*");
    const char sign = at[n + strspn(at + n, " \t")];
    return n && (sign == '=' || sign == ':') ? n : 0;
}

/* The last name on the line, by which libconfig has come upon a duplicate, if it is the only
   one or stands twice on it; NULL: it cannot be told. */
static const char *
duplicate_on(const char *text, int line, size_t *n)
{
    const char *found = NULL;
    int names = 0;

    for (; line > 1 && *text; text++)
        line -= *text == '\n';
    const char *const head = text;
    for (bool quoted = false; *text && *text != '\n'; text++) {
        quoted ^= *text == '"';
        if (quoted || (text > head && !strchr(" \t;,{", text[-1])) || !name_at(text))
            continue;
        bool twice = false;
        for (const char *before = head; before < text && !twice; before++)
            twice = (before == head || strchr(" \t;,{", before[-1])) &&
                    name_at(before) == name_at(text) &&
                    memcmp(before, text, name_at(text)) == 0;
        names++;
        if (twice || names == 1) {
            found = text;
            *n = name_at(text);
        }
        if (twice)
            return found;
    }
    return names == 1 ? found : NULL;
}

/* libconfig gives up where it can go on no longer; ours may know where that began. */
static void
say_where_it_breaks(const config_t *config, const char *file, const struct asy_scan *scan,
                    struct asy_errors *errs)
{
    struct asy_node place = { .file = file, .line = config_error_line(config) };
    const char *const text = config_error_text(config);

    if (strstr(text, "mismatched element")) {
        asy_node_error(&place, errs, "an array [ ] holds only numbers or only texts");
    } else if (strstr(text, "duplicate")) {
        size_t n = 0;
        const char *const name = duplicate_on(scan->text, place.line, &n);
        asy_node_error(&place, errs,
                       "duplicate setting name%s%.*s: it appears twice in its group",
                       name ? " " : "", (int) (n < 60 ? n : 60), name ? name : "");
    } else if (scan->fault_line) {
        place.line = scan->fault_line;
        asy_node_error(&place, errs, "%s", scan->fault);
    } else {
        asy_node_error(&place, errs, "%s", text);
    }
}

struct asy_node *
asy_tree_parse(struct asy_pool *pool, const char *file, const struct asy_scan *scan,
               struct asy_errors *errs)
{
    struct asy_node *root = NULL;
    config_t config;

    config_init(&config);
    if (config_read_string(&config, scan->text)) {
        root = copy_tree(&config, file, pool, errs);
    } else {
        say_where_it_breaks(&config, file, scan, errs);
    }
    config_destroy(&config);
    return root;
}
