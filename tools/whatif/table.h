/*
 * table - sums by a key, of bounded size: keys past TABLE_ROWS count together
 */
#ifndef WHATIF_TABLE_H
#define WHATIF_TABLE_H

#include "text.h"

#define TABLE_ROWS 2048
#define TABLE_KEY 96 /* bytes of a key, its end included */

struct sum {
	int64_t changed;   /* acts that changed */
	int64_t actes[2];  /* accepted, on each side */
	int64_t cents[2];  /* what the payer owes for them */
};

struct table {
	struct row {
		char key[TABLE_KEY];
		struct sum sum;
	} *rows;                 /* in the order they came, until sorted */
	unsigned count;
	unsigned short *places;  /* 1 + the index of a row; 0: free */
	struct sum rest;         /* of keys that found no room */
	bool full;
};

void table_make(struct table *table);
void table_free(struct table *table);
struct sum *table_sum(struct table *table, struct text key);
void table_sort(struct table *table); /* by key, numbers in it as numbers; then it takes no more */

#endif
