#include "act.h"

#include "log.h"
#include "patient.h"

#include <string.h>

#define PERIODE_MAX 10

static const enum field required[] = {F_ACTE_REF, F_DATE_SOINS, F_PAYEUR, F_SUPPORT, F_PERIODE,
	F_AMO_CENTS};
static const enum field of_bilan[] = {F_PEGASE_FICHE, F_PEGASE_RANG}; /* pmi-pegase wants both */

static _Noreturn void
miswired(const struct record *rec, enum field field, const char *why)
{
	die(EX_DATAERR, "record %.*s: %s %s: a stage before this one is missing, or is another's; "
			"nothing is published, the journal is kept",
		TEXT_ARG(record_text(rec, F_ID)), field_infos[field].name, why);
}

/* It becomes part of the name of a directory. */
static bool
periode_ok(struct text periode)
{
	if (!periode.len || periode.len > PERIODE_MAX)
		return false;
	for (size_t i = 0; i < periode.len; i++)
		if (!strchr("0123456789-TS", periode.at[i]) || !periode.at[i])
			return false;
	return true;
}

const struct support *
act_support(const struct params *params, const struct record *rec)
{
	const struct support *support = params_support(params, record_text(rec, F_SUPPORT));

	for (size_t i = 0; i < sizeof(required) / sizeof(*required); i++)
		if (!record_has(rec, required[i]))
			miswired(rec, required[i], "is missing");
	for (size_t i = 0; i < sizeof(of_bilan) / sizeof(*of_bilan); i++)
		if (record_is(rec, F_SUPPORT, "pegase") && !record_has(rec, of_bilan[i]))
			miswired(rec, of_bilan[i], "is missing");
	if (record_has(rec, F_ANONYMAT) && !record_has(rec, F_ANONYMISE))
		miswired(rec, F_ANONYMISE, "is missing on an act that must be anonymous");
	if (!payeurs_find(&params->payeurs, record_text(rec, F_PAYEUR)))
		miswired(rec, F_PAYEUR, "is not in config/caisses.yaml");
	if (!support)
		miswired(rec, F_SUPPORT, "is not in config/supports.yaml");
	if (!periode_ok(record_text(rec, F_PERIODE)))
		miswired(rec, F_PERIODE, "is no month, quarter or half-year");
	return support;
}

static size_t
anonymous_identity(const struct record *rec, char identity[IDENTITY_MAX])
{
	struct text number = record_text(rec, F_NUMERO_FICTIF);

	if (!text_given(number) || number.len > IDENTITY_MAX - 1)
		return 0;
	identity[0] = '#'; /* never that of a name */
	memcpy(identity + 1, number.at, number.len);
	return number.len + 1;
}

/* A child may be given by first name and birth date under the name of the insured. */
static size_t
named_identity(const struct record *rec, char identity[IDENTITY_MAX])
{
	bool other = patient_is_beneficiaire(rec);
	struct text nom = record_text(rec, other ? F_BENEFICIAIRE_NOM : F_ASSURE_NOM);
	struct text prenom = record_text(rec, other ? F_BENEFICIAIRE_PRENOM : F_ASSURE_PRENOM);

	if (!text_given(nom))
		nom = record_text(rec, F_ASSURE_NOM);
	return identity_of(nom, prenom, record_text(rec, patient_naissance(rec)), identity);
}

const void *
act_patient(const struct pseudonym_key *key, const struct record *rec,
	unsigned char out[PSEUDONYM_SIZE])
{
	char identity[IDENTITY_MAX];
	size_t len = record_has(rec, F_ANONYMAT) ? anonymous_identity(rec, identity)
						 : named_identity(rec, identity);

	if (!len)
		return NULL;
	pseudonym_make(key, (struct text){identity, len}, out);
	return out;
}
