/*
 * Annexe 1.4, imprimé 709: the fictitious number that the CPAM gave, and nothing else of the patient; signed by
 * the doctor (C35).
 */
#include "form.h"

#include "cites.h"

#define LEFT 15.0

CITES("R142");

double
above_709(struct sheet *sheet, const struct record *rec, double y)
{
	y = block_structure(sheet, rec, y);
	block_field(sheet, LEFT, y, 88, "Numéro fictif, attribué par la CPAM", record_text(rec, F_NUMERO_FICTIF));
	return block_field(sheet, LEFT + 92, y, 88, "Trimestre", sheet->lot->periode) + 2;
}

void
below_709(struct sheet *sheet, double y)
{
	block_signature(sheet, y + 2, "Signature du médecin", false);
}
