#include "patient.h"

bool
patient_is_beneficiaire(const struct record *rec)
{
	return record_given_any(rec, fields_beneficiaire, FIELDS_BENEFICIAIRE);
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

	if (record_given(rec, F_ORGANISME))
		return record_text(rec, F_ORGANISME);
	return slm.len == ORGANISME_LEN ? slm : TEXT_ABSENT;
}
