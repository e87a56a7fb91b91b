/*
 * Art. 10.3.1: the décompte of an identified person says « Forfait médical » and no more. What may
 * be printed or logged of any act is chosen here, once: the neutral label where annexe 1.1 has
 * one.
 */
#include "rule.h"

struct text
libelle_of(const struct question *q, const struct params *params, const struct acte *acte)
{
	const struct vaccin *vaccin;

	if (is_vaccin(q)) {
		vaccin = vaccins_find(&params->vaccins, q->cip13);
		return vaccin ? vaccin->denomination : TEXT_ABSENT;
	}
	if (!acte)
		return TEXT_ABSENT;
	return text_given(acte->libelle_neutre) ? acte->libelle_neutre : acte->libelle;
}
