/*
 * camt - ISO 20022 camt.053 (statement) and camt.054 (notification), element by element
 *
 * Names and order of elements [sourced: the XSD of versions 02, 04, 08]. What is kept is one statement's
 * account and balances and one entry with its details: memory does not depend on the file. Only booked
 * entries are money; others are counted. No I/O: bytes in, what they completed out.
 */
#ifndef CAMT_H
#define CAMT_H

#include "buffer.h"
#include "date.h"
#include "xml.h"

#define CAMT_DECIMALES 5       /* amounts are integers of 10^-5, the smallest part that ISO 20022 writes */
#define CAMT_DETAILS_MAX 10000 /* transactions of one entry that are told apart, */
#define CAMT_TEXTS_MAX (4u << 20) /* and bytes of their texts */
#define CAMT_NAME 24           /* camt.053.001.08 */

struct camt_amount {
	bool given;
	int64_t value; /* as written, in 10^-CAMT_DECIMALES */
	char devise[4];
};

/* The texts of an entry or of a transaction; several of one kind have a blank between. */
enum camt_part { CAMT_REF, CAMT_OPERATION, CAMT_REJET, CAMT_LIBELLE, CAMT_REFERENCE, CAMT_DEBITEUR, CAMT_PARTS };

struct camt_detail {
	unsigned line; /* where it opens */
	struct camt_amount amount;
	bool debit;
	struct { size_t at, len; } part[CAMT_PARTS]; /* in `texts` */
};

struct camt_entry {
	unsigned line;
	struct camt_amount amount;
	bool debit, has_sense, reversal, booked, has_status;
	day_t comptable, valeur;
	struct buffer own[CAMT_PARTS]; /* what stands at the entry itself */
	unsigned details;
	bool overfull;                 /* it has more of them, or longer ones, than were kept */
};

struct camt_balance {
	struct camt_amount amount;
	bool debit, has_sense;
	day_t day;
};

struct camt_statement {
	unsigned line, end; /* where it opens and closes */
	char compte[40];
	char devise[4];   /* of the account; "": not said */
	day_t made;
	struct camt_balance before, after;
	bool checked;     /* both balances and the entries are of one currency, and fit */
	uint64_t entries; /* booked */
};

struct camt_taker;

struct camt {
	char format[CAMT_NAME]; /* camt.053 */
	struct camt_statement statement;
	struct camt_entry entry;
	struct camt_detail *detail; /* of the entry */
	unsigned detail_room;
	struct buffer texts;        /* theirs */
	uint64_t pending;           /* entries that are not booked, of the file */
	/* inside: */
	const struct camt_taker *taker;
	struct xml_visitor visitor;
	struct xml *xml;
	size_t below;               /* where the path below the statement begins; 0: no message yet */
	uint64_t statements;
	struct camt_balance balance; /* being read */
	char code[8];                /* its type */
	char devise[4];              /* of the amount being read */
	struct camt_detail now;      /* the transaction being read */
	bool now_sense;
	struct buffer part[CAMT_PARTS];
	char money[4];               /* the currency of the entries so far */
	bool mixed;
	int64_t sum;
};

/* What an element completed. False stops the reading. */
struct camt_taker {
	void *arg;
	bool (*entry)(void *arg, struct camt *camt);     /* a booked one */
	bool (*statement)(void *arg, struct camt *camt); /* behind its entries */
};

/* The message that a document's beginning names, "camt.053.001.02"; absent: none that is known. */
struct text camt_named(struct text start);

void camt_begin(struct camt *camt, const struct camt_taker *taker, const struct xml_schema *schema);
void camt_free(struct camt *camt);
bool camt_feed(struct camt *camt, const char *bytes, size_t len); /* false: camt_error() says why and where */
bool camt_finish(struct camt *camt);
const struct xml_error *camt_error(const struct camt *camt);

/* Are the transactions of the entry each a movement of its own: two or more, whose amounts make its own? */
bool camt_batch(const struct camt *camt);
struct text camt_part(const struct camt *camt, const struct camt_detail *detail, enum camt_part part);

/* Appended with a blank between, unless it already stands there. */
void camt_join(struct buffer *text, struct text more);

#endif
