/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files are opened before they are judged, and judged by what was opened: a name may be a
   directory, a pipe that never answers, or a way out of the scenario's folder. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "text/text.h"

#include "text/scan.h"
#include "text/shipped.h"
#include "text/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct asy_node *load(struct asy_texts *self, const struct asy_file *file,
                             const struct asy_node *from, int depth);

void
asy_texts_free(struct asy_texts *self)
{
    free(self->root);
    free(self->files);
    *self = (struct asy_texts){ 0 };
}

static bool
complain(struct asy_texts *self, const struct asy_node *from, const char *name,
         const char *what)
{
    const struct asy_node place = from ? *from : (struct asy_node){ .file = name };
    if (from)
        asy_node_error(&place, self->errs, ": %.120s: %s", name, what);
    else
        asy_node_error(&place, self->errs, "%s", what);
    self->broken = true;
    return false;
}

/* A name without a folder that is neither a file nor a shipped scenario. */
static void
complain_of_bare(struct asy_texts *self, const char *name)
{
    char what[480], looked[400];

    snprintf(what, sizeof what, "%s%s", strerror(ENOENT),
             asy_shipped_looked(name, looked, sizeof looked));
    complain(self, NULL, name, what);
}

/* Whether it is the database of a run. Reads no further on. */
static bool
is_results(int fd)
{
    static const char begins[] = "SQLite format 3";
    char head[sizeof begins];

    return pread(fd, head, sizeof head, 0) == (ssize_t) sizeof head &&
           memcmp(head, begins, sizeof begins) == 0;
}

/* A descriptor of a regular file that is not too large, or -1. */
static int
open_regular(struct asy_texts *self, const struct asy_node *from, const char *name,
             struct stat *info)
{
    const char *what = NULL;
    const int fd = open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

    if (fd < 0)
        what = strerror(errno);
    else if (fstat(fd, info) != 0)
        what = strerror(errno);
    else if (S_ISDIR(info->st_mode))
        what = "a directory, expected a file";
    else if (!S_ISREG(info->st_mode))
        what = "no regular file (a pipe or device)";
    else if (info->st_size > ASY_MOST_BYTES)
        what = is_results(fd) ? "a results file, expected a scenario" : "larger than 4 MB";
    else if (is_results(fd))
        what = "a results file, expected a scenario";
    else if (!from && info->st_size == 0)
        what = "an empty file";
    if (!what)
        return fd;
    if (fd < 0 && !from && errno == ENOENT && !strchr(name, '/'))
        complain_of_bare(self, name);
    else
        complain(self, from, name, what);
    if (fd >= 0)
        close(fd);
    return -1;
}

static bool
identify(struct asy_texts *self, const struct asy_node *from, const char *name,
         struct asy_file *file)
{
    struct stat info;
    const int fd =
        strlen(name) < sizeof file->name ? open_regular(self, from, name, &info) : -1;
    if (strlen(name) >= sizeof file->name)
        return complain(self, from, name, "file name too long");
    if (fd < 0)
        return false;
    close(fd);
    *file = (struct asy_file){ .device = info.st_dev, .number = info.st_ino };
    snprintf(file->name, sizeof file->name, "%s", name);
    return true;
}

static bool
lies_below(const char *root, const char *name)
{
    char *real = realpath(name, NULL);
    const size_t n = strlen(root);
    const bool below = real && strncmp(real, root, n) == 0 && (n == 1 || real[n] == '/');
    free(real);
    return below;
}

bool
asy_text_find(struct asy_texts *self, const char *name, struct asy_file *file)
{
    return identify(self, NULL, name, file);
}

bool
asy_text_locate(struct asy_texts *self, const struct asy_node *node, const char *name,
                struct asy_file *file)
{
    char joined[ASY_MOST_NAME];
    const char *slash = strrchr(node->file, '/');
    const int n = slash && name[0] != '/' ? (int) (slash - node->file + 1) : 0;

    if (snprintf(joined, sizeof joined, "%.*s%s", n, node->file, name) >= (int) sizeof joined)
        return complain(self, node, name, "file name too long");
    if (access(joined, F_OK) == 0 && !lies_below(self->root, joined))
        return complain(self, node, name, "lies outside the folder of the baseline");
    return identify(self, node, joined, file);
}

