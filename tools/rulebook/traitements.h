/*
 * traitements - the register of processing, as far as this software goes (config/traitements.yaml): what leaves,
 * to whom, as what, and the rules that look at each field
 */
#ifndef RULEBOOK_TRAITEMENTS_H
#define RULEBOOK_TRAITEMENTS_H

#include "payeurs.h"
#include "regles.h"

#define TRAITEMENT_CHAMPS_MAX 40

enum forme { FORME_NOMINATIF, FORME_ANONYME, FORME_PSEUDONYME, FORME_AGREGE };

struct traitement {
	struct text key, finalite, base, conservation, article, source;
	unsigned forme; /* enum forme */
	struct config_list destinataires; /* payers; none: it stays in the Département */
	enum field champs[TRAITEMENT_CHAMPS_MAX];
	unsigned champ_count;
	day_t du, au;
};

struct traitements {
	struct payeurs payeurs;
	struct regles regles;
	const struct traitement *at; /* as they stand */
	size_t count;
};

/* Dies with 66 or 78. What is loaded lives until the process ends. */
void traitements_load(struct traitements *traitements, const char *dir);

bool traitement_in_force(const struct traitement *traitement, day_t at);
const char *forme_name(unsigned forme);

#endif
