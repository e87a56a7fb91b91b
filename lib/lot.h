/*
 * lot - the acts of one lot, invoice by invoice, as pmi-emit leaves them for who writes what is sent
 *
 * A stream (stream.h) in the order of facture and ligne_facture, all of one lot, payer, support and period.
 * It holds identities: 0600.
 */
#ifndef LOT_H
#define LOT_H

#include "intake.h"
#include "protocol.h"
#include "stream.h"

#define LOT_NAME 64 /* bytes of an id, a payer, … */

struct lot {
	const char *path;
	struct text id, payeur, support, periode; /* as its first record says */
	struct head head;
	struct record record;
	struct text bytes; /* of the record read last */
	struct totals totals;
	int64_t facture, ligne; /* of the record read last; 0: none yet */
	/* private */
	struct intake *input;
	struct reader reader;
	unsigned char run[16];
	struct frame frame;
	size_t at;
	struct buffer head_bytes;
	char names[4][LOT_NAME];
	bool first;
};

/* Reads the head and looks at the first record. Dies with 65: no lot, or an empty one. */
void lot_open(struct lot *lot, const char *path);

/* The next record, NULL at the end. Dies with 65: a record of another lot or out of order, an end that does
 * not agree with what came. */
const struct record *lot_read(struct lot *lot);

/* Does the record read last begin another invoice than the one before it? */
bool lot_begins_facture(const struct lot *lot);

void lot_close(struct lot *lot);

#endif
