/*
 * pes - PES_Retour, what Hélios tells the ordonnateur: the receipts that ask for a titre (P503)
 *
 * The tree [sourced: XSD of PES V2, NS_Recette/r0 PES_RecetteRetour, Class_BordereauRecetteRetour,
 * Class_Titre_Retour, Class_LigneTitre_Retour, Class_RecouvrementRecette_Retour, versions 2.1 and 4.71];
 * every value is in an attribute V. A receipt is a piece of type 13 (demande d'émission de titre) of a
 * bordereau of type 05 (P503) or 04 (régularisation) [sourced: DGFiP comments of the schema]. What is
 * [inferred] is marked in pes.c. No I/O: bytes in, what they completed out.
 */
#ifndef PES_H
#define PES_H

#include "buffer.h"
#include "date.h"
#include "xml.h"

struct pes_receipt {
	unsigned line;
	int64_t exercice, cents;
	day_t day;
	char piece[16];     /* IdPce: the titre must repeat it */
	char encaissement[16]; /* IdEncaissement, of one collection; "": none, or several */
	struct buffer objet, debiteur; /* a blank between the texts of several lines */
};

struct pes_taker {
	void *arg;
	bool (*receipt)(void *arg, const struct pes_receipt *receipt); /* false stops the reading */
};

struct pes {
	struct pes_receipt receipt;
	uint64_t receipts, others; /* pieces that are none, of the file */
	/* inside: */
	const struct pes_taker *taker;
	struct xml_visitor visitor;
	struct xml *xml;
	bool root;
	struct {
		int64_t exercice, count, total; /* as announced; -1: not said */
		int64_t pieces, sum;            /* as found */
		bool p503;
		day_t day;
	} bordereau;
	struct {
		bool demande;
		day_t taken, collected;
		int64_t billed, collected_cents, collections;
	} piece;
};

void pes_begin(struct pes *pes, const struct pes_taker *taker, const struct xml_schema *schema);
void pes_free(struct pes *pes);
bool pes_feed(struct pes *pes, const char *bytes, size_t len); /* false: pes_error() says why and where */
bool pes_finish(struct pes *pes);
const struct xml_error *pes_error(const struct pes *pes);

#endif
