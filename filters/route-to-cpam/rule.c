#include "rule.h"

void
route_rule(const struct question *q, const struct params *params, struct answer *answer,
	struct defects *d)
{
	answer->support = art06_support(q, d);
	answer->payeur = answer->route_ref = TEXT_ABSENT;
	art06_2_payeur(q, params, answer, d);
	periode_rule(answer->support, params, d);
	answer->periode = periode_of(q->date_soins, (enum periode)params->periodes[answer->support],
		answer->room.periode);
	answer->imputation = deliberation_imputation(q, params, d);
	periode_terme(q, params, answer->support, d);
	css_art_l160_11_forclusion(q, params, d);
	annexe12_art05_envoi(q, params, answer->support, d);
}
