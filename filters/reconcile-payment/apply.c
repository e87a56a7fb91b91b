#include "cites.h"
#include "log.h"
#include "match.h"

#include <stdlib.h>

struct apply {
	struct run *run;
	struct effects *effects;
	struct query *lot, *periode, *of_lot, *parts, *debts, *indu, *link, *twice, *taken, *reason, *open, *reversed;
};

struct apply *
apply_new(struct run *run, struct effects *effects)
{
	struct apply *a = calloc(1, sizeof(*a));
	struct db *db = run->db;

	if (!a)
		out_of_memory();
	*a = (struct apply){
		.run = run,
		.effects = effects,
		.lot = query_new(db, "SELECT reste_cents FROM lot WHERE numero = ?1"),
		.periode = query_new(db, "SELECT l.numero, l.reste_cents FROM lot AS f JOIN lot AS l"
			" ON l.payeur = f.payeur AND l.periode = f.periode WHERE f.numero = ?1 AND l.reste_cents > 0"
			" ORDER BY l.numero"),
		.of_lot = query_new(db, "SELECT lot, sum(cents) FROM affectation WHERE virement = ?1"
			" GROUP BY lot ORDER BY lot"),
		/* what a transfer pays of each lot; told of two transfers, it is paid twice where both came in */
		.parts = query_new(db, "SELECT lot, sum(paye_cents) FROM retour WHERE reglement = ?1"
			" AND genre = 'facture' AND etat = 'paye' AND lot IS NOT NULL AND (raison <> 'double'"
			"  OR (SELECT raison FROM reglement WHERE numero = ?1) = 'double')"
			" GROUP BY lot ORDER BY lot"),
		.debts = query_new(db, "SELECT numero, lot, paye_cents FROM retour WHERE reglement = ?1"
			" AND genre = 'retenue' AND raison = 'retenue' ORDER BY numero"),
		.indu = query_new(db, "SELECT min(numero), count(*) FROM lot WHERE payeur ="
			" (SELECT payeur FROM reglement WHERE numero = ?1) AND reste_cents = ?2"),
		.link = query_new(db, "UPDATE reglement SET virement = ?2, raison = ?3 WHERE numero = ?1"),
		.twice = query_new(db, "UPDATE retour SET raison = 'paye-deux-fois' WHERE reglement = ?1"
			" AND raison = 'double' AND (SELECT raison FROM reglement WHERE numero = ?1) = 'double'"),
		.taken = query_new(db, "UPDATE retour SET raison = 'indu', lot = ?2 WHERE numero = ?1"),
		.reason = query_new(db, "UPDATE virement SET raison = iif(affecte_cents = cents, ?2,"
			" 'reste-a-expliquer'), candidats = 0 WHERE numero = ?1"),
		.open = query_new(db, "DELETE FROM ouvert WHERE virement = ?1"),
		.reversed = query_new(db, "UPDATE virement SET raison = 'contrepasse' WHERE numero = ?1"),
	};
	return a;
}

void
apply_free(struct apply *a)
{
	struct query *all[] = {a->lot, a->periode, a->of_lot, a->parts, a->debts, a->indu, a->link, a->twice, a->taken,
		a->reason, a->open, a->reversed};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		query_free(all[i]);
	free(a);
}

static int64_t
reste_of(struct apply *a, int64_t lot)
{
	int64_t reste;

	query_int(a->lot, 1, lot);
	query_row(a->lot);
	reste = column_int(a->lot, 0);
	query_reset(a->lot);
	return reste;
}

/* What the attributions of one choice have in common. */
static struct attribution
of_choice(const struct waiting *w, const struct opinion *v, char why[POURQUOI_SIZE])
{
	return (struct attribution){.virement = w->numero, .date = w->jour, .regle = v->regle->id,
		.score = v->score, .pourquoi = opinion_why(v, why)};
}

static void
done(struct apply *a, int64_t virement, struct text regle)
{
	query_int(a->reason, 1, virement);
	query_text(a->reason, 2, regle);
	query_run(a->reason);
	query_int(a->open, 1, virement);
	query_run(a->open);
}

static void
pay(struct apply *a, struct attribution *one, int64_t lot, int64_t cents)
{
	one->lot = lot;
	one->cents = cents;
	effects_attribute(a->effects, one);
}

/* Lots that are named together: what is owed of each. */
static void
pay_lots(struct apply *a, const struct waiting *w, struct attribution *one)
{
	for (unsigned i = 0; i < w->label.references && i < REFERENCES_MAX; i++)
		pay(a, one, w->label.numbers[i], reste_of(a, w->label.numbers[i]));
}

