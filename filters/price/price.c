/*
 * price - what an act is worth on its day of care, and at which rate
 *
 *   reads    activite executant_profession date_soins acte_code quantite coefficient
 *            nature_assurance exoneration situation grossesse_debut accouchement_le
 *            semaines_grossesse medicaments_remis cip13 grippe_ciblee ame anonymat montant_cents
 *            delegue_* convention, the birth date of the patient
 *   writes   nature_assurance tarif_cents base_cents taux_bp amo_cents tarif_ref
 *   config   actes.yaml tarifs.yaml vaccins.yaml marche.yaml taux.yaml conventions.yaml
 *            publics.yaml
 */
#include "filter.h"
#include "money.h"
#include "params.h"
#include "patient.h"

static const struct usage usage = {
	.program = "pmi-price",
	.synopsis = "[OPTION]... [FILE]",
	.purpose = "Price each act at its day of care: base, rate and share of the payer.",
	.examples = "  pmi-pegase < actes | pmi-price | pmi-anonymize\n"
		    "  pmi-price refus/price.msgpack | pmi-anonymize\n",
	.operands = 1,
};

static int64_t
coefficient(const struct record *rec)
{
	int64_t hundredths = 100;

	if (record_has(rec, F_COEFFICIENT) &&
	    !hundredths_parse(record_text(rec, F_COEFFICIENT), ".", &hundredths))
		return 0;
	return hundredths;
}

static enum price_situation
situation(const struct record *rec)
{
	if (record_is(rec, F_SITUATION, "enceinte"))
		return SITUATION_ENCEINTE;
	return record_is(rec, F_SITUATION, "postnatale") ? SITUATION_POSTNATALE : SITUATION_NONE;
}

static struct price_question
question_of(const struct record *rec)
{
	return (struct price_question){
		.acte_code = record_text(rec, F_ACTE_CODE),
		.cip13 = record_text(rec, F_CIP13),
		.convention = record_text(rec, F_CONVENTION),
		.exoneration = record_text(rec, F_EXONERATION),
		.activite = activite_bit(record_text(rec, F_ACTIVITE)),
		.profession = profession_bit(record_text(rec, F_EXECUTANT_PROFESSION)),
		.date_soins = record_day(rec, F_DATE_SOINS),
		.naissance = record_day(rec, patient_naissance(rec)),
		.grossesse_debut = record_day(rec, F_GROSSESSE_DEBUT),
		.accouchement_le = record_day(rec, F_ACCOUCHEMENT_LE),
		.situation = situation(rec),
		.nature_given = record_has(rec, F_NATURE_ASSURANCE),
		.nature = record_is(rec, F_NATURE_ASSURANCE, "maternite") ? NATURE_MATERNITE
									  : NATURE_MALADIE,
		.quantite = record_int(rec, F_QUANTITE, 1),
		.coefficient_hundredths = coefficient(rec),
		.semaines = record_int(rec, F_SEMAINES_GROSSESSE, -1),
		.montant_given = record_has(rec, F_MONTANT_CENTS),
		.montant_cents = record_int(rec, F_MONTANT_CENTS, 0),
		.ame = record_is(rec, F_AME, "oui"),
		.ist = record_is(rec, F_ANONYMAT, "ist"),
		.delegue = record_given_any(rec, fields_delegue, FIELDS_DELEGUE),
		.grippe_ciblee = record_is(rec, F_GRIPPE_CIBLEE, "oui"),
		.medicaments_remis = !record_is(rec, F_MEDICAMENTS_REMIS, "non"),
	};
}

static void
apply(struct record *rec, const struct price_params *params)
{
	struct price_question question = question_of(rec);
	struct price_answer answer;
	struct defects defects;

	defects_start(&defects, rec->trace);
	price_rule(&question, params, &answer, &defects);
	if (!record_judge(rec, &defects))
		return;
	/* what was given stays where it was given: pmi-why tells it so from what was computed */
	if (text_given(answer.nature) && !text_equal(record_text(rec, F_NATURE_ASSURANCE), answer.nature))
		record_lend_text(rec, F_NATURE_ASSURANCE, answer.nature);
	if (answer.tarif_given)
		record_set_int(rec, F_TARIF_CENTS, answer.tarif_cents);
	record_set_int(rec, F_BASE_CENTS, answer.base_cents);
	record_set_int(rec, F_TAUX_BP, answer.taux_bp);
	record_set_int(rec, F_AMO_CENTS, answer.amo_cents);
	record_lend_text(rec, F_TARIF_REF, answer.tarif_ref);
}

int
main(int argc, char *argv[])
{
	struct options opt;
	struct price_params params;
	struct filter f;
	struct record *rec;

	options_parse(&opt, argc, argv, &usage);
	params_load(&params, opt.config);
	if (opt.check)
		return filter_check(&opt);
	filter_open(&f, &opt);
	params_as_of(&params, f.head.as_of);
	while ((rec = filter_read(&f))) {
		apply(rec, &params);
		filter_write(&f, rec);
	}
	return filter_close(&f);
}
