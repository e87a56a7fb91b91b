/*
 * cfonb - bank statements, CFONB 120
 *
 * A statement is 01 (old balance), any number of 04 (movement) each with its 05 (complements), and 07
 * (new balance): old + movements = new, or it is refused. Several may follow one another, of several
 * accounts. Lines of 120 bytes, or less where blanks were trimmed; blank lines are skipped; a file
 * turned into UTF-8 is read all the same. Positions: formats.md, part 3.1. No I/O: a line in, what it
 * completed out.
 */
#ifndef CFONB_H
#define CFONB_H

#include "date.h"

#define CFONB_LINE 120
#define CFONB_DETAILS_MAX 4096 /* what is beyond is left out */

struct cfonb_account {
	char banque[6], guichet[6], compte[12], devise[4];
	int decimales;
};

struct cfonb_movement {
	unsigned line;
	struct cfonb_account account;
	day_t comptable, valeur; /* valeur: DAY_NONE where not given */
	int64_t amount;          /* in the currency's unit over 10^decimales; negative: a debit */
	char operation[8], ecriture[16];
	char libelle[64], reference[36]; /* UTF-8, trimmed */
	char details[CFONB_DETAILS_MAX]; /* the texts of its 05 lines, a blank between */
};

struct cfonb_error {
	unsigned line, column; /* from 1 */
	const char *why;       /* in English, no value of the file */
};

/* What a line completed; several at once. */
enum cfonb_event {
	CFONB_MOVEMENT = 1, /* `done` is whole */
	CFONB_CLOSED = 2,   /* a statement, and it balances; after its last movement */
	CFONB_ERROR = 4,    /* `error`; the reader is not to be used any more */
};

struct cfonb {
	struct cfonb_movement done;
	struct cfonb_account account; /* of the statement */
	struct cfonb_error error;
	unsigned line;
	unsigned statements;
	/* inside: */
	bool open, pending;
	int64_t balance; /* old balance and the movements so far */
	struct cfonb_movement movement;
};

/* `reader` is { 0 } before the first line. `line` has no newline. Both return a set of events. */
unsigned cfonb_line(struct cfonb *reader, struct text line);
unsigned cfonb_end(struct cfonb *reader);

/* In centimes; false where the currency is not the euro or has no whole centimes. */
bool cfonb_cents(const struct cfonb_movement *movement, int64_t *cents);

#endif
