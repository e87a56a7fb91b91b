#include "db.h"

#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BUSY_MS 2000 /* readers and a checkpoint are waited for, another writer less (ledger.c) */
#define CACHE_KIB 1024 /* sixteen times as much takes as long: the kernel has the pages too */

struct db {
	sqlite3 *handle;
	const char *path;
};

struct query {
	struct db *db;
	sqlite3_stmt *statement;
};

/* What the machine refused, as an errno; 0 where it is not the machine. SQLite forgets the errno of an
 * fsync(2): libc's own is then still that of the last call that failed. */
static int
system_error(const struct db *db, int result)
{
	int last = errno, error = sqlite3_system_errno(db->handle);

	if (result == SQLITE_IOERR_NOMEM)
		return ENOMEM;
	switch (result & 0xff) {
	case SQLITE_NOMEM:
		return ENOMEM;
	case SQLITE_FULL:
		return ENOSPC;
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return EACCES;
	case SQLITE_CANTOPEN:
	case SQLITE_IOERR:
		return error ? error : last ? last : EIO;
	case SQLITE_CORRUPT: /* what SQLite makes of a page that the disk does not give */
		return last == EIO ? EIO : 0;
	default:
		return 0;
	}
}

/* SQLite's own message may quote a value that it was given: the ledger holds no identity, yet only
 * the bug of ours (70) needs it. */
static _Noreturn void
db_die(const struct db *db, int result)
{
	const char *why = sqlite3_errstr(result);
	int error = system_error(db, result);

	if (error) {
		errno = error;
		die_errno(EX_IOERR, "%s: %s", db->path, why);
	}
	switch (result & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		die(EX_TEMPFAIL, "%s: %s: another process holds it; run the same line again", db->path, why);
	case SQLITE_NOTADB:
	case SQLITE_CORRUPT:
		die(EX_DATAERR, "%s: %s", db->path, why);
	default:
		die(EX_SOFTWARE, "%s: %s", db->path, sqlite3_errmsg(db->handle));
	}
}

static void
check(const struct db *db, int result)
{
	if (result != SQLITE_OK)
		db_die(db, result);
}

/* SQLite gives its -wal and -shm files the mode of the database. */
static void
make_private(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0)
		die_errno(EX_CANTCREAT, "%s", path);
	close(fd);
}

/* A pragma answers with what it became, and says nothing when it could not. */
static void
set_pragma(struct db *db, const char *name, const char *value, const char *becomes)
{
	char sql[80];
	struct query *query;

	snprintf(sql, sizeof(sql), "PRAGMA %s = %s", name, value);
	query = query_new(db, sql);
	while (query_row(query))
		;
	query_free(query);
	snprintf(sql, sizeof(sql), "PRAGMA %s", name);
	query = query_new(db, sql);
	if (!query_row(query) || !text_is(column_text(query, 0), becomes))
		die(EX_IOERR, "%s: %s could not be set to %s", db->path, name, value);
	query_free(query);
}

static void
set_pragmas(struct db *db, enum db_mode mode)
{
	char cache[16];

	snprintf(cache, sizeof(cache), "%d", -CACHE_KIB);
	set_pragma(db, "cache_size", cache, cache);
	set_pragma(db, "foreign_keys", "ON", "1");
	set_pragma(db, "temp_store", "FILE", "1");
	if (mode != DB_WRITE)
		return;
	/* of a new one: ten million acts take a tenth less time and 2 MB less memory than with pages of 4096 */
	db_exec(db, "PRAGMA page_size = 8192");
	set_pragma(db, "journal_mode", "WAL", "wal");
	set_pragma(db, "synchronous", "FULL", "2");
}

static const int open_flags[] = {
	[DB_READ] = SQLITE_OPEN_READONLY,
	[DB_WRITE] = SQLITE_OPEN_READWRITE,
	[DB_TEMPORARY] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
};

struct db *
db_open(const char *path, enum db_mode mode)
{
	struct db *db = calloc(1, sizeof(*db));
	int flags = open_flags[mode], result;

	if (!db)
		out_of_memory();
	/* one thread asks: without locks, and without counts of memory that nobody reads; once, before the
	 * first use, and no error behind it */
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	db->path = path;
	if (mode == DB_WRITE)
		make_private(path);
	else if (mode == DB_READ && access(path, R_OK))
		die_errno(EX_NOINPUT, "%s", path);
	/* "" is SQLite's own temporary file: unlinked as soon as it is made, and only when memory runs over */
	result = sqlite3_open_v2(mode == DB_TEMPORARY ? "" : path, &db->handle, flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX,
		NULL);
	check(db, result);
	sqlite3_busy_timeout(db->handle, BUSY_MS);
	db_number(db, "SELECT count(*) FROM sqlite_schema", 0); /* reads the header: 65 is said here */
	set_pragmas(db, mode);
	return db;
}

void
db_close(struct db *db)
{
	if (!db)
		return;
	check(db, sqlite3_close(db->handle));
	free(db);
}

void
db_exec(struct db *db, const char *sql)
{
	check(db, sqlite3_exec(db->handle, sql, NULL, NULL, NULL));
}

int64_t
db_number(struct db *db, const char *sql, int64_t absent)
{
	struct query *query = query_new(db, sql);
	int64_t number = absent;

	if (query_row(query) && column_given(query, 0))
		number = column_int(query, 0);
	query_free(query);
	return number;
}

struct query *
query_new(struct db *db, const char *sql)
{
	struct query *query = calloc(1, sizeof(*query));

	if (!query)
		out_of_memory();
	query->db = db;
	check(db, sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
		&query->statement, NULL));
	return query;
}

void
query_free(struct query *query)
{
	if (!query)
		return;
	sqlite3_finalize(query->statement);
	free(query);
}

void
query_int(struct query *query, int index, int64_t value)
{
	check(query->db, sqlite3_bind_int64(query->statement, index, value));
}

void
query_text(struct query *query, int index, struct text value)
{
	check(query->db, value.at ? sqlite3_bind_text64(query->statement, index, value.at, value.len,
		SQLITE_STATIC, SQLITE_UTF8) : sqlite3_bind_null(query->statement, index));
}

void
query_bytes(struct query *query, int index, const void *bytes, size_t len)
{
	check(query->db, sqlite3_bind_blob64(query->statement, index, bytes, len, SQLITE_STATIC));
}

bool
query_row(struct query *query)
{
	int result = sqlite3_step(query->statement);

	if (result == SQLITE_ROW)
		return true;
	if (result != SQLITE_DONE)
		db_die(query->db, result);
	query_reset(query);
	return false;
}

void
query_reset(struct query *query)
{
	check(query->db, sqlite3_reset(query->statement));
}

bool
query_found(struct query *query)
{
	bool row = query_row(query);

	if (row)
		query_reset(query);
	return row;
}

void
query_run(struct query *query)
{
	while (query_row(query))
		;
}

int64_t
column_int(const struct query *query, int index)
{
	return sqlite3_column_int64(query->statement, index);
}

bool
column_given(const struct query *query, int index)
{
	return sqlite3_column_type(query->statement, index) != SQLITE_NULL;
}

struct text
column_text(const struct query *query, int index)
{
	const void *at;

	if (!column_given(query, index))
		return TEXT_ABSENT;
	at = sqlite3_column_blob(query->statement, index);
	return (struct text){at ? at : "", (size_t)sqlite3_column_bytes(query->statement, index)};
}
