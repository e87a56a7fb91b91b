/*
 * noemie_rules - config/noemie.yaml: how strictly a return of the caisse is read
 *
 * The dictionary of entities is sourced; what its counters count, how a level is named that a 990 closes, and
 * which references there are, is not. Here a book says what is held against a file and what is only said.
 */
#ifndef NOEMIE_RULES_H
#define NOEMIE_RULES_H

#include "text.h"

enum noemie_control {
	NOEMIE_NIVEAUX,         /* details stand deeper than their invoice */
	NOEMIE_REGLEMENT_CLOS,  /* a 990 closes each 070 or 071 */
	NOEMIE_NIVEAU_990,      /* a 990 names a level that is understood; else it closes none */
	NOEMIE_CUMUL_990,
	NOEMIE_COMPTEUR_990,
	NOEMIE_CUMUL_999,
	NOEMIE_ENREGISTREMENTS_999,
	NOEMIE_ENTETE_999,      /* 999 repeats who sends what to whom */
	NOEMIE_FLUX_TEST,       /* a file that says that it is a test */
	NOEMIE_REFERENCE,       /* one that is not listed */
	NOEMIE_EMETTEUR,        /* who sends */
	NOEMIE_CONTROL_COUNT
};

enum noemie_strictness { NOEMIE_REFUSER, NOEMIE_DIRE, NOEMIE_TAIRE };

/* What 999 may count: bits. Blocks of the file, or entities; 000 and 999 are among both. */
enum { NOEMIE_COUNTS_ENTITES = 1, NOEMIE_COUNTS_BLOCS = 2 };

struct noemie_rules {
	unsigned control[NOEMIE_CONTROL_COUNT]; /* enum noemie_strictness */
	unsigned enregistrements;               /* bits */
	bool retenue_added;                     /* a 250 with P adds to the transfer */
	char suite;                             /* the flag of a block that is not the last */
	const struct noemie_reference {
		struct text reference, libelle, source; /* without zeros before: "578" */
	} *references;
	size_t reference_count;
	const struct text *emetteurs;
	size_t emetteur_count;
	const struct noemie_other {
		struct text code, source;
		int64_t longueur;
	} *others; /* entities that the table does not have: stepped over */
	size_t other_count;
};

/* Dies with 66 or 78. What is loaded lives until the process ends. */
void noemie_rules_load(struct noemie_rules *rules, const char *dir);

const struct noemie_other *noemie_other(const struct noemie_rules *rules, struct text code);
bool noemie_reference_known(const struct noemie_rules *rules, struct text reference);
bool noemie_emetteur_known(const struct noemie_rules *rules, struct text emetteur);

#endif
