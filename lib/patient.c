#include "patient.h"

/* An empty text is not given. */
static bool
given(const struct record *rec, enum field field)
{
	return text_given(record_text(rec, field));
}

bool
patient_is_beneficiaire(const struct record *rec)
{
	return given(rec, F_BENEFICIAIRE_NIR) || given(rec, F_BENEFICIAIRE_NOM)
		|| given(rec, F_BENEFICIAIRE_PRENOM)
		|| given(rec, F_BENEFICIAIRE_NAISSANCE);
}

enum field
patient_naissance(const struct record *rec)
{
	return patient_is_beneficiaire(rec) ? F_BENEFICIAIRE_NAISSANCE : F_ASSURE_NAISSANCE;
}

#define ORGANISME_LEN 9

struct text
patient_organisme(const struct record *rec)
{
	struct text slm = record_text(rec, F_SLM);

	if (given(rec, F_ORGANISME))
		return record_text(rec, F_ORGANISME);
	return slm.len == ORGANISME_LEN ? slm : TEXT_ABSENT;
}
