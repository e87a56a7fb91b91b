/*
 * noemie_parts - what the entities of a return say, put together: invoices, their lines, what is kept back,
 * transfers
 *
 * Pure. An invoice is known when the next one begins, since its rejects stand behind its parts; a transfer when
 * its 990 has closed it. Who the patients are (103, 110, 120, 262) is never looked at.
 */
#ifndef INGEST_NOEMIE_PARTS_H
#define INGEST_NOEMIE_PARTS_H

#include "noemie_check.h"

#define NOEMIE_LINES_MAX 2000 /* lines and rejects of one invoice; its lines have 3 digits */
#define NOEMIE_LIBELLE 256    /* in UTF-8, with its NUL: two zones of NOEMIE */

/* Absent: "", 0, DAY_NONE, or the bool that says so. */
struct noemie_part {
	const char *retour;             /* "facture" "ligne" "retenue" "forfait" "reglement" */
	uint64_t block;
	unsigned reglement;             /* the transfer it belongs to, from 1 in the file */
	const char *etat;               /* "paye" "rejete" "differe" */
	char lot[8], facture[32], acte[8], code[24], reference[24], operation[16];
	char libelle[NOEMIE_LIBELLE], payeur[24];
	day_t date_lot, date_comptable, date_soins;
	int64_t ligne, demande, paye, mouvement;
	bool has_demande, has_paye;
};

struct noemie_parts {
	const struct noemie_rules *rules;
	bool (*emit)(void *arg, const struct noemie_part *part); /* false: stop */
	void *arg;
	struct noemie_fault fault; /* an invoice of too many lines */
	/* inside: */
	struct noemie_part lot, reglement, facture, forfait; /* retour NULL: none is open */
	struct noemie_part lines[NOEMIE_LINES_MAX];
	unsigned line_count;
	unsigned reglements;
};

/* The next entity, which the checker has taken. False: emit did not want it, or `fault`. */
bool noemie_part(struct noemie_parts *parts, const struct noemie_checker *checker,
	const struct noemie_entity *entity);

#endif
