#include "table.h"

#include "digest.h"
#include "log.h"

#include <stdlib.h>
#include <string.h>

#define PLACES (4u * TABLE_ROWS) /* a power of two */

void
table_make(struct table *table)
{
	*table = (struct table){
		.rows = calloc(TABLE_ROWS, sizeof(*table->rows)),
		.places = calloc(PLACES, sizeof(*table->places)),
	};
	if (!table->rows || !table->places)
		out_of_memory();
}

void
table_free(struct table *table)
{
	free(table->rows);
	free(table->places);
	*table = (struct table){0};
}

/* Cut where a character ends. */
static size_t
kept(struct text key)
{
	size_t len = key.len < TABLE_KEY - 1 ? key.len : TABLE_KEY - 1;

	while (len < key.len && len && ((unsigned char)key.at[len] & 0xc0) == 0x80)
		len--;
	return len;
}

struct sum *
table_sum(struct table *table, struct text key)
{
	size_t len = kept(key);
	unsigned place = (unsigned)digest_of(key.at, len, 0) % PLACES;
	struct row *row;

	for (; table->places[place]; place = (place + 1) % PLACES) {
		row = &table->rows[table->places[place] - 1];
		if (strlen(row->key) == len && !memcmp(row->key, key.at, len))
			return &row->sum;
	}
	if (table->count == TABLE_ROWS) {
		table->full = true;
		return &table->rest;
	}
	row = &table->rows[table->count++];
	memcpy(row->key, key.at, len);
	table->places[place] = (unsigned short)table->count;
	return &row->sum;
}

/* "art. 5" before "art. 10.3". */
static int
by_key(const void *a, const void *b)
{
	return text_natural(text_of(((const struct row *)a)->key), text_of(((const struct row *)b)->key));
}

void
table_sort(struct table *table)
{
	qsort(table->rows, table->count, sizeof(*table->rows), by_key);
}
