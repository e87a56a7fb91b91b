/*
 * rule - which lot a credit pays; never a guess
 *
 * All payers pay into one account (C27): the reference of a lot decides; else the payer, told by the
 * label, together with an amount that is exactly what one lot of it still owes; else a person does.
 */
#ifndef RECONCILE_RULE_H
#define RECONCILE_RULE_H

#include "text.h"

#define PAYEURS_MAX 16
#define LIBELLES_MAX 16
#define REFERENCES_MAX 16

/* config/rapprochement.yaml */
struct rapprochement {
	struct text prefixe; /* of a lot's number */
	size_t count;
	struct {
		struct text payeur;
		struct text libelles[LIBELLES_MAX]; /* capitals */
		size_t libelle_count;
	} at[PAYEURS_MAX];
};

/* The distinct lot numbers that a text names, as words of their own ("L000012"): how many, the first
 * REFERENCES_MAX in `out`. */
unsigned references_find(const struct rapprochement *rules, struct text text,
	int64_t out[REFERENCES_MAX]);

/* The one payer whose label the text holds; absent for none, or for more than one. */
struct text payeur_find(const struct rapprochement *rules, struct text text);

struct question {
	unsigned references;     /* distinct lots named */
	bool lot_known;          /* the one lot named is in the ledger */
	struct text lot_payeur;  /* whose it is */
	struct text payeur;      /* told by the label */
	int64_t candidats;       /* lots of that payer which still owe exactly this amount */
};

enum raison {
	RAISON_LOT,          /* paid: the reference of the lot */
	RAISON_MONTANT,      /* paid: payer and amount */
	RAISON_LOTS,         /* more than one lot is named */
	RAISON_LOT_INCONNU,  /* the lot named is not in the ledger */
	RAISON_AUTRE_PAYEUR, /* the lot named is another payer's */
	RAISON_CANDIDATS,    /* several lots owe this amount */
	RAISON_SANS_LOT,     /* no lot of this payer owes this amount */
	RAISON_SANS_PAYEUR,  /* no payer is recognised: another receipt of the Département, most often */
	RAISON_COUNT
};

enum raison reconcile_rule(const struct question *question);

bool raison_pays(enum raison raison);
const char *raison_name(enum raison raison); /* "lot-inconnu": kept in the ledger */

#endif
