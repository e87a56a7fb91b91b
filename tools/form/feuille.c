/*
 * Art. 6.2, 10.2, 10.3.1: the paper sheet. An anonymous one bears the number made for it and no name; an
 * identified one says nothing that a neutral label would not.
 */
#include "form.h"

#include "cites.h"
#include "patient.h"

#include <stdio.h>

#define LEFT 15.0

CITES("R124");

static double
named(struct sheet *sheet, const struct record *rec, double y)
{
	bool other = patient_is_beneficiaire(rec);
	char assure[CELL_SIZE], patient[CELL_SIZE], day[CELL_SIZE];

	snprintf(assure, sizeof(assure), "%.*s %.*s", TEXT_ARG(record_text(rec, F_ASSURE_NOM)),
		TEXT_ARG(record_text(rec, F_ASSURE_PRENOM)));
	snprintf(patient, sizeof(patient), "%.*s %.*s", TEXT_ARG(record_text(rec, F_BENEFICIAIRE_NOM)),
		TEXT_ARG(record_text(rec, F_BENEFICIAIRE_PRENOM)));
	block_field(sheet, LEFT, y, 48, "Numéro d'immatriculation de l'assuré(e)", record_text(rec, F_ASSURE_NIR));
	block_field(sheet, LEFT + 52, y, 92, "Nom et prénom de l'assuré(e)", text_of(assure));
	y = block_field(sheet, LEFT + 148, y, 32, "Né(e) le",
		text_of(day_text(record_day(rec, F_ASSURE_NAISSANCE), day)));
	if (other) {
		block_field(sheet, LEFT, y, 48, "Bénéficiaire : numéro", record_text(rec, F_BENEFICIAIRE_NIR));
		block_field(sheet, LEFT + 52, y, 92, "Bénéficiaire : nom et prénom", text_of(patient));
		y = block_field(sheet, LEFT + 148, y, 32, "Né(e) le",
			text_of(day_text(record_day(rec, F_BENEFICIAIRE_NAISSANCE), day)));
	}
	block_field(sheet, LEFT, y, 112, "Adresse", record_text(rec, F_ASSURE_ADRESSE));
	return block_field(sheet, LEFT + 116, y, 64, "Organisme d'affiliation", patient_organisme(rec));
}

static double
anonymous(struct sheet *sheet, const struct record *rec, double y)
{
	char day[CELL_SIZE];

	block_field(sheet, LEFT, y, 88, "Numéro (anonymat, art. 10.3)", record_text(rec, F_ASSURE_NIR));
	return block_field(sheet, LEFT + 92, y, 40, "Date de naissance",
		text_of(day_text(record_day(rec, F_ASSURE_NAISSANCE), day)));
}

double
above_feuille(struct sheet *sheet, const struct record *rec, double y)
{
	y = block_structure(sheet, rec, y);
	pdf_font(sheet->pdf, PDF_BOLD, 8.5);
	pdf_label(sheet->pdf, LEFT, y + 3, PDF_LEFT, TEXT("Patient"));
	y = record_given(rec, F_ANONYMISE) ? anonymous(sheet, rec, y + 4) : named(sheet, rec, y + 4);
	return y + 2;
}

void
below_feuille(struct sheet *sheet, double y)
{
	pdf_font(sheet->pdf, PDF_PLAIN, 8.5);
	pdf_tick(sheet->pdf, LEFT, y, true);
	pdf_label(sheet->pdf, LEFT + 5, y + 2.6, PDF_LEFT, TEXT("Tiers payant : le patient n'a rien payé"));
	block_signature(sheet, y + 8, "Signature du praticien", true);
}
