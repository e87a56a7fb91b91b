/*
 * apply - events into a ledger, as the programs write them
 */
#include "scenarios.h"

#include "../../lib/attribution.h"
#include "../../lib/ledger.h"

#include <stdio.h>

struct apply {
	struct db *db;
	struct ecritures *ecritures;
	struct attributions *made;
	char day[16];
	int lots;
};

void
apply_base(struct db *db)
{
	db_exec(db, "INSERT INTO releve (numero, sha256, as_of, livre_hash, credits, credits_cents, debits, debits_cents)"
		" VALUES (1, 's', '2026-07-31', 'h', 0, 0, 0, 0)");
}

static void
run(struct db *db, const char *sql, const int64_t *numbers, int count)
{
	struct query *query = query_new(db, sql);

	for (int i = 0; i < count; i++)
		query_int(query, i + 1, numbers[i]);
	query_run(query);
	query_free(query);
}

#define RUN(a, sql, ...) run((a)->db, sql, (int64_t[]){__VA_ARGS__}, (int)(sizeof((int64_t[]){__VA_ARGS__}) / 8))

/* One emission, invoice and budget line a lot; two acts where the amount allows. */
static void
emit_rows(struct apply *a, const struct event *e)
{
	int64_t half = e->cents / 2;
	char sql[512];

	RUN(a, "INSERT INTO emission VALUES (?1, 'r', NULL, NULL, 'h', 'n', '2026-03-31', 2, 0, ?2, 'publiee')", e->lot,
		e->cents);
	RUN(a, "INSERT INTO bilan VALUES (?1, 'accepted', 2, 0, ?2)", e->lot, e->cents);
	snprintf(sql, sizeof(sql), "INSERT INTO lot (numero, id, emission, payeur, support, periode, factures, lignes,"
		" amo_cents) VALUES (?1, printf('L%%06d', ?1), ?1, '%s', 'b2', '2026-03', 1, 2, ?2)",
		payer_name(planted == PLANT_PAYER && a->lots > 1 ? (e->payer + 1) % PAYERS : e->payer));
	RUN(a, sql, e->lot, e->cents);
	RUN(a, "INSERT INTO lot_imputation VALUES (?1, 'i', 2, ?2)", e->lot, e->cents);
	RUN(a, "INSERT INTO facture (lot, numero, lignes, amo_cents) VALUES (?1, 1, 2, ?2)", e->lot, e->cents);
	RUN(a, "INSERT INTO acte (lot, facture, ligne, structure, acte_ref, quantite, amo_cents)"
		" VALUES (?1, 1, 1, 's', ?1 || 'a', 1, ?2), (?1, 1, 2, 's', ?1 || 'b', 1, ?3)", e->lot, half,
		e->cents - half);
}

/* As filters/emit/lots.c does. */
static void
emit(struct apply *a, const struct event *e)
{
	char id[LEDGER_ID_SIZE];
	struct text lot = text_of(ledger_id(id, 'L', e->lot));

	emit_rows(a, e);
	ecriture_begin(a->ecritures, text_of(a->day), lot, TEXT("emission"));
	ecriture_move(a->ecritures, "creance", lot, "produit", text_of(payer_name(e->payer)), e->cents);
	ecriture_end(a->ecritures);
}

static bool
is_known(struct apply *a, int numero)
{
	char sql[80];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM virement WHERE numero = %d", numero);
	return db_number(a->db, sql, 0);
}

static void
enter(struct apply *a, const struct event *e)
{
	if (is_known(a, e->move)) {
		if (planted == PLANT_TWICE)
			mouvement_make(a->made, e->move, e->cents, text_of(a->day));
		return;
	}
	RUN(a, "INSERT INTO virement (numero, id, releve, identite, date_comptable, cents, candidats, raison, meme)"
		" VALUES (?1, printf('V%06d', ?1), 1, ?1, '2026-04-30', ?2, 0, '', iif(?3, ?3, NULL))", e->move, e->cents,
		e->other);
	if ((e->kind != MIRROR || planted == PLANT_MIRROR) && planted != PLANT_BANK)
		mouvement_make(a->made, e->move, e->cents, text_of(a->day));
}

/* As pmi-ledger match does. */
static void
tell_same(struct apply *a, const struct event *e)
{
	if (planted != PLANT_SAME)
		mouvement_make(a->made, e->move, -e->cents, text_of(a->day));
	RUN(a, "UPDATE virement SET meme = ?2 WHERE numero = ?1", e->move, e->other);
}

static void
attribute(struct apply *a, const struct event *e)
{
	int64_t cents = planted == PLANT_SIGN && e->cents < 0 ? -e->cents : e->cents;
	int64_t lot = planted == PLANT_LOT ? db_number(a->db, "SELECT min(numero) FROM lot", 0) : e->lot;

	if (planted == PLANT_LOST || (planted == PLANT_PAID && e->cents < 0))
		return;
	attribution_make(a->made, &(struct attribution){e->move, lot, cents, TEXT("montant"), 80, TEXT("why"),
		text_of(a->day)});
}

