/*
 * camt_leaf - which elements of a statement are read, and what each is: the one table of names
 *
 * Paths are those below Stmt or Ntfctn [sourced: the XSD of versions 02, 04, 08]; where versions differ, both
 * are there: a name stands under Dbtr/Nm before 08 and Dbtr/Pty/Nm in it, a status in Sts or Sts/Cd.
 */
#ifndef CAMT_LEAF_H
#define CAMT_LEAF_H

#include "camt.h"

enum camt_leaf {
	LEAF_NONE, LEAF_MADE, LEAF_COMPTE, LEAF_DEVISE,
	LEAF_BAL_CODE, LEAF_BAL_AMOUNT, LEAF_BAL_SENSE, LEAF_BAL_DAY,
	LEAF_AMOUNT, LEAF_SENSE, LEAF_REVERSAL, LEAF_STATUS, LEAF_COMPTABLE, LEAF_VALEUR,
	LEAF_TX_AMOUNT, LEAF_TX_SENSE,
	LEAF_OWN, LEAF_TX, /* a text of the entry; of a transaction */
};

struct camt_known_leaf {
	const char *path;
	enum camt_leaf leaf;
	enum camt_part part; /* of a text */
};

/* NULL: it is not read. */
const struct camt_known_leaf *camt_leaf(const char *path);

/* Decimal, at most five decimals. NULL, or why it is none. */
const char *camt_amount(struct text t, const char *devise, struct camt_amount *amount);

/* Of a date, or of a date and time; DAY_NONE: neither. */
day_t camt_day(struct text t);

/* The visitor's half of camt_close.c: fills the reader. */
bool camt_close(void *camt, struct xml *x);

/* A camt.053, whose statements have balances. */
bool camt_is_statement(const struct camt *camt);

/* A text of its kind, behind those that are there. */
void camt_keep(struct buffer parts[CAMT_PARTS], const struct camt_known_leaf *leaf, struct text t);

#endif
