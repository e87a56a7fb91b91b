/*
 * check-eligibility - is the act one that a convention in force takes?
 *
 *   reads    activite site anonymat organisme droits_du droits_au date_soins cip13 nature_assurance
 *            situation autre_financement executant_profession delegue_*, the birth date of the
 *            patient
 *   writes   convention; motifs (art. 1, 2, 3, 6.2, 7, 9, 19, 20, annexe 1.3)
 *   config   sites.yaml caisses.yaml conventions.yaml publics.yaml interpretations.yaml
 */
#include "rule.h"

#include "filter.h"
#include "interpretations.h"
#include "patient.h"

static const struct usage usage = {
	.program = "pmi-check-eligibility",
	.synopsis = "[OPTION]... [FILE]",
	.purpose = "Refuse or hold the acts that no convention in force takes.",
	.examples = "  pmi-validate < actes | pmi-check-eligibility | pmi-pegase\n"
		    "  pmi-check-eligibility refus/check-eligibility.msgpack | pmi-pegase\n",
	.operands = 1,
};

static void
params_load(struct params *params, const char *dir)
{
	struct interpretations readings;

	payeurs_load(&params->payeurs, dir);
	sites_load(&params->sites, dir, &params->payeurs);
	conventions_load(&params->conventions, dir);
	publics_load(&params->publics, dir);
	interpretations_load(&readings, dir);
	params->postnatale_refusee = interpretation_is(&readings, "C13", "refuser");
}

static void
apply(struct record *rec, const struct params *params)
{
	const struct question q = {
		.activite = activite_bit(record_text(rec, F_ACTIVITE)),
		.date_soins = record_day(rec, F_DATE_SOINS),
		.naissance = record_day(rec, patient_naissance(rec)),
		.champ_naissance = patient_naissance(rec),
		.enceinte = record_is(rec, F_SITUATION, "enceinte"),
		.postnatale = record_is(rec, F_SITUATION, "postnatale"),
		.anonyme = record_given(rec, F_ANONYMAT),
		.vaccin = record_given(rec, F_CIP13) && !record_is(rec, F_ANONYMAT, "ist")
			&& !record_is(rec, F_ACTIVITE, "pegase"),
		.delegue = record_given(rec, F_DELEGUE_FINESS) || record_given(rec, F_DELEGUE_RPPS)
			|| record_given(rec, F_DELEGUE_NOM) || record_given(rec, F_DELEGUE_REGLE_LE),
		.profession = profession_bit(record_text(rec, F_EXECUTANT_PROFESSION)),
		.maternite = record_is(rec, F_NATURE_ASSURANCE, "maternite"),
		.autre_financement = record_is(rec, F_AUTRE_FINANCEMENT, "oui"),
		.site = record_text(rec, F_SITE),
		.organisme = patient_organisme(rec),
		.droits_du = record_day(rec, F_DROITS_DU),
		.droits_au = record_day(rec, F_DROITS_AU),
	};
	struct answer answer = {0};
	struct defects d;

	defects_start(&d, rec->trace);
	check_eligibility_rule(&q, params, &answer, &d);
	if (record_judge(rec, &d))
		record_lend_text(rec, F_CONVENTION, answer.convention);
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
	while ((rec = filter_read(&f))) {
		apply(rec, &params);
		filter_write(&f, rec);
	}
	return filter_close(&f);
}
