/*
 * row - the cells of one row, whatever form they came in, become one record
 *
 * Every row gives exactly one record, in its order: id (the first 12 digits of the source's SHA-256
 * and the line: says nothing of the person), source, ligne, then the fields in the order of
 * lib/field.h. A row that cannot be taken becomes a rejected record.
 */
#ifndef INGEST_ROW_H
#define INGEST_ROW_H

#include "filter.h"
#include "mapping.h"
#include "source.h"

struct row {
	struct filter *filter;         /* where records go */
	const struct mapping *mapping;
	const struct source *source;
	uint64_t ligne;                /* of its first line, from 1 */
	unsigned rank;                 /* of the record among those of its line; a CSV has one a line: 0 */
	struct text cell[FIELD_IGNORED + 1];  /* of each field; absent: at NULL */
	const unsigned *colonne;       /* where each field stands in every row; NULL: in no column */
	char *room;                    /* for what cells are turned into */
};

/* { .filter, .mapping, .source }, and memory of its own. */
void row_open(struct row *row);
void row_close(struct row *row);

/* No cell yet but the mapping's constants. */
void row_start(struct row *row, uint64_t ligne);

/* Is this the record at which an earlier life of the process crashed? It is refused then, and written. */
bool row_poisoned(struct row *row);

/* The record of the cells; `too_long` is the motif if they do not fit in one. */
void row_write(struct row *row, const char *too_long);

/* The record of a row that cannot be read: nothing of it is kept, since nobody can say what stands
 * where, but acte_ref if the caller is sure of it. */
void row_refuse(struct row *row, const struct defects *defects, unsigned colonne,
	struct text acte_ref);

/* A record that no cells make: it begins with id, source, ligne. Several may be of one line. */
struct record *row_begin(struct row *row, uint64_t ligne);

/* The identifier of the record at `ligne`; of several there the second has ".2" behind it, and so on. */
#define ROW_ID_SIZE 40
struct text row_id(const struct row *row, char buf[ROW_ID_SIZE]);

#endif
