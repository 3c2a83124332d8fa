/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite's errors as ours, and the few things done with every statement. */
#include "store/inside.h"

#include <stdarg.h>
#include <string.h>

static enum asy_code
code_of(const struct asy_results *self)
{
    switch (sqlite3_errcode(self->db)) {
    case SQLITE_FULL:
    case SQLITE_NOMEM:
    case SQLITE_IOERR:
    case SQLITE_TOOBIG:
        return ASY_E_RESOURCES;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
        return ASY_E_INTERNAL;
    case SQLITE_ERROR: /* a table that is not there: while reading, the file's fault */
        return self->is_writing ? ASY_E_INTERNAL : ASY_E_RESULTS;
    default: /* not a database, damaged, locked, not ours to write */
        return ASY_E_RESULTS;
    }
}

bool
asy_sql_fail(const struct asy_results *self, struct asy_error *err)
{
    const char *const what = self->db ? sqlite3_errmsg(self->db) : "out of memory";
    const enum asy_code code = self->db ? code_of(self) : ASY_E_RESOURCES;

    if (code == ASY_E_RESULTS && sqlite3_errcode(self->db) == SQLITE_NOTADB)
        return asy_fail(err, code, self->path, "is not a results file of asylsim");
    if (sqlite3_errcode(self->db) == SQLITE_BUSY || sqlite3_errcode(self->db) == SQLITE_LOCKED)
        return asy_fail(err, code, self->path,
                        "is held open by another program, a database browser perhaps: close it "
                        "there and try again");
    if (code == ASY_E_RESOURCES)
        return asy_fail(err, code, self->path, "could not be written or read: %s", what);
    return asy_fail(err, code, self->path, "%s", what);
}

bool
asy_sql_run(struct asy_results *self, const char *sql, struct asy_error *err)
{
    return sqlite3_exec(self->db, sql, NULL, NULL, NULL) == SQLITE_OK ||
           asy_sql_fail(self, err);
}

bool
asy_sql_prepare(struct asy_results *self, sqlite3_stmt **out, const char *sql,
                struct asy_error *err)
{
    return sqlite3_prepare_v2(self->db, sql, -1, out, NULL) == SQLITE_OK ||
           asy_sql_fail(self, err);
}

static bool
put(struct asy_results *self, sqlite3_stmt *stmt, struct asy_error *err, const char *format,
    va_list args)
{
    int rc = SQLITE_OK;

    for (int i = 1; format[i - 1] && rc == SQLITE_OK; i++) {
        switch (format[i - 1]) {
        case 'i':
            rc = sqlite3_bind_int(stmt, i, va_arg(args, int));
            break;
        case 'I':
            rc = sqlite3_bind_int64(stmt, i, va_arg(args, long long));
            break;
        case 'd':
            rc = sqlite3_bind_double(stmt, i, va_arg(args, double));
            break;
        default:
            rc = sqlite3_bind_text(stmt, i, va_arg(args, const char *), -1, SQLITE_TRANSIENT);
            break;
        }
    }
    if (rc == SQLITE_OK)
        rc = sqlite3_step(stmt);
    const bool ok = rc == SQLITE_DONE || rc == SQLITE_ROW || asy_sql_fail(self, err);
    sqlite3_reset(stmt);
    return ok;
}

bool
asy_sql_put(struct asy_results *self, sqlite3_stmt *stmt, struct asy_error *err,
            const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const bool ok = put(self, stmt, err, format, args);
    va_end(args);
    return ok;
}

bool
asy_sql_once(struct asy_results *self, const char *sql, struct asy_error *err,
             const char *format, ...)
{
    sqlite3_stmt *stmt;
    va_list args;

    if (!asy_sql_prepare(self, &stmt, sql, err))
        return false;
    va_start(args, format);
    const bool ok = put(self, stmt, err, format, args);
    va_end(args);
    sqlite3_finalize(stmt);
    return ok;
}

bool
asy_sql_step(struct asy_results *self, sqlite3_stmt *stmt, bool *row, struct asy_error *err)
{
    const int rc = sqlite3_step(stmt);
    *row = rc == SQLITE_ROW;
    return rc == SQLITE_ROW || rc == SQLITE_DONE || asy_sql_fail(self, err);
}

bool
asy_sql_each_row(struct asy_results *self, const char *sql, asy_sql_take *take,
                 struct asy_error *err)
{
    sqlite3_stmt *stmt;
    bool row = true, ok = asy_sql_prepare(self, &stmt, sql, err);

    while (ok && (ok = asy_sql_step(self, stmt, &row, err)) && row)
        ok = take(self, stmt, err);
    sqlite3_finalize(stmt);
    return ok;
}

void
asy_sql_text(sqlite3_stmt *stmt, int column, char *out, size_t size)
{
    const unsigned char *text = sqlite3_column_text(stmt, column);
    snprintf(out, size, "%s", text ? (const char *) text : "");
}
