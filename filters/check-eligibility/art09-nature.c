/* Art. 9: titre II is paid under maladie only; titre I under maladie or maternité (art. 5). */
#include "rule.h"

void
art09_nature(const struct question *q, struct defects *d)
{
	if (q->activite == ACTIVITE_CPEF && q->maternite)
		defect(d, "nature-titre2", F_NATURE_ASSURANCE);
}
