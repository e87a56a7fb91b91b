/* Art. 1: an activity that another body pays already is not financed a second time. */
#include "rule.h"

void
art01_double_financement(const struct question *q, struct defects *d)
{
	rule(d, "R007");
	if (q->autre_financement)
		defect(d, "double-financement", F_AUTRE_FINANCEMENT);
}
