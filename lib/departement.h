/*
 * departement - who sends, as forms and letters print it (config/departement.yaml)
 */
#ifndef DEPARTEMENT_H
#define DEPARTEMENT_H

#include "text.h"

struct departement {
	struct text nom, service, adresse, signe_a, siren;
	struct text article, source;
};

/* Dies with 66 or 78: a SIREN whose key is wrong. What is loaded lives until the process ends. */
void departement_load(struct departement *departement, const char *dir);

#endif
