/*
 * pegase - judge the bilans of convention 2026-49 and name who pays them
 *
 *   reads    activite date_soins site executant_rpps carte_vitale quantite pegase_rang
 *            pegase_fiche pegase_mesure_le, the birth date of the child
 *   writes   payeur prix_statut, on acts whose activite is pegase; the others pass as they are
 *   config   pegase.yaml pegase-calendrier.yaml
 */
#include "params.h"

#include "filter.h"
#include "patient.h"

static const struct usage usage = {
	.program = "pmi-pegase",
	.synopsis = "[OPTION]... [FILE]",
	.purpose = "Judge the PEGASE bilans of convention 2026-49 and name their payer.",
	.examples = "  pmi-check-eligibility < actes | pmi-pegase | pmi-price\n"
		    "  pmi-pegase refus/pegase.msgpack | pmi-price\n",
	.operands = 1,
};

static void
apply(struct record *rec, const struct params *params)
{
	struct question bilan = {
		.date_soins = record_day(rec, F_DATE_SOINS),
		.naissance = record_day(rec, patient_naissance(rec)),
		.mesure_le = record_day(rec, F_PEGASE_MESURE_LE),
		.executant_rpps = record_text(rec, F_EXECUTANT_RPPS),
		.fiche = record_text(rec, F_PEGASE_FICHE),
		.site = record_text(rec, F_SITE),
		.rang = record_int(rec, F_PEGASE_RANG, 0),
		.quantite = record_int(rec, F_QUANTITE, 1),
		.carte_vitale = record_is(rec, F_CARTE_VITALE, "oui"),
	};
	struct defects defects;
	struct answer answer;

	defects_start(&defects, rec->trace);
	pegase_rule(&bilan, params, &answer, &defects);
	if (!record_judge(rec, &defects))
		return;
	record_set_text(rec, F_PAYEUR, text_of(answer.payeur));
	record_set_text(rec, F_PRIX_STATUT, text_of(answer.prix_statut));
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
		if (record_is(rec, F_ACTIVITE, "pegase"))
			apply(rec, &params);
		filter_write(&f, rec);
	}
	return filter_close(&f);
}
