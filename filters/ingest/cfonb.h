/*
 * cfonb - bank statements, CFONB 120
 *
 * A statement is 01 (old balance), any number of 04 (movement) each with its 05 (complements), and 07
 * (new balance): old + movements = new, or it is refused. Several may follow one another, of several
 * accounts. Lines of 120 bytes, or less where blanks were trimmed; blank lines are skipped; a file
 * turned into UTF-8 is read all the same. Positions, qualifiers [sourced CFONB 2010 §1.4, §4.2; leaflet
 * ETEBAC of the Banque de France]. No I/O: a line in, what it completed out.
 *
 * Not read: the bank's own operation code (8-11), the indices of exoneration (89) and of unavailability
 * (90): they say nothing of the money that came.
 */
#ifndef CFONB_H
#define CFONB_H

#include "date.h"

#define CFONB_LINE 120
#define CFONB_TEXT 8192 /* of one text of a movement: some fifty complements */

struct cfonb_account {
	char banque[6], guichet[6], compte[12], devise[4];
	int decimales;
};

struct cfonb_movement {
	unsigned line;
	struct cfonb_account account;
	day_t comptable, valeur;    /* valeur: DAY_NONE where not given */
	int64_t amount;             /* in the currency's unit over 10^decimales; negative: a debit */
	char operation[8];          /* interbancaire: 05, B1 */
	char rejet[8];              /* why a transfer came back, two digits; "": it is no rejection */
	char ecriture[16];          /* the bank's number of the entry; "": none */
	/* UTF-8, trimmed, a blank between what several lines say: the payer's name (NPY), references (columns
	 * 105-120, RCN, REF, LCS), and all the rest with the label before it. */
	char debiteur[CFONB_TEXT], reference[CFONB_TEXT], libelle[CFONB_TEXT];
	bool cut;                   /* one of them had no room for all */
};

struct cfonb_error {
	unsigned line, column; /* from 1 */
	const char *why;       /* in English, no value of the file */
};

/* What a line completed; several at once. */
enum cfonb_event {
	CFONB_MOVEMENT = 1, /* `done` is whole */
	CFONB_CLOSED = 2,   /* a statement, and it balances: `closed`; after its last movement */
	CFONB_ERROR = 4,    /* `error`; the reader is not to be used any more */
};

struct cfonb_statement {
	unsigned line; /* of its 07 */
	struct cfonb_account account;
	int64_t before, after;
	day_t day; /* of the new balance */
};

struct cfonb {
	struct cfonb_movement done;
	struct cfonb_statement closed;
	struct cfonb_error error;
	unsigned line;
	unsigned statements;
	/* inside: */
	bool open, pending, full; /* full: the complement before fills its line */
	struct cfonb_account account;
	int64_t before, balance; /* the old one, and with the movements so far */
	struct cfonb_movement movement;
};

/* `reader` is { 0 } before the first line. `line` has no newline. Both return a set of events. */
unsigned cfonb_line(struct cfonb *reader, struct text line);
unsigned cfonb_end(struct cfonb *reader);

#endif
