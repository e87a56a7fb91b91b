#include "form.h"

#include "patient.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void
taux(int64_t bp, char out[CELL_SIZE])
{
	if (bp % 100)
		snprintf(out, CELL_SIZE, "%" PRId64 ",%02" PRId64 " %%", bp / 100, bp % 100);
	else
		snprintf(out, CELL_SIZE, "%" PRId64 " %%", bp / 100);
}

/* Art. 6.3: the NIR, or the fictitious number. */
static struct text
patient_number(const struct record *rec)
{
	enum field nir = patient_is_beneficiaire(rec) && record_given(rec, F_BENEFICIAIRE_NIR)
		? F_BENEFICIAIRE_NIR : F_ASSURE_NIR;

	return record_text(rec, record_given(rec, F_NUMERO_FICTIF) ? F_NUMERO_FICTIF : nir);
}

struct text
cell_text(const struct column *column, const struct record *rec, char out[CELL_SIZE])
{
	out[0] = '\0';
	switch (column->cell) {
	case CELL_TEXT:
		return record_text(rec, column->field);
	case CELL_PATIENT:
		return patient_number(rec);
	case CELL_PRIX:
		return record_is(rec, F_PRIX_STATUT, "ferme") ? TEXT("ferme") : TEXT("conditionnel");
	case CELL_DAY:
		day_text(record_day(rec, column->field), out);
		break;
	case CELL_COUNT:
		snprintf(out, CELL_SIZE, "%" PRId64, record_int(rec, column->field, 1));
		break;
	case CELL_EUROS:
	case CELL_SOMME:
		euros_text(record_int(rec, column->field, 0), out);
		break;
	case CELL_TAUX:
		taux(record_int(rec, column->field, 0), out);
		break;
	}
	return text_of(out);
}

static int64_t
somme(const struct kind *kind, const struct record *rec)
{
	for (unsigned i = 0; i < kind->column_count; i++)
		if (kind->columns[i].cell == CELL_SOMME)
			return record_int(rec, kind->columns[i].field, 0);
	return 0;
}

void
sheet_begin_form(struct sheet *sheet)
{
	sheet->lignes = sheet->somme_cents = sheet->amo_cents = 0;
}

void
sheet_count(struct sheet *sheet, const struct record *rec)
{
	int64_t cents = somme(sheet->kind, rec), amo = record_int(rec, F_AMO_CENTS, 0);
	bool ferme = record_is(rec, F_PRIX_STATUT, "ferme");

	sheet->lignes++;
	sheet->somme_cents += cents;
	sheet->amo_cents += amo;
	sheet->lot_lignes++;
	sheet->lot_somme_cents += cents;
	sheet->lot_amo_cents += amo;
	sheet->lot_repris_cents += record_int(rec, F_REPRIS_CENTS, 0);
	snprintf(sheet->remplace, sizeof(sheet->remplace), "%.*s", TEXT_ARG(record_text(rec, F_REMPLACE)));
	*(ferme ? &sheet->fermes : &sheet->conditionnels) += 1;
	*(ferme ? &sheet->fermes_cents : &sheet->conditionnels_cents) += amo;
}
