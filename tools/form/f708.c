/*
 * Annexe 1.3, imprimé 708: the insured always, the beneficiary only where it is another person; the box of the
 * régime; what was not paid (rows 133 to 139 of the rules).
 */
#include "form.h"

#include "cites.h"
#include "patient.h"

#include <stdio.h>

#define LEFT 15.0

CITES("R133", "R134", "R135", "R136", "R138");

static struct text
full_name(const struct record *rec, enum field nom, enum field prenom, char out[CELL_SIZE])
{
	snprintf(out, CELL_SIZE, "%.*s %.*s", TEXT_ARG(record_text(rec, nom)), TEXT_ARG(record_text(rec, prenom)));
	return text_trim(text_of(out));
}

static double
person(struct sheet *sheet, const struct record *rec, double y, const enum field fields[4], const char *title)
{
	char name[CELL_SIZE], day[CELL_SIZE];

	pdf_font(sheet->pdf, PDF_BOLD, 8.5);
	pdf_label(sheet->pdf, LEFT, y + 3, PDF_LEFT, text_of(title));
	y += 4;
	block_field(sheet, LEFT, y, 48, "Numéro d'immatriculation", record_text(rec, fields[0]));
	block_field(sheet, LEFT + 52, y, 92, "Nom et prénom", full_name(rec, fields[1], fields[2], name));
	return block_field(sheet, LEFT + 148, y, 32, "Date de naissance",
		text_of(day_text(record_day(rec, fields[3]), day)));
}

/* Boxes 1 to 4. A section locale mutualiste is told by its letter, or because the source gives one. */
static int
regime(const struct record *rec)
{
	struct text organisme = patient_organisme(rec);

	if (record_given(rec, F_SLM) || (organisme.len > 2 && organisme.at[2] == 'M'))
		return 4;
	if (text_starts(organisme, "02"))
		return 2;
	return text_starts(organisme, "03") ? 3 : 1;
}

static double
boxes(struct sheet *sheet, const struct record *rec, double y)
{
	static const char *const names[] = {"CPAM (1)", "MSA (2)", "RSI (3)", "SLM (4)"};
	int own = regime(rec);

	pdf_font(sheet->pdf, PDF_PLAIN, 8);
	for (int i = 0; i < 4; i++) {
		pdf_tick(sheet->pdf, LEFT + 30 * i, y, i + 1 == own);
		pdf_label(sheet->pdf, LEFT + 30 * i + 5, y + 2.6, PDF_LEFT, text_of(names[i]));
	}
	return y + 6;
}

double
above_708(struct sheet *sheet, const struct record *rec, double y)
{
	static const enum field assure[] = {F_ASSURE_NIR, F_ASSURE_NOM, F_ASSURE_PRENOM, F_ASSURE_NAISSANCE};
	static const enum field other[] = {F_BENEFICIAIRE_NIR, F_BENEFICIAIRE_NOM, F_BENEFICIAIRE_PRENOM,
		F_BENEFICIAIRE_NAISSANCE};

	y = block_structure(sheet, rec, y);
	if (patient_is_beneficiaire(rec))
		y = person(sheet, rec, y, other, "Bénéficiaire (s'il n'est pas l'assuré)") + 1;
	y = person(sheet, rec, y, assure, "Assuré(e)");
	y = block_field(sheet, LEFT, y, 112, "Adresse", record_text(rec, F_ASSURE_ADRESSE)) - 11;
	y = block_field(sheet, LEFT + 116, y, 64, "Centre de paiement ou section mutualiste",
		patient_organisme(rec)) + 1;
	return boxes(sheet, rec, y) + 2;
}

void
below_708(struct sheet *sheet, double y)
{
	pdf_font(sheet->pdf, PDF_PLAIN, 8.5);
	pdf_tick(sheet->pdf, LEFT, y, true);
	pdf_label(sheet->pdf, LEFT + 5, y + 2.6, PDF_LEFT, TEXT("L'assuré(e) n'a pas payé la part obligatoire"));
	pdf_tick(sheet->pdf, LEFT + 90, y, true);
	pdf_label(sheet->pdf, LEFT + 95, y + 2.6, PDF_LEFT, TEXT("L'assuré(e) n'a pas payé la part complémentaire"));
	block_signature(sheet, y + 8, "Signature du médecin ou de la sage-femme", true);
}
