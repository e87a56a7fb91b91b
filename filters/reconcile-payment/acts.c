#include "acts.h"

#include "cites.h"

/* In the order of the columns of `lines`. */
static const enum field line_fields[] = {F_ID, F_ACTE_REF, F_STRUCTURE_FINESS, F_FACTURE,
	F_LIGNE_FACTURE, F_AMO_CENTS};
enum { LINE_FIELDS = sizeof(line_fields) / sizeof(*line_fields), LINE_SAID = LINE_FIELDS, LINE_PAID, LINE_CODE,
	LINE_LIBELLE, LINE_REFUSED, LINE_FORCLOS };

struct lot {
	struct text id, payeur, support, periode, virement;
	enum etat etat;
	int64_t rejete, paye;
	day_t last, as_of;
};

/*
 * What a caisse said of an act: of its line, else of its invoice where that is one line or is paid as it was asked
 * for; a refusal that was not taken back, of line, invoice or lot.
 */
static const char lines_of[] =
	"SELECT a.id, acte_ref, structure, a.facture, a.ligne, a.amo_cents,"
	" coalesce(l.etat, f.etat), CASE WHEN l.etat = 'paye' THEN l.paye_cents"
	"  WHEN f.etat = 'paye' AND f.paye_cents = facture.amo_cents THEN a.amo_cents"
	"  WHEN f.etat = 'paye' AND facture.lignes = 1 THEN f.paye_cents END,"
	" coalesce(lr.code, fr.code, ar.code), coalesce(lr.libelle, fr.libelle, ar.libelle),"
	" coalesce(lr.numero, fr.numero, ar.numero) IS NOT NULL, forclos.acte IS NOT NULL"
	" FROM acte AS a LEFT JOIN forclos ON forclos.acte = a.numero JOIN facture ON facture.lot = a.lot AND facture.numero = a.facture"
	" LEFT JOIN retour AS l ON l.numero = (SELECT max(numero) FROM retour WHERE acte = a.numero"
	"  AND raison <> 'double')"
	" LEFT JOIN retour AS f ON f.numero = (SELECT max(numero) FROM retour WHERE lot = a.lot"
	"  AND facture = a.facture AND genre = 'facture' AND raison <> 'double')"
	" LEFT JOIN retour AS lr ON lr.numero = l.numero AND lr.raison = 'rejet'"
	" LEFT JOIN retour AS fr ON fr.numero = coalesce((SELECT max(numero) FROM retour WHERE lot = a.lot"
	"  AND facture = a.facture AND genre = 'facture' AND raison = 'rejet'), (SELECT max(numero) FROM retour"
	"  WHERE lot = a.lot AND facture IS NULL AND genre = 'facture' AND raison = 'rejet'))"
	" LEFT JOIN accuse AS ar ON ar.numero = coalesce((SELECT max(numero) FROM accuse WHERE lot = a.lot"
	"  AND facture = a.facture AND raison = 'rejet'), (SELECT max(numero) FROM accuse WHERE lot = a.lot"
	"  AND facture IS NULL AND raison = 'rejet'))"
	" WHERE a.lot = ?1 ORDER BY a.facture, a.ligne";

static void
set_column(struct record *rec, enum field field, const struct query *query, int column)
{
	enum field_type type = field_infos[field].type;

	if (!column_given(query, column))
		return;
	if (type == FIELD_INT || type == FIELD_EUROS)
		record_set_int(rec, field, column_int(query, column));
	else if (column_text(query, column).len)
		record_set_text(rec, field, column_text(query, column));
}

/* Of the act where something was said of it; of the others of a lot that was refused in part, and of which nothing
 * is paid, as if they were alone; else of the lot. */
static enum etat
etat_of_act(const struct lot *lot, const struct query *lines, int64_t amo)
{
	if (column_int(lines, LINE_REFUSED))
		return ETAT_REJETE;
	if (column_given(lines, LINE_PAID))
		return etat_of(&(struct creance){amo, 0, column_int(lines, LINE_PAID)}, DAY_MAX, 0);
	if (lot->rejete && !lot->paye)
		return etat_of(&(struct creance){amo, 0, 0}, lot->last, lot->as_of);
	return lot->etat;
}

