/*
 * Art. 19 and 20 (convention 2026-49: art. 3 and 11): the act is one of the convention in force
 * on the day of care, from its signature to its term or to the end of a notice.
 */
#include "rule.h"

struct text
art19_convention(const struct question *q, const struct params *params, struct defects *d)
{
	const struct convention *convention;

	switch (conventions_at(&params->conventions, q->activite, q->date_soins, &convention)) {
	case CONVENTION_IN_FORCE:
		return convention->id;
	case CONVENTION_UNSIGNED:
		defect(d, "convention-unsigned", F_DATE_SOINS);
		break;
	case CONVENTION_EARLIER:
		defect(d, "convention-earlier", F_DATE_SOINS);
		break;
	case CONVENTION_NONE:
		defect(d, "convention-none", F_DATE_SOINS);
		break;
	}
	return TEXT_ABSENT;
}
