/*
 * anonymize - take the person out of the acts that must not name one
 *
 *   reads    anonymat activite acte_code cip13 date_soins convention site canal carte_vitale
 *            consentement_parental numero_fictif executant_profession, the patient's birth date
 *   writes   anonymise, libelle; on an anonymous act assure_nir, and erases who the person is;
 *            motifs (art. 10.3)
 *   config   actes.yaml vaccins.yaml sites.yaml caisses.yaml conventions.yaml identifiants.yaml
 *            publics.yaml
 */
#include "filter.h"
#include "params.h"
#include "patient.h"

static const struct usage usage = {
	.program = "pmi-anonymize",
	.synopsis = "[OPTION]... [FILE]",
	.purpose = "Take the person out of the acts that must not name one.",
	.examples = "  pmi-price < actes | pmi-anonymize | pmi-route-to-cpam\n"
		    "  pmi-anonymize refus/anonymize.msgpack | pmi-route-to-cpam\n",
	.operands = 1,
};

/* In the order of enum anonymat. */
static const char *const anonymats[] = {"", "ivg", "ist", "contraception"};

static enum anonymat
anonymat_of(const struct record *rec)
{
	enum anonymat anonymat = ANONYMAT_CONTRACEPTION;

	while (anonymat != ANONYMAT_NONE && !record_is(rec, F_ANONYMAT, anonymats[anonymat]))
		anonymat--;
	return anonymat;
}

/* What is neither oui nor non is not known. */
static enum consentement
consentement_of(const struct record *rec)
{
	if (record_is(rec, F_CONSENTEMENT_PARENTAL, "oui"))
		return CONSENTEMENT_OUI;
	return record_is(rec, F_CONSENTEMENT_PARENTAL, "non") ? CONSENTEMENT_NON
		: CONSENTEMENT_UNKNOWN;
}

/* All that says who the person is, or where and under whom they are insured. */
static void
erase(struct record *rec)
{
	static const enum field identity[] = {F_ASSURE_NIR, F_ASSURE_NOM, F_ASSURE_PRENOM,
		F_ASSURE_NAISSANCE, F_ASSURE_ADRESSE, F_BENEFICIAIRE_NIR, F_BENEFICIAIRE_NOM,
		F_BENEFICIAIRE_PRENOM, F_BENEFICIAIRE_NAISSANCE, F_BENEFICIAIRE_RANG, F_ORGANISME,
		F_SLM, F_DROITS_DU, F_DROITS_AU, F_DROITS_SOURCE, F_GROSSESSE_DEBUT,
		F_ACCOUCHEMENT_LE, F_PEGASE_MESURE_LE};
	size_t i;

	for (i = 0; i < sizeof identity / sizeof *identity; i++)
		if (record_has(rec, identity[i]))
			record_unset(rec, identity[i]);
}

/* The date stays where a sheet shows it: with the fictitious NIR, as the insured's. */
static void
write_answer(struct record *rec, const struct question *q, const struct answer *answer)
{
	char naissance[DAY_SIZE];

	if (answer->anonymise != ANONYMAT_NONE) {
		erase(rec);
		if (answer->nir[0])
			record_set_text(rec, F_ASSURE_NIR, text_of(answer->nir));
		if (answer->naissance_kept)
			record_set_text(rec, F_ASSURE_NAISSANCE,
				text_of(day_format(q->naissance, naissance)));
		record_set_text(rec, F_ANONYMISE, text_of(anonymats[answer->anonymise]));
	}
	if (text_given(answer->libelle))
		record_lend_text(rec, F_LIBELLE, answer->libelle);
}

static void
apply(struct record *rec, const struct params *params)
{
	const struct question q = {
		.anonymat = anonymat_of(rec),
		.date_soins = record_day(rec, F_DATE_SOINS),
		.naissance = record_day(rec, patient_naissance(rec)),
		.champ_naissance = patient_naissance(rec),
		.acte_code = record_text(rec, F_ACTE_CODE),
		.cip13 = record_text(rec, F_CIP13),
		.convention = record_text(rec, F_CONVENTION),
		.site = record_text(rec, F_SITE),
		.numero_fictif = record_text(rec, F_NUMERO_FICTIF),
		.activite = activite_bit(record_text(rec, F_ACTIVITE)),
		.profession = profession_bit(record_text(rec, F_EXECUTANT_PROFESSION)),
		.electronique = record_is(rec, F_CANAL, "electronique"),
		.carte_vitale = record_is(rec, F_CARTE_VITALE, "oui"),
		.consentement = consentement_of(rec),
	};
	struct answer answer;
	struct defects d;

	defects_start(&d, rec->trace);
	anonymize_rule(&q, params, &answer, &d);
	if (record_judge(rec, &d))
		write_answer(rec, &q, &answer);
}

int
main(int argc, char *argv[])
{
	struct options opt;
	struct params params;
	struct filter f;
	struct record *rec;

	options_parse(&opt, argc, argv, &usage);
	params_load(&params, opt.config);
	if (opt.check)
		return filter_check(&opt);
	filter_open(&f, &opt);
	params.actes.as_of = f.head.as_of;
	while ((rec = filter_read(&f))) {
		apply(rec, &params);
		filter_write(&f, rec);
	}
	return filter_close(&f);
}
