/* Art. 9: titre II is paid under maladie only; titre I under maladie or maternité (art. 5). */
#include "rule.h"

void
art09_nature(const struct question *q, struct defects *d)
{
	rule(d, "R059");
	if (concerns(d, q->activite == ACTIVITE_CPEF, "cpef") && q->maternite)
		defect(d, "nature-titre2", F_NATURE_ASSURANCE);
}
