#include "acts.h"

#include "cites.h"

/* In the order of the columns of `lines`. */
static const enum field line_fields[] = {F_ID, F_ACTE_REF, F_STRUCTURE_FINESS, F_FACTURE,
	F_LIGNE_FACTURE, F_AMO_CENTS};

struct lot {
	struct text id, payeur, support, periode, virement;
	enum etat etat;
};

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

CITES("R019", "R058"); /* what each act of a lot is owed, and was paid */

static void
fill(struct record *rec, const struct lot *lot, const struct query *lines)
{
	record_clear(rec);
	for (int i = 0; i < (int)(sizeof(line_fields) / sizeof(*line_fields)); i++)
		set_column(rec, line_fields[i], lines, i);
	record_set_text(rec, F_PAYEUR, lot->payeur);
	record_set_text(rec, F_SUPPORT, lot->support);
	record_set_text(rec, F_PERIODE, lot->periode);
	record_set_text(rec, F_LOT, lot->id);
	record_set_text(rec, F_ETAT, text_of(etat_name(lot->etat)));
	if (lot->virement.at)
		record_set_text(rec, F_VIREMENT, lot->virement);
	/* of a lot paid in part nobody knows which acts were */
	if (lot->etat == ETAT_PAYE || lot->etat == ETAT_INDU)
		record_set_int(rec, F_PAYE_CENTS, record_int(rec, F_AMO_CENTS, 0));
}

CITES("R094", "R095", "R097"); /* overdue from its last day on, which force majeure puts off; paid too much */

static struct lot
read_lot(const struct query *lots, const struct params *params, day_t as_of)
{
	day_t last = echeance(&params->delai, column_text(lots, 2), day_parse(column_text(lots, 7)),
		day_parse(column_text(lots, 11)));

	return (struct lot){column_text(lots, 1), column_text(lots, 2), column_text(lots, 3),
		column_text(lots, 4), column_text(lots, 8),
		etat_of(&(struct creance){column_int(lots, 5), column_int(lots, 10), column_int(lots, 6)}, last,
			as_of)};
}

void
acts_write(struct filter *f, struct db *db, const struct params *params, day_t as_of)
{
	struct query *lots = query_new(db, "SELECT lot.numero, id, payeur, support, periode,"
		" lot.amo_cents - annule_cents, paye_cents, as_of, (SELECT group_concat(id, ' ') FROM (SELECT v.id"
		" FROM affectation AS a JOIN virement AS v ON v.numero = a.virement"
		" WHERE a.lot = lot.numero ORDER BY v.numero)), touche.lot IS NOT NULL,"
		" rejete_cents, date_reception FROM lot"
		" JOIN emission ON emission.numero = lot.emission"
		" LEFT JOIN touche ON touche.lot = lot.numero ORDER BY lot.numero");
	struct query *lines = query_new(db, "SELECT id, acte_ref, structure, facture, ligne, amo_cents"
		" FROM acte WHERE lot = ?1 ORDER BY facture, ligne");

	while (query_row(lots)) {
		struct lot lot = read_lot(lots, params, as_of);

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