static void
pay_periode(struct apply *a, struct attribution *one, int64_t first)
{
	query_int(a->periode, 1, first);
	while (query_row(a->periode)) /* what is owed of a lot that was passed is not looked at again */
		pay(a, one, column_int(a->periode, 0), column_int(a->periode, 1));
}

CITES("R097");

/* What a caisse keeps back is for the lot that it names, owed again where it was not paid too much; else for the
 * one lot of its own that was paid so much too much. */
static void
take_debts(struct apply *a, struct attribution *one, int64_t reglement)
{
	query_int(a->debts, 1, reglement);
	while (query_row(a->debts)) {
		int64_t lot = column_int(a->debts, 1), cents = column_int(a->debts, 2);

		if (!lot) {
			query_int(a->indu, 1, reglement);
			query_int(a->indu, 2, cents);
			query_row(a->indu);
			lot = column_int(a->indu, 1) == 1 ? column_int(a->indu, 0) : 0;
			query_reset(a->indu);
		}
		if (!lot || cents >= 0)
			continue;
		pay(a, one, lot, cents);
		query_int(a->taken, 1, column_int(a->debts, 0));
		query_int(a->taken, 2, lot);
		query_run(a->taken);
	}
}

static void
link_to(struct apply *a, int64_t reglement, int64_t virement, struct text raison)
{
	query_int(a->link, 1, reglement);
	query_int(a->link, 2, virement);
	query_text(a->link, 3, raison);
	query_run(a->link);
}

static void
pay_reglement(struct apply *a, struct attribution *one, int64_t reglement)
{
	query_int(a->parts, 1, reglement);
	while (query_row(a->parts))
		pay(a, one, column_int(a->parts, 0), column_int(a->parts, 1));
	query_int(a->twice, 1, reglement);
	query_run(a->twice);
	take_debts(a, one, reglement);
	link_to(a, reglement, one->virement, one->regle);
}

/* The bank takes a credit back: what it paid is owed again. */
static void
reverse(struct apply *a, struct attribution *one, int64_t credit)
{
	query_int(a->of_lot, 1, credit);
	while (query_row(a->of_lot))
		pay(a, one, column_int(a->of_lot, 0), -column_int(a->of_lot, 1));
	query_int(a->reversed, 1, credit);
	query_run(a->reversed);
}

void
apply_choice(struct apply *a, const struct waiting *w, const struct candidat *choice)
{
	char why[POURQUOI_SIZE];
	struct attribution one = of_choice(w, &choice->verdict, why);

	switch (choice->genre) {
	case CIBLE_LOT:
		pay(a, &one, choice->cible, w->cents);
		break;
	case CIBLE_LOTS:
		pay_lots(a, w, &one);
		break;
	case CIBLE_PERIODE:
		pay_periode(a, &one, choice->cible);
		break;
	case CIBLE_REGLEMENT:
		pay_reglement(a, &one, choice->cible);
		break;
	default:
		reverse(a, &one, choice->cible);
	}
	done(a, w->numero, choice->verdict.regle->id);
}

/* The lots one after another, from the first movement as far as it goes, then from the second. */
void
apply_two(struct apply *a, const struct waiting *first, const struct waiting *second, int64_t reglement,
	const struct opinion *v)
{
	char why[2][POURQUOI_SIZE];
	struct attribution one = of_choice(first, v, why[0]), two = of_choice(second, v, why[1]);
	int64_t left = first->cents;

	query_int(a->parts, 1, reglement);
	while (query_row(a->parts)) {
		int64_t lot = column_int(a->parts, 0), cents = column_int(a->parts, 1);
		int64_t now = cents < left ? cents : left;

		pay(a, &one, lot, now);
		pay(a, &two, lot, cents - now);
		left -= now;
	}
	take_debts(a, left ? &one : &two, reglement);
	link_to(a, reglement, first->numero, v->regle->id);
	done(a, first->numero, v->regle->id);
	done(a, second->numero, v->regle->id);
}

/* Movements of that amount around that day which paid just what the caisse says: one, or it is not known which. */
static const char same_parts[] =
	"INSERT INTO couple SELECT r.numero, min(v.numero), NULL FROM reglement AS r INDEXED BY reglement_ouvert JOIN virement AS v"
	" ON v.cents = r.cents AND v.date_comptable BETWEEN date(r.date_comptable, ?1)"
	" AND date(r.date_comptable, ?2) WHERE r.virement IS NULL AND r.raison = 'attendu' AND v.meme IS NULL"
	" AND v.affecte_cents = v.cents AND NOT EXISTS (SELECT 1 FROM reglement AS o WHERE o.virement = v.numero)"
	" AND NOT EXISTS (SELECT lot, sum(paye_cents) FROM retour WHERE reglement = r.numero AND genre = 'facture'"
	"  AND etat = 'paye' AND raison <> 'double' AND lot IS NOT NULL GROUP BY lot"
	"  EXCEPT SELECT lot, sum(cents) FROM affectation WHERE virement = v.numero GROUP BY lot)"
	" AND r.factures_cents = r.cents GROUP BY r.numero HAVING count(*) = 1";

