/*
 * db - SQLite behind a few calls
 *
 * Only integers, texts and bytes; money is centimes. Every failure ends the process with a reason:
 * 66 no such file, 65 not a database, 73 cannot create, 74 cannot read or write, 75 busy (somebody
 * else holds it) or no room, right, descriptor or memory (fault.h), 70 for SQL of ours that is wrong.
 * What a transaction had done is then undone.
 */
#ifndef DB_H
#define DB_H

#include "text.h"

struct db;
struct query;

enum db_mode {
	DB_READ,  /* must be there; nothing is written */
	DB_WRITE, /* made where it is missing, mode 0600; WAL, synchronous=FULL, foreign keys */
	DB_TEMPORARY, /* of this process alone, gone with it; has no name: `path` is for messages */
};

struct db *db_open(const char *path, enum db_mode mode);
void db_close(struct db *db); /* NULL is accepted */

/* Statements without parameters, separated by `;`. */
void db_exec(struct db *db, const char *sql);

/* The number that a one-row, one-column SELECT gives; `absent` where it gives no row or NULL. */
int64_t db_number(struct db *db, const char *sql, int64_t absent);

/* Prepared once, used many times. */
struct query *query_new(struct db *db, const char *sql);
void query_free(struct query *query); /* NULL is accepted */

/* Parameters count from 1. Texts and bytes must live until the query is run; absent gives NULL. */
void query_int(struct query *query, int index, int64_t value);
void query_text(struct query *query, int index, struct text value);
void query_bytes(struct query *query, int index, const void *bytes, size_t len);

/* The next row; false at the end, when the query is ready to be run again. */
bool query_row(struct query *query);
void query_reset(struct query *query); /* leaves the rows that are left */
bool query_found(struct query *query); /* is there a row? It is left, with all others */
void query_run(struct query *query);   /* for what gives no row */

/* Columns count from 0; a text lives until the next call on its query. */
int64_t column_int(const struct query *query, int index); /* NULL: 0 */
bool column_given(const struct query *query, int index);
struct text column_text(const struct query *query, int index); /* NULL: absent */

#endif
