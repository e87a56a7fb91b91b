#include "figures.h"

#include "log.h"
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct sum
read_sum(const struct query *query, int column)
{
	return (struct sum){column_int(query, column), column_int(query, column + 1),
		column_int(query, column + 2)};
}

static struct due
read_due(const struct query *query, int column)
{
	return (struct due){column_int(query, column), column_int(query, column + 1),
		column_int(query, column + 2), column_int(query, column + 3),
		column_int(query, column + 4), column_int(query, column + 5),
		column_int(query, column + 6), column_int(query, column + 7)};
}

static void
add_due(struct due *sum, const struct due *one)
{
	sum->lots += one->lots;
	sum->factures += one->factures;
	sum->actes += one->actes;
	sum->du_cents += one->du_cents;
	sum->paye_cents += one->paye_cents;
	sum->rejete_cents += one->rejete_cents;
	sum->reste_cents += one->reste_cents;
	sum->trop_cents += one->trop_cents;
}

static void
read_received(struct figures *f, struct db *db)
{
	static const char *const names[STATUTS] = {"accepted", "held", "rejected"};
	struct query *query = query_new(db, "SELECT count(*), sum(recus), sum(montant_cents),"
		" sum(amo_cents) FROM emission");

	query_row(query);
	f->emissions = column_int(query, 0);
	f->received = read_sum(query, 1);
	query_free(query);
	query = query_new(db, "SELECT statut, sum(actes), sum(montant_cents), sum(amo_cents)"
		" FROM bilan GROUP BY statut");
	while (query_row(query))
		for (int i = 0; i < STATUTS; i++)
			if (text_is(column_text(query, 0), names[i]))
				f->by_statut[i] = read_sum(query, 1);
	query_free(query);
}

static void
read_refusals(struct figures *f, struct db *db)
{
	struct query *query = query_new(db, "SELECT etape, code, statut, sum(actes),"
		" sum(montant_cents), sum(amo_cents) FROM refus GROUP BY statut, etape, code"
		" ORDER BY statut, sum(actes) DESC, etape, code");

	while (query_row(query)) {
		struct refusal *row;

		f->refusals = rows_more(f->refusals, f->refusal_count, sizeof(*f->refusals));
		row = &f->refusals[f->refusal_count++];
		rows_copy(row->etape, sizeof(row->etape), column_text(query, 0));
		rows_copy(row->code, sizeof(row->code), column_text(query, 1));
		rows_copy(row->statut, sizeof(row->statut), column_text(query, 2));
		row->sum = read_sum(query, 3);
	}
	query_free(query);
}

static void
read_owed(struct figures *f, struct db *db)
{
	struct query *query = query_new(db, "SELECT payeur, support, count(*), sum(factures),"
		" sum(lignes), sum(amo_cents - annule_cents), sum(paye_cents), sum(rejete_cents),"
		" sum(max(reste_cents, 0)), sum(max(-reste_cents, 0)) FROM lot GROUP BY payeur, support"
		" ORDER BY payeur, support");

	while (query_row(query)) {
		struct owed *row;

		f->owed = rows_more(f->owed, f->owed_count, sizeof(*f->owed));
		row = &f->owed[f->owed_count++];
		rows_copy(row->payeur, sizeof(row->payeur), column_text(query, 0));
		rows_copy(row->support, sizeof(row->support), column_text(query, 1));
		row->due = read_due(query, 2);
		add_due(&f->total, &row->due);
	}
	query_free(query);
}

static void
read_etats(struct figures *f, struct db *db, const struct delai_paiement *delai)
{
	struct query *query = query_new(db, "SELECT as_of, 1, factures, lignes,"
		" lot.amo_cents - annule_cents, paye_cents, rejete_cents, max(reste_cents, 0),"
		" max(-reste_cents, 0), payeur, date_reception FROM lot JOIN emission ON emission.numero = lot.emission");

	while (query_row(query)) {
		day_t last = echeance(delai, column_text(query, 9), day_parse(column_text(query, 0)),
			day_parse(column_text(query, 10)));
		struct due due = read_due(query, 1);

		add_due(&f->by_etat[etat_of(&(struct creance){due.du_cents, due.rejete_cents, due.paye_cents},
			last, f->as_of)], &due);
		if (due.reste_cents && f->as_of > last)
			add_due(&f->overdue, &due);
	}
	query_free(query);
}