static void
refuse(struct apply *a, const struct event *e)
{
	if (planted == PLANT_COLUMN) {
		RUN(a, "UPDATE lot SET rejete_cents = rejete_cents + ?2 WHERE numero = ?1", e->lot, e->cents);
		return;
	}
	rejet_make(a->made, e->lot, planted == PLANT_CENT ? e->cents - 1 : e->cents, TEXT("R000001"), text_of(a->day));
	if (planted == PLANT_ENTRY)
		RUN(a, "UPDATE lot SET rejete_cents = rejete_cents - ?2 WHERE numero = ?1", e->lot, e->cents);
}

/* Each takes the place of the act before it. */
static void
take_back(struct apply *a, const struct event *e)
{
	annulation_make(a->made, e->lot, e->cents, TEXT("correction"), text_of(a->day));
	RUN(a, "INSERT INTO acte (lot, facture, ligne, structure, acte_ref, quantite, amo_cents, genre, remplace,"
		" repris_cents) SELECT ?1, 1, max(ligne) + 1, 's', ?1 || 'c' || max(ligne), 1, 0, 'annulation',"
		" max(numero), ?2 FROM acte WHERE lot = ?1", e->lot, e->cents);
	RUN(a, "UPDATE lot SET lignes = lignes + 1 WHERE numero = ?1", e->lot);
}

static void
nobody(struct apply *a, const struct event *e)
{
	bool first = e->cents > 0; /* of a credit */

	if (planted != PLANT_NOBODY || first)
		RUN(a, "INSERT INTO decision (virement, lot, cents, raison, as_of) VALUES (?1, NULL, ?2, '', '2026-05-15')",
			e->move, e->cents);
}

/* Mistakes of the whole, behind what was written. */
static void
plant_behind(struct apply *a)
{
	switch (planted) {
	case PLANT_INDU:
		ecriture_begin(a->ecritures, text_of(a->day), TEXT("L000001"), TEXT("affectation"));
		ecriture_move(a->ecritures, "indu", TEXT("L000001"), "creance", TEXT("L000001"),
			-db_number(a->db, "SELECT sum(cents) FROM ecriture WHERE compte = 'indu:L000001'", 0));
		ecriture_end(a->ecritures);
		break;
	case PLANT_CHAIN:
		db_exec(a->db, "DROP TRIGGER ecriture_reste; UPDATE ecriture SET cents = cents * 2 WHERE operation = 1;"
			"UPDATE lot SET amo_cents = amo_cents * 2 WHERE numero = 1; UPDATE facture SET amo_cents ="
			" amo_cents * 2 WHERE lot = 1; UPDATE acte SET amo_cents = amo_cents * 2 WHERE lot = 1;"
			"UPDATE lot_imputation SET amo_cents = amo_cents * 2 WHERE lot = 1;"
			"UPDATE bilan SET amo_cents = amo_cents * 2 WHERE emission = 1");
		break;
	case PLANT_HALF:
		db_exec(a->db, "DROP TRIGGER ecriture_demeure; DELETE FROM ecriture WHERE numero = (SELECT max(numero)"
			" FROM ecriture)");
		break;
	default:
		break;
	}
}

static void
apply_event(struct apply *a, const struct event *e)
{
	snprintf(a->day, sizeof(a->day), "2026-%02d-%02d", e->month, 1 + (int)(e->cents % 28 + 28) % 28);
	switch (e->kind) {
	case EMIT: emit(a, e); break;
	case MOVE: case REPEAT: case MIRROR: enter(a, e); break;
	case SAME: tell_same(a, e); break;
	case ATTRIBUTE: attribute(a, e); break;
	case REJECT: refuse(a, e); break;
	case VOID: take_back(a, e); break;
	case NOBODY: nobody(a, e); break;
	case KINDS: break;
	}
}

static struct apply
begin(struct db *db, const struct history *h)
{
	struct apply a = {.db = db, .ecritures = ecritures_new(db), .lots = h->lots};

	a.made = attributions_new(db, a.ecritures);
	return a;
}

static void
end(struct apply *a)
{
	attributions_free(a->made);
	ecritures_free(a->ecritures);
}

void
apply(struct db *db, const struct history *h)
{
	struct apply a = begin(db, h);

	for (int i = 0; i < h->count; i++)
		apply_event(&a, &h->events[i]);
	plant_behind(&a);
	end(&a);
}

void
apply_late(struct db *db, const struct history *h, int closed, int month)
{
	struct apply a = begin(db, h);
	char sql[256];

	snprintf(sql, sizeof(sql), "INSERT INTO cloture SELECT '2026-%02d', '2026-08-01', max(numero), empreinte"
		" FROM ecriture", closed);
	db_exec(db, sql);
	apply_event(&a, &(struct event){.kind = MOVE, .move = h->moves + 1, .cents = 777, .month = month});
	end(&a);
}
