/*
 * figures - what the page says, read from the ledger; and that it adds up
 */
#ifndef REPORT_FIGURES_H
#define REPORT_FIGURES_H

#include "db.h"
#include "echeance.h"
#include "rulebook.h"

#define FIGURES_CODE 48

struct sum {
	int64_t actes, montant_cents, amo_cents;
};

/* One first motif. */
struct refusal {
	char etape[FIGURES_CODE], code[FIGURES_CODE], statut[16];
	struct sum sum;
};

/* Lots; du is what was billed less what was taken back, reste and trop are what is due still and what was
 * paid too much: du + trop = paye + rejete + reste. */
struct due {
	int64_t lots, factures, actes, du_cents, paye_cents, rejete_cents, reste_cents, trop_cents;
};

struct owed {
	char payeur[FIGURES_CODE], support[16];
	struct due due;
};

/* Credits of one reason; `paie`: they pay a lot. */
struct credit {
	char raison[FIGURES_CODE];
	bool paie;
	int64_t count, cents;
};

enum { ACCEPTED, HELD, REJECTED, STATUTS };

struct figures {
	day_t as_of;
	int64_t emissions; /* above 1: an act that was sent again counts in each of its passages */
	struct sum received, by_statut[STATUTS];
	struct refusal *refusals;
	struct owed *owed;
	struct credit *credits;
	size_t refusal_count, owed_count, credit_count;
	struct due total, by_etat[ETAT_COUNT];
	struct due overdue; /* of all lots past their day, paid in part or not at all */
	int64_t credited, credited_cents;
};

/* `as_of` DAY_NONE: the last day that the ledger knows. */
void figures_read(struct figures *figures, struct db *db, const struct delai_paiement *delai,
	day_t as_of);
void figures_free(struct figures *figures);

/* Dies with 70 where two ways to count do not agree. */
void figures_check(const struct figures *figures, struct db *db);

#endif
