/*
 * annexe 1.2 art. 6 - when the electronic sheet is not whole, or did not arrive: without a card, a
 * degraded one, signed by the professional's card alone, with a paper sheet sent in parallel; after a
 * transmission that failed, a paper duplicata, which in tiers payant the performer and the insured sign
 * before it leaves, unless the insured cannot: the caisse may then ask him to attest
 *
 * domain facts: R122, R123, R126, R127, R128
 */
#include "rule.h"

static void
check_duplicata(const struct question *act, struct defects *d)
{
	rule(d, "R127");
	if (!act_is(act, F_SIGNATURE_EXECUTANT, "oui"))
		defect(d, "duplicata-signature", F_SIGNATURE_EXECUTANT);
	rule(d, "R128");
	if (!act_is(act, F_SIGNATURE_ASSURE, "oui"))
		defect(d, "duplicata-assure", F_SIGNATURE_ASSURE);
}

void
check_pieces(const struct question *act, struct defects *d)
{
	bool jumeau = act_given(act, F_JUMEAU_DE), duplicata = act_given(act, F_DUPLICATA_DE);

	rule(d, "R122");
	if (concerns(d, act_is(act, F_FSE_DEGRADEE, "oui"), "degradee") && act_is(act, F_CANAL, "papier"))
		defect(d, "degradee-papier", F_CANAL);
	rule(d, "R123");
	if (concerns(d, jumeau, "jumeau") && !act_is(act, F_CANAL, "papier"))
		defect(d, "piece-electronique", F_CANAL);
	rule(d, "R126");
	if (!concerns(d, duplicata, "duplicata"))
		return;
	if (jumeau)
		defect(d, "piece-ambigue", F_DUPLICATA_DE);
	if (!act_is(act, F_CANAL, "papier"))
		defect(d, "piece-electronique", F_CANAL);
	check_duplicata(act, d);
}
