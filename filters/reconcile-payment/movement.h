/*
 * movement - one line of the account, or what the treasury received, into `virement`
 */
#ifndef RECONCILE_MOVEMENT_H
#define RECONCILE_MOVEMENT_H

#include "effects.h"

/* What its words tell. */
struct label {
	struct text payeur;                  /* of rapprochement.yaml; absent: none, or several */
	unsigned references;                 /* distinct lots named */
	int64_t numbers[REFERENCES_MAX];     /* the first of them */
};
void label_read(struct label *label, const struct rapprochement *rules, struct text text);
bool label_same_lots(const struct label *a, const struct label *b);

struct movement {
	int64_t numero, cents;
	struct text jour, payeur, retour_ref, format, texte; /* texte: label and references */
	bool p503, contrepassation;
	struct label label;
};

/* The same money seen in another file (same.c). The number of the movement that it is, 0: of none, -1: of one that
 * it may be, which nobody knows; *regle says by which rule. */
struct same;
struct same *same_new(struct run *run);
void same_free(struct same *same);
int64_t same_find(struct same *same, const struct movement *m, struct text *regle);

#define MEME_INCERTAIN "meme-incertain" /* virement.raison: it counts nothing until a person decides */

/* The account of the convention, as IBAN or as bank, branch and account. */
bool account_is_ours(const struct run *run, struct text compte);

struct movements;
struct movements *movements_new(struct run *run, struct identities *identities, struct effects *effects);
void movements_free(struct movements *movements);
void movement_take(struct movements *movements, const struct record *rec, int64_t releve, struct text source);

#endif
