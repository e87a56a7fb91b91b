/*
 * vaccins - the vaccines by CIP13, as the public file of medicines has them (config/vaccins.yaml)
 *
 * Everything but vaccins_load() is plain and may be used by rules; a test may make its own table,
 * sorted by CIP13. What the Département pays for one is in marche.yaml.
 */
#ifndef VACCINS_H
#define VACCINS_H

#include "slots.h"

enum vaccin_classe { VACCIN_ORDINAIRE, VACCIN_ROR, VACCIN_GRIPPE };

/* Bits: who it is meant for. */
enum { VACCIN_ENFANT = 1, VACCIN_ENCEINTE = 2, VACCIN_POSTNATALE = 4, VACCIN_AUTRE = 8 };

struct vaccin {
	struct text cip13;
	struct text denomination, valence;
	unsigned classe; /* enum vaccin_classe */
	unsigned publics; /* bits */
	int64_t taux_bp; /* of the product; the convention caps it (art. 5) */
	struct text source;
	struct text where; /* "vaccins.yaml:41": for a trace */
};

struct vaccins {
	const struct vaccin *at;
	size_t count;
	const struct slot *slots;
};

/* Dies with 66 or 78: a wrong CIP13, the same one twice. What is loaded lives until the process
 * ends. */
void vaccins_load(struct vaccins *vaccins, const char *dir);

/* NULL when there is none. */
const struct vaccin *vaccins_find(const struct vaccins *vaccins, struct text cip13);

#endif
