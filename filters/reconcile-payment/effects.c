#include "effects.h"

#include "cites.h"
#include "log.h"

#include <stdlib.h>

struct effects {
	struct run *run;
	struct query *lot, *attribute, *reject, *touch;
};

struct effects *
effects_new(struct run *run)
{
	struct effects *e = calloc(1, sizeof(*e));
	struct db *db = run->db;

	if (!e)
		out_of_memory();
	*e = (struct effects){
		.run = run,
		.lot = query_new(db, "SELECT reste_cents FROM lot WHERE numero = ?1"),
		.attribute = query_new(db, "INSERT INTO affectation (virement, lot, cents, rang, regle, score,"
			" pourquoi) SELECT ?1, ?2, ?3, count(*) + 1, ?4, ?5, ?6 FROM affectation"
			" WHERE virement = ?1 AND lot = ?2"),
		.reject = query_new(db, "UPDATE lot SET rejete_cents = rejete_cents + ?2 WHERE numero = ?1"),
		.touch = query_new(db, "INSERT OR IGNORE INTO touche VALUES (?1)"),
	};
	return e;
}

void
effects_free(struct effects *e)
{
	query_free(e->lot);
	query_free(e->attribute);
	query_free(e->reject);
	query_free(e->touch);
	free(e);
}

void
effects_touch(struct effects *e, int64_t lot)
{
	query_int(e->touch, 1, lot);
	query_run(e->touch);
}

void
effects_receive(struct effects *e, int64_t virement, struct text jour, int64_t cents)
{
	char id[LEDGER_ID_SIZE];
	struct text piece = text_of(ledger_id(id, 'V', virement));

	ecriture_begin(e->run->ecritures, jour, piece, TEXT("releve"));
	ecriture_move(e->run->ecritures, "banque", TEXT_ABSENT, "attente", piece, cents);
	ecriture_end(e->run->ecritures);
}

static int64_t
reste_of(struct effects *e, int64_t lot)
{
	int64_t reste;

	query_int(e->lot, 1, lot);
	if (!query_row(e->lot))
		die(EX_SOFTWARE, "lot %lld is not there", (long long)lot);
	reste = column_int(e->lot, 0);
	query_reset(e->lot);
	return reste;
}

CITES("R097"); /* what passes what is owed is to be given back, and what is given back is owed no more */

/* `account` bears `cents`, and what is owed of the lot becomes so much less. */
static void
enter(struct effects *e, int64_t lot, int64_t cents, const char *account, struct text of)
{
	char id[LEDGER_ID_SIZE];
	struct text name = text_of(ledger_id(id, 'L', lot));
	struct part part = rule_part(reste_of(e, lot), cents);

	ecriture_add(e->run->ecritures, account, of, cents);
	ecriture_add(e->run->ecritures, "creance", name, part.creance);
	ecriture_add(e->run->ecritures, "indu", name, part.indu);
	ecriture_end(e->run->ecritures);
}

void
effects_attribute(struct effects *e, const struct attribution *a)
{
	char id[LEDGER_ID_SIZE];
	struct text piece = text_of(ledger_id(id, 'V', a->virement));

	if (!a->cents)
		return;
	ecriture_begin(e->run->ecritures, a->jour, piece, TEXT("affectation"));
	enter(e, a->lot, a->cents, "attente", piece);
	query_int(e->attribute, 1, a->virement);
	query_int(e->attribute, 2, a->lot);
	query_int(e->attribute, 3, a->cents);
	query_text(e->attribute, 4, a->regle);
	query_int(e->attribute, 5, a->score);
	query_text(e->attribute, 6, a->pourquoi);
	query_run(e->attribute);
	effects_touch(e, a->lot);
}

void
effects_reject(struct effects *e, int64_t lot, int64_t cents, struct text jour, const char *objet)
{
	char id[LEDGER_ID_SIZE];
	struct text piece = text_of(ledger_id(id, 'L', lot));

	effects_touch(e, lot);
	if (!cents)
		return;
	ecriture_begin(e->run->ecritures, jour, piece, text_of(objet));
	enter(e, lot, cents, "rejet", piece);
	query_int(e->reject, 1, lot);
	query_int(e->reject, 2, cents);
	query_run(e->reject);
}
