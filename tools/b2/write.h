/*
 * write - a lot as a B2 file
 *
 * A lot of B2 is of one partenaire de santé: a lot of ours becomes one for each FINESS (and one more past what
 * the zones can count).
 */
#ifndef B2_WRITE_H
#define B2_WRITE_H

#include "b2.h"
#include "lot.h"
#include "output.h"
#include "params.h"

struct writer {
	const struct b2_params *params;
	const char *path;          /* of the lot */
	struct output *out;
	struct text separator;     /* "", LF, CR LF */
	/* of the file */
	char structure[16];        /* the FINESS that is written now */
	int64_t lots, volume;
	/* of the B2 lot: 0 lots open when factures is 0 */
	int64_t factures, lignes, types_2, facture_cents, amo_cents;
	/* of the invoice */
	char head[B2_SIZE];        /* columns 2 to 35 of its records */
	int64_t facture, facture_lignes, facture_somme, facture_amo;
};

void writer_put(struct writer *w, const char record[B2_SIZE]);

/* facture.c: the records of an invoice's head, of a line. Die with 65 for what no B2 file may hold. */
void facture_open(struct writer *w, const struct lot *lot, const struct record *rec);
void facture_line(struct writer *w, const struct record *rec);
void facture_close(struct writer *w);

#endif
