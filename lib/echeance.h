/*
 * echeance - when a lot is to be paid, and in what state it is (config/delais.yaml: paiement)
 *
 * Art. 16: within the month following receipt of the papers, a calendar month and not 30 days; the
 * receipt is the sending and some days, since the Département does not see it (C28). Force majeure stops
 * the clock, and what had run of the delay is not lost. Plain but for echeance_load().
 */
#ifndef ECHEANCE_H
#define ECHEANCE_H

#include "config.h"

#define SUSPENSIONS_MAX 64

struct suspension {
	day_t du, au; /* both included; DAY_NONE in `au`: it is not over */
	struct config_list payeurs; /* whom it keeps from paying; none: all of them */
};

struct delai_paiement {
	int64_t mois, jours_acheminement;
	struct suspension suspensions[SUSPENSIONS_MAX]; /* by first day */
	size_t suspension_count;
};

enum etat { ETAT_ATTENDU, ETAT_PAYE, ETAT_PARTIEL, ETAT_REJETE, ETAT_INDU, ETAT_EN_RETARD, ETAT_COUNT };

/* Dies with 66 or 78: a payer that caisses.yaml does not have. What is loaded lives until the process ends. */
void echeance_load(struct delai_paiement *delai, const char *dir);

/* The last day for this payer to pay what it received on that day; DAY_MAX while a suspension is not over. */
day_t echeance_received(const struct delai_paiement *delai, struct text payeur, day_t reception);

/* The same for what was sent on that day, where the payer does not tell of the receipt (C28). */
day_t echeance(const struct delai_paiement *delai, struct text payeur, day_t envoi);

/* Of what is due and was not taken back by us. indu: more came than is left of it (art. 17); rejete: the
 * caisse refused all of it; a lot of which a part is paid is partiel, late or not. */
enum etat etat_of(int64_t due_cents, int64_t rejete_cents, int64_t paye_cents, day_t echeance, day_t as_of);

const char *etat_name(enum etat etat); /* "en-retard" */

#endif