static void
warn_of_end(struct record *rec)
{
	struct defects defects = {.trace = rec->trace};

	rule(&defects, "R226");
	defect(&defects, "forclusion-impaye", F_ETAT);
	record_judge(rec, &defects);
}

CITES("R019", "R058"); /* what each act of a lot is owed, and was paid */

static void
fill(struct record *rec, const struct lot *lot, const struct query *lines)
{
	enum etat etat;

	record_clear(rec);
	for (int i = 0; i < LINE_FIELDS; i++)
		set_column(rec, line_fields[i], lines, i);
	etat = etat_of_act(lot, lines, record_int(rec, F_AMO_CENTS, 0));
	record_set_text(rec, F_PAYEUR, lot->payeur);
	record_set_text(rec, F_SUPPORT, lot->support);
	record_set_text(rec, F_PERIODE, lot->periode);
	record_set_text(rec, F_LOT, lot->id);
	record_set_text(rec, F_ETAT, text_of(etat_name(etat)));
	if (lot->virement.at)
		record_set_text(rec, F_VIREMENT, lot->virement);
	if (etat == ETAT_REJETE) {
		set_column(rec, F_CODE_REJET, lines, LINE_CODE);
		set_column(rec, F_LIBELLE_REJET, lines, LINE_LIBELLE);
	} else if (column_given(lines, LINE_PAID)) {
		set_column(rec, F_PAYE_CENTS, lines, LINE_PAID);
	} else if (!lot->rejete && (lot->etat == ETAT_PAYE || lot->etat == ETAT_INDU)) {
		/* of a lot paid in part nobody knows which acts were, unless a caisse says so */
		record_set_int(rec, F_PAYE_CENTS, record_int(rec, F_AMO_CENTS, 0));
	}
	if (column_int(lines, LINE_FORCLOS))
		warn_of_end(rec);
}

CITES("R094", "R095", "R097"); /* overdue from its last day on, which force majeure puts off; paid too much */

static struct lot
read_lot(const struct query *lots, const struct run *run)
{
	const struct delai_paiement *delai = &run->params->delai;
	day_t last = echeance(delai, column_text(lots, 2), day_parse(column_text(lots, 7)),
		day_parse(column_text(lots, 10)));

	return (struct lot){column_text(lots, 1), column_text(lots, 2), column_text(lots, 3),
		column_text(lots, 4), column_text(lots, 8),
		etat_of(&(struct creance){column_int(lots, 5), column_int(lots, 11), column_int(lots, 6)}, last,
			run->as_of),
		column_int(lots, 11), column_int(lots, 6), last, run->as_of};
}

void
acts_write(struct filter *f, struct run *run)
{
	struct query *lots = query_new(run->db, "SELECT lot.numero, id, payeur, support, periode,"
		" lot.amo_cents - annule_cents, paye_cents, as_of, (SELECT group_concat(id, ' ') FROM"
		" (SELECT DISTINCT v.id FROM affectation AS a JOIN virement AS v ON v.numero = a.virement"
		" WHERE a.lot = lot.numero ORDER BY v.numero)), touche.lot IS NOT NULL, date_reception, rejete_cents"
		" FROM lot JOIN emission ON emission.numero = lot.emission"
		" LEFT JOIN touche ON touche.lot = lot.numero ORDER BY lot.numero");
	struct query *lines = query_new(run->db, lines_of);

	while (query_row(lots)) {
		struct lot lot = read_lot(lots, run);

		if (!column_int(lots, 9) && lot.etat != ETAT_EN_RETARD)
			continue;
		query_int(lines, 1, column_int(lots, 0));
		while (query_row(lines)) {
			fill(&f->record, &lot, lines);
			filter_write(f, &f->record);
		}
	}
	query_free(lots);
	query_free(lines);
}