static void
read_credits(struct figures *f, struct db *db)
{
	struct query *query = query_new(db, "SELECT raison, EXISTS (SELECT 1 FROM affectation"
		" WHERE virement = numero) AS paie, count(*), sum(cents) FROM virement"
		" WHERE cents >= 0 AND meme IS NULL AND raison <> 'meme-incertain'"
		" GROUP BY raison, paie ORDER BY paie DESC, raison");

	while (query_row(query)) {
		struct credit *row;

		f->credits = rows_more(f->credits, f->credit_count, sizeof(*f->credits));
		row = &f->credits[f->credit_count++];
		rows_copy(row->raison, sizeof(row->raison), column_text(query, 0));
		row->paie = column_int(query, 1);
		row->count = column_int(query, 2);
		row->cents = column_int(query, 3);
		f->credited += row->count;
		f->credited_cents += row->cents;
	}
	query_free(query);
}

static day_t
last_day(struct db *db)
{
	struct query *query = query_new(db, "SELECT max(as_of) FROM (SELECT as_of FROM emission"
		" UNION ALL SELECT as_of FROM releve)");
	day_t day;

	query_row(query);
	day = day_parse(column_text(query, 0));
	query_free(query);
	return day;
}

void
figures_read(struct figures *f, struct db *db, const struct delai_paiement *delai, day_t as_of)
{
	*f = (struct figures){.as_of = as_of == DAY_NONE ? last_day(db) : as_of};
	if (f->as_of == DAY_NONE)
		die(EX_NOINPUT, "the ledger holds no emission yet");
	read_received(f, db);
	read_refusals(f, db);
	read_owed(f, db);
	read_etats(f, db, delai);
	read_credits(f, db);
}

void
figures_free(struct figures *f)
{
	free(f->refusals);
	free(f->owed);
	free(f->credits);
}

static void
equal_sums(const char *what, const struct sum *one, const struct sum *other)
{
	must_equal(what, one->actes, other->actes);
	must_equal(what, one->montant_cents, other->montant_cents);
	must_equal(what, one->amo_cents, other->amo_cents);
}

static void
add_sum(struct sum *sum, const struct sum *one)
{
	sum->actes += one->actes;
	sum->montant_cents += one->montant_cents;
	sum->amo_cents += one->amo_cents;
}

static void
check_received(const struct figures *f)
{
	struct sum all = {0}, refused = {0}, motifs = {0};

	for (int i = 0; i < STATUTS; i++)
		add_sum(i == ACCEPTED ? &all : &refused, &f->by_statut[i]);
	for (size_t i = 0; i < f->refusal_count; i++)
		add_sum(&motifs, &f->refusals[i].sum);
	add_sum(&all, &refused);
	equal_sums("received, and accepted + held + rejected", &f->received, &all);
	equal_sums("held + rejected, and their motifs", &refused, &motifs);
}

static void
check_due(const struct figures *f, struct db *db)
{
	struct due etats = {0};

	for (int i = 0; i < ETAT_COUNT; i++)
		add_due(&etats, &f->by_etat[i]);
	must_equal("accepted acts, and the lines of the lots", f->by_statut[ACCEPTED].actes, f->total.actes);
	must_equal("accepted, and due + taken back", f->by_statut[ACCEPTED].amo_cents, f->total.du_cents
		+ db_number(db, "SELECT sum(annule_cents) FROM lot", 0));
	must_equal("the lines of the lots, and the acts", f->total.actes,
		db_number(db, "SELECT count(*) FROM acte", 0));
	must_equal("accepted, and the acts", f->by_statut[ACCEPTED].amo_cents,
		db_number(db, "SELECT sum(amo_cents) FROM acte", 0));
	must_equal("due, and paid + refused + still due - paid too much", f->total.du_cents, f->total.paye_cents
		+ f->total.rejete_cents + f->total.reste_cents - f->total.trop_cents);
	must_equal("due, and due by state", f->total.du_cents, etats.du_cents);
	must_equal("lots, and lots by state", f->total.lots, etats.lots);
}

static void
check_credits(const struct figures *f, struct db *db)
{
	must_equal("paid, and what was assigned", f->total.paye_cents,
		db_number(db, "SELECT sum(cents) FROM affectation", 0));
	must_equal("credits, and those of the statements", f->credited_cents,
		db_number(db, "SELECT sum(credits_cents) FROM releve", 0));
}

void
figures_check(const struct figures *f, struct db *db)
{
	check_received(f);
	check_due(f, db);
	check_credits(f, db);
}
