#include "attribution.h"

#include "ledger.h"
#include "log.h"

#include <inttypes.h>
#include <stdlib.h>

struct attributions {
	struct ecritures *ecritures;
	struct query *lot, *add, *refuse, *take_back;
};

struct attributions *
attributions_new(struct db *db, struct ecritures *ecritures)
{
	struct attributions *a = calloc(1, sizeof(*a));

	if (!a)
		out_of_memory();
	*a = (struct attributions){
		.ecritures = ecritures,
		.lot = query_new(db, "SELECT reste_cents, payeur FROM lot WHERE numero = ?1"),
		.add = query_new(db, "INSERT INTO affectation (virement, lot, cents, rang, regle, score, pourquoi)"
			" SELECT ?1, ?2, ?3, 1 + coalesce(max(rang), 0), ?4, iif(?5 < 0, NULL, ?5), ?6"
			" FROM affectation WHERE virement = ?1 AND lot = ?2"),
		.refuse = query_new(db, "UPDATE lot SET rejete_cents = rejete_cents + ?2 WHERE numero = ?1"),
		.take_back = query_new(db, "UPDATE lot SET annule_cents = annule_cents + ?2 WHERE numero = ?1"),
	};
	return a;
}

void
attributions_free(struct attributions *a)
{
	query_free(a->lot);
	query_free(a->add);
	query_free(a->refuse);
	query_free(a->take_back);
	free(a);
}

static int64_t
above(int64_t reste)
{
	return reste > 0 ? reste : 0;
}

/* The whole operation but for its begin: `debit` gains what the lot is owed less. The reste is the one from
 * before its columns are changed. */
static void
settle(struct attributions *a, const char *debit, struct text debit_of, int64_t lot, int64_t reste, int64_t cents)
{
	char id[LEDGER_ID_SIZE];
	struct text of = text_of(ledger_id(id, 'L', lot));
	int64_t creance = above(reste - cents) - above(reste);

	ecriture_add(a->ecritures, debit, debit_of, cents);
	ecriture_add(a->ecritures, "creance", of, creance);
	ecriture_add(a->ecritures, "indu", of, -cents - creance);
	ecriture_end(a->ecritures);
}

/* Its payer lives until lot_leave(). */
static int64_t
lot_enter(struct attributions *a, int64_t lot)
{
	query_int(a->lot, 1, lot);
	if (!query_row(a->lot))
		die(EX_SOFTWARE, "lot %" PRId64 " is not in the ledger", lot);
	return column_int(a->lot, 0);
}

static void
lot_leave(struct attributions *a, struct query *change, int64_t lot, int64_t cents)
{
	query_reset(a->lot);
	query_int(change, 1, lot);
	query_int(change, 2, cents);
	query_run(change);
}

void
mouvement_make(struct attributions *a, int64_t virement, int64_t cents, struct text date)
{
	char id[LEDGER_ID_SIZE];
	struct text of = text_of(ledger_id(id, 'V', virement));

	ecriture_begin(a->ecritures, date, of, TEXT("releve"));
	ecriture_move(a->ecritures, "banque", TEXT_ABSENT, "attente", of, cents);
	ecriture_end(a->ecritures);
}

void
attribution_make(struct attributions *a, const struct attribution *made)
{
	char id[LEDGER_ID_SIZE];
	struct text of = text_of(ledger_id(id, 'V', made->virement));
	int64_t reste = lot_enter(a, made->lot);

	query_reset(a->lot);
	ecriture_begin(a->ecritures, made->date, of, TEXT("affectation"));
	settle(a, "attente", of, made->lot, reste, made->cents);
	query_int(a->add, 1, made->virement);
	query_int(a->add, 2, made->lot);
	query_int(a->add, 3, made->cents);
	query_text(a->add, 4, made->regle);
	query_int(a->add, 5, made->score);
	query_text(a->add, 6, made->pourquoi);
	query_run(a->add);
}

void
rejet_make(struct attributions *a, int64_t lot, int64_t cents, struct text piece, struct text date)
{
	char id[LEDGER_ID_SIZE];
	int64_t reste = lot_enter(a, lot);

	ecriture_begin(a->ecritures, date, piece, TEXT("rejet"));
	settle(a, "rejet", text_of(ledger_id(id, 'L', lot)), lot, reste, cents);
	lot_leave(a, a->refuse, lot, cents);
}

void
annulation_make(struct attributions *a, int64_t lot, int64_t cents, struct text objet, struct text date)
{
	char id[LEDGER_ID_SIZE];
	int64_t reste = lot_enter(a, lot);

	ecriture_begin(a->ecritures, date, text_of(ledger_id(id, 'L', lot)), objet);
	settle(a, "produit", column_text(a->lot, 1), lot, reste, cents);
	lot_leave(a, a->take_back, lot, cents);
}