static char *
read_all(struct asy_texts *self, const struct asy_node *from, const char *name, size_t *size)
{
    struct stat info;
    const int fd = open_regular(self, from, name, &info);
    if (fd < 0)
        return NULL;
    /* One byte more than stated, so that a file that grows is seen. */
    const size_t room = (size_t) info.st_size + 1;
    char *text = malloc(room);
    size_t n = 0;
    ssize_t got = text ? 1 : -1;
    while (got > 0 && n < room) {
        got = read(fd, text + n, room - n);
        n += got > 0 ? (size_t) got : 0;
    }
    const int failed = errno;
    close(fd);
    if (got < 0 || n == room) {
        complain(self, from, name, got < 0 ? strerror(failed) : "changed while it was read");
        free(text);
        return NULL;
    }
    *size = n;
    return text;
}

/* Remembers the file in the list; -1 if it was there before. */
static ptrdiff_t
enter(struct asy_texts *self, const struct asy_file *file, const struct asy_node *from)
{
    for (size_t i = 0; i < self->n_files; i++) {
        const struct asy_file *other = &self->files[i];
        if (other->device != file->device || other->number != file->number)
            continue;
        complain(self, from, file->name,
                 other->open ? "includes itself (a cycle)" : "is included twice");
        return -1;
    }
    struct asy_file *files = realloc(self->files, (self->n_files + 1) * sizeof *files);
    if (files)
        self->files = files;
    if (!files || self->n_files == ASY_MOST_FILES) {
        complain(self, from, file->name, files ? "more than 256 files" : "out of memory");
        return -1;
    }
    files[self->n_files] = *file;
    files[self->n_files].open = true;
    return (ptrdiff_t) self->n_files++;
}

static void
include(struct asy_texts *self, struct asy_node *root, const struct asy_include *what,
        int depth)
{
    const struct asy_node place = { .file = root->file, .line = what->line };
    struct asy_file file;
    if (depth >= ASY_MOST_INCLUDES) {
        complain(self, &place, what->path, "included too deeply (more than 8 levels)");
        return;
    }
    if (!asy_text_locate(self, &place, what->path, &file))
        return;
    struct asy_node *more = load(self, &file, &place, depth + 1);
    if (more)
        asy_node_merge(root, more, self->errs);
}

/* Own sections and included ones in the order in which they stand, for the order of the states
   in the text is their order in the model. */
static struct asy_node *
assemble(struct asy_texts *self, struct asy_node *own, const struct asy_scan *scan, int depth)
{
    struct asy_node *root = asy_node_add(self->pool, NULL, NULL);
    struct asy_node *child = own->first, *next;
    if (!root)
        return NULL;
    root->file = own->file;
    root->line = own->line;
    for (size_t i = 0; i <= scan->n_includes; i++) {
        for (; child && (i == scan->n_includes || child->line <= scan->includes[i].line);
             child = next) {
            next = child->next;
            struct asy_node one = { .file = own->file };
            asy_node_adopt(&one, child);
            asy_node_merge(root, &one, self->errs);
        }
        if (i < scan->n_includes)
            include(self, root, &scan->includes[i], depth);
    }
    return root;
}

static struct asy_node *
load(struct asy_texts *self, const struct asy_file *file, const struct asy_node *from,
     int depth)
{
    size_t size = 0;
    const ptrdiff_t index = enter(self, file, from);
    char *text = index >= 0 ? read_all(self, from, file->name, &size) : NULL;
    struct asy_scan scan = { 0 };
    struct asy_node *root = NULL;

    if (text && asy_scan_init(&scan, file->name, text, size, self->errs))
        root = asy_tree_parse(self->pool, file->name, &scan, self->errs);
    if (root)
        root = assemble(self, root, &scan, depth);
    else
        self->broken = true;
    asy_scan_free(&scan);
    free(text);
    if (index >= 0)
        self->files[index].open = false;
    return root;
}

static bool
set_root(struct asy_texts *self, const char *name)
{
    char *real = realpath(name, NULL);
    if (!real)
        return complain(self, NULL, name, strerror(errno));
    char *slash = strrchr(real, '/');
    slash[slash == real] = '\0';
    self->root = real;
    return true;
}

struct asy_node *
asy_text_load(struct asy_texts *self, const char *name)
{
    struct asy_file file;
    if (!identify(self, NULL, name, &file) || (!self->root && !set_root(self, name)))
        return NULL;
    free(self->files); /* each tree may include what another did */
    self->files = NULL;
    self->n_files = 0;
    return load(self, &file, NULL, 0);
}

struct asy_node *
asy_text_parse(struct asy_texts *self, const char *name, const char *text)
{
    struct asy_scan scan;
    struct asy_node *root = NULL;
    if (asy_scan_init(&scan, name, text, strlen(text), self->errs)) {
        if (scan.n_includes == 0)
            root = asy_tree_parse(self->pool, name, &scan, self->errs);
        else
            complain(self, NULL, name, "@include is allowed in files only");
    }
    asy_scan_free(&scan);
    return root;
}
