/*
 * route-to-cpam - who pays the act, on what it is sent, in which period, on which budget line
 *
 *   reads    activite anonymat cip13 canal delegue_* organisme site convention payeur date_soins annule,
 *            and the day of sending (the head's as-of)
 *   writes   payeur support periode imputation route_ref; base_cents and amo_cents, 0, of what voids an act
 *            (annule); motifs (art. 3, 6.2;
 *            CSS art. L160-11), avis (annexe 1.2, 2026-49 art. 7)
 *   config   caisses.yaml sites.yaml conventions.yaml supports.yaml delais.yaml
 */
#include "filter.h"
#include "params.h"
#include "patient.h"

static const struct usage usage = {
	.program = "pmi-route-to-cpam",
	.synopsis = "[OPTION]... [FILE]",
	.purpose = "Say who pays each act, on what it is sent, when, and on which budget line.",
	.examples = "  pmi-anonymize < actes | pmi-route-to-cpam | pmi-emit -d lots\n"
		    "  pmi-route-to-cpam refus/route-to-cpam.msgpack | pmi-emit -d lots\n",
	.operands = 1,
};

/* In the order of enum support. */
static const char *const supports[SUPPORT_COUNT] = {
	"b2", "feuille", "708", "709", "recapitulatif", "pegase"};

static struct question
question_of(const struct record *rec, day_t as_of)
{
	return (struct question){
		.activite = activite_bit(record_text(rec, F_ACTIVITE)),
		.date_soins = record_day(rec, F_DATE_SOINS),
		.as_of = as_of,
		.anonyme = record_given(rec, F_ANONYMAT),
		.ivg = record_is(rec, F_ANONYMAT, "ivg"),
		.ist = record_is(rec, F_ANONYMAT, "ist"),
		.vaccin = record_given(rec, F_CIP13),
		.delegue = record_given(rec, F_DELEGUE_FINESS) || record_given(rec, F_DELEGUE_RPPS)
			|| record_given(rec, F_DELEGUE_NOM) || record_given(rec, F_DELEGUE_REGLE_LE),
		.papier = record_is(rec, F_CANAL, "papier"),
		.organisme = patient_organisme(rec),
		.site = record_text(rec, F_SITE),
		.convention = record_text(rec, F_CONVENTION),
		.payeur = record_text(rec, F_PAYEUR),
	};
}

static void
apply(struct record *rec, const struct params *params, day_t as_of)
{
	const struct question q = question_of(rec, as_of);
	struct answer answer;
	struct defects d;

	defects_start(&d, rec->trace);
	route_rule(&q, params, &answer, &d);
	if (!record_judge(rec, &d))
		return;
	if (!text_equal(q.payeur, answer.payeur))
		record_lend_text(rec, F_PAYEUR, answer.payeur); /* of the rule book */
	record_lend_text(rec, F_SUPPORT, text_of(supports[answer.support]));
	record_set_text(rec, F_PERIODE, answer.periode);
	record_lend_text(rec, F_IMPUTATION, answer.imputation);
	record_set_text(rec, F_ROUTE_REF, answer.route_ref);
	if (record_given(rec, F_ANNULE)) { /* art. 17: what voids an act asks for nothing */
		record_set_int(rec, F_BASE_CENTS, 0);
		record_set_int(rec, F_AMO_CENTS, 0);
	}
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
	params_as_of(&params, f.head.as_of);
	while ((rec = filter_read(&f))) {
		apply(rec, &params, f.head.as_of);
		filter_write(&f, rec);
	}
	return filter_close(&f);
}