/* Movements that were attributed by what their label names, and bear the reference of what a caisse tells only now.
 * What a person decided stays. */
static const char told_after[] =
	"SELECT min(r.numero), v.numero, v.date_comptable FROM reglement AS r INDEXED BY reglement_ouvert"
	" JOIN virement AS v ON v.cents = r.cents AND v.date_comptable BETWEEN date(r.date_comptable, ?1)"
	" AND date(r.date_comptable, ?2) WHERE r.virement IS NULL AND r.raison = 'attendu' AND v.meme IS NULL"
	" AND v.affecte_cents = v.cents AND length(trim(r.libelle)) > 7 AND instr(v.libelle, trim(r.libelle))"
	" AND NOT EXISTS (SELECT 1 FROM reglement AS o WHERE o.virement = v.numero)"
	" AND NOT EXISTS (SELECT 1 FROM decision AS d WHERE d.virement = v.numero)"
	" GROUP BY v.numero HAVING count(*) = 1 ORDER BY v.numero";

/* By lot, what the caisse says beyond what the label made of it. */
static const char beyond[] =
	"SELECT lot, sum(c) FROM (SELECT lot, paye_cents AS c FROM retour WHERE reglement = ?1 AND genre = 'facture'"
	"  AND etat = 'paye' AND raison <> 'double' AND lot IS NOT NULL"
	" UNION ALL SELECT lot, -cents FROM affectation WHERE virement = ?2) GROUP BY lot HAVING sum(c) <> 0 ORDER BY lot";

/* The order of files makes no difference: the movement is attributed as it would have been behind the return. */
static void
explain_again(struct apply *a, const char *before, const char *after)
{
	struct query *query = query_new(a->run->db, told_after), *parts = query_new(a->run->db, beyond);

	query_text(query, 1, text_of(before));
	query_text(query, 2, text_of(after));
	while (query_row(query)) {
		int64_t reglement = column_int(query, 0);
		struct attribution one = {.virement = column_int(query, 1), .date = column_text(query, 2),
			.regle = TEXT("reglement-reference"), .score = -1, .pourquoi = TEXT("reglement-reference")};

		query_int(parts, 1, reglement);
		query_int(parts, 2, one.virement);
		while (query_row(parts))
			pay(a, &one, column_int(parts, 0), column_int(parts, 1));
		take_debts(a, &one, reglement);
		link_to(a, reglement, one.virement, one.regle);
		done(a, one.virement, one.regle);
	}
	query_free(query);
	query_free(parts);
}

/* What was kept back of a movement that is known, and is explained only now. */
static void
explain_rest(struct apply *a)
{
	struct query *query = query_new(a->run->db, "SELECT DISTINCT r.numero, v.numero, v.date_comptable FROM"
		" virement AS v INDEXED BY virement_ouvert JOIN reglement AS r ON r.virement = v.numero"
		" WHERE v.affecte_cents <> v.cents AND v.meme IS NULL AND r.retenues_cents < 0 ORDER BY v.numero");

	while (query_row(query)) {
		struct attribution one = {.virement = column_int(query, 1), .date = column_text(query, 2),
			.regle = TEXT("retenue"), .score = -1, .pourquoi = TEXT("retenue")};

		take_debts(a, &one, column_int(query, 0));
		done(a, one.virement, one.regle);
	}
	query_free(query);
}

void
apply_link(struct apply *a)
{
	int64_t days = a->run->params->rapprochement.jours_reglement;
	char before[DAYS_SIZE], after[DAYS_SIZE];
	struct query *find = query_new(a->run->db, same_parts), *query;

	days_text(before, -days);
	days_text(after, days);
	explain_again(a, before, after);
	db_exec(a->run->db, "DELETE FROM couple");
	query_text(find, 1, text_of(before));
	query_text(find, 2, text_of(after));
	query_run(find);
	query = query_new(a->run->db, "SELECT min(reglement), premier FROM couple GROUP BY premier"
		" HAVING count(*) = 1 ORDER BY 1");
	while (query_row(query))
		link_to(a, column_int(query, 0), column_int(query, 1), TEXT("deja-affecte"));
	query_free(find);
	query_free(query);
	explain_rest(a);
}
