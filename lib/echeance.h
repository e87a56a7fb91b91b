/*
 * echeance - when a lot is to be paid, and in what state it is (config/delais.yaml: paiement)
 *
 * Art. 16: within the month following receipt of the papers, a calendar month and not 30 days. The receipt
 * is what the payer acknowledged; where it did not, the sending and some days, since the Département does
 * not see it (C28). Force majeure stops the clock, and what had run of the delay is not lost. Plain but for
 * echeance_load().
 */
#ifndef ECHEANCE_H
#define ECHEANCE_H

#include "config.h"
#include "forclusion.h"

#define SUSPENSIONS_MAX 64
#define ANCIENNETES_MAX 6

struct suspension {
	day_t du, au; /* both included; DAY_NONE in `au`: it is not over */
	struct config_list payeurs; /* whom it keeps from paying; none: all of them */
};

struct delai_paiement {
	int64_t mois, jours_acheminement;
	int64_t anciennetes[ANCIENNETES_MAX]; /* days overdue, rising: how what is owed is sorted */
	size_t anciennete_count;
	struct suspension suspensions[SUSPENSIONS_MAX]; /* by first day */
	size_t suspension_count;
	struct forclusion forclusion; /* past it nothing is owed any more that was not claimed */
};

enum etat { ETAT_ATTENDU, ETAT_PAYE, ETAT_PARTIEL, ETAT_REJETE, ETAT_INDU, ETAT_EN_RETARD, ETAT_COUNT };

/* Dies with 66 or 78: a payer that caisses.yaml does not have. What is loaded lives until the process ends. */
void echeance_load(struct delai_paiement *delai, const char *dir);

/* The last day for this payer to pay what was sent on that day, and received on the other (DAY_NONE: it did
 * not say); DAY_MAX while a suspension is not over. */
day_t echeance(const struct delai_paiement *delai, struct text payeur, day_t envoi, day_t reception);

/* Of a lot: what was billed less what was taken back, what the payer refused of it, what it paid. */
struct creance {
	int64_t du_cents, rejete_cents, paye_cents;
};

/* indu: more than was due (art. 17). rejete: nothing is paid and all is refused. A lot of which a part is
 * paid, or refused, is partiel, late or not. */
enum etat etat_of(const struct creance *creance, day_t echeance, day_t as_of);

const char *etat_name(enum etat etat); /* "en-retard" */

#endif
