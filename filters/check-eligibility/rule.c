#include "rule.h"

void
check_eligibility_rule(const struct question *q, const struct params *params,
	struct answer *answer, struct defects *d)
{
	art01_double_financement(q, d);
	art02_sites(q, params, d);
	art03_public(q, params, d);
	art03_affiliation(q, params, d);
	art03_droits(q, d);
	art06_2_vaccins(q, params, d);
	annexe13_signature(q, params, d);
	art09_nature(q, d);
	answer->convention = art19_convention(q, params, d);
}
